"""Clinical data files as they lie beside the program."""

import tomllib
from importlib.resources import files
from typing import Any

from pharmreview.reference.provenance import Provenance, provenance_of


def read_data_file(name: str) -> dict[str, Any]:
    """One TOML file of the clinical data that is shipped with the program."""
    return tomllib.loads(files("resources").joinpath("data", name).read_text(encoding="utf-8"))


def shipped_provenance() -> tuple[Provenance, ...]:
    """The pedigree of every clinical table that is shipped, in the order of their files and within them."""
    found: list[Provenance] = []
    for entry in sorted(files("resources").joinpath("data").iterdir(), key=lambda e: e.name):
        if not entry.name.endswith(".toml"):
            continue
        data = read_data_file(entry.name)
        holders = [data, *data.get("table", ())]
        found.extend(provenance_of(h["provenance"]) for h in holders if "provenance" in h)
    return tuple(found)
