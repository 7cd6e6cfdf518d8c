"""The verbs ome and tables: totals with their working, and the pedigree of every clinical table."""

from pathlib import Path
from typing import Any

import click

from pharmreview.cli.output import number, table_rows, write_document, write_lines
from pharmreview.domain.lines.row import ExportRow
from pharmreview.domain.ome.equivalence import LineOme, OmeTotal, total_of
from pharmreview.reference.tables import ReferenceTables, load_tables
from pharmreview.system.clock import SystemClock


@click.command()
@click.option("--table", "table_id", required=True, help="Id of an equivalence table, such as FPM_2020.")
@click.argument("file", type=click.Path(path_type=Path))
def ome(table_id: str, file: Path) -> None:
    """Add up oral morphine equivalence: one JSON object a line for each case of FILE.

    FILE has the columns case, name and directions; rows of one case add up. What could not be converted is
    named, and then complete is false: the figures are a floor.

    \b
    Example:
      pharmreview ome --table FPM_2020 cases.csv
    """
    tables = load_tables()
    factors = tables.factor_table(table_id)
    cases: dict[str, list[ExportRow]] = {}
    for at, row in enumerate(table_rows(file, ["case", "name", "directions"]), start=2):
        entry = ExportRow(row=at, name=row["name"], directions=row["directions"])
        cases.setdefault(row["case"], []).append(entry)
    totals = {c: total_of([tables.read_row(r) for r in rows], factors) for c, rows in cases.items()}
    write_lines([_case_object(case, total) for case, total in totals.items()])


def _case_object(case: str, total: OmeTotal) -> dict[str, Any]:
    return {
        "case": case,
        "ome_low": number(total.low.milligrams),
        "ome_high": number(total.high.milligrams),
        "complete": total.complete,
        "working": [_working(line) for line in total.working],
        "not_converted": [{"name": n.name, "why": n.why} for n in total.not_converted],
    }


def _working(line: LineOme) -> dict[str, Any]:
    return {
        "name": line.name,
        "medicine": line.medicine,
        "dose_low": number(line.dose_low.number),
        "dose_high": number(line.dose_high.number),
        "dose_unit": line.dose_high.unit.value,
        "factor": number(line.factor.factor),
        "ome_low": number(line.low.milligrams),
        "ome_high": number(line.high.milligrams),
        "as_needed": line.as_needed,
        "working": line.working,
        "table": line.table,
        "source": line.factor.source,
        "confidence": line.factor.confidence,
    }


@click.command()
def tables() -> None:
    """Show every clinical table: its source, who drew it up and checked it, and whether it is overdue.

    \b
    Example:
      pharmreview tables
    """
    write_document(table_objects(load_tables()))


def table_objects(known: ReferenceTables) -> list[dict[str, Any]]:
    """Each table's pedigree, judged by today's date."""
    today = SystemClock().today()
    return [
        {
            "id": p.id,
            "title": p.title,
            "source": p.source,
            "author": p.author,
            "checker": p.checker,
            "reviewed": p.reviewed.isoformat() if p.reviewed else None,
            "next_review": p.next_review.isoformat() if p.next_review else None,
            "overdue": p.overdue_on(today),
            "comparison_only": p.comparison_only,
        }
        for p in known.provenance
    ]
