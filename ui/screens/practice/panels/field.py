"""The field a template is written in: places complete as they are typed, and what to look at is marked."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from ui.screens.practice.panels.two_lines import TwoLineList
from ui.screens.practice.rows import ListRow
from ui.theme.active import colour, current_theme
from ui.widgets.fields.note_field import NoteField

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ui.screens.practice.props import LookAt

    Find = Callable[[str], tuple[tuple[str, str, str], ...]]

_BEGUN = re.compile(r"\{([a-z_0-9 ]*)$", re.IGNORECASE)
_PLACE = re.compile(r"\{[^{}\n]*\}")
_MOST_SHOWN = 6
_MOST_TINTED = 300
"""Places shown in a colour: thousands would make every key slow."""
_ONE_UNIT = 0xFFFF
_TAKES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class PlacesList(TwoLineList):
    """The places that fit what was typed, under the caret. The keys stay in the field."""

    def __init__(self, field: QWidget) -> None:
        super().__init__("Places", field)
        self.setObjectName("choices")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()


class TemplateField(NoteField):
    """Plain words of a template. `find` gives the places that fit; a brace or Ctrl+Space opens the list."""

    place_said: ClassVar[Signal] = Signal(str)
    """The place the list stands on, in words; "" when it is closed."""

    def __init__(self, find: Find, parent: QWidget | None = None) -> None:
        super().__init__("Words of the template", least=4, most=400, fills=True, parent=parent)
        self._find = find
        self._looks: tuple[LookAt, ...] = ()
        self._doubled = False
        self._bare: set[str] = set()
        """Of the places offered, those that have no words and only say when a line stands."""
        self.places = PlacesList(self)
        self.places.opened.connect(self._put)
        self.places.chosen.connect(lambda _name: self._say())
        self.typed.connect(lambda _words: self._complete())
        self.cursorPositionChanged.connect(self._follow_caret)

    # -- words -----------------------------------------------------------------------------------------

    def replace_all(self, words: str) -> None:
        """Put other words in the place of all; undo brings the old ones back."""
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(words)
        self.close_places()

    def set_looks(self, looks: Sequence[LookAt]) -> None:
        """Mark what to look at under its letters."""
        if tuple(looks) != self._looks:
            self._looks = tuple(looks)
            self._mark()

    def point_at(self, start: int, end: int) -> None:
        """Select these letters, bring them into view and take the keys."""
        cursor = self.textCursor()
        cursor.setPosition(self._units(start))
        cursor.setPosition(self._units(end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureCursorVisible()

    # -- places ----------------------------------------------------------------------------------------

    def open_places(self) -> None:
        """Offer places at the caret, as typing a brace does."""
        if self.isReadOnly():
            return
        if _BEGUN.search(self._before()) is None:
            self.textCursor().insertText("{")
        self._complete()

    def close_places(self) -> None:
        """Put the list away."""
        if self.places.isVisible():
            self.places.hide()
            self.place_said.emit("")

    def event(self, event: QEvent) -> bool:
        """While the list is open its keys are its own: Tab, Esc and Enter mean nothing else."""
        if isinstance(event, QKeyEvent) and self.places.isVisible():
            key = Qt.Key(event.key())
            if key in (*_TAKES, *_MOVES, Qt.Key.Key_Escape) and not event.modifiers():
                if event.type() == QEvent.Type.KeyPress:
                    self._take(key)
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.open_places()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_looks"):
            self._mark()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.ensureCursorVisible()
        if hasattr(self, "places") and self.places.isVisible():
            self._place_list()

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 90)

    def _grow(self) -> None:
        """It takes the room it is given and scrolls."""
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def _changed(self) -> None:
        super()._changed()
        if hasattr(self, "_looks"):
            self._mark()

    def _take(self, key: Qt.Key) -> None:
        if key in _MOVES:
            self.places.step(_MOVES[key])
        elif key == Qt.Key.Key_Escape:
            self.close_places()
        else:
            self._put(self.places.current())

    def _before(self) -> str:
        cursor = self.textCursor()
        return cursor.block().text()[: cursor.positionInBlock()]

    def _complete(self) -> None:
        begun = _BEGUN.search(self._before())
        found = self._find(begun[1].strip()) if begun is not None and not self.isReadOnly() else ()
        if not found:
            self.close_places()
            return
        self._bare = {name for name, _, example in found if not example}
        rows = [
            ListRow(name, f"{{{name}}}", f"{meaning}: {example}" if example else f"{meaning}, before a line")
            for name, meaning, example in found
        ]
        self.places.set_rows(rows, rows[0].id)
        self._place_list()
        self._say()

    def _place_list(self) -> None:
        theme, caret = current_theme(), self.cursorRect().translated(self.viewport().pos())
        width = min(theme.px(340), self.width() - 16)
        self.places.resize(width, 100)
        rows = range(min(self.places.count(), _MOST_SHOWN))
        wanted = sum(self.places.sizeHintForRow(row) for row in rows) + 10
        below, above = self.height() - caret.bottom() - 8, caret.top() - 8
        height = min(wanted, max(below, above))
        top = caret.bottom() + 4 if below >= min(wanted, above) else caret.top() - 4 - height
        left = max(8, min(caret.left(), self.width() - width - 8))
        self.places.setGeometry(left, top, width, height)
        self.places.show()
        self.places.raise_()

    def _put(self, name: str) -> None:
        begun = _BEGUN.search(self._before())
        if begun is None or not name:
            return
        cursor = self.textCursor()
        rest = cursor.block().text()[cursor.positionInBlock() :]
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, len(begun[0]))
        begins = self._before() == begun[0] and name in self._bare
        put = f"{{{name}" if rest.startswith("}") else f"{{{name}}}"
        cursor.insertText(f"?{put} " if begins and not rest.startswith("}") else put)
        if rest.startswith("}"):
            cursor.movePosition(QTextCursor.MoveOperation.Right)
        self.setTextCursor(cursor)
        self.close_places()

    def _follow_caret(self) -> None:
        if self.places.isVisible() and _BEGUN.search(self._before()) is None:
            self.close_places()

    def _say(self) -> None:
        item = self.places.currentItem()
        if item is not None and self.places.isVisible():
            self.place_said.emit(str(item.data(Qt.ItemDataRole.AccessibleTextRole)))

    # -- marks -----------------------------------------------------------------------------------------

    def _mark(self) -> None:
        text = self.toPlainText()
        self._doubled = any(ord(letter) > _ONE_UNIT for letter in text)
        marks = [
            self._marked(found.start(), found.end(), _place_look())
            for found in islice(_PLACE.finditer(text), _MOST_TINTED)
        ]
        marks += [
            self._marked(look.start, look.end, _wave(stops=look.stops))
            for look in self._looks
            if 0 <= look.start < look.end <= len(text)
        ]
        self.setExtraSelections(marks)

    def _marked(self, start: int, end: int, look: QTextCharFormat) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._units(start))
        cursor.setPosition(self._units(end), QTextCursor.MoveMode.KeepAnchor)
        made.cursor = cursor
        made.format = look
        return made

    def _units(self, letters: int) -> int:
        """Where Qt counts a letter: in UTF-16, some letters are two."""
        if not self._doubled:
            return letters
        return len(self.toPlainText()[:letters].encode("utf-16-le")) // 2


def _place_look() -> QTextCharFormat:
    look = QTextCharFormat()
    look.setForeground(colour("accent"))
    look.setBackground(colour("tint"))
    return look


def _wave(*, stops: bool) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    look.setUnderlineColor(QColor(colour("stop" if stops else "cautionline")))
    if stops:
        look.setBackground(colour("stoptint"))
    else:
        look.setBackground(colour("caution"))
    return look
