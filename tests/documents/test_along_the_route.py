"""What papers say at the other places of a plan: under way, paused, stopping, over, and with patches."""

from datetime import date, timedelta

import pytest

from pharmreview.documents.outline import RouteChart, RowKind, Table, TableStyle
from pharmreview.documents.papers.for_clinician.record import record_lines
from pharmreview.documents.press import Press, outline_of
from pharmreview.domain.medicines.product import Product
from pharmreview.domain.paper import PaperFacts, PaperKind
from pharmreview.domain.quantity.unit import Unit
from pharmreview.domain.taper.plan import Issue, StepKind, TaperPlan
from tests.documents.papers import (
    ANSWERS,
    FENTANYL,
    MORPHINE,
    START,
    facts,
    joint,
    morphine,
    patch,
    plan_of,
    scored,
    step,
)
from tests.documents.test_papers import rows_of, told

HALF_WAY = date(2027, 1, 20)
PAUSED = date(2027, 7, 28)
WEEKLY = {p.name: p for p in (patch(s, 168, "buprenorphine") for s in ("5", "10"))}
RATE = Unit.MICROGRAM_PER_HOUR


def route_of(paper: PaperFacts) -> Table:
    blocks = outline_of(paper).blocks
    return next(b for b in blocks if isinstance(b, Table) and b.style is TableStyle.ROUTE)


def worn(*rates: str, products: dict[str, Product] = FENTANYL) -> TaperPlan:
    """A plan of patches; a rate of "0" is the stop."""
    return plan_of(
        [
            step(
                n,
                START + timedelta(days=30 * (n - 1)),
                {"worn": rate},
                kind=StepKind.START if not n else StepKind.REDUCE if rate != "0" else StepKind.STOP,
                days=30 if rate != "0" else 1,
                products=products,
                unit=RATE,
            )
            for n, rate in enumerate(rates)
        ],
        issues=False,
    )


def stopping() -> TaperPlan:
    """A last tablet at night, then the stop, with the empty issue a planner makes of it."""
    stop = step(1, START, {"evening": 0}, kind=StepKind.STOP, days=1)
    plan = plan_of([step(0, date(2026, 11, 11), {"evening": 5}, kind=StepKind.START), stop])
    empty = Issue(**{"medicine": "m1", "from": START, "to": START, "days": 1, "items": ()})
    return plan.model_copy(update={"issues": (empty,)})


def test_that_a_plan_under_way_tells_the_step_to_come_and_the_dose_until_then() -> None:
    text = told(facts(today=HALF_WAY))
    assert "What to take from Wednesday 3 February 2027" in text
    assert "You take 100mg a day now." in text
    assert "Until then, stay on the dose you have now." in text
    assert "Morning: one 30mg tablet, one 15mg tablet and one 5mg tablet." in text
    letter = told(facts(PaperKind.FOLLOW_UP, today=HALF_WAY))
    assert "from 100mg to 90mg a day. It starts on Wednesday 3 February 2027." in letter


def test_that_steps_gone_by_are_ticked_and_the_dose_of_today_is_marked() -> None:
    paper = facts(PaperKind.WHOLE_ROUTE, today=HALF_WAY)
    rows = route_of(paper).rows
    assert [row.done for row in rows][:4] == [False, True, False, False]
    assert [row.kind for row in rows].index(RowKind.CURRENT) == 3
    firsts = [row[0] for row in rows_of(outline_of(paper), TableStyle.ROUTE)]
    assert firsts[:4] == ["Before", "9 December 2026", "6 January 2027 (now)", "3 February 2027"]
    chart = next(b for b in outline_of(paper).blocks if isinstance(b, RouteChart))
    assert chart.first_words == "Start"
    assert Press().press(paper).html.count("\u2611 done") == 1


def test_that_a_date_gone_by_is_not_told_as_one_to_come() -> None:
    for kind in (PaperKind.NEXT_STEP, PaperKind.FOLLOW_UP):
        assert "18 December 2026" not in told(facts(kind, today=HALF_WAY))


def test_that_a_pause_that_runs_is_what_the_paper_is_about() -> None:
    assert "We agreed to pause." in told(facts(today=PAUSED))
    letter = told(facts(PaperKind.GP, today=PAUSED))
    assert "(MST Continus) stay at 65 mg a day, from 21-Jul-2027. OME 65 mg a day." in letter
    assert any("stay at 65 mg a day from 21-Jul-2027" in line for line in record_of(PAUSED))


def record_of(day: date) -> list[str]:
    folded = " ".join(line.strip() for line in record_lines(facts(PaperKind.GP, today=day)))
    return [folded]


def test_that_a_gp_reads_the_ome_from_the_start_of_a_plan_under_way() -> None:
    letter = told(facts(PaperKind.GP, today=HALF_WAY))
    assert "OME 120 mg a day at the start, 100 mg now, 90 mg after this step." in letter


def test_that_after_the_last_step_the_dose_is_told_as_the_one_taken_now() -> None:
    day = date(2028, 1, 1)
    assert "You have reached the last step planned for morphine." in told(facts(today=day))
    assert "You stay on 60mg a day of morphine for now." in told(facts(PaperKind.FOLLOW_UP, today=day))
    assert "at 60 mg a day since 04-Aug-2027." in told(facts(PaperKind.GP, today=day))


def test_that_a_stop_is_never_told_as_a_dose_or_an_issue() -> None:
    letter = told(facts(PaperKind.GP, plan=stopping()))
    assert "5 mg a day, to stop on 09-Dec-2026." in letter
    assert "issue from" not in letter
    assert "Issue it as acute" not in letter
    assert "hold at the current step" not in letter
    record = " ".join(record_lines(facts(PaperKind.GP, plan=stopping())))
    assert "5 mg a day -> stop on" in record
    assert "acute" not in record


def test_that_a_stop_is_told_without_its_opposite() -> None:
    text = told(facts(PaperKind.WHOLE_ROUTE, plan=stopping()))
    assert "Not ready to stop? Stay on the dose you have now" in text
    assert "Do not stop suddenly" not in text
    assert "The plan is to come off" not in text
    assert "We meet and talk about how it is going." in text
    over = told(facts(plan=stopping(), today=date(2027, 3, 1)))
    assert "The plan to stop morphine ended on Wednesday 9 December 2026." in over
    assert "Please do not start again alone." in over


def test_that_a_large_step_is_not_called_small() -> None:
    plan = plan_of(
        [
            step(0, date(2026, 11, 11), {"evening": 10}, kind=StepKind.START),
            step(1, START, {"evening": 5}),
        ]
    )
    assert "We agreed to lower your morphine by one step." in told(facts(plan=plan))
    assert "by one step, from 10mg to 5mg a day" in told(facts(PaperKind.FOLLOW_UP, plan=plan))


@pytest.mark.parametrize(
    ("rates", "said"),
    [
        (("75", "50"), "Put the first new patch on Wednesday 9 December 2026. Change it every 3 days"),
        (("75", "62"), "Put all the new patches on together on Wednesday 9 December 2026. Change them all"),
        (("62", "50"), "Take all the old patches off first."),
        (("12", "0"), "Take the last patch off on Wednesday 9 December 2026. Do not put on a new one."),
        (("37", "0"), "Take all the patches off on Wednesday 9 December 2026. Do not put on new ones."),
    ],
)
def test_that_one_patch_and_several_are_each_told_right(rates: tuple[str, ...], said: str) -> None:
    text = told(facts(plan=worn(*rates)))
    assert said in text
    assert "Fold each old patch in half" in text
    assert "Swallow" not in text


def test_that_a_patch_is_worn_and_its_stop_puts_no_more_on() -> None:
    text = told(facts(PaperKind.WHOLE_ROUTE, plan=worn("25", "12", "0")))
    assert "What to wear from Wednesday 9 December 2026" in text
    assert "Stop. You put on no more fentanyl patches." in text


def test_that_a_patch_worn_now_names_its_next_change_days() -> None:
    text = told(facts(plan=worn("75", "50"), today=START + timedelta(days=4)))
    assert "Change your patch every 3 days (72 hours)." in text
    assert "Then change on Tuesday 15 December 2026 and Friday 18 December 2026." in text


def test_that_a_weekly_patch_keeps_its_weekday() -> None:
    paper = facts(plan=worn("10", "5", products=dict(WEEKLY)), products={**MORPHINE, **WEEKLY})
    assert "Put the first new patch on Wednesday 9 December 2026. Change it every Wednesday." in told(paper)


def test_that_a_rate_stands_whole_in_its_column() -> None:
    odd = {p.name: p for p in (patch("37.5"), patch("100"))}
    paper = facts(plan=worn("200", "137.5", products=dict(odd)), products=odd)
    page = Press().page_texts(Press().press(paper).pdf)[0]
    assert "137.5\u00a0micrograms" in page or "137.5 micrograms" in page


def test_that_a_gp_reads_how_often_patches_are_changed() -> None:
    weekly = facts(PaperKind.GP, plan=worn("10", "5", products=dict(WEEKLY)), products={**MORPHINE, **WEEKLY})
    assert "ONE 5 micrograms/hour, changed every 7 days" in told(weekly)
    letter = told(facts(PaperKind.GP, plan=worn("75", "50")))
    assert "ONE 50 micrograms/hour, changed every 72 hours" in letter


@pytest.mark.parametrize(
    ("kept", "warning"),
    [
        ("Gabapentin 300mg capsules", "Do not take any other paracetamol with them."),
        ("Paracetamol 500mg tablets", "Do not take more paracetamol than we agreed."),
    ],
)
def test_that_a_joint_product_says_how_much_paracetamol_it_gives(kept: str, warning: str) -> None:
    products = {joint(30).name: joint(30)}
    last = step(1, START, {"morning": 30, "night": 60}, products=products)
    last = last.model_copy(
        update={"unchanged": tuple(k.model_copy(update={"name": kept}) for k in last.unchanged)}
    )
    first = step(0, date(2026, 11, 11), {"morning": 60, "night": 60}, kind=StepKind.START, products=products)
    text = told(facts(plan=plan_of([first, last]), products=products))
    assert f"They also give you 1,500mg of paracetamol a day. {warning}" in text


def test_that_a_medicine_already_lowered_is_kept_at_its_new_dose_and_not_by_its_old_product() -> None:
    codeine = {scored(30).name: scored(30)}
    lowered = step(1, START, {"evening": 10})
    start = step(0, date(2027, 1, 5), {"morning": 60}, kind=StepKind.START, medicine="m2", products=codeine)
    second = step(2, date(2027, 1, 6), {"morning": 30}, medicine="m2", products=codeine)
    kept = second.unchanged[0].model_copy(update={"medicine": "m1", "name": "MST Continus 15mg tablets"})
    second = second.model_copy(update={"unchanged": (kept,)})
    first = step(0, date(2026, 11, 11), {"evening": 15}, kind=StepKind.START)
    paper = facts(
        plan=plan_of([first, lowered, start, second]),
        products={**MORPHINE, **codeine},
        today=date(2026, 12, 20),
    )
    assert "Keep these the same: morphine at 10mg a day." in told(paper)
    assert "MST Continus 15mg" not in told(paper)


def test_that_words_beside_many_tablets_are_never_broken() -> None:
    high = {p.name: p for p in (morphine(s) for s in (5, 60, 200))}
    first = step(0, date(2026, 11, 11), {"morning": 400, "night": 400}, kind=StepKind.START, products=high)
    last = step(1, START, {"morning": 380, "night": 385}, products=high)
    paper = facts(plan=plan_of([first, last]), products=high)
    page = " ".join(Press().page_texts(Press().press(paper).pdf)[0].split())
    assert page.count("three 60mg tablets") == 2
    assert " , " not in page


def test_that_a_decision_to_change_without_a_plan_is_not_told_as_no_change() -> None:
    letter = told(facts(PaperKind.FOLLOW_UP, plan=None))
    assert "Nothing changes until we have agreed a plan." in letter
    assert "not to change anything" not in letter


def test_that_a_date_gone_by_is_named_before_printing() -> None:
    found = [c.what for c in Press().concerns(facts(today=HALF_WAY)) if c.code == "date-past"]
    assert "Friday 18 December 2026 is past, so the paper leaves it out. Give the next date." in found


@pytest.mark.parametrize("goal", range(0, 60, 6))
def test_that_a_pause_box_never_has_a_page_to_itself(goal: int) -> None:
    codeine = {p.name: p for p in (scored(15), scored(30), scored(60))}
    times = ("morning", "midday", "evening", "night")
    first = step(0, date(2026, 11, 11), dict.fromkeys(times, 60), kind=StepKind.START, products=codeine)
    last = step(1, START, dict.fromkeys(times, 60) | {"morning": 45}, products=codeine)
    answers = ANSWERS | {"decide.goal": "walk out " * goal}
    paper = facts(PaperKind.WHOLE_ROUTE, plan=plan_of([first, last]), products=codeine, answers=answers)
    pages = Press().page_texts(Press().press(paper).pdf)
    boxed = next(page for page in pages if "If you need to pause" in page)
    assert "What happens next" in boxed or "The whole route" in boxed
