"""The smallest plans and facts that papers can be made from. All people are invented."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from pharmreview.domain.medicines.product import (
    Form,
    Halving,
    Ingredient,
    MedicineClass,
    Per,
    Product,
    Release,
    Route,
)
from pharmreview.domain.paper import CurrentMedicine, PaperFacts, PaperKind
from pharmreview.domain.patient import Patient, Practice
from pharmreview.domain.quantity.unit import Unit
from pharmreview.domain.review.together.carried import Carried
from pharmreview.domain.taper.plan import (
    DoseAt,
    Issue,
    IssueItem,
    Item,
    Kept,
    Medicine,
    Step,
    StepKind,
    TaperPlan,
    TaperRequest,
)

TODAY = date(2026, 11, 24)
START = date(2026, 12, 9)

PATIENT = Patient(
    family_name="Marlow",
    given_name="Jean",
    title="Mrs",
    nhs_number="9990000018",
    born=date(1962, 8, 14),
    gender="Female",
    address=("7 Sexton Row", "Larkhampton", "ZZ99 3VZ"),
    usual_gp="Dr Tom Hale",
)
PRACTICE = Practice(
    name="Harebell Lane Surgery",
    address=("1 Harebell Lane", "Larkhampton ZZ99 3AA"),
    phone="01632 960 123",
    hours="weekdays 8:30am to 5pm",
    prepared_by="Nia Farrow",
    prepared_by_role="Clinical pharmacist",
    pharmacy="Larkfield Pharmacy",
    pharmacy_phone="01632 960 456",
)
ANSWERS: dict[str, str | tuple[str, ...]] = {
    "decide.goal": "I want to wake up clear enough to walk Ellie to school on Fridays.",
    "decide.decision": "OPT4",
    "decide.who_decided": "WD1",
    "decide.aim": "AIM2",
    "decide.living_well": "Walk to the end of the lane with Ellie",
    "decide.living_well_when": "On Tuesdays and Fridays",
    "decide.think_again": "my sleep gets worse for two weeks",
    "decide.review_date": "2027-01-04",
    "safety.discussed": ("SN1", "SN2", "SN3", "SN4", "SN5", "SN6", "SN7", "SN8", "SN10"),
    "safety.naloxone_given": "yes",
    "follow_up.next_contact": "2026-12-18",
    "follow_up.contact_mode": "CM2",
    "follow_up.mdt_question": "Is there another way to help with sleep?",
    "explain.pictures": ("EXP1", "EXP3", "EXP5"),
    "explain.points": ("MED2", "MED3", "MED8", "MED9", "MED11"),
    "explain.teach_back_words": "My alarm is set too high, and it can come down.",
    "sheet.shared_summary": "Mornings matter most; tiredness gets in the way.",
}

DETAILS = {
    "appointment_day": "Monday 7 December 2026",
    "appointment_time": "2:30pm",
    "appointment_place": "the surgery",
    "missed_day": "Monday 30 November 2026",
    "link": "harebell.example/book",
    "reading_link": "harebell.example/read",
    "caller": "Asha Bell",
    "hold_until": "Monday 4 January 2027",
    "ask_again": "6 months",
    "question": "Would you support a slow reduction of morphine?",
    "wish": "to be less sleepy in the morning",
    "started": "Larkhampton pain clinic, March 2016",
    "reply_by": "Monday 21 December 2026",
    "group_count": "2",
    "group_dates": "12 and 19 January 2027, 10:30am",
    "group_place": "Larkhampton library",
    "lacking": "the reason; the stop date; who reviews it",
    "discharged": "2 November 2026",
    "service": "Turning Tide",
    "service_phone": "01632 960 789",
}
"""What is typed for one paper; every typed place has a value."""


STORY = Carried(
    goal="I want to wake up clear enough to walk Ellie to school on Fridays.",
    summary="Mornings matter most; tiredness gets in the way.",
    words="To sing again on Sundays.",
    tried=("Physiotherapy: helped a little", "Acupuncture: did not help"),
    in_the_way=("I fear the pain will get worse.",),
    would_help=("Somebody to ring me each week.",),
    may_share=True,
)


def morphine(strength: int) -> Product:
    """A modified-release tablet of morphine, taken every 12 hours."""
    return Product(
        name=f"Morphine sulfate {strength}mg modified-release tablets",
        medicine_class=MedicineClass.OPIOID,
        ingredients=(
            Ingredient(name="morphine", salt="sulfate", strength=Decimal(strength), unit=Unit.MILLIGRAM),
        ),
        form=Form.TABLET,
        release=Release.MODIFIED,
        route=Route.ORAL,
        interval_hours=Decimal(12),
        schedule="2",
        brand="MST Continus",
    )


def patch(strength: str, hours: int = 72, name: str = "fentanyl") -> Product:
    """A patch, by micrograms an hour."""
    return Product(
        name=f"{name.capitalize()} {strength}micrograms/hour transdermal patches",
        medicine_class=MedicineClass.OPIOID,
        ingredients=(Ingredient(name=name, strength=Decimal(strength), unit=Unit.MICROGRAM_PER_HOUR),),
        form=Form.PATCH,
        release=Release.MODIFIED,
        route=Route.TRANSDERMAL,
        interval_hours=Decimal(hours),
        schedule="2",
    )


def scored(strength: int) -> Product:
    """An immediate-release tablet that may be halved."""
    return Product(
        name=f"Codeine {strength}mg tablets",
        medicine_class=MedicineClass.OPIOID,
        ingredients=(
            Ingredient(name="codeine", salt="phosphate", strength=Decimal(strength), unit=Unit.MILLIGRAM),
        ),
        form=Form.TABLET,
        release=Release.IMMEDIATE,
        route=Route.ORAL,
        interval_hours=None,
        schedule="5",
        halving=Halving.SCORED,
    )


def joint(strength: int) -> Product:
    """A tablet of codeine with paracetamol."""
    paracetamol = Ingredient(name="paracetamol", strength=Decimal(500), unit=Unit.MILLIGRAM)
    codeine = scored(strength)
    name = f"Co-codamol {strength}mg/500mg tablets"
    return codeine.model_copy(update={"name": name, "ingredients": (*codeine.ingredients, paracetamol)})


def solution() -> Product:
    """A liquid of morphine, 2 mg in each ml."""
    per = Per(value=Decimal(5), unit=Unit.MILLILITRE)
    main = Ingredient(name="morphine", salt="sulfate", strength=Decimal(10), unit=Unit.MILLIGRAM, per=per)
    return Product(
        name="Morphine sulfate 10mg/5ml oral solution",
        medicine_class=MedicineClass.OPIOID,
        ingredients=(main,),
        form=Form.LIQUID,
        release=Release.IMMEDIATE,
        route=Route.ORAL,
        interval_hours=None,
        schedule="5",
    )


MORPHINE = {p.name: p for p in (morphine(s) for s in (5, 10, 15, 30, 60, 100))}
FENTANYL = {p.name: p for p in (patch(s) for s in ("12", "25", "50", "75"))}


def made_of(dose: Decimal, products: Sequence[Product]) -> tuple[Item, ...]:
    """A dose in the largest units first, halves where the smallest may be halved."""
    items = []
    for product in sorted(products, key=lambda p: -(p.main.strength or 0)):
        strength = product.main.strength or Decimal(1)
        if product.main.per is not None:
            return (Item(product=product.name, count=dose / strength * product.main.per.value),)
        count = dose // strength
        if product.splittable and (dose % strength) * 2 == strength:
            count += Decimal("0.5")
        if count:
            items.append(Item(product=product.name, count=count))
            dose -= count * strength
    assert not dose, "the products cannot make this dose"
    return tuple(items)


def step(
    number: int,
    start: date,
    doses: dict[str, int | str],
    *,
    kind: StepKind = StepKind.REDUCE,
    days: int = 28,
    products: dict[str, Product] = MORPHINE,
    medicine: str = "m1",
    reason: str = "",
    unit: Unit | None = None,
) -> Step:
    """A step that takes a dose at each named time."""
    amounts = {when: Decimal(dose) for when, dose in doses.items()}
    total = sum(amounts.values(), Decimal(0))
    unit = unit or next(iter(products.values())).main.unit
    values: dict[str, Any] = {
        "number": number,
        "medicine": medicine,
        "kind": kind,
        "from": start,
        "to": start + timedelta(days=days - 1),
        "days": days,
        "daily_dose": total,
        "unit": unit,
        "reduction": Decimal(0),
        "reduction_percent": None,
        "doses": tuple(
            DoseAt(when=when, items=made_of(dose, list(products.values()))) for when, dose in amounts.items()
        ),
        "ome_medicine": total,
        "ome_total": total,
        "unchanged": (
            Kept(
                medicine="m2", name="Gabapentin 300mg capsules", daily_dose=Decimal(900), unit=Unit.MILLIGRAM
            ),
        ),
        "reason": reason,
    }
    return Step(**values)


_ROUTE: list[tuple[int, int]] = [
    (50, 60),
    (50, 50),
    (45, 45),
    (40, 45),
    (40, 40),
    (35, 40),
    (30, 40),
    (30, 35),
]


def morphine_plan(*, issues: bool = True) -> TaperPlan:
    """From 120 mg to 60 mg a day of modified-release morphine, with a pause of two weeks."""
    steps = [
        step(0, START - timedelta(days=28), {"morning": 60, "evening": 60}, kind=StepKind.START),
        *(
            step(n, START + timedelta(days=28 * (n - 1)), {"morning": a, "evening": b})
            for n, (a, b) in enumerate(_ROUTE, 1)
        ),
    ]
    rest = steps[-1].end + timedelta(days=1)
    steps.append(
        step(9, rest, {"morning": 30, "evening": 35}, kind=StepKind.PAUSE, days=14, reason="for your holiday")
    )
    steps.append(step(10, rest + timedelta(days=14), {"morning": 30, "evening": 30}, days=56))
    return plan_of(steps, issues=issues)


def patch_plan() -> TaperPlan:
    """Fentanyl from 75 to 62 micrograms an hour, and on."""
    rates = (
        ("75", StepKind.START),
        ("62", StepKind.REDUCE),
        ("50", StepKind.REDUCE),
        ("37", StepKind.REDUCE),
    )
    steps = [
        step(
            n,
            START + timedelta(days=28 * (n - 1)),
            {"worn": rate},
            kind=kind,
            products=FENTANYL,
            unit=Unit.MICROGRAM_PER_HOUR,
        )
        for n, (rate, kind) in enumerate(rates)
    ]
    return plan_of(steps, name="Fentanyl 75micrograms/hour transdermal patches")


def two_medicine_plan() -> TaperPlan:
    """Morphine to its last step, then codeine, which is stopped. Its codeine is `scored(30)`."""
    codeine = {scored(30).name: scored(30)}
    second = START + timedelta(days=28)
    return plan_of(
        [
            step(0, START - timedelta(days=28), {"evening": 15}, kind=StepKind.START),
            step(1, START, {"evening": 10}),
            step(0, START, {"morning": 30}, kind=StepKind.START, medicine="m2", products=codeine),
            step(2, second, {"morning": 0}, kind=StepKind.STOP, medicine="m2", products=codeine),
        ]
    )


def long_plan(count: int) -> TaperPlan:
    """A route of so many steps."""
    top = count * 5 + 5
    steps = [
        step(
            n,
            START + timedelta(days=28 * (n - 1)),
            {"morning": top - 5 * (n // 2), "evening": top - 5 * ((n + 1) // 2)},
            kind=StepKind.REDUCE if n else StepKind.START,
        )
        for n in range(count + 1)
    ]
    return plan_of(steps)


def plan_of(
    steps: Sequence[Step],
    *,
    issues: bool = True,
    name: str = "Morphine sulfate 60mg modified-release tablets",
    directions: str = "ONE TWICE A DAY",
) -> TaperPlan:
    """A plan of steps, with an issue for each."""
    request = TaperRequest(start=START, medicines=(Medicine(id="m1", name=name, directions=directions),))
    made = [_issue(s) for s in steps if s.kind is not StepKind.START and s.daily_dose] if issues else []
    return TaperPlan(request=request, table="FPM_2020", steps=tuple(steps), issues=tuple(made))


def _issue(told: Step) -> Issue:
    counts: dict[str, Decimal] = {}
    for dose in told.doses:
        for item in dose.items:
            counts[item.product] = counts.get(item.product, Decimal(0)) + item.count * 28
    words = {28: "twenty-eight", 56: "fifty-six", 84: "eighty-four", 112: "one hundred and twelve"}
    items = tuple(
        IssueItem(product=name, quantity=count, quantity_words=words.get(int(count), "as the figure says"))
        for name, count in counts.items()
    )
    values: dict[str, Any] = {
        "medicine": told.medicine,
        "from": told.start,
        "to": told.start + timedelta(days=27),
        "days": 28,
        "items": items,
    }
    return Issue(**values)


def facts(kind: PaperKind = PaperKind.NEXT_STEP, **changed: Any) -> PaperFacts:
    """Facts for a paper; anything can be changed."""
    values: dict[str, Any] = {
        "kind": kind,
        "version": 1,
        "today": TODAY,
        "patient": PATIENT,
        "practice": PRACTICE,
        "answers": ANSWERS,
        "plan": morphine_plan(),
        "agreed": True,
        "products": {**MORPHINE, **FENTANYL},
        "medicines": (
            CurrentMedicine(
                name="Morphine sulfate 60mg modified-release tablets",
                directions="ONE TWICE A DAY",
                last_issued=date(2026, 11, 12),
            ),
            CurrentMedicine(name="Gabapentin 300mg capsules", directions="ONE THREE TIMES A DAY"),
            CurrentMedicine(name="Codeine", directions="as directed", unread="no daily quantity is stated"),
        ),
        "ome_working": ("Morphine 120 mg × 1 = 120 mg a day.",),
        "tables": {"FPM_2020": "2026-11-21", "products-2026-11": "2026-11-21"},
        "app_version": "0.1.0",
        "story": STORY,
        "details": DETAILS,
    }
    if kind is PaperKind.PHARMACY:
        values["recipient"] = ("Larkfield Pharmacy", "2 Harebell Lane", "Larkhampton", "ZZ99 3AA")
    if kind in (PaperKind.HOSPITAL, PaperKind.DISCHARGE):
        values["recipient"] = ("Dr R Quill", "Larkhampton Hospital", "ZZ99 1AA")
    return PaperFacts(**(values | changed))
