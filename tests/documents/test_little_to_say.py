"""Papers for somebody of whom little is known: whole sentences, no page that is nearly empty."""

import pytest

from pharmreview.documents.press import Press
from pharmreview.domain.paper import PaperFacts, PaperKind
from tests.documents.papers import ANSWERS, PATIENT, facts

PRESS = Press()


def pages(paper: PaperFacts) -> list[str]:
    return [" ".join(text.split()) for text in PRESS.page_texts(PRESS.press(paper).pdf)]


def test_that_a_letter_to_the_gp_with_no_plan_and_no_medicines_is_one_page() -> None:
    paper = facts(PaperKind.GP, answers={"decide.decision": "OPT1"}, plan=None, medicines=(), ome_working=())
    assert len(pages(paper)) == 1


def test_that_the_outcome_form_of_the_team_meeting_is_whole_on_its_own_page() -> None:
    asked, outcome = pages(facts(PaperKind.MDT))
    assert "Outcome" not in asked
    for part in ("Outcome (to fill in at the meeting)", "Who was there", "By when", "Minutes, in 5 lines"):
        assert part in outcome


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (
            {"decide.review_date": "", "follow_up.next_contact": ""},
            "No day is set yet. Phone us on 01632 960 123",
        ),
        ({"decide.review_date": ""}, "We talk next on Friday 18 December 2026, with"),
        ({}, "Before then: Friday 18 December 2026, with"),
    ],
)
def test_that_the_care_plan_says_when_we_look_again_or_that_no_day_is_set(
    days: dict[str, str], said: str
) -> None:
    told = " ".join(pages(facts(PaperKind.CARE_PLAN, answers={**ANSWERS, **days})))
    assert said in told.split("When we will review")[1]
    assert ("We look at this together" in told) is ("decide.review_date" not in days)


@pytest.mark.parametrize(("gp", "who"), [("Dr Tom Hale", "Dr Tom Hale"), ("", "your GP")])
def test_that_the_second_invitation_says_who_asks_next_where_no_gp_is_known(gp: str, who: str) -> None:
    patient = PATIENT.model_copy(update={"usual_gp": gp})
    (told,) = pages(facts(PaperKind.SECOND_INVITATION, patient=patient))
    assert told.count("If an appointment is not possible") == 1
    assert f"If an appointment is not possible, {who} will ask about it" in told
