"""Options side by side: a column each, the same three questions in each, the chosen one tinted."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QRadioButton, QSizePolicy, QWidget

from pharmreview.domain.review.answer import Answers, text_of
from pharmreview.domain.review.step import GridField, Option
from ui.forms.editors.choosing import said
from ui.forms.editors.editor import leave_undo_to_the_case
from ui.theme.active import colour, current_theme
from ui.theme.tokens import REGULAR, SEMIBOLD, Role
from ui.widgets.fields.note_field import NoteField
from ui.widgets.marks import painting
from ui.widgets.marks.label import Label
from ui.widgets.panels.card import empty_out

_DOT = 12
_SIDE = 8
_BAR = 3
_MOVES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class OptionHead(QRadioButton):
    """The head of a column. Left and Right go to the next option, Space or Enter chooses it."""

    stepped = Signal(int)

    def __init__(self, option: Option, name: str) -> None:
        super().__init__()
        self._words = said(option, name)
        self._more = option.label.removeprefix(option.words).strip(" ,:") if option.words else ""
        self.setAutoExclusive(False)
        self.setAccessibleName(self._words)
        self.setAccessibleDescription(self._more)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hitButton(self, _place: object) -> bool:  # noqa: N802 - Qt names it
        return True

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        head = painting.wrapped_height(self._words, self._room(width), Role.BODY, SEMIBOLD)
        more = (
            painting.wrapped_height(self._more, self._room(width), Role.LABEL, REGULAR) if self._more else 0
        )
        return head + more + 18

    def sizeHint(self) -> QSize:
        width = current_theme().px(150)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(72, current_theme().px(40))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _MOVES:
            self.stepped.emit(_MOVES[Qt.Key(event.key())])
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = current_theme().px(_DOT)
        line = painting.line_height(Role.BODY)
        spot = QRect(_SIDE, 10 + (line - side) // 2, side, side)
        ground = "accent" if self.isChecked() else "surface"
        painting.box(painter, spot, ground=ground, edge="accent", radius=side / 2, width=2)
        width = self._room(self.width())
        left = self.width() - width - _SIDE
        head = painting.wrapped_height(self._words, width, Role.BODY, SEMIBOLD)
        how = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painting.words(painter, QRect(left, 10, width, head), self._words, "ink", Role.BODY, SEMIBOLD, how)
        if self._more:
            below = QRect(left, 12 + head, width, self.height() - head - 12)
            painting.words(painter, below, self._more, "ink2", Role.LABEL, REGULAR, how)
        painter.end()

    def _room(self, width: int) -> int:
        return width - 2 * _SIDE - current_theme().px(_DOT) - 6


class OptionsTable(QWidget):
    """The chosen few of the options, each answered in the grid's columns."""

    chosen = Signal(str)
    written = Signal(str, str)
    """The rest of the grid's key (row and column), and the words."""
    left = Signal()

    def __init__(self, declared: GridField, name: str) -> None:
        super().__init__()
        self._declared = declared
        self._name = name
        self._codes: tuple[str, ...] = ()
        self._decided = ""
        self.heads: dict[str, OptionHead] = {}
        self.cells: dict[str, NoteField] = {}
        self._questions: list[Label] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_options(self, options: Sequence[Option], decided: str, answers: Answers, key: str) -> None:
        """Show these options, which one was decided on, and what was said of each."""
        codes = tuple(o.code for o in options)
        if codes != self._codes:
            self._codes = codes
            self._build(options)
        self._decided = decided
        for code, head in self.heads.items():
            head.setChecked(code == decided)
        for rest, cell in self.cells.items():
            cell.set_value(text_of(answers, f"{key}.{rest}"))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        for code, head in self.heads.items():
            column = QRect(head.x(), 0, head.width(), self.height())
            if code == self._decided:
                painter.fillRect(column, colour("tint"))
                painter.fillRect(QRect(column.x(), column.y(), column.width(), _BAR), colour("accent"))
            painter.fillRect(QRect(column.x(), column.y(), 1, column.height()), colour("line"))
        for top in (0, *(label.y() for label in self._questions)):
            painter.fillRect(QRect(0, top, self.width(), 1), colour("line"))
        painter.end()

    def _build(self, options: Sequence[Option]) -> None:
        focused = next((code for code, head in self.heads.items() if head.hasFocus()), "")
        empty_out(self._grid)
        self.heads, self.cells, self._questions = {}, {}, []
        for down, column in enumerate(self._declared.columns, start=1):
            label = Label(_short(column.label), Role.TABLE, "ink2", weight=SEMIBOLD, wrap=True)
            label.setContentsMargins(10, 8, 6, 6)
            label.setMinimumWidth(current_theme().px(72))
            self._questions.append(label)
            self._grid.addWidget(label, down, 0, Qt.AlignmentFlag.AlignTop)
        for across, option in enumerate(options, start=1):
            self._add_column(across, option)
            self._grid.setColumnStretch(across, 2)
        for across in range(len(options) + 1, 9):
            self._grid.setColumnStretch(across, 0)
        self._grid.setColumnStretch(0, 1)
        if focused in self.heads:
            self.heads[focused].setFocus()

    def _add_column(self, across: int, option: Option) -> None:
        head = OptionHead(option, self._name)
        head.clicked.connect(lambda _on: self._choose(option.code))
        head.stepped.connect(lambda way: self._step(option.code, way))
        self.heads[option.code] = head
        self._grid.addWidget(head, 0, across)
        before: QWidget = head
        for down, column in enumerate(self._declared.columns, start=1):
            rest = f"{option.code}.{column.id}"
            cell = NoteField(
                f"{said(option, self._name)}: {column.label}", placeholder="Add", least=2, most=8
            )
            cell.setProperty("bare", "true")
            cell.setMinimumWidth(72)
            cell.viewport().setAutoFillBackground(False)
            leave_undo_to_the_case(cell)
            cell.typed.connect(lambda words, rest=rest: self.written.emit(rest, words))
            cell.finished.connect(self.left)
            self.cells[rest] = cell
            self._grid.addWidget(cell, down, across, Qt.AlignmentFlag.AlignTop)
            QWidget.setTabOrder(before, cell)
            before = cell

    def _choose(self, code: str) -> None:
        """Choosing what is chosen lets it go again."""
        self.left.emit()
        self.chosen.emit("" if code == self._decided else code)
        self.left.emit()

    def _step(self, code: str, way: int) -> None:
        place = self._codes.index(code) + way
        if 0 <= place < len(self._codes):
            self.heads[self._codes[place]].setFocus()


def _short(label: str) -> str:
    """ "What is good about it for me" asked of a column is "Good for me"; the words stay its name."""
    return {
        "What is good about it for me": "Good for me",
        "What is hard": "Hard",
        "What I would need": "I would need",
    }.get(label, label)
