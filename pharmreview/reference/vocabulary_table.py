"""The words of `medicines.toml`, with the formulary's products, as the vocabulary of names."""

from functools import cache
from typing import Any

from pharmreview.domain.digits import exact
from pharmreview.domain.medicines.product import Form, MedicineClass, Release, Route
from pharmreview.domain.medicines.vocabulary import Brand, Compound, Substance, Vocabulary
from pharmreview.reference.data_file import read_data_file
from pharmreview.reference.formulary_table import load_formulary


@cache
def load_vocabulary() -> Vocabulary:
    """Every name of a medicine that the tables know."""
    data = read_data_file("medicines.toml")
    others = data["others"]
    return Vocabulary(
        table_id=data["provenance"]["id"],
        substances=tuple(
            _substance(group, name) for group in data["substance"] for name in _names(group["names"])
        ),
        compounds=tuple(
            Compound(name=entry["name"], of=tuple(entry["of"]), also=tuple(entry.get("also", ())))
            for entry in data["compound"]
        ),
        brands=tuple(_brand(group, name) for group in data["brand"] for name in _names(group["names"])),
        other_ingredients=_names(others["look_alikes"]) + _names(others["ingredients"]),
        other_names=_names(others["brands"]),
        other_words=_names(others["words"]),
        stems=_names(others["stems"]),
        endings=tuple(
            (ending, MedicineClass(name))
            for name, endings in data["class_endings"].items()
            for ending in endings
        ),
        noise=frozenset(_names(data["noise"]["words"])),
        products=load_formulary().products,
    )


def _names(text: str) -> tuple[str, ...]:
    return tuple(name for part in text.split(",") if (name := " ".join(part.split())))


def _substance(group: dict[str, Any], name: str) -> Substance:
    weak = group.get("weak_liquid_mg_per_ml", {}).get(name)
    return Substance(
        name=name,
        medicine_class=MedicineClass(group["class"]),
        synonyms=tuple(group.get("synonyms", {}).get(name, ())),
        label=group.get("labels", {}).get(name, ""),
        schedule=group.get("schedule"),
        schedule_injected=group.get("schedule_injected"),
        weak_liquid_mg_per_ml=None if weak is None else exact(weak),
        strengths=tuple(exact(number) for number in group.get("strengths", {}).get(name, ())),
    )


def _brand(group: dict[str, Any], name: str) -> Brand:
    form = Form(group["form"]) if "form" in group else None
    release = Release.MODIFIED if form is Form.PATCH else group.get("release")
    route = Route.TRANSDERMAL if form is Form.PATCH else group.get("route")
    return Brand(
        name=name,
        of=tuple(group["of"]),
        form=form,
        route=Route(route) if route else None,
        release=Release(release) if release else None,
        variety=group.get("variety", ""),
        interval_hours=exact(group["interval_hours"]) if "interval_hours" in group else None,
        strengths=tuple(exact(number) for number in group.get("strength", ())),
        per_ml=exact(group["per_ml"]) if "per_ml" in group else None,
    )
