"""The worked example, made by the real window over the real store, without a screen."""

from __future__ import annotations

import json
import os
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from ui.shell.training import worked

if TYPE_CHECKING:
    from pharmreview.domain.case import Case
    from pharmreview.domain.taper.plan import TaperRequest
    from ui.shell.training.studio import Studio

PAPERS = ("plan-next-step", "plan-whole-route", "letter-follow-up", "letter-gp")


def make_demo(folder: Path) -> None:
    """Leave a training store, the papers, a picture of each screen and summary.json in a folder.

    Raises InputProblem when the folder holds something else, or cannot be written to.
    """
    _prepare_folder(folder)
    from ui.shell.training.studio import Studio

    with Studio(folder) as studio:
        carry_through(studio)
        summary = {
            "training": "Every person here is invented.",
            "store": {"folder": "training", "user": worked.USER[0], "passphrase": worked.PASSPHRASE},
            "papers": studio.papers,
            "pictures": studio.pictures,
            **studio.facts,
        }
    _write(folder / "summary.json", json.dumps(summary, indent=2, ensure_ascii=False) + "\n")


def carry_through(studio: Studio) -> None:
    """One person from the practice's list to the papers, photographed on the way."""
    studio.photograph("01-unlock")
    studio.unlock()
    with worked.search_file() as search:
        studio.choose_file(search)
        studio.photograph("04-import-preview")
        studio.bring_in()
    studio.go("people")
    studio.photograph("03-people")
    studio.open_person(worked.NHS_NUMBER)
    given, passed = worked.answers()
    studio.edit("Training answers", lambda case: _answered(case, given, passed))
    for number, step in enumerate(studio.step_ids(), start=1):
        if step != "taper":
            studio.show_step(step)
            studio.photograph(f"05-review-{number}-{step.replace('_', '-')}")
    studio.show_step("taper")
    studio.edit("Training plan", lambda case: case.model_copy(update={"taper": _request(studio, case)}))
    studio.photograph("07-taper-builder")
    studio.agree_plan()
    studio.finish()
    studio.go("papers")
    studio.photograph("10-papers")
    for kind in PAPERS:
        studio.issue(kind)
    studio.close_person()
    studio.go("today")
    studio.photograph("02-today")


def _answered(case: Case, given: dict[str, str | tuple[str, ...]], passed: dict[str, str]) -> Case:
    patient = case.patient.model_copy(
        update={
            "title": "Mrs",
            "address": ("7 Sexton Row", "Larkhampton", "ZZ99 3VZ"),
            "needs": ("Large print", "Hearing: face to face"),
        }
    )
    return case.model_copy(update={"answers": given, "passed": passed, "patient": patient})


def _request(studio: Studio, case: Case) -> TaperRequest:
    from pharmreview.domain.lines.line import OtherLine
    from pharmreview.domain.taper.plan import Medicine, Pace, Pause, TaperRequest

    start, days, reason = worked.PAUSE
    lines = [x for x in studio.desk.app.assessed(case).current if not isinstance(x, OtherLine)]
    medicines = tuple(
        Medicine(id=f"m{n}", name=" ".join(x.row.name.split()), directions=x.row.directions)
        for n, x in enumerate(lines, start=1)
    )
    return TaperRequest(
        start=worked.FIRST_STEP,
        medicines=medicines,
        order=("m1",),
        aim={"m1": Decimal(worked.AIM)},
        pace=Pace(percent=Decimal(10), every_days=28),
        pauses=(Pause(**{"from": start}, days=days, reason=reason),),
        issue_days=28,
    )


def _prepare_folder(folder: Path) -> None:
    from pharmreview.domain.errors import InputProblem

    marker = folder / "summary.json"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()) and not marker.exists():
            raise InputProblem(
                f"The folder {folder} already holds other things.", "Name an empty folder for the example."
            )
        probe = tempfile.NamedTemporaryFile(dir=folder, delete=True)  # noqa: SIM115 - closed on the next line
        probe.close()
    except OSError as error:
        raise InputProblem(
            f"The folder {folder} cannot be written to.", "Name a folder you may write to."
        ) from error


def _write(path: Path, text: str) -> None:
    from pharmreview.bootstrap import bootstrap

    bootstrap(environ=os.environ).write_file(path, text.encode("utf-8"))
