"""What each paper says, and what it leaves out."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from pharmreview.documents.checking.concerns import passages
from pharmreview.documents.outline import Outline, Table, TableStyle, said
from pharmreview.documents.papers.for_clinician.record import record_lines
from pharmreview.documents.press import Press, outline_of
from pharmreview.domain.errors import PaperProblem
from pharmreview.domain.medicines.product import Halving, Ingredient
from pharmreview.domain.paper import PaperFacts, PaperKind, Replaced
from pharmreview.domain.patient import Patient, Practice
from pharmreview.domain.quantity.unit import Unit
from pharmreview.domain.taper.plan import StepKind, TaperPlan
from tests.documents.papers import (
    ANSWERS,
    MORPHINE,
    PATIENT,
    START,
    facts,
    long_plan,
    morphine_plan,
    patch_plan,
    plan_of,
    scored,
    solution,
    step,
)

TIMES = ("morning", "midday", "evening", "night")
NOTHING = Patient(family_name="Marlow", given_name="Jean")


def told(paper: PaperFacts) -> str:
    """Everything a paper says, on one line."""
    return " ".join(" ".join(passages(outline_of(paper))).replace("\u00a0", " ").split())


def rows_of(outline: Outline, style: TableStyle) -> list[list[str]]:
    table = next(b for b in outline.blocks if isinstance(b, Table) and b.style is style)
    return [[" ".join(said((*c.text, *c.under)).split()) for c in row.cells] for row in table.rows]


def answered(**changed: Any) -> dict[str, Any]:
    """The answers with some changed; `decide__goal` stands for decide.goal."""
    return ANSWERS | {key.replace("__", "."): value for key, value in changed.items()}


def test_that_the_next_step_says_what_to_take_at_each_time_of_day() -> None:
    plan = plan_of(
        [
            step(0, date(2026, 11, 11), {"morning": 60, "evening": 60}, kind=StepKind.START),
            step(1, START, {"morning": 45, "evening": 60}),
        ]
    )
    outline = outline_of(facts(plan=plan))
    assert rows_of(outline, TableStyle.TAKE) == [
        ["Morning", "one 30mg tablet and one 15mg tablet", "45mg"],
        ["Evening", "one 60mg tablet", "60mg"],
        ["Each day", "3 tablets. You take 120mg a day now.", "105mg"],
    ]
    text = told(facts(plan=plan))
    assert "What to take from Wednesday 9 December 2026" in text
    assert "Swallow them whole, about 12 hours apart. Do not cut, crush or chew." in text
    assert "This is the last step planned" in text


def liquid_plan(directions: str) -> TaperPlan:
    liquid = {solution().name: solution()}
    return plan_of(
        [
            step(0, date(2026, 11, 11), dict.fromkeys(TIMES, 10), kind=StepKind.START, products=liquid),
            step(1, START, dict.fromkeys(TIMES[:3], 9) | {"night": 10}, products=liquid),
        ],
        name=solution().name,
        directions=directions,
    )


def test_that_a_liquid_is_told_in_millilitres_and_measured_with_a_syringe() -> None:
    paper = facts(plan=liquid_plan("5ml FOUR TIMES A DAY"), products={solution().name: solution()})
    assert rows_of(outline_of(paper), TableStyle.TAKE)[-1] == [
        "Each day",
        "18.5ml. You take 40mg a day now.",
        "37mg",
    ]
    text = told(paper)
    assert "oral syringe from your pharmacy" in text
    assert "break the tablet" not in text
    assert "only when you need it" not in text


def test_that_a_liquid_is_prescribed_by_its_strength_and_its_volume() -> None:
    plan = liquid_plan("5ml FOUR TIMES A DAY")
    text = told(facts(PaperKind.GP, plan=plan, products={solution().name: solution()}))
    assert "Morphine sulfate liquid" in text
    assert "10 mg in 5 ml 518 ml" in text


def test_that_a_medicine_taken_when_needed_is_said_to_be() -> None:
    plan = liquid_plan("5ml EVERY 4 HOURS WHEN REQUIRED, MAXIMUM 4 DOSES")
    text = told(facts(plan=plan, products={solution().name: solution()}))
    assert "Take it only when you need it. This is the most you may take." in text


def test_that_every_required_part_of_a_plan_is_there() -> None:
    text = told(facts())
    for part in (
        "“I want to wake up clear enough to walk Ellie to school on Fridays.”",
        "We agreed to lower your morphine by a small step.",
        "Over time the body gets used to morphine",
        "Keep these the same: Gabapentin 300mg capsules.",
        "Nia Farrow phones you to see how it is going.",
        "We meet and choose the next step together.",
        "The next step can start, only if you are ready.",
        "Stay on the dose you have now and phone us on 01632 960 123.",
        "What you may notice",
        "What helps",
        "Do not stop suddenly.",
        "Do not go back to an old dose.",
        "add to the risk",
        "Others must call 999",
        "Call 111 today",
        "Do not drive",
        "Worried? Phone us on 01632 960 123.",
        "Walk to the end of the lane with Ellie, on Tuesdays and Fridays.",
        "Take any you do not need to a pharmacy.",
        "01632 960 123, weekdays 8:30am to 5pm",
        "This plan can change.",
        "We will think again if: my sleep gets worse for two weeks.",
    ):
        assert part in text, part


def test_that_missing_answers_leave_their_sentences_out_and_nothing_else() -> None:
    text = told(facts(answers={}, practice=Practice(), patient=NOTHING))
    for gone in (
        "What matters to me",
        "“",
        "My step for living well",
        "think again",
        "phone us on",
        "{",
        "}",
    ):
        assert gone not in text, gone
    assert "Stay on the dose you have now and tell us." in text
    assert "Worried? Ask for help." in text
    assert "What to take from" in text


def test_that_a_draft_says_so_and_a_new_version_names_what_it_replaces() -> None:
    first = " ".join(Press().page_texts(Press().press(facts(agreed=False)).pdf))
    assert first.count("not yet agreed") == 3
    again = facts(version=2, replaces=Replaced(version=1, issued=date(2026, 11, 3)))
    page = " ".join(Press().page_texts(Press().press(again).pdf)[0].split())
    assert "Version 2, replaces version 1 of 3 November 2026" in page


@pytest.mark.parametrize(
    ("day", "heading", "dose"),
    [
        (date(2026, 12, 8), "What to take from Wednesday 9 December 2026", "110mg"),
        (date(2026, 12, 9), "What to take now", "110mg"),
        (date(2027, 1, 6), "What to take now", "100mg"),
    ],
)
def test_that_a_running_plan_shows_the_step_of_the_day(day: date, heading: str, dose: str) -> None:
    paper = facts(today=day)
    assert heading in told(paper)
    assert rows_of(outline_of(paper), TableStyle.TAKE)[-1][-1] == dose


def test_that_the_whole_route_lists_every_step_with_its_pause() -> None:
    rows = rows_of(outline_of(facts(PaperKind.WHOLE_ROUTE)), TableStyle.ROUTE)
    assert rows[0] == ["Now", "60mgone 60mg", "60mgone 60mg", "120mg"]
    assert len(rows) == 11
    assert rows[9] == ["21 July 2027", "Pause: for your holiday. Stay on 65mg a day."]
    assert rows[10][-1] == "60mg"


def test_that_the_next_three_show_three_steps_and_say_there_are_more() -> None:
    paper = facts(PaperKind.NEXT_THREE)
    assert len(rows_of(outline_of(paper), TableStyle.ROUTE)) == 4
    assert "There are more steps after these." in told(paper)
    assert "The plan is to come down" not in told(paper)


def test_that_the_next_three_draw_the_tablets_of_every_dose_beside_their_words() -> None:
    table = next(
        b
        for b in outline_of(facts(PaperKind.NEXT_THREE)).blocks
        if getattr(b, "style", "") == TableStyle.ROUTE
    )
    assert isinstance(table, Table)
    pictures = [[c.picture for c in row.cells[1:-1]] for row in table.rows]
    assert [[len(p.marks) for p in row if p is not None] for row in pictures] == [
        [1, 1],
        [3, 1],
        [3, 3],
        [2, 2],
    ]
    first = pictures[1][0]
    assert first is not None
    assert [m.label for m in first.marks] == ["30", "15", "5"]
    assert first.alt == "Picture: one 30mg tablet, one 15mg tablet and one 5mg tablet"


def test_that_a_stop_says_when_nothing_more_is_taken() -> None:
    plan = plan_of(
        [
            step(0, date(2026, 11, 11), {"evening": 5}, kind=StepKind.START),
            step(1, START, {"evening": 0}, kind=StepKind.STOP),
        ]
    )
    text = told(facts(plan=plan))
    assert "From Wednesday 9 December 2026 you do not take any more morphine." in text
    assert "The next step is to stop morphine." in text
    letter = told(facts(PaperKind.FOLLOW_UP, plan=plan))
    assert "The next step is to stop your morphine, on Wednesday 9 December 2026." in letter
    assert told(facts(PaperKind.GP, plan=plan))


def test_that_patches_have_their_change_day_and_how_to_throw_them_away() -> None:
    text = told(facts(plan=patch_plan()))
    assert "You wear 75 micrograms an hour now." in text
    assert "Put all the new patches on together on Wednesday 9 December 2026." in text
    assert "Change them all every 3 days (72 hours)." in text
    assert "Take the old patch off first." in text
    assert "Saturday 12 December 2026 and Tuesday 15 December 2026" in text
    assert "Fold each old patch in half" in text
    assert "Never cut a patch" in text
    assert "warm bath" not in text


def test_that_half_a_tablet_is_drawn_and_said() -> None:
    products = {p.name: p for p in (scored(15), scored(30))}
    plan = plan_of(
        [
            step(0, date(2026, 11, 11), {"morning": 30}, kind=StepKind.START, products=products),
            step(1, START, {"morning": "22.5"}, products=products),
        ]
    )
    paper = facts(plan=plan, products=products)
    text = told(paper)
    assert "one and a half 15mg tablets" in text
    assert "Where it says half, break the tablet along its line." in text
    assert Press().press(paper).pages == 2


SAYS_NOTHING_OF_A_PLAN = {
    *(PaperKind.INVITATION, PaperKind.SECOND_INVITATION, PaperKind.GROUP, PaperKind.SUPPORT),
    *(PaperKind.DISCHARGE, PaperKind.SHEET, PaperKind.DIARY, PaperKind.TALKED, PaperKind.CALL),
    PaperKind.EXPERIENCE,
}


def test_that_a_plan_whose_tablets_do_not_make_the_dose_is_never_printed() -> None:
    plan = morphine_plan()
    wrong = plan.steps[1].model_copy(update={"daily_dose": plan.steps[1].daily_dose + 5})
    broken = plan.model_copy(update={"steps": (plan.steps[0], wrong, *plan.steps[2:])})
    for kind in set(PaperKind) - SAYS_NOTHING_OF_A_PLAN:
        with pytest.raises(PaperProblem, match="add up to 110mg") as refused:
            outline_of(facts(kind, plan=broken))
        assert refused.value.code == "paper-dose"


def test_that_a_product_that_is_not_in_the_table_is_refused() -> None:
    with pytest.raises(PaperProblem, match="not in the product table"):
        outline_of(facts(products={}))


def test_that_a_plan_paper_without_a_plan_is_refused_and_a_letter_is_not() -> None:
    with pytest.raises(PaperProblem, match="no plan"):
        outline_of(facts(plan=None))
    empty = TaperPlan(request=morphine_plan().request, table="FPM_2020")
    with pytest.raises(PaperProblem, match="no plan"):
        outline_of(facts(plan=empty))
    assert "Nothing changes until we have agreed a plan." in told(facts(PaperKind.FOLLOW_UP, plan=None))


def test_that_nobody_is_nameless() -> None:
    for kind in PaperKind:
        with pytest.raises(PaperProblem, match="no name"):
            outline_of(facts(kind, patient=Patient()))


@pytest.mark.parametrize("decision", ["OPT1", "OPT2", "OPT7", "OPT8"])
def test_that_no_change_finishes_a_letter_with_the_date_to_look_again(decision: str) -> None:
    text = told(facts(PaperKind.FOLLOW_UP, answers=answered(decide__decision=decision)))
    assert "We agreed not to change anything for now. That is a good decision today." in text
    assert "We will look again on Monday 4 January 2027, or sooner if you wish." in text
    assert "Please keep taking your medicines as usual." in text
    assert "lower your" not in text


def test_that_a_change_is_told_from_dose_to_dose_with_its_day() -> None:
    text = told(facts(PaperKind.FOLLOW_UP, enclosed="My next step with morphine"))
    assert "from 120mg to 110mg a day. It starts on Wednesday 9 December 2026." in text
    assert "Your plan is with this letter." in text
    assert "I will phone you on Friday 18 December 2026." in text
    assert text.endswith("To get this in another format or language, phone 01632 960 123.")


def test_that_who_decided_is_told_as_it_was() -> None:
    assert "You chose to lower" in told(facts(answers=answered(decide__who_decided="WD2")))
    assert "to keep you safe" in told(facts(answers=answered(decide__who_decided="WD3")))


def test_that_the_gp_reads_the_decision_quantities_and_what_not_to_do() -> None:
    outline = outline_of(facts(PaperKind.GP))
    text = told(facts(PaperKind.GP))
    assert "Opioid review 24-Nov-2026: slow reduction agreed, towards a lower dose." in text
    assert "120 mg a day to 110 mg a day, from 09-Dec-2026." in text
    assert "OME from 120 mg to 110 mg a day." in text
    assert "Morphine 120 mg × 1 = 120 mg a day." in text
    assert "30 mg 28 (twenty-eight)" in text
    assert "60 mg 28 (twenty-eight)" in text
    assert "Take morphine off repeat." in text
    assert "Add another sedating medicine." in text
    assert "Not read by the app: no daily quantity is stated. Please check." in text
    assert "Review, Nia Farrow." in text
    assert outline.template == "letter-gp/6"


def test_that_violence_at_home_is_never_named_in_a_letter_or_plan() -> None:
    answers = answered(safety__discussed=("SN1", "SN12"))
    for kind in PaperKind:
        text = told(facts(kind, answers=answers)).lower()
        assert "abuse" not in text
        assert "violence" not in text
        assert "SN12" not in text


def test_that_the_record_is_short_plain_lines_that_start_with_who_it_is_about() -> None:
    lines = record_lines(facts(PaperKind.GP))
    assert lines[0] == "OPIOID REVIEW 24-Nov-2026, Nia Farrow"
    assert lines[1] == "Jean Marlow, born 14-Aug-1962, NHS No. 999 000 0018"
    assert "Review 04-Jan-2027" in lines
    assert all(len(line) <= 80 for line in lines)
    assert all(line.isascii() for line in lines)


def test_that_steps_of_a_second_medicine_have_a_table_of_their_own() -> None:
    first = [
        step(0, date(2026, 11, 11), {"evening": 10}, kind=StepKind.START),
        step(1, START, {"evening": 5}),
    ]
    codeine = {scored(30).name: scored(30)}
    second = [
        step(0, date(2026, 11, 11), {"morning": 60}, kind=StepKind.START, medicine="m2", products=codeine),
        step(2, date(2027, 1, 6), {"morning": 30}, medicine="m2", products=codeine),
    ]
    paper = facts(
        PaperKind.WHOLE_ROUTE,
        plan=plan_of([first[0], second[0], first[1], second[1]]),
        products={**MORPHINE, **codeine},
    )
    text = told(paper)
    assert "The route for morphine" in text
    assert "The route for codeine" in text
    tables = [b for b in outline_of(paper).blocks if isinstance(b, Table) and b.style is TableStyle.ROUTE]
    assert [len(table.rows) for table in tables] == [2, 2]


def test_that_a_long_route_still_ends_with_safety() -> None:
    text = told(facts(PaperKind.WHOLE_ROUTE, plan=long_plan(60)))
    assert "Stay safe" in text
    assert PATIENT.family_name


def test_that_many_times_of_day_stand_one_under_the_other() -> None:
    codeine = {p.name: p for p in (scored(15), scored(30))}
    plan = plan_of(
        [
            step(0, date(2026, 11, 11), dict.fromkeys(TIMES, 60), kind=StepKind.START, products=codeine),
            step(1, START, {**dict.fromkeys(TIMES, 60), "morning": 45}, products=codeine),
        ]
    )
    rows = rows_of(outline_of(facts(PaperKind.WHOLE_ROUTE, plan=plan, products=codeine)), TableStyle.ROUTE)
    rest = " ".join(f"{when} 60mg: two 30mg" for when in ("Midday", "Evening", "Night"))
    told = f"Morning 45mg: one and a half 30mg tablets {rest}"
    assert [cell.replace("\u00a0", " ") for cell in rows[1]] == ["9 December 2026", told, "225mg"]


def test_that_a_joint_product_is_called_by_its_own_name_and_says_which_part_is_counted() -> None:
    paracetamol = Ingredient(name="paracetamol", strength=Decimal(500), unit=Unit.MILLIGRAM)
    products = {}
    for strength in (8, 30):
        plain = scored(strength)
        name = f"Co-codamol {strength}mg/500mg effervescent tablets"
        parts = (*plain.ingredients, paracetamol)
        products[name] = plain.model_copy(
            update={"name": name, "ingredients": parts, "variety": "effervescent", "halving": Halving.WHOLE}
        )
    plan = plan_of(
        [
            step(0, date(2026, 11, 11), {"morning": 60}, kind=StepKind.START, products=products),
            step(1, START, {"morning": 38}, products=products),
        ]
    )
    text = told(facts(plan=plan, products=products))
    assert "My next step with co-codamol" in outline_of(facts(plan=plan, products=products)).title
    assert "one 30mg/500mg effervescent tablet and one 8mg/500mg effervescent tablet" in text
    assert "The dose is the codeine in them." in text
