"""What is not planned, what is a mistake in the request, and what to weigh."""

from decimal import Decimal

import pytest

from pharmreview.domain.errors import InputProblem, PharmReviewError
from pharmreview.domain.lines.line import Moment
from pharmreview.domain.medicines.formulary import Formulary
from pharmreview.domain.quantity.unit import Unit
from pharmreview.domain.taper.course.now.interval import not_made
from pharmreview.domain.taper.plan import Medicine, Pace, TaperRequest
from pharmreview.services.tapering import Tapering
from tests.domain.taper.conftest import START, Planner
from tests.domain.taper.test_plans import MORPHINE, PREGABALIN


@pytest.mark.parametrize(
    ("medicines", "code"),
    [
        ([("Methadone 1mg/ml oral solution", "30ml daily")], "methadone"),
        ([MORPHINE, ("Methadone 5mg tablets", "ONE TWICE A DAY")], "methadone"),
        ([("Buprenorphine 2mg sublingual tablets sugar free", "ONE DAILY")], "opioid-dependence"),
        ([("Fentanyl 200microgram lozenges", "ONE WHEN REQUIRED")], "immediate-release-fentanyl"),
        ([("Mystery 60mg things", "ONE TWICE A DAY")], "unread-medicine"),
        ([MORPHINE, ("Mystery 60mg things", "ONE TWICE A DAY")], "unread-medicine"),
        ([("Morphine sulfate 60mg modified-release tablets", "AS DIRECTED")], "unread-directions"),
        ([("Diazepam 5mg tablets", "ONE AT NIGHT")], "class-not-planned"),
        ([("Codeine 30mg tablets", "1-2 FOUR TIMES A DAY")], "dose-range"),
        (
            [("Morphine sulfate 60mg modified-release tablets", "ONE THREE TIMES A DAY")],
            "directions-conflict",
        ),
        ([("Morphine sulfate 60mg modified-release tablets", "HALF TWICE A DAY")], "directions-conflict"),
        ([("Morphine sulfate 60mg modified-release tablets", "3 DAILY")], "directions-conflict"),
        (
            [("Buprenorphine 35micrograms/hour transdermal patches", "APPLY ONE PATCH EVERY 72 HOURS")],
            "interval-needed",
        ),
        ([("Gabapentin 100mg capsules", "8 SIX TIMES A DAY")], "dose-too-large"),
        ([("Oramorph 10mg/5ml oral solution", "20ml A DAY")], "times-not-said"),
    ],
)
def test_that_what_must_not_be_planned_is_refused_by_name(
    planned: Planner, medicines: list[tuple[str, str]], code: str
) -> None:
    plan = planned(*medicines, order=("m1",))
    assert code in [r.code for r in plan.refusals]
    assert (plan.steps, plan.issues) == ((), ())
    assert all(r.text and r.source for r in plan.refusals)
    assert medicines[-1][0] in plan.refusals[-1].text


FAMILY = "Buprenorphine 35micrograms/hour transdermal patches"


@pytest.mark.parametrize(
    ("words", "said"), [("EVERY DAY", "24 hours"), ("EVERY 1 DAYS", "24 hours"), ("EVERY 5 DAYS", "5 days")]
)
def test_that_a_patch_worn_for_another_time_than_its_own_is_refused_by_name(
    planned: Planner, words: str, said: str
) -> None:
    name = "Buprenorphine 20micrograms/hour transdermal patches"
    [refusal] = planned((name, f"APPLY ONE PATCH {words}")).refusals
    assert refusal.code == "patch-interval"
    assert all(w in refusal.text for w in (name, said, "worn for 7 days", "ONE PATCH EVERY 7 DAYS"))


@pytest.mark.parametrize(("hours", "said"), [("24", "24 hours"), ("120", "5 days"), ("168", "7 days")])
@pytest.mark.parametrize("named", [(), (FAMILY,)])
def test_that_an_interval_nobody_makes_is_refused_by_name(
    service: Tapering, hours: str, said: str, named: tuple[str, ...]
) -> None:
    days = int(hours) // 24
    medicine = Medicine(
        id="m1",
        name=FAMILY,
        directions=f"APPLY ONE PATCH EVERY {days} DAYS",
        interval_hours=Decimal(hours),
    )
    products = {"m1": named} if named else {}
    plan = service.plan(TaperRequest(start=START, medicines=(medicine,), products=products))
    assert [r.code for r in plan.refusals] == ["interval-not-made"]
    assert f"made for an interval of {said}, only for 72 hours or 96 hours" in plan.refusals[0].text
    assert plan.steps == ()
    unlisted = not_made(service.read(medicine), Formulary(table_id="t", products=()), service.settings)
    assert unlisted is not None
    assert "only for none" in unlisted.text


@pytest.mark.parametrize(
    ("name", "words", "why", "example"),
    [
        (
            "Tramadol 100mg/ml oral drops",
            "20 DROPS FOUR TIMES A DAY",
            "how much one drop holds",
            "0.5ml FOUR",
        ),
        (
            "Tramadol 100mg/ml oral drops",
            "20 DROPS",
            "nor how much one drop holds: write how many ml",
            "0.5ml FOUR",
        ),
        ("Oramorph 10mg/5ml oral solution", "AS DIRECTED", "", "5ml FOUR"),
        ("Tramadol 50mg capsules", "20 DROPS DAILY", "the product is a capsule", "ONE TWICE A DAY"),
        ("Fentanyl 25micrograms/hour transdermal patches", "APPLY ONE PATCH", "", "ONE PATCH EVERY 72 HOURS"),
    ],
)
def test_that_directions_which_cannot_be_read_are_mended_by_an_example_of_their_kind(
    planned: Planner, name: str, words: str, why: str, example: str
) -> None:
    [refusal] = planned((name, words)).refusals
    assert refusal.code == "unread-directions"
    assert why in refusal.text
    assert f"for example {example}" in refusal.text


@pytest.mark.parametrize(
    ("aim", "code"), [("130", "aim-above-dose"), ("120", "already-at-aim"), ("62", "aim-not-makeable")]
)
def test_that_an_aim_which_cannot_be_reached_is_refused(planned: Planner, aim: str, code: str) -> None:
    refusal = planned(MORPHINE, aim={"m1": Decimal(aim)}).refusals[0]
    assert refusal.code == code
    if code == "aim-not-makeable":
        assert "60 mg or 65 mg" in refusal.text


def test_that_an_answered_interval_lets_the_plan_be_made(service: Tapering) -> None:
    medicine = Medicine(
        id="m1",
        name="Buprenorphine 70micrograms/hour transdermal patches",
        directions="APPLY ONE PATCH EVERY 72 HOURS",
        interval_hours=Decimal(72),
    )
    plan = service.plan(TaperRequest(start=START, medicines=(medicine,)))
    assert [str(s.daily_dose) for s in plan.steps] == ["70", "52.5", "35", "0"]
    assert {s.days % 3 for s in plan.steps[1:-1]} == {0}


def test_that_liquids_may_stand_frozen_beside_a_plan(planned: Planner) -> None:
    plan = planned(
        MORPHINE, ("Morphine sulfate 10mg/5ml oral solution", "5ml FOUR TIMES A DAY"), order=("m1",)
    )
    assert plan.steps[0].ome_total == 160
    assert plan.steps[0].unchanged[0].daily_dose == 40


@pytest.mark.parametrize(
    "wrong",
    [
        {"order": ("m9",)},
        {"order": ("m1", "m1")},
        {"aim": {"m9": Decimal(0)}},
        {"aim": {"m2": Decimal(0)}, "order": ("m1",)},
        {"aim": {"m1": Decimal(-1)}},
        {"aim": {"m1": Decimal("1e999999")}},
        {"aim": {"m1": Decimal("1e-999999")}},
        {"pace": Pace(percent=Decimal("1e-999999"))},
        {"products": {"m1": ("Pregabalin 25mg capsules",)}},
        {"products": {"m1": ("Morphine sulfate 10mg tablets",)}},
        {"products": {"m1": ("Nonsense 5mg tablets",)}},
        {"pace": Pace(percent=Decimal(-5))},
        {"pace": Pace(percent=Decimal(101))},
        {"pace": Pace(percent=Decimal(10), fixed=Decimal(5))},
        {"pace": Pace(fixed=Decimal(0))},
        {"pace": Pace(fixed=Decimal(5), unit=Unit.MICROGRAM_PER_HOUR)},
        {"pace": Pace(every_days=0)},
        {"pace": Pace(every_days=85)},
        {"pace": Pace(last_hold_days=-1)},
        {"pace": Pace(slow_below_fraction=Decimal(2))},
        {"issue_days": 0},
        {"lower_first": Moment.MIDDAY},
    ],
)
def test_that_a_request_which_cannot_be_meant_is_an_input_problem(
    planned: Planner, wrong: dict[str, object]
) -> None:
    with pytest.raises(PharmReviewError) as refusal:
        planned(MORPHINE, PREGABALIN, **wrong)
    assert refusal.value.remedy


def test_that_two_medicines_cannot_share_an_id(service: Tapering) -> None:
    twice = tuple(Medicine(id="m1", name=n, directions=d) for n, d in (MORPHINE, PREGABALIN))
    with pytest.raises(InputProblem, match="same id"):
        service.plan(TaperRequest(start=START, medicines=twice))
    with pytest.raises(InputProblem, match="no medicine"):
        service.plan(TaperRequest(start=START, medicines=()))


def test_that_a_first_step_before_today_is_refused_where_today_is_told(service: Tapering) -> None:
    medicine = Medicine(id="m1", name=MORPHINE[0], directions=MORPHINE[1])
    request = TaperRequest(start=START, medicines=(medicine,))
    assert service.plan(request, START).steps
    with pytest.raises(InputProblem, match="in the past"):
        service.plan(request, START.replace(day=10))


def cautions(planned: Planner, *medicines: tuple[str, str], **rest: object) -> set[str]:
    return {c.code for c in planned(*medicines, **rest).cautions}


def test_that_cautions_name_what_is_worth_weighing(planned: Planner) -> None:
    found = cautions(planned, MORPHINE, PREGABALIN, ("Diazepam 5mg tablets", "ONE AT NIGHT"), order=("m1",))
    assert {"high-dose", "opioid-with-gabapentinoid", "opioid-with-benzodiazepine", "driving"} <= found
    assert {"smallest-step-exceeds-pace", "step-above-20-percent"} <= found


def test_that_a_gentle_plan_has_few_cautions(planned: Planner) -> None:
    low = ("Morphine sulfate 30mg modified-release tablets", "ONE TWICE A DAY")
    assert cautions(planned, low, aim={"m1": Decimal(50)}) == {"lost-tolerance", "driving"}


def test_that_fast_and_weekly_steps_are_cautioned(planned: Planner) -> None:
    aim = {"m1": Decimal(60)}
    assert "weekly-steps" in cautions(planned, MORPHINE, aim=aim, pace=Pace(every_days=7))
    assert "long-use" in cautions(planned, MORPHINE, aim=aim, pace=Pace(every_days=14))
    assert "kept-for-two-patches" not in cautions(planned, MORPHINE, aim=aim, pace=Pace(every_days=1))
    assert not {"weekly-steps", "long-use"} & cautions(planned, MORPHINE, aim=aim)
    weekly = ("BuTrans 20micrograms/hour transdermal patches", "ONE PATCH EVERY 7 DAYS")
    told = [cautions(planned, weekly, pace=Pace(every_days=n)) for n in (13, 14)]
    assert ["kept-for-two-patches" in codes for codes in told] == [True, False]


def test_that_very_high_totals_ask_for_a_specialist(planned: Planner) -> None:
    high = ("Morphine sulfate 200mg modified-release tablets", "ONE TWICE A DAY")
    assert "specialist-advice" in cautions(planned, high)


def test_that_an_opioid_without_a_figure_leaves_the_total_unknown(planned: Planner) -> None:
    plan = planned(MORPHINE, ("Pethidine 50mg tablets", "ONE TWICE A DAY"), order=("m1",))
    assert {s.ome_total for s in plan.steps} == {None}
    assert plan.steps[0].ome_medicine == 120
    assert "ome-incomplete" in {c.code for c in plan.cautions}


def test_that_every_caution_and_refusal_of_the_table_can_be_filled_in(service: Tapering) -> None:
    known = "name why directions units aim unit dose near ome line step number first most days second "
    known += "total every asked said own example to each others used months items until day from other are "
    known += "brand products"
    facts = dict.fromkeys(known.split(), "x")
    for wording in (*service.settings.cautions.values(), *service.settings.refusals.values()):
        assert "{" not in wording.text.format(**facts)
        assert wording.source
