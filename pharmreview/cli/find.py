"""The verb find: a practice's search to people, totals, tiers and reasons."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from pharmreview.cli.output import number, write_csv, write_document
from pharmreview.domain.errors import InputProblem
from pharmreview.domain.lines.line import MedicationLine, OtherLine, UnreadLine
from pharmreview.domain.ome.equivalence import LineOme, NotConverted, line_ome
from pharmreview.domain.ome.factor import FactorTable
from pharmreview.domain.patient import Patient
from pharmreview.domain.quantity.unit import WEIGHTS
from pharmreview.domain.regimen.regimen import Entry
from pharmreview.domain.risk.finding import Exclusion, Finding
from pharmreview.intake import reader
from pharmreview.intake.layouts import LAYOUTS
from pharmreview.reference.tables import load_tables
from pharmreview.services.intake import Intake, Preview, PreviewPerson
from pharmreview.system.clock import SystemClock


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--layout", type=click.Choice(["auto", *LAYOUTS]), default="auto", show_default=True)
@click.option("--as-of", "as_of", help="A date as 2026-11-20; else the date of the search, else today.")
@click.option("--table", "table_id", help="Id of an equivalence table; FPM_2020 unless named.")
@click.option("--format", "form", type=click.Choice(["json", "csv"]), default="json", show_default=True)
def find(file: Path, layout: str, as_of: str | None, table_id: str | None, form: str) -> None:
    """Read a practice's search (CSV or XLSX) and show who takes what and who to see first.

    JSON holds every line of every person, counted or set aside with the reason. Reasons are the findings
    that set the tier; findings are all that hold; entries that might exclude a person and must be looked
    at stand among the findings as CHECK. CSV holds one row a person.

    \b
    Example:
      pharmreview find search.csv --as-of 2026-11-20
    """
    tables = load_tables()
    preview = Intake(reader, tables, SystemClock()).preview(
        file, layout=layout, as_of=_day(as_of), table=table_id
    )
    if form == "csv":
        write_csv(_CSV_HEADINGS, [_csv_row(p) for p in preview.people])
    else:
        write_document(_document(preview, tables.factor_table(table_id)))


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputProblem(
            f"{text} is not a date.", "Write it as year-month-day, such as 2026-11-20."
        ) from error


def _document(preview: Preview, factors: FactorTable) -> dict[str, Any]:
    return {
        "as_of": preview.as_of.isoformat(),
        "layout": preview.file.layout,
        "table": preview.table,
        "totals": preview.counts.model_dump(),
        "people": [_person(p, factors) for p in preview.people],
        "notes": list(preview.file.notes),
        "set_aside": [{"row": s.row, "why": s.why} for s in preview.file.set_aside],
    }


def _person(one: PreviewPerson, factors: FactorTable) -> dict[str, Any]:
    patient, found = one.person.patient, one.assessment
    return {
        "nhs_number": patient.nhs_number or None,
        "nhs_number_problem": patient.nhs_number_problem,
        "name": name_of(patient),
        "born": patient.born.isoformat() if patient.born else None,
        "ome_low": number(found.ome.low.milligrams),
        "ome_high": number(found.ome.high.milligrams),
        "ome_regular_high": number(found.ome.regular_high.milligrams),
        "complete": found.ome.complete,
        "cohort": found.cohort,
        "tier": found.tier.tier.value,
        "reasons": [_finding(f) for f in found.tier.reasons],
        "findings": [
            *(_finding(f) for f in found.findings),
            *(
                {"code": f"CHECK-{e.code}", "what": f"To check: {e.what}", "because": e.because}
                for e in found.to_check
            ),
        ],
        "exclusions": [_exclusion(e) for e in found.exclusions],
        "problems": list(one.person.problems),
        "lines": [_line(e, factors) for e in found.regimen.entries],
    }


def _exclusion(exclusion: Exclusion) -> dict[str, Any]:
    """With the row of the entry and, where it speaks of one class, the medicines that alone are excluded."""
    said: dict[str, Any] = {
        "code": exclusion.code,
        "because": exclusion.because,
        "row": exclusion.row or None,
    }
    return said | ({"medicines": list(exclusion.medicines)} if exclusion.medicines else {})


def name_of(patient: Patient) -> str:
    """FAMILY, given; or whichever there is."""
    return ", ".join(part for part in (patient.family_name, patient.given_name) if part)


def _finding(finding: Finding) -> dict[str, str]:
    return {
        "code": finding.code,
        "what": finding.what,
        "because": finding.because,
        "source": finding.source,
    }


def _line(entry: Entry, factors: FactorTable) -> dict[str, Any]:
    line, row = entry.line, entry.line.row
    worth = line_ome(line, factors)
    converted = worth if isinstance(worth, LineOme) else None
    directions = line.directions if isinstance(line, MedicationLine) else None
    counted = directions if directions is not None and directions.unit not in WEIGHTS else None
    why = entry.why or _open_question(entry, worth)
    return {
        "row": row.row,
        "name": row.name,
        "directions": row.directions,
        "issued": row.issued.isoformat() if row.issued else None,
        "status": _status(entry),
        "drug": None if isinstance(line, OtherLine) or line.product is None else line.product.main.name,
        "units_per_day_low": number(counted.low) if counted else None,
        "units_per_day_high": number(counted.high) if counted else None,
        "ome_low": number(converted.low.milligrams) if converted else None,
        "ome_high": number(converted.high.milligrams) if converted else None,
        "counted": entry.counted,
        "why": why,
    }


def _open_question(entry: Entry, worth: LineOme | NotConverted | None) -> str | None:
    """Why a line could not be read or converted, or what is still to be asked about it."""
    if isinstance(worth, NotConverted):
        return worth.why
    line = entry.line
    if isinstance(line, UnreadLine):
        return line.why
    return line.ask if isinstance(line, MedicationLine) else None


def _status(entry: Entry) -> str:
    line = entry.line
    if isinstance(line, OtherLine):
        return "other"
    if isinstance(line, UnreadLine):
        return "unread"
    return "ask" if line.ask else "read"


_CSV_HEADINGS = (
    "nhs_number", "nhs_number_problem", "name", "born", "ome_low", "ome_high", "ome_regular_high", "complete",
    "tier", "reasons", "exclusions", "to_check", "problems",
)  # fmt: skip


def _csv_row(one: PreviewPerson) -> list[str]:
    patient, found = one.person.patient, one.assessment
    return [
        patient.nhs_number,
        patient.nhs_number_problem or "",
        name_of(patient),
        patient.born.isoformat() if patient.born else "",
        number(found.ome.low.milligrams) or "",
        number(found.ome.high.milligrams) or "",
        number(found.ome.regular_high.milligrams) or "",
        "yes" if found.ome.complete else "no",
        found.tier.tier.value,
        "; ".join(f"{f.what}: {f.because}" for f in found.tier.reasons),
        "; ".join(f"{e.code} {e.because}" for e in found.exclusions),
        "; ".join(f"{e.code} {e.because}" for e in found.to_check),
        " ".join(one.person.problems),
    ]
