"""From what the list knows to what it shows: pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ui import text as words_of
from ui.screens.people.listing.filters import Counted, Wanted, counted
from ui.screens.people.panel.beside import beside_of
from ui.screens.people.panel.explaining import Explained, explain, waiting_for
from ui.screens.people.panel.table_words import TableWords

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from pharmreview.domain.case import Case
    from pharmreview.domain.ome.factor import FactorTable
    from pharmreview.domain.risk.rule import DatedLine
    from pharmreview.services.assessing import Assessed
    from ui.screens.people.listing.person_row import PersonRow

EVERYONE = Wanted()
NO_TABLE = TableWords()


@dataclass(frozen=True, slots=True)
class Person:
    """The chosen person in full, once they have been brought."""

    case: Case
    assessed: Assessed


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the list knows. `total` is None until the store was first looked into."""

    today: date
    total: int | None = None
    worked: int = 0
    shown: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)
    search_of: date | None = None
    line: DatedLine | None = None
    table: TableWords = NO_TABLE
    wanted: Wanted = EVERYONE
    hidden: bool = False
    chosen: PersonRow | None = None
    is_shown: bool = False
    person: Person | None = None
    ticked: int = 0
    ticked_away: int = 0
    in_use: FactorTable | None = None
    tables: Mapping[str, FactorTable] = field(default_factory=dict)
    beside: str = ""
    problem: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Props:
    """What the list shows. `page` is loading, empty, nobody or list."""

    page: str
    subtitle: str
    groups: Mapping[str, Counted]
    wanted: Wanted
    hidden: bool
    nobody: tuple[str, str]
    explained: Explained | None
    chosen: str
    ticked: str
    fact: str
    problem: tuple[str, str]
    others: tuple[tuple[str, str], ...] = ()
    """The tables that a total can be held beside, by id and title."""


def derive(inputs: Inputs) -> Props:
    """From what is known to what is shown."""
    total = inputs.total or 0
    page = "list" if inputs.shown or inputs.worked < total else "nobody"
    if inputs.total is None:
        page = "loading"
    elif not total:
        page = "empty"
    hidden_by = words_of.count(inputs.worked - inputs.shown, "person", "people")
    return Props(
        page=page,
        subtitle=_subtitle(inputs),
        groups=counted(inputs.counts, inputs.worked),
        wanted=inputs.wanted,
        hidden=inputs.hidden,
        nobody=(
            f"No one matches {words_of.listed(inputs.wanted.in_words())}",
            f"{hidden_by} hidden by the filters.",
        ),
        explained=_explained(inputs) if inputs.is_shown else None,
        chosen=inputs.chosen.id if inputs.chosen else "",
        ticked=_ticked(inputs),
        fact=_fact(inputs),
        problem=inputs.problem,
        others=_others(inputs),
    )


def _subtitle(inputs: Inputs) -> str:
    if not inputs.total:
        return ""
    said = f"{words_of.count(inputs.total, 'person', 'people')} on the list."
    return f"{said} Search of {words_of.band_day(inputs.search_of)}" if inputs.search_of else said


def _explained(inputs: Inputs) -> Explained | None:
    row, person = inputs.chosen, inputs.person
    if row is None:
        return None
    if person is None or person.case.id != row.id:
        return waiting_for(row, inputs.today, hidden=inputs.hidden)
    other = inputs.tables.get(inputs.beside)
    beside = None
    if other is not None and inputs.in_use is not None:
        beside = beside_of(person.assessed.assessment.regimen, inputs.in_use, other)
    return explain(
        person.case,
        person.assessed,
        inputs.table,
        inputs.today,
        hidden=inputs.hidden,
        in_search=row.in_search,
        beside=beside,
    )


def _others(inputs: Inputs) -> tuple[tuple[str, str], ...]:
    if inputs.in_use is None:
        return ()
    others = ((id_, table.title) for id_, table in inputs.tables.items() if id_ != inputs.in_use.id)
    return (("", "One table only"), *others)


def _ticked(inputs: Inputs) -> str:
    if not inputs.ticked:
        return ""
    said = f"{words_of.count(inputs.ticked, 'person', 'people')} ticked"
    return f"{said}, {inputs.ticked_away:,} of them not shown" if inputs.ticked_away else said


def _fact(inputs: Inputs) -> str:
    if not inputs.total:
        return ""
    if inputs.worked < inputs.total:
        people = words_of.count(inputs.total, "person", "people")
        return f"{inputs.worked:,} of {people} worked out."
    said = f"{inputs.shown:,} of {inputs.total:,} shown."
    if inputs.line is not None:
        since = words_of.day(inputs.line.since)
        said += f" High-dose line {words_of.dose(inputs.line.milligrams)} since {since}."
    return said
