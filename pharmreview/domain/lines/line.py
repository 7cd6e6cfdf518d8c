"""A row once read: a medication line, another medicine, or a line that could not be read, and why."""

from decimal import Decimal
from enum import StrEnum
from functools import cached_property

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
    states them. `interval_hours` is a stated interval (every 72 hours, change every 7 days).
    """

    low: Exact
    high: Exact
    unit: Unit | None
    as_needed: bool
    interval_hours: Exact | None = None
    times_a_day: Exact | None = None
    takings: tuple[Taking, ...] = ()
    changing: bool = False
    """True for a regimen of several steps: low and high are its lowest and highest."""
    weighed: tuple[Weighed, ...] = ()
    """Weights said beside a count, to be held against the product's strength."""


class UnreadDirections(Value):
    """Directions from which no daily quantity can be worked out."""

    why: str


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


def product_key(name: str) -> str:
    """A product's name ignoring case and spaces."""
    return "".join(name.split()).casefold()


class Said(Value):
    """What a name with its directions says, whichever row they stand on; shared by every row that says it.

    READ holds a product and its dose, OTHER a medicine of none of the four classes, UNREAD says `why`.
    """

    name: str
    directions: str
    status: Reading
    product: Product | None = None
    dose: Directions | None = None
    ask: str | None = None
    why: str = ""
    medicine_class: MedicineClass | None = None
    might_be_opioid: bool = False
    candidates: tuple[str, ...] = ()
    repaired: Repair | None = None

    @cached_property
    def key(self) -> str:
        """The product's name ignoring case and spaces: issues of one product share it."""
        return product_key(self.name)

    @cached_property
    def wording(self) -> str:
        """The directions ignoring case, spacing and a final full stop."""
        return " ".join(self.directions.split()).casefold().rstrip(".")

    @cached_property
    def height(self) -> tuple[int, Decimal]:
        """Order of caution: what cannot be read comes first, so that it is never hidden by what can."""
        return (1, Decimal(0)) if self.dose is None else (0, self.dose.high)

    def on(self, row: ExportRow) -> Line:
        """The line that a row makes with this reading of its words."""
        if self.status is Reading.OTHER:
            return OtherLine(row=row, repaired=self.repaired)
        if self.product is not None and self.dose is not None:
            return MedicationLine(
                row=row, product=self.product, directions=self.dose, ask=self.ask, repaired=self.repaired
            )
        return UnreadLine(
            row=row,
            why=self.why,
            product=self.product,
            medicine_class=self.medicine_class,
            might_be_opioid=self.might_be_opioid,
            candidates=self.candidates,
        )


def said_by(line: Line) -> Said:
    """What the words of a line were read as."""
    name, directions = line.row.name, line.row.directions
    if isinstance(line, OtherLine):
        return Said(name=name, directions=directions, status=Reading.OTHER, repaired=line.repaired)
    if isinstance(line, MedicationLine):
        product = line.product
        return Said(
            name=name,
            directions=directions,
            status=Reading.READ,
            product=product,
            dose=line.directions,
            ask=line.ask,
            medicine_class=product.medicine_class,
            might_be_opioid=product.medicine_class is MedicineClass.OPIOID,
            repaired=line.repaired,
        )
    return Said(
        name=name,
        directions=directions,
        status=Reading.UNREAD,
        product=line.product,
        why=line.why,
        medicine_class=line.medicine_class,
        might_be_opioid=line.might_be_opioid,
        candidates=line.candidates,
    )
