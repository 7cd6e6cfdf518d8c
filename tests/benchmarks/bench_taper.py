"""An edit of a long plan: planned, and its chart and table painted again, beside a bare table of the same."""

import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from statistics import median, quantiles
from time import process_time

from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView

from pharmreview.bootstrap import bootstrap
from pharmreview.domain.case import Case
from pharmreview.domain.lines.row import ExportRow
from pharmreview.domain.patient import Patient
from pharmreview.domain.team.access import Access
from pharmreview.services.access import Session
from pharmreview.services.ports import User
from pharmreview.system.places import Places
from tests.benchmarks.figure import Figure
from tests.conftest import ToldClock
from tests.fakes import FakeVault
from ui.jobs import ManualLane
from ui.screens.taper.view import TaperView
from ui.state.desk import Desk, Lanes
from ui.theme.active import wear
from ui.theme.tokens import Theme
from ui.turns import InTurns

_ROUNDS = 60
_WARM_UP = 10
_FRAME_MS = 16.0
_TIMES_BARE = 3.0
_LEAST_STEPS = 60
_AFTER = 8
"""Turns in which whatever is left to paint is painted."""
_WEEKS = (4, 5, 6, 8, 7, 10, 12)
_AIMS = (Decimal(10), Decimal(0), Decimal(5))
_SIZE = (1246, 664)


def measure() -> Iterator[Figure]:
    """Change the length of a step and the aim in turn; each time plan, show and paint what changed."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    wear(app, Theme())
    with tempfile.TemporaryDirectory() as name:
        view = _opened(Path(name))
        view.model.pace.set_percent(Decimal("2.1"))
        _settle(view)
        steps = len(view.model.props.table.rows)
        assert steps >= _LEAST_STEPS, steps
        bare = _bare(view)
        yield from _figures(f"a plan of {steps} steps after an edit", view, bare)
        view.model.compare.turn()
        _settle(view)
        assert view.model.props.compared is not None
        yield from _figures("the same with a second plan held against it", view, bare)
        view.hide()
        bare.hide()


def _figures(name: str, view: TaperView, bare: QTableView) -> list[Figure]:
    """The longest turn after an edit, in 95 edits of 100 no longer, and all turns together.

    A turn is what passes before the window looks for a key again, the planning among it. The longest lies
    within one frame; to the whole picture it may take two, or three times the floor.
    """
    longest, whole, floor = [], [], []
    for turn in range(_ROUNDS + _WARM_UP):
        _moved_on(view, turn)
        turns = _turns(view, lambda turn=turn: _edit(view, turn))
        longest.append(max(turns))
        whole.append(sum(turns))
        floor.append(_timed(lambda: _painted_again(bare)))
    all_, least = (median(taken[_WARM_UP:]) for taken in (whole, floor))
    one = quantiles(longest[_WARM_UP:], n=20)[-1]
    return [
        Figure(f"{name}: its longest turn", one, least, max(_TIMES_BARE, _FRAME_MS / least), _FRAME_MS),
        Figure(f"{name}: planned, shown and painted", all_, least, max(_TIMES_BARE, 2 * _FRAME_MS / least)),
    ]


def _turns(view: TaperView, edit: Callable[[], object]) -> list[float]:
    """Milliseconds of the processor for each turn from a key to the last painting."""
    taken = [_timed(lambda: (edit(), QApplication.processEvents()))]
    waits = _waits(view)
    while len(waits):
        taken.append(_timed(QApplication.processEvents))
    taken += [_timed(QApplication.processEvents) for _ in range(_AFTER)]
    return taken


def _waits(view: TaperView) -> InTurns:
    turns = view.model.held.desk.lanes.turns
    assert isinstance(turns, InTurns)
    return turns


def _settle(view: TaperView) -> None:
    _waits(view).finish()
    for _ in range(_AFTER):
        QApplication.processEvents()


def _moved_on(view: TaperView, turn: int) -> None:
    """Another share before each other aim, so that no way down that is timed was found before."""
    if turn % 2 == 0:
        view.model.pace.set_percent(Decimal(2100 + turn) / 1000)
        _settle(view)


def _edit(view: TaperView, turn: int) -> None:
    """A week longer or shorter, or another aim: never one of the last plans, which are remembered."""
    if turn % 2:
        view.model.pace.set_interval(Decimal(_WEEKS[turn // 2 % len(_WEEKS)] * 7))
    else:
        view.model.pace.set_aim(_AIMS[turn // 2 % len(_AIMS)])


def _painted_again(table: QTableView) -> None:
    table.viewport().update()
    QApplication.processEvents()


def _timed(work: Callable[[], object]) -> float:
    begun = process_time()
    work()
    return (process_time() - begun) * 1000


def _bare(view: TaperView) -> QTableView:
    """A plain table with the same words, the same size."""
    rows, heads = view.model.props.table.rows, view.model.props.table.heads
    model = QStandardItemModel(len(rows), len(heads))
    for at, row in enumerate(rows):
        for across, (head, _title) in enumerate(heads):
            cell = row.cells.get(head)
            model.setItem(at, across, QStandardItem("" if cell is None else cell.spoken))
    table = QTableView()
    table.setModel(model)
    model.setParent(table)
    table.resize(view.centre.table.size())
    table.show()
    return table


def _opened(folder: Path) -> TaperView:
    clock = ToldClock(datetime(2026, 11, 20, 9, 30, tzinfo=UTC))
    lanes = Lanes(vault=ManualLane(), press=ManualLane(), turns=InTurns())
    desk = Desk(bootstrap(clock=clock, places=Places(folder)), lanes)
    user = User(id="u1", name="Ada", role="clinical pharmacist", access=Access.LEAD)
    desk.sign_in(Session(user, FakeVault(users=[user])))
    rows = (
        ExportRow(row=2, name="MST Continus 30mg tablets", directions="FIVE TWICE A DAY"),
        ExportRow(
            row=3,
            name="Gabapentin 300mg capsules",
            directions="ONE THREE TIMES A DAY",
        ),
    )
    desk.open_case.open(Case(id="one", patient=Patient(family_name="TEST", given_name="Ada"), rows=rows))
    view = TaperView(desk)
    desk.setParent(view)
    view.resize(*_SIZE)
    view.show()
    _settle(view)
    return view


if __name__ == "__main__":
    for figure in measure():
        sys.stdout.write(f"{figure.line()}\n")
