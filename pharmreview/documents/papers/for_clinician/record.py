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
from pharmreview.domain.review.decision import LOWER, TAPERS

WIDEST = 80
"""Letters a line; longer lines are folded under a small indent."""

_FOR_SAFETY = "WD3"

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


def record_lines(facts: PaperFacts) -> tuple[str, ...]:
    """The summary of a review for the record, in lines of at most 80 letters without typographer's signs."""
    return tuple(part for line in record_facts(facts) for part in folded(line))


def record_facts(facts: PaperFacts, *, named: bool = True) -> tuple[str, ...]:
    """The same, each fact whole in a line of its own, for where the page folds them.

    Without `named` it leaves out whose it is, what is in the way and where the person was sent, for where
    these stand by themselves.
    """
    told = wording("gp_letter")
    plan = PlanReading(facts) if changes(facts) else None
    practice = facts.practice
    name = person.reviewer(facts) or practice.name or "the reviewer"
    day = say.band_day(facts.reviewed) or say.band_day(facts.today)
    who = (practice.prepared_by_role, practice.phone)
    lines = [
        told.plain("record.head", review=review_name(facts, plan, told).upper(), date=day, name=name),
        identity_line(facts) if named else "",
        *_decision_lines(facts, told),
        *(_plan_lines(facts, plan, told, name) if plan is not None else []),
        told.plain("record.unplanned") if plan is None and _decision(facts) in TAPERS else "",
        told.plain("record.goal", goal=_one_line(facts, "decide.goal")),
        told.plain("record.in_the_way", items="; ".join(in_the_way(facts))) if named else "",
        _safety_line(facts, told),
        told.plain(f"record.{_unwell(plan)}", name=name),
        told.plain("record.referrals", items="; ".join(referrals(facts))) if named else "",
        told.plain("record.review", day=say.band_day(person.review_day(facts))),
        told.plain("follow_up.ask", name=name, rest=", ".join(part for part in who if part.strip())),
    ]
    return tuple(line.translate(PLAIN_LETTERS) for line in lines if line)


def in_the_way(facts: PaperFacts) -> list[str]:
    """What is in the way of a change, in the words that were used with the person."""
    return [" ".join(item.split()).rstrip(".") for item in facts.story.in_the_way]


def referrals(facts: PaperFacts) -> list[str]:
    """Each service told of or sent to, with how far it came and when."""
    told = []
    for one in facts.spoken.referrals:
        named = f"{one.kind} ({one.service})" if one.service else one.kind
        came = f"{one.stage} {say.band_day(say.iso_day(one.day)) or one.day}".strip()
        told.append(f"{named}: {came}" if came else named)
    return told


def _one_line(facts: PaperFacts, key: str) -> str:
    return " ".join(text_of(facts.answers, key).split())


def _decision(facts: PaperFacts) -> str:
    return text_of(facts.answers, "decide.decision")


def _decision_lines(facts: PaperFacts, told: Wording) -> list[str]:
    """What was decided and by whom, the aim, and why nothing changes where nothing does."""
    decision, who = _decision(facts), text_of(facts.answers, "decide.who_decided")
    aim = text_of(facts.answers, "decide.aim")
    aims = told.plain(f"decision.{aim}") if told.has(f"decision.{aim}") else ""
    dose = _one_line(facts, "decide.aim_dose") if aim == LOWER else ""
    reason = _one_line(facts, "decide.safety_reason") if who == _FOR_SAFETY else ""
    shown = told.plain(f"record.{decision}") if told.has(f"record.{decision}") else decision
    by = told.plain(f"decision.{who}") if told.has(f"decision.{who}") else ""
    sentences = (
        told.plain("record.decision", decision=shown),
        told.plain("record.decided", who=by),
        told.plain("record.aim", aim=f"{aims}, {dose}" if dose else aims),
    )
    return [
        " ".join(sentence for sentence in sentences if sentence),
        told.plain("record.safety_reason", reason=reason),
        told.plain("record.reasons", reasons="; ".join(facts.spoken.reasons)),
    ]


def _safety_line(facts: PaperFacts, told: Wording) -> str:
    items = [told.plain(f"short.{code}") for code in person.discussed(facts) if told.has(f"short.{code}")]
    given = told.plain("record.safety", items=", ".join(items)) or told.plain("record.safety_none")
    naloxone = text_of(facts.answers, "safety.naloxone_given") == "yes"
    return f"{given}. {told.plain('safety.naloxone')}" if naloxone else given


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


def _unwell(plan: PlanReading | None) -> str:
    if plan is None:
        return "unwell_none"
    return "unwell" if plan.step.daily_dose else "unwell_stop"


def folded(line: str) -> list[str]:
    """A line in plain letters, over as many lines as it needs."""
    return textwrap.wrap(
        line.translate(PLAIN_LETTERS), WIDEST, subsequent_indent="  ", break_on_hyphens=False
    )
