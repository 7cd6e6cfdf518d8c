"""Questions to the plan: where it would be on a day, and what pace would be there by a day."""

from datetime import date
from decimal import Decimal

from pharmreview.domain.digits import plain
from pharmreview.domain.errors import InputProblem
from pharmreview.domain.taper.plan import TaperRequest
from pharmreview.domain.taper.running.in_time import InTime, in_time
from pharmreview.domain.taper.wishes import Switch
from ui.jobs import Err, Ok
from ui.screens.taper.beside import pace_request
from ui.screens.taper.draft import changes
from ui.screens.taper.draft.planned import british
from ui.screens.taper.gestures.held import Held
from ui.screens.taper.gestures.pace import PaceGestures
from ui.screens.taper.switching.offered import Offer, agreed_words, offers_of
from ui.screens.taper.words.medicines import changing_id
from ui.screens.taper.words.steps import often_words


class AskGestures:
    """Only using what was found changes anything; a dozen plans are tried for it, off the window's thread."""

    def __init__(self, held: Held, pace: PaceGestures) -> None:
        self._held = held
        self._pace = pace

    def where(self, on: date | None) -> None:
        """Where the plan would be on a day."""
        if on is not None:
            self._held.fold(where_on=on)

    def by(self, day: date | None) -> None:
        """Look for the gentlest pace that reaches the aim by a day."""
        self._held.fold(by=day, found=None)
        request, inputs = pace_request(self._held.inputs), self._held.inputs
        draft = inputs.request
        if day is None or request is None or draft is None:
            return
        asked = changes.beside(draft, request)
        shares = self._shares(asked)
        most, make = inputs.settings.longest_every_days, self._held.desk.app.tapering.plan

        def work() -> InTime | None:
            return in_time(asked, changing_id(asked), day, shares, most, make)

        self._held.desk.lanes.press.run(work, lambda outcome: self._told(outcome, day))

    def use(self) -> None:
        """Take the pace that was found."""
        found = self._held.inputs.found
        if found is not None:
            self._pace.set_found(found)
            often = often_words(found.every_days)
            self._held.status.emit(f"The pace is now up to {plain(found.percent)}% {often}.")

    def _shares(self, request: TaperRequest) -> tuple[Decimal, ...]:
        """The share as it is set, then the largest that guidance speaks of, where that is more."""
        settings = self._held.inputs.settings
        now = request.pace.percent or settings.percent
        return (now,) if now >= settings.caution_percent else (now, settings.caution_percent)

    def _told(self, outcome: Ok[InTime | None] | Err, day: date) -> None:
        if self._held.inputs.by != day:
            return
        if isinstance(outcome, Err):
            if not isinstance(outcome.error, InputProblem):
                raise outcome.error
            self._held.status.emit(british(outcome.error.sentence))
            return
        self._held.fold(found=outcome.value)


class SwitchGestures:
    """Nothing is looked for before it is asked: trying every product takes longer than an edit may."""

    def __init__(self, held: Held) -> None:
        self._held = held

    def offers(self) -> tuple[Offer, ...]:
        """The changes of product that would make the first large step smaller."""
        plan = self._held.inputs.plan
        if plan is None or not plan.steps:
            return ()
        return offers_of(self._held.desk.app.tapering.finer(plan), plan.steps[0].unit)

    def agreed(self) -> str:
        """The change of product that the draft holds, in words; nothing where it has none."""
        plan = self._held.inputs.plan
        medicine = "" if plan is None or not plan.steps else plan.steps[0].medicine
        if plan is None or medicine not in plan.request.switches:
            return ""
        return agreed_words(plan.request, medicine, plan.steps[0].unit)

    def confirm(self, switch: Switch) -> None:
        """Change the product, as it was explained and agreed."""
        self._edit("Change of product", switch)

    def take_out(self) -> None:
        """Go on with the first product after all."""
        self._edit("Change of product taken out", None)

    def _edit(self, text: str, switch: Switch | None) -> None:
        if self._held.props.pace.frozen:
            self._held.status.emit(self._held.props.pace.frozen)
        elif self._held.attempt(
            "switch", text, lambda r: changes.with_switch(r, switch), merge=False, beside_field=False
        ):
            self._held.status.emit(f"{text}.")
