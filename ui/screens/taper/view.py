"""The taper builder: medicines, pace, chart and table, cautions and supply, each where there is room."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.screens.taper.asking.asked_panel import AskedPanel
from ui.screens.taper.centre import Centre
from ui.screens.taper.comparing.compare_card import CompareCard
from ui.screens.taper.frame.folding import WIDE, mode_for
from ui.screens.taper.frame.header import Header
from ui.screens.taper.frame.placing import Placing
from ui.screens.taper.frame.wiring import (
    ask_switch,
    keys_of,
    press,
    take_up,
    wire_medicines,
    wire_pace,
    wire_steps,
)
from ui.screens.taper.frame.working import show_working
from ui.screens.taper.pacing.ending_panel import KEYS, EndingPanel
from ui.screens.taper.pacing.pace_panel import PacePanel
from ui.screens.taper.pacing.pause_panel import PausePanel
from ui.screens.taper.pages import Pages
from ui.screens.taper.panels.gate_panel import GatePanel
from ui.screens.taper.panels.medicines_panel import MedicinesPanel
from ui.screens.taper.panels.side_cards import CautionsPanel, SupplyCard
from ui.screens.taper.panels.side_tabs import CAUTIONS, PACE, SideTabs
from ui.screens.taper.person.person_view import PersonView
from ui.screens.taper.props import Props
from ui.screens.taper.view_model import TaperModel
from ui.state.desk import Desk
from ui.theme.active import current_theme
from ui.widgets.chrome.band import TopBar
from ui.widgets.panels.notice import Banner, Notice, Tone

STEP = "taper"


class TaperView(QWidget):
    """One person's plan. The band, the rails and the status line are the window's."""

    case_kept = Signal(object)
    finishing = Signal()
    """A version was kept: it goes to the store at once."""
    papers_wanted = Signal()
    step_wanted = Signal(str)
    status = Signal(str)
    turn_wanted = Signal()
    """The screen should turn to the person, or back."""
    top_bar: TopBar | None = None

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.model = TaperModel(desk, self)
        self._open_case, self._turns = desk.open_case, desk.lanes.turns
        self.header = Header(desk.open_case.history)
        self.banner = Banner()
        self.turn = Notice("", tone=Tone.KEPT, icon="lock")
        self._instead = self.turn.add_choice("Change this one instead")
        self._asked, self._gate_wanted = "", False
        self._person: PersonView | None = None
        self.medicines = MedicinesPanel()
        self.pace, self.ending = PacePanel(), EndingPanel()
        self.centre = Centre()
        self.centre.refusals.find_again(desk.half_typed, desk.open_case)
        self.cautions = CautionsPanel()
        self.supply = SupplyCard()
        self.gate = GatePanel()
        self.pause = PausePanel()
        self.asked = AskedPanel()
        self.compare = CompareCard()
        self.tabs = SideTabs()
        self.cautions.put_first(self.gate)
        page = QWidget()
        self.placing = Placing(page, self)
        self.pages = Pages(page, self.model.held, self)
        self.living, self.supplying = self.pages.living, self.pages.supplying
        for wire in (self._connect, self._connect_pages, self._connect_steps, self._keys):
            wire()
        self._arrange(WIDE)
        self.show_props(self.model.props)

    def entered(self) -> None:
        """It is shown now."""
        self.model.refresh()
        self._turns.finish()
        self.living.model.refresh()
        self.focus_first()

    def for_person(self) -> QWidget:
        """What the person sees when the screen is turned; made when first asked for."""
        if self._person is None:
            self._person = view = PersonView()
            self.model.turn.serve(view)
            view.back_wanted.connect(self.turn_wanted)
        self.model.refresh()
        self._person.show_shown(self.model.turn.begin())
        return self._person

    def left(self) -> None:
        """Another place is about to be shown: what is being typed is taken up."""
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            focused.clearFocus()
        self._open_case.break_run()

    def focus_first(self) -> None:
        """To the first control of the pace; to the pause while one is made up."""
        if (page := self.pages.shown) is not None:
            page.focus_first()
        elif self.model.props.pausing is not None:
            self.pause.focus_first()
        elif self.pace.isVisibleTo(self) and self.pace.percent.isEnabled():
            self.pace.percent.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.centre.focus_first():
            self.tabs.bar.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_props(self, props: Props) -> None:
        """Show this; chart and table are painted in the turn after."""
        self._with_keys(partial(self._show_parts, props))
        self._turns.soon(self.centre, "paint", self.centre.paint)

    def _with_keys(self, work: Callable[[], object]) -> None:
        """Do something; where what had the keys here is gone after it, the first thing there is has them."""
        before = QApplication.focusWidget()
        had = before is not None and self.isAncestorOf(before)
        work()
        now = QApplication.focusWidget()
        if had and (now is None or not (self.isAncestorOf(now) and now.isVisibleTo(self))):
            self.focus_first()

    def _show_parts(self, props: Props) -> None:
        self.header.show_header(props.header)
        self.medicines.show_medicines(props.medicines)
        self.medicines.show_working(props.working, props.foot)
        self.header.show_medicines(
            props.medicines, running=bool(props.pace.frozen) and bool(props.table.rows)
        )
        self.pace.show_pace(props.pace)
        self.asked.show_asked(props.asked)
        self.ending.show_ending(props.ending)
        self.compare.show_compared(props.compared)
        self.centre.show_props(props)
        self.cautions.show_cautions(props.cautions, props.kept, props.not_checked)
        self.cautions.show_switching(props.switching)
        self.tabs.show_cautions(props.cautions)
        self.supply.show_supply(props.supply)
        self._show_gate(props)
        self._show_pausing(props)
        self._show_banner(props)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(mode_for(self.window().width(), current_theme().scale))

    def changeEvent(self, event: QEvent) -> None:
        """Larger text needs more room: the panels fold by it too."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.placing.mode:
            self._arrange(mode_for(self.window().width(), current_theme().scale), anew=True)

    def minimumSizeHint(self) -> QSize:
        """As small as the smallest window leaves it; the panels fold to fit."""
        return QSize(420, 300)

    def _arrange(self, mode: str, *, anew: bool = False) -> None:
        self._with_keys(partial(self._place, mode, anew=anew))

    def _place(self, mode: str, *, anew: bool) -> None:
        if self.placing.arrange(mode, anew=anew):
            self._show_gate(self.model.props)
            self.model.set_small(small=self.placing.is_small)

    def _show_gate(self, props: Props) -> None:
        self.gate.show_gate(props.gate, props.reason, opened=props.gate_open, confirmed=props.confirmed)
        if self._gate_wanted and not self.gate.isHidden():
            self._to_gate()
        room = (self.gate.isHidden() and props.compared is None) or self.placing.is_small
        self.supply.setVisible(props.supply is not None and room)

    def _to_gate(self) -> None:
        """To what agreeing waits for, once it is shown."""
        self._gate_wanted = self.gate.isHidden()
        if not self._gate_wanted:
            self.placing.bring(CAUTIONS)
            self.gate.focus_first()

    def _show_pausing(self, props: Props) -> None:
        pausing, was = props.pausing, self.placing.is_pausing
        self.placing.show_pausing(pausing=pausing is not None)
        self.header.agree.setVisible(pausing is None)
        self.header.pause.setVisible(pausing is None and not self.living.runs)
        if pausing is not None:
            self.pause.show_pausing(pausing, props.header.person)
            if not was:
                self.pause.focus_first()
        elif was:
            self.centre.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_banner(self, props: Props) -> None:
        asked = next((m for m in props.medicines if m.asked and not m.changing and m.locked), None)
        if props.problem is not None:
            self.banner.show_problem(*props.problem)
        else:
            self.banner.clear()
        told = asked is not None and self.placing.is_small
        if asked is not None and told:
            self.turn.set_words(asked.name, asked.asked)
            self._instead.setVisible(not asked.why_not)
            self._asked = asked.id
        self.turn.setVisible(told)

    def _connect(self) -> None:
        model, header = self.model, self.header
        model.held.changed.connect(self.show_props)
        model.held.status.connect(self.status)
        model.agreement.case_kept.connect(self.case_kept)
        model.agreement.papers_wanted.connect(self.papers_wanted)
        model.agreement.waiting.connect(self._to_gate)
        header.pause.clicked.connect(self._pause)
        header.turn_screen.clicked.connect(self.turn_wanted)
        header.notes.clicked.connect(lambda: self.step_wanted.emit(STEP))
        self._instead.clicked.connect(lambda: model.change_instead(self._asked))

    def _connect_pages(self) -> None:
        self.pages.back.connect(self.focus_first)
        self.pages.status.connect(self.status)
        self.supply.all_wanted.connect(self.pages.supply)
        self.living.kept.connect(self.finishing)
        self.header.happened.clicked.connect(self.pages.happened)
        self.header.show_runs(runs=self.living.runs)
        self.living.model.changed.connect(lambda props: self.header.show_runs(runs=props.runs))

    def _connect_steps(self) -> None:
        for wire in (wire_medicines, wire_pace, wire_steps):
            wire(self.model, self)
        self.centre.refused.connect(self.status)
        self.centre.twin_wanted.connect(self.placing.bring_plan)
        self.tabs.turned.connect(lambda _tab: self._with_keys(self.placing.place_side))
        self.centre.table.opened.connect(lambda _row: show_working(self.model, self.compare, self))
        self.centre.steps.working_wanted.connect(lambda: show_working(self.model, self.compare, self))
        self.cautions.switching.clicked.connect(lambda: ask_switch(self.model, self))
        self.compare.working_wanted.connect(lambda: show_working(self.model, self.compare, self))
        for wanted in (self.centre.steps.pause_wanted, self.centre.chart.pause_wanted):
            wanted.connect(self._pause)

    def _keys(self) -> None:
        does: dict[str, Callable[[], None]] = {
            "Ctrl+H": self._pause,
            "Ctrl+E": self.pages.happened,
            "Ctrl+Shift+V": self.pages.versions,
            "Ctrl+Shift+I": self.pages.supply,
            "Ctrl+Shift+W": lambda: show_working(self.model, self.compare, self),
            "Ctrl+Shift+R": lambda: ask_switch(self.model, self),
            "Ctrl+Shift+E": lambda: self.step_wanted.emit(STEP),
            "Alt+T": self._turn_twin,
            KEYS: self._end,
            "Ctrl+Return": self._fill,
            "Ctrl+Enter": self._fill,
            "Esc": self._escape,
        } | keys_of(self.model)
        for keys, work in does.items():
            press(self, keys, work)

    def _pause(self) -> None:
        """A pause of a draft; of a plan that runs it is an event like the others."""
        if not self.pages.pause():
            self.model.pause.begin()

    def _end(self) -> None:
        """How the plan ends: its fields fold out, or up again."""
        self.placing.bring(PACE)
        if self.ending.isVisible():
            self.ending.open()

    def _turn_twin(self) -> None:
        (self.living.seen if self.living.is_open else self.centre).turn_twin()

    def _escape(self) -> None:
        if not self.pages.close():
            self.model.pause.cancel()

    def _fill(self) -> None:
        """Whatever the filled button is now, with what is being typed."""
        take_up(self)
        if self.pages.confirm():
            return
        if self.model.props.pausing is not None:
            self.model.pause.save()
        else:
            self.model.agreement.agree()
