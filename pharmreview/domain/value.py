"""The shape every value in the domain takes, and the only kind of number it holds."""

from decimal import Decimal, InvalidOperation
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer


def exact(raw: object) -> Decimal:
    """Make an exact number from text, a whole number or a Decimal.

    Raises ValueError for a float (binary, so not exact), for a bool, and for anything not finite.
    """
    if isinstance(raw, bool) or not isinstance(raw, str | int | Decimal):
        msg = f"a quantity is written as text, a whole number or a Decimal, not {type(raw).__name__}"
        raise ValueError(msg)  # noqa: TRY004 - pydantic turns ValueError into its own error
    try:
        number = Decimal(raw)
    except InvalidOperation:
        msg = f"{raw!r} is not a number"
        raise ValueError(msg) from None
    if not number.is_finite():
        msg = f"{raw!r} is not a finite number"
        raise ValueError(msg)
    return number


def plain(number: Decimal) -> str:
    """Write a number in plain digits: no exponent, no trailing zeros, no negative zero."""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


Exact = Annotated[Decimal, BeforeValidator(exact), PlainSerializer(plain, return_type=str, when_used="json")]
"""A Decimal that refuses a float and travels as text."""


class Value(BaseModel):
    """A frozen, strict, closed value; equal when its fields are equal."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")
