"""Directions as records write them, and what a pharmacist reads in them: written for this project."""

import pytest

from pharmreview.domain.digits import plain
from pharmreview.domain.lines.directions import read_directions
from pharmreview.domain.lines.line import UnreadDirections


def written(text: str, form: str | None = None) -> str:
    """A reading in one line: "4-8 tablet prn every 6h changing", or "unread"."""
    reading = read_directions(text, form)
    if isinstance(reading, UnreadDirections):
        return "unread"
    low, high = plain(reading.low), plain(reading.high)
    parts = [low if low == high else f"{low}-{high}", reading.unit.value if reading.unit else "-"]
    parts += ["prn"] * reading.as_needed
    if reading.interval_hours is not None:
        parts.append(f"every {plain(reading.interval_hours)}h")
    parts += ["changing"] * reading.changing
    return " ".join(parts)


DOSES = {
    "two caplets tds": "6 tablet",
    "1 cap qid": "4 capsule",
    "½ tab nocte": "0.5 tablet",
    "1½ tablets tds": "4.5 tablet",
    "1 1/2 tabs bd": "3 tablet",
    "1/2 tablet bd": "1 tablet",
    "1/2-1 tablet nocte": "0.5-1 tablet",
    "half to one tablet at bedtime": "0.5-1 tablet",
    "half of a 10mg tablet at night": "0.5 tablet",
    "three quarters of a tablet each morning": "0.75 tablet",
    "a quarter of a tablet twice daily": "0.5 tablet",
    "two-and-a-half tablets od": "2.5 tablet",
    "1 and 1/2 tablets om": "1.5 tablet",
    "ii bd": "4 -",
    "i-ii qds": "4-8 -",
    "T nocte": "1 -",
    "TT tds": "6 -",
    "iv qds": "16 -",
    "two (2) capsules bd": "4 capsule",
    "take 5 (five) ml bd": "10 ml",
    "1 tablet or 2 tablets at night": "1-2 tablet",
    ".5ml tds": "1.5 ml",
    "7.5-10ml four times daily": "30-40 ml",
    "5ml to 10ml qds": "20-40 ml",
    "one or two 5ml spoonfuls tds": "15-30 ml",
    "3x5ml bd": "30 ml",
    "two teaspoonfuls at night": "10 ml",
    "15mg b.d.": "30 mg",
    "0.5g tds": "1500 mg",
    "500mg - 1g qds": "2000-4000 mg",
    "100 mcg twice a day": "200 microgram",
    "2 x 50mg bd": "200 mg",
    "2 x 50mg tablets bd": "4 tablet",
    "one 30mg capsule every morning": "1 capsule",
    "30mg capsules, one twice a day": "2 -",
    "Zomorph 60mg take one bd": "2 -",
    "Oramorph 10mg/5ml 2.5ml qds": "10 ml",
    "30/500 two four times a day": "8 -",
    "10mg (5ml) four times a day": "40 mg",
    "5ml (10mg) four times a day": "20 ml",
    "twenty five mg at night": "25 mg",
    "one dose twice a day": "2 dose",
    "2 sprays tds": "6 dose",
    "1 sachet b.i.d.": "2 sachet",
    "one/two tablets tds": "3-6 tablet",
}

FREQUENCIES = {
    "1 od": "1 -",
    "1 o.d.": "1 -",
    "2 B.D.": "4 -",
    "1 b d": "2 -",
    "1 t.d.s": "3 -",
    "1 qid": "4 -",
    "1 om": "1 -",
    "1 on": "1 -",
    "10mg ON for sleep": "10 mg",
    "1 mane 2 nocte": "3 -",
    "mane 1 nocte 2": "3 -",
    "1 om and on": "2 -",
    "2 am 1 pm": "3 -",
    "one each evening": "1 -",
    "one morning, noon and night": "3 -",
    "1 tab morning & night": "2 tablet",
    "two with breakfast and one with evening meal": "3 -",
    "one at 8am and 8pm": "2 -",
    "1 tab at 08:00 1 tab at 14:00 2 tabs at 22:00": "4 tablet",
    "one tablet last thing at night": "1 tablet",
    "two on waking and one on going to bed": "3 -",
    "twice daily, one in the morning and one at night": "2 -",
    "1 three times a day and 2 at bedtime": "5 -",
    "once or twice a day 1": "1-2 -",
    "1 3-4 times a day": "3-4 -",
    "one 5 x a day": "5 -",
    "2 tabs bd-tds": "4-6 tablet",
    "1 q4h": "6 - every 4h",
    "1 q4-6h": "4-6 -",
    "10mg 4 hrly": "60 mg every 4h",
    "2 six hourly": "8 - every 6h",
    "5ml every four to six hours": "20-30 ml",
    "one every 12 hours": "2 - every 12h",
    "one every twelve hours (twice a day)": "2 - every 12h",
    "1 qod": "0.5 - every 48h",
    "2 alternate nights": "1 - every 48h",
    "one every other day": "0.5 - every 48h",
    "one every fourth day": "0.25 - every 96h",
    "ten tablets every 5 days": "2 tablet every 120h",
    "7 tablets weekly": "1 tablet every 168h",
    "14 ml fortnightly": "1 ml every 336h",
    "3 tablets a month": "0.1 tablet every 720h",
    "7ml on Mondays": "1 ml every 168h",
    "7 tablets Mon, Wed and Fri": "3 tablet",
    "1.4 ml on weekdays": "1 ml",
    "2 per 24 hours": "2 -",
    "10mg over 24 hours": "10 mg",
    "4 daily in divided doses": "4 -",
    "total daily dose 20ml: 5ml four times a day": "20 ml",
    "5ml four times a day, total daily dose 20ml": "20 ml",
    "one before meals and at bedtime": "4 -",
    "1-0-1-2": "4 -",
    "ii 3 times a day": "6 -",
    "half 4-6 hourly": "2-3 -",
    "one four times a day (breakfast, lunch, tea, bedtime)": "4 -",
    "1,1,2 tabs": "4 tablet",
    "1 x3 daily": "3 -",
    "1 at 12 noon and 1 at 12 midnight": "2 -",
    "one at 12 hour intervals": "2 - every 12h",
    "one tds with meals": "3 -",
}

AS_NEEDED_AND_LIMITS = {
    "1 tds prn": "3 - prn",
    "1 qds sos": "4 - prn",
    "two at night if required": "2 - prn",
    "1 bd when in pain": "2 - prn",
    "5ml every 4 hours for breakthrough pain": "30 ml prn every 4h",
    "1 bd if anxious": "2 - prn",
    "1 bd if tolerated": "2 -",
    "1-2 qds prn max 8/24h": "4-8 - prn",
    "1-2 every 4-6 hours, max 6 in 24 hours": "4-6 -",
    "2 q4h no more than 8 daily": "8 - every 4h",
    "1-2 qds. Do not exceed 6 tablets in 24 hrs": "4-6 -",
    "1-2 four hourly, maximum four doses a day": "4-8 - every 4h",
    "5-10mg every 4 hours max 40mg/24 hours": "30-40 mg every 4h",
    "500 micrograms qds max 1mg daily": "1000 microgram",
    "up to four a day": "0-4 -",
    "one up to four times a day": "0-4 -",
    "up to 10ml tds": "0-30 ml",
    "1 prn max 4 a day": "0-4 - prn",
    "1-2 as required, not more than 8 in 24 hours": "0-8 - prn",
    "2 when needed, maximum 3 times a day": "0-6 - prn",
    "1 tablet twice a day and 2 tablets three times a day prn": "2-8 tablet prn",
    "one mane and one extra nocte if needed": "1-2 - prn",
    "one mane and one nocte if needed": "2 - prn",
}

CHANGING = {
    "2 bd for 1 week then 1 bd": "2-4 - changing",
    "one at night for 3 nights then one twice daily": "1-2 - changing",
    "30mg od for 5 days, then 20mg for 5 days, then 10mg for 5 days then stop": "10-30 mg changing",
    "1 nocte, increase to 3 nocte": "1-3 - changing",
    "one daily increasing by one every 3 days to four daily": "1-4 - changing",
    "1 tablet od increasing to tds": "1-3 tablet changing",
    "week 1: one daily, week 2: two daily": "1-2 - changing",
    "one daily for 21 days then 7 days off": "0-1 - changing",
    "one patch every 72 hours for 9 days then two patches": "1-2 patch changing",
}

PATCHES = {
    "one patch every 72 hours": "1 patch every 72h",
    "TWO PATCHES WEEKLY": "2 patch every 168h",
    "apply one patch twice a week": "1 patch every 84h",
    "one patch daily": "1 patch every 24h",
    "apply a patch and change every four days": "1 patch every 96h",
    "apply 1 patch, leave on for 7 days and then replace": "1 patch every 168h",
    "one patch every 72 hours (3 days), remove the old one": "1 patch every 72h",
    "one 25microgram/hour patch every 3 days": "1 patch every 72h",
    "apply ONE every 7 days": "1 patch every 168h",
    "apply one patch on Mondays and Thursdays": "1 patch every 84h",
    "change patch every 72 hours": "1 patch every 72h",
    "one patch for 7 days": "1 patch every 168h",
    "Patches: one every 3 days": "1 patch every 72h",
    "one patch weekly, 4 patch": "1 patch every 168h",
}

IGNORED = {
    "as directed, 1 tds": "3 -",
    "1 bd as per hospital letter": "2 -",
    "dissolve two in half a glass of water bd": "4 -",
    "one sachet in 125ml of water tds": "3 sachet",
    "1 tablet 30 minutes before food bd": "2 tablet",
    "one bd, at least 8 hours apart": "2 -",
    "swallow whole, do not chew or crush. one bd": "2 -",
    "1 nocte. May cause drowsiness. If affected do not drive or operate machinery": "1 -",
    "1 bd not to be taken with alcohol": "2 -",
    "two bd, 112 capsules": "4 -",
    "1 tds x 84": "3 -",
    "one nocte twenty eight tablets": "1 -",
    "1 bd 7/7": "2 -",
    "apply one patch every 7/7": "1 patch every 168h",
    "one every 2/7": "0.5 - every 48h",
    "one twice a day (dose reduced 12/3/2026)": "2 -",
    "1 bd for 2/52": "2 -",
    "1 bd weekly dispensing": "2 -",
    "60mg daily dispensed weekly": "60 mg",
    "40ml daily supervised": "40 ml",
    "40ml daily, supervised Mon to Sat": "40 ml",
    "1 bd, review every 6 months": "2 -",
    "1 bd, collect every Monday": "2 -",
    "1 bd, to last 28 days": "2 -",
    "1-2 qds, max 1 month supply": "4-8 -",
    "1 nocte, max 2 weeks": "1 -",
    "1 bd, repeat every 28 days": "2 -",
    "1 bd for L5/S1 pain": "2 -",
    "1 nocte before work": "1 -",
    "1 bd, 4 weekly review": "2 -",
    "2 nocte - twice weekly pick up": "2 -",
    "one daily dispense 28": "1 -",
    "1 bd started 2 months ago": "2 -",
    "1 bd (reduced from 2 bd)": "2 -",
    "reduced from 2 bd to 1 bd": "2 -",
    "1 bd - dose increased": "2 -",
    "1 bd, 10mg bd": "2 -",
    "1-2 qds, no more often than every 4 hours": "4-8 -",
    "one bd for 5 days, 28 tablets": "2 -",
    "1 bd from 12/03/2026": "2 -",
    "one bd until 5th March": "2 -",
    "1 bd WARNING - Dosage has changed during the effective period. The change was on 02-Sep-2026": "2 -",
    "one tabelt at ngiht": "1 tablet",
    "two capsuls evrey moring": "2 capsule",
    "1 dialy": "1 -",
}

REFUSED = (
    *(
        "as directed",
        "MDU",
        "n/a",
        "see chart",
        "as per reducing regimen",
        "use as instructed by the pain team",
    ),
    *("two tablets", "two tablets prn", "5ml when required", "one or two if needed", "10mg", "1 tablet stat"),
    *("bd", "nocte", "twice a day with food", "up to qds", "take every 4 hours", "change every 7 days"),
    *("2 tablets once", "one twice", "1 three times", "max"),
    *(
        "1/2 bd",
        "2/3 tablets a day",
        "half 2 tablets bd",
        "half 5mg daily",
        "1 half tablet daily",
        "half-1 nocte",
    ),
    *(
        "1 to 2 to 3 daily",
        "1-2-3",
        "1/1/2",
        "1-1-1 tds",
        "2-1 daily",
        "1 - 60mg daily",
        "1,5ml daily",
        "two hundred mg daily",
    ),
    *("take ... ml every ... hours", "take __ tablets daily", "1 bd?", "~2 daily", "<4 a day"),
    *(
        "one tablet four a day",
        "2 tablets 3 daily",
        "1 bd, 2 nocte",
        "1 bd, 2 tds",
        "1 bd or 2 nocte",
        "1 2 daily",
    ),
    *(
        "2 times every day",
        "take 1 - 2 times daily",
        "3 times a day morning and night",
        "2 daily every 6 hours",
    ),
    *("2 weekly", "3 monthly", "2 hourly", "1x3", "2 x 28 daily", "biweekly one patch", "1 every so often"),
    *(
        "take 11 daily",
        "3000ml daily",
        "2 bd ml",
        "2 .5ml bd",
        "2. 5ml bd",
        "20 tablets at night",
        "10 bd",
        "MST 10 bd",
        "one every 10 minutes",
    ),
    *("one bd, reduce by 1 a week", "titrate to response, start 1 bd", "1 nocte increase as tolerated"),
    *(
        "1 bd except Sundays",
        "one daily unless drowsy",
        "1 bd, stop if confused",
        "not taking",
        "do not take 1 bd",
    ),
    *(
        "one or more daily",
        "at least 2 daily",
        "more than 1 bd",
        "a few daily",
        "a couple bd",
        "one tow or three bd",
    ),
    *(
        "10mg/kg daily",
        "at a rate of 5mg per hour",
        "1 at onset repeat after 2 hours",
        "one daily or as directed",
    ),
    *("1 nocte 3 nights", "one at night and one at night if needed", "one daily for 3 weeks out of 4"),
    *("one the night before surgery", "one tablet, review monthly", "alternate days 2 then 4", "prev 2 bd"),
    *(
        "56 to last 28 days",
        "1 bd max 8 day",
        "half a patch for 7 days",
        "2 x 5 daily",
        "1 bd until 2 weeks ago",
        "1 daily for 5 days, repeat every 28 days",
        "1 bd to be reduced from 3 bd",
        "1 patch, repeat every 7 days",
    ),
    *("1 and 2 on alternate days", "5mg one day and 10mg the next", "1 daily and 2 on Sundays"),
    *(
        "1-2 qds max 4g paracetamol a day",
        "2 tablets qds max 1 daily",
        "one tablet tiwec a day",
        "take with 2 senna bd",
    ),
    *(
        "apply 25mcg patch every 72 hours",
        "one patch in the morning, remove at night",
        "half a patch every 72 hours",
    ),
    *("5ml in the morning and 1 tablet at night"),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [*DOSES.items(), *FREQUENCIES.items(), *AS_NEEDED_AND_LIMITS.items()],
)
def test_that_a_dose_and_a_frequency_are_read_as_units_a_day(text: str, expected: str) -> None:
    assert written(text) == expected


@pytest.mark.parametrize(("text", "expected"), CHANGING.items())
def test_that_a_changing_regimen_gives_its_lowest_and_highest_step(text: str, expected: str) -> None:
    assert written(text) == expected


@pytest.mark.parametrize(("text", "expected"), PATCHES.items())
def test_that_patches_count_as_worn_at_once(text: str, expected: str) -> None:
    assert written(text) == expected


@pytest.mark.parametrize(("text", "expected"), IGNORED.items())
def test_that_words_about_something_else_change_nothing(text: str, expected: str) -> None:
    assert written(text) == expected


@pytest.mark.parametrize("text", REFUSED)
def test_that_text_without_one_clear_daily_quantity_is_unread(text: str) -> None:
    reading = read_directions(text)
    assert isinstance(reading, UnreadDirections)
    assert reading.why.endswith(".")


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [
        ("one every 72 hours", "patch", "1 patch every 72h"),
        ("change every 72 hours", "patch", "unread"),
        ("one every 72 hours", None, "0.3333333333333333333333333333 - every 72h"),
        ("1 tds", "oral solution", "unread"),
        ("5ml tds", "oral solution", "15 ml"),
        ("10mg tds", "oral solution", "30 mg"),
        ("5ml tds", "tablet", "unread"),
        ("1 tds", "Tablet", "3 -"),
        ("25mcg every 72 hours", "patch", "unread"),
    ],
)
def test_that_the_form_settles_what_a_number_counts(text: str, form: str | None, expected: str) -> None:
    assert written(text, form) == expected


@pytest.mark.parametrize("text", ["Mar-04", "02-Jan", "2026-03-04", "1/2/2026", " 3-Apr-2026 "])
def test_that_a_dose_made_a_date_by_a_spreadsheet_is_said_to_be_one(text: str) -> None:
    assert "stands as a date" in read_directions(text).why
