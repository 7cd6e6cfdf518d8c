"""A full name taken apart: title, family name, given name."""

import re
from enum import Enum, auto

_TITLES = frozenset(
    {"mr", "mrs", "ms", "miss", "mx", "master", "dr", "prof", "rev", "sir", "lady", "dame", "lord"}
)
_PARTICLES = frozenset(
    {"van", "der", "den", "ter", "de", "da", "do", "dos", "du", "di", "del", "della", "la", "le", "von", "zu",
     "el", "al", "bin", "bint", "ibn", "st", "st.", "san", "ap", "mac", "o"}
)  # fmt: skip


_MOST_INITIALS = 2
_LAST_BRACKET = re.compile(r"\s*\(([^()]*)\)$")


class Order(Enum):
    """What a column says of the order of the names in it."""

    NOT_TOLD = auto()
    GIVEN_FIRST = auto()
    """As a GP system writes a full name."""
    FAMILY_FIRST = auto()


def person_name(full: str, order: Order = Order.NOT_TOLD) -> tuple[str, str, str]:
    """Title, family name and given name of a full name: "SMITH, Ann (Mrs)" or "Mrs Ann van der Smith".

    Without a comma capitals beside small letters tell the family name, else the column, else a title before
    the names. Where nothing does ("Jones Bob"), or capitals say that the family name is not first in a column
    where it should be, the whole stands as the family name: a letter never greets anyone by the wrong half.
    """
    text = " ".join(full.split())
    title = ""
    bracket = _LAST_BRACKET.search(text) if text.endswith(")") else None
    if (found := bracket) and found[1].strip(". ").casefold() in _TITLES:
        title, text = found[1].strip(), text[: found.start()]
    if "," in text:
        family, given = (part.strip() for part in text.split(",", 1))
        return _titled(title, family, given)
    words = text.split()
    led = _is_title(words[:1])
    if led:
        title, words = words[0], words[1:]
    if order is Order.FAMILY_FIRST and len(words) > 1 and _is_title(words[-1:]):
        title, words = words[-1], words[:-1]
    start, end = _family_of(words, order, led)
    return title, " ".join(words[start:end]), " ".join(words[:start] + words[end:])


def _is_title(words: list[str]) -> bool:
    return bool(words) and words[0].strip(".").casefold() in _TITLES


def _family_of(words: list[str], order: Order, led: bool) -> tuple[int, int]:
    """From which word until which the family name stands: all of them where it is not told.

    `led` is whether a title stands before the names.
    """
    whole = 0, len(words)
    if ahead := _in_capitals(words):
        return 0, ahead
    if behind := _in_capitals(words[::-1]):
        return whole if order is Order.FAMILY_FIRST else (len(words) - behind, len(words))
    particles = [word.casefold() in _PARTICLES for word in words]
    if order is Order.FAMILY_FIRST:
        return 0, [*particles[:-1], False].index(False) + 1
    if order is Order.NOT_TOLD and not led:
        return whole
    start = max(len(words) - 1, 0)
    while start and particles[start - 1]:
        start -= 1
    return start, len(words)


def takes_the_last_word(full: str) -> bool:
    """Whether nothing but the order that a column is known for says which name is the family's."""
    told = person_name(full, Order.GIVEN_FIRST)
    return bool(told[2]) and told != person_name(full)


def _in_capitals(words: list[str]) -> int:
    """How many words in capitals come before a word of small letters, one of them more than initials."""
    ahead = next((at for at, word in enumerate(words) if not word.isupper()), 0)
    return ahead if any(len(word) > _MOST_INITIALS for word in words[:ahead]) else 0


def _titled(title: str, family: str, given: str) -> tuple[str, str, str]:
    words = given.split()
    if not title and words and words[0].strip(".").casefold() in _TITLES:
        return words[0], family, " ".join(words[1:])
    return title, family, given
