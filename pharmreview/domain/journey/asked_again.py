"""What is asked in each sitting, and what is asked at 6 months and again at 12: no day overwrites another."""

from collections.abc import Iterable, Iterator
from datetime import date

from pharmreview.domain.case import Case
from pharmreview.domain.review.answer import Answers, field_key, text_of
from pharmreview.domain.review.step import Group, ReviewForm
from pharmreview.domain.review.together.again import said_key
from pharmreview.domain.review.together.sitting import ToldBefore

ONE_FORM = "follow_up.point"
"""Which data point the answers were of, in a store from when both shared one form."""
_STEP, _SIX, _TWELVE = "follow_up", "data", "data_12"


def asked_on(case: Case, form: ReviewForm, day: date) -> Case:
    """The case as it is asked on a day: what an earlier sitting told of what each asks stands apart from it.

    A finished review is shown as it ended. Where a day is not known the answers stay where they are.
    """
    case = points_apart(case, form)
    return case if case.finish is not None else _put_by(case, form, day, _each_sitting(form))


def written_in(case: Case, form: ReviewForm, day: date, keys: Iterable[str]) -> Case:
    """The case just before answers of these keys are written in it on a day: their groups as `asked_on`."""
    touched = {_group_of(form, key) for key in keys}
    groups = [(step, group) for step, group in _each_sitting(form) if f"{step}.{group.id}" in touched]
    return _put_by(points_apart(case, form), form, day, groups)


def dated(case: Case, form: ReviewForm, day: date, keys: Iterable[str]) -> Case:
    """The case with its day on each dated group that answers of these keys were just written in."""
    touched = {_group_of(form, key) for key in keys}
    answers = case.answers
    for step in form.steps:
        for group in step.groups:
            if group.dated and f"{step.id}.{group.id}" in touched:
                said = said_key(step.id, group.id)
                answers = {key: told for key, told in answers.items() if key != said}
                if _of_group(form, step.id, group.id, answers):
                    answers[said] = day.isoformat()
    return case.model_copy(update={"answers": answers})


def told_so_far(case: Case, form: ReviewForm) -> tuple[ToldBefore, ...]:
    """What every earlier sitting told of what each asks, in this review and those before, the first first."""
    told = list(case.told_before)
    for one in case.earlier:
        for step, group in _each_sitting(form):
            if answers := _of_group(form, step, group.id, one.answers):
                said = text_of(one.answers, said_key(step, group.id))
                day = date.fromisoformat(said) if said else one.finish.finished_at.date()
                place = f"{step}.{group.id}"
                told.append(ToldBefore(review=one.review, group=place, day=day, answers=answers))
    return tuple(sorted(told, key=lambda one: one.day))


def points_apart(case: Case, form: ReviewForm) -> Case:
    """A case from when 6 and 12 months shared one form, with each answer under the point it was of.

    What names no point is of 6 months. Where 12 months were written over 6, an earlier review may hold these.
    """
    point = text_of(case.answers, ONE_FORM)
    if not point:
        return case
    answers = {key: told for key, told in case.answers.items() if key != ONE_FORM}
    last = max((s.day for s in case.sittings if _STEP in s.steps), default=case.begun)
    of_point = _SIX
    if point == "DP12":
        of_point = _TWELVE
        mine = _of_group(form, _STEP, _SIX, answers)
        answers = {key: told for key, told in answers.items() if key not in mine}
        answers |= {_later(key): told for key, told in mine.items()}
        before = next((e for e in case.earlier[::-1] if text_of(e.answers, ONE_FORM) == "DP6"), None)
        if before is not None:
            answers |= _of_group(form, _STEP, _SIX, before.answers)
            answers[said_key(_STEP, _SIX)] = before.finish.finished_at.date().isoformat()
    if last is not None:
        answers[said_key(_STEP, of_point)] = last.isoformat()
    return case.model_copy(update={"answers": answers})


def _put_by(case: Case, form: ReviewForm, day: date, groups: Iterable[tuple[str, Group]]) -> Case:
    answers, before = case.answers, list(case.told_before)
    for step, group in groups:
        told = _of_group(form, step, group.id, answers)
        on = _told_on(case, step, group.id, day)
        if told and on is not None and on < day:
            gone = {*told, said_key(step, group.id)}
            answers = {key: value for key, value in answers.items() if key not in gone}
            place = f"{step}.{group.id}"
            before.append(ToldBefore(review=case.review_number, group=place, day=on, answers=told))
    return case.model_copy(update={"answers": answers, "told_before": tuple(before)})


def _told_on(case: Case, step: str, group: str, day: date) -> date | None:
    """The day of a group, or the last before this one on which its step was written in."""
    if said := text_of(case.answers, said_key(step, group)):
        return date.fromisoformat(said)
    here = (s for s in case.sittings if s.review == case.review_number and step in s.steps)
    return max((s.day for s in here if s.day < day), default=None)


def _each_sitting(form: ReviewForm) -> Iterator[tuple[str, Group]]:
    return ((step.id, group) for step in form.steps for group in step.groups if group.each_sitting)


def _group_of(form: ReviewForm, key: str) -> str:
    field = form.field(field_key(key))
    return "" if field is None else f"{field_key(key).split('.')[0]}.{field.group}"


def _of_group(form: ReviewForm, step: str, group: str, answers: Answers) -> Answers:
    fields = {f"{step}.{field.id}" for field in form.step(step).fields if field.group == group}
    return {key: told for key, told in answers.items() if field_key(key) in fields}


def _later(key: str) -> str:
    field = field_key(key)
    return key.replace(field, f"{field}{_TWELVE.removeprefix(_SIX)}", 1)
