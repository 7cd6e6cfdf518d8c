"""To whom the paper shown goes and how, and what is typed for it alone."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from pharmreview.domain.case import Channel
from pharmreview.services.writing.catalogue import SETTINGS
from ui.screens.papers.offered.shown import Asked, Format, Going
from ui.theme.active import current_theme
from ui.theme.tokens import REGULAR, SEMIBOLD, Role
from ui.widgets.choices.chips import Chip, ChipOption
from ui.widgets.choices.drop_down import DropDown
from ui.widgets.choices.segmented import SegmentedBar
from ui.widgets.fields.note_field import NoteField
from ui.widgets.fields.text_field import TextField
from ui.widgets.marks.label import Label
from ui.widgets.panels.captioned import Captioned, SignMark
from ui.widgets.panels.card import Card, empty_out
from ui.widgets.panels.notice import BarFrame

_LEAST = 190
"""With less, the words of the bar would stand in a column and take the page's place."""
_HOW = (
    (Channel.HANDED.value, "Handed over"),
    (Channel.POST.value, "Post"),
    (Channel.EMAIL.value, "E-mail"),
    (Channel.NHS_APP.value, "NHS App"),
    (Channel.PHONE.value, "Read out by phone"),
)


class GoingCard(Card):
    """`changed` tells the recipient and the channel; `typed` a key and what was typed for it."""

    changed = Signal(str, str)
    typed = Signal(str, str)

    def __init__(self) -> None:
        super().__init__("To whom")
        self.recipient = TextField("To whom it goes", placeholder="a name")
        self.channel = DropDown("How it goes", _HOW, small=True)
        self.how = Captioned("How", self.channel)
        self.who = Captioned("To", self.recipient)
        self._blanks = QVBoxLayout()
        self._blanks.setSpacing(8)
        self.add(self.who)
        self.add(self.how)
        self.body.addLayout(self._blanks)
        self.fields: dict[str, TextField | NoteField] = {}
        self._shown: tuple[tuple[str, str], ...] = ()
        self.recipient.typed.connect(self._tell)
        self.channel.chosen.connect(lambda _how: self._tell())

    def show_going(self, going: Going | None, asked: tuple[Asked, ...]) -> None:
        """Show where the paper goes, and the places to type for it."""
        self.setVisible(going is not None or bool(asked))
        self.set_title("To whom" if going is not None else "To fill in")
        for part in (self.who, self.how):
            part.setVisible(going is not None)
        if going is not None:
            if self.recipient.value() != going.recipient:
                self.recipient.set_value(going.recipient)
            self.channel.set_value(going.channel)
            self.how.set_help(going.where)
            self.how.set_problem(going.problem)
        if _kinds(asked) != self._shown:
            self._build(asked)
        for one in asked:
            field = self.fields[one.key]
            if field.value() != one.value:
                field.set_value(one.value)

    def _build(self, asked: tuple[Asked, ...]) -> None:
        self._shown = _kinds(asked)
        empty_out(self._blanks)
        self.fields = {}
        for one in asked:
            field = NoteField(one.label, least=2, most=5) if one.lines else TextField(one.label)
            field.typed.connect(lambda *_, key=one.key, field=field: self.typed.emit(key, field.value()))
            self.fields[one.key] = field
            self._blanks.addWidget(Captioned(one.label, field, help_line=one.example, must=one.needed))

    def _tell(self, *_: object) -> None:
        self.changed.emit(self.recipient.value(), self.channel.value() or Channel.HANDED.value)


def _kinds(asked: tuple[Asked, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((one.key, one.example) for one in asked)


class FormatBar(BarFrame):
    """The person's recorded needs, and how the paper shown is set.

    `chosen` tells the setting and cream, `language_chosen` the code of a language beside English, or "".
    """

    chosen = Signal(str, bool)
    language_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__("tint", "tint", "accent")
        self.title = Label("", Role.TABLE, weight=SEMIBOLD, wrap=True)
        self.reason = Label("", Role.LABEL, weight=REGULAR, wrap=True)
        self.setting = SegmentedBar("How it is set", [(s.value, words) for s, words in SETTINGS], small=True)
        self.cream = Chip(ChipOption("cream", "Cream"))
        self.language = DropDown("Languages", small=True)
        self._languages: tuple[tuple[str, str], ...] = ()
        self.title.setMinimumWidth(current_theme().px(_LEAST))
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self.title)
        words.addWidget(self.reason)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 10, 6)
        row.setSpacing(9)
        row.addWidget(SignMark("eye", "ink", 17))
        row.addLayout(words, 1)
        row.addWidget(self.language)
        row.addWidget(self.cream, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.setting)
        self.setting.chosen.connect(lambda value: self.chosen.emit(value, self.cream.isChecked()))
        self.language.chosen.connect(self.language_chosen)
        self.cream.clicked.connect(lambda on: self.chosen.emit(self.setting.value() or "", on))

    def show_format(self, told: Format | None) -> None:
        """Show how the paper is set, or nothing where it is not for the person."""
        self.setVisible(told is not None)
        if told is not None:
            self.title.setText(told.title)
            self.reason.setText(told.reason)
            self.setAccessibleName(f"{told.title} {told.reason}")
            self.setting.set_value(told.setting)
            self.cream.setChecked(told.cream)
            self.cream.updateGeometry()
            self.language.setVisible(bool(told.languages))
            if told.languages != self._languages:
                self._languages = told.languages
                self.language.set_options(list(told.languages))
            self.language.set_value(told.language)
