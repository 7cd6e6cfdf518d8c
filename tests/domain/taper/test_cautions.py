"""Every caution of a plan, in its order and with the very numbers it names; and that no other is given."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from pharmreview.domain.taper.plan import Medicine, Pace, Pause, TaperRequest
from pharmreview.domain.taper.wishes import AlsoTaken, Stock, Switch
from pharmreview.services.tapering import Tapering
from tests.domain.taper.conftest import START, Planner
from tests.domain.taper.test_plans import FENTANYL, MORPHINE, PREGABALIN

MST = "Morphine sulfate {}mg modified-release tablets"
ALIKE = " and the other strengths of its brand and form"
ZOMORPH = "Zomorph {}mg modified-release capsules"
LOW, HIGH = (MST.format(30), "ONE TWICE A DAY"), (MST.format(100), "ONE TWICE A DAY")
SOLUTION = ("Morphine sulfate 10mg/5ml oral solution", "5ml FOUR TIMES A DAY")
CODAMOL = ("Co-codamol 30mg/500mg tablets", "TWO FOUR TIMES A DAY")
HAPOCTASIN = ("Hapoctasin 52.5micrograms/hour transdermal patches", "APPLY ONE PATCH EVERY 72 HOURS")
WEEKLY = "Buprenorphine 20micrograms/hour transdermal patches"
PETHIDINE = ("Pethidine 50mg tablets", "ONE TWICE A DAY")
RANGE = ("Codeine 30mg tablets", "1-2 FOUR TIMES A DAY")
PRN = ("Tramadol 50mg capsules", "TWO FOUR TIMES A DAY WHEN REQUIRED")
TRANSTEC = ("Transtec 35micrograms/hour transdermal patches", "APPLY ONE PATCH TWICE A WEEK")
SEVEN_DAYS = "Buprenorphine 5micrograms/hour transdermal patches"
UNEVEN = ("Gabapentin 300mg capsules", "ONE IN THE MORNING AND TWO AT NIGHT")

Given = tuple[str, dict[str, str]]
LOST: Given = ("lost-tolerance", {})
DRIVING: Given = ("driving", {})
HIGH_120: Given = ("high-dose", {"ome": "120", "line": "120"})
USUAL = [HIGH_120, LOST, DRIVING]


def of(code: str, name: str = MORPHINE[0], **facts: str) -> Given:
    return code, {"name": name, **facts}


def asked(
    *medicines: tuple[str, str], aim: str, **rest: object
) -> tuple[tuple[tuple[str, str], ...], dict[str, object]]:
    return medicines, {"order": ("m1",), "aim": {"m1": Decimal(aim)}, **rest}


def pause(days: int) -> tuple[Pause, ...]:
    return (Pause(start=date(2027, 1, 20), days=days),)


CASES: dict[str, tuple[tuple[tuple[tuple[str, str], ...], dict[str, object]], list[Given]]] = {
    "a 96-hour patch changed twice a week, with patches of seven days below it": (
        asked(TRANSTEC, aim="0"),
        [
            LOST,
            DRIVING,
            of(
                "smallest-step-exceeds-pace",
                TRANSTEC[0],
                number="1 reduction",
                are="is",
                first="35 to 0 microgram/hour (100 percent)",
            ),
            of("finer-product", TRANSTEC[0], step="35 to 0 microgram/hour (100 percent)", to=SEVEN_DAYS),
            of("last-patch", TRANSTEC[0], step="35 to 0 microgram/hour (100 percent)"),
            of("patch-by-brand", TRANSTEC[0]),
            of("patch-twice-a-week", TRANSTEC[0]),
        ],
    ),
    "gentle": (asked(LOW, aim="50"), [LOST, DRIVING]),
    "just below a high dose": (
        asked((MST.format(15), "ONE IN THE MORNING AND THREE AT NIGHT"), aim="55"),
        [LOST, DRIVING],
    ),
    "high": (asked(MORPHINE, aim="60"), USUAL),
    "for a specialist": (
        asked((MST.format(100), "ONE IN THE MORNING AND TWO AT NIGHT"), aim="270"),
        [("specialist-advice", {"ome": "300", "line": "300"}), LOST, DRIVING],
    ),
    "a total that is not known": (
        asked(MORPHINE, PETHIDINE, aim="110"),
        [("ome-incomplete", {}), LOST, DRIVING],
    ),
    "weekly, with a Z-drug": (
        asked(MORPHINE, ("Zopiclone 7.5mg tablets", "ONE AT NIGHT"), aim="100", pace=Pace(every_days=13)),
        [
            HIGH_120,
            ("opioid-with-benzodiazepine", {}),
            LOST,
            DRIVING,
            of("weekly-steps", every="every 13 days"),
        ],
    ),
    "patches every day": (
        asked(FENTANYL, aim="62.5", pace=Pace(every_days=1)),
        [
            ("high-dose", {"ome": "180", "line": "120"}),
            LOST,
            DRIVING,
            of("step-above-10-percent", FENTANYL[0], step="75 to 62.5 microgram/hour (16.7 percent)"),
            of(
                "smallest-step-exceeds-pace",
                FENTANYL[0],
                number="1 reduction",
                are="is",
                first="75 to 62.5 microgram/hour (16.7 percent)",
            ),
            of("weekly-steps", FENTANYL[0], every="every 6 days"),
            of("kept-for-two-patches", FENTANYL[0], asked="every day", days="6 days"),
            of("patch-by-brand", FENTANYL[0]),
        ],
    ),
    "fortnightly": (
        asked(MORPHINE, aim="100", pace=Pace(every_days=14)),
        [*USUAL, of("long-use", every="every 14 days")],
    ),
    "every 27 days": (
        asked(MORPHINE, aim="100", pace=Pace(every_days=27)),
        [*USUAL, of("long-use", every="every 27 days")],
    ),
    "an opioid and a gabapentinoid that both come down": (
        (
            (LOW, PREGABALIN),
            {"order": ("m1", "m2"), "aim": {"m1": Decimal(55), "m2": Decimal(275)}},
        ),
        [
            ("opioid-with-gabapentinoid", {}),
            LOST,
            DRIVING,
            of("gabapentinoid-epilepsy", PREGABALIN[0]),
        ],
    ),
    "a gabapentinoid and a range beside it": (
        asked(MORPHINE, PREGABALIN, RANGE, aim="100"),
        [
            ("high-dose", {"ome": "144", "line": "120"}),
            ("opioid-with-gabapentinoid", {}),
            of("range-counted-high", RANGE[0]),
            LOST,
            DRIVING,
        ],
    ),
    "the smallest steps to nothing": (
        asked(MORPHINE, aim="0"),
        [
            *USUAL,
            of("step-above-20-percent", step="10 to 5 mg (50 percent)"),
            of(
                "smallest-step-exceeds-pace",
                number="9 reductions",
                are="are",
                first="45 to 40 mg (11.1 percent)",
            ),
        ],
    ),
    "a quarter at once": (
        asked(MORPHINE, aim="60", pace=Pace(percent=Decimal(25))),
        [*USUAL, of("step-above-20-percent", step="95 to 75 mg (21.1 percent)")],
    ),
    "more than a quarter at once": (
        asked(MORPHINE, aim="60", pace=Pace(percent=Decimal(26))),
        [
            *USUAL,
            of("step-above-20-percent", step="95 to 75 mg (21.1 percent)"),
            of("step-limited", most="25"),
        ],
    ),
    "five years of use, faster than a tenth": (
        asked(MORPHINE, aim="60", used_months=60, pace=Pace(percent=Decimal(12))),
        [*USUAL, of("step-above-10-percent", step="90 to 80 mg (11.1 percent)"), of("slower-for-long-use")],
    ),
    "a pause on the last dose, from which more than a quarter was asked": (
        asked(
            LOW,
            aim="30",
            pace=Pace(fixed=Decimal(10)),
            pauses=(Pause(start=START + timedelta(days=60), days=7),),
        ),
        [LOST, DRIVING, of("step-above-20-percent", LOW[0], step="40 to 30 mg (25 percent)")],
    ),
    "five years of use, a tenth": (asked(MORPHINE, aim="60", used_months=60), USUAL),
    "under five years of use, faster than a tenth": (
        asked(MORPHINE, aim="60", used_months=59, pace=Pace(percent=Decimal(12))),
        [*USUAL, of("step-above-10-percent", step="90 to 80 mg (11.1 percent)")],
    ),
    "a very high dose of known use, oftener than four weeks": (
        asked(
            HIGH, ("Codeine 30mg tablets", "FOUR DAILY"), aim="170", used_months=2, pace=Pace(every_days=27)
        ),
        [
            ("high-dose", {"ome": "212", "line": "120"}),
            LOST,
            DRIVING,
            of("long-use", HIGH[0], every="every 27 days"),
            of("slower-for-long-use", HIGH[0]),
        ],
    ),
    "a very high dose of unknown use": (
        asked(HIGH, ("Codeine 30mg tablets", "FOUR DAILY"), aim="170", pace=Pace(every_days=27)),
        [
            ("high-dose", {"ome": "212", "line": "120"}),
            LOST,
            DRIVING,
            of("long-use", HIGH[0], every="every 27 days"),
        ],
    ),
    "200 mg is not above 200": (
        asked(HIGH, aim="170", used_months=2, pace=Pace(every_days=27)),
        [
            ("high-dose", {"ome": "200", "line": "120"}),
            LOST,
            DRIVING,
            of("long-use", HIGH[0], every="every 27 days"),
        ],
    ),
    "patches to nothing with a pause that moves the day": (
        asked(FENTANYL, aim="0", pauses=pause(10)),
        [
            ("high-dose", {"ome": "180", "line": "120"}),
            LOST,
            DRIVING,
            of("step-above-20-percent", FENTANYL[0], step="25 to 12 microgram/hour (52 percent)"),
            of(
                "smallest-step-exceeds-pace",
                FENTANYL[0],
                number="6 reductions",
                are="are",
                first="75 to 62.5 microgram/hour (16.7 percent)",
            ),
            of("last-patch", FENTANYL[0], step="12 to 0 microgram/hour (100 percent)"),
            of("change-day-moves", FENTANYL[0]),
            of("patch-by-brand", FENTANYL[0]),
        ],
    ),
    "patches kept, with a pause of whole wear periods": (
        asked(FENTANYL, aim="50", pauses=pause(9)),
        [
            ("high-dose", {"ome": "180", "line": "120"}),
            LOST,
            DRIVING,
            of("step-above-10-percent", FENTANYL[0], step="62.5 to 50 microgram/hour (20 percent)"),
            of(
                "smallest-step-exceeds-pace",
                FENTANYL[0],
                number="2 reductions",
                are="are",
                first="75 to 62.5 microgram/hour (16.7 percent)",
            ),
            of("patch-by-brand", FENTANYL[0]),
        ],
    ),
    "as needed": (
        asked(PRN, aim="300"),
        [
            LOST,
            DRIVING,
            of("step-above-10-percent", PRN[0], step="350 to 300 mg (14.3 percent)"),
            of(
                "smallest-step-exceeds-pace",
                PRN[0],
                number="2 reductions",
                are="are",
                first="400 to 350 mg (12.5 percent)",
            ),
            of("as-needed", PRN[0]),
        ],
    ),
    "issues asked for longer than the schedule lets": (
        asked(MORPHINE, aim="100", issue_days=31),
        [*USUAL, of("issue-limited", days="30")],
    ),
    "issues of thirty days": (asked(MORPHINE, aim="100", issue_days=30), USUAL),
    "more at home than is needed": (
        asked(
            MORPHINE,
            aim="110",
            stock=(
                Stock(product=MST.format(200), quantity=Decimal(5)),
                Stock(product=MST.format(10), quantity=Decimal(60)),
            ),
        ),
        [*USUAL, ("left-over", {"items": f"5 of {MST.format(200)}, 4 of {MST.format(10)}"})],
    ),
    "a change to a liquid": (
        asked(MORPHINE, aim="60", switches={"m1": Switch(to=(SOLUTION[0],), at=Decimal(80), confirmed=True)}),
        [
            *USUAL,
            of("measured-by-syringe", SOLUTION[0], step="0.5"),
            of("concentrated-liquid", SOLUTION[0], each="2 mg", others="6 mg or 20 mg"),
            of("product-switch", to=SOLUTION[0], unit="mg", dose="80"),
        ],
    ),
    "a change to products that make no such dose": (
        asked(
            (MST.format(15), "THREE IN THE MORNING AND FOUR AT NIGHT"),
            aim="90",
            switches={"m1": Switch(to=(ZOMORPH.format(30), ZOMORPH.format(10)), confirmed=True)},
        ),
        [
            LOST,
            DRIVING,
            of(
                "switch-without-same-dose",
                MST.format(15),
                to=ZOMORPH.format(30),
                unit="mg",
                dose="105",
            ),
        ],
    ),
    "a liquid": (
        asked(SOLUTION, aim="20"),
        [
            LOST,
            DRIVING,
            of("measured-by-syringe", SOLUTION[0], step="0.5"),
            of("concentrated-liquid", SOLUTION[0], each="2 mg", others="6 mg or 20 mg"),
        ],
    ),
    "paracetamol left behind": (
        asked(CODAMOL, aim="180", switches={"m1": Switch(to=("Codeine 30mg tablets",), confirmed=True)}),
        [
            LOST,
            DRIVING,
            of("product-switch", CODAMOL[0], to=f"Codeine 30mg tablets{ALIKE}", unit="mg", dose="240"),
            of("paracetamol-apart", CODAMOL[0]),
        ],
    ),
    "another family of patches": (
        asked(HAPOCTASIN, aim="30", switches={"m1": Switch(to=(WEEKLY,), at=Decimal(35), confirmed=True)}),
        [
            ("high-dose", {"ome": "126", "line": "120"}),
            LOST,
            DRIVING,
            of("step-above-20-percent", HAPOCTASIN[0], step="52.5 to 35 microgram/hour (33.3 percent)"),
            of(
                "smallest-step-exceeds-pace",
                HAPOCTASIN[0],
                number="1 reduction",
                are="is",
                first="52.5 to 35 microgram/hour (33.3 percent)",
            ),
            of("patch-by-brand", HAPOCTASIN[0]),
            of("step-above-10-percent", WEEKLY, step="35 to 30 microgram/hour (14.3 percent)"),
            of(
                "smallest-step-exceeds-pace",
                WEEKLY,
                number="1 reduction",
                are="is",
                first="35 to 30 microgram/hour (14.3 percent)",
            ),
            of("patch-by-brand", WEEKLY),
            of("product-switch", HAPOCTASIN[0], to=f"{WEEKLY}{ALIKE}", unit="microgram/hour", dose="35"),
            of("change-of-patch-family", HAPOCTASIN[0]),
        ],
    ),
    "more than four tablets at once": (
        asked(MORPHINE, aim="90", products={"m1": (MST.format(10),)}),
        [*USUAL, of("many-units", most="4")],
    ),
    "four tablets at once": (
        asked((MST.format(10), "FOUR TWICE A DAY"), aim="60", products={"m1": (MST.format(10),)}),
        [
            LOST,
            DRIVING,
            of("step-above-10-percent", MST.format(10), step="70 to 60 mg (14.3 percent)"),
            of(
                "smallest-step-exceeds-pace",
                MST.format(10),
                number="2 reductions",
                are="are",
                first="80 to 70 mg (12.5 percent)",
            ),
        ],
    ),
    "beyond the bank holidays that are known": (
        asked(MORPHINE, aim="110", start=date(2037, 1, 1)),
        [*USUAL, ("holidays-unknown", {"until": "31 December 2036"})],
    ),
    "on the last day for which bank holidays are known": (
        asked(MORPHINE, aim="110", start=date(2036, 12, 31)),
        USUAL,
    ),
    "shut for a month": (
        asked(MORPHINE, aim="110", closed=tuple(START - timedelta(days=n) for n in range(31))),
        [*USUAL, ("no-day-to-issue", {"day": "09 December 2026"})],
    ),
    "shut for a month but a day": (
        asked(MORPHINE, aim="110", closed=tuple(START - timedelta(days=n) for n in range(30))),
        USUAL,
    ),
    "one time of day goes up": (
        asked(UNEVEN, aim="700", products={"m1": ("Gabapentin 400mg capsules", "Gabapentin 300mg capsules")}),
        [
            DRIVING,
            of("step-above-10-percent", UNEVEN[0], step="800 to 700 mg (12.5 percent)"),
            of(
                "smallest-step-exceeds-pace",
                UNEVEN[0],
                number="2 reductions",
                are="are",
                first="900 to 800 mg (11.1 percent)",
            ),
            of("dose-at-one-time-rises", UNEVEN[0], step="900 to 800 mg (11.1 percent)"),
            of("gabapentinoid-epilepsy", UNEVEN[0]),
        ],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_that_a_plan_is_given_just_these_cautions(service: Tapering, planned: Planner, case: str) -> None:
    (medicines, rest), wanted = CASES[case]
    plan = planned(*medicines, **rest)
    table = service.settings.cautions
    assert [(c.code, c.text, c.source) for c in plan.cautions] == [
        (code, table[code].text.format(**facts), table[code].source) for code, facts in wanted
    ]


def given(service: Tapering, *medicines: Medicine, **rest: object) -> list[str]:
    request = TaperRequest(**{"start": START, "medicines": medicines, **rest})  # type: ignore[arg-type]
    return [c.code for c in service.plan(request).cautions]


def test_that_a_patch_changed_twice_a_week_is_found_beside_another_medicine_and_another_patch(
    service: Tapering,
) -> None:
    beside = Medicine(id="m0", name=PREGABALIN[0], directions=PREGABALIN[1])
    worn = Medicine(id="m1", name=TRANSTEC[0], directions=TRANSTEC[1])
    assert "patch-twice-a-week" in given(service, beside, worn, order=("m1",), aim={"m1": Decimal(0)})
    other = AlsoTaken(name=TRANSTEC[0], directions="APPLY ONE PATCH EVERY 96 HOURS")
    assert "patch-twice-a-week" in given(service, worn.model_copy(update={"also": (other,)}))


def test_that_a_finer_product_is_told_down_to_the_very_dose_at_which_steps_slow_down(
    planned: Planner,
) -> None:
    plan = planned(("Tramadol 50mg capsules", "ONE TWICE A DAY"), pace=Pace(slow_below_fraction=Decimal(1)))
    assert "finer-product" in {c.code for c in plan.cautions}


def test_that_halves_left_over_of_one_medicine_are_not_told_of_another_of_the_same_product(
    service: Tapering,
) -> None:
    ten = "Morphine sulfate 10mg tablets"
    named = [
        Medicine(id=i, name=ten, directions=f"ONE {n} TIMES A DAY")
        for i, n in (("m1", "THREE"), ("m2", "FOUR"))
    ]
    pace = Pace(fixed=Decimal(10), every_days=35)
    aims = {"m1": Decimal(25), "m2": Decimal(30)}
    codes = given(
        service, *named, order=("m1", "m2"), aim=aims, pace=pace, products=dict.fromkeys(aims, (ten,))
    )
    assert codes.count("half-left-over") == 1
