"""What was agreed for a day: the next contact, looking again, a data point, the letter after the MDT."""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from pharmreview.domain.case import Case, CaseState
from pharmreview.domain.review.answer import text_of
from pharmreview.domain.review.together.mdt import letter_due

WINDOW = timedelta(weeks=6)
"""Either side of the day of a data point. Project review content section 9.4."""
_POINTS = (("DP6", 6, "6-month data point"), ("DP12", 12, "12-month data point"))


_CONTACT, _AGAIN = frozenset({"follow_up"}), frozenset({"follow_up", "decide"})


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
    later: of a contact in the follow-up, of looking again there or in the decision. `ways` are the words for
    the codes of how a contact is made.
    """
    if case.state is CaseState.EXCLUDED or case.begun is None:
        return ()
    agreed = [one for one, told_in in _agreed(case, ways) if not _is_done(case, one.day, told_in)]
    letter = letter_due(case.answers)
    letters = [] if letter is None else [Due(letter, "Letter about the MDT")]
    return tuple(sorted({*agreed, *letters, *_points(case, today)}))


def _is_done(case: Case, day: date, told_in: frozenset[str]) -> bool:
    """Whether one of these steps was written in on the day or later."""
    return any(one.day >= day and not told_in.isdisjoint(one.steps) for one in case.sittings)


def _agreed(case: Case, ways: Mapping[str, str]) -> Iterator[tuple[Due, frozenset[str]]]:
    """Each with the steps in which what came of it is written."""
    if told := text_of(case.answers, "follow_up.next_contact"):
        way = ways.get(text_of(case.answers, "follow_up.contact_mode"), "Next contact")
        yield Due(date.fromisoformat(told), way), _CONTACT
    if told := text_of(case.answers, "decide.review_date"):
        yield Due(date.fromisoformat(told), "Look again together"), _AGAIN


def _points(case: Case, today: date) -> Iterator[Due]:
    """The data points whose window is open, counted from the first sitting, until each is filled in."""
    first = min((one.day for one in case.sittings), default=None)
    kept = text_of(case.answers, "follow_up.point")
    if first is None or kept == _POINTS[-1][0]:
        return
    for code, months, what in _POINTS:
        day = _months_on(first, months)
        if code != kept and day - WINDOW <= today <= day + WINDOW:
            yield Due(day, what, day + WINDOW)


def _months_on(day: date, months: int) -> date:
    """The same day of a later month, or its last day where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
