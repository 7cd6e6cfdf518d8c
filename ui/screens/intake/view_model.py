"""A file to a preview to people in the store. Nothing is kept before the main action."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from pharmreview.domain.caseload.searches.changes import Movement
from ui.errors import words_for
from ui.jobs import Err, Ok, Stopped
from ui.screens.intake import work
from ui.screens.intake.mapping.state import Columns
from ui.screens.intake.parts.half import Half
from ui.screens.intake.pasting.state import Pasted
from ui.screens.intake.props import (
    OF_ROWS,
    Inputs,
    Props,
    derive,
    first_of_people,
    held_beside,
    shown_rows,
    taken,
)
from ui.screens.intake.rows.held import Held
from ui.screens.intake.rows.searches import named
from ui.screens.intake.rows.sorting import Heap
from ui.screens.intake.saying import brought_words, page_words

if TYPE_CHECKING:
    from pharmreview.services.caseload.searches.importing import BroughtIn
    from ui.jobs import Working
    from ui.screens.intake.rows.moving import Moves
    from ui.state.desk import Desk

NOTHING_KEPT = "Stopped. Nothing was kept."


class IntakeModel(QObject):
    """Reads on the press lane, keeps on the vault lane. `shown` tells Props whenever they changed."""

    shown = Signal(object)
    progressed = Signal(str, int, int)
    brought_in = Signal(str)
    status = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.inputs = Inputs(today=desk.clock.today(), titles=desk.app.tables.titles())
        self.half = Half(desk.half_typed)
        desk.half_typed.read.connect(self._find_again)
        self.known = work.Known()
        self.props: Props = derive(self.inputs)
        held = Held(desk, self, lambda case: self.fold(held=case))
        self.shown.connect(lambda props: held.look(props.case_id))
        self._working: Working | None = None
        self._comparing: Working | None = None
        self._turn = 0
        self._find_again()

    def _find_again(self) -> None:
        if self.inputs.pasted == Pasted():
            self.fold(pasted=self.half.pasted())

    def read_again(self) -> None:
        """Read the file last chosen once more, now that it has been mended."""
        if self.inputs.asked.path is not None:
            self.read_from(replace(self.inputs.asked, mapping=None))

    def read_from(self, source: work.Source) -> None:
        """Read a file or what was pasted. The preview before it stays until this one has been read."""
        if self.inputs.working == "bringing":
            return
        self.stop()
        turn = self._turn
        self.fold(
            asked=source, working="reading", problem=("", ""), stopped=False, today=self.desk.clock.today()
        )
        self.desk.lanes.vault.run(
            lambda: work.known_to(self.desk), lambda outcome: self._was_remembered(turn, source, outcome)
        )

    def _was_remembered(self, turn: int, source: work.Source, outcome: Ok[work.Known] | Err) -> None:
        if not isValid(self) or turn != self._turn:
            return
        if isinstance(outcome, Err):
            self.refuse_error(outcome.error)
            return
        self.known = outcome.value
        app, known = self.desk.app, self.known
        self._working = self.desk.lanes.press.run_long(
            lambda working: work.read(app, source, known, working),
            lambda told: self._was_read(turn, told),
            lambda at, of: self._progress(turn, at, of),
        )

    def _was_read(self, turn: int, outcome: Ok[work.Found | work.Unread] | Err) -> None:
        if not isValid(self) or turn != self._turn:
            return
        self._working = None
        if isinstance(outcome, Err):
            self.refuse_error(outcome.error)
        elif isinstance(outcome.value, work.Unread):
            peek = outcome.value.peek
            columns = None if peek is None else Columns.of(peek, self.known.mappings, self.half.mapping())
            self.fold(working="", problem=words_for(outcome.value.problem).problem, columns=columns)
        else:
            self._take(outcome.value)

    def _take(self, found: work.Found) -> None:
        preview, rows = found.preview, found.rows
        if not rows.total:
            empty = (f"{preview.file.file_name} has no rows.", "Check the search, then export it again.")
            self.fold(working="", problem=empty)
            return
        source = replace(self.inputs.asked, mapping=found.mapping)
        self.inputs = taken(replace(self.inputs, asked=source), preview, rows, self.known.searches)
        half = self.half.drafts(preview, tuple(row.key for row in rows.heap(Heap.FIX)))
        self.fold(working="", mending=replace(self.inputs.mending, drafts=half))
        self.status.emit(page_words(self.inputs))
        QTimer.singleShot(
            0, self, self.compare
        )  # once the rows are painted, so that they need not wait for it

    def compare(self) -> None:
        """Find out what the file would change in the list."""
        preview, search, turn = self.inputs.preview, self.inputs.search, self._turn
        self._compare_no_more()
        if preview is not None:
            self._comparing = self.desk.lanes.vault.run_long(
                lambda working: work.moves(self.desk, preview, search, working),
                lambda told: self._was_compared(turn, search, told),
            )

    def _compare_no_more(self) -> None:
        if self._comparing is not None:
            self._comparing.ask_to_stop()

    def choose_search(self, search: str) -> None:
        """Say, by its id, of which search this is the next file."""
        self.fold(search=named(self.inputs.searches, search, self.inputs.preview), moves=None)
        self.compare()

    def _was_compared(self, turn: int, search: str | None, outcome: Ok[Moves] | Err) -> None:
        if not isValid(self) or turn != self._turn or search != self.inputs.search:
            return
        if isinstance(outcome, Ok):
            self.fold(moves=outcome.value)
        elif not isinstance(outcome.error, Stopped):
            self.refuse_error(outcome.error)

    def show_side(self, side: str) -> None:
        """Show the rows, or the people."""
        if side != self.props.side:
            self.show_heap(str(OF_ROWS[0] if side == "rows" else first_of_people(self.inputs)))

    def show_heap(self, heap: str) -> None:
        """Show one heap, or the people who move one way, from the first."""
        found: Heap | Movement = Movement(heap) if heap in set(Movement) else Heap(heap)
        shown = shown_rows(replace(self.inputs, heap=found))
        self.fold(heap=found, chosen=shown[0].key if shown else "", mending=self.inputs.mending.left())

    def choose(self, key: str) -> None:
        """Explain this row."""
        self.fold(chosen=key, mending=self.inputs.mending.left())

    def next_unread(self) -> None:
        """Move to the next row to fix, round to the first after the last."""
        rows = self.inputs.rows
        if rows is None:
            return
        fix = rows.heap(Heap.FIX)
        if not fix:
            self.status.emit("Every row was read or set aside. Nothing is left to fix.")
            return
        here = rows.place_of(Heap.FIX, self.inputs.chosen)
        place = 0 if here is None else (here + 1) % len(fix)
        self.fold(heap=Heap.FIX, chosen=fix[place].key, mending=self.inputs.mending.left())
        self.status.emit(f"{place + 1:,} of {len(fix):,} to fix")

    def show_paste(self, text: str = "") -> None:
        """Show the page for a pasted list."""
        pasted = replace(self.inputs.pasted, text=text) if text else self.inputs.pasted
        self.fold(page="paste", pasted=pasted, problem=("", ""))

    def change_paste(self, pasted: Pasted) -> None:
        """Something was pasted or typed."""
        self.fold(pasted=pasted)

    def go_on(self) -> None:
        """Do what the filled button says."""
        if not self.props.ready:
            return
        if self.inputs.page == "columns" and self.inputs.columns is not None:
            self.read_from(work.Source(self.inputs.asked.path, self.inputs.columns.mapping))
        elif self.inputs.page == "paste":
            self.read_from(work.Source(pasted=self.inputs.pasted))
        else:
            self._bring_in()

    def _bring_in(self) -> None:
        preview, mapping, turn = self.inputs.preview, self.inputs.source.mapping, self._turn
        if preview is None:
            return
        kept = mapping if mapping is not None and mapping.name else None
        self._compare_no_more()  # it is done again while they are brought in
        self.fold(working="bringing", problem=("", ""), mending=self.inputs.mending.left())
        self._working = self.desk.lanes.vault.run_long(
            work.bring_in(self.desk, preview, kept, held_beside(self.inputs)),
            self._was_brought_in,
            lambda at, of: self._progress(turn, at, of),
        )

    def _was_brought_in(self, outcome: Ok[BroughtIn] | Err) -> None:
        if not isValid(self):
            return
        self._working = None
        preview = self.inputs.preview
        if isinstance(outcome, Err) and isinstance(outcome.error, Stopped):
            self.fold(working="")
            self.status.emit(NOTHING_KEPT)
            if self.inputs.moves is None:
                self.compare()
        elif isinstance(outcome, Err) or preview is None:
            self.refuse_error(outcome.error if isinstance(outcome, Err) else RuntimeError())
        else:
            said = brought_words(outcome.value, preview.counts.unread)
            self._let_go()
            self.brought_in.emit(said)

    @property
    def turn(self) -> int:
        """Changes whenever what was asked for before is of no use any more."""
        return self._turn

    def stop(self) -> None:
        """Stop what is going on; what was read before stays, and nothing is kept."""
        if self._working is not None:
            self._working.ask_to_stop()
        if self.inputs.working != "bringing":
            self._turn += 1
            self._working = None
            self.fold(working="", stopped=bool(self.inputs.working))

    def back(self) -> bool:
        """One step back: out of the editor, the columns or the paste; else let the file go. False if busy."""
        if self.inputs.working == "bringing":
            return False
        if self.inputs.mending.open:
            self.fold(mending=self.inputs.mending.left())
            return False
        if self.inputs.page in ("columns", "paste"):
            self.fold(page="choose" if self.inputs.preview is None else "check", problem=("", ""))
            return False
        return self.cancel()

    def cancel(self) -> bool:
        """Let everything go; False while people are being brought in."""
        if self.inputs.working == "bringing":
            return False
        self.stop()
        self._let_go()
        return True

    def refuse(self, what: str, remedy: str) -> None:
        """Say why what was given is not a file to read."""
        self.fold(problem=(what, remedy))

    def fold(self, **news: object) -> None:
        """Take in what is news, and show what follows from it."""
        self.inputs = replace(self.inputs, **news)  # type: ignore[arg-type]
        self.half.leave(self.inputs)
        before, self.props = self.props, derive(self.inputs)
        if self.props != before:
            self.shown.emit(self.props)
        if self.props.page != before.page:
            self.status.emit(page_words(self.inputs))

    def _let_go(self) -> None:
        self._turn += 1
        self._compare_no_more()
        self.half.let_go()
        read = self.inputs
        work.put_away(self.desk.lanes.press, read.preview, read.rows, read.moves)
        self.inputs = Inputs(today=self.inputs.today, titles=self.inputs.titles)
        self.props = derive(self.inputs)
        self.shown.emit(self.props)

    def refuse_error(self, error: Exception) -> None:
        """Say what went wrong, in its own words."""
        self.fold(working="", problem=words_for(error).problem)

    def _progress(self, turn: int, at: int, of: int) -> None:
        if isValid(self) and turn == self._turn and self._working is not None:
            self.progressed.emit(self._working.doing, at, of)
