"""The templates page: the list, the words, what to look at in them, and what they make of a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.screens.practice.panels.field import TemplateField
from ui.screens.practice.panels.looks import LooksPanel
from ui.screens.practice.panels.seen import SeenPanel
from ui.screens.practice.panels.two_lines import TwoLineList
from ui.screens.practice.panels.versions import VersionsPanel
from ui.screens.practice.props import OURS, Props
from ui.screens.practice.templates.model import TemplatesModel
from ui.theme.active import current_theme
from ui.theme.tokens import REGULAR, Role
from ui.widgets.buttons.button import Button
from ui.widgets.choices.drop_down import DropDown
from ui.widgets.marks.label import Label
from ui.widgets.panels.card import Card
from ui.widgets.panels.notice import Banner

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.state.desk import Desk

_OURS_BACK, _ON_ANOTHER = "Ctrl+Shift+Y", "Alt+P"
_SMALL_BELOW = 960
_HINTS_ABOVE = 1250


class TemplatesPage(QWidget):
    """Shows what the model says; `keep_fits` tells whether the words may be kept, and else why not."""

    keep_fits = Signal(bool, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.model = TemplatesModel(desk, self)
        self.list = TwoLineList("Templates")
        self.pick = DropDown("Template")
        self.banner = Banner()
        self.field = TemplateField(self._places_for)
        self.standing = Label("", Role.LABEL, "ink2", weight=REGULAR, wrap=True)
        self.places = Button("Places", icon="plus", hint="Ctrl+Space", small=True)
        self.earlier = Button("Versions", icon="clock", hint="Ctrl+Shift+V", small=True)
        self.ours = Button("Put ours back", icon="undo", hint=_OURS_BACK, small=True)
        self.looks = LooksPanel()
        self.seen = SeenPanel()
        self.versions = VersionsPanel()
        self._title, self._small = "", False
        self._beside = QStackedWidget()
        self._editor = Card()
        self._holder = Card()
        self._lay_out()
        self._wire()
        self._shortcuts()
        self.show_props(self.model.props)

    def focus_first(self) -> None:
        """The words take the keys."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def panes(self) -> tuple[QWidget, ...]:
        """What F6 moves between."""
        return (self._holder, self.pick, self._editor, self._beside)

    # -- showing ---------------------------------------------------------------------------------------

    def show_props(self, props: Props) -> None:
        """Show what the model says."""
        self.list.set_rows(props.rows, props.chosen)
        options = [(row.id, f"{row.title}, {row.note}") for row in props.rows]
        if [self.pick.itemText(n) for n in range(self.pick.count())] != [words for _, words in options]:
            self.pick.set_options(options)
        self.pick.set_value(props.chosen or None)
        self._title = props.title
        self._editor.set_title("" if self._small else props.title)
        self.standing.setText(props.standing)
        self.field.setReadOnly(not props.can_write)
        self.field.set_looks(props.looks)
        self.looks.show_looks(props.looks, looked=props.looked)
        self.seen.show_seen(props.seen, props.people, props.person)
        for button in (self.places, self.ours):
            button.setVisible(props.can_write)
        self.ours.setEnabled(props.can_put_ours_back)
        if props.versions is not None:
            self.versions.show_versions(props.versions)
        self._beside.setCurrentWidget(self.seen if props.versions is None else self.versions)
        if props.problem is not None:
            self.banner.show_problem(*props.problem)
        else:
            self.banner.clear()
        self.keep_fits.emit(props.can_keep, props.why_not)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # -- gestures --------------------------------------------------------------------------------------

    def toggle_versions(self) -> None:
        """Open the versions with the keys on them, or go back to the words."""
        shown = self.model.props.versions is None
        self.model.show_versions(shown=shown)
        if shown:
            self.versions.focus_first()
        else:
            self.focus_first()

    def _leave_versions(self) -> None:
        if self.model.props.versions is not None:
            self.toggle_versions()

    def _put_back(self) -> None:
        if self.model.props.versions is not None and self.model.props.versions.can_put_back:
            self.model.put_back()
            self.focus_first()

    def _put_ours_back(self) -> None:
        if self.ours.isEnabled():
            self.model.put_back(OURS)
            self.focus_first()

    def _try_on_another(self) -> None:
        others = [id_ for id_, _ in self.model.props.people if id_ != self.model.props.person]
        if others:
            self.model.try_on(others[0])

    def _set_words(self, words: str, over: bool) -> None:
        if over:
            self.field.replace_all(words)
        else:
            self.field.set_value(words)

    def _look_closer(self) -> None:
        if not self.field.places.isVisible():
            self.model.set_dots(self.seen.page.dots())

    # -- building --------------------------------------------------------------------------------------

    def _wire(self) -> None:
        model = self.model
        model.changed.connect(self.show_props)
        model.words_set.connect(self._set_words)
        self.list.chosen.connect(model.choose)
        self.pick.chosen.connect(model.choose)
        self.field.typed.connect(self._typed)
        self.field.finished.connect(model.leave_draft)
        self.field.place_said.connect(self._place_said)
        self.looks.wanted.connect(self.field.point_at)
        self.places.clicked.connect(self._offer_places)
        self.earlier.clicked.connect(self.toggle_versions)
        self.ours.clicked.connect(self._put_ours_back)
        self.seen.person_wanted.connect(model.try_on)
        self.seen.turned.connect(model.turn)
        self.versions.looked_at.connect(model.look_at)
        self.versions.back_wanted.connect(self._put_back)
        self.versions.left.connect(self._leave_versions)

    def _places_for(self, start: str) -> tuple[tuple[str, str, str], ...]:
        return self._desk.app.templates.completing(self.model.props.chosen, start)

    def _typed(self, words: str) -> None:
        """Words are tried at once, but for a place that is only half typed while places are offered."""
        self.model.write(words, half=self.field.places.isVisible())

    def _place_said(self, said: str) -> None:
        self.field.setAccessibleDescription(said)
        if not said:
            self._look_closer()
            self.model.try_now()

    def _offer_places(self) -> None:
        self.focus_first()
        self.field.open_places()

    def _shortcuts(self) -> None:
        does: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Ctrl+Shift+V", self.toggle_versions),
            ("Ctrl+Shift+B", self._put_back),
            (_OURS_BACK, self._put_ours_back),
            (_ON_ANOTHER, self._try_on_another),
            ("Alt+N", self.looks.step),
            ("Alt+PgDown", lambda: self.model.turn(1)),
            ("Alt+PgUp", lambda: self.model.turn(-1)),
            ("Esc", self._leave_versions),
        )
        for keys, work in does:
            QShortcut(QKeySequence(keys), self, work)

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(8)
        for button in (self.places, self.earlier, self.ours):
            tools.addWidget(button)
        tools.addStretch(1)
        self._editor.add(self.standing)
        self._editor.add(self.field, 1)
        self._editor.body.addLayout(tools)
        self._editor.add(self.looks)
        own = self._holder.layout()
        if own is not None:
            own.setContentsMargins(1, 4, 1, 4)
        self._holder.add(self.list, 1)
        self._beside.addWidget(self.seen)
        self._beside.addWidget(self.versions)
        self._grid = QGridLayout()
        self._grid.setRowStretch(0, 1)
        middle = QVBoxLayout()
        middle.setSpacing(6)
        middle.addWidget(self.pick)
        middle.addWidget(self._editor, 1)
        self._grid.addWidget(self._holder, 0, 0)
        self._grid.addLayout(middle, 0, 1)
        self._grid.addWidget(self._beside, 0, 2)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.banner)
        self._column.addLayout(self._grid, 1)

    def _fit(self) -> None:
        self._small, theme = self.width() < _SMALL_BELOW, current_theme()
        small = self._small
        self._editor.set_title("" if small else self._title)
        self._column.setContentsMargins(*((8, 6, 8, 6) if small else (16, 10, 14, 10)))
        self._column.setSpacing(6 if small else 10)
        self._grid.setSpacing(8 if small else 12)
        self._holder.setVisible(not small)
        self.pick.setVisible(small)
        self._holder.setFixedWidth(theme.px(236))
        self._grid.setColumnStretch(1, 6)
        self._grid.setColumnStretch(2, 5)
        self.looks.set_most(theme.px(48 if small else 104))
        hints = ((self.places, "Ctrl+Space"), (self.earlier, "Ctrl+Shift+V"), (self.ours, _OURS_BACK))
        for button, hint in hints:
            button.set_hint(hint if self.width() >= theme.px(_HINTS_ABOVE) else "")
            button.setToolTip(hint)
        QTimer.singleShot(0, self, self._look_closer)
