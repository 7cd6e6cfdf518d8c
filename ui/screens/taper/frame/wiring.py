"""What each panel tells, to the gesture it means."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from ui.screens.taper.asking.asked_panel import AskedPanel
from ui.screens.taper.centre import Centre
from ui.screens.taper.comparing.compare_card import CompareCard
from ui.screens.taper.frame.header import LONG, Header
from ui.screens.taper.pacing.ending_panel import EndingPanel
from ui.screens.taper.pacing.pace_panel import PacePanel
from ui.screens.taper.pacing.pause_panel import PausePanel
from ui.screens.taper.panels.gate_panel import GatePanel
from ui.screens.taper.panels.medicines_panel import MedicinesPanel
from ui.screens.taper.panels.side_cards import SupplyCard
from ui.screens.taper.switching.dialog import SwitchDialog
from ui.screens.taper.view_model import TaperModel


class Panels(Protocol):
    """What tells."""

    header: Header
    medicines: MedicinesPanel
    pace: PacePanel
    ending: EndingPanel
    asked: AskedPanel
    compare: CompareCard
    centre: Centre
    supply: SupplyCard
    gate: GatePanel
    pause: PausePanel


def wire_medicines(model: TaperModel, panels: Panels) -> None:
    """The top line, the medicines, and what is asked about them."""
    panels.header.agree.clicked.connect(model.agreement.agree)
    panels.header.compare.clicked.connect(model.compare.turn)
    panels.header.new.clicked.connect(model.begin_again)
    panels.header.print_bar.chosen.connect(model.show_to_person)
    panels.header.medicine_chosen.connect(model.ask_about)
    panels.medicines.asked.connect(model.ask_about)
    panels.medicines.change_wanted.connect(model.change_instead)
    panels.medicines.record_wanted.connect(model.use_record)
    refusals = panels.centre.refusals
    refusals.interval_told.connect(lambda m, hours: model.answer_about(m, interval_hours=hours))
    refusals.directions_told.connect(lambda m, words: model.answer_about(m, directions=words))


def wire_pace(model: TaperModel, panels: Panels) -> None:
    """The pace, by its fields and by its name; the questions; the two plans."""
    pace, ending, asked, compare = panels.pace, panels.ending, panels.asked, panels.compare
    pace.percent_set.connect(model.pace.set_percent)
    pace.basis_set.connect(model.pace.set_basis)
    pace.interval_set.connect(model.pace.set_interval)
    pace.start_set.connect(model.pace.set_start)
    pace.lower_first_set.connect(model.pace.set_lower_first)
    pace.aim_set.connect(model.pace.set_aim)
    pace.refused.connect(model.pace.refuse)
    ending.below_set.connect(model.pace.set_slow_below)
    ending.share_set.connect(model.pace.set_slow_percent)
    ending.every_set.connect(model.pace.set_slow_interval)
    ending.hold_set.connect(model.pace.set_last_hold)
    ending.usual_wanted.connect(model.pace.set_usual_ending)
    ending.refused.connect(model.pace.refuse)
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
        press(widget, "Shift+Right", partial(model.steps.turn, 1))
        press(widget, "Shift+Left", partial(model.steps.turn, -1))
        press(widget, "Delete", model.pause.remove)
    panels.supply.remove_wanted.connect(model.pause.remove)
    panels.gate.reason_typed.connect(model.agreement.set_reason)
    panels.gate.confirmed.connect(lambda ticked: model.agreement.confirm(confirmed=ticked))
    pause.drafted.connect(model.pause.draft)
    pause.refused.connect(model.pause.refuse)
    pause.save_wanted.connect(model.pause.save)
    pause.cancel_wanted.connect(model.pause.cancel)


def ask_switch(model: TaperModel, over: QWidget) -> None:
    """The change of product: what there is to choose, or the one that the draft holds."""
    if not model.props.switching:
        model.held.status.emit("This plan has no step that another product would make smaller.")
        return
    agreed = model.switch.agreed()
    offers = () if agreed else model.switch.offers()
    dialog = SwitchDialog(offers, agreed, over)
    dialog.confirmed.connect(lambda at: model.switch.confirm(offers[at].switch))
    dialog.taken_out.connect(model.switch.take_out)
    dialog.open()


def keys_of(model: TaperModel) -> dict[str, Callable[[], None]]:
    """The keys of what needs no panel: what is printed, two plans, and the chosen step by hand."""
    shown = {f"Ctrl+Shift+{at}": partial(model.show_to_person, code) for at, (code, _) in enumerate(LONG, 1)}
    return shown | {
        "Ctrl+D": model.compare.turn,
        "Ctrl+Shift+U": model.compare.swap,
        "Ctrl+Shift+D": model.steps.split,
        "Ctrl+Shift+J": model.steps.join,
        "Ctrl+Shift+B": model.steps.clear,
    }


def take_up(within: QWidget) -> None:
    """Have the field that is typed in read what stands in it, as leaving it does; the keys stay there."""
    field = QApplication.focusWidget()
    if isinstance(field, QLineEdit) and within.isAncestorOf(field):
        field.editingFinished.emit()


def press(within: QWidget, keys: str, work: Callable[[], None]) -> None:
    """Have keys do something while anything inside a widget has them."""
    shortcut = QShortcut(QKeySequence(keys), within)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(work)
