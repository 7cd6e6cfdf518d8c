"""The review: its header, one step at a time, what stands beside it, and finishing."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from ui.screens.review.frame.beside import Beside
from ui.screens.review.frame.finishing import FinishedPage, FinishPanel
from ui.screens.review.frame.header import Header
from ui.screens.review.frame.snippets import offer_snippets
from ui.screens.review.frame.stepping import Shown, make_page
from ui.screens.review.pages import Page
from ui.screens.review.props import Finished, Props
from ui.screens.review.view_model import ReviewModel
from ui.state.desk import Desk
from ui.widgets.panels.notice import Banner

_SAFETY = "safety"


class ReviewView(QWidget):
    """One step of the open person's review. The shell shows the band and the steps rail around it."""

    step_wanted = Signal(str)
    taper_wanted = Signal()
    papers_wanted = Signal()
    next_review_wanted = Signal()
    case_kept = Signal(object)
    finishing = Signal()
    status = Signal(str)

    top_bar = None

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.model = ReviewModel(desk, self)
        self._pages: dict[str, Page] = {}
        self._shown = Shown()
        self.header = Header()
        self.banner = Banner()
        self.finish_panel = FinishPanel()
        self.finish_panel.find_again(self.model.half_typed)
        self.finished_page = FinishedPage()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.finished_page)
        self._side = Beside()
        self.prompts, self.risk = self._side.prompts, self._side.risk
        self.room_changed = self._side.changed_place
        self._lay_out()
        self._connect()
        if desk.open_case.case is not None:
            self._show(self.model.props)

    @property
    def step_id(self) -> str:
        """The step shown."""
        return self.model.props.step.id

    @property
    def page(self) -> Page:
        """The page of the step shown."""
        return self._pages[self.step_id]

    @property
    def wants_room(self) -> bool:
        """Whether the step shown stands in columns, for which the rail of steps folds."""
        return self._side.is_first

    def opening_step(self) -> str:
        """The step a person's review opens on."""
        return self.model.opening_step()

    def show_step(self, step_id: str) -> None:
        """Show a step and go to its first field. Raises KeyError for one that is not declared."""
        self.left()
        self.model.show_step(step_id)
        self._show(self.model.props)
        self.focus_first()

    def entered(self) -> None:
        """It is shown now."""
        self.model.offering.ask()
        self.model.refresh()
        self._show(self.model.props)
        self.focus_first()

    def left(self) -> None:
        """Another place is about to be shown: what is being typed is committed."""
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            focused.clearFocus()
        self.model.leave_field()

    def focus_first(self) -> None:
        """Go to the first field, what stands above it in view: in Listen, the story."""
        if self.model.props.finished is not None:
            self.finished_page.papers.setFocus()
        else:
            self.page.focus_first()
            self.page.area.verticalScrollBar().setValue(0)

    def reveal(self, key: str) -> None:
        """Go to the field of a key, wherever it is."""
        step = key.split(".", maxsplit=1)[0]
        if step != self.step_id:
            self.step_wanted.emit(step)
            self.show_step(step)
        self.page.reveal(key)

    def show_ending(self) -> None:
        """Show how a finished review ended, and what can be done next; nothing for one still open."""
        self.model.show_ending()

    def toggle_risk(self) -> None:
        """Show or hide safety and risk. It never opens by itself."""
        self._side.risk_open = not self._side.risk_open
        self._show_side(self.model.props)
        go = self.risk.setFocus if self._side.risk_open else self.focus_first
        go()

    def go_on(self) -> None:
        """What the filled button does: the next step, the builder from Decide, or finish after the last."""
        props = self.model.props
        if props.finished is not None:
            self.papers_wanted.emit()
        elif props.step.id in ("decide", "taper"):
            self.taper_wanted.emit()
        elif not self.page.go_on():
            self._next()

    def skip(self) -> None:
        """Put this step aside and go on; or take it up again and stay."""
        props = self.model.props
        self.left()
        self.model.skip()
        if props.skipped:
            self.status.emit(f"{props.step.title} taken up again")
            return
        self.status.emit(f"{props.step.title} skipped, come back")
        if props.next_step[0]:
            self._go(props.next_step[0])

    def finish(self) -> None:
        """Finish the review, or say in place which safety items wait."""
        self.left()
        self.model.finish()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _next(self) -> None:
        following = self.model.props.next_step[0]
        self._go(following) if following else self.finish()

    def _go(self, step_id: str) -> None:
        """The shell marks its rail and may show a step of its own; without it we show the step here."""
        self.show_step(step_id)
        self.step_wanted.emit(step_id)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 12, 16, 10)
        column.setSpacing(6)
        for widget in (self.header, self.banner, self.finish_panel):
            column.addWidget(widget)
        column.addLayout(self._side.row_with(self._stack), 1)

    def _connect(self) -> None:
        model = self.model
        model.changed.connect(self._show)
        for name in ("case_kept", "finishing", "status"):
            getattr(model, name).connect(getattr(self, name))
        self.header.risk.clicked.connect(self.toggle_risk)
        self.header.skip.clicked.connect(self.skip)
        self.header.onward.clicked.connect(self._next)
        self.prompts.ticked.connect(model.tick_prompt)
        self.prompts.snippets.clicked.connect(self.offer_snippets)
        self.prompts.note.typed.connect(model.note_privately)
        self.prompts.note.left.connect(model.leave_field)
        self.finish_panel.go_wanted.connect(self._go_to_safety)
        self.finish_panel.pass_wanted.connect(model.pass_all_and_finish)
        self.finish_panel.stay_wanted.connect(self._stay)
        self.finished_page.papers_wanted.connect(self.papers_wanted)
        self.finished_page.copy_wanted.connect(model.record.copy)
        self.finished_page.look_wanted.connect(self._look_again)
        self.finished_page.next_wanted.connect(self.next_review_wanted)
        for keys, does in (
            ("F7", self.toggle_risk),
            ("Ctrl+Shift+K", self.skip),
            ("Ctrl+Shift+F", self.finish),
            ("Ctrl+Shift+C", self.model.record.copy),
            ("Ctrl+;", self.offer_snippets),
            ("Ctrl+Shift+N", self.write_privately),
            ("Ctrl+Return", self.go_on),
            ("Escape", self._stay),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(does)
        running = QApplication.instance()
        if isinstance(running, QApplication):
            running.focusChanged.connect(self._focus_moved)

    def _show(self, props: Props) -> None:
        if self._shown.asks_anew(props):
            self._forget_pages()
        self.header.show_props(props)
        if props.problem is None:
            self.banner.clear()
        else:
            self.banner.show_problem(*props.problem)
        self.finish_panel.show_finishing(props.finishing, props.case_id)
        if props.step.id not in self._pages:
            self._make_page(props)
        page = self._pages[props.step.id]
        page.show_props(props)
        self.header.setVisible(props.finished is None)
        if props.finished is None:
            self._stack.setCurrentWidget(page)
        else:
            self._show_finished(props.finished, props.copied)
        self._show_side(props)

    def _show_finished(self, finished: Finished, copied: str) -> None:
        newly = self._stack.currentWidget() is not self.finished_page
        self.finished_page.show_finished(finished, copied)
        self._stack.setCurrentWidget(self.finished_page)
        if newly and self.isVisible():
            self.finished_page.papers.setFocus()

    def _show_side(self, props: Props) -> None:
        self._side.show_props(props, self._pages[props.step.id].side())
        self._fit()

    def _make_page(self, props: Props) -> None:
        page = make_page(props)
        page.answered.connect(self.model.answer)
        page.passed.connect(self.model.pass_over)
        page.left.connect(self.model.leave_field)
        page.taper_wanted.connect(self.taper_wanted)
        page.finish_wanted.connect(self.finish)
        page.copy_wanted.connect(self.model.record.copy)
        page.sign_wanted.connect(self.model.sign)
        page.offer.connect(self.model.offering.do)
        page.papers_wanted.connect(self.papers_wanted)
        page.room_changed.connect(self._fit)
        page.find_again(self.model.half_typed)
        self._pages[props.step.id] = page
        self._stack.addWidget(page)
        own = page.side()
        if own is not None:
            self._side.addWidget(own)

    def _forget_pages(self) -> None:
        """Nothing of one person stays in a widget when another is opened."""
        for page in self._pages.values():
            own = page.side()
            for stack, widget in ((self._stack, page), (self._side, own)):
                if widget is not None:
                    stack.removeWidget(widget)
                    widget.deleteLater()
        self._pages.clear()

    def _fit(self) -> None:
        page = self._pages.get(self.step_id)
        if page is not None:
            page.fit(self.width())
            self._side.fit(self.width(), is_first=page.side_first and self.model.props.finished is None)

    def _go_to_safety(self) -> None:
        self.model.stay()
        self._go(_SAFETY)

    def offer_snippets(self) -> None:
        """Offer short sentences where something is being written."""
        offer_snippets(self.model.snippets, self)

    def write_privately(self) -> None:
        """Open the clinician's own note, or shut it: while listening, and nowhere else."""
        if self.prompts.note.isVisibleTo(self):
            self.prompts.note.toggle()

    def _stay(self) -> None:
        if self.model.props.finishing is not None:
            self.model.stay()
            self.focus_first()
        elif self.step_id in self._pages:
            self.page.step_back()

    def _look_again(self) -> None:
        self.model.look_again()
        self.focus_first()

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self.step_id in self._pages and self.isAncestorOf(new):
            self.page.show_focused(new)
