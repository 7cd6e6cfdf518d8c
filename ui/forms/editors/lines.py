"""Short lines in the person's own order, moved by key or by button."""

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pharmreview.domain.review.step import LinesField
from ui.forms.editors.editor import Editor, Given, leave_undo_to_the_case, texts_in
from ui.theme.active import current_theme
from ui.theme.tokens import SEMIBOLD, Role
from ui.widgets.buttons.button import Button, IconButton, Kind
from ui.widgets.fields.text_field import TextField as TextControl
from ui.widgets.marks import painting
from ui.widgets.marks.focus_ring import take_ring

_MARK = 22
_WHOLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class NumberMark(QWidget):
    """The place of a line, in a filled ring."""

    def __init__(self, number: int, *, sand: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = number
        self._ground, self._ink = ("wordsink", "words") if sand else ("lowbg", "lowink")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = current_theme().px(_MARK)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painting.box(painter, self.rect(), ground=self._ground, radius=self.height() / 2)
        painting.words(
            painter, self.rect(), str(self._number), self._ink, Role.LABEL, SEMIBOLD, painting.CENTRED
        )
        painter.end()


class LineControl(TextControl):
    """One line. Alt+Up and Alt+Down move it; Enter goes on to the next. On sand it reads as a quotation."""

    moved = Signal(int)
    entered = Signal()
    visited = Signal()

    def __init__(self, name: str, *, sand: bool, parent: QWidget | None = None) -> None:
        super().__init__(name, parent=parent)
        self._sand = sand
        leave_undo_to_the_case(self)
        if sand:
            self.setProperty("bare", "true")
            self.setProperty("said", "true")
            self.setFont(painting.face(Role.SECTION, SEMIBOLD))
            take_ring(self)
            self.textChanged.connect(self._fit_words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in _MOVES:
            self.moved.emit(_MOVES[Qt.Key(event.key())])
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.finished.emit()
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.visited.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._sand or self.hasFocus() or not self.text():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painting.words(
            painter, self._room(), self._quoted(), "wordsink", Role.SECTION, SEMIBOLD, self._wrap()
        )
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_words()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self._fit_words()

    def _quoted(self) -> str:
        return f"“{self.text()}”"

    def _room(self) -> QRect:
        return QRect(QPoint(4, 0), self.size() - QSize(8, 0))

    def _wrap(self) -> Qt.AlignmentFlag | Qt.TextFlag:
        """Between words; inside one only where it is wider than the line."""
        widest = max(map(self.fontMetrics().horizontalAdvance, self._quoted().split()), default=0)
        return _WHOLE | Qt.TextFlag.TextWrapAnywhere if widest > self._room().width() else _WHOLE

    def _fit_words(self) -> None:
        """As high as all of its words need, on as many lines."""
        if self._sand:
            metrics, room = self.fontMetrics(), self._room()
            high = metrics.boundingRect(
                QRect(0, 0, room.width(), 0), int(self._wrap()), self._quoted()
            ).height()
            self.setFixedHeight(self.sizeHint().height() + max(high - metrics.height(), 0))


class LinesEditor(Editor):
    """Short lines in the person's order. An empty one waits where there are none."""

    def __init__(
        self,
        declared: LinesField,
        parent: QWidget | None = None,
        *,
        sand: bool = False,
        placeholder: str = "",
    ) -> None:
        super().__init__(parent)
        self._declared = declared
        self._sand = sand
        self._placeholder = placeholder
        self._rows: list[tuple[QWidget, LineControl]] = []
        self._here = 0
        self.add_button = Button("Add a line", Kind.QUIET, icon="plus", small=True, parent=self)
        self.add_button.clicked.connect(lambda _on=False: self.add_line())
        self._stack = QVBoxLayout()
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(1 if sand else 4)
        self.column.addLayout(self._stack)
        if not sand:
            self.column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._ensure(1)

    def show_given(self, given: Given) -> None:
        lines = texts_in(given)
        if lines == self.lines():
            return
        self._ensure(max(len(lines), 1))
        for place, control in enumerate(self.controls()):
            control.set_value(lines[place] if place < len(lines) else "")

    def lines(self) -> tuple[str, ...]:
        """The lines with something in them, in order."""
        return tuple(c.value() for c in self.controls() if c.value().strip())

    def controls(self) -> tuple[LineControl, ...]:
        """The fields, in order."""
        return tuple(control for _, control in self._rows)

    def add_line(self, words: str = "") -> None:
        """Give a fresh line and go to it; or, given words, put them at the end and stay here."""
        empty = next((c for c in self.controls() if not c.value().strip()), None)
        if empty is None and not self._is_full():
            self._ensure(len(self._rows) + 1)
            empty = self.controls()[-1]
        if empty is None:
            return
        if words:
            empty.set_value(words)
            self.left.emit()
            self.answered.emit("", self.lines())
            self.left.emit()
        else:
            empty.setFocus()

    def move_line(self, way: int) -> None:
        """Move the line last visited up (-1) or down (1)."""
        self._move(self._here, way)

    def _is_full(self) -> bool:
        return bool(self._declared.most) and len(self._rows) >= self._declared.most

    def _ensure(self, count: int) -> None:
        while len(self._rows) > count:
            row, control = self._rows.pop()
            if control.hasFocus():
                self._rows[-1][1].setFocus()
            self._stack.removeWidget(row)
            row.hide()
            row.deleteLater()
        while len(self._rows) < count:
            self._rows.append(self._row(len(self._rows)))
        # On sand the panel has a button of its own.
        self.add_button.setVisible(not self._is_full() and not self._sand)

    def _row(self, place: int) -> tuple[QWidget, LineControl]:
        row = QWidget()
        control = LineControl(f"{self._declared.label}, line {place + 1}", sand=self._sand)
        control.setPlaceholderText(self._placeholder if place == 0 else "")
        control.typed.connect(lambda _words: self.answered.emit("", self.lines()))
        control.finished.connect(self.left)
        control.moved.connect(lambda way: self._move(place, way))
        control.entered.connect(lambda: self._next(place))
        control.visited.connect(lambda: self._visit(place))
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(NumberMark(place + 1, sand=self._sand))
        layout.addWidget(control, 1)
        kind = Kind.QUIET if self._sand else Kind.OUTLINE
        for way, words in ((-1, "up"), (1, "down")):
            button = IconButton(
                f"Move line {place + 1} {words}", f"chevron-{words}", hint=f"Alt+{words.title()}", kind=kind,
                small=True,
            )  # fmt: skip
            button.clicked.connect(lambda _on=False, way=way: self._move(place, way))
            layout.addWidget(button)
        self._stack.addWidget(row)
        if place == 0:
            self.setFocusProxy(control)
        return row, control

    def _visit(self, place: int) -> None:
        self._here = place

    def _next(self, place: int) -> None:
        if place + 1 < len(self._rows):
            self.controls()[place + 1].setFocus()
        elif self.controls()[place].value().strip():
            self.add_line()

    def _move(self, place: int, way: int) -> None:
        there = place + way
        if not (0 <= place < len(self._rows) and 0 <= there < len(self._rows)):
            return
        here, other = self.controls()[place], self.controls()[there]
        words = here.value()
        here.set_value(other.value())
        other.set_value(words)
        other.setFocus()
        self.left.emit()
        self.answered.emit("", self.lines())
        self.left.emit()
