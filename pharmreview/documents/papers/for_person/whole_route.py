"""The steps ahead: a stepped picture and a table for every medicine that changes."""

from collections.abc import Sequence

from pharmreview.documents import words as say
from pharmreview.documents.outline import (
    Block,
    Cell,
    Column,
    Heading,
    Paragraph,
    RouteChart,
    RoutePoint,
    Row,
    RowKind,
    Run,
    Table,
    TableStyle,
    Text,
    words,
)
from pharmreview.documents.papers.for_person.take import tablets_of
from pharmreview.documents.papers.plan import WORN, PlanReading, moment_name, moments
from pharmreview.documents.wording import Wording, joined
from pharmreview.domain.taper.plan import Step, StepKind
from pharmreview.domain.words.numbers import grouped

_PAUSED = (StepKind.PAUSE, StepKind.HOLD)
_SIDE_BY_SIDE = 2
"""More times of day than this are told one under the other."""


def route_blocks(plan: PlanReading, said: Wording, most: int | None) -> list[Block]:
    """Every step ahead, or the next few, medicine by medicine in the order they change."""
    changes = plan.changes
    if most is not None:
        start = changes.index(plan.step)
        changes = changes[start : start + most]
    medicines = list(dict.fromkeys(step.medicine for step in changes))
    title = said.plain("route.title" if most is None else "route.title_three")
    blocks: list[Block] = [Heading(level=2, text=title), Paragraph(text=_intro(changes, said), held=True)]
    for medicine in medicines:
        steps = [step for step in changes if step.medicine == medicine]
        blocks += _medicine(plan, said, steps, headed=len(medicines) > 1, drawn=most is not None)
    shown_all = changes[-1] is plan.changes[-1]
    blocks.append(Paragraph(text=_ending(plan, said, changes[-1]) if shown_all else said.text("route.more")))
    return blocks


def _intro(changes: Sequence[Step], said: Wording) -> Text:
    days = {say.weekday(step.start) for step in changes}
    same_day = said.text("route.weekday", weekday=days.pop()) if len(days) == 1 else ()
    return joined(said.text("route.intro"), same_day, said.text("route.free"))


def _ending(plan: PlanReading, said: Wording, last: Step) -> Text:
    if not last.daily_dose:
        return ()
    key = "route.after_patch" if plan.is_patch(last) else "route.after"
    return said.text(key, dose=plan.dose(last))


def _medicine(
    plan: PlanReading, said: Wording, steps: list[Step], *, headed: bool, drawn: bool
) -> list[Block]:
    name = say.medicine_name(plan.products(steps[0])[0])
    blocks: list[Block] = []
    if headed:
        blocks.append(Heading(level=3, text=said.plain("route.title_of", medicine=name)))
    before = plan.before(steps[0])
    told = [before, *steps] if before is not None else steps
    blocks.append(_chart(plan, said, told, steps[-1]))
    table = _table(plan, said, told, before, name)
    blocks.append(_pictured(plan, table, told) if drawn else table)
    return blocks


def _chart(plan: PlanReading, said: Wording, told: Sequence[Step], last: Step) -> RouteChart:
    patch = plan.is_patch(last)
    points = tuple(RoutePoint(start=s.start, dose=s.daily_dose, pause=s.kind in _PAUSED) for s in told)
    unit = say.dose(told[0].daily_dose, told[0].unit).removeprefix(grouped(told[0].daily_dose))
    dose = plan.dose(last)
    alt = said.plain(
        "route.chart_alt",
        first=plan.dose(told[0]),
        start=say.plain_day(told[0].start),
        last=dose,
        end=say.plain_day(last.start),
    )
    talk = said.plain("route.talk", dose=dose) if last.daily_dose and not patch else ""
    return RouteChart(
        points=points,
        end=last.end,
        unit="" if patch else unit,
        last_words=talk,
        first_words=said.plain("route.now" if told[0] is plan.running(last.medicine) else "route.start"),
        alt=alt.replace(say.HARD, " "),
    )


def _table(plan: PlanReading, said: Wording, told: Sequence[Step], before: Step | None, name: str) -> Table:
    patch = plan.is_patch(told[-1])
    times = moments(told)
    stacked = len(times) > _SIDE_BY_SIDE
    if stacked:
        times = [said.plain("route.take")]
    # From and Each day stay readable; what is left is shared by the times of day.
    first, last = (24, 28) if patch else (23, 15)
    share = (100 - first - last) // max(len(times), 1)
    columns = [
        Column(head=said.plain("route.from"), share=100 - last - share * len(times)),
        *(
            Column(head=said.plain("route.patches") if when == WORN else moment_name(when), share=share)
            for when in times
        ),
        Column(
            head=said.plain("take.dose") if patch else said.plain("route.each_day"), share=last, right=True
        ),
    ]
    rows = [_row(plan, said, step, times, name, opening=step is before, stacked=stacked) for step in told]
    return Table(
        style=TableStyle.ROUTE,
        summary=f"Every step for {name}: when it starts and what to take",
        columns=tuple(columns),
        rows=tuple(rows),
        ticks=True,
    )


def _pictured(plan: PlanReading, table: Table, told: Sequence[Step]) -> Table:
    """The same table with the tablets of each dose drawn before its words: a few steps, to be looked at."""
    times = moments(told)
    if len(times) != len(table.columns) - 2:
        return table
    rows = []
    for row, step in zip(table.rows, told, strict=True):
        drawn = {dose.when: tablets_of(plan, dose) for dose in step.doses}
        taken = zip(times, row.cells[1:-1], strict=False)
        cells = [cell.model_copy(update={"picture": drawn.get(when)}) for when, cell in taken]
        rows.append(row.model_copy(update={"cells": (row.cells[0], *cells, row.cells[-1])}))
    return table.model_copy(update={"rows": tuple(rows)})


def _row(
    plan: PlanReading, said: Wording, step: Step, times: list[str], name: str, *, opening: bool, stacked: bool
) -> Row:
    plan.checked(step)
    since = Cell(text=words(_since(plan, said, step, opening=opening)))
    done = not opening and step.end < plan.today and not _is_running(plan, step)
    if not opening and (step.kind in (*_PAUSED, StepKind.STOP) or not step.daily_dose):
        cells = (since, Cell(text=_stay(plan, said, step, name), span=len(times) + 1))
        kind = RowKind.PAUSE if step.kind in _PAUSED else RowKind.PLAIN
        return Row(cells=cells, kind=kind, tick=True, done=done)
    taking = [_stacked(plan, said, step)] if stacked else _taken(plan, said, step, times)
    dose = Cell(text=words(plan.dose(step), bold=True))
    kind = RowKind.CURRENT if step is plan.step else RowKind.PLAIN
    return Row(cells=(since, *taking, dose), kind=kind, tick=not opening, done=done)


def _since(plan: PlanReading, said: Wording, step: Step, *, opening: bool) -> str:
    """What stands first in a row: its day, or that it is the dose of now or of before."""
    running = _is_running(plan, step)
    if opening:
        return said.plain("route.now" if running else "route.before")
    return said.plain("route.running", day=_day(step)) if running else _day(step)


def _is_running(plan: PlanReading, step: Step) -> bool:
    """Whether the dose of today comes from this step. Nothing is taken from a stop."""
    return bool(step.daily_dose) and step is plan.running(step.medicine)


def _taken(plan: PlanReading, said: Wording, step: Step, times: list[str]) -> list[Cell]:
    """A cell for each time of day."""
    by_time = {dose.when: dose for dose in step.doses}
    cells = []
    for when in times:
        dose = by_time.get(when)
        shown = plan.at(dose, step.unit) if dose is not None else None
        if dose is None or not shown:
            cells.append(Cell(text=words(said.plain("route.none"))))
        elif when == WORN:
            cells.append(Cell(text=words(plan.taking(dose))))
        else:
            taking = words(plan.taking(dose, short=True))
            cells.append(Cell(text=words(say.dose(shown, step.unit)), under=taking))
    return cells


def _stacked(plan: PlanReading, said: Wording, step: Step) -> Cell:
    """One cell with a line for each time of day, where there are too many to stand side by side."""
    lines: list[Run] = []
    for dose in step.doses:
        shown = plan.at(dose, step.unit)
        head = f"{moment_name(dose.when)} {say.dose(shown, step.unit)}: ".replace(" ", say.HARD, 1)
        lines.append(
            Run(text=("\n" if lines else "") + (head if shown else f"{moment_name(dose.when)}: "), bold=True)
        )
        lines.append(Run(text=plan.taking(dose, short=True) or said.plain("route.none")))
    return Cell(under=tuple(lines))


def _stay(plan: PlanReading, said: Wording, step: Step, name: str) -> Text:
    if step.kind not in _PAUSED:
        return said.text("route.stop_patch" if plan.is_patch(step) else "route.stop", medicine=name)
    suffix = "_patch" if plan.is_patch(step) else ""
    dose = plan.dose(step)
    if step.kind is StepKind.HOLD:
        return said.text(f"route.hold{suffix}", dose=dose)
    reasoned = said.text(f"route.pause_reason{suffix}", reason=step.reason.strip().rstrip("."), dose=dose)
    return reasoned or said.text(f"route.pause{suffix}", dose=dose)


def _day(step: Step) -> str:
    """A date that may break before its year, for a narrow column."""
    day, year = say.plain_day(step.start).rsplit(say.HARD, 1)
    return f"{day} {year}"
