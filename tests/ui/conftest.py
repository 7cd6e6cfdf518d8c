"""A desk over stand-ins: a signed-in user, a store in memory, lanes drained by hand."""

import gc
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Protocol, cast

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pharmreview.bootstrap import App, bootstrap
from pharmreview.domain.case import Case, Origin
from pharmreview.domain.lines.row import ExportRow
from pharmreview.domain.patient import CodedTerm, Patient
from pharmreview.domain.team.access import Access
from pharmreview.services.access import Session
from pharmreview.services.ports import Clock, User
from pharmreview.system.places import Places
from tests.fakes import FakeVault
from ui.jobs import ManualLane
from ui.state.desk import Desk, Lanes
from ui.theme.active import wear
from ui.theme.tokens import Theme

_RAN = date(2026, 11, 20)


def _row(row: int, name: str, directions: str, issued: date) -> ExportRow:
    return ExportRow(row=row, name=name, directions=directions, quantity="56 tablet", issued=issued)


def jean() -> Case:
    """A person on 120 mg of morphine a day with three medicines beside it; nobody real."""
    return Case(
        id="jean",
        patient=Patient(
            family_name="MARLOW",
            given_name="Jean",
            title="Mrs",
            nhs_number="9990000018",
            born=date(1962, 8, 14),
            gender="Female",
            usual_gp="HALE, Robin (Dr)",
            needs=("Large print", "Hearing: face to face"),
            terms=(CodedTerm(term="Chronic low back pain", noted=date(2016, 5, 1), row=7),),
        ),
        rows=(
            _row(7, "MST Continus 60mg tablets", "One To Be Taken Twice A Day", date(2026, 11, 10)),
            _row(8, "Codeine 30mg tablets", "1 twice a day when required", date(2026, 10, 27)),
            _row(9, "Gabapentin 300mg capsules", "One To Be Taken Three Times A Day", date(2026, 11, 10)),
            _row(10, "Amitriptyline 10mg tablets", "One To Be Taken At Night", date(2026, 11, 10)),
        ),
        origin=Origin(
            file_name="search.csv",
            digest="0" * 64,
            layout="emis",
            as_of=_RAN,
            imported_at=datetime(2026, 11, 20, 9, 0, tzinfo=UTC),
        ),
        begun=_RAN,
    )


@pytest.fixture(autouse=True)
def _swept() -> Iterator[None]:
    """What long work keeps out of the collector's way would keep every test's widgets alive."""
    yield
    gc.unfreeze()


@pytest.fixture
def worn(qapp: QApplication) -> Iterator[Callable[[Theme], None]]:
    """Puts a look on. The usual one is put back when the widgets of the test are gone, as that is quicker."""
    yield partial(wear, qapp)
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    wear(qapp, Theme())


@pytest.fixture
def app(tmp_path: Path, clock: Clock) -> App:
    """The real application over a folder of its own and a told clock."""
    return bootstrap(clock=clock, places=Places(tmp_path))


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, app: App) -> Desk:
    """A desk with somebody signed in to a store in memory; lanes wait to be drained."""
    wear(qapp, Theme())
    user = User(id="u1", name="Nia Farrow", role="clinical pharmacist", access=Access.LEAD)
    made = Desk(app, Lanes(vault=ManualLane(), press=ManualLane()))
    made.sign_in(Session(user, FakeVault(users=[user])))
    return made


@pytest.fixture
def opened(desk: Desk) -> Desk:
    """The same, with Jean's case kept in the store and open."""
    case = desk.session.vault.save(jean(), "Brought in", desk.session.user, desk.clock.now())
    desk.open_case.open(case)
    return desk


class Place(Protocol):
    """A place in the window, as the shell enters it."""

    def entered(self) -> None: ...


def shown_at(qtbot: QtBot, view: QWidget, size: tuple[int, int]) -> None:
    """Show a place at the size it has in the window, entered, with the keys."""
    view.resize(*size)
    with qtbot.waitExposed(view):
        view.show()
    view.activateWindow()
    cast("Place", view).entered()


def settle(desk: Desk) -> None:
    """Let both lanes come to rest."""
    vault, press = desk.lanes.vault, desk.lanes.press
    assert isinstance(vault, ManualLane)
    assert isinstance(press, ManualLane)
    while len(vault) or len(press):
        vault.drain()
        press.drain()
