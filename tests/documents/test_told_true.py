"""What each reader is told is true, and nothing that keeps the person safe is missing."""

from datetime import timedelta

import pytest

from pharmreview.documents.papers.for_clinician.record import record_lines
from pharmreview.documents.press import Press
from pharmreview.domain.paper import PaperFacts, PaperKind, Setting
from pharmreview.domain.taper.plan import StepKind
from pharmreview.domain.words.days import long_day
from tests.documents.papers import (
    ANSWERS,
    FENTANYL,
    MORPHINE,
    PATIENT,
    START,
    facts,
    joint,
    morphine_plan,
    patch_plan,
    plan_of,
    scored,
    solution,
    step,
    two_medicine_plan,
)
from tests.documents.test_papers import told

CODEINE = {scored(30).name: scored(30)}
JOINT = {joint(30).name: joint(30)}
TELLS_THE_STEPS = (PaperKind.PHARMACY, PaperKind.HOSPITAL, PaperKind.MDT, PaperKind.CARE_PLAN)


def of_two(kind: PaperKind) -> PaperFacts:
    return facts(kind, plan=two_medicine_plan(), products={**MORPHINE, **CODEINE})


def of_joint(kind: PaperKind) -> PaperFacts:
    first = step(0, START, {"morning": 60, "night": 60}, kind=StepKind.START, products=JOINT)
    last = step(1, START, {"morning": 30, "night": 60}, products=JOINT)
    return facts(kind, plan=plan_of([first, last], name="Co-codamol"), products=JOINT)


def on_paper(paper: PaperFacts) -> str:
    pages = Press().page_texts(Press().press(paper).pdf)
    return " ".join(" ".join(pages).split())


def concerns(paper: PaperFacts) -> dict[str, str]:
    return {concern.code: concern.what for concern in Press().concerns(paper)}


@pytest.mark.parametrize("kind", TELLS_THE_STEPS)
def test_that_each_step_of_two_medicines_is_told_under_its_own_name(kind: PaperKind) -> None:
    text = told(of_two(kind)).replace("10 mg", "10mg")
    assert "9 December 2026: morphine 10mg a day" in text
    assert "6 January 2027: stop codeine" in text


def test_that_a_plan_of_two_medicines_names_both_and_what_comes_next() -> None:
    text = told(of_two(PaperKind.WHOLE_ROUTE))
    assert "You may be ready to stop codeine. We talk first." in text
    title = Press().title(of_two(PaperKind.WHOLE_ROUTE))
    assert title.startswith("My plan for morphine and codeine")


@pytest.mark.parametrize("kind", [PaperKind.CHANGE, PaperKind.PHARMACY])
def test_that_a_letter_about_a_patch_says_its_rate_once_and_that_it_is_worn(kind: PaperKind) -> None:
    text = told(facts(kind, plan=patch_plan(), products=FENTANYL))
    assert "What to wear from" in text
    assert text.count("62 micrograms an hour") + text.count("50 micrograms an hour (") <= 3
    assert "Worn:" not in text


def test_that_a_letter_about_a_change_says_how_to_take_it() -> None:
    text = told(facts(PaperKind.CHANGE))
    assert "Morphine sulfate modified-release tablets (MST Continus)" in text
    assert "Swallow them whole, about 12 hours apart. Do not cut, crush or chew." in text
    assert "They should use a naloxone kit if you have one." in text
    assert "Do not take any other paracetamol with them." in told(of_joint(PaperKind.CHANGE))


@pytest.mark.parametrize("kind", [PaperKind.CHANGE, PaperKind.PHARMACY, PaperKind.FOLLOW_UP, PaperKind.GP])
def test_that_the_dose_of_an_as_needed_medicine_is_told_as_the_most(kind: PaperKind) -> None:
    amounts = dict.fromkeys(("morning", "midday", "night"), 60)
    first = step(0, START, amounts, kind=StepKind.START, products=CODEINE)
    last = step(1, START, amounts | {"midday": 30}, products=CODEINE)
    plan = plan_of(
        [first, last], name="Codeine 30mg tablets", directions="TWO THREE TIMES A DAY WHEN REQUIRED"
    )
    text = told(facts(kind, plan=plan, products=CODEINE)).replace(" mg", "mg")
    assert "up to 180mg" in text
    assert "up to 150mg a day" in text
    take = told(facts(plan=plan, products=CODEINE))
    assert take.index("Take it only when you need it.") < take.index("Morning")
    assert "At most 5 tablets. You take up to 180mg a day now." in take


def test_that_a_tablet_for_twelve_hours_taken_once_a_day_is_not_told_twelve_hours_apart() -> None:
    text = told(of_two(PaperKind.NEXT_STEP))
    assert "Swallow them whole, at the same time each day." in text
    assert "12 hours apart" not in text


def test_that_a_pharmacy_reads_which_product_is_taken_and_when_patches_are_changed() -> None:
    tablets = told(facts(PaperKind.PHARMACY))
    assert "Morphine sulfate modified-release tablets (MST Continus): now 120" in tablets
    assert "What to take from Wednesday 9 December 2026: morphine" in tablets
    patches = told(facts(PaperKind.PHARMACY, plan=patch_plan(), products=FENTANYL))
    assert "Change them all every 3 days (72 hours)." in patches


def test_that_a_person_is_asked_about_what_could_not_be_read_and_a_clinician_told_why() -> None:
    assert "Codeine: as directed (please tell us how you take this)" in told(facts(PaperKind.CARE_PLAN))
    assert "Codeine: as directed (not read: no daily quantity is stated)" in told(facts(PaperKind.MDT))


def test_that_a_dose_of_a_joint_product_says_which_ingredient_it_counts() -> None:
    assert "The dose is the codeine in it." in told(of_joint(PaperKind.FOLLOW_UP))
    assert "Co-codamol tablets, as codeine 120 mg a day to 90 mg a day" in told(of_joint(PaperKind.GP))


def test_that_a_decision_without_a_plan_tells_the_gp_that_no_dose_changes() -> None:
    paper = facts(PaperKind.GP, plan=None)
    assert "No plan is agreed yet: every dose stays as it is." in told(paper)
    assert "No plan agreed yet; every dose stays as it is" in record_lines(paper)
    assert "Every dose stays as it is for now." in told(facts(PaperKind.CARE_PLAN, plan=None))


def test_that_letters_for_somebody_without_a_plan_speak_of_none() -> None:
    pause = told(facts(PaperKind.PAUSE, plan=None))
    assert "As we agreed, your medicines stay the same until Monday 4 January 2027." in pause
    pharmacy = told(facts(PaperKind.PHARMACY, plan=None))
    assert "No dose changes for now." in pharmacy
    assert "Prescriptions expected" not in pharmacy


def test_that_a_pause_letter_without_a_date_takes_it_from_the_plan() -> None:
    pause = next(s for s in morphine_plan().steps if s.kind is StepKind.PAUSE)
    text = told(facts(PaperKind.PAUSE, today=pause.start, details={}))
    assert f"you stay on the same dose of morphine until {long_day(pause.end + timedelta(days=1))}" in text
    typed = told(facts(PaperKind.PAUSE, today=pause.start))
    assert "until Monday 4 January 2027" in typed


def test_that_a_gp_reads_where_the_ome_is_the_most_and_whether_naloxone_was_given() -> None:
    working = ("60 mg to 84 mg a day.", "Codeine: 0 to 24 mg, as needed.")
    paper = facts(PaperKind.GP, ome_is_most=True, ome_working=working)
    assert "This counts the most that may be taken." in told(paper)
    assert "The OME counts the most that may be taken" in record_lines(paper)
    assert "Naloxone kit given." in told(paper)
    without = told(paper.model_copy(update={"answers": ANSWERS | {"safety.naloxone_given": "no"}}))
    assert "Naloxone kit: not recorded as given." in without


def test_that_what_is_left_of_a_liquid_is_called_liquid() -> None:
    liquid = {solution().name: solution()}
    unit = solution().main.unit
    first = step(0, START, {"morning": 10}, kind=StepKind.START, products=liquid, unit=unit)
    last = step(1, START, {"morning": 5}, products=liquid, unit=unit)
    assert "Spare liquid" in told(facts(plan=plan_of([first, last]), products=liquid))


def test_that_the_name_and_numbers_of_the_safety_step_are_on_the_papers() -> None:
    said = {
        "safety.who_to_call": "Sam Reed, 01632 960 999",
        "safety.pharmacy": "Quay Pharmacy, 01632 960 888",
    }
    plan = told(facts(answers=ANSWERS | said))
    assert "phone us on 01632 960 999" in plan
    assert "Quay Pharmacy 01632 960 888" in on_paper(facts(answers=ANSWERS | said))
    assert "Sam Reed 01632 960 999" in on_paper(facts(answers=ANSWERS | said))
    assert "Larkfield" not in plan
    care = told(facts(PaperKind.CARE_PLAN, answers=ANSWERS | said))
    assert "My pharmacy: Quay Pharmacy, 01632 960 888" in care


def test_that_words_without_a_number_leave_the_practice_s_own() -> None:
    asked = facts(answers=ANSWERS | {"safety.who_to_call": "Ask for Sam"})
    assert "Ask for Sam 01632 960 123" in on_paper(asked)


def test_that_a_review_after_the_step_it_should_come_before_is_pointed_at() -> None:
    late = facts(PaperKind.GP, answers=ANSWERS | {"decide.review_date": "2027-02-01"})
    what = "The step after the next one is on Wednesday 6 January 2027, before the review on"
    assert concerns(late)["review-after-step"].startswith(what)
    assert "review-after-step" not in concerns(facts(PaperKind.GP))


def test_that_a_need_the_paper_meets_raises_no_concern() -> None:
    patient = PATIENT.model_copy(update={"needs": ("Large print", "Hearing: face to face")})
    large = facts(PaperKind.CHANGE, patient=patient, setting=Setting.LARGE)
    assert "Recorded needs: Hearing: face to face." in concerns(large)["needs"]
    assert "Large print" in concerns(facts(PaperKind.CHANGE, patient=patient))["needs"]
    assert "needs" not in concerns(facts(PaperKind.GP, patient=patient))


def test_that_only_a_letter_misses_an_address() -> None:
    nowhere = PATIENT.model_copy(update={"address": ()})
    assert "address" in concerns(facts(PaperKind.INVITATION, patient=nowhere))
    assert "address" not in concerns(facts(PaperKind.SHEET, patient=nowhere))
    assert "address" not in concerns(facts(PaperKind.DIARY, patient=nowhere))


def test_that_the_agreement_a_pharmacy_letter_speaks_of_is_asked_for() -> None:
    assert concerns(facts(PaperKind.PHARMACY))["agreement"].endswith("did they?")
