"""A full name taken apart: title, family name, given name."""

import re

_TITLES = frozenset(
    {"mr", "mrs", "ms", "miss", "mx", "master", "dr", "prof", "rev", "sir", "lady", "dame", "lord"}
)
_PARTICLES = frozenset(
    {"van", "der", "den", "ter", "de", "da", "do", "dos", "du", "di", "del", "della", "la", "le", "von", "zu",
     "el", "al", "bin", "bint", "ibn", "st", "st.", "san", "ap", "mac", "o"}
)  # fmt: skip


_MOST_INITIALS = 2
_LAST_BRACKET = re.compile(r"\s*\(([^()]*)\)$")


def person_name(full: str) -> tuple[str, str, str]:
    """Title, family name and given name of a full name: "SMITH, Ann (Mrs)" or "Mrs Ann van der Smith".

    Without a comma the family name is what stands in capitals before small letters ("SMITH Ann"), else the
    last word.
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
    if words and words[0].strip(".").casefold() in _TITLES:
        title, words = words[0], words[1:]
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold() in _PARTICLES:
        start -= 1
    if len(words) < 2:
        return title, " ".join(words), ""
    if ahead := _in_capitals(words):
        return title, " ".join(words[:ahead]), " ".join(words[ahead:])
    return title, " ".join(words[start:]), " ".join(words[:start])


def takes_the_last_word(full: str) -> bool:
    """Whether nothing but the order of the words says which name is the family's: "Jones Bob"."""
    words = full.split()
    if "," in full or len(words) < 2 or words[0].strip(".").casefold() in _TITLES:
        return False
    ends_in_capitals = words[-1].isupper() and not words[0].isupper()
    return not ends_in_capitals and not _in_capitals(words)


def _in_capitals(words: list[str]) -> int:
    """How many words in capitals come before a word of small letters, one of them more than initials."""
    ahead = next((at for at, word in enumerate(words) if not word.isupper()), 0)
    return ahead if any(len(word) > _MOST_INITIALS for word in words[:ahead]) else 0


def _titled(title: str, family: str, given: str) -> tuple[str, str, str]:
    words = given.split()
    if not title and words and words[0].strip(".").casefold() in _TITLES:
        return words[0], family, " ".join(words[1:])
    return title, family, given
