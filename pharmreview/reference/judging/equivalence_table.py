"""The equivalence tables of `equivalence.toml` as factor tables."""

from typing import Any

from pharmreview.domain.ome.factor import Basis, Factor, FactorTable
from pharmreview.domain.quantity.unit import Unit
from pharmreview.reference.data_file import read_data_file
from pharmreview.reference.provenance import provenance_of

DEFAULT_TABLE = "FPM_2020"

_RANGE_ONLY = "range-only"
"""A band printed for a change in one direction: kept in the file to be read, never a factor."""


def load_factor_tables() -> dict[str, FactorTable]:
    """Every equivalence table by its id, in the order of the file."""
    data = read_data_file("equivalence.toml")
    tables = [_table(entry, data["sources"], data["confidences"]) for entry in data["table"]]
    return {table.id: table for table in tables}


def _table(entry: dict[str, Any], sources: dict[str, Any], confidences: dict[str, str]) -> FactorTable:
    provenance = provenance_of(entry["provenance"])
    return FactorTable(
        id=provenance.id,
        title=provenance.title,
        source=provenance.source,
        reviewed=provenance.reviewed.isoformat() if provenance.reviewed else "",
        checker=provenance.checker or "",
        comparison_only=provenance.comparison_only,
        factors=tuple(
            _factor(row, sources, confidences) for row in entry["rows"] if row["basis"] != _RANGE_ONLY
        ),
    )


def _factor(row: dict[str, Any], sources: dict[str, Any], confidences: dict[str, str]) -> Factor:
    low, high = row.get("range", ("", ""))
    strength = row.get("strength")
    return Factor(
        medicine=row["medicine"],
        route=row["route"],
        basis=Basis.NOT_CONVERTIBLE if row.get("use") == "never" else Basis(row["basis"]),
        factor=row.get("factor"),
        strength=strength,
        strength_unit=Unit.MICROGRAM_PER_HOUR if strength else None,
        range_low=low or None,
        range_high=high or None,
        source=sources[row["source"]]["title"],
        year=row["year"],
        confidence=confidences[row["confidence"]],
        note=row.get("note", ""),
    )
