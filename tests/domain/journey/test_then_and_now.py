"""Dose and OME then and now: each from the plan or a list, with its sum, and nothing where neither tells."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from pharmreview.domain.case import Agreed, Case, TotalSeen
from pharmreview.domain.journey.then_and_now import then_and_now
from pharmreview.domain.lines.match import match_name
from pharmreview.domain.lines.row import ExportRow
from pharmreview.domain.patient import Patient
from pharmreview.domain.review.together.sitting import Sitting
from pharmreview.domain.taper.plan import Medicine, TaperPlan, TaperRequest
from pharmreview.reference.tables import load_tables
from pharmreview.reference.taper_table import load_taper_settings
from pharmreview.services.assessing import assessed
from pharmreview.services.tapering import Tapering
from tests.documents.papers import long_plan, morphine_plan, patch_plan

TABLES = load_tables()
MET = date(2026, 11, 20)
LATER = date(2027, 5, 20)


def planned(*medicines: tuple[str, str]) -> TaperPlan:
    named = tuple(Medicine(id=f"m{n}", name=m, directions=d) for n, (m, d) in enumerate(medicines, 1))
    made = Tapering(
        TABLES.read_row,
        lambda name: match_name(name, TABLES.vocabulary),
        TABLES.formulary,
        TABLES.factors,
        load_taper_settings(),
    )
    return made.plan(TaperRequest(start=MET, medicines=named, order=tuple(one.id for one in named)))


def agreed(plan: TaperPlan, version: int = 1, day: date = MET) -> Agreed:
    return Agreed(
        version=version,
        agreed_at=datetime(day.year, day.month, day.day, tzinfo=UTC),
        agreed_by="A",
        plan=plan,
    )


def case(**changed: Any) -> Case:
    sat = (Sitting(review=1, day=MET, by="Ada", steps=("listen",)),)
    return Case(**{"id": "c", "patient": Patient(family_name="A"), "sittings": sat, **changed})


def seen(day: date, low: str, high: str = "", table: str = "FPM_2020", *, complete: bool = True) -> TotalSeen:
    high = high or low
    return TotalSeen(
        as_of=day,
        table=table,
        low=Decimal(low),
        high=Decimal(high),
        regular_high=Decimal(high),
        complete=complete,
        tier="low",
    )


def rows(*told: tuple[str, str]) -> tuple[ExportRow, ...]:
    return tuple(
        ExportRow(row=at, name=name, directions=directions, issued=LATER - timedelta(days=9))
        for at, (name, directions) in enumerate(told, 2)
    )


def of_now(held: Case):
    return assessed(held, TABLES.read_row, TABLES.factors, TABLES.rules, LATER).assessment


def test_that_a_plan_tells_its_dose_and_ome_then_and_on_the_day_with_the_sum() -> None:
    plan = morphine_plan()
    day = plan.steps[3].start
    told, asked = then_and_now(case(agreed=(agreed(plan),)), None, day)
    now = plan.steps[3].daily_dose
    assert f"120 mg a day at the start ({plan.steps[0].start:%d-%b-%Y})" in told
    assert f", {now} mg a day from {day:%d-%b-%Y}. OME 120 to {now} mg a day" in told
    assert f"% less ((120 - {now}) / 120)." in told
    assert "Ask what is really taken" in asked


def test_that_a_plan_not_begun_is_said_to_have_changed_nothing() -> None:
    (told, _) = then_and_now(case(agreed=(agreed(morphine_plan()),)), None, MET)
    assert told.endswith("120 mg a day, not changed yet.")


def test_that_each_medicine_is_told_and_a_stop_is_called_one() -> None:
    codeine = ("Codeine 30mg tablets", "2 four times a day")
    plan = planned(codeine, ("Gabapentin 300mg capsules", "1 three times a day"))
    stops = [step.start for step in plan.steps if not step.daily_dose]
    one, other, _ = then_and_now(case(agreed=(agreed(plan),)), None, stops[-1])
    assert one.startswith("By plan version 1: Codeine 30mg tablets, 240 mg a day at the start (19-Nov-2026)")
    assert f", stopped from {stops[0]:%d-%b-%Y}. OME 24 to 0 mg a day, 100% less" in one
    assert "Gabapentin 300mg capsules, 900 mg a day at the start (" in other
    assert other.endswith(f"stopped from {stops[-1]:%d-%b-%Y}.")


def test_that_a_patch_is_told_in_micrograms_an_hour() -> None:
    plan = patch_plan()
    told = then_and_now(case(agreed=(agreed(plan),)), None, plan.steps[-1].start)
    assert "micrograms/hour at the start" in told[0]
    assert "a day at the start" not in told[0]


def test_that_versions_which_began_alike_are_told_once_by_the_last() -> None:
    plan = morphine_plan()
    versions = (agreed(plan), agreed(plan, 2, plan.steps[1].start))
    told = then_and_now(case(agreed=versions), None, plan.steps[2].start)
    assert [line for line in told if line.startswith("By plan")] == [told[0]]
    assert "By plan version 2" in told[0]


def test_that_a_plan_replaced_before_its_first_step_is_not_told_as_taken() -> None:
    other = long_plan(3)
    versions = (agreed(morphine_plan()), agreed(other, 2, MET + timedelta(days=1)))
    told = then_and_now(case(agreed=versions), None, other.steps[-1].start)
    assert not any("version 1" in line for line in told)


def test_that_the_lists_tell_the_totals_with_the_sum_and_the_word_of_the_data_set() -> None:
    held = case(seen=(seen(MET, "90"), seen(LATER, "60")))
    (told,) = then_and_now(held, None, LATER)
    assert told == (
        "By the lists: OME 90 mg on 20-Nov-2026, 60 mg on 20-May-2027, by table FPM_2020. "
        "OME 90 to 60 mg a day, 33.3% less ((90 - 60) / 90): reduced, by the 10% rule."
    )


@pytest.mark.parametrize(
    ("then", "now", "called"),
    [
        ("100", "90", "reduced"),
        ("100", "90.1", "unchanged"),
        ("100", "109.9", "unchanged"),
        ("100", "110", "increased"),
        ("100", "0", "no opioid counted now"),
        ("0", "5", "increased"),
        ("0", "0", "none then and now"),
    ],
)
def test_that_the_word_stands_on_the_exact_figures(then: str, now: str, called: str) -> None:
    (told,) = then_and_now(case(seen=(seen(MET, then), seen(LATER, now))), None, LATER)
    assert told.split(": ")[-1].startswith(called)


@pytest.mark.parametrize(
    ("then", "now", "why"),
    [
        (seen(MET, "60", "90"), seen(LATER, "60"), "60 to 90 mg on 20-Nov-2026"),
        (seen(MET, "60"), seen(LATER, "30", complete=False), "at least 30 mg on 20-May-2027"),
        (seen(MET, "60"), seen(LATER, "30", table="OTHER"), "two tables (FPM_2020, OTHER), so not compared"),
    ],
)
def test_that_what_is_not_exact_has_no_percentage(then: TotalSeen, now: TotalSeen, why: str) -> None:
    (told,) = then_and_now(case(seen=(then, now)), None, LATER)
    assert why in told
    assert "%" not in told
    assert "reduced" not in told


def test_that_the_list_of_now_tells_each_line_with_its_sum_or_as_it_stands() -> None:
    lines = rows(
        ("Morphine 10mg modified-release tablets", "1 twice a day"),
        ("Gabapentin 300mg capsules", "1 three times a day"),
        ("Codeine 30mg tablets", "as directed"),
        ("Ramipril 5mg capsules", "1 daily"),
    )
    held = case(rows=lines, seen=(seen(MET, "60"),))
    told = then_and_now(held, of_now(held), LATER)
    assert told[0].startswith("By the lists: OME 60 mg on 20-Nov-2026, at least 20 mg on 20-May-2027")
    assert "Now: Morphine 10mg modified-release tablets: 1 twice a day. 20 mg × 1 = 20 mg." in told
    assert "Now: Gabapentin 300mg capsules: 1 three times a day." in told
    assert any(line.startswith("Now: Codeine 30mg tablets: not read: ") for line in told)
    assert not any("Ramipril" in line for line in told)


def test_that_a_point_filled_in_earlier_knows_nothing_of_a_later_list() -> None:
    held = case(
        rows=rows(("Morphine 10mg modified-release tablets", "1 twice a day")), seen=(seen(MET, "60"),)
    )
    (told,) = then_and_now(held, of_now(held), LATER - timedelta(days=1))
    assert told.endswith("No later list tells what became of it.")
    assert "20 mg" not in told


def test_that_the_list_of_before_the_first_sitting_is_the_start() -> None:
    held = case(seen=(seen(MET - timedelta(days=90), "10"), seen(MET, "40"), seen(LATER, "30")))
    (told,) = then_and_now(held, None, LATER)
    assert "OME 40 mg on 20-Nov-2026, 30 mg" in told


def test_that_nothing_is_told_where_nothing_is_kept() -> None:
    assert then_and_now(case(), None, LATER) == ()
