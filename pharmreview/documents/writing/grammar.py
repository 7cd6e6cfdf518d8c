"""The grammar of a template: lines, places in braces, and nothing that runs.

Read once from top to bottom, so that no template can loop, look inside a value or reach a file. What is
filled in is never read again: braces, stars and tags in it mean nothing.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from pharmreview.documents.outline import Run, Text, clean
from pharmreview.documents.writing.filling.places import BLOCKS
from pharmreview.domain.errors import PaperProblem

LONGEST = 20_000
MOST_LINES = 400
_PLACE = re.compile(r"\{([^{}\n]*)\}")
_ONLY = re.compile(r"([?!])\{([a-z_0-9]+)\}\s*")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_MARKS = (
    ("## ", "heading"), ("# ", "title"), ("- ", "bullet"), ("[ ] ", "tick"), (">! ", "safety"),
    (">+ ", "pause"), ('>" ', "quote"), ("> ", "box"), ("| ", "row"), ("___", "line"), ("---", "page"),
    ("<> ", "beside"), ("+ ", "more"),
)  # fmt: skip

Values = Mapping[str, str | tuple[str, ...]]


class Line(NamedTuple):
    """One line of a template: what kind it is, its words, and the conditions before it."""

    number: int
    kind: str
    words: str
    only: tuple[tuple[str, bool], ...] = ()
    """Places, each with whether it must have a value for the line to be kept."""


@lru_cache(maxsize=64)
def lines_in(text: str) -> tuple[Line, ...]:
    """The lines of a template. Raises PaperProblem, naming the line, for what the grammar does not have."""
    if len(text) > LONGEST or text.count("\n") > MOST_LINES:
        raise _problem(
            0, f"The template is longer than {LONGEST:,} letters or {MOST_LINES} lines.", "Shorten it."
        )
    told = [_line(number, raw.strip()) for number, raw in enumerate(clean(text).split("\n"), 1)]
    return tuple(told)


def _line(number: int, raw: str) -> Line:
    only: tuple[tuple[str, bool], ...] = ()
    while condition := _ONLY.match(raw):
        only, raw = (*only, (condition[2], condition[1] == "?")), raw[condition.end() :]
    for mark, kind in _MARKS:
        if raw == mark.strip() or raw.startswith(mark):
            return Line(number, kind, raw.removeprefix(mark.strip()).strip(), only)
    if raw.startswith(("{%", "{#")):
        raise _problem(number, "A template has no loops and no commands.", "Take this line out.")
    kind = "block" if listed_place(raw) in BLOCKS else "words"
    return Line(number, kind if raw else "blank", raw, only)


@lru_cache(maxsize=512)
def places_in(text: str) -> tuple[str, ...]:
    """Every place a template names, once, in order."""
    named = [*_PLACE.findall(text), *(found[1] for found in _ONLY.findall(text))]
    return tuple(dict.fromkeys(named))


def kept(lines: Sequence[Line], values: Values) -> list[Line]:
    """The lines that the conditions before them let stand.

    A line of words that goes leaves an empty one where others go on from it, so that they start there.
    """
    told = []
    for line, after in zip_longest(lines, lines[1:]):
        if all(bool(_value(values, place, line.number)) == asked for place, asked in line.only):
            told.append(line)
        elif line.kind == "words" and after is not None and after.kind == "more":
            told.append(line._replace(words=""))
    return told


def filled(words: str, values: Values, number: int = 0) -> Text:
    """Words with their places filled; a sentence with an empty place is left out whole.

    Raises PaperProblem for a place that nobody knows.
    """
    sentences: list[tuple[list[Run], bool]] = [([], True)]
    for weight, stretch in enumerate(words.split("**")):
        for at, part in enumerate(_SENTENCE.split(stretch)):
            if at:
                sentences.append(([], True))
            told, whole = _filled(part, values, number)
            runs, so_far = sentences[-1]
            if told:
                runs.append(Run(text=told, bold=weight % 2 == 1))
            sentences[-1] = (runs, so_far and whole)
        if re.search(r"[.!?]$", stretch) and weight % 2 == 1:
            sentences.append(([], True))
    return _joined([runs for runs, whole in sentences if whole and runs])


def listed_place(words: str) -> str:
    """The place that a line is nothing but, or none."""
    alone = _PLACE.fullmatch(words)
    return alone[1] if alone else ""


def values_of(place: str, values: Values, number: int = 0) -> tuple[str, ...]:
    """The entries of a place, each as it will stand. Raises PaperProblem for a place nobody knows."""
    value = _value(values, place, number)
    told = (value,) if isinstance(value, str) else value
    return tuple(entry for entry in (clean(one).strip() for one in told) if entry)


def _joined(sentences: list[list[Run]]) -> Text:
    """Sentences after one another; two that are bold are one stretch, with the space between them."""
    told: list[Run] = []
    for runs in sentences:
        if told and not told[-1].text.endswith(" ") and not runs[0].text.startswith(" "):
            if told[-1].bold and runs[0].bold:
                told[-1] = Run(text=f"{told[-1].text} {runs[0].text}", bold=True)
                told += runs[1:]
                continue
            told.append(Run(text=" "))
        told += runs
    return tuple(told)


def _filled(part: str, values: Values, number: int) -> tuple[str, bool]:
    whole = True

    def fill(place: re.Match[str]) -> str:
        nonlocal whole
        entries = values_of(place[1], values, number)
        whole = whole and bool(entries)
        return ", ".join(entries)

    told = _PLACE.sub(fill, part)
    rest = _PLACE.sub("", part)
    if "{" in rest or "}" in rest:
        raise _problem(number, "A brace stands alone.", "Write a place as {name}, or take the brace out.")
    return told, whole


def _value(values: Values, place: str, number: int) -> str | tuple[str, ...]:
    if place not in values:
        raise _problem(
            number,
            f"“{{{place}}}” is not a place that a template may name.",
            "Choose one from the list, which opens as you type a brace.",
            code="paper-placeholder",
        )
    value = values[place]
    return value.strip() if isinstance(value, str) else value


def _problem(number: int, what: str, remedy: str, code: str = "paper-template") -> PaperProblem:
    where = f"Line {number}: " if number else ""
    return PaperProblem(f"{where}{what}", remedy, code=code)
