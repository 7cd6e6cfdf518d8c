"""The whole review as plain text for the GP's record, in sections that can be copied one by one.

EMIS and SystmOne take plain text: lines of at most 80 letters ending in a carriage return and a line feed,
headings in capitals, no tabs, tables or typographer's signs, and the person named first in every part.
"""

from pharmreview.documents import words as say
from pharmreview.documents.papers import person
from pharmreview.documents.papers.for_clinician.prescribing import (
    codes,
    issues_within,
    tells_of_opioids,
)
from pharmreview.documents.papers.for_clinician.record import (
    folded,
    identity_line,
    in_the_way,
    record_facts,
    referrals,
)
from pharmreview.documents.papers.plan import PlanReading, changes
from pharmreview.documents.wording import wording
from pharmreview.domain.paper import PaperFacts, RecordPart
from pharmreview.domain.review.answer import text_of
from pharmreview.domain.taper.plan import Issue
from pharmreview.domain.words.numbers import count

_END = "\r\n"
_LONGEST = 8000
"""Letters in one paste; a longer summary is offered in parts."""


def record_summary(facts: PaperFacts) -> tuple[RecordPart, ...]:
    """Every section that says something, in the order of the review; each begins with who it is about."""
    plan = PlanReading(facts) if changes(facts) else None
    opioids = tells_of_opioids(facts, plan)
    sections = (
        ("DECISION", [*record_facts(facts, named=False)]),
        ("IN THEIR WORDS", _words(facts)),
        ("IN THE WAY", [f"- {item}" for item in in_the_way(facts)]),
        ("RISKS IN THE RECORD", _risks(facts)),
        ("MEDICINES IN THE RECORD", _medicines(facts)),
        ("TOTAL AS ORAL MORPHINE", [*facts.ome_working] if opioids else []),
        ("PLAN", _plan(facts)),
        *_points(facts),
        ("TALKED ABOUT", _talked(facts)),
        ("SAFETY TALKED ABOUT", _safety(facts)),
        ("REFERRALS AND SIGNPOSTING", [f"- {item}" for item in referrals(facts)]),
        ("CODES TO CONSIDER", codes(facts, plan, wording("gp_letter"))),
    )
    return tuple(
        RecordPart(title=title, text=_END.join([*folded(identity_line(facts)), title, *_lines(lines)]) + _END)
        for title, lines in sections
        if lines
    )


def whole_record(facts: PaperFacts) -> tuple[str, ...]:
    """The whole summary, in as many pastes as it needs, each numbered where there are several."""
    identity = _END.join(folded(identity_line(facts))) + _END
    bodies = [part.text.removeprefix(identity) for part in record_summary(facts)]
    pastes: list[str] = []
    for body in bodies:
        if pastes and len(pastes[-1]) + len(body) <= _LONGEST:
            pastes[-1] += body
        else:
            pastes.append(body)
    if len(pastes) == 1:
        return (identity + pastes[0],)
    of = len(pastes)
    return tuple(f"{identity}Part {n} of {of}{_END}{paste}" for n, paste in enumerate(pastes, 1))


def _words(facts: PaperFacts) -> list[str]:
    told = {
        "Goal": text_of(facts.answers, "decide.goal"),
        "Understood together": text_of(facts.answers, "sheet.shared_summary"),
        "Living well": person.living_well(facts),
        "Think again if": text_of(facts.answers, "decide.think_again"),
    }
    return [f"{label}: {' '.join(text.split())}" for label, text in told.items() if text.strip()]


def _medicines(facts: PaperFacts) -> list[str]:
    lines = []
    for medicine in facts.medicines:
        issued = f" (issued {say.band_day(medicine.last_issued)})" if medicine.last_issued else ""
        unread = f" NOT READ: {medicine.unread}" if medicine.unread else ""
        lines.append(
            f"- {medicine.name}{': ' if medicine.directions else ''}{medicine.directions}{issued}{unread}"
        )
    return lines


def _plan(facts: PaperFacts) -> list[str]:
    if not changes(facts):
        return []
    plan = PlanReading(facts)
    lines = [] if facts.agreed else ["DRAFT, NOT AGREED"]
    for step in plan.changes:
        dose = plan.clinical_dose(step) if step.daily_dose else "stop"
        daily = " a day" if step.daily_dose and not plan.is_patch(step) else ""
        medicine = say.medicine_name(plan.products(step)[0])
        lines.append(f"- {say.band_day(step.start)}: {medicine} {dose}{daily}")
        if step in (plan.step, plan.after(plan.step)):
            lines += [_issue(plan, issue) for issue in issues_within(plan, step)]
    return lines


def _issue(plan: PlanReading, issue: Issue) -> str:
    """What to supply, each product by its name with its quantity in figures and words."""
    items = [
        f"{item.product} x {say.quantity(plan.product(item.product), item.quantity)} ({item.quantity_words})"
        for item in issue.items
    ]
    return f"  Issue of {say.band_day(issue.start)}, {count(issue.days, 'day')}: {'; '.join(items)}"


def _risks(facts: PaperFacts) -> list[str]:
    """What the rules found, and that a line which was not read may hold more."""
    unread = any(medicine.unread for medicine in facts.medicines)
    more = [wording("gp_letter").plain("record.risks_unread")] if unread else []
    return [*(f"- {risk}" for risk in facts.spoken.risks), *more]


def _points(facts: PaperFacts) -> list[tuple[str, list[str]]]:
    """Each data point under its own heading, with the day it was filled in."""
    return [
        (f"AT {one.title.upper()}, {say.band_day(one.day)}", [f"- {line}" for line in one.lines])
        for one in facts.spoken.at_points
    ]


def _talked(facts: PaperFacts) -> list[str]:
    spoken = facts.spoken
    told = {"Pictures": spoken.pictures, "Points": spoken.points, "Given": spoken.given}
    return [f"{label}: {'; '.join(items)}" for label, items in told.items() if items]


def _safety(facts: PaperFacts) -> list[str]:
    told, discussed = wording("gp_letter"), person.discussed(facts)
    naloxone = (
        [f"- {told.plain('safety.naloxone')}"]
        if text_of(facts.answers, "safety.naloxone_given") == "yes"
        else []
    )
    return [*(f"- {told.plain(f'safety.{c}')}" for c in discussed if told.has(f"safety.{c}")), *naloxone]


def _lines(lines: list[str]) -> list[str]:
    return [part for line in lines for part in folded(line)]
