"""The form now taken comes first, patches are counted by what they give, and the last dose is held."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.taper.descent.makeable import cost_of, packings
from pharmreview.domain.taper.descent.shelf import Portion, Shelf
from pharmreview.domain.taper.pace import AgreedPace
from pharmreview.domain.taper.plan import Medicine, Pace, PaceBasis, Pause, Step, StepKind, TaperRequest
from pharmreview.domain.taper.supply.issues import at_home
from pharmreview.domain.taper.wishes import PracticeFormulary, Stock, Switch
from pharmreview.services.tapering import Tapering
from tests.domain.taper.conftest import START, Planner, doses
from tests.domain.taper.test_plans import MORPHINE, PREGABALIN

CODEINE = "Codeine 30mg tablets"


def used(step: Step) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for item in (i for d in step.doses for i in d.items):
        found[item.product] = found.get(item.product, Decimal(0)) + item.count
    return found


def test_that_capsules_stay_capsules_though_one_tablet_would_do_for_two(planned: Planner) -> None:
    plan = planned(("Gabapentin 300mg capsules", "FOUR TWICE A DAY"), aim={"m1": Decimal(1800)})
    assert {name for s in plan.steps for name in used(s)} == {
        "Gabapentin 300mg capsules",
        "Gabapentin 400mg capsules",
    }


def test_that_a_unit_of_another_form_costs_more_than_any_number_of_the_form_now_taken() -> None:
    shelf = Shelf(
        (
            Portion("tablet", 6, 6, 0, 0, 1),
            Portion("capsule", 3, 3, 0, 0, 0),
            Portion("small", 1, 1, 0, 0, 0),
        ),
        Decimal(1),
    )
    assert packings(shelf, 6) == (((1, 2),),)
    assert cost_of(shelf, 6) == (0, 0, 2)
    assert cost_of(shelf, 7) == (0, 0, 3)
    assert cost_of(Shelf(shelf.portions[:1], Decimal(1)), 6) == (0, 1, 1)
    assert cost_of(shelf, 0) == (0, 0, 0)


def test_that_two_patches_of_half_the_rate_are_no_step_down(planned: Planner) -> None:
    plan = planned(("Fentanyl 25micrograms/hour transdermal patches", "APPLY ONE PATCH EVERY 72 HOURS"))
    assert doses(plan) == [Decimal(d) for d in (25, 12, 0)]


def test_that_three_patches_worn_now_may_be_three_again(planned: Planner) -> None:
    plan = planned(("Fentanyl 12micrograms/hour transdermal patches", "APPLY THREE PATCHES EVERY 72 HOURS"))
    assert doses(plan)[:2] == [Decimal(36), Decimal(25)]
    assert plan.steps[0].ome_total == 90


def test_that_the_last_dose_is_held_though_it_comes_with_a_change_of_product(planned: Planner) -> None:
    to = Switch(to=(CODEINE, "Codeine 60mg tablets"), confirmed=True)
    taken = ("Co-codamol 30mg/500mg tablets", "ONE AT NIGHT")
    plan = planned(taken, pace=Pace(last_hold_days=56), switches={"m1": to})
    assert [(s.kind, s.days, s.daily_dose) for s in plan.steps[1:]] == [
        (StepKind.HOLD, 56, 30),
        (StepKind.STOP, 1, 0),
    ]


@pytest.mark.parametrize(("asked", "lasts"), [(None, 42), (70, 70), (14, 28), (84, 84)])
def test_that_doses_of_the_slower_part_last_as_long_as_was_agreed_and_never_less_than_before(
    planned: Planner, asked: int | None, lasts: int
) -> None:
    plan = planned(MORPHINE, pace=Pace(slow_every_days=asked, slow_below_fraction=Decimal("0.5")))
    start = plan.steps[0].daily_dose
    falls = [s for s in plan.steps if s.kind is StepKind.REDUCE]
    assert {s.days for s in falls if s.daily_dose * 2 >= start} == {28}
    assert {s.days for s in falls if s.daily_dose * 2 < start} == {lasts}


def test_that_a_shared_name_goes_on_at_the_interval_now_taken(planned: Planner) -> None:
    to = Switch(to=("Oxycodone 20mg modified-release tablets",), confirmed=True)
    taken = ("Targinact 20mg/10mg modified-release tablets", "ONE TWICE A DAY")
    plan = planned(taken, aim={"m1": Decimal(30)}, switches={"m1": to})
    assert all(name.endswith("(12-hourly)") for s in plan.steps[1:] for name in used(s))
    assert used(plan.steps[1]) == {"Oxycodone 20mg modified-release tablets (12-hourly)": 2}


def test_that_directions_which_change_by_themselves_are_refused(planned: Planner) -> None:
    words = "TWO TWICE A DAY FOR 7 DAYS THEN ONE TWICE A DAY"
    plan = planned(("Morphine sulfate 10mg modified-release tablets", words))
    assert [r.code for r in plan.refusals] == ["dose-changing"]
    frozen = planned(MORPHINE, ("Gabapentin 300mg capsules", words), order=("m1",))
    assert frozen.steps


def test_that_the_longest_hold_and_the_widest_fractions_are_possible(planned: Planner) -> None:
    for pace in (
        Pace(last_hold_days=366),
        Pace(last_hold_days=0),
        Pace(slow_below_fraction=Decimal(0)),
        Pace(slow_below_fraction=Decimal(1)),
        Pace(percent=Decimal(100)),
        Pace(every_days=1),
        Pace(every_days=84),
    ):
        assert planned(MORPHINE, aim={"m1": Decimal(100)}, pace=pace).steps
    assert planned(MORPHINE, aim={"m1": Decimal(100)}, issue_days=84).issues[0].days == 28
    assert planned(MORPHINE, aim={"m1": Decimal(100)}, issue_days=1).issues[0].days == 1


def pace(**changed: object) -> AgreedPace:
    usual: dict[str, object] = {
        "percent": Decimal(10),
        "of": PaceBasis.CURRENT,
        "fixed": None,
        "never_percent": Decimal(25),
        "every_days": 28,
        "slow_below": Decimal("0.5"),
        "slow_percent": None,
        "slow_days": 42,
        "last_hold_days": 28,
        "wear_periods": 2,
    }
    return AgreedPace(**{**usual, **changed})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("agreed", "dose", "asked", "limit", "capped"),
    [
        (pace(), 80, "8", "8", False),
        (pace(percent=Decimal(25)), 80, "20", "20", False),
        (pace(percent=Decimal(40)), 80, "32", "20", True),
        (pace(of=PaceBasis.STARTING), 80, "10", "10", False),
        (pace(of=PaceBasis.STARTING), 20, "10", "5", True),
        (pace(of=PaceBasis.STARTING), 40, "10", "10", False),
        (pace(percent=None, fixed=Decimal(15)), 80, "15", "15", False),
        (pace(percent=None, fixed=Decimal(15)), 40, "15", "10", True),
        (pace(slow_percent=Decimal(5)), 50, "5", "5", False),
        (pace(slow_percent=Decimal(5)), 40, "2", "2", False),
        (pace(slow_percent=Decimal(20)), 40, "4", "4", False),
    ],
)
def test_that_a_step_is_what_was_agreed_within_a_quarter_of_the_dose(
    agreed: AgreedPace, dose: int, asked: str, limit: str, capped: bool
) -> None:
    start = Decimal(100)
    assert agreed.asked(Decimal(dose), start) == Decimal(asked)
    assert agreed.limit(Decimal(dose), start) == Decimal(limit)
    assert agreed.capped(Decimal(dose), start) is capped


def test_that_a_dose_below_the_fraction_lasts_longer_and_one_at_it_does_not() -> None:
    assert (pace().days_on(Decimal(50), Decimal(100)), pace().days_on(Decimal(49), Decimal(100))) == (28, 42)


def test_that_half_a_tablet_left_over_is_said_where_a_tablet_may_be_halved(planned: Planner) -> None:
    ten = "Morphine sulfate 10mg tablets"
    asked = {"aim": {"m1": Decimal(35)}, "formulary": PracticeFormulary(used=(ten,))}
    odd = planned((ten, "ONE FOUR TIMES A DAY"), **asked, issue_days=7)
    assert (odd.steps[1].daily_dose, used(odd.steps[1])) == (35, {ten: Decimal("3.5")})
    assert odd.issues[0].items[0].quantity_words == "twenty-four and a half"
    assert "half-left-over" in {c.code for c in odd.cautions}
    even = planned((ten, "ONE FOUR TIMES A DAY"), **asked, issue_days=28)
    assert "half-left-over" not in {c.code for c in even.cautions}


def test_that_what_is_at_home_is_summed_up_by_product_and_named_once() -> None:
    home = (Stock(product="A", quantity=Decimal(3)), Stock(product="B", quantity=Decimal(4)))
    assert at_home(home) == {"A": 3, "B": 4}
    with pytest.raises(InputProblem, match="A is named twice at home"):
        at_home((*home, home[0]))


def test_that_packs_are_the_fewest_whole_ones_that_hold_the_quantity(planned: Planner) -> None:
    sixty = MORPHINE[0]
    here = PracticeFormulary(packs={sixty: 60})
    item = next(
        i
        for i in planned(MORPHINE, aim={"m1": Decimal(110)}, formulary=here).issues[0].items
        if i.product == sixty
    )
    assert (item.quantity, item.packs, item.pack_of, item.quantity_words) == (28, 1, 60, "twenty-eight")
    none = planned(MORPHINE, aim={"m1": Decimal(110)}).issues[0].items[0]
    assert (none.packs, none.pack_of, none.from_home) == (None, None, 0)


def test_that_an_issue_is_made_on_the_last_working_day_before_it_begins(planned: Planner) -> None:
    saturday = date(2027, 1, 2)
    plan = planned(MORPHINE, start=saturday, aim={"m1": Decimal(110)}, closed=(date(2026, 12, 31),))
    assert plan.issues[0].issue_on == date(2026, 12, 30)
    assert plan.issues[0].start == saturday
    assert plan.issues[0].end == saturday + timedelta(days=27)


def test_that_the_waiting_medicine_is_named_with_the_day_until_which_it_waits(service: Tapering) -> None:
    first = Medicine(id="m1", name=MORPHINE[0], directions=MORPHINE[1])
    second = Medicine(id="p", name=PREGABALIN[0], directions=PREGABALIN[1])
    running = service.plan(TaperRequest(start=START, medicines=(first,), aim={"m1": Decimal(100)}))
    wanted = TaperRequest(start=START + timedelta(days=28), medicines=(second,), order=("p",))
    waits = service.waits(running, wanted)
    assert waits is not None
    assert waits.code == "another-moves"
    for said in (MORPHINE[0], PREGABALIN[0], "06 January 2027"):
        assert said in waits.text
    assert service.waits(running, wanted.model_copy(update={"start": START + timedelta(days=29)})) is None
    assert service.waits(running, TaperRequest(start=START, medicines=(first,))) is None
    ended = running.model_copy(update={"ended": START})
    assert service.waits(ended, wanted) is None
    assert service.waits(running.model_copy(update={"steps": ()}), wanted) is None


def test_that_patches_kept_for_long_are_issued_in_parts_of_at_most_thirty_days(planned: Planner) -> None:
    patch = ("Buprenorphine 20micrograms/hour transdermal patches", "APPLY ONE PATCH EVERY 7 DAYS")
    plan = planned(patch, aim={"m1": Decimal(15)}, pace=Pace(every_days=63))
    assert [issue.days for issue in plan.issues] == [21, 21, 21]
    assert [i.quantity for issue in plan.issues for i in issue.items] == [3, 3, 3]


def test_that_a_dose_kept_over_a_pause_is_issued_in_one_run(planned: Planner) -> None:
    pause = Pause(start=START + timedelta(days=14), days=10)
    plan = planned(MORPHINE, aim={"m1": Decimal(110)}, pauses=(pause,))
    assert [issue.days for issue in plan.issues] == [28, 10]


def test_that_more_than_four_grams_of_paracetamol_now_is_said_and_never_planned(
    service: Tapering, planned: Planner
) -> None:
    codamol = ("Co-codamol 30mg/500mg tablets", "TWO FIVE TIMES A DAY")
    plan = planned(codamol, aim={"m1": Decimal(180)})
    table = service.settings.cautions["second-ingredient-high"]
    said = table.text.format(name=codamol[0], most="4000", second="paracetamol")
    assert said in [c.text for c in plan.cautions]
    assert all(sum(used(s).values()) <= 8 for s in plan.steps[1:])
