"""Open a file safely and say what tables it holds: whose bytes, of what kind, how large."""

import hashlib
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path

from pharmreview.domain.errors import InputProblem
from pharmreview.intake.sheets.limits import LARGEST_FILE, Sheet, ShouldStop
from pharmreview.intake.sheets.survey import survey
from pharmreview.intake.sheets.text import text_sheets
from pharmreview.intake.sheets.workbook import workbook_sheets

_ZIP = b"PK"
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True)
class Source:
    """A file whose bytes were seen whole: its digest, and every way its rows may be read."""

    digest: str
    sheets: tuple[Sheet, ...]


def open_source(path: Path, should_stop: ShouldStop | None = None) -> Source:
    """Look at a file and say how it can be read.

    Raises InputProblem for a file that is missing, locked, empty, too large, or neither text nor a
    workbook, and Stopped when asked to stop.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            return _open(path, stream, size, should_stop)
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


def _open(path: Path, stream: BufferedReader, size: int, should_stop: ShouldStop | None) -> Source:
    if size == 0:
        raise InputProblem(f"{path.name} is empty.", "Export the search again.")
    if size > LARGEST_FILE:
        raise InputProblem(
            f"{path.name} is larger than {LARGEST_FILE // (1024 * 1024)} MB.",
            "Export fewer people or columns at a time.",
        )
    head = stream.read(8)
    stream.seek(0)
    if head.startswith(_ZIP):
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
        return Source(digest=digest, sheets=workbook_sheets(path, should_stop))
    if head.startswith(_OLD_WORKBOOK):
        raise InputProblem(
            f"{path.name} is an old or password-protected workbook.",
            "Save it as CSV, or as an Excel workbook (.xlsx) without a password.",
        )
    seen = survey(stream, path.name, should_stop)
    return Source(digest=seen.digest, sheets=text_sheets(path, seen.encoding, seen.lines))
