"""A row to a line: its product and its directions together, or what could not be read, and why."""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.lines.directions import read_directions
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

NO_REPAIRS: Mapping[str, Repair] = MappingProxyType({})
_MOST_REMEMBERED = 65_536
_MOST_SAID = 262_144
_NO_NAME = Match(status=Reading.UNREAD, why="no medicine is named")
_TWICE_A_DAY = Decimal(2)
_TWELVE_HOURS = Decimal(12)


def read_row(row: ExportRow, vocabulary: Vocabulary, repairs: Mapping[str, Repair] = NO_REPAIRS) -> Line:
    """Read one row. It becomes a medication line, another medicine, or an unread line; never nothing."""
    return Reader(vocabulary).read(row.name, row.directions, repairs).on(row)


class _Named(NamedTuple):
    """A name once read, and what it said with each of its directions.

    `always` is what it means whatever the directions; else `doses` and `meanings` tell. `doses` belong to
    the form of the product, `meanings` to all names that read alike.
    """

    key: str
    said: dict[str, Said]
    always: Meaning | None
    match: Match
    doses: dict[str, Directions | UnreadDirections]
    meanings: dict[int, Meaning]


class Reader:
    """Reads names with their directions, each part once: a list says the same things often.

    What it has read it remembers: names, directions and what the two mean together, one value for all that
    say the same. It may be kept for as long as the vocabulary is in use.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._names: dict[str, _Named] = {}
        self._wordings: dict[str, str] = {}
        self._remembered = 0
        self._alike: dict[Match, _Named] = {}
        self._doses: dict[Form, dict[str, Directions | UnreadDirections]] = {}
        self._same: dict[Directions | UnreadDirections, Directions | UnreadDirections] = {}

    def read(self, name: str, directions: str, repairs: Mapping[str, Repair] = NO_REPAIRS) -> Said:
        """What a name with its directions says; a pharmacist's word, kept by `repair_key`, goes first."""
        named = self._names.get(name) or self._name(name)
        if not repairs and (said := named.said.get(directions)) is not None:
            return said
        wording = self._wordings.get(directions) or self._wording(directions)
        repair = repairs.get(repair_key(name, directions)) if repairs else None
        if repair is not None:
            return Said(name, directions, named.key, wording, self._meant_by(repair), repair)
        meaning = named.always
        if meaning is None:
            dose = named.doses.get(directions)
            meaning = None if dose is None else named.meanings.get(id(dose))
            if meaning is None:
                meaning = self._meaning(named, directions)
        said = Said(name, directions, named.key, wording, meaning)
        if self._remembered < _MOST_SAID:
            self._remembered += 1
            named.said[directions] = said
        return said

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
        named = self._name(repair.reads_name)
        return named.always or self._meaning(named, repair.reads_directions)

    def _name(self, name: str) -> _Named:
        match = match_name(name, self._vocabulary) if name.strip() else _NO_NAME
        alike = self._alike.get(match)
        if alike is None:
            doses = self._doses.setdefault(match.product.form, {}) if match.product is not None else {}
            alike = self._alike[match] = _Named("", {}, _always(match), match, doses, {})
        named = alike._replace(key=product_key(name), said={})
        if len(self._names) < _MOST_REMEMBERED:
            self._names[name] = named
        return named

    def _wording(self, directions: str) -> str:
        wording = wording_of(directions)
        if len(self._wordings) < _MOST_REMEMBERED:
            self._wordings[directions] = wording
        return wording

    def _meaning(self, named: _Named, directions: str) -> Meaning:
        match, product = named.match, named.match.product
        if product is None:
            return _unread(match, match.why or "the medicine is not known")
        dose = named.doses.get(directions)
        if dose is None:
            dose = read_directions(directions, product.form)
            if len(named.doses) < _MOST_REMEMBERED:
                # Kept for good, so that its place in memory is not given to another.
                dose = named.doses[directions] = self._same.setdefault(dose, dose)
        if isinstance(dose, UnreadDirections) and dose.needs_weight:
            return _together(match, product, read_directions(directions, product.form, each_of(product)))
        if named.doses.get(directions) is not dose:
            return _together(match, product, dose)
        meaning = named.meanings.get(id(dose))
        if meaning is None:
            meaning = named.meanings[id(dose)] = _together(match, product, dose)
        return meaning


def _always(match: Match) -> Meaning | None:
    """What a name means whatever the directions, or None where they matter."""
    if match.status is Reading.OTHER:
        return OTHER_MEDICINE
    return None if match.product is not None else _unread(match, match.why or "the medicine is not known")


def _together(match: Match, product: Product, dose: Directions | UnreadDirections) -> Meaning:
    counted = dose if isinstance(dose, UnreadDirections) else in_units(product, dose)
    if isinstance(counted, UnreadDirections):
        return _unread(match, counted.why)
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


def _unread(match: Match, why: str) -> Meaning:
    return Meaning(
        status=Reading.UNREAD,
        why=why,
        product=match.product,
        medicine_class=match.medicine_class,
        might_be_opioid=match.medicine_class in (None, MedicineClass.OPIOID),
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
