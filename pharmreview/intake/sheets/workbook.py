"""An Excel workbook to rows of text, after its true size is known: a small file can unpack to a huge one."""

import lzma
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import IO

from pharmreview.domain.errors import InputProblem
from pharmreview.intake.sheets.limits import MOST_CHARACTERS, MOST_COLUMNS, MOST_ROWS, Sheet, cell_too_large
from pharmreview.intake.sheets.survey import LOST, Odd, without_odd
from pharmreview.lots import ShouldStop, stop_if_asked

LARGEST_UNPACKED = 100 * 1024 * 1024
MOST_CELLS = 3_000_000
MOST_ENTRIES = 2_000
_CHUNK = 1 << 20
_CELL = re.compile(rb"<(?:\w+:)?c(?=[\s/>])")
_PLACE = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]{0,20})([0-9]{1,20})[\"']")
_OVERLAP = 4096
_SHEET_LINK = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*/relationships/worksheet[\"'][^>]*>")
_TARGET = re.compile(rb"\bTarget\s*=\s*[\"']([^\"']*)[\"']")


def workbook_sheets(path: Path, odd: Odd, should_stop: ShouldStop | None = None) -> tuple[Sheet, ...]:
    """Every sheet of a workbook, read on demand; `odd` is told of signs that no record holds.

    Raises InputProblem for what is not a workbook, is damaged or locked, or unpacks past the limits.
    """
    rows = _weigh(path, should_stop)
    try:
        return tuple(
            Sheet(
                name=path.name,
                rows=_SheetRows(path, title, odd),
                about=rows,
                title=title,
                is_hidden=is_hidden,
            )
            for title, is_hidden in _titles(path)
        )
    except InputProblem:
        raise
    except Exception as error:
        raise _damaged(path.name, error) from error


def _weigh(path: Path, should_stop: ShouldStop | None) -> int:
    """Unpack everything once, keeping nothing; the row number that the longest sheet reaches."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            if len(names) > MOST_ENTRIES:
                raise _too_large(path.name)
            left, rows = LARGEST_UNPACKED, 0
            for entry in archive.infolist():
                with archive.open(entry) as stream:
                    left, reached = _weigh_entry(path.name, stream, left, should_stop)
                    rows = max(rows, reached)
                if entry.filename.endswith(".rels"):
                    _refuse_sheets_alike(path.name, archive.read(entry))
    except (
        zipfile.BadZipFile,
        zlib.error,
        lzma.LZMAError,
        RuntimeError,
        OSError,
        EOFError,
        ValueError,
    ) as error:
        raise _damaged(path.name, error) from error
    if "[Content_Types].xml" not in names or not any(n.startswith("xl/") for n in names):
        raise InputProblem(
            f"{path.name} is not an Excel workbook.",
            "Export the search as CSV or Excel and choose that file.",
        )
    return rows


def _refuse_sheets_alike(name: str, links: bytes) -> None:
    """Refuse a workbook in which many sheets are one: each would be unpacked again."""
    targets = [
        posixpath.normpath(target.decode("utf-8", "replace")).casefold()
        for link in _SHEET_LINK.findall(links)
        for target in _TARGET.findall(link)
    ]
    if len(set(targets)) < len(targets):
        raise _damaged(name, ValueError("sheets alike"))


def _weigh_entry(name: str, stream: IO[bytes], left: int, should_stop: ShouldStop | None) -> tuple[int, int]:
    """How many bytes may still follow, and the rows reached.

    Raises InputProblem past the limits of size, rows and columns, or for entities of its own making.
    """
    columns = rows = cells = 0
    tail = b""
    while chunk := stream.read(_CHUNK):
        stop_if_asked(should_stop)
        left -= len(chunk)
        if b"<!ENTITY" in tail + chunk[:_OVERLAP] or b"<!ENTITY" in chunk:
            raise _damaged(name, ValueError("entities"))
        columns, rows = _reach(tail + chunk, columns, rows)
        cells += chunk.count(b"<c") + chunk.count(b"<si")
        tail = chunk[-_OVERLAP:]
        reaches_too_far = rows * columns > MOST_CELLS or rows > MOST_ROWS or columns > MOST_COLUMNS
        if left < 0 or cells > MOST_CELLS or reaches_too_far:
            raise _too_large(name)
    return left, rows


def _reach(data: bytes, columns: int, rows: int) -> tuple[int, int]:
    """How far the cells of part of a sheet reach; one without its place stands after those of its row."""
    places = 0
    below = rows
    for letters, digits in _PLACE.findall(data):
        below = max(below, int(digits))
        if letters:
            column = 0
            for letter in letters.upper():
                column = column * 26 + letter - 64
            columns, rows, places = max(columns, column), max(rows, int(digits)), places + 1
    if data.count(b"<c") + data.count(b":c") > places and _CELL.search(data):
        rows = below
        for row in data.split(b"row"):
            if row.count(b"<c") + row.count(b":c") > columns:
                columns = max(columns, len(_CELL.findall(row)))
    return columns, rows


def _titles(path: Path) -> list[tuple[str, bool]]:
    """The name of each sheet, and whether it is hidden."""
    import python_calamine

    shown = python_calamine.SheetVisibleEnum.Visible
    with python_calamine.CalamineWorkbook.from_path(str(path)) as book:
        return [(sheet.name, sheet.visible != shown) for sheet in book.sheets_metadata]


class _SheetRows:
    """Starts the rows of one sheet again each time it is called."""

    def __init__(self, path: Path, title: str, odd: Odd) -> None:
        self._path = path
        self._title = title
        self._odd = odd

    def __call__(self) -> Iterator[list[str]]:
        import python_calamine

        try:
            with python_calamine.CalamineWorkbook.from_path(str(self._path)) as book:
                sheet = book.get_sheet_by_name(self._title)
                rows = sheet.iter_rows()
            before = (sheet.start or (0, 0))[1]  # rows above are given blank, columns before are not
        except Exception as error:
            raise _damaged(self._path.name, error) from error
        for number, cells in enumerate(rows, start=1):
            texts = [self._shown(c, number) if isinstance(c, str) else cell_text(c) for c in cells]
            if max(map(len, texts), default=0) > MOST_CHARACTERS:
                raise cell_too_large(self._path.name, number)
            yield [""] * before + texts

    def _shown(self, cell: str, row: int) -> str:
        if cell.isprintable():
            return cell
        plain = without_odd(cell)
        if LOST in plain:
            self._odd.note(row)
        return plain


def cell_text(cell: object) -> str:
    """What a cell shows: a whole number without a point, a date as year-month-day."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        midnight = (cell.hour, cell.minute, cell.second) == (0, 0, 0)
        return cell.strftime("%Y-%m-%d" if midnight else "%Y-%m-%d %H:%M:%S")
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None else str(cell)


def _too_large(name: str) -> InputProblem:
    return InputProblem(
        f"{name} unpacks to more than {LARGEST_UNPACKED // (1024 * 1024)} MB, {MOST_ROWS:,} rows, "
        f"{MOST_COLUMNS} columns or {MOST_CELLS:,} cells.",
        "Export fewer people or columns at a time, or save it as CSV.",
    )


def _damaged(name: str, error: Exception) -> InputProblem:
    return InputProblem(
        f"{name} is damaged or locked, and cannot be read as a workbook.",
        "Open it in Excel without a password, save it as CSV and choose that file.",
        type(error).__name__,
    )
