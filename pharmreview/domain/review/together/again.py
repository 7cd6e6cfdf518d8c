"""A later review: what is known of the person stays, what was of its day is asked again."""

from collections.abc import Iterable

from pharmreview.domain.review.answer import Answers, field_key
from pharmreview.domain.review.step import ReviewForm


def said_key(step: str, group: str) -> str:
    """The key under which the day of a dated group is kept, in ISO form."""
    return f"{step}.{group}.said"


def of_its_day(form: ReviewForm) -> frozenset[str]:
    """Keys, as `step.field`, of what is asked, done, agreed or measured on a day; prompts used too."""
    found = {f"{step.id}.prompts" for step in form.steps if step.prompts}
    for step in form.steps:
        groups = {group.id for group in step.groups if group.afresh}
        found |= {f"{step.id}.{field.id}" for field in step.fields if field.afresh or field.group in groups}
        found |= {f"{step.id}.{group.id}" for group in step.groups if group.afresh and group.dated}
    return frozenset(found)


def begins_with(form: ReviewForm, answers: Answers) -> Answers:
    """The answers with which the review after these begins."""
    afresh = of_its_day(form)
    return {key: told for key, told in answers.items() if field_key(key) not in afresh}


def last_told(form: ReviewForm, before: Iterable[Answers]) -> dict[str, int]:
    """Where each thing of its day was last answered, by `step.field`: the place in `before`, oldest first."""
    afresh = of_its_day(form)
    return {
        field_key(key): place
        for place, answers in enumerate(before)
        for key in answers
        if field_key(key) in afresh
    }
