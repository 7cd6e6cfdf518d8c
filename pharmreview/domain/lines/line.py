"""A row once read: a medication line, another medicine, or a line that could not be read, and why."""

import re
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from pharmreview.domain.lines.repair import Repair
from pharmreview.domain.lines.row import ExportRow
from pharmreview.domain.medicines.product import MedicineClass, Product
from pharmreview.domain.quantity.unit import Unit
from pharmreview.domain.value import Exact, Value


class Moment(StrEnum):
    """A time of day at which a dose is taken, in the order of the day."""

    MORNING = "morning"
    MIDDAY = "midday"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"


class Taking(Value):
    """How many units are taken at one moment of the day."""

    moment: Moment
    low: Exact
    high: Exact


class Weighed(Value):
    """A dose said in two ways: `units` (tablets, ml) beside `weight`, as in "5ml (10mg)", low and high.

    `each` is True where the weight is plainly that of one unit: "two 30mg tablets".
    """

    units: tuple[Exact, Exact]
    weight: tuple[Exact, Exact]
    unit: Unit
    each: bool = False


class Directions(Value):
    """Directions that state a daily quantity.

    `low` and `high` are units a day at the stated rate: as-needed text keeps its rate, "up to" has a low
    of 0, a stated 24-hour maximum caps the high. Patches count as worn at once. `unit` is None where the
    text names none; MILLIGRAM or MICROGRAM where it states the dose itself ("10mg twice a day").
    `takings` holds the moments where the text names them all; `times_a_day` the doses a day where it
    states them, or as many as a maximum leaves (3 of "2 qds, max 6"). `interval_hours` is a stated
    interval (every 72 hours, change every 7 days).
    """

    low: Exact
    high: Exact
    unit: Unit | None
    as_needed: bool
    """True where any part is only taken when required."""
    regular: Exact = Decimal(0)
    """Of as-needed directions, the most that is taken without need: 2 of "1 bd and 1 extra if needed"."""
    interval_hours: Exact | None = None
    times_a_day: Exact | None = None
    takings: tuple[Taking, ...] = ()
    changing: bool = False
    """True for a regimen of several steps: low and high are its lowest and highest."""
    weighed: tuple[Weighed, ...] = ()
    """Weights said beside a count, to be held against the product's strength."""
    medicines: tuple[str, ...] = ()
    """The medicines that are named where the dose is stated, to be held against the product."""

    @property
    def regular_high(self) -> Decimal:
        """The most units a day that are taken without need."""
        return self.regular if self.as_needed else self.high


class UnreadDirections(Value):
    """Directions from which no daily quantity can be worked out."""

    why: str
    needs_weight: bool = False
    """True where a maximum is in another unit than the dose: the weight of one unit makes it readable."""
    medicines: tuple[str, ...] = ()
    """The medicines that are named anywhere in them."""


class Each(Value):
    """What one unit of a product weighs: a tablet 30 mg, a millilitre 2 mg. `count`: None where uncounted."""

    count: Unit | None
    weight: Exact
    unit: Unit


class Reading(StrEnum):
    """How far a product name could be read."""

    READ = "read"
    ASK = "ask"
    OTHER = "other"
    UNREAD = "unread"


class Match(Value):
    """A product name, read as far as it can be.

    READ and ASK carry a product; ASK names in `why` the fact only a person can give. OTHER is a medicine
    of none of the four classes. UNREAD carries `why`, and `candidates` where some product is near.
    `medicine_class` is also given for an unread name that is plainly of a class.
    """

    status: Reading
    medicine_class: MedicineClass | None = None
    product: Product | None = None
    why: str | None = None
    candidates: tuple[str, ...] = ()


class MedicationLine(Value):
    """A row whose product and daily quantity are both known."""

    row: ExportRow
    product: Product
    directions: Directions
    ask: str | None = None
    """The fact that must be asked before supply or a taper, in words; None when nothing is missing."""
    repaired: Repair | None = None
    """The pharmacist's word by which it was read; None where the record's own words were read."""


class OtherLine(Value):
    """A row for a medicine of none of the four classes."""

    row: ExportRow
    repaired: Repair | None = None


class UnreadLine(Value):
    """A row that could not be read. It travels with the rest and is never counted as nothing.

    `might_be_opioid` is True unless the medicine is known to be of another class: such a line makes a
    person's total incomplete.
    """

    row: ExportRow
    why: str
    product: Product | None = None
    medicine_class: MedicineClass | None = None
    might_be_opioid: bool = True
    candidates: tuple[str, ...] = ()


Line = MedicationLine | OtherLine | UnreadLine


Height = tuple[int, Decimal, Decimal, bool]
_SUPPLIER = re.compile(r" ?\([^0-9]*\)?$")
"""A last bracket without a figure, closed or cut short, brackets inside it included."""


def product_key(name: str) -> str:
    """A product's name ignoring case, spaces and the supplier in its last brackets."""
    plain = " ".join(name.split()).casefold()
    bracket = plain.find(" (")
    supplied = bracket > 0 and _SUPPLIER.fullmatch(plain, bracket) is not None
    return (plain[:bracket] if supplied else plain).replace(" ", "")


def wording_of(directions: str) -> str:
    """Directions ignoring case, spacing and a final full stop."""
    return " ".join(directions.split()).casefold().rstrip(".")


class Meaning(Value):
    """What words were read as, shared by all words that say the same.

    READ holds a product and its dose, OTHER a medicine of none of the four classes, UNREAD says `why`.
    """

    status: Reading
    product: Product | None = None
    dose: Directions | None = None
    ask: str | None = None
    why: str = ""
    medicine_class: MedicineClass | None = None
    might_be_opioid: bool = False
    candidates: tuple[str, ...] = ()

    @cached_property
    def height(self) -> Height:
        """Order of caution: what cannot be read comes first, so that it is never hidden by what can.

        Then the higher dose, by its high and its low end, and what is regular before what is as needed.
        """
        dose = self.dose
        if dose is None:
            return (1, Decimal(0), Decimal(0), False)
        return (0, dose.high, dose.low, dose.regular_high > 0)

    @property
    def identity(self) -> str:
        """The product whatever it is called; empty unless it was read with every strength."""
        return "" if self.product is None or self.dose is None else self.product.identity


OTHER_MEDICINE = Meaning(status=Reading.OTHER)


class Said(NamedTuple):
    """What a name with its directions means, whichever row they stand on.

    `key` is the name and `wording` the directions without case and spacing: issues of one product share
    a key. `repaired` is the pharmacist's word by which they were read.
    """

    key: str
    wording: str
    meaning: Meaning
    repaired: Repair | None = None

    @property
    def height(self) -> Height:
        """Order of caution among dosages of one product."""
        return self.meaning.height

    @property
    def identity(self) -> str:
        """The product whatever it is called, or else its key."""
        return self.meaning.identity or self.key

    def on(self, row: ExportRow) -> Line:
        """The line that a row makes with this reading of its words."""
        means = self.meaning
        if means.status is Reading.OTHER:
            return OtherLine(row=row, repaired=self.repaired)
        if means.product is not None and means.dose is not None:
            return MedicationLine(
                row=row, product=means.product, directions=means.dose, ask=means.ask, repaired=self.repaired
            )
        return UnreadLine(
            row=row,
            why=means.why,
            product=means.product,
            medicine_class=means.medicine_class,
            might_be_opioid=means.might_be_opioid,
            candidates=means.candidates,
        )


def said_by(line: Line) -> Said:
    """What the words of a line were read as."""
    name, directions = line.row.name, line.row.directions
    repaired = None if isinstance(line, UnreadLine) else line.repaired
    return Said(product_key(name), wording_of(directions), _meant_by(line), repaired)


def _meant_by(line: Line) -> Meaning:
    if isinstance(line, OtherLine):
        return OTHER_MEDICINE
    if isinstance(line, UnreadLine):
        return Meaning(
            status=Reading.UNREAD,
            product=line.product,
            why=line.why,
            medicine_class=line.medicine_class,
            might_be_opioid=line.might_be_opioid,
            candidates=line.candidates,
        )
    return Meaning(
        status=Reading.READ,
        product=line.product,
        dose=line.directions,
        ask=line.ask,
        medicine_class=line.product.medicine_class,
        might_be_opioid=line.product.medicine_class is MedicineClass.OPIOID,
    )
