"""A desk with a review whose plan is agreed, a practice that is known, and a printer that writes down."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from pharmreview.domain.case import Agreed, Case
from pharmreview.domain.errors import PaperProblem
from pharmreview.domain.paper import PageImage
from tests.documents.papers import ANSWERS, PRACTICE, morphine_plan
from tests.fakes import FakeVault
from tests.ui.conftest import jean, settle, shown_at
from ui.screens.papers.view import PapersView
from ui.state.desk import Desk

AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@dataclass
class FakeJob:
    """A printer that writes down what it is given; `stops_at` is the page, from 1, at which it stops."""

    copies: int = 1
    dots_an_inch: int = 40
    stops_at: int = 0
    takes: bool = True
    told: list[str] = field(default_factory=list)
    pages: list[PageImage] = field(default_factory=list)

    def begin(self) -> None:
        if not self.takes:
            raise PaperProblem("The printer did not take the papers.", "Check that it is on.")
        self.told.append("begin")

    def add(self, page: PageImage) -> None:
        if len(self.pages) + 1 == self.stops_at:
            raise PaperProblem("The printer stopped.", "Check that it has paper.")
        self.pages.append(page)
        self.told.append("page")

    def end(self) -> None:
        self.told.append("end")

    def close(self) -> None:
        self.told.append("close")

    def give_up(self) -> None:
        self.told.append("give up")


@dataclass
class FakePrinting:
    """Hands out one printer; None stands for a person who thought better of it."""

    job: FakeJob | None = field(default_factory=FakeJob)
    asked: int = 0

    def ask(self, parent: QWidget) -> FakeJob | None:  # noqa: ARG002 - the port hands it in
        self.asked += 1
        return self.job


@dataclass
class ToldTimer:
    """Time that passes when told."""

    waiting: list[tuple[int, object]] = field(default_factory=list)

    def __call__(self, wait: int, then: object) -> None:
        self.waiting.append((wait, then))

    def pass_all(self) -> None:
        waiting, self.waiting = self.waiting, []
        for _, then in waiting:
            assert callable(then)
            then()


def reviewed_case(**changed: object) -> Case:
    """Jean with every answer and a plan agreed."""
    agreed = Agreed(version=1, agreed_at=AT, agreed_by="Nia Farrow", plan=morphine_plan())
    values: dict[str, object] = {"answers": dict(ANSWERS), "agreed": (agreed,)}
    return jean().model_copy(update=values | changed)


def opened_with(desk: Desk, case: Case) -> Desk:
    """The desk with this case kept and open."""
    desk.open_case.open(desk.session.vault.save(case, "kept", desk.session.user, desk.clock.now()))
    return desk


@pytest.fixture
def reviewed(desk: Desk) -> Desk:
    """A desk with the reviewed case open, and the practice's details kept."""
    desk.app.keep_practice(
        PRACTICE.model_copy(update={"prepared_by": "", "prepared_by_role": ""}), desk.session.user
    )
    return opened_with(desk, reviewed_case())


@pytest.fixture
def vault(desk: Desk) -> FakeVault:
    """The store in memory behind the desk."""
    assert isinstance(desk.session.vault, FakeVault)
    return desk.session.vault


@pytest.fixture
def printing() -> FakePrinting:
    return FakePrinting()


@pytest.fixture
def told_timer() -> ToldTimer:
    return ToldTimer()


@pytest.fixture
def view(
    qtbot: QtBot, reviewed: Desk, printing: FakePrinting, told_timer: ToldTimer, tmp_path: Path
) -> PapersView:
    """The screen, shown at the size it has in a 1366 by 768 window, with its papers made."""
    return shown(qtbot, reviewed, printing, told_timer, tmp_path / "out")


@pytest.fixture
def loose(
    qtbot: QtBot, reviewed: Desk, printing: FakePrinting, told_timer: ToldTimer, tmp_path: Path
) -> PapersView:
    """The same, for a test that lets it go itself."""
    return shown(qtbot, reviewed, printing, told_timer, tmp_path / "out", owned=False)


def shown(
    qtbot: QtBot,
    desk: Desk,
    printing: FakePrinting,
    told_timer: ToldTimer,
    folder: Path,
    size: tuple[int, int] = (1246, 664),
    *,
    owned: bool = True,
) -> PapersView:
    """A screen over a desk, with its papers made. One that is not `owned` is let go by the test itself."""
    folder.mkdir(exist_ok=True)
    made = PapersView(desk, printing=printing, folder=lambda _parent: folder, later=told_timer)
    if owned:
        qtbot.addWidget(made)
    shown_at(qtbot, made, size)
    settle(desk)
    return made
