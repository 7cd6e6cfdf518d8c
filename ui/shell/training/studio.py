"""A real window over a real store, driven step by step and photographed; nothing runs behind its back."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from ui.shell.training import worked

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from pharmreview.domain.case import Case

HOME = "training"
_SIZES = {"": (1366, 738), "-910x512": (910, 486)}


class Studio:
    """Holds the window. Use it as a context: the store is locked when it is left."""

    def __init__(self, folder: Path) -> None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        from PySide6.QtWidgets import QApplication

        from pharmreview.bootstrap import bootstrap
        from ui.jobs import ManualLane
        from ui.shell.application import Running
        from ui.state.desk import Lanes

        home = folder / HOME
        for old in (home, folder / "screens"):
            shutil.rmtree(old, ignore_errors=True)
        home.mkdir()
        self.folder = folder
        self.pictures: list[str] = []
        self.papers: list[dict[str, Any]] = []
        self.facts: dict[str, Any] = {}
        running = QApplication.instance()
        self._qt = running if isinstance(running, QApplication) else QApplication(["pharmreview"])
        self._app = bootstrap(environ={"PHARMREVIEW_HOME": str(home)}, clock=worked.TrainingClock())
        self._app.keep_practice(worked.practice())
        made = self._app.access.create(*worked.USER, worked.PASSPHRASE)
        self._app.access.lock(made.session)
        self._user = made.session.user
        self._vault_lane, self._press_lane = ManualLane(), ManualLane()
        lanes = Lanes(vault=self._vault_lane, press=self._press_lane)
        self._running = Running(self._qt, self._app, lanes)
        self.window = self._running.window
        self.desk = self._running.desk
        self.window.resize(*_SIZES[""])
        self.window.show()
        self.settle()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.window.close()
        self.settle()
        self.window.close()
        self.settle()

    def settle(self) -> None:
        """Let everything that waits happen."""
        for _ in range(3):
            self._qt.processEvents()
            self._vault_lane.drain()
            self._press_lane.drain()
        self._qt.processEvents()

    def photograph(self, name: str) -> None:
        """A picture of the window at each size."""
        screens = self.folder / "screens"
        screens.mkdir(exist_ok=True)
        for suffix, (width, height) in _SIZES.items():
            self.window.resize(width, height)
            self.settle()
            path = screens / f"{name}{suffix}.png"
            self.window.grab().save(str(path))
            self.pictures.append(f"screens/{path.name}")
        self.window.resize(*_SIZES[""])
        self.settle()

    # -- what a person would do ----------------------------------------------------------------------

    def unlock(self) -> None:
        """Open the door as the training user."""
        session = self._app.access.unlock(self._user.id, worked.PASSPHRASE)
        self.window.unlock.unlocked.emit(session)  # type: ignore[attr-defined]
        self.settle()

    def go(self, place: str) -> None:
        """Go to a place."""
        self.window.go(place)
        self.settle()

    def choose_file(self, path: Path) -> None:
        """Choose a practice search to look at."""
        self.go("intake")
        self._view("intake").open_file(path)
        self.settle()

    def bring_in(self) -> None:
        """Bring everyone in."""
        self._view("intake").bring_in()
        self.settle()

    def open_person(self, nhs_number: str) -> None:
        """Open the person with this number."""
        for saved in self.desk.casework().everyone():
            if saved.case.patient.nhs_number == nhs_number:
                self.window.open_person(saved.case.id)
                self.settle()
                return
        raise LookupError(nhs_number)

    def edit(self, words: str, change: Callable[[Case], Case]) -> None:
        """Make one edit of the open case."""
        self.desk.open_case.edit(words, change)
        self.window.save_now()
        self.settle()

    def step_ids(self) -> tuple[str, ...]:
        """The steps of the review, in order."""
        return tuple(step.id for step in self._app.form.steps)

    def show_step(self, step: str) -> None:
        """Show one step."""
        self.window.show_step(step)
        self.settle()

    def agree_plan(self) -> None:
        """Agree the plan of the draft."""
        case = self._kept()
        if case.taper is None:
            raise LookupError("taper")
        plan = self._app.tapering.plan(case.taper, self._app.clock.today())
        self.window.adopt(self.desk.casework().agree(case, plan, "Agreed together"))
        self.facts["plan"] = {
            "steps": len(plan.steps),
            "last": plan.steps[-1].end.isoformat(),
            "table": plan.table,
        }
        self.settle()

    def finish(self) -> None:
        """Finish the review with the decision that was recorded."""
        case = self._kept()
        decision = case.answers.get("decide.decision", "")
        kept = self.desk.casework().finish(case, decision if isinstance(decision, str) else "")
        self.window.adopt(kept)
        assessed = self._app.assessed(kept)
        self.facts["person"] = {
            "nhs_number": kept.patient.nhs_number,
            "tier": assessed.assessment.tier.tier.value,
            "ome_high": str(assessed.assessment.ome.high.milligrams),
            "waiting": len(self.desk.waiting()),
        }
        self.settle()

    def issue(self, kind: str) -> None:
        """Issue one paper, and leave it in the folder as PDF and HTML."""
        from pharmreview.domain.paper import PaperKind
        from pharmreview.services.paperwork import PaperChoices

        case, work = self._kept(), self._app.paperwork
        choices = PaperChoices(
            practice=self._app.practice(), by=self._user, assessed=self._app.assessed(case)
        )
        vault = self.desk.session.vault
        paper = work.prepare(
            case,
            PaperKind(kind),
            choices,
            self._app.clock.today(),
            self._app.paper_tables,
            vault.issued(case.id),
        )
        pressed = work.press(paper)
        kept = work.issue(paper, pressed, vault, self._user, self._app.clock.now())
        for ending, content in (("pdf", kept.pdf), ("html", kept.html.encode("utf-8"))):
            self._app.write_file(self.folder / f"{kind}.{ending}", content)
        self.papers.append({"kind": kind, "title": kept.title, "pages": pressed.pages, "sha256": kept.sha256})

    def close_person(self) -> None:
        """Close the open person."""
        self.window.close_person()
        self.settle()

    def _open(self) -> Case:
        case = self.desk.open_case.case
        if case is None:
            raise LookupError("case")
        return case

    def _kept(self) -> Case:
        """The open case as the store has it, once everything is kept."""
        self.window.save_now()
        self.settle()
        return self.desk.session.vault.load(self._open().id).case

    def _view(self, place: str) -> Any:
        if self.window.workspace is None:
            raise LookupError(place)
        return self.window.workspace.view(place)
