"""Laws that hold for every paper, whoever it is for."""

import re
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from pharmreview.documents.outline import clean
from pharmreview.documents.press import Press
from pharmreview.documents.wording import Wording
from pharmreview.domain.errors import PaperProblem
from pharmreview.domain.paper import PaperFacts, PaperKind
from pharmreview.domain.patient import Patient, Practice
from pharmreview.domain.taper.plan import Step, StepKind, TaperPlan
from tests.documents.papers import FENTANYL, MORPHINE, START, facts, plan_of, step
from tests.documents.reading import flat

PRESS = Press()
BUILT = (
    *(kind for kind in PaperKind if kind.series == "plan"),
    *(PaperKind.FOLLOW_UP, PaperKind.GP),
)
WORDS = st.text(
    alphabet=st.sampled_from("abcdefghij ÀéŁőжΩ'’-.,!?<>&{}%\\\"0123456789\n"), min_size=0, max_size=120
)
NAMES = st.text(alphabet=st.sampled_from("abcdeÀéŁőж'’- <>&{}%"), min_size=1, max_size=40).filter(str.strip)
DAYS = st.dates(date(2026, 11, 1), date(2028, 12, 31))
ISO = DAYS.map(date.isoformat)
KEYS = st.fixed_dictionaries(
    {},
    optional={
        "decide.goal": WORDS,
        "decide.decision": st.sampled_from([f"OPT{n}" for n in range(1, 9)] + ["something else"]),
        "decide.who_decided": st.sampled_from(["WD1", "WD2", "WD3", "another"]),
        "decide.aim": st.sampled_from(["AIM1", "AIM2", "own words"]),
        "decide.living_well": WORDS,
        "decide.living_well_when": WORDS,
        "decide.think_again": WORDS,
        "decide.review_date": st.one_of(ISO, st.just("soon")),
        "decide.safety_reason": WORDS,
        "sheet.shared_summary": WORDS,
        "safety.discussed": st.lists(st.sampled_from([f"SN{n}" for n in range(1, 14)]), unique=True).map(
            tuple
        ),
        "safety.naloxone_given": st.sampled_from(["yes", "no"]),
        "safety.out_of_hours": WORDS,
        "follow_up.next_contact": ISO,
        "follow_up.contact_mode": st.sampled_from(["CM1", "CM2", "CM3", "CM4", "CM5", "owl"]),
        "follow_up.with_whom": NAMES,
    },
)


@st.composite
def plans(draw: st.DrawFn) -> TaperPlan:
    """A falling plan of tablets or of patches, with pauses."""
    patches = draw(st.booleans())
    count = draw(st.integers(1, 8))
    steps: list[Step] = []
    when = START
    if patches:
        rates = ["125", "112", "100", "87", "75", "62", "50", "37", "25", "12"]
        for number in range(count + 1):
            kind = StepKind.REDUCE if number else StepKind.START
            steps.append(step(number, when, {"worn": rates[number]}, kind=kind, products=FENTANYL))
            when += timedelta(days=28)
        return plan_of(steps)
    times = draw(
        st.sampled_from([("morning", "evening"), ("night",), ("morning", "midday", "evening", "night")])
    )
    dose = draw(st.integers(count + 1, 40)) * 5
    for number in range(count + 1):
        kind = (
            draw(st.sampled_from([StepKind.REDUCE, StepKind.PAUSE, StepKind.HOLD]))
            if number
            else StepKind.START
        )
        if kind is StepKind.REDUCE:
            dose -= 5
        steps.append(step(number, when, dict.fromkeys(times, dose), kind=kind, reason=draw(WORDS)))
        when += timedelta(days=28)
    return plan_of(steps, issues=draw(st.booleans()))


@st.composite
def papers(draw: st.DrawFn) -> PaperFacts:
    """Facts for any paper about anyone."""
    patient = Patient(
        given_name=draw(NAMES),
        family_name=draw(NAMES),
        title=draw(st.sampled_from(["", "Mrs", "Dr"])),
        preferred_name=draw(st.one_of(st.just(""), NAMES)),
        nhs_number=draw(st.sampled_from(["", "9990000018"])),
        born=draw(st.one_of(st.none(), st.dates(date(1930, 1, 1), date(2005, 1, 1)))),
    )
    practice = draw(
        st.sampled_from([Practice(), Practice(name="Harebell Lane Surgery", phone="01632 960 123")])
    )
    return facts(
        draw(st.sampled_from(BUILT)),
        patient=patient,
        practice=practice,
        answers=draw(KEYS),
        plan=draw(plans()),
        agreed=draw(st.booleans()),
        today=draw(DAYS),
    )


@settings(max_examples=60)
@given(papers())
def test_that_any_paper_is_made_whole_and_names_its_person_on_every_page(paper: PaperFacts) -> None:
    pressed = PRESS.press(paper)
    texts = PRESS.page_texts(pressed.pdf)
    person = paper.patient
    name = re.sub(r"\s", "", clean(f"{person.given_name} {person.family_name}")).casefold()
    for number, page in enumerate(texts, 1):
        assert f"Page {number} of {pressed.pages}" in flat(page)
        assert name in re.sub(r"\s", "", page).casefold()
    # No place of the wording is left unfilled: every brace comes from what was typed.
    typed = " ".join(str(value) for value in paper.answers.values()) + paper.model_dump_json()
    for place in re.findall(r"\{[a-z_]{2,}\}", " ".join(texts)):
        assert place in typed
    assert pressed.pdf == PRESS.press(paper).pdf


@settings(max_examples=40)
@given(plans(), DAYS)
def test_that_every_dose_of_the_whole_route_is_on_the_page(plan: TaperPlan, today: date) -> None:
    paper = facts(PaperKind.WHOLE_ROUTE, plan=plan, today=today)
    text = flat(" ".join(PRESS.page_texts(PRESS.press(paper).pdf)))
    unit = "" if plan.steps[0].doses[0].when == "worn" else "mg"
    for told in plan.steps:
        assert f"{told.daily_dose:,}{unit}" in text
    assert set(MORPHINE)


@given(st.text(max_size=60), st.decimals(min_value=0, max_value=10, places=1))
def test_that_wording_is_filled_once_or_refused(value: str, number: Decimal) -> None:
    sample = Wording("w", {"a": {"b": "{one} and {two}"}})
    try:
        told = sample.plain("a.b", one=value, two=str(number))
    except PaperProblem:
        raise AssertionError("both places were filled") from None
    shown = clean(value).strip()
    assert told == (f"{shown} and {number}" if shown else "")
