"""Why a person stands where they do: medicines as read, the sum, what was not read, the reasons."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from pharmreview.domain.assessment import TWICE
from pharmreview.domain.lines.line import MedicationLine, OtherLine, UnreadLine
from pharmreview.domain.ome.factor import Basis
from ui import text as words_of
from ui.screens.people.listing.person_row import BADGES, PersonRow, initials
from ui.screens.people.listing.worked import AT_LEAST, UNKNOWN_OME, total_words
from ui.screens.people.panel.decided import Entry, entries_of, override_lines, since_lines
from ui.widgets.marks.badge import Tier, badge_word
from ui.widgets.panels.lines import Line, Look

if TYPE_CHECKING:
    from datetime import date

    from pharmreview.domain.assessment import Assessment
    from pharmreview.domain.case import Case
    from pharmreview.domain.lines.repair import Repair
    from pharmreview.domain.ome.equivalence import LineOme
    from pharmreview.services.assessing import Assessed
    from ui.screens.people.panel.beside import Beside
    from ui.screens.people.panel.table_words import TableWords

RULES = "Local default rules, editable. The tier orders the list. It never decides treatment."


@dataclass(frozen=True, slots=True)
class Explained:
    """What the panel says. Parts that are empty take no room."""

    head: tuple[Line, ...]
    tier: Tier | None = None
    excluded: tuple[str, str] = ("", "")
    medicines: tuple[Line, ...] = ()
    load: tuple[Line, ...] = ()
    working: tuple[Line, ...] = ()
    unread: tuple[str, str] = ("", "")
    why: tuple[Line, ...] = ()
    decided: tuple[Line, ...] = ()
    since: tuple[Line, ...] = ()
    entries: tuple[Entry, ...] = ()
    to_repair: tuple[UnreadLine, ...] = ()
    beside: Beside | None = None
    ready: bool = False
    """Whether the person was brought in full, so that something can be decided about them."""


def explain(
    case: Case,
    assessed: Assessed,
    table: TableWords,
    today: date,
    *,
    hidden: bool,
    in_search: bool = True,
    beside: Beside | None = None,
) -> Explained:
    """Everything the panel says about one person."""
    result = assessed.assessment
    return Explained(
        head=_head(case, today, hidden=hidden),
        tier=BADGES[assessed.tier],
        excluded=_excluded(assessed),
        medicines=_medicines(assessed),
        load=_load(assessed),
        working=_working(result, table),
        unread=_unread(assessed),
        why=_why(result),
        decided=override_lines(assessed),
        since=since_lines(case, in_search=in_search),
        entries=entries_of(assessed, today),
        to_repair=tuple(
            line for line in assessed.current if isinstance(line, UnreadLine) and line.row.name.strip()
        ),
        beside=beside,
        ready=True,
    )


def waiting_for(row: PersonRow, today: date, *, hidden: bool) -> Explained:
    """What is known of somebody who has yet to be brought in full."""
    title = f" ({row.title})" if row.title else ""
    head = (Line(f"{row.name}{title}", Look.NAME), *_numbers(row.born, row.number, today))
    if hidden:
        head = (Line(row.initials, Look.NAME), Line(f"Case {row.id}", Look.QUIET))
    return Explained(head=(*head, Line(row.problem or "Working it out", Look.QUIET)), tier=row.tier)


def _head(case: Case, today: date, *, hidden: bool) -> tuple[Line, ...]:
    patient = case.patient
    if hidden:
        return (Line(initials(patient), Look.NAME), Line(f"Case {case.id}", Look.QUIET))
    title = f" ({patient.title})" if patient.title else ""
    name = Line(f"{words_of.person_name(patient)}{title}", Look.NAME)
    return (name, *_numbers(patient.born, patient.nhs_number, today))


def _numbers(born: date | None, number: str, today: date) -> tuple[Line, ...]:
    return (
        Line(f"Born {words_of.born_words(born, today)}", Look.QUIET),
        Line(f"NHS No. {words_of.nhs_number(number)}", Look.QUIET),
    )


def _medicines(assessed: Assessed) -> tuple[Line, ...]:
    lines: list[Line] = []
    others = []
    for line in assessed.current:
        if isinstance(line, MedicationLine):
            lines.append(Line(line.row.name, Look.STRONG, apart=True))
            lines.append(Line(words_of.taken(line)))
            lines.append(Line(f"“{line.row.directions}”", Look.SMALL))
            if line.repaired is not None:
                lines.append(Line(_repaired(line.repaired), Look.SMALL))
            if line.ask:
                lines.append(Line(f"To ask: {line.ask}", Look.CAUTION))
        elif isinstance(line, OtherLine):
            others.append(line.row.name)
    twice = [f for f in assessed.assessment.findings if f.code == TWICE]
    lines += [Line(f"{f.what}. {_sentence(f.because)}", Look.CAUTION, apart=True) for f in twice]
    if others:
        lines.append(Line("Other medicines", Look.SMALL, apart=True))
        lines.append(Line(", ".join(others), Look.QUIET))
    return tuple(lines)


def _repaired(repair: Repair) -> str:
    when = words_of.day(repair.at.date())
    reads = ", ".join(part for part in (repair.reads_name, repair.reads_directions) if part)
    return f"Put right by hand: {reads or 'another medicine'}. {repair.how_known}, {repair.by}, {when}."


def _load(assessed: Assessed) -> tuple[Line, ...]:
    total = assessed.assessment.ome
    words = total_words(total.low.milligrams, total.high.milligrams, complete=total.complete)
    if words == UNKNOWN_OME:
        return (
            Line("Not known", Look.FIGURE),
            Line("Nothing could be counted yet, so the load is not known.", Look.QUIET),
        )
    if not total.working:
        return ()
    patches = [w for w in total.working if w.factor.basis is not Basis.PER_MILLIGRAM]
    foot = "the same load as this much oral morphine"
    if patches and len(patches) == len(total.working):
        foot += ", all of it from " + ("the patch" if len(patches) == 1 else "patches")
    elif patches:
        part = sum((w.high.milligrams for w in patches), Decimal(0))
        foot += f", {words_of.ome(part, part)} mg of it from " + (
            "the patch" if len(patches) == 1 else "patches"
        )
    return (Line(f"{words[:1].upper()}{words[1:]} mg a day", Look.FIGURE), Line(foot, Look.QUIET))


def _working(result: Assessment, table: TableWords) -> tuple[Line, ...]:
    total = result.ome
    if not total.working and not total.not_converted:
        return ()
    lines: list[Line] = []
    for each in total.working:
        lines.append(Line(each.name, apart=True))
        lines.append(Line(_sum(each), Look.STRONG))
    for missing in total.not_converted:
        lines.append(Line(missing.name.strip() or "A line without a medicine", apart=True))
        lines.append(Line(f"Not counted. {_sentence(missing.why)}", Look.CAUTION))
    if len(total.working) > 1:
        words = words_of.ome(total.low.milligrams, total.high.milligrams)
        least = "" if total.complete else AT_LEAST
        lines.append(Line(f"Total {least}{words} mg a day", Look.STRONG, apart=True))
    source = table.title or total.table
    standing = f", {table.standing}" if table.standing else ""
    lines.append(Line(f"{source}{standing}. To compare, not to switch.", Look.SMALL, apart=True))
    return tuple(lines)


def _sum(line: LineOme) -> str:
    per = "" if line.factor.factor is None else f" × {words_of.number(line.factor.factor)}"
    unit = {"microgram": "micrograms", "microgram/hour": "micrograms/hour"}.get(
        str(line.dose_high.unit), str(line.dose_high.unit)
    )
    dose = words_of.ome(line.dose_low.number, line.dose_high.number)
    plural = "es" if unit == "patch" and line.dose_high.number > 1 else ""
    needed = " when required" if line.as_needed else ""
    regular = line.regular.milligrams
    if line.as_needed and regular:
        needed = f", {words_of.ome(regular, regular)} mg of it regular"
    return (
        f"{dose} {unit}{plural}{per} = {words_of.ome(line.low.milligrams, line.high.milligrams)} mg{needed}"
    )


def _unread(assessed: Assessed) -> tuple[str, str]:
    unread = [line for line in assessed.current if isinstance(line, UnreadLine)]
    if not unread:
        return ("", "")
    said = [f"“{_raw(line)}”\n{_sentence(line.why)}{_may_be(line)}" for line in unread]
    return (f"{words_of.count(len(unread), 'line')} could not be read", "\n".join(said))


def _raw(line: UnreadLine) -> str:
    return " | ".join(part for part in (line.row.name, line.row.directions) if part.strip())


def _may_be(line: UnreadLine) -> str:
    return f" It may be {words_of.listed(line.candidates, 'or')}." if line.candidates else ""


def _why(result: Assessment) -> tuple[Line, ...]:
    word = badge_word(BADGES[result.tier.tier])
    lines = [Line(f"Why {word[:1].lower()}{word[1:]}", Look.STRONG)]
    for reason in result.tier.reasons:
        lines.append(Line(_sentence(reason.what), apart=True))
        lines.append(Line(_sentence(reason.because), Look.QUIET))
        lines.append(Line(reason.source, Look.SMALL))
    if not result.tier.reasons:
        lines.append(Line("No rule raises the tier."))
    lines.append(Line(RULES, Look.SMALL, apart=True))
    return tuple(lines)


def _excluded(assessed: Assessed) -> tuple[str, str]:
    """That somebody is out, or may be; each reason stands among the entries, once."""
    if not assessed.exclusions:
        return ("", "")
    may = "is left out of" if assessed.left_out else "may be excluded from"
    return (f"This person {may} review here", "")


def _sentence(words: str) -> str:
    words = words.strip()
    return f"{words[:1].upper()}{words[1:]}" + ("" if words.endswith((".", "?")) else ".")
