"""When a line of a template stands: what was decided, what the plan does next, and what was talked about."""

from pharmreview.documents.papers import person
from pharmreview.documents.papers.plan import WAITS, PlanReading, changes
from pharmreview.domain.medicines.product import MedicineClass
from pharmreview.domain.paper import PaperFacts, Setting
from pharmreview.domain.review.answer import chosen, text_of
from pharmreview.domain.review.decision import NO_CHANGE, SIMPLIFY, TRIAL
from pharmreview.domain.review.pictures.drawn import PICTURES
from pharmreview.domain.taper.plan import StepKind

_POINTS = {
    "MED1": "few_helped",
    "MED2": "used_to",
    "MED3": "normal",
    "MED4": "harms",
    "MED5": "mixing",
    "MED6": "advice",
    "MED7": "nerve",
    "MED8": "no_worse",
    "MED9": "suddenly",
    "MED10": "money",
    "MED11": "today",
}
_WAYS = {
    "phone": "contact_by_phone",
    "text": "contact_by_text",
    "video": "contact_by_video",
    "visit": "contact_by_visit",
    "home": "contact_at_home",
    "contact": "contact_otherwise",
}
_FIRST = {"OPT2": "learn_first", "OPT7": "specialist_first", "OPT8": "support_first"}
_WHO = {"WD2": "lowering_chosen", "WD3": "lowering_for_safety"}
_SEDATIVES = (MedicineClass.BENZODIAZEPINE, MedicineClass.Z_DRUG)


def whens(facts: PaperFacts, plan: PlanReading | None) -> dict[str, str]:
    """Each condition that holds, as "yes"; `plan` is None where a paper tells of none."""
    return dict.fromkeys((*_decided(facts), *_talked(facts), *(_planned(facts, plan) if plan else ())), "yes")


def _decided(facts: PaperFacts) -> set[str]:
    decision, changing = text_of(facts.answers, "decide.decision"), changes(facts)
    contact, review = person.contact_day(facts), person.review_day(facts)
    found = {_WAYS[person.contact_mode(facts)], _FIRST.get(decision, "")}
    told = {
        "changing": changing,
        "no_change": not changing and decision in NO_CHANGE,
        "no_plan_yet": not changing and decision not in NO_CHANGE,
        "trial": decision == TRIAL,
        "simpler": decision == SIMPLIFY,
        "larger": facts.setting is not Setting.STANDARD,
        "review_first": contact is not None and review is not None and review < contact,
    }
    return (found | {name for name, holds in told.items() if holds}) - {""}


def _talked(facts: PaperFacts) -> set[str]:
    used = chosen(facts.answers, "explain.pictures")
    found = {f"point_{_POINTS[code]}" for code in chosen(facts.answers, "explain.points") if code in _POINTS}
    return found | ({"pictures_used"} if any(picture.code in used for picture in PICTURES) else set())


def _planned(facts: PaperFacts, plan: PlanReading) -> set[str]:
    step, group, last = plan.step, plan.group(plan.step), plan.of_medicine(plan.step)[-1]
    goes_on = last is not step or (not plan.over and bool(last.daily_dose))
    waits = step.kind in WAITS
    told = {
        "staying": bool(step.daily_dose) and (waits or plan.over or plan.before(step) is None),
        "takes_some": bool(step.daily_dose),
        "stop_ahead": not step.daily_dose and not plan.started,
        "stop_begun": not step.daily_dose and plan.started,
        "coming_off": goes_on and not last.daily_dose,
        "ends_in_stop": not last.daily_dose,
        "is_opioid": group is MedicineClass.OPIOID,
        "is_gabapentinoid": group is MedicineClass.GABAPENTINOID,
        "is_sedative": group in _SEDATIVES,
        "is_patch": plan.is_patch(step),
    }
    return {name for name, holds in told.items() if holds} | {_next(facts, plan)}


def _next(facts: PaperFacts, plan: PlanReading) -> str:
    """What the step told is: one of the end, a stop, a wait, or a reduction by who decided it."""
    if plan.over:
        return "reached" if plan.step.daily_dose else "ended"
    if not plan.step.daily_dose:
        return "stopping"
    waiting = {StepKind.PAUSE: "pausing", StepKind.HOLD: "holding"}
    who = _WHO.get(text_of(facts.answers, "decide.who_decided"), "lowering_together")
    return waiting.get(plan.step.kind, who)
