"""A plan lived with for half a year by keyboard alone; its papers say what they replace."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from pharmreview.domain.taper.events import EventKind
from pharmreview.domain.taper.plan import StepKind
from tests.conftest import ToldClock
from tests.journeys.conftest import LAPTOP, SMALL, Clinic, Open
from tests.journeys.test_review import PERSON, agree, bring_in, save_papers, words_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
KINDS = list(EventKind)


def say(clinic: Clinic, kind: EventKind) -> None:
    """Ctrl+E, and down the list of what may have happened."""
    clinic.press("Ctrl+E")
    living = clinic.view("taper").living
    assert living.is_open
    assert clinic.focused() is living.event_panel.kind
    codes = [code for code, _ in living.model.props.kinds]
    QTest.keyClick(clinic.focused(), Qt.Key.Key_Home)
    for _ in range(codes.index(kind.value)):
        QTest.keyClick(clinic.focused(), Qt.Key.Key_Down)
    clinic.settle()
    assert living.model.props.draft.kind is kind


def type_over(clinic: Clinic, name: str, words: str) -> None:
    """Tab to a field and type over what stands in it."""
    clinic.tab_to(name)
    clinic.press("Ctrl+A")
    clinic.type_words(words)
    clinic.press("Tab")


def later(clinic: Clinic, clock: ToldClock, days: int) -> None:
    """Some days on, back on the step."""
    clock.move(days=days)
    clinic.press("Ctrl+PgUp", "Ctrl+PgDown")
    assert clinic.place == "taper"


@pytest.mark.parametrize("size", [LAPTOP, SMALL], ids=["1366x768", "910x512"])
def test_that_a_plan_is_lived_with_for_half_a_year_without_a_mouse(
    opened: Open,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    clock: ToldClock,
    size: tuple[int, int],
) -> None:
    clinic = opened(size)
    clinic.make_store()
    bring_in(clinic)
    clinic.find_person(PERSON.lower())
    clinic.window.show_step("taper")
    clinic.settle()
    clinic.press("Ctrl+Shift+I")
    assert clinic.focused().accessibleName() == "Take off repeat, issue as acute"
    clinic.press("Space", "Esc")
    assert clinic.case().answers["taper.off_repeat"] == "yes"
    agree(clinic)
    save_papers(clinic, tmp_path / "first", monkeypatch)
    clinic.press("Alt+Left")
    first = clinic.case().agreed[-1].plan

    later(clinic, clock, 40)
    say(clinic, EventKind.HOLD)
    clinic.press("Ctrl+Return")
    assert len(clinic.case().agreed) == 1, "a hold without its reason is not kept"
    type_over(clinic, "Day", "tomorrow week")
    assert not clinic.view("taper").living.model.props.can_save
    type_over(clinic, "Day", f"{clock.today():%d/%m/%Y}")
    type_over(clinic, "Reason, in words", "flu")
    clinic.press("Ctrl+Return")
    assert len(clinic.case().agreed) == 2
    clinic.press("Ctrl+Z")
    assert len(clinic.case().agreed) == 1
    clinic.press("Ctrl+Y")

    later(clinic, clock, 50)
    clinic.press("Ctrl+H")
    type_over(clinic, "Reason, in words", "exams")
    clinic.press("Ctrl+Return")
    later(clinic, clock, 60)
    say(clinic, EventKind.STEP_BACK)
    type_over(clinic, "Reason, in words", "sleep was poor")
    clinic.press("Ctrl+Return")
    later(clinic, clock, 40)
    say(clinic, EventKind.LONGER_STEP)
    clinic.press("Ctrl+Return")

    case = clinic.case()
    assert [v.version for v in case.agreed] == [1, 2, 3, 4, 5]
    assert [e.kind for e in case.agreed[-1].plan.events] == [
        EventKind.HOLD,
        EventKind.PAUSE,
        EventKind.STEP_BACK,
        EventKind.LONGER_STEP,
    ]
    last = case.agreed[-1].plan
    past = [s for s in first.steps if s.end < case.agreed[1].plan.events[0].day]
    assert list(last.steps[: len(past)]) == past
    assert last.steps[-1].daily_dose == first.steps[-1].daily_dose
    assert any(s.kind is StepKind.PAUSE and s.reason == "flu" for s in last.steps)

    clinic.press("Ctrl+Shift+V")
    living = clinic.view("taper").living
    assert [v.number for v in living.model.props.versions] == [5, 4, 3, 2, 1]
    QTest.keyClick(clinic.focused(), Qt.Key.Key_Down)
    assert living.model.props.shown == 4
    clinic.press("Esc", "Ctrl+P")
    save_papers(clinic, tmp_path / "second", monkeypatch)
    issued = [p for p in clinic.desk.session.vault.issued(case.id) if p.kind.startswith("plan-")]
    assert [p.version for p in issued] == [1, 5]
    words = " ".join(words_of(clinic, issued[-1].pdf))
    assert "replaces version 1" in words.lower()
    clinic.press("Ctrl+Z")
    assert clinic.case().agreed == case.agreed, "what went out on paper is not undone"

    clinic.close()
    again = opened(size)
    again.unlock()
    again.find_person(PERSON.lower())
    assert again.case().agreed == case.agreed
