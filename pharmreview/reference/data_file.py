"""Clinical data files as they lie beside the program."""

import tomllib
from importlib.resources import files
from typing import Any


def read_data_file(name: str) -> dict[str, Any]:
    """One TOML file of the clinical data that is shipped with the program."""
    return tomllib.loads(files("resources").joinpath("data", name).read_text(encoding="utf-8"))
