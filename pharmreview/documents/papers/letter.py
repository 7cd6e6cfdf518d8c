"""What letters share: whose address stands in the window, who sends it, and how it closes."""

from collections.abc import Sequence

from pharmreview.documents import words as say
from pharmreview.documents.outline import Block, LetterHead, Paragraph, Run, Text, words
from pharmreview.documents.papers import person
from pharmreview.documents.wording import Wording, joined
from pharmreview.domain.paper import PaperFacts


def letter_head(facts: PaperFacts, said: Wording, address: tuple[str, ...]) -> LetterHead:
    """The practice, the address in the window, and beside it sender, date and NHS number."""
    practice = facts.practice
    number = say.nhs_number(facts.patient.nhs_number)
    sender: list[Text] = [
        words(practice.name, bold=True),
        *(words(line) for line in practice.address),
        words(practice.phone),
        words(practice.email),
    ]
    sender = [line for line in sender if line]
    sender += [(), words(say.plain_day(facts.today))]
    sender.append(said.text("head.nhs", nhs=number) or said.text("head.nhs_unknown"))
    return LetterHead(
        practice=practice.name, address=address, sender=tuple(sender), picture=practice.letterhead
    )


def to_the_person(facts: PaperFacts) -> tuple[str, ...]:
    """The person's own address under their titled name."""
    return (person.titled_name(facts.patient), *facts.patient.address)


def to_the_gp(facts: PaperFacts) -> tuple[str, ...]:
    """Whoever the letter was addressed to, else the usual GP at the practice."""
    practice = facts.practice
    usual = (facts.patient.written_usual_gp, practice.name, *practice.address)
    return facts.recipient or tuple(line for line in usual if line.strip())


def closed(
    body: Sequence[Block], facts: PaperFacts, said: Wording, *, to_clinician: bool = False
) -> list[Block]:
    """A body with its end: yours sincerely, who prepared it, and for the person how to have it otherwise.

    None of it stands on a page without the last words above it.
    """
    practice, text = facts.practice, said.text
    blocks = [*body, Paragraph(text=text("body.close"), room_above=12)]
    role = ", ".join(part for part in (practice.prepared_by_role, practice.name) if part.strip())
    name = practice.prepared_by.strip()
    signed: list[Run] = [Run(text=name, bold=True)] if name else []
    role = role[:1].upper() + role[1:]
    if role:
        signed.append(Run(text=f"\n{role}" if name else role))
    if signed:
        blocks.append(Paragraph(text=tuple(signed), room_above=24))
    phone = person.phone(facts)
    last = joined(text("body.with", enclosed=facts.enclosed), text("body.format", phone=phone))
    if last and not to_clinician:
        blocks.append(Paragraph(text=last, small=True, room_above=12))
    start = max(len(body) - 1, 0)
    return [*blocks[:start], *(_held(block) for block in blocks[start:-1]), blocks[-1]]


def _held(block: Block) -> Block:
    return block.model_copy(update={"held": True}) if isinstance(block, Paragraph) else block
