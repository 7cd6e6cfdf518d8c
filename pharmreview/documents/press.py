"""Facts become a paper: one door for every kind."""

from collections.abc import Callable, Sequence
from functools import partial

from pharmreview.collecting import held_still
from pharmreview.documents.checking.concerns import concerns
from pharmreview.documents.checking.example import example_facts
from pharmreview.documents.checking.templates import checked
from pharmreview.documents.languages.language import our_languages
from pharmreview.documents.layout.lines import forget_words
from pharmreview.documents.letterhead import letterhead_of
from pharmreview.documents.messages.message import text_message
from pharmreview.documents.outline import Format, Outline
from pharmreview.documents.papers.for_clinician.summary import record_summary, whole_record
from pharmreview.documents.papers.settings import set_as
from pharmreview.documents.render.docx import docx_of
from pharmreview.documents.render.html import html_of
from pharmreview.documents.render.pdf import pdf_of, press_all
from pharmreview.documents.render.preview import page_image, page_texts
from pharmreview.documents.writing.blocks import forget_blocks
from pharmreview.documents.writing.filling.places import PLACES, completing
from pharmreview.documents.writing.grammar import places_in
from pharmreview.documents.writing.ours import our_template, our_templates
from pharmreview.documents.writing.paper import written_paper
from pharmreview.documents.writing.two_languages import two_languages, why_it_may_not_go
from pharmreview.domain.errors import PaperProblem
from pharmreview.domain.paper import (
    Batched,
    Blank,
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


def outline_of(facts: PaperFacts) -> Outline:
    """What a paper says, set as it was asked for. Raises PaperProblem where it cannot say what it must."""
    if facts.language:
        outline = two_languages(facts)
        return set_as(outline.model_copy(update={"setting": facts.setting, "cream": facts.cream}))
    outline = written_paper(facts, facts.template or our_template(facts.kind.value))
    return outline if outline.format is Format.CLINICIAN else set_as(outline)


def _tried(build: Callable[[PaperFacts], Outline], facts: PaperFacts) -> Outline | PaperProblem:
    try:
        return build(facts)
    except PaperProblem as problem:
        return problem


def _pressed(facts: PaperFacts, outline: Outline, pdf: bytes, pages: int) -> Pressed:
    return Pressed(
        title=outline.title,
        pdf=pdf,
        html=html_of(outline),
        pages=pages,
        template=outline.template,
        concerns=concerns(outline, pages, facts),
        refused=why_it_may_not_go(facts),
    )


def _forget() -> None:
    """Let go of what was written and measured for one person."""
    forget_blocks()
    forget_words()


class Press:
    """Makes papers: pages, their HTML twin, and pictures of pages. The same facts make the same bytes."""

    def title(self, facts: PaperFacts) -> str:
        """The title of a paper, with the person's name."""
        return outline_of(facts).title

    def look(self, facts: PaperFacts, page: int) -> tuple[bytes, int]:
        """One page of a paper to look at, or its last, and how many it has. Raises PaperProblem."""
        looked = pdf_of(outline_of(facts), page)
        _forget()
        return looked

    def press(self, facts: PaperFacts) -> Pressed:
        """The paper whole, with what to look at before printing. Raises PaperProblem."""
        outline = outline_of(facts)
        pressed = _pressed(facts, outline, *pdf_of(outline))
        _forget()
        return pressed

    def concerns(self, facts: PaperFacts) -> tuple[Concern, ...]:
        """What to look at before printing, without pressing any page."""
        return concerns(outline_of(facts), None, facts)

    def text(self, facts: PaperFacts, kind: TextKind, template: PaperTemplate | None = None) -> TextMessage:
        """A text message, with what it costs and whether it may go. Raises PaperProblem."""
        return text_message(facts, kind, template or our_template(kind.value))

    def press_all(
        self,
        facts: Sequence[PaperFacts],
        go_on: Callable[[int], bool],
        take: Callable[[int, Pressed], None] | None = None,
    ) -> Batched:
        """Many papers in one PDF, each starting a page; what cannot be made is left out, with its reason.

        `take` is given the place of each and the paper as it is alone.
        """

        def alone(at: int, outline: Outline, pdf: bytes, pages: int) -> None:
            if take is not None:
                take(at, _pressed(facts[at], outline, pdf, pages))

        with held_still():
            outlines = map(partial(_tried, outline_of), facts)
            made = press_all(outlines, go_on, None if take is None else alone)
        _forget()
        return made

    def languages(self, kind: PaperKind) -> tuple[PaperLanguage, ...]:
        """The languages a paper can be printed in beside English."""
        return tuple(one.offered for one in our_languages()) if kind is PaperKind.NEXT_STEP else ()

    def docx(self, facts: PaperFacts) -> bytes:
        """The paper for a word processor. Raises PaperProblem, also for one that may not go out."""
        refused = why_it_may_not_go(facts)
        if refused:
            raise PaperProblem(refused, "Have the wording checked first.", code="paper-unchecked")
        return docx_of(outline_of(facts))

    def ours(self, id_: str) -> PaperTemplate:
        """The template that came with the application. Raises PaperProblem where there is none."""
        return our_template(id_)

    def all_ours(self) -> tuple[PaperTemplate, ...]:
        """Every template that came with the application."""
        return our_templates()

    def check(self, template: PaperTemplate) -> tuple[Concern, ...]:
        """What to look at in a template as it is written. Never raises: a fault is a concern too."""
        return checked(template)

    def example(self) -> PaperFacts:
        """An invented person, with an example for everything that is typed for one paper."""
        return example_facts()

    def completing(self, start: str, template: PaperTemplate) -> tuple[tuple[str, str, str], ...]:
        """Places of a template whose name or meaning fits what was typed: name, meaning, example."""
        found = completing(start, template.id, template.sheet)
        return tuple((p.name, p.meaning, p.example) for p in found)

    def blanks(self, template: PaperTemplate) -> tuple[Blank, ...]:
        """The places of a template that are typed for each paper, in the order it names them."""
        named = dict.fromkeys((*template.needs, *places_in(template.text)))
        known = [PLACES[name] for name in named if name in PLACES and PLACES[name].typed]
        return tuple(
            Blank(name=p.name, meaning=p.meaning, example=p.example, needed=p.name in template.needs)
            for p in known
        )

    def letterhead(self, content: bytes) -> str:
        """A picture as a practice keeps it for its letters. Raises PaperProblem for one that will not do."""
        return letterhead_of(content)

    def record_parts(self, facts: PaperFacts) -> tuple[RecordPart, ...]:
        """The summary for the GP's record, a section at a time."""
        return record_summary(facts)

    def record_whole(self, facts: PaperFacts) -> tuple[str, ...]:
        """The whole summary for the GP's record, in as many pastes as it needs."""
        return whole_record(facts)

    def page_image(self, pdf: bytes, page: int, dots_an_inch: int) -> PageImage:
        """One page as a picture, counted from 1."""
        return page_image(pdf, page, dots_an_inch)

    def page_texts(self, pdf: bytes) -> tuple[str, ...]:
        """The words on each page, in the order they were put there."""
        return page_texts(pdf)
