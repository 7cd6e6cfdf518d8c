"""A calm panel at the right: a title, what it is about, fields, one filled button, and a way back."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.state.half_typed import HalfTyped, Place
from ui.theme.tokens import Role
from ui.widgets.buttons.button import Button, Kind
from ui.widgets.fields.note_field import NoteField
from ui.widgets.marks.label import Label, Rule
from ui.widgets.panels.captioned import Captioned
from ui.widgets.panels.lines import Line, LineStack
from ui.widgets.panels.notice import Notice, Tone
from ui.widgets.panels.scroll import FollowingArea


class Drawer(QFrame):
    """`wanted` tells that the filled button was pressed, `left` that the person went back."""

    wanted: ClassVar[Signal] = Signal()
    left: ClassVar[Signal] = Signal()

    def __init__(self, submit: str, leave: str = "Cancel", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "card")
        self._title = Label("", Role.SECTION, wrap=True)
        self.about = LineStack()
        self._problem = Notice("", tone=Tone.STOP)
        self._problem.hide()
        self.submit = Button(submit, Kind.FILLED, hint="Ctrl+Enter")
        self.leave = Button(leave, hint="Esc")
        inside = QWidget()
        inside.setObjectName("scrollBody")
        self.body = QVBoxLayout(inside)
        self.body.setContentsMargins(16, 14, 14, 12)
        self.body.setSpacing(12)
        self.body.addWidget(self._title)
        self.body.addWidget(self.about)
        self.foot = QHBoxLayout()
        self.foot.setContentsMargins(16, 10, 16, 12)
        self.foot.setSpacing(8)
        self.foot.addWidget(self.submit)
        self.foot.addWidget(self.leave)
        self.foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        area = FollowingArea(inside)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(area, 1)
        column.addWidget(Rule())
        column.addLayout(self.foot)
        self.submit.clicked.connect(self.wanted)
        self.leave.clicked.connect(self.left)
        for keys, work in (
            ("Ctrl+Return", self.submit.click),
            ("Ctrl+Enter", self.submit.click),
            ("Esc", self.leave.click),
        ):
            key = QShortcut(QKeySequence(keys), self, work)
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def set_title(self, title: str, about: Sequence[Line] = ()) -> None:
        """Say what is being decided, and what is known of it."""
        self._title.setText(title)
        self.about.set_lines(about)
        self.about.setVisible(bool(about))
        self.setAccessibleName(title)

    def find_again(self, half_typed: HalfTyped, where: str) -> None:
        """Begin with what was half typed for what it stands for now, and leave there what is typed."""

    def end_body(self) -> None:
        """Everything is in; problems stand below it."""
        self.body.addWidget(self._problem)
        self.body.addStretch(1)

    def set_problem(self, what: str, remedy: str = "") -> None:
        """Say in place why it was not kept; nothing clears it."""
        self._problem.set_words(what, remedy)
        self._problem.setVisible(bool(what))


class ReasonField(Captioned):
    """Why, in typed words. A blank one is refused in place."""

    def __init__(self) -> None:
        self.note = NoteField("Why", placeholder="In a few words", least=2, most=6)
        super().__init__("&Why", self.note, help_line="Kept with your name and the time.")
        self._place: Place | None = None
        self.note.typed.connect(lambda _words: self.set_problem(""))

    def find_again(self, half_typed: HalfTyped, where: str) -> None:
        """Begin with what was half typed here, and leave here what is typed from now on."""
        if self._place is None:
            self._place = Place(half_typed, self.note, self.note.typed, self.note.set_value)
        self._place.stand(f"{where}/why")

    def given(self) -> str:
        """The reason; "" after saying that there is none."""
        words = " ".join(self.note.value().split())
        if not words:
            self.set_problem("Type why, so that others can follow it later.")
            self.note.setFocus(Qt.FocusReason.OtherFocusReason)
        return words

    def clear(self) -> None:
        """Begin afresh."""
        self.note.set_value("")
        self.set_problem("")
