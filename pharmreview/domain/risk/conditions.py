"""The closed set of conditions a rule may use, each one function: words, no, or cannot be told."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from functools import cached_property

from pharmreview.domain.digits import plain
from pharmreview.domain.lines.line import Directions, MedicationLine, OtherLine, UnreadLine
from pharmreview.domain.medicines.product import MedicineClass, Product, Release
from pharmreview.domain.ome.equivalence import OmeTotal
from pharmreview.domain.ome.lookup import patch_release
from pharmreview.domain.patient import Answer, Patient
from pharmreview.domain.quantity.unit import Unit, ratio
from pharmreview.domain.regimen.regimen import Regimen, product_key
from pharmreview.domain.risk.exclusions import term_of_group
from pharmreview.domain.risk.rule import HIGH_DOSE_LINE, RuleBook, When
from pharmreview.domain.value import Value

SEDATIVES = (MedicineClass.GABAPENTINOID, MedicineClass.BENZODIAZEPINE, MedicineClass.Z_DRUG)
_WEIGHED = (Unit.MILLIGRAM, Unit.MICROGRAM)

Told = str | None | bool
"""Words where a condition holds ("" where not asked), False where not, None where it cannot be told."""


class Facts(Value):
    """What the rules look at. `age` is None where neither a date of birth nor an age is known."""

    regimen: Regimen
    ome: OmeTotal
    patient: Patient
    age: int | None
    book: RuleBook

    @cached_property
    def high_dose_line(self) -> Decimal:
        """The line in force, in milligrams of oral morphine a day."""
        return self.book.high_dose_line(self.regimen.as_of).milligrams

    @cached_property
    def known(self) -> tuple[MedicationLine | UnreadLine, ...]:
        """The lines that count and that are not known to be some other medicine."""
        return tuple(x for x in self.regimen.current if not isinstance(x, OtherLine))

    @cached_property
    def classes(self) -> frozenset[MedicineClass]:
        """The classes among the lines that count; a line whose dosage is unread still names its class."""
        found = {
            x.product.medicine_class if isinstance(x, MedicationLine) else x.medicine_class
            for x in self.known
        }
        return frozenset(c for c in found if c is not None)

    @cached_property
    def opioids(self) -> tuple[MedicationLine, ...]:
        """Opioid lines that count and could be read."""
        lines = (x for x in self.known if isinstance(x, MedicationLine))
        return tuple(x for x in lines if x.product.medicine_class is MedicineClass.OPIOID)


def _total(when: When, facts: Facts) -> Told:
    if when.ome_at_least is None and when.ome_under is None:
        return ""
    high = facts.ome.high.milligrams
    floor, roof = _milligrams(when.ome_at_least, facts), _milligrams(when.ome_under, facts)
    if (floor is not None and high < floor) or (roof is not None and high >= roof):
        return False
    against = f" (at or above {plain(floor)})" if floor is not None else ""
    return f"{plain(high)} mg OME a day{against}"


def _milligrams(text: str | None, facts: Facts) -> Decimal | None:
    if text is None:
        return None
    return facts.high_dose_line if text == HIGH_DOSE_LINE else Decimal(text)


def _classes(when: When, facts: Facts) -> Told:
    if not when.classes and not when.sedative_kinds:
        return ""
    taken = facts.classes
    kinds = [c for c in SEDATIVES if c in taken]
    if not set(when.classes) <= taken or len(kinds) < when.sedative_kinds:
        return False
    named = [*when.classes, *(kinds if when.sedative_kinds else [])]
    return " + ".join(dict.fromkeys(c.value for c in named))


def _age(when: When, facts: Facts) -> Told:
    if when.age_over is None:
        return ""
    if facts.age is None:
        return None
    return f"age {facts.age}" if facts.age > when.age_over else False


def _medicine(when: When, facts: Facts) -> Told:
    if when.medicine is None:
        return ""
    lines = [x for x in facts.known if _is(x.product, when)]
    if not lines:
        return False
    read = [x for x in lines if isinstance(x, MedicationLine)]
    if when.patch_at_least is not None:
        worn = sum((x.directions.high * (patch_release(x.product) or 0) for x in read), Decimal(0))
        high_enough = worn >= when.patch_at_least
        return f"{when.medicine} patches giving {plain(worn)} micrograms an hour" if high_enough else False
    if when.daily_over is not None:
        daily = sum((daily_milligrams(x.product, x.directions) or Decimal(0) for x in read), Decimal(0))
        return f"{when.medicine} {plain(daily)} mg a day" if daily > when.daily_over else False
    return lines[0].row.name.strip()


def _is(product: Product | None, when: When) -> bool:
    if product is None or product.main.name.casefold() != when.medicine:
        return False
    if when.route is not None and product.route.value != when.route:
        return False
    if when.strength_over is None:
        return True
    main = product.main
    if main.strength is None or main.unit is None or main.unit not in _WEIGHED:
        return False
    return main.strength * ratio(main.unit, Unit.MILLIGRAM) > when.strength_over


def daily_milligrams(product: Product, directions: Directions) -> Decimal | None:
    """The high end of a day's dose in milligrams; None where the strength or the count does not tell."""
    if directions.unit is not None and directions.unit in _WEIGHED:
        return directions.high * ratio(directions.unit, Unit.MILLIGRAM)
    main = product.main
    if product.is_patch or main.strength is None or main.unit is None or main.unit not in _WEIGHED:
        return None
    volume = main.per.value if main.per is not None else Decimal(1)
    return directions.high * main.strength * ratio(main.unit, Unit.MILLIGRAM) / volume


def _strong(when: When, facts: Facts) -> Told:
    if not when.strong_opioid:
        return ""
    names = [x.product.main.name for x in facts.known if x.product is not None]
    strong = [n for n in names if n.casefold() in facts.book.strong_opioids]
    return strong[0] if strong else False


def _several(when: When, facts: Facts) -> Told:
    if not when.regular_opioids:
        return ""
    regular = {m.product.main.name for m in facts.opioids if not m.directions.as_needed}
    return " and ".join(sorted(regular)) if len(regular) >= when.regular_opioids else False


def _modified_with_short(when: When, facts: Facts) -> Told:
    if not when.modified_with_short_acting:
        return ""
    daily = [m for m in facts.opioids if not m.directions.as_needed]
    modified = [m for m in daily if m.product.release is Release.MODIFIED]
    short = [m for m in daily if m.product.release is Release.IMMEDIATE]
    if not modified or not short:
        return False
    return f"{modified[0].row.name.strip()} with {short[0].row.name.strip()}"


def _rise(when: When, facts: Facts) -> Told:
    """A product whose daily count rose by the share between an issue in the window and its latest."""
    if when.rise_percent is None or when.rise_within_days is None:
        return ""
    window = timedelta(days=when.rise_within_days)
    for now in facts.opioids:
        if now.row.issued is None or now.row.issued < facts.regimen.as_of - window:
            continue
        for before in _earlier(now, facts.regimen):
            since, old, new = before.row.issued, before.directions.high, now.directions.high
            if since is None or not now.row.issued - window <= since < now.row.issued:
                continue
            if old > 0 and (new - old) * 100 >= when.rise_percent * old:
                return f"{now.row.name.strip()}: {plain(old)} a day, then {plain(new)}"
    return False


def _earlier(now: MedicationLine, regimen: Regimen) -> list[MedicationLine]:
    """Lines of the same product that were set aside, counted in the same unit."""
    key, unit = product_key(now.row.name), now.directions.unit
    lines = [e.line for e in regimen.entries if not e.counted]
    return [
        x
        for x in lines
        if isinstance(x, MedicationLine) and product_key(x.row.name) == key and x.directions.unit == unit
    ]


def _terms(when: When, facts: Facts) -> Told:
    if when.terms is None:
        return ""
    term = term_of_group(facts.patient, when.terms, facts.book.terms)
    if term is not None:
        return term.term.strip()
    groups = [g for g in facts.book.terms.groups if g.code == when.terms]
    told = any(facts.patient.facts.get(fact) == Answer.YES for g in groups for fact in g.facts)
    return f"{groups[0].what}, told at review" if told else False


def _fact(when: When, facts: Facts) -> Told:
    if when.fact is None:
        return ""
    told = facts.patient.facts.get(when.fact, "")
    if when.fact_at_least is None:
        return "told at review" if told == Answer.YES else False
    enough = told.isdecimal() and int(told) >= when.fact_at_least
    return f"{told}, told at review" if enough else False


CONDITIONS: tuple[Callable[[When, Facts], Told], ...] = (
    _total,
    _classes,
    _age,
    _medicine,
    _strong,
    _several,
    _modified_with_short,
    _rise,
    _terms,
    _fact,
)
