"""A program of its own: brings a search in, and is killed before it has come to the last person.

`python half_an_import.py HOME EXPORT PEOPLE` opens the store that HOME holds and dies after so many people.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from pharmreview.services.caseload.searches import beside
from pharmreview.services.caseload.searches.importing import Phase
from tests.journeys.half_a_sentence import PASSPHRASE, app_over


def bring_in_and_die(home: Path, export: Path, people: int) -> None:
    """Die by the signal that no program can answer, in the middle of keeping."""
    app = app_over(home)
    (user,) = app.access.users()
    session = app.access.unlock(user.id, PASSPHRASE)

    beside.PEOPLE_IN_A_LOT = 1

    def report(phase: Phase, done: int, _of: int) -> None:
        if phase is Phase.KEEPING and done >= people:
            os.kill(os.getpid(), signal.SIGKILL)

    app.caseload(session).bring_in(app.intake.preview(export), report)


if __name__ == "__main__":
    bring_in_and_die(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
