"""Backups made before an import or a migration do not fill the disk, and none that was asked for goes."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pharmreview.storage.backups.keeping import backup_name, clear_outgrown, outgrown

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


def names(hours_ago: Iterable[float], why: str = "before-import") -> list[str]:
    return [backup_name(NOW - timedelta(hours=hours), why) for hours in hours_ago]


def test_that_a_year_of_two_a_day_leaves_the_last_days_weeks_and_months() -> None:
    everything = names(range(0, 24 * 400, 12))
    gone = set(outgrown(everything))
    kept = [name for name in everything if name not in gone]
    days = sorted({name[:8] for name in kept}, reverse=True)
    assert days[:7] == [f"{NOW - timedelta(days=n):%Y%m%d}" for n in range(7)]
    assert len({name[:6] for name in kept}) == 12
    assert len(kept) <= 3 + 7 + 4 + 12


def test_that_one_that_was_asked_for_and_a_strangers_file_stay() -> None:
    asked = names(range(0, 24 * 400, 12), "asked")
    assert outgrown([*asked, "notes.pharmreview", "20261301-000000-before-import.pharmreview"]) == ()


@given(st.lists(st.integers(0, 24 * 800), unique=True, max_size=60))
def test_that_the_newest_three_stay_and_clearing_again_changes_nothing(hours: list[int]) -> None:
    everything = names(hours)
    gone = outgrown(everything)
    assert not set(sorted(everything, reverse=True)[:3]) & set(gone)
    assert outgrown(set(everything) - set(gone)) == ()


def test_that_a_backup_goes_with_its_keys(tmp_path: Path) -> None:
    everything = names(range(20))
    for name in everything:
        (tmp_path / name).touch()
        (tmp_path / name).with_suffix(".keys").touch()
    clear_outgrown(tmp_path)
    left = {path.stem for path in tmp_path.iterdir()}
    assert left == {Path(name).stem for name in set(everything) - set(outgrown(everything))}
    assert len(list(tmp_path.iterdir())) == 2 * len(left)
