"""The room inside the window once unlocked: bar, rails, one place at a time, status line."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

import shiboken6
from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QStackedLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui import text as words_of
from ui.shell.leaving.not_kept import NotKept
from ui.shell.places import LATER, NOBODY, PERSONAL
from ui.state.desk import Desk
from ui.theme.tokens import FOLDS_BAND_BELOW, FOLDS_RAILS_BELOW
from ui.widgets.chrome.app_rail import AppRail
from ui.widgets.chrome.band import BandPerson, PatientBand, TopBar
from ui.widgets.chrome.band_parts import Need
from ui.widgets.chrome.status_line import SaveState, StatusLine
from ui.widgets.chrome.steps_rail import Fold, StepMark, StepsRail, StepState
from ui.widgets.panels.notice import Banner

if TYPE_CHECKING:
    from pharmreview.domain.case import Case
    from pharmreview.domain.review.progress import StepProgress

_THEN = {"intake": "people"}
"""Where a place leads: that view is made once the place is shown, while nobody waits for it."""


class View(Protocol):
    """What every place is to the workspace."""

    top_bar: TopBar | None

    def entered(self) -> None:
        """It is shown now."""
        ...

    def left(self) -> None:
        """Another place is about to be shown."""
        ...


class Workspace(QWidget):
    """Holds the places and shows one. It knows their names, not what they do."""

    place_wanted = Signal(str)
    step_wanted = Signal(str)

    def __init__(self, desk: Desk, make: Callable[[str], QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._make = make
        self._views: dict[str, QWidget] = {}
        self.place = ""
        self._step = ""
        self._steps_unfolded = False
        self._keys_at: QWidget | None = None
        self.band = PatientBand()
        self.rail = AppRail()
        self.steps = StepsRail()
        self.status = StatusLine()
        self.banner = Banner()
        self.not_kept = NotKept()
        self._bars = QStackedWidget()
        self._bars.addWidget(self.band)
        self._pages = QStackedWidget()
        self._lay_out()
        self.rail.chosen.connect(self.place_wanted)
        self.steps.chosen.connect(self.step_wanted)
        self.steps.fold_wanted.connect(self._unfold_steps)
        self.band.menu_wanted.connect(lambda: self._open_menu(self.band.menu_button()))
        self.rail.set_available("groups", available=False, reason=LATER)
        desk.open_case.changed.connect(self._case_changed)
        desk.assessed_again.connect(self._show_progress)
        self._show_case(desk.open_case.case)

    def view(self, place: str) -> QWidget:
        """The view of a place, made when first asked for."""
        if place not in self._views:
            made = self._make(place)
            self._views[place] = made
            self._pages.addWidget(made)
            if hasattr(made, "room_changed"):
                made.room_changed.connect(self._fit)
            bar = getattr(made, "top_bar", None)
            if isinstance(bar, TopBar):
                self._bars.addWidget(bar)
                bar.menu_wanted.connect(lambda: self._open_menu(bar.menu_button()))
                bar.set_menu_shown(shown=self._is_small())
        return self._views[place]

    def show_place(self, place: str) -> None:
        """Leave the place shown and go to another."""
        if self.place:
            self._as_view(self._views[self.place]).left()
        view = self.view(place)
        self.banner.clear()
        self.status.say("")
        self.place = place
        bar = getattr(view, "top_bar", None)
        self._bars.setCurrentWidget(bar if isinstance(bar, TopBar) else self.band)
        self.steps.setVisible(place in PERSONAL)
        self.rail.set_current({"review": "people", "taper": "people", "intake": "people"}.get(place, place))
        self._pages.setCurrentWidget(view)
        self._steps_unfolded = False
        self._fit()
        self._as_view(view).entered()
        if place in _THEN:
            QTimer.singleShot(0, self, lambda: self.view(_THEN[place]))

    @property
    def steps_current(self) -> str:
        """The step marked as open in the rail."""
        return self._step

    def mark_step(self, step: str) -> None:
        """Mark a step as the open one."""
        self._step = step
        self.steps.set_current(step)

    def show_saving(self, state: str, at: str) -> None:
        """Show in the corner whether the work is kept."""
        self.status.show_saving(SaveState(state), at)

    @property
    def is_turned(self) -> bool:
        """True while the screen is turned to the person: nothing else is shown."""
        return self._turning.currentIndex() > 0

    def turn_to(self, page: QWidget) -> None:
        """Show one page alone, over the bars and the rails."""
        self._keys_at = QApplication.focusWidget()
        self._turning.addWidget(page)
        self._turning.setCurrentWidget(page)
        page.focus_first()  # type: ignore[attr-defined]  # a page to turn to says where its keys begin

    def turn_back(self) -> None:
        """Back to the same place, the keys where they were."""
        page = self._turning.currentWidget()
        self._turning.setCurrentIndex(0)
        if page is not None:
            self._turning.removeWidget(page)
            page.hide()
        if self._keys_at is not None and shiboken6.isValid(self._keys_at) and self._keys_at.isVisible():
            self._keys_at.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Let every place go, as on locking: nothing of a patient stays in a widget."""
        self.place = ""
        for view in self._views.values():
            bar = getattr(view, "top_bar", None)
            if isinstance(bar, TopBar):
                self._bars.removeWidget(bar)
                bar.deleteLater()
            self._pages.removeWidget(view)
            view.deleteLater()
        self._views.clear()

    def reading_order(self) -> tuple[QWidget, ...]:
        """The rails first, then the bar with the page it belongs to."""
        if self.is_turned:
            turned = self._turning.currentWidget()
            return () if turned is None else (turned,)
        return (self.rail, self.steps, self._bars, self.banner, self.not_kept, self._pages, self.status)

    def panes(self) -> tuple[QWidget, ...]:
        """What F6 moves between: the bar, the rails, and the page, or the panes a page says it has."""
        page = self._pages.currentWidget()
        inside = getattr(page, "panes", None)
        shown = [self._bars.currentWidget(), self.rail, self.steps, *(inside() if inside else [page])]
        return tuple(pane for pane in shown if pane is not None and pane.isVisibleTo(self))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addWidget(self.steps)
        middle.addWidget(self._pages, 1)
        inside = QWidget()
        self._turning = QStackedLayout(self)
        self._turning.addWidget(inside)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bars)
        column.addWidget(self.banner)
        column.addWidget(self.not_kept)
        column.addLayout(middle, 1)
        column.addWidget(self.status)

    def _is_small(self) -> bool:
        return self.width() < FOLDS_RAILS_BELOW

    def _fit(self) -> None:
        small = self._is_small()
        self.rail.setVisible(not small)
        self.band.set_menu_shown(shown=small)
        for view in self._views.values():
            bar = getattr(view, "top_bar", None)
            if isinstance(bar, TopBar):
                bar.set_menu_shown(shown=small)
        shown = self._views.get(self.place)
        if self.width() < FOLDS_BAND_BELOW:
            fold = Fold.SMALL
        elif small or self.place in ("taper", "papers") or getattr(shown, "wants_room", False):
            fold = Fold.NARROW
        else:
            fold = Fold.FULL
        self.steps.set_fold(Fold.FULL if self._steps_unfolded else fold)
        current = self._bars.currentWidget()
        if current is not None:
            self._bars.setFixedHeight(current.sizeHint().height())

    def _unfold_steps(self) -> None:
        self._steps_unfolded = not self._steps_unfolded
        self._fit()

    def _open_menu(self, under: QWidget) -> None:
        self.rail.menu().popup(under.mapToGlobal(QPoint(0, under.height())))

    def _case_changed(self, _before: Case | None, after: Case | None) -> None:
        self._show_case(after)

    def _show_case(self, case: Case | None) -> None:
        self.rail.set_available(
            "papers", available=case is not None, reason="" if case is not None else NOBODY
        )
        if case is not None:
            self.band.set_person(band_person(case, self._desk))
            self.steps.set_head(*_head(case))
        self._show_progress()

    def _show_progress(self) -> None:
        marks = [
            StepMark(
                id=s.step,
                number=s.number,
                words=s.title,
                note=s.words,
                state=_state(s),
            )
            for s in self._desk.progress()
        ]
        self.steps.set_steps(marks)
        waiting = len(self._desk.waiting())
        self.steps.set_foot(f"{words_of.count(waiting, 'must item')} left, in Safety net" if waiting else "")

    @staticmethod
    def _as_view(widget: QWidget) -> View:
        return widget  # type: ignore[return-value]  # every place keeps the View contract


def band_person(case: Case, desk: Desk) -> BandPerson:
    """The words in the band for a case."""
    person = case.patient
    return BandPerson(
        family_name=person.family_name,
        given_name=person.given_name,
        title=person.title,
        born=words_of.born_words(person.born, desk.clock.today()),
        gender=person.gender or words_of.NOT_KNOWN,
        nhs_number=words_of.nhs_number(person.nhs_number),
        needs=tuple(Need(n, "eye" if "print" in n.lower() else "info") for n in person.needs),
    )


def _head(case: Case) -> tuple[str, str]:
    begun = "" if case.begun is None else f"started {words_of.band_day(case.begun)}"
    if case.finish is not None:
        begun = f"finished {words_of.band_day(case.finish.finished_at.date())}"
    return f"Review {case.review_number}", begun


def _state(step: StepProgress) -> StepState:
    if step.skipped:
        return StepState.SKIPPED
    if step.flagged:
        return StepState.FLAGGED
    return StepState.DONE if step.ticked else StepState.OPEN
