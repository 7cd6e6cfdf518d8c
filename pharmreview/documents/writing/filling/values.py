"""What the facts of a paper put in each place. Empty where the record does not say."""

from collections.abc import Collection, Sequence

from pharmreview.documents import words as say
from pharmreview.documents.outline import Format, Text, said
from pharmreview.documents.papers import person
from pharmreview.documents.papers.for_person.take import change_days, how_to_take, only_when_needed
from pharmreview.documents.papers.plan import WAITS, WORN, PlanReading, changes, moment_name
from pharmreview.documents.wording import Wording, wording
from pharmreview.documents.writing.filling.places import PLACES
from pharmreview.documents.writing.filling.whens import whens
from pharmreview.domain.journey.visits import told_of_visits
from pharmreview.domain.paper import PaperFacts, PaperTemplate
from pharmreview.domain.review.answer import text_of
from pharmreview.domain.taper.plan import Issue, Step, StepKind
from pharmreview.domain.words.days import long_day
from pharmreview.domain.words.numbers import count

_STEPS_TOLD = 3
_OF_THE_PLAN = frozenset(
    {"medicine", "old_dose", "new_dose", "step_day", "next_day", "issue_days", "steps", "issues"}
    | {"taking", "take", "product", "how_to_take", "hold_until"}
    | {"plan_medicines", "size", "size_counted", "old_amount", "aim_dose", "part", "spare"}
)
_NOT_KNOWN = "not known"
_NO_ROLE = "clinician"
_ASK = "please tell us how you take this"
"""What a person reads of a medicine whose directions could not be read."""


def values_for(
    facts: PaperFacts, template: PaperTemplate, named: Collection[str]
) -> dict[str, str | tuple[str, ...]]:
    """A value for every place there is, so that an unknown place is refused and an empty one is empty.

    The plan is read, and found at fault, only where the template has named a place or a condition of it.
    """
    told: dict[str, str | tuple[str, ...]] = dict.fromkeys(PLACES, "")
    clinician = template.sheet == Format.CLINICIAN.value
    told |= _who(facts, clinician=clinician) | _agreed(facts, clinician=clinician) | _answers(facts)
    asks = any(PLACES[name].is_when for name in named if name in PLACES)
    plan = None
    if (asks or not _OF_THE_PLAN.isdisjoint(named)) and (changes(facts) or facts.kind.series == "plan"):
        plan = _Plan(facts, clinician=clinician)
        told |= plan.values()
    told |= whens(facts, plan.reading if plan else None) if asks else {}
    typed = {name: text for name, text in facts.details.items() if name in PLACES and PLACES[name].typed}
    visits = told_of_visits(facts.answers, facts.today)
    known = {place: long_day(day) for place, day in visits.items()} | {"hold_until": told["hold_until"]}
    told |= typed
    told |= {place: words for place, words in known.items() if not told[place]}
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
        "pharmacy": ", ".join(part for part in person.pharmacy(facts) if part),
        "sender": practice.prepared_by.strip(),
        "role": (practice.prepared_by_role.strip() if clinician else person.role(practice)) or _NO_ROLE,
        "today": long_day(facts.today),
        "reviewed": long_day(facts.reviewed or facts.today),
        "reviewed_on": say.plain_day(facts.reviewed or facts.today),
        "enclosed": facts.enclosed,
        "medicines": tuple(
            _medicine(m.name, m.directions, f"not read: {m.unread.rstrip('.')}" if m.unread else "")
            if clinician
            else _medicine(m.name, say.directions(m.directions), _ASK if m.unread else "")
            for m in facts.medicines
        ),
        "ome": " ".join(facts.ome_working),
    }


def _medicine(name: str, directions: str, unread: str) -> str:
    told = ": ".join(part for part in (name, directions.strip()) if part)
    return f"{told} ({unread})" if unread else told


def _agreed(facts: PaperFacts, *, clinician: bool) -> dict[str, str | tuple[str, ...]]:
    contact, review = person.contact_day(facts), person.review_day(facts)
    goal = text_of(facts.answers, "decide.goal").strip().strip("“”\"'")
    decision = text_of(facts.answers, "decide.decision")
    gp = wording("gp_letter")
    told = person.discussed(facts)
    at = "record" if clinician else "own"
    return {
        "goal": goal.rstrip("."),
        "goal_said": goal,
        "living_well": person.living_well(facts),
        "think_again": text_of(facts.answers, "decide.think_again").strip().rstrip("."),
        "think_again_said": _stopped(text_of(facts.answers, "decide.think_again")),
        "summary_said": _stopped(text_of(facts.answers, "sheet.shared_summary")),
        "safety_reason": _stopped(text_of(facts.answers, "decide.safety_reason")),
        "who_decided": _label(gp, text_of(facts.answers, "decide.who_decided")),
        "aim": _label(gp, text_of(facts.answers, "decide.aim")),
        "review_day": long_day(review) if review else "",
        "contact_day": long_day(contact) if contact else "",
        "contact_name": person.contact_name(facts),
        "decision": gp.plain(f"{at}.{decision}") if gp.has(f"{at}.{decision}") else decision,
        "safety": tuple(gp.plain(f"safety.{code}") for code in told if gp.has(f"safety.{code}")),
    }


def _label(gp: Wording, code: str) -> str:
    return gp.plain(f"decision.{code}") if gp.has(f"decision.{code}") else code


def _stopped(text: str) -> str:
    """Words as a sentence, with an end."""
    text = text.strip()
    return text if not text or text[-1] in ".!?" else f"{text}."


_ANSWERS = {
    "teach_back": "explain.teach_back_words",
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
    told["given"] = facts.spoken.given
    return told


class _Plan:
    """The places of a plan."""

    def __init__(self, facts: PaperFacts, *, clinician: bool) -> None:
        self.reading = self._plan = PlanReading(facts)
        self._clinician = clinician

    def values(self) -> dict[str, str | tuple[str, ...]]:
        """What each place of the plan holds."""
        plan = self._plan
        step, before, after = plan.checked(plan.step), plan.before(plan.step), plan.after(plan.step)
        days = plan.issue_days()
        coming = [s for s in plan.changes if s.start >= step.start][:_STEPS_TOLD]
        return {
            "medicine": plan.medicine,
            "product": say.family_name(plan.products(step)),
            "take": "wear" if plan.is_patch(step) else "take",
            "old_dose": self._a_day(before) if before else "",
            "new_dose": self._a_day(step),
            "step_day": long_day(step.start),
            "next_day": long_day(after.start) if after else "",
            "hold_until": long_day(after.start) if after and step.kind is StepKind.PAUSE else "",
            "issue_days": count(days, "day") if days else "",
            "taking": tuple(_taking(plan, step)),
            "how_to_take": " ".join(said(told) for told in self._how(step) if told),
            "steps": tuple(f"{long_day(s.start)}: {self._change(s)}" for s in coming),
            "issues": tuple(_issue(plan, issue) for issue in plan.issues(step)[:_STEPS_TOLD]),
            "plan_medicines": say.listed([plan.medicine, *plan.later_medicines]),
            "size": "a small step" if plan.is_small else "one step",
            "size_counted": "one small step" if plan.is_small else "one step",
            "old_amount": plan.most(before) + plan.dose(before) if before else "",
            "aim_dose": self._aim(step),
            "part": say.measured_by(plan.products(step)[0]) if step.daily_dose else "",
            "spare": say.spare_units(plan.products(step)),
        }

    def _aim(self, step: Step) -> str:
        """The dose the plan comes down to; the person is not told where it is no longer ahead, or a patch."""
        last = self._plan.of_medicine(step)[-1]
        patch = self._plan.is_patch(last)
        if not last.daily_dose or (not self._clinician and (patch or (last is step and self._plan.over))):
            return ""
        dose = self._plan.clinical_dose(last) if self._clinician else self._plan.dose(last)
        return dose if patch else f"{dose} a day"

    def _how(self, step: Step) -> Sequence[Text]:
        """How it is taken or worn; a clinician reads only when patches are changed, and what is as needed."""
        plan, taper = self._plan, wording("taper_plan")
        if not step.daily_dose:
            return ()
        needed = only_when_needed(plan, taper, step)
        if not self._clinician:
            return (needed, *how_to_take(plan, taper, step))
        first = plan.products(step)[0]
        return (needed, *(change_days(plan, taper, step, first) if first.is_patch else ()))

    def _a_day(self, step: Step) -> str:
        if not step.daily_dose:
            return "none"
        return self._plan.daily(step, clinical=self._clinician)

    def _change(self, step: Step) -> str:
        """One step in words, under the name of its own medicine."""
        medicine = self._plan.name(step)
        if not step.daily_dose:
            return f"stop {medicine}"
        if step.kind in WAITS:
            return f"{step.kind.value}, {medicine} stays at {self._a_day(step)}"
        return f"{medicine} {self._a_day(step)}"


def _taking(plan: PlanReading, step: Step) -> list[str]:
    """Each dose of the day with its strength added up; a patch says its own."""
    told = []
    for dose in step.doses:
        taking = plan.taking(dose)
        if taking and dose.when == WORN:
            told.append(taking)
        elif taking:
            told.append(
                f"{moment_name(dose.when)}: {taking} ({say.dose(plan.at(dose, step.unit), step.unit)})"
            )
    return told


def _issue(plan: PlanReading, issue: Issue) -> str:
    """What to supply: each strength under its family, or each product by name."""
    products = [plan.product(item.product) for item in issue.items]
    alike = say.alike(products)
    family = f"{say.family_name(products)}, " if alike else ""
    told = [
        f"{say.clinical_strength(p) if alike else p.name}{say.HARD}×{say.HARD}{say.quantity(p, i.quantity)}"
        for p, i in zip(products, issue.items, strict=True)
    ]
    return f"From {say.plain_day(issue.start)} for {count(issue.days, 'day')}: {family}{say.listed(told)}"
