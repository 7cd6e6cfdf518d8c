"""The products of `products.toml` as the formulary."""

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


@cache
def load_formulary() -> Formulary:
    """Every product of the reference table, in the order of the file."""
    data = read_data_file("products.toml")
    return Formulary(
        table_id=data["provenance"]["id"],
        products=tuple(
            _product(family, row, data["sources"], data["confidences"])
            for family in data["family"]
            for row in family["products"]
        ),
    )


def _product(
    family: dict[str, Any], row: dict[str, Any], sources: dict[str, str], confidences: dict[str, str]
) -> Product:
    main = family["of"][0]
    return Product(
        name=row["name"],
        medicine_class=MedicineClass.GABAPENTINOID if main in _GABAPENTINOIDS else MedicineClass.OPIOID,
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
        brands=tuple(row.get("brands", ())),
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
