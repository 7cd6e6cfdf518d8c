"""The gist of a line: what rules need of it, made once for everyone who says the same."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from pharmreview.domain.lines.line import Meaning
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
    Index,
    Mark,
)

NOTHING = Decimal(0)


class Share(NamedTuple):
    """What an opioid adds to the total, in milligrams of oral morphine a day; nothing where not converted.

    `regular_high` is its high end where it is not as needed.
    """

    low: Decimal
    high: Decimal
    regular_high: Decimal


NO_SHARE = Share(NOTHING, NOTHING, NOTHING)


@dataclass(slots=True, eq=False)
class Gist:
    """What rules need of what was said. Never altered once made.

    `share` is what an opioid adds to the total. `patch_rate` is micrograms an
    hour worn, `daily` milligrams a day, both of the high end and only where a rule names the product, which
    `picked` says. `main` is the medicine; `strong` and `regular` say that it is a strong opioid, and an
    opioid that is not as needed. `by_name` says that only the name tells what it is.
    """

    meaning: Meaning
    bits: int
    share: Share
    may_be_opioid: bool
    picked: bool
    patch_rate: Decimal
    daily: Decimal
    by_name: bool
    main: str
    strong: bool
    regular: bool


class Traits(NamedTuple):
    """What rules need of a product, whatever is said of it: `picked` are the bits of rules that name it.

    `strong` is its medicine's bit among strong opioids, 0 where it is none; `regular` that among regular
    ones.
    """

    product: Product | None
    main: str
    strong: int
    regular: int
    picked: int
    factor: Found | Missing


NO_TRAITS = Traits(None, "", strong=0, regular=0, picked=0, factor=Missing(why="no product"))


def gist_of(meaning: Meaning, traits: Traits, index: Index) -> Gist:
    """The gist of what was said of a product with these traits."""
    product, dose = meaning.product, meaning.dose
    is_opioid = meaning.medicine_class is MedicineClass.OPIOID
    load: Load | Missing | None = None
    if is_opioid and product is not None and dose is not None:
        load = load_of(product, dose, traits.factor)
    regular = is_opioid and dose is not None and not dose.as_needed
    missing = isinstance(load, Missing) or (dose is None and meaning.might_be_opioid)
    strong = bool(traits.strong)
    bits = index.mask(_marks(meaning, regular=regular, strong=strong, missing=missing)) | traits.picked
    if is_opioid:
        bits |= traits.strong | (traits.regular if regular else 0)
    return Gist(
        meaning=meaning,
        bits=bits,
        share=_share(load, as_needed=dose is not None and dose.as_needed),
        may_be_opioid=meaning.might_be_opioid,
        picked=bool(traits.picked),
        patch_rate=worn(product, dose) if traits.picked else NOTHING,
        daily=(daily_milligrams(product, dose) or NOTHING) if traits.picked and product and dose else NOTHING,
        by_name=product is None,
        main=traits.main,
        strong=strong,
        regular=regular,
    )


def _share(load: Load | Missing | None, *, as_needed: bool) -> Share:
    if not isinstance(load, Load):
        return NO_SHARE
    return Share(load.low, load.high, NOTHING if as_needed else load.high)


def _marks(meaning: Meaning, *, regular: bool, strong: bool, missing: bool) -> Iterable[Mark]:
    if missing:
        yield MISSING
    if meaning.medicine_class is not None:
        yield "class", meaning.medicine_class
    product = meaning.product
    if product is None:
        yield BY_NAME
        return
    if strong:
        yield "strong", "1"
    if product.medicine_class is not MedicineClass.OPIOID:
        return
    modified = product.release is Release.MODIFIED
    if modified:
        yield MODIFIED
    if regular:
        yield "regular", "1"
        yield REGULAR_MODIFIED if modified else REGULAR_SHORT
