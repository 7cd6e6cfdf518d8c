"""The products of `products.toml` as the formulary: families first, then products one a line."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from pharmreview.domain.digits import exact
from pharmreview.domain.medicines.formulary import Formulary
from pharmreview.domain.medicines.product import (
    Form,
    Halving,
    Ingredient,
    MedicineClass,
    Per,
    Product,
    Release,
    Route,
    Supply,
)
from pharmreview.domain.quantity.unit import Unit
from pharmreview.reference.data_file import read_data_file

_GABAPENTINOIDS = {"gabapentin", "pregabalin"}


_HOLDS = re.compile(
    r"(?P<name>[^(\d]+?) (?:\((?P<salt>\w+)\) )?(?P<strength>[\d.]+) "
    r"(?P<unit>[\w/]+?)(?:/(?P<per>[\d.]+) ml)?"
)


@cache
def load_formulary() -> Formulary:
    """Every product of the reference table, in the order of the file."""
    data = read_data_file("products.toml")
    families = (
        _product(family, row, data["sources"], data["confidences"])
        for family in data["family"]
        for row in family["products"]
    )
    named = _named(data["named"], data["sources"], data["confidences"])
    return Formulary(table_id=data["provenance"]["id"], products=(*families, *named))


def _product(
    family: dict[str, Any], row: dict[str, Any], sources: dict[str, str], confidences: dict[str, str]
) -> Product:
    usual = MedicineClass.GABAPENTINOID if family["of"][0] in _GABAPENTINOIDS else MedicineClass.OPIOID
    return Product(
        name=row["name"],
        medicine_class=MedicineClass(family.get("class", usual)),
        ingredients=_ingredients(family, row["strength"]),
        form=Form(family["form"]),
        release=Release(family.get("release", "IR")),
        route=Route(family.get("route", "oral")),
        interval_hours=family.get("interval_hours"),
        schedule=family.get("schedule"),
        brand=family.get("brand", ""),
        variety=family.get("variety", ""),
        halving=Halving(row.get("halving", family.get("halving", "unknown"))),
        supply=Supply(family.get("supply", "listed")),
        brand_prescribing=family.get("brand_prescribing", False),
        source=sources[family["source"]],
        confidence=confidences[family["confidence"]],
        note=row.get("note", family.get("note", "")),
        brands=(*row.get("brands", ()), *row.get("brands_by_s8", ())),
        more_brands=row.get("more_brands", False),
        dmd_code=row.get("dmd", ""),
        bnf_code=row.get("bnf", ""),
    )


def _ingredients(family: dict[str, Any], strengths: list[str]) -> tuple[Ingredient, ...]:
    per = Per(value=family["per_ml"], unit=Unit.MILLILITRE) if "per_ml" in family else None
    return tuple(
        Ingredient(
            name=name,
            strength=exact(strength),
            unit=Unit(family.get("unit", "mg")),
            per=per,
            salt=family.get("salt", "") if position == 0 else "",
        )
        for position, (name, strength) in enumerate(zip(family["of"], strengths, strict=True))
    )


def _named(named: dict[str, Any], sources: dict[str, str], confidences: dict[str, str]) -> Iterator[Product]:
    """The products that stand one a line; the name of the class heads its lines."""
    medicine_class = None
    for line in named["products"].strip().splitlines():
        if line.startswith("# "):
            medicine_class = MedicineClass(line[2:])
            continue
        name, holds, *cells = (cell.strip() for cell in line.split(";"))
        form, kind, release, route, hours, schedule, supply, brands, dmd = (_told(cell) for cell in cells)
        yield Product(
            name=name,
            medicine_class=medicine_class,
            ingredients=tuple(_ingredient(part) for part in holds.split(" + ")),
            form=Form(form),
            release=Release(release),
            route=Route(route),
            interval_hours=exact(hours) if hours else None,
            schedule=schedule or None,
            variety=kind,
            supply=Supply(supply),
            source=sources[named["source"]],
            confidence=confidences[named["confidences"][supply]],
            brands=tuple(brand.strip() for brand in brands.split(",")) if brands else (),
            dmd_code=dmd,
        )


def _told(cell: str) -> str:
    return "" if cell == "-" else cell


def _ingredient(text: str) -> Ingredient:
    """Read "morphine (sulfate) 10 mg/5 ml". Raises ValueError where the text is of another shape."""
    found = _HOLDS.fullmatch(text)
    if found is None:
        raise ValueError(f"not an ingredient with its strength: {text}")
    per = found["per"]
    return Ingredient(
        name=found["name"],
        strength=exact(found["strength"]),
        unit=Unit(found["unit"]),
        per=Per(value=exact(per), unit=Unit.MILLILITRE) if per else None,
        salt=found["salt"] or "",
    )
