"""Between the drawers and the model: opens them on a person or the list, and keeps what they tell."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from ui import text as words_of
from ui.screens.people.listing.person_row import initials
from ui.screens.people.panel.decided import rules_lines
from ui.screens.people.side.letters_drawer import LettersDrawer
from ui.screens.people.side.list_drawer import ListDrawer
from ui.screens.people.side.list_words import baselines_copied, sample_copied
from ui.screens.people.side.person_forms import CallForm, LeaveForm, TierForm
from ui.screens.people.side.repair_drawer import RepairDrawer

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from decimal import Decimal

    from pharmreview.domain.caseload.baseline import Counts
    from pharmreview.domain.caseload.sample import Sample
    from pharmreview.domain.lines.line import UnreadLine
    from pharmreview.domain.risk.finding import Exclusion, Tier
    from ui.forms.repair.props import Draft
    from ui.screens.people.deciding import Kept
    from ui.screens.people.letters.making import Asked
    from ui.screens.people.letters.work import LetterWork
    from ui.screens.people.panel.decided import Entry
    from ui.screens.people.props import Person
    from ui.screens.people.side.drawer import Drawer
    from ui.screens.people.side.side import Side
    from ui.screens.people.view_model import PeopleModel
    from ui.state.half_typed import HalfTyped

    AskFile = Callable[[QWidget, str], Path | None]

NO_LONGER = "somebody who is no longer on the list"


def ask_file(parent: QWidget, name: str) -> Path | None:
    """A file chosen in the computer's own dialog."""
    chosen, _ = QFileDialog.getSaveFileName(parent, "Save the letters", name, "PDF (*.pdf)")
    return Path(chosen) if chosen else None


class SideWork(QObject):
    """`turned` tells that a drawer was opened or closed, `said` what was kept, for the status line."""

    turned = Signal()
    said = Signal(str)

    def __init__(
        self, side: Side, model: PeopleModel, letters: LetterWork, file: AskFile, half_typed: HalfTyped
    ) -> None:
        super().__init__(side)
        self._file = file
        self._half_typed = half_typed
        self._letters = letters
        self._side = side
        self._model = model
        self._kept: Kept | None = None
        self._about: Person | None = None
        self._where = ""
        """The place of what is half typed in the drawer that is open."""
        self._is_waiting = False
        self._sample_shown: Sample | None = None
        side.panel.tier_wanted.connect(self.open_tier)
        side.panel.entry_wanted.connect(self.open_entry)
        side.panel.leave_wanted.connect(self.open_leave)
        side.panel.beside_wanted.connect(model.stand_beside)
        side.panel.repair_wanted.connect(self.open_repair)
        side.made.connect(self._connect)
        model.shown.connect(lambda _props: model.count() if self._is_waiting else None)
        model.counted.connect(self._show_counts)
        model.deciding.done.connect(self._done)
        model.deciding.refused.connect(self._refused)
        model.deciding.looked.connect(self._looked)
        model.deciding.sampled.connect(self._sampled)

    def _connect(self, drawer: Drawer) -> None:
        """Listen to a drawer that was just made."""
        drawer.left.connect(self.close)
        deciding, letters = self._model.deciding, self._letters
        match drawer:
            case RepairDrawer():
                drawer.kept.connect(self._repair)
            case TierForm():
                drawer.kept.connect(self._set_tier)
            case CallForm():
                drawer.kept.connect(self._call)
            case ListDrawer():
                drawer.freeze_wanted.connect(deciding.freeze)
                drawer.sample_wanted.connect(self._sample)
                drawer.sample_shown.connect(self._show_sample)
                drawer.copy_wanted.connect(self._copy)
                drawer.settings_wanted.connect(deciding.keep_settings)
            case LeaveForm():
                drawer.kept.connect(self._leave)
            case LettersDrawer():
                drawer.asked.connect(self._make_letters)
                drawer.stop_wanted.connect(letters.stop)
                letters.offered.connect(drawer.offer)
                letters.told.connect(drawer.show_progress)
                letters.done.connect(drawer.show_done)
                letters.done.connect(lambda *_told: self._half_typed.forget(self._where))
                letters.refused.connect(drawer.set_problem)
                letters.stopped.connect(drawer.show_stopped)

    def open_tier(self) -> None:
        """Ask for the chosen person's tier."""
        person = self._begin()
        if person is not None:
            said = person.assessed
            self._side.tier.begin(
                self._who(person), rules_lines(said), said.tier, by_hand=said.override is not None
            )
            self._open(self._side.tier, person.case.id)

    def open_entry(self, entry: Entry) -> None:
        """Ask whether an entry of the chosen person's record excludes them."""
        person = self._begin()
        if person is not None:
            self._side.call.begin(self._who(person), entry.exclusion, entry.lines, entry.stands)
            self._open(self._side.call, f"{person.case.id}/{entry.exclusion.code}")

    def open_leave(self) -> None:
        """Ask why the chosen person is left out of review for now."""
        person = self._begin()
        if person is not None:
            offered = self._model.deciding.by_hand()
            self._side.leave.begin(self._who(person), offered, self._model.today)
            self._open(self._side.leave, person.case.id)

    def open_repair(self, line: UnreadLine) -> None:
        """Put an unread line of the chosen person right."""
        reads = self._model.reading_for_repair()
        person = self._begin()
        if person is not None and reads is not None:
            self._side.repair.editor.offer_from(self._model.offered)
            self._side.repair.begin(line, *reads)
            self._open(self._side.repair, f"{person.case.id}/{line.row.name}/{line.row.directions}")
            self._side.repair.editor.focus_first()

    def open_first_unread(self) -> None:
        """Put the first unread line of the chosen person right, if there is one."""
        explained = self._model.props.explained
        if explained is not None and explained.to_repair:
            self.open_repair(explained.to_repair[0])

    def open_list(self, page: str = "searches") -> None:
        """Open what is kept of the list."""
        self._model.deciding.look()
        self._side.list.begin(page)
        self._show_among()
        self._open(self._side.list)

    def open_letters(self) -> None:
        """Write to everyone ticked."""
        ticked = self._model.ticked()
        if ticked:
            self._letters.look()
            self._side.letters.begin(ticked)
            self._open(self._side.letters)
            self._side.letters.paper.setFocus()

    def _make_letters(self, asked: Asked) -> None:
        path = self._file(self._side.window(), f"{asked.kind.value}-{self._model.today.isoformat()}.pdf")
        if path is not None and isValid(self):
            self._side.letters.show_busy()
            self._letters.make(asked, path)

    def close(self) -> None:
        """Back to the explained person."""
        self._side.close_drawer()
        self._about = None
        self.turned.emit()

    def _begin(self) -> Person | None:
        self._about = self._model.person
        return self._about

    def _who(self, person: Person) -> str:
        patient = person.case.patient
        return initials(patient) if self._model.props.hidden else words_of.person_name(patient)

    def _open(self, drawer: Drawer, about: str = "") -> None:
        self._where = f"drawer/{type(drawer).__name__}/{about}"
        drawer.find_again(self._half_typed, self._where)
        self._side.open(drawer)
        self.turned.emit()

    def _set_tier(self, tier: Tier | None, reason: str) -> None:
        if self._about is not None:
            self._model.deciding.set_tier(self._about.case, tier, reason)

    def _call(self, entry: Exclusion, stands: bool, reason: str) -> None:
        if self._about is not None:
            self._model.deciding.call(self._about.case, entry, stands, reason)

    def _leave(self, entry: Exclusion, reason: str, look_again: date | None) -> None:
        if self._about is not None:
            self._model.deciding.call(self._about.case, entry, True, reason, look_again)

    def _repair(self, line: UnreadLine, draft: Draft) -> None:
        if self._about is not None:
            self._model.deciding.repair(line, draft, self._about.case.patient)

    def _sample(self, size: int, seed: str) -> None:
        self._model.deciding.sample(size, seed, self._model.among())

    def _show_sample(self, sample_id: str) -> None:
        found = next(
            (each for each in (self._kept.samples if self._kept else ()) if each.id == sample_id), None
        )
        if found is not None:
            self._sampled(found)

    def _sampled(self, sample: Sample) -> None:
        self._sample_shown = sample
        self._side.list.show_sample(sample)
        self._model.show_sample(sample)

    def _copy(self, page: str) -> None:
        """Lend the baselines, or the sample shown, to the clipboard."""
        if self._kept is None:
            return
        sample = self._sample_shown
        deciding = self._model.deciding
        if page == "baselines":
            deciding.lend(baselines_copied(self._kept.baselines, self._kept.titles), page)
        elif sample is not None:
            deciding.lend(sample_copied(sample, [self._named(each) for each in sample.drawn]), sample.id)
        self.said.emit("Copied. The clipboard is cleared after 60 seconds.")

    def _named(self, case_id: str) -> str:
        row, hidden = self._model.rows.row_of(case_id), self._model.props.hidden
        return (
            NO_LONGER
            if row is None
            else f"{row.shown_name(hidden=hidden)}, {row.shown_number(hidden=hidden)}"
        )

    def _looked(self, kept: Kept) -> None:
        self._kept = kept
        self._side.list.show_kept(kept, self._model.today)
        if self._sample_shown is None and kept.samples:
            self._sample_shown = kept.samples[-1]
        self._side.list.show_sample(self._sample_shown)
        self._show_among()
        self._model.count()

    def _show_among(self) -> None:
        people = words_of.count(len(self._model.among()), "person", "people")
        self._side.list.show_among(f"Drawn from the {people} {self._model.among_words()}.")

    def _show_counts(self, counts: Counts | None, line: Decimal) -> None:
        self._is_waiting = counts is None
        self._side.list.show_counts(counts, line)

    def _done(self, words: str) -> None:
        drawer = self._side.drawer()
        if isinstance(drawer, ListDrawer):
            drawer.begin_afresh()
        elif drawer is not None:
            self._half_typed.forget(self._where)
            self.close()
        self._model.look()
        self.said.emit(words)

    def _refused(self, what: str, remedy: str) -> None:
        drawer = self._side.drawer()
        if drawer is not None:
            drawer.set_problem(what, remedy)
