"""Raw text of a product name as words, numbers and marks. Nothing is interpreted here."""

import re
import unicodedata
from functools import lru_cache

from pharmreview.domain.words.decoding import rightly_decoded

Tokens = tuple[str, ...]

_LETTER_PAIRS = re.compile(r"\b([mspcx])\s?[/.]\s?([rl])\b\.?", re.IGNORECASE)
_SUGAR_FREE = re.compile(r"\bs\s?/\s?f\b", re.IGNORECASE)
_UNDER_TONGUE = re.compile(r"\bs\s?/\s?l\b", re.IGNORECASE)
_THOUSANDS = re.compile(r"(?<![\d.,])([1-9]\d{0,2})((?:,\d{3})+)(?![\d,])")
_MIDDLE_DOT = re.compile(r"(?<=\d)[·∙•](?=\d)")
_TOKEN = re.compile(r"\d+(?:\.\d+)?|\.\d+|[a-z]+|[/+%,()]")
_KEPT_MARKS = frozenset("/+%,()")
_DROPPED = re.compile(r"\[[^\]]*\]|[®™©*]|(?<=[a-z])['’](?=[a-z])", re.IGNORECASE)


def plain_text(name: str) -> str:
    """The name in one case and one alphabet, with single spaces.

    Full-width and superscript characters, unusual spaces and dashes become their plain form; a comma of
    thousands goes; a comma that might be a decimal point stays, and is doubted when the number is read.
    """
    text = _DROPPED.sub("", name if name.isascii() else _plain_letters(name)).casefold()
    if "&" in text:
        text = text.replace("&", " and ")
    if "," in text:
        text = _THOUSANDS.sub(lambda found: found.group(0).replace(",", ""), text)
    if "/" in text:
        text = _UNDER_TONGUE.sub(" sublingual ", _SUGAR_FREE.sub(" sugar free ", text))
    if "/" in text or "." in text:
        text = _LETTER_PAIRS.sub(lambda found: f" {found.group(1)}{found.group(2)} ", text)
    return " ".join(text.split())


def _plain_letters(name: str) -> str:
    text = _MIDDLE_DOT.sub(".", rightly_decoded(name).replace("µ", "u").replace("μ", "u"))
    text = unicodedata.normalize("NFKC", _DROPPED.sub("", text))
    return text.replace("\u200b", "").replace("\ufeff", "").replace("\u00ad", "").replace("μ", "u")


def tokens(text: str) -> Tokens:
    """Words, numbers and the marks that matter, in order. A hyphen parts words: co-codamol is two."""
    return tuple(_TOKEN.findall(text))


@lru_cache(maxsize=8192)
def words_of(phrase: str) -> Tokens:
    """A phrase of the vocabulary in the shape a name is read in."""
    if phrase.isalpha() and phrase.isascii():  # most are one word, in which there is nothing to part
        return (phrase.lower(),)
    return tuple(token for token in tokens(plain_text(phrase)) if token not in _KEPT_MARKS)


def brackets(found: Tokens) -> tuple[list[Tokens], Tokens]:
    """The contents of each outermost bracket, and the rest. A bracket left open runs to the end."""
    inside: list[Tokens] = []
    outside: list[str] = []
    group: list[str] = []
    depth = 0
    for piece in found:
        if piece == "(":
            depth += 1
        elif piece == ")":
            if depth == 1:
                inside.append(tuple(group))
                group = []
            depth = max(depth - 1, 0)
        elif depth:
            group.append(piece)
        else:
            outside.append(piece)
    if group:
        inside.append(tuple(group))
    return inside, tuple(outside)
