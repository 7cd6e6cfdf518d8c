"""The columns of the plan and of a pause, as data."""

from collections.abc import Sequence
from functools import partial

from ui.screens.taper.words.pausing import MovedRow
from ui.screens.taper.words.steps import FROM, SIZE, STEP, TOTAL, StepRow
from ui.tables.column import Cell, Column

_NOTHING = Cell("")
_FIXED = (STEP, FROM, TOTAL, SIZE)


class StepColumn(Column[StepRow]):
    """A column whose cells the row holds ready."""

    def cell(self, row: StepRow) -> Cell:
        """The row's cell in this column; a pause has none in most of them."""
        return row.cells.get(self.id, _NOTHING)


def _words_in(column: str, row: StepRow) -> str:
    return row.cells.get(column, _NOTHING).words


def step_columns(heads: Sequence[tuple[str, str]]) -> tuple[StepColumn, ...]:
    """A column for every head. Dose columns may wrap; dates and totals stand on one line."""
    return tuple(
        StepColumn(
            id=id_,
            title=title,
            text=partial(_words_in, id_),
            right=id_ in (TOTAL, SIZE),
            wraps=id_ not in _FIXED,
        )
        for id_, title in heads
    )


def moved_columns(total_title: str) -> tuple[Column[MovedRow], ...]:
    """Step, dose, date before, date after, what moved it."""
    return (
        Column(id="step", title="Step", text=lambda r: r.label, sign=_sign),
        Column(id="total", title=total_title, text=lambda r: r.total, right=True, bold=True),
        Column(id="before", title="Before", text=lambda r: r.before, wraps=True),
        Column(id="after", title="After", text=lambda r: r.after, bold=True, wraps=True),
        Column(id="moved", title="What moved", text=lambda r: r.moved, tone=lambda _r: "ink2", wraps=True),
    )


def _sign(row: MovedRow) -> str:
    return "pause" if row.pause else ("lock" if row.past else "")
