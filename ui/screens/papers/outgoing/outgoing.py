"""What goes out of the papers screen, and to whom: kept first, then printed, saved or lent, then noted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pharmreview.domain.case import Channel, Dispatch
from pharmreview.domain.team.access import Deed
from pharmreview.services.writing.catalogue import Offered, offered
from ui import text as words_of
from ui.screens.papers.making import MadeText
from ui.screens.papers.offered.inputs import channel_of, recipient_of, sendable, shown_kind, ticked
from ui.screens.papers.offered.shown import closed_ways, email_of
from ui.screens.papers.outgoing.run import Going, PrintJob
from ui.screens.papers.outgoing.sending import FORMS, Sending

if TYPE_CHECKING:
    from pathlib import Path

    from pharmreview.domain.case import IssuedPaper
    from ui.screens.papers.maker import Maker
    from ui.screens.papers.offered.inputs import Inputs
    from ui.state.desk import Desk


class Outgoing(QObject):
    """Sends what is ticked, shown or open. `inputs` gives what the screen is made from, `fold` changes it."""

    status = Signal(str)

    def __init__(
        self,
        desk: Desk,
        maker: Maker,
        inputs: Callable[[], Inputs],
        fold: Callable[..., None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._maker = maker
        self._inputs = inputs
        self._fold = fold
        self._sending = Sending(desk, self)
        self._sending.busy.connect(lambda words: self._fold(busy=words))
        self._sending.kept.connect(self._take_kept)
        self._sending.went.connect(self._take_gone)
        self._sending.finished.connect(self.status)
        self._sending.refused.connect(lambda what, remedy: self._fold(problem=(what, remedy)))

    def may_print(self) -> bool:
        """Whether everything to be printed can go the way it is to go; a letter that cannot is named."""
        inputs = self._inputs()
        if inputs.case is None or not self.may_issue():
            return False
        opened = self.kind_going() if inputs.opened is not None else None
        kinds = ticked(inputs) if inputs.opened is None else (() if opened is None else (opened,))
        return self._none_closed(kinds, "printed")

    def may_save(self) -> bool:
        """Whether everything to be saved can go the way it is to go; what goes by e-mail goes as a file."""
        inputs = self._inputs()
        if inputs.case is None or not self.may_issue():
            return False
        by_email = tuple(kind for kind in ticked(inputs) if channel_of(inputs, kind) is Channel.EMAIL)
        return self._none_closed(by_email, "saved")

    def _none_closed(self, kinds: tuple[Offered, ...], how: str) -> bool:
        inputs = self._inputs()
        held = closed_ways(inputs, inputs.case, kinds) if inputs.case is not None else ()
        if held:
            titles = words_of.listed(tuple(title for title, _ in held))
            self._fold(problem=(f"Nothing was {how}. {titles}: {held[0][1]}", ""))
        return not held

    def may_issue(self) -> bool:
        """Whether whoever is here may send papers out; where they may not, that is said."""
        why = self._desk.why_not(Deed.ISSUE)
        if why:
            self._fold(problem=(why, "Ask a lead to let you issue papers."))
        return not why

    def print_ticked(self, job: PrintJob) -> None:
        """Keep the ticked papers as they are now, then print them."""
        self._go(lambda papers: self._sending.print_out(papers, job, self._going))

    def save_ticked(self, folder: Path, forms: Sequence[str] = FORMS) -> None:
        """Keep the ticked papers as they are now, then write them into a folder."""

        def write(papers: tuple[IssuedPaper, ...]) -> None:
            made = sendable(self._inputs())
            editable = dict(zip((paper.id for paper in papers), (one.paper for one in made), strict=True))
            self._sending.write(papers, self._inputs().issued or papers, folder, forms, self._filed, editable)

        self._go(write)

    def print_copy(self, job: PrintJob) -> None:
        """Print the issued paper that is open, from the bytes that were kept."""
        opened = self._inputs().opened
        if opened is not None and not self._inputs().busy:
            self._fold(problem=None)
            self._sending.print_out((opened.paper,), job, self._going)

    def save_copy(self, folder: Path) -> None:
        """Write the issued paper that is open, from the bytes that were kept."""
        opened = self._inputs().opened
        if opened is not None and not self._inputs().busy:
            self._fold(problem=None)
            self._sending.write((opened.paper,), self._inputs().issued or (), folder, FORMS, self._filed)

    def send_text(self, lend: Callable[[str], None]) -> None:
        """Keep the text shown word for word, then lend it to the clipboard for the messaging tool."""
        kind, case = shown_kind(self._inputs()), self._inputs().case
        made = self._inputs().batch.made.get(kind) if kind is not None else None
        if case is None or not isinstance(made, MadeText) or self._inputs().busy or not self.may_issue():
            return
        if not self._maker.when_made(lambda: self.send_text(lend)):
            self._fold(problem=None)
            to = (case.patient.phone.strip(), Channel.TEXT)
            self._sending.keep_text(case, made, to, lambda: lend(made.message.text))

    def _go(self, then: Callable[[tuple[IssuedPaper, ...]], None]) -> None:
        """What goes out is what the case says now: where it is being made again, sending waits for it."""
        if not sendable(self._inputs()) or self._inputs().busy:
            return
        self._fold(problem=None, today=self._desk.clock.today())
        if not self._maker.when_made(lambda: self._go(then)):
            self._sending.keep(sendable(self._inputs()), then)

    def kind_going(self) -> Offered | None:
        """What of the list is going: the issued paper that is open, else the one shown."""
        opened = self._inputs().opened
        return shown_kind(self._inputs()) if opened is None else _kind_of(opened.paper)

    def _going(self, paper: IssuedPaper) -> Going:
        """To whom a paper goes on paper, and how."""
        kind = _kind_of(paper)
        if kind is None:
            return "", Channel.HANDED
        return recipient_of(self._inputs(), kind).strip(), channel_of(self._inputs(), kind)

    def _filed(self, paper: IssuedPaper) -> Going:
        """To whom a paper goes as a file: what is to be sent as one goes so; else it lies in a folder."""
        recipient, channel = self._going(paper)
        case, kind = self._inputs().case, _kind_of(paper)
        address = email_of(case, kind, channel) if case is not None and kind is not None else ""
        recipient = f"{recipient}, {address}" if address else recipient
        return recipient, channel if channel in {Channel.EMAIL, Channel.NHS_APP} else Channel.FILE

    def _take_kept(self, papers: tuple[IssuedPaper, ...]) -> None:
        case, issued = self._inputs().case, self._inputs().issued
        if case is not None and issued is not None:
            self._fold(issued=(*issued, *(p for p in papers if p.case_id == case.id)))
            self._maker.soon()

    def _take_gone(self, paper: IssuedPaper, how: str, went: Dispatch | None) -> None:
        def with_it(held: IssuedPaper) -> IssuedPaper:
            if went is None or held.id != paper.id:
                return held
            return held.model_copy(update={"dispatches": (*held.dispatches, went)})

        if went is not None:
            self._desk.note_went(paper, self._desk.clock.today())
        issued = self._inputs().issued
        told = None if issued is None else tuple(with_it(held) for held in issued)
        opened = self._inputs().opened
        if opened is not None:
            opened = replace(opened, paper=with_it(opened.paper))
        self._fold(went={**self._inputs().went, paper.id: how}, issued=told, opened=opened)


def _kind_of(paper: IssuedPaper) -> Offered | None:
    """What of the list an issued paper is; None for one that is offered no more."""
    try:
        return offered(paper.kind)
    except ValueError:
        return None
