"""Which papers there are, which fit the moment, and how each goes."""

from typing import Any

import pytest

from pharmreview.domain.case import Case, CaseState, Channel
from pharmreview.domain.errors import PaperProblem
from pharmreview.domain.paper import PaperKind, TextKind
from pharmreview.domain.patient import Patient
from pharmreview.services.writing.catalogue import (
    SHELVES,
    channel_for,
    closed_way,
    fitting,
    offered,
    ticked_at_first,
    way_in_batch,
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
    assert PaperKind.TALKED not in fitting(case)
    explained = case.model_copy(update={"answers": answers | {"explain.pictures": ("EXP1",)}})
    assert PaperKind.TALKED in fitting(explained)
    assert fitting(case, "letter-second-invitation")[0] is PaperKind.SECOND_INVITATION


BY_EMAIL = {"prepare.email": "jean@example.org", "prepare.email_consent": "yes"}


def liking(*codes: str, **patient: Any) -> Case:
    told = {"given_name": "Jean", "facts": {"text-consent": "yes"}} | patient
    answers = {"prepare.contact": codes} | BY_EMAIL
    return FOUND.model_copy(update={"patient": Patient(**told), "answers": answers})


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({}, ""),
        ({"prepare.email_consent": ""}, "Jean has not been asked about e-mail"),
        ({"prepare.email_consent": "no"}, "Jean has said no to papers by e-mail"),
        ({"prepare.email": " "}, "There is no e-mail address for Jean"),
        ({"prepare.email": "jean@example"}, "“jean@example” is not a whole e-mail address"),
        ({"prepare.email": "jean@example.org, ann@example.org"}, "is not a whole e-mail address"),
    ],
)
def test_that_a_paper_goes_by_e_mail_only_to_a_whole_address_whose_owner_agreed(
    told: dict[str, str], why: str
) -> None:
    case = liking("CP4")
    case = case.model_copy(update={"answers": case.answers | told})
    said = closed_way(case, PaperKind.INVITATION, Channel.EMAIL)
    assert why in said
    assert bool(said) is bool(why)
    assert channel_for(case, PaperKind.INVITATION) is (Channel.POST if why else Channel.EMAIL)
    assert not closed_way(case, PaperKind.GP, Channel.EMAIL), "a colleague is reached at their own address"


@pytest.mark.parametrize(
    ("case", "first", "letter"),
    [
        (liking(), PaperKind.INVITATION, Channel.POST),
        (liking("CP2", phone="1"), TextKind.INVITE, Channel.POST),
        (liking("CP2"), PaperKind.INVITATION, Channel.POST),
        (liking("CP3", "CP4", phone="1"), PaperKind.CALL, Channel.EMAIL),
        (liking("CP5", "CP1", address=("1 Elm Road",)), PaperKind.INVITATION, Channel.NHS_APP),
        (liking("CP1", "CP4"), PaperKind.INVITATION, Channel.EMAIL),
    ],
)
def test_that_what_a_person_likes_and_what_is_open_to_them_choose_the_way(
    case: Case, first: PaperKind | TextKind, letter: Channel
) -> None:
    assert fitting(case)[0] is first
    assert (PaperKind.INVITATION in ticked_at_first(case)) is (first is PaperKind.INVITATION)
    assert channel_for(case, PaperKind.SECOND_INVITATION) is letter
    assert channel_for(case, PaperKind.NEXT_STEP) is Channel.HANDED
    assert channel_for(case, PaperKind.GP) is Channel.EMAIL
    apart = case.model_copy(update={"answers": case.answers | {"prepare.place": "VP2"}})
    assert channel_for(apart, PaperKind.NEXT_STEP) is letter, "nothing is handed over by phone"


def test_that_nobody_is_offered_a_text_who_said_no_to_texts() -> None:
    case = liking("CP2", phone="1", facts={"text-consent": "no"})
    assert not any(isinstance(kind, TextKind) for kind in fitting(case))
    assert fitting(case)[0] is PaperKind.INVITATION


def test_that_one_of_many_letters_goes_as_asked_or_as_each_likes() -> None:
    texts = liking("CP2", phone="1", address=("1 Elm Road",))
    assert way_in_batch(texts, PaperKind.INVITATION, Channel.POST) is Channel.POST
    with pytest.raises(PaperProblem, match="Jean likes texts best"):
        way_in_batch(texts, PaperKind.INVITATION, None)
    assert way_in_batch(texts, PaperKind.SHEET, None) is Channel.HANDED
    with pytest.raises(PaperProblem, match="no address for Jean"):
        way_in_batch(liking(), PaperKind.INVITATION, None)


def test_that_a_letter_goes_by_post_only_where_there_is_an_address() -> None:
    assert channel_for(FOUND, PaperKind.INVITATION) is Channel.POST
    why = closed_way(FOUND, PaperKind.INVITATION, Channel.POST)
    assert why == "There is no address for Jean: add it to the record, or hand the letter over."
    assert not closed_way(FOUND, PaperKind.INVITATION, Channel.HANDED)
    there = FOUND.model_copy(update={"patient": Patient(address=("1 Elm Road",))})
    assert not closed_way(there, PaperKind.INVITATION, Channel.POST)
