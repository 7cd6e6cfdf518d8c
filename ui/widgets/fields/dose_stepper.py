"""A dose that moves only between doses the tablets can make."""

import re
from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtWidgets import QWidget

from ui import text as words_of
from ui.widgets.buttons.button import Button
from ui.widgets.choices.flow import FlowLayout
from ui.widgets.fields.stepper import NUMBER, Reading, Stepper


class DoseStepper(Stepper):
    """Minus, the dose with its unit, plus; between `set_choices` and nowhere else.

    A typed dose that cannot be made stays in view, with a sentence and its neighbours as buttons. Nothing
    is ever rounded.
    """

    def __init__(
        self,
        name: str,
        *,
        unit: str = "mg",
        made_from: str = "these tablets",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, parent)
        self._unit = unit
        self._made_from = made_from
        self._choices: tuple[Decimal, ...] = ()
        self._biggest_move: Decimal | None = None
        self._offers = QWidget(self)
        self._offer_row = FlowLayout(self._offers)
        self._column.addWidget(self._offers)
        self._offers.hide()

    def set_choices(self, choices: Sequence[Decimal], *, biggest_move: Decimal | None = None) -> None:
        """The doses that can be made, in the stepper's unit; and the biggest single change, if any."""
        self._choices = tuple(sorted(set(choices)))
        self._biggest_move = biggest_move

    def choices(self) -> tuple[Decimal, ...]:
        """The doses it moves between, lowest first."""
        return self._choices

    def offers(self) -> tuple[Decimal, ...]:
        """The makeable doses either side of what is typed, while it cannot be made."""
        found = NUMBER.search(self.typed().replace(",", ""))
        if not self.problem() or found is None:
            return ()
        sides = (self.neighbour(Decimal(found[0]), way) for way in (-1, 1))
        return tuple(side for side in sides if side is not None)

    def help_line(self) -> str:
        """The doses around the one shown: "Can be 60, 65 or 70 mg"."""
        value = self.value()
        if value is None:
            return ""
        near = [self.neighbour(value, -1), value, self.neighbour(value, 1)]
        shown = [words_of.number(dose) for dose in near if dose is not None]
        return f"Can be {words_of.listed(shown, 'or')} {self._unit}"

    def written(self, value: Decimal) -> str:
        return words_of.dose(value, self._unit)

    def read(self, typed: str) -> Reading:
        if not typed:
            return Reading(None)
        bare = re.sub(r"\s+", " ", typed.replace(",", "")).strip()
        if bare.lower().endswith(self._unit.lower()):
            bare = bare[: -len(self._unit)].strip()
        if not NUMBER.fullmatch(bare):
            return Reading(
                None, f"This is not a dose in {self._unit}. Type a number, such as {self._example()}."
            )
        value = Decimal(bare)
        if value not in self._choices:
            return Reading(None, self._cannot(value))
        return Reading(value)

    def neighbour(self, value: Decimal | None, way: int) -> Decimal | None:
        if value is None:
            return self._choices[0] if self._choices else None
        if way < 0:
            return max((dose for dose in self._choices if dose < value), default=None)
        return min((dose for dose in self._choices if dose > value), default=None)

    def far(self, value: Decimal | None, way: int) -> Decimal | None:
        move = self._biggest_move
        if value is None or move is None:
            return self.neighbour(value, way)
        within = [dose for dose in self._choices if 0 < way * (dose - value) <= move]
        return max(within, key=lambda dose: abs(dose - value), default=None)

    def ends(self) -> tuple[Decimal, Decimal] | None:
        return (self._choices[0], self._choices[-1]) if self._choices else None

    def _example(self) -> str:
        return words_of.number(self._choices[0]) if self._choices else "10"

    def _cannot(self, value: Decimal) -> str:
        sides = (self.neighbour(value, way) for way in (-1, 1))
        near = [self.written(side) for side in sides if side is not None]
        choose = f" Choose {words_of.listed(near, 'or')}." if near else ""
        return f"{self.written(value)} cannot be made from {self._made_from}.{choose}"

    def _set_problem(self, problem: str) -> None:
        mended = problem != self.problem()
        super()._set_problem(problem)
        if mended:
            self._show_offers()

    def _show_offers(self) -> None:
        while (item := self._offer_row.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for offer in self.offers():
            button = Button(self.written(offer), small=True, parent=self._offers)
            button.setAccessibleName(f"{self.accessibleName()}: use {self.written(offer)}")
            button.clicked.connect(lambda _=False, chosen=offer: self._accept(chosen))
            self._offer_row.addWidget(button)
            button.show()
        self._offers.setVisible(bool(self.offers()))
        self.updateGeometry()
