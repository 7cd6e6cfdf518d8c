"""The turned screen: plain words, large type, nothing clinical, by keyboard, and back."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

import pytest
import shiboken6
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from pharmreview.domain.taper.plan import Pause
from tests.conftest import ToldClock
from tests.ui.screens.taper.conftest import Opener
from ui.screens.taper.draft import changes
from ui.screens.taper.person.person_view import PersonView
from ui.screens.taper.person.plain import Mark
from ui.screens.taper.person.route_chart import _Drawing
from ui.screens.taper.view import TaperView
from ui.screens.taper.view_model import TaperModel
from ui.state.desk import Desk

GOAL = "I want to walk Ellie to school on Fridays."
CLINICAL = ("OME", "morphine equivalent", "%", "999", "caution", "risk", "tier", "MARLOW")


def _with_goal(desk: Desk) -> None:
    desk.open_case.edit(
        "Goal", lambda c: c.model_copy(update={"answers": {**c.answers, "decide.goal": GOAL}})
    )


@pytest.fixture
def turned(opened: Desk, shown: Callable[..., TaperView]) -> Iterator[PersonView]:
    _with_goal(opened)
    person = shown(opened).for_person()
    assert isinstance(person, PersonView)
    person.resize(1366, 738)
    person.show()
    person.focus_first()
    QApplication.processEvents()
    yield person
    if shiboken6.isValid(person):
        person.hide()
        shiboken6.delete(person)


def _words(view: PersonView) -> str:
    told = [label.text() for label in view.findChildren(QLabel) if label.isVisible()]
    return " ".join([*told, view.chart.accessibleDescription()])


def test_that_it_has_the_goal_this_step_and_the_next_in_plain_words(turned: PersonView) -> None:
    words = _words(turned)
    for said in (
        f"“{GOAL}”",
        "Tuesday 1 December",
        "one 30mg tablet and two 10mg tablets",
        "50mg",
        "(now 120mg)",
    ):
        assert said in words
    assert "Now: morning 60mg, night 60mg" in words


def test_that_nothing_clinical_is_on_it(turned: PersonView) -> None:
    words = _words(turned).replace("8.3 percent", "")
    assert [clinical for clinical in CLINICAL if clinical in words] == []


def test_that_arrows_go_between_the_answers_and_the_answer_is_kept_and_taken_back(
    opened: Desk, turned: PersonView
) -> None:
    assert turned.answers["about-right"].hasFocus()
    QTest.keyClick(turned.answers["about-right"], Qt.Key.Key_Left)
    assert turned.answers["slower"].hasFocus()
    QTest.keyClick(turned.answers["slower"], Qt.Key.Key_Return)
    case = opened.open_case.case
    assert case is not None
    assert case.answers["taper.person_says"] == "slower"
    assert turned.answers["slower"].isChecked()
    QTest.keyClick(turned.answers["slower"], Qt.Key.Key_Return)
    assert not turned.answers["slower"].isChecked()


def test_that_the_range_opens_as_it_is_printed_and_turning_it_changes_no_print(
    opened: Desk, turned: PersonView
) -> None:
    assert turned.range.value() == "next-step"
    QTest.keyClick(turned.answers["about-right"], Qt.Key.Key_3)
    assert turned.range.value() == "whole-route"
    case = opened.open_case.case
    assert case is not None
    assert "taper.show_to_person" not in case.answers


def test_that_no_name_is_shown_where_they_prefer(turned: PersonView) -> None:
    assert "Jean Marlow, born 14 August 1962" in _words(turned)
    QTest.keyClick(turned.answers["about-right"], Qt.Key.Key_F8)
    words = _words(turned)
    assert "Jean" not in words.replace(GOAL, "")
    assert turned.title.text() == "My plan"


def test_that_the_ranges_cut_the_route_where_they_say(opened: Desk, model: TaperModel) -> None:
    def doses(code: str) -> list[int]:
        model.turn.set_range(code)
        route = model.turn.shown().route
        assert route is not None
        return [int(t.dose) for t in route.chart.treads]

    assert doses("next-step") == [120, 110]
    assert doses("next-3") == [120, 110, 100, 90]
    assert doses("whole-route")[-1] == 0


def test_that_a_pause_stands_in_the_route(opened: Desk, model: TaperModel) -> None:
    pause = Pause(start=date(2027, 1, 26), days=14, reason="holiday")
    model.held.attempt("pause", "Pause", lambda r: changes.with_pause(r, pause))
    model.turn.set_range("whole-route")
    route = model.turn.shown().route
    assert route is not None
    assert [p.words for p in route.chart.pauses] == ["Pause: holiday"]


@pytest.mark.parametrize(
    ("medicine", "marks", "words"),
    [
        (
            ("Fentanyl 75micrograms/hour transdermal patches", "ONE PATCH EVERY 72 HOURS"),
            (Mark("37.5"), Mark("25")),
            "one 37.5 microgram patch and one 25 microgram patch, changed every 3 days",
        ),
        (
            ("Gabapentin 300mg capsules", "ONE TWICE A DAY"),
            (Mark("100", capsule=True), Mark("100", capsule=True)),
            "two 100mg capsules",
        ),
        (
            ("Co-codamol 30mg/500mg tablets", "TWO FOUR TIMES A DAY"),
            None,
            "",
        ),
    ],
)
def test_that_every_kind_of_product_is_counted_out(
    taking: Opener, medicine: tuple[str, str], marks: object, words: str
) -> None:
    model = taking(medicine)
    coming = model.turn.shown().coming
    assert coming is not None
    row = coming.rows[0]
    assert row.words
    if marks is not None:
        assert (row.marks, row.words) == (marks, words)


def test_that_what_is_taken_when_needed_is_said_to_be_the_most(taking: Opener) -> None:
    coming = taking(("Codeine 30mg tablets", "TWO FOUR TIMES A DAY WHEN REQUIRED")).turn.shown().coming
    assert coming is not None
    assert (coming.told, coming.when_needed) == (
        "Take it only when you need it. This is the most to take.",
        True,
    )


def test_that_a_pause_that_lasts_says_until_when(model: TaperModel, clock: ToldClock) -> None:
    pause = Pause(start=date(2026, 12, 20), days=14, reason="holiday")
    model.held.attempt("pause", "Pause", lambda r: changes.with_pause(r, pause))
    before = model.turn.shown().coming
    assert before is not None
    assert before.told == ""
    clock.move(days=35)
    model.refresh()
    coming = model.turn.shown().coming
    assert coming is not None
    assert coming.told == "You are on a pause until Saturday 2 January. Your dose stays the same."


def test_that_without_a_plan_it_shows_only_the_goal(opened: Desk, taking: Opener) -> None:
    model = taking(("Methadone 1mg/ml oral solution", "60ML ONCE A DAY"))
    shown = model.turn.shown()
    assert (shown.route, shown.coming) == (None, None)


def test_that_a_dose_of_nothing_says_none(opened: Desk, model: TaperModel) -> None:
    model.pace.set_aim(Decimal(0))
    assert model.turn.shown().route is not None


@pytest.mark.parametrize("size", [(400, 180), (900, 420)])
def test_that_how_the_route_ends_stands_over_the_stair_and_on_none_of_it(
    turned: PersonView, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    turned.range_set.emit("whole-route")
    QApplication.processEvents()
    route = turned.chart._route
    assert route is not None
    assert route.end
    told: list[tuple[float, float, str]] = []
    monkeypatch.setattr(_Drawing, "_over", lambda _self, x, y, words, *_more: told.append((x, y, words)))
    turned.chart.resize(*size)
    turned.chart.grab()
    x, y, _ = next(one for one in told if one[2] == route.end)
    drawing = _Drawing(QPainter(), route, QRectF(turned.chart.rect()))
    last = [t for t in route.chart.treads if drawing._at(t.end) > x]
    assert len(last) > 1
    assert all(drawing._height(tread.dose) > y for tread in last)
