"""The listening page: agenda, story, said back, and four groups that open when they are wanted."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QTextCursor
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from pharmreview.domain.review.answer import chosen, text_of
from pharmreview.domain.review.step import LinesField
from ui.forms.editors.editor import leave_undo_to_the_case
from ui.forms.step_form import StepForm, given_under
from ui.screens.review.listening.agenda import AgendaPanel
from ui.screens.review.listening.story import StoryField
from ui.screens.review.pages import LastTime, Page
from ui.screens.review.props import Props
from ui.theme.tokens import Role
from ui.widgets.buttons.button import Button
from ui.widgets.choices.segmented import SegmentedBar
from ui.widgets.fields.note_field import NoteField
from ui.widgets.marks.label import Label
from ui.widgets.panels.card import Card

_SHORT_NAME = 18
_AGREED = (("yes", "Yes"), ("no", "Not quite"), ("not-asked", "Not asked"))


class ListenPage(Page):
    """No scores, no risk, nothing that must be filled in."""

    def __init__(self, props: Props) -> None:
        super().__init__()
        self._props = props
        who = props.name or "they"
        verb = "wants" if props.name else "want"
        declared = next(f for f in props.step.fields if isinstance(f, LinesField))
        self._agenda_key = f"{props.step.id}.{declared.id}"
        self.agenda = AgendaPanel(declared, f"What {who} {verb} to talk about")
        self.agenda.given.connect(lambda lines: self.give(self._agenda_key, lines))
        self.agenda.left.connect(self.left)
        self.story = StoryField("Story, in their own words")
        self.heard = NoteField("What I heard, said back", least=2, most=8)
        leave_undo_to_the_case(self.heard)
        for field, key in ((self.story, "listen.story"), (self.heard, "listen.heard")):
            field.typed.connect(lambda words, key=key: self.give(key, words))
            field.finished.connect(self.left)
        self.agreed = SegmentedBar(f"Agreed by {props.name or 'the person'}", _AGREED, small=True)
        self.agreed.chosen.connect(lambda answer: self.give("listen.agreed", answer))
        self.agreed_before = LastTime("listen.agreed")
        self.agreed_before.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.folds: dict[str, Button] = {}
        self.groups: dict[str, tuple[Card, StepForm]] = {}
        self._fold_grid = QGridLayout()
        self._fold_grid.setSpacing(8)
        self._lay_out(props)
        for keys, does in (
            ("Ctrl+'", self.story.mark_quote),
            ("Ctrl+Shift+A", self.add_to_agenda),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(does)

    def show_props(self, props: Props) -> None:
        super().show_props(props)
        self._props = props
        answers = props.answers
        self.agenda.editor.show_given(given_under(answers, self._agenda_key))
        self.story.set_value(text_of(answers, "listen.story"))
        self.heard.set_value(text_of(answers, "listen.heard"))
        self.agreed.set_value(text_of(answers, "listen.agreed") or None)
        self.agreed_before.show_props(props)
        for group_id, button in self.folds.items():
            button.set_hint(self._noted(group_id))
        self._place_folds()

    def focus_first(self) -> None:
        if self.story.textCursor().atStart():
            self.story.moveCursor(QTextCursor.MoveOperation.End)
        self.story.setFocus()

    def reveal(self, key: str) -> None:
        field_id = key.split(".")[1]
        group = next((f.group for f in self._props.step.fields if f.id == field_id), "")
        if group in self.groups:
            self._open(group, opens=True)
            self.groups[group][1].reveal(key)
        else:
            {"agenda": self.agenda.editor, "heard": self.heard, "agreed": self.agreed}.get(
                field_id, self.story
            ).setFocus()

    def add_to_agenda(self) -> None:
        """Put what is chosen in the story on the agenda, or open a fresh line."""
        words = self.story.chosen_words() if self.story.hasFocus() else ""
        self.agenda.add_said(words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_folds()

    def _lay_out(self, props: Props) -> None:
        story_label = Label("&Story, in their own words", Role.SECTION)
        story_label.setBuddy(self.story)
        head = _row(story_label, None, Label("Ctrl+' marks a quote", Role.LABEL, "ink2"))
        heard_label = Label("What I &heard, said back", Role.SECTION)
        heard_label.setBuddy(self.heard)
        agreed_label = Label(f"Agreed by {props.name or 'the person'}", Role.LABEL, "ink2")
        self._heard_head = QGridLayout()
        self._heard_head.setHorizontalSpacing(8)
        self._heard_head.setVerticalSpacing(4)
        self._heard_parts = (heard_label, _row(agreed_label, self.agreed))
        self.column.setSpacing(6)
        self.column.addWidget(self.agenda)
        self.column.addSpacing(6)
        self.column.addWidget(head)
        self.column.addWidget(self.story, 1)
        self.column.addSpacing(4)
        self.column.addLayout(self._heard_head)
        self.column.addWidget(self.agreed_before)
        self.column.addWidget(self.heard)
        self.column.addSpacing(4)
        self.column.addLayout(self._fold_grid)
        for group in props.step.groups:
            if group.folded:
                self._add_group(props, group.id, group.title)
        self._place_folds()

    def _add_group(self, props: Props, group_id: str, title: str) -> None:
        button = Button(title, icon="chevron-right", hint="empty", small=True)
        button.setAccessibleDescription("Opens under the row")
        button.clicked.connect(lambda: self._open(group_id, opens=self.groups[group_id][0].isHidden()))
        self.folds[group_id] = button
        card = Card()
        form = self.take(StepForm(props.step, (group_id,), name=props.name, folds=False, plain=True))
        card.set_title(title)
        card.add(form)
        card.hide()
        self.groups[group_id] = (card, form)
        self.column.addWidget(card)

    def _open(self, group_id: str, *, opens: bool) -> None:
        card, form = self.groups[group_id]
        card.setVisible(opens)
        self.folds[group_id].set_icon_name("chevron-down" if opens else "chevron-right")
        if opens:
            self.body.adjustSize()
            first = form.first_editor()
            if first is not None:
                (first.focusProxy() or first).setFocus()
                self.area.ensureWidgetVisible(card, 0, 0)
                self.show_focused(first)

    def _place_folds(self) -> None:
        """Rows of several parts stand side by side only where every part has its room."""
        room = self.area.viewport().width() - 16
        heard, agreed = self._heard_parts
        beside = heard.sizeHint().width() + agreed.sizeHint().width() + 16 <= room
        self._heard_head.addWidget(heard, 0, 0)
        self._heard_head.addWidget(agreed, 0 if beside else 1, 1 if beside else 0)
        self._heard_head.setColumnStretch(0, 1)
        needed = sum(button.sizeHint().width() + 10 for button in self.folds.values())
        across = 4 if needed <= room else 2
        for place, button in enumerate(self.folds.values()):
            self._fold_grid.addWidget(button, place // across, place % across)
        for column in range(4):
            self._fold_grid.setColumnStretch(column, 1 if column < across else 0)

    def _noted(self, group_id: str) -> str:
        """What a folded group holds, in a word or two."""
        answers = self._props.answers
        fields = [f for f in self._props.step.fields if f.group == group_id]
        if group_id == "with":
            here = text_of(answers, "listen.present").strip()
            return "empty" if not here else here if len(here) <= _SHORT_NAME else "noted"
        if group_id == "effects":
            rows = {k.split(".")[2] for k in answers if k.startswith("listen.effects.")}
            return f"{len(rows)} noted" if rows else "empty"
        given = [f for f in fields if given_under(answers, f"listen.{f.id}")]
        asked = any(chosen(answers, f"listen.{f.id}") == ("yes",) for f in fields if f.kind == "yn")
        return "asked" if asked else f"{len(given)} noted" if given else "empty"


def _row(*parts: QWidget | None) -> QWidget:
    """Widgets side by side; None takes the room there is."""
    made = QWidget()
    layout = QHBoxLayout(made)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        else:
            layout.addWidget(part)
    return made
