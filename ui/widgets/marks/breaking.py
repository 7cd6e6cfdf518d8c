"""Where an overlong word may be broken."""

import re

_LONG_WORD = 30
_OVERLONG = re.compile(rf"\S{{{_LONG_WORD + 1},}}")
_PIECES = re.compile(r"(?s).{1,19}.(?:[\u0300-\u036f\u200d\ufe0f].?)*|.+")
_BREAK = "\u200b"


def breakable(words: str) -> str:
    """Words as they are drawn: one too long for a line may go on to the next, and none widens its place."""
    if len(words) <= _LONG_WORD or not _OVERLONG.search(words):
        return words
    return _OVERLONG.sub(lambda found: _BREAK.join(_PIECES.findall(found[0])), words)
