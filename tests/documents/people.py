"""Two hundred invented people for whom every paper is made, and those whose record is hostile."""

import random
from datetime import date, timedelta
from typing import Any

from pharmreview.domain.paper import PaperFacts, PaperKind
from pharmreview.domain.patient import Patient
from pharmreview.domain.taper.plan import StepKind, TaperPlan
from tests.documents.papers import (
    ANSWERS,
    DETAILS,
    FENTANYL,
    MORPHINE,
    PRACTICE,
    START,
    facts,
    long_plan,
    morphine_plan,
    patch_plan,
    plan_of,
    scored,
    step,
    two_medicine_plan,
)

GIVEN = (
    "Jo",
    "Zoë",
    "Siân",
    "Oluwaseun-Marguerite",
    "<b>",
    "{{x}}",
    "Łukasz",
    "D’Arcy",
    "Anne Marie",
    "Ngọc",
)
FAMILY = (
    "Vale",
    "O’Rourke",
    "Ó Súilleabháin",
    "van der Harebell-Ashworth",
    "McQuill",
    "{name}",
    "Żak",
    "Lee",
)
ADDRESSES: tuple[tuple[str, ...], ...] = (
    (),
    ("1 Harebell Lane", "Larkhampton", "ZZ99 3AA"),
    ("Flat 12b, The Old Corn Exchange Buildings", "204 Upper Larkhampton Road", "Larkhampton", "ZZ99 3VZ"),
)
GOALS = (
    "",
    "To sleep.",
    "I want to walk my dog to the far gate and back before breakfast.",
    "Cook on Sundays for my sister. Sing again.",
)
WORDS = {
    "decide.living_well": ("", "Sing on Sundays"),
    "decide.living_well_when": ("", "On Tuesdays and Fridays", "Monday mornings, with Ellie"),
    "decide.think_again": ("", "my sleep gets worse for two weeks", "I cannot get to work"),
    "decide.aim": ("AIM1", "AIM2", "AIM3", "AIM4", "AIM5"),
    "decide.who_decided": ("WD1", "WD2", "WD3"),
    "follow_up.next_contact": ("", "2026-12-18", "2026-10-01"),
    "follow_up.contact_mode": ("", "CM1", "CM2", "CM3", "CM4", "CM5"),
    "safety.naloxone_given": ("", "yes", "no"),
    "safety.out_of_hours": ("", "The evening surgery on 01632 960 777"),
    "sheet.about": ("", "A deep ache in my back. It has been there for ten years."),
    "sheet.questions": ((), ("Will it hurt more?", "Can I stop half way?", "Who do I call at night?")),
}
"""Answers that differ from one person to the next."""
HALVED = {product.name: product for product in (scored(15), scored(30))}
NUMBERS = ("9990000018", "9990000026", "9990000034", "")


def people() -> list[dict[str, Any]]:
    """What is different about each of 200 people, the same ones every time."""
    luck = random.Random(200)
    plans = [morphine_plan(), patch_plan(), long_plan(3), long_plan(24), morphine_plan(issues=False)]
    plans += [_halves(), _stop(), _many_times(), two_medicine_plan()]
    found = []
    for number in range(200):
        answers = dict(ANSWERS)
        answers["decide.goal"] = luck.choice(GOALS)
        answers["decide.decision"] = luck.choice([f"OPT{n}" for n in range(1, 9)])
        answers["sheet.shared_summary"] = luck.choice(
            ["", "Sleep comes first. Noise at night gets in the way."]
        )
        answers["decide.review_date"] = luck.choice(["", "2027-01-04", "2026-01-01"])
        answers |= {key: luck.choice(values) for key, values in WORDS.items()}
        patient = Patient(
            given_name=GIVEN[number % len(GIVEN)],
            family_name=FAMILY[number % len(FAMILY)],
            title=luck.choice(["", "Mrs", "Dr"]),
            nhs_number=luck.choice(NUMBERS),
            born=luck.choice([None, date(1940, 2, 29), date(1999, 12, 31)]),
            gender=luck.choice(["", "Female", "Male"]),
            address=luck.choice(ADDRESSES),
            usual_gp=luck.choice(["", "Dr Tom Hale"]),
            phone=luck.choice(["", "07700 900123"]),
        )
        today = START - timedelta(days=luck.choice([0, 15, 30]))
        found.append(
            {
                "patient": patient,
                "answers": answers,
                "plan": luck.choice(plans),
                "today": today,
                "agreed": luck.random() < 0.8,
                "version": luck.choice([1, 1, 2, 14]),
                "products": {**MORPHINE, **FENTANYL, **HALVED},
                "details": DETAILS | luck.choice([{}, {"link": "", "reading_link": ""}]),
                "practice": PRACTICE.model_copy(update=luck.choice(PRACTICES)),
            }
        )
    return found


HOSTILE: tuple[dict[str, Any], ...] = (
    {"given_name": "<b>", "family_name": "{{x}}", "title": "&amp;"},
    {"given_name": "{goal}", "family_name": "{% for x in y %}", "preferred_name": "{name}"},
    {"given_name": "A" * 500},
    {"given_name": "Jo " * 166, "family_name": "Vale"},
    {"given_name": "محمد", "family_name": "علی"},
    {"given_name": "שרה", "family_name": "כהן"},
    {"given_name": "Ann\u202eeil\u200b", "family_name": "Va\u00adle\n\tLee"},
    {"given_name": "", "family_name": ""},
    {"address": ()},
    {"address": tuple(f"Line {n} of a long address" for n in range(14))},
    {"usual_gp": "G" * 500, "address": ("x" * 500,)},
)
"""What a record may say of somebody that no paper was made for."""


def hostile_people() -> list[dict[str, Any]]:
    """The first of the 200, with each hostile record."""
    first = people()[0]
    return [first | {"patient": first["patient"].model_copy(update=odd)} for odd in HOSTILE]


PRACTICES: tuple[dict[str, Any], ...] = (
    {},
    {"hours": "", "pharmacy": "", "pharmacy_phone": ""},
    {"name": "The Surgery at the Old Larkhampton Corn Exchange", "prepared_by_role": ""},
    {"out_of_hours": "Larkhampton Evening Surgery on 01632 960 777, then NHS 111", "prepared_by": ""},
)


def _halves() -> TaperPlan:
    doses = ((60, 60, 60), (60, 30, 60), ("52.5", 30, 60), ("37.5", 30, "37.5"))
    return plan_of(
        [
            step(
                n,
                START + timedelta(days=28 * (n - 1)),
                dict(zip(("morning", "midday", "night"), amounts, strict=True)),
                kind=StepKind.REDUCE if n else StepKind.START,
                products=HALVED,
            )
            for n, amounts in enumerate(doses)
        ],
        name="Codeine 30mg tablets",
    )


def _stop() -> TaperPlan:
    return plan_of(
        [
            step(0, START - timedelta(days=28), {"evening": 5}, kind=StepKind.START),
            step(1, START, {"evening": 0}),
        ]
    )


def _many_times() -> TaperPlan:
    """As many tablets of as many strengths as one dose can hold."""
    doses = ((215, 190, 215), (210, 190, 215), (210, 185, 215))
    return plan_of(
        [
            step(
                n,
                START + timedelta(days=14 * (n - 1)),
                dict(zip(("morning", "midday", "evening"), amounts, strict=True)),
                kind=StepKind.REDUCE if n else StepKind.START,
                days=14,
            )
            for n, amounts in enumerate(doses)
        ]
    )


def for_person(kind: PaperKind, person: dict[str, Any], **changed: Any) -> PaperFacts:
    """A paper for one of them; its letter about a change is for someone whose plan changes something."""
    if kind is PaperKind.CHANGE:
        plan = morphine_plan() if person["plan"].steps[-1].daily_dose == 0 else person["plan"]
        person = person | {"answers": person["answers"] | {"decide.decision": "OPT4"}, "plan": plan}
    return facts(kind, **(person | changed))
