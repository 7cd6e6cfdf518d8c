"""How much is taken at one time, and what a day of it comes to."""

from decimal import Context, Decimal
from fractions import Fraction
from typing import Final, NamedTuple

from pharmreview.domain.lines.line import Taking
from pharmreview.domain.lines.sentences.phrases.item import Amount
from pharmreview.domain.lines.sentences.tokens import Unclear
from pharmreview.domain.lines.statements.statement import Statement
from pharmreview.domain.quantity.unit import Unit

_DIGITS: Final = Context(prec=28)
_MOST_AT_ONCE: Final = {
    Unit.MILLILITRE: 200,
    Unit.MILLIGRAM: 1_600,
    Unit.MICROGRAM: 10_000,
    Unit.DROP: 60,
}
_MOST_MILLIGRAMS_A_DAY: Final = 5_000
_MOST_COUNTED_AT_ONCE: Final = 10
_MOST_BARE_AT_ONCE: Final = 8
_MOST_COUNTED_A_DAY: Final = 24
"""Where a number is of a whole day ("12 a day"): a larger one may be what is supplied."""
_NO_DOSE: Final = "How much to take is not stated."
NOTHING: Final = "No dose and no frequency are stated."


class Daily(NamedTuple):
    """What one step comes to: units a day, or patches worn at once."""

    low: Fraction
    high: Fraction
    interval: Fraction | None = None
    times: Fraction | None = None
    takings: tuple[Taking, ...] = ()
    regular: Fraction = Fraction(0)
    """The high end of what is regular, where another part is as needed."""


def exact_decimal(number: Fraction) -> Decimal:
    """The number in digits: exact where it ends, else to 28 digits."""
    whole = Decimal(number.numerator)
    return whole if number.denominator == 1 else _DIGITS.divide(whole, Decimal(number.denominator))


def dose_of(statement: Statement) -> Amount:
    if statement.amount is None:
        raise Unclear(_NO_DOSE if statement.rates else NOTHING)
    amount = statement.amount
    most = (
        _MOST_BARE_AT_ONCE if amount.unit is None else _MOST_AT_ONCE.get(amount.unit, _MOST_COUNTED_AT_ONCE)
    )
    of_a_day = [rate.said for _, rate in statement.rates if rate.kind == "day"]
    if of_a_day and len(statement.rates) == 1:
        if amount.unit is Unit.MILLIGRAM:
            most = _MOST_MILLIGRAMS_A_DAY
        elif of_a_day == ["whole day"] and most <= _MOST_COUNTED_AT_ONCE:
            most = _MOST_COUNTED_A_DAY
    if amount.high > most:
        raise Unclear("The number to take at once is too large to be a dose.")
    if amount.low <= 0:
        raise Unclear("A dose of nothing is stated.")
    if amount.unit in (Unit.DROP, Unit.DOSE) and amount.low < 1:
        raise Unclear("A part of a dose is stated, and not what the dose is.")
    return amount
