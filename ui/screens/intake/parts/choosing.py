"""Choosing the file: a button, a drop, or a paste; and the ways a drop can be no file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QVBoxLayout, QWidget

from ui import text as words_of
from ui.theme.active import current_theme
from ui.widgets.buttons.button import Kind
from ui.widgets.panels.states import EmptyState

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

_WIDEST = 680
_NAMED = 2
FILTER = "Search exports (*.csv *.xlsx *.xlsm *.txt);;All files (*)"


@dataclass(frozen=True, slots=True)
class Given:
    """What a drop or a paste gave: a file, or a list as text; or why there is neither."""

    path: Path | None = None
    text: str = ""
    what: str = ""
    remedy: str = ""


def given_by(mime: QMimeData) -> Given:
    """The one file in a drop or on the clipboard, or the list that was copied.

    Of several files none is read: which was meant cannot be told.
    """
    files = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    if len(files) == 1:
        return Given(files[0])
    if files:
        names = words_of.listed([file.name for file in files[:_NAMED]])
        more = "" if len(files) <= _NAMED else f" and {len(files) - _NAMED:,} more"
        return Given(
            what=f"{words_of.count(len(files), 'file')} came at once: {names}{more}.",
            remedy="Nothing was read. Drop or choose one file at a time.",
        )
    if not mime.hasUrls() and mime.text().strip():
        return Given(text=mime.text())
    return Given(
        what="That is not a file on this computer.",
        remedy="Save the export as a file, then drop or choose that file.",
    )


class ChoosePage(QFrame):
    """The first step. `wanted` asks for the file dialog, `again` to read the last file once more, `paste` for
    the page that takes a pasted list.
    """

    wanted: ClassVar[Signal] = Signal()
    again: ClassVar[Signal] = Signal()
    paste: ClassVar[Signal] = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "card")
        state = EmptyState(
            "Choose a search from your GP system",
            "A CSV file or an Excel workbook, as EMIS Web or SystmOne exports it. Choose it, or drop it "
            "anywhere on the window. A medication list copied from a GP screen can be pasted with Ctrl+V. "
            "You see every row before anyone is brought in.",
            stair=False,
        )
        self.button = state.add_action("Choose a file", Kind.FILLED, icon="folder")
        self.button.setDefault(True)
        self.button.clicked.connect(self.wanted)
        self.retry = state.add_action("Try again")
        self.retry.setDefault(True)
        self.retry.clicked.connect(self.again)
        self.paste_list = state.add_action("Paste a list", icon="copy", hint="Ctrl+V")
        self.paste_list.clicked.connect(self.paste)
        column = QVBoxLayout(self)
        state.setMaximumWidth(current_theme().px(_WIDEST))
        column.addStretch(1)
        column.addWidget(state)
        column.addStretch(2)
        self.offer_again("")

    def offer_again(self, file_name: str) -> None:
        """Offer to read the same file once more, or do not."""
        if not file_name and self.retry.hasFocus():
            self.button.setFocus()  # else the keys would leave the page with it
        self.retry.setVisible(bool(file_name))
        if file_name:
            self.retry.set_words(f"Try {file_name} again")


def file_dialog(parent: QWidget, last: Path | None) -> QFileDialog:
    """The dialog that chooses one file, open at the folder last used."""
    dialog = QFileDialog(parent, "Choose a search export", str(last.parent) if last else "", FILTER)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return dialog
