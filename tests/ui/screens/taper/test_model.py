"""Gestures become one edit each; what cannot be planned is said and never kept."""

from datetime import date
from decimal import Decimal

import pytest

from pharmreview.domain.case import Case
from pharmreview.domain.lines.line import Moment
from pharmreview.domain.taper.plan import PaceBasis, StepKind
from tests.ui.screens.taper.conftest import Opener
from ui.screens.taper.view_model import TaperModel
from ui.screens.taper.words.pausing import PauseDraft
from ui.state.desk import Desk

_START = date(2026, 12, 1)


def _case(desk: Desk) -> Case:
    assert desk.open_case.case is not None
    return desk.open_case.case


def test_that_a_proposal_is_shown_but_not_kept(opened: Desk, model: TaperModel) -> None:
    assert model.props.table.rows
    assert model.props.header.draft == "Draft 1"
    assert _case(opened).taper is None
    assert not opened.open_case.history.canUndo()


def test_that_the_long_acting_opioid_is_proposed_and_the_rest_are_locked(model: TaperModel) -> None:
    first, *rest = model.props.medicines
    assert first.changing
    assert first.record.startswith("MST Continus 60mg tablets")
    assert [m.name for m in rest] == [
        "Codeine 30mg tablets",
        "Gabapentin 300mg capsules",
        "Amitriptyline 10mg tablets",
    ]
    assert all(m.locked for m in rest)


def test_that_the_medicine_chosen_with_the_person_is_proposed(opened: Desk) -> None:
    answers = {"decide.first_medicine": "Gabapentin 300mg capsules"}
    opened.open_case.edit("Decide", lambda c: c.model_copy(update={"answers": answers}))
    assert TaperModel(opened).props.medicines[0].record.startswith("Gabapentin")


def test_that_the_first_day_is_a_weekday_a_week_or_more_ahead(model: TaperModel) -> None:
    assert model.props.pace.start == _START
    assert _START.weekday() == 1


def test_that_each_change_is_one_edit_that_undo_takes_back(opened: Desk, model: TaperModel) -> None:
    before = _case(opened)
    changes = (
        lambda: model.pace.set_percent(Decimal(5)),
        lambda: model.pace.set_basis("starting"),
        lambda: model.pace.set_interval(Decimal(42)),
        lambda: model.pace.set_start(date(2026, 12, 9)),
        lambda: model.pace.set_lower_first("night"),
        lambda: model.pace.set_aim(Decimal(60)),
    )
    for change in changes:
        change()
    taper = _case(opened).taper
    assert taper is not None
    assert (taper.pace.percent, taper.pace.of, taper.pace.every_days) == (5, PaceBasis.STARTING, 42)
    assert (taper.start, taper.lower_first) == (date(2026, 12, 9), Moment.NIGHT)
    assert list(taper.aim.values()) == [60]
    assert opened.open_case.history.count() == len(changes)
    after = _case(opened)
    for _ in changes:
        opened.open_case.history.undo()
    assert _case(opened) == before
    for _ in changes:
        opened.open_case.history.redo()
    assert _case(opened) == after


def test_that_a_run_on_one_stepper_is_one_undo(opened: Desk, model: TaperModel) -> None:
    for days in (35, 42, 49):
        model.pace.set_interval(Decimal(days))
    assert opened.open_case.history.count() == 1


def test_that_an_edit_redraws_the_chart_and_the_table_together(model: TaperModel) -> None:
    model.pace.set_aim(Decimal(60))
    assert model.props.chart is not None
    totals = [row.cells["total"].words for row in model.props.table.rows if "total" in row.cells]
    assert totals[-1] == "60"
    drawn = [t.label for t in model.props.chart.treads if t.label]
    assert drawn == totals[1:]


def test_that_the_table_twin_holds_the_same_numbers_as_the_chart(model: TaperModel) -> None:
    assert model.props.chart is not None
    for row, tread in zip(model.props.table.rows, model.props.chart.treads, strict=True):
        assert row.key == tread.step
        assert row.cells["total"].words == f"{tread.dose.normalize():f}"


def test_that_a_first_step_in_the_past_is_refused_with_a_sentence(opened: Desk, model: TaperModel) -> None:
    rows = model.props.table
    model.pace.set_start(date(2026, 11, 1))
    assert "1 Nov 2026 is in the past" in model.props.pace.problems["start"]
    assert model.props.table == rows
    assert _case(opened).taper is None
    assert not model.props.header.can_agree
    model.pace.set_start(date(2026, 12, 8))
    assert not model.props.pace.problems
    assert model.props.header.can_agree


def test_that_a_draft_whose_day_has_gone_by_is_shown_but_not_agreed(opened: Desk, model: TaperModel) -> None:
    model.pace.set_start(date(2026, 11, 24))
    opened.clock.move(days=10)  # type: ignore[attr-defined]
    model.refresh()
    assert model.props.table.rows
    assert "past" in model.props.pace.problems["start"]
    assert not model.props.header.can_agree


def test_that_an_aim_no_product_makes_is_never_kept(opened: Desk, model: TaperModel) -> None:
    assert Decimal(60) in model.props.pace.doses
    assert Decimal(62) not in model.props.pace.doses
    model.pace.refuse("aim", "62 mg cannot be made from whole products. Choose 60 mg or 65 mg.")
    assert "62 mg" in model.props.pace.problems["aim"]
    assert not model.props.header.can_agree
    assert _case(opened).taper is None


def test_that_a_locked_medicine_says_why_and_can_take_its_turn(opened: Desk, model: TaperModel) -> None:
    gabapentin = next(m for m in model.props.medicines if m.name.startswith("Gabapentin"))
    model.ask_about(gabapentin.id)
    asked = next(m for m in model.props.medicines if m.id == gabapentin.id)
    assert "One medicine moves at a time" in asked.asked
    model.change_instead(gabapentin.id)
    assert model.props.medicines[0].record.startswith("Gabapentin 300mg capsules")
    assert sum(m.changing for m in model.props.medicines) == 1
    assert dict(model.props.table.heads)["total"] == "mg a day"
    opened.open_case.history.undo()
    assert model.props.medicines[0].record.startswith("MST")


@pytest.mark.parametrize("name", ["Methadone 5mg tablets", "Oramorph 10mg/5ml oral solution"])
def test_that_a_refused_medicine_has_a_reason_and_no_schedule(taking: Opener, name: str) -> None:
    model = taking((name, "ONE TWICE A DAY"))
    assert not model.props.table.rows
    assert not model.props.header.can_agree
    (refused,) = model.props.refused
    assert name in refused.text
    assert refused.source


def test_that_methadone_stops_a_plan_for_another_medicine_and_says_what_to_do(taking: Opener) -> None:
    model = taking(("MST Continus 60mg tablets", "ONE TWICE A DAY"), ("Methadone 5mg tablets", "ONE DAILY"))
    assert not model.props.table.rows
    (refused,) = model.props.refused
    assert "Methadone" in refused.text
    assert "drug and alcohol service" in refused.text
    assert refused.source


def test_that_an_unread_line_stops_the_plan_until_it_is_answered(taking: Opener) -> None:
    model = taking(("MST Continus 60mg tablets", "as directed"))
    (refused,) = model.props.refused
    assert refused.ask_directions
    model.answer_about(refused.medicine, directions="ONE TWICE A DAY")
    assert model.props.table.rows
    assert "The record says: as directed." in model.props.medicines[0].differs


def test_that_nothing_to_taper_says_so(taking: Opener) -> None:
    model = taking(("Amitriptyline 10mg tablets", "ONE AT NIGHT"))
    assert model.props.empty is not None
    assert model.props.empty[0] == "Choose the medicine to change"


def test_that_a_pause_is_shown_before_it_is_kept(opened: Desk, model: TaperModel) -> None:
    model.choose(3)
    model.pause.begin()
    pausing = model.props.pausing
    assert pausing is not None
    assert pausing.draft.start == date(2027, 2, 23)
    assert pausing.later == "2 weeks later"
    moved = {row.label: row.moved for row in pausing.rows if not row.pause}
    assert (moved["3"], moved["4"], moved["9"]) == ("not moved", "2 weeks later", "2 weeks later")
    assert _case(opened).taper is None
    model.pause.cancel()
    assert model.props.pausing is None
    assert _case(opened).taper is None


def test_that_a_saved_pause_is_a_row_and_can_be_taken_out(opened: Desk, model: TaperModel) -> None:
    before = model.props.table
    model.choose(8)
    model.pause.begin()
    assert model.props.pausing is not None
    start = model.props.pausing.draft.start
    model.pause.draft(PauseDraft(reasons=("PAU07",), start=start, days=14))
    model.pause.save()
    (row,) = [r for r in model.props.table.rows if r.kind is StepKind.PAUSE]
    assert row.across == "Pause: holiday, 2 weeks. Stays on 65 mg a day."
    model.choose(row.key)
    assert model.props.supply is not None
    assert model.props.supply.pause
    model.pause.remove()
    assert model.props.table == before


def test_that_delete_on_a_step_says_what_it_takes_out(model: TaperModel) -> None:
    said: list[str] = []
    model.held.status.connect(said.append)
    before = model.props.table
    model.choose(3)
    model.pause.remove()
    assert said == ["Delete takes out a pause. Choose a pause; a step is left out with Join."]
    assert model.props.table == before


@pytest.mark.parametrize(
    ("start", "said"),
    [
        (date(2026, 11, 25), "before the first step on 1 Dec 2026"),
        (date(2035, 1, 1), "after the plan has ended"),
    ],
)
def test_that_a_pause_outside_the_plan_is_one_sentence_in_place(
    opened: Desk, model: TaperModel, start: date, said: str
) -> None:
    model.pause.begin()
    model.pause.draft(PauseDraft(start=start, days=14))
    assert model.props.pausing is not None
    assert said in model.props.pausing.problem
    assert not model.props.pausing.can_save
    model.pause.save()
    assert _case(opened).taper is None


def test_that_the_print_switch_is_kept_as_the_declared_answer(opened: Desk, model: TaperModel) -> None:
    assert model.props.header.show == "next-step"
    model.show_to_person("whole-route")
    assert _case(opened).answers["taper.show_to_person"] == "whole-route"
    assert model.props.header.show == "whole-route"


def _agree(desk: Desk, model: TaperModel) -> list[object]:
    kept: list[object] = []
    model.agreement.case_kept.connect(kept.append)
    model.agreement.agree()
    desk.lanes.vault.drain()  # type: ignore[attr-defined]
    return kept


def test_that_a_plan_within_10_percent_is_agreed_at_once(opened: Desk, model: TaperModel) -> None:
    model.pace.set_aim(Decimal(60))
    wanted: list[bool] = []
    model.agreement.papers_wanted.connect(lambda: wanted.append(True))
    (case,) = _agree(opened, model)
    assert isinstance(case, Case)
    assert case.agreed[-1].version == 1
    assert case.agreed[-1].plan.request == case.taper
    assert case.agreed[-1].reason == ""
    assert wanted == [True]
    opened.open_case.adopt(case)
    assert model.props.header.draft == "Version 1 agreed"
    assert model.props.header.agree == "Print papers"
    model.pace.set_interval(Decimal(42))
    assert model.props.header.draft == "Draft 2"


def test_that_a_plan_is_agreed_after_its_draft_was_saved_meanwhile(opened: Desk, model: TaperModel) -> None:
    model.pace.set_aim(Decimal(60))
    opened.session.vault.save(_case(opened), "Edited", opened.session.user, opened.clock.now())
    assert len(_agree(opened, model)) == 1


def test_that_a_step_above_10_percent_waits_for_a_typed_reason(opened: Desk, model: TaperModel) -> None:
    model.pace.set_aim(Decimal(35))
    assert model.props.gate.why
    assert not model.props.gate.confirm
    assert _agree(opened, model) == []
    assert model.props.gate_open
    model.agreement.set_reason("  ")
    assert _agree(opened, model) == []
    model.agreement.set_reason("She asked for it")
    (case,) = _agree(opened, model)
    assert isinstance(case, Case)
    assert case.agreed[-1].reason == "She asked for it"


def test_that_a_step_above_20_percent_waits_for_a_second_confirmation(
    opened: Desk, model: TaperModel
) -> None:
    assert model.props.gate.confirm
    model.agreement.set_reason("She asked for it")
    assert _agree(opened, model) == []
    model.agreement.confirm(confirmed=True)
    model.pace.set_interval(Decimal(42))
    assert not model.props.confirmed, "another plan is another look"
    assert _agree(opened, model) == []
    model.agreement.confirm(confirmed=True)
    assert len(_agree(opened, model)) == 1


def test_that_a_safety_hold_freezes_the_pace_and_says_who_can_clear_it(opened: Desk) -> None:
    def hold(case: Case) -> Case:
        facts = {**case.patient.facts, "safety-hold": "yes"}
        patient = case.patient.model_copy(update={"facts": facts})
        answers = {**case.answers, "safety.hold.note": "Dr Hale"}
        return case.model_copy(update={"patient": patient, "answers": answers})

    opened.open_case.edit("Hold", hold)
    model = TaperModel(opened)
    assert model.props.cautions[0].hold
    assert "Dr Hale can clear it" in model.props.cautions[0].reason
    assert model.props.pace.frozen
    assert not model.props.header.can_agree


def test_that_a_store_that_refuses_is_said_in_place(opened: Desk, model: TaperModel) -> None:
    from pharmreview.domain.errors import VaultProblem

    model.pace.set_aim(Decimal(60))
    opened.session.vault.refusal = VaultProblem("The disk is full.", "Free some space.")  # type: ignore[attr-defined]
    assert _agree(opened, model) == []
    assert model.props.problem == ("The disk is full.", "Free some space.")
    assert model.props.header.can_agree


def test_that_a_running_plan_keeps_its_past_and_takes_a_pause_from_today_on(
    opened: Desk, model: TaperModel
) -> None:
    model.pace.set_aim(Decimal(60))
    (case,) = _agree(opened, model)
    assert isinstance(case, Case)
    opened.open_case.adopt(case)
    opened.clock.move(days=70)  # type: ignore[attr-defined]
    model.refresh()
    assert model.props.pace.frozen
    assert [r.label for r in model.props.table.rows if r.past] == ["Now", "1", "2"]
    model.pause.begin()
    model.pause.draft(PauseDraft(start=date(2026, 12, 20), days=14))
    assert model.props.pausing is not None
    assert "That day is past" in model.props.pausing.problem
    model.pause.draft(PauseDraft(start=date(2027, 2, 1), days=14))
    model.pause.save()
    assert [r.label for r in model.props.table.rows if r.past] == ["Now", "1", "2"]
    assert model.props.header.draft == "Draft 2"
    assert model.props.header.can_agree


def test_that_an_interval_that_only_the_brand_tells_is_asked_here(taking: Opener) -> None:
    model = taking(("Tramadol 200mg modified-release tablets", "ONE DAILY"))
    (refused,) = model.props.refused
    assert "interval" in refused.text
    assert [words for _, words in refused.intervals] == ["12-hourly", "once a day (24-hourly)"]
    model.answer_about(refused.medicine, interval_hours=Decimal(24))
    assert model.props.table.rows
    assert dict(model.props.table.heads)["morning"] == "Morning"
    assert "night" not in dict(model.props.table.heads)


def test_that_what_is_really_taken_is_asked_with_an_example_of_its_kind(taking: Opener) -> None:
    model = taking(("Buprenorphine 20micrograms/hour transdermal patches", "APPLY ONE PATCH EVERY DAY"))
    (refused,) = model.props.refused
    assert refused.ask_directions
    assert refused.example == "ONE PATCH EVERY 7 DAYS"
    model.answer_about(refused.medicine, directions=refused.example)
    assert model.props.table.rows
