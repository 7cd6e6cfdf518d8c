"""A paper says of a review, a medicine and its directions only what they are."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from pharmreview.documents import words as say
from pharmreview.documents.outline import Table, said
from pharmreview.documents.papers.for_clinician.summary import record_summary
from pharmreview.documents.press import Press, outline_of
from pharmreview.domain.medicines.product import Form, Ingredient, MedicineClass, Product, Release, Route
from pharmreview.domain.paper import CurrentMedicine, PaperFacts, PaperKind
from pharmreview.domain.quantity.unit import Unit
from pharmreview.domain.taper.plan import StepKind, TaperPlan
from pharmreview.domain.taper.wishes import AlsoTaken
from tests.documents.papers import (
    ANSWERS,
    FENTANYL,
    PATIENT,
    START,
    facts,
    morphine_plan,
    patch_plan,
    plan_of,
    step,
)
from tests.documents.reading import flat
from tests.documents.test_papers import told

PRESS = Press()
NAMED = {
    strength: Product(
        name=f"Pregabalin {strength}mg capsules",
        medicine_class=MedicineClass.GABAPENTINOID,
        ingredients=(Ingredient(name="pregabalin", strength=Decimal(strength), unit=Unit.MILLIGRAM),),
        form=Form.CAPSULE,
        release=Release.IMMEDIATE,
        route=Route.ORAL,
        interval_hours=None,
        schedule="3",
    )
    for strength in (75, 150)
}
PREGABALIN = {product.name: product for product in NAMED.values()}


def pregabalin_plan() -> TaperPlan:
    """From 300 mg to 225 mg a day."""
    steps = [
        step(0, START, {"morning": 150, "night": 150}, kind=StepKind.START, products=PREGABALIN),
        step(1, START, {"morning": 75, "night": 150}, products=PREGABALIN),
    ]
    return plan_of(steps, name="Pregabalin 150mg capsules")


def of_pregabalin(*working: str, **changed: Any) -> PaperFacts:
    """A letter to the GP about pregabalin, with what the OME says of the whole record."""
    total = ("0 mg OME a day by table FPM_2020.", *working)
    values: dict[str, Any] = {"plan": pregabalin_plan(), "products": PREGABALIN, "ome_working": total}
    return facts(PaperKind.GP, **(values | changed))


def test_that_a_review_without_opioids_claims_no_opioid_code_total_or_name() -> None:
    letter = told(of_pregabalin())
    record = "\n".join(part.text for part in record_summary(of_pregabalin()))
    for text in (letter, record):
        assert "opioid" not in text.lower()
        assert "OME" not in text
        assert "Medication review done by clinical pharmacist" in text
    assert "Pain medicine review 24-Nov-2026: slow reduction agreed" in letter
    assert "PAIN MEDICINE REVIEW 24-Nov-2026, Nia Farrow" in record


@pytest.mark.parametrize(
    "paper",
    [
        of_pregabalin("Codeine 30mg tablets: 240 mg × 0.1 = 24 mg."),
        of_pregabalin("The total is incomplete."),
        of_pregabalin(ome_working=()),
        facts(PaperKind.GP),
    ],
)
def test_that_a_record_that_holds_or_may_hold_an_opioid_is_an_opioid_review(paper: PaperFacts) -> None:
    assert "Opioid review 24-Nov-2026" in told(paper)
    assert "Review of opioid medication (287031000000100)" in told(paper)


def test_that_each_part_of_the_record_names_its_person_once_however_long_the_name() -> None:
    patient = PATIENT.model_copy(
        update={"given_name": "Anastasia Wilhelmina Theodora", "family_name": "Q" * 60}
    )
    for part in record_summary(facts(PaperKind.GP, patient=patient)):
        assert part.text.count("NHS No.") == 1


@pytest.mark.parametrize(
    ("recorded", "read"),
    [
        ("Two To Be Taken Four Times A Day", "two to be taken four times a day"),
        ("Take 10ml Four Times A Day", "take 10ml four times a day"),
        ("ONE EACH MONDAY", "one each Monday"),
        ("1 tds", "1 three times a day"),
        ("1 BD PRN", "1 twice a day when needed"),
        ("TAKE 5ML TWICE A DAY", "take 5ml twice a day"),
        ("100MCG 2BD, 1½OD", "100 micrograms 2 twice a day, 1½ once a day"),
        ("CHANGE EVERY 72HRS", "change every 72hrs"),
        ("one at night, as Dr Hale said", "one at night, as Dr Hale said"),
        ("", ""),
    ],
)
def test_that_directions_are_read_quietly_and_in_full(recorded: str, read: str) -> None:
    assert say.directions(recorded) == read


def test_that_a_lower_dose_agreed_and_a_plan_to_stop_are_pointed_out() -> None:
    stop = plan_of(
        [*pregabalin_plan().steps, step(2, START.replace(year=2027), {"morning": 0}, kind=StepKind.STOP)]
    )
    for aim, plan, found in (("AIM2", stop, 1), ("AIM1", stop, 0), ("AIM2", pregabalin_plan(), 0)):
        paper = of_pregabalin(plan=plan, answers=ANSWERS | {"decide.aim": aim})
        assert [c.code for c in PRESS.concerns(paper)].count("aim") == found


def test_that_a_next_step_with_patches_and_words_for_everything_is_two_pages() -> None:
    answers = ANSWERS | {
        "decide.living_well_when": "Every morning, before breakfast",
        "decide.think_again": "the nights get worse for a fortnight",
        "safety.who_to_call": "Nia Farrow, 01632 960 111",
    }
    patient = PATIENT.model_copy(update={"given_name": "Kerensa", "family_name": "O’Hanrahan-Pendragon"})
    pressed = PRESS.press(facts(plan=patch_plan(), products=FENTANYL, answers=answers, patient=patient))
    assert pressed.pages == 2


def test_that_a_letter_with_a_safety_box_is_not_called_too_long_for_its_two_pages() -> None:
    paper = facts(PaperKind.CHANGE, plan=patch_plan(), products=FENTANYL)
    pressed = PRESS.press(paper)
    assert pressed.pages == 2
    assert "pages" not in [concern.code for concern in pressed.concerns]


MANY = tuple(
    CurrentMedicine(name=f"{name} tablets", directions=f"One {often}", last_issued=date(2026, 11, 10))
    for name, often in (
        ("Perindopril erbumine 4mg", "each morning"),
        ("Bisoprolol 2.5mg", "each morning"),
        ("Rosuvastatin 10mg", "at night"),
        ("Lansoprazole 15mg orodispersible", "half an hour before breakfast"),
        ("Metformin 500mg modified-release", "with breakfast and one with the evening meal"),
        ("Levothyroxine sodium 50microgram", "each morning before food"),
        ("Folic acid 5mg", "once a week, on a Sunday"),
        ("Methotrexate 2.5mg", "as the clinic says"),
    )
)


def test_that_a_letter_with_nine_medicines_asks_on_its_first_page_and_ends_on_its_second() -> None:
    paper = facts(PaperKind.GP, medicines=(*facts().medicines[:1], *MANY))
    assert len(paper.medicines) == 9
    pages = [flat(page) for page in PRESS.page_texts(PRESS.press(paper).pdf)]
    assert len(pages) == 2
    first, second = pages
    for heading in ("Decision and aim", "Next two steps", "Please do", "Please do not", "Follow-up"):
        assert heading in first
    for medicine in paper.medicines:
        assert medicine.name in second
        assert medicine.directions in second
    assert (second.count("10-Nov-2026"), second.count("12-Nov-2026")) == (8, 1)


def test_that_a_short_letter_parts_what_to_do_from_what_is_in_the_record_too() -> None:
    first, second = (flat(page) for page in PRESS.page_texts(PRESS.press(facts(PaperKind.GP)).pdf))
    assert "Follow-up" in first
    assert second.startswith("MARLOW, Jean (Mrs)")
    assert "as directed Not read by the app" in second
    outline = outline_of(facts(PaperKind.GP))
    table = next(b for b in outline.blocks if isinstance(b, Table) and b.summary.startswith("Medicines"))
    assert "as directed\nNot read by the app" in said(table.rows[-1].cells[1].text)


def test_that_every_line_of_the_medicine_that_comes_down_says_so() -> None:
    plan = morphine_plan()
    (asked, *others) = plan.request.medicines
    second = "Morphine sulfate 10mg modified-release tablets"
    asked = asked.model_copy(update={"also": (AlsoTaken(name=second, directions="One at night"),)})
    plan = plan.model_copy(
        update={"request": plan.request.model_copy(update={"medicines": (asked, *others)})}
    )
    medicines = (
        CurrentMedicine(name=asked.name, directions="One twice a day"),
        CurrentMedicine(name=second, directions="One at night"),
        CurrentMedicine(name="Amitriptyline 10mg tablets", directions="One at night"),
    )
    outline = outline_of(facts(PaperKind.GP, plan=plan, medicines=medicines))
    table = next(b for b in outline.blocks if isinstance(b, Table) and b.summary.startswith("Medicines"))
    changes = [said(row.cells[-1].text) for row in table.rows]
    assert changes == ["Reducing, see next steps", "Reducing, see next steps", "No change"]
