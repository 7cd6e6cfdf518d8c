"""Whoever may only look changes nothing by any verb: the services refuse, not the screens alone."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pharmreview.bootstrap import App, bootstrap
from pharmreview.domain.case import Case
from pharmreview.domain.caseload.offered import LocalService
from pharmreview.domain.errors import VaultProblem
from pharmreview.domain.patient import Patient, Practice
from pharmreview.domain.risk.finding import Tier
from pharmreview.domain.team.access import Access
from pharmreview.services.access import Session
from pharmreview.services.casework import Casework
from pharmreview.services.ports import Clock
from pharmreview.storage.keyring import Cost
from pharmreview.storage.store import StoreRoom
from pharmreview.system.places import Places
from pharmreview.system.whole import write_whole

CASE = Case(id="c1", patient=Patient(family_name="ASH"))


def doors(app: App) -> tuple[Session, Session]:
    """Somebody who leads and somebody who may only look, each with the store open."""
    lead = app.access.create("Nia Farrow", "", "four plain words here").session
    app.team(lead).add("Asha Bell", "", Access.READER, "five more words there", "five more words there")
    Casework(lead, app.clock).save(CASE, "Brought in")
    asha = next(user for user in app.access.users() if user.name == "Asha Bell")
    return lead, app.access.unlock(asha.id, "five more words there")


def verbs(app: App, by: Session) -> dict[str, Callable[[], object]]:
    """Everything that changes what is kept, by its name."""
    cases, load, offer, user = Casework(by, app.clock), app.caseload(by), app.offering(by), by.user
    case = cases.open(CASE.id).case
    service = LocalService(id="", kind="REF01", name="Walking group")
    return {
        "save": lambda: cases.save(case, "Changed"),
        "finish": lambda: cases.finish(case.model_copy(update={"begun": app.clock.today()}), "OPT1"),
        "tier": lambda: load.override_tier(case, Tier.HIGH, "Because"),
        "baseline": lambda: load.freeze_baseline("One"),
        "sample": lambda: load.take_sample(1, "a", (CASE.id,)),
        "settings": lambda: load.keep_settings(load.settings()),
        "service": lambda: offer.keep_service(service),
        "sheet": lambda: offer.attach("SHEET1", "one.pdf", b"%PDF-1.4\n%%EOF"),
        "template": lambda: app.templates.keep("letter-pause", "# Rest", user),
        "practice": lambda: app.keep_practice(Practice(name="Elm"), user),
        "letterhead": lambda: app.keep_practice(Practice(letterhead="AAAA"), user),
        "somebody": lambda: app.team(by).add("Cy", "", Access.LEAD, "a" * 12, "a" * 12),
    }


def test_that_a_reader_is_refused_by_every_verb_and_nothing_has_changed(tmp_path: Path, clock: Clock) -> None:
    places = Places(tmp_path)
    room = StoreRoom(places.store, write_whole, Cost(memory_kib=64, passes=1, lanes=1))
    app = bootstrap(clock=clock, places=places, keeper=room)
    lead, reader = doors(app)
    before = Casework(lead, clock).revisions()
    for name, verb in verbs(app, reader).items():
        with pytest.raises(VaultProblem) as refused:
            verb()
        assert refused.value.code == "vault.access", name
    assert Casework(lead, clock).revisions() == before
    assert app.practice() == Practice()
    assert len(app.team(lead).members()) == 2
