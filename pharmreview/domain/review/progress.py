"""Steps and answers to what shows, what is empty and what finishing waits for. Screens only ask."""

from collections.abc import Container

from pharmreview.domain.review.answer import Answers, chosen
from pharmreview.domain.review.condition import Circumstance
from pharmreview.domain.review.step import CheckField, CodedList, Field, ReviewForm, ShownField, Step
from pharmreview.domain.value import Value


class Waiting(Value):
    """A must item that is neither answered nor passed with a reason. `key` is where it is answered."""

    step: str
    key: str
    label: str


class StepProgress(Value):
    """How a step stands: what is empty, in words, never a percentage."""

    step: str
    number: int
    title: str
    words: str
    begun: bool
    ticked: bool
    skipped: bool
    flagged: bool
    """Marked for attention by an answer in another step."""
    empty: tuple[str, ...]
    """Labels of the fields with nothing in them; a folded group nobody has begun is not asked for."""
    waiting: tuple[Waiting, ...]


def shown_fields(step: Step, answers: Answers, circumstance: Circumstance) -> tuple[Field, ...]:
    """The fields of a step that show now."""
    return tuple(f for f in step.fields if f.show_when.holds(answers, circumstance))


def offered(of: CodedList, answers: Answers, circumstance: Circumstance) -> CodedList:
    """The list with those of its options that are there to be chosen now."""
    options = tuple(o for o in of.options if o.show_when.holds(answers, circumstance))
    return of if options == of.options else of.model_copy(update={"options": options})


def _answered(step: Step, answers: Answers) -> set[str]:
    """Ids of the fields of a step under which anything stands, in any of their rows."""
    under = f"{step.id}."
    return {key.split(".", 2)[1] for key in answers if key.startswith(under)}


def waiting_for(
    form: ReviewForm, answers: Answers, passed: dict[str, str], circumstance: Circumstance
) -> tuple[Waiting, ...]:
    """Every must item still open, in the order of the form. Empty means the review can be finished."""
    return tuple(w for s in form.steps for w in _waiting_in(form, s, answers, passed, circumstance))


def progress(
    form: ReviewForm,
    answers: Answers,
    passed: dict[str, str],
    skipped: tuple[str, ...],
    circumstance: Circumstance,
    written: Container[str] | None = None,
) -> tuple[StepProgress, ...]:
    """How each step stands, in order.

    `written` are the steps written in during a later review: what stands in any other is of the one before.
    """
    return tuple(
        _of_step(form, s, answers, passed, s.id in skipped, circumstance)
        if written is None or s.id in written
        else _of_before(_of_step(form, s, answers, passed, s.id in skipped, circumstance))
        for s in form.steps
    )


def _of_before(stands: StepProgress) -> StepProgress:
    """A step of a later review in which nothing is written yet."""
    if not stands.begun or stands.skipped or stands.waiting:
        return stands
    return stands.model_copy(update={"ticked": False, "words": "as it was last time"})


def _of_step(
    form: ReviewForm,
    step: Step,
    answers: Answers,
    passed: dict[str, str],
    skipped: bool,
    circumstance: Circumstance,
) -> StepProgress:
    fields = [f for f in shown_fields(step, answers, circumstance) if not isinstance(f, ShownField)]
    answered = _answered(step, answers)
    closed = _closed_groups(step, answered)
    fields = [f for f in fields if f.group not in closed]
    empty = tuple(f.label for f in fields if f.id not in answered)
    waiting = _waiting_in(form, step, answers, passed, circumstance)
    begun = len(empty) < len(fields)
    ticked = begun and not waiting and not skipped
    return StepProgress(
        step=step.id,
        number=step.number,
        title=step.title,
        words=_words(begun, _is_passed(step, passed), skipped, len(empty), len(waiting)),
        begun=begun,
        ticked=ticked,
        skipped=skipped,
        flagged=_is_flagged(form, step, answers),
        empty=empty,
        waiting=waiting,
    )


def _closed_groups(step: Step, answered: set[str]) -> set[str]:
    """Folded groups in which nothing stands: they are there when wanted, and are no gap."""
    begun = {f.group for f in step.fields if f.id in answered}
    return {g.id for g in step.groups if g.folded and g.id not in begun}


def _is_flagged(form: ReviewForm, step: Step, answers: Answers) -> bool:
    return any(
        field.flags == step.id and chosen(answers, f"{other.id}.{field.id}") == ("yes",)
        for other in form.steps
        for field in other.fields
    )


def _is_passed(step: Step, passed: dict[str, str]) -> bool:
    return any(reason.strip() for key, reason in passed.items() if key.startswith(f"{step.id}."))


def _words(begun: bool, passed: bool, skipped: bool, empty: int, waiting: int) -> str:
    if skipped:
        return "skipped, come back"
    if waiting:
        return f"{waiting} must item{'' if waiting == 1 else 's'}"
    if not begun:
        return "passed with a reason" if passed else "not started"
    return f"{empty} empty, optional" if empty else "done"


def _waiting_in(
    form: ReviewForm, step: Step, answers: Answers, passed: dict[str, str], circumstance: Circumstance
) -> tuple[Waiting, ...]:
    found = []
    for field in shown_fields(step, answers, circumstance):
        if field.must:
            found += [
                Waiting(step=step.id, key=key, label=label)
                for key, label in _open_items(form, step, field, answers, circumstance)
                if not passed.get(key, "").strip()
            ]
    return tuple(found)


def _open_items(
    form: ReviewForm, step: Step, field: Field, answers: Answers, circumstance: Circumstance
) -> tuple[tuple[str, str], ...]:
    key = f"{step.id}.{field.id}"
    if isinstance(field, CheckField):
        ticked = chosen(answers, key)
        items = offered(form.options(field.choices), answers, circumstance).options
        return tuple((f"{key}.{o.code}", o.label) for o in items if o.code not in ticked)
    return () if field.id in _answered(step, answers) else ((key, field.label),)
