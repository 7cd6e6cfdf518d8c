"""Things said with a bar at their left: cautions, holds, what was kept, and the person's own words."""

from enum import StrEnum
from typing import ClassVar, NamedTuple

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme.active import colour
from ui.theme.tokens import RADIUS_FIELD, SEMIBOLD, Role
from ui.widgets.buttons.button import Button, Kind
from ui.widgets.choices.flow import FlowLayout
from ui.widgets.marks import painting
from ui.widgets.marks.label import Label
from ui.widgets.panels.captioned import SignMark

BAR = 4


class Tone(StrEnum):
    """What kind of thing is being said. STOP is for a hold, a failed save or a wrong entry only."""

    CAUTION = "caution"
    STOP = "stop"
    KEPT = "kept"
    GOOD = "good"
    QUIET = "quiet"


class _Look(NamedTuple):
    ground: str
    edge: str
    bar: str
    ink: str
    sign: str


_LOOKS = {
    Tone.CAUTION: _Look("caution", "cautionline", "cautionline", "cautionink", "warning"),
    Tone.STOP: _Look("stoptint", "stop", "stop", "stopink", "warning"),
    Tone.KEPT: _Look("tint", "tint", "accent", "ink", "info"),
    Tone.GOOD: _Look("donetint", "done", "done", "ink", "tick"),
    Tone.QUIET: _Look("raised", "line", "", "ink", "info"),
}


class BarFrame(QFrame):
    """A flat panel with a bar down its left edge, in tokens."""

    def __init__(self, ground: str, edge: str, bar: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground, self._edge, self._bar = ground, edge, bar
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setSizePolicy(policy)

    def set_look(self, ground: str, edge: str, bar: str) -> None:
        """Change the colours."""
        self._ground, self._edge, self._bar = ground, edge, bar
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painting.box(painter, self.rect(), ground=self._ground, edge=self._edge, radius=RADIUS_FIELD)
        if self._bar:
            shape = QPainterPath()
            shape.addRoundedRect(QRectF(self.rect()), RADIUS_FIELD, RADIUS_FIELD)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setClipPath(shape)
            painter.fillRect(QRectF(0, 0, BAR, self.height()), colour(self._bar))
        painter.end()


class Notice(BarFrame):
    """A title, one line of reason, and ways through it. `Tone` says how serious it is."""

    def __init__(
        self,
        title: str,
        reason: str = "",
        *,
        tone: Tone = Tone.CAUTION,
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        look = _LOOKS[tone]
        super().__init__(look.ground, look.edge, look.bar, parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14 if look.bar else 10, 8, 10, 8)
        self._column.setSpacing(3)
        self._head = QHBoxLayout()
        self._head.setSpacing(7)
        self._sign = SignMark(icon or look.sign, look.ink, 17)
        self._title = Label(title, Role.TABLE, look.ink, weight=SEMIBOLD, wrap=True)
        self._reason = Label(reason, Role.LABEL, look.ink, weight=400, wrap=True)
        self._head.addWidget(self._sign)
        self._head.addWidget(self._title, 1)
        self._choices = QWidget()
        self._flow = FlowLayout(self._choices)
        self._choices.hide()
        self._column.addLayout(self._head)
        self._column.addWidget(self._reason)
        self._column.addWidget(self._choices)
        self.set_words(title, reason)

    def set_words(self, title: str, reason: str = "") -> None:
        """Change what is said."""
        self._title.setText(title)
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))
        self.setAccessibleName(f"{title}. {reason}" if reason else title)

    def title(self) -> str:
        """The title shown."""
        return self._title.text()

    def reason(self) -> str:
        """The line of reason shown."""
        return self._reason.text()

    def set_tone(self, tone: Tone, icon: str = "") -> None:
        """Change how serious it is."""
        look = _LOOKS[tone]
        self.set_look(look.ground, look.edge, look.bar)
        self._sign.set_sign(icon or look.sign, look.ink)
        self._title.set_tone(look.ink)
        self._reason.set_tone(look.ink)

    def add_choice(self, words: str, *, icon: str = "", kind: Kind = Kind.OUTLINE, hint: str = "") -> Button:
        """Add a way through, and hand back its button to connect."""
        button = Button(words, kind, icon=icon, hint=hint, small=True)
        self._flow.addWidget(button)
        self._choices.show()
        self._column.setSpacing(6)
        return button


class Banner(Notice):
    """One thing said across a page. Hidden until `say`; `clear` hides it again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", tone=Tone.KEPT, parent=parent)
        self.hide()

    def say(self, title: str, reason: str = "", tone: Tone = Tone.KEPT) -> None:
        """Show this, in place of what was said before."""
        self.set_tone(tone)
        self.set_words(title, reason)
        self.show()

    def show_problem(self, what: str, remedy: str) -> None:
        """Show what went wrong and how to mend it."""
        self.say(what, remedy, Tone.STOP)

    def clear(self) -> None:
        """Say nothing."""
        self.hide()


class CautionCard(Notice):
    """A caution with its reason and where it comes from. `source_wanted` is told when Source is pressed."""

    source_wanted: ClassVar[Signal] = Signal()

    def __init__(
        self,
        title: str,
        reason: str,
        *,
        source: str = "",
        hold: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        tone, icon = (Tone.STOP, "shield") if hold else (Tone.CAUTION, "warning")
        super().__init__(title, reason, tone=tone, icon=icon, parent=parent)
        if source:
            link = Button("Source", Kind.QUIET, small=True)
            link.setToolTip(source)
            link.setAccessibleName(f"Source of: {title}")
            link.setAccessibleDescription(source)
            link.clicked.connect(self.source_wanted)
            self._head.addWidget(link)


class OwnWords(BarFrame):
    """What the person said, in quotes, on sand with the brown bar. Nothing else uses sand.

    `who` is given only when it was not the person here and now.
    """

    def __init__(self, said: str = "", who: str = "", parent: QWidget | None = None) -> None:
        super().__init__("words", "words", "wordsline", parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 10, 14, 10)
        self._column.setSpacing(4)
        self._said = Label("", Role.SECTION, "wordsink", weight=500, wrap=True)
        self._who = Label("", Role.LABEL, "wordsink")
        self._column.addWidget(self._said)
        self._column.addWidget(self._who)
        self.set_words(said, who)

    def set_words(self, said: str, who: str = "") -> None:
        """Show what was said, in quotes."""
        self._said.setText(f"“{said}”" if said else "")
        self._said.setVisible(bool(said))
        self._who.setText(who)
        self._who.setVisible(bool(who))
        self.setAccessibleName(f"In their own words: {said}" if said else "In their own words")

    def add(self, widget: QWidget) -> None:
        """Put a widget in the sand, such as a line of the agenda."""
        self._column.addWidget(widget)
