"""Everything that cannot be meant is refused by name: what is wrong, and how to mend it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.lines.line import Moment
from pharmreview.domain.quantity.unit import Unit
from pharmreview.domain.taper.plan import Medicine, Pace, Pause, TaperRequest
from pharmreview.domain.taper.wishes import AlsoTaken, ByHand, Stock, Switch
from pharmreview.services.tapering import Tapering
from tests.domain.taper.conftest import START, Planner
from tests.domain.taper.test_plans import FENTANYL, MORPHINE, PREGABALIN

SOLUTION = ("Morphine sulfate 10mg/5ml oral solution", "5ml FOUR TIMES A DAY")
SIZE = "Check its size and its point."
SHARE = "Ask for more than 0 and at most 100 percent."
KNOWN = "Check its spelling against the formulary."
HUGE, TINY = Decimal("1e999999"), Decimal("1e-999999")
BEYOND, LONG = Decimal("1e999999999"), Decimal("10.0000000000000000000000000001")
ANNEX = f"is not of the same medicine, route, release and interval as {MORPHINE[0]}."
OTHER = "Name only products of the medicine that changes."


def pause(start: date, days: int = 7) -> Pause:
    return Pause(start=start, days=days)


def after(days: int) -> date:
    return START + timedelta(days=days)


@pytest.mark.parametrize(
    ("wrong", "what", "remedy"),
    [
        (
            {"order": ("m9",)},
            "The order names 'm9', which is none of the medicines.",
            "Use the id of a medicine.",
        ),
        ({"order": ("m1", "m1")}, "A medicine stands twice in the order.", "Name each medicine once."),
        (
            {"aim": {"m9": Decimal(0)}},
            "The aim names 'm9', which is none of the medicines.",
            "Use the id of a medicine.",
        ),
        (
            {"products": {"m9": ()}},
            "The list of products names 'm9', which is none of the medicines.",
            "Use the id of a medicine.",
        ),
        (
            {"switches": {"m9": Switch(to=(SOLUTION[0],))}},
            "The change of product names 'm9', which is none of the medicines.",
            "Use the id of a medicine.",
        ),
        (
            {"by_hand": {"m9": ByHand()}},
            "The list of steps set by hand names 'm9', which is none of the medicines.",
            "Use the id of a medicine.",
        ),
        (
            {"taking": {"m9": ()}},
            "The list of doses really taken names 'm9', which is none of the medicines.",
            "Use the id of a medicine.",
        ),
        (
            {"began": {"m9": Decimal(10)}},
            "The list of doses at the beginning names 'm9', which is none of the medicines.",
            "Use the id of a medicine.",
        ),
        (
            {"aim": {"m2": Decimal(0)}, "order": ("m1",)},
            "'m2' has an aim but does not stand in the order.",
            "Add it to the order, or leave out its aim.",
        ),
        (
            {"aim": {"m1": Decimal(-1)}},
            f"The aim for {MORPHINE[0]} is below nothing.",
            "Give 0 to stop, or a daily dose.",
        ),
        ({"aim": {"m1": HUGE}}, "The aim of m1 is not a number that can be meant.", SIZE),
        ({"aim": {"m1": Decimal("0.0000001")}}, "The aim of m1 is not a number that can be meant.", SIZE),
        ({"aim": {"m1": Decimal(10000000)}}, "The aim of m1 is not a number that can be meant.", SIZE),
        ({"aim": {"m1": BEYOND}}, "The aim of m1 is not a number that can be meant.", SIZE),
        ({"aim": {"m1": LONG}}, "The aim of m1 is not a number that can be meant.", SIZE),
        ({"pace": Pace(percent=TINY)}, "The percentage of the pace is not a number that can be meant.", SIZE),
        ({"pace": Pace(fixed=HUGE)}, "The fixed amount of the pace is not a number that can be meant.", SIZE),
        (
            {"pace": Pace(slow_below_fraction=TINY)},
            "The fraction below which steps slow down is not a number that can be meant.",
            SIZE,
        ),
        (
            {"pace": Pace(slow_percent=TINY)},
            "The percentage of the last steps is not a number that can be meant.",
            SIZE,
        ),
        ({"pace": Pace(percent=Decimal(-5))}, "A step of -5 percent is not possible.", SHARE),
        ({"pace": Pace(percent=Decimal(0))}, "A step of 0 percent is not possible.", SHARE),
        ({"pace": Pace(percent=Decimal(101))}, "A step of 101 percent is not possible.", SHARE),
        ({"pace": Pace(slow_percent=Decimal(101))}, "A last step of 101 percent is not possible.", SHARE),
        (
            {"pace": Pace(percent=Decimal(10), fixed=Decimal(5))},
            "The pace names both a percentage and a fixed amount.",
            "Keep one of the two.",
        ),
        (
            {"pace": Pace(fixed=Decimal(0))},
            "A step of 0 is not possible.",
            "Give an amount above 0, or leave the medicine out.",
        ),
        ({"pace": Pace(every_days=0)}, "A step every 0 days is not possible.", "Choose 1 to 84 days."),
        ({"pace": Pace(every_days=85)}, "A step every 85 days is not possible.", "Choose 1 to 84 days."),
        (
            {"pace": Pace(last_hold_days=-1)},
            "Holding the last dose for -1 days is not possible.",
            "Choose 0 to 366 days.",
        ),
        (
            {"pace": Pace(last_hold_days=367)},
            "Holding the last dose for 367 days is not possible.",
            "Choose 0 to 366 days.",
        ),
        (
            {"pace": Pace(slow_below_fraction=Decimal("1.5"))},
            "The fraction below which steps slow down cannot be 1.5.",
            "Give a number from 0 to 1.",
        ),
        (
            {"pace": Pace(slow_below_fraction=Decimal("-0.1"))},
            "The fraction below which steps slow down cannot be -0.1.",
            "Give a number from 0 to 1.",
        ),
        (
            {"pace": Pace(slow_every_days=0)},
            "A slower step every 0 days is not possible.",
            "Choose 1 to 84 days.",
        ),
        (
            {"pace": Pace(slow_every_days=85)},
            "A slower step every 85 days is not possible.",
            "Choose 1 to 84 days.",
        ),
        ({"issue_days": 0}, "An issue of 0 days is not possible.", "Choose 1 to 84 days."),
        ({"issue_days": 85}, "An issue of 85 days is not possible.", "Choose 1 to 84 days."),
        (
            {"lower_first": Moment.MIDDAY},
            f"{MORPHINE[0]} is not taken at midday, so that dose cannot fall first.",
            "Choose one of: morning, night.",
        ),
        (
            {"stock": (Stock(product="A", quantity=Decimal(1)), Stock(product="A", quantity=Decimal(2)))},
            "A is named twice at home.",
            "Add the two together.",
        ),
        (
            {"stock": (Stock(product="A", quantity=HUGE),)},
            "The quantity of A at home is not a number that can be meant.",
            SIZE,
        ),
        (
            {"switches": {"m1": Switch(to=(SOLUTION[0],), at=HUGE, confirmed=True)}},
            "The dose at which m1 is switched is not a number that can be meant.",
            SIZE,
        ),
        *(
            (
                {"switches": {"m1": Switch(to=(SOLUTION[0],), at=Decimal(at), confirmed=True)}},
                f"'m1' cannot change its product at {at}.",
                "Give a dose that is taken, or leave it out to change at the dose now taken.",
            )
            for at in ("0", "-10")
        ),
        (
            {"switches": {"m1": Switch(to=(), confirmed=True)}},
            "A change of product names no product.",
            "Name the product to change to.",
        ),
        (
            {"switches": {"m1": Switch(to=("Nonsense 5mg tablets",), confirmed=True)}},
            "Nonsense 5mg tablets is not a product that we know.",
            KNOWN,
        ),
        (
            {
                "switches": {
                    "m1": Switch(to=("Buprenorphine 35micrograms/hour transdermal patches",), confirmed=True)
                }
            },
            "The interval of Buprenorphine 35micrograms/hour transdermal patches is told only by its brand.",
            "Name the brand that is meant.",
        ),
        ({"products": {"m1": ("Pregabalin 25mg capsules",)}}, f"Pregabalin 25mg capsules {ANNEX}", OTHER),
        (
            {"products": {"m1": ("Morphine sulfate 10mg tablets",)}},
            f"Morphine sulfate 10mg tablets {ANNEX}",
            OTHER,
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_that_what_cannot_be_meant_is_said_with_how_to_mend_it(
    planned: Planner, wrong: dict[str, object], what: str, remedy: str
) -> None:
    with pytest.raises(InputProblem) as problem:
        planned(MORPHINE, PREGABALIN, **wrong)
    assert (problem.value.what, problem.value.remedy) == (what, remedy)


def test_that_a_request_of_more_medicines_than_any_list_holds_is_refused(planned: Planner) -> None:
    assert planned(*[MORPHINE] * 60, aim={"m1": Decimal(110)}).steps
    with pytest.raises(InputProblem) as problem:
        planned(*[MORPHINE] * 61, aim={"m1": Decimal(110)})
    assert problem.value.what == "The request names 61 medicines; a plan holds at most 60."
    assert problem.value.remedy == "Leave out those that neither change nor count."


def test_that_a_slower_step_of_a_day_is_possible_and_shortens_nothing(planned: Planner) -> None:
    plan = planned(MORPHINE, pace=Pace(slow_every_days=1))
    assert {s.days for s in plan.steps[1:-1]} == {28}


def test_that_a_change_of_product_at_the_smallest_dose_is_no_mistake(planned: Planner) -> None:
    found = planned(MORPHINE, switches={"m1": Switch(to=(SOLUTION[0],), at=Decimal(1), confirmed=True)})
    assert [r.code for r in found.refusals] == ["aim-not-makeable"]


def test_that_a_step_in_another_kind_of_unit_is_refused(planned: Planner) -> None:
    with pytest.raises(Exception, match="microgram"):
        planned(MORPHINE, pace=Pace(fixed=Decimal(5), unit=Unit.MICROGRAM_PER_HOUR))


def test_that_a_dose_which_no_product_makes_is_refused_with_the_nearest_that_exist(planned: Planner) -> None:
    plan = planned(MORPHINE, aim={"m1": Decimal("62.5")})
    assert [r.code for r in plan.refusals] == ["aim-not-makeable"]
    assert "62.5 mg" in plan.refusals[0].text
    assert "60 mg or 65 mg" in plan.refusals[0].text
    assert (plan.steps, plan.issues) == ((), ())


def test_that_a_dose_below_every_product_is_refused_with_nought_named(planned: Planner) -> None:
    plan = planned(FENTANYL, aim={"m1": Decimal(5)})
    assert [r.code for r in plan.refusals] == ["aim-not-makeable"]
    assert "0 microgram/hour or 12 microgram/hour" in plan.refusals[0].text


def test_that_an_unknown_brand_is_refused_by_its_name(planned: Planner) -> None:
    with pytest.raises(InputProblem) as problem:
        planned(MORPHINE, products={"m1": ("Morphalong XXL 5mg tablets",)})
    assert problem.value.what == "Morphalong XXL 5mg tablets is not a product that we know."
    assert problem.value.remedy == KNOWN
    plan = planned(("Morphalong XXL 60mg tablets", "ONE TWICE A DAY"))
    assert [r.code for r in plan.refusals] == ["unread-medicine"]
    assert "Morphalong XXL 60mg tablets" in plan.refusals[0].text


def test_that_a_patch_whose_interval_nobody_told_is_refused_until_it_is_answered(service: Tapering) -> None:
    patch = Medicine(
        id="m1",
        name="Buprenorphine 35micrograms/hour transdermal patches",
        directions="APPLY ONE PATCH EVERY 96 HOURS",
    )
    refused = service.plan(TaperRequest(start=START, medicines=(patch,))).refusals
    assert [r.code for r in refused] == ["interval-needed"]
    assert patch.name in refused[0].text
    answered = patch.model_copy(update={"interval_hours": Decimal(96)})
    assert service.plan(TaperRequest(start=START, medicines=(answered,))).steps


def test_that_an_answer_against_the_products_own_interval_is_refused(service: Tapering) -> None:
    patch = Medicine(id="m1", name=FENTANYL[0], directions=FENTANYL[1], interval_hours=Decimal(96))
    with pytest.raises(InputProblem) as problem:
        service.plan(TaperRequest(start=START, medicines=(patch,)))
    assert problem.value.what == f"{FENTANYL[0]} is 72-hourly, not 96-hourly."
    assert problem.value.remedy == "Leave the interval out, or name the product that is meant."


@pytest.mark.parametrize(
    ("name", "fits", "over", "said"),
    [
        ("Gabapentin 100mg capsules", "EIGHT FIVE TIMES A DAY", "EIGHT SIX TIMES A DAY", "48 units"),
        (SOLUTION[0], "50ml FOUR TIMES A DAY", "51ml FOUR TIMES A DAY", "204 ml"),
    ],
)
def test_that_a_dose_above_any_sane_maximum_is_refused_with_the_number(
    planned: Planner, name: str, fits: str, over: str, said: str
) -> None:
    assert "dose-too-large" not in {r.code for r in planned((name, fits)).refusals}
    refused = planned((name, over)).refusals
    assert [r.code for r in refused] == ["dose-too-large"]
    assert said in refused[0].text
    assert name in refused[0].text


@pytest.mark.parametrize(
    ("name", "directions", "code"),
    [
        (MORPHINE[0], "ONE THREE TIMES A DAY", "directions-conflict"),
        (MORPHINE[0], "HALF TWICE A DAY", "directions-conflict"),
        ("Fentanyl 75micrograms/hour transdermal patches", "APPLY ONE PATCH EVERY 7 DAYS", "patch-interval"),
    ],
)
def test_that_directions_which_conflict_with_the_product_are_refused_by_name(
    planned: Planner, name: str, directions: str, code: str
) -> None:
    refused = planned((name, directions)).refusals
    assert [r.code for r in refused] == [code]
    assert name in refused[0].text
    assert directions in refused[0].text


def test_that_two_lines_which_together_conflict_are_refused_by_name(service: Tapering) -> None:
    night = AlsoTaken(name="Morphine sulfate 10mg modified-release tablets", directions="ONE AT MIDDAY")
    medicine = Medicine(id="m1", name=MORPHINE[0], directions=MORPHINE[1], also=(night,))
    refused = service.plan(TaperRequest(start=START, medicines=(medicine,))).refusals
    assert [r.code for r in refused] == ["directions-conflict"]
    assert MORPHINE[0] in refused[0].text
    assert MORPHINE[1] in refused[0].text


def test_that_a_further_line_of_another_medicine_is_a_mistake(service: Tapering) -> None:
    more = AlsoTaken(name="Morphine sulfate 10mg tablets", directions="ONE AT NIGHT")
    medicine = Medicine(id="m1", name=MORPHINE[0], directions=MORPHINE[1], also=(more,))
    with pytest.raises(InputProblem) as problem:
        service.plan(TaperRequest(start=START, medicines=(medicine,)))
    assert problem.value.what == (
        f"{more.name} is not of the same medicine, release and interval as {MORPHINE[0]}."
    )
    assert problem.value.remedy == "Enter it as a medicine of its own."


def test_that_an_aim_above_the_dose_is_refused_with_both_numbers(planned: Planner) -> None:
    refused = planned(MORPHINE, aim={"m1": Decimal(130)}).refusals
    assert [r.code for r in refused] == ["aim-above-dose"]
    assert "130 mg" in refused[0].text
    assert "120 mg" in refused[0].text


@pytest.mark.parametrize(
    ("pauses", "what", "remedy"),
    [
        (
            (pause(after(10)), pause(after(16))),
            f"The pauses from {after(10)} and {after(16)} overlap.",
            "Join them into one, or move one.",
        ),
        (
            (pause(after(-1)),),
            f"The pause from {after(-1)} is before the first step on {START}.",
            "Move the pause into the plan, or start later.",
        ),
        ((pause(START, 0),), "A pause of 0 days is not possible.", "Give 1 to 366 days."),
        ((pause(START, 367),), "A pause of 367 days is not possible.", "Give 1 to 366 days."),
        (
            (pause(after(5000)),),
            f"The pause from {after(5000)} is after the plan has ended on {after(7 * 28 - 1)}.",
            "Choose an earlier day, or leave the pause out.",
        ),
    ],
    ids=["overlap", "too early", "no days", "too long", "too late"],
)
def test_that_pauses_which_overlap_or_lie_outside_are_mistakes(
    planned: Planner, pauses: tuple[Pause, ...], what: str, remedy: str
) -> None:
    with pytest.raises(InputProblem) as problem:
        planned(MORPHINE, aim={"m1": Decimal(70)}, pauses=pauses)
    assert (problem.value.what, problem.value.remedy) == (what, remedy)


def test_that_pauses_may_follow_each_other_without_a_day_between(planned: Planner) -> None:
    plan = planned(MORPHINE, aim={"m1": Decimal(70)}, pauses=(pause(after(10)), pause(after(17), 366)))
    assert [(s.start, s.days) for s in plan.steps if s.kind == "pause"] == [(after(10), 7), (after(17), 366)]


def test_that_a_plan_past_the_end_of_the_calendar_is_a_mistake(planned: Planner) -> None:
    for late in (date(9999, 6, 1), date.min):
        with pytest.raises(InputProblem) as problem:
            planned(MORPHINE, start=late)
        assert problem.value.what == "The plan runs past the end of the calendar."
        assert problem.value.remedy == "Choose an earlier start or a shorter interval."


@pytest.mark.parametrize(
    "start",
    [date(2027, 3, 14), date(2027, 10, 17), date(2028, 2, 15), date(2028, 2, 29), date(2096, 2, 20)],
    ids=["clocks forward", "clocks back", "before a leap day", "on a leap day", "towards 2100"],
)
def test_that_steps_count_whole_days_across_clock_changes_and_leap_days(
    planned: Planner, start: date
) -> None:
    plan = planned(MORPHINE, start=start, pace=Pace(every_days=14), aim={"m1": Decimal(60)})
    changes = plan.steps[1:]
    for place, step in enumerate(changes):
        assert (step.start - start).days == 14 * place
        assert (step.end - step.start).days + 1 == step.days == 14
        assert {
            i.quantity % 14 for issue in plan.issues if issue.start == step.start for i in issue.items
        } == {0}


def test_that_a_pause_over_the_leap_day_has_the_day_in_it(planned: Planner) -> None:
    over = Pause(start=date(2028, 2, 28), days=3)
    plan = planned(MORPHINE, start=date(2028, 2, 1), aim={"m1": Decimal(60)}, pauses=(over,))
    found = next(s for s in plan.steps if s.kind == "pause")
    assert (found.start, found.end) == (date(2028, 2, 28), date(2028, 3, 1))


SEVEN = "Morphine sulfate 7mg modified-release tablets"


@pytest.mark.parametrize(
    ("medicines", "said"),
    [
        ([(SEVEN, "ONE TWICE A DAY")], SEVEN),
        ([MORPHINE, ("Pregabalin 70mg capsules", "ONE DAILY")], "Pregabalin 70mg capsules"),
        (
            [(SEVEN, "ONE TWICE A DAY"), ("Pregabalin 70mg capsules", "ONE DAILY")],
            f"{SEVEN} and Pregabalin 70mg capsules",
        ),
        ([MORPHINE, ("Pregabalin 75mg capsules", "ONE DAILY")], None),
        ([("Morphine sulfate 2mg/ml oral solution", "5ml FOUR TIMES A DAY")], None),
        ([("Zomorph 30mg modified-release capsules", "ONE TWICE A DAY")], None),
    ],
)
def test_that_a_strength_that_nobody_makes_is_said_by_name(
    planned: Planner, medicines: list[tuple[str, str]], said: str | None
) -> None:
    plan = planned(*medicines, order=("m1",))
    assert not plan.refusals
    told = [c.text for c in plan.cautions if c.code == "strength-not-listed"]
    assert [f"the strength of {said}." in text for text in told] == [True] * (said is not None)


@pytest.mark.parametrize(
    ("name", "directions", "dose", "most"),
    [
        ("Pregabalin 300mg capsules", "ONE THREE TIMES A DAY", "900", "600"),
        ("Tramadol 50mg capsules", "THREE FOUR TIMES A DAY", "600", "400"),
        ("Gabapentin 800mg tablets", "TWO THREE TIMES A DAY", "4800", "3600"),
        ("Tramadol 50mg capsules", "TWO FOUR TIMES A DAY", "", ""),
        ("Dihydrocodeine 30mg tablets", "TWO FOUR TIMES A DAY", "", ""),
        ("Morphine sulfate 200mg modified-release tablets", "THREE TWICE A DAY", "", ""),
    ],
)
def test_that_a_dose_above_what_product_characteristics_allow_is_pointed_out_by_name(
    planned: Planner, name: str, directions: str, dose: str, most: str
) -> None:
    told = [c.text for c in planned((name, directions)).cautions if c.code == "above-the-most"]
    asked = f"{name} as now taken is {dose} mg a day, more than the {most} mg that its product"
    assert [text.startswith(asked) for text in told] == ([True] if dose else [])
