"""A second ingredient, such as paracetamol, in everything a person takes."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from pharmreview.domain.digits import plain
from pharmreview.domain.lines.line import MedicationLine, OtherLine
from pharmreview.domain.quantity.unit import WEIGHTS
from pharmreview.domain.taper.course.goal import Course
from pharmreview.domain.taper.course.refuse import ReadMedicine
from pharmreview.domain.taper.descent.shelf import companion, second_of
from pharmreview.domain.taper.pace import TaperSettings
from pharmreview.domain.taper.weighing.products import Code


def above_ceiling(course: Course, settings: TaperSettings) -> Iterable[Code]:
    """A second ingredient, such as paracetamol, above its ceiling now."""
    each = companion(course.product)
    units = sum((i.count for d in course.now for i in d.items), Decimal(0))
    if each is None:
        return
    second = course.product.ingredients[1].name
    for ceiling in settings.ceilings:
        if second == ceiling.ingredient and each * units > ceiling.most:
            yield (
                "second-ingredient-high",
                {"name": course.name, "second": second, "most": plain(ceiling.most)},
            )


def taken_together(reads: Sequence[ReadMedicine], settings: TaperSettings) -> Iterable[Code]:
    """A second ingredient that several medicines of the list hold, or that stands there by itself too."""
    for ceiling in settings.ceilings:
        a_day = {
            name: taken
            for read in reads
            for (name, _), line in zip(read.written, (read.line, *read.more), strict=True)
            if isinstance(line, MedicationLine) and (taken := _a_day(line, ceiling.ingredient)) is not None
        }
        facts = {"second": ceiling.ingredient, "most": plain(ceiling.most)}
        total = sum(a_day.values(), Decimal(0))
        if len(a_day) > 1 and total > ceiling.most:
            yield "second-ingredient-together", {"name": _named(a_day), "total": plain(total), **facts}
        by_itself = [
            read.medicine.name
            for read in reads
            if isinstance(read.line, OtherLine)
            and ceiling.ingredient in read.medicine.name.casefold().split()
        ]
        if a_day and by_itself:
            yield "second-ingredient-also", {"name": _named(a_day), "other": _named(by_itself), **facts}


def _a_day(line: MedicationLine, second: str) -> Decimal | None:
    """The most of a second ingredient that a line gives in a day; None for a product without it."""
    held = {i.name for i in line.product.ingredients[1:]}
    if second not in held or line.directions.unit in WEIGHTS:
        return None
    return second_of(line.product) * line.directions.high


def _named(names: Iterable[str]) -> str:
    return " and ".join(names)
