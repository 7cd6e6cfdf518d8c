"""Medicines under headings, without the person they belong to: a table copied from one person's screen."""

import re
from dataclasses import dataclass

from pharmreview.domain.lines.mapping import NAMES_A_MEDICINE
from pharmreview.domain.lines.row import ExportRow
from pharmreview.intake.blocks import blocks_of
from pharmreview.intake.headings import plain_title
from pharmreview.intake.layouts import proposed_roles
from pharmreview.intake.people.columns import Line, Reader, line_of

_SEPARATORS = (re.compile(r"\t"), re.compile(r"\|"), re.compile(";"), re.compile(r"\s{2,}"))
_SPACES = _SEPARATORS[-1]
_FEWEST_LETTERS = 3


@dataclass(frozen=True)
class Columns:
    """The columns that a line of headings begins, and how they make a row."""

    separator: re.Pattern[str]
    width: int
    line: Line

    def row(self, number: int, text: str) -> ExportRow | None:
        """The row that a line makes; None where its cells do not stand under the headings."""
        cells = [cell.strip() for cell in self._cells(text)]
        whole = len(cells) == self.width or (self.separator is not _SPACES and 1 < len(cells) < self.width)
        if not whole:
            return None
        made = self.line(number, [*cells, *[""] * (self.width + 1 - len(cells))])
        if made is None or not _is_a_name(made.name) or (made.issued_text and made.issued is None):
            return None
        return made

    def _cells(self, text: str) -> list[str]:
        return self.separator.split(text.strip() if self.separator is _SPACES else text.strip("\r\n"))


def columns_begun_by(text: str) -> Columns | None:
    """The columns that a line begins, where it is headings of which one names a medicine."""
    if any(c.isdigit() for c in text):
        return None
    for separator in _SEPARATORS:
        titles = [plain_title(cell) for cell in separator.split(text.strip())]
        roles = proposed_roles(titles)
        known = [role for role, _ in roles if role is not None]
        if len(known) < 2 or not NAMES_A_MEDICINE.intersection(known):
            continue
        blocks = [block for block in blocks_of(titles, roles, []) if block.names_a_medicine]
        if len(blocks) == 1:
            return Columns(separator, len(titles), line_of(blocks[0], len(titles), Reader()))
    return None


def _is_a_name(text: str) -> bool:
    return sum(c.isalpha() for c in text) >= _FEWEST_LETTERS
