"""What to take: the table with its pictures, how to take it, and what stays the same."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Literal

from pharmreview.documents import words as say
from pharmreview.documents.outline import (
    Block,
    Cell,
    Column,
    Heading,
    Paragraph,
    Row,
    RowKind,
    Table,
    TableStyle,
    TabletMark,
    TabletPicture,
    Text,
    words,
)
from pharmreview.documents.papers.plan import WORN, PlanReading, moment_name
from pharmreview.documents.wording import Wording, joined
from pharmreview.domain.digits import plain
from pharmreview.domain.medicines.product import Form, Product, Release
from pharmreview.domain.taper.plan import DoseAt, Kept, Step, StepKind
from pharmreview.domain.words.days import long_day

_MOST_MARKS = 8
"""More units than this at once are said in words alone."""


def take_blocks(plan: PlanReading, said: Wording) -> list[Block]:
    """What to take at the step that is next, or running."""
    step = plan.checked(plan.step)
    day = long_day(step.start)
    patch = plan.is_patch(step)
    if step.kind is StepKind.STOP or not step.daily_dose:
        worn = plan.before(step) if patch else None
        key = f"patch.stop{_worn(worn)}" if worn is not None else "take.stop_line"
        lines = joined(
            said.text(key, day=day, medicine=plan.medicine),
            said.text("patch.fold") if patch else (),
            said.text("take.keep_until") if not plan.started else (),
        )
        heading = said.plain("take.stop", medicine=plan.medicine, day=day)
        return [Heading(level=2, text=heading), Paragraph(text=lines), *_same(plan, step, said)]
    room = "patch" if patch else "take"
    heading = said.plain(f"{room}.now") if plan.started else said.plain(f"{room}.from", day=day)
    products = plan.products(step)
    return [
        Heading(level=2, text=heading),
        Paragraph(text=words(say.family_name(products)), held=True),
        *([Paragraph(text=only_when_needed(plan, said, step), held=True)] if plan.as_needed(step) else []),
        _table(plan, said, step, products),
        *(Paragraph(text=told) for told in how_to_take(plan, said, step)),
        *_until(plan, said, step),
        *_same(plan, step, said),
    ]


def _until(plan: PlanReading, said: Wording, step: Step) -> list[Block]:
    """What to take until the step, where the dose taken now is itself a step of the plan."""
    before = plan.before(step)
    if plan.started or before is None or before.kind is StepKind.START:
        return []
    lines = [
        said.text(
            "patch.until_then" if dose.when == WORN else "take.until_then",
            when=moment_name(dose.when),
            taking=plan.taking(dose) or said.plain("take.none"),
        )
        for dose in plan.checked(before).doses
    ]
    return [Paragraph(text=joined(said.text("take.until_head"), *lines))]


def _table(plan: PlanReading, said: Wording, step: Step, products: list[Product]) -> Table:
    units = say.units(products)
    # A rate in micrograms an hour needs more room than a dose in milligrams.
    when, many, dose_room = (14, 50, 36) if plan.is_patch(step) else (18, 58, 24)
    columns = (
        Column(head=said.plain("take.when"), share=when),
        Column(head=said.plain("take.how_many", units=units), share=many),
        Column(head=said.plain("take.dose"), share=dose_room, right=True),
    )
    rows = [_row(plan, said, step, dose) for dose in step.doses]
    if not plan.is_patch(step):
        count = sum((item.count for dose in step.doses for item in dose.items), Decimal(0))
        counted = said.text("take.count", count=say.counted(count, products))
        total = plan.dose(step)
        cells = (
            Cell(text=words(said.plain("take.most" if plan.as_needed(step) else "take.each_day"), bold=True)),
            Cell(text=joined(counted, _now(plan, said, step))),
            Cell(text=words(total, bold=True)),
        )
        rows.append(Row(cells=cells, kind=RowKind.TOTAL))
    return Table(style=TableStyle.TAKE, summary=f"What to take: {units}", columns=columns, rows=tuple(rows))


def _now(plan: PlanReading, said: Wording, step: Step) -> Text:
    before = plan.before(step)
    if plan.started or before is None or before.daily_dose == step.daily_dose:
        return ()
    return said.text("take.until", dose=plan.daily(before))


def _row(plan: PlanReading, said: Wording, step: Step, dose: DoseAt) -> Row:
    label = said.plain("patch.worn") if dose.when == WORN else moment_name(dose.when)
    taking = plan.taking(dose) or said.plain("take.none")
    shown = plan.at(dose, step.unit)
    figure = say.dose(shown, step.unit) if shown else said.plain("take.none")
    cells = (
        Cell(text=words(label, bold=True)),
        Cell(text=words(taking), picture=tablets_of(plan, dose)),
        Cell(text=words(figure, bold=True)),
    )
    return Row(cells=cells)


_SHAPES: Mapping[Form, Literal["tablet", "capsule", "patch"]] = {
    Form.TABLET: "tablet",
    Form.CAPSULE: "capsule",
    Form.PATCH: "patch",
}


def tablets_of(plan: PlanReading, dose: DoseAt) -> TabletPicture | None:
    """The tablets, capsules or patches of one dose, drawn; None for a liquid, or more than can be counted."""
    marks: list[TabletMark] = []
    for item in dose.items:
        product = plan.product(item.product)
        if product.form not in _SHAPES or item.count > _MOST_MARKS:
            return None
        label = "" if product.main.strength is None else plain(product.main.strength)
        whole, part = divmod(item.count, 1)
        if part not in (0, Decimal("0.5")):
            return None
        marks += [TabletMark(label=label, shape=_SHAPES[product.form])] * int(whole)
        marks += [TabletMark(label=label, half=True)] if part else []
    if not marks or len(marks) > _MOST_MARKS:
        return None
    alt = f"Picture: {plan.taking(dose)}".replace(say.HARD, " ")
    return TabletPicture(marks=tuple(marks), alt=alt)


def only_when_needed(plan: PlanReading, said: Wording, step: Step) -> Text:
    """What comes before the doses of an as-needed medicine, for they are the most; nothing for another."""
    return said.text("take.as_needed") if plan.as_needed(step) else ()


def how_to_take(plan: PlanReading, said: Wording, step: Step) -> list[Text]:
    """How what is taken or worn at a step is taken or worn, a paragraph each."""
    products = plan.products(step)
    first = products[0]
    if first.is_patch:
        return _patch_lines(plan, said, step, first)
    lines: list[Text] = []
    if first.release is Release.MODIFIED:
        capsules = any(product.form is Form.CAPSULE for product in products)
        never = said.plain("take.never_capsule" if capsules else "take.never_tablet")
        hours = first.interval_hours
        key = {Decimal(12): "take.whole_twelve", Decimal(24): "take.whole_daily"}.get(
            hours if hours is not None else Decimal(0), "take.whole"
        )
        if key == "take.whole_twelve" and plan.once_a_day(step):
            key = "take.whole_daily"
        lines.append(said.text(key, never=never))
    if say.measured_by(first):
        lines.append(said.text("take.part", part=say.measured_by(first)))
        lines.append(_paracetamol(plan, said, step))
    if say.is_liquid(first):
        lines.append(said.text("take.syringe"))
    if plan.breaks_any(step):
        lines.append(said.text("take.half"))
    return [joined(*lines)] if lines else []


def _paracetamol(plan: PlanReading, said: Wording, step: Step) -> Text:
    """How much paracetamol comes with the dose, so that nobody takes it twice."""
    total, unit = Decimal(0), None
    for item in (item for dose in step.doses for item in dose.items):
        for part in plan.product(item.product).ingredients:
            if part.name == "paracetamol" and part.strength is not None and part.unit is not None:
                total, unit = total + item.count * part.strength, part.unit
    if unit is None or not total:
        return ()
    kept = any("paracetamol" in kept.name.lower() for kept in step.unchanged)
    more = said.text("take.paracetamol_kept" if kept else "take.paracetamol_only")
    return joined(said.text("take.paracetamol", dose=say.dose(total, unit)), more)


def _patch_lines(plan: PlanReading, said: Wording, step: Step, patch: Product) -> list[Text]:
    before = plan.before(step)
    lines: list[Text] = []
    if before is not None and not plan.started and before.daily_dose != step.daily_dose:
        lines.append(said.text("take.until_patch", dose=plan.dose(before)))
    lines += change_days(plan, said, step, patch)
    old = _worn(before if before is not None and not plan.started else step)
    care = joined(
        said.text(f"patch.off_first{old}"),
        said.text("patch.only"),
        said.text("patch.fold"),
        said.text("patch.heat"),
    )
    return [joined(*lines), care] if lines else [care]


def change_days(plan: PlanReading, said: Wording, step: Step, patch: Product) -> list[Text]:
    """How often patches are changed, and the days; nothing where the product does not say."""
    hours = patch.interval_hours
    if hours is None or hours % 24:
        return []
    many, kind = _worn(step), "weekly" if hours == 168 else "every"
    days = int(hours) // 24
    places = {"days": str(days), "hours": plain(hours), "weekday": say.weekday(step.start)}
    first = step.start
    if plan.started:
        lines = [said.text(f"patch.current_{kind}{many}", **places)]
        gone = (plan.today - first).days
        first += timedelta(days=days * (gone // days))
    else:
        told = said.text(f"patch.first{many}", day=long_day(first))
        lines = [told, said.text(f"patch.{kind}{many}", **places)]
    if kind == "every":
        later = [first + timedelta(days=days * turn) for turn in (1, 2)]
        lines.append(said.text("patch.later", days=say.listed([long_day(day) for day in later])))
    return lines


def _worn(step: Step) -> str:
    """Which wording fits: "" for one patch, "_many" where several are worn at once."""
    return "_many" if sum((i.count for d in step.doses for i in d.items), Decimal(0)) > 1 else ""


def _same(plan: PlanReading, step: Step, said: Wording) -> list[Block]:
    names = say.listed([_kept(plan, said, step, kept) for kept in step.unchanged if kept.daily_dose != 0])
    text = joined(said.text("take.same_names", names=names), said.text("take.same_rest"))
    return [Paragraph(text=text if names else said.text("take.same_all"))]


def _kept(plan: PlanReading, said: Wording, step: Step, kept: Kept) -> str:
    """A medicine as the record words it; one the plan has lowered by its dose, for its product is another."""
    lowered = [s for s in plan.changes if s.medicine == kept.medicine and s.start < step.start]
    if not lowered:
        return kept.name.strip().replace(" ", say.HARD, 1)
    key = "take.kept_patch" if plan.is_patch(lowered[-1]) else "take.kept"
    name = say.medicine_name(plan.products(lowered[-1])[0])
    return said.plain(key, medicine=name, dose=plan.dose(lowered[-1]))
