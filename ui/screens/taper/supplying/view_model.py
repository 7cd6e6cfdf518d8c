"""The supply page's model: what is the plan's is one edit of it, what is the practice's is kept."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QObject, Signal

from pharmreview.domain.patient import Practice
from pharmreview.domain.review.answer import with_answer
from pharmreview.domain.taper.plan import TaperRequest
from pharmreview.domain.taper.wishes import Stock
from pharmreview.services.tapering import Choices
from ui import text as words_of
from ui.errors import words_for
from ui.jobs import Err, Ok
from ui.screens.taper.gestures.held import Held
from ui.screens.taper.supplying.props import OFF_REPEAT, Inputs, Props, derive

_FIELD = "supply"


class SupplyModel(QObject):
    """Looks over the builder's shoulder: the plan is the one held there."""

    changed = Signal(object)
    status = Signal(str)

    def __init__(self, held: Held, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._held = held
        self._practice = Practice()
        self._open = False
        self._problem = ""
        self.props = Props()
        held.changed.connect(self.refresh)
        held.desk.open_case.changed.connect(self.refresh)  # after the builder, which was asked first
        self.refresh()

    def refresh(self) -> None:
        """Take up what is held now."""
        held, desk = self._held.inputs, self._held.desk
        if self._open:
            self._practice = desk.app.practice()
        inputs = Inputs(
            today=held.today,
            settings=held.settings,
            case=held.case,
            request=held.request,
            plan=held.plan,
            running=held.running,
            practice=self._practice,
            products={
                name: product
                for known in held.choices.values()
                if isinstance(known, Choices)
                for name, product in known.products.items()
            },
            is_open=self._open,
            problem=self._problem,
        )
        props = derive(inputs)
        if props != self.props:
            self.props = props
            self.changed.emit(props)

    def begin(self) -> None:
        """Show the page."""
        if not self.props.can_open:
            self.status.emit("There is no plan to supply yet.")
            return
        self._open = True
        self.refresh()

    def close(self) -> None:
        """Back to the plan."""
        self._open, self._problem = False, ""
        self.refresh()

    def refuse(self, sentence: str) -> None:
        """What is typed in a field cannot be used."""
        self._problem = sentence
        self.refresh()

    # -- of the plan -------------------------------------------------------------------------------

    def set_days(self, days: int) -> None:
        """For how many days each issue is."""
        self._take("Length of an issue", lambda r: r.model_copy(update={"issue_days": days}))

    def set_at_home(self, product: str, quantity: Decimal) -> None:
        """How much of a product is at home: it is used up before anything is issued."""

        def change(request: TaperRequest) -> TaperRequest:
            rest = tuple(s for s in request.stock if s.product != product)
            more = (Stock(product=product, quantity=quantity),) if quantity else ()
            return request.model_copy(update={"stock": (*rest, *more)})

        self._take(f"At home: {product}", change)

    def tick_off_repeat(self, *, ticked: bool) -> None:
        """Taken off repeat, and issued as acute from now on."""
        self._held.desk.open_case.edit(
            "Taken off repeat, issued as acute",
            lambda case: case.model_copy(
                update={"answers": with_answer(case.answers, OFF_REPEAT, "yes" if ticked else "")}
            ),
        )

    # -- of the practice ---------------------------------------------------------------------------

    def set_pack(self, product: str, units: int) -> None:
        """How many units a pack of a product holds here; 0 where it is not known."""

        def change(practice: Practice) -> Practice:
            rest = {name: held for name, held in practice.packs.items() if name != product}
            return practice.model_copy(update={"packs": rest | ({product: units} if units else {})})

        self._keep(change)

    def make_usual(self) -> None:
        """What is set here is how long each issue of a new plan is from now on."""
        days = self.props.days
        self._keep(lambda p: p.model_copy(update={"issue_days": days}))
        self.status.emit(f"New plans here are issued for {words_of.count(days, 'day')} at a time.")

    def close_on(self, day: date) -> None:
        """The practice is closed on a day more."""
        self._keep(lambda p: p.model_copy(update={"closed": tuple(sorted({*p.closed, day}))}))

    def open_on(self, day: date) -> None:
        """It is open on that day after all."""
        self._keep(lambda p: p.model_copy(update={"closed": tuple(d for d in p.closed if d != day)}))

    def _take(self, text: str, change: Callable[[TaperRequest], TaperRequest]) -> None:
        if self.props.frozen:
            return
        held = self._held
        held.attempt(_FIELD, text, change, merge=False)
        self._problem = held.inputs.problems.get(_FIELD, "")
        if self._problem:
            held.refuse(_FIELD, "")  # said on this page, where its field stands
        held.desk.open_case.break_run()
        self.refresh()

    def _keep(self, change: Callable[[Practice], Practice]) -> None:
        """Keep the practice's own details, and plan by them."""
        desk = self._held.desk

        def work() -> Practice:
            practice = change(desk.app.practice())
            desk.app.keep_practice(practice, desk.session.user)
            return practice

        def told(outcome: Ok[Practice] | Err) -> None:
            if isinstance(outcome, Err):
                self.refuse(words_for(outcome.error).sentence)
            else:
                self._problem = ""
                self._held.take_up()
                self.refresh()

        desk.lanes.press.run(work, told)
