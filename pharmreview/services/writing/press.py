"""What makes papers, as the services see it."""

from typing import Protocol

from pharmreview.domain.paper import (
    Concern,
    PageImage,
    PaperFacts,
    PaperKind,
    PaperLanguage,
    PaperTemplate,
    Pressed,
    RecordPart,
    TextKind,
    TextMessage,
)
from pharmreview.services.writing.batch import BatchPress


class PaperPress(BatchPress, Protocol):
    """Makes pages of facts. The same facts make the same bytes."""

    def title(self, facts: PaperFacts) -> str:
        """The title of a paper. Raises PaperProblem where it cannot be made."""
        ...

    def concerns(self, facts: PaperFacts) -> tuple[Concern, ...]:
        """What to look at before printing."""
        ...

    def press(self, facts: PaperFacts) -> Pressed:
        """The paper as PDF and HTML. Raises PaperProblem for what cannot be printed."""
        ...

    def languages(self, kind: PaperKind) -> tuple[PaperLanguage, ...]:
        """The languages a paper can be printed in beside English."""
        ...

    def docx(self, facts: PaperFacts) -> bytes:
        """The paper for a word processor. Raises PaperProblem."""
        ...

    def text(self, facts: PaperFacts, kind: TextKind, template: PaperTemplate | None = None) -> TextMessage:
        """A text message, with what it costs and whether it may go. Raises PaperProblem."""
        ...

    def record_parts(self, facts: PaperFacts) -> tuple[RecordPart, ...]:
        """The summary for the GP's record, a section at a time."""
        ...

    def record_whole(self, facts: PaperFacts) -> tuple[str, ...]:
        """The whole summary, in as many pastes as it needs."""
        ...

    def letterhead(self, content: bytes) -> str:
        """A picture as a practice keeps it. Raises PaperProblem for one that will not do."""
        ...

    def page_image(self, pdf: bytes, page: int, dots_an_inch: int) -> PageImage:
        """One page as a picture, counted from 1."""
        ...

    def page_texts(self, pdf: bytes) -> tuple[str, ...]:
        """The words on each page."""
        ...
