"""A name taken to pieces: what it names, its numbers, what its words say, and what is not understood."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from pharmreview.domain.lines.names.grammar import (
    DENIALS,
    EACH,
    FORM_WORDS,
    HOUR,
    MASS,
    NO_SHAPE,
    SALTS,
    VARIETIES,
    VOLUME,
    Shape,
    completed,
    release_words,
    shape_of,
    two_forms,
)
from pharmreview.domain.lines.names.lexicon import Entry, Kind, Lexicon
from pharmreview.domain.lines.names.strength import Run, is_number, run_at, stated_interval
from pharmreview.domain.lines.names.tidy import Tokens, brackets, plain_text, tokens
from pharmreview.domain.medicines.product import Form

_JOINERS = frozenset(("/", "+", "and", "with"))
_MEASURES = HOUR | VOLUME.keys()
_SWALLOWED = frozenset((Form.TABLET, Form.CAPSULE, Form.GRANULES, Form.SACHET, None))


@dataclass(slots=True)
class Parts:
    """The pieces of one name, in the order in which they stand. Never changed once they are found.

    `runs` pairs each strength with how many medicines had been named before it. `strangers` are words
    nobody knows; `joined` those of them that stand beside "/", "+" or "and", as a second medicine would.
    """

    entries: list[Entry] = field(default_factory=list)
    salts: dict[str, str] = field(default_factory=dict)
    runs: list[tuple[int, Run]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    immediate: bool = False
    interval_hours: Decimal | None = None
    strangers: list[str] = field(default_factory=list)
    joined: list[str] = field(default_factory=list)
    leading: int = 0
    dangling: bool = False
    two_forms: bool = False
    shape: Shape = NO_SHAPE
    """What the words say about the form."""

    @property
    def modified(self) -> bool:
        """The words say modified release ("PR" says so only of what is swallowed)."""
        return bool(self.tags)


class Pieces(NamedTuple):
    """The words of a name that say which product it is, and the word, if any, that denies it."""

    words: Tokens
    denial: str


def pieces_of(name: str, lexicon: Lexicon) -> Pieces:
    """The words that name a product. Brackets count only where they hold one; a supplier's do not."""
    words = tokens(plain_text(name))
    groups, outside = brackets(words)
    around = parts_of(outside, lexicon) if groups else None
    kept = [group for group in groups if around is not None and _belongs(group, around, lexicon)]
    denial = next((word for word in words if word in DENIALS), "")
    return Pieces((*outside, *(word for group in kept for word in group)), denial)


@lru_cache(maxsize=4096)
def parts_of(words: Tokens, lexicon: Lexicon) -> Parts:
    """Words taken to pieces, once for every name in which they stand."""
    return _Scan(words, lexicon).parts()


def _belongs(group: Tokens, around: Parts, lexicon: Lexicon) -> bool:
    """A bracket is part of the product's name where all its words are; a supplier's are not."""
    if not group:
        return False
    inside = parts_of(group, lexicon)
    unknown = inside.strangers or any(word in lexicon.vocabulary.noise for word in group)
    named = {name for entry in around.entries for name in entry.of}
    branded = any(entry.kind is Kind.BRAND for entry in around.entries)
    adds = [
        entry
        for entry in inside.entries
        if (entry.kind is Kind.BRAND and not branded)
        or (entry.kind is not Kind.OTHER_NAME and not set(entry.of) <= named)
    ]
    if adds and (not unknown or any(lexicon.class_of(entry.of) for entry in adds)):
        return True
    if unknown or (inside.entries and not inside.runs):
        return False
    number = any(run.masses for _, run in inside.runs) and not any(run.masses for _, run in around.runs)
    form = inside.shape.form is not None and around.shape.form is None
    return bool(number or form or inside.tags or inside.interval_hours is not None or inside.immediate)


class _Scan:
    """One pass over the words, left to right, the longest known phrase first."""

    def __init__(self, words: Sequence[str], lexicon: Lexicon) -> None:
        self.words = words
        self.lexicon = lexicon
        self.found = Parts()
        self.bare_before = -1

    def parts(self) -> Parts:
        here = 0
        while here < len(self.words):
            here = self._step(here)
        self.found.shape = shape_of(self.found.words)
        self.found.two_forms = two_forms(self.found.words)
        if self.found.shape.form not in _SWALLOWED:
            self.found.tags = [tag for tag in self.found.tags if tag != "pr"]
        self.found.dangling = self._is_dangling()
        return self.found

    def _is_dangling(self) -> bool:
        """The words end at "/" or "and", or one or two letters after it: a second medicine was cut off."""
        *_, before, last = ("", "", *self.words)
        return last in _JOINERS or (
            before in _JOINERS and last.isalpha() and len(last) <= 2 and last not in _MEASURES
        )

    def _step(self, here: int) -> int:
        word = self.words[here]
        if entry := self.lexicon.find(self.words, here):
            self.found.entries.append(entry)
            return here + len(entry.words)
        if is_number(word):
            return self._number(here)
        if interval := stated_interval(self.words, here):
            self.found.interval_hours = interval[0]
            return here + interval[1]
        if word == "immediate" or word == "ir":
            self.found.immediate = True
            return here + 1
        if taken := release_words(self.words, here):
            self.found.tags.append(word)
            return here + taken
        if word == "x" and self._counted(here + 1):
            return here + 2
        self._word(here, word)
        return here + 1

    def _counted(self, here: int) -> bool:
        """A number without a unit stands here: how many are supplied."""
        after = self.words[here + 1] if here + 1 < len(self.words) else ""
        return here < len(self.words) and is_number(self.words[here]) and after not in MASS

    def _number(self, here: int) -> int:
        if here + 1 < len(self.words) and self.words[here + 1] == "x":
            return here + 2
        run, after = run_at(self.words, here)
        self.found.words.extend(word for word in self.words[here:after] if word in EACH)
        if run.interval_hours is not None:
            self.found.interval_hours = run.interval_hours
            return after
        if self.bare_before == here and run.masses:
            run = run._replace(doubt="two numbers stand side by side")
            self.found.runs.pop()
        self.found.runs.append((len(self.found.entries), run))
        comma = after < len(self.words) and self.words[after] == ","
        self.bare_before = (after + 1 if comma else after) if run.bare else -1
        return after

    def _word(self, here: int, word: str) -> None:
        found = self.found
        last = here == len(self.words) - 1
        if last and not self.lexicon.is_silent(word):
            if entry := self.lexicon.begun(word):
                found.entries.append(entry)
                return
            word = completed(word)
        if word in SALTS:
            if found.entries:
                found.salts.setdefault(found.entries[-1].name, SALTS[word])
        elif word in FORM_WORDS or word in VARIETIES or self.lexicon.is_silent(word):
            if word == "modified" or word == "prolonged":
                found.tags.append(word)
            found.words.append(word)
        elif word.isalpha():
            self._stranger(here, word)

    def _stranger(self, here: int, word: str) -> None:
        found = self.found
        found.strangers.append(word)
        if not found.entries:
            found.leading += 1
        before = self.words[here - 1] if here else ""
        after = self.words[here + 1] if here + 1 < len(self.words) else ""
        is_unit = bool(before) and is_number(before)
        if not is_unit and (before in _JOINERS or after in _JOINERS):
            found.joined.append(word)
