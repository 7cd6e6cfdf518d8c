"""The medicines of a request from the lines of the record: lines of one medicine are one."""

from collections.abc import Hashable, Sequence

from pharmreview.domain.lines.line import Line, MedicationLine, OtherLine
from pharmreview.domain.medicines.product import Product
from pharmreview.domain.taper.course.refuse import LIQUIDS
from pharmreview.domain.taper.plan import Medicine
from pharmreview.domain.taper.wishes import AlsoTaken


def medicines_of(lines: Sequence[Line]) -> tuple[Medicine, ...]:
    """Every current line of the four classes and every one that may be: m1, m2, by their place.

    Lines of the same medicine, release, route and interval, each with one clear dose, are one medicine: its
    dose is all of them together. What is taken as needed stays apart from what is taken regularly.
    """
    together: dict[Hashable, list[Line]] = {}
    for place, line in enumerate(lines):
        if not isinstance(line, OtherLine):
            together.setdefault(_alike(line) or place, []).append(line)
    return tuple(_medicine(f"m{n}", alike) for n, alike in enumerate(together.values(), 1))


def names_in(medicine: Medicine) -> tuple[str, ...]:
    """The name of every line of a medicine, as the record words them."""
    return (medicine.name, *(also.name for also in medicine.also))


def _alike(line: Line) -> Hashable | None:
    """What lines that may be added together have in common; None for a line that stands alone."""
    if not isinstance(line, MedicationLine):
        return None
    taken, product = line.directions, line.product
    if taken.low != taken.high or taken.changing or not taken.high or product.main.strength is None:
        return None
    return (*kind_of(product), taken.as_needed)


def kind_of(product: Product) -> tuple[Hashable, ...]:
    """What products that may be added together have in common."""
    return (
        tuple(i.name for i in product.ingredients),
        product.release,
        product.route,
        product.form in LIQUIDS,
        product.is_patch,
        product.interval_hours,
    )


def _medicine(id_: str, lines: Sequence[Line]) -> Medicine:
    first, *rest = [(_words(line.row.name), _words(line.row.directions)) for line in lines]
    also = tuple(AlsoTaken(name=name, directions=directions) for name, directions in rest)
    return Medicine(id=id_, name=first[0], directions=first[1], also=also)


def _words(text: str) -> str:
    return " ".join(text.split())
