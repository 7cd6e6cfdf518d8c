"""What a prescriber needs: medicines in the record, the OME with its working, the next steps to supply."""

from pharmreview.documents import words as say
from pharmreview.documents.outline import (
    Block,
    Cell,
    Column,
    Paragraph,
    Row,
    RowKind,
    Run,
    Table,
    TableStyle,
    Text,
    words,
)
from pharmreview.documents.papers.plan import WAITS, WORN, PlanReading, moment_name, moments
from pharmreview.documents.wording import Wording, joined
from pharmreview.domain.medicines.product import MedicineClass
from pharmreview.domain.paper import CurrentMedicine, PaperFacts
from pharmreview.domain.taper.plan import DoseAt, Issue, Step, StepKind
from pharmreview.domain.words.numbers import grouped

_ALL = "all day"
_NEW_LINE = "\n"
_SIDE_BY_SIDE = 2
"""More times of day than this are told one under the other."""
_KINDS = {StepKind.PAUSE: "pause", StepKind.HOLD: "hold", StepKind.STOP: "stop"}


def medicine_blocks(facts: PaperFacts, plan: PlanReading | None, said: Wording) -> list[Block]:
    """Every medicine in the record with what becomes of it, and the OME now."""
    blocks: list[Block] = []
    if facts.medicines:
        heads = said.several("medicines.heads")
        columns = tuple(
            Column(head=head, share=share) for head, share in zip(heads, (34, 34, 17, 15), strict=True)
        )
        rows = tuple(_medicine_row(plan, said, medicine) for medicine in facts.medicines)
        summary = said.plain("medicines.summary")
        blocks.append(Table(style=TableStyle.CLINICAL, summary=summary, columns=columns, rows=rows))
    ome = _ome_line(facts, plan, said)
    if ome:
        blocks.append(Paragraph(text=ome))
    return blocks


def _medicine_row(plan: PlanReading | None, said: Wording, medicine: CurrentMedicine) -> Row:
    unread = said.text("medicines.unread", why=medicine.unread.rstrip("."))
    cells = (
        Cell(text=words(medicine.name, bold=True)),
        Cell(text=_under(words(medicine.directions), unread)),
        Cell(text=words(say.band_day(medicine.last_issued))),
        Cell(text=words(_change_of(plan, said, medicine))),
    )
    return Row(cells=cells)


def _under(directions: Text, unread: Text) -> Text:
    """Why a line was not read stands on a line of its own, under what it says."""
    return (*directions, Run(text=_NEW_LINE), *unread) if directions and unread else directions or unread


def _change_of(plan: PlanReading | None, said: Wording, medicine: CurrentMedicine) -> str:
    if medicine.unread:
        return said.plain("medicines.unread_change")
    if plan is None:
        return said.plain("medicines.same")
    name = medicine.name.strip().lower()
    ids = {
        m.id
        for m in plan.plan.request.medicines
        if name in {told.strip().lower() for told in (m.name, *(line.name for line in m.also))}
    }
    if plan.step.medicine in ids:
        return said.plain("medicines.reducing")
    moving = {step.medicine for step in plan.changes}
    return said.plain("medicines.changing" if ids & moving else "medicines.same")


def _ome_line(facts: PaperFacts, plan: PlanReading | None, said: Wording) -> Text:
    if not tells_of_opioids(facts, plan):
        return ()
    if facts.ome_working:
        return said.text("medicines.ome", working=" ".join(facts.ome_working))
    before = plan.before(plan.step) if plan else None
    return said.text("medicines.ome_plan", **ome_pair(plan, before)) if plan and before else ()


def step_blocks(plan: PlanReading, said: Wording) -> list[Block]:
    """The next two steps with the doses and the quantities to issue."""
    after = plan.after(plan.step)
    shown = [plan.step] if after is None else [plan.step, after]
    times = moments(shown) or [_ALL]
    if len(times) > _SIDE_BY_SIDE:
        times = [_ALL]
    last = 26 if plan.is_patch(plan.step) else 14
    share = (100 - 17 - last) // len(times)
    columns = (
        Column(head=said.plain("steps.from"), share=100 - last - share * len(times)),
        *(Column(head=_time(said, when), share=share) for when in times),
        Column(
            head=said.plain("steps.rate" if plan.is_patch(plan.step) else "steps.a_day"),
            share=last,
            right=True,
        ),
    )
    rows = [row for at, step in enumerate(shown) for row in _step_rows(plan, said, step, times, later=at > 0)]
    table = Table(
        style=TableStyle.CLINICAL, summary=said.plain("steps.summary"), columns=columns, rows=tuple(rows)
    )
    end = [] if after is not None else [Paragraph(text=said.text("steps.end"))]
    return [table, *end]


def _time(said: Wording, when: str) -> str:
    return said.plain("steps.dose") if when in (WORN, _ALL) else moment_name(when)


def _step_rows(plan: PlanReading, said: Wording, step: Step, times: list[str], *, later: bool) -> list[Row]:
    plan.checked(step)
    day = words(say.band_day(step.start).replace("-", "\u2011"), bold=True)
    if step.medicine != plan.step.medicine:
        day = (*day, Run(text=f"\n{say.medicine_name(plan.products(step)[0])}"))
    cells = [Cell(text=day)]
    by_time = {dose.when: dose for dose in step.doses}
    for at, when in enumerate(times):
        text = _all_day(plan, said, step) if when == _ALL else _taken(plan, said, by_time.get(when), step)
        if at == 0 and step.kind in _KINDS:
            text = joined(said.text(f"steps.{_KINDS[step.kind]}"), text if step.daily_dose else ())
        cells.append(Cell(text=text))
    total = plan.clinical_dose(step) if step.daily_dose else said.plain("steps.none")
    cells.append(Cell(text=words(total, bold=True)))
    rows = [Row(cells=tuple(cells))]
    for number, issue in enumerate(issues_within(plan, step)):
        label = said.plain("steps.after") if later and not number else ""
        told = (Cell(text=words(label)), Cell(text=_issue(plan, said, issue), span=len(times) + 1))
        rows.append(Row(cells=told, kind=RowKind.CONTINUED))
    return rows


def _taken(plan: PlanReading, said: Wording, dose: DoseAt | None, step: Step) -> Text:
    shown = plan.at(dose, step.unit) if dose is not None else None
    if dose is None or not shown:
        return words(said.plain("steps.none"))
    figure = Run(text=say.clinical_dose(shown, step.unit), bold=True)
    taken = (figure, Run(text=f"  {plan.clinical_taking(dose)}"))
    hours = plan.products(step)[0].interval_hours
    if dose.when != WORN or hours is None:
        return taken
    often = "steps.every_days" if hours == 168 else "steps.every"
    return (*taken, *said.text(often, hours=grouped(hours), days=grouped(hours / 24)))


def _all_day(plan: PlanReading, said: Wording, step: Step) -> Text:
    """Every time of day on a line of its own."""
    told: list[Run] = []
    for dose in step.doses:
        told.append(Run(text=f"{_NEW_LINE if told else ''}{moment_name(dose.when)} "))
        told += _taken(plan, said, dose, step)
    return tuple(told)


def issues_within(plan: PlanReading, step: Step) -> list[Issue]:
    """The prescriptions that begin while a step runs."""
    return [i for i in plan.issues(step) if step.start <= i.start <= step.end]


def _issue(plan: PlanReading, said: Wording, issue: Issue) -> Text:
    """What to supply, in figures and words: each strength under its family, or each product by name."""
    products = [plan.product(item.product) for item in issue.items]
    alike = say.alike(products)
    family = say.family_name(products) if alike else ""
    head = said.plain("steps.issue", days=str(issue.days), day=say.band_day(issue.start), family=family)
    runs = [
        Run(text=head or said.plain("steps.issue_named", days=str(issue.days), day=say.band_day(issue.start)))
    ]
    for number, (item, product) in enumerate(zip(issue.items, products, strict=True)):
        name = say.clinical_strength(product) if alike else item.product
        runs.append(Run(text=f"{', ' if number else ' '}{name}{say.HARD}"))
        runs.append(Run(text=say.quantity(product, item.quantity), bold=True))
        runs.append(Run(text=f"{say.HARD}({item.quantity_words})"))
    return tuple(runs)


def takes_opioids(facts: PaperFacts) -> bool:
    """Whether the record holds an opioid, or a line that may be one: the OME says more than its total."""
    return bool(facts.ome_working[1:])


def tells_of_opioids(facts: PaperFacts, plan: PlanReading | None) -> bool:
    """Whether what was reviewed is an opioid, so that a code, a total and a name may say so."""
    planned = plan.products(plan.step) if plan is not None else []
    return (
        not facts.ome_working
        or takes_opioids(facts)
        or any(product.medicine_class is MedicineClass.OPIOID for product in planned)
    )


def review_name(facts: PaperFacts, plan: PlanReading | None, said: Wording) -> str:
    """What the review is called."""
    return said.plain("head.review_opioid" if tells_of_opioids(facts, plan) else "head.review_pain")


def codes(facts: PaperFacts, plan: PlanReading | None, said: Wording) -> list[str]:
    """The codes that fit what was reviewed."""
    opioid = [said.plain("codes.opioid")] if tells_of_opioids(facts, plan) else []
    return [*opioid, said.plain("codes.any")]


def change_key(plan: PlanReading) -> str:
    """Which wording tells the step: a change, a stop, the same dose, or a step that began before today."""
    if plan.over:
        return "stopped" if not plan.step.daily_dose else "since"
    if not plan.step.daily_dose:
        return "stop"
    return "same" if plan.step.kind in WAITS else "change"


def change_places(plan: PlanReading, before: Step) -> dict[str, str]:
    """The medicine, its dose before and at the step, and the day, for any wording of a change."""
    step = plan.step
    return {
        "medicine": _family(plan, step),
        "old": plan.daily(before, clinical=True),
        "new": plan.daily(step, clinical=True),
        "day": say.band_day(step.start),
    }


def _family(plan: PlanReading, step: Step) -> str:
    """The kind of product, and what its dose counts where it holds several ingredients."""
    products = plan.products(step)
    counts = say.measured_by(products[0])
    return f"{say.family_name(products)}, as {counts}" if counts else say.family_name(products)


def ome_key(plan: PlanReading, before: Step) -> str:
    """Which wording tells the OME: the same, from old to new, or from the start where the plan has run."""
    if plan.over or before.ome_total == plan.step.ome_total:
        return "ome_same"
    return "ome" if before.kind is StepKind.START else "ome_start"


def ome_pair(plan: PlanReading, before: Step) -> dict[str, str]:
    """The whole OME at the start of the plan, before and at the step, for wording that holds them."""
    totals = {
        "start": plan.plan.steps[0].ome_total,
        "old": before.ome_total,
        "new": plan.step.ome_total,
    }
    return {
        place: f"{grouped(total)}{say.HARD}mg" if total is not None else "" for place, total in totals.items()
    }
