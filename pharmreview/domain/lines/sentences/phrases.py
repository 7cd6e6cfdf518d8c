"""What a phrase of directions says: an amount, a rate, or a mark between them."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from pharmreview.domain.lines.line import Moment
from pharmreview.domain.lines.sentences.tokens import Token, Unclear
from pharmreview.domain.lines.sentences.vocabulary import SHORTENED_MOMENTS, UNKNOWN
from pharmreview.domain.quantity.unit import Unit

HOURS_A_DAY: Final = 24
SPOON: Final = Fraction(5)
SMALLEST_SUPPLY: Final = 7
MOST_BARE_AFTER_NAME: Final = 4
LONGEST_SLIP: Final = 5
LONGEST_INTERVAL: Final = 366
WIDEST_RANGE: Final = 10
"""A range wider than ten to one ("1 - 60mg") is a count and a strength, or a slip."""


class Amount(NamedTuple):
    """How much: at one time, or a day, as the phrases around it say."""

    low: Fraction
    high: Fraction
    unit: Unit | None = None
    strength: bool = False
    """True where it may be a product's strength: it follows a word that is not a direction."""
    of: tuple[Fraction, Unit] | None = None
    """The weight of one, where it is said: the 30 mg of "two 30mg tablets"."""
    supplied: bool = False
    """True for "28 capsule": a number of more than one with a singular noun, as a quantity is written."""


class Rate(NamedTuple):
    """How often, as times a day. `kind` is what the words state: a rate, a bare day, moments or a count."""

    low: Fraction
    high: Fraction
    kind: str = "rate"
    moments: tuple[Moment, ...] = ()
    interval: Fraction | None = None
    said: str = ""
    """A moment: "short" (mane), "clock", "before" it, "slashed" (the second of "eve/night"); a day: daily."""
    swap: bool = False
    """True for "change every 7 days", which says how long one is worn."""


class Mark(NamedTuple):
    """A word that joins, limits or changes what stands around it."""

    name: str
    value: Fraction | str | None = None


Item = Amount | Rate | Mark
Part = Sequence[Token]


def numbers(part: Part) -> list[Token]:
    return [token for token in part if token.kind in {"NUM", "N24"}]


def _amount(low: Fraction, high: Fraction, unit: Unit | None, part: Part = ()) -> Amount:
    if high is not low and high > low * WIDEST_RANGE:
        raise Unclear("The range is too wide to be one dose: it may be a count and a strength.")
    noun = next((token.text for token in part if token.kind == "UNIT"), "")
    return Amount(low, high, unit, supplied=noun[-1:] not in {"", "s"} and low == high and low > 1)


def _noun(part: Part) -> Unit:
    """The unit that a counted noun names; a dose where it names none."""
    return next((token.value for token in part if isinstance(token.value, Unit)), Unit.DOSE)


def counted(part: Part) -> Amount:
    """One tablet, 1-2 capsules, a patch, 2 x tablets."""
    number = numbers(part)
    low, high = (number[0].low, number[0].high) if number else (Fraction(1), Fraction(1))
    return _amount(low, high, _noun(part), part)


def bare(part: Part) -> Amount:
    """A number whose unit is not named."""
    return _amount(part[0].low, part[0].high, None)


def measured(part: Part) -> Amount:
    """5ml, 10mg, 2 x 5ml, two 5 ml spoonfuls, 5ml-10ml: in mg, micrograms or ml."""
    measures = [token.value for token in part if isinstance(token.value, tuple)]
    unit, factor = measures[0]
    number = numbers(part)
    if len(measures) > 1:
        other, other_factor = measures[1]
        if other is not unit or number[0].low * factor >= number[-1].high * other_factor:
            raise Unclear("Two amounts joined as a range do not rise, so the dose is not clear.")
        return _amount(number[0].low * factor, number[-1].high * other_factor, unit)
    low, high = factor, factor
    for token in number:
        low, high = low * token.low, high * token.high
    return _amount(low, high, unit)


def spooned(part: Part) -> Amount:
    """A spoonful is 5 ml: two spoonfuls, a teaspoonful."""
    number = numbers(part)
    low, high = (number[0].low, number[0].high) if number else (Fraction(1), Fraction(1))
    return _amount(low * SPOON, high * SPOON, Unit.MILLILITRE)


def counted_range(part: Part) -> Amount:
    """One tablet or two tablets."""
    number = numbers(part)
    units = {token.value for token in part if token.kind == "UNIT"}
    if len(units) > 1 or number[0].low >= number[1].high:
        raise Unclear("Two amounts joined as a range do not agree, so the dose is not clear.")
    return _amount(number[0].low, number[1].high, _noun(part))


def one_only(part: Part) -> Amount:
    """The number in "1 weekly"; "2 weekly" could be two a week or one every two weeks."""
    if part[0].low != 1 or part[0].high != 1:
        raise Unclear("It cannot be told whether a number is a dose or a number of weeks or months.")
    return bare(part)


def each_time(part: Part) -> Mark:
    """Per dose, at any one time, per course: not a daily quantity."""
    if any(token.low != 1 for token in numbers(part)):
        raise Unclear("A number of times is stated without how often.")
    return Mark("each")


def spell(part: Part) -> Mark:
    """For 5 days, 7/7, after a week: how long it is taken, or how long a patch is worn."""
    return span(part)._replace(name="spell")


def bare_after_name(part: Part) -> Amount:
    """A number after a word that is not a direction ("MST 10"): a large one may be a strength."""
    if part[0].high > MOST_BARE_AFTER_NAME:
        raise Unclear("A number after a name could be a dose or a strength.")
    return bare(part)


def span(part: Part) -> Mark:
    """A length of time that nothing around it explains: 72 hours, 7 days."""
    low, high, _ = _per_day(part)
    return Mark("span", low * HOURS_A_DAY if low == high else Fraction(0))


def possible_strength(part: Part) -> Amount:
    """A weight after a word that is not a direction: the product's strength, or the dose."""
    return measured(part[1:])._replace(strength=True)


def counted_strength(part: Part) -> Amount:
    """One 30mg tablet: the count is the dose, the weight is the product's strength."""
    number = numbers(part)
    if len(number) < 2 or number[1].low != number[1].high:
        raise Unclear("A strength is stated but not how many to take.")
    measures = [token.value for token in part if isinstance(token.value, tuple)]
    of = (number[1].low * measures[0][1], measures[0][0]) if measures else None
    return _amount(number[0].low, number[0].high, _noun(part))._replace(of=of)


def single_strength(part: Part) -> Item | None:
    """A 30mg tablet is one; "30mg tablets" only names the product."""
    if part[0].kind == "ART":
        return counted([token for token in part if token.kind != "NUM"])
    if numbers(part)[0].low != numbers(part)[0].high:
        raise Unclear("A range of strengths is stated but not how many to take.")
    return Mark("strength")


def _per_day(part: Part) -> tuple[Fraction, Fraction, Fraction]:
    """Days in the period that ends the phrase, low and high, and hours where it is exact."""
    days = Fraction(1)
    low = high = Fraction(1)
    for token in part:
        if token.kind in {"HOUR", "HOURLY"}:
            days = Fraction(1, HOURS_A_DAY)
        elif token.kind == "MINUTE":
            days = Fraction(1, HOURS_A_DAY * 60)
        elif token.kind in {"PERIOD", "PERIODLY"} and isinstance(token.value, Fraction):
            days = token.value
        elif token.kind in {"NUM", "N24"}:
            low, high = token.low, token.high
        elif token.kind == "ORD" and isinstance(token.value, Fraction):
            low = high = token.value
        elif token.kind in {"OTHER", "ALT", "ALTDAY"}:
            low = high = Fraction(2)
    if low <= 0:
        raise Unclear("How often is not clear.")
    return days * low, days * high, days


def every(part: Part) -> Rate:
    """Every 4 to 6 hours, 8 hourly, every other day, alternate nights, weekly, q4h."""
    low, high, _ = _per_day(part)
    _refuse_minutes(low)
    if high > LONGEST_INTERVAL:
        raise Unclear("How often is stated is too seldom to be a daily quantity.")
    exact = low * HOURS_A_DAY if low == high else None
    kind = "rate"
    if low == high == 1:
        kind = "day"
        hourly = part[0].kind in {"EVERY", "Q", "N24"} and part[-1].kind in {"HOUR", "HOURLY"}
        exact = Fraction(HOURS_A_DAY) if hourly else None
    return Rate(1 / high, 1 / low, kind, interval=exact, said="daily" if part[-1].kind == "DAILY" else "")


def swapped(part: Part) -> Rate:
    """Change every 7 days: how long one patch or dressing is worn."""
    return every(part[1:])._replace(swap=True)


def _refuse_minutes(days: Fraction) -> None:
    if days < Fraction(1, HOURS_A_DAY):
        raise Unclear("More than once an hour is too often to be a daily quantity.")


def times_in(part: Part) -> Rate:
    """Twice a day, 3 times daily, once every 3 days, one to two times a week, twice every 8 hours."""
    low, high, end = _count(part)
    days_low, days_high, _ = _per_day(part[end:])
    _refuse_minutes(days_low)
    exact = days_low * HOURS_A_DAY / low if low == high and days_low == days_high and days_low != 1 else None
    return Rate(low / days_high, high / days_low, "rate", interval=exact)


def times(part: Part) -> Rate:
    """Once, twice, three times: how often, with the period left to other words."""
    low, high, _ = _count(part)
    return Rate(low, high, "count")


def _count(part: Part) -> tuple[Fraction, Fraction, int]:
    """The number of times at the head of a phrase, and where the period begins."""
    counts = [at for at, token in enumerate(part) if token.kind in {"ADV", "NUM", "N24"}]
    first = counts[0]
    low, high, last = part[first].low, part[first].high, first
    if len(counts) > 1 and all(
        token.kind in {"DASH", "TO", "OR", "SLASH", "TIMES"} for token in part[first + 1 : counts[1]]
    ):
        last = counts[1]
        high = part[last].high
        if high <= low:
            raise Unclear("How often is not clear.")
    if low <= 0:
        raise Unclear("How often is not clear.")
    return low, high, last + 1


def abbreviated(part: Part) -> Rate:
    """Od, bd, tds, qds; tds-qds is a range."""
    found = [token.low for token in part if token.kind == "ABBR"]
    if len(found) > 1 and found[-1] <= found[0]:
        raise Unclear("How often is not clear.")
    return Rate(found[0], found[-1], "rate")


def moment(part: Part) -> Rate:
    """In the morning, at bedtime, nocte, at 08:00. A short odd word after "and" may be another time."""
    if part[-1].kind == UNKNOWN:
        if len(part[-1].text) <= LONGEST_SLIP:
            raise Unclear("A list of times of day ends in a word that cannot be read.")
        part = part[:-2]
    at = next((token.value for token in part if isinstance(token.value, Moment)), Moment.NIGHT)
    return Rate(Fraction(1), Fraction(1), "moment", (at,), said=_said(part))


def _said(part: Part) -> str:
    kinds = [token.kind for token in part]
    short = part[-1].text in SHORTENED_MOMENTS or kinds[-1] == "ON"
    if short or kinds[-1] == "CLOCK":
        return "short" if short else "clock"
    return "slashed" if kinds[0] == "SLASH" else "before" if {"HOUR", "MINUTE"} & set(kinds) else ""


def meals(_: Part) -> Rate:
    """With meals counts as three a day."""
    return Rate(Fraction(3), Fraction(3), "meals")


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
