"""The person, the practice and the answers, as every paper names them."""

import re
from datetime import date

from pharmreview.documents import words
from pharmreview.domain.errors import PaperProblem
from pharmreview.domain.paper import PaperFacts
from pharmreview.domain.patient import Patient, Practice
from pharmreview.domain.review.answer import text_of
from pharmreview.domain.words.days import DAYS, MONTHS

_MODES = {
    "CM1": "visit",
    "CM2": "phone",
    "CM3": "video",
    "CM4": "text",
    "CM5": "home",
}


def person_name(patient: Patient) -> str:
    """The name papers carry. Raises PaperProblem where the record has none: a paper must name its person."""
    name = on_one_line(f"{patient.written_given_name} {patient.written_family_name}")
    if not name:
        raise PaperProblem(
            "The record has no name for this person, so no paper can be made.",
            "Add the name to the record, then print.",
            code="paper-name",
        )
    return name


def on_one_line(name: str) -> str:
    """A name as it stands within a sentence, whatever was typed between its words."""
    return " ".join(name.split())


def titled_name(patient: Patient) -> str:
    """The name for an envelope: "Mrs Jean Marlow"."""
    return on_one_line(f"{patient.title} {person_name(patient)}")


def greeting(patient: Patient) -> str:
    """The name after "Dear": the preferred name, else title and family name, else the whole name."""
    if patient.preferred_name.strip():
        return on_one_line(patient.preferred_name)
    if patient.title.strip() and patient.family_name.strip():
        return on_one_line(f"{patient.title} {patient.written_family_name}")
    return person_name(patient)


def reviewer(facts: PaperFacts) -> str:
    """Who to call, as the person knows them: the name prepared under, else the surgery."""
    return facts.practice.prepared_by.strip()


def contact_day(facts: PaperFacts) -> date | None:
    """The date of the next contact; None where it is past or not said."""
    return _to_come(facts, "follow_up.next_contact")


def contact_mode(facts: PaperFacts) -> str:
    """How the next contact is made: visit, phone, video, text, home, or "contact" where it is not said."""
    answer = text_of(facts.answers, "follow_up.contact_mode")
    return _MODES.get(answer, answer if answer in _MODES.values() else "contact")


def contact_name(facts: PaperFacts) -> str:
    """Who makes the next contact: the person named in the answer, else whoever prepared the paper."""
    return text_of(facts.answers, "follow_up.with_whom").strip() or reviewer(facts)


def review_day(facts: PaperFacts) -> date | None:
    """The agreed review date; None where it is past or not said."""
    return _to_come(facts, "decide.review_date")


def _to_come(facts: PaperFacts, key: str) -> date | None:
    day = words.iso_day(text_of(facts.answers, key))
    return day if day is not None and day >= facts.today else None


def dates_past(facts: PaperFacts) -> tuple[date, ...]:
    """Dates answered for what comes next that are gone by: papers leave them out."""
    answered = [text_of(facts.answers, key) for key in ("follow_up.next_contact", "decide.review_date")]
    return tuple(d for d in map(words.iso_day, answered) if d is not None and d < facts.today)


def who_to_call(facts: PaperFacts) -> tuple[str, str]:
    """Who is called and on which number, as the safety step has it; either may be empty."""
    return _name_and_number(text_of(facts.answers, "safety.who_to_call"))


def phone(facts: PaperFacts) -> str:
    """The number to call, kept on one line: the one agreed in the safety step, else the practice's."""
    number = who_to_call(facts)[1] or facts.practice.phone.strip()
    return number.replace(" ", words.HARD)


def pharmacy(facts: PaperFacts) -> tuple[str, str]:
    """The person's own pharmacy and its number, as the safety step has it, else the practice's usual one."""
    named = _name_and_number(text_of(facts.answers, "safety.pharmacy"))
    return named if named[0] else (facts.practice.pharmacy.strip(), facts.practice.pharmacy_phone.strip())


_NUMBER_LAST = re.compile(r"(.*?)[\s,:;(]*(?:on |at )?(\+?\d[\d ]{5,}\d)\)?\.?")


def _name_and_number(text: str) -> tuple[str, str]:
    """ "Nia Farrow, 01632 960 123" as a name and a number; words without a number at their end are a name."""
    told = on_one_line(text)
    found = _NUMBER_LAST.fullmatch(told)
    return (found[1].rstrip(" ,:;"), found[2]) if found else (told, "")


def out_of_hours(facts: PaperFacts) -> str:
    """Who answers at other times, from the safety step or the practice."""
    return text_of(facts.answers, "safety.out_of_hours").strip() or facts.practice.out_of_hours.strip()


def living_well(facts: PaperFacts) -> str:
    """The living-well action with its when, as one sentence."""
    what = text_of(facts.answers, "decide.living_well").strip()
    when = text_of(facts.answers, "decide.living_well_when").strip().rstrip(".")
    if not what:
        return ""
    if when:
        return f"{what.rstrip('.')}, {_running_on(when)}."
    return what if what[-1] in ".!?" else f"{what}."


_KEEPS_ITS_CAPITAL = (*DAYS, *(d[:3] for d in DAYS), *MONTHS, "Christmas", "Easter")


def _running_on(when: str) -> str:
    """Words that go on within a sentence: a day, a month and a name keep their capital."""
    first = re.split(r"[^A-Za-z]", when, maxsplit=1)[0]
    known = first.removesuffix("s") in _KEEPS_ITS_CAPITAL or first in _KEEPS_ITS_CAPITAL
    return when if known or first.isupper() else f"{when[:1].lower()}{when[1:]}"


def role(practice: Practice) -> str:
    """What whoever prepares the paper does, as it stands within a sentence: "clinical pharmacist", "GP"."""
    said = practice.prepared_by_role.split()
    return " ".join(word if word.isupper() else word.lower() for word in said)


def replaced(facts: PaperFacts) -> str:
    """What this version replaces: "version 1 of 24 November 2026"; "" where it replaces nothing."""
    if facts.replaces is None:
        return ""
    return f"version {facts.replaces.version} of {words.plain_day(facts.replaces.issued)}"


def discussed(facts: PaperFacts) -> tuple[str, ...]:
    """The codes of safety items talked about, in order. A grid answers each under its own key."""
    found: set[str] = set()
    for key, value in facts.answers.items():
        if key == "safety.discussed":
            found.update((value,) if isinstance(value, str) else value)
        elif key.startswith("safety.discussed.") and value in ("yes", "discussed"):
            found.add(key.split(".")[2])
    return tuple(sorted(found, key=lambda code: (len(code), code)))
