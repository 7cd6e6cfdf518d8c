"""What is asked before papers go out: which printer, which folder, in which forms."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from ui.screens.papers.making import WORD
from ui.screens.papers.outgoing.sending import FORMS

if TYPE_CHECKING:
    from ui.screens.papers.outgoing.run import PrintJob

_FORMS = (
    ("&PDF", ("pdf",)),
    ("&HTML", ("html",)),
    ("&Word processor (DOCX)", (WORD,)),
    ("&All three", (*FORMS, WORD)),
)


class Printing(Protocol):
    """Asks which printer."""

    def ask(self, parent: QWidget) -> PrintJob | None:
        """A printer to print on, or None where the person thought better of it."""
        ...


def ask_folder(parent: QWidget) -> Path | None:
    """A folder chosen in the computer's own dialog."""
    chosen = QFileDialog.getExistingDirectory(parent, "Save papers in a folder")
    return Path(chosen) if chosen else None


def ask_forms(button: QWidget, then: Callable[[tuple[str, ...]], None]) -> None:
    """A menu under the button: in which forms to save."""
    menu = QMenu(button.window())
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for words, forms in _FORMS:
        entry = menu.addAction(words)
        entry.triggered.connect(lambda _on=False, forms=forms: then(forms))
    menu.setActiveAction(menu.actions()[0])
    menu.popup(button.mapToGlobal(QPoint(0, button.height())))
