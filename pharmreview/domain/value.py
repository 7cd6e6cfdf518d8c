"""The shape every value in the domain takes, and the only kind of number it holds."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Self, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer

from pharmreview.domain.digits import exact, plain

Exact = Annotated[Decimal, BeforeValidator(exact), PlainSerializer(plain, return_type=str, when_used="json")]
"""A Decimal that refuses a float and travels as text."""


class Value(BaseModel):
    """A frozen, strict, closed value; equal when its fields are equal."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy with other fields. What a property had worked out of the old ones does not come with it."""
        whole = super().model_copy(deep=True) if deep else self
        names, fields = _names(type(self)), whole.__dict__.copy()
        for worked_out in fields.keys() - names if len(fields) > len(names) else ():
            del fields[worked_out]
        told = whole.__pydantic_fields_set__
        return _made(type(self), {**fields, **update} if update else fields, told.union(update or ()))


V = TypeVar("V", bound=Value)

_put_fields, _put_names, _put_extra, _put_private = (
    vars(BaseModel)[slot].__set__
    for slot in ("__dict__", "__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__")
)


@cache
def _names(kind: type[Value]) -> set[str]:
    return set(kind.model_fields)


def settled(kind: type[V], /, **fields: Any) -> V:
    """A value of fields that are known to be right, made without checking them again.

    For values that come by the thousand and are made of values. Every field is given, in its own type and in
    the order declared.
    """
    return _made(kind, fields, _names(kind))


def _made(kind: type[V], fields: dict[str, Any], told: set[str]) -> V:
    value = object.__new__(kind)
    _put_fields(value, fields)
    _put_names(value, told)
    _put_extra(value, None)
    _put_private(value, None)
    return value
