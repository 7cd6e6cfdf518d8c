"""Short sentences put in where one is writing, and the clinician's own note, kept apart."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from pharmreview.domain.review.step import Option
from ui.forms.editors.editor import leave_undo_to_the_case
from ui.theme.tokens import Role
from ui.widgets.choices.segmented import SegmentedBar
from ui.widgets.fields.note_field import NoteField
from ui.widgets.marks.label import Label

_OFF, _ON = "off", "on"
_APART = "On no paper and in no summary. A person may still ask to see it."


def snippet_menu(snippets: Sequence[Option], field: QWidget) -> QMenu | None:
    """A menu of snippets to put into a field; None where nothing is being written."""
    if not isinstance(field, QLineEdit | QTextEdit) or field.isReadOnly():
        return None
    menu = QMenu(field)
    menu.setAccessibleName("Snippets")
    for snippet in snippets:
        action = menu.addAction(snippet.label)
        action.triggered.connect(lambda _on=False, words=snippet.label: put_in(field, words))
    return menu


def offer_snippets(snippets: Sequence[Option], inside: QWidget) -> None:
    """Open the menu of snippets where something is being written inside a widget."""
    field = QApplication.focusWidget()
    menu = snippet_menu(snippets, field) if field is not None and inside.isAncestorOf(field) else None
    if field is not None and menu is not None:
        show_at_caret(menu, field)


def show_at_caret(menu: QMenu, field: QWidget) -> None:
    """Open a menu under the caret, on its first line."""
    caret = field.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle).toRect()
    menu.setActiveAction(menu.actions()[0])
    menu.popup(field.mapToGlobal(caret.bottomLeft() + QPoint(0, 2)))


def put_in(field: QLineEdit | QTextEdit, words: str) -> None:
    """Type words at the caret. What stands in braces is chosen, so that the next key writes over it."""
    field.setFocus()
    before = _before_caret(field)
    gap = "" if not before or before[-1].isspace() else " "
    typed = QInputMethodEvent("", [])
    typed.setCommitString(gap + words)
    QApplication.sendEvent(field, typed)
    opens, closes = words.find("{"), words.find("}")
    if opens < 0 or closes < opens:
        return
    start = len(before) + len(gap) + opens
    if isinstance(field, QLineEdit):
        field.setSelection(start, closes - opens + 1)
        return
    cursor = field.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start + closes - opens + 1, QTextCursor.MoveMode.KeepAnchor)
    field.setTextCursor(cursor)


def _before_caret(field: QLineEdit | QTextEdit) -> str:
    if isinstance(field, QLineEdit):
        start = field.selectionStart() if field.hasSelectedText() else field.cursorPosition()
        return field.text()[:start]
    return field.toPlainText()[: field.textCursor().selectionStart()]


class PrivateNote(QWidget):
    """The clinician's own note, shut unless it is asked for."""

    typed = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.switch = SegmentedBar("Private note, kept apart", ((_OFF, "Off"), (_ON, "On")), small=True)
        self.switch.set_value(_OFF)
        self.switch.setToolTip("Private note (Ctrl+Shift+N)")
        self.switch.chosen.connect(lambda way: self.open(opens=way == _ON))
        self.title = Label("Private note, kept apart", Role.TABLE, "ink2", wrap=True)
        self.note = NoteField("Private note, kept apart", least=3, most=8)
        leave_undo_to_the_case(self.note)
        self.note.typed.connect(self.typed)
        self.note.finished.connect(self.left)
        self.apart = Label(_APART, Role.LABEL, "ink2", wrap=True)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 10)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.note)
        column.addWidget(self.apart)
        self.open(opens=False)

    def show_note(self, words: str) -> None:
        """Show what is kept; it stays shut."""
        self.note.set_value(words)
        self.title.setText("Private note, kept apart" + (": noted" if words and self.note.isHidden() else ""))

    def toggle(self) -> None:
        """Open or shut it, and go to it."""
        opens = self.note.isHidden()
        self.open(opens=opens)
        (self.note if opens else self.switch).setFocus()

    def open(self, *, opens: bool) -> None:
        """Open or shut it."""
        self.switch.set_value(_ON if opens else _OFF)
        self.note.setVisible(opens)
        self.apart.setVisible(opens)
        self.show_note(self.note.value())
