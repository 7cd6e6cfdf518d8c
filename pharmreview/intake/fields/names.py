"""A full name taken apart: title, family name, given name."""

import re

_TITLES = frozenset(
    {"mr", "mrs", "ms", "miss", "mx", "master", "dr", "prof", "rev", "sir", "lady", "dame", "lord"}
)
_PARTICLES = frozenset(
    {"van", "der", "den", "ter", "de", "da", "do", "dos", "du", "di", "del", "della", "la", "le", "von", "zu",
     "el", "al", "bin", "bint", "ibn", "st", "st.", "san", "ap", "mac", "o"}
)  # fmt: skip


_LAST_BRACKET = re.compile(r"\s*\(([^()]*)\)$")


def person_name(full: str) -> tuple[str, str, str]:
    """Title, family name and given name of a full name: "SMITH, Ann (Mrs)" or "Mrs Ann van der Smith"."""
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
    return title, " ".join(words[start:]), " ".join(words[:start])


def _titled(title: str, family: str, given: str) -> tuple[str, str, str]:
    words = given.split()
    if not title and words and words[0].strip(".").casefold() in _TITLES:
        return words[0], family, " ".join(words[1:])
    return title, family, given
