"""The worked example: one person from the practice's list to the papers, made by the real window."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pharmreview.domain.digits import plain
from ui.shell.training import worked
from ui.shell.training.folder import MARK, SUMMARY, made_aside

if TYPE_CHECKING:
    from pharmreview.domain.case import Case
    from ui.shell.training.studio import Studio

STORE, SCREENS = "training", "screens"
PAPERS = ("plan-next-step", "plan-whole-route", "letter-follow-up", "letter-gp")
FORMS = ("pdf", "html")


def make_demo(folder: Path) -> None:
    """Leave a training store, the papers, a picture of each screen and summary.json in a folder.

    Raises InputProblem when the folder holds something else, or cannot be written to.
    """
    with made_aside(folder) as aside:
        from ui.shell.training.studio import Studio

        with Studio(aside / STORE, aside / SCREENS) as studio:
            facts = _carry_through(studio, aside)
            facts["screens"] = [f"{SCREENS}/{name}" for name in studio.pictures]
        files = sorted(each.name for each in aside.iterdir())
        told = {"training": MARK, "holds": [*files, SUMMARY], **facts}
        text = json.dumps(told, indent=2, ensure_ascii=False) + "\n"
        (aside / SUMMARY).write_text(text, encoding="utf-8")


def _carry_through(studio: Studio, folder: Path) -> dict[str, Any]:
    make_store(studio)
    _bring_in(studio)
    _listen_and_decide(studio)
    plan = _build_plan(studio)
    person = _finish(studio)
    papers = _send(studio, folder)
    studio.press("Ctrl+W")
    store = {"folder": STORE, "user": worked.NAME, "role": worked.ROLE, "passphrase": worked.PASSPHRASE}
    return {"store": store, "person": person, "plan": plan, "papers": papers}


def make_store(studio: Studio) -> None:
    """Take a studio through the first run, then the door as it is found on every other day."""
    studio.type_words(worked.NAME, worked.ROLE, worked.PASSPHRASE)
    studio.press("Tab")  # past the button that shows what is typed
    studio.type_words("", worked.PASSPHRASE)
    studio.photograph("00-make-your-store")
    for key in ("Return", "Space", "Tab", "Space"):  # make it, and say that the code is on paper
        studio.press(key)
    studio.press("Ctrl+L")
    studio.photograph("01-unlock")
    studio.type_words(worked.PASSPHRASE)
    studio.press("Return")


def _bring_in(studio: Studio) -> None:
    studio.press("Ctrl+I")
    with worked.search_file() as search:
        studio.view("intake").open_file(search)
        studio.settle()
        studio.photograph("04-import-preview")
        _look_about(studio, {"F2": "04-import-put-right", "Ctrl+M": "04-import-columns"})
        studio.press("Ctrl+Return")
    studio.photograph("03-people")
    _look_about(studio, {"Ctrl+Shift+T": "03-people-tier"})
    side = studio.view("people").work
    for page in ("baselines", "sample", "settings"):
        side.open_list(page)
        studio.settle()
        studio.photograph(f"03-people-{page}")
        studio.press("Esc")
    studio.find(worked.FIND)


def _look_about(studio: Studio, keys: dict[str, str]) -> None:
    """A picture of what each key opens; nothing is changed by it."""
    for key, picture in keys.items():
        studio.press(key)
        studio.photograph(picture)
        studio.press("Esc")


def _listen_and_decide(studio: Studio) -> None:
    """The answers are given as one change, as no reader of an example needs to watch them typed."""
    given, passed = worked.answers()

    def answered(case: Case) -> Case:
        known = {"title": worked.TITLE, "address": worked.ADDRESS, "needs": worked.NEEDS}
        patient = case.patient.model_copy(update=known)
        return case.model_copy(update={"answers": given, "passed": passed, "patient": patient})

    studio.desk.open_case.edit("Training answers", answered)
    studio.settle()
    studio.clock.move(minutes=19)
    for number, step in enumerate(studio.app.form.steps, start=1):
        if step.id != "taper":
            studio.window.show_step(step.id)
            studio.settle()
            studio.photograph(f"05-review-{number}-{step.id.replace('_', '-')}")
    studio.press("Ctrl+1")
    studio.photograph("02-today")


def _build_plan(studio: Studio) -> dict[str, Any]:
    """Pace, aim, first step, a pause; then agreed."""
    studio.window.show_step("taper")
    studio.settle()
    studio.press("Ctrl+Shift+E")
    studio.photograph("05-review-6-taper")
    studio.press("Ctrl+Return")
    builder = studio.view("taper")
    builder.model.pace.set_aim(Decimal(worked.AIM))
    builder.model.pace.set_interval(Decimal(worked.EVERY_DAYS))
    builder.model.pace.set_start(worked.FIRST_STEP)
    builder.model.choose(2)
    studio.press("Ctrl+H")
    draft = builder.model.props.pausing.draft
    builder.model.pause.draft(replace(draft, days=worked.PAUSE_DAYS, other=worked.PAUSE_REASON))
    studio.settle()
    studio.photograph("08-taper-pause")
    studio.press("Ctrl+Return")
    studio.photograph("07-taper-builder")
    studio.press("Ctrl+D")
    studio.photograph("07-taper-two-plans")
    studio.press("Ctrl+D")
    studio.press("F9")
    studio.photograph("09-person-view")
    studio.press("F9")
    studio.press("Ctrl+Return")
    plan = studio.case().agreed[-1].plan
    pauses = [{"from": p.start.isoformat(), "days": p.days, "reason": p.reason} for p in plan.request.pauses]
    first, last = plan.steps[0], plan.steps[-1]
    return {
        "from_daily_dose": f"{first.daily_dose} {first.unit}",
        "to_daily_dose": f"{last.daily_dose} {last.unit}",
        "first_step": worked.FIRST_STEP.isoformat(),
        "steps": len(plan.steps) - 1,
        "pauses": pauses,
        "table": plan.table,
    }


def _finish(studio: Studio) -> dict[str, Any]:
    studio.clock.move(minutes=4)
    studio.window.show_step("follow_up")
    studio.settle()
    studio.press("Ctrl+Shift+F")
    case = studio.case()
    studio.photograph("09-review-finished")
    assessed = studio.app.assessed(case).assessment
    return {
        "nhs_number": case.patient.nhs_number,
        "name": f"{case.patient.given_name} {case.patient.family_name}",
        "tier": assessed.tier.tier.value,
        "ome": plain(assessed.ome.high.milligrams),
        "finished": case.finish.finished_at.isoformat() if case.finish else "",
    }


def _send(studio: Studio, folder: Path) -> list[dict[str, Any]]:
    """The papers are kept in the store and saved by the papers screen, then named for what they are."""
    from ui.screens.papers.making import file_name

    studio.press("Ctrl+P")
    papers = studio.view("papers")
    papers.model.tick("plan-whole-route")
    studio.settle()
    studio.photograph("10-papers")
    papers.model.out.save_ticked(folder, FORMS)
    studio.settle()
    issued = studio.desk.session.vault.issued(studio.case().id)
    told = []
    for paper in sorted(issued, key=lambda each: PAPERS.index(each.kind)):
        for form in FORMS:
            (folder / file_name(paper, issued, form)).rename(folder / f"{paper.kind}.{form}")
        pages = len(studio.app.paperwork.page_texts(paper.pdf))
        digest = hashlib.sha256(paper.pdf).hexdigest()
        told.append(
            {
                "kind": paper.kind,
                "title": paper.title,
                "pages": pages,
                "pdf": f"{paper.kind}.pdf",
                "html": f"{paper.kind}.html",
                "sha256": digest,
            }
        )
    return told
