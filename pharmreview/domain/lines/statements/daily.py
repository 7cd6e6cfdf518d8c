"""What one step of directions comes to: units a day, or patches worn at once."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Final

from pharmreview.domain.lines.line import Moment, Taking
from pharmreview.domain.lines.sentences.phrases.item import HOURS_A_DAY, Rate
from pharmreview.domain.lines.sentences.tokens import Unclear
from pharmreview.domain.lines.statements.doses import NOTHING, Daily, dose_of, exact_decimal
from pharmreview.domain.lines.statements.statement import Limit, Sentence, Statement, in_unit_of
from pharmreview.domain.quantity.unit import Unit

_MOST_TIMES_A_DAY: Final = 24
_HOURS_WORN: Final = frozenset({72, 96, 168})
"""How long a patch of an opioid is worn: one "for 7 days" is worn as long, and is no course of a week."""
_ORDER: Final = list(Moment)

_NO_FREQUENCY: Final = "How often to take it is not stated."
_NO_FREQUENCY_OF_DROPS: Final = (
    "How often to take it is not stated, nor how much one drop holds: write how many ml or mg, and how often."
)
_WHOLE_PATCH: Final = "A patch is worn whole, for a day or more."
_SAME_TIME: Final = "Two doses are stated for the same time of day."


def _rate(statement: Statement, patch: bool) -> Rate:
    rates = statement.rates
    if not patch and any(not rate.swap for _, rate in rates):
        rates = [(join, rate) for join, rate in rates if not rate.swap]
    elif not patch:
        rates = []
    rate = Statement(rates=rates).rate
    if rate is None:
        if statement.amount is None:
            raise Unclear(NOTHING)
        raise Unclear(_NO_FREQUENCY_OF_DROPS if statement.amount.unit is Unit.DROP else _NO_FREQUENCY)
    if rate.kind == "count":
        raise Unclear("A number of times is stated, but not in how long.")
    if rate.high > _MOST_TIMES_A_DAY or rate.low <= 0:
        raise Unclear("How often is stated cannot be a daily frequency.")
    return rate


def worn(step: Sequence[Statement], sentence: Sentence) -> Daily:
    """Patches worn at once, and how many hours each is worn."""
    if len(step) != 1 or sentence.limits or sentence.repeated:
        raise Unclear("More is said about the patches than how many to wear and how long.")
    statement = step[0]
    amount = dose_of(statement)
    spells = sentence.spells or sentence.spans
    if amount.low.denominator != 1 or amount.high.denominator != 1:
        raise Unclear(_WHOLE_PATCH)
    worn_for = spells[0] if len(spells) == 1 and not statement.rates else Fraction(0)
    if worn_for in _HOURS_WORN or (sentence.swapped and worn_for >= HOURS_A_DAY):
        return Daily(amount.low, amount.high, worn_for)
    rate = _rate(statement, patch=True)
    if spells and rate.kind == "moment":
        raise Unclear(
            "A time of day and a length of time are stated, and it cannot be told how long one is worn."
        )
    if rate.high > 1:
        raise Unclear(_WHOLE_PATCH)
    interval = HOURS_A_DAY / rate.high if rate.low == rate.high else None
    return Daily(Fraction(0) if statement.up_to else amount.low, amount.high, interval)


def taken(step: Sequence[Statement], sentence: Sentence) -> Daily:
    """Units a day of one step, with the stated maximum applied."""
    first = step[0]
    if len(step) == 1 and not first.rates and sentence.limits:
        return _only_limited(first, sentence.limits)
    if (topped := _with_one_extra(step, sentence.limits)) is not None:
        return topped
    if sentence.repeated or (sentence.again and sentence.spells):
        raise Unclear("How often the dose is repeated is not stated.")
    if sentence.hourly:
        raise Unclear("The dose goes by weight or by an infusion's rate.")
    parts = [(statement, _rate(statement, patch=False)) for statement in _without_repeats(step)]
    _refuse_doubtful_sum(parts)
    scope = _as_needed_scope(parts)
    low = high = regular = Fraction(0)
    for (statement, rate), needed in zip(parts, scope, strict=True):
        amount = dose_of(statement)
        doses = _doses(rate, sentence.limits)
        high += amount.high * doses[1]
        low += Fraction(0) if statement.up_to or needed else amount.low * doses[0]
        regular += amount.high * doses[1] if any(scope) and not needed else 0
    low, high = _capped(low, high, [statement for statement, _ in parts], sentence.limits)
    rates = [rate for _, rate in parts]
    doses_said = [(dose_of(statement).high, rate.high) for statement, rate in parts]
    if sentence.limits and high < sum((each * often for each, often in doses_said), Fraction(0)):
        if not any(statement.as_needed or statement.up_to for statement, _ in parts) and all(
            rate.kind == "moment" for rate in rates
        ):
            raise Unclear("The maximum is less than the doses of the day that are named.")
        left = high / max(each for each, _ in doses_said) if low == high else None
        return Daily(low, high, _interval(rates), left, regular=min(regular, high))
    times = _in_doses(sentence, parts) or _times(rates)
    return Daily(low, high, _interval(rates), times, _takings(parts), regular)


def _with_one_extra(step: Sequence[Statement], limits: Sequence[Limit]) -> Daily | None:
    """1 twice a day and 1 extra when required, at most 3 a day: all the doses are the maximum.

    None where the maximum is another number: it could be of the day, or of the extra doses alone.
    """
    *regular, last = step
    if last.rates or not (regular and last.as_needed and last.extra and len(limits) == 1):
        return None
    rates = [_rate(statement, patch=False) for statement in regular]
    doses = [(dose_of(statement), rate) for statement, rate in zip(regular, rates, strict=True)]
    low = sum((dose.low * rate.low for dose, rate in doses), Fraction(0))
    high = sum((dose.high * rate.high for dose, rate in doses), Fraction(0))
    extra, most = dose_of(last), limits[0].amount
    uneven = any(statement.as_needed or statement.up_to for statement in regular)
    if uneven or most is None or in_unit_of(extra, most).high != high + extra.high:
        return None
    return Daily(low, high + extra.high, regular=high)


def _in_doses(sentence: Sentence, parts: Sequence[tuple[Statement, Rate]]) -> Fraction | None:
    """How many doses a day's quantity comes in: as many as are said, or one of "10ml daily"."""
    (statement, rate), *more = parts
    if more or rate.kind != "day":
        return None
    if sentence.parts:
        return sentence.parts[0] or None
    return Fraction(1) if rate.said == "daily" and dose_of(statement).unit is Unit.MILLILITRE else None


def _only_limited(statement: Statement, limits: Sequence[Limit]) -> Daily:
    """One when required, at most 4 a day: from none to the maximum."""
    high: list[Fraction] = []
    for limit in limits:
        if statement.amount is None and limit.amount is not None and not limit.a_day:
            raise Unclear("A maximum is stated, but not in how long.")
        if limit.amount is not None:
            most = limit.amount if statement.amount is None else in_unit_of(statement.amount, limit.amount)
            high.append(most.high)
        elif limit.doses is not None:
            high.append(dose_of(statement).high * limit.doses)
    if statement.amount is not None and min(high) < dose_of(statement).low:
        raise Unclear("The maximum is less than one dose.")
    return Daily(Fraction(0), min(high))


def _doses(rate: Rate, limits: Sequence[Limit]) -> tuple[Fraction, Fraction]:
    most = [limit.doses for limit in limits if limit.doses is not None]
    if most and min(most) < 1 < rate.low:
        raise Unclear("A maximum for the week or month stands beside more than one dose a day.")
    return (min([rate.low, *most]), min([rate.high, *most]))


def _capped(
    low: Fraction, high: Fraction, step: Sequence[Statement], limits: Sequence[Limit]
) -> tuple[Fraction, Fraction]:
    for limit in limits:
        if limit.amount is None:
            continue
        for statement in step:
            amount = dose_of(statement)
            most = in_unit_of(amount, limit.amount).high
            if most < amount.low:
                raise Unclear("The maximum is less than one dose.")
            if most <= amount.high and most < high and not limit.a_day:
                raise Unclear("A maximum is stated, but not in how long.")
            if most <= amount.high and most < low and not (statement.as_needed or statement.up_to):
                raise Unclear("The maximum is a single dose, and more than one is stated.")
            low, high = min(low, most), min(high, most)
    return low, high


def _without_repeats(step: Sequence[Statement]) -> list[Statement]:
    """Drop a statement said twice, and the sum said before its parts ("2 daily: 1 mane, 1 nocte")."""
    kept: list[Statement] = []
    for statement in step:
        if statement.join == "or":
            raise Unclear("Two doses are joined by 'or', so it cannot be told which is taken.")
        if statement.join != "and" and any(_same(statement, other) for other in kept):
            if statement.rate is not None and statement.rate.moments:
                raise Unclear(_SAME_TIME)
            continue
        kept.append(statement)
    header, parts = kept[0], kept[1:]
    moments = [part.rate is not None and part.rate.kind == "moment" for part in parts]
    if len(parts) > 1 and all(moments) and parts[0].join in {"", "soft"} and header.amount is not None:
        rate = header.rate
        total = sum((dose_of(part).high for part in parts), Fraction(0))
        if rate is not None and rate.kind in {"rate", "day"}:
            if header.amount.high * rate.high != total:
                raise Unclear("The doses of the day do not add up to the total that is stated.")
            return list(parts)
    return kept


def _same(one: Statement, other: Statement) -> bool:
    if one.amount is None or other.amount is None or one.rate is None or other.rate is None:
        return False
    alike = one.amount[:2] == other.amount[:2] and None in {one.amount.unit, other.amount.unit}
    rates = one.rate[:2] == other.rate[:2] and one.rate.moments == other.rate.moments
    return (alike or one.amount == other.amount) and rates


def _refuse_doubtful_sum(parts: Sequence[tuple[Statement, Rate]]) -> None:
    """Doses add up where times of day are named, or where "and" joins them; otherwise it cannot be told."""
    for statement, _ in parts:
        if statement.header is not None and statement.header.high != len(parts):
            raise Unclear("How often and the doses that are named do not agree.")
    for (before, first), (after, second) in pairwise(parts):
        kinds = {first.kind, second.kind}
        if "weekday" in kinds and kinds != {"weekday"}:
            raise Unclear("A dose for some days of the week stands beside a daily dose.")
        if set(first.moments) & set(second.moments):
            raise Unclear(_SAME_TIME)
        if kinds <= {"moment", "meals", "weekday"}:
            continue
        apart = before.as_needed != after.as_needed or after.extra
        if after.join != "and" or ("moment" not in kinds and not apart):
            raise Unclear("Two doses are stated and it cannot be told how they belong together.")


def _as_needed_scope(parts: Sequence[tuple[Statement, Rate]]) -> list[bool]:
    """Which parts are only taken as needed beside a regular part; all or none keeps the stated rate."""
    needed = [statement.as_needed for statement, _ in parts]
    if all(needed) or not any(needed):
        return [False] * len(parts)
    trailing = needed[-1] and sum(needed) == 1 and not parts[-1][0].extra
    if trailing and all(rate.kind == "moment" for _, rate in parts):
        return [False] * len(parts)
    return needed


def _interval(rates: Sequence[Rate]) -> Fraction | None:
    return rates[0].interval if len(rates) == 1 else None


def _times(rates: Sequence[Rate]) -> Fraction | None:
    if any(rate.low != rate.high or rate.kind in {"day", "weekday"} or rate.low < 1 for rate in rates):
        return None
    return sum((rate.high for rate in rates), Fraction(0))


def _takings(parts: Sequence[tuple[Statement, Rate]]) -> tuple[Taking, ...]:
    """The doses at each moment, in the order of the day, where every dose names its moment."""
    found: dict[Moment, tuple[Fraction, Fraction]] = {}
    for statement, rate in parts:
        if rate.kind != "moment" or statement.up_to:
            return ()
        amount = dose_of(statement)
        for moment in rate.moments:
            low, high = found.get(moment, (Fraction(0), Fraction(0)))
            found[moment] = (low + amount.low, high + amount.high)
    return tuple(
        Taking(moment=moment, low=exact_decimal(found[moment][0]), high=exact_decimal(found[moment][1]))
        for moment in _ORDER
        if moment in found
    )
