"""The builder in every state, and a plan lived with through each of its events, in a store aside."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ui.shell.training import worked
from ui.shell.training.sights import photographed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ui.shell.training.studio import Studio


def take_plans(aside: Path) -> Path:
    """Photograph the builder and the living plan. Gives the folder of the pictures."""
    drafted = (_open_person, _draft, _gestures, _ending, _change_of_product, _refused, _gate)
    return photographed(aside, "plans", (*drafted, _agree, _each_event, _lived_with))


def _open_person(studio: Studio) -> None:
    studio.press("Ctrl+I")
    with worked.search_file() as search:
        studio.view("intake").open_file(search)
        studio.settle()
        studio.press("Ctrl+Return")
    studio.find(worked.FIND)
    studio.window.show_step("taper")
    studio.settle()


def _draft(studio: Studio) -> None:
    """The draft: a step set by hand, a medicine asked about, supply."""
    builder = studio.view("taper")
    model = builder.model
    studio.photograph("07-taper-proposed")
    studio.press("Ctrl+Shift+W")
    studio.photograph_dialog("07-taper-working")
    model.pace.set_aim(Decimal(worked.AIM))
    model.choose(3)
    studio.press("Shift+Right")
    model.steps.turn(1)
    model.steps.split()
    studio.settle()
    studio.photograph("07-taper-by-hand")
    model.steps.clear()
    model.ask_about(builder.medicines.cards()[1].words().id)
    studio.settle()
    studio.photograph("07-taper-locked")
    model.ask_about(builder.medicines.cards()[1].words().id)
    studio.settle()
    studio.press("Ctrl+Shift+I")
    builder.supplying.model.set_days(14)
    studio.settle()
    studio.photograph("07-taper-supply")
    builder.supplying.model.set_days(28)
    studio.press("Esc")


def _gestures(studio: Studio) -> None:
    """The mouse on the chart; two steps joined, and taken back; what is asked; the screen without a name."""
    builder = studio.view("taper")
    model = builder.model
    with _pulled(builder, step=2, weeks=4):
        studio.settle()
        studio.photograph("07-taper-pulled-longer")
    studio.settle()
    model.choose(3)
    model.steps.join()
    studio.settle()
    studio.photograph("07-taper-joined")
    studio.press("Ctrl+Z")
    studio.photograph("07-taper-taken-back")
    studio.press("Ctrl+Z")
    _double_click(builder, step=3)
    studio.settle()
    studio.photograph("07-taper-pause-from-the-chart")
    studio.press("Esc")
    model.ask.by(model.props.asked.where + timedelta(days=90))
    studio.settle()
    studio.photograph("07-taper-where-at-christmas", at=builder.asked.where)
    model.ask.by(None)
    studio.press("F9")
    studio.press("F8")
    studio.photograph("09-person-view-no-name")
    studio.press("F8")
    studio.press("F9")


@contextmanager
def _pulled(builder: Any, step: int, weeks: int) -> Iterator[None]:
    """The end of a step held with the mouse and drawn so many weeks on; let go when it is left."""
    from PySide6.QtCore import QPoint, Qt
    from PySide6.QtTest import QTest

    chart, (left, right, days) = builder.centre.chart, _column(builder, step)
    held, height = round(right), chart.height() // 2
    there = QPoint(round(right + weeks * 7 * (right - left) / days), height)
    QTest.mousePress(chart, Qt.MouseButton.LeftButton, pos=QPoint(held, height))
    QTest.mouseMove(chart, there)
    yield
    QTest.mouseRelease(chart, Qt.MouseButton.LeftButton, pos=there)


def _double_click(builder: Any, step: int) -> None:
    """Press a step of the chart twice."""
    from PySide6.QtCore import QPoint, Qt
    from PySide6.QtTest import QTest

    chart, (left, right, _) = builder.centre.chart, _column(builder, step)
    there = QPoint(round((left + right) / 2), chart.height() // 2)
    QTest.mouseDClick(chart, Qt.MouseButton.LeftButton, pos=there)


def _column(builder: Any, step: int) -> tuple[float, float, int]:
    """Where a step is drawn on the chart, from left to right, and how many days it has."""
    from PySide6.QtCore import QRectF

    from ui.screens.taper.chart.axes import plot_area
    from ui.screens.taper.chart.placing import x_of

    chart = builder.model.props.chart
    tread = next(t for t in chart.treads if t.step == step)
    area = plot_area(QRectF(builder.centre.chart.rect()))
    return x_of(chart, area, tread.start), x_of(chart, area, tread.end), (tread.end - tread.start).days


def _ending(studio: Studio) -> None:
    """How the way to nothing ends: said in a line, then set exactly; two plans that end in two ways."""
    builder = studio.view("taper")
    pace = builder.model.pace
    pace.set_aim(Decimal(0))
    studio.press("Ctrl+Shift+T")
    pace.set_slow_below(Decimal("0.5"))
    pace.set_slow_percent(Decimal(5))
    pace.set_last_hold(Decimal(84))
    studio.settle()
    studio.photograph("07-taper-ending", at=builder.ending.below)
    studio.press("Ctrl+D")
    pace.set_usual_ending()
    studio.settle()
    studio.photograph("07-taper-two-endings", at=builder.compare)
    studio.press("Ctrl+D")
    pace.set_usual_ending()
    studio.press("Ctrl+Shift+T")


def _change_of_product(studio: Studio) -> None:
    """The way to nothing, whose last steps other products make smaller: offered, agreed, taken out."""
    model = studio.view("taper").model
    model.pace.set_aim(Decimal(0))
    studio.settle()
    studio.press("Ctrl+Shift+R")
    studio.photograph_dialog("07-taper-change-of-product")
    model.switch.confirm(model.switch.offers()[0].switch)
    studio.settle()
    studio.photograph("07-taper-change-in-the-plan")
    studio.press("Ctrl+Shift+R")
    studio.photograph_dialog("07-taper-change-agreed")
    model.switch.take_out()
    model.pace.set_aim(Decimal(worked.AIM))
    studio.settle()


def _refused(studio: Studio) -> None:
    """A medicine that asks first."""
    model = studio.view("taper").model
    model.answer_about(model.props.medicines[0].id, directions="As directed")
    studio.settle()
    studio.photograph("07-taper-refused")
    studio.desk.open_case.history.undo()
    studio.settle()


def _gate(studio: Studio) -> None:
    """A reason wanted. Last of the draft, as what was once asked is asked again of every such step."""
    model = studio.view("taper").model
    model.pace.set_percent(Decimal(25))
    model.agreement.agree()
    studio.settle()
    studio.photograph("07-taper-gate")
    model.pace.set_percent(Decimal(10))
    studio.settle()


def _agree(studio: Studio) -> None:
    """Agreed, and lived with until its third step runs."""
    builder = studio.view("taper")
    builder.model.agreement.set_reason("Agreed with the person")
    studio.press("Ctrl+Return")
    plan = studio.case().agreed[-1].plan
    studio.clock.move(minutes=_minutes_until(studio, plan.steps[3].start + timedelta(days=12)))
    studio.window.show_step("taper")
    studio.settle()
    builder.entered()
    studio.settle()
    studio.photograph("07-taper-running")


def _minutes_until(studio: Studio, day: Any) -> int:
    return int((day - studio.clock.today()).days) * 24 * 60


def _said() -> dict[str, dict[str, Any]]:
    """What is said of each kind of event."""
    return {
        "hold": {"reasons": ("PAU05",)},
        "pause": {"days": 14, "words": "exams"},
        "smaller-step": {"percent": Decimal(4)},
        "longer-step": {"every_days": 42},
        "step-back": {"words": "withdrawal did not settle"},
        "step-taken": {"late": 10},
        "dose-changed": {"directions": "ONE IN THE MORNING AND TWO AT NIGHT", "words": "after a fall"},
        "missed-supply": {"days": 8},
        "change-of-product": {"product": 0, "confirmed": True},
        "ended-early": {"words": "comfortable here"},
    }


def _each_event(studio: Studio) -> None:
    """What would follow each event, seen before it is kept; nothing is."""
    from pharmreview.domain.taper.events import EventKind

    model = studio.view("taper").living.model
    for name, said in _said().items():
        model.begin(EventKind(name))
        told = dict(said)
        draft = model.props.draft
        if "late" in told and draft.day is not None:
            told["day"] = draft.day + timedelta(days=told.pop("late"))
        if "product" in told:
            told["product"] = model.props.families[told["product"]].id
        if name == "dose-changed":
            told["name"] = worked.FOUND
        model.draft(replace(draft, **told))
        studio.settle()
        studio.photograph(f"07-living-{name}")
        model.close()


def _lived_with(studio: Studio) -> None:
    """A hold kept, the versions beside each other, the end at a dose found, and the next plan from there."""
    from pharmreview.domain.taper.events import EventKind

    builder = studio.view("taper")
    living = builder.living.model
    living.begin(EventKind.HOLD)
    living.draft(replace(living.props.draft, reasons=("PAU05",)))
    living.save()
    living.look_back()
    studio.settle()
    studio.photograph("07-living-versions")
    living.close()
    living.begin(EventKind.DOSE_CHANGED)
    living.draft(
        replace(living.props.draft, name=worked.FOUND, directions="ONE AT NIGHT", words="found at home")
    )
    studio.settle()
    studio.photograph("07-living-at-the-aim")
    living.save()
    living.save()
    studio.settle()
    builder.model.begin_again()
    studio.settle()
    studio.photograph("07-taper-after-a-plan")
