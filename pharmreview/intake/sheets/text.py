"""Text with separators to rows of cells. Nothing is read as a number."""

import codecs
import csv
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path
from typing import TextIO

from pharmreview.domain.errors import InputProblem
from pharmreview.intake.sheets.limits import LONGEST_LINE, Row, Sheet, bounded, cell_too_large

DELIMITERS = (",", "\t", ";", "|")
_CHUNK = 1 << 20
_WIDE_MARKS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_CONTROLS = frozenset(range(32)) - set(b"\t\n\r\v\f\x1a")


def text_sheets(path: Path, stream: BufferedReader) -> tuple[Sheet, ...]:
    """The file as a table, once for each separator it might use.

    Raises InputProblem where its bytes are not text.
    """
    encoding = _encoding(stream, path.name)
    return tuple(_text_sheet(path, encoding, d) for d in DELIMITERS)


def _encoding(stream: BufferedReader, name: str) -> str:
    """UTF-16 by its mark, else UTF-8, else Windows-1252. Raises InputProblem where it is not text."""
    first = stream.read(4096)
    for mark, wide in _WIDE_MARKS.items():
        if first.startswith(mark):
            return wide
    low, high = first[:64:2], first[1:64:2]
    if len(high) > 1 and high.count(0) > len(high) * 0.7 and low.count(0) == 0:
        return "utf-16-le"
    stream.seek(0)
    candidates = {name_: codecs.getincrementaldecoder(name_)() for name_ in ("utf-8-sig", "cp1252")}
    while chunk := stream.read(_CHUNK):
        if _CONTROLS.intersection(chunk):
            raise _not_text(name)
        for candidate, decoder in list(candidates.items()):
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                del candidates[candidate]
    if "utf-8-sig" in candidates and _ends_whole(candidates["utf-8-sig"]):
        return "utf-8-sig"
    if "cp1252" in candidates:
        return "cp1252"
    raise _not_text(name)


def _ends_whole(decoder: codecs.IncrementalDecoder) -> bool:
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _not_text(name: str) -> InputProblem:
    return InputProblem(
        f"{name} is not a CSV file or an Excel workbook.",
        "Export the search as CSV or Excel and choose that file.",
    )


def _text_sheet(path: Path, encoding: str, delimiter: str) -> Sheet:
    return Sheet(name=path.name, rows=lambda: _text_rows(path, encoding, delimiter))


def _text_rows(path: Path, encoding: str, delimiter: str) -> Iterator[Row]:
    number = 0
    try:
        with path.open(encoding=encoding, newline="") as stream:
            for cells in csv.reader(_lines(stream, path.name), delimiter=delimiter, strict=True):
                number += 1
                yield number, bounded(cells, number, path.name)
    except csv.Error as error:
        raise _broken(path.name, number + 1, str(error)) from error
    except UnicodeError as error:
        raise _not_text(path.name) from error


def _lines(stream: TextIO, name: str) -> Iterator[str]:
    """Lines of a bearable length: a file without line ends is never held whole."""
    number = 0
    while line := stream.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE:
            raise cell_too_large(name, number)
        yield line


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
        "Export the search again, or correct that row.",
    )
