"""Options side by side: a column each, the same three questions in each, the chosen one tinted."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
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
_MOST = 4
_QUESTION = 84
_NARROWEST = 100
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
        self._options: tuple[Option, ...] = ()
        self._answers: Answers = {}
        self._key = ""
        self._built_for = _MOST
        self._tops: list[QWidget] = []
        self._feet: list[QWidget] = []
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
        if tuple(options) != self._options:
            self._options = tuple(options)
            self._build()
        self._decided, self._answers, self._key = decided, answers, key
        self._fill()

    def _fill(self) -> None:
        for code, head in self.heads.items():
            head.setChecked(code == self._decided)
        for rest, cell in self.cells.items():
            cell.set_value(text_of(self._answers, f"{self._key}.{rest}"))
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._options and self._abreast() != self._built_for:
            self._build()
            self._fill()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        for place, (code, head) in enumerate(self.heads.items()):
            foot = self._feet[place // self._built_for]
            column = QRect(head.x(), head.y(), head.width(), foot.geometry().bottom() - head.y() + 1)
            if code == self._decided:
                painter.fillRect(column, colour("tint"))
                painter.fillRect(QRect(column.x(), column.y(), column.width(), _BAR), colour("accent"))
            painter.fillRect(QRect(column.x(), column.y(), 1, column.height()), colour("line"))
        for row in (*self._tops, *self._questions):
            painter.fillRect(QRect(0, row.y(), self.width(), 1), colour("line"))
        painter.end()

    def _abreast(self) -> int:
        """How many columns stand side by side before the rest go below."""
        room = self.width() - current_theme().px(_QUESTION)
        fits = room >= _MOST * current_theme().px(_NARROWEST)
        return _MOST if fits else _MOST // 2

    def _build(self) -> None:
        focused = next((code for code, head in self.heads.items() if head.hasFocus()), "")
        empty_out(self._grid)
        self.heads, self.cells = {}, {}
        self._questions, self._tops, self._feet = [], [], []
        self._built_for = self._abreast()
        rows = len(self._declared.columns) + 1
        for start in range(0, len(self._options), self._built_for):
            top = start // self._built_for * rows
            for down, column in enumerate(self._declared.columns, start=top + 1):
                label = Label(_short(column.label), Role.TABLE, "ink2", weight=SEMIBOLD, wrap=True)
                label.setContentsMargins(10, 8, 6, 6)
                label.setFixedWidth(current_theme().px(_QUESTION))
                label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
                label.setAlignment(Qt.AlignmentFlag.AlignTop)
                self._questions.append(label)
                self._grid.addWidget(label, down, 0)
            self._feet.append(self._questions[-1])
            for across, option in enumerate(self._options[start : start + self._built_for], start=1):
                self._add_column(top, across, option)
            self._tops.append(self.heads[self._options[start].code])
        for across in range(1, _MOST + 1):
            self._grid.setColumnStretch(across, 1 if across <= self._built_for else 0)
        if focused in self.heads:
            self.heads[focused].setFocus()

    def _add_column(self, top: int, across: int, option: Option) -> None:
        head = OptionHead(option, self._name)
        head.clicked.connect(lambda _on: self._choose(option.code))
        head.stepped.connect(lambda way: self._step(option.code, way))
        self.heads[option.code] = head
        self._grid.addWidget(head, top, across)
        before: QWidget = head
        for down, column in enumerate(self._declared.columns, start=top + 1):
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
        codes = [o.code for o in self._options]
        place = codes.index(code) + way
        if 0 <= place < len(codes):
            self.heads[codes[place]].setFocus()


def _short(label: str) -> str:
    """ "What is good about it for me" asked of a column is "Good for me"; the words stay its name."""
    return {
        "What is good about it for me": "Good for me",
        "What is hard": "Hard",
        "What I would need": "I would need",
    }.get(label, label)
