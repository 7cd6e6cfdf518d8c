"""A product as the UK dictionary describes it: ingredients, strength, form, release, route, interval."""

from enum import StrEnum
from functools import cached_property

from pharmreview.domain.quantity.unit import WEIGHTS, Unit, ratio
from pharmreview.domain.value import Exact, Value


class MedicineClass(StrEnum):
    """The four groups a review looks at."""

    OPIOID = "opioid"
    GABAPENTINOID = "gabapentinoid"
    BENZODIAZEPINE = "benzodiazepine"
    Z_DRUG = "z-drug"


class Form(StrEnum):
    """What one unit of the product is. Kinds of tablet (effervescent, soluble) differ in `variety`."""

    TABLET = "tablet"
    CAPSULE = "capsule"
    PATCH = "patch"
    LIQUID = "oral solution"
    DROPS = "oral drops"
    LINCTUS = "linctus"
    SUSPENSION = "oral suspension"
    SACHET = "sachet"
    GRANULES = "granules"
    LOZENGE = "lozenge"
    FILM = "film"
    NASAL_SPRAY = "nasal spray"
    INJECTION = "injection"
    SUPPOSITORY = "suppository"
    IMPLANT = "implant"
    OTHER = "other"


class Release(StrEnum):
    """How the medicine leaves the product. MR is never split, crushed or chewed."""

    IMMEDIATE = "IR"
    MODIFIED = "MR"


class Route(StrEnum):
    """How it gets into the body."""

    ORAL = "oral"
    TRANSDERMAL = "transdermal"
    SUBLINGUAL = "sublingual"
    BUCCAL = "buccal"
    NASAL = "nasal"
    RECTAL = "rectal"
    INJECTED = "injected"
    OTHER = "other"


class Per(Value):
    """The volume a liquid's strength is stated in: per 5 ml, per 1 ml."""

    value: Exact
    unit: Unit


class Ingredient(Value):
    """One active ingredient and how much one unit (or one `per` volume) holds.

    `name` is the plain ingredient ("morphine"); `salt` is how the label names it ("sulfate"), else "".
    `strength` is None where the name does not state it.
    """

    name: str
    strength: Exact | None
    unit: Unit | None
    per: Per | None = None
    salt: str = ""


class Halving(StrEnum):
    """Whether a unit may be halved. Unknown counts as not scored."""

    SCORED = "scored"
    WHOLE = "whole"
    UNKNOWN = "unknown"


class Supply(StrEnum):
    """Whether a product can be chosen for a plan: only a listed one is, without being named.

    An unconfirmed one is described in the UK dictionary, and nobody has said that it can be had now.
    """

    LISTED = "listed"
    UNCONFIRMED = "unconfirmed"
    SPECIAL = "special"
    HISTORIC = "historic"
    SPECIALIST = "specialist"
    OUT_OF_SCOPE = "out-of-scope"


class Product(Value):
    """A product: the medicine of interest first among its ingredients.

    `interval_hours` is the fixed interval of a modified-release product or a patch (12, 24, 72, 96, 168);
    None for immediate release, and None where only the brand would tell (then a reader asks).
    `schedule` is the controlled-drug schedule "2" to "5" of England and Wales ("4" is part 1 of it), or None
    when it has none or it is not known.
    `source` and `confidence` come with the row of the table it was read from.
    """

    name: str
    medicine_class: MedicineClass | None
    ingredients: tuple[Ingredient, ...]
    form: Form
    release: Release
    route: Route
    interval_hours: Exact | None
    schedule: str | None
    brand: str = ""
    variety: str = ""
    halving: Halving = Halving.UNKNOWN
    supply: Supply = Supply.LISTED
    brand_prescribing: bool = False
    source: str = ""
    confidence: str = ""
    note: str = ""
    brands: tuple[str, ...] = ()
    """Brands that the table's row covers, where the product itself is named by its generic name."""
    more_brands: bool = False
    """True where the row's source stops at so many: of one it does not name it says neither yes nor no."""
    dmd_code: str = ""
    bnf_code: str = ""

    @cached_property
    def identity(self) -> str:
        """What a product is, by brand or by its own name; empty where a strength is not known."""
        if any(i.strength is None for i in self.ingredients):
            return ""
        parts = [f"{i.name} {i.strength} {i.unit} {i.per}" for i in self.ingredients]
        return "|".join((*parts, self.form, self.release, self.route, self.variety))

    @cached_property
    def holds(self) -> tuple[object, ...] | None:
        """How much of each ingredient one unit or one ml holds, and how it is given; None where not known."""
        amounts: list[object] = []
        for i in self.ingredients:
            if i.strength is None or i.unit is None:
                return None
            whole = Unit.MILLIGRAM if i.unit in WEIGHTS else i.unit
            each = i.strength * ratio(i.unit, whole)
            amounts.append((i.name, whole, each / i.per.value if i.per else each))
        return (*amounts, self.release, self.route)

    @property
    def main(self) -> Ingredient:
        """The ingredient a review is about: the opioid in a combination."""
        return self.ingredients[0]

    @property
    def is_patch(self) -> bool:
        """A patch is worn, never cut, and counted by how many are worn at once."""
        return self.form is Form.PATCH

    @property
    def splittable(self) -> bool:
        """Only a scored immediate-release tablet may be halved."""
        return (
            self.halving is Halving.SCORED and self.release is Release.IMMEDIATE and self.form is Form.TABLET
        )
