"""Numbers made from text and written as text, exactly; the one place where either happens."""

from decimal import Decimal, InvalidOperation

_ONE = Decimal(1)
_MADE_OF = (str, int, Decimal)
_MOST_DIGITS = 200
"""Signs of a text, and digits before or after its point, that no number of a record comes near."""


def exact(raw: object) -> Decimal:
    """Make an exact number from text, a whole number or a Decimal.

    Raises ValueError for a float (binary, so not exact), for a bool, for anything not finite, and for a text
    of so many digits that working with it would take all of a machine.
    """
    if type(raw) is Decimal and raw.is_finite():
        return raw
    if isinstance(raw, bool) or not isinstance(raw, _MADE_OF):
        msg = f"a quantity is written as text, a whole number or a Decimal, not {type(raw).__name__}"
        raise ValueError(msg)  # noqa: TRY004 - pydantic turns ValueError into its own error
    if isinstance(raw, str) and len(raw) > _MOST_DIGITS:
        msg = "a number of so many digits cannot be meant"
        raise ValueError(msg)
    try:
        number = Decimal(raw)
    except InvalidOperation:
        msg = f"{raw!r} is not a number"
        raise ValueError(msg) from None
    if not number.is_finite():
        msg = f"{raw!r} is not a finite number"
        raise ValueError(msg)
    if isinstance(raw, str) and abs(number.adjusted()) > _MOST_DIGITS:
        msg = f"{raw!r} is not a number that can be meant"
        raise ValueError(msg)
    return number


def plain(number: Decimal) -> str:
    """Write a number in plain digits: no exponent, no trailing zeros, no negative zero."""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def trimmed(number: Decimal) -> Decimal:
    """The same number without trailing zeros and without an exponent."""
    return number if number and number.same_quantum(_ONE) else Decimal(plain(number))
