"""What may stand at the right of a step: prompts to pick from, and the risk panel when it is asked for."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.screens.review.frame.snippets import PrivateNote
from ui.screens.review.props import FIRST, Prompt, Props
from ui.screens.review.reckoning import Reason, Reckoned
from ui.theme.active import colour, current_theme
from ui.theme.tokens import REGULAR, SEMIBOLD, Role
from ui.widgets.buttons.button import Button, Kind
from ui.widgets.marks import painting
from ui.widgets.marks.badge import TierBadge
from ui.widgets.marks.label import Label, Rule
from ui.widgets.panels.card import Card, empty_out
from ui.widgets.panels.notice import Notice, Tone
from ui.widgets.panels.scroll import ScrollBody, scrolls_down
from ui.widgets.panels.working import WorkingPanel

_LEFT = 38
_RIGHT = 12
_TICK = 14
_BAR = 3
_QUIETLY = "pick any, or none"


class PromptRow(QCheckBox):
    """One prompt. Space ticks it as used, which softens it; it never asks for anything."""

    stepped = Signal(int)

    def __init__(self, prompt: Prompt, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.prompt = prompt
        self.setAccessibleName(f"{prompt.topic}: {prompt.words}" if prompt.topic else prompt.words)
        self.setToolTip("" if prompt.whole == prompt.words else prompt.whole)
        self.setAccessibleDescription(prompt.whole)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hitButton(self, _place: object) -> bool:  # noqa: N802 - Qt names it
        return True

    def sizeHint(self) -> QSize:
        return QSize(current_theme().px(260), self.heightForWidth(current_theme().px(260)))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, current_theme().px(28))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        text = painting.wrapped_height(self.prompt.words, width - _LEFT - _RIGHT, Role.TABLE, SEMIBOLD)
        topic = painting.line_height(Role.LABEL) if self.prompt.topic else 0
        return max(text + topic + 12, current_theme().px(36))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if way is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(way)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        here = self.hasFocus()
        if here or self.underMouse():
            painter.fillRect(self.rect(), colour("tint"))
        if here:
            painter.fillRect(QRect(0, 0, _BAR, self.height()), colour("accent"))
        painter.fillRect(QRect(0, 0, self.width(), 1), colour("line"))
        used = self.isChecked()
        if used:
            side = current_theme().px(_TICK)
            painting.sign(painter, "tick", QRect(14, (self.height() - side) // 2, side, side), "done")
        room = QRect(_LEFT, 0, self.width() - _LEFT - _RIGHT, self.height())
        if self.prompt.topic:
            line = painting.line_height(Role.LABEL)
            painting.words(
                painter, QRect(room.x(), 5, room.width(), line), self.prompt.topic, "ink2", Role.LABEL
            )
            room.setTop(5 + line)
            room.setBottom(self.height() - 5)
        ink, weight = ("ink2" if used else "ink"), (SEMIBOLD if here else REGULAR)
        painting.words(painter, room, self.prompt.words, ink, Role.TABLE, weight, painting.WRAPPED)
        painter.end()


class _Scrolling(Card):
    """A card whose inside scrolls."""

    def __init__(self, title: str, subtitle: str = "") -> None:
        super().__init__(title, subtitle=subtitle)
        own = self.layout()
        if own is not None:
            own.setContentsMargins(0, 10, 0, 1)
        self._head.setContentsMargins(14, 0, 14, 0)
        self.inside = ScrollBody()
        self.column = QVBoxLayout(self.inside)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.area = scrolls_down(self.inside)
        self.area.setObjectName("scroll")
        self.add(self.area, 1)


class PromptsPanel(_Scrolling):
    """The prompts of a step. `ticked` tells a code and whether it is used."""

    ticked = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__("Prompts", _QUIETLY)
        self.rows: list[PromptRow] = []
        self.snippets = Button("Put in a snippet", Kind.QUIET, icon="copy", hint="Ctrl+;", small=True)
        self.snippets.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.note = PrivateNote()
        foot = QHBoxLayout()
        foot.setContentsMargins(6, 4, 6, 0)
        foot.addWidget(self.snippets)
        foot.addStretch(1)
        self.add(Rule())
        self.body.addLayout(foot)
        self.add(self.note)

    def show_props(self, props: Props) -> None:
        """Show the prompts of the step, with those used ticked."""
        self.set_title(props.prompts_title)
        self.note.setVisible(props.step.id == FIRST)
        self.note.show_note(props.private_note)
        self._fit_title()
        codes = [(p.code, p.words) for p in props.prompts]
        if codes != [(row.prompt.code, row.prompt.words) for row in self.rows]:
            self._build(props.prompts)
        for row, prompt in zip(self.rows, props.prompts, strict=True):
            row.setChecked(prompt.used)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_title()

    def _fit_title(self) -> None:
        """The quiet words give way to the title."""
        needed = self._title.sizeHint().width() + painting.width_of(_QUIETLY, Role.LABEL) + 44
        self.set_subtitle(_QUIETLY if needed <= self.width() else "")

    def _build(self, prompts: tuple[Prompt, ...]) -> None:
        empty_out(self.column)
        self.rows = [PromptRow(prompt) for prompt in prompts]
        for place, row in enumerate(self.rows):
            row.clicked.connect(lambda used, code=row.prompt.code: self.ticked.emit(code, used))
            row.stepped.connect(lambda way, place=place: self._step(place + way))
            self.column.addWidget(row)
        self.column.addStretch(1)

    def _step(self, place: int) -> None:
        row = self.rows[min(max(place, 0), len(self.rows) - 1)]
        row.setFocus()
        self.area.ensureWidgetVisible(row)


class RiskPanel(_Scrolling):
    """Safety and risk, shown only when it is asked for: tier and why, findings, exclusions, the sum."""

    def __init__(self) -> None:
        super().__init__("Safety and risk")
        self.column.setContentsMargins(14, 0, 14, 12)
        self.column.setSpacing(8)
        self._shown: Reckoned | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_reckoned(self, known: Reckoned | None) -> None:
        """Show this, or that nothing is known."""
        if known == self._shown and self.column.count():
            return
        self._shown = known
        empty_out(self.column)
        if known is None:
            self.column.addWidget(Label("Nothing is worked out for this person yet.", wrap=True))
        else:
            self._fill(known)
        self.column.addStretch(1)

    def _fill(self, known: Reckoned) -> None:
        local = "The rules are local. They order the list; they never decide treatment."
        self.column.addWidget(Label(local, Role.LABEL, "ink2", wrap=True))
        self.column.addWidget(TierBadge(known.tier), 0, Qt.AlignmentFlag.AlignLeft)
        if not known.reasons:
            self.column.addWidget(Label("No rule raises it.", Role.TABLE, "ink2", wrap=True))
        for heading, reasons in (
            ("", known.reasons),
            ("Also seen", known.also),
            ("Excludes from review here", known.exclusions),
            ("To look at: may exclude", known.to_check),
        ):
            self._list(heading, reasons)
        self._head_of("Oral morphine equivalence (OME)")
        working = WorkingPanel()
        working.set_lines(known.working, known.foot)
        self.column.addWidget(working)
        self.column.addWidget(Label(known.high_dose, Role.TABLE, wrap=True))

    def _list(self, heading: str, reasons: tuple[Reason, ...]) -> None:
        if reasons and heading:
            self._head_of(heading)
        for reason in reasons:
            because = "\n".join(part for part in (reason.because, reason.source) if part)
            made = Notice(reason.what, because, tone=Tone.QUIET)
            self.column.addWidget(made)

    def _head_of(self, words: str) -> None:
        self.column.addSpacing(4)
        self.column.addWidget(Label(words, Role.LABEL, "ink2", weight=SEMIBOLD, wrap=True))
