"""Rows, tablets, supply and cautions as words, for every kind of product."""

from decimal import Decimal

import pytest

from pharmreview.domain.taper.plan import Item, StepKind
from pharmreview.services.tapering import Choices
from tests.ui.screens.taper.conftest import Opener
from ui.screens.taper.draft.last_answers import LastAnswers
from ui.screens.taper.draft.planned import british
from ui.screens.taper.pacing.pace_rules import AimRule, IntervalRule
from ui.screens.taper.panels.side_cards import CautionsPanel, SourcedCaution
from ui.screens.taper.view_model import TaperModel
from ui.screens.taper.words.cautions import TITLES, CautionWords
from ui.screens.taper.words.doses import change_words, how_many, tablets
from ui.screens.taper.words.supply import Supply
from ui.state.desk import Desk


def _cells(model: TaperModel, key: int) -> dict[str, str]:
    row = model.props.table.row(key)
    assert row is not None
    return {head: row.cells[head].spoken for head, _ in model.props.table.heads if head in row.cells}


def _supply(model: TaperModel, key: int) -> Supply:
    model.choose(key)
    assert model.props.supply is not None
    return model.props.supply


def test_that_every_step_says_its_tablets_at_each_time(model: TaperModel) -> None:
    assert [title for _, title in model.props.table.heads] == [
        "Step",
        "From",
        "Morning",
        "Night",
        "mg a day",
        "Step size",
    ]
    assert _cells(model, 0)["from"] == "until 30 Nov"
    assert _cells(model, 1) == {
        "step": "1",
        "from": "1 Dec 2026",
        "morning": "50 mg ONE 30 mg + TWO 10 mg",
        "night": "60 mg ONE 60 mg",
        "total": "110",
        "size": "8.3%",
    }


def test_that_a_small_table_leaves_out_the_size_and_never_a_dose(model: TaperModel) -> None:
    model.set_small(small=True)
    assert [head for head, _ in model.props.table.heads] == ["step", "from", "morning", "night", "total"]


def test_that_supply_is_summed_both_ways(model: TaperModel) -> None:
    supply = _supply(model, 1)
    assert supply.title == "Supply for step 1"
    assert supply.dates == "Acute issue, 28 days, 1 Dec to 28 Dec 2026"
    assert {(x.what, x.quantity, x.in_words) for x in supply.lines} == {
        ("60 mg tablets", "28", "twenty-eight"),
        ("30 mg tablets", "28", "twenty-eight"),
        ("10 mg tablets", "56", "fifty-six"),
    }
    one, two = supply.sums
    assert one.endswith("= 3,080 mg")
    assert two == "28 days × 110 mg = 3,080 mg"
    assert supply.matches
    assert supply.then == "Next issue Tue 29 Dec 2026"


def test_that_supply_matches_at_every_step(model: TaperModel) -> None:
    for row in model.props.table.rows:
        supply = _supply(model, row.key)
        assert supply.matches or not supply.sums, row.label


def test_that_a_weekly_patch_keeps_its_change_day(taking: Opener) -> None:
    model = taking(("Butec 20micrograms/hour transdermal patches", "ONE PATCH EVERY 7 DAYS"))
    heads = dict(model.props.table.heads)
    assert (heads["worn"], heads["total"]) == ("Patch", "micrograms/hour")
    assert _cells(model, 1)["worn"] == (
        "15 micrograms/hour ONE 15 micrograms/hour patch, changed every week, on Tuesday"
    )
    supply = _supply(model, 1)
    assert (supply.lines[0].quantity, supply.lines[0].what) == ("4", "15 micrograms/hour patches")
    assert supply.sums[0] == "4 changes × 1 worn = 4"
    assert supply.matches
    assert model.props.pace.times == ()
    last = model.props.table.rows[-1]
    assert (last.kind, last.cells["worn"].words) == (StepKind.STOP, "No patch")


def test_that_a_three_day_patch_says_when_it_is_first_changed(taking: Opener) -> None:
    model = taking(("Fentanyl 75micrograms/hour transdermal patches", "ONE PATCH EVERY 72 HOURS"))
    assert "changed every 3 days, first on Fri 4 Dec" in _cells(model, 1)["worn"]
    assert all(_supply(model, row.key).matches for row in model.props.table.rows[1:])
    assert model.props.pace.unit == "micrograms/hour"


def test_that_an_immediate_release_medicine_has_a_column_for_every_time(taking: Opener) -> None:
    model = taking(("Codeine 30mg tablets", "TWO FOUR TIMES A DAY"))
    titles = [title for _, title in model.props.table.heads]
    assert titles[2:6] == ["Morning", "Midday", "Evening", "Night"]
    assert [t for t, _ in model.props.pace.times] == ["morning", "midday", "evening", "night"]


def test_that_a_24_hour_product_has_one_column(taking: Opener) -> None:
    model = taking(("MXL 120mg capsules", "ONE DAILY"))
    assert [head for head, _ in model.props.table.heads][2:-2] == ["morning"]
    assert _cells(model, 1)["morning"] == "90 mg ONE 90 mg"


def test_that_a_line_of_ninety_stands_only_where_a_milligram_counts_as_one(taking: Opener) -> None:
    chart = taking(("OxyContin 60mg tablets", "ONE TWICE A DAY")).props.chart
    assert chart is not None
    assert chart.high_line is None


def test_that_morphine_shows_the_high_dose_line(model: TaperModel) -> None:
    assert model.props.chart is not None
    assert model.props.chart.high_line is not None
    assert model.props.chart.high_line.words == "90 mg a day: high-dose line"


def test_that_the_total_leaves_gabapentin_out_and_says_so(model: TaperModel) -> None:
    lines = {line.what: line.result for line in model.props.working}
    assert lines["morphine 120 mg × 1"] == "120 mg"
    assert lines["codeine as needed, up to 60 mg × 0.1"] == "up to 6 mg"
    assert lines["Regular, a day"] == "120 mg"
    assert "Gabapentin not counted, but adds risk" in model.props.foot
    assert "To compare, not to switch" in model.props.foot


def test_that_an_unconverted_opioid_makes_the_total_a_floor(taking: Opener) -> None:
    model = taking(("MST Continus 60mg tablets", "ONE TWICE A DAY"), ("Methadone 5mg tablets", "ONE DAILY"))
    lines = {line.what: line.result for line in model.props.working}
    assert lines["Regular, a day"] == "at least 120 mg"
    assert any(what.startswith("Methadone 5mg tablets: not converted") for what in lines)


def test_that_every_caution_of_the_table_has_a_title(desk: Desk) -> None:
    assert set(desk.app.tapering.settings.cautions) <= set(TITLES)


def test_that_the_strongest_caution_comes_first_with_its_source(model: TaperModel) -> None:
    first = model.props.cautions[0]
    assert first.title == "A step above 20%"
    assert first.brief == "10 to 5 mg is 50%"
    assert all(c.source for c in model.props.cautions)
    assert "kidney function" in model.props.not_checked


def test_that_a_limit_that_was_not_kept_is_not_claimed(model: TaperModel) -> None:
    assert "10% limit" not in model.props.kept
    model.pace.set_aim(Decimal(60))
    assert "10% limit" in model.props.kept


def test_that_a_weekend_step_is_said(model: TaperModel) -> None:
    from datetime import date

    model.pace.set_start(date(2026, 12, 5))
    assert "A step on a weekend" in [c.title for c in model.props.cautions]


@pytest.mark.parametrize(
    ("count", "words"),
    [("1", "ONE"), ("2", "TWO"), ("0.5", "HALF a"), ("1.5", "ONE AND A HALF"), ("12", "TWELVE")],
)
def test_that_units_are_counted_in_capitals(count: str, words: str) -> None:
    assert how_many(Decimal(count)) == words


def test_that_an_unknown_product_is_named_in_full_and_nothing_taken_is_none() -> None:
    assert tablets((Item(product="Strange 7mg tablets", count=Decimal(2)),), {}) == "TWO Strange 7mg tablets"
    assert tablets((), {}) == "none"


def test_that_a_fortnightly_patch_names_its_weekday() -> None:
    from datetime import date

    assert change_words(14, date(2026, 12, 9)) == "changed every 2 weeks, on Wednesday"
    assert change_words(4, date(2026, 12, 9)) == "changed every 4 days, first on Sun 13 Dec"


def test_that_days_in_a_sentence_are_written_the_british_way() -> None:
    assert british("The pause from 2026-11-01 is late.") == "The pause from 1 Nov 2026 is late."


@pytest.mark.parametrize(
    ("typed", "days"), [("4", 28), ("6 weeks", 42), ("1 week", 7), ("10 days", 10), ("30 d", 30)]
)
def test_that_an_interval_is_read_as_weeks_unless_it_says_days(typed: str, days: int) -> None:
    assert IntervalRule(84).read(typed).value == days


@pytest.mark.parametrize("typed", ["", "0", "13", "3 days", "soon", "-4", "1.5"])
def test_that_an_interval_out_of_reach_is_said_and_never_clamped(typed: str) -> None:
    reading = IntervalRule(84).read(typed)
    assert reading.value is None
    assert reading.problem.endswith(".")


def test_that_an_interval_that_is_no_whole_week_keeps_its_days() -> None:
    rule = IntervalRule(84)
    assert rule.written(Decimal(30)) == "30 days"
    assert (rule.neighbour(Decimal(30), 1), rule.neighbour(Decimal(30), -1)) == (35, 28)
    assert (rule.neighbour(Decimal(84), 1), rule.neighbour(Decimal(7), -1)) == (84, 7)


def test_that_an_aim_at_or_above_the_dose_now_says_just_that() -> None:
    rule = AimRule()
    rule.now = Decimal(120)
    rule.set_choices([Decimal(0), Decimal(60), Decimal(65)], None)
    assert "below the 120 mg now taken" in rule.read("120").problem
    assert "below the 120 mg now taken" in rule.read("200 mg").problem
    assert "62 mg cannot be made" in rule.read("62").problem
    assert rule.read("60 mg").value == 60


def test_that_what_can_be_chosen_lies_below_the_dose_now(desk: Desk) -> None:
    from pharmreview.domain.taper.plan import Medicine

    found = desk.app.tapering.choices(Medicine(id="m", name="MST Continus 60mg tablets", directions="1 BD"))
    assert isinstance(found, Choices)
    assert found.doses[0] == 0
    assert found.doses[-1] == 115
    assert found.times == ("morning", "night")


def test_that_cards_of_one_kind_come_and_go_one_by_one_in_their_order(qapp: object) -> None:
    def card(code: str, reason: str) -> CautionWords:
        return CautionWords(code, "A step above 20%", reason, "Limits")

    panel = CautionsPanel()
    panel.show_cautions((card("a", "of one product"), card("b", "first"), card("a", "of another")), "", "")
    assert [one._words.reason for one in panel.cards()] == ["of one product", "first", "of another"]
    panel.show_cautions((card("b", "first"), card("a", "of another")), "", "")
    shown = [one for one in panel.findChildren(SourcedCaution) if not one.isHidden()]
    shown.sort(key=panel._list.indexOf)
    assert [one._words.reason for one in shown] == ["first", "of another"]
    panel.show_cautions((), "", "")
    assert all(one.isHidden() for one in panel.findChildren(SourcedCaution))


def test_that_what_is_remembered_is_of_the_very_same_things() -> None:
    asked: list[object] = []

    def counted(of: list[int], *, more: int) -> int:
        asked.append(of)
        return len(of) + more

    once, one, alike = LastAnswers(), [1], [1]
    assert [once.of(counted, each, more=2) for each in (one, one, alike, one)] == [3, 3, 3, 3]
    assert (len(asked), asked[1] is alike) == (3, True)
