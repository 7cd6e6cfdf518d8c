"""What a plan came to: where it was ended, and the dose of each medicine by a day."""

from datetime import date
from decimal import Decimal

import pytest

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.taper.events import EventKind
from pharmreview.domain.taper.plan import Medicine, StepKind, TaperPlan, TaperRequest
from pharmreview.domain.taper.running.effects.request import AT_THE_AIM
from pharmreview.domain.taper.wishes import Switch
from pharmreview.services.tapering import Tapering
from tests.domain.taper.conftest import START
from tests.domain.taper.test_plans import FENTANYL, MORPHINE, PREGABALIN
from tests.domain.taper.test_running_step_by_step import LATER, event, medicine, on

LIQUID = "Morphine sulfate 10mg/5ml oral solution"
CODEINE = ("Codeine 30mg tablets", "ONE FOUR TIMES A DAY")


def plan_of(service: Tapering, *taken: tuple[str, str], **aim: int) -> TaperPlan:
    medicines = tuple(medicine(f"m{n}", one) for n, one in enumerate(taken, 1))
    aims = {id_: Decimal(dose) for id_, dose in aim.items()}
    return service.plan(TaperRequest(start=START, medicines=medicines, order=tuple(aims), aim=aims))


@pytest.fixture(scope="module")
def both(service: Tapering) -> TaperPlan:
    """Morphine from 120 to 90 mg, at 90 from day 56; then pregabalin to 200 mg, from day 85 on."""
    return plan_of(service, MORPHINE, PREGABALIN, m1=90, m2=200)


def ended(service: Tapering, plan: TaperPlan, day: int, directions: str = "", name: str = "") -> TaperPlan:
    end = event(EventKind.ENDED_EARLY, day, reason="asked", directions=directions, name=name)
    return service.replan(plan, [end], LATER)


def test_that_a_plan_ended_at_another_dose_ends_with_that_dose(service: Tapering, both: TaperPlan) -> None:
    after = ended(service, both, 34, "TWO TWICE A DAY")
    assert [(s.number, s.kind.value, int(s.daily_dose), s.days) for s in after.steps] == [
        (0, "start", 120, 1),
        (1, "reduce", 110, 28),
        (2, "reduce", 100, 6),
        (3, "hold", 240, 1),
    ]
    last = after.steps[-1]
    assert (last.start, last.end, last.reduction, last.reduction_percent) == (on(34), on(34), -140, None)
    assert (last.flags, last.reason) == (("dose-changed-elsewhere",), "asked")
    assert (last.ome_medicine, last.ome_total) == (240, 240)
    assert (after.ended, after.locked, [i.start for i in after.issues]) == (on(34), 4, [on(0), on(28)])


@pytest.mark.parametrize("words", ["none", " Nothing. ", "STOPPED", "not taken", "none taken", "0"])
def test_that_a_plan_ended_at_nothing_ends_with_nothing(
    service: Tapering, both: TaperPlan, words: str
) -> None:
    last = ended(service, both, 34, words).steps[-1]
    assert (last.number, last.kind, last.daily_dose, last.reduction) == (3, StepKind.STOP, 0, 100)
    assert (last.ome_medicine, last.ome_total, last.start, last.days) == (0, 0, on(34), 1)
    assert last.reduction_percent is None
    assert [(d.when, d.items) for d in last.doses] == [("morning", ()), ("night", ())]
    happened = event(EventKind.DOSE_CHANGED, 34, reason="x", directions=words)
    with pytest.raises(InputProblem) as problem:
        service.replan(both, [happened], LATER)
    assert problem.value.what == "Nothing of it is taken any more: nothing is left to come down."
    assert problem.value.remedy == "End the plan here, or agree a new one for another medicine."
    assert problem.value.code == AT_THE_AIM


def test_that_what_else_is_taken_goes_on_after_an_end_at_nothing(service: Tapering) -> None:
    beside = plan_of(service, MORPHINE, CODEINE, m1=90)
    assert ended(service, beside, 34, "none").steps[-1].ome_total == 12
    unknown = plan_of(service, MORPHINE, ("Pethidine 50mg tablets", "ONE TWICE A DAY"), m1=90)
    assert ended(service, unknown, 34, "none").steps[-1].ome_total is None
    unmeasured = plan_of(service, ("Pethidine 50mg tablets", "TWO TWICE A DAY"), m1=100)
    assert ended(service, unmeasured, 0, "none").steps[-1].ome_total is None


def test_that_an_end_at_a_dose_that_cannot_be_read_says_why(service: Tapering, both: TaperPlan) -> None:
    with pytest.raises(InputProblem) as problem:
        ended(service, both, 34, "ONE DAILY", "Methadone 5mg tablets")
    assert (
        problem.value.what
        == service.plan(
            TaperRequest(start=START, medicines=(medicine("m1", ("Methadone 5mg tablets", "ONE DAILY")),))
        )
        .refusals[0]
        .text
    )
    assert problem.value.remedy == "Write what is really taken, or leave it empty."


def test_that_an_end_while_the_second_medicine_moves_is_of_that_one(
    service: Tapering, both: TaperPlan
) -> None:
    last = ended(service, both, 90, "ONE IN THE MORNING").steps[-1]
    assert (last.medicine, last.daily_dose, last.reduction, last.number) == ("m2", 150, 125, 5)


def came_to(
    service: Tapering, plans: list[TaperPlan], day: int, *record: tuple[str, str]
) -> dict[str, tuple[int, str, str, date]]:
    medicines = [Medicine(id=f"r{n}", name=m, directions=d) for n, (m, d) in enumerate(record)]
    found = service.reached(plans, medicines, on(day))
    return {
        id_: (one.place, one.medicine.id, str(one.step.daily_dose), one.since) for id_, one in found.items()
    }


@pytest.mark.parametrize(
    ("day", "wanted"),
    [
        (-1, {}),
        (0, {"r1": (0, "m1", "110", on(0))}),
        (56, {"r1": (0, "m1", "90", on(56))}),
        (84, {"r1": (0, "m1", "90", on(56))}),
        (85, {"r1": (0, "m1", "90", on(56)), "r0": (0, "m2", "275", on(85))}),
        (5000, {"r1": (0, "m1", "90", on(56)), "r0": (0, "m2", "200", on(169))}),
    ],
)
def test_that_each_medicine_a_plan_moved_is_found_in_the_record(
    service: Tapering, both: TaperPlan, day: int, wanted: dict[str, object]
) -> None:
    assert came_to(service, [both], day, PREGABALIN, MORPHINE, FENTANYL) == wanted


def test_that_a_hold_does_not_begin_a_dose_anew(service: Tapering, both: TaperPlan) -> None:
    held = service.replan(both, [event(EventKind.HOLD, 60, days=7, reason="x")], LATER)
    assert came_to(service, [held], 70, MORPHINE)["r0"] == (0, "m1", "90", on(56))


def test_that_of_two_plans_of_one_medicine_the_newer_counts(service: Tapering, both: TaperPlan) -> None:
    newer = plan_of(service, MORPHINE, m1=110)
    assert came_to(service, [newer, both], 100, MORPHINE, PREGABALIN) == {
        "r0": (0, "m1", "110", on(0)),
        "r1": (1, "m2", "275", on(85)),
    }


def test_that_a_plan_finds_its_medicine_by_kind_then_by_name_then_by_what_is_taken(
    service: Tapering, both: TaperPlan
) -> None:
    ten = ("Morphine sulfate 10mg modified-release tablets", "FIVE TWICE A DAY")
    assert set(came_to(service, [both], 60, CODEINE, ten)) == {"r1"}
    assert set(came_to(service, [both], 60, ten, MORPHINE)) == {"r1"}
    assert set(came_to(service, [both], 60, (MORPHINE[0], "AS DIRECTED"), CODEINE)) == {"r0"}
    assert came_to(service, [both], 60, ("Morphine sulfate 10mg tablets", "ONE FOUR TIMES A DAY")) == {}
    needed = ("Morphine sulfate 60mg modified-release tablets", "ONE TWICE A DAY WHEN REQUIRED")
    assert set(came_to(service, [both], 60, needed)) == {"r0"}
    assert set(came_to(service, [both], 60, needed, MORPHINE)) == {"r1"}


def test_that_a_plan_ended_on_the_day_of_a_step_goes_on_from_the_dose_before_it(
    service: Tapering, both: TaperPlan
) -> None:
    for words, kind, dose in (("TWO TWICE A DAY", StepKind.HOLD, 240), ("none", StepKind.STOP, 0)):
        *kept, last = ended(service, both, 28, words).steps
        assert [s.number for s in (*kept, last)] == [0, 1, 2]
        assert (last.kind, last.daily_dose, last.reduction) == (kind, dose, 110 - dose)
    waiting = ended(service, both, 84, "TWO TWICE A DAY").steps[-1]
    assert (waiting.medicine, waiting.number, waiting.daily_dose, waiting.reduction) == ("m2", 4, 600, -300)


def test_that_a_plan_ended_at_its_aim_before_the_next_begins_is_of_the_medicine_taken(
    service: Tapering, both: TaperPlan
) -> None:
    last = ended(service, both, 60, "TWO TWICE A DAY").steps[-1]
    assert (last.medicine, last.daily_dose, last.reduction) == ("m1", 240, -150)


def test_that_a_plan_ends_below_the_dose_at_which_its_product_would_have_changed(service: Tapering) -> None:
    liquid = Switch(to=(LIQUID,), at=Decimal(100), confirmed=True)
    asked = TaperRequest(start=START, medicines=(medicine("m1", MORPHINE),), switches={"m1": liquid})
    last = ended(service, service.plan(asked), 3, "ONE AT NIGHT").steps[-1]
    assert (last.daily_dose, last.reduction) == (60, 50)


def test_that_a_dose_left_and_taken_again_is_taken_since_then(service: Tapering, both: TaperPlan) -> None:
    back = service.replan(both, [event(EventKind.STEP_BACK, 34, reason="x")], LATER)
    assert came_to(service, [back], 40, MORPHINE)["r0"] == (0, "m1", "110", on(34))


def test_that_none_of_the_record_stands_for_two_and_no_two_of_it_for_one(
    service: Tapering, both: TaperPlan
) -> None:
    ten = ("Morphine sulfate 10mg modified-release tablets", "FIVE TWICE A DAY")
    newer = plan_of(service, MORPHINE, m1=110)
    assert set(came_to(service, [newer, both], 60, MORPHINE, ten)) == {"r0"}
    liquid = (LIQUID, "10ml TWICE A DAY")
    changed = TaperRequest(
        start=START,
        medicines=(medicine("m1", MORPHINE),),
        switches={"m1": Switch(to=(LIQUID,), confirmed=True)},
    )
    plans = [plan_of(service, liquid, m1=20), service.plan(changed)]
    assert {id_: one[0] for id_, one in came_to(service, plans, 60, liquid, MORPHINE).items()} == {
        "r0": 0,
        "r1": 1,
    }
    assert {id_: one[0] for id_, one in came_to(service, plans, 60, liquid).items()} == {"r0": 0}


def test_that_an_unread_line_is_the_medicine_of_a_plan_only_by_its_name_and_after_one_that_is_read(
    service: Tapering, both: TaperPlan
) -> None:
    ten = ("Morphine sulfate 10mg modified-release tablets", "FIVE TWICE A DAY")
    assert came_to(service, [both], 60, (CODEINE[0], "AS DIRECTED")) == {}
    assert set(came_to(service, [both], 60, (MORPHINE[0], "AS DIRECTED"), ten)) == {"r1"}


def test_that_a_medicine_that_was_stopped_is_no_other_of_the_record(service: Tapering) -> None:
    assert came_to(service, [plan_of(service, MORPHINE, m1=0)], 5000, CODEINE) == {}
