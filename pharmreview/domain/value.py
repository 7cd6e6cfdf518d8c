"""The shape every value in the domain takes, and the only kind of number it holds."""

from decimal import Decimal
from functools import cache
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer

from pharmreview.domain.digits import exact, plain

Exact = Annotated[Decimal, BeforeValidator(exact), PlainSerializer(plain, return_type=str, when_used="json")]
"""A Decimal that refuses a float and travels as text."""


class Value(BaseModel):
    """A frozen, strict, closed value; equal when its fields are equal."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


V = TypeVar("V", bound=Value)


@cache
def _names(kind: type[Value]) -> set[str]:
    return set(kind.model_fields)


def settled(kind: type[V], /, **fields: Any) -> V:
    """A value of fields that are known to be right, made without checking them again.

    For values that come by the thousand and are made of values. Every field is given, in its own type and in
    the order declared.
    """
    value = kind.__new__(kind)
    put = object.__setattr__
    put(value, "__dict__", fields)
    put(value, "__pydantic_fields_set__", _names(kind))
    put(value, "__pydantic_extra__", None)
    put(value, "__pydantic_private__", None)
    return value
