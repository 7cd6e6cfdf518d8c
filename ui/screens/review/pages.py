"""A page for each step: the form of the declaration, with what belongs above it."""

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from pharmreview.domain.review.answer import AnswerValue
from ui.forms.step_form import StepForm
from ui.screens.review.props import Props
from ui.screens.review.reckoning import MedicineWords, Reckoned, Standing
from ui.state.half_typed import HalfTyped
from ui.theme.active import current_theme
from ui.theme.tokens import SEMIBOLD, Role
from ui.widgets.buttons.button import Button, Kind
from ui.widgets.marks.badge import TierBadge
from ui.widgets.marks.label import Label, Rule
from ui.widgets.panels.captioned import SignMark
from ui.widgets.panels.card import Card, empty_out
from ui.widgets.panels.scroll import ScrollBody, scrolls_down
from ui.widgets.panels.working import WorkingPanel

WIDEST = 1120
_ABREAST_FROM = 640
_AROUND = 24


class LastTime(Label):
    """What an earlier review holds of something this one asks afresh, for what is no row of a form."""

    def __init__(self, *keys: str) -> None:
        super().__init__("", Role.LABEL, "ink2", wrap=True)
        self._keys = keys
        self.hide()

    def show_props(self, props: Props) -> None:
        """Show it, with its day; nothing where none is."""
        known = props.context.last_time
        self.setText("\n".join(known[key] for key in self._keys if key in known))
        self.setVisible(bool(self.text()))


class Page(QWidget):
    """One step. It tells what is given and keeps nothing; what scrolls is inside it."""

    answered = Signal(object)
    passed = Signal(str, str)
    left = Signal()
    taper_wanted = Signal()
    finish_wanted = Signal()
    copy_wanted = Signal()
    papers_wanted = Signal()
    sign_wanted = Signal(str)
    """The place of the clinician who signs."""
    offer = Signal(object)
    """Something to do with what the practice offers: a gesture of `ui.screens.review.offers`."""
    room_changed = Signal()
    side_first = False
    """Whether what stands beside the page stands before it and slim; the page takes all the room there is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.body = ScrollBody()
        self.body.setMaximumWidth(WIDEST)
        self.column = QVBoxLayout(self.body)
        self.column.setContentsMargins(6, 5, 6, 8)
        self.column.setSpacing(10)
        self.of_last_review = Label("", Role.LABEL, "ink2", wrap=True)
        self.of_last_review.hide()
        self.column.addWidget(self.of_last_review)
        self.area = scrolls_down(self.body)
        self.area.setObjectName("scroll")
        self.forms: list[StepForm] = []
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.area)

    def find_again(self, half_typed: HalfTyped) -> None:
        """Take up what was half typed here and belongs to no case, and leave what is typed from now on."""

    def side(self) -> QWidget | None:
        """What stands at its right instead of the prompts, or None."""
        return None

    def fit(self, width: int) -> None:
        """Take up a review of this width, the page and what stands beside it."""

    def go_on(self) -> bool:
        """Do what Ctrl+Enter does where the keys are; False where that is the review's own next step."""
        return False

    def show_props(self, props: Props) -> None:
        """Show the case as it stands."""
        self.of_last_review.setText(props.carried.of_last_review)
        self.of_last_review.setVisible(bool(props.carried.of_last_review))
        for form in self.forms:
            form.show_answers(props.answers, props.passed, props.shown, props.context)

    def focus_first(self) -> None:
        """Go to the first thing that takes the keys."""
        for form in self.forms:
            first = form.first_editor()
            if first is not None:
                (first.focusProxy() or first).setFocus()
                return

    def step_back(self) -> None:
        """Close what was opened over the page, where anything was: Esc."""

    def reveal(self, key: str) -> None:
        """Go to the field of a key."""
        for form in self.forms:
            form.reveal(key)

    def show_focused(self, widget: QWidget) -> None:
        """Bring what has the keys into sight."""
        if self.body.isAncestorOf(widget):
            tall = widget.height() > self.area.viewport().height() - 2 * _AROUND
            top = widget.mapTo(self.body, QPoint(0, 0))
            if tall:
                self.area.verticalScrollBar().setValue(max(top.y() - _AROUND, 0))
            else:
                self.area.ensureWidgetVisible(widget, 12, _AROUND)

    def give(self, key: str, value: AnswerValue) -> None:
        """Tell one answer."""
        self.answered.emit({key: value})

    def take(self, form: StepForm) -> StepForm:
        """Have this form's answers told as the page's own."""
        form.answered.connect(self._tell)
        form.passed.connect(self.passed)
        form.left.connect(self.left)
        self.forms.append(form)
        return form

    def _tell(self, given: Mapping[str, AnswerValue]) -> None:
        self.answered.emit(given)


class FormPage(Page):
    """A step that is its form and nothing more."""

    def __init__(self, props: Props, *, without: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.form = self.take(StepForm(props.step, name=props.name, without=without))
        self.column.addWidget(self.form, 1)


class PreparePage(FormPage):
    """What the record says and what it adds up to; then what to ask and look up."""

    def __init__(self, props: Props) -> None:
        shown = tuple(f.id for f in props.step.fields if f.kind == "shown")
        super().__init__(props, without=shown)
        self.medicines = Card("Medicines in the record")
        self.medicines.setAccessibleName("Medicines in the record")
        self.medicines.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.sum = Card("Total as oral morphine (OME)")
        self._badge = TierBadge()
        self.sum.add_beside_title(self._badge)
        self.working = WorkingPanel()
        self._why = Label("", Role.TABLE, wrap=True)
        self._high = Label("", Role.TABLE, wrap=True)
        for widget in (self.working, self._high, self._why):
            self.sum.add(widget)
        self.sum.body.addStretch(1)
        self._pair = QGridLayout()
        self._pair.setSpacing(10)
        self.column.insertLayout(0, self._pair)
        self._known: Reckoned | None = None
        self._place()

    def show_props(self, props: Props) -> None:
        super().show_props(props)
        known = props.reckoned
        self.sum.setVisible(known is not None)
        self.medicines.setVisible(known is not None)
        if known is None or known == self._known:
            return
        self._known = known
        self._badge.set_tier(known.tier)
        self.working.set_lines(known.working, known.foot)
        self._high.setText(known.high_dose)
        reasons = "\n".join(f"{r.what}: {r.because}" for r in known.reasons) or "No rule raises the tier."
        self._why.setText(reasons)
        empty_out(self.medicines.body)
        for place, line in enumerate(known.medicines):
            if place:
                self.medicines.add(Rule())
            self.medicines.add(_medicine_row(line))
        if not known.medicines:
            self.medicines.add(Label("The search brought no medicines.", wrap=True))
        self.medicines.body.addStretch(1)

    def focus_first(self) -> None:
        """The record is read first; nothing is asked before it."""
        if self._known is None:
            super().focus_first()
        else:
            self.medicines.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        abreast = self.width() >= current_theme().px(_ABREAST_FROM)
        self._pair.addWidget(self.medicines, 0, 0)
        self._pair.addWidget(self.sum, 0 if abreast else 1, 1 if abreast else 0)
        for column in range(2):
            self._pair.setColumnStretch(column, 1 if abreast or not column else 0)


class TaperPage(FormPage):
    """A short page that leads to the builder, and what to note while a plan runs."""

    def __init__(self, props: Props) -> None:
        super().__init__(props, without=("plan",))
        self._agreed = Label("", Role.BODY, wrap=True)
        self.build = Button("Open the builder", Kind.FILLED, icon="stair", hint="Ctrl+Enter")
        self.build.clicked.connect(self.taper_wanted)
        card = Card("The plan")
        card.add(self._agreed)
        row = QHBoxLayout()
        row.addWidget(self.build)
        row.addStretch(1)
        card.body.addLayout(row)
        self.column.insertWidget(0, card)

    def focus_first(self) -> None:
        self.build.setFocus()

    def show_props(self, props: Props) -> None:
        super().show_props(props)
        name = props.name or "the person"
        none_yet = f"No plan is agreed yet. Build one with {name}: pace, steps and pauses, then print it."
        self._agreed.setText(props.agreed or none_yet)


def _medicine_row(line: MedicineWords) -> QWidget:
    """One line of the record. What could not be read says so, with why, by sign and words."""
    row = QWidget()
    across = QHBoxLayout(row)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(8)
    signs = {
        Standing.READ: ("tick", "done"),
        Standing.ASK: ("help", "cautionline"),
        Standing.OTHER: ("tablet", "ink3"),
        Standing.UNREAD: ("warning", "cautionline"),
        Standing.ASIDE: ("clock", "ink3"),
    }
    sign = SignMark(*signs[line.standing], 16)
    across.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout()
    column.setSpacing(1)
    quiet = line.standing in (Standing.OTHER, Standing.ASIDE)
    name = Label(line.name, Role.TABLE, "ink2" if quiet else "ink", weight=SEMIBOLD, wrap=True)
    column.addWidget(name)
    column.addWidget(Label(line.directions, Role.TABLE, "ink2" if quiet else "ink", wrap=True))
    if line.issued:
        column.addWidget(Label(line.issued, Role.LABEL, "ink2", wrap=True))
    said = {Standing.UNREAD: "Not read", Standing.ASK: "To ask", Standing.ASIDE: "Set aside"}
    if line.standing in said:
        tone = "ink2" if line.standing is Standing.ASIDE else "cautionink"
        column.addWidget(Label(f"{said[line.standing]}: {line.why}", Role.LABEL, tone, wrap=True))
    across.addLayout(column, 1)
    row.setAccessibleName(". ".join(p for p in (line.name, line.directions, line.issued, line.why) if p))
    return row
