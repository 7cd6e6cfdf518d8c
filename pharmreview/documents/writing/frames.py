"""What stands round the blocks of a template: the top of the sheet, its foot, and how many pages it fills."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pharmreview.documents import words as say
from pharmreview.documents.outline import (
    Block,
    Box,
    BoxKind,
    Format,
    Heading,
    IdentityBar,
    Masthead,
    Text,
    words,
)
from pharmreview.documents.papers import person
from pharmreview.documents.papers.for_clinician.gp_letter import GpParts
from pharmreview.documents.papers.for_person.pictures import leaflet_head
from pharmreview.documents.papers.for_person.plan_parts import PlanParts
from pharmreview.documents.papers.letter import letter_head, to_the_gp, to_the_person
from pharmreview.documents.papers.plan import changes
from pharmreview.documents.wording import Wording, wording
from pharmreview.domain.errors import PaperProblem
from pharmreview.domain.paper import PaperFacts, PaperKind, PaperTemplate

_ADDRESSES = {"person": to_the_person, "gp": to_the_gp}
_PAGES = {PaperKind.NEXT_THREE: 6, PaperKind.WHOLE_ROUTE: 6, PaperKind.TALKED: 4}
_MOST = 2


class Frame(NamedTuple):
    """The title of the file, what stands above and at the foot, the pages it may fill, and how it ends."""

    title: str
    opening: tuple[Block, ...]
    footer: str
    pages_at_most: int = _MOST
    closes: bool = True
    """Whether a letter ends with "Yours sincerely" and whoever prepared it."""


def framed(facts: PaperFacts, template: PaperTemplate, title: str, blocks: Sequence[Block]) -> Frame:
    """What stands round some blocks, under their title. Raises PaperProblem for a letter to nobody."""
    name = person.person_name(facts.patient)
    pages = _PAGES.get(facts.kind, _MOST)
    if facts.kind.series == "plan":
        parts = PlanParts(facts)
        return Frame(f"{title}: {name}", (parts.masthead(title),), parts.footer(), pages)
    if facts.kind is PaperKind.GP:
        letter = GpParts(facts)
        opening = (letter.head(), letter.identity())
        return Frame(f"{template.title}: {name}", opening, letter.footer(), pages, closes=False)
    said = wording("letters")
    if template.sheet == Format.LETTER.value and not _keeps_safe(blocks):
        pages = 1
    return Frame(
        template.title if template.is_nameless else f"{template.title}: {name}",
        tuple(_opening(facts, template, said, title)),
        _footer(facts, template, said),
        pages,
    )


def _keeps_safe(blocks: Sequence[Block]) -> bool:
    """Whether it has a safety box, which wants more room than a page of a letter leaves."""
    return any(isinstance(block, Box) and block.kind is BoxKind.SAFETY for block in blocks)


def _opening(facts: PaperFacts, template: PaperTemplate, said: Wording, title: str) -> Iterator[Block]:
    if facts.kind is PaperKind.TALKED:
        yield leaflet_head(facts, said, title)
        return
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


def _footer(facts: PaperFacts, template: PaperTemplate, said: Wording) -> str:
    clinician = template.sheet == Format.CLINICIAN.value
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
    if facts.kind is PaperKind.FOLLOW_UP:
        draft = changes(facts) and not facts.agreed
        return said.plain("head.footer_draft" if draft else "head.footer_letter", **places)
    if not clinician:
        return said.plain("head.footer", **places)
    tables = "; ".join(f"{name} ({when})" if when else name for name, when in sorted(facts.tables.items()))
    told = f"Tables: {tables}." if tables else f"Wording {template.id}/{template.version}."
    return said.plain("head.footer_clinician", app=facts.app_version or "(no version)", tables=told, **places)
