"""Where words may go on to the next line: an overlong one anywhere, a number never before its unit."""

import re
from functools import lru_cache

_LONG_WORD = 30
_OVERLONG = re.compile(rf"\S{{{_LONG_WORD + 1},}}")
_PIECES = re.compile(r"(?s).{1,19}.(?:[\u0300-\u036f\u200d\ufe0f].?)*|.+")
_BREAK = "\u200b"
_DOSE = re.compile(r"(\d) (?=(?:mg|g|ml|micrograms?)\b)")


@lru_cache(maxsize=8192)
def drawn(words: str) -> str:
    """The same for words that are painted: a number stays on the line of its unit besides."""
    return breakable(_DOSE.sub("\\1\u00a0", words))


def breakable(words: str) -> str:
    """Words as they are shown: one too long for a line may go on to the next, and none widens its place."""
    if len(words) <= _LONG_WORD or not _OVERLONG.search(words):
        return words
    return _OVERLONG.sub(lambda found: _BREAK.join(_PIECES.findall(found[0])), words)
