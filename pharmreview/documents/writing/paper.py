"""A template and the facts of a case become an outline."""

from typing import NamedTuple

from pharmreview.documents.outline import Block, Format, Heading, NewPage, Outline, Table, TableStyle
from pharmreview.documents.outline import said as plain
from pharmreview.documents.papers.for_person.pictures import refuse_nothing_explained
from pharmreview.documents.papers.letter import closed
from pharmreview.documents.wording import wording
from pharmreview.documents.writing.blocks import Marked, marked_blocks
from pharmreview.documents.writing.filling.fixed import fixed_blocks, holds
from pharmreview.documents.writing.filling.places import PLACES, of_the_person
from pharmreview.documents.writing.filling.values import values_for
from pharmreview.documents.writing.frames import framed
from pharmreview.documents.writing.grammar import Values, filled, kept, lines_in, places_in, values_of
from pharmreview.documents.writing.rules import refuse_broken
from pharmreview.domain.errors import PaperProblem
from pharmreview.domain.paper import PaperFacts, PaperKind, PaperTemplate, Setting


class Read(NamedTuple):
    """A template read for one person: what heads it, and its blocks with the lines they come from."""

    title: str
    blocks: list[Marked]


def read_for(facts: PaperFacts, template: PaperTemplate) -> Read:
    """The title and the blocks of a template. Raises PaperProblem where it may not be printed."""
    values = values_for(facts, template, (*template.needs, *places_in(template.text)))
    _refuse_gaps(template, values)
    refuse_broken(template)
    if template.is_nameless:
        _refuse_names(template)
    if facts.kind is PaperKind.TALKED:
        refuse_nothing_explained(facts)
    fixed, lines = fixed_blocks(facts), lines_in(template.text)
    values |= holds(fixed, [place for line in lines for place, _ in line.only])
    stand = kept(lines, values)
    first = next((line for line in stand if line.kind == "title"), None)
    title = plain(filled(first.words, values, first.number)) if first else ""
    body = marked_blocks([line for line in stand if line.kind != "title"], values, fixed)
    return Read(title or template.title, _without_bare_headings(body))


def written_paper(facts: PaperFacts, template: PaperTemplate) -> Outline:
    """The outline of a paper from its template. Raises PaperProblem where it may not be printed."""
    clinician = template.sheet == Format.CLINICIAN.value
    read = read_for(facts, template)
    blocks = [_plainly_ruled(block, clinician) for _, block in read.blocks]
    frame = framed(facts, template, read.title, blocks)
    if template.address and frame.closes:
        blocks = closed(blocks, facts, wording("letters"), to_clinician=clinician)
    return Outline(
        title=frame.title,
        kind=facts.kind.value,
        format=Format.PLAN if template.is_nameless else Format(template.sheet),
        template=f"{template.id}/{template.version}",
        footer=frame.footer,
        blocks=(*frame.opening, *blocks),
        setting=Setting.STANDARD if clinician else facts.setting,
        cream=facts.cream and not clinician,
        pages_at_most=frame.pages_at_most,
    )


def _plainly_ruled(block: Block, clinician: bool) -> Block:
    if clinician and isinstance(block, Table):
        return block.model_copy(update={"style": TableStyle.CLINICAL})
    return block


def _refuse_gaps(template: PaperTemplate, values: Values) -> None:
    for place in template.needs:
        if not values_of(place, values):
            known = PLACES[place]
            raise PaperProblem(
                f"This paper needs {known.meaning}, and there is none.",
                f"Give it (for example: {known.example}), then print.",
                code="paper-gap",
            )


def _refuse_names(template: PaperTemplate) -> None:
    for place in of_the_person((*template.needs, *places_in(template.text))):
        raise PaperProblem(
            f"This sheet carries no name, so it may not say {PLACES[place].meaning}.",
            f"Take {{{place}}} out of the template.",
            code="paper-nameless",
        )


def _without_bare_headings(marked: list[Marked]) -> list[Marked]:
    """Blocks without the headings that nothing stands under, and one page break where several meet."""
    told: list[Marked] = []
    for line, block in reversed(marked):
        under = told[-1][1] if told else NewPage()
        twice = isinstance(block, NewPage) and isinstance(under, NewPage) and bool(told)
        if not twice and not (isinstance(block, Heading) and isinstance(under, Heading | NewPage)):
            told.append((line, block))
    return told[::-1]
