"""What the facts of a paper put in each place. Empty where the record does not say."""

from pharmreview.documents import words as say
from pharmreview.documents.outline import Format
from pharmreview.documents.papers import person
from pharmreview.documents.papers.plan import PlanReading, changes, moment_name
from pharmreview.documents.wording import wording
from pharmreview.documents.writing.grammar import places_in
from pharmreview.documents.writing.places import PLACES
from pharmreview.domain.paper import PaperFacts, PaperTemplate
from pharmreview.domain.review.answer import text_of
from pharmreview.domain.taper.plan import Issue, Step
from pharmreview.domain.words.days import long_day

_STEPS_TOLD = 3
_OF_THE_PLAN = frozenset(
    ("medicine", "old_dose", "new_dose", "step_day", "next_day", "issue_days", "taking", "steps", "issues")
)
_NOT_KNOWN = "not known"


def values_for(facts: PaperFacts, template: PaperTemplate) -> dict[str, str | tuple[str, ...]]:
    """A value for every place there is, so that an unknown place is refused and an empty one is empty.

    The plan is read, and found at fault, only where the template names a place of it.
    """
    named = (*template.needs, *places_in(template.text))
    told: dict[str, str | tuple[str, ...]] = dict.fromkeys(PLACES, "")
    clinician = template.sheet == Format.CLINICIAN.value
    told |= _who(facts, clinician=clinician) | _agreed(facts) | _answers(facts)
    if not _OF_THE_PLAN.isdisjoint(named) and changes(facts):
        told |= _plan(PlanReading(facts), clinician=clinician)
    typed = {name: text for name, text in facts.details.items() if name in PLACES and PLACES[name].typed}
    told |= typed
    lacking = facts.details.get("lacking", "")
    told["lacking"] = tuple(part.strip() for part in lacking.split(";") if part.strip())
    told["link"] = str(told["link"] or facts.practice.booking_link)
    told["reading_link"] = str(told["reading_link"] or facts.practice.reading_link)
    return told


def _who(facts: PaperFacts, *, clinician: bool) -> dict[str, str | tuple[str, ...]]:
    patient, practice = facts.patient, facts.practice
    return {
        "name": person.person_name(patient),
        "first": person.on_one_line(patient.calling_name) or person.person_name(patient),
        "greeting": person.greeting(patient),
        "nhs": say.nhs_number(patient.nhs_number) or _NOT_KNOWN,
        "born": say.plain_day(patient.born) if patient.born else _NOT_KNOWN,
        "usual_gp": patient.written_usual_gp,
        "practice": practice.name,
        "phone": person.phone(facts),
        "hours": practice.hours,
        "out_of_hours": person.out_of_hours(facts) or "NHS 111, or 999 if it cannot wait",
        "pharmacy": practice.pharmacy,
        "sender": practice.prepared_by.strip(),
        "role": practice.prepared_by_role.strip(),
        "today": long_day(facts.today),
        "reviewed": long_day(facts.reviewed or facts.today),
        "enclosed": facts.enclosed,
        "medicines": tuple(
            _medicine(m.name, m.directions if clinician else _quietly(m.directions), m.unread)
            for m in facts.medicines
        ),
        "ome": " ".join(facts.ome_working),
    }


def _quietly(directions: str) -> str:
    """Directions that the record shouts, as a person reads them."""
    return directions.lower() if directions.isupper() else directions


def _medicine(name: str, directions: str, unread: str) -> str:
    told = ": ".join(part for part in (name, directions.strip()) if part)
    return f"{told} (not read: {unread.rstrip('.')})" if unread else told


def _agreed(facts: PaperFacts) -> dict[str, str | tuple[str, ...]]:
    contact, review = person.contact_day(facts), person.review_day(facts)
    decision = text_of(facts.answers, "decide.decision")
    gp = wording("gp_letter")
    told = person.discussed(facts)
    living = person.living_well(facts)
    return {
        "goal": text_of(facts.answers, "decide.goal").strip().strip("“”\"'").rstrip("."),
        "living_well": f"{living[:1].lower()}{living[1:]}" if living[1:2].islower() else living,
        "think_again": text_of(facts.answers, "decide.think_again").strip().rstrip("."),
        "review_day": long_day(review) if review else "",
        "contact_day": long_day(contact) if contact else "",
        "contact_name": person.contact_name(facts),
        "decision": gp.plain(f"record.{decision}") if gp.has(f"record.{decision}") else decision,
        "safety": tuple(gp.plain(f"safety.{code}") for code in told if gp.has(f"safety.{code}")),
    }


_ANSWERS = {
    "think": "sheet.shared_summary",
    "about": "sheet.about",
    "helps_already": "sheet.already",
    "worry": "listen.main_worry",
    "mdt_question": "follow_up.mdt_question",
    "mdt_pain": "follow_up.mdt_pain",
    "mdt_supports": "follow_up.mdt_supports",
    "mdt_knows": "follow_up.mdt_knows",
    "mdt_plan": "follow_up.mdt_plan",
    "worker": "follow_up.recovery_worker",
}


def _answers(facts: PaperFacts) -> dict[str, str | tuple[str, ...]]:
    told: dict[str, str | tuple[str, ...]] = {
        place: text_of(facts.answers, key).strip() for place, key in _ANSWERS.items()
    }
    story = facts.story
    told["think"] = story.summary or told["think"]
    if story.may_share:
        told |= {"their_words": story.words, "tried": story.tried}
        told |= {"in_the_way": story.in_the_way, "would_help": story.would_help}
    asked = facts.answers.get("sheet.questions", ())
    told["questions"] = (asked,) if isinstance(asked, str) else tuple(asked)
    return told


def _plan(plan: PlanReading, *, clinician: bool) -> dict[str, str | tuple[str, ...]]:
    step, before, after = plan.checked(plan.step), plan.before(plan.step), plan.after(plan.step)
    dose = plan.clinical_dose if clinician else plan.dose
    days = plan.issue_days()

    def a_day(told: Step) -> str:
        return "none" if not told.daily_dose else dose(told) + ("" if plan.is_patch(told) else " a day")

    coming = [s for s in plan.changes if s.start >= step.start][:_STEPS_TOLD]
    return {
        "medicine": plan.medicine,
        "old_dose": a_day(before) if before else "",
        "new_dose": a_day(step),
        "step_day": long_day(step.start),
        "next_day": long_day(after.start) if after else "",
        "issue_days": ("1 day" if days == 1 else f"{days} days") if days else "",
        "taking": tuple(_taking(plan, step)),
        "steps": tuple(f"{long_day(s.start)}: {plan.medicine} {a_day(s)}" for s in coming),
        "issues": tuple(_issue(plan, issue) for issue in plan.issues(step)[:_STEPS_TOLD]),
    }


def _taking(plan: PlanReading, step: Step) -> list[str]:
    return [
        f"{moment_name(dose.when)}: {plan.taking(dose)} ({say.dose(plan.at(dose, step.unit), step.unit)})"
        for dose in step.doses
        if plan.taking(dose)
    ]


def _issue(plan: PlanReading, issue: Issue) -> str:
    """What to supply: each strength under its family, or each product by name."""
    products = [plan.product(item.product) for item in issue.items]
    alike = say.alike(products)
    family = f"{say.family_name(products)}, " if alike else ""
    told = [
        f"{say.clinical_strength(p) if alike else p.name}{say.HARD}×{say.HARD}{say.quantity(p, i.quantity)}"
        for p, i in zip(products, issue.items, strict=True)
    ]
    return f"From {say.plain_day(issue.start)} for {issue.days} days: {family}{say.listed(told)}"
