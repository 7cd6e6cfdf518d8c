"""What to issue and when: never on a closed day, the stock at home first, whole packs beside."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.taper.events import Event, EventKind
from pharmreview.domain.taper.plan import Issue, Step, StepKind, TaperPlan
from pharmreview.domain.taper.supply.days import bank_holidays, easter, open_day
from pharmreview.domain.taper.supply.issues import Supplied
from pharmreview.domain.taper.weighing.supply import on_supply, uncovered
from pharmreview.domain.taper.wishes import PracticeFormulary, Stock
from pharmreview.reference.taper_table import load_taper_settings
from pharmreview.services.tapering import Tapering
from tests.domain.taper.conftest import Planner
from tests.domain.taper.test_plans import FENTANYL, MORPHINE

AIM = {"m1": Decimal(60)}
SIXTY = "Morphine sulfate 60mg modified-release tablets"
TEN = "Morphine sulfate 10mg modified-release tablets"


def lunar_easter(year: int) -> date:
    """Easter by the tables of the calendar: the Sunday after the ecclesiastical full moon of spring."""
    golden = year % 19 + 1
    century = year // 100 + 1
    solar, moon = 3 * century // 4 - 12, (8 * century + 5) // 25 - 5
    epact = (11 * golden + 20 + moon - solar) % 30
    if epact == 24 or (epact == 25 and golden > 11):
        epact += 1
    full = 44 - epact
    full += 30 if full < 21 else 0
    day = date(year, 3, 1) + timedelta(days=full - 1)
    return day + timedelta(days=(6 - day.weekday()) or 7)


def test_that_easter_is_the_sunday_after_the_full_moon_of_spring() -> None:
    years = range(1583, 4400)
    assert [easter(year) for year in years] == [lunar_easter(year) for year in years]


def test_that_boxing_day_keeps_its_day_where_christmas_day_is_a_sunday() -> None:
    assert [(day.day, name) for day, name in bank_holidays(2033)[-2:]] == [
        (26, "Boxing Day"),
        (27, "Christmas Day (substitute day)"),
    ]


def test_that_the_table_of_bank_holidays_is_what_the_rules_give() -> None:
    settings = load_taper_settings()
    by_rule = {day for year in range(2026, 2037) for day, _ in bank_holidays(year)}
    assert settings.bank_holidays == by_rule
    assert len(by_rule) == 8 * 11
    published = [
        date(2026, 12, 28),
        date(2027, 12, 27),
        date(2027, 12, 28),
        date(2028, 1, 3),
        date(2026, 4, 3),
    ]
    assert set(published) <= settings.bank_holidays
    assert all(day.weekday() < 5 for day in by_rule)


@given(st.dates(date(2026, 1, 1), date(2036, 12, 31)), st.sets(st.integers(-10, 10), max_size=8))
def test_that_a_day_to_issue_is_open_and_the_last_one_before(day: date, closed: set[int]) -> None:
    shut = load_taper_settings().bank_holidays | {day + timedelta(days=n) for n in closed}
    found = open_day(day, shut)
    assert found is not None
    assert found <= day
    assert found.weekday() < 5
    assert found not in shut
    between = [found + timedelta(days=n) for n in range(1, (day - found).days + 1)]
    assert all(d.weekday() >= 5 or d in shut for d in between)


def test_that_no_day_is_invented_where_the_practice_is_shut_for_a_month() -> None:
    day = date(2026, 12, 9)
    assert open_day(day, {day - timedelta(days=n) for n in range(40)}) is None


def test_that_an_issue_due_at_christmas_is_made_on_christmas_eve(planned: Planner) -> None:
    plan = planned(MORPHINE, aim=AIM, start=date(2026, 12, 26))
    assert plan.issues[0].issue_on == date(2026, 12, 24)
    shut = planned(MORPHINE, aim=AIM, start=date(2026, 12, 26), closed=(date(2026, 12, 24),))
    assert shut.issues[0].issue_on == date(2026, 12, 23)


def test_that_what_is_at_home_is_used_up_before_anything_is_issued(planned: Planner) -> None:
    stock = (
        Stock(product=TEN, quantity=Decimal(70)),
        Stock(product="Aspirin 75mg tablets", quantity=Decimal(9)),
    )
    with_, without = planned(MORPHINE, aim=AIM, stock=stock), planned(MORPHINE, aim=AIM)
    tens = [i for issue in with_.issues for i in issue.items if i.product == TEN]
    before = [i for issue in without.issues for i in issue.items if i.product == TEN]
    assert [i.from_home for i in tens[:2]] == [56, 14]
    assert [i.quantity + i.from_home for i in tens] == [i.quantity for i in before]
    assert tens[0].quantity_words == "zero"
    assert [(i.product, i.quantity) for i in with_.left_over] == [("Aspirin 75mg tablets", 9)]
    assert "left-over" in {c.code for c in with_.cautions}


def test_that_a_product_at_home_is_named_once(planned: Planner) -> None:
    twice = (Stock(product=TEN, quantity=Decimal(1)), Stock(product=TEN, quantity=Decimal(2)))
    with pytest.raises(InputProblem, match="twice"):
        planned(MORPHINE, aim=AIM, stock=twice)


def test_that_whole_packs_stand_beside_where_the_practice_knows_them(planned: Planner) -> None:
    here = PracticeFormulary(packs={SIXTY: 60})
    items = {i.product: i for i in planned(MORPHINE, aim=AIM, formulary=here).issues[0].items}
    assert (items[SIXTY].packs, items[SIXTY].pack_of, items[SIXTY].quantity) == (1, 60, 28)
    assert items[TEN].packs is None


def test_that_what_an_event_leaves_at_home_is_used_first(service: Tapering, planned: Planner) -> None:
    plan = planned(MORPHINE, aim=AIM)
    second = plan.steps[2]
    back = Event(kind=EventKind.STEP_BACK, day=second.start + timedelta(days=14), reason="withdrawal")
    after = service.replan(plan, [back], date(2028, 1, 1))
    half = {i.product: i.quantity / 2 for i in plan.issues[1].items}
    found: dict[str, Decimal] = {i.product: i.quantity for i in after.left_over}
    for item in (i for issue in after.issues[2:] for i in issue.items if i.from_home):
        found[item.product] = found.get(item.product, Decimal(0)) + item.from_home
    assert found == half


def test_that_days_after_the_table_are_said_to_be_unknown(planned: Planner) -> None:
    assert "holidays-unknown" in {c.code for c in planned(MORPHINE, start=date(2036, 6, 1)).cautions}


def step(
    first: int, last: int, dose: int = 10, medicine: str = "m1", kind: StepKind = StepKind.REDUCE
) -> Step:
    return Step.model_construct(
        medicine=medicine, kind=kind, start=on(first), end=on(last), daily_dose=Decimal(dose)
    )


def issue(first: int, last: int, medicine: str = "m1") -> Issue:
    return Issue.model_construct(
        medicine=medicine, start=on(first), end=on(last), items=(), issue_on=on(first)
    )


def on(day: int) -> date:
    return date(2026, 12, 9) + timedelta(days=day)


@pytest.mark.parametrize(
    ("issues", "steps", "gaps"),
    [
        ([(0, 27)], [(0, 27)], []),
        ([(0, 27)], [(0, 9), (10, 27)], []),
        ([(0, 9), (10, 19)], [(0, 4), (5, 14), (15, 19)], []),
        ([], [(0, 27)], [(0, 27)]),
        ([], [(3, 3)], [(3, 3)]),
        ([(0, 9)], [(0, 27)], [(10, 27)]),
        ([(0, 0)], [(0, 1)], [(1, 1)]),
        ([(5, 27)], [(0, 27)], [(0, 4)]),
        ([(0, 9), (15, 27)], [(0, 27)], [(10, 14)]),
        ([(0, 9), (11, 27)], [(0, 27)], [(10, 10)]),
        ([(10, 19)], [(0, 4), (5, 19)], [(0, 4), (5, 9)]),
        ([], [(0, 9, 0)], []),
        ([], [(0, 9, 10, "m1", StepKind.START)], []),
        ([(0, 9, "m2")], [(0, 9)], [(0, 9)]),
        ([(0, 9, "m2"), (0, 9)], [(0, 9), (0, 9, 5, "m2")], []),
    ],
)
def test_that_days_with_a_dose_and_no_issue_are_told(
    issues: list[tuple[int, int]], steps: list[tuple[int, int]], gaps: list[tuple[int, int]]
) -> None:
    made, taken = [issue(*one) for one in issues], [step(*one) for one in steps]
    assert list(uncovered(made, taken)) == [(on(first), on(last)) for first, last in gaps]
    told = list(on_supply(Supplied(tuple(made), ()), taken, load_taper_settings()))
    assert told == [
        ("supply-ends-early", {"from": f"{on(first):%d %B %Y}", "until": f"{on(last):%d %B %Y}"})
        for first, last in gaps
    ]


@pytest.mark.parametrize("medicine", [MORPHINE, FENTANYL])
def test_that_a_missing_issue_is_seen(planned: Planner, medicine: tuple[str, str]) -> None:
    plan: TaperPlan = planned(medicine)
    assert list(uncovered(plan.issues, plan.steps)) == []
    gap = plan.issues[2]
    rest = (*plan.issues[:2], *plan.issues[3:])
    assert list(uncovered(rest, plan.steps)) == [(gap.start, gap.end)]


def test_that_an_issue_is_due_on_its_working_day_or_where_none_is_known_on_its_first() -> None:
    first, before = date(2027, 4, 3), date(2027, 4, 1)
    issue = Issue(medicine="m1", start=first, end=first, days=1, items=())
    assert issue.due == first
    assert issue.model_copy(update={"issue_on": before}).due == before
