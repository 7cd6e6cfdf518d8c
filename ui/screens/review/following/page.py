"""The follow-up page: nine parts, one shown at a time, with the story carried forward beside them.

Where there is room the joint visit and the MDT stand side by side, the story before them.
"""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from ui.forms.step_form import StepForm
from ui.screens.review.following.carried_panel import CarriedPanel
from ui.screens.review.following.directory import DirectoryCard
from ui.screens.review.following.joint import JointCard
from ui.screens.review.following.mdt import LISTED, MdtCard
from ui.screens.review.following.reaching import ReachingNotice
from ui.screens.review.following.signposting import SignpostPanel
from ui.screens.review.offers import CountUptake, DropService, KeepService
from ui.screens.review.pages import LastTime, Page
from ui.screens.review.props import Props
from ui.state.half_typed import HalfTyped
from ui.theme.active import current_theme
from ui.theme.tokens import Role
from ui.widgets.buttons.button import Button
from ui.widgets.choices.chips import ChipOption, ChipSet
from ui.widgets.marks.label import Label
from ui.widgets.panels.card import Card

_PARTS = (
    ("next", "Next contact"),
    ("reach", "Reaching them"),
    ("since", "Since last time"),
    ("signpost", "Signposting"),
    ("joint", "Joint visit"),
    ("mdt", "MDT"),
    ("data", "6 months"),
    ("data_12", "12 months"),
    ("experience", "What they said of it"),
)
_PART_OF = {"recovery": "signpost", "outcome": "mdt"}
_UNDER = 24
_ON_THE_CARD = ("joint", "joint_message")
_TOGETHER = ("joint", "mdt")
_TOGETHER_FROM = 1060
"""A review of this width has room for the story, the joint visit and the MDT."""


class FollowUpPage(Page):
    """What comes after the decision. Nobody has to begin again: the story stands beside it."""

    def __init__(self, props: Props) -> None:
        super().__init__()
        self._props = props
        self.carried = CarriedPanel()
        self.parts = ChipSet("Parts of the follow-up", single=True)
        self.parts.set_options([ChipOption(code, words) for code, words in _PARTS])
        self.parts.changed.connect(self._turned)
        self.column.addWidget(self.parts)
        self._holders: dict[str, QWidget] = {}
        self._abreast = QHBoxLayout()
        self._abreast.setSpacing(10)
        self._has_room = False
        self._build(props)
        self.column.addStretch(1)
        signs = QShortcut(QKeySequence("Ctrl+Shift+G"), self)
        signs.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        signs.activated.connect(self._sign)
        self.show_part("next")

    def side(self) -> QWidget:
        return self.carried

    def find_again(self, half_typed: HalfTyped) -> None:
        self.directory.find_again(half_typed)

    def show_props(self, props: Props) -> None:
        super().show_props(props)
        self.before.show_props(props)
        self._props = props
        self.carried.show_words(props.carried)
        self.reaching.show_reach(props.reach)
        self.copied.setText(props.copied)
        self.joint.show_answers(props.answers, props.user)
        self.mdt.show_answers(props.answers, props.mdt_not_for, props.name)
        offers = props.offers
        self.signposts.show_answers(props.answers, props.context, offers.services)
        self.directory.show_services(offers.services, offers.uptake, props.context)
        self.directory.show_problem(*offers.problem)

    def show_part(self, part: str) -> None:
        """Show one part, and what stands beside it. Keys that were in a part that goes come to this one."""
        at = QApplication.focusWidget()
        self.part = part
        self.parts.set_value((part,))
        self.side_first = self._has_room and part in _TOGETHER
        for code, holder in self._holders.items():
            holder.setVisible(code == part or (self.side_first and code in _TOGETHER))
        if at is not None and any(h.isHidden() and h.isAncestorOf(at) for h in self._holders.values()):
            self.focus_first()
        self.room_changed.emit()

    def fit(self, width: int) -> None:
        has_room = width >= current_theme().px(_TOGETHER_FROM)
        if has_room != self._has_room:
            self._has_room = has_room
            self.show_part(self.part)

    def go_on(self) -> bool:
        at = QApplication.focusWidget()
        if at is None or not self.mdt.isAncestorOf(at):
            return False
        self.mdt.list_button.click()
        self.mdt.list_button.setFocus()
        self._show_soon(self.mdt.state)
        return True

    def focus_first(self) -> None:
        first = self._first_in(self.part)
        if first is not None:
            first.setFocus()

    def reveal(self, key: str) -> None:
        field = next((f for f in self._props.step.fields if f.id == key.split(".")[1]), None)
        if field is None:
            return
        self.show_part(_PART_OF.get(field.group, field.group))
        if field.group in {"mdt", "outcome"}:
            self.mdt.show_page("request" if field.group == "mdt" else "outcome")
        if field.id == "joint_message":
            self.joint.message.setFocus()
        elif field.id == "joint":
            next(iter(self.joint.rows.values())).name.setFocus()
        elif field.id == "referrals":
            self.signposts.picker.setFocus()
        else:
            super().reveal(key)

    def put_on_list(self, listed: bool) -> None:
        """Put the person on the MDT list today, or take them off it."""
        self.left.emit()
        self.give(LISTED, self._props.context.today.isoformat() if listed else "")
        self.left.emit()

    def _sign(self) -> None:
        """Sign as whoever is signed in, and show that it is signed."""
        self.joint.sign_mine()
        self._show_soon(self.joint.agreed)

    def _show_soon(self, words: QWidget) -> None:
        """Bring into sight what says how it went, once it is laid out."""
        QTimer.singleShot(0, words, lambda: self.area.ensureWidgetVisible(words, 0, _UNDER))

    def _build(self, props: Props) -> None:
        lists = props.context.lists
        self.joint = JointCard(lists["joint-clinicians"].options, lists["joint-parts"].options)
        self.joint.given.connect(self.give)
        self.joint.given_together.connect(self.answered)
        self.joint.left.connect(self.left)
        self.joint.sign_wanted.connect(self.sign_wanted)
        self.signposts = SignpostPanel()
        self.signposts.given.connect(self.answered)
        self.signposts.left.connect(self.left)
        self.directory = DirectoryCard()
        self.directory.keep_wanted.connect(lambda service: self.offer.emit(KeepService(service)))
        self.directory.drop_wanted.connect(lambda id_: self.offer.emit(DropService(id_)))
        self.directory.count_wanted.connect(lambda: self.offer.emit(CountUptake()))
        request = self._form(props, "mdt", without=("mdt_listed",), plain=True)
        self.mdt = MdtCard(request, self._form(props, "outcome", plain=True))
        self.mdt.list_wanted.connect(self.put_on_list)
        self.mdt.papers.clicked.connect(self.papers_wanted)
        rest = self._form(props, "joint", without=(*_ON_THE_CARD, "joint_date"), plain=True)
        after = Card("After the visit")
        after.add(rest)
        day = Card()
        day.add(self._form(props, "joint", without=tuple(_all_but(props, "joint", "joint_date")), plain=True))
        self._hold("next", self._form(props, "next"), self._summary())
        self.reaching = ReachingNotice()
        self.reaching.papers.clicked.connect(self.papers_wanted)
        self._hold("reach", self.reaching, self._form(props, "reach"))
        self._hold("since", self._form(props, "since"))
        self._hold("signpost", self.signposts, self._form(props, "recovery"), self.directory)
        self.before = LastTime(*(f"follow_up.{field}" for field in reversed(_ON_THE_CARD)))
        self.joint.add(self.before)
        self._hold("joint", day, self.joint, after)
        self._hold("mdt", self.mdt)
        for code in _TOGETHER:
            self._abreast.addWidget(self._holders[code], 1)
        self.column.addLayout(self._abreast)
        for point in ("data", "data_12"):
            self._hold(point, self._form(props, point))
        self._hold("experience", self._form(props, "experience"))

    def _summary(self) -> Card:
        record = Card("Summary for the record", subtitle="plain lines, the person first")
        copy = Button("Copy for the record", icon="copy", hint="Ctrl+Shift+C")
        copy.clicked.connect(self.copy_wanted)
        self.copied = Label("", Role.TABLE, "ink2", wrap=True)
        ways = QHBoxLayout()
        ways.setSpacing(10)
        ways.addWidget(copy)
        ways.addWidget(self.copied, 1)
        record.body.addLayout(ways)
        return record

    def _form(
        self, props: Props, group: str, *, without: tuple[str, ...] = (), plain: bool = False
    ) -> StepForm:
        made = StepForm(props.step, (group,), without=without, name=props.name, folds=False, plain=plain)
        return self.take(made)

    def _hold(self, part: str, *widgets: QWidget) -> None:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for widget in widgets:
            column.addWidget(widget)
        column.addStretch(1)
        self._holders[part] = holder
        if part not in _TOGETHER:
            self.column.addWidget(holder)

    def _turned(self, codes: tuple[str, ...]) -> None:
        self.show_part(codes[0] if codes else self.part)

    def _first_in(self, part: str) -> QWidget | None:
        if part == "joint":
            return next(iter(self.joint.rows.values())).name
        if part == "signpost":
            return self.signposts.picker
        holder = self._holders[part]
        for form in self.forms:
            first = form.first_editor() if holder.isAncestorOf(form) else None
            if first is not None:
                return first.focusProxy() or first
        return self.parts


def _all_but(props: Props, group: str, kept: str) -> list[str]:
    return [f.id for f in props.step.fields if f.group == group and f.id != kept]
