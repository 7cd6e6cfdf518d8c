"""How much: counts, measures, spoonfuls, and a strength beside a count."""

from fractions import Fraction
from typing import Final

from pharmreview.domain.lines.sentences.phrases.item import Amount, Item, Mark, Part
from pharmreview.domain.lines.sentences.tokens import Token, Unclear
from pharmreview.domain.quantity.unit import Unit

SPOON: Final = Fraction(5)
MOST_BARE: Final = 4
"""A larger number without a unit, beside a name or a weight, may be a strength or what is supplied."""
FIRST_YEAR, LAST_YEAR = 2005, 2035
_MICROGRAMS: Final = 1000
"""In a milligram."""
MOST_MULTIPLIED: Final = 12
WIDEST_RANGE: Final = 10
"""A range wider than ten to one ("1 - 60mg") is a count and a strength, or a slip."""


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


def lone_patch(part: Part) -> Amount | None:
    """The patch of "apply patch every 72 hours" and of "change patch weekly" is one."""
    if part[-1].text in {"one", "1"}:
        return bare(part[-1:])
    return counted(part) if part[-1].text == "patch" else None


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
    if len(number) > 1 and number[0].high > (MOST_MULTIPLIED if len(part) > len(number) + 1 else MOST_BARE):
        raise Unclear(
            "A number before a weight or a volume could be a count, a strength or what is supplied."
        )
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


def bare_after_name(part: Part) -> Amount | None:
    """A number after a word that is not a direction ("MST 10"): a large one may be a strength.

    "Started 2021" names a year.
    """
    if FIRST_YEAR <= part[0].low == part[0].high <= LAST_YEAR:
        return None
    if part[0].high > MOST_BARE:
        raise Unclear("A number after a name could be a dose or a strength.")
    return bare(part)._replace(named=True)


def in_a_volume(part: Part) -> Mark | None:
    """10mg/5ml is the strength of a liquid; 10mg/tablet says no more than the product does."""
    return Mark("poured") if part[-1].kind == "VOL" else None


def possible_strength(part: Part) -> Amount:
    """A weight after a word that is not a direction: the product's strength, or the dose."""
    return measured(part[1:])._replace(strength=True, named=True)


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
    measures = [token.value for token in part if isinstance(token.value, tuple)]
    if not measures:
        return Mark("strength")
    unit, factor = measures[0]
    return Mark("strength", numbers(part)[0].low * factor * (_MICROGRAMS if unit is Unit.MILLIGRAM else 1))
