"""Two wordings held against each other, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, GONE, NEW = "same", "gone", "new"
_TOKENS = re.compile(r"\n|[^\S\n]+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words that both have, that only the earlier has, or that only the later has."""

    kind: str
    words: str


def compared(earlier: str, later: str) -> tuple[Piece, ...]:
    """Every stretch of both wordings, in reading order, what is gone before what is new."""
    one, other = _TOKENS.findall(earlier), _TOKENS.findall(later)
    told: list[Piece] = []
    for tag, i, j, k, m in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag == "equal":
            told.append(Piece(SAME, "".join(one[i:j])))
            continue
        told += [Piece(GONE, "".join(one[i:j]))] if i < j else []
        told += [Piece(NEW, "".join(other[k:m]))] if k < m else []
    return tuple(told)


def said(pieces: tuple[Piece, ...]) -> str:
    """In a sentence how much differs."""
    gone = sum(piece.kind == GONE for piece in pieces)
    new = sum(piece.kind == NEW for piece in pieces)
    if not gone and not new:
        return "The same words as now."
    return f"{_stretches(gone)} only in this version, {_stretches(new)} only in the words now."


def _stretches(count: int) -> str:
    return "Nothing" if not count else "1 place" if count == 1 else f"{count} places"
