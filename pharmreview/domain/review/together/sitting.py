"""A review spread over several sittings: who worked on which step on which day."""

from datetime import date

from pydantic import Field

from pharmreview.domain.review.answer import Answers
from pharmreview.domain.value import Value


class Sitting(Value):
    """One user's work on one review on one day, with the ids of the steps they wrote in, in that order."""

    review: int
    day: date
    by: str
    steps: tuple[str, ...] = ()


class ToldBefore(Value):
    """What an earlier sitting told of a group, as `step.group`, that each sitting asks, and on which day."""

    review: int
    group: str
    day: date
    answers: Answers = Field(default_factory=dict, repr=False)


def sat(
    sittings: tuple[Sitting, ...], review: int, day: date, by: str, steps: tuple[str, ...]
) -> tuple[Sitting, ...]:
    """The sittings with this work in that user's sitting of the day, or in a new one at the end."""
    for place, one in enumerate(sittings):
        if (one.review, one.day, one.by) == (review, day, by):
            new = tuple(s for s in dict.fromkeys(steps) if s not in one.steps)
            if not new:
                return sittings
            fuller = one.model_copy(update={"steps": (*one.steps, *new)})
            return (*sittings[:place], fuller, *sittings[place + 1 :])
    made = Sitting(review=review, day=day, by=by, steps=tuple(dict.fromkeys(steps)))
    return (*sittings, made)


def days_of(sittings: tuple[Sitting, ...], review: int) -> tuple[date, ...]:
    """The days on which a review was worked on, in order."""
    return tuple(sorted({one.day for one in sittings if one.review == review}))


def who_wrote(sittings: tuple[Sitting, ...], review: int, step: str) -> tuple[str, ...]:
    """The users who wrote in a step of a review, in the order they first did."""
    return tuple(dict.fromkeys(one.by for one in sittings if one.review == review and step in one.steps))
