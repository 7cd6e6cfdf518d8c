"""The turned screen: one key there, one key back; four equal answers."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui.screens.taper.person.route_chart import RouteChart
from ui.screens.taper.person.shown import RANGES, SAYS, Shown
from ui.screens.taper.person.take_card import TakeCard
from ui.theme.active import current_theme
from ui.theme.tokens import FOLDS_RAILS_BELOW, MEDIUM, RADIUS_CARD, SEMIBOLD, Role
from ui.widgets.buttons.button import Button
from ui.widgets.choices.segmented import SegmentedBar
from ui.widgets.marks import painting
from ui.widgets.marks.focus_ring import take_ring
from ui.widgets.marks.label import Label, restyle
from ui.widgets.panels.card import Card
from ui.widgets.panels.notice import BarFrame

_ANSWER = 60
_SMALL_ANSWER = 44
_LEFT, _SMALL_LEFT = 470, 360
_PROMISE = "We can pause at any time. Nothing changes unless you agree."


class Answer(QPushButton):
    """One of the four answers: as large as the others, filled once it was given."""

    def __init__(self, words: str, icon: str) -> None:
        super().__init__(words)
        self._sign = icon
        self.small = False
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        take_ring(self)

    def sizeHint(self) -> QSize:
        """Wide enough for its words; high enough for any finger."""
        theme = current_theme()
        width = painting.width_of(self.text(), self._role, SEMIBOLD) + theme.px(44 if self.small else 64)
        return QSize(width, theme.px(_SMALL_ANSWER if self.small else _ANSWER))

    @property
    def _role(self) -> Role:
        return Role.PATIENT_SMALL if self.small else Role.PATIENT_BODY

    def minimumSizeHint(self) -> QSize:
        """Its words are never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Its sign and its words in the middle."""
        painter = QPainter(self)
        on = self.isChecked()
        ground, ink = ("accent", "onaccent") if on else ("surface", "ink")
        edge = "accent" if on else "edge"
        painting.box(painter, self.rect(), ground=ground, edge=edge, radius=RADIUS_CARD, width=2)
        words = painting.width_of(self.text(), self._role, SEMIBOLD)
        x = (self.width() - words - 30) // 2
        painting.sign(painter, self._sign, QRectF(x, (self.height() - 20) / 2, 20, 20), ink)
        room = self.rect().adjusted(x + 30, 0, 0, 0)
        painting.words(painter, room, self.text(), ink, self._role, SEMIBOLD, painting.LEFT)
        painter.end()


class PersonView(QWidget):
    """Fills the window. Nothing on it opens anything else."""

    said: ClassVar[Signal] = Signal(str)
    range_set: ClassVar[Signal] = Signal(str)
    name_turned: ClassVar[Signal] = Signal()
    back_wanted: ClassVar[Signal] = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._shown = Shown()
        self._small = False
        self._across = 0
        self.title = Label("", Role.PATIENT_LARGE, weight=SEMIBOLD)
        self.who = Label("", Role.PATIENT_SMALL, "ink2")
        self.promise = Label(_PROMISE, Role.PATIENT_SMALL, weight=MEDIUM)
        self.name = Button("Hide my name", icon="eye-off", hint="F8")
        self.back = Button("Turn back", hint="F9")
        self.words = BarFrame("words", "words", "wordsline", None)
        self.goal = Label("", Role.PATIENT_GOAL, "wordsink", weight=SEMIBOLD, wrap=True)
        self.take = TakeCard()
        self.card = Card()
        self.heading = Label("", Role.PATIENT_BODY, weight=SEMIBOLD)
        self.range = SegmentedBar("How much of the route", RANGES)
        self.chart = RouteChart()
        self.answers = {code: Answer(words, icon) for code, words, icon in SAYS}
        self._lay_out()
        self._connect()

    def show_shown(self, shown: Shown) -> None:
        """Show this."""
        self._shown = shown
        self.title.setText(shown.title)
        self.who.setText("" if self._small else shown.who)
        self.name.set_words("Show my name" if shown.name_hidden else "Hide my name")
        self.name.set_icon_name("eye" if shown.name_hidden else "eye-off")
        self.goal.setText(f"“{shown.goal}”" if shown.goal else "")
        self.words.setVisible(bool(shown.goal))
        self.take.show_take(shown.now, shown.coming, small=self._small)
        self.card.setVisible(shown.route is not None)
        if shown.route is not None:
            title = shown.route.title
            self.heading.setText(title.partition(",")[0] if self._small else title)
            self.chart.show_route(shown.route)
        if self.range.value() != shown.range:
            self.range.set_value(shown.range)
        for code, answer in self.answers.items():
            answer.setChecked(code == shown.says)
            answer.setVisible(shown.route is not None)

    def focus_first(self) -> None:
        """To the answer that was given, else the one that most give."""
        code = self._shown.says if self._shown.says in self.answers else "about-right"
        target: QWidget = self.answers[code] if self._shown.route is not None else self.back
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        small = self.width() * 100 // current_theme().scale < FOLDS_RAILS_BELOW
        if small != self._small:
            self._small = small
            self._fit()
        left = current_theme().px(_SMALL_LEFT if small else _LEFT)
        least = self.take.minimumSizeHint().width()
        self._left.setFixedWidth(max(min(left, self.width() // 2), least))
        room = self.width() - self._left.width() - 60
        needed = max(a.sizeHint().width() for a in self.answers.values()) + 8
        self._place_answers(4 if 4 * needed <= room else 2)
        headed = self.heading.sizeHint().width() + self.range.sizeHint().width() + 40
        self.heading.setVisible(headed <= room)

    def _fit(self) -> None:
        """Smaller type where the window is small, and less said."""
        small = self._small
        self.promise.setVisible(not small)
        self.goal.setProperty("role", str(Role.PATIENT_BODY if small else Role.PATIENT_GOAL))
        restyle(self.goal)
        self._sand.setContentsMargins(*((16, 8, 14, 8) if small else (22, 14, 20, 16)))
        for answer in self.answers.values():
            answer.small = small
            answer.updateGeometry()
        self.show_shown(self._shown)

    def _place_answers(self, across: int) -> None:
        """All four in a row, or two by two."""
        if across == self._across:
            return
        self._across = across
        while self._bottom.takeAt(0) is not None:
            pass
        for at, answer in enumerate(self.answers.values()):
            self._bottom.addWidget(answer, at // across, at % across)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right go from answer to answer."""
        ways = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        way, row = ways.get(Qt.Key(event.key())), list(self.answers.values())
        here = next((at for at, answer in enumerate(row) if answer.hasFocus()), None)
        if way is None or here is None:
            super().keyPressEvent(event)
            return
        row[min(max(here + way, 0), len(row) - 1)].setFocus(Qt.FocusReason.TabFocusReason)

    def _connect(self) -> None:
        self.back.clicked.connect(self.back_wanted)
        self.name.clicked.connect(self.name_turned)
        self.range.chosen.connect(self.range_set)
        for code, answer in self.answers.items():
            answer.clicked.connect(partial(self._answered, code))
        does: dict[str, Callable[[], None]] = {"F8": self.name.click, "Esc": self.back.click}
        does |= {str(at): partial(self.range_set.emit, code) for at, (code, _) in enumerate(RANGES, 1)}
        does |= dict.fromkeys(("Return", "Enter"), self._press)
        for keys, work in does.items():
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(work)

    def _answered(self, code: str) -> None:
        self.said.emit(code)

    def _press(self) -> None:
        """Enter presses whatever has the keys."""
        focused = self.focusWidget()
        if isinstance(focused, QPushButton):
            focused.click()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(16)
        told: tuple[QWidget, ...] = (self.title, self.who, self.promise, self.name, self.back)
        for part in told:
            head.addWidget(part)
        head.insertStretch(2, 1)
        self._lay_out_left()
        top = QHBoxLayout()
        top.addWidget(self.heading)
        top.addStretch(1)
        top.addWidget(self.range)
        self.card.body.addLayout(top)
        self.card.add(self.chart, 1)
        self._bottom = QGridLayout()
        self._bottom.setSpacing(8)
        self._place_answers(len(self.answers))
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self.card, 1)
        right.addLayout(self._bottom)
        middle = QHBoxLayout()
        middle.setSpacing(14)
        middle.addWidget(self._left)
        middle.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 10, 22, 14)
        column.setSpacing(10)
        column.addLayout(head)
        column.addLayout(middle, 1)

    def _lay_out_left(self) -> None:
        sand = self._sand = QVBoxLayout(self.words)
        sand.setContentsMargins(22, 14, 20, 16)
        sand.addWidget(Label("What matters to me", Role.PATIENT_SMALL, "wordsink"))
        sand.addWidget(self.goal)
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(12)
        left.addWidget(self.words)
        left.addWidget(self.take, 1)
        self._left.setFixedWidth(current_theme().px(_LEFT))
