"""Searches made in a test: people with a few medicines, as the preview of a file."""

from dataclasses import replace
from datetime import UTC, date, datetime

from pharmreview.domain.lines.repair import Repair
from pharmreview.domain.lines.row import ExportFile, ExportPerson, ExportRow
from pharmreview.domain.patient import Patient
from pharmreview.domain.risk.rule import StaleAfter
from pharmreview.intake import reader
from pharmreview.reference.tables import load_tables
from pharmreview.services.intake import Intake, Preview
from tests.conftest import ToldClock

BORN = date(1960, 2, 29)
NHS, OTHER_NHS = "9990000018", "9990000026"
DAY = date(2026, 11, 20)
MST, CODEINE, UNREADABLE = "MST Continus 30mg tablets", "Codeine 30mg tablets", "Morphine something"
TWICE = "One twice a day"


def days(number: int) -> tuple[StaleAfter, ...]:
    """A line is stale after so many days, whenever its search was run."""
    return (StaleAfter(since=date(2020, 1, 1), days=number, source="set here"),)


def person(
    name: str = "Testing",
    nhs: str = NHS,
    born: date | None = BORN,
    record: str = "",
    row: int = 2,
    medicines: tuple[tuple[str, str], ...] = ((MST, TWICE),),
    **more: object,
) -> ExportPerson:
    """One person of a file, from row `row` on."""
    patient = Patient(family_name=name, nhs_number=nhs, born=born, record_number=record, **more)
    rows = tuple(
        ExportRow(row=number, name=medicine, directions=directions, issued=DAY)
        for number, (medicine, directions) in enumerate(medicines, row)
    )
    return ExportPerson(patient=patient, rows=rows, first_row=row)


def search(
    *people: ExportPerson,
    digest: str = "one",
    day: date = DAY,
    table: str | None = None,
    title: str = "Opioids, Example Medical Centre",
    repairs: tuple[Repair, ...] = (),
) -> Preview:
    """These people as the preview of a file, run on a day."""
    file = ExportFile(
        file_name=f"{digest}.csv",
        digest=digest,
        title=title,
        layout="emis",
        run_on=datetime(day.year, day.month, day.day, 8, tzinfo=UTC),
        rows=sum(len(one.rows) for one in people),
        people=people,
    )
    clock = ToldClock(datetime(2026, 11, 20, 9, 30, tzinfo=UTC))
    intake = Intake(reader, load_tables(), clock)
    return replace(intake.preview_of(file, table=table), repairs=repairs)
