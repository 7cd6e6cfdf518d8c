"""The dark band that means one person's record is open, and the bar shown when it is not."""

from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from ui.text import NOT_KNOWN
from ui.theme.active import colour, current_theme
from ui.theme.tokens import BAND, REGULAR, TOP_BAR, Role
from ui.widgets.chrome.band_parts import BandFact, BandName, Need, NeedChip
from ui.widgets.fields.framed import PartButton
from ui.widgets.marks import painting
from ui.widgets.marks.label import Label

_SMALL_BAND = 36
_FOLDS_NEEDS_BELOW = 1000


@dataclass(frozen=True, slots=True)
class BandPerson:
    """The words in the band. Anything missing is said to be not known."""

    family_name: str
    given_name: str
    title: str = ""
    born: str = ""
    gender: str = ""
    nhs_number: str = ""
    died: str = ""
    extra: tuple[tuple[str, str], ...] = ()
    needs: tuple[Need, ...] = ()

    @property
    def name(self) -> str:
        """ "MARLOW, Jean"."""
        return ", ".join(part for part in (self.family_name.upper(), self.given_name) if part)


class PatientBand(QWidget):
    """The person whose record is open. It folds its needs when narrow, and never their name, birth or number.

    `menu_wanted` is told when the menu button (shown while the rail is folded) is pressed.
    """

    menu_wanted: ClassVar[Signal] = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._person: BandPerson | None = None
        self._level = -1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(18, 0, 16, 0)
        self._row.setSpacing(8)
        self._menu = PartButton("Menu", "menu", self, ink="bandink")
        self._menu.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._menu.clicked.connect(self.menu_wanted)
        self._menu.hide()
        self._row.addWidget(self._menu)
        self._parts: list[QWidget] = []

    def person(self) -> BandPerson | None:
        """Whose band it is."""
        return self._person

    def set_person(self, person: BandPerson) -> None:
        """Show this person."""
        if person != self._person:
            self._person = person
            self._level = -1
            self._fold()

    def set_menu_shown(self, *, shown: bool) -> None:
        """Show the menu button, while the app rail is folded away."""
        self._menu.setVisible(shown)

    def menu_button(self) -> QWidget:
        """The menu button, to open a menu under."""
        return self._menu

    def sizeHint(self) -> QSize:
        small = self.width() < _FOLDS_NEEDS_BELOW
        return QSize(400, current_theme().px(_SMALL_BAND if small else BAND))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()
        self._fold()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._level = -1
            self._fold()
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("band"))
        if self._person is not None and self._person.died:
            self._paint_died(painter)
        painter.setPen(painting.pen("bandline"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.end()

    def _paint_died(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), QColor("#3A3F42"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor("#474D50"), 10))
        for start in range(-self.height() * 2, self.width() + self.height(), 28):
            painter.drawLine(start, self.height() + 10, start + self.height() + 20, -10)

    def _fold(self) -> None:
        """Give things up in order until the rest fits: needs, then extra facts, then gender."""
        start = 1 if self.width() < _FOLDS_NEEDS_BELOW else 0
        for level in range(start, 5):
            self._build(level)
            if self._row.sizeHint().width() <= self.width():
                return

    def _build(self, level: int) -> None:
        person = self._person
        if person is None or level == self._level:
            return
        self._level = level
        for part in self._parts:
            self._row.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts = []
        while self._row.count() > 1:
            self._row.takeAt(1)
        self._put(BandName(person.name) if level >= 4 else Label(person.name, Role.BAND_NAME, "bandink"))
        if person.title:
            self._put(Label(f"({person.title})", Role.BODY, "bandink", weight=REGULAR))
        facts = [("Born", person.born), ("NHS No.", person.nhs_number)]
        if level < 4:
            facts.insert(1, ("Gender", person.gender))
        if person.died:
            facts.append(("Died", person.died))
        if level < 3:
            facts.extend(person.extra)
        for label, value in facts:
            self._row.addSpacing(14 if level == 0 else 6)
            self._put(BandFact(label, value))
        self._row.addStretch(1)
        self._put_needs(person.needs, level)
        self.setAccessibleName(
            f"Record of {person.name}, " + ", ".join(f"{n} {v or NOT_KNOWN}" for n, v in facts)
        )

    def _put_needs(self, needs: tuple[Need, ...], level: int) -> None:
        if not needs:
            return
        shown = needs
        if level == 1 and len(needs) > 1:
            shown = (needs[0], Need(f"{len(needs) - 1} more"))
        elif level > 1:
            shown = (Need("1 need" if len(needs) == 1 else f"{len(needs)} needs"),)
        if level == 0:
            self._put(Label("Needs", Role.LABEL, "band2"))
        for need in shown:
            chip = NeedChip(need)
            chip.setToolTip("\n".join(each.words for each in needs))
            chip.setAccessibleDescription(", ".join(each.words for each in needs))
            self._put(chip)

    def _put(self, widget: QWidget) -> None:
        self._parts.append(widget)
        self._row.addWidget(widget)
        widget.show()  # A layout asks nothing of a part that is not shown yet.


class TopBar(QFrame):
    """The bar in the band's place when more than one person is on the screen."""

    menu_wanted: ClassVar[Signal] = Signal()

    def __init__(self, title: str = "", subtitle: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(18, 0, 16, 0)
        self._row.setSpacing(14)
        self._menu = PartButton("Menu", "menu", self)
        self._menu.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._menu.clicked.connect(self.menu_wanted)
        self._menu.hide()
        self._title = Label(title, Role.BAND_NAME)
        self._subtitle = Label(subtitle, Role.BODY, "ink2")
        self._subtitle.setMinimumWidth(1)
        self._row.addWidget(self._menu)
        self._row.addWidget(self._title)
        self._row.addWidget(self._subtitle)
        self._row.addStretch(1)
        self._beside = 3

    def add_beside(self, widget: QWidget) -> None:
        """Put a widget just after the title and its quiet words."""
        self._row.insertWidget(self._beside, widget)
        self._beside += 1

    def set_words(self, title: str, subtitle: str = "") -> None:
        """Change the title and its quiet words."""
        self._title.setText(title)
        self._subtitle.setText(subtitle)
        self._fold()

    def add_action(self, widget: QWidget) -> None:
        """Put a widget at the right end."""
        self._row.addWidget(widget)

    def set_menu_shown(self, *, shown: bool) -> None:
        """Show the menu button, while the app rail is folded away."""
        self._menu.setVisible(shown)

    def menu_button(self) -> QWidget:
        """The menu button, to open a menu under."""
        return self._menu

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), current_theme().px(TOP_BAR))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def event(self, event: QEvent) -> bool:
        """Fold again when something beside the words came, went or grew."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fold()
        return done

    def _fold(self) -> None:
        taken = self._row.sizeHint().width()
        if self._subtitle.isVisibleTo(self):
            taken -= self._subtitle.sizeHint().width()
        fits = taken + self._subtitle.sizeHint().width() <= self.width()
        self._subtitle.setVisible(bool(self._subtitle.text()) and fits)
