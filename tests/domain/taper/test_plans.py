"""Whole plans: worked examples, pauses, several medicines, endings, supply."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.lines.line import Moment
from pharmreview.domain.taper.plan import Medicine, Pace, PaceBasis, Pause, StepKind, TaperRequest
from pharmreview.domain.taper.wishes import ByHand, Lasting, PracticeFormulary
from pharmreview.services.tapering import Tapering
from tests.domain.taper.conftest import START, Planner, doses, split

MORPHINE = ("Morphine sulfate 60mg modified-release tablets", "ONE TWICE A DAY")
FENTANYL = ("Fentanyl 75micrograms/hour transdermal patches", "APPLY ONE PATCH EVERY 72 HOURS")
PREGABALIN = ("Pregabalin 150mg capsules", "ONE TWICE A DAY")
AIM_60 = {"m1": Decimal(60)}


def numbers(*doses: str) -> list[Decimal]:
    return [Decimal(d) for d in doses]


def test_that_morphine_120_comes_down_to_60_in_nine_steps_of_real_tablets(planned: Planner) -> None:
    plan = planned(MORPHINE, aim=AIM_60)
    assert doses(plan) == numbers("120", "110", "100", "90", "85", "80", "75", "70", "65", "60")
    shown = [str(s.reduction_percent) for s in plan.steps[1:]]
    assert shown == ["8.3", "9.1", "10.0", "5.6", "5.9", "6.3", "6.7", "7.1", "7.7"]
    first = plan.steps[1]
    assert [(d.when, [(i.count, i.product[16:20]) for i in d.items]) for d in first.doses] == [
        ("morning", [(1, " 30m"), (2, " 10m")]),
        ("night", [(1, " 60m")]),
    ]
    assert first.start == START
    assert [s.days for s in plan.steps] == [1] + [28] * 9
    assert [s.kind for s in plan.steps] == [StepKind.START] + [StepKind.REDUCE] * 9


def test_that_the_dose_now_taken_stands_on_the_day_before_the_first_step(planned: Planner) -> None:
    start = planned(MORPHINE, aim=AIM_60).steps[0]
    assert (start.number, start.end, start.reduction_percent) == (0, START - timedelta(days=1), None)
    assert split(start) == [("morning", 1), ("night", 1)]


def test_that_fentanyl_75_comes_down_by_patches_that_exist(planned: Planner) -> None:
    plan = planned(FENTANYL, aim={"m1": Decimal(0)})
    assert doses(plan) == numbers("75", "62.5", "50", "37.5", "25", "12", "0")
    assert {s.days % 3 for s in plan.steps[1:-1]} == {0}
    assert [str(s.ome_total) for s in plan.steps] == ["180", "150", "120", "90", "60", "30", "0"]
    assert all("smallest-step-exceeds-pace" in s.flags for s in plan.steps[1:])


def test_that_a_step_which_no_product_makes_small_enough_is_flagged_with_its_percentage(
    planned: Planner,
) -> None:
    plan = planned(("Tramadol 50mg capsules", "TWO FOUR TIMES A DAY"), aim={"m1": Decimal(300)})
    assert doses(plan) == numbers("400", "350", "300")
    assert [(s.flags, str(s.reduction_percent)) for s in plan.steps[1:]] == [
        (("smallest-step-exceeds-pace",), "12.5"),
        (("smallest-step-exceeds-pace",), "14.3"),
    ]


def test_that_the_chosen_dose_of_the_day_falls_first(planned: Planner) -> None:
    night = planned(MORPHINE, aim=AIM_60, lower_first=Moment.NIGHT).steps[1]
    assert [d.when for d in night.doses if any("60mg" in i.product for i in d.items)] == ["morning"]


def test_that_steps_slow_down_late_and_the_last_dose_is_held(planned: Planner) -> None:
    pace = Pace(percent=Decimal(10), every_days=14, last_hold_days=56, slow_below_fraction=Decimal("0.5"))
    plan = planned(MORPHINE, aim={"m1": Decimal(0)}, pace=pace)
    days = {s.daily_dose: s.days for s in plan.steps[1:]}
    assert days[Decimal(60)] == 14
    assert days[Decimal(55)] == 21
    assert days[Decimal(5)] == 56
    assert (plan.steps[-1].kind, plan.steps[-1].days) == (StepKind.STOP, 1)


def test_that_no_step_is_above_a_quarter_of_the_dose_unless_it_is_the_smallest(planned: Planner) -> None:
    plan = planned(MORPHINE, aim={"m1": Decimal(0)}, pace=Pace(percent=Decimal(60)))
    for before, step in zip(plan.steps, plan.steps[1:], strict=False):
        assert step.reduction * 4 <= before.daily_dose or step.reduction == 5
    assert "step-limited" in {c.code for c in plan.cautions}


def test_that_a_step_within_what_was_agreed_is_never_said_to_exceed_it(planned: Planner) -> None:
    plan = planned(MORPHINE, aim={"m1": Decimal(0)}, pace=Pace(percent=Decimal(60)))
    assert [s.daily_dose for s in plan.steps if "smallest-step-exceeds-pace" in s.flags] == [0]
    fixed = planned(MORPHINE, aim={"m1": Decimal(0)}, pace=Pace(fixed=Decimal(100)))
    assert not [s for s in fixed.steps if s.flags]
    assert "smallest-step-exceeds-pace" not in {c.code for c in fixed.cautions}
    assert {"step-limited", "step-above-20-percent"} <= {c.code for c in fixed.cautions}


def test_that_a_share_of_the_starting_dose_and_a_fixed_amount_are_kept(planned: Planner) -> None:
    starting = planned(
        MORPHINE, aim=AIM_60, pace=Pace.model_validate_json('{"percent":"10","of":"starting"}')
    )
    assert max(s.reduction for s in starting.steps) <= 12
    fixed = planned(MORPHINE, aim=AIM_60, pace=Pace(fixed=Decimal(5)))
    assert {s.reduction for s in fixed.steps[1:]} == {5}


def test_that_a_pause_between_two_steps_keeps_the_dose_and_moves_the_rest(planned: Planner) -> None:
    straight = planned(MORPHINE, aim=AIM_60)
    due = straight.steps[4].start
    plan = planned(MORPHINE, aim=AIM_60, pauses=(Pause(start=due, days=28, reason="bereavement"),))
    pause = plan.steps[4]
    assert (pause.kind, pause.start, pause.days, pause.daily_dose) == (StepKind.PAUSE, due, 28, 90)
    assert (pause.reason, pause.reduction) == ("bereavement", 0)
    later = zip(straight.steps[4:], plan.steps[5:], strict=True)
    assert all(moved.start - kept.start == timedelta(days=28) for kept, moved in later)


def test_that_a_pause_inside_a_step_is_followed_by_the_days_that_were_left(planned: Planner) -> None:
    inside = START + timedelta(days=10)
    plan = planned(MORPHINE, aim=AIM_60, pauses=(Pause(start=inside, days=7),))
    shown = [(s.kind.value, s.days, s.daily_dose) for s in plan.steps[1:4]]
    assert shown == [("reduce", 10, 110), ("pause", 7, 110), ("hold", 18, 110)]
    assert plan.steps[4].start == START + timedelta(days=35)


def test_that_a_pause_on_the_first_day_keeps_the_dose_now_taken(planned: Planner) -> None:
    plan = planned(MORPHINE, aim=AIM_60, pauses=(Pause(start=START, days=14),))
    assert (plan.steps[1].kind, plan.steps[1].daily_dose) == (StepKind.PAUSE, 120)
    assert plan.issues[0].items[0].quantity == 28


@pytest.mark.parametrize(
    ("pauses", "words"),
    [
        ([(START - timedelta(days=1), 7)], "before the first step"),
        ([(date(2040, 1, 1), 7)], "after the plan has ended"),
        ([(START, 14), (START + timedelta(days=13), 7)], "overlap"),
        ([(START, 0)], "0 days"),
        ([(START, 5000)], "5,000 days"),
    ],
)
def test_that_a_pause_which_cannot_be_is_refused_in_a_sentence(
    planned: Planner, pauses: list[tuple[date, int]], words: str
) -> None:
    with pytest.raises(InputProblem, match=words) as refusal:
        planned(MORPHINE, aim=AIM_60, pauses=tuple(Pause(start=s, days=d) for s, d in pauses))
    assert refusal.value.remedy


def test_that_steps_join_over_leap_days_and_clock_changes(planned: Planner) -> None:
    plan = planned(MORPHINE, aim=AIM_60, start=date(2028, 2, 1))
    for one, two in zip(plan.steps, plan.steps[1:], strict=False):
        assert two.start == one.end + timedelta(days=1)


def test_that_a_plan_past_the_end_of_the_calendar_is_refused(planned: Planner) -> None:
    with pytest.raises(InputProblem, match="calendar"):
        planned(MORPHINE, aim=AIM_60, start=date(9999, 12, 1))


def test_that_medicines_come_down_one_after_another_and_the_rest_are_named(planned: Planner) -> None:
    plan = planned(MORPHINE, PREGABALIN, ("Amitriptyline 10mg tablets", "ONE AT NIGHT"), order=("m1", "m2"))
    first_m2 = next(i for i, s in enumerate(plan.steps) if s.medicine == "m2")
    assert plan.steps[first_m2].kind is StepKind.START
    assert {s.medicine for s in plan.steps[first_m2:]} == {"m2"}
    assert plan.steps[first_m2 - 1].daily_dose == 0
    kept = plan.steps[1].unchanged
    assert [(k.medicine, k.daily_dose) for k in kept] == [("m2", 300), ("m3", None)]
    assert plan.steps[first_m2].unchanged[0].daily_dose == 0
    assert plan.steps[first_m2].ome_total == 0


def test_that_only_the_first_medicine_changes_unless_more_is_asked(planned: Planner) -> None:
    assert {s.medicine for s in planned(MORPHINE, PREGABALIN).steps} == {"m1"}
    assert {s.medicine for s in planned(MORPHINE, PREGABALIN, aim={"m2": Decimal(75)}).steps} == {"m2"}


def test_that_issues_are_what_is_taken_in_figures_and_words(planned: Planner) -> None:
    issue = planned(MORPHINE, aim=AIM_60).issues[0]
    assert (issue.start, issue.end, issue.days) == (START, START + timedelta(days=27), 28)
    shown = {i.product.split()[2]: (i.quantity, i.quantity_words) for i in issue.items}
    assert shown == {"60mg": (28, "twenty-eight"), "30mg": (28, "twenty-eight"), "10mg": (56, "fifty-six")}


def test_that_no_issue_of_a_controlled_drug_is_for_more_than_thirty_days(planned: Planner) -> None:
    plan = planned(MORPHINE, aim=AIM_60, issue_days=56, pace=Pace(every_days=56))
    assert max(i.days for i in plan.issues) == 30
    assert "issue-limited" in {c.code for c in plan.cautions}
    codeine = planned(
        ("Codeine 30mg tablets", "TWO FOUR TIMES A DAY"), issue_days=56, pace=Pace(every_days=56)
    )
    assert max(i.days for i in codeine.issues) == 56


def test_that_patches_are_issued_in_whole_wear_periods(planned: Planner) -> None:
    plan = planned(FENTANYL, aim={"m1": Decimal(50)})
    assert [(i.days, [x.quantity for x in i.items]) for i in plan.issues] == [(30, [10, 10]), (30, [10])]
    weekly = planned(
        ("Buprenorphine 20micrograms/hour transdermal patches", "ONE EVERY 7 DAYS"), issue_days=28
    )
    assert weekly.issues[0].items[0].quantity == 4


def test_that_a_day_of_stopping_has_an_issue_of_nothing(planned: Planner) -> None:
    plan = planned(MORPHINE)
    assert (plan.issues[-1].end, plan.issues[-1].items) == (plan.steps[-1].end, ())


def test_that_named_products_alone_are_used_under_the_names_they_were_given(planned: Planner) -> None:
    named = ("MST Continus 30mg tablets", "morphine sulfate 10mg modified-release tablets")
    plan = planned(MORPHINE, aim=AIM_60, products={"m1": named})
    used = {i.product for s in plan.steps[1:] for d in s.doses for i in d.items}
    assert used == set(named)
    assert doses(plan)[:3] == numbers("120", "110", "100")


def test_that_the_same_request_gives_the_same_plan(planned: Planner) -> None:
    one, two = (planned(MORPHINE, PREGABALIN, order=("m2", "m1")) for _ in range(2))
    assert one.model_dump_json(by_alias=True) == two.model_dump_json(by_alias=True)


def test_that_a_strength_with_less_of_the_second_ingredient_is_never_left_out(planned: Planner) -> None:
    named = ("Aspirin 500mg / Codeine 8mg dispersible tablets", "Co-codaprin 8mg/400mg dispersible tablets")
    plan = planned(("Co-codaprin 8mg/400mg tablets", "TWO THREE TIMES A DAY"), products={"m1": named})
    assert doses(plan) == numbers("48", "40", "32", "24", "16", "8", "0")


def test_that_a_plan_does_not_follow_from_what_was_planned_before_it(service: Tapering) -> None:
    medicine = Medicine(id="m1", name="MST Continus 60mg tablets", directions="ONE TWICE A DAY")
    plain = TaperRequest(start=START, medicines=(medicine,), order=("m1",), pace=Pace(percent=Decimal(10)))
    halves = ("MST Continus 30mg tablets", "MST Continus 60mg tablets")
    news: list[dict[str, object]] = [
        {},
        {"pace": Pace(percent=Decimal(10), every_days=42)},
        {"pace": Pace(percent=Decimal(25))},
        {"aim": {"m1": Decimal(60)}},
        {"products": {"m1": halves}},
        {"lower_first": Moment.NIGHT},
        {"began": {"m1": Decimal(240)}, "pace": Pace(percent=Decimal(10), of=PaceBasis.STARTING)},
        {"by_hand": {"m1": ByHand(lasting=(Lasting(dose=Decimal(110), days=56),))}},
        {"formulary": PracticeFormulary(packs={"Morphine sulfate 30mg modified-release tablets": 60})},
        {},
    ]
    wanted = [plain.model_copy(update=each) for each in news]
    forth = [service.plan(request) for request in wanted]
    back = [service.plan(request) for request in reversed(wanted)]
    assert forth == back[::-1]
    assert len({plan.model_dump_json(include={"steps", "issues"}) for plan in forth}) == len(news) - 1


def test_that_a_share_of_the_starting_dose_is_of_the_dose_its_taper_began_from(planned: Planner) -> None:
    share = Pace(percent=Decimal(10), of=PaceBasis.STARTING)
    later = planned(MORPHINE, pace=share, began={"m1": Decimal(240)}, aim={"m1": Decimal(60)})
    alone = planned(MORPHINE, pace=share, aim={"m1": Decimal(60)})
    assert doses(later) == numbers("120", "100", "80", "60")
    assert doses(alone) == numbers("120", "110", "100", "90", "80", "70", "60")
