"""Reasons not to review a person here, read from coded terms; never from one that denies or fears it."""

import re
from functools import lru_cache

from pharmreview.domain.medicines.product import MedicineClass
from pharmreview.domain.patient import CodedTerm, Patient
from pharmreview.domain.risk.finding import Exclusion
from pharmreview.domain.risk.rule import TermBook, TermGroup

UNDER_AGE = 18
_EDGES = re.compile(r"[^a-z0-9?/+]+")


def exclusions_of(
    patient: Patient, classes: frozenset[MedicineClass], book: TermBook, age: int | None
) -> tuple[Exclusion, ...]:
    """Every reason with the entry that gave it, sure ones and those that a person must look at.

    `age` is in whole years, None where nothing tells it.
    """
    found: dict[tuple[str, str], Exclusion] = {}
    for term in patient.terms:
        for group in book.groups:
            if group.effect != "exclude" or (group.needs_class and group.needs_class not in classes):
                continue
            sure = reads_as(term, group, book)
            if sure is not None:
                found.setdefault((group.code, term.term), _exclusion(group, term, sure))
    if age is not None and age < UNDER_AGE:
        found["EXC3", ""] = Exclusion(code="EXC3", what="Under 18", because=f"Age {age}")
    return tuple(found.values())


def term_of_group(patient: Patient, code: str, book: TermBook) -> CodedTerm | None:
    """The first entry that surely says what a group stands for."""
    groups = [g for g in book.groups if g.code == code]
    for term in patient.terms:
        if any(reads_as(term, group, book) for group in groups):
            return term
    return None


def reads_as(term: CodedTerm, group: TermGroup, book: TermBook) -> bool | None:
    """True where the entry says it, False where a person must look, None where it does not say it."""
    words = plain_words(term.term)
    beside = plain_words(term.text)
    if not _any(words, group.phrases) or _any(words, group.never):
        return None
    if _any(words, book.denying) or _denied_before(words, group.phrases, book.denying_before):
        return None
    if _any(words, group.doubtful) or _any(words, book.doubting):
        return False
    return not any(_any(beside, words_) for words_ in (book.denying, book.denying_before, book.doubting))


def plain_words(text: str) -> str:
    """Lower case, one spelling, single spaces, padded so that whole words can be looked for."""
    lowered = text.casefold().replace("’", "'").replace("tumor", "tumour").replace("leukemia", "leukaemia")
    lowered = lowered.replace("?", " ? ")
    return f" {_EDGES.sub(' ', lowered).strip()} "


def _any(words: str, phrases: tuple[str, ...]) -> bool:
    return any(pattern.search(words) for pattern in _patterns(phrases))


def _denied_before(words: str, phrases: tuple[str, ...], denials: tuple[str, ...]) -> bool:
    """A "no" or "not" before the first place where the phrase stands."""
    first = min((m.start() for p in _patterns(phrases) if (m := p.search(words))), default=0)
    return _any(words[:first], denials)


@lru_cache(maxsize=256)
def _patterns(phrases: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Phrases as whole words; a * at either end lets the word go on there."""
    made = []
    for phrase in phrases:
        before = "" if phrase.startswith("*") else r"(?<![a-z0-9])"
        after = "" if phrase.endswith("*") else r"(?![a-z0-9])"
        made.append(re.compile(before + re.escape(phrase.strip("*")) + after))
    return tuple(made)


def _exclusion(group: TermGroup, term: CodedTerm, sure: bool) -> Exclusion:
    return Exclusion(code=group.code, what=group.what, because=term.term.strip(), row=term.row, sure=sure)
