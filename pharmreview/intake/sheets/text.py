"""Text with separators to rows of cells. Nothing is read as a number."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.words.decoding import rightly_decoded
from pharmreview.intake.sheets.limits import (
    LONGEST_LINE,
    MOST_CHARACTERS,
    Sheet,
    cell_too_large,
    line_too_large,
)
from pharmreview.intake.sheets.survey import WIDE, Odd, Survey, not_text, without_odd

csv.field_size_limit(MOST_CHARACTERS)
"""The one limit of the csv module is the limit of every cell: nothing else here reads with it."""

DELIMITERS = (",", "\t", ";", "|")


def text_sheets(path: Path, seen: Survey, odd: Odd) -> tuple[Sheet, ...]:
    """The file as a table, once for each separator it might use; odd signs of wide text are noted as read."""
    return tuple(_text_sheet(path, seen, odd, delimiter) for delimiter in DELIMITERS)


def _text_sheet(path: Path, seen: Survey, odd: Odd, delimiter: str) -> Sheet:
    return Sheet(name=path.name, rows=lambda: _text_rows(path, seen, odd, delimiter), about=seen.lines)


def _text_rows(path: Path, seen: Survey, odd: Odd, delimiter: str) -> Iterator[list[str]]:
    try:
        with _opened(path, seen) as stream:
            yield from csv.reader(_lines(stream, path.name, seen, odd), delimiter=delimiter, strict=True)
    except csv.Error as error:
        raise _broken(path.name, _whole_rows(path, seen, delimiter) + 1, str(error)) from error
    except UnicodeError as error:
        raise not_text(path.name) from error


def _opened(path: Path, seen: Survey) -> TextIO:
    how = "replace" if seen.odd_from else "strict"
    return path.open(encoding=seen.encoding, errors=how, newline="")


def _lines(stream: TextIO, name: str, seen: Survey, odd: Odd) -> Iterable[str]:
    if seen.encoding in WIDE:
        return _noted(_bearable(stream, name), odd)
    lines = map(without_odd, stream) if seen.odd_from else stream
    return map(rightly_decoded, lines) if seen.encoding == "cp1252" else lines


def _noted(lines: Iterable[str], odd: Odd) -> Iterator[str]:
    for number, line in enumerate(lines, start=1):
        plain = without_odd(line)
        if plain != line:
            odd.note(number)
        yield plain


def _bearable(stream: TextIO, name: str) -> Iterator[str]:
    """Lines of a bearable length: a wide file without line ends is never held whole."""
    number = 0
    while line := stream.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE:
            raise line_too_large(name, number)
        if "\0" in line:
            raise not_text(name)
        yield line


def _whole_rows(path: Path, seen: Survey, delimiter: str) -> int:
    """How many rows stand before the one that breaks."""
    whole = 0
    try:
        with _opened(path, seen) as stream:
            for _ in csv.reader(stream, delimiter=delimiter, strict=True):
                whole += 1
    except (csv.Error, UnicodeError):
        pass
    return whole


def _broken(name: str, row: int, reason: str) -> InputProblem:
    if "field larger" in reason:
        return cell_too_large(name, row)
    if "unexpected end" in reason:
        return InputProblem(
            f"{name} has a quotation mark on row {row} that is never closed, so its columns are lost.",
            "Export the search again, or close the quotation mark.",
        )
    return InputProblem(
        f"{name} has a stray quotation mark on row {row}, so its columns cannot be told apart.",
        "Export the search again, or take that mark out of the row; if its headings are not known here, what "
        "each column holds can then be said by hand.",
    )
