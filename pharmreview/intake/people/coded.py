"""The coded entries of rows: the words of each, its date and the text beside it."""

from collections.abc import Iterable, Sequence
from itertools import compress

from pharmreview.intake.blocks import Block
from pharmreview.intake.fields.entries import names_a_strength
from pharmreview.intake.people.at_once import Sheet
from pharmreview.intake.people.columns import Cells, Reader, term_cells
from pharmreview.intake.people.draft import Words
from pharmreview.remembered import Remembered


class Coded:
    """Reads the entries that stand in blocks of columns; those that say the same are read once."""

    def __init__(self, blocks: Sequence[Block], width: int, reader: Reader) -> None:
        self._picks = [term_cells(block, width) for block in blocks]
        self._reader = reader
        self._texts, self._dates = reader.texts, reader.dates
        self._said = Remembered(self._words)

    def of_row(self, cells: Cells) -> list[Words]:
        """The entries of one row."""
        return [words for pick in self._picks if (words := self._said[pick(cells)]) is not None]

    def of_rows(self, sheet: Sheet) -> dict[int, list[Words]]:
        """The entries of each row that has some, by its place."""
        held: dict[int, list[Words]] = {}
        for pick in self._picks:
            term, noted, dated, text = pick(sheet)
            for at in _filled([cells for cells in (term, noted, text) if cells is not sheet[-1]]):
                if (words := self._said[term[at], noted[at], dated[at], text[at]]) is not None:
                    held.setdefault(at, []).append(words)
        return held

    def _words(self, cells: tuple[str, ...]) -> Words | None:
        """An entry with its date and text; None where nothing is said."""
        term, noted, dated, text = cells
        if not (term or noted or text):
            return None
        if not self._reader.coded_medicine and names_a_strength(term):
            self._reader.coded_medicine = self._texts[term]
        words = (self._texts[term], self._dates[noted if noted.strip() else dated][0], self._texts[text])
        return words if words[0] or words[2] or noted.strip() else None


def _filled(columns: Sequence[Sequence[str]]) -> Iterable[int]:
    """The places at which one of the columns is not blank, in order."""
    if len(columns) == 1:
        return compress(range(len(columns[0])), columns[0])
    return sorted({at for cells in columns for at in compress(range(len(cells)), cells)})
