"""A file to a preview: the day, the counts, progress and stopping; nothing is lost between."""

from datetime import date
from pathlib import Path

import pytest

from pharmreview.domain.errors import InputProblem, Stopped
from pharmreview.intake import reader
from pharmreview.reference.tables import load_tables
from pharmreview.services.intake import Intake

EXPORTS = Path(__file__).parent.parent / "data" / "exports"
FILES = ["emis_sample.csv", "emis_sample_groups.csv", "systmone_sample.csv", "systmone_sample_wide.csv"]


@pytest.fixture
def intake(clock):
    return Intake(reader, load_tables(), clock)


@pytest.mark.parametrize("name", FILES)
def test_that_rows_are_conserved_from_file_to_preview(intake, name):
    preview = intake.preview(EXPORTS / name)
    counts = preview.counts
    assert counts.lines == counts.read + counts.other + counts.unread
    assert counts.lines == sum(len(p.rows) for p in preview.file.people)
    assert counts.people == len(preview.people)
    for one in preview.people:
        assert [e.line.row for e in one.entries] == list(one.person.rows)
        assert one.entries == one.assessment.regimen.entries


def test_that_the_day_is_the_one_given_else_the_search_s_else_today(intake, clock):
    clock.move(days=30)
    emis, systmone = EXPORTS / "emis_sample.csv", EXPORTS / "systmone_sample.csv"
    assert intake.preview(emis, as_of=date(2026, 12, 1)).as_of == date(2026, 12, 1)
    assert intake.preview(emis).as_of == date(2026, 11, 20)
    assert intake.preview(systmone).as_of == clock.today()


def test_that_another_table_can_be_named_and_an_unknown_one_is_refused(intake):
    assert intake.preview(EXPORTS / "emis_sample.csv", table="bnf_palliative").table == "BNF_PALLIATIVE"
    with pytest.raises(InputProblem, match="no equivalence table called"):
        intake.preview(EXPORTS / "emis_sample.csv", table="NONE")


def test_that_progress_is_told_and_stopping_keeps_nothing(intake):
    told = []
    intake.preview(EXPORTS / "emis_sample.csv", report=lambda done, of: told.append((done, of)))
    assert told == sorted(told)
    assert told[-1] == (66, 66)
    with pytest.raises(Stopped):
        intake.preview(EXPORTS / "emis_sample.csv", should_stop=lambda: True)


def test_that_the_same_file_gives_the_same_preview(intake):
    assert intake.preview(EXPORTS / "emis_sample.csv") == intake.preview(EXPORTS / "emis_sample.csv")
