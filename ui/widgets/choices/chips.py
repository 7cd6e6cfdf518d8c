"""Several of many: chips that wrap. A suggested chip is dashed and is never added for anyone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from ui.theme.active import current_theme
from ui.theme.tokens import CHIP, REGULAR, SEMIBOLD, Role
from ui.widgets.choices.flow import FlowLayout
from ui.widgets.marks import painting
from ui.widgets.marks.focus_ring import take_ring

_SIGN = 15
_ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
_SIDE = 11
_ABOVE = 5
_NARROWEST = 150
_GAP = 6


@dataclass(frozen=True, slots=True)
class ChipOption:
    """One chip: its permanent id, its words, a count to show after them, and whether it is a suggestion."""

    id: str
    words: str
    count: int | None = None
    suggested: bool = False


class Chip(QCheckBox):
    """One chip: outline, tinted with a tick when chosen, dashed with a plus when only suggested.

    Words that are wider than the room there is go over several lines.
    """

    def __init__(self, option: ChipOption, parent: QWidget | None = None) -> None:
        super().__init__(option.words.replace("&", "&&"), parent)
        self.option = option
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        take_ring(self, CHIP // 2)
        self.set_option(option)

    def set_option(self, option: ChipOption) -> None:
        """Change the words or the count."""
        self.option = option
        counted = "" if option.count is None else f", {option.count}"
        hint = ", suggested" if option.suggested else ""
        self.setAccessibleName(f"{option.words}{counted}{hint}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = painting.width_of(self.option.words, Role.TABLE, SEMIBOLD) + self._beside_words()
        return QSize(width, current_theme().px(CHIP))

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), current_theme().px(_NARROWEST)), hint.height())

    def heightForWidth(self, width: int) -> int:
        one_line = self.sizeHint()
        if width >= one_line.width():
            return one_line.height()
        room = width - self._beside_words()
        return painting.wrapped_height(self.option.words, room, Role.TABLE, SEMIBOLD) + 2 * _ABOVE

    def _beside_words(self) -> int:
        width = 2 * _SIDE + 1
        if self._sign() or self.option.suggested:
            width += current_theme().px(_SIGN) + _GAP
        if self.option.count is not None:
            width += painting.width_of(f"{self.option.count:,}", Role.TABLE, REGULAR) + _GAP
        return width

    def hitButton(self, _place: object) -> bool:  # noqa: N802 - Qt names it
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        chosen, dashed = self.isChecked(), self.option.suggested and not self.isChecked()
        ground = "tint" if chosen or self.underMouse() else "surface"
        edge = "accent" if chosen or dashed else "edge"
        ink = "ink" if self.isEnabled() else "ink3"
        radius = min(self.height(), current_theme().px(CHIP)) / 2
        dash = dashed or not self.isEnabled()
        painting.box(painter, self.rect(), ground=ground, edge=edge, radius=radius, dashed=dash)
        area = QRect(_SIDE, 0, self.width() - _SIDE, self.height())
        if self._sign():
            side = current_theme().px(_SIGN)
            painting.sign(painter, self._sign(), QRect(_SIDE, (self.height() - side) // 2, side, side), ink)
            area.setLeft(_SIDE + side + _GAP)
        weight = SEMIBOLD if chosen else REGULAR
        how = painting.WRAPPED if self.width() < self.sizeHint().width() else painting.LEFT
        area.setWidth(area.width() - (_SIDE if how == painting.WRAPPED else 0))
        painting.words(painter, area, self.option.words, ink, Role.TABLE, weight, how)
        if self.option.count is not None:
            area.setLeft(area.x() + painting.width_of(self.option.words, Role.TABLE, weight) + _GAP)
            painting.words(painter, area, f"{self.option.count:,}", "ink2", Role.TABLE, REGULAR)
        painter.end()

    def _sign(self) -> str:
        if self.isChecked():
            return "tick"
        return "plus" if self.option.suggested else ""


class ChipSet(QWidget):
    """Chips in reading order. Arrows move between them, Space ticks. `changed` tells the chosen ids.

    With `single`, choosing one lets go of the others, as filters do.
    """

    changed: ClassVar[Signal] = Signal(object)

    def __init__(
        self,
        name: str,
        options: Sequence[ChipOption] = (),
        *,
        single: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._single = single
        self._chips: list[Chip] = []
        self._flow = FlowLayout(self)
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_options(options)

    def set_options(self, options: Sequence[ChipOption]) -> None:
        """Show these chips, keeping what was chosen among them."""
        kept = set(self.value())
        before = {chip.option.id: chip for chip in self._chips}
        order = list(before)
        self._chips = [self._chip(option, before.pop(option.id, None)) for option in options]
        for chip in before.values():
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        if order == [chip.option.id for chip in self._chips]:
            return
        for chip in self._chips:
            self._flow.removeWidget(chip)
            self._flow.addWidget(chip)
            chip.setChecked(chip.option.id in kept)
            chip.show()
        self._set_tab_stop(self._chips[0] if self._chips else None)

    def _chip(self, option: ChipOption, before: Chip | None) -> Chip:
        """The chip that had this option before, or a new one."""
        if before is not None:
            before.set_option(option)
            return before
        chip = Chip(option, self)
        chip.clicked.connect(self._clicked)
        return chip

    def value(self) -> tuple[str, ...]:
        """The ids chosen, in the order shown."""
        return tuple(chip.option.id for chip in self._chips if chip.isChecked())

    def set_value(self, chosen: Iterable[str]) -> None:
        """Show these as chosen without telling anyone."""
        wanted = set(chosen)
        for chip in self._chips:
            chip.setChecked(chip.option.id in wanted)
            chip.updateGeometry()

    def chips(self) -> tuple[Chip, ...]:
        """The chips in order."""
        return tuple(self._chips)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = next((place for place, chip in enumerate(self._chips) if chip.hasFocus()), None)
        if here is None or event.key() not in _ARROWS:
            super().keyPressEvent(event)
            return
        there = min(max(here + _ARROWS[Qt.Key(event.key())], 0), len(self._chips) - 1)
        self._set_tab_stop(self._chips[there])
        self._chips[there].setFocus(Qt.FocusReason.OtherFocusReason)

    def _clicked(self) -> None:
        picked = self.sender()
        for chip in self._chips:
            if self._single and chip is not picked:
                chip.setChecked(False)
            chip.updateGeometry()
        if isinstance(picked, Chip):
            self._set_tab_stop(picked)
        self.changed.emit(self.value())

    def _set_tab_stop(self, stop: Chip | None) -> None:
        for chip in self._chips:
            policy = Qt.FocusPolicy.StrongFocus if chip is stop else Qt.FocusPolicy.ClickFocus
            chip.setFocusPolicy(policy)
        if stop is not None:
            self.setFocusProxy(stop)
