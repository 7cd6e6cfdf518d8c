"""What holds for everyone reaches the case that is open."""

from pharmreview.domain.lines.line import MedicationLine, UnreadLine
from pharmreview.domain.lines.repair import Repair
from pharmreview.domain.lines.row import ExportRow
from tests.ui.conftest import jean
from ui.state.desk import Desk

UNREADABLE = "Morphine something"


def test_that_a_repair_is_heard_in_the_open_review_and_no_longer_once_it_is_withdrawn(desk: Desk) -> None:
    row = ExportRow(row=30, name=UNREADABLE, directions="as directed")
    case = jean().model_copy(update={"rows": (*jean().rows, row)})
    desk.open_case.open(desk.session.vault.save(case, "Brought in", desk.session.user, desk.clock.now()))
    assert desk.assessed is not None
    assert isinstance(desk.assessed.lines[-1], UnreadLine)
    told: list[object] = []
    desk.assessed_again.connect(told.append)

    def asked() -> None:
        desk.ask_what_holds()
        desk.lanes.vault.drain()  # type: ignore[attr-defined]

    repair = Repair(
        name=UNREADABLE,
        directions="as directed",
        reads_name="Morphine 10mg tablets",
        reads_directions="One twice a day",
        how_known="asked the person",
        by="",
        at=desk.clock.now(),
    )
    kept = desk.caseload().repair(repair)
    asked()
    read = desk.assessed.lines[-1]
    assert isinstance(read, MedicationLine)
    assert read.repaired == kept
    assert len(told) == 1
    asked()
    assert len(told) == 1
    desk.caseload().withdraw_repair(kept.key)
    asked()
    assert isinstance(desk.assessed.lines[-1], UnreadLine)
