"""Freeze what a paper says, press it, and record it exactly as it was issued."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from pydantic import Field

from pharmreview.domain.case import Case, Channel, Dispatch, IssuedPaper, User, digest_of
from pharmreview.domain.errors import PaperProblem
from pharmreview.domain.journey.contact import why_no_text
from pharmreview.domain.medicines.product import Product
from pharmreview.domain.paper import (
    Batched,
    Concern,
    PageImage,
    PaperFacts,
    PaperKind,
    PaperLanguage,
    Pressed,
    RecordPart,
    TextKind,
    TextMessage,
)
from pharmreview.domain.value import Value
from pharmreview.services.ports import CaseVault, EventKind
from pharmreview.services.writing.batch import press_batch
from pharmreview.services.writing.freezing import PaperChoices, PaperTables, ReadProduct, frozen, replaced
from pharmreview.services.writing.press import PaperPress

__all__ = ["Paper", "PaperChoices", "PaperTables", "Paperwork"]


class Paper(Value):
    """A paper frozen at the moment of asking: later edits of the case do not reach it."""

    case_id: str
    kind: PaperKind
    title: str
    version: int
    facts: PaperFacts = Field(repr=False)
    concerns: tuple[Concern, ...] = ()


def _unknown(_name: str) -> Product | None:
    return None


class Paperwork:
    """Prepares, presses and issues papers.

    `read_product` reads the name of a product that a plan may use under a name of its own, such as a brand.
    """

    def __init__(self, press: PaperPress, read_product: ReadProduct = _unknown) -> None:
        self._press = press
        self._read_product = read_product

    def prepare(
        self,
        case: Case,
        kind: PaperKind,
        choices: PaperChoices,
        today: date,
        tables: PaperTables,
        issued: Sequence[IssuedPaper] = (),
    ) -> Paper:
        """Freeze a paper. `issued` holds the papers of the case so far, oldest first.

        Raises PaperProblem where the paper cannot say what it must.
        """
        facts = frozen(case, kind, choices, today, tables, issued, self._read_product)
        title, concerns = self._press.title(facts), self._press.concerns(facts)
        return Paper(
            case_id=case.id, kind=kind, title=title, version=facts.version, facts=facts, concerns=concerns
        )

    def press(self, paper: Paper) -> Pressed:
        """The pages. The same paper gives the same bytes."""
        return self._press.press(paper.facts)

    def press_all(
        self,
        papers: Sequence[Paper],
        report: Callable[[int, int], None],
        should_stop: Callable[[], bool],
        take: Callable[[int, Pressed], None] | None = None,
    ) -> Batched | None:
        """Many papers as one PDF, with those that could not be made; None where it was stopped.

        `take` is given the place of each and its own pages, which are laid out once for both.

        Raises PaperProblem where none could be made.
        """
        return press_batch(self._press, [paper.facts for paper in papers], report, should_stop, take)

    def languages(self, kind: PaperKind) -> tuple[PaperLanguage, ...]:
        """The languages a paper can be printed in beside English."""
        return self._press.languages(kind)

    def docx(self, paper: Paper) -> bytes:
        """The paper for a word processor. The same paper gives the same bytes."""
        return self._press.docx(paper.facts)

    def text(
        self, case: Case, kind: TextKind, choices: PaperChoices, today: date, tables: PaperTables
    ) -> TextMessage:
        """A text message for the person, with what it costs.

        Raises PaperProblem, before anything is made, for somebody who may not be sent it.
        """
        why = why_no_text(case.patient, named=kind.named)
        if why:
            raise PaperProblem(why, "", code="paper-consent")
        facts = frozen(case, PaperKind.CALL, choices, today, tables, (), self._read_product)
        return self._press.text(facts, kind, choices.template)

    def letterhead(self, content: bytes) -> str:
        """The practice's own picture for its letters. Raises PaperProblem for one that will not do."""
        return self._press.letterhead(content)

    def record_summary(self, paper: Paper) -> tuple[RecordPart, ...]:
        """The review for EMIS or SystmOne as plain text, a section at a time, the person named first."""
        return self._press.record_parts(paper.facts)

    def record_whole(self, paper: Paper) -> tuple[str, ...]:
        """The same whole, in as many pastes as it needs."""
        return self._press.record_whole(paper.facts)

    def page_image(self, pdf: bytes, page: int, dots_an_inch: int) -> PageImage:
        """One page as a picture for the preview, counted from 1."""
        return self._press.page_image(pdf, page, dots_an_inch)

    def page_texts(self, pdf: bytes) -> tuple[str, ...]:
        """The words on each page."""
        return self._press.page_texts(pdf)

    def issue(self, paper: Paper, pressed: Pressed, vault: CaseVault, by: User, at: datetime) -> IssuedPaper:
        """Keep the paper for good, exactly as it goes out, and return what was kept.

        Raises PaperProblem where it may not go out, and VaultProblem where it cannot be kept.
        """
        if pressed.refused:
            raise PaperProblem(pressed.refused, "Have the wording checked first.", code="paper-unchecked")
        before = vault.issued(paper.case_id)
        earlier = replaced(paper.kind, paper.version, before)
        kept = IssuedPaper(
            id=f"{paper.case_id}-{paper.kind.value}-{1 + sum(p.kind == paper.kind.value for p in before)}",
            case_id=paper.case_id,
            kind=paper.kind.value,
            version=paper.version,
            title=paper.title,
            issued_at=at,
            issued_by=by.name,
            pdf=pressed.pdf,
            html=pressed.html,
            sha256=digest_of(pressed.pdf, ""),
            tables=dict(paper.facts.tables),
            template=pressed.template,
            replaces=earlier.id if earlier else None,
        )
        vault.record_issue(kept, by)
        return kept

    def issue_text(
        self, case: Case, message: TextMessage, template: str, vault: CaseVault, by: User, at: datetime
    ) -> IssuedPaper:
        """Keep a text message for good, word for word, and return what was kept. Raises VaultProblem."""
        number = 1 + sum(p.kind == message.kind.value for p in vault.issued(case.id))
        kept = IssuedPaper(
            id=f"{case.id}-{message.kind.value}-{number}",
            case_id=case.id,
            kind=message.kind.value,
            version=number,
            title="Text message",
            issued_at=at,
            issued_by=by.name,
            pdf=b"",
            html=message.text,
            sha256=digest_of(b"", message.text),
            tables={},
            template=template,
        )
        vault.record_issue(kept, by)
        return kept

    def send(
        self,
        paper: IssuedPaper,
        to: tuple[str, Channel],
        how: EventKind,
        vault: CaseVault,
        by: User,
        at: datetime,
    ) -> Dispatch:
        """Keep for good to whom an issued paper went, and by which channel. Raises VaultProblem."""
        recipient, channel = to
        went = Dispatch(paper_id=paper.id, recipient=recipient, channel=channel, at=at, by=by.name)
        vault.record_dispatch(went, how, by)
        return went
