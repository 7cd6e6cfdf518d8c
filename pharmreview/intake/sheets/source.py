"""Open a file safely and say what tables it holds: whose bytes, of what kind, how large."""

import hashlib
import os
import stat
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from io import BufferedReader
from pathlib import Path

from pharmreview.domain.errors import InputProblem
from pharmreview.intake.sheets import limits
from pharmreview.intake.sheets.limits import Sheet, file_too_large
from pharmreview.intake.sheets.survey import LOST, Odd, not_text, survey
from pharmreview.intake.sheets.text import text_sheets
from pharmreview.intake.sheets.workbook import workbook_sheets
from pharmreview.lots import ShouldStop

_ZIP = b"PK"
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
_PAGE_BEGINS = ("<!doctype", "<html", "<head", "<body", "<meta", "<style", "<table", "<?xml", "mime-version:")
_DOCUMENTS = (b"{\\rtf", b"%PDF-")
_LOOKED_AT = 512


@dataclass(frozen=True)
class Source:
    """A file whose bytes were seen whole: its digest, and every way its rows may be read."""

    digest: str
    sheets: tuple[Sheet, ...]
    odd: Odd = field(default_factory=Odd)
    """Where the first odd sign stands, known once the rows were read."""
    stands: Callable[[], bool] = lambda: True
    """Whether the file is still as it was when it was opened."""

    @property
    def notes(self) -> tuple[str, ...]:
        """What is to be said of how its text was read."""
        if not self.odd.first:
            return ()
        where = "row" if self.sheets[0].title else "line"
        said = f"It has signs that cannot be shown, the first on {where} {self.odd.first:,}."
        return (f"{said} Each is shown as “{LOST}”, and no dose that holds one is read.",)


def open_source(path: Path, should_stop: ShouldStop | None = None) -> Source:
    """Look at a file and say how it can be read.

    Raises InputProblem for a file that is missing, locked, empty, too large, or neither text nor a
    workbook, and Stopped when asked to stop.
    """
    try:
        seen = path.stat()
        if not (stat.S_ISREG(seen.st_mode) or stat.S_ISDIR(seen.st_mode)):
            raise _not_a_file(path.name)
        with path.open("rb") as stream:
            source = _open(path, stream, seen.st_size, should_stop)
        return replace(source, stands=lambda: _stamp(path.stat()) == _stamp(seen))
    except FileNotFoundError as error:
        raise InputProblem(
            f"There is no file called {path.name}.", "Check the name and the folder."
        ) from error
    except IsADirectoryError as error:
        raise InputProblem(f"{path.name} is a folder.", "Choose the file inside it.") from error
    except (OSError, ValueError) as error:  # a name with a NUL in it is no name
        raise InputProblem(
            f"{path.name} cannot be opened.",
            "Close it in other programs, or copy it to a folder of your own, and try again.",
            type(error).__name__,
        ) from error


def _stamp(seen: os.stat_result) -> tuple[int, int]:
    return seen.st_size, seen.st_mtime_ns


def _not_a_file(name: str) -> InputProblem:
    return InputProblem(
        f"{name} is not a file of its own.", "Copy it to a folder of your own, and try again."
    )


def still_being_written(name: str) -> InputProblem:
    """The refusal of a file that was another at the end of reading than at its beginning."""
    return InputProblem(
        f"{name} was changed while it was read.", "Wait until the export is finished, and try again."
    )


def _is_page(head: bytes) -> bool:
    """Whether a web page or XML begins so, under whatever name: reports are often saved so as .xls."""
    begins = head.replace(b"\0", b"").decode("utf-8", "ignore").lstrip("\ufeff \t\r\n").casefold()
    return begins.startswith(_PAGE_BEGINS)


def _open(path: Path, stream: BufferedReader, size: int, should_stop: ShouldStop | None) -> Source:
    if size == 0:
        raise InputProblem(f"{path.name} is empty.", "Export the search again.")
    if size > limits.LARGEST_FILE:
        raise file_too_large(path.name)
    head, odd = stream.read(_LOOKED_AT), Odd()
    stream.seek(0)
    if head.startswith(_ZIP):
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
        return Source(digest=digest, sheets=workbook_sheets(path, odd, should_stop), odd=odd)
    if head.startswith(_OLD_WORKBOOK):
        raise InputProblem(
            f"{path.name} is an old or password-protected workbook.",
            "Save it as CSV, or as an Excel workbook (.xlsx) without a password.",
        )
    if head.lstrip().startswith(_DOCUMENTS):
        raise not_text(path.name)
    if _is_page(head):
        raise InputProblem(
            f"{path.name} is a web page or an XML file, whatever its name says.",
            "Open it in Excel, save it as an Excel workbook (.xlsx) or as CSV, and choose that file.",
        )
    seen = survey(stream, path.name, should_stop)
    odd.first = seen.odd_from
    return Source(digest=seen.digest, sheets=text_sheets(path, seen, odd), odd=odd)
