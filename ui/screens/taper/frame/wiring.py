"""What each panel tells, to the gesture it means."""

from functools import partial
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from ui.screens.taper.asking.asked_panel import AskedPanel
from ui.screens.taper.centre import Centre
from ui.screens.taper.comparing.compare_card import CompareCard
from ui.screens.taper.pacing.pace_panel import PacePanel
from ui.screens.taper.pacing.pause_panel import PausePanel
from ui.screens.taper.panels.gate_panel import GatePanel
from ui.screens.taper.panels.side_cards import SupplyCard
from ui.screens.taper.view_model import TaperModel


class Panels(Protocol):
    """What tells."""

    pace: PacePanel
    asked: AskedPanel
    compare: CompareCard
    centre: Centre
    supply: SupplyCard
    gate: GatePanel
    pause: PausePanel


def wire_pace(model: TaperModel, panels: Panels) -> None:
    """The pace, by its fields and by its name; the questions; the two plans."""
    pace, asked, compare = panels.pace, panels.asked, panels.compare
    pace.percent_set.connect(model.pace.set_percent)
    pace.basis_set.connect(model.pace.set_basis)
    pace.interval_set.connect(model.pace.set_interval)
    pace.start_set.connect(model.pace.set_start)
    pace.lower_first_set.connect(model.pace.set_lower_first)
    pace.aim_set.connect(model.pace.set_aim)
    pace.refused.connect(model.pace.refuse)
    asked.named_set.connect(model.pace.set_named)
    asked.by_set.connect(model.ask.by)
    asked.by_used.connect(model.ask.use)
    asked.where_set.connect(model.ask.where)
    compare.changing_set.connect(model.compare.set_changing)
    compare.swap_wanted.connect(model.compare.swap)


def wire_steps(model: TaperModel, panels: Panels) -> None:
    """The chosen step, by chart, table and buttons; the pause; what agreeing waits for."""
    bar, chart, pause = panels.centre.steps, panels.centre.chart, panels.pause
    panels.centre.step_chosen.connect(model.choose)
    panels.centre.moved.connect(model.move)
    bar.turned.connect(model.steps.turn)
    bar.split_wanted.connect(model.steps.split)
    bar.join_wanted.connect(model.steps.join)
    bar.clear_wanted.connect(model.steps.clear)
    chart.pulled.connect(model.steps.pull)
    chart.let_go.connect(model.steps.let_go)
    for widget in (panels.centre.table, chart):
        for keys, weeks in (("Shift+Right", 1), ("Shift+Left", -1)):
            turning = QShortcut(QKeySequence(keys), widget)
            turning.setContext(Qt.ShortcutContext.WidgetShortcut)
            turning.activated.connect(partial(model.steps.turn, weeks))
    panels.supply.remove_wanted.connect(model.pause.remove)
    panels.gate.reason_typed.connect(model.agreement.set_reason)
    panels.gate.confirmed.connect(lambda ticked: model.agreement.confirm(confirmed=ticked))
    pause.drafted.connect(model.pause.draft)
    pause.refused.connect(model.pause.refuse)
    pause.save_wanted.connect(model.pause.save)
    pause.cancel_wanted.connect(model.pause.cancel)
