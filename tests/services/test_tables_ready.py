"""A file that is dropped while the tables are still being arranged is read as any other."""

from datetime import date
from pathlib import Path
from threading import Thread

from pharmreview.intake import reader
from pharmreview.reference.tables import ReferenceTables
from pharmreview.services.intake import Intake, Preview
from pharmreview.system.clock import SystemClock
from tests.benchmarks.search_files import write_search


def _read(path: Path, tables: ReferenceTables) -> Preview:
    return Intake(reader, tables, SystemClock()).preview(path, as_of=date(2026, 11, 20))


def test_that_a_file_read_before_or_while_the_tables_are_made_ready_says_the_same(tmp_path: Path) -> None:
    path = write_search(tmp_path / "search.csv", 400)
    ready, unready, meanwhile = ReferenceTables(), ReferenceTables(), ReferenceTables()
    ready.make_ready()
    after, before = _read(path, ready), _read(path, unready)
    making = Thread(target=meanwhile.make_ready)
    making.start()
    beside = _read(path, meanwhile)
    making.join()
    assert after.counts.read > 0
    for other in (before, beside):
        assert other.counts == after.counts
        assert [one.assessment for one in other.people] == [one.assessment for one in after.people]
        assert [one.judged.tier for one in other.people] == [one.judged.tier for one in after.people]
