"""The name of a medicine, typed, with names to choose from below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QListView, QWidget

from ui.theme.active import current_theme
from ui.widgets.fields.text_field import TextField

if TYPE_CHECKING:
    from collections.abc import Callable

_AROUND = 34


class MedicineField(TextField):
    """A line of text whose list of names follows what is typed. Down goes into the list, Enter takes a name.

    `given` tells the whole text after each change, typed or taken.
    """

    given: ClassVar[Signal] = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, icon="search", parent=parent)
        self._find: Callable[[str], tuple[str, ...]] = lambda _typed: ()
        self._names = QStringListModel(self)
        self._list = QListView()
        self._list.setObjectName("choices")
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setAccessibleName(f"{name}: choices")
        self._completer = QCompleter(self._names, self)
        self._completer.setPopup(self._list)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setMaxVisibleItems(8)
        self._completer.activated.connect(self._taken)
        self.setCompleter(self._completer)
        self.typed.connect(self._typed)

    def offer_from(self, find: Callable[[str], tuple[str, ...]]) -> None:
        """Where names come from."""
        self._find = find

    def offered(self) -> tuple[str, ...]:
        """The names in the list now."""
        return tuple(self._names.stringList())

    def _typed(self, words: str) -> None:
        self._names.setStringList(list(self._find(words)))
        across = self._list.sizeHintForColumn(0) + current_theme().px(_AROUND)
        self._list.setMinimumWidth(max(across, self.width()))
        self.given.emit(words)

    def _taken(self, name: str) -> None:
        self.given.emit(name)
