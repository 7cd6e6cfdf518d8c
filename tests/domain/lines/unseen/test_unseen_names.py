"""Product names written from what UK records hold, by one who had not read the grammar: each with its answer.

A table has one name a line: name; status; class; ingredients; form; release; route; hours; schedule. A dash
is nothing, an empty cell is not looked at, and a bar parts answers that are equally right.
"""

from pathlib import Path

import pytest

from pharmreview.domain.lines.line import Match, Reading
from pharmreview.domain.lines.match import match_name
from pharmreview.domain.medicines.product import Ingredient, Product
from pharmreview.reference.vocabulary_table import load_vocabulary

HERE = Path(__file__).parent
TABLES = (
    "names_first.txt",
    "names_second.txt",
    "names_third_development.txt",
    "names_third_held_out.txt",
    "names_fourth.txt",
    "names_fifth.txt",
    "names_sixth.txt",
    "names_seventh.txt",
    "names_eighth.txt",
    "names_misleading.txt",
)
OTHERS = ("others_first.txt", "others_second.txt")
FACTS = ("form", "release", "route", "hours", "schedule")
CELLS = 4 + len(FACTS)


def lines(table: str) -> list[str]:
    """Every line of a table that is not a comment."""
    text = (HERE / table).read_text(encoding="utf-8").splitlines()
    return [line for line in text if line.strip() and not line.startswith("#")]


def cells(line: str) -> list[str]:
    found = [cell.strip() for cell in line.split(";")]
    return found + [""] * (CELLS - len(found))


def written(ingredient: Ingredient) -> str:
    """An ingredient as the table writes it: "morphine 10 mg/5 ml"."""
    if ingredient.strength is None or ingredient.unit is None:
        return ingredient.name
    per = f"/{ingredient.per.value} ml" if ingredient.per is not None else ""
    return f"{ingredient.name} {ingredient.strength} {ingredient.unit.value}{per}"


def facts_of(product: Product) -> dict[str, str]:
    """What a product says, by the words of the table."""
    hours = product.interval_hours
    return {
        "form": product.form.value,
        "release": product.release.value,
        "route": product.route.value,
        "hours": "-" if hours is None else str(hours),
        "schedule": product.schedule or "-",
    }


def differences(line: str, match: Match) -> list[str]:
    """In which of its cells a reading is not what the line of the table says."""
    _, status, medicine_class, ingredients, *facts = cells(line)
    said_class = match.medicine_class.value if match.medicine_class else ""
    wrong = [] if match.status.value in status.split("|") else ["status"]
    if medicine_class and match.status is not Reading.UNREAD and said_class != medicine_class:
        wrong.append("class")
    if match.product is None:
        return wrong
    if ingredients and not any(_holds(match.product, answer) for answer in ingredients.split("|")):
        wrong.append("ingredients")
    said = facts_of(match.product)
    answers = zip(FACTS, facts, strict=True)
    return [*wrong, *(fact for fact, answer in answers if answer and said[fact] not in answer.split("|"))]


def _holds(product: Product, answer: str) -> bool:
    held = [written(ingredient) for ingredient in product.ingredients]
    wanted = answer.split(" + ")
    return held[0] == wanted[0] and set(wanted) <= set(held)


@pytest.mark.parametrize("table", TABLES)
def test_that_unseen_names_are_read_as_a_pharmacist_would(table: str) -> None:
    read = [(line, match_name(cells(line)[0], load_vocabulary())) for line in lines(table)]
    assert read
    assert [(line, match) for line, match in read if differences(line, match)] == []


@pytest.mark.parametrize("table", OTHERS)
def test_that_unseen_medicines_and_devices_outside_the_classes_are_other(table: str) -> None:
    read = [(name, match_name(name, load_vocabulary()).status) for name in lines(table)]
    assert read
    assert [(name, status) for name, status in read if status is not Reading.OTHER] == []
