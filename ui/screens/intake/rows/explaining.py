"""One row of the file in full: whose it is, its own words, why it is where it is, and what it leaves open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pharmreview.domain.lines.line import MedicationLine, OtherLine, UnreadLine
from pharmreview.domain.risk.finding import Tier
from ui import text as words_of
from ui.screens.intake.rows.columns import why_title
from ui.screens.intake.rows.held import said_by_hand
from ui.screens.intake.rows.sorting import FileRow, Heap
from ui.widgets.marks.badge import Tier as Badge
from ui.widgets.marks.badge import badge_word
from ui.widgets.panels.lines import Line, Look

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from pharmreview.domain.case import Case
    from pharmreview.domain.lines.repair import Repair
    from pharmreview.services.intake import PreviewPerson
    from ui.screens.intake.rows.moving import MovedRow

_STANDS = (Tier.HIGH, Tier.REFER)


@dataclass(frozen=True, slots=True)
class Explained:
    """What the panel says about one row. A caution is its title and its reason."""

    head: tuple[Line, ...]
    raw: tuple[Line, ...] = ()
    caution: tuple[str, str] = ("", "")
    more: tuple[Line, ...] = ()


def explain_moved(
    row: MovedRow, place: int, among: int, titles: Mapping[str, str], held: Case | None = None
) -> Explained:
    """Whom the file changes, with both totals, what they are by, and what was said of them by hand."""
    change = row.change
    lines = [
        Line(words, Look.STRONG if strong else Look.PLAIN, apart=strong)
        for title, total, seen in (
            ("In the list", row.before, change.before),
            ("In this file", row.after, change.after),
        )
        if seen is not None
        for words, strong in (
            (f"{title}, {words_of.day(seen.as_of)}", True),
            (f"{total[:1].upper()}{total[1:]} mg OME a day by {titles.get(seen.table, seen.table)}", False),
        )
    ]
    where = f"Row {change.first_row:,} of the file. " if change.first_row else ""
    return Explained(
        head=(Line(f"{where}{place:,} of {among:,} shown", Look.SMALL), Line(row.name, Look.NAME)),
        more=(
            Line("What changes", Look.STRONG),
            Line(row.what),
            *lines,
            *(said_by_hand(held) if held is not None and held.id == change.case_id else ()),
        ),
    )


def explain(row: FileRow, place: int, among: int, today: date) -> Explained:
    """Everything the panel says about one row, the `place` of `among` in its heap."""
    head = [Line(_where(row, place, among), Look.SMALL)]
    if row.person is not None:
        head += _who(row.person, today)
    return Explained(
        head=tuple(head),
        raw=_raw(row),
        caution=_caution(row),
        more=tuple(_more(row)),
    )


def _where(row: FileRow, place: int, among: int) -> str:
    at = f"Row {row.row:,} of the file. " if row.row is not None else ""
    return f"{at}{place:,} of {among:,} shown"


def _who(one: PreviewPerson, today: date) -> list[Line]:
    patient = one.person.patient
    title = f" ({patient.title})" if patient.title else ""
    return [
        Line(f"{words_of.person_name(patient)}{title}", Look.NAME),
        Line(f"Born {words_of.born_words(patient.born, today)}", Look.QUIET),
        Line(f"NHS No. {words_of.nhs_number(patient.nhs_number)}", Look.QUIET),
    ]


def _raw(row: FileRow) -> tuple[Line, ...]:
    if row.standing is None:
        return (Line(row.raw, Look.RAW),)
    source = row.standing.row
    issued = source.issued_text or (words_of.band_day(source.issued) if source.issued else "")
    parts = (source.name, source.directions, source.quantity, issued)
    return tuple(Line(part, Look.RAW) for part in parts if part.strip()) or (Line(row.raw, Look.RAW),)


def _caution(row: FileRow) -> tuple[str, str]:
    if row.heap is not Heap.FIX or row.person is None:
        return ("", "")
    line = row.line
    if isinstance(line, MedicationLine):
        return (
            row.why,
            "Ask before any supply or plan. It stays open until it is answered.",
        )
    if isinstance(line, UnreadLine) and not line.might_be_opioid:
        return (row.why, "It is known not to be an opioid, so the total does not wait for it.")
    tier = row.person.judged.tier
    if tier in _STANDS:
        stands = f"The tier is {badge_word(Badge(tier))} already."
        return (row.why, f"{stands} The total stays “at least” until this is known.")
    return (row.why, "Tier stays “Incomplete” until known, never low.")


def _more(row: FileRow) -> list[Line]:
    lines: list[Line] = []
    line = row.line
    if row.heap is not Heap.FIX and row.why:
        lines += [Line(why_title(row.heap), Look.STRONG), Line(row.why)]
    if isinstance(line, MedicationLine | OtherLine) and line.repaired is not None:
        lines += _by_hand(line.repaired)
    if isinstance(line, UnreadLine) and line.candidates:
        lines.append(Line("It may be", Look.STRONG, apart=True))
        lines += [Line(name) for name in line.candidates]
        lines.append(Line("Nothing is chosen for you.", Look.SMALL))
    if row.person is None:
        return lines
    if row.heap is Heap.READ and row.standing is not None:
        lines += _not_converted(row.person, row.standing.row.row, row.standing.row.name)
    if row.heap is not Heap.PEOPLE and row.person.person.problems:
        lines.append(Line("About the person’s own details", Look.STRONG, apart=True))
        lines += [Line(problem) for problem in row.person.person.problems]
    return lines


def _by_hand(repair: Repair) -> list[Line]:
    means = f"{repair.reads_name}, {repair.reads_directions}" if repair.reads_name else "Another medicine"
    whose = "For this person alone." if repair.whose else "For every line that says the same."
    return [
        Line("Put right by hand", Look.STRONG, apart=True),
        Line(means.strip(", ")),
        Line(f"How it is known: {repair.how_known}. {whose}", Look.QUIET),
        Line(f"{repair.by}, {words_of.day(repair.at.date())}", Look.SMALL),
    ]


def _not_converted(one: PreviewPerson, row: int, name: str) -> list[Line]:
    for missing in one.assessment.ome.not_converted:
        if (missing.row, missing.name) == (row, name):
            why = f"{missing.why[:1].upper()}{missing.why[1:].rstrip('.')}."
            return [
                Line("Not converted to OME", Look.STRONG, apart=True),
                Line(why),
                Line("It is never counted as nothing: the total is incomplete.", Look.SMALL),
            ]
    return []
