"""A template and the facts of a case become an outline."""

from collections.abc import Iterator, Sequence

from pharmreview.documents import words as say
from pharmreview.documents.outline import (
    Block,
    Box,
    BoxKind,
    Format,
    Heading,
    IdentityBar,
    Masthead,
    NewPage,
    Outline,
    Table,
    TableStyle,
    Text,
    words,
)
from pharmreview.documents.outline import said as plain
from pharmreview.documents.papers import person
from pharmreview.documents.papers.letter import closed, letter_head, to_the_gp, to_the_person
from pharmreview.documents.wording import Wording, wording
from pharmreview.documents.writing.blocks import blocks_of
from pharmreview.documents.writing.grammar import Values, filled, kept, lines_in, places_in, values_of
from pharmreview.documents.writing.places import PLACES, of_the_person
from pharmreview.documents.writing.values import values_for
from pharmreview.domain.errors import PaperProblem
from pharmreview.domain.paper import PaperFacts, PaperTemplate, Setting

_ADDRESSES = {"person": to_the_person, "gp": to_the_gp}


def written_paper(facts: PaperFacts, template: PaperTemplate) -> Outline:
    """The outline of a paper from its template. Raises PaperProblem where it may not be printed."""
    clinician = template.sheet == Format.CLINICIAN.value
    values = values_for(facts, template)
    _refuse_gaps(template, values)
    if template.is_nameless:
        _refuse_names(template)
    lines = [line for line in lines_in(template.text) if kept(line, values)]
    first = next((line for line in lines if line.kind == "title"), None)
    title = plain(filled(first.words, values, first.number)) if first else ""
    title = title or template.title
    body = [line for line in lines if line.kind != "title"]
    said = wording("letters")
    blocks = _without_bare_headings([_plainly_ruled(b, clinician) for b in blocks_of(body, values)])
    if template.address:
        blocks = closed(blocks, facts, said, to_clinician=clinician)
    return Outline(
        title=_title_of_the_file(facts, template),
        kind=facts.kind.value,
        format=Format.PLAN if template.is_nameless else Format(template.sheet),
        template=f"{template.id}/{template.version}",
        footer=_footer(facts, template, said, clinician=clinician),
        blocks=(*_opening(facts, template, said, title), *blocks),
        setting=Setting.STANDARD if clinician else facts.setting,
        cream=facts.cream and not clinician,
        pages_at_most=1 if template.sheet == Format.LETTER.value and not _keeps_safe(blocks) else 2,
    )


def _keeps_safe(blocks: Sequence[Block]) -> bool:
    """Whether it has a safety box, which wants more room than a page of a letter leaves."""
    return any(isinstance(block, Box) and block.kind is BoxKind.SAFETY for block in blocks)


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


def _title_of_the_file(facts: PaperFacts, template: PaperTemplate) -> str:
    return (
        template.title if template.is_nameless else f"{template.title}: {person.person_name(facts.patient)}"
    )


def _refuse_names(template: PaperTemplate) -> None:
    for place in of_the_person((*template.needs, *places_in(template.text))):
        raise PaperProblem(
            f"This sheet carries no name, so it may not say {PLACES[place].meaning}.",
            f"Take {{{place}}} out of the template.",
            code="paper-nameless",
        )


def _opening(facts: PaperFacts, template: PaperTemplate, said: Wording, title: str) -> Iterator[Block]:
    if template.is_nameless or template.sheet == Format.PLAN.value:
        yield _masthead(facts, said, title, nameless=template.is_nameless)
        return
    if template.address:
        to = _ADDRESSES.get(template.address)
        address = to(facts) if to else facts.recipient
        if not address:
            raise PaperProblem(
                "There is nobody to address this letter to.",
                "Give the name and address of whoever it goes to, then print.",
                code="paper-recipient",
            )
        yield letter_head(facts, said, address)
    if template.sheet == Format.CLINICIAN.value:
        yield _identity(facts, said)
    yield Heading(level=1, text=title)


def _masthead(facts: PaperFacts, said: Wording, title: str, *, nameless: bool) -> Masthead:
    patient, practice = facts.patient, facts.practice
    name, born = person.person_name(patient), say.plain_day(patient.born) if patient.born else ""
    who: list[Text] = [
        said.text("head.born", name=name, born=born) or said.text("head.name", name=name),
        said.text("head.nhs", nhs=say.nhs_number(patient.nhs_number)) or said.text("head.nhs_unknown"),
    ]
    aside = [words(practice.name, bold=True), words(practice.phone), words(say.plain_day(facts.today))]
    if nameless:
        return Masthead(title=title, person=(), aside=tuple(a for a in aside if a))
    aside.append(said.text("head.replaces", version=str(facts.version), replaces=person.replaced(facts)))
    return Masthead(title=title, person=tuple(p for p in who if p), aside=tuple(a for a in aside if a))


def _identity(facts: PaperFacts, said: Wording) -> IdentityBar:
    patient = facts.patient
    family, given = patient.family_name.upper(), patient.given_name
    name = person.on_one_line(", ".join(part for part in (family, given) if part.strip()))
    parts = (
        words(f"{name} ({patient.title})" if patient.title.strip() else name, bold=True),
        said.text("head.born_short", born=say.band_day(patient.born)),
        said.text("head.gender", gender=patient.gender),
        said.text("head.nhs_short", nhs=say.nhs_number(patient.nhs_number)) or said.text("head.nhs_unknown"),
    )
    return IdentityBar(parts=tuple(part for part in parts if part))


def _footer(facts: PaperFacts, template: PaperTemplate, said: Wording, *, clinician: bool) -> str:
    number = say.nhs_number(facts.patient.nhs_number)
    places = {
        "name": person.person_name(facts.patient),
        "nhs": number or said.plain("head.nhs_unknown"),
        "title": template.title,
        "date": say.band_day(facts.today) if clinician else say.plain_day(facts.today),
        "version": str(facts.version),
    }
    if template.is_nameless:
        return f"{facts.practice.name}. {template.title}"
    if not clinician:
        return said.plain("head.footer", **places)
    tables = "; ".join(f"{name} ({when})" if when else name for name, when in sorted(facts.tables.items()))
    told = f"Tables: {tables}." if tables else f"Wording {template.id}/{template.version}."
    return said.plain("head.footer_clinician", app=facts.app_version or "(no version)", tables=told, **places)


def _without_bare_headings(blocks: list[Block]) -> list[Block]:
    """Blocks without the headings that nothing stands under."""
    told: list[Block] = []
    for block in reversed(blocks):
        under = told[-1] if told else NewPage()
        if not isinstance(block, Heading) or not isinstance(under, Heading | NewPage):
            told.append(block)
    return told[::-1]
