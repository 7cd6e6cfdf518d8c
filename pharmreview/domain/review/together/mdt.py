"""Reasons for the MDT that the record speaks for, what keeps a request back, when the letter is due."""

from collections.abc import Mapping
from datetime import date, timedelta

from pharmreview.domain.review.answer import Answers, text_of
from pharmreview.domain.value import Value

LETTER_WITHIN = timedelta(days=10)
_ADULT = 18
_AE_MORE_THAN = 2
_ADMITTED_MORE_THAN = 1
_HOLDS = 2


class Standing(Value):
    """What the record says that bears on the MDT; empty where nothing is known of it.

    `findings` are the codes of the rules that hold, `facts` the person's own; `holds` how many pauses the
    running plan has had; `age` in years.
    """

    findings: tuple[str, ...] = ()
    facts: Mapping[str, str] = {}
    holds: int = 0
    age: int | None = None


def suggested_reasons(standing: Standing) -> tuple[str, ...]:
    """Codes of reasons that the record speaks for: offered, never chosen for anyone."""
    facts, findings = standing.facts, set(standing.findings)
    holds = {
        "MD2": bool(findings & {"very-high-dose", "rising-dose"}),
        "MD3": _number(facts.get("ae-visits-12-months")) > _AE_MORE_THAN,
        "MD4": _number(facts.get("admissions-12-months")) > _ADMITTED_MORE_THAN,
        "MD5": standing.holds >= _HOLDS,
        "MD7": bool(findings & {"substance-history", "alcohol"}),
        "MD8": bool(findings & {"recent-self-harm", "mental-health"}),
        "MD9": bool(findings & {"methadone", "pregnancy"}),
    }
    return tuple(code for code, stands in holds.items() if stands)


def not_for(standing: Standing) -> tuple[str, ...]:
    """Why the MDT is not the way now, in words: the emergency routes are for urgent risk."""
    found = []
    if standing.age is not None and standing.age < _ADULT:
        found.append("Under 18: the MDT here is for adults.")
    if standing.facts.get("mental-health-crisis") == "yes":
        found.append("A crisis now is not for the MDT: 999, or 111 option 2, today.")
    return tuple(found)


def still_to_say(answers: Answers) -> tuple[str, ...]:
    """What a request lacks before it can go on the list, in words; without consent it stays a draft."""
    lacks = []
    if text_of(answers, "follow_up.mdt_consent") != "yes":
        lacks.append("consent to discuss")
    if not text_of(answers, "follow_up.mdt_question").strip():
        lacks.append("the question")
    if not text_of(answers, "follow_up.mdt_criteria"):
        lacks.append("why now")
    return tuple(lacks)


def is_listed(answers: Answers) -> bool:
    """True while the person is on the MDT list: consent stands and it was not discussed since."""
    listed, met = text_of(answers, "follow_up.mdt_listed"), text_of(answers, "follow_up.mdt_met")
    return bool(listed) and not still_to_say(answers) and not (met and met >= listed)


def waits_for(answers: Answers, today: date) -> tuple[bool, date | None]:
    """Whether the person waits for the MDT, and for its meeting on which day; None where no day is known.

    They wait while they are on the list, and, once discussed with a day to come back on it, until they are
    discussed again, whether or not that day has passed.
    """
    back, met = text_of(answers, "follow_up.mdt_back"), text_of(answers, "follow_up.mdt_met")
    listed = is_listed(answers)
    day = text_of(answers, "follow_up.mdt_for") if listed else back
    known = date.fromisoformat(day) if day else None
    waits = listed or bool(met and back > met)
    return waits, known if known is not None and known >= today else None


def letter_due(answers: Answers) -> date | None:
    """The day by which the person should have a letter about the meeting; None where none is owed."""
    met, sent = text_of(answers, "follow_up.mdt_met"), text_of(answers, "follow_up.mdt_letter")
    return None if not met or sent else date.fromisoformat(met) + LETTER_WITHIN


def _number(words: str | None) -> int:
    return int(words) if words and words.isdecimal() else 0
