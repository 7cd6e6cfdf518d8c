"""Words of directions where a date or a quantity should stand: an unquoted comma has moved the row."""

import re

from pharmreview.domain.lines.row import Cells, Columns, ExportRow
from pharmreview.intake.fields.entries import Texts

MOVED = "A row whose columns have moved"
_MOST_KEPT = 100_000

_OF_DIRECTIONS = re.compile(
    r"\b(?:max(?:imum|\d*)|hours?|hourly|daily|times|once|twice|every|each|required|needed|necessary|prn|sos|"
    r"night|nocte|mane|morning|evening|bedtime|pain|bd|od|om|on|tds|tid|qds|qid|directed|mg|mcg|micrograms?|"
    r"tab(?:let)?s?|cap(?:sule)?s?|patch(?:es)?)\b",
    re.IGNORECASE,
)
_LIMIT = re.compile(r"\bin \d+ ?(?:h|hrs?|hours?)\b|/ ?24 ?h|\b(?:hours?|hrs?|max)\b", re.IGNORECASE)


class Strays:
    """The cells of one file that hold words of directions, though their column holds something else."""

    def __init__(self) -> None:
        self._found: set[str] = set()

    def look_at_date(self, text: str) -> None:
        """Look at what a column of dates holds and no form reads."""
        if _OF_DIRECTIONS.search(text):
            self._found.add(text)

    def look_at_quantity(self, text: str) -> None:
        """Look at what a column of quantities holds: "28 tablets" is one, "max 4 in 24 hours" is none."""
        words = _LIMIT if text[:1].isdigit() else _OF_DIRECTIONS
        if text and words.search(text):
            self._found.add(text)

    def __contains__(self, text: str) -> bool:
        return text in self._found

    def told_apart(self, lines: Cells) -> Cells:
        """The lines column by column; one that holds such a cell keeps its words, and is not read."""
        if not self._found or (self._found.isdisjoint(lines[2]) and self._found.isdisjoint(lines[4])):
            return lines
        rows = [ExportRow(0, *cells) for cells in zip(*lines, strict=True)]
        return Columns.of([_moved(row) if self._holds(row) else row for row in rows]).cells

    def of_one_row(self, lines: list[ExportRow]) -> list[ExportRow]:
        """The lines of one row: where a cell of any has moved, none of them is read."""
        return [_moved(ln) for ln in lines] if self._found and any(map(self._holds, lines)) else lines

    def _holds(self, line: ExportRow) -> bool:
        return line.quantity in self._found or line.issued_text in self._found


def _moved(line: ExportRow) -> ExportRow:
    words = ", ".join(t for t in (line.name, line.directions, line.quantity, line.issued_text) if t)
    return ExportRow(line.row, MOVED, words)


class Quantities(dict[str, str]):
    """Each quantity once, with single spaces, and looked at."""

    def __init__(self, texts: Texts, strays: Strays) -> None:
        super().__init__()
        self._texts = texts
        self._strays = strays

    def __missing__(self, raw: str) -> str:
        if len(self) > _MOST_KEPT:
            self.clear()
        text = self._texts[raw]
        self._strays.look_at_quantity(text)
        self[raw] = text
        return text
