"""Supply of a plan: length of issues, what is at home, packs, closed days, taking off repeat."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pharmreview.domain.case import with_version
from pharmreview.domain.taper.events import Event, EventKind
from pharmreview.exchange.calendar_file import calendar_file
from pharmreview.system.places import Places
from tests.conftest import ToldClock
from ui.screens.taper.living.words import next_issue
from ui.screens.taper.supplying.dates_out import DatesOut
from ui.screens.taper.supplying.view_model import SupplyModel
from ui.screens.taper.view_model import TaperModel
from ui.state.desk import Desk

TEN = "Morphine sulfate 10mg modified-release tablets"


@pytest.fixture
def supply(opened: Desk) -> Iterator[SupplyModel]:
    model = TaperModel(opened)
    made = SupplyModel(model.held, model)
    made.begin()
    yield made
    del model


def settle(desk: Desk) -> None:
    desk.lanes.press.drain()  # type: ignore[attr-defined]


def test_that_the_length_of_an_issue_is_one_edit_and_is_refused_in_words_when_it_cannot_be(
    opened: Desk, supply: SupplyModel
) -> None:
    supply.set_days(14)
    assert supply.props.days == 14
    assert supply.props.rows[0].covers == "1 Dec to 14 Dec 2026, 14 days"
    supply.set_days(100)
    assert "An issue of 100 days is not possible." in supply.props.problem
    assert supply.props.days == 14
    opened.open_case.history.undo()
    assert supply.props.days == 28


def test_that_what_is_at_home_is_used_up_first_and_what_nothing_needs_is_to_be_returned(
    supply: SupplyModel,
) -> None:
    supply.set_days(14)
    supply.set_at_home(TEN, Decimal(40))
    assert "28 × 10 mg tablets from home" in supply.props.rows[0].aside
    assert "10 mg tablets: 16 (sixteen)" in supply.props.rows[1].what
    assert next(p.at_home for p in supply.props.products if p.name == TEN) == 40
    supply.set_at_home(TEN, Decimal(9000))
    assert TEN in supply.props.left[0]
    assert "left-over" in {c.code for c in supply.props.cautions}
    supply.set_at_home(TEN, Decimal(0))
    assert supply.props.left == ()


def test_that_closed_days_and_packs_are_the_practices_and_move_the_day_to_issue(
    opened: Desk, supply: SupplyModel
) -> None:
    assert supply.props.rows[0].on == "Tue 1 Dec 2026"
    supply.close_on(date(2026, 12, 1))
    supply.set_pack(TEN, 60)
    settle(opened)
    assert supply.props.rows[0].on == "Mon 30 Nov 2026, before"
    assert supply.props.closed == (("2026-12-01", "Tue 1 Dec 2026"),)
    assert "1 pack of 60 × 10 mg tablets" in supply.props.rows[0].aside
    assert opened.app.practice().packs == {TEN: 60}
    supply.open_on(date(2026, 12, 1))
    settle(opened)
    assert supply.props.rows[0].on == "Tue 1 Dec 2026"


def test_that_what_the_disk_refuses_is_said(opened: Desk, supply: SupplyModel, tmp_path) -> None:
    assert isinstance(opened.app.places, Places)
    path = opened.app.places.practice
    path.parent.mkdir(parents=True, exist_ok=True)
    path.mkdir()
    supply.close_on(date(2026, 12, 1))
    settle(opened)
    assert supply.props.problem


def test_that_the_task_is_ticked_in_the_case_and_can_be_undone(opened: Desk, supply: SupplyModel) -> None:
    supply.tick_off_repeat(ticked=True)
    assert supply.props.off_repeat
    case = opened.open_case.case
    assert case is not None
    assert case.answers["taper.off_repeat"] == "yes"
    opened.open_case.history.undo()
    assert not supply.props.off_repeat


def test_that_a_plan_that_runs_keeps_its_issues(opened: Desk, clock: ToldClock) -> None:
    model = TaperModel(opened)
    made = SupplyModel(model.held, model)
    plan = model.held.inputs.plan
    assert plan is not None
    opened.open_case.edit("Agreed", lambda c: with_version(c, plan, "Nia Farrow", clock.now()))
    clock.move(days=60)
    model.refresh()
    made.begin()
    assert "running" in made.props.frozen
    made.set_days(7)
    assert made.props.days == 28
    assert made.props.rows[0].past
    assert [r.on for r in made.props.rows[:3]] == [
        "Tue 1 Dec 2026",
        "was due Tue 29 Dec 2026",
        "Tue 26 Jan 2027",
    ]


def test_that_after_an_event_the_next_issue_is_never_in_the_past(opened: Desk, clock: ToldClock) -> None:
    plan = TaperModel(opened).held.inputs.plan
    assert plan is not None
    happened = Event(kind=EventKind.HOLD, day=date(2027, 1, 11), days=14, reason="more pain")
    after = opened.app.tapering.replan(plan, [happened], date(2027, 1, 19))
    said = next_issue(after, date(2027, 1, 19)).splitlines()
    assert said[0] == "Should have been issued already, on Tue 29 Dec 2026:"
    assert [line for line in said if line.startswith("Issue ")] == ["Issue on Tue 26 Jan 2027, for 14 days:"]
    sunday = after.model_copy(
        update={"issues": tuple(i for i in after.issues if i.start > date(2027, 1, 19))}
    )
    first = sunday.issues[0].model_copy(update={"issue_on": date(2027, 1, 18)})
    late = sunday.model_copy(update={"issues": (first,)})
    assert next_issue(late, date(2027, 1, 19)).startswith("Issue at once, for")


def test_that_what_is_usual_here_is_set_once_and_every_plan_may_still_differ(
    opened: Desk, supply: SupplyModel
) -> None:
    supply.set_days(14)
    assert (supply.props.days, supply.props.usual) == (14, 28)
    supply.make_usual()
    settle(opened)
    assert (supply.props.days, supply.props.usual) == (14, 14)
    assert opened.app.practice().issue_days == 14
    supply.set_days(7)
    assert (supply.props.days, supply.props.usual) == (7, 14)


def test_that_the_dates_that_were_agreed_are_saved_for_a_calendar_and_no_draft_is(
    opened: Desk, supply: SupplyModel, tmp_path: Path
) -> None:
    held = supply._held  # the builder's own, as the page has it
    dates, said = DatesOut(held), []
    dates.status.connect(said.append)
    dates.save(tmp_path / "plan.ics")
    assert said == ["Agree the plan first: its dates are given as they were agreed."]
    plan = held.inputs.plan
    assert plan is not None
    user = opened.session.user
    opened.open_case.edit("Agreed", lambda case: with_version(case, plan, user.name, opened.clock.now()))
    dates.save(tmp_path / "plan.ics")
    settle(opened)
    assert (tmp_path / "plan.ics").read_bytes() == calendar_file(plan)
    assert said[-1].startswith("Saved the dates of version 1 in ")
    dates.save(tmp_path / "nowhere" / "plan.ics")
    settle(opened)
    assert said[-1] != said[-2]
    assert not (tmp_path / "nowhere").exists()
