"""Brings one search after another into a store until it is killed; says when each is kept.

``python -m tests.services.caseload.importer FOLDER USER PEOPLE``, the passphrase on standard input.
"""

import sys
from datetime import timedelta
from pathlib import Path

from pharmreview.reference.tables import load_tables
from pharmreview.services.access import Session
from pharmreview.services.caseload.verbs import Caseload
from tests.conftest import ToldClock
from tests.services.caseload.searches import DAY, MST, person, search
from tests.storage.filled import AT, room_in


def main(folder: str, user: str, people: str) -> None:
    """Import for ever: search `turn` holds everyone, on a dose of its own."""
    opened = room_in(Path(folder)).unlock(user, sys.stdin.readline().rstrip("\n"), AT)
    caseload = Caseload(Session(opened.user, opened.store), ToldClock(AT), load_tables())
    turn = len(caseload.imports())
    while True:
        turn += 1
        everyone = [
            person(f"P{n}", "", record=str(n), row=n + 2, medicines=((MST, f"{turn} daily"),))
            for n in range(int(people))
        ]
        preview = search(*everyone, digest=f"search{turn}", day=DAY + timedelta(days=turn))
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        caseload.bring_in(preview)
        sys.stdout.write(f"kept {turn}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
