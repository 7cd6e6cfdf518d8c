"""Freezing, pressing and recording papers."""

import hashlib
from datetime import UTC, date, datetime, timedelta

import pytest

from pharmreview.documents.press import Press
from pharmreview.domain.case import Agreed, Case, User
from pharmreview.domain.errors import PaperProblem, VaultProblem
from pharmreview.domain.lines.row import ExportRow
from pharmreview.domain.medicines.formulary import Formulary
from pharmreview.domain.paper import PaperKind
from pharmreview.domain.patient import Practice
from pharmreview.domain.team.access import Access
from pharmreview.reference.review_form import load_review_form
from pharmreview.reference.tables import load_tables
from pharmreview.services.assessing import assessed
from pharmreview.services.paperwork import PaperChoices, PaperTables, Paperwork
from tests.documents.papers import ANSWERS, MORPHINE, PATIENT, PRACTICE, TODAY, long_plan, morphine_plan
from tests.fakes import FakeVault

NIA = User(id="u1", name="Nia Farrow", role="Clinical pharmacist", access=Access.LEAD)
AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
TABLES = PaperTables(
    formulary=Formulary(table_id="products", products=tuple(MORPHINE.values())),
    versions={"FPM_2020": "2026-11-21"},
    app_version="0.1.0",
)
WORK = Paperwork(Press())
CHOICES = PaperChoices(practice=PRACTICE, by=NIA)


def case(*agreed: Agreed, **changed: object) -> Case:
    row = ExportRow(
        row=2, name="Morphine sulfate 60mg modified-release tablets", directions="ONE TWICE A DAY"
    )
    return Case(id="c1", patient=PATIENT, rows=(row,), answers=ANSWERS, agreed=agreed).model_copy(
        update=changed
    )


def agreed(version: int = 1) -> Agreed:
    return Agreed(version=version, agreed_at=AT, agreed_by="Nia Farrow", plan=morphine_plan())


def vault_with(held: Case) -> FakeVault:
    vault = FakeVault()
    vault.save(held, "begun", NIA, AT)
    return vault


def test_that_the_agreed_plan_is_used_unless_a_draft_is_on_screen() -> None:
    held = case(agreed())
    assert WORK.prepare(held, PaperKind.NEXT_STEP, CHOICES, TODAY, TABLES).facts.agreed
    draft = CHOICES.model_copy(update={"plan": long_plan(3)})
    paper = WORK.prepare(held, PaperKind.NEXT_STEP, draft, TODAY, TABLES)
    assert not paper.facts.agreed
    assert paper.version == 2
    assert "draft" in {concern.code for concern in paper.concerns}


def test_that_a_plan_paper_without_a_plan_is_refused_and_a_letter_is_made() -> None:
    with pytest.raises(PaperProblem, match="no plan"):
        WORK.prepare(case(), PaperKind.NEXT_STEP, CHOICES, TODAY, TABLES)
    assert WORK.prepare(case(), PaperKind.FOLLOW_UP, CHOICES, TODAY, TABLES).version == 1


def test_that_a_product_missing_from_the_table_is_refused() -> None:
    empty = PaperTables(formulary=Formulary(table_id="none", products=()))
    with pytest.raises(PaperProblem, match="not in the product table"):
        WORK.prepare(case(agreed()), PaperKind.NEXT_STEP, CHOICES, TODAY, empty)


def test_that_a_paper_does_not_change_when_the_case_does() -> None:
    held = case(agreed())
    paper = WORK.prepare(held, PaperKind.NEXT_STEP, CHOICES, TODAY, TABLES)
    before = WORK.press(paper)
    held = held.model_copy(update={"answers": {**held.answers, "decide.goal": "Something else."}})
    assert WORK.press(paper) == before
    assert WORK.press(WORK.prepare(held, PaperKind.NEXT_STEP, CHOICES, TODAY, TABLES)).pdf != before.pdf


def test_that_what_is_issued_is_kept_exactly_with_its_hash_wording_and_tables() -> None:
    held = case(agreed())
    vault = vault_with(held)
    paper = WORK.prepare(held, PaperKind.WHOLE_ROUTE, CHOICES, TODAY, TABLES)
    pressed = WORK.press(paper)
    kept = WORK.issue(paper, pressed, vault, NIA, AT)
    assert vault.issued("c1") == (kept,)
    assert (kept.pdf, kept.html) == (pressed.pdf, pressed.html)
    assert kept.sha256 == hashlib.sha256(pressed.pdf).hexdigest()
    assert kept.template == "plan-whole-route/4"
    assert kept.tables == {"FPM_2020": "2026-11-21"}
    assert (kept.version, kept.replaces, kept.issued_by) == (1, None, "Nia Farrow")
    assert kept.title == "My plan for morphine: Jean Marlow"


def test_that_every_form_of_a_plan_carries_the_plans_version_and_the_next_names_what_it_replaces() -> None:
    held = case(agreed())
    vault = vault_with(held)
    for hour, kind in enumerate((PaperKind.NEXT_STEP, PaperKind.WHOLE_ROUTE)):
        paper = WORK.prepare(held, kind, CHOICES, TODAY, TABLES, vault.issued("c1"))
        last = WORK.issue(paper, WORK.press(paper), vault, NIA, AT + timedelta(hours=hour))
        assert (last.version, last.replaces) == (1, None)
    later = TODAY + timedelta(days=30)
    paper = WORK.prepare(
        case(agreed(), agreed(2)), PaperKind.NEXT_STEP, CHOICES, later, TABLES, vault.issued("c1")
    )
    newest = WORK.issue(paper, WORK.press(paper), vault, NIA, AT + timedelta(days=30))
    assert (newest.version, newest.replaces) == (2, last.id)
    text = " ".join(" ".join(WORK.page_texts(newest.pdf)).split())
    assert "Version 2, replaces version 1 of 24 November 2026" in text


def test_that_letters_count_their_issues() -> None:
    held = case(agreed())
    vault = vault_with(held)
    ids = []
    for version in (1, 2, 3):
        paper = WORK.prepare(held, PaperKind.GP, CHOICES, TODAY, TABLES, vault.issued("c1"))
        kept = WORK.issue(paper, WORK.press(paper), vault, NIA, AT)
        assert kept.version == version
        assert kept.replaces == (ids[-1] if ids else None)
        ids.append(kept.id)
    assert len(set(ids)) == 3


def test_that_a_paper_that_cannot_be_kept_is_not_issued() -> None:
    held = case(agreed())
    vault = vault_with(held)
    vault.refusal = VaultProblem("The disk is full.", "Free some space.")
    paper = WORK.prepare(held, PaperKind.GP, CHOICES, TODAY, TABLES)
    with pytest.raises(VaultProblem):
        WORK.issue(paper, WORK.press(paper), vault, NIA, AT)
    assert vault.papers == []


def test_that_the_user_signs_where_the_practice_names_nobody() -> None:
    choices = PaperChoices(practice=Practice(name="Harebell Lane Surgery"), by=NIA)
    paper = WORK.prepare(case(agreed()), PaperKind.NEXT_STEP, choices, TODAY, TABLES)
    assert paper.facts.practice.prepared_by == "Nia Farrow"
    assert paper.facts.practice.prepared_by_role == "Clinical pharmacist"


def test_that_the_record_shows_the_latest_row_of_each_medicine() -> None:
    rows = tuple(
        ExportRow(row=n, name=name, directions=told, issued=day)
        for n, name, told, day in (
            (2, "Codeine 30mg tablets", "ONE A DAY", date(2026, 9, 1)),
            (3, "codeine  30mg tablets", "TWO A DAY", date(2026, 11, 1)),
            (4, "Paracetamol 500mg tablets", "TWO FOUR TIMES A DAY", None),
        )
    )
    paper = WORK.prepare(case(rows=rows), PaperKind.GP, CHOICES, TODAY, TABLES)
    assert [(m.name, m.directions) for m in paper.facts.medicines] == [
        ("codeine 30mg tablets", "TWO A DAY"),
        ("Paracetamol 500mg tablets", "TWO FOUR TIMES A DAY"),
    ]
    decision = WORK.record_summary(paper)[0]
    assert decision.title == "DECISION"
    assert "OPIOID REVIEW 24-Nov-2026, Nia Farrow" in decision.text


def test_that_the_record_says_the_risks_found_and_what_was_spoken_of_in_the_words_of_the_form() -> None:
    tables = load_tables()
    answers = ANSWERS | {
        "decide.decision": "OPT7",
        "decide.reason_no_change": ("NR08",),
        "decide.barriers": ("BAR06",),
        "follow_up.referrals.REF04.accepted": "2026-11-24",
    }
    rows = tuple(
        ExportRow(row=n, name=name, directions=told, issued=TODAY)
        for n, name, told in (
            (2, "Morphine sulfate 60mg modified-release tablets", "1 bd"),
            (3, "Diazepam 5mg tablets", "1 at night"),
        )
    )
    held = case(answers=answers, rows=rows)
    judged = assessed(held, tables.read_row, tables.factors, tables.rules, TODAY)
    choices = CHOICES.model_copy(update={"assessed": judged})
    with_form = TABLES.model_copy(update={"form": load_review_form()})
    paper = WORK.prepare(held, PaperKind.GP, choices, TODAY, with_form)
    text = "".join(WORK.record_whole(paper))
    assert "Reasons for no change: Mental health not steady" in text
    assert "- Worried about feeling ill" in text
    assert "- Talking therapies: accepted 24-Nov-2026" in text
    assert "- Opioid with a benzodiazepine" in text
