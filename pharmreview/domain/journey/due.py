"""What was agreed for a day: the next contact, looking again, a data point, the letter after the MDT."""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from pharmreview.domain.case import Case, CaseState
from pharmreview.domain.journey.asked_again import ONE_FORM
from pharmreview.domain.review.answer import Answers, text_of
from pharmreview.domain.review.together.again import said_key
from pharmreview.domain.review.together.mdt import letter_due

WINDOW = timedelta(weeks=6)
"""Either side of the day of a data point. Project review content section 9.4."""
_POINTS = (("data", 6, "6-month data point"), ("data_12", 12, "12-month data point"))
_IN_ONE_FORM = {"DP6": ("data",), "DP12": ("data", "data_12")}
"""What is filled in by the point that is named in a store from when both shared one form."""


NEXT_CONTACT, REVIEW_DATE = "follow_up.next_contact", "decide.review_date"
AGREED_ON = "said"
"""Under the key of an agreed day: the day on which it was agreed, in ISO form."""
_AGREED = (NEXT_CONTACT, REVIEW_DATE)
_CONTACT, _AGAIN = frozenset({"follow_up"}), frozenset({"follow_up", "decide"})


def agreed_on(answers: Answers, day: date) -> Answers:
    """The answers, with the day on which each day agreed in them was agreed."""
    said = {f"{k}.{AGREED_ON}": day.isoformat() if answers[k] else "" for k in _AGREED if k in answers}
    return {**answers, **said}


class Due(NamedTuple):
    """Something to do with a person, the day it was agreed for, and the last on which it may be done.

    Without a last day it is late when its own has passed.
    """

    day: date
    what: str
    last: date | None = None


def due_of(case: Case, today: date, ways: Mapping[str, str]) -> tuple[Due, ...]:
    """What is to come or was not yet done, by its day; nothing of somebody who is excluded.

    What was agreed for a day stays until it is moved, or until what came of it is written on that day or
    later: of a contact in the follow-up, of looking again there or in the decision. Where it was agreed for
    the same day, that day's writing says nothing of it. `ways` are the words for how a contact is made.
    """
    if case.state is CaseState.EXCLUDED or case.begun is None:
        return ()
    agreed = [each.due for each in _agreed(case, ways) if not _is_done(case, each)]
    letter = letter_due(case.answers)
    letters = [] if letter is None else [Due(letter, "Letter about the MDT")]
    return tuple(sorted({*agreed, *letters, *_points(case, today)}))


class _Agreed(NamedTuple):
    """What was agreed for a day, the steps in which what came of it is written, and when it was agreed."""

    due: Due
    told_in: frozenset[str]
    said: str


def _is_done(case: Case, agreed: _Agreed) -> bool:
    """Whether one of its steps was written in on the day or later, and not only when it was agreed."""
    day = agreed.due.day
    return any(
        one.day >= day
        and not agreed.told_in.isdisjoint(one.steps)
        and not (one.day == day and day.isoformat() == agreed.said)
        for one in case.sittings
    )


def _agreed(case: Case, ways: Mapping[str, str]) -> Iterator[_Agreed]:
    way = ways.get(text_of(case.answers, "follow_up.contact_mode"), "Next contact")
    for key, what, told_in in (
        (NEXT_CONTACT, way, _CONTACT),
        (REVIEW_DATE, "Look again together", _AGAIN),
    ):
        if told := text_of(case.answers, key):
            said = text_of(case.answers, f"{key}.{AGREED_ON}")
            yield _Agreed(Due(date.fromisoformat(told), what), told_in, said)


def _points(case: Case, today: date) -> Iterator[Due]:
    """The data points whose window is open, counted from the first sitting, until each is filled in."""
    first = min((one.day for one in case.sittings), default=None)
    if first is None:
        return
    one_form = _IN_ONE_FORM.get(text_of(case.answers, ONE_FORM), ())
    for group, months, what in _POINTS:
        day = _months_on(first, months)
        filled_in = group in one_form or text_of(case.answers, said_key("follow_up", group))
        if not filled_in and day - WINDOW <= today <= day + WINDOW:
            yield Due(day, what, day + WINDOW)


def _months_on(day: date, months: int) -> date:
    """The same day of a later month, or its last day where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
