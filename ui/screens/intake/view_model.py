"""A file to a preview to people in the store. Nothing is kept before the main action."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from ui.errors import words_for
from ui.jobs import Err, Ok, Stopped
from ui.screens.intake.props import Inputs, Props, brought_words, derive
from ui.screens.intake.rows.sorting import Heap, Sorted, sort_out

if TYPE_CHECKING:
    from pharmreview.services.caseload.importing import BroughtIn
    from pharmreview.services.intake import Preview
    from ui.jobs import Working
    from ui.state.desk import Desk


class IntakeModel(QObject):
    """Reads on the press lane, keeps on the vault lane."""

    shown = Signal(object)
    progressed = Signal(int, int)
    brought_in = Signal(str)
    status = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._inputs = Inputs(today=desk.clock.today())
        self._working: Working | None = None
        self._turn = 0

    @property
    def props(self) -> Props:
        """What is shown now."""
        return derive(self._inputs)

    def read(self, path: Path, said: str = "") -> None:
        """Read a file. The preview before it stays until this one has been read."""
        if self._inputs.bringing:
            return
        self.stop()
        turn = self._turn
        self._fold(path=path, reading=True, problem=("", ""), said=said, today=self._desk.clock.today())
        intake_of = self._desk.app

        def work(working: Working) -> tuple[Preview, Sorted]:
            from pharmreview.domain.errors import Stopped as PreviewStopped

            try:
                preview = intake_of.intake.preview(
                    path, report=working.report, should_stop=working.should_stop
                )
            except PreviewStopped:
                raise Stopped from None
            return preview, sort_out(preview)

        self._working = self._desk.lanes.press.run_long(
            work, lambda outcome: self._was_read(turn, outcome), lambda at, of: self._progress(turn, at, of)
        )

    def read_again(self) -> None:
        """Read the file last chosen once more, now that it has been mended."""
        if self._inputs.path is not None:
            self.read(self._inputs.path)

    def refuse(self, what: str, remedy: str) -> None:
        """Say why what was given is not a file to read."""
        self._fold(problem=(what, remedy))

    def stop(self) -> None:
        """Stop reading; what was read before stays."""
        self._turn += 1
        if self._working is not None:
            self._working.ask_to_stop()
            self._working = None
        self._fold(reading=False)

    def cancel(self) -> bool:
        """Let everything go; False while people are being brought in."""
        if self._inputs.bringing:
            return False
        self.stop()
        self._inputs = Inputs(today=self._inputs.today)
        self.shown.emit(self.props)
        return True

    def show_heap(self, heap: str) -> None:
        """Show one heap, from its first row."""
        rows = self._inputs.rows
        first = rows.heap(heap)[:1] if rows is not None else ()
        self._fold(heap=Heap(heap), chosen=first[0].key if first else "")

    def choose(self, key: str) -> None:
        """Explain this row."""
        self._fold(chosen=key)

    def next_unread(self) -> None:
        """Move to the next row to fix, round to the first after the last."""
        rows = self._inputs.rows
        if rows is None:
            return
        if not rows.fix:
            self.status.emit("Every row was read or set aside. Nothing is left to fix.")
            return
        keys = [row.key for row in rows.fix]
        here = keys.index(self._inputs.chosen) if self._inputs.chosen in keys else -1
        place = (here + 1) % len(keys)
        self._fold(heap=Heap.FIX, chosen=keys[place])
        self.status.emit(f"{place + 1:,} of {len(keys):,} to fix")

    def bring_in(self) -> None:
        """Keep everyone in the file, all or none."""
        preview = self._inputs.preview
        if preview is None or not self.props.ready:
            return
        self._fold(bringing=True, problem=("", ""))
        desk = self._desk
        self._desk.lanes.vault.run(lambda: desk.caseload().bring_in(preview), self._was_brought_in)

    def _was_read(self, turn: int, outcome: Ok[tuple[Preview, Sorted]] | Err) -> None:
        if not isValid(self) or turn != self._turn:
            return
        self._working = None
        if isinstance(outcome, Err):
            words = words_for(outcome.error)
            self._fold(reading=False, problem=(words.what, words.remedy))
            return
        preview, rows = outcome.value
        if not preview.people:
            empty = (f"{preview.file.file_name} has no rows.", "Check the search, then export it again.")
            self._fold(reading=False, problem=empty)
            return
        heap = Heap.FIX if rows.fix else Heap.READ
        first = rows.heap(heap)[:1]
        self._fold(
            reading=False,
            preview=preview,
            rows=rows,
            heap=heap,
            chosen=first[0].key if first else "",
        )
        self.status.emit(f"Preview only, nothing saved yet. {len(rows.fix):,} to fix.")

    def _progress(self, turn: int, at: int, of: int) -> None:
        if isValid(self) and turn == self._turn:
            self.progressed.emit(at, of)

    def _was_brought_in(self, outcome: Ok[BroughtIn] | Err) -> None:
        if not isValid(self):
            return
        preview = self._inputs.preview
        if isinstance(outcome, Err) or preview is None:
            words = words_for(outcome.error) if isinstance(outcome, Err) else words_for(RuntimeError())
            self._fold(bringing=False, problem=(words.what, words.remedy))
            return
        said = brought_words(outcome.value, preview.counts.unread)
        self._inputs = Inputs(today=self._inputs.today)
        self.shown.emit(self.props)
        self.brought_in.emit(said)

    def _fold(self, **news: object) -> None:
        before = self.props
        self._inputs = replace(self._inputs, **news)  # type: ignore[arg-type]
        if self.props != before:
            self.shown.emit(self.props)
