"""What the words make of a person, as they are typed: a page as it prints, or a text as it arrives."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import text as words_of
from ui.theme.tokens import REGULAR, SEMIBOLD, Role
from ui.widgets.buttons.button import IconButton
from ui.widgets.choices.segmented import SegmentedBar
from ui.widgets.marks import painting
from ui.widgets.marks.label import Label
from ui.widgets.marks.painting import picture
from ui.widgets.panels.card import Card
from ui.widgets.panels.notice import Notice, Tone
from ui.widgets.panels.scroll import ScrollBody, scrolls_down

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pharmreview.domain.paper import PageImage, TextMessage
    from ui.screens.practice.props import Seen
    from ui.screens.practice.trying import Tried

_WIDE, _TALL = 210, 297
_INCHES = 8.27
_PLAIN, _WIDE_LETTERS = 153, 67


class PagePicture(QWidget):
    """One page, as wide as there is room; it scrolls down."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_page(self, page: PageImage, words: str) -> None:
        """Show this page."""
        self._image = picture(page)
        self.setAccessibleName(words)
        self.update()

    def dots(self) -> int:
        """Dots an inch at which a page is as wide as this, on this screen."""
        return max(round(self.width() * self.devicePixelRatioF() / _INCHES), 24)

    def heightForWidth(self, width: int) -> int:
        """A page of this width. Setting a height instead would turn the bar beside it on and off for ever."""
        return width * _TALL // _WIDE

    def minimumSizeHint(self) -> QSize:
        return QSize(60, 0)

    def sizeHint(self) -> QSize:
        return QSize(300, 300 * _TALL // _WIDE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painting.box(painter, self.rect(), ground="line")
        inside = self.rect().adjusted(1, 1, -1, -1)
        painter.fillRect(inside, Qt.GlobalColor.white)
        if not self._image.isNull():
            painter.drawImage(inside, self._image)
        painter.end()


class PartsBar(QWidget):
    """How full the parts of a text are: one stretch a part."""

    def __init__(self) -> None:
        super().__init__()
        self._parts, self._left = 1, 0.0
        self.setFixedHeight(8)

    def show_parts(self, parts: int, left: float) -> None:
        """So many parts, and the share of the last that is still empty."""
        self._parts, self._left = max(parts, 1), left
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        gap = 2
        wide = (self.width() - gap * (self._parts - 1)) / self._parts
        for place in range(self._parts):
            area = self.rect()
            area.setLeft(round(place * (wide + gap)))
            area.setWidth(round(wide))
            painting.box(painter, area, ground="line", radius=3)
            if place == self._parts - 1:
                area.setWidth(round(wide * (1 - self._left)))
            painting.box(painter, area, ground="accent", radius=3)
        painter.end()


class _Message(QWidget):
    """A text as it will arrive, what it counts, and what makes it dear."""

    def __init__(self) -> None:
        super().__init__()
        self.words = Label("", Role.BODY, wrap=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        bubble = Card(frame="note")
        bubble.add(self.words)
        self.count = Label("", Role.TABLE, weight=SEMIBOLD, wrap=True)
        self.bar = PartsBar()
        self.cost = Label("", Role.LABEL, "ink2", weight=REGULAR, wrap=True)
        self.dear = Notice("", tone=Tone.CAUTION)
        self.refused = Notice("", tone=Tone.QUIET)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (bubble, self.bar, self.count, self.cost, self.dear, self.refused):
            column.addWidget(part)
        column.addStretch(1)

    def show_message(self, message: TextMessage) -> None:
        """Show the text and its count."""
        each = _WIDE_LETTERS if message.wide else _PLAIN
        one = 70 if message.wide else 160
        self.words.setText(message.text or "Nothing is left of it for this person.")
        parts = words_of.count(message.parts, "part")
        self.count.setText(f"{message.length} characters, {parts}, {message.room} left in the last")
        self.bar.show_parts(message.parts, message.room / (each if message.parts > 1 else one))
        charged = "one text" if message.parts <= 1 else f"{message.parts} texts"
        letters = "Not all plain letters" if message.wide else "Plain letters"
        self.cost.setText(f"Charged as {charged}. {letters}: {one} in one part, {each} in each of several.")
        self.dear.setVisible(bool(message.costly))
        if message.costly:
            told = [concern.what for concern in message.costly[:3]]
            self.dear.set_words("This makes it dearer", " ".join(told))
        self.refused.setVisible(bool(message.refused))
        self.refused.set_words("It would not go to this person", message.refused)


class SeenPanel(Card):
    """`person_wanted` tells on whom the words are tried, `turned` which way the pages go."""

    person_wanted: ClassVar[Signal] = Signal(str)
    turned: ClassVar[Signal] = Signal(int)

    def __init__(self) -> None:
        super().__init__("How it reads")
        self._people: tuple[tuple[str, str], ...] = ()
        self._told: Tried | None = None
        self.person = SegmentedBar("Tried on", (), small=True)
        self.person.setToolTip("The other person (Alt+P)")
        self.whose = Label("", Role.LABEL, "ink2", weight=REGULAR, wrap=True)
        self.problem = Notice("", tone=Tone.CAUTION)
        self.page = PagePicture()
        self.message = _Message()
        self.pages = Label("", Role.TABLE, weight=SEMIBOLD)
        self.before = IconButton("Page before", "chevron-left", hint="Alt+PgUp", small=True)
        self.after = IconButton("Next page", "chevron-right", hint="Alt+PgDown", small=True)
        self._turns = QWidget()
        row = QHBoxLayout(self._turns)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.pages, 1)
        row.addWidget(self.before)
        row.addWidget(self.after)
        inside = ScrollBody()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        column.addWidget(self.message)
        column.addStretch(1)
        self.area = scrolls_down(inside)
        # A bar that comes and goes would change the width, and so the height, that decides whether it comes.
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setAccessibleName("How it reads")
        self.add_beside_title(self.person)
        for part in (self.whose, self.problem):
            self.add(part)
        self.add(self.area, 1)
        self.add(self._turns)
        for shown in (self.message, self.page, self._turns):
            shown.hide()
        self.person.chosen.connect(self.person_wanted)
        self.before.clicked.connect(lambda: self.turned.emit(-1))
        self.after.clicked.connect(lambda: self.turned.emit(1))

    def show_seen(self, seen: Seen, people: Sequence[tuple[str, str]], person: str) -> None:
        """Show what the newest words make; while they make nothing, the last page stays, and why is said."""
        if tuple(people) != self._people:
            self._people = tuple(people)
            self.person.set_options(self._people)
        self.person.set_value(person)
        self.person.setVisible(len(self._people) > 1)
        self.whose.setText(seen.whose)
        self.problem.setVisible(seen.problem is not None)
        if seen.problem is not None:
            self.problem.set_words(*seen.problem)
        told = seen.tried
        if told is self._told:
            return
        self._told = told
        message = told.message if told is not None else None
        picture = told.picture if told is not None else None
        self.message.setVisible(seen.is_text and message is not None)
        self.page.setVisible(not seen.is_text and picture is not None)
        self._turns.setVisible(not seen.is_text and told is not None and told.pages > 1)
        if message is not None:
            self.message.show_message(message)
        if told is not None and picture is not None:
            words = f"Page {told.page} of {told.pages}"
            self.page.show_page(picture, words)
            self.pages.setText(words)
            self.before.setEnabled(told.page > 1)
            self.after.setEnabled(told.page < told.pages)
