"""Facts become a paper: one door for every kind."""

from collections.abc import Callable

from pharmreview.documents.concerns import concerns
from pharmreview.documents.layout.lines import forget_words
from pharmreview.documents.outline import Outline
from pharmreview.documents.papers.for_clinician.gp_letter import gp_letter
from pharmreview.documents.papers.for_clinician.record import record_lines
from pharmreview.documents.papers.for_person.follow_up_letter import follow_up_letter
from pharmreview.documents.papers.for_person.taper_plan import taper_plan
from pharmreview.documents.render.html import html_of
from pharmreview.documents.render.pdf import pdf_of
from pharmreview.documents.render.preview import page_image, page_texts
from pharmreview.domain.paper import Concern, PageImage, PaperFacts, PaperKind, Pressed

_PAPERS: dict[PaperKind, Callable[[PaperFacts], Outline]] = {
    PaperKind.NEXT_STEP: taper_plan,
    PaperKind.NEXT_THREE: taper_plan,
    PaperKind.WHOLE_ROUTE: taper_plan,
    PaperKind.FOLLOW_UP: follow_up_letter,
    PaperKind.GP: gp_letter,
}


def outline_of(facts: PaperFacts) -> Outline:
    """What a paper says. Raises PaperProblem where it cannot say what it must."""
    return _PAPERS[facts.kind](facts)


class Press:
    """Makes papers: pages, their HTML twin, and pictures of pages. The same facts make the same bytes."""

    def title(self, facts: PaperFacts) -> str:
        """The title of a paper, with the person's name."""
        return outline_of(facts).title

    def press(self, facts: PaperFacts) -> Pressed:
        """The paper whole, with what to look at before printing. Raises PaperProblem."""
        outline = outline_of(facts)
        pdf, pages = pdf_of(outline)
        html = html_of(outline)
        forget_words()
        return Pressed(
            title=outline.title,
            pdf=pdf,
            html=html,
            pages=pages,
            template=outline.template,
            concerns=concerns(outline, pages, facts),
        )

    def concerns(self, facts: PaperFacts) -> tuple[Concern, ...]:
        """What to look at before printing, without pressing any page."""
        return concerns(outline_of(facts), None, facts)

    def record(self, facts: PaperFacts) -> tuple[str, ...]:
        """The lines to copy into the GP's record."""
        return record_lines(facts)

    def page_image(self, pdf: bytes, page: int, dots_an_inch: int) -> PageImage:
        """One page as a picture, counted from 1."""
        return page_image(pdf, page, dots_an_inch)

    def page_texts(self, pdf: bytes) -> tuple[str, ...]:
        """The words on each page, in the order they were put there."""
        return page_texts(pdf)
