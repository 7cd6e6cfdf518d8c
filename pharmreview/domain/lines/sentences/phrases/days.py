"""Days of the week: averaged over the week."""

from fractions import Fraction
from typing import Final

from pharmreview.domain.lines.sentences.phrases.item import Part, Rate

_WEEK: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def weekdays(part: Part) -> Rate:
    """Mon, Wed and Fri; Monday to Friday; at weekends: averaged over the week."""
    named = [token for token in part if token.kind in {"WEEKDAY", "SHORTDAY"}]
    if not named:
        count = next(token.value for token in part if token.kind == "WEEKPART")
        assert isinstance(count, Fraction)  # noqa: S101 - a WEEKPART token carries a number of days
        return Rate(count / 7, count / 7, "weekday")
    places = [_WEEK.index(str(token.value)) for token in named]
    span = len(places) == 2 and any(token.kind in {"TO", "DASH"} for token in part)
    count = Fraction((places[1] - places[0]) % 7 + 1 if span else len(set(places)))
    return Rate(count / 7, count / 7, "weekday", interval=Fraction(168) if count == 1 else None)
