"""The lines copied into the GP's record: plain, short, one fact a line, the person named first."""

import textwrap

from pharmreview.documents import words as say
from pharmreview.documents.papers import person
from pharmreview.documents.papers.plan import PlanReading, changes
from pharmreview.documents.wording import Wording, wording
from pharmreview.domain.paper import PaperFacts
from pharmreview.domain.review.answer import text_of
from pharmreview.domain.taper.plan import Step

WIDEST = 80
"""Letters a line; longer lines are folded under a small indent."""

_PLAIN = str.maketrans(
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


def record_lines(facts: PaperFacts) -> tuple[str, ...]:
    """The summary of a review for the record, in lines of at most 80 letters without typographer's signs."""
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
        told.plain("record.head", date=day, name=name),
        _identity(facts),
        told.plain("record.decision", decision=shown),
        *(_plan_lines(plan, told, name) if plan is not None else []),
        told.plain("record.goal", goal=" ".join(text_of(answers, "decide.goal").split())),
        told.plain("record.safety", items=given) or told.plain("record.safety_none"),
        told.plain("record.unwell", name=name) if plan is not None else "",
        told.plain("record.review", day=say.band_day(review)),
        told.plain("record.reviewer", name=facts.practice.prepared_by, role=facts.practice.prepared_by_role),
    ]
    folded = [part for line in lines if line for part in _folded(line.translate(_PLAIN))]
    return tuple(folded)


def _identity(facts: PaperFacts) -> str:
    patient = facts.patient
    born = say.band_day(patient.born) or "not known"
    number = say.nhs_number(patient.nhs_number) or "not known"
    return f"{person.person_name(patient)}, born {born}, NHS No. {number}"


def _plan_lines(plan: PlanReading, told: Wording, name: str) -> list[str]:
    step, before, after = plan.step, plan.before(plan.step), plan.after(plan.step)
    lines = []
    if before is not None:
        a_day = "" if plan.is_patch(step) else " a day"
        lines.append(
            told.plain(
                "record.change",
                medicine=say.family_name(plan.products(step)),
                old=plan.clinical_dose(before) + a_day,
                new=plan.clinical_dose(step) + a_day,
                day=say.band_day(step.start),
            )
        )
        lines.append(told.plain("record.ome", **_ome(before, step)))
    if after is not None:
        lines.append(told.plain("record.next_after", day=say.band_day(after.start)))
    days = max((issue.days for issue in plan.plan.issues if issue.medicine == step.medicine), default=0)
    lines.append(told.plain("record.repeat", days=str(days) if days else "", name=name))
    return lines


def _ome(before: Step, step: Step) -> dict[str, str]:
    pair = {"a": before.ome_total, "b": step.ome_total}
    return {place: "" if figure is None else say.number(figure) for place, figure in pair.items()}


def _folded(line: str) -> list[str]:
    return textwrap.wrap(line, WIDEST, subsequent_indent="  ", break_on_hyphens=False) or []
