"""Papers go out in every setting; then everything about them changes, and each is as it went out."""

from __future__ import annotations

from pathlib import Path

from pharmreview.bootstrap import App, bootstrap
from pharmreview.domain.case import Case, User
from pharmreview.domain.paper import PaperKind, Setting, TextKind
from pharmreview.services.access import Session
from pharmreview.services.casework import Casework
from pharmreview.services.paperwork import PaperChoices
from pharmreview.storage.store import StoreRoom
from pharmreview.system.places import Places
from pharmreview.system.whole import write_whole
from tests.conftest import ToldClock
from tests.documents.papers import ANSWERS, PATIENT, PRACTICE, long_plan, morphine_plan
from tests.journeys.conftest import CHEAP, PASSPHRASE

LETTERS = (PaperKind.NEXT_STEP, PaperKind.CARE_PLAN, PaperKind.GP, PaperKind.FOLLOW_UP, PaperKind.CHANGE)


def app_at(home: Path, clock: ToldClock) -> App:
    places = Places(home)
    return bootstrap(clock=clock, places=places, keeper=StoreRoom(places.store, write_whole, CHEAP))


def put_out(app: App, session: Session, case: Case, kind: PaperKind, setting: Setting) -> None:
    """Make a paper as it stands now, in the practice's words, and keep it as issued."""
    choices = PaperChoices(
        practice=app.practice(),
        by=session.user,
        setting=setting,
        template=None if kind in _BUILT else app.templates.current(kind.value),
        recipient=("Dr Tom Hale", "Harebell Lane Surgery"),
    )
    work, vault, now = app.paperwork, session.vault, app.clock.now()
    paper = work.prepare(case, kind, choices, now.date(), app.paper_tables, vault.issued(case.id))
    work.issue(paper, work.press(paper), vault, session.user, now)


_BUILT = {PaperKind.NEXT_STEP, PaperKind.GP, PaperKind.FOLLOW_UP}


def everything_changes(app: App, session: Session, case: Case, by: User) -> Case:
    """The wording, the practice and its name, the person's name and the plan are others."""
    for kind in (PaperKind.CARE_PLAN, PaperKind.CHANGE):
        app.templates.keep(kind.value, f"{app.templates.current(kind.value).text}\nAnd a last word.", by)
    app.keep_practice(PRACTICE.model_copy(update={"name": "Elsewhere Surgery", "phone": "01632 960 999"}), by)
    patient = case.patient.model_copy(update={"family_name": "Vale-Marlow", "address": ("2 Other Row",)})
    casework = Casework(session, app.clock)
    renamed = casework.save(case.model_copy(update={"patient": patient}), "Name changed")
    return casework.agree(renamed.model_copy(update={"tables": {"FPM_2020": "2030-01-01"}}), long_plan(3))


def test_that_what_went_out_is_the_same_after_everything_about_it_has_changed(
    tmp_path: Path, clock: ToldClock
) -> None:
    app = app_at(tmp_path, clock)
    session = app.access.create("Nia Farrow", "pharmacist", PASSPHRASE).session
    app.keep_practice(PRACTICE, session.user)
    casework = Casework(session, app.clock)
    case = casework.agree(
        casework.save(Case(id="c1", patient=PATIENT, answers=ANSWERS), "In"), morphine_plan()
    )
    for kind, setting in zip(LETTERS, (*Setting, Setting.STANDARD, Setting.LARGE), strict=True):
        put_out(app, session, case, kind, setting)
    may = case.model_copy(
        update={
            "patient": PATIENT.model_copy(update={"phone": "07700 900123", "facts": {"text-consent": "yes"}})
        }
    )
    choices = PaperChoices(practice=PRACTICE, by=session.user)
    message = app.paperwork.text(may, TextKind.MISSED, choices, clock.today(), app.paper_tables)
    app.paperwork.issue_text(case, message, "text-missed/1", session.vault, session.user, clock.now())
    went_out = session.vault.issued(case.id)
    app.access.lock(session)

    clock.move(days=40)
    app = app_at(tmp_path, clock)
    session = app.access.unlock(app.access.users()[0].id, PASSPHRASE)
    case = everything_changes(app, session, Casework(session, app.clock).open(case.id).case, session.user)
    for kind, setting in zip(LETTERS, (*Setting, Setting.STANDARD, Setting.LARGE), strict=True):
        put_out(app, session, case, kind, setting)
    app.access.lock(session)

    session = app_at(tmp_path, clock).access.unlock(session.user.id, PASSPHRASE)
    kept = session.vault.issued(case.id)
    assert kept[: len(went_out)] == went_out
    assert all(paper.is_whole for paper in kept)
    for before, after in zip(went_out, kept[len(went_out) :], strict=False):
        assert (after.kind, after.version, after.replaces) == (before.kind, 2, before.id)
        told = " ".join(app.paperwork.page_texts(after.pdf)).replace("\r\n", " ")
        assert "Elsewhere Surgery" in told
        assert "Marlow" in " ".join(app.paperwork.page_texts(before.pdf))
        assert "Elsewhere" not in " ".join(app.paperwork.page_texts(before.pdf))
    new_plan = next(p for p in kept[len(went_out) :] if p.kind == PaperKind.NEXT_STEP.value)
    told = " ".join(" ".join(app.paperwork.page_texts(new_plan.pdf)).split())
    assert "Version 2, replaces version 1 of 20 November 2026" in told
    app.access.lock(session)
