"""The lines copied into the GP's record: plain, short, one fact a line, the person named first."""

import textwrap

from pharmreview.documents import words as say
from pharmreview.documents.papers import person
from pharmreview.documents.papers.for_clinician.prescribing import (
    change_key,
    change_places,
    ome_key,
    ome_pair,
    review_name,
    tells_of_opioids,
)
from pharmreview.documents.papers.plan import PlanReading, changes
from pharmreview.documents.wording import Wording, wording
from pharmreview.domain.paper import PaperFacts
from pharmreview.domain.review.answer import text_of
from pharmreview.domain.review.decision import TAPERS

WIDEST = 80
"""Letters a line; longer lines are folded under a small indent."""

PLAIN_LETTERS = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
        "–": "-",
        "—": "-",
        "…": "...",
        "\u2011": "-",
        "\u00a0": " ",
        "×": "x",
    }
)


def record_lines(facts: PaperFacts, *, named: bool = True) -> tuple[str, ...]:
    """The summary of a review for the record, in lines of at most 80 letters without typographer's signs.

    Without `named` it leaves out whose it is, for where that stands above already.
    """
    told = wording("gp_letter")
    plan = PlanReading(facts) if changes(facts) else None
    name = person.reviewer(facts) or facts.practice.name or "the reviewer"
    day = say.band_day(facts.reviewed) or say.band_day(facts.today)
    answers = facts.answers
    decision = text_of(answers, "decide.decision")
    shown = told.plain(f"record.{decision}") if told.has(f"record.{decision}") else decision
    given = ", ".join(
        told.plain(f"short.{code}") for code in person.discussed(facts) if told.has(f"short.{code}")
    )
    review = person.review_day(facts)
    lines = [
        told.plain("record.head", review=review_name(facts, plan, told).upper(), date=day, name=name),
        identity_line(facts) if named else "",
        told.plain("record.decision", decision=shown),
        *(_plan_lines(facts, plan, told, name) if plan is not None else []),
        told.plain("record.unplanned") if plan is None and decision in TAPERS else "",
        told.plain("record.goal", goal=" ".join(text_of(answers, "decide.goal").split())),
        told.plain("record.safety", items=given) or told.plain("record.safety_none"),
        told.plain("record.naloxone") if text_of(answers, "safety.naloxone_given") == "yes" else "",
        told.plain(f"record.{_unwell(plan)}", name=name) if plan is not None else "",
        told.plain("record.review", day=say.band_day(review)),
        told.plain("record.reviewer", name=facts.practice.prepared_by, role=facts.practice.prepared_by_role),
    ]
    return tuple(part for line in lines if line for part in folded(line))


def identity_line(facts: PaperFacts) -> str:
    """Who it is about: name, date of birth and NHS number."""
    patient = facts.patient
    born = say.band_day(patient.born) or "not known"
    number = say.nhs_number(patient.nhs_number) or "not known"
    return f"{person.person_name(patient)}, born {born}, NHS No. {number}"


def _plan_lines(facts: PaperFacts, plan: PlanReading, told: Wording, name: str) -> list[str]:
    before, after = plan.before(plan.step), plan.after(plan.step)
    lines = []
    if before is not None:
        lines.append(told.plain(f"record.{change_key(plan)}", **change_places(plan, before)))
        if tells_of_opioids(facts, plan):
            lines.append(told.plain(f"record.{ome_key(plan, before)}", **ome_pair(plan, before)))
        lines += [told.plain("record.most")] if facts.ome_is_most else []
    if after is not None:
        lines.append(told.plain("record.next_after", day=say.band_day(after.start)))
    days = plan.issue_days()
    key = "record.repeat_one" if days == 1 else "record.repeat"
    issues = told.plain(key, days=str(days), name=name) if days else told.plain("record.repeat_only")
    lines.append(issues)
    return lines


def _unwell(plan: PlanReading) -> str:
    return "unwell" if plan.step.daily_dose else "unwell_stop"


def folded(line: str) -> list[str]:
    """A line in plain letters, over as many lines as it needs."""
    return textwrap.wrap(
        line.translate(PLAIN_LETTERS), WIDEST, subsequent_indent="  ", break_on_hyphens=False
    )
