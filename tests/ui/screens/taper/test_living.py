"""A plan that runs: what happened is said, what would follow is seen, and each version is kept."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from pharmreview.domain.case import with_version
from pharmreview.domain.taper.events import EventKind
from pharmreview.domain.taper.plan import TaperRequest
from tests.conftest import ToldClock
from tests.ui.screens.taper.conftest import SMALL
from ui.screens.taper.living.props import FIELDS
from ui.screens.taper.living.view_model import LivingModel
from ui.screens.taper.living.words import TITLES
from ui.screens.taper.view_model import TaperModel
from ui.state.desk import Desk

MST_60 = "MST Continus 60mg tablets"
AFTER = 80
"""Days after which the third step of Jean's plan runs: 8 Feb 2027."""


@pytest.fixture
def running(opened: Desk, clock: ToldClock) -> Desk:
    """Jean's plan agreed on 20 November and lived with until 8 February."""
    model = TaperModel(opened)
    plan = model.held.inputs.plan
    assert plan is not None
    case = opened.open_case.case
    assert case is not None
    agreed = with_version(case, plan, "Nia Farrow", clock.now())
    opened.open_case.open(opened.session.vault.save(agreed, "Plan agreed", opened.session.user, clock.now()))
    clock.move(days=AFTER)
    return opened


@pytest.fixture
def living(running: Desk) -> LivingModel:
    return LivingModel(running)


SAID: dict[EventKind, dict[str, object]] = {
    EventKind.HOLD: {"reasons": ("PAU05",)},
    EventKind.PAUSE: {"days": 14, "words": "exams"},
    EventKind.SMALLER_STEP: {"percent": Decimal(4)},
    EventKind.LONGER_STEP: {"every_days": 42},
    EventKind.STEP_BACK: {"words": "withdrawal did not settle"},
    EventKind.STEP_TAKEN: {"day": date(2027, 1, 30)},
    EventKind.DOSE_CHANGED: {"directions": "ONE TWICE A DAY", "name": MST_60, "words": "after a fall"},
    EventKind.MISSED_SUPPLY: {"days": 3},
    EventKind.CHANGE_OF_PRODUCT: {
        "product": "Morphine sulfate 10mg/5ml oral solution",
        "confirmed": True,
    },
    EventKind.ENDED_EARLY: {"words": "comfortable here"},
}


def versions(desk: Desk) -> int:
    case = desk.open_case.case
    assert case is not None
    return len(case.agreed)


@pytest.mark.parametrize("kind", list(FIELDS), ids=lambda k: k.value)
def test_that_each_event_shows_what_would_follow_and_is_kept_only_when_confirmed(
    running: Desk, living: LivingModel, kind: EventKind
) -> None:
    living.begin(kind)
    living.draft(replace(living.props.draft, **SAID[kind]))
    assert living.props.problem == ""
    assert living.props.can_save
    assert living.props.save == "Save as version 2"
    assert versions(running) == 1
    assert [r.after for r in living.props.seen.rows][:2] == ["taken", "taken"]
    living.save()
    assert versions(running) == 2
    assert not living.props.is_open
    case = running.open_case.case
    assert case is not None
    first, second = (a.plan for a in case.agreed)
    assert second.events[-1].kind is kind
    before = date(2027, 1, 20)
    assert [s for s in second.steps if s.end < before] == [s for s in first.steps if s.end < before]
    running.open_case.history.undo()
    assert versions(running) == 1
    running.open_case.history.redo()
    assert versions(running) == 2


BAD: list[tuple[EventKind, dict[str, object], str]] = [
    (EventKind.HOLD, {}, "The reason is missing."),
    (EventKind.HOLD, {"reasons": ("PAU05",), "day": None}, "Give the day"),
    (EventKind.HOLD, {"words": "x", "day": date(2027, 6, 1)}, "1 Jun 2027 has not happened yet."),
    (EventKind.STEP_BACK, {"words": "   "}, "The reason is missing."),
    (EventKind.SMALLER_STEP, {"percent": Decimal(12)}, "below the one agreed"),
    (EventKind.LONGER_STEP, {"every_days": 28}, "more days than were agreed"),
    (EventKind.DOSE_CHANGED, {"words": "x"}, "What is really taken is not said."),
    (
        EventKind.DOSE_CHANGED,
        {"words": "x", "directions": "as directed", "name": MST_60},
        "could not be read",
    ),
    (
        EventKind.DOSE_CHANGED,
        {"words": "x", "directions": "ONE AT NIGHT"},
        "Name the product that this is of, for example Morphine sulfate 10mg modified-release tablets",
    ),
    (EventKind.PAUSE, {"day": date(2035, 1, 1)}, "outside the plan"),
    (EventKind.CHANGE_OF_PRODUCT, {}, "Choose the product"),
    (
        EventKind.CHANGE_OF_PRODUCT,
        {"product": "Morphine sulfate 10mg/5ml oral solution"},
        "Tick that the change was explained",
    ),
    (EventKind.ENDED_EARLY, {}, "The reason is missing."),
]


@pytest.mark.parametrize(("kind", "said", "sentence"), BAD)
def test_that_what_cannot_be_meant_is_refused_in_a_sentence_and_never_kept(
    running: Desk, living: LivingModel, kind: EventKind, said: dict[str, object], sentence: str
) -> None:
    living.begin(kind)
    living.draft(replace(living.props.draft, **said))
    assert sentence in living.props.problem
    assert not living.props.can_save
    living.save()
    assert versions(running) == 1


def test_that_a_step_back_warns_of_lost_tolerance_and_cannot_be_taken_twice(living: LivingModel) -> None:
    living.begin(EventKind.STEP_BACK)
    living.draft(replace(living.props.draft, words="withdrawal"))
    assert living.props.seen.cautions[0].code == "lost-tolerance-now"
    assert "back to the dose before" in [r.moved for r in living.props.seen.rows]
    living.save()
    living.begin(EventKind.STEP_BACK)
    living.draft(replace(living.props.draft, words="again"))
    assert "only once" in living.props.problem


def test_that_what_is_lived_with_six_months_is_all_kept_and_can_be_compared(
    running: Desk, living: LivingModel, clock: ToldClock
) -> None:
    for kind in (EventKind.HOLD, EventKind.LONGER_STEP, EventKind.MISSED_SUPPLY, EventKind.SMALLER_STEP):
        living.begin(kind)
        living.draft(replace(living.props.draft, **SAID[kind]))
        assert living.props.problem == "", kind
        living.save()
        clock.move(days=35)
        living.refresh()
    living.look_back()
    assert [v.number for v in living.props.versions] == [5, 4, 3, 2, 1]
    assert (living.props.shown, living.props.beside) == (5, 4)
    assert "Smaller steps" in living.props.versions[0].because
    living.show_version(2)
    assert living.props.seen.later == "2 weeks later"
    living.compare_with(5)
    assert living.props.beside == 5
    living.show_version(1)
    assert living.props.seen.before == ""


def test_that_what_comes_to_light_stops_what_goes_on_down_but_not_a_hold(
    running: Desk, living: LivingModel
) -> None:
    running.open_case.edit(
        "Pregnant",
        lambda c: c.model_copy(
            update={"patient": c.patient.model_copy(update={"facts": {"pregnant": "yes"}})}
        ),
    )
    living.begin(EventKind.SMALLER_STEP)
    assert "Pregnant" in living.props.problem
    living.begin(EventKind.HOLD)
    living.draft(replace(living.props.draft, words="found to be pregnant"))
    assert living.props.can_save
    assert "Nothing may be reduced further" in living.props.warning


def test_that_the_builder_says_why_nothing_is_planned_and_where_that_is_known_from(opened: Desk) -> None:
    model = TaperModel(opened)
    assert model.props.refused == ()
    opened.open_case.edit(
        "Said",
        lambda c: c.model_copy(
            update={"answers": {"prepare.under_care": "yes", "taper.stops": ("recent-overdose",)}}
        ),
    )
    told = [r.text for r in model.props.refused]
    assert len(told) == 2
    assert told[0].endswith("Said on the taper step.")
    assert told[1].endswith("Still under hospital care, told in step 1.")
    assert model.props.table.rows == ()


def test_that_a_plan_stays_agreed_when_only_what_is_filled_in_changes(running: Desk) -> None:
    model = TaperModel(running)
    assert model.held.inputs.agreed is not None
    closed = running.app.practice().model_copy(update={"closed": (date(2027, 3, 1),)})
    running.app.keep_practice(closed, running.session.user)
    running.open_case.edit("Used", lambda c: c.model_copy(update={"answers": {"taper.used_months": "120"}}))
    inputs = model.held.inputs
    assert inputs.agreed is not None
    assert inputs.request is not None
    assert inputs.request.used_months == 120
    assert inputs.request.closed == (date(2027, 3, 1),)


def test_that_another_medicine_waits_until_the_one_that_moves_has_reached_its_aim(
    running: Desk, clock: ToldClock
) -> None:
    def asks_for_gabapentin() -> list[str]:
        model = TaperModel(running)
        request = model.held.inputs.request
        assert request is not None
        other = next(m.id for m in request.medicines if m.name.startswith("Gabapentin"))
        wanted: TaperRequest = request.model_copy(
            update={"order": (other,), "aim": {other: Decimal(0)}, "start": clock.today()}
        )
        running.open_case.edit("Other", lambda c: c.model_copy(update={"taper": wanted}))
        found = [r.text for r in model.props.refused]
        running.open_case.history.undo()
        return found

    (text,) = asks_for_gabapentin()
    assert "Gabapentin 300mg capsules" in text
    assert "MST Continus 60mg tablets" in text
    clock.move(days=700)
    assert asks_for_gabapentin() == []


def test_that_the_page_asks_only_what_an_event_needs_and_is_left_by_escape(running: Desk, shown) -> None:
    view = shown(running)
    assert view.header.happened.isVisible()
    assert not view.header.pause.isVisible()
    QTest.keyClick(view.centre.table, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    panel = view.living.event_panel
    assert panel.kind.hasFocus()
    asked = {
        kind: (panel.day.isVisible(), panel.percent.isVisible(), panel.words.isVisible())
        for kind in (EventKind.HOLD, EventKind.SMALLER_STEP, EventKind.STEP_TAKEN)
        if view.living.model.choose_kind(kind.value) is None
    }
    assert asked == {
        EventKind.HOLD: (True, False, True),
        EventKind.SMALLER_STEP: (False, True, False),
        EventKind.STEP_TAKEN: (True, False, False),
    }
    assert set(TITLES) == set(FIELDS) == set(EventKind)
    QTest.keyClick(panel.kind, Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert not view.living.is_open
    assert view.centre.isVisible()


def test_that_what_is_taken_now_is_read_whole_however_long_it_is(running: Desk, shown) -> None:
    view = shown(running, SMALL)
    view.living.model.begin(EventKind.DOSE_CHANGED)
    field = view.living.event_panel.directions
    view.living.event_panel.show_event(view.living.model.props)
    low = field.height()
    field.setPlainText("ONE IN THE MORNING\nAND TWO AT NIGHT AFTER FOOD, AND ONE MORE AT MIDDAY")
    QApplication.processEvents()
    words = "ONE IN THE MORNING AND TWO AT NIGHT AFTER FOOD, AND ONE MORE AT MIDDAY"
    assert (view.living.model.props.draft.directions, field.value()) == (words, words)
    assert field.height() > low
    assert not field.verticalScrollBar().isVisible()


def test_that_what_is_still_being_typed_is_kept_with_the_event_and_the_page_closes(
    running: Desk, shown
) -> None:
    view = shown(running)
    view.living.model.begin(EventKind.MISSED_SUPPLY)
    edit = view.living.event_panel.without.focusProxy()
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, "8")
    QTest.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    case = running.open_case.case
    assert case is not None
    assert [e.days for e in case.agreed[-1].plan.events] == [8]
    assert not view.living.is_open


def test_that_undo_in_a_field_of_the_pace_is_left_to_the_plan(opened: Desk, shown) -> None:
    view = shown(opened)
    undo = QAction("Undo", view)
    undo.setShortcut("Ctrl+Z")
    undo.triggered.connect(opened.open_case.history.undo)
    view.addAction(undo)
    edit = view.pace.percent.focusProxy()
    edit.setFocus()
    QTest.keyClick(edit, Qt.Key.Key_Down)
    assert view.model.props.pace.percent == 9
    QTest.keyClick(edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (view.model.props.pace.percent, edit.text()) == (10, "up to 10%")


def test_that_a_step_taken_is_asked_of_the_dose_stepped_back_to_and_confirms_it(
    running: Desk, living: LivingModel, clock: ToldClock
) -> None:
    living.begin(EventKind.STEP_BACK)
    living.draft(replace(living.props.draft, words="withdrawal did not settle"))
    living.save()
    back = clock.today()
    clock.move(days=2)
    living.begin(EventKind.STEP_TAKEN)
    assert living.props.draft is not None
    assert living.props.draft.day == back
    living.draft(replace(living.props.draft, day=clock.today()))
    living.save()
    case = running.open_case.case
    assert case is not None
    assert len(case.agreed) == 3
    before, after = (a.plan for a in case.agreed[1:])
    assert after.steps == before.steps
    assert [s.flags for s in after.steps if s.start == back] == [("step-back",)]
