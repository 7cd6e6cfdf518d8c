"""From what is known to what the papers screen shows."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from pharmreview.domain.case import Case, IssuedPaper
from pharmreview.domain.paper import Blank, Concern, PaperFacts, PaperKind, Pressed
from pharmreview.domain.patient import Patient, Practice
from pharmreview.services.paperwork import Paper
from tests.ui.screens.papers.conftest import reviewed_case
from ui.screens.papers.making import Batch, Made, Unmade
from ui.screens.papers.offered.inputs import Inputs, Opened
from ui.screens.papers.offered.rows import PLAN_ROW, Row
from ui.screens.papers.props import Props, derive

TODAY = date(2026, 11, 24)


def made(kind: PaperKind, pages: int = 2, *concerns: Concern, kept: IssuedPaper | None = None) -> Made:
    facts = PaperFacts(kind=kind, version=1, today=TODAY, patient=Patient(), practice=Practice())
    pressed = Pressed(
        title="T", pdf=kind.value.encode(), html="", pages=pages, template="t", concerns=concerns
    )
    return Made(Paper(case_id="jean", kind=kind, title="T", version=1, facts=facts), pressed, kept)


def issued(kind: str = "letter-gp", version: int = 1, replaces: str | None = None) -> IssuedPaper:
    return IssuedPaper(
        id=f"jean-{kind}-{version}",
        case_id="jean",
        kind=kind,
        version=version,
        title="Opioid review: Jean Marlow",
        issued_at=datetime(2026, 11, 24, 10, 31, tzinfo=UTC),
        issued_by="Nia Farrow",
        pdf=b"pdf",
        html="",
        sha256="x",
        tables={},
        template="t",
        replaces=replaces,
    )


def known(case: Case | None = None, **changed: object) -> Inputs:
    batch = Batch({kind: made(kind) for kind in PaperKind}, ("A line",))
    inputs = Inputs(
        case=case or reviewed_case(), today=TODAY, issued=(), batch=batch, practice=Practice(name="H")
    )
    return replace(inputs, **changed)  # type: ignore[arg-type]


def row(props: Props, id_: str = "letter-gp") -> Row:
    return next(row for row in props.rows if row.id == id_)


def ticks(props: Props) -> list[str]:
    return [row.id for row in props.rows if row.ticked]


@pytest.mark.parametrize(
    ("answer", "plan"),
    [
        ("", "plan-next-step"),
        ("next-step", "plan-next-step"),
        ("next-3", "plan-next-three"),
        ("whole-route", "plan-whole-route"),
        ("something-else", "plan-next-step"),
    ],
)
def test_that_the_form_of_plan_the_person_asked_for_is_ticked(answer: str, plan: str) -> None:
    case = reviewed_case()
    case = case.model_copy(update={"answers": {**case.answers, "taper.show_to_person": answer}})
    assert ticks(derive(known(case))) == [plan, "letter-follow-up", "letter-gp"]


@pytest.mark.parametrize("decision", ["OPT1", "OPT2", "OPT7", "OPT8"])
def test_that_a_review_that_changes_nothing_has_its_two_letters_and_no_plan(decision: str) -> None:
    case = reviewed_case(answers={"decide.decision": decision})
    props = derive(known(case))
    assert [row.id for row in props.rows] == ["letter-follow-up", "letter-gp"]
    assert props.print_words == "Print 2 papers"
    assert props.can_send


def test_that_a_plan_not_agreed_says_what_comes_first() -> None:
    first = derive(known(reviewed_case(agreed=()))).rows[0]
    assert (first.id, first.note, first.can_tick) == (PLAN_ROW, "Agree the plan first", False)


def test_that_nothing_ticked_cannot_be_sent_and_says_so() -> None:
    none = dict.fromkeys(PaperKind, False)
    props = derive(known(ticks=none))
    assert not props.can_send
    assert props.print_words == "Print papers"
    assert props.foot.startswith("Nothing is ticked")


def test_that_a_paper_that_cannot_be_made_says_why_and_is_not_counted() -> None:
    batch = Batch({kind: made(kind) for kind in PaperKind} | {PaperKind.GP: Unmade("No name.", "Add it.")})
    props = derive(known(batch=batch, chosen=PaperKind.GP))
    assert row(props).note == "Cannot be made yet. No name."
    assert props.print_words == "Print 2 papers"
    assert props.sheet.problem == ("No name.", "Add it.")
    alone = dict.fromkeys(PaperKind, False) | {PaperKind.GP: True}
    held = derive(known(batch=batch, ticks=alone))
    assert not held.can_send
    assert held.foot == "GP letter: No name. Add it."


def test_that_the_same_concern_in_two_papers_is_said_once_with_both() -> None:
    word = Concern(code="word", what="“chronic” is a word to avoid. Use: long-term.", where="my chronic pain")
    batch = Batch(
        {
            PaperKind.NEXT_STEP: made(PaperKind.NEXT_STEP, 2, word),
            PaperKind.FOLLOW_UP: made(PaperKind.FOLLOW_UP, 1, word),
        }
    )
    looks = derive(known(batch=batch)).looks
    assert [look.title for look in looks] == ["Plan and Follow-up letter: “chronic” is a word to avoid"]
    assert looks[0].reason == "Use: long-term. In “…my chronic pain…”"


def test_that_concerns_warn_and_never_stop_a_paper() -> None:
    batch = Batch({PaperKind.GP: made(PaperKind.GP, 3, Concern(code="pages", what="It is long."))})
    props = derive(known(batch=batch))
    assert props.can_send
    assert row(props).sign == "warning"
    assert "1 to look at" in row(props).note


def test_that_recorded_needs_stand_in_their_bar_and_mark_no_paper() -> None:
    needs = Concern(code="needs", what="Recorded needs: Large print. Check that this paper meets them.")
    props = derive(known(batch=Batch({PaperKind.GP: made(PaperKind.GP, 2, needs)})))
    assert props.format is not None
    assert props.format.title == "Jean needs large print."
    assert props.format.reason == (
        "This paper: 18 point, tables as lists. Also needed: Hearing: face to face."
    )
    assert props.format.setting == "large"
    assert not props.looks
    assert row(props).sign == "tick"


@pytest.mark.parametrize(
    ("needs", "title"),
    [
        ((), "No needs are recorded for Jean."),
        (("  ",), "No needs are recorded for Jean."),
        (("Easy read",), "Jean needs: Easy read."),
        (("Braille", "Lip reading"), "Jean needs: Braille and Lip reading."),
    ],
)
def test_that_other_needs_are_named_as_recorded(needs: tuple[str, ...], title: str) -> None:
    case = reviewed_case()
    case = case.model_copy(update={"patient": case.patient.model_copy(update={"needs": needs})})
    found = derive(known(case)).format
    assert found is not None
    assert found.title == title


def test_that_a_kept_paper_says_how_it_went_out_as_far_as_is_known() -> None:
    paper = issued()
    batch = Batch({PaperKind.GP: made(PaperKind.GP, 2, kept=paper)})
    assert row(derive(known(batch=batch))).note == "2 pages, issued 10:31"
    printed = known(batch=batch, went={paper.id: "printed 10:32"})
    assert row(derive(printed)).note == "2 pages, printed 10:32"
    later = replace(known(batch=batch), today=date(2026, 11, 25))
    assert row(derive(later)).note == "2 pages, issued 24 Nov"


def test_that_issued_papers_are_listed_newest_first_with_what_they_replace() -> None:
    first, second = issued(), issued(version=2, replaces="jean-letter-gp-1")
    rows = derive(known(issued=(first, second))).issued
    assert [row.title for row in rows] == ["GP letter, version 2", "GP letter, version 1"]
    assert rows[0].note == "24 Nov 2026, 10:31, Nia Farrow. Replaces version 1. To whom: not recorded"


def test_that_an_issued_paper_of_a_kind_no_longer_known_keeps_its_own_title() -> None:
    assert derive(known(issued=(issued("letter-of-old"),))).issued[0].title == (
        "Opioid review: Jean Marlow, version 1"
    )


def test_that_an_opened_paper_is_locked_and_says_who_and_when() -> None:
    sheet = derive(known(opened=Opened(issued(), 3, whole=True), page=9)).sheet
    assert "Nia Farrow" in sheet.locked
    assert (sheet.page, sheet.pages) == (3, 3)
    spoilt = derive(known(opened=Opened(issued(), 3, whole=False))).sheet
    assert "not the ones that were issued" in spoilt.locked


def test_that_a_practice_without_a_name_is_asked_for_and_an_unread_one_is_not() -> None:
    assert derive(known(practice=Practice(phone="1"))).asks_practice
    assert not derive(known(practice=None)).asks_practice


def test_that_no_case_shows_nothing() -> None:
    assert derive(Inputs(today=TODAY)) == Props()


def test_that_what_the_record_says_of_a_visit_stands_beside_its_field_and_need_not_be_typed() -> None:
    blank = Blank(name="appointment_day", meaning="the day of the visit", example="Monday", needed=True)
    case = reviewed_case()
    for day, stands, needed in (
        ("2026-12-07", "By the record, Monday 7 December 2026.", False),
        ("", "For example", True),
    ):
        at = case.model_copy(update={"answers": {**case.answers, "follow_up.booked": day}})
        props = derive(known(at, blanks={"letter-gp": (blank,)}, chosen=PaperKind.GP))
        (asked,) = [one for one in props.asked if one.key == "appointment_day"]
        assert asked.example.startswith(stands)
        assert asked.needed is needed
