"""The gist of a line: what rules need of it, made once for everyone who says the same."""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from pharmreview.domain.lines.line import Meaning, Reading
from pharmreview.domain.medicines.product import MedicineClass, Product, Release
from pharmreview.domain.ome.dose import daily_milligrams, worn
from pharmreview.domain.ome.equivalence import Load, load_of
from pharmreview.domain.ome.lookup import Found, Missing
from pharmreview.domain.risk.marks.mark import (
    BY_NAME,
    MISSING,
    MODIFIED,
    REGULAR_MODIFIED,
    REGULAR_SHORT,
    UNEVEN,
    Index,
    Mark,
)

NOTHING = Decimal(0)


class Share(NamedTuple):
    """What an opioid adds to the total, in milligrams of oral morphine a day; nothing where not converted.

    `regular_high` is the high end of what is not as needed.
    """

    low: Decimal
    high: Decimal
    regular_high: Decimal


NO_SHARE = Share(NOTHING, NOTHING, NOTHING)
PARTS = 1_000_000
"""A milligram is so many parts: whole numbers of them are added up several times as fast."""
Parts = tuple[int, int, int]
"""A share in parts of a milligram."""
NO_PARTS: Parts = (0, 0, 0)


@dataclass(slots=True, eq=False)
class Gist:
    """What rules need of what was said. Never altered once made.

    `share` is what an opioid adds to the total. `patch_rate` is micrograms an hour worn, `daily` milligrams a
    day, both of the high end and only where a rule names the product, which `picked` says. `main` is the
    medicine; `strong` and `regular` say that it is a strong opioid, and an opioid that is not as needed.
    `by_name` says that only the name tells what it is. `is_opioid` is 1 of an opioid, else 0. `identity` is
    the product whatever it is called, empty unless it was read with every strength. `parts` is the share in
    parts of a milligram, nothing where it is no whole number of them, which a mark says.
    """

    status: Reading
    product: Product | None
    medicine_class: MedicineClass | None
    bits: int
    share: Share
    parts: Parts
    may_be_opioid: bool
    picked: bool
    patch_rate: Decimal
    daily: Decimal
    by_name: bool
    main: str
    strong: bool
    regular: bool
    is_opioid: int
    identity: str


class Traits(NamedTuple):
    """What rules need of a product, whatever is said of it.

    `bits` are its marks, `opioid` and `regular` those that it has besides as an opioid, and as a regular one;
    `strong` and `picked` say that it is a strong opioid, and that a rule names it.
    """

    product: Product | None
    main: str
    bits: int
    opioid: int
    regular: int
    strong: bool
    picked: bool
    factor: Found | Missing


def no_traits(index: Index) -> Traits:
    """The traits of a line without a product: only its name tells what it is."""
    factor = Missing(why="no product")
    return Traits(None, "", index.mask([BY_NAME]), 0, 0, strong=False, picked=False, factor=factor)


def opioid_marks(product: Product, *, strong: bool) -> tuple[list[Mark], list[Mark]]:
    """The marks of an opioid, and those that it has besides when it is taken regularly."""
    modified = product.release is Release.MODIFIED
    own: list[Mark] = [("strong", "1")] if strong else []
    regular: list[Mark] = [("regular", "1"), REGULAR_MODIFIED if modified else REGULAR_SHORT]
    return ([*own, MODIFIED] if modified else own), regular


def looked_at(meaning: Meaning) -> tuple[object, ...]:
    """All of a meaning that a gist is made of, the product by its identity: when it is taken matters not."""
    dose = meaning.dose
    rate = None if dose is None else (dose.low, dose.high, dose.unit, dose.regular_high)
    return meaning.status, id(meaning.product), meaning.medicine_class, meaning.might_be_opioid, rate


def gist_of(meaning: Meaning, traits: Traits, index: Index) -> Gist:
    """The gist of what was said of a product with these traits."""
    product, dose = meaning.product, meaning.dose
    is_opioid = meaning.medicine_class is MedicineClass.OPIOID
    bits = traits.bits | index.bits.get(("class", meaning.medicine_class), 0)
    regular = is_opioid and dose is not None and dose.regular_high > 0
    if is_opioid:
        bits |= traits.opioid | (traits.regular if regular else 0)
    load: Load | Missing | None = None
    if is_opioid and product is not None and dose is not None:
        load = load_of(product, dose, traits.factor)
    if isinstance(load, Missing) or (dose is None and meaning.might_be_opioid):
        bits |= index.bits.get(MISSING, 0)
    patch_rate = daily = NOTHING
    if traits.picked and product is not None and dose is not None:
        patch_rate, daily = worn(product, dose), daily_milligrams(product, dose) or NOTHING
    share = _share(load)
    parts = _in_parts(share)
    if parts is None:
        bits |= index.bits[UNEVEN]
    return Gist(
        status=meaning.status,
        product=product,
        medicine_class=meaning.medicine_class,
        bits=bits,
        share=share,
        parts=parts or NO_PARTS,
        may_be_opioid=meaning.might_be_opioid,
        picked=traits.picked,
        patch_rate=patch_rate,
        daily=daily,
        by_name=product is None,
        main=traits.main,
        strong=traits.strong,
        regular=regular,
        is_opioid=int(is_opioid),
        identity=meaning.identity,
    )


def _share(load: Load | Missing | None) -> Share:
    if not isinstance(load, Load):
        return NO_SHARE
    return Share(load.low, load.high, load.regular)


def _in_parts(share: Share) -> Parts | None:
    """A share in parts of a milligram; None where it is no whole number of them."""
    if share is NO_SHARE:
        return NO_PARTS
    low, high, regular_high = exact = [each * PARTS for each in share]
    parts = int(low), int(high), int(regular_high)
    return parts if list(parts) == exact else None
