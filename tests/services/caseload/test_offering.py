"""What the practice offers: its own sheets as PDF, a directory it edits, and how that is taken up."""

import pytest

from pharmreview.domain.case import Case
from pharmreview.domain.caseload.offered import LARGEST_SHEET, LocalService, called
from pharmreview.domain.errors import InputProblem
from pharmreview.domain.patient import Patient
from pharmreview.services.access import Session
from pharmreview.services.caseload.offering import Offering
from tests.conftest import ToldClock
from tests.fakes import FakeVault

PDF = b"%PDF-1.7\nsheet\n%%EOF\n"
WALK = LocalService(id="", kind="REF10", name="Walking group")


@pytest.fixture
def offering(session: Session, clock: ToldClock) -> Offering:
    return Offering(session, clock)


def test_that_a_sheet_comes_back_byte_for_byte(offering: Offering) -> None:
    sheet = offering.attach("SH2", "navigator.pdf", PDF)
    assert offering.sheets() == {"SH2": sheet}
    assert offering.content(sheet) == PDF
    assert sheet.size == len(PDF)


def test_that_a_newer_copy_takes_the_place_and_the_older_is_still_there(offering: Offering) -> None:
    first = offering.attach("SH2", "old.pdf", PDF)
    second = offering.attach("SH2", "new.pdf", PDF + b"\n")
    assert offering.sheets() == {"SH2": second}
    assert offering.content(first) == PDF
    offering.detach("SH2")
    assert offering.sheets() == {}
    with pytest.raises(InputProblem):
        offering.detach("SH2")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"PK\x03\x04 a word file", "tool.docx is not a whole PDF."),
        (b"%PDF-1.7 cut off", "tool.docx is not a whole PDF."),
        (b"", "tool.docx is not a whole PDF."),
        (PDF + b"x" * LARGEST_SHEET, "tool.docx is larger than 5 MB."),
    ],
)
def test_that_what_is_no_pdf_or_is_too_large_is_refused_in_a_sentence(
    offering: Offering, content: bytes, says: str
) -> None:
    with pytest.raises(InputProblem) as refusal:
        offering.attach("SH2", "tool.docx", content)
    assert refusal.value.what == says
    assert offering.sheets() == {}


def test_that_the_directory_is_kept_put_right_and_says_when_it_was_looked_at(
    offering: Offering, clock: ToldClock
) -> None:
    kept = offering.keep_service(WALK)
    assert kept.looked_at == clock.today()
    offering.keep_service(kept.model_copy(update={"phone": "01632 960 555"}))
    (now,) = offering.services()
    assert (now.id, now.phone) == (kept.id, "01632 960 555")
    offering.drop_service(kept.id)
    assert offering.services() == ()
    offering.drop_service(kept.id)


@pytest.mark.parametrize("change", [{"name": " "}, {"kind": ""}, {"name": "walking  GROUP"}])
def test_that_a_service_needs_a_kind_and_a_name_of_its_own(
    offering: Offering, change: dict[str, str]
) -> None:
    offering.keep_service(WALK)
    with pytest.raises(InputProblem):
        offering.keep_service(WALK.model_copy(update=change))


def test_that_uptake_is_counted_over_everyone_in_the_store(
    offering: Offering, vault: FakeVault, clock: ToldClock
) -> None:
    for number, day in enumerate(("2026-11-20", "2026-11-21", "")):
        answers = {"follow_up.referrals.REF10": "yes", "follow_up.referrals.REF10.offered": day}
        case = Case(id=f"c{number}", patient=Patient(), answers={k: v for k, v in answers.items() if v})
        vault.save(case, "x", vault.users[0], clock.now())
    (walk,) = offering.uptake()
    assert walk.counts["offered"] == 2


def test_that_somebody_sent_to_a_service_is_counted_there_when_its_name_has_changed_and_before_they_are_kept(
    offering: Offering, vault: FakeVault, clock: ToldClock
) -> None:
    walk = "follow_up.referrals.REF10"
    kept = offering.keep_service(WALK)
    for number, name in enumerate(("WALKING group", "Walking group", "another walk")):
        answers = {f"{walk}.service": name, f"{walk}.offered": "2026-11-20"}
        vault.save(
            Case(id=f"c{number}", patient=Patient(), answers=answers), "x", vault.users[0], clock.now()
        )
    offering.keep_service(kept.model_copy(update={"name": "Canal walk"}))
    at_hand = vault.load("c2").case.model_copy(
        update={"answers": {f"{walk}.service": "canal walk", f"{walk}.offered": "2026-11-21"}}
    )
    assert [(u.service, u.counts["offered"]) for u in offering.uptake()] == [
        ("Canal walk", 2),
        ("another walk", 1),
    ]
    assert [(u.service, u.counts["offered"]) for u in offering.uptake(at_hand)] == [("Canal walk", 3)]
    new = offering.keep_service(WALK)
    assert called(offering.services(), "REF10", "walking group") == new
