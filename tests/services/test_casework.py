"""A case from the list to the finished review; an import that loses no work and joins no two people."""

from datetime import date, timedelta

import pytest

from pharmreview.domain.case import Case, CaseState, User
from pharmreview.domain.errors import ClinicalRefusal, InputProblem, VaultProblem
from pharmreview.domain.patient import Patient
from pharmreview.domain.taper.plan import Refusal, TaperPlan
from pharmreview.domain.team.access import Access
from pharmreview.reference.review_form import load_review_form
from pharmreview.services.access import Session
from pharmreview.services.casework import Casework
from tests.conftest import ToldClock
from tests.fakes import FakeVault
from tests.storage.filled import filled_case

FORM = load_review_form()
BORN = date(1960, 2, 29)
NHS, OTHER_NHS = "9990000018", "9990000026"


@pytest.fixture
def vault() -> FakeVault:
    return FakeVault(users=[User(id="user1", name="Ada", role="pharmacist", access=Access.LEAD)])


@pytest.fixture
def casework(vault: FakeVault, clock: ToldClock) -> Casework:
    return Casework(Session(vault.users[0], vault), clock)


def test_that_opening_a_case_is_recorded(casework: Casework, vault: FakeVault) -> None:
    case_id = casework.save(Case(id="a1", patient=Patient()), "made").id
    assert casework.open(case_id).saved_by == "Ada"
    assert vault.events[-1] == ("viewed", "Ada", case_id, "")
    with pytest.raises(VaultProblem):
        casework.open("nowhere")


def test_that_a_save_is_stamped_with_the_time_and_the_author(casework: Casework, clock: ToldClock) -> None:
    clock.move(hours=3)
    kept = casework.save(Case(id="a1", patient=Patient()), "made")
    saved = next(iter(casework.each()))
    assert (kept.revision, saved.saved_at, saved.saved_by) == (1, clock.now(), "Ada")


def test_that_a_review_begins_today_under_the_tables_in_use(casework: Casework, clock: ToldClock) -> None:
    begun = casework.begin_review(Case(id="a1", patient=Patient()), FORM, {"ome": "2026-01"})
    assert (begun.state, begun.begun, begun.review_number) == (CaseState.IN_REVIEW, clock.today(), 1)
    assert begun.tables == {"ome": "2026-01"}
    clock.move(days=1)
    assert casework.begin_review(begun, FORM, {"ome": "2027-01"}) == begun


def test_that_a_review_on_hold_is_taken_up_as_it_stood(casework: Casework, clock: ToldClock) -> None:
    begun = casework.begin_review(Case(id="a1", patient=Patient()), FORM)
    held = casework.save(
        begun.model_copy(update={"state": CaseState.ON_HOLD, "answers": {"a.b": "c"}}), "held"
    )
    clock.move(days=9)
    again = casework.begin_review(held, FORM)
    assert (again.state, again.begun, again.answers) == (CaseState.IN_REVIEW, begun.begun, {"a.b": "c"})


def test_that_the_next_review_keeps_answers_and_asks_again_what_was_passed(
    casework: Casework, clock: ToldClock
) -> None:
    finished = casework.save(filled_case(), "made")
    clock.move(days=90)
    again = casework.begin_review(finished, FORM)
    assert (again.review_number, again.begun, again.finish) == (2, clock.today(), None)
    assert (again.answers, again.agreed) == (finished.answers, finished.agreed)
    assert (again.passed, again.skipped) == ({}, ())


def test_that_the_next_review_takes_nothing_of_the_last_for_said_or_done_in_it(
    casework: Casework, clock: ToldClock
) -> None:
    of_its_day = {
        "listen.agenda": ("My sleep",),
        "listen.prompts": ("L1",),
        "decide.decision": "OPT1",
        "decide.who_decided": "WD1",
        "decide.review_date": "2027-01-04",
        "safety.discussed": ("SN1", "SN2"),
    }
    stays = {"listen.story": "It began with a fall.", "decide.goal": "Walk", "safety.who_to_call": "Nia"}
    case = Case(id="a1", patient=Patient(), answers=of_its_day | stays)
    first = casework.finish(casework.begin_review(case, FORM), "OPT1")
    clock.move(days=365)
    second = casework.begin_review(first, FORM)
    assert second.answers == stays
    (kept,) = second.earlier
    assert (kept.review, kept.finish, kept.answers) == (1, first.finish, of_its_day | stays)
    third = casework.begin_review(casework.finish(second, ""), FORM)
    assert [one.review for one in third.earlier] == [1, 2]


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
    begun = casework.begin_review(Case(id="a1", patient=Patient(), agreed=plans), FORM)
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
    done = casework.finish(casework.begin_review(Case(id="a1", patient=Patient()), FORM), "OPT1")
    with pytest.raises(InputProblem):
        casework.finish(done, "OPT2")
