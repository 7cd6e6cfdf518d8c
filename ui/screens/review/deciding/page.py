"""The deciding page: options side by side, what is in the way, how much it matters and how sure."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QGridLayout, QWidget

from pharmreview.domain.review.answer import chosen, text_of
from pharmreview.domain.review.step import Field, GridField, ManyField, Option
from ui.forms.editors.choosing import said
from ui.forms.step_form import StepForm
from ui.screens.review.deciding.matches import MatchesList, matches
from ui.screens.review.deciding.options_table import OptionsTable
from ui.screens.review.deciding.record import RecordPanel
from ui.screens.review.deciding.way import ChipsRow
from ui.screens.review.pages import Page
from ui.screens.review.props import Props
from ui.theme.active import current_theme
from ui.theme.tokens import Role
from ui.widgets.buttons.button import Button, Kind
from ui.widgets.choices.chips import ChipOption, ChipSet
from ui.widgets.marks.label import Label
from ui.widgets.panels.card import Card
from ui.widgets.panels.states import EmptyState

LOOKED_AT = "decide.looked_at"
"""Which options stand side by side, in the order they were picked."""
ABREAST = 4
_IN_THE_WAY = ("barriers", "challenges")
_WOULD_HELP = ("strategies", "helps")
_MORE = ("facilitators", "support", "support_themes")
_SCALES = ("importance", "confidence")
_GRID = "decide.weighed"
_SCALES_ABREAST_FROM = 660
_QUIET_WORDS_FROM = 640


class DecidePage(Page):
    """Choosing with the reasons in view. No change finishes a review just as well."""

    def __init__(self, props: Props) -> None:
        super().__init__()
        self._props = props
        self.column.setContentsMargins(6, 5, 2, 8)
        self._fields: dict[str, Field] = {f.id: f for f in props.step.fields}
        self._options_card(props)
        self._way_card(props)
        self._scales_card(props)
        self.column.addStretch(1)
        form = self.take(StepForm(props.step, ("record",), name=props.name, plain=True))
        self.record = RecordPanel(form)
        self.record.build_wanted.connect(self.taper_wanted)
        self.record.finish_wanted.connect(self.finish_wanted)
        shortcut = QShortcut(QKeySequence("Ctrl+Shift+O"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.choose_which)

    def side(self) -> QWidget:
        return self.record

    def show_props(self, props: Props) -> None:
        super().show_props(props)
        self._props = props
        shown = self._looked_at()
        options = props.context.lists["options"].options
        by_code = {o.code: o for o in options}
        self.table.show_options(
            [by_code[c] for c in shown], text_of(props.answers, "decide.decision"), props.answers, _GRID
        )
        self.table.setVisible(bool(shown))
        self._subtitle_fits()
        self.empty.setVisible(not shown)
        self._pick_label.setText(f"{len(shown)} of {len(options)} shown")
        self.which.set_options([ChipOption(o.code, said(o, props.name)) for o in options])
        self.which.set_value(shown)
        if not shown:
            self.which.show()
        for row in (self.in_the_way, self.would_help):
            row.show_answers(props.answers, props.context)
        dashed = any(o in props.context.suggested for o in self._help_codes())
        self._dashed.setVisible(dashed)
        self.matches.show_lines(matches(props, _IN_THE_WAY))
        self.record.show_props(props)

    def focus_first(self) -> None:
        heads = list(self.table.heads.values())
        decided = next((h for h in heads if h.isChecked()), heads[0] if heads else None)
        (decided or self.which).setFocus()

    def choose_which(self) -> None:
        """Open or close the choice of which options stand side by side."""
        opens = self.which.isHidden()
        self.which.setVisible(opens or not self._looked_at())
        (self.which if opens else self.pick).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._subtitle_fits()
        self._place_scales()

    def _looked_at(self) -> tuple[str, ...]:
        """What was picked to look at; the option decided on is always among them."""
        answers = self._props.answers
        known = {o.code for o in self._props.context.lists["options"].options}
        picked = [c for c in chosen(answers, LOOKED_AT) if c in known]
        decided = text_of(answers, "decide.decision")
        if decided in known and decided not in picked:
            picked = [*picked[: ABREAST - 1], decided]
        order = [o.code for o in self._props.context.lists["options"].options]
        return tuple(sorted(picked[:ABREAST], key=order.index))

    def _options_card(self, props: Props) -> None:
        grid = self._fields["weighed"]
        if not isinstance(grid, GridField):
            raise TypeError("options are weighed in a grid")
        self._whose = f"in {props.name}’s words" if props.name else "in their words"
        self._card = card = Card("Options, side by side")
        self._pick_label = Label("", Role.TABLE, "ink2")
        self.pick = Button("Choose which", Kind.QUIET, small=True)
        self.pick.setToolTip("Choose which (Ctrl+Shift+O)")
        self.pick.clicked.connect(self.choose_which)
        card.add_beside_title(self._pick_label)
        card.add_beside_title(self.pick)
        self.which = ChipSet("Which options to look at")
        self.which.changed.connect(self._pick)
        self.which.hide()
        self.empty = EmptyState("Which of these shall we look at?", "Pick up to four.", stair=False)
        own = self.empty.layout()
        if own is not None:
            own.setContentsMargins(0, 0, 0, 0)
        self.table = OptionsTable(grid, props.name)
        self.table.chosen.connect(self._decide)
        self.table.written.connect(lambda rest, said_: self.give(f"{_GRID}.{rest}", said_))
        self.table.left.connect(self.left)
        for widget in (self.empty, self.which, self.table):
            card.add(widget)
        self.column.addWidget(card)

    def _way_card(self, props: Props) -> None:
        card = Card()
        self.in_the_way = ChipsRow("In the way", props.step.id, self._many(_IN_THE_WAY))
        self.would_help = ChipsRow("Would help", props.step.id, self._many(_WOULD_HELP))
        for row in (self.in_the_way, self.would_help):
            row.answered.connect(self._tell)
            row.left.connect(self.left)
            card.add(row)
        self._dashed = Label(
            "Dashed: suggested by what is in the way. Never added for you.", Role.LABEL, "ink2", wrap=True
        )
        card.add(self._dashed)
        self.matches = MatchesList()
        card.add(self.matches)
        rest = tuple(f.id for f in props.step.fields if f.group == "way" and f.id not in _MORE)
        self.more = self.take(StepForm(props.step, ("way",), without=rest, name=props.name, plain=True))
        self.open_more = Button(f"What {props.name or 'the person'} brings, and more support", Kind.QUIET)
        self.open_more.set_icon_name("chevron-right")
        self.open_more.clicked.connect(self._turn_more)
        card.body.addWidget(self.open_more, 0, Qt.AlignmentFlag.AlignLeft)
        card.add(self.more)
        self.more.hide()
        self.column.addWidget(card)

    def _scales_card(self, props: Props) -> None:
        card = Card()
        self._scales = QGridLayout()
        self._scales.setHorizontalSpacing(18)
        self._scales.setVerticalSpacing(10)
        self._halves: list[StepForm] = []
        group = [f.id for f in props.step.fields if f.group == "readiness"]
        for scale in _SCALES:
            rest = tuple(i for i in group if not i.startswith(scale))
            half = StepForm(props.step, ("readiness",), without=rest, name=props.name, plain=True)
            self._halves.append(self.take(half))
        rest = tuple(i for i in group if i.startswith(_SCALES))
        last = StepForm(props.step, ("readiness",), without=rest, name=props.name, plain=True)
        self.readiness = self.take(last)
        card.body.addLayout(self._scales)
        card.add(self.readiness)
        self.column.addWidget(card)
        self._place_scales()

    def _subtitle_fits(self) -> None:
        """The quiet words beside the heading give way first."""
        roomy = self.width() >= current_theme().px(_QUIET_WORDS_FROM)
        self._card.set_subtitle(self._whose if roomy else "")

    def _place_scales(self) -> None:
        abreast = self.width() >= current_theme().px(_SCALES_ABREAST_FROM)
        for place, half in enumerate(self._halves):
            self._scales.addWidget(half, 0 if abreast else place, place if abreast else 0)
        for column in range(2):
            self._scales.setColumnStretch(column, 1 if abreast or not column else 0)

    def _many(self, ids: tuple[str, ...]) -> list[ManyField]:
        found = [self._fields[i] for i in ids]
        return [f for f in found if isinstance(f, ManyField)]

    def _help_codes(self) -> list[str]:
        options: list[Option] = []
        for field in self._many(_WOULD_HELP):
            options += self._props.context.lists[field.choices].options
        return [o.code for o in options]

    def _turn_more(self) -> None:
        opens = self.more.isHidden()
        self.more.setVisible(opens)
        self.open_more.set_icon_name("chevron-down" if opens else "chevron-right")

    def _decide(self, code: str) -> None:
        self.answered.emit({"decide.decision": code, LOOKED_AT: self._looked_at()})

    def _pick(self, codes: tuple[str, ...]) -> None:
        """Keep up to four; a fifth takes the place of none."""
        if len(codes) > ABREAST:
            self.which.set_value(self._looked_at())
            self._pick_label.setText(f"{ABREAST} is the most; let one go first")
            return
        self.left.emit()
        self.give(LOOKED_AT, codes)
        self.left.emit()
