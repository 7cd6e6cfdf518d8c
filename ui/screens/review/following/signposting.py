"""Where somebody was sent on to, and what became of it, a card for each."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from pharmreview.domain.caseload.offered import LocalService, called
from pharmreview.domain.review.answer import Answers, text_of
from pharmreview.domain.review.step import Option
from pharmreview.domain.review.together.uptake import GRID, STAGES, referred
from ui import text as words_of
from ui.forms.editors.editor import OTHER, FormContext, leave_undo_to_the_case
from ui.theme.tokens import SEMIBOLD, Role
from ui.widgets.buttons.button import Button, Kind
from ui.widgets.choices.chips import ChipOption, ChipSet
from ui.widgets.choices.drop_down import DropDown
from ui.widgets.choices.flow import FlowLayout
from ui.widgets.choices.stamp import Stamp
from ui.widgets.fields.text_field import TextField
from ui.widgets.marks.label import Label
from ui.widgets.panels.card import Card

_AT_FIRST = 8
_PICKED = "yes"


def about(service: LocalService) -> str:
    """A service in one line: how to join, phone, how to get there, when somebody made sure of it."""
    seen = "" if service.looked_at is None else f"Looked at {words_of.day(service.looked_at)}"
    return ". ".join(part.rstrip(".") for part in (service.how, service.phone, service.reach, seen) if part)


class ReferralCard(Card):
    """One kind of service: which one, how far it came, how it was."""

    given = Signal(str, object)
    left = Signal()

    def __init__(self, option: Option, context: FormContext, services: Sequence[LocalService]) -> None:
        super().__init__(frame="note")
        self.kind = option.code
        self.stamps: dict[str, Stamp] = {}
        label = option.label
        self.service = TextField(f"{label}: which", placeholder="Which one, by name")
        self.note = TextField(f"{label}: note", placeholder="Note")
        self.helped = self._choice("helped", f"{label}: how much it helped", "Helped, 0 to 10", context)
        self.easy = self._choice("easy", f"{label}: easy to get to", "Easy to get to?", context)
        for part, field in (("service", self.service), ("note", self.note)):
            leave_undo_to_the_case(field)
            field.typed.connect(lambda words, part=part: self._tell(part, words))
            field.finished.connect(self.left)
        self.about = Label("", Role.LABEL, "ink2", wrap=True)
        self._services = tuple(s for s in services if s.kind == option.code)
        self._near = ChipSet(f"{label}: in the directory", single=True)
        self._near.set_options([ChipOption(s.id, s.name) for s in self._services])
        self._near.changed.connect(self._picked)
        stages = QWidget()
        flow = FlowLayout(stages)
        for stage in STAGES:
            stamp = Stamp(stage.title(), f"{label}: {stage}", context.today)
            stamp.stamped.connect(lambda day, stage=stage: self._whole(stage, day))
            self.stamps[stage] = stamp
            flow.addWidget(stamp)
        self.add(Label(label, Role.TABLE, weight=SEMIBOLD, wrap=True))
        for widget in (self._near, self.service, self.about, stages):
            self.add(widget)
        self._near.setVisible(bool(self._services))
        foot = QGridLayout()
        foot.setHorizontalSpacing(8)
        for place, (widget, share) in enumerate(((self.helped, 2), (self.easy, 2), (self.note, 3))):
            foot.addWidget(widget, 0, place)
            foot.setColumnStretch(place, share)
        self.body.addLayout(foot)

    def show_answers(self, answers: Answers) -> None:
        """Show this referral as it stands."""
        key = f"{GRID}.{self.kind}"
        name = text_of(answers, f"{key}.service")
        self.service.set_value(name)
        self.note.set_value(text_of(answers, f"{key}.note"))
        self.helped.set_value(text_of(answers, f"{key}.helped") or None)
        self.easy.set_value(text_of(answers, f"{key}.easy") or None)
        for stage, stamp in self.stamps.items():
            stamp.set_value(text_of(answers, f"{key}.{stage}"))
        mine = called(self._services, self.kind, name)
        self._near.set_value(() if mine is None else (mine.id,))
        self.about.setText("" if mine is None else about(mine))
        self.about.setVisible(mine is not None)

    def _choice(self, part: str, name: str, prompt: str, context: FormContext) -> DropDown:
        lists = {"helped": "out-of-ten", "easy": "easy-to-reach"}
        options = [(o.code, o.label) for o in context.lists[lists[part]].options]
        made = DropDown(name, options, prompt=prompt, small=True)
        made.setMinimumWidth(90)
        made.chosen.connect(lambda code: self._whole(part, code))
        return made

    def _picked(self, ids: tuple[str, ...]) -> None:
        chosen = next((s.name for s in self._services if s.id in ids), "")
        self._whole("service", chosen)

    def _whole(self, part: str, value: object) -> None:
        self.left.emit()
        self._tell(part, value)
        self.left.emit()

    def _tell(self, part: str, value: object) -> None:
        self.given.emit(f"{GRID}.{self.kind}.{part}", value)


class SignpostPanel(QWidget):
    """The kinds of service to pick from, and a card for each that was spoken of."""

    given = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.cards: dict[str, ReferralCard] = {}
        self._answers: Answers = {}
        self._context = FormContext()
        self._services: tuple[LocalService, ...] = ()
        self._built: tuple[object, ...] = ()
        self._open = False
        card = Card("Signposting", subtitle="people choose; transport is worth asking about")
        self.picker = ChipSet("Kinds of service")
        self.picker.changed.connect(self._pick)
        self.more = Button("More", Kind.QUIET, icon="plus", small=True)
        self.more.clicked.connect(self._unfold)
        card.add(self.picker)
        row = QHBoxLayout()
        row.addWidget(self.more)
        row.addStretch(1)
        card.body.addLayout(row)
        self._stack = QVBoxLayout()
        self._stack.setSpacing(8)
        card.body.addLayout(self._stack)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)

    def show_answers(
        self, answers: Answers, context: FormContext, services: tuple[LocalService, ...]
    ) -> None:
        """Show every referral as it stands."""
        self._answers, self._context, self._services = answers, context, services
        options = self._options()
        spoken = [o for o in options if o.code in referred(answers)]
        self._rebuild(spoken)
        near = {s.kind for s in services}
        shown = [
            o
            for place, o in enumerate(options)
            if self._open or place < _AT_FIRST or o in spoken or o.code in near
        ]
        self.picker.set_options([ChipOption(o.code, o.label) for o in shown])
        self.picker.set_value([o.code for o in spoken])
        self.more.set_words(f"{len(options) - len(shown)} more")
        self.more.setVisible(len(shown) < len(options))
        for card in self.cards.values():
            card.show_answers(answers)

    def _options(self) -> list[Option]:
        return [*self._context.lists["referrals"].options, Option(code=OTHER, label="Other")]

    def _rebuild(self, spoken: Sequence[Option]) -> None:
        wanted = (tuple(o.code for o in spoken), self._services)
        if wanted == self._built:
            return
        self._built = wanted
        for card in self.cards.values():
            self._stack.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = {}
        for option in spoken:
            card = ReferralCard(option, self._context, self._services)
            card.given.connect(lambda key, value: self.given.emit({key: value}))
            card.left.connect(self.left)
            self.cards[option.code] = card
            self._stack.addWidget(card)

    def _pick(self, codes: tuple[str, ...]) -> None:
        spoken = referred(self._answers)
        given: dict[str, str] = {f"{GRID}.{c}": _PICKED for c in codes if c not in spoken}
        for code in spoken:
            if code not in codes:
                start = (f"{GRID}.{code}", f"{GRID}.{code}.")
                given |= {k: "" for k in self._answers if k == start[0] or k.startswith(start[1])}
        self.left.emit()
        self.given.emit(given)
        self.left.emit()

    def _unfold(self) -> None:
        self._open = True
        self.show_answers(self._answers, self._context, self._services)
        self.picker.setFocus()
