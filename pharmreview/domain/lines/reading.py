"""A row to a line: its product and its directions together, or what could not be read, and why."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.lines.directions import kind_of, read_directions
from pharmreview.domain.lines.line import (
    OTHER_MEDICINE,
    Directions,
    Line,
    Match,
    Meaning,
    Reading,
    Said,
    UnreadDirections,
    product_key,
    wording_of,
)
from pharmreview.domain.lines.match import match_name
from pharmreview.domain.lines.repair import Repair, repair_key
from pharmreview.domain.lines.row import ExportRow
from pharmreview.domain.lines.statements.units import each_of, in_units
from pharmreview.domain.medicines.product import Form, MedicineClass, Product, Release
from pharmreview.domain.medicines.vocabulary import Vocabulary
from pharmreview.domain.value import settled
from pharmreview.remembered import Remembered

NO_REPAIRS: Mapping[str, Repair] = MappingProxyType({})
_MOST_REMEMBERED = 65_536
_NO_NAME = Match(status=Reading.UNREAD, why="no medicine is named")
_TWICE_A_DAY = Decimal(2)
_TWELVE_HOURS = Decimal(12)


def read_row(row: ExportRow, vocabulary: Vocabulary, repairs: Mapping[str, Repair] = NO_REPAIRS) -> Line:
    """Read one row. It becomes a medication line, another medicine, or an unread line; never nothing."""
    return Reader(vocabulary).read(row.name, row.directions, repairs).on(row)


class Stated:
    """What directions state, one for all that state the same of forms of a kind; compared by identity.

    `dose` is None where what the directions say makes no difference. `directions` are kept where the weight
    of one unit must be known to read them, `repaired` is the pharmacist's word that stands for them.
    """

    __slots__ = ("directions", "dose", "repaired")

    def __init__(
        self,
        dose: Directions | UnreadDirections | None,
        directions: str = "",
        repaired: Repair | None = None,
    ) -> None:
        self.dose = dose
        self.directions = directions
        self.repaired = repaired


_NOTHING_STATED = Stated(None)


class Named(NamedTuple):
    """A name once read: what directions state beside it, and what it means with what they state.

    Names that differ in case, spaces and supplier at most share a `key`.
    """

    key: str
    doses: Remembered[str, Stated]
    means: Remembered[Stated, Meaning]

    def said(self, directions: str) -> Said:
        """What it says with directions."""
        stated = self.doses[directions]
        return Said(self.key, wording_of(directions), self.means[stated], stated.repaired)


class Reader:
    """Reads names with their directions, each part once: a list says the same things often.

    What it has read it remembers: names, directions and what the two mean together, one value for all that
    say the same. It may be kept for as long as the vocabulary is in use.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._names = Remembered(self._named)
        self._keys: dict[tuple[str, Match], Named] = {}
        self._means: dict[Match, Remembered[Stated, Meaning]] = {}
        kinds = {kind_of(form): Remembered(_Doses(form, vocabulary.spoken_names)) for form in Form}
        self._doses = {form: kinds[kind_of(form)] for form in Form}
        self._no_doses: Remembered[str, Stated] = Remembered(lambda _directions: _NOTHING_STATED)

    def read(self, name: str, directions: str, repairs: Mapping[str, Repair] = NO_REPAIRS) -> Said:
        """What a name with its directions says; a pharmacist's word, kept by `repair_key`, goes first."""
        return self.by(repairs)(name).said(directions)

    def by(self, repairs: Mapping[str, Repair]) -> Callable[[str], Named]:
        """What each name says, a pharmacist's word first."""
        own = self._names.__getitem__
        names = {repair_key(repair.name, "") for repair in repairs.values()}

        def repaired(name: str) -> Named:
            named = own(name)
            return self._repaired(name, named, repairs) if repair_key(name, "") in names else named

        return repaired if names else own

    def check(self, repair: Repair) -> None:
        """Refuse, with InputProblem, a repair whose own words cannot be read."""
        means = self._meant_by(repair)
        if means.status is Reading.UNREAD:
            raise InputProblem(
                f"“{repair.reads_name}, {repair.reads_directions}” cannot be read either: "
                f"{means.why.rstrip('.')}.",
                "Write the product with its strength and form, and how much is taken a day.",
            )

    def _meant_by(self, repair: Repair) -> Meaning:
        if not repair.reads_name:
            return OTHER_MEDICINE
        named = self._names[repair.reads_name]
        return named.means[named.doses[repair.reads_directions]]

    def _repaired(self, name: str, named: Named, repairs: Mapping[str, Repair]) -> Named:
        def stated(directions: str) -> Stated:
            repair = repairs.get(repair_key(name, directions))
            return named.doses[directions] if repair is None else Stated(None, repaired=repair)

        def meant(stated: Stated) -> Meaning:
            return named.means[stated] if stated.repaired is None else self._meant_by(stated.repaired)

        return Named(named.key, Remembered(stated), Remembered(meant))

    def _named(self, name: str) -> Named:
        match = match_name(name, self._vocabulary) if name.strip() else _NO_NAME
        key = product_key(name)
        named = self._keys.get((key, match))
        if named is None:
            product = None if match.status is Reading.OTHER else match.product
            doses = self._no_doses if product is None else self._doses[product.form]
            means = self._means.setdefault(match, Remembered(partial(_meaning, match, self._vocabulary)))
            named = self._keys[key, match] = Named(key, doses, means)
        return named


class _Doses:
    """Reads directions for forms of one kind; those that state the same are the same."""

    def __init__(self, form: Form, names: frozenset[str]) -> None:
        self._form = form
        self._names = names
        self._same: dict[Directions | UnreadDirections, Stated] = {}

    def __call__(self, directions: str) -> Stated:
        dose = read_directions(directions, self._form, names=self._names)
        if isinstance(dose, UnreadDirections) and dose.needs_weight:
            return Stated(dose, directions)
        stated = self._same.get(dose) or Stated(dose)
        if len(self._same) < _MOST_REMEMBERED:
            self._same[dose] = stated
        return stated


def _meaning(match: Match, vocabulary: Vocabulary, stated: Stated) -> Meaning:
    """What a name read so means with what its directions state."""
    product, dose = match.product, stated.dose
    if match.status is Reading.OTHER:
        return OTHER_MEDICINE
    if product is None or dose is None:
        return _unread(match, match.why or "the medicine is not known")
    if stated.directions:
        dose = read_directions(stated.directions, product.form, each_of(product), vocabulary.spoken_names)
    if isinstance(dose, Directions) and (other := _other_named(product, dose, vocabulary)):
        why = f"the directions name {other}, which is not this medicine"
        dose = UnreadDirections(why=why, medicines=dose.medicines)
    return _together(match, product, dose, vocabulary)


def _other_named(product: Product, dose: Directions, vocabulary: Vocabulary) -> str:
    """The medicine that the directions name for the dose, where the product does not hold all of it."""
    if not dose.medicines:
        return ""
    held = {ingredient.name for ingredient in product.ingredients}
    return next((name for name in dose.medicines if not held.issuperset(vocabulary.spoken[name])), "")


def _together(
    match: Match, product: Product, dose: Directions | UnreadDirections, vocabulary: Vocabulary
) -> Meaning:
    counted = dose if isinstance(dose, UnreadDirections) else in_units(product, dose)
    if isinstance(counted, UnreadDirections):
        return _unread(match, counted.why, not vocabulary.spoken_opioids.isdisjoint(counted.medicines))
    known, ask = _settle(product, counted, match)
    return settled(
        Meaning,
        status=Reading.READ,
        product=known,
        dose=counted,
        ask=ask,
        why="",
        medicine_class=known.medicine_class,
        might_be_opioid=known.medicine_class is MedicineClass.OPIOID,
        candidates=(),
    )


def _unread(match: Match, why: str, names_an_opioid: bool = False) -> Meaning:
    """What could not be read may be an opioid where its name or its directions say so."""
    return Meaning(
        status=Reading.UNREAD,
        why=why,
        product=match.product,
        medicine_class=match.medicine_class,
        might_be_opioid=names_an_opioid or match.medicine_class in (None, MedicineClass.OPIOID),
        candidates=match.candidates,
    )


def _settle(product: Product, directions: Directions, match: Match) -> tuple[Product, str | None]:
    """What still has to be asked. "Twice a day" settles a twelve-hourly family whose code is shared."""
    if match.status is not Reading.ASK:
        return product, None
    interval_only = product.main.strength is not None and product.interval_hours is None
    twice = directions.times_a_day == _TWICE_A_DAY and not directions.as_needed
    if interval_only and twice and product.release is Release.MODIFIED and not product.is_patch:
        return product.model_copy(update={"interval_hours": _TWELVE_HOURS}), None
    return product, match.why
