"""How wide columns are: what their longest cells need, and how those that wrap share the room there is."""

from collections.abc import Sequence
from typing import Any

from ui.tables.cell_delegate import least_width, width_on_one_line
from ui.tables.column import Cell, Column
from ui.tables.head import title_width
from ui.tables.row_model import RowModel
from ui.theme.active import current_theme

MEASURED_ROWS = 80
LEAST_WRAPPED = 120
LONGEST_WHOLE = 48
"""Letters of a line that never wraps by choice."""
_Needed = tuple[int, int, bool]
"""The width at which a cell does not wrap, the least that cuts no word, and whether it is long."""


class Widths:
    """What each column of a model needs, in pixels. Only rows that came since are measured again.

    A table of more than MEASURED_ROWS is measured at its top; its view widens a column when a row comes
    into view that needs more.
    """

    def __init__(self, model: RowModel[Any]) -> None:
        self._model = model
        self._measured_at = -1
        self._columns: Sequence[Column[Any]] = ()
        self._measured: dict[int, tuple[Any, tuple[_Needed, ...]]] = {}
        """The rows measured last, by their identity, with what each of their cells needs."""
        self._natural: list[int] = []
        self._least: list[int] = []
        self._long: frozenset[int] = frozenset()

    def forget(self) -> None:
        """Measure everything again, as when letters have changed their size."""
        self._measured_at = -1
        self._measured.clear()

    def widen(self, place: int, width: int) -> None:
        """A row needs more of a column than was thought."""
        if place < len(self._natural):
            self._natural[place] = max(self._natural[place], width)

    def fitted(self, room: int, away: frozenset[int]) -> list[int]:
        """A width for each column, those put away having none; what is over goes to those that wrap.

        A column wraps as well where it holds words longer than any dose, and would take half of the room.
        """
        self._measure()
        columns = self._model.columns
        widths = [0 if at in away else width for at, width in enumerate(self._natural)]
        wraps = [
            at
            for at, column in enumerate(columns)
            if widths[at] and (column.wraps or (at in self._long and 2 * widths[at] > room))
        ]
        spare = room - sum(width for at, width in enumerate(widths) if at not in wraps)
        least = [min(widths[at], max(current_theme().px(LEAST_WRAPPED), self._least[at])) for at in wraps]
        shares = shared_out(spare, [widths[at] for at in wraps], least)
        for place, share in zip(wraps, shares, strict=True):
            widths[place] = share
        if not wraps and widths and sum(widths) < room:
            extra = (room - sum(widths)) // sum(1 for width in widths if width)
            widths = [width + extra if width else 0 for width in widths]
        return widths

    def _measure(self) -> None:
        if self._measured_at == self._model.versions:
            return
        self._measured_at = self._model.versions
        if self._columns is not self._model.columns:
            self._columns = self._model.columns
            self._measured.clear()
        rows = self._model.rows_from(0, MEASURED_ROWS)
        kept, self._measured = self._measured, {}
        for row in rows:
            self._measured[id(row)] = kept.get(id(row)) or (row, self._of_row(row))
        needs = [needed for _, needed in self._measured.values()]
        measured = [
            self._of_column(place, [of[place] for of in needs]) for place in range(len(self._columns))
        ]
        self._natural = [natural for natural, _, _ in measured]
        self._least = [least for _, least, _ in measured]
        self._long = frozenset(place for place, (_, _, long) in enumerate(measured) if long)

    def _of_row(self, row: Any) -> tuple[_Needed, ...]:
        cells = [self._model.cell_of(row, place) for place in range(len(self._columns))]
        return tuple([(width_on_one_line(cell), least_width(cell), is_long(cell)) for cell in cells])

    def _of_column(self, place: int, needs: Sequence[_Needed]) -> tuple[int, int, bool]:
        """The width at which nothing in the column wraps, the least that cuts no word, whether it is long."""
        column = self._columns[place]
        head = title_width(column.title, sortable=column.sort_key is not None)
        across, words, are_long = zip(*needs, strict=True) if needs else ((), (), ())
        long = any(are_long)
        return max((head, *across)), max((head, *words)) if column.wraps or long else head, long


def width_needed(cell: Cell, room: int, *, whole: bool) -> int:
    """The width a cell needs in a table of this width: on one line where it is to stay whole and can."""
    if not whole:
        return least_width(cell)
    across = width_on_one_line(cell)
    return least_width(cell) if is_long(cell) and 2 * across > room else across


def is_long(cell: Cell) -> bool:
    """Whether a cell holds words longer than any dose has, such as a name of a hundred letters."""
    return max(len(cell.words), len(cell.quiet), len(cell.under)) > LONGEST_WHOLE


def shared_out(room: int, natural: Sequence[int], least: Sequence[int]) -> list[int]:
    """A width for each column, in pixels: its natural one where that is no more than its fair share.

    What is short stays whole and what is long wraps; none falls under its least. Room left over goes to
    each by its natural width.
    """
    widths = list(least)
    left = room
    order = sorted(range(len(natural)), key=lambda at: natural[at])
    for taken, at in enumerate(order):
        fair = left // (len(order) - taken)
        widths[at] = max(least[at], min(natural[at], fair))
        left -= widths[at]
    if left > 0:
        total = max(sum(natural), 1)
        for at in order:
            widths[at] += left * natural[at] // total
        return widths
    for at in sorted(order, key=lambda at: least[at] - widths[at]):
        cut = min(-left, widths[at] - least[at])
        widths[at] -= cut
        left += cut
    return widths
