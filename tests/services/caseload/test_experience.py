"""Forms on how a visit was: put in without a name, counted with those that people asked to have known."""

from decimal import Decimal

import pytest

from pharmreview.domain.case import Case
from pharmreview.domain.caseload.experience import Counted, Scaled, Told, learnt
from pharmreview.domain.errors import InputProblem, VaultProblem
from pharmreview.domain.patient import Patient
from pharmreview.domain.team.access import Access
from pharmreview.reference.review_form import load_review_form
from pharmreview.services.access import Session
from pharmreview.services.caseload.experience import Experience
from pharmreview.services.casework import Casework
from tests.conftest import ToldClock
from tests.fakes import FakeVault

FORM = load_review_form()
WELL = {
    "follow_up.exp_listened": "9",
    "follow_up.exp_next": "KN1",
    "follow_up.exp_best": " Nobody\nrushed me ",
}
ILL = {"follow_up.exp_listened": "4", "follow_up.exp_next": "KN3", "follow_up.exp_best": "A chair"}


@pytest.fixture
def experience(session: Session, clock: ToldClock) -> Experience:
    return Experience(session, clock, FORM)


def test_that_marks_have_a_median_choices_a_count_and_words_no_order_of_time() -> None:
    told = learnt(FORM, [WELL, ILL], [{"follow_up.exp_next": "KN1"}])
    assert (told.forms, told.in_records, told.few) == (3, 1, True)
    label = "I felt listened to and believed"
    assert told.scales == (Scaled(label=label, number=2, median=Decimal("6.5"), least=4, most=9),)
    counts = (("Yes", 2), ("Partly", 0), ("No", 1))
    assert told.choices == (Counted(label="I know what happens next and who to call", counts=counts),)
    assert told.told == (Told(label="What was best", words=("A chair", "Nobody rushed me")),)
    assert not learnt(FORM, [WELL] * 6, []).few


def test_that_a_form_is_put_in_without_anything_else_and_taken_out_again(
    experience: Experience, vault: FakeVault
) -> None:
    name = experience.put_in({**WELL, "follow_up.exp_asked": "yes", "decide.goal": "To sing"})
    (entry,) = vault.entries("experience")
    assert "sing" not in entry.document
    assert "asked" not in entry.document
    assert experience.learnt().nameless == 1
    experience.take_out(name)
    assert experience.learnt().forms == 0
    assert len(vault.entries("experience")) == 2


def test_that_answers_in_a_record_count_only_where_the_person_asked_for_them_to_stand_there(
    experience: Experience, casework: Casework
) -> None:
    for number, asked in enumerate(("yes", "no", "")):
        answers = {**WELL, "follow_up.exp_asked": asked} if asked else WELL
        case = Case(id=f"c{number}", patient=Patient(family_name="A", given_name="B"), answers=answers)
        casework.save(case, "Brought in")
    assert experience.learnt().in_records == 1


def test_that_what_was_said_of_each_review_of_a_person_counts(
    experience: Experience, casework: Casework
) -> None:
    asked = {**WELL, "follow_up.exp_asked": "yes"}
    case = Case(id="c1", patient=Patient(family_name="A", given_name="B"), answers=asked)
    form = load_review_form()
    second = casework.begin_review(casework.finish(casework.begin_review(case, form), ""), form)
    assert experience.learnt().in_records == 1
    casework.save(second.model_copy(update={"answers": {**second.answers, **asked}}), "Typed in")
    assert experience.learnt().in_records == 2


def test_that_an_empty_form_is_refused_and_a_reader_puts_none_in(
    experience: Experience, vault: FakeVault, clock: ToldClock
) -> None:
    with pytest.raises(InputProblem, match="nothing in this form"):
        experience.put_in({"follow_up.exp_asked": "yes"})
    looks = vault.users[0].model_copy(update={"access": Access.READER})
    with pytest.raises(VaultProblem, match="You may look here"):
        Experience(Session(looks, vault), clock, FORM).put_in(WELL)
