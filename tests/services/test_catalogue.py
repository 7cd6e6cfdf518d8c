"""Which papers there are, which fit the moment, and how each goes."""

from pharmreview.domain.case import Case, CaseState, Channel
from pharmreview.domain.paper import PaperKind, TextKind
from pharmreview.domain.patient import Patient
from pharmreview.services.writing.catalogue import (
    SHELVES,
    channel_for,
    fitting,
    no_post,
    offered,
    ticked_at_first,
)

FOUND = Case(id="c", patient=Patient(given_name="Jean"))


def test_that_every_paper_and_text_stands_on_one_shelf() -> None:
    stood = [kind for shelf in SHELVES.values() for kind in shelf]
    assert sorted(kind.value for kind in stood) == sorted(kind.value for kind in (*PaperKind, *TextKind))
    assert [offered(kind.value) for kind in stood] == stood


def test_that_before_a_visit_the_invitation_fits_and_the_person_is_asked_without_naming_a_medicine() -> None:
    assert fitting(FOUND)[0] is PaperKind.INVITATION
    assert TextKind.INVITE in fitting(FOUND)
    agreed = FOUND.model_copy(update={"patient": Patient(facts={"text-named": "yes"})})
    assert TextKind.INVITE_NAMED in fitting(agreed)
    assert ticked_at_first(FOUND) == (PaperKind.INVITATION, PaperKind.SHEET)
    assert ticked_at_first(FOUND.model_copy(update={"state": CaseState.IN_REVIEW})) == ()


def test_that_papers_an_answer_calls_for_fit_with_it() -> None:
    answers = {"decide.decision": "OPT1", "follow_up.mdt_question": "Is there another way?"}
    case = FOUND.model_copy(update={"answers": answers})
    assert fitting(case) == (PaperKind.FOLLOW_UP, PaperKind.GP, PaperKind.MDT)


def test_that_a_letter_goes_by_post_only_where_there_is_an_address() -> None:
    assert channel_for(PaperKind.INVITATION) is Channel.POST
    why = no_post(FOUND, PaperKind.INVITATION, Channel.POST)
    assert why == "There is no address for Jean: add it to the record, or hand the letter over."
    assert not no_post(FOUND, PaperKind.INVITATION, Channel.HANDED)
    there = FOUND.model_copy(update={"patient": Patient(address=("1 Elm Road",))})
    assert not no_post(there, PaperKind.INVITATION, Channel.POST)
