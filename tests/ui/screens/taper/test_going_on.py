"""A new plan goes on from where the one before came to, and says so, with the record's dose beside it."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from pharmreview.domain.case import with_version
from pharmreview.domain.taper.events import Event, EventKind
from pharmreview.domain.taper.plan import TaperPlan
from tests.conftest import ToldClock
from tests.ui.screens.taper.conftest import Opener
from ui.screens.taper.frame.working import Working
from ui.screens.taper.living.view_model import LivingModel
from ui.screens.taper.switching.dialog import SwitchDialog
from ui.screens.taper.view import TaperView
from ui.screens.taper.view_model import TaperModel
from ui.state.desk import Desk

Shown = Callable[..., TaperView]


def agree(desk: Desk, plan: TaperPlan, clock: ToldClock) -> None:
    case = desk.open_case.case
    assert case is not None
    agreed = with_version(case, plan, "Nia Farrow", clock.now())
    desk.open_case.open(desk.session.vault.save(agreed, "Agreed", desk.session.user, clock.now()))


def lived_with(desk: Desk, clock: ToldClock, days: int, aim: int = 60) -> TaperModel:
    """Jean's plan to so many mg a day, agreed and lived with for so many days."""
    model = TaperModel(desk)
    model.pace.set_aim(Decimal(aim))
    plan = model.held.inputs.plan
    assert plan is not None
    agree(desk, plan, clock)
    clock.move(days=days)
    model.refresh()
    return model


@pytest.fixture
def finished(opened: Desk, clock: ToldClock) -> TaperModel:
    """The same plan, lived with to its end."""
    return lived_with(opened, clock, 500)


def test_that_a_plan_after_a_finished_one_starts_from_the_dose_it_reached(finished: TaperModel) -> None:
    finished.begin_again()
    plan = finished.held.inputs.plan
    assert plan is not None
    assert plan.steps[0].daily_dose == 60
    assert plan.steps[0].doses == finished.held.inputs.case.agreed[0].plan.steps[-1].doses  # type: ignore[union-attr]
    assert plan.steps[0].ome_medicine == 60
    assert finished.props.based.startswith("Starts from 60 mg a day, reached with version 1 on ")
    assert "(the record says 120 mg a day)" in finished.props.based
    assert finished.props.medicines[0].differs == "The record says: 120 mg a day."
    assert finished.props.foot.startswith("By the record, not by what the plan before reached.")


def test_that_the_records_dose_is_taken_instead_by_one_gesture_that_undo_takes_back(
    opened: Desk, finished: TaperModel
) -> None:
    finished.begin_again()
    finished.use_record(finished.props.medicines[0].id)
    plan = finished.held.inputs.plan
    assert plan is not None
    assert plan.steps[0].daily_dose == 120
    assert finished.props.based.startswith("Based on")
    opened.open_case.history.undo()
    assert finished.props.based.startswith("Starts from 60 mg a day")


def test_that_a_plan_for_another_medicine_counts_the_first_at_what_it_reached(finished: TaperModel) -> None:
    finished.begin_again()
    finished.change_instead(next(m.id for m in finished.props.medicines if m.name.startswith("Codeine")))
    plan = finished.held.inputs.plan
    assert plan is not None
    kept = {k.name: k.daily_dose for k in plan.steps[0].unchanged}
    assert kept["MST Continus 60mg tablets"] == 60
    card = next(m for m in finished.props.medicines if m.name.startswith("MST"))
    assert card.taking[0].startswith("60 mg a day since ")
    assert card.differs == "The record says: 120 mg a day."


def test_that_a_medicine_a_plan_stopped_is_not_taken_up_again(opened: Desk, clock: ToldClock) -> None:
    model = lived_with(opened, clock, 1500, aim=0)
    model.begin_again()
    first, *rest = model.props.medicines
    assert not first.name.startswith("morphine")
    stopped = next(m for m in rest if m.name.startswith("MST"))
    assert stopped.taking == ("stopped",)
    assert "Take it off repeat" in stopped.why_not
    now = model.held.inputs.plan
    assert now is not None
    assert now.steps[0].ome_total == now.steps[0].ome_medicine


def test_that_a_plan_ended_early_leaves_the_dose_of_that_day(opened: Desk, clock: ToldClock) -> None:
    model = lived_with(opened, clock, 80, aim=0)
    plan = model.held.inputs.plan
    assert plan is not None
    end = Event(kind=EventKind.ENDED_EARLY, day=clock.today(), reason="comfortable here")
    after = opened.app.tapering.replan(plan, [end], clock.today())
    agree(opened, after, clock)
    clock.move(days=200)
    model.refresh()
    model.begin_again()
    now = model.held.inputs.plan
    assert now is not None
    assert now.steps[0].daily_dose == after.steps[-1].daily_dose < 120
    assert "reached with version 2 on 26 Jan 2027" in model.props.based


def test_that_a_new_plan_is_issued_for_as_long_as_is_usual_here(opened: Desk) -> None:
    opened.app.keep_practice(opened.app.practice().model_copy(update={"issue_days": 14}), opened.session.user)
    plan = TaperModel(opened).held.inputs.plan
    assert plan is not None
    assert {i.days for i in plan.issues[:3]} == {14}


@pytest.mark.parametrize(("words", "dose"), [("ONE AT NIGHT", 60), ("NONE", 0)])
def test_that_a_dose_found_at_the_aim_offers_its_one_action_and_a_new_plan_goes_on_from_it(
    opened: Desk, clock: ToldClock, words: str, dose: int
) -> None:
    model = lived_with(opened, clock, 80)
    living = LivingModel(opened)
    living.begin(EventKind.DOSE_CHANGED)
    living.draft(
        replace(living.props.draft, directions=words, name="MST Continus 60mg tablets", words="fell")
    )
    assert (
        living.props.problem.endswith("End the plan here, or agree a new one with a lower aim.") or not dose
    )
    assert (living.props.save, living.props.can_save) == ("End the plan here", True)
    living.save()
    assert living.props.draft.kind is EventKind.ENDED_EARLY
    assert (living.props.save, living.props.can_save) == ("Save as version 2", True)
    living.save()
    case = opened.open_case.case
    assert case is not None
    last = case.agreed[-1].plan
    assert last.ended == clock.today()
    assert (last.steps[-1].daily_dose, last.steps[-1].start) == (dose, clock.today())
    assert last.steps[-2].end < clock.today()
    assert last.events[-1].reason == "fell"
    model.refresh()
    model.begin_again()
    now = model.held.inputs.plan
    assert now is not None
    if dose:
        assert now.steps[0].daily_dose == dose
        assert model.props.based.startswith("Starts from 60 mg a day, reached with version 2 on ")
    else:
        assert next(m for m in model.props.medicines if m.name.startswith("MST")).taking == ("stopped",)


def test_that_a_large_step_is_made_smaller_by_another_product_once_that_is_confirmed(
    taking: Opener, desk: Desk
) -> None:
    model = taking(("Transtec 35micrograms/hour transdermal patches", "Apply one patch twice a week"))
    assert model.props.switching == "Smaller steps by another product"
    (offer,) = model.switch.offers()
    assert offer.title == "Buprenorphine patches, every 7 days"
    assert "the plan stops at once" in offer.words
    assert "30 micrograms/hour (14.3% down)" in offer.words
    model.switch.confirm(offer.switch)
    totals = [row.cells["total"].words for row in model.props.table.rows if "total" in row.cells]
    assert totals[:4] == ["35", "35", "30", "25"]
    assert model.switch.agreed().startswith("The product is changed at 35 micrograms/hour")
    assert model.props.switching == "The change of product"
    model.switch.take_out()
    assert model.switch.agreed() == ""
    desk.open_case.history.undo()
    assert model.switch.agreed()


def test_that_the_change_of_product_waits_for_its_tick(taking: Opener, desk: Desk, shown: Shown) -> None:
    taking(("Transtec 35micrograms/hour transdermal patches", "Apply one patch twice a week"))
    view = shown(desk)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(view, Qt.Key.Key_R, both)
    dialog = view.findChild(SwitchDialog)
    assert dialog is not None
    assert not dialog.change.isEnabled()
    dialog.tick.click()
    dialog.change.click()
    assert view.model.switch.agreed()


def test_that_the_figures_of_two_plans_open_their_working_by_key(opened: Desk, shown: Shown) -> None:
    view = shown(opened)
    view.model.compare.turn()
    view.compare.working.setFocus()
    QTest.keyClick(view.compare.working, Qt.Key.Key_Space)
    found = view.findChild(Working)
    assert found is not None
    said = " ".join(label.text() for label in found.panel.findChildren(QLabel))
    assert "Largest step. What the dose falls by" in said
    rows = view.compare.rows()
    assert f"A {rows[0][1]}, B {rows[0][2]}" in said
