"""What keeps a taper from being planned: by the record, by what was told, by the pharmacist."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from pharmreview.domain.patient import Answer, CodedTerm, Patient
from pharmreview.domain.review.answer import Answers, chosen, text_of
from pharmreview.domain.risk.exclusions import SAID_BY_HAND, said_of
from pharmreview.domain.risk.finding import Exclusion
from pharmreview.domain.risk.rule import TermBook
from pharmreview.domain.taper.pace import TaperSettings
from pharmreview.domain.taper.person.use import whole_months
from pharmreview.domain.taper.wishes import Circumstance

STOPS = "taper.stops"
"""The key under which the pharmacist says what else stands in the way, by the values of Circumstance."""

_UNDER_CARE = "prepare.under_care"
_FACTS = {
    "pregnant": (Circumstance.PREGNANCY, "Pregnant or planning pregnancy, told in step 1."),
    "mental-health-crisis": (Circumstance.SUICIDAL_THOUGHTS, "Crisis or recent self-harm, told in step 1."),
}
_EXCLUDED = {
    "EXC1": Circumstance.CANCER_OR_END_OF_LIFE,
    "EXC2": Circumstance.CANCER_OR_END_OF_LIFE,
    "EXC5": Circumstance.OPIOID_USE_DISORDER,
    "EXC6": Circumstance.EPILEPSY,
}
_CODED = {
    "CAU1": (Circumstance.PREGNANCY, "pregnant"),
    "OVERDOSE": (Circumstance.RECENT_OVERDOSE, ""),
    "SELF-HARM": (Circumstance.SUICIDAL_THOUGHTS, "mental-health-crisis"),
    "DEPENDENCE": (Circumstance.OPIOID_USE_DISORDER, ""),
}
"""Groups of coded terms, what each stands for, and the fact that answers it when somebody has asked."""


class Standing(NamedTuple):
    """What stands in the way, and where that is known from, in a sentence."""

    circumstance: Circumstance
    because: str


def standing(
    patient: Patient,
    answers: Answers,
    excluded: Sequence[Exclusion],
    to_check: Sequence[Exclusion],
    terms: TermBook,
    settings: TaperSettings,
    today: date,
) -> tuple[Standing, ...]:
    """Everything that stands in the way of a plan, each circumstance once, with the first reason for it.

    `excluded` are the exclusions in force and `to_check` those on which nobody has decided. Perhaps
    epilepsy is enough to wait: a gabapentinoid is never withdrawn while that is open.
    """
    found: dict[Circumstance, str] = {}
    for circumstance, because in (
        *_told(patient, answers),
        *_excluding(excluded, to_check),
        *_coded(patient, terms, settings, today),
    ):
        found.setdefault(circumstance, because)
    return tuple(Standing(c, found[c]) for c in Circumstance if c in found)


def _told(patient: Patient, answers: Answers) -> Iterator[Standing]:
    for fact, (circumstance, because) in _FACTS.items():
        if patient.facts.get(fact) == Answer.YES:
            yield Standing(circumstance, because)
    if text_of(answers, _UNDER_CARE) == Answer.YES:
        yield Standing(Circumstance.SPECIALIST_REGIMEN, "Still under hospital care, told in step 1.")
    known = {c.value: c for c in Circumstance}
    for code in chosen(answers, STOPS):
        if code in known:
            yield Standing(known[code], "Said on the taper step.")


def _excluding(excluded: Sequence[Exclusion], to_check: Sequence[Exclusion]) -> Iterator[Standing]:
    waiting = [e for e in to_check if _EXCLUDED.get(e.code) is Circumstance.EPILEPSY]
    for exclusion in (*excluded, *waiting):
        circumstance = _EXCLUDED.get(exclusion.code)
        if circumstance is not None:
            because = f"In the record: {exclusion.because}." if exclusion.because else SAID_BY_HAND
            yield Standing(circumstance, because)


def _coded(patient: Patient, terms: TermBook, settings: TaperSettings, today: date) -> Iterator[Standing]:
    reach = {
        "CAU1": settings.pregnancy_months,
        "OVERDOSE": settings.recent_overdose_months,
        "SELF-HARM": settings.recent_crisis_months,
    }
    for term in patient.terms:
        codes = {group.code for group, sure in said_of(term, terms) if sure} & set(_CODED)
        for code in sorted(codes):
            circumstance, fact = _CODED[code]
            asked = fact and patient.facts.get(fact) == Answer.NO
            if not asked and _within(term, reach.get(code), today):
                when = "" if term.noted is None else f", {term.noted:%d %B %Y}".replace(" 0", " ")
                yield Standing(circumstance, f"In the record: {term.term.strip()}{when}.")


def _within(term: CodedTerm, months: int | None, today: date) -> bool:
    """True for an entry of the last so many months; one without a date is old only where months count."""
    if months is None:
        return True
    return term.noted is not None and whole_months(term.noted, today) < months
