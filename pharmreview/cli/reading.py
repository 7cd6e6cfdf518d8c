"""The verbs match and directions: what the reader makes of each name and each sentence."""

from pathlib import Path
from typing import Any

import click

from pharmreview.cli.output import number, table_rows, write_lines
from pharmreview.domain.lines.directions import read_directions
from pharmreview.domain.lines.line import Match, UnreadDirections
from pharmreview.domain.lines.match import match_name
from pharmreview.domain.medicines.product import Form, Ingredient, Product, Route
from pharmreview.domain.quantity.unit import Unit
from pharmreview.reference.tables import load_tables


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def match(file: Path) -> None:
    """Read product names: one JSON object a line for each row of FILE, a table with the column name.

    \b
    Example:
      pharmreview match names.csv
    """
    vocabulary = load_tables().vocabulary
    names = [row["name"] for row in table_rows(file, ["name"])]
    write_lines([match_object(name, match_name(name, vocabulary)) for name in names])


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def directions(file: Path) -> None:
    """Read directions: one JSON object a line for each row of FILE, a table with the column directions.

    A column form (tablet, patch, oral solution) may stand beside it.

    \b
    Example:
      pharmreview directions sentences.csv
    """
    rows = list(table_rows(file, ["directions"], ["form"]))
    names = load_tables().vocabulary.spoken_names
    write_lines([_directions_object(row["directions"], row.get("form") or None, names) for row in rows])


def match_object(name: str, found: Match) -> dict[str, Any]:
    """A match as the contract writes it."""
    return {
        "name": name,
        "status": found.status.value,
        "class": found.medicine_class.value if found.medicine_class else None,
        "product": _product(found.product) if found.product else None,
        "why": found.why,
        **({"candidates": list(found.candidates)} if found.candidates else {}),
    }


def _product(product: Product) -> dict[str, Any]:
    return {
        "ingredients": [_ingredient(i) for i in product.ingredients],
        "form": None if product.form is Form.OTHER else product.form.value,
        "release": product.release.value,
        "route": None if product.route is Route.OTHER else product.route.value,
        "interval_hours": _whole(product.interval_hours),
        "schedule": product.schedule,
    }


def _ingredient(ingredient: Ingredient) -> dict[str, Any]:
    per = ingredient.per
    return {
        "name": ingredient.name,
        "strength": number(ingredient.strength),
        "unit": ingredient.unit.value if ingredient.unit else None,
        "per": {"value": number(per.value), "unit": per.unit.value} if per else None,
    }


_UNITS = (
    Unit.TABLET,
    Unit.CAPSULE,
    Unit.MILLILITRE,
    Unit.MILLIGRAM,
    Unit.MICROGRAM,
    Unit.PATCH,
)
"""The units the contract names; a sachet, a puff or a drop is written as null."""


def _directions_object(text: str, form: str | None, names: frozenset[str]) -> dict[str, Any]:
    found = read_directions(text, form, names=names)
    if isinstance(found, UnreadDirections):
        nothing = dict.fromkeys(
            ("units_per_day_low", "units_per_day_high", "unit", "as_needed", "interval_hours")
        )
        return {"directions": text, "status": "unread", **nothing, "why": found.why}
    return {
        "directions": text,
        "status": "read",
        "units_per_day_low": number(found.low),
        "units_per_day_high": number(found.high),
        "unit": found.unit.value if found.unit in _UNITS else None,
        "as_needed": found.as_needed,
        "interval_hours": _whole(found.interval_hours),
        "why": None,
    }


def _whole(hours: Any) -> int | str | None:
    """Hours as the contract's examples write them: a whole number, or text where it is none."""
    if hours is None:
        return None
    return int(hours) if hours == int(hours) else number(hours)
