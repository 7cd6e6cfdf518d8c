"""A case from the list to the finished review; an import that loses no work and joins no two people."""

from datetime import UTC, date, datetime, timedelta

import pytest

from pharmreview.domain.case import Case, CaseState, Origin, User
from pharmreview.domain.errors import ClinicalRefusal, InputProblem, VaultProblem
from pharmreview.domain.lines.row import ExportFile, ExportPerson, ExportRow
from pharmreview.domain.patient import Patient
from pharmreview.domain.taper.plan import Refusal, TaperPlan
from pharmreview.services.access import Session
from pharmreview.services.casework import Casework, brought_up_to_date
from tests.conftest import ToldClock
from tests.fakes import FakeVault
from tests.storage.filled import filled_case

BORN = date(1960, 2, 29)
NHS, OTHER_NHS = "9990000018", "9990000026"


@pytest.fixture
def vault() -> FakeVault:
    return FakeVault(users=[User(id="user1", name="Ada", role="pharmacist")])


@pytest.fixture
def casework(vault: FakeVault, clock: ToldClock) -> Casework:
    return Casework(Session(vault.users[0], vault), clock)


def person(
    name: str = "Testing",
    nhs: str = NHS,
    born: date | None = BORN,
    record: str = "",
    row: int = 2,
    **more: object,
) -> ExportPerson:
    patient = Patient(family_name=name, nhs_number=nhs, born=born, record_number=record, **more)
    return ExportPerson(patient=patient, rows=(ExportRow(row=row, name=f"medicine {row}"),), first_row=row)


def brought_in(casework: Casework, *people: ExportPerson, digest: str = "one"):
    at = datetime(2026, 11, 20, tzinfo=UTC)
    file = ExportFile(
        file_name="f.csv", digest=digest, layout="emis", run_on=at, rows=len(people), people=people
    )
    origin = Origin(file_name="f.csv", digest=digest, layout="emis", as_of=at.date(), imported_at=at)
    return casework.bring_in(file, origin)


def test_that_everyone_in_a_file_becomes_a_case(casework: Casework, vault: FakeVault) -> None:
    done = brought_in(casework, person("One", NHS), person("Two", OTHER_NHS))
    saved = casework.everyone()
    assert [each.case.patient.family_name for each in saved] == ["One", "Two"]
    assert done.created == tuple(each.case.id for each in saved)
    assert {each.case.state for each in saved} == {CaseState.FOUND}
    assert vault.events[-1][0] == "imported"


def test_that_case_ids_say_nothing_about_the_person(casework: Casework) -> None:
    people = [person(f"P{i}", "", None, row=i) for i in range(200)]
    ids = brought_in(casework, *people).created
    assert len(set(ids)) == 200
    assert all(len(each) == 10 and not each.isdigit() and not each.isalpha() for each in ids)


def test_that_the_same_file_again_changes_nothing(casework: Casework, vault: FakeVault) -> None:
    people = [person(), person("No numbers", "", None, row=3), person("Neither", "", BORN, row=4)]
    first = brought_in(casework, *people)
    before = dict(vault.kept)
    again = brought_in(casework, *people)
    assert again.unchanged == first.created
    assert (again.created, again.updated, vault.kept) == ((), (), before)


def test_that_a_newer_file_updates_rows_and_loses_no_work(casework: Casework) -> None:
    brought_in(casework, person(phone="0161 496 0000"))
    case = casework.everyone()[0].case
    patient = case.patient.model_copy(update={"preferred_name": "Tess", "facts": {"apnoea": "yes"}})
    worked = {"answers": {"a.b": "her own words"}, "patient": patient, "state": CaseState.IN_REVIEW}
    case = casework.save(case.model_copy(update=worked), "typed")
    done = brought_in(casework, person("Married", row=9), digest="two")
    after = casework.everyone()[0].case
    assert done.updated == (case.id,)
    assert after.rows[0].row == 9
    assert after.origin is not None
    assert after.origin.digest == "two"
    assert (after.answers, after.state) == ({"a.b": "her own words"}, CaseState.IN_REVIEW)
    assert after.patient.facts == {"apnoea": "yes"}
    assert (after.patient.preferred_name, after.patient.phone) == ("Tess", "0161 496 0000")
    assert after.patient.family_name == "Married"


def test_that_a_record_number_finds_the_person_when_the_nhs_number_is_not_known(casework: Casework) -> None:
    brought_in(casework, person(nhs="", record="123"))
    done = brought_in(casework, person(nhs=NHS, record="123"), digest="two")
    assert len(done.updated) == 1
    assert casework.everyone()[0].case.patient.nhs_number == NHS


STRANGERS = {
    "another date of birth": person(born=date(1961, 1, 1), record="123"),
    "no date of birth": person("Else", born=None, record="123"),
    "another NHS number on the same record": person(nhs=OTHER_NHS, record="123"),
    "a number that fails its check": person("Else", nhs_number_problem="check-digit"),
    "the same name only": person(nhs="", record=""),
}


@pytest.mark.parametrize("stranger", STRANGERS)
def test_that_two_people_are_never_joined(casework: Casework, stranger: str) -> None:
    first = brought_in(casework, person(record="123"))
    kept = casework.everyone()[0].case
    done = brought_in(casework, STRANGERS[stranger], digest="two")
    assert len(done.created) == 1
    assert casework.open(first.created[0]).case == kept


def test_that_twins_who_share_a_wrong_nhs_number_stay_two_people(casework: Casework) -> None:
    twins = (person("Ann", record="1"), person("Bea", record="2", row=3))
    first = brought_in(casework, *twins)
    assert len(first.created) == 2
    changed = (person("Ann", record="1", row=5), person("Bea", record="2", row=6))
    again = brought_in(casework, *changed, digest="two")
    assert again.updated == first.created
    assert [s.case.patient.family_name for s in casework.everyone()] == ["Ann", "Bea"]


def test_that_two_people_who_both_look_like_one_case_are_both_new(casework: Casework) -> None:
    first = brought_in(casework, person("Ann", NHS, record="1"))
    claims = (person("Ann", NHS, record=""), person("Ann", "", record="1", row=3))
    done = brought_in(casework, *claims, digest="two")
    assert len(done.created) == 2
    assert casework.open(first.created[0]).case.rows[0].row == 2


def test_that_an_import_is_kept_whole_or_not_at_all(casework: Casework, vault: FakeVault) -> None:
    vault.refusal = VaultProblem("The disk is full.", "Free some space.")
    with pytest.raises(VaultProblem):
        brought_in(casework, person(), person("Two", OTHER_NHS))
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


def test_that_opening_a_case_is_recorded(casework: Casework, vault: FakeVault) -> None:
    (case_id,) = brought_in(casework, person()).created
    assert casework.open(case_id).saved_by == "Ada"
    assert vault.events[-1] == ("viewed", "Ada", case_id, "")
    with pytest.raises(VaultProblem):
        casework.open("nowhere")


def test_that_a_save_is_stamped_with_the_time_and_the_author(casework: Casework, clock: ToldClock) -> None:
    clock.move(hours=3)
    kept = casework.save(Case(id="a1", patient=Patient()), "made")
    saved = casework.everyone()[0]
    assert (kept.revision, saved.saved_at, saved.saved_by) == (1, clock.now(), "Ada")


def test_that_a_review_begins_today_under_the_tables_in_use(casework: Casework, clock: ToldClock) -> None:
    begun = casework.begin_review(Case(id="a1", patient=Patient()), {"ome": "2026-01"})
    assert (begun.state, begun.begun, begun.review_number) == (CaseState.IN_REVIEW, clock.today(), 1)
    assert begun.tables == {"ome": "2026-01"}
    clock.move(days=1)
    assert casework.begin_review(begun, {"ome": "2027-01"}) == begun


def test_that_a_review_on_hold_is_taken_up_as_it_stood(casework: Casework, clock: ToldClock) -> None:
    begun = casework.begin_review(Case(id="a1", patient=Patient()))
    held = casework.save(
        begun.model_copy(update={"state": CaseState.ON_HOLD, "answers": {"a.b": "c"}}), "held"
    )
    clock.move(days=9)
    again = casework.begin_review(held)
    assert (again.state, again.begun, again.answers) == (CaseState.IN_REVIEW, begun.begun, {"a.b": "c"})


def test_that_the_next_review_keeps_answers_and_asks_again_what_was_passed(
    casework: Casework, clock: ToldClock
) -> None:
    finished = casework.save(filled_case(), "made")
    clock.move(days=90)
    again = casework.begin_review(finished)
    assert (again.review_number, again.begun, again.finish) == (2, clock.today(), None)
    assert (again.answers, again.agreed) == (finished.answers, finished.agreed)
    assert (again.passed, again.skipped) == ({}, ())


def test_that_a_plan_is_frozen_as_the_next_version(casework: Casework, clock: ToldClock) -> None:
    case = casework.save(filled_case(), "made")
    plan = case.agreed[0].plan
    clock.move(days=1)
    agreed = casework.agree(case, plan, "goes more slowly")
    last = agreed.agreed[-1]
    assert (last.version, last.agreed_at, last.agreed_by) == (2, clock.now(), "Ada")
    assert (last.plan, last.reason, last.tables) == (plan, "goes more slowly", case.tables)
    assert agreed.agreed[0] == case.agreed[0]


def test_that_a_refused_or_empty_plan_is_not_agreed(casework: Casework, vault: FakeVault) -> None:
    case = filled_case()
    plan = case.agreed[0].plan
    refused = TaperPlan(
        request=plan.request,
        table="t",
        refusals=(Refusal(code="r", text="No product makes it.", source="s"),),
    )
    with pytest.raises(ClinicalRefusal, match="No product makes it"):
        casework.agree(case, refused)
    with pytest.raises(ClinicalRefusal):
        casework.agree(case, plan.model_copy(update={"steps": ()}))
    assert vault.kept == {}


@pytest.mark.parametrize(
    ("decision", "agreed", "state"),
    [
        ("OPT1", True, CaseState.NO_CHANGE),
        ("OPT1", False, CaseState.NO_CHANGE),
        ("OPT2", False, CaseState.REVIEWED),
        ("OPT3", True, CaseState.PLAN_RUNNING),
        ("OPT5", True, CaseState.PLAN_RUNNING),
        ("OPT4", False, CaseState.REVIEWED),
        ("OPT7", True, CaseState.REFERRED),
        ("OPT8", False, CaseState.REVIEWED),
        ("", False, CaseState.REVIEWED),
        ("", True, CaseState.PLAN_RUNNING),
    ],
)
def test_that_the_decision_says_where_the_case_stands(
    casework: Casework, clock: ToldClock, decision: str, agreed: bool, state: CaseState
) -> None:
    plans = filled_case().agreed if agreed else ()
    begun = casework.begin_review(Case(id="a1", patient=Patient(), agreed=plans))
    clock.move(minutes=40)
    done = casework.finish(begun, decision)
    assert done.state is state
    assert done.finish is not None
    assert (done.finish.finished_at, done.finish.finished_by, done.finish.decision) == (
        clock.now(),
        "Ada",
        decision,
    )
    assert clock.now() - timedelta(minutes=40) < done.finish.finished_at


def test_that_a_review_is_finished_once_and_only_when_begun(casework: Casework) -> None:
    with pytest.raises(InputProblem):
        casework.finish(Case(id="a1", patient=Patient()), "OPT1")
    done = casework.finish(casework.begin_review(Case(id="a1", patient=Patient())), "OPT1")
    with pytest.raises(InputProblem):
        casework.finish(done, "OPT2")
