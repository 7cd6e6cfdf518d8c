"""The words of a template as they will read, each letter with the place in the template it comes from."""

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from pharmreview.documents.writing.grammar import Line, Values, filled, lines_in, values_of

_TOKEN = re.compile(r"\*\*|\{([^{}\n]*)\}")
_EMPTY = ("", "..")


class Passage(NamedTuple):
    """Running words with examples in their places. `at` says for each letter from where to where it comes."""

    text: str
    at: tuple[tuple[int, int], ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """From which letter of the template to which, for letters of the passage."""
        return (self.at[start][0], self.at[end - 1][1]) if start < end <= len(self.at) else (-1, -1)


def passages(text: str, values: Values) -> list[Passage]:
    """The passages of a template, in reading order. Raises PaperProblem for a fault."""
    raws = text.split("\n")
    starts = list(accumulate((len(raw) + 1 for raw in raws), initial=0))
    told = []
    for line in lines_in(text):
        if line.kind == "block":
            continue
        begins = starts[line.number - 1] + max(raws[line.number - 1].rfind(line.words), 0)
        for part, at in _parts(line):
            filled(part, values, line.number)
            told.append(_traced(part, begins + at, values))
    return told


def joined(told: list[Passage]) -> Passage:
    """Passages as the one line that a text message is."""
    text, at = "", list[tuple[int, int]]()
    for passage in told:
        if text:
            text, at = f"{text} ", [*at, at[-1]]
        text, at = text + passage.text, [*at, *passage.at]
    return Passage(text, tuple(at))


def _parts(line: Line) -> Iterator[tuple[str, int]]:
    seek = 0
    for part in line.words.split("|") if line.kind in ("row", "line") else [line.words]:
        bare = part.removeprefix("## ").strip()
        if bare not in _EMPTY:
            yield bare, seek + part.find(bare)
        seek += len(part) + 1


def _traced(part: str, offset: int, values: Values) -> Passage:
    text, at, seek = "", list[tuple[int, int]](), 0

    def keep(words: str) -> None:
        nonlocal text
        text += words
        at.extend((offset + seek + n, offset + seek + n + 1) for n in range(len(words)))

    for token in _TOKEN.finditer(part):
        keep(part[seek : token.start()])
        seek = token.end()
        if token[1] is not None:
            told = ", ".join(values_of(token[1], values))
            text += told
            at.extend([(offset + token.start(), offset + token.end())] * len(told))
    keep(part[seek:])
    return Passage(text, tuple(at))
