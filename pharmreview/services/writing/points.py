"""What was found at 6 and at 12 months, in lines: the answers, and dose and OME then and now."""

from collections.abc import Iterator
from datetime import date

from pharmreview.domain.case import Case
from pharmreview.domain.journey.then_and_now import then_and_now
from pharmreview.domain.review.answer import Answers, chosen, text_of
from pharmreview.domain.review.step import Field, Group, ManyField, OneField, ReviewForm, YesNoField
from pharmreview.domain.review.together.again import said_key
from pharmreview.domain.review.together.spoken import AtPoint
from pharmreview.services.assessing import Assessed

_STEP = "follow_up"


def points(form: ReviewForm, case: Case, assessed: Assessed | None) -> tuple[AtPoint, ...]:
    """Each data point that was filled in, as of the day on which it was."""
    found = []
    for group in form.step(_STEP).groups:
        said = text_of(case.answers, said_key(_STEP, group.id))
        if group.dated and not group.each_sitting and said:
            day = date.fromisoformat(said)
            reckoned = then_and_now(case, assessed.assessment if assessed else None, day)
            lines = (*_answered(form, group, case.answers), *reckoned)
            found.append(AtPoint(title=group.title, day=day, lines=lines))
    return tuple(found)


def _answered(form: ReviewForm, group: Group, answers: Answers) -> Iterator[str]:
    for field in form.step(_STEP).fields:
        key = f"{_STEP}.{field.id}"
        if field.group == group.id and (words := _words(form, field, key, answers)):
            yield f"{field.label}: {words.rstrip('.')}."


def _words(form: ReviewForm, field: Field, key: str, answers: Answers) -> str:
    told = [*chosen(answers, key)]
    if isinstance(field, OneField | ManyField):
        known = {option.code: option.label for option in form.options(field.choices).options}
        told = [known[code] for code in told if code in known] + [text_of(answers, f"{key}.other")]
    elif isinstance(field, YesNoField):
        told = [", ".join(filter(None, (*told, text_of(answers, f"{key}.note").strip())))]
    return "; ".join(" ".join(words.split()) for words in told if words.strip())
