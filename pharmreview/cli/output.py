"""What verbs read and write: tables in, JSON and CSV out, always UTF-8, whole or not at all."""

import csv
import io
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from pharmreview.domain.digits import plain
from pharmreview.domain.errors import InputProblem
from pharmreview.intake.headings import plain_title
from pharmreview.intake.sheets.source import open_source

_FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_CONTROLS = frozenset("\t\r\n\0")
_BEFORE_A_FORMULA = " \t\r\n\v\f\0\"'`“”‘’\u00a0\u200b\u200e\u200f\u202a\u202d\u202e\u2060\u3000\ufeff"
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")


def table_rows(path: Path, required: Sequence[str], optional: Sequence[str] = ()) -> Iterator[dict[str, str]]:
    """The rows of a table by the columns asked for, blank rows left out.

    Raises InputProblem where the file cannot be read, a required column is missing, or a row holds more
    cells than there are headings: text with an unquoted comma has then moved its columns.
    """
    problem: InputProblem | None = None
    for sheet in open_source(path).sheets:
        rows = sheet.numbered()
        try:
            titles = [plain_title(cell) for cell in next(rows, (0, []))[1]]
        except InputProblem as error:
            problem = problem or error
            continue
        if not set(required) <= set(titles):
            continue
        columns = {name: titles.index(name) for name in (*required, *optional) if name in titles}
        for number, cells in rows:
            if any(cell.strip() for cell in cells[len(titles) :]):
                raise InputProblem(
                    f"{path.name} has more cells than headings on row {number}, so its columns are lost.",
                    "Put text that holds a comma between quotation marks.",
                )
            if any(cell.strip() for cell in cells):
                yield {n: cells[c].strip() if c < len(cells) else "" for n, c in columns.items()}
        return
    wanted = " and ".join(required)
    raise problem or InputProblem(
        f"{path.name} has no column called {wanted}.", "Give the first row the headings that --help shows."
    )


def write_lines(objects: Iterable[dict[str, Any]]) -> None:
    """One JSON object a line. Nothing is written until everything could be worked out."""
    _write("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in objects))


def write_document(document: Any) -> None:
    """One JSON document."""
    _write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")


def write_csv(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table whose cells a spreadsheet takes as text, never as a formula."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(headings)
    writer.writerows([as_text(cell) for cell in row] for row in rows)
    _write(buffer.getvalue())


def as_text(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula, whatever stands before the mark; a number stays one."""
    if _NUMBER.fullmatch(cell):
        return cell
    bare = cell.lstrip(_BEFORE_A_FORMULA)
    before = cell[: len(cell) - len(bare)]
    return f"'{cell}" if bare.startswith(_FORMULA_STARTS) or _CONTROLS.intersection(before) else cell


def _write(text: str) -> None:
    # A lone surrogate cannot be written as UTF-8; it is shown as the mark for an unknown letter.
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", errors="replace"))
    sys.stdout.buffer.flush()


def number(value: Any) -> str | None:
    """A quantity as plain text, None as none."""
    return None if value is None else plain(value)
