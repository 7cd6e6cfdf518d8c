"""Reasons not to review a person here, read from coded terms; never from one that denies or fears it."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from pharmreview.domain.medicines.product import MedicineClass
from pharmreview.domain.patient import CodedTerm
from pharmreview.domain.risk.finding import Exclusion
from pharmreview.domain.risk.rule import TermBook, TermGroup

UNDER_AGE = 18
BY_HAND = ("EXC10", "EXC4", "EXC1", "EXC2", "EXC5", "EXC9")
"""Codes that a pharmacist may give somebody whose record says nothing of the kind."""
SAID_BY_HAND = "Said by the pharmacist."
"""Where such an exclusion comes from, said to everyone in the same words."""
_EDGES = re.compile(r"[^a-z0-9?/+]+")
_WILD = re.compile(r"\*| \.\. ")
_MOST_REMEMBERED = 20_000

Read = tuple[tuple[TermGroup, bool], ...]
"""The groups that an entry speaks of, each with whether it surely says so."""


class Reason(NamedTuple):
    """A group that excludes, the entry that gave it (None for an age), and whether it is sure."""

    code: str
    sure: bool
    group: TermGroup | None = None
    term: CodedTerm | None = None


def reasons_for(
    terms: Sequence[CodedTerm], book: TermBook, age: int | None, classes: Callable[[MedicineClass], bool]
) -> list[Reason]:
    """Every reason not to review, sure ones and those that a person must look at; each entry once a code.

    `age` is in whole years, None where nothing tells it. `classes` says whether one is taken.
    """
    found: dict[tuple[str, str], Reason] = {}
    for term in terms:
        for group, sure in said_of(term, book):
            if group.effect != "exclude" or (
                group.needs_class is not None and not classes(group.needs_class)
            ):
                continue
            known = found.get((group.code, term.term))
            if known is None or (sure and not known.sure):
                found[group.code, term.term] = Reason(group.code, sure, group, term)
    if age is not None and age < UNDER_AGE:
        found["EXC3", ""] = Reason("EXC3", sure=True)
    return list(found.values())


def exclusion(reason: Reason, age: int | None, taken: Mapping[MedicineClass, Sequence[str]]) -> Exclusion:
    """A reason in words. `taken` names the medicines of each class: some reasons exclude those alone."""
    group, term = reason.group, reason.term
    if group is None or term is None:
        return Exclusion(code=reason.code, what="Under 18", because=f"Age {age}")
    only = taken.get(group.needs_class, ()) if group.needs_class is not None else ()
    return Exclusion(
        code=group.code,
        what=group.what,
        because=term.term.strip(),
        row=term.row,
        sure=reason.sure,
        medicines=tuple(dict.fromkeys(only)),
    )


def by_hand(book: TermBook) -> tuple[Exclusion, ...]:
    """What a pharmacist may say of anybody: exclusions that no entry of a record gives."""
    names = names_of(book)
    return tuple(Exclusion(code=code, what=names[code], because="") for code in BY_HAND if code in names)


def names_of(book: TermBook) -> dict[str, str]:
    """What each code stands for: the first that the book says of it."""
    return {group.code: group.what for group in reversed(book.groups)}


def exclusions_of(
    terms: Sequence[CodedTerm],
    book: TermBook,
    age: int | None,
    taken: Mapping[MedicineClass, Sequence[str]],
) -> tuple[Exclusion, ...]:
    """Every reason in words, with the entry that gave it and its row."""
    reasons = reasons_for(terms, book, age, taken.__contains__)
    return tuple(exclusion(reason, age, taken) for reason in reasons)


def said_of(term: CodedTerm, book: TermBook) -> Read:
    """The groups of a book that an entry speaks of; remembered, since records say the same often."""
    return _reader(book)(term.term, term.text)


def make_terms_ready(book: TermBook) -> None:
    """Make the patterns of a book of terms, so that the first entry does not wait for them."""
    _reader(book)


def plain_words(text: str) -> str:
    """Lower case, one spelling, single spaces, padded so that whole words can be looked for."""
    lowered = text.casefold().replace("’", "'").replace("tumor", "tumour").replace("leukemia", "leukaemia")
    lowered = lowered.replace("?", " ? ")
    return f" {_EDGES.sub(' ', lowered).strip()} "


class _Reader:
    """A book of terms made ready: each list of phrases as one pattern."""

    def __init__(self, book: TermBook) -> None:
        self.book = book
        self._groups = [_Patterns(group) for group in book.groups]
        self._past = _pattern(book.past)
        self._denying = _pattern(book.denying)
        self._denying_before = _pattern(book.denying_before)
        self._doubting = _pattern(book.doubting)
        self._known: dict[tuple[str, str], Read] = {}

    def __call__(self, term: str, text: str) -> Read:
        known = self._known.get((term, text))
        if known is None:
            known = self._read(plain_words(term), plain_words(text))
            if len(self._known) < _MOST_REMEMBERED:
                self._known[term, text] = known
        return known

    def _read(self, words: str, beside: str) -> Read:
        denied = self._denying.search(words) is not None
        found = []
        for each in self._groups:
            if denied and not each.group.own_words:
                continue
            said = each.said(words)
            if said is None or each.never.search(words):
                continue
            if denied and self._denying.search(f"{words[: said.start()]} {words[said.end() :]}"):
                continue
            if self._denying_before.search(words[: said.start()]):
                continue
            found.append(
                (each.group, not self._in_doubt(each, words) and not self._cast_beside(each, beside))
            )
        return tuple(found)

    def _in_doubt(self, each: "_Patterns", words: str) -> bool:
        """Whether the entry's own words leave it open."""
        if each.doubtful.search(words) or (not each.group.past and self._past.search(words)):
            return True
        return self._doubting.search(words) is not None and not each.certain.search(words)

    def _cast_beside(self, each: "_Patterns", beside: str) -> bool:
        """Whether what stands beside the entry denies it or casts doubt."""
        doubts = (self._denying, self._denying_before, self._doubting)
        if any(pattern.search(beside) for pattern in doubts):
            return True
        return not each.group.past and self._past.search(beside) is not None


class _Patterns:
    """A group with its lists of phrases, each as one pattern."""

    def __init__(self, group: TermGroup) -> None:
        self.group = group
        self._plainest = [max(_WILD.split(phrase), key=len) for phrase in group.phrases]
        """Of each phrase a piece that stands wherever it does: to look for it takes less than a pattern."""
        self._phrases = _pattern(group.phrases)
        self.never = _pattern(group.never)
        self.doubtful = _pattern(group.doubtful)
        self.certain = _pattern(group.certain)

    def said(self, words: str) -> re.Match[str] | None:
        """Where one of the group's phrases stands."""
        return self._phrases.search(words) if any(map(words.__contains__, self._plainest)) else None


_READERS: dict[int, _Reader] = {}
_MOST_READERS = 8


def _reader(book: TermBook) -> _Reader:
    # By identity, not by value: to hash a whole book for every entry would cost more than reading it.
    reader = _READERS.get(id(book))
    if reader is None:
        if len(_READERS) >= _MOST_READERS:
            _READERS.clear()
        reader = _READERS[id(book)] = _Reader(book)
    return reader


def _pattern(phrases: Sequence[str]) -> re.Pattern[str]:
    """Phrases as whole words. No phrases match nothing.

    * stands for any letters and figures of a word, and .. between words for any words.
    """
    # The edges stand round all of them together: round each, they would take longer to make than to use.
    together = "|".join(_phrase(phrase) for phrase in phrases) or r"(?!)"
    return re.compile(rf"(?<![a-z0-9])(?:{together})(?![a-z0-9])")


def _phrase(phrase: str) -> str:
    parts = [re.escape(part).replace(r"\*", "[a-z0-9]*") for part in phrase.split(" .. ")]
    return r" (?:.* )?".join(parts)
