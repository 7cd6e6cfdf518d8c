"""The page of a plan that runs: what happened, what would follow, and every version."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from pharmreview.domain.taper.events import EventKind
from ui.screens.taper.frame.folding import LEFT_PAUSING, RIGHT, TIGHT, WIDE, is_small, mode_for
from ui.screens.taper.living.panels.fields import EventPanel
from ui.screens.taper.living.panels.seen import MovesPanel, SeenPanel
from ui.screens.taper.living.panels.versions import VersionsPanel
from ui.screens.taper.living.props import Props
from ui.screens.taper.living.view_model import LivingModel
from ui.state.desk import Desk
from ui.theme.active import current_theme
from ui.widgets.buttons.button import Button, Kind
from ui.widgets.panels.card import PageHeader
from ui.widgets.panels.notice import Banner, Tone

_LEFT_NARROW = 262


class LivingView(QWidget):
    """Built once; shown in the place of the builder while an event is said or versions are read."""

    opened = Signal(bool)
    kept = Signal()
    status = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.model = LivingModel(desk, self)
        self._shown = Props()
        self.header = PageHeader("What happened")
        self.banner = Banner()
        self.versions_button = Button("Versions", icon="papers")
        self.cancel = Button("Cancel", hint="Esc")
        self.save = Button("Save", Kind.FILLED, hint="Ctrl+Enter")
        self.event_panel, self.versions = EventPanel(), VersionsPanel()
        self.seen, self.moves = SeenPanel(), MovesPanel()
        self._lay_out()
        self._connect()
        self.show_props(self.model.props)

    @property
    def is_open(self) -> bool:
        """Whether it stands in the place of the builder."""
        return self._shown.is_open

    @property
    def runs(self) -> bool:
        """Whether an agreed plan has begun, so that what happens to it is said here."""
        return self._shown.runs

    def happened(self) -> None:
        """Begin to say what happened, whatever it is."""
        self.model.begin()

    def begin(self, kind: EventKind) -> None:
        """Begin to say that something of this kind happened."""
        self.model.begin(kind)

    def focus_first(self) -> None:
        """To the first thing to say, or to the versions."""
        if self._shown.happening:
            self.event_panel.focus_first()
        else:
            self.versions.focus_first()

    def confirm(self) -> None:
        """Whatever the filled button is now."""
        if self._shown.happening:
            self.model.save()
        else:
            self.model.close()

    def show_props(self, props: Props) -> None:
        """Show this."""
        before, self._shown = self._shown, props
        if props.is_open:
            self.header.set_title(props.title)
            self.header.set_subtitle("" if self.tabs.isVisibleTo(self) else props.quiet)
            self._left.setCurrentIndex(0 if props.happening else 1)
            if props.happening:
                self.event_panel.show_event(props)
            else:
                self.versions.show_versions(props)
            self.versions_button.setVisible(props.happening)
            self.cancel.setVisible(props.happening)
            self.save.set_words(props.save or "Back to the plan")
            self.save.setEnabled(props.can_save or not props.happening)
            self.save.setToolTip(props.problem)
            if props.problem:
                self.banner.say(props.problem, tone=Tone.CAUTION)
            else:
                self.banner.clear()
            self.seen.show_seen(props.seen)
            self.moves.show_moves(props.seen, props.to_send)
        if props.is_open != before.is_open:
            self.opened.emit(props.is_open)
        if props.is_open and (not before.is_open or props.happening != before.happening):
            self.focus_first()

    def minimumSizeHint(self) -> QSize:
        """As small as the smallest window leaves it."""
        return QSize(420, 300)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        mode = mode_for(self.window().width(), current_theme().scale)
        small, theme = is_small(mode), current_theme()
        self._outer.setContentsMargins(*((10, 5, 10, 5) if small else (16, 10, 14, 10)))
        self._outer.setSpacing(5 if small else 10)
        self._side.setFixedWidth(theme.px(LEFT_PAUSING if mode == WIDE else _LEFT_NARROW))
        self.moves.setFixedWidth(theme.px(RIGHT[mode]) if not small else 16777215)
        self.tabs.setVisible(small)
        wanted = self._small_pages if small else self._right
        if wanted.indexOf(self.moves) < 0:
            wanted.addWidget(self.moves)
            self.moves.setVisible(not small)
        self._right_holder.setVisible(not small)
        if not small:
            self._small_pages.setCurrentIndex(0)
        self.seen.set_small(small=small, tight=mode == TIGHT)
        self.header.set_subtitle("" if small else self._shown.quiet)

    def _connect(self) -> None:
        model = self.model
        model.changed.connect(self.show_props)
        model.kept.connect(self.kept)
        model.status.connect(self.status)
        self.event_panel.kind_chosen.connect(model.choose_kind)
        self.event_panel.drafted.connect(model.draft)
        self.event_panel.refused.connect(model.refuse)
        self.versions.version_chosen.connect(model.show_version)
        self.versions.beside_chosen.connect(model.compare_with)
        self.versions_button.clicked.connect(model.look_back)
        self.cancel.clicked.connect(model.close)
        self.save.clicked.connect(self.confirm)
        self.seen.dates.refused.connect(self.status)
        self.tabs.currentChanged.connect(self._turn)

    def _turn(self, tab: int) -> None:
        self._small_pages.setCurrentIndex(tab)

    def _lay_out(self) -> None:
        for button in (self.versions_button, self.cancel, self.save):
            self.header.add_action(button)
        self._left = QStackedWidget()
        self._left.addWidget(self.event_panel)
        self._left.addWidget(self.versions)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Beside the chart")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for words in ("What happened", "What else moves"):
            self.tabs.addTab(words)
        self._small_pages = QStackedWidget()
        self._small_pages.addWidget(self._left)
        self._side = QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(4)
        side.addWidget(self.tabs)
        side.addWidget(self._small_pages, 1)
        self._right_holder = QWidget()
        self._right = QVBoxLayout(self._right_holder)
        self._right.setContentsMargins(0, 0, 0, 0)
        self._right.addWidget(self.moves)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.addWidget(self._side, 0, 0)
        grid.addWidget(self.seen, 0, 1)
        grid.addWidget(self._right_holder, 0, 2, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(0, 1)
        self._outer = QVBoxLayout(self)
        self._outer.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._outer.addWidget(self.header)
        self._outer.addWidget(self.banner)
        self._outer.addLayout(grid, 1)
