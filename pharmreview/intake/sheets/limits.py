"""What a table of text is, and how large at most."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from pharmreview.domain.errors import InputProblem

LARGEST_FILE = 256 * 1024 * 1024
MOST_ROWS = 1_200_000
MOST_PEOPLE = 300_000
"""Three times the largest practice: more would not fit in the memory that one file may take."""
MOST_NAMES = 10_000
MOST_DIRECTIONS = 50_000
"""Each different wording is read by itself, which takes a hundred times as long as to read it again."""
MOST_HEADINGS = 2_000
"""How often other headings may begin in one table: a section for each medicine has a few hundred."""
MOST_COLUMNS = 400
MOST_CELLS_OF_A_ROW = 20_000
"""Past this, a row is refused however blank its cells are."""
MOST_CHARACTERS = 4_000
LONGEST_LINE = 1_000_000

Row = tuple[int, list[str]]
"""The number of the row as a spreadsheet shows it, from 1, and its cells, trailing blanks left off."""


@dataclass(frozen=True)
class Sheet:
    """One table of a file; `rows` starts again from the top each time it is called."""

    name: str
    """The name of the file, for its refusals."""
    rows: Callable[[], Iterator[list[str]]]
    """The cells of each row as they stand; a row without any is there too."""
    about: int
    """About how many rows there are."""
    title: str = ""
    """The name of the sheet in a workbook."""
    is_hidden: bool = False
    """Whether a spreadsheet does not show it."""

    def numbered(self) -> Iterator[Row]:
        """Every row with its number, held to the limits. Raises InputProblem past them."""
        for number, cells in enumerate(self.rows(), start=1):
            yield number, bounded(cells, number, self.name)

    def top(self, rows: int) -> tuple[Row, ...]:
        """The first rows, held to the limits."""
        return tuple(islice(self.numbered(), rows))


class Bounds:
    """Counts what a file goes on with and no practice's does: different names, directions and headings."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._names: set[str] = set()
        self._directions: set[str] = set()
        self._headings = 0

    def note(self, names: Iterable[str], directions: Iterable[str]) -> None:
        """Take up what some rows say. Raises InputProblem past the most different names or directions."""
        self._names.update(names)
        self._directions.update(directions)
        if len(self._names) > MOST_NAMES:
            raise _too_many_wordings(self._name, "names of medicines", MOST_NAMES)
        if len(self._directions) > MOST_DIRECTIONS:
            raise _too_many_wordings(self._name, "directions", MOST_DIRECTIONS)

    def begin(self) -> None:
        """Other headings begin. Raises InputProblem past how often they may."""
        self._headings += 1
        if self._headings > MOST_HEADINGS:
            raise InputProblem(
                f"{self._name} begins with other headings more than {MOST_HEADINGS:,} times.",
                "Export the search again as one table with one row of headings.",
            )


def bounded(cells: list[str], number: int, name: str) -> list[str]:
    """The cells without trailing blanks. Raises InputProblem past the most rows, columns or characters."""
    if number > MOST_ROWS:
        raise too_many_rows(name)
    end = len(cells)
    while end <= MOST_CELLS_OF_A_ROW and end and not cells[end - 1].strip():
        end -= 1
    if end > MOST_COLUMNS:
        raise InputProblem(
            f"{name} has {end:,} columns on row {number}; at most {MOST_COLUMNS} can be read.",
            "Export only the columns that a review needs.",
        )
    kept = cells[:end]
    if kept and max(map(len, kept)) > MOST_CHARACTERS:
        raise cell_too_large(name, number)
    return kept


def file_too_large(name: str) -> InputProblem:
    """The refusal of a file past LARGEST_FILE."""
    return InputProblem(
        f"{name} is larger than {LARGEST_FILE // (1024 * 1024)} MB.",
        "Export fewer people or columns at a time.",
    )


def too_many_rows(name: str) -> InputProblem:
    """The refusal of a table without end."""
    return InputProblem(f"{name} has more than {MOST_ROWS:,} rows.", "Export fewer people at a time.")


def too_many_people(name: str) -> InputProblem:
    """The refusal of more people than any practice has."""
    return InputProblem(f"{name} names more than {MOST_PEOPLE:,} people.", "Export fewer people at a time.")


def _too_many_wordings(name: str, what: str, most: int) -> InputProblem:
    """The refusal of more different names or directions than any practice writes."""
    return InputProblem(
        f"{name} has more than {most:,} different {what}.",
        "Look whether another column was read for them (Ctrl+M), or export fewer people at a time.",
    )


def line_too_large(name: str, number: int) -> InputProblem:
    """The refusal of a line without end, or of very many columns."""
    return InputProblem(
        f"{name} has a line on or after row {number} that is too large for an export (more than "
        f"{LONGEST_LINE:,} characters).",
        "Export only the columns that a review needs.",
    )


def cell_too_large(name: str, number: int) -> InputProblem:
    """The refusal of a cell that no export holds."""
    return InputProblem(
        f"{name} has a cell on or after row {number} that is too large for an export (more than "
        f"{MOST_CHARACTERS:,} characters).",
        "Export the search again, or look there for a quotation mark that is never closed.",
    )
