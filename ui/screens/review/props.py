"""The props of the review, derived from everything it is made from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from pharmreview.domain.case import Case, User
from pharmreview.domain.journey.asked_again import asked_on
from pharmreview.domain.journey.ladder import Rung, Went, next_rung
from pharmreview.domain.review.answer import Answers, chosen, text_of
from pharmreview.domain.review.condition import Circumstance
from pharmreview.domain.review.decision import NO_CHANGE
from pharmreview.domain.review.progress import Waiting, offered, shown_fields
from pharmreview.domain.review.reading import Reading
from pharmreview.domain.review.step import CodedList, Option, ReviewForm, Step
from pharmreview.domain.review.together.mdt import not_for
from pharmreview.services.assessing import Assessed, is_sedating_or_opioid, medicine_name
from ui import text as words_of
from ui.forms.editors.choosing import said
from ui.forms.editors.editor import FormContext
from ui.screens.review import story
from ui.screens.review.offers import Offers
from ui.screens.review.reckoning import Reckoned, reckoned
from ui.state.record_copy import copied_words

FIRST = "listen"
"""A review opens on the person's own words."""
OWN = "medicines"
"""The list that is the person's own medicines."""
_MOST = 3
"""How many of the things that pain touches a person is asked to choose."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """One thing to say, used or not. `topic` is the quiet word above it, where it has one."""

    code: str
    words: str
    topic: str
    whole: str
    used: bool


@dataclass(frozen=True, slots=True)
class Finishing:
    """What stands between here and a finished review, in words."""

    title: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished review in words: what was decided, and what next."""

    title: str
    decision: str
    kindly: str
    next: str


@dataclass(frozen=True, slots=True)
class Reach:
    """What is next for somebody who was asked to come; `quiet` says why nothing is due."""

    rung: Rung | None = None
    quiet: str = ""


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything the screen is made from."""

    form: ReviewForm
    step_id: str = FIRST
    case: Case | None = None
    assessed: Assessed | None = None
    waiting: tuple[Waiting, ...] = ()
    asked_to_finish: bool = False
    keeping: bool = False
    looking_again: bool = False
    problem: tuple[str, str] | None = None
    today: date = date.min
    user: User | None = None
    offers: Offers = field(default_factory=Offers)
    went: tuple[Went, ...] = ()
    """What went to the person, oldest first."""


@dataclass(frozen=True, slots=True)
class Props:
    """Everything the screen shows."""

    step: Step
    case_id: str = ""
    name: str = ""
    answers: Answers = field(default_factory=dict)
    passed: dict[str, str] = field(default_factory=dict)
    shown: tuple[str, ...] = ()
    context: FormContext = field(default_factory=FormContext)
    prompts: tuple[Prompt, ...] = ()
    prompts_title: str = ""
    next_step: tuple[str, str] = ("", "")
    """The id and the title of the step after this one; empty after the last."""
    skipped: bool = False
    waiting: int = 0
    agreed: str = ""
    finishing: Finishing | None = None
    finished: Finished | None = None
    keeping: bool = False
    reckoned: Reckoned | None = None
    problem: tuple[str, str] | None = None
    reading: tuple[Reading, ...] = ()
    user: User | None = None
    carried: story.CarriedWords = field(default_factory=story.CarriedWords)
    mdt_not_for: tuple[str, ...] = ()
    offers: Offers = field(default_factory=Offers)
    reach: Reach = field(default_factory=Reach)
    sitting: str = ""
    private_note: str = ""
    copied: str = ""


def derive(inputs: Inputs) -> Props:
    """The props for these inputs. Pure."""
    step = inputs.form.step(inputs.step_id)
    case = None if inputs.case is None else asked_on(inputs.case, inputs.form, inputs.today)
    medicines = _medicines(inputs.assessed)
    lists = _lists(inputs.form, medicines)
    if case is None:
        return Props(
            step=step, context=FormContext(lists=lists, today=inputs.today), reading=inputs.form.reading
        )
    circumstance = Circumstance() if inputs.assessed is None else inputs.assessed.circumstance
    name = words_of.apart(" ".join(case.patient.calling_name.split()))
    return Props(
        step=step,
        case_id=case.id,
        name=name,
        answers=case.answers,
        passed=case.passed,
        shown=tuple(f.id for f in shown_fields(step, case.answers, circumstance)),
        context=_context(inputs, case, lists, medicines, name, circumstance),
        prompts=_prompts(step, lists, case.answers),
        prompts_title=lists[step.prompts].title if step.prompts else "",
        next_step=_after(inputs.form, step.id),
        skipped=step.id in case.skipped,
        waiting=len(inputs.waiting),
        agreed=_agreed(case),
        finishing=_finishing(inputs),
        finished=None if inputs.looking_again else _finished(case, inputs.form, name, inputs.today),
        keeping=inputs.keeping,
        reckoned=None if inputs.assessed is None else reckoned(inputs.assessed),
        problem=inputs.problem,
        reading=inputs.form.reading,
        user=inputs.user,
        carried=story.carried_words(inputs.form, case, name, step.id),
        mdt_not_for=not_for(story.standing(case, inputs.assessed, inputs.today)),
        offers=inputs.offers,
        reach=_reach(case, inputs.went, inputs.today),
        sitting=story.sitting_words(case),
        private_note=case.private_note,
        copied=copied_words(case),
    )


def _context(
    inputs: Inputs,
    case: Case,
    lists: Mapping[str, CodedList],
    medicines: tuple[tuple[str, str], ...],
    name: str,
    circumstance: Circumstance,
) -> FormContext:
    suited = story.offered_codes(case, inputs.assessed, inputs.today)
    return FormContext(
        lists={id_: offered(of, case.answers, circumstance) for id_, of in lists.items()},
        medicines=medicines,
        shown=story.worked_out(inputs.form, case, inputs.assessed, inputs.today),
        suggested=(*suggested(inputs.form, case.answers), *suited, *_to_choose_from(case.answers)),
        name=name,
        today=inputs.today,
        last_time=story.last_time(inputs.form, case, lists, inputs.step_id),
    )


def _reach(case: Case, went: tuple[Went, ...], today: date) -> Reach:
    """The next step for somebody who was not reached, or what is known where none is due."""
    rung = next_rung(case, went, today)
    if rung is not None:
        return Reach(rung)
    last = went[-1].on if went else None
    return Reach(None, "" if last is None else f"Something last went to them on {words_of.day(last)}.")


def _lists(form: ReviewForm, medicines: tuple[tuple[str, str], ...]) -> dict[str, CodedList]:
    """The coded lists, with the person's own medicines among them."""
    lists = {one.id: one for one in form.lists}
    return lists | {OWN: with_medicines(lists[OWN], [words for _, words in medicines])}


def suggested(form: ReviewForm, answers: Answers) -> tuple[str, ...]:
    """Codes worth offering because of what is in the way; offered, never applied."""
    picked = {code for key in answers for code in chosen(answers, key)}
    found = [c for of in form.lists for o in of.options if o.code in picked for c in o.suggests]
    return tuple(dict.fromkeys(c for c in found if c not in picked))


def _to_choose_from(answers: Answers) -> tuple[str, ...]:
    """What the person ticked, while the three that matter most are still to be chosen from it."""
    most = chosen(answers, "sheet.top_three")
    return tuple(c for c in chosen(answers, "sheet.touches") if c not in most) if len(most) < _MOST else ()


def with_medicines(of: CodedList, names: Sequence[str]) -> CodedList:
    """The list of the person's own medicines. A code is part of a key, so that its full stops are raised."""
    options = tuple(Option(code=name.replace(".", "·"), label=name) for name in names)
    return of.model_copy(update={"options": options})


def _medicines(assessed: Assessed | None) -> tuple[tuple[str, str], ...]:
    if assessed is None:
        return ()
    names = [medicine_name(line) for line in assessed.current if is_sedating_or_opioid(line)]
    return tuple((name, name) for name in dict.fromkeys(names) if name)


def _prompts(step: Step, lists: Mapping[str, CodedList], answers: Answers) -> tuple[Prompt, ...]:
    if not step.prompts:
        return ()
    used = chosen(answers, f"{step.id}.prompts")
    return tuple(
        Prompt(
            code=o.code,
            words=o.label if _is_sentence(o.label) else (o.words or o.label),
            topic="" if _is_sentence(o.label) or not o.words else o.label,
            whole=o.words or o.label,
            used=o.code in used,
        )
        for o in lists[step.prompts].options
    )


def _is_sentence(words: str) -> bool:
    return words.endswith(("?", "."))


def _after(form: ReviewForm, step_id: str) -> tuple[str, str]:
    ids = [s.id for s in form.steps]
    place = ids.index(step_id) + 1
    return (ids[place], form.steps[place].title) if place < len(ids) else ("", "")


def _agreed(case: Case) -> str:
    if not case.agreed:
        return ""
    last = case.agreed[-1]
    return f"Plan agreed {words_of.day(last.agreed_at.date())}, version {last.version}."


def _finishing(inputs: Inputs) -> Finishing | None:
    if not inputs.asked_to_finish or not inputs.waiting:
        return None
    wait = f"{words_of.count(len(inputs.waiting), 'safety item')} wait{'s' * (len(inputs.waiting) == 1)}"
    return Finishing(f"{wait} before this review is finished", tuple(w.label for w in inputs.waiting))


def _finished(case: Case, form: ReviewForm, name: str, today: date) -> Finished | None:
    if case.finish is None:
        return None
    options = {o.code: o for o in form.options("options").options}
    option = options.get(case.finish.decision)
    day = words_of.day(case.finish.finished_at.date())
    review = words_of.read_day(text_of(case.answers, "decide.review_date"))
    again = ""
    if not isinstance(review, words_of.UnreadDay):
        day_again = words_of.weekday_day(review)
        past = f"The day to look again has passed: {day_again}."
        again = past if review < today else f"Look again on {day_again}."
    no_change = case.finish.decision in NO_CHANGE
    kindly = f"Nothing changes for {name or 'the person'} now. That is a good decision too."
    if not no_change:
        unbuilt = bool(option) and not case.agreed
        kindly = "No plan is agreed yet. It can be built at any time, in step 6." if unbuilt else ""
    return Finished(
        title=f"Review finished {day} by {case.finish.finished_by}",
        decision=_decided(case, f"Decided: {said(option)}." if option else ""),
        kindly=kindly,
        next=again or "No review date was set.",
    )


def _decided(case: Case, told: str) -> str:
    if told:
        return told
    running = f" The plan agreed as version {case.agreed[-1].version} runs." if case.agreed else ""
    return f"No decision was recorded.{running}"
