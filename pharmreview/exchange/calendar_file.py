"""The dates of a plan as an iCalendar file (RFC 5545) that any calendar can take in."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import timedelta

from pharmreview.domain.digits import plain
from pharmreview.domain.quantity.unit import Unit
from pharmreview.domain.taper.plan import Item, Step, StepKind, TaperPlan

_LONGEST_LINE = 75
"""Octets of one line, its end left out (RFC 5545 section 3.1)."""

_TITLES = {
    StepKind.REDUCE: "Step {number}: {dose}",
    StepKind.PAUSE: "Pause: stay on {dose}",
    StepKind.HOLD: "Still {dose}",
    StepKind.STOP: "Step {number}: stopped",
}


def calendar_file(plan: TaperPlan, before: Sequence[TaperPlan] = ()) -> bytes:
    """One all-day entry for the first day of each step. The same plans give the same bytes.

    An entry names the dose and what to take; the medicine stands only in its description, since a
    calendar is often seen by others. A later version of a running plan names its entries as the earlier
    one did and counts its events, so that a calendar puts the new in the place of the old; an entry of a
    version `before` that has none in this one is called off.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//PharmReview//Taper plan//EN", "CALSCALE:GREGORIAN"]
    names = {m.id: m.name for m in plan.request.medicines}
    for step in plan.steps:
        if step.kind is not StepKind.START:
            lines += _entry(step, names[step.medicine], _begun(plan), len(plan.events))
    numbers = {step.number for step in plan.steps}
    earlier = {s.number: s for old in before if _begun(old) == _begun(plan) for s in old.steps}
    for number in sorted(earlier.keys() - numbers):
        lines += _called_off(earlier[number], _begun(plan), len(plan.events))
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def _begun(plan: TaperPlan) -> str:
    """What every version of one plan has in common: the dose it began from, and all that stayed beside it."""
    first = plan.steps[0].model_dump_json(by_alias=True)
    return hashlib.sha256(first.encode()).hexdigest()[:24]


def _entry(step: Step, name: str, begun: str, version: int) -> list[str]:
    title = _TITLES[step.kind].format(number=step.number, dose=_dose(step))
    taken = [
        f"{dose.when}: " + ", ".join(_taken(item, step.unit) for item in dose.items)
        for dose in step.doses
        if dose.items
    ]
    words = "\n".join([name, *(taken or ["nothing to take"])])
    return _event(step, begun, version, f"SUMMARY:{_escaped(title)}", f"DESCRIPTION:{_escaped(words)}")


def _called_off(step: Step, begun: str, version: int) -> list[str]:
    title = f"Step {step.number}: no longer planned"
    return _event(step, begun, version, f"SUMMARY:{title}", "STATUS:CANCELLED")


def _event(step: Step, begun: str, version: int, *told: str) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{begun}-{step.number}@pharmreview",
        f"SEQUENCE:{version}",
        f"DTSTAMP:{step.start:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{step.start:%Y%m%d}",
        f"DTEND;VALUE=DATE:{step.start + timedelta(days=1):%Y%m%d}",
        *told,
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _dose(step: Step) -> str:
    """A day's total, or for patches what they give in an hour."""
    if step.unit is Unit.MICROGRAM_PER_HOUR:
        return f"{plain(step.daily_dose)} micrograms an hour"
    return f"{plain(step.daily_dose)} {step.unit.value} a day"


def _taken(item: Item, unit: Unit) -> str:
    """What is taken of a product at once; of a liquid the ml to measure and the dose they hold."""
    if item.unit is None or item.amount is None:
        return f"{plain(item.count)} x {item.product}"
    return f"{plain(item.count)} {item.unit.value} ({plain(item.amount)} {unit.value}) of {item.product}"


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\r", "").replace("\n", "\\n")


def _folded(line: str) -> Iterable[str]:
    """A long line in pieces, each after the first begun with a space, no letter divided."""
    piece, size = "", 0
    for letter in line:
        weight = len(letter.encode())
        if size + weight > _LONGEST_LINE:
            yield piece
            piece, size = " ", 1
        piece, size = piece + letter, size + weight
    yield piece
