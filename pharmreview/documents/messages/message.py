"""A text message from its template: who may be sent it, what it says, what it costs."""

from pharmreview.documents.messages.counting import counted, plain
from pharmreview.documents.outline import said
from pharmreview.documents.writing.filling.places import PLACES
from pharmreview.documents.writing.filling.values import values_for
from pharmreview.documents.writing.grammar import filled, places_in, values_of
from pharmreview.domain.errors import PaperProblem
from pharmreview.domain.journey.contact import why_no_text
from pharmreview.domain.paper import Concern, PaperFacts, PaperTemplate, TextKind, TextMessage


def text_message(facts: PaperFacts, kind: TextKind, template: PaperTemplate) -> TextMessage:
    """The message as it would be sent, in plain letters where that says the same.

    Raises PaperProblem for a place that has no value, or that nobody knows.
    """
    values = values_for(facts, template, (*template.needs, *places_in(template.text)))
    for place in template.needs:
        if not values_of(place, values):
            raise PaperProblem(
                f"This text needs {PLACES[place].meaning}, and there is none.",
                f"Give it (for example: {PLACES[place].example}).",
                code="paper-gap",
            )
    text = plain(said(filled(" ".join(template.text.split()), values)))
    count = counted(text)
    return TextMessage(
        kind=kind,
        text=text,
        length=count.length,
        parts=count.parts,
        wide=count.wide,
        room=count.room,
        costly=tuple(_dear(c.character, c.plain, c.why, c.at) for c in count.costly),
        refused=why_no_text(facts.patient, named=kind.named),
    )


def _dear(character: str, instead: str | None, why: str, at: int) -> Concern:
    name = {"\u00a0": "a hard space", "\n": "a new line"}.get(character, f"“{character}”")
    use = "" if instead is None else f" Write “{instead}” instead." if instead else " Leave it out."
    return Concern(code="text-dear", what=f"{name[:1].upper()}{name[1:]}: {why}.{use}", where=str(at))
