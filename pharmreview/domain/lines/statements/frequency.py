"""How the words about frequency in one statement agree: twice a day, morning and night, is two a day."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Final

from pharmreview.domain.lines.line import Moment
from pharmreview.domain.lines.sentences.phrases.item import Rate
from pharmreview.domain.lines.sentences.tokens import Unclear

_CONFLICT: Final = "Two frequencies are stated and they do not agree."
_ONE_OR_TWO: Final = (
    "The evening and the night are named, and it cannot be told whether that is one time or two."
)
_SIDE_BY_SIDE: Final = "Two times of day stand side by side, and it cannot be told whether both are meant."
_LATE: Final = {Moment.EVENING, Moment.NIGHT}
_Joined = tuple[str, Rate]


def reconciled(rates: Sequence[_Joined]) -> Rate | None:
    """One rate from all that is stated, or None where nothing is. Raises Unclear where they do not agree."""
    if not rates:
        return None
    timed = [joined for joined in rates if joined[1].kind == "moment"]
    meals = [joined for joined in rates if joined[1].kind == "meals"]
    others = [joined for joined in rates if joined[1].kind not in {"moment", "meals"}]
    if meals and others and others[0][1].kind == "day" and rates.index(meals[0]) < rates.index(others[0]):
        raise Unclear("Meals and a day are named, and it cannot be told how often.")
    rate = _with_moments(_agreed(others), timed, _adds(rates, timed))
    if not meals:
        return rate
    if timed and not others and rates.index(meals[0]) < rates.index(timed[0]) and not _adds(rates, timed):
        raise Unclear("Meals and a time of day are named, and it cannot be told whether both are meant.")
    if timed and others and others[0][1].kind in {"rate", "day"} and _adds(rates, timed):
        if all(rate.low == rate.high == len(timed) + 3 for _, rate in others):
            return others[0][1]
        raise Unclear(_CONFLICT)
    if rate is None:
        return meals[0][1] if len(meals) == 1 else None
    if timed and not others and _adds(rates, meals if rates[0][1].kind == "moment" else timed):
        return Rate(rate.low + 3, rate.high + 3)
    return rate


def _adds(rates: Sequence[_Joined], later: Sequence[_Joined]) -> bool:
    """True where "and" joins this kind of frequency to one stated before it."""
    return bool(later) and later[0] is not rates[0] and later[0][0] == "and"


def _agreed(rates: Sequence[_Joined]) -> Rate | None:
    agreed: Rate | None = None
    for join, rate in rates:
        agreed = rate if agreed is None else _two(agreed, join, rate)
    return agreed


def _two(first: Rate, join: str, second: Rate) -> Rate:
    if join == "or":
        if "count" in {first.kind, second.kind}:
            raise Unclear(_CONFLICT)
        return Rate(min(first.low, second.low), max(first.high, second.high))
    if (first.low, first.high) == (second.low, second.high) and join != "and":
        return first if first.interval is not None or second.kind == "day" else second
    if join == "and":
        raise Unclear(_CONFLICT)
    if second.kind == "day" and first.kind == "rate" and first.low >= 1:
        return first
    for one, other in ((first, second), (second, first)):
        if one.kind == "weekday" and other.low >= 1 and other.kind in {"rate", "day"}:
            if one.interval is not None and other.low > 1:
                raise Unclear(_CONFLICT)
            return Rate(other.low * one.low, other.high * one.high, "weekday")
        if one.kind == other.kind == "rate" and one.low <= other.low == other.high <= one.high:
            return other
        if one.kind == "count" and one.high == 1 and other.kind in {"day", "weekday"}:
            return other._replace(kind="rate") if other.kind == "day" else other
    raise Unclear(_CONFLICT)


def _with_moments(rate: Rate | None, timed: Sequence[_Joined], adds: bool) -> Rate | None:
    if not timed:
        return rate
    if rate is not None and not adds and _as_many(rate, timed):
        return Rate(rate.low, rate.high, "moment", tuple(each.moments[0] for _, each in timed))
    named = _moments(timed)
    count = Fraction(len(named.moments)) if named.moments else named.high
    if rate is None:
        return named
    if adds and rate.kind in {"rate", "day"} and rate.low >= 1:
        return Rate(rate.low + count, rate.high + count)
    if rate.low == rate.high == count and rate.kind != "weekday":
        return named
    if rate.kind == "weekday":
        return rate._replace(low=rate.low * count, high=rate.high * count)
    if rate.kind == "rate" and rate.high < 1 and count == 1 and rate.said != "alternate":
        return rate
    raise Unclear("How often and the times of day that are named do not agree.")


def _as_many(rate: Rate, timed: Sequence[_Joined]) -> bool:
    """Four times a day, "breakfast, lunch, tea, bedtime": as many times are named as are stated."""
    named = {each.moments[0] for join, each in timed if join != "or"}
    return rate.kind == "rate" and rate.low == rate.high == len(timed) == len(named)


def _moments(timed: Sequence[_Joined]) -> Rate:
    """Moments of the day: joined by "and" or a comma they add up; side by side they may be the same one."""
    found: list[Moment] = [timed[0][1].moments[0]]
    joins = [join for join, _ in timed[1:]]
    if "or" in joins:
        if len(timed) == 2:
            return Rate(Fraction(1), Fraction(1), "rate")
        raise Unclear(_CONFLICT)
    listed = [at for at, join in enumerate(joins) if join == "and"]
    for at, ((_, before), joined) in enumerate(pairwise(timed)):
        if _is_one_more(found, before, joined, listed=bool(listed), ended=bool(listed) and listed[-1] < at):
            found.append(joined[1].moments[0])
    return Rate(Fraction(len(found)), Fraction(len(found)), "moment", tuple(found))


def _is_one_more(
    found: Sequence[Moment], before: Rate, joined: _Joined, *, listed: bool, ended: bool
) -> bool:
    """False where a moment says one of those before it again. Raises Unclear where it cannot be told."""
    join, rate = joined
    moment = rate.moments[0]
    late = {moment, found[-1]} == _LATE
    if rate.said == "before" and join != "and":
        if moment in found or (late and not join):
            return False
        raise Unclear(_SIDE_BY_SIDE)
    by_clock = before.said == rate.said == "clock"
    if moment in found:
        if join or by_clock or rate.said == "slashed":
            raise Unclear("The same time of day is named twice.")
        return False
    if late and join != "and" and not by_clock and (not listed or (ended and not join)):
        if join or rate.said:
            raise Unclear(_ONE_OR_TWO)
        return False
    if not join and not listed and rate.said not in {"short", "clock"}:
        raise Unclear(_SIDE_BY_SIDE)
    return True
