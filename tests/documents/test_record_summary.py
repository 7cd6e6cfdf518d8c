"""The summary for the GP's record holds every thing that was recorded, and nothing that was not."""

from datetime import date

from pharmreview.documents.papers.for_clinician.record import record_lines
from pharmreview.documents.papers.for_clinician.summary import record_summary, whole_record
from pharmreview.documents.press import Press
from pharmreview.domain.paper import CurrentMedicine, PaperFacts, PaperKind
from pharmreview.domain.review.together.carried import Carried
from pharmreview.domain.review.together.spoken import AtPoint, Referral, Spoken
from tests.documents.papers import ANSWERS, facts

SPOKEN = Spoken(
    reasons=("Awaiting specialist or surgery", "A wedding in May"),
    pictures=("Volume knob",),
    points=("Never stop suddenly", "Harms rise with dose"),
    given=("Ten Footsteps",),
    referrals=(
        Referral(kind="Talking therapies", service="Millbrook Talking", stage="accepted", day="2026-11-23"),
        Referral(kind="Debt, housing, benefits"),
    ),
    risks=("Opioid with a gabapentinoid", "Falls are recorded"),
)
STORY = Carried(in_the_way=("Worried about feeling ill.", "I tried before “and it was awful”"))
UNCHANGED = ANSWERS | {"decide.decision": "OPT8", "decide.aim": "AIM5", "decide.who_decided": "WD2"}


def parts(paper: PaperFacts) -> dict[str, list[str]]:
    """What each section says, by its title, without the person's line and the title."""
    return {part.title: part.text.splitlines()[2:] for part in record_summary(paper)}


def test_that_a_review_without_change_says_why_who_decided_and_the_aim() -> None:
    paper = facts(PaperKind.GP, answers=UNCHANGED, plan=None, spoken=SPOKEN)
    decision = parts(paper)["DECISION"]
    assert decision[1] == "Decision: support first. Decided: the person's choice. Aim: no change."
    assert "Reasons for no change: Awaiting specialist or surgery; A wedding in May" in decision
    assert "tell Nia Farrow before any change; add no other" in " ".join(decision)
    assert decision[-1] == "Who to ask: Nia Farrow, Clinical pharmacist, 01632 960 123"


def test_that_a_decision_on_safety_grounds_gives_its_reason_and_an_aim_its_dose() -> None:
    given = {"decide.who_decided": "WD3", "decide.safety_reason": "Very sleepy\nat the wheel."}
    told = parts(facts(PaperKind.GP, answers=ANSWERS | given | {"decide.aim_dose": "70 mg a day"}))
    decision = " ".join(line.strip() for line in told["DECISION"])
    assert "Decided: by the clinician, on safety grounds. Aim: lower dose, 70 mg a day." in decision
    assert "Safety reason: Very sleepy at the wheel." in told["DECISION"]


def test_that_what_is_in_the_way_referrals_and_what_was_spoken_of_are_sections_of_their_own() -> None:
    told = parts(facts(PaperKind.GP, spoken=SPOKEN, story=STORY))
    assert told["IN THE WAY"] == ["- Worried about feeling ill", '- I tried before "and it was awful"']
    assert told["REFERRALS AND SIGNPOSTING"] == [
        "- Talking therapies (Millbrook Talking): accepted 23-Nov-2026",
        "- Debt, housing, benefits",
    ]
    assert told["TALKED ABOUT"] == [
        "Pictures: Volume knob",
        "Points: Never stop suddenly; Harms rise with dose",
        "Given: Ten Footsteps",
    ]
    assert told["RISKS IN THE RECORD"] == [
        "- Opioid with a gabapentinoid",
        "- Falls are recorded",
        "Lines not read by the app may hold further risks",
    ]
    assert told["SAFETY TALKED ABOUT"][-1] == "- Naloxone kit given."


def test_that_the_next_two_steps_say_what_to_issue_in_figures_and_words() -> None:
    plan = " ".join(line.strip() for line in parts(facts(PaperKind.GP))["PLAN"])
    product = "Morphine sulfate 30mg modified-release tablets"
    assert f"Issue of 09-Dec-2026, 28 days: {product} x 28 (twenty-eight);" in plan
    assert f"Issue of 06-Jan-2027, 28 days: {product} x 56 (fifty-six);" in plan
    assert plan.count("Issue of") == 2


def test_that_what_was_not_recorded_has_no_line_and_no_section() -> None:
    paper = facts(PaperKind.GP, answers={}, plan=None, story=Carried(), medicines=())
    assert set(parts(paper)) == {"DECISION", "CODES TO CONSIDER"}
    text = "".join(whole_record(paper))
    for word in ("Reasons", "Decided", "Aim", "In the way", "Referrals"):
        assert word not in text


def test_that_every_section_names_the_person_first_in_short_plain_lines() -> None:
    made = record_summary(facts(PaperKind.GP, spoken=SPOKEN, story=STORY))
    for part in made:
        lines = part.text.splitlines()
        assert lines[:2] == ["Jean Marlow, born 14-Aug-1962, NHS No. 999 000 0018", part.title]
        assert all(len(line) <= 80 and line.isascii() for line in lines)


def test_that_the_letter_to_the_gp_with_nine_medicines_and_all_of_it_keeps_to_two_pages() -> None:
    medicines = tuple(
        CurrentMedicine(name=f"Medicine {n} 10mg modified-release tablets", directions="One with breakfast")
        for n in range(9)
    )
    lowered = SPOKEN.model_copy(update={"reasons": ()})
    for changed in ({"spoken": lowered}, {"spoken": SPOKEN, "answers": UNCHANGED, "plan": None}):
        paper = facts(PaperKind.GP, medicines=medicines, story=STORY, **changed)
        assert Press().press(paper).pages == 2
    lines = " ".join(line.strip() for line in record_lines(paper))
    assert "In the way: Worried about feeling ill; I tried" in lines
    assert "Referrals and signposting: Talking therapies (Millbrook Talking): accepted 23-Nov-2026" in lines


def test_that_each_data_point_is_a_section_with_its_day() -> None:
    points = (
        AtPoint(title="6 months", day=date(2027, 5, 20), lines=("Result: Reduced.", "20 mg × 1 = 20 mg.")),
        AtPoint(title="12 months", day=date(2027, 11, 20), lines=("Result: Unchanged.",)),
    )
    told = parts(facts(PaperKind.GP, spoken=Spoken(at_points=points)))
    assert told["AT 6 MONTHS, 20-May-2027"] == ["- Result: Reduced.", "- 20 mg x 1 = 20 mg."]
    assert told["AT 12 MONTHS, 20-Nov-2027"] == ["- Result: Unchanged."]
    assert not any("MONTHS" in title for title in parts(facts(PaperKind.GP)))
