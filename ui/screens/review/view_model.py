"""The review's model: folds what happens into props, and makes each gesture one edit of the open case."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject, Signal

from pharmreview.domain.case import Case
from pharmreview.domain.errors import PharmReviewError
from pharmreview.domain.journey.asked_again import dated, written_in
from pharmreview.domain.journey.due import agreed_on
from pharmreview.domain.review.answer import TYPED, AnswerValue, chosen, field_key, text_of
from pharmreview.domain.review.step import Field, GridField, Option, ReviewForm
from pharmreview.domain.review.together.joint import signed
from pharmreview.domain.review.together.sitting import sat
from ui import text as words_of
from ui.errors import words_for
from ui.jobs import Err, Ok
from ui.screens.review.following.mdt import LISTED
from ui.screens.review.offers import OffersModel
from ui.screens.review.props import FIRST, Inputs, derive
from ui.state.desk import Desk
from ui.state.record_copy import RecordCopy

_BEFORE_THE_VISIT = "prepare"
_DECISION = "decide.decision"


def step_of(key: str) -> str:
    """The id of the step that a key belongs to."""
    return field_key(key).split(".")[0]


def field_of(form: ReviewForm, key: str) -> Field | None:
    """The declared field a key belongs to; None for a key that is no field's own."""
    return form.field(field_key(key))


def _on_the_day(form: ReviewForm, given: Mapping[str, AnswerValue], day: date) -> dict[str, AnswerValue]:
    """Answers whose ticks are of the day they are given on, whatever day their page was made on."""
    return {key: day.isoformat() if told and _stamps(form, key) else told for key, told in given.items()}


def _stamps(form: ReviewForm, key: str) -> bool:
    """Whether a key is a tick that stamps its day."""
    declared = field_of(form, key)
    columns = declared.columns if isinstance(declared, GridField) else ()
    return key == LISTED or any(one.stamp and key.endswith(f".{one.id}") for one in columns)


def with_answers(case: Case, form: ReviewForm, given: Mapping[str, AnswerValue]) -> Case:
    """The case with these answers and, where a field is a fact, the fact with them.

    An answer given in a step that was put aside takes it up again.
    """
    answers = {k: v for k, v in case.answers.items() if k not in given}
    answers |= {k: v for k, v in given.items() if v}
    facts = dict(case.patient.facts)
    for key, value in given.items():
        declared = field_of(form, key)
        if declared is None or not declared.fact or key.count(".") != 1:
            continue
        facts.pop(declared.fact, None)
        if isinstance(value, str) and value:
            facts[declared.fact] = value
    patient = case.patient
    if facts != patient.facts:
        patient = patient.model_copy(update={"facts": facts})
    steps = {step_of(k) for k, v in given.items() if v}
    skipped = tuple(s for s in case.skipped if s not in steps)
    return case.model_copy(update={"answers": answers, "patient": patient, "skipped": skipped})


def with_reasons(case: Case, reasons: Mapping[str, str]) -> Case:
    """The case with must items passed over, each with its reason; an empty reason takes it away."""
    passed = {k: v for k, v in case.passed.items() if k not in reasons}
    return case.model_copy(update={"passed": passed | {k: v for k, v in reasons.items() if v}})


def furthest_step(form: ReviewForm, case: Case) -> str:
    """The last step that holds an answer, after the first; a fresh review opens on the person's words."""
    begun = {key.split(".")[0] for key in case.answers}
    steps = [s.id for s in form.steps if s.id in begun and s.id != _BEFORE_THE_VISIT]
    return steps[-1] if steps and case.review_number == 1 else FIRST


class ReviewModel(QObject):
    """Folds what happens into inputs, and makes each gesture one edit."""

    changed = Signal(object)
    """New props."""
    case_kept = Signal(object)
    finishing = Signal()
    """Told just before the finished review goes to the store, so that what is unsaved can go first."""
    status = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.half_typed = desk.half_typed
        self._inputs = Inputs(form=desk.app.form)
        self.offering = OffersModel(desk, self)
        self.offering.changed.connect(lambda offers: self._fold(offers=offers))
        self.offering.status.connect(self.status)
        self.record = RecordCopy(desk, self)
        self.record.status.connect(self.status)
        self.record.refused.connect(lambda what, remedy: self._fold(problem=(what, remedy)))
        self._places: dict[tuple[str, int], str] = {}
        self.props = derive(self._inputs)
        desk.open_case.changed.connect(self._case_changed)
        desk.assessed_again.connect(self.refresh)
        self.refresh()

    @property
    def snippets(self) -> tuple[Option, ...]:
        """Short sentences that are written again and again."""
        return self._inputs.form.options("snippets").options

    def refresh(self) -> None:
        """Take up the open case as it stands."""
        desk = self._desk
        self._fold(
            case=desk.open_case.case,
            assessed=desk.assessed,
            waiting=desk.waiting(),
            today=desk.clock.today(),
            went=() if desk.open_case.case is None else desk.went.get(desk.open_case.case.id, ()),
            user=None if desk.is_locked else desk.session.user,
        )

    def opening_step(self) -> str:
        """Where this case was last left, else where it had got to, else the person's own words."""
        case = self._desk.open_case.case
        if case is None:
            return FIRST
        return self._places.get((case.id, case.review_number)) or furthest_step(self._inputs.form, case)

    def show_step(self, step_id: str) -> None:
        """Go to a step. Raises KeyError for one that is not declared."""
        self._inputs.form.step(step_id)
        case = self._desk.open_case.case
        if case is not None:
            self._places[case.id, case.review_number] = step_id
        looking = self._inputs.looking_again or (case is not None and case.finish is not None)
        today = self._desk.clock.today()
        self._fold(step_id=step_id, asked_to_finish=False, looking_again=looking, problem=None, today=today)

    def answer(self, given: Mapping[str, AnswerValue]) -> None:
        """Keep answers given together as one change."""
        first = next(iter(given), "")
        form = self._inputs.form
        declared = field_of(form, first)
        text = declared.label if declared is not None else "Prompts"
        day, by = self._desk.clock.today(), self._desk.session.user.name
        steps = tuple(step_of(key) for key in given)
        given = agreed_on(_on_the_day(form, given, day), day)

        def change(case: Case) -> Case:
            told = dated(with_answers(written_in(case, form, day, given), form, given), form, day, given)
            sittings = sat(case.sittings, case.review_number, day, by, steps)
            return told.model_copy(update={"sittings": sittings})

        shown = self._inputs.today
        self._desk.open_case.edit(text, change, merge=_run_of(first))
        if shown < day:
            self._fold(today=day)
            now = words_of.weekday_day(day)
            self.status.emit(f"It is {now} now: what is written from here on is kept under that day.")

    def note_privately(self, words: str) -> None:
        """Keep the clinician's own note, apart from every answer."""
        change = {"private_note": words}
        self._desk.open_case.edit(
            "Private note", lambda case: case.model_copy(update=change), merge="private"
        )

    def sign(self, place: str) -> None:
        """Put the name of the clinician at this place under the agreed sentence, as it stands."""
        case = self._desk.open_case.case
        if case is None:
            return
        given = signed(case.answers, place, self._desk.session.user.name, self._desk.clock.now())
        self._desk.open_case.break_run()
        if given:
            self.answer(given)
        self._desk.open_case.break_run()

    def pass_over(self, key: str, reason: str) -> None:
        """Keep the reason for which a must item was not talked about."""
        self._desk.open_case.edit(
            "Reason", lambda case: with_reasons(case, {key: reason}), merge=f"passed.{key}"
        )

    def leave_field(self) -> None:
        """A field was left: the next edit is a step of its own."""
        self._desk.open_case.break_run()

    def tick_prompt(self, code: str, used: bool) -> None:
        """Note that a prompt was used, or not."""
        key = f"{self._inputs.step_id}.prompts"
        before = chosen(self.props.answers, key)
        after = (*(c for c in before if c != code), *((code,) if used else ()))
        self._desk.open_case.break_run()
        self.answer({key: after})

    def skip(self) -> None:
        """Put this step aside to come back to, or take it up again."""
        step = self.props.step

        def change(case: Case) -> Case:
            rest = tuple(s for s in case.skipped if s != step.id)
            return case.model_copy(update={"skipped": rest if step.id in case.skipped else (*rest, step.id)})

        self._desk.open_case.break_run()
        self._desk.open_case.edit(f"{step.title} put aside", change)

    def finish(self) -> None:
        """Finish the review, or say what waits."""
        case = self._desk.open_case.case
        if case is None or self._inputs.keeping:
            return
        if case.finish is not None:
            self._fold(looking_again=False, asked_to_finish=False)
            return
        self._desk.open_case.break_run()
        if self._desk.waiting():
            self._fold(asked_to_finish=True, waiting=self._desk.waiting(), problem=None)
            return
        self._keep(case)

    def pass_all_and_finish(self, reason: str) -> None:
        """Pass every item that waits with one typed reason, and finish. Nothing happens without one."""
        if not reason.strip():
            return
        keys = {w.key: reason.strip() for w in self._desk.waiting()}
        self._desk.open_case.break_run()
        self._desk.open_case.edit("Reason for all that waited", lambda case: with_reasons(case, keys))
        self.finish()

    def stay(self) -> None:
        """Do not finish now."""
        self._fold(asked_to_finish=False)

    def show_ending(self) -> None:
        """Show how a finished review ended, where it is."""
        self._fold(looking_again=False)

    def look_again(self) -> None:
        """Look through a finished review."""
        self._fold(looking_again=True)

    def _keep(self, case: Case) -> None:
        desk, decision = self._desk, text_of(case.answers, _DECISION)
        self._fold(keeping=True, asked_to_finish=False, problem=None)
        self.finishing.emit()

        desk.keep(
            case,
            lambda verbs, now: verbs.finish(now, decision),
            lambda outcome: self._kept(case.id, outcome),
        )

    def _kept(self, case_id: str, outcome: Ok[Case] | Err) -> None:
        case = self._desk.open_case.case
        if case is None or case.id != case_id:
            self._fold(keeping=False)
            return
        if isinstance(outcome, Err):
            self._fold(keeping=False, problem=words_for(outcome.error).problem)
            if not isinstance(outcome.error, PharmReviewError):
                raise outcome.error
            return
        self._fold(keeping=False, looking_again=False)
        self.case_kept.emit(outcome.value)
        self.status.emit("Review finished")

    def _case_changed(self, before: Case | None, after: Case | None) -> None:
        if before is None or after is None or before.id != after.id:
            offers = self._inputs.offers
            self._inputs = Inputs(form=self._inputs.form, step_id=self._inputs.step_id, offers=offers)
        self.refresh()

    def _fold(self, **news: object) -> None:
        self._inputs = replace(self._inputs, **news)  # type: ignore[arg-type]  # fields of Inputs
        props = derive(self._inputs)
        if props != self.props:
            self.props = props
            self.changed.emit(props)


def _run_of(key: str) -> str:
    """Edits of one field are one run, whichever part of it is typed in."""
    return ".".join(key.removeprefix(f"{TYPED}.").split(".")[:4])
