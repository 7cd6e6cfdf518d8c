"""A program of its own that changes, agrees, pauses and steps back one person's plan, again and again.

Arguments: the folder and the user's id. The passphrase is read from standard input. Each save that was
acknowledged is told on a line: what it was, the revision, how many versions are agreed, and how many events
the last of them holds.
"""

import os
import sys
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from pharmreview.bootstrap import bootstrap
from pharmreview.domain.case import Case
from pharmreview.domain.taper.events import Event, EventKind
from pharmreview.domain.taper.plan import Medicine, Pace, StepKind, TaperRequest
from pharmreview.services.access import Session
from pharmreview.services.casework import Casework
from pharmreview.services.tapering import Tapering
from tests.conftest import ToldClock
from tests.storage.filled import AT, filled_case, room_in

_TAKEN = (
    Medicine(id="m1", name="MST Continus 60mg tablets", directions="ONE TWICE A DAY"),
    Medicine(id="m2", name="Gabapentin 300mg capsules", directions="ONE THREE TIMES A DAY"),
)
_MOST_VERSIONS = 24
"""Then the versions begin anew, so that a save does not grow without end."""


def main() -> None:
    """Until killed."""
    clock = ToldClock(AT)
    opened = room_in(Path(sys.argv[1])).unlock(sys.argv[2], sys.stdin.readline().strip(), AT)
    work = Casework(Session(opened.user, opened.store), clock)
    tapering = bootstrap(clock=clock).tapering
    present = tuple(work.each())
    case = present[0].case if present else filled_case(answers=12).model_copy(update={"agreed": ()})
    _tell(b"open", case)
    while True:
        if len(case.agreed) > _MOST_VERSIONS:
            case = case.model_copy(update={"agreed": ()})
        case = _round(case, work, tapering, clock)


def _round(case: Case, work: Casework, tapering: Tapering, clock: ToldClock) -> Case:
    """A plan changed and agreed; 40 days on a pause ahead is agreed, and then a step back."""
    request = TaperRequest(start=clock.today(), medicines=_TAKEN, order=("m1",), pace=Pace(every_days=28))
    for percent in (5, 10):
        pace = request.pace.model_copy(update={"percent": Decimal(percent)})
        request = request.model_copy(update={"pace": pace})
        case = work.save(case.model_copy(update={"taper": request}), "Size of each step")
        _tell(b"changed", case)
    plan = tapering.plan(request)
    case = work.agree(case, plan)
    _tell(b"agreed", case)
    clock.move(days=40)
    ahead = next(s.start for s in plan.steps if s.kind is StepKind.REDUCE and s.start > clock.today())
    pause = Event(kind=EventKind.PAUSE, day=ahead + timedelta(days=3), days=14, reason="holiday")
    plan = tapering.replan(plan, [pause], clock.today())
    case = work.agree(case, plan)
    _tell(b"paused", case)
    back = Event(kind=EventKind.STEP_BACK, day=clock.today(), reason="pain at night")
    case = work.agree(case, tapering.replan(plan, [back], clock.today()))
    _tell(b"back", case)
    return case


def _tell(what: bytes, case: Case) -> None:
    events = len(case.agreed[-1].plan.events) if case.agreed else 0
    os.write(1, b"%s %d %d %d\n" % (what, case.revision, len(case.agreed), events))


if __name__ == "__main__":
    main()
