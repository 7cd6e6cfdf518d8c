"""The dose now taken of one medicine, from every line of the record that gives it, or as a plan left it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pharmreview.domain.digits import plain, trimmed
from pharmreview.domain.errors import InputProblem
from pharmreview.domain.lines.line import Directions
from pharmreview.domain.medicines.formulary import Formulary
from pharmreview.domain.medicines.product import Product
from pharmreview.domain.ome.lookup import patch_release
from pharmreview.domain.quantity.unit import Unit
from pharmreview.domain.taper.course.allowed import Listed, name_now
from pharmreview.domain.taper.course.now.interval import with_interval, worn_otherwise
from pharmreview.domain.taper.course.now.taking import Taken, at_its_interval, in_order, taken_now
from pharmreview.domain.taper.course.refuse import LIQUIDS, ReadMedicine, example, not_whole, refusal
from pharmreview.domain.taper.descent.shelf import per_ml, second_of
from pharmreview.domain.taper.pace import TaperSettings
from pharmreview.domain.taper.plan import DoseAt, Item, Refusal


@dataclass(frozen=True)
class Part:
    """One line of the record: its product, and units (ml of a liquid) at each dose time."""

    written: str
    product: Product
    taken: Taken

    @property
    def each(self) -> Decimal:
        """What one unit, or one ml, adds to the dose."""
        return dose_of(self.product)


@dataclass(frozen=True)
class Start:
    """The dose now taken: at each time, in a day (patches: worn), and what reaches the person."""

    parts: tuple[Part, ...]
    labels: tuple[str, ...]
    amounts: tuple[Decimal, ...]
    dose: Decimal
    release: Decimal
    unit: Unit
    as_needed: bool

    @property
    def units(self) -> Decimal:
        """Units, or ml, of everything taken in a day."""
        return sum((u for part in self.parts for u in part.taken.units), Decimal(0))

    @property
    def second_a_day(self) -> Decimal:
        """What is taken of a second ingredient in a day."""
        return sum((sum(part.taken.units) * second_of(part.product) for part in self.parts), Decimal(0))

    @property
    def second_at_once(self) -> Decimal:
        """The most of a second ingredient that is taken at one time."""
        at = dict.fromkeys(self.labels, Decimal(0))
        for part in self.parts:
            for label, units in zip(part.taken.labels, part.taken.units, strict=True):
                at[label] += units * second_of(part.product)
        return max(at.values())

    def named(self, allowed: Sequence[Listed], formulary: Formulary) -> list[tuple[Part, str]]:
        """Each part with its product named as the plan lists it."""
        return [(part, name_now(part.product, part.written, allowed, formulary)) for part in self.parts]

    def now(self, named: Sequence[tuple[Part, str]]) -> tuple[DoseAt, ...]:
        """What is taken at each time, by those names."""
        return tuple(DoseAt(when=label, items=_items(named, label)) for label in self.labels)


def _items(named: Sequence[tuple[Part, str]], label: str) -> tuple[Item, ...]:
    found: dict[str, Item] = {}
    for part, name in named:
        units = dict(zip(part.taken.labels, part.taken.units, strict=True)).get(label, Decimal(0))
        units += found[name].count if name in found else 0
        if units:
            found[name] = item_of(name, part.product, units)
    return tuple(found.values())


def item_of(name: str, product: Product, units: Decimal) -> Item:
    """So many units of a product; of a liquid ml, with the dose they hold."""
    if product.form not in LIQUIDS:
        return Item(product=name, count=units)
    amount = trimmed(units * per_ml(product))
    return Item(product=name, count=trimmed(units), unit=Unit.MILLILITRE, amount=amount)


def dose_of(product: Product) -> Decimal:
    """What one unit of a product, or one ml of a liquid, adds to the dose."""
    return per_ml(product) if product.form in LIQUIDS else product.main.strength or Decimal(0)


def start_of(read: ReadMedicine, settings: TaperSettings) -> Start | Refusal:
    """The dose now taken, every line of the medicine added up.

    Raises InputProblem where a further line is of another medicine, release or interval.
    """
    medicine, lines = read.medicine, read.lines
    first = with_interval(read)
    parts: list[Part] = []
    for (name, words), line in zip(read.written, lines, strict=True):
        product = first if not parts else _same(first, name, line.product, read)
        part = _part(name, product, line.directions)
        if part is None:
            other = worn_otherwise(product, name, words, line.directions, settings)
            if other is not None:
                return other
            unsaid = product.form in LIQUIDS and line.directions.times_a_day is None
            code = "times-not-said" if unsaid else "directions-conflict"
            return refusal(settings, code, name=name, directions=words, example=example(product))
        parts.append(part)
    start = _together(parts, as_needed=any(line.directions.as_needed for line in lines))
    liquid = first.form in LIQUIDS
    if start.units > (settings.most_ml_a_day if liquid else settings.most_units_a_day):
        units = f"{plain(start.units)} {'ml' if liquid else 'units'}"
        return refusal(settings, "dose-too-large", name=medicine.name, units=units)
    if not at_its_interval(first, Taken(start.labels, start.amounts)):
        words = medicine.directions
        return refusal(settings, "directions-conflict", name=medicine.name, directions=words)
    return start


def start_from(taking: Sequence[DoseAt], named: Callable[[str], Product | None], as_needed: bool) -> Start:
    """The dose really taken, as a running plan has it, its products found by name.

    Raises InputProblem where a product of it is not known any more.
    """
    units: dict[str, dict[str, Decimal]] = {}
    for dose in taking:
        for item in dose.items:
            units.setdefault(item.product, {})[dose.when] = item.count
    labels = tuple(dose.when for dose in taking)
    parts: list[Part] = []
    for name, at in units.items():
        product = named(name)
        if product is None:
            raise InputProblem(f"{name} is not a product that we know.", "Check the product table.")
        parts.append(Part(name, product, Taken(labels, tuple(at.get(w, Decimal(0)) for w in labels))))
    if not parts:
        raise InputProblem("Nothing of this medicine is taken any more.", "Leave it out of the order.")
    return _together(parts, as_needed=as_needed)


def _part(name: str, product: Product, directions: Directions) -> Part | None:
    taken = taken_now(product, directions)
    if taken is None or not at_its_interval(product, taken):
        return None
    if product.form not in LIQUIDS and any(not_whole(u, product) for u in taken.units):
        return None
    return Part(name, product, taken)


def _together(parts: Sequence[Part], *, as_needed: bool) -> Start:
    labels = in_order(label for part in parts for label in part.taken.labels)
    amounts = dict.fromkeys(labels, Decimal(0))
    release = Decimal(0)
    for part in parts:
        gives = patch_release(part.product) if part.product.is_patch else part.each
        for label, units in zip(part.taken.labels, part.taken.units, strict=True):
            amounts[label] += units * part.each
            release += units * (gives or part.each)
    return Start(
        parts=tuple(parts),
        labels=labels,
        amounts=tuple(amounts.values()),
        dose=trimmed(sum(amounts.values(), Decimal(0))),
        release=release,
        unit=parts[0].product.main.unit or Unit.MILLIGRAM,
        as_needed=as_needed,
    )


def _same(first: Product, name: str, product: Product, read: ReadMedicine) -> Product:
    """A further line's product, once it is of the same medicine, release, route and interval."""
    hours = product.interval_hours or first.interval_hours

    def key(one: Product) -> tuple[object, ...]:
        return ([i.name for i in one.ingredients], one.release, one.route, one.form in LIQUIDS)

    if key(product) != key(first) or hours != first.interval_hours:
        raise InputProblem(
            f"{name} is not of the same medicine, release and interval as {read.medicine.name}.",
            "Enter it as a medicine of its own.",
        )
    return product.model_copy(update={"interval_hours": hours})
