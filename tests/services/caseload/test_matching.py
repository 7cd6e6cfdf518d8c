"""An import that loses no work and joins no two people, and says who moved."""

from datetime import date

import pytest

from pharmreview.domain.case import CaseState
from pharmreview.domain.errors import VaultProblem
from pharmreview.domain.lines.row import ExportPerson
from pharmreview.domain.patient import Patient
from pharmreview.services.caseload.searches.importing import BroughtIn
from pharmreview.services.caseload.searches.people import brought_up_to_date
from pharmreview.services.caseload.verbs import Caseload
from pharmreview.services.casework import Casework
from tests.fakes import FakeVault
from tests.services.caseload.searches import BORN, NHS, OTHER_NHS, person, search


def brought_in(caseload: Caseload, *people: ExportPerson, digest: str = "one") -> BroughtIn:
    return caseload.bring_in(search(*people, digest=digest))


def test_that_everyone_in_a_file_becomes_a_case(
    caseload: Caseload, casework: Casework, vault: FakeVault
) -> None:
    done = brought_in(caseload, person("One", NHS), person("Two", OTHER_NHS))
    saved = tuple(casework.each())
    assert [each.case.patient.family_name for each in saved] == ["One", "Two"]
    assert done.created == tuple(each.case.id for each in saved)
    assert {each.case.state for each in saved} == {CaseState.FOUND}
    assert vault.events[-1][0] == "imported"


def test_that_case_ids_say_nothing_about_the_person(caseload: Caseload) -> None:
    people = [person(f"P{i}", "", None, row=i) for i in range(200)]
    ids = brought_in(caseload, *people).created
    assert len(set(ids)) == 200
    assert all(len(each) == 10 and not each.isdigit() and not each.isalpha() for each in ids)


def test_that_the_same_file_again_changes_nothing(
    caseload: Caseload, casework: Casework, vault: FakeVault
) -> None:
    people = [person(), person("No numbers", "", None, row=3), person("Neither", "", BORN, row=4)]
    first = brought_in(caseload, *people)
    before = dict(vault.kept)
    again = brought_in(caseload, *people)
    assert (again.unchanged, again.record) == (first.created, first.record)
    assert (again.created, again.updated, vault.kept) == ((), (), before)
    assert caseload.imports() == (first.record,)


def test_that_a_newer_file_updates_rows_and_loses_no_work(caseload: Caseload, casework: Casework) -> None:
    brought_in(caseload, person(phone="0161 496 0000"))
    case = next(iter(casework.each())).case
    patient = case.patient.model_copy(update={"preferred_name": "Tess", "facts": {"apnoea": "yes"}})
    worked = {"answers": {"a.b": "her own words"}, "patient": patient, "state": CaseState.IN_REVIEW}
    case = casework.save(case.model_copy(update=worked), "typed")
    done = brought_in(caseload, person("Married", row=9), digest="two")
    after = next(iter(casework.each())).case
    assert done.updated == (case.id,)
    assert after.rows[0].row == 9
    assert after.origin is not None
    assert after.origin.digest == "two"
    assert (after.answers, after.state) == ({"a.b": "her own words"}, CaseState.IN_REVIEW)
    assert after.patient.facts == {"apnoea": "yes"}
    assert (after.patient.preferred_name, after.patient.phone) == ("Tess", "0161 496 0000")
    assert after.patient.family_name == "Married"


def test_that_a_record_number_finds_the_person_when_the_nhs_number_is_not_known(
    caseload: Caseload, casework: Casework
) -> None:
    brought_in(caseload, person(nhs="", record="123"))
    done = brought_in(caseload, person(nhs=NHS, record="123"), digest="two")
    assert len(done.updated) == 1
    assert next(iter(casework.each())).case.patient.nhs_number == NHS


STRANGERS = {
    "another date of birth": person(born=date(1961, 1, 1), record="123"),
    "no date of birth": person("Else", born=None, record="123"),
    "another NHS number on the same record": person(nhs=OTHER_NHS, record="123"),
    "a number that fails its check": person("Else", nhs_number_problem="check-digit"),
    "the same name only": person(nhs="", record=""),
}


@pytest.mark.parametrize("stranger", STRANGERS)
def test_that_two_people_are_never_joined(caseload: Caseload, casework: Casework, stranger: str) -> None:
    first = brought_in(caseload, person(record="123"))
    kept = next(iter(casework.each())).case
    done = brought_in(caseload, STRANGERS[stranger], digest="two")
    assert len(done.created) == 1
    assert casework.open(first.created[0]).case == kept


def test_that_twins_who_share_a_wrong_nhs_number_stay_two_people(
    caseload: Caseload, casework: Casework
) -> None:
    twins = (person("Ann", record="1"), person("Bea", record="2", row=3))
    first = brought_in(caseload, *twins)
    assert len(first.created) == 2
    changed = (person("Ann", record="1", row=5), person("Bea", record="2", row=6))
    again = brought_in(caseload, *changed, digest="two")
    assert again.updated == first.created
    assert [s.case.patient.family_name for s in tuple(casework.each())] == ["Ann", "Bea"]


def test_that_two_people_who_both_look_like_one_case_are_both_new(
    caseload: Caseload, casework: Casework
) -> None:
    first = brought_in(caseload, person("Ann", NHS, record="1"))
    claims = (person("Ann", NHS, record=""), person("Ann", "", record="1", row=3))
    done = brought_in(caseload, *claims, digest="two")
    assert len(done.created) == 2
    assert casework.open(first.created[0]).case.rows[0].row == 2


def test_that_an_import_is_kept_whole_or_not_at_all(
    caseload: Caseload, casework: Casework, vault: FakeVault
) -> None:
    vault.refusal = VaultProblem("The disk is full.", "Free some space.")
    with pytest.raises(VaultProblem):
        brought_in(caseload, person(), person("Two", OTHER_NHS))
    assert vault.kept == {}


def test_that_a_damaged_number_does_not_replace_a_good_one() -> None:
    good = Patient(nhs_number=NHS, born=BORN)
    damaged = Patient(nhs_number="9990000010", nhs_number_problem="check-digit", gender="F")
    assert brought_up_to_date(good, damaged).nhs_number == NHS
    assert brought_up_to_date(good, damaged).nhs_number_problem is None
    assert brought_up_to_date(good, damaged).gender == "F"
    mended = brought_up_to_date(damaged, good)
    assert (mended.nhs_number, mended.nhs_number_problem) == (NHS, None)
    blank = Patient(nhs_number_problem="blank")
    assert brought_up_to_date(good, blank).nhs_number_problem is None


@pytest.mark.parametrize(
    ("seen", "after"),
    [
        ("Ann Tester", ("TESTER", "Ann")),
        ("tester ann", ("TESTER", "Ann")),
        ("Ann Sample", ("Ann Sample", "")),
        ("Sample", ("Sample", "Ann")),
        ("", ("TESTER", "Ann")),
    ],
)
def test_that_a_name_in_one_piece_is_never_put_beside_a_given_name_that_it_holds(
    seen: str, after: tuple[str, str]
) -> None:
    kept = Patient(family_name="TESTER", given_name="Ann")
    now = brought_up_to_date(kept, Patient(family_name=seen))
    assert (now.family_name, now.given_name) == after
