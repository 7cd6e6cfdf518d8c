"""A text message from its template: who may be sent it, what it says, what it costs."""

from pharmreview.documents.messages.counting import counted, plain
from pharmreview.documents.outline import said
from pharmreview.documents.writing.grammar import filled, values_of
from pharmreview.documents.writing.places import PLACES
from pharmreview.documents.writing.values import values_for
from pharmreview.domain.errors import PaperProblem
from pharmreview.domain.paper import Concern, PaperFacts, PaperTemplate, TextKind, TextMessage

CONSENT = "text-consent"
NAMED = "text-named"
"""Facts of a person, "yes" or "no": texts may be sent; they may name a medicine or condition."""


def text_message(facts: PaperFacts, kind: TextKind, template: PaperTemplate) -> TextMessage:
    """The message as it would be sent, in plain letters where that says the same.

    Raises PaperProblem for a place that has no value, or that nobody knows.
    """
    values = values_for(facts)
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
        refused=refused(facts, kind),
    )


def refused(facts: PaperFacts, kind: TextKind) -> str:
    """Why this person may not be sent it, in one sentence; empty where they may."""
    first = facts.patient.calling_name or "This person"
    consent = facts.patient.facts.get(CONSENT, "")
    if consent != "yes":
        why = "has said no to texts" if consent == "no" else "has not been asked about texts"
        return f"{first} {why}: write or phone instead, or record their consent."
    if not facts.patient.phone.strip():
        return f"There is no phone number for {first}: add it to the record."
    if kind.named and facts.patient.facts.get(NAMED) != "yes":
        return f"{first} has not agreed to texts that name a medicine: use the private one."
    return ""


def _dear(character: str, instead: str | None, why: str, at: int) -> Concern:
    name = {"\u00a0": "a hard space", "\n": "a new line"}.get(character, f"“{character}”")
    use = "" if instead is None else f" Write “{instead}” instead." if instead else " Leave it out."
    return Concern(code="text-dear", what=f"{name[:1].upper()}{name[1:]}: {why}.{use}", where=str(at))
