"""Letters of the Arabic script in the shapes they take beside one another, by Unicode's own tables.

Every letter has up to four shapes, each with a sign of its own in Unicode, whose entry names the letter it
is a shape of. So the table is read from there, and the joining from which shapes a letter has.
"""

import unicodedata
from functools import cache

_SHAPES = (*range(0xFB50, 0xFBFF + 1), *range(0xFE80, 0xFEFC + 1))
_KINDS = {"<isolated>": "isolated", "<initial>": "initial", "<medial>": "medial", "<final>": "final"}

Forms = dict[str, dict[str, str]]
"""The shapes of a letter, or of lam and alef together, by where it stands in its word."""


def shaped(word: str) -> str:
    """A word with every letter in the shape it takes there, still in the order it is read."""
    letters = _with_ligatures(word)
    told = []
    for at, letter in enumerate(letters):
        before = letters[at - 1] if at else ""
        after = letters[at + 1] if at + 1 < len(letters) else ""
        joins_back = _reaches_on(before) and _takes(letter)
        joins_on = _reaches_on(letter) and _takes(after)
        kind = {(1, 1): "medial", (1, 0): "final", (0, 1): "initial"}.get((joins_back, joins_on), "isolated")
        told.append(_forms().get(letter, {}).get(kind, letter))
    return "".join(told)


def _with_ligatures(word: str) -> list[str]:
    """The letters of a word; lam and an alef after it are one."""
    letters: list[str] = []
    for letter in word:
        if letters and letters[-1] + letter in _forms():
            letters[-1] += letter
        else:
            letters.append(letter)
    return letters


def _reaches_on(letter: str) -> bool:
    """Whether a letter joins the one after it."""
    return "initial" in _forms().get(letter, {})


def _takes(letter: str) -> bool:
    """Whether a letter joins the one before it."""
    return "final" in _forms().get(letter, {})


@cache
def _forms() -> Forms:
    forms: Forms = {}
    for code in _SHAPES:
        kind, *parts = unicodedata.decomposition(chr(code)).split() or [""]
        letter = "".join(chr(int(part, 16)) for part in parts)
        if kind in _KINDS and " " not in letter:
            forms.setdefault(letter, {})[_KINDS[kind]] = chr(code)
    return forms
