"""The pictures that were used to explain, for the leaflet that goes home."""

from pharmreview.documents import words as say
from pharmreview.documents.outline import Block, Masthead, words
from pharmreview.documents.papers import person
from pharmreview.documents.wording import Wording
from pharmreview.domain.errors import PaperProblem
from pharmreview.domain.paper import PaperFacts
from pharmreview.domain.review.answer import chosen
from pharmreview.domain.review.pictures.drawn import PICTURES


def used_picture(facts: PaperFacts, code: str) -> tuple[Block, ...]:
    """One picture, where it was used to explain."""
    used = chosen(facts.answers, "explain.pictures")
    return tuple(picture for picture in PICTURES if picture.code == code and code in used)


def refuse_nothing_explained(facts: PaperFacts) -> None:
    """Raise PaperProblem where nothing was ticked to put in the leaflet."""
    used = chosen(facts.answers, "explain.pictures")
    pictured = any(picture.code in used for picture in PICTURES)
    if not (pictured or chosen(facts.answers, "explain.points")):
        raise PaperProblem(
            "No picture and no point is ticked in Explain, so this leaflet would be empty.",
            "Tick what you used with the person, then print.",
            code="paper-gap",
        )


def leaflet_head(facts: PaperFacts, said: Wording, title: str) -> Masthead:
    """The top of the leaflet: whose it is, the practice and the day."""
    name = person.person_name(facts.patient)
    born = say.plain_day(facts.patient.born) if facts.patient.born else ""
    who = said.text("head.born", name=name, born=born) or said.text("head.name", name=name)
    practice = facts.practice
    aside = (words(practice.name, bold=True), words(practice.phone), words(say.plain_day(facts.today)))
    return Masthead(title=title, person=(who,), aside=tuple(line for line in aside if line))
