"""What is agreed or known beside the pace: products, changes of product, what stands in the way."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from pharmreview.domain.value import Exact, Value


class AlsoTaken(Value):
    """A further line of the record for the same medicine, release and interval: its dose is added."""

    name: str
    directions: str


class PracticeFormulary(Value):
    """Which strengths and brands are used here, by name.

    `used` names products or brands; a medicine none of whose products is named keeps every listed one.
    `switched_on` names special or discontinued products that may be used nevertheless. `packs` says how
    many units (ml of a liquid) a pack of a product holds, where the practice knows it.
    """

    used: tuple[str, ...] = ()
    switched_on: tuple[str, ...] = ()
    packs: dict[str, Annotated[int, Field(ge=1)]] = Field(default_factory=dict)


class Switch(Value):
    """A change of product, explained and confirmed: from the dose `at` on the plan goes by another product.

    `to` names the products of the other family. One name alone stands for every strength of its form and
    brand that is used here, so that the dose can go on falling; several stand for themselves. `at` is a
    total daily dose that both can make, None for the dose now taken. `times` is how many doses a day
    follow, None for as many as the product is usually taken. Without `confirmed` nothing is planned.
    """

    to: tuple[str, ...]
    at: Exact | None = None
    times: int | None = None
    confirmed: bool = False


class Lasting(Value):
    """A dose that is kept for so many days, at most a year, where that is longer than the pace keeps it."""

    dose: Exact
    days: int = Field(ge=1, le=366)


class ByHand(Value):
    """What somebody set of one medicine's steps, in the place of what the planner would choose.

    `stops` are the doses at which its way down stops before the aim, () where the planner chooses them;
    those that are no longer below the dose now taken say nothing. `lasting` says of single doses how long
    each is kept; of a dose that the way does not pass it says nothing.
    """

    stops: tuple[Exact, ...] = ()
    lasting: tuple[Lasting, ...] = ()


class FallsFirst(StrEnum):
    """Which part of one medicine comes down first where no order is given."""

    BREAKTHROUGH = "breakthrough"
    BACKGROUND = "background"


class Circumstance(StrEnum):
    """What, if it is so, keeps a taper from being planned here."""

    PREGNANCY = "pregnancy"
    EPILEPSY = "epilepsy"
    CANCER_OR_END_OF_LIFE = "cancer-or-end-of-life"
    OPIOID_USE_DISORDER = "opioid-use-disorder"
    SUICIDAL_THOUGHTS = "suicidal-thoughts"
    RECENT_OVERDOSE = "recent-overdose"
    UNSTABLE_ILLNESS = "unstable-illness"
    SPECIALIST_REGIMEN = "specialist-regimen"
    NOT_AGREED = "not-agreed"


class Stock(Value):
    """What is in the home when the plan starts, in units of a product (ml of a liquid)."""

    product: str
    quantity: Exact = Field(ge=0)
