"""The taper builder: medicines, pace, chart and table, cautions and supply, each where there is room."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QGridLayout, QLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.screens.taper.centre import Centre
from ui.screens.taper.folding import LEFT, LEFT_PAUSING, RIGHT, SMALL, WIDE, mode_for
from ui.screens.taper.header import LONG, Header
from ui.screens.taper.pacing.pace_panel import PacePanel
from ui.screens.taper.pacing.pause_panel import PausePanel
from ui.screens.taper.panels.gate_panel import GatePanel
from ui.screens.taper.panels.medicines_panel import MedicinesPanel
from ui.screens.taper.panels.side_cards import CautionsPanel, SupplyCard
from ui.screens.taper.panels.side_tabs import CAUTIONS, SideTabs
from ui.screens.taper.props import Props
from ui.screens.taper.view_model import TaperModel
from ui.state.desk import Desk
from ui.theme.active import current_theme
from ui.widgets.chrome.band import TopBar
from ui.widgets.panels.card import Card
from ui.widgets.panels.notice import Banner, Notice, Tone

STEP = "taper"


class TaperView(QWidget):
    """One person's plan. The band, the rails and the status line are the window's."""

    case_kept = Signal(object)
    issuing = Signal()
    papers_wanted = Signal()
    step_wanted = Signal(str)
    status = Signal(str)
    top_bar: TopBar | None = None

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.model = TaperModel(desk, self)
        self._open_case = desk.open_case
        self.header = Header(desk.open_case.history)
        self.banner = Banner()
        self.turn = Notice("", tone=Tone.KEPT, icon="lock")
        self._instead = self.turn.add_choice("Change this one instead")
        self._asked = ""
        self.medicines = MedicinesPanel()
        self.pace = PacePanel()
        self.centre = Centre()
        self.cautions = CautionsPanel()
        self.supply = SupplyCard()
        self.gate = GatePanel()
        self.pause = PausePanel()
        self.tabs = SideTabs()
        self.cautions.put_first(self.gate)
        self._mode = ""
        self._lay_out()
        self._connect()
        self._keys()
        self._arrange(WIDE)
        self.show_props(self.model.props)

    def entered(self) -> None:
        """It is shown now."""
        self.model.refresh()
        self.focus_first()

    def left(self) -> None:
        """Another place is about to be shown: what is being typed is taken up."""
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            focused.clearFocus()
        self._open_case.break_run()

    def focus_first(self) -> None:
        """To the first control of the pace; to the pause while one is made up."""
        if self.model.props.pausing is not None:
            self.pause.focus_first()
        elif self.pace.isVisibleTo(self) and self.pace.percent.isEnabled():
            self.pace.percent.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.centre.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_props(self, props: Props) -> None:
        """Show this."""
        self.header.show_header(props.header)
        self.medicines.show_medicines(props.medicines)
        self.medicines.show_working(props.working, props.foot)
        self.header.show_medicines(
            props.medicines, running=bool(props.pace.frozen) and bool(props.table.rows)
        )
        self.pace.show_pace(props.pace)
        self.centre.show_props(props)
        self.cautions.show_cautions(props.cautions, props.kept, props.not_checked)
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
        if event.type() == QEvent.Type.StyleChange and self._mode:
            self._arrange(mode_for(self.window().width(), current_theme().scale), anew=True)

    def minimumSizeHint(self) -> QSize:
        """As small as the smallest window leaves it; the panels fold to fit."""
        return QSize(420, 300)

    def _show_gate(self, props: Props) -> None:
        newly = props.gate_open and bool(props.gate.why) and not self.gate.isVisibleTo(self.cautions)
        if newly and self._mode == SMALL:
            self.tabs.show_tab(CAUTIONS)
        self.gate.show_gate(props.gate, props.reason, opened=props.gate_open, confirmed=props.confirmed)
        self.supply.setVisible(props.supply is not None and (self.gate.isHidden() or self._mode == SMALL))

    def _show_pausing(self, props: Props) -> None:
        pausing = props.pausing
        was = self._left.currentIndex() == 1 or self._side.currentIndex() == 1
        self._left.setCurrentIndex(0 if pausing is None else 1)
        self._side.setCurrentIndex(0 if pausing is None else 1)
        self._pace_card.setVisible(pausing is None and self._mode != SMALL)
        left = LEFT[self._mode] if pausing is None or not LEFT[self._mode] else LEFT_PAUSING
        self._left.setFixedWidth(current_theme().px(left))
        self.header.agree.setVisible(pausing is None)
        self.header.pause.setVisible(pausing is None)
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
        told = asked is not None and self._mode == SMALL
        if asked is not None and told:
            self.turn.set_words(asked.name, asked.asked)
            self._instead.setVisible(not asked.why_not)
            self._asked = asked.id
        self.turn.setVisible(told)

    def _arrange(self, mode: str, *, anew: bool = False) -> None:
        """Put the panels where this width has room for them. They are moved, never made again."""
        if mode == self._mode and not anew:
            return
        self._mode = mode
        small = mode == SMALL
        theme = current_theme()
        keys = QApplication.focusWidget()
        margins = (10, 5, 10, 5) if small else (16, 10, 14, 10)
        self._outer.setContentsMargins(*margins)
        self._outer.setSpacing(5 if small else 10)
        self._grid.setVerticalSpacing(0 if small else 10)
        self.header.set_small(small=small)
        self.centre.set_small(small=small)
        self.pace.set_down(down=small)
        self.cautions.heading.setVisible(not small)
        self._left.setVisible(not small)
        self._side.setVisible(small)
        self._right.setVisible(not small)
        for panel in (self._right, self._side):
            panel.setFixedWidth(theme.px(RIGHT[mode]))
        if small:
            self.tabs.take_in(self.pace, self.cautions, self.supply)
            self.tabs.take_print(self.header.print_bar)
            self._pause_side.addWidget(self.pause)
        else:
            self._pace_card.add(self.pace)
            self._right_column.addWidget(self.cautions, 1)
            self._right_column.addWidget(self.supply)
            self._pause_left.addWidget(self.pause)
        for moved in (self.pace, self.cautions, self.pause, self.header.print_bar):
            moved.show()
        self.supply.setVisible(self.model.props.supply is not None)
        self.model.set_small(small=small)
        self._show_pausing(self.model.props)
        if keys is not None and self.isAncestorOf(keys) and keys.isVisible() and not keys.hasFocus():
            keys.setFocus(Qt.FocusReason.OtherFocusReason)  # a panel that is moved lets go of the keys

    def _connect(self) -> None:
        model = self.model
        model.changed.connect(self.show_props)
        model.case_kept.connect(self.case_kept)
        model.issuing.connect(self.issuing)
        model.papers_wanted.connect(self.papers_wanted)
        model.status.connect(self.status)
        self.header.pause.clicked.connect(model.add_pause)
        self.header.agree.clicked.connect(model.agree)
        self.header.new.clicked.connect(model.begin_again)
        self.header.notes.clicked.connect(self._notes)
        self.header.print_bar.chosen.connect(model.show_to_person)
        self.header.medicine_chosen.connect(model.ask_about)
        self._instead.clicked.connect(lambda: model.change_instead(self._asked))
        self.medicines.asked.connect(model.ask_about)
        self.medicines.change_wanted.connect(model.change_instead)
        self.medicines.record_wanted.connect(model.begin_again)
        self.pace.percent_set.connect(model.set_percent)
        self.pace.basis_set.connect(model.set_basis)
        self.pace.interval_set.connect(model.set_interval)
        self.pace.start_set.connect(model.set_start)
        self.pace.lower_first_set.connect(model.set_lower_first)
        self.pace.aim_set.connect(model.set_aim)
        self.pace.refused.connect(model.note_refused)
        self.centre.step_chosen.connect(model.choose)
        self.centre.moved.connect(model.move)
        self.centre.refused.connect(self.status)
        self.centre.refusals.interval_told.connect(
            lambda m, hours: model.answer_about(m, interval_hours=hours)
        )
        self.centre.refusals.directions_told.connect(lambda m, words: model.answer_about(m, directions=words))
        self.supply.remove_wanted.connect(model.remove_pause)
        self.gate.reason_typed.connect(model.set_reason)
        self.gate.confirmed.connect(lambda ticked: model.confirm(confirmed=ticked))
        self.pause.drafted.connect(model.draft_pause)
        self.pause.refused.connect(model.refuse_pause)
        self.pause.save_wanted.connect(model.save_pause)
        self.pause.cancel_wanted.connect(model.cancel_pause)

    def _keys(self) -> None:
        does: dict[str, Callable[[], None]] = {
            "Ctrl+H": self.model.add_pause,
            "Ctrl+Shift+E": self._notes,
            "Alt+T": self.centre.turn_twin,
            "Ctrl+Return": self._fill,
            "Ctrl+Enter": self._fill,
            "Esc": self.model.cancel_pause,
            "Delete": self.model.remove_pause,
        }
        for place, (code, _words) in enumerate(LONG, 1):
            does[f"Ctrl+Shift+{place}"] = partial(self.model.show_to_person, code)
        for keys, work in does.items():
            within = self.centre.table if keys == "Delete" else self
            shortcut = QShortcut(QKeySequence(keys), within)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(work)

    def _notes(self) -> None:
        """This step has fields of its own beside the plan: the window shows them when it is asked again."""
        self.step_wanted.emit(STEP)

    def _fill(self) -> None:
        """Whatever the filled button is now."""
        if self.model.props.pausing is not None:
            self.model.save_pause()
        else:
            self.model.agree()

    def _lay_out(self) -> None:
        self._pace_card = Card()
        self._left, pause_left = QStackedWidget(), QWidget()
        self._pause_left = QVBoxLayout(pause_left)
        self._left.addWidget(self.medicines)
        self._left.addWidget(pause_left)
        self._side, pause_side = QStackedWidget(), QWidget()
        self._pause_side = QVBoxLayout(pause_side)
        self._side.addWidget(self.tabs)
        self._side.addWidget(pause_side)
        self._right = QWidget()
        self._right_column = QVBoxLayout(self._right)
        for column in (self._pause_left, self._pause_side, self._right_column):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(8)
        grid = self._grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        grid.addWidget(self._left, 0, 0, 2, 1)
        grid.addWidget(self._pace_card, 0, 1, 1, 2)
        grid.addWidget(self.centre, 1, 1)
        grid.addWidget(self._right, 1, 2)
        grid.addWidget(self._side, 0, 3, 2, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(1, 1)
        self._outer = QVBoxLayout(self)
        self._outer.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._outer.addWidget(self.header)
        self._outer.addWidget(self.banner)
        self._outer.addWidget(self.turn)
        self._outer.addLayout(grid, 1)
