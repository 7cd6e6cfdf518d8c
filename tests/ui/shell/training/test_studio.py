"""The window that is photographed."""

from pathlib import Path

from ui.shell.leaving.idle_lock import MINUTES
from ui.shell.training.studio import Studio


def test_that_minutes_a_slow_machine_takes_lock_nothing_and_are_in_no_picture(
    tmp_path: Path, qapp: object
) -> None:
    told: list[object] = []
    with Studio(tmp_path / "store", tmp_path / "pictures") as studio:
        idle = studio.window.idle
        idle.due.connect(lambda: told.append("due"))
        idle.minutes_left.connect(told.append)
        for _ in range(MINUTES):
            idle.minute_passed()
    assert told == []
