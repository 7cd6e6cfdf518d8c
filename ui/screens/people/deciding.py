"""What is decided about people and about the whole list: each verb kept on the vault lane, then said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from pharmreview.domain.lines.repair import Repair, person_key
from pharmreview.domain.risk.exclusions import by_hand
from pharmreview.services.ports import EventKind
from ui import text as words_of
from ui.errors import words_for
from ui.forms.repair.props import how_words, is_for_all
from ui.jobs import Err, Ok
from ui.state.clipboard import ClipboardLoan

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from pharmreview.domain.case import Case
    from pharmreview.domain.caseload.baseline import Baseline
    from pharmreview.domain.caseload.sample import Sample
    from pharmreview.domain.caseload.searches.imports import ImportRecord
    from pharmreview.domain.caseload.settings import ListSettings, SettingsKept
    from pharmreview.domain.lines.line import UnreadLine
    from pharmreview.domain.patient import Patient
    from pharmreview.domain.risk.finding import Exclusion, Tier
    from pharmreview.services.caseload.verbs import Caseload
    from ui.forms.repair.props import Draft
    from ui.state.desk import Desk

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of the whole list."""

    searches: tuple[ImportRecord, ...]
    baselines: tuple[Baseline, ...]
    samples: tuple[Sample, ...]
    settings: ListSettings
    set_by: tuple[SettingsKept, ...]
    titles: dict[str, str]


class Deciding(QObject):
    """`done` tells what to say once something is kept, `refused` what and how to mend it, `looked` a Kept,
    `sampled` a Sample just taken."""

    done = Signal(str)
    refused = Signal(str, str)
    looked = Signal(object)
    sampled = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk

    def set_tier(self, case: Case, tier: Tier | None, reason: str) -> None:
        """Give a person a tier in the place of the rules' one, or take it back."""
        said = (
            "The tier is back with the rules."
            if tier is None
            else "The tier is set by hand, with your reason."
        )
        self._keep(case, lambda load, held: load.override_tier(held, tier, reason), said)

    def call(
        self, case: Case, entry: Exclusion, stands: bool, reason: str, look_again: date | None = None
    ) -> None:
        """Say whether an entry excludes a person, and when to look again."""
        said = f"{entry.what}: {'excludes' if stands else 'does not exclude'}, with your reason."
        self._keep(
            case,
            lambda load, held: load.call_exclusion(
                held, entry.code, entry.because, stands, reason, look_again
            ),
            said,
        )

    def by_hand(self) -> tuple[Exclusion, ...]:
        """What may be said of anybody to leave them out."""
        return by_hand(self._desk.app.tables.rules.terms)

    def repair(self, line: UnreadLine, draft: Draft, patient: Patient) -> None:
        """Keep what a line means: for this person alone, or for every line that says the same."""
        by, at = self._desk.session.user.name, self._desk.clock.now()

        def work() -> Repair:
            made = Repair(
                name=line.row.name,
                directions=line.row.directions,
                reads_name="" if draft.another else draft.name.strip(),
                reads_directions="" if draft.another else draft.directions.strip(),
                how_known=how_words(draft),
                by=by,
                at=at,
                whose="" if is_for_all(draft) else person_key(patient),
            )
            return self._desk.caseload().repair(made)

        def kept(_repair: Repair) -> None:
            self._desk.ask_what_holds()
            self.done.emit("The line is put right. Everyone it stands for is judged again.")

        self._run(work, kept)

    def look(self) -> None:
        """Bring what is kept of the list."""
        self._run(self._kept, self.looked.emit)

    def freeze(self, name: str) -> None:
        """Freeze the counts of everyone under a name."""
        self._run(
            lambda: self._desk.caseload().freeze_baseline(name),
            lambda kept: self._said(
                f"The baseline {kept.name} is frozen: {words_of.count(kept.people, 'person', 'people')}."
            ),
        )

    def sample(self, size: int, seed: str, among: Sequence[str]) -> None:
        """Draw people from among some, and keep who was drawn."""

        def drawn(sample: Sample) -> None:
            self.sampled.emit(sample)
            self._said(f"{words_of.count(sample.size, 'person', 'people')} drawn; the list shows them.")

        self._run(lambda: self._desk.caseload().take_sample(size, seed, among), drawn)

    def keep_settings(self, settings: ListSettings) -> None:
        """Keep what the list is judged by; everyone is judged again."""

        def kept(_settings: ListSettings) -> None:
            self._desk.ask_what_holds()
            self._said("The settings are kept. Everyone is judged again.")

        self._run(lambda: self._desk.caseload().keep_settings(settings), kept)

    def lend(self, text: str, of: str) -> None:
        """Lend words about the list to the clipboard for a minute; that it was done is recorded by `of`."""
        ClipboardLoan(text, self._desk)
        session, now = self._desk.session, self._desk.clock.now()
        event = EventKind.COPIED_TO_SEND
        self._run(lambda: session.vault.record_event(event, session.user, now, detail=of), lambda _none: None)

    def _kept(self) -> Kept:
        load, tables = self._desk.caseload(), self._desk.app.tables
        return Kept(
            load.imports(),
            load.baselines(),
            load.samples(),
            load.settings(),
            load.settings_kept(),
            tables.titles(),
        )

    def _keep(self, case: Case, verb: Callable[[Caseload, Case], Case], said: str) -> None:
        """Keep a person; when they are the open case it is that one, with everything typed, that is kept."""
        desk, held = self._desk, self._desk.open_case
        is_open = held.case is not None and held.case.id == case.id

        def told(outcome: Ok[Case] | Err) -> None:
            if isinstance(outcome, Ok) and held.case is not None and held.case.id == outcome.value.id:
                held.adopt(outcome.value)
            self._told(outcome, lambda _case: self.done.emit(said))

        start = held.case if is_open and held.case is not None else case
        desk.keep(start, lambda _casework, each: verb(desk.caseload(), each), told)

    def _run(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        self._desk.lanes.vault.run(work, lambda outcome: self._told(outcome, done))

    def _told(self, outcome: Ok[T] | Err, done: Callable[[T], None]) -> None:
        if not isValid(self):
            return
        if isinstance(outcome, Err):
            words = words_for(outcome.error)
            self.refused.emit(words.what, words.remedy)
        else:
            done(outcome.value)

    def _said(self, words: str) -> None:
        self.done.emit(words)
        self.look()
