"""A program of its own: agrees a plan that began a month ago, or says what happened to it and dies.

`python half_a_version.py agree HOME CASE_ID` agrees the plan; `… die HOME CASE_ID SECONDS` keeps a hold as
the next version, begins another without keeping it, lives some seconds, and is gone.
"""

from __future__ import annotations

import os
import sys
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from pharmreview.domain.taper.events import EventKind
from pharmreview.domain.taper.person.medicines import medicines_of
from pharmreview.domain.taper.plan import TaperRequest
from pharmreview.services.casework import Casework
from pharmreview.services.tapering import Choices
from tests.journeys.half_a_sentence import PASSPHRASE, app_over


def agree(home: Path, case_id: str) -> None:
    """Agree a plan that began a month ago."""
    app = app_over(home)
    (user,) = app.access.users()
    session = app.access.unlock(user.id, PASSPHRASE)
    cases = Casework(session, app.clock)
    case = cases.begin_review(cases.open(case_id).case, app.form)
    medicines = medicines_of(app.assessed(case).current)
    first = next(m.id for m in medicines if isinstance(app.tapering.choices(m), Choices))
    start = app.clock.today() - timedelta(days=30)
    plan = app.tapering.plan(TaperRequest(start=start, medicines=medicines, order=(first,)))
    cases.agree(case, plan, "Agreed together")
    app.access.lock(session)


def die(home: Path, case_id: str, seconds: float) -> None:
    """Say what happened by the page itself, live a little longer, and die."""
    from ui.shell.application import Running

    qt = QApplication([])
    running = Running(qt, app_over(home))
    running.window.show()

    def until(happened) -> None:
        end = time.monotonic() + 20
        while not happened():
            assert time.monotonic() < end
            QTest.qWait(10)

    page = running.window.unlock.unlock_page
    until(page.who.value)
    page.passphrase.setText(PASSPHRASE)
    page.passphrase.returnPressed.emit()
    until(lambda: running.window.workspace is not None)
    running.window.open_person(case_id)
    until(lambda: running.window.workspace.place == "review")
    running.window.show_step("taper")
    until(lambda: running.window.workspace.place == "taper")
    living = running.window.workspace.view("taper").living.model
    living.begin(EventKind.HOLD)
    living.draft(replace(living.props.draft, words="flu"))
    living.save()
    living.begin(EventKind.ENDED_EARLY)
    living.draft(replace(living.props.draft, words="not yet said"))
    sys.stdout.write("said\n")
    sys.stdout.flush()
    QTest.qWait(round(seconds * 1000))
    os._exit(9)


if __name__ == "__main__":
    if sys.argv[1] == "agree":
        agree(Path(sys.argv[2]), sys.argv[3])
    else:
        die(Path(sys.argv[2]), sys.argv[3], float(sys.argv[4]))
