"""At which interval a product is taken or worn: told by its name, answered, or stated otherwise."""

from pharmreview.domain.digits import plain
from pharmreview.domain.errors import InputProblem
from pharmreview.domain.lines.line import Directions
from pharmreview.domain.lines.statements.wording import span_words
from pharmreview.domain.medicines.formulary import Formulary
from pharmreview.domain.medicines.product import Product, Release
from pharmreview.domain.taper.course.refuse import ReadMedicine, example, refusal
from pharmreview.domain.taper.pace import TaperSettings
from pharmreview.domain.taper.plan import Refusal


def with_interval(read: ReadMedicine) -> Product:
    """The product with the interval that was asked and answered, where its own name does not tell.

    Raises InputProblem where the answer contradicts the name.
    """
    product = read.product
    if product is None:
        raise InputProblem(f"{read.medicine.name} could not be read.", "Check the name against the record.")
    answer = read.medicine.interval_hours
    if answer is None or product.release is Release.IMMEDIATE:
        return product
    if product.interval_hours is not None and product.interval_hours != answer:
        raise InputProblem(
            f"{read.medicine.name} is {plain(product.interval_hours)}-hourly, not {plain(answer)}-hourly.",
            "Leave the interval out, or name the product that is meant.",
        )
    return product.model_copy(update={"interval_hours": answer})


def not_made(read: ReadMedicine, formulary: Formulary, settings: TaperSettings) -> Refusal | None:
    """Why an interval that was answered cannot be: nobody makes the medicine for it."""
    product, answer = read.product, read.medicine.interval_hours
    if product is None or answer is None or product.release is Release.IMMEDIATE:
        return None
    if product.interval_hours is not None:
        return None
    made = formulary.intervals(product)
    if answer in made:
        return None
    own = " or ".join(span_words(hours) for hours in made) or "none"
    facts = {"name": read.medicine.name, "said": span_words(answer), "own": own}
    return refusal(settings, "interval-not-made", **facts)


def worn_otherwise(
    product: Product, name: str, words: str, directions: Directions, settings: TaperSettings
) -> Refusal | None:
    """Why a patch cannot be planned whose directions give one interval, and that is not its own."""
    own, said = product.interval_hours, directions.interval_hours
    if not product.is_patch or own is None or said is None or said == own:
        return None
    facts = {"own": span_words(own), "said": span_words(said), "example": example(product)}
    return refusal(settings, "patch-interval", name=name, directions=words, **facts)
