"""How a table stands whose people or medicines are headings.

Only where it is certain: a medicine is told by a strength with its form, a person by a number of ten digits.
Every row keeps its number, but for a person right above the headings, who changes places with them.
"""

from pharmreview.domain.lines.mapping import NAMES_A_MEDICINE
from pharmreview.intake.fields.entries import names_a_strength
from pharmreview.intake.headings import IDENTITY, plain_title, role_and_prefix
from pharmreview.intake.sheets.limits import Sheet
from pharmreview.intake.turned.medicines import OF_A_LINE, medicines_above, medicines_across
from pharmreview.intake.turned.people import people_above
from pharmreview.intake.turned.signs import Turned
from pharmreview.lots import ShouldStop


def turned(sheet: Sheet, rows_looked_at: int, should_stop: ShouldStop | None = None) -> Turned | None:
    """The table with a column for each person and medicine; None where none of them stands as a heading.

    Raises HeadingsUnclear where it is not certain whose a row or column is, InputProblem past the limits of
    a table, and Stopped when asked to stop.
    """
    top = sheet.top(rows_looked_at)
    for at, (_, cells) in enumerate(top):
        roles = {role for role, _ in map(role_and_prefix, map(plain_title, cells))}
        named, whose = not roles.isdisjoint(NAMES_A_MEDICINE), not roles.isdisjoint(IDENTITY)
        if named or whose:
            if named and whose:
                return None
            if named:
                return people_above(sheet, top[: at + 1], should_stop)
            if any(map(names_a_strength, cells)):
                return medicines_across(sheet, top[at])
            if not roles.isdisjoint(OF_A_LINE):
                return medicines_above(sheet, top[: at + 1], should_stop)
    return None
