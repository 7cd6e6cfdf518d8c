"""The shape every value in the domain takes, and the only kind of number it holds."""

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer

from pharmreview.domain.digits import exact, plain

Exact = Annotated[Decimal, BeforeValidator(exact), PlainSerializer(plain, return_type=str, when_used="json")]
"""A Decimal that refuses a float and travels as text."""


class Value(BaseModel):
    """A frozen, strict, closed value; equal when its fields are equal."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")
