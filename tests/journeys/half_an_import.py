"""A program of its own: brings a search in, and is killed before it has come to the last person.

`python half_an_import.py HOME EXPORT PEOPLE` opens the store that HOME holds and dies after so many people.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from tests.journeys.half_a_sentence import PASSPHRASE, app_over


def bring_in_and_die(home: Path, export: Path, people: int) -> None:
    """Die by the signal that no program can answer, in the middle of keeping."""
    app = app_over(home)
    (user,) = app.access.users()
    session = app.access.unlock(user.id, PASSPHRASE)

    def report(done: int, _of: int) -> None:
        if done >= people:
            os.kill(os.getpid(), signal.SIGKILL)

    app.caseload(session).bring_in(app.intake.preview(export), report)


if __name__ == "__main__":
    bring_in_and_die(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
