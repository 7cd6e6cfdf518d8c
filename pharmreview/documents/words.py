"""Doses, dates, counts and names as papers write them.

For the person: "50mg", "one 30mg tablet", "micrograms" in full, "Monday 7 December 2026", no trailing zeros,
and no two numerals side by side. For clinicians: "50 mg", "07-Dec-2026". Sources: the project's ecosystem
file, sections 3.3 and 3.4.
"""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from pharmreview.domain.medicines.product import Form, Product, Release
from pharmreview.domain.quantity.unit import Unit
from pharmreview.domain.words.days import DAYS, MONTHS, dashed_day
from pharmreview.domain.words.numbers import grouped, in_words

_UP_TO = 12
_PLURALS = {
    Form.TABLET: "tablets",
    Form.CAPSULE: "capsules",
    Form.PATCH: "patches",
    Form.SACHET: "sachets",
    Form.LOZENGE: "lozenges",
    Form.FILM: "films",
    Form.SUPPOSITORY: "suppositories",
}
_LIQUIDS = (Form.LIQUID, Form.DROPS, Form.LINCTUS, Form.SUSPENSION)
_UNITS = {
    Unit.MILLIGRAM: "mg",
    Unit.MICROGRAM: " micrograms",
    Unit.MICROGRAM_PER_HOUR: " micrograms an hour",
    Unit.MILLILITRE: "ml",
}
_ML = "ml"
HARD = "\u00a0"
"""A space that no line breaks at."""


_SHORT = {
    "od": "once a day",
    "bd": "twice a day",
    "tds": "three times a day",
    "qds": "four times a day",
    "prn": "when needed",
    "nocte": "at night",
    "mane": "in the morning",
    "mcg": "micrograms",
}
"""Short forms of the record, as a person reads them."""
_MEASURES = ("g", "mg", "ml")
_WORD = re.compile(r"(?<![A-Za-z])[A-Za-z]+")


def directions(recorded: str) -> str:
    """Directions as a person reads them: short forms in full, and no capitals that only the record gives.

    "Two To Be Taken Twice A Day", "5ML" and "TWO BD" are written quietly; a day and a month keep their
    capital.
    """
    words = [word for word in _WORD.findall(recorded) if word.lower() not in _MEASURES]
    loud = all(word[0].isupper() for word in words)

    def written(found: re.Match[str]) -> str:
        word = found[0]
        low = word.lower()
        if low in _MEASURES:
            return low
        full = _SHORT.get(low)
        if full is not None:
            return f" {full}" if recorded[: found.start()][-1:].isnumeric() else full
        proper = word.capitalize().removesuffix("s") in (*DAYS, *MONTHS)
        return low if loud and not proper else word.capitalize() if loud else word

    return _WORD.sub(written, recorded)


def weekday(day: date) -> str:
    """ "Monday"."""
    return DAYS[day.weekday()]


def plain_day(day: date) -> str:
    """ "7 December 2026"."""
    return f"{day.day}{HARD}{MONTHS[day.month - 1]}{HARD}{day.year}"


def band_day(day: date | None) -> str:
    """ "07-Dec-2026", as clinicians' papers write it; nothing where there is no date."""
    return "" if day is None else dashed_day(day)


def iso_day(text: str) -> date | None:
    """The date an answer holds; None where it holds none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def nhs_number(digits: str) -> str:
    """ "999 000 0018"; nothing where there is no whole number of ten digits."""
    if len(digits) != 10 or not digits.isdecimal():
        return ""
    return f"{digits[:3]}{HARD}{digits[3:6]}{HARD}{digits[6:]}"


def dose(value: Decimal, unit: Unit) -> str:
    """A dose for the person: "50mg", "50 micrograms", "25 micrograms an hour"."""
    words = _UNITS.get(unit, f" {unit.value}s")
    if value == 1 and words.startswith(" micrograms"):
        words = words.replace("micrograms", "microgram")
    # A line may break before "an hour", and nowhere else.
    return f"{grouped(value)}{words.replace(' ', HARD).replace(f'{HARD}an', ' an')}"


def clinical_dose(value: Decimal, unit: Unit) -> str:
    """A dose for a clinician: "50 mg", "25 micrograms/hour"."""
    name = {Unit.MICROGRAM: "micrograms", Unit.MICROGRAM_PER_HOUR: "micrograms/hour"}.get(unit, unit.value)
    return f"{grouped(value)}{HARD}{name}"


def count_words(count: Decimal) -> str:
    """ "one", "half", "one and a half"; "no" for nought; digits above twelve or for other parts."""
    whole, part = divmod(count, 1)
    if part not in (0, Decimal("0.5")) or whole > _UP_TO:
        return grouped(count)
    return in_words(count) if count else "no"


def listed(parts: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))


def strength(product: Product) -> str:
    """A product's strength for the person: "30mg", "30mg/500mg", "10mg in 5ml"; empty where it has none."""
    shown = [dose(i.strength, i.unit) for i in product.ingredients if i.strength is not None and i.unit]
    per = product.main.per
    return "/".join(shown) + (f"{HARD}in{HARD}{dose(per.value, per.unit)}" if per and shown else "")


def clinical_strength(product: Product) -> str:
    """A product's strength for a clinician: "30 mg", "30 mg/500 mg", "10 mg in 5 ml"."""
    shown = [
        clinical_dose(i.strength, i.unit) for i in product.ingredients if i.strength is not None and i.unit
    ]
    per = product.main.per
    of = f"{HARD}in{HARD}{clinical_dose(per.value, per.unit)}" if per and shown else ""
    return "/".join(shown) + of


def units(products: Sequence[Product]) -> str:
    """What is counted, in the plural: "tablets", "tablets and capsules", "patches"; "ml" of a liquid."""
    named = [_ML if is_liquid(p) else _PLURALS.get(p.form, "doses") for p in products]
    return listed(list(dict.fromkeys(named))) or "doses"


def spare_units(products: Sequence[Product]) -> str:
    """What is left over: "tablets"; of what is measured in millilitres, "liquid"."""
    return units(products).replace(_ML, "liquid")


def is_liquid(product: Product) -> bool:
    """True for what is measured in millilitres."""
    return product.form in _LIQUIDS


def quantity(product: Product, count: Decimal) -> str:
    """How much of a product to supply, in figures: "56", "500 ml"."""
    return grouped(count) + (f"{HARD}{_ML}" if is_liquid(product) else "")


def counted(count: Decimal, products: Sequence[Product]) -> str:
    """ "4 tablets", "1 patch", "2 and a half tablets", "18.5ml"."""
    words = units(products)
    if words == _ML:
        return dose(count, Unit.MILLILITRE)
    whole, part = divmod(count, 1)
    shown = f"{grouped(whole)} and a half" if part == Decimal("0.5") and whole else grouped(count)
    if count <= 1:
        words = _singular(words)
        shown = "half a" if count == Decimal("0.5") else shown
    return f"{shown} {words}"


def _singular(words: str) -> str:
    return listed(
        [w.removesuffix("es") if w == "patches" else w.removesuffix("s") for w in words.split(" and ")]
    )


def kind(product: Product) -> str:
    """The kind of tablet where it matters how it is taken: "effervescent", "soluble"; mostly ""."""
    return product.variety.replace("sugar free", "").strip()


def amount(product: Product, count: Decimal) -> str:
    """How many of one product, for the person: "one 30mg tablet", "half a 10mg tablet"."""
    shown = strength(product)
    if is_liquid(product):
        return f"{grouped(count)}ml of the {shown} liquid".replace(" ", HARD)
    one, many = _singular(units([product])), units([product])
    if product.is_patch:
        each = " each" if count > 1 else ""
        return f"{count_words(count)} {one if count <= 1 else many} ({shown}{each})".replace(" ", HARD, 1)
    name = " ".join(filter(None, (kind(product), one if count <= 1 else many)))
    of = " a" if count == Decimal("0.5") else ""
    return f"{count_words(count)}{of} {shown} {name}".replace("  ", " ").replace(" ", HARD)


def short_amount(product: Product, count: Decimal) -> str:
    """The same without the kind of unit, where a column says it: "one 30mg". Halves always name the unit."""
    if product.is_patch or is_liquid(product) or count % 1:
        return amount(product, count)
    return f"{count_words(count)} {strength(product)} {kind(product)}".strip().replace(" ", HARD)


def clinical_amount(product: Product, count: Decimal) -> str:
    """How many of one product, for a clinician: "ONE 30 mg"."""
    if product.main.per is not None:
        return f"{grouped(count)} ml of {clinical_strength(product)}".replace(" ", HARD)
    told = f"{count_words(count).upper()} {clinical_strength(product)} {kind(product)}"
    return told.strip().replace(" ", HARD)


def medicine_name(product: Product) -> str:
    """What the person calls the medicine: "co-codamol", else its ingredients, the one of interest first."""
    joint = product.name.split(" ")[0].lower()
    if len(product.ingredients) > 1 and joint.startswith("co-"):
        return joint
    return listed([i.name for i in product.ingredients])


def alike(products: Sequence[Product]) -> bool:
    """Whether products differ in their strength alone."""
    return len({(p.main.name, p.form, p.release, p.interval_hours, p.variety) for p in products}) == 1


def family_name(products: Sequence[Product]) -> str:
    """The kind of product on one line: "Morphine sulfate modified-release tablets (MST Continus)"."""
    first = products[0]
    names = listed([f"{i.name} {i.salt}".strip() for i in first.ingredients])
    if len(first.ingredients) > 1:
        names = medicine_name(first)
    release = "modified-release " if first.release is Release.MODIFIED and not first.is_patch else ""
    brands = list(dict.fromkeys(p.brand for p in products if p.brand))
    told = f"{names} {release}{'liquid' if is_liquid(first) else units(products)}"
    return f"{told[:1].upper()}{told[1:]}" + (f" ({listed(brands)})" if brands else "")


def measured_by(product: Product) -> str:
    """The ingredient that a dose counts where a product holds several: "codeine"; mostly ""."""
    return product.main.name if len(product.ingredients) > 1 else ""
