"""A dose that moves only between doses the tablets can make."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtWidgets import QWidget

from ui import text as words_of
from ui.widgets.buttons.button import Button
from ui.widgets.choices.flow import FlowLayout
from ui.widgets.fields.step_rules import NUMBER, DoseRule
from ui.widgets.fields.stepper import Stepper


class DoseStepper(Stepper):
    """Minus, the dose with its unit, plus; between `set_choices` and nowhere else.

    A typed dose that cannot be made stays in view, with a sentence and its neighbours as buttons. Nothing
    is ever rounded. A `rule` of your own stands in for `unit` and `made_from`.
    """

    def __init__(
        self,
        name: str,
        *,
        unit: str = "mg",
        made_from: str = "these tablets",
        rule: DoseRule | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._doses = rule or DoseRule(unit, made_from)
        super().__init__(name, self._doses, parent)
        self._offers = QWidget(self)
        self._offer_row = FlowLayout(self._offers)
        self._column.addWidget(self._offers)
        self._offers.hide()

    def set_choices(self, choices: Sequence[Decimal], *, biggest_move: Decimal | None = None) -> None:
        """The doses that can be made, in the stepper's unit; and the biggest single change, if any."""
        self._doses.set_choices(choices, biggest_move)

    def choices(self) -> tuple[Decimal, ...]:
        """The doses it moves between, lowest first."""
        return self._doses.choices

    def offers(self) -> tuple[Decimal, ...]:
        """The makeable doses either side of what is typed, while it cannot be made."""
        found = NUMBER.search(self.typed().replace(",", ""))
        if not self.problem() or found is None:
            return ()
        sides = (self._doses.neighbour(Decimal(found[0]), way) for way in (-1, 1))
        return tuple(side for side in sides if side is not None)

    def help_line(self) -> str:
        """The doses around the one shown: "Can be 60, 65 or 70 mg"."""
        value = self.value()
        if value is None:
            return ""
        near = [self._doses.neighbour(value, -1), value, self._doses.neighbour(value, 1)]
        shown = [words_of.number(dose) for dose in near if dose is not None]
        return f"Can be {words_of.listed(shown, 'or')} {self._doses.unit}"

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
            button = Button(self._doses.written(offer), small=True, parent=self._offers)
            button.setAccessibleName(f"{self.accessibleName()}: use {self._doses.written(offer)}")
            button.clicked.connect(lambda _=False, chosen=offer: self._accept(chosen))
            self._offer_row.addWidget(button)
            button.show()
        self._offers.setVisible(bool(self.offers()))
        self.updateGeometry()
