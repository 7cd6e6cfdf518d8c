"""What the rules say and what the pharmacist decided: both are there, and the decision holds."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from pharmreview.domain.case import Case, ExclusionCall, TierOverride, TotalSeen
from pharmreview.domain.lines.row import ExportRow
from pharmreview.domain.patient import CodedTerm, Patient
from pharmreview.domain.risk.finding import Tier
from pharmreview.reference.tables import load_tables
from pharmreview.services.assessing import assessed

TABLES = load_tables()
TODAY = date(2026, 11, 20)
AT = datetime(2026, 10, 1, 9, tzinfo=UTC)


def case(*terms, name="Codeine 30mg tablets", **about):
    row = ExportRow(row=2, name=name, directions="1 twice a day", issued=date(2026, 11, 10))
    entries = tuple(CodedTerm(term=term, row=4 + at) for at, term in enumerate(terms))
    return Case(id="c", patient=Patient(born=date(1970, 1, 1), terms=entries), rows=(row,), **about)


def judged(one):
    return assessed(one, TABLES.read_row, TABLES.factors, TABLES.rules, TODAY)


def override(tier=Tier.HIGH):
    return TierOverride(tier=tier, reason="Two falls at home last week.", by="Ada", at=AT)


def seen(tier, day=date(2026, 9, 20), high="6"):
    total = Decimal(high)
    return TotalSeen(
        as_of=day, table="FPM_2020", low=total, high=total, regular_high=total, complete=True, tier=tier
    )


def call(because, *, stands, code="EXC2"):
    return ExclusionCall(code=code, because=because, stands=stands, reason="Read the letter", by="Ada", at=AT)


def test_that_without_a_word_of_the_pharmacist_the_rules_stand():
    found = judged(case())
    assert (found.tier, found.override_words, found.rules_moved) == (Tier.LOW, "", False)
    assert found.circumstance.tier is Tier.LOW


def test_that_an_override_is_the_tier_and_the_rules_are_still_said():
    found = judged(case(tier_override=override()))
    assert (found.tier, found.assessment.tier.tier) == (Tier.HIGH, Tier.LOW)
    assert found.circumstance.tier is Tier.HIGH
    assert found.override_words == (
        "High by Ada on 01-Oct-2026: Two falls at home last week. The rules say low."
    )


@pytest.mark.parametrize(("then", "moved"), [("low", False), ("medium", True)])
def test_that_it_is_said_when_the_rules_moved_since_the_override(then, moved):
    found = judged(case(tier_override=override(), seen=(seen(then),)))
    assert found.rules_moved is moved
    assert (f"They said {then} then: look again." in found.override_words) is moved


def test_that_a_search_after_the_override_says_nothing_of_the_tier_before_it():
    later = seen("medium", date(2026, 10, 20))
    assert not judged(case(tier_override=override(), seen=(later,))).rules_moved


def test_that_an_exclusion_the_pharmacist_lifts_is_out_of_force_and_kept_with_the_reason():
    one = case("Palliative care", exclusion_calls=(call("Palliative care", stands=False),))
    found = judged(one)
    assert found.exclusions == ()
    [lifted] = found.lifted
    assert (lifted.exclusion.code, lifted.exclusion.row, lifted.call.reason) == ("EXC2", 4, "Read the letter")
    assert [e.code for e in found.assessment.exclusions] == ["EXC2"]


def test_that_a_call_on_one_entry_says_nothing_of_another():
    one = case(
        "Palliative care", "Under care of hospice", exclusion_calls=(call("Palliative care", stands=False),)
    )
    assert [e.because for e in judged(one).exclusions] == ["Under care of hospice"]


def test_that_an_entry_to_check_is_in_force_once_the_pharmacist_says_so():
    doubtful = case("H/O: breast cancer")
    assert [e.code for e in judged(doubtful).to_check] == ["EXC1"]
    called = case(
        "H/O: breast cancer", exclusion_calls=(call("H/O: breast cancer", stands=True, code="EXC1"),)
    )
    found = judged(called)
    assert ([e.code for e in found.exclusions], found.to_check) == (["EXC1"], ())
    assert found.call_on(found.exclusions[0]).by == "Ada"


def test_that_a_call_holds_when_the_record_no_longer_says_it():
    one = case(exclusion_calls=(call("In hospital", stands=True, code="EXC10"),))
    [kept] = judged(one).exclusions
    assert (kept.code, kept.because) == ("EXC10", "In hospital")
    assert kept.what == "Review unhelpful or unsafe for now"


def test_that_a_total_that_rose_by_half_since_an_earlier_search_is_a_reason():
    [rise] = judged(case(seen=(seen("low", high="4"),))).assessment.tier.reasons
    assert rise.code == "rising-dose"
    assert rise.because == "4 mg OME a day on 20-Sep-2026, now 6"


@pytest.mark.parametrize(
    "before",
    [
        seen("low", high="4.1"),
        seen("low", date(2026, 6, 1), "4"),
        seen("low", high="0"),
        replace(seen("low", high="4"), complete=False),
        replace(seen("low", high="4"), table="CDC_2022"),
    ],
    ids=["less than half", "too long ago", "nothing before", "a floor", "another table"],
)
def test_that_what_cannot_be_compared_is_no_rise(before):
    assert judged(case(seen=(before,))).assessment.tier.tier is Tier.LOW


@pytest.mark.parametrize(
    ("days", "cohort"),
    [
        ((), None),
        ((date(2026, 6, 1),), "COH1"),
        ((date(2025, 12, 1), date(2026, 5, 20)), "COH2"),
        ((date(2026, 11, 15),), None),
        ((date(2025, 12, 1),), None),
    ],
    ids=["one issue", "seen before it", "seen twice", "seen after it", "too long between"],
)
def test_that_earlier_searches_tell_how_long_where_an_issue_came_after_them(days, cohort):
    found = judged(case(seen=tuple(seen("low", day) for day in days)))
    assert found.assessment.cohort == cohort


@pytest.mark.parametrize(("again", "excluded"), [(None, True), (date(2026, 11, 21), True), (TODAY, False)])
def test_that_somebody_left_out_by_hand_waits_for_a_call_again_from_the_day_named(again, excluded):
    left = call("", stands=True, code="EXC10").model_copy(update={"look_again": again})
    found = judged(case(exclusion_calls=(left,)))
    assert [e.code for e in found.exclusions] == (["EXC10"] if excluded else [])
    assert [e.code for e in found.to_check] == ([] if excluded else ["EXC10"])
    assert (*found.exclusions, *found.to_check)[0].what == "Review unhelpful or unsafe for now"
