"""What we talked about: the pictures used to explain, the points covered, and what was given to read."""

from collections.abc import Iterator

from pharmreview.documents import words as say
from pharmreview.documents.outline import (
    Block,
    Box,
    BoxKind,
    Bullets,
    Format,
    Heading,
    Masthead,
    Outline,
    Paragraph,
    words,
)
from pharmreview.documents.papers import person
from pharmreview.documents.wording import Wording, wording
from pharmreview.domain.errors import PaperProblem
from pharmreview.domain.paper import PaperFacts
from pharmreview.domain.review.answer import chosen, text_of
from pharmreview.domain.review.pictures.drawn import PICTURES
from pharmreview.domain.words.days import long_day


def talked_about(facts: PaperFacts) -> Outline:
    """The leaflet as an outline. Raises PaperProblem where nothing was ticked to put in it."""
    said, name = wording("what_we_talked_about"), person.person_name(facts.patient)
    number = say.nhs_number(facts.patient.nhs_number) or said.plain("head.nhs_unknown")
    footer = said.plain(
        "head.footer", name=name, nhs=number, date=say.plain_day(facts.today), version=str(facts.version)
    )
    return Outline(
        title=f"{said.plain('head.title')}: {name}",
        kind=facts.kind.value,
        format=Format.PLAN,
        template=said.template,
        footer=footer,
        blocks=(_masthead(facts, said, name), *_body(facts, said)),
        pages_at_most=4,
    )


def _masthead(facts: PaperFacts, said: Wording, name: str) -> Masthead:
    born = say.plain_day(facts.patient.born) if facts.patient.born else ""
    who = said.text("head.born", name=name, born=born) or said.text("head.name", name=name)
    practice = facts.practice
    aside = (words(practice.name, bold=True), words(practice.phone), words(say.plain_day(facts.today)))
    return Masthead(
        title=said.plain("head.title"), person=(who,), aside=tuple(line for line in aside if line)
    )


def _body(facts: PaperFacts, said: Wording) -> Iterator[Block]:
    used = chosen(facts.answers, "explain.pictures")
    pictures = [picture for picture in PICTURES if picture.code in used]
    points = [code for code in chosen(facts.answers, "explain.points") if said.has(f"point.{code}")]
    if not (pictures or points):
        raise PaperProblem(
            "No picture and no point is ticked in Explain, so this leaflet would be empty.",
            "Tick what you used with the person, then print.",
            code="paper-gap",
        )
    day = long_day(facts.reviewed or facts.today)
    yield Paragraph(text=said.text("head.opening" if pictures else "head.opening_plain", day=day))
    for picture in pictures:
        yield Heading(level=2, text=picture.title)
        yield picture
        yield Paragraph(text=said.text(f"picture.{picture.code}"))
    if points:
        yield Heading(level=2, text=said.plain("part.points"))
        yield Bullets(items=tuple(said.text(f"point.{code}") for code in points))
    yield from _closing(facts, said)


def _closing(facts: PaperFacts, said: Wording) -> Iterator[Block]:
    quote = said.text("part.quote", words=text_of(facts.answers, "explain.teach_back_words").strip())
    if quote:
        yield Box(kind=BoxKind.QUOTE, title=said.plain("part.words"), body=(Paragraph(text=quote),))
    if facts.given:
        yield Heading(level=2, text=said.plain("part.given"))
        yield Bullets(items=tuple(words(title) for title in facts.given))
    yield Heading(level=2, text=said.plain("part.call"))
    yield Paragraph(text=said.text("part.phone", phone=person.phone(facts)) or said.text("part.plain"))
    yield Paragraph(text=said.text("part.keep"))
