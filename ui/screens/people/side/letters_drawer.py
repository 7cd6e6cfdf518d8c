"""A letter to everyone ticked: which one, how it goes, what it says of them all; then how it went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from pharmreview.domain.case import Channel
from pharmreview.domain.paper import PaperKind
from ui import text as words_of
from ui.screens.people.letters.making import Asked
from ui.screens.people.side.drawer import Drawer
from ui.state.half_typed import Place
from ui.widgets.choices.drop_down import DropDown
from ui.widgets.choices.segmented import SegmentedBar
from ui.widgets.fields.text_field import TextField
from ui.widgets.panels.captioned import Captioned
from ui.widgets.panels.card import empty_out
from ui.widgets.panels.lines import Line, LineStack, Look
from ui.widgets.panels.notice import Notice, Tone
from ui.widgets.panels.states import ProgressPanel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pharmreview.domain.paper import Blank, PaperTemplate
    from ui.screens.people.letters.making import NotMade
    from ui.state.half_typed import HalfTyped

_AS_LIKED = "as-liked"
_HOW = (
    (_AS_LIKED, "As each likes"),
    (Channel.POST.value, "Post"),
    (Channel.HANDED.value, "Handed over"),
)


class LettersDrawer(Drawer):
    """`asked` tells an Asked, `stop_wanted` that it should stop."""

    asked = Signal(object)
    stop_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("Make the letters", "Close")
        self.paper = DropDown("Which letter")
        self.channel = SegmentedBar("How they go", _HOW, small=True)
        self.progress = ProgressPanel()
        self.outcome = Notice("", tone=Tone.GOOD)
        self.not_made = LineStack()
        self.fields: dict[str, TextField] = {}
        self._people: tuple[str, ...] = ()
        self._offer: dict[str, tuple[Blank, ...]] = {}
        self._half_typed: HalfTyped | None = None
        self._where = ""
        self._blanks = QVBoxLayout()
        self._blanks.setSpacing(10)
        self.body.addWidget(Captioned("&Letter", self.paper))
        self.body.addWidget(Captioned("How they go", self.channel))
        self.body.addLayout(self._blanks)
        for part in (self.progress, self.outcome, self.not_made):
            self.body.addWidget(part)
        self.end_body()
        self.paper.chosen.connect(self._choose)
        self.submit.clicked.connect(self._ask)
        self.progress.stop_wanted.connect(self.stop_wanted)

    def find_again(self, half_typed: HalfTyped, where: str) -> None:
        if self._half_typed is None:
            self._half_typed, self._where = half_typed, where
            self._leave_blanks()

    def begin(self, people: Sequence[str]) -> None:
        """Write to these people, by the ids of their cases."""
        self._people = tuple(people)
        about = "One PDF with a letter each, in the format each person needs. Each is kept as issued."
        who = words_of.count(len(people), "person", "people")
        self.set_title(f"Letters to {who}", (Line(about, Look.QUIET),))
        self.set_problem("")
        self.outcome.hide()
        self.not_made.set_lines(())
        self.not_made.hide()
        self.submit.setEnabled(bool(self._offer))

    def offer(self, offer: Sequence[tuple[PaperTemplate, tuple[Blank, ...]]]) -> None:
        """The letters there are to choose from."""
        self._offer = {template.id: blanks for template, blanks in offer}
        chosen = self.paper.value()
        self.paper.set_options([(template.id, template.title) for template, _ in offer])
        if offer and chosen not in self._offer:
            self.paper.set_value(offer[0][0].id)
            self._choose(offer[0][0].id)
        self.submit.setEnabled(bool(offer))

    def show_progress(self, done: int, total: int) -> None:
        """How far it is; half of it is making them, half keeping them."""
        self.progress.report(done, total)

    def show_done(self, words: str, not_made: Sequence[NotMade]) -> None:
        """All were made, but for these."""
        self._over()
        self.outcome.set_tone(Tone.GOOD if not not_made else Tone.CAUTION)
        left = f"{words_of.count(len(not_made), 'person', 'people')} left out:" if not_made else ""
        self.outcome.set_words(f"{words}.", left)
        self.outcome.show()
        self.not_made.set_lines([Line(f"{one.who}: {one.what}", Look.PLAIN) for one in not_made])
        self.not_made.setVisible(bool(not_made))

    def show_stopped(self) -> None:
        """It was stopped: nothing was kept."""
        self._over()
        self.outcome.set_tone(Tone.QUIET)
        self.outcome.set_words("Stopped. No letter was kept or saved.")
        self.outcome.show()

    def set_problem(self, what: str, remedy: str = "") -> None:
        """Say why it was not done."""
        self._over()
        super().set_problem(what, remedy)

    def show_busy(self) -> None:
        """It has begun."""
        self.set_problem("")
        self.outcome.hide()
        self.not_made.hide()
        self.submit.setEnabled(False)
        self.progress.begin("Making the letters", "steps")

    def _over(self) -> None:
        self.progress.finish()
        self.submit.setEnabled(bool(self._offer))

    def _choose(self, kind: str) -> None:
        self.channel.set_value(_AS_LIKED)
        empty_out(self._blanks)
        self.fields = {}
        for blank in self._offer.get(kind, ()):
            label = f"{blank.meaning[:1].upper()}{blank.meaning[1:]}"
            self.fields[blank.name] = field = TextField(label, placeholder=blank.example)
            self._blanks.addWidget(Captioned(label, field, must=blank.needed))
        self._leave_blanks()

    def _leave_blanks(self) -> None:
        """What is typed into the letter's places is found again, whenever that letter is chosen."""
        if self._half_typed is not None:
            for name, field in self.fields.items():
                place = Place(self._half_typed, field, field.typed, field.set_value)
                place.stand(f"{self._where}/{self.paper.value()}/{name}")

    def _ask(self) -> None:
        kind = self.paper.value()
        if kind is not None and self._people:
            typed = {name: field.value() for name, field in self.fields.items()}
            chosen = self.channel.value()
            how = None if chosen in {None, _AS_LIKED} else Channel(chosen)
            self.asked.emit(Asked(PaperKind(kind), self._people, how, typed))
