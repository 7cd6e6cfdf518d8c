"""What is known beside the answers, in words: the story so far, sittings, what the record suggests."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pharmreview.domain.case import Case
from pharmreview.domain.digits import plain
from pharmreview.domain.journey.asked_again import told_so_far
from pharmreview.domain.journey.then_and_now import then_and_now
from pharmreview.domain.review.answer import Answers, field_key, text_of
from pharmreview.domain.review.step import CodedList, ReviewForm, ShownField
from pharmreview.domain.review.together.again import last_told, said_key
from pharmreview.domain.review.together.carried import carried
from pharmreview.domain.review.together.mdt import Standing, suggested_reasons
from pharmreview.domain.review.together.sitting import Sitting
from pharmreview.services.assessing import Assessed
from ui import text as words_of
from ui.forms.editors.choosing import said
from ui.forms.step_form import given_under
from ui.forms.told import told

_SENT_WHERE = {
    "MS1": "decide.goal",
    "MS5": "decide.barriers",
    "MS6": "safety.discussed",
    "MS7": "follow_up.mdt_knows",
}


@dataclass(frozen=True, slots=True)
class CarriedWords:
    """The story carried forward as headings with lines."""

    why: str = ""
    goal: str = ""
    whose_goal: str = ""
    parts: tuple[tuple[str, tuple[str, ...]], ...] = ()
    of_last_review: str = ""
    """That what stands in the step shown is that of the review before."""


def carried_words(form: ReviewForm, case: Case, name: str, step_id: str) -> CarriedWords:
    """The story as the follow-up, a joint visit and the MDT show it first."""
    story = carried(form, case.answers, tuple(one.answers for one in case.earlier))
    found = (
        ("Agreed summary", (story.summary,)),
        ("So far", (*_ended(form, case), *_so_far(case))),
        ("In their words", (f"“{story.words}”" if story.words else "",)),
        ("Tried", story.tried),
        ("In the way", ("; ".join(story.in_the_way),)),
        ("Would help", ("; ".join(story.would_help),)),
        ("To take up", (story.take_up,)),
        ("Sittings", tuple(_sitting(form, one) for one in case.sittings)),
    )
    parts = ((heading, tuple(line for line in lines if line)) for heading, lines in found)
    return CarriedWords(
        why=f"so {name or 'the person'} does not have to start again",
        goal=story.goal,
        whose_goal=f"{name}: the goal" if name else "The goal",
        parts=tuple(part for part in parts if part[1]),
        of_last_review=_of_last_review(case, step_id),
    )


def last_time(form: ReviewForm, case: Case, lists: Mapping[str, CodedList], step_id: str) -> dict[str, str]:
    """What was answered before where a step asks afresh or asks again, by `step.field`, dated, in words.

    Of an earlier review it is the latest answer; of what each sitting asks, that of every sitting.
    """
    found = _at_the_point_before(form, case, lists, step_id)
    mine = f"{step_id}."
    before_all = ({k: v for k, v in one.answers.items() if k.startswith(mine)} for one in case.earlier)
    for key, place in last_told(form, before_all).items():
        field = form.field(key)
        before = case.earlier[place]
        words = "" if field is None else told(field, lists, given_under(before.answers, key))
        if words:
            day = words_of.day(before.finish.finished_at.date())
            found[key] = f"Last time, {day}: {words.rstrip('.')}."
    by_sitting: dict[str, str] = {}
    for sitting in told_so_far(case, form):
        if sitting.group.startswith(mine):
            for key, words in _told_in(form, lists, sitting.answers):
                before_that = by_sitting.get(key, "").replace("Last time", "Before", 1)
                by_sitting[key] = f"Last time, {words_of.day(sitting.day)}: {words}. {before_that}".rstrip()
    return found | by_sitting


def worked_out(
    form: ReviewForm, case: Case, assessed: Assessed | None, today: date
) -> dict[str, tuple[str, ...]]:
    """Dose and OME then and now for each data point, as of the day it was filled in or else today."""
    found: dict[str, tuple[str, ...]] = {}
    for field in form.step("follow_up").fields:
        if isinstance(field, ShownField):
            said = text_of(case.answers, said_key("follow_up", field.group))
            day = date.fromisoformat(said) if said else today
            lines = then_and_now(case, None if assessed is None else assessed.assessment, day)
            found[field.shows] = lines or ("No plan and no search of then is kept.",)
    return found


def _told_in(form: ReviewForm, lists: Mapping[str, CodedList], answers: Answers) -> Iterator[tuple[str, str]]:
    """Each answered field, by `step.field`, with what was answered in words that no full stop ends."""
    for key in dict.fromkeys(field_key(key) for key in answers):
        field = form.field(key)
        words = "" if field is None else told(field, lists, given_under(answers, key)).rstrip(".")
        if words:
            yield key, words


def _at_the_point_before(
    form: ReviewForm, case: Case, lists: Mapping[str, CodedList], step_id: str
) -> dict[str, str]:
    """Beside each field that asks again, what was answered at the point before it."""
    step, found = form.step(step_id), {}
    for group in (one for one in step.groups if one.after):
        before = next(one for one in step.groups if one.id == group.after)
        said = words_of.read_day(text_of(case.answers, said_key(step_id, before.id)))
        day = "" if isinstance(said, words_of.UnreadDay) else f", {words_of.day(said)}"
        then = dict(_told_in(form, lists, case.answers))
        for field in (one for one in step.fields if one.group == group.id):
            if words := then.get(f"{step_id}.{group.before(field.id)}"):
                found[f"{step_id}.{field.id}"] = f"At {before.title}{day}: {words}."
    return found


def standing(case: Case, assessed: Assessed | None, today: date) -> Standing:
    """What the record says that bears on the MDT."""
    findings = () if assessed is None else tuple(f.code for f in assessed.assessment.findings)
    pauses = len(case.agreed[-1].plan.request.pauses) if case.agreed else 0
    return Standing(findings=findings, facts=case.patient.facts, holds=pauses, age=case.patient.age_on(today))


def offered_codes(case: Case, assessed: Assessed | None, today: date) -> tuple[str, ...]:
    """Codes worth offering in an MDT request, from the record and from what was said."""
    return (*suggested_reasons(standing(case, assessed, today)), *_goes_with_it(case, assessed))


def sitting_words(case: Case) -> str:
    """Which sitting of this review it is, in words; "" in the first."""
    days = sorted({one.day for one in case.sittings if one.review == case.review_number})
    return f"sitting {len(days)}, begun {words_of.day(days[0])}" if len(days) > 1 else ""


def _of_last_review(case: Case, step_id: str) -> str:
    """That what stands in a step is still that of the review before, in a sentence; "" where none is."""
    if not case.earlier:
        return ""
    last = case.earlier[-1]
    here = {key: told for key, told in case.answers.items() if key.startswith(f"{step_id}.")}
    old = [key for key, told in here.items() if last.answers.get(key) == told]
    if not old:
        return ""
    what = "What stands here" if len(old) == len(here) else "Some of what stands here"
    day = words_of.day(last.finish.finished_at.date())
    return f"{what} is of the review finished {day}. It is kept: ask afresh, and write what is new."


def _goes_with_it(case: Case, assessed: Assessed | None) -> tuple[str, ...]:
    answers: Answers = case.answers
    found = [code for code, key in _SENT_WHERE.items() if text_of(answers, key)]
    found += ["MS2"] if assessed is not None and assessed.lines else []
    found += ["MS3"] if case.agreed else []
    tried = any(key.startswith("prepare.tried.") for key in answers) or text_of(answers, "prepare.attempts")
    return (*found, *(("MS4",) if tried else ()))


def _ended(form: ReviewForm, case: Case) -> Iterator[str]:
    """How each earlier review ended, and what the person had wanted to talk about in it."""
    titles = {option.code: said(option) for option in form.options("options").options}
    for one in case.earlier:
        day = words_of.day(one.finish.finished_at.date())
        decided = titles.get(one.finish.decision, "no decision recorded")
        yield f"Review {one.review}, finished {day}: {decided[:1].lower()}{decided[1:]}."
        agenda = one.answers.get("listen.agenda", ())
        lines = (agenda,) if isinstance(agenda, str) else agenda
        if lines:
            yield f"Wanted to talk about: {'; '.join(lines)}."


def _so_far(case: Case) -> tuple[str, ...]:
    if not case.agreed or not case.agreed[-1].plan.steps:
        return ()
    agreed = case.agreed[-1]
    first, last = agreed.plan.steps[0], agreed.plan.steps[-1]
    way = f"{plain(first.daily_dose)} {first.unit} to {plain(last.daily_dose)} {last.unit} a day"
    steps = words_of.count(len(agreed.plan.steps) - 1, "step")
    return (f"Plan agreed {words_of.day(agreed.agreed_at.date())}: {way}, {steps}.",)


def _sitting(form: ReviewForm, one: Sitting) -> str:
    titles = [form.step(step).title for step in one.steps]
    return f"{words_of.day(one.day)}, {one.by}: {', '.join(titles)}"
