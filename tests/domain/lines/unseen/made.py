"""Directions made up at random from a meaning that is known before the words are.

Shares nothing with the reader. Each family says one kind of meaning in the words, signs and slips of order
that UK records use; a sentence may be one that nobody could read with certainty: then to refuse it is right.
"""

from collections.abc import Callable, Sequence
from random import Random
from typing import NamedTuple


class Said(NamedTuple):
    """A sentence, the form it is written for, and the units a day that it means: low and high."""

    text: str
    form: str
    low: float
    high: float


class _Count(NamedTuple):
    words: str
    low: float
    high: float


def _counts(listed: str) -> list[_Count]:
    """One a line: words = low high."""
    found = []
    for line in listed.strip().splitlines():
        words, _, numbers = line.strip().partition(" = ")
        low, *high = numbers.split()
        found.append(_Count(words, float(low), float((high or [low])[0])))
    return found


_FIXED = _counts("""
    one = 1
    1 = 1
    two = 2
    2 = 2
    TWO = 2
    three = 3
    3 = 3
    half = 0.5
    ½ = 0.5
    1½ = 1.5
    i = 1
    ii = 2
    ONE (1) = 1
    2 (two) = 2
    4 = 4
    one and a half = 1.5
""")
_RANGES = _counts("""
    1-2 = 1 2
    one to two = 1 2
    1 or 2 = 1 2
    one or two = 1 2
    1 - 2 = 1 2
    ONE-TWO = 1 2
    1/2 to 1 = 0.5 1
    half to one = 0.5 1
    2-3 = 2 3
""")
_OFTEN = _counts("""
    bd = 2
    twice a day = 2
    tds = 3
    three times a day = 3
    qds = 4
    four times daily = 4
    od = 1
    once daily = 1
    daily = 1
    every 6 hours = 4
    6 hourly = 4
    12 hrly = 2
    every 4 to 6 hours = 4 6
    4-6 hourly = 4 6
    6-8 hrly = 3 4
    every six to eight hours = 3 4
    q4-6h = 4 6
    2-3 times a day = 2 3
    two to three times daily = 2 3
    every other day = 0.5
    alternate days = 0.5
    once every 2 days = 0.5
    b.d. = 2
    every 8 hrs = 3
    at night = 1
    nocte = 1
    each morning = 1
    mane = 1
    morning and night = 2
    every morning and evening = 2
    mane and nocte = 2
    twice daily 12 hours apart = 2
    TWICE DAILY = 2
    3 times/day = 3
""")
_LIMITS = _counts("""
    max 8 a day = 8
    . Max 8 in 24 hrs = 8
    (max 8/24h) = 8
    maximum 6 per day = 6
    , no more than 8 in 24 hours = 8
    not more than 4 a day = 4
    do not exceed 8 in 24 hours = 8
    - max. 8 daily = 8
    MAX 6/DAY = 6
""")
_MOMENTS: tuple[tuple[str, ...], ...] = (
    (
        "in the morning",
        "mane",
        "am",
        "each morning",
        "om",
        "with breakfast",
        "at 8am",
        "on waking",
        "(morning)",
    ),
    ("at lunch", "at midday", "lunchtime", "with lunch", "at noon", "mid-day", "at lunchtime"),
    ("in the evening", "at teatime", "with tea", "at 6pm", "with evening meal", "evening", "eve", "tea time"),
    (
        "at night",
        "nocte",
        "at bedtime",
        "before bed",
        "on",
        "nightly",
        "at 10pm",
        "(night)",
    ),
)
_TABLETS = ("", " tablet", " tab", " tabs", " tablets", " capsule(s)", " caps", " tablet(s)", " tabs.")
_HEADS = (
    "", "", "take ", "Take ", "to take ", "TAKE: ", "please take ", "Pain: ", "For pain, ", "dose: ",
    "* ", "(NEW) ",
)  # fmt: skip
_NEEDED = (" prn", " when required", " as needed", " if required for pain", " PRN", " as necessary", " sos")
_NOTES = (
    "", "", " with food", " swallow whole", " - do not crush", " (84)", " x 56", " for 28 days",
    " review in 6 weeks", " rv 1/12", " with plenty of water", " half an hour before food",
    " 30 mins before food", " avoid alcohol", " (dosage has changed)", " as directed", " 7/7 supply",
    " weekly script", " disp 28", " (2 boxes)", " started 12.3.24", " since 2019",
    " for back + hip pain", " ext 4021", " 4 weekly review", " (30mg)", " 1st issue",
    " wait 4 hours between doses", " with 200ml water", " leave 6 hours between doses", " - 28 tabs",
    " 1 hour before bed",
)  # fmt: skip
_WORN = (
    "every 72 hours", "every 3 days", "weekly", "every 7 days", "every seven days", "once a week",
    "72 hourly", "every 7/7", "every 96 hours", "every third day", "once weekly", "every three days",
    "and change every 72 hours",
)  # fmt: skip
_TOGETHER = (
    " and ", ", ", " & ", " + ", "; ", " ", " then ", " plus ", " and then ", ". ", " / ", " also ",
    " - ",
)  # fmt: skip


def _strip(noted: Callable[[Random], Said]) -> Callable[[Random], Said]:
    """The same with a head, a note or two, and now and then in capitals."""

    def made(random: Random) -> Said:
        said = noted(random)
        text = random.choice(_HEADS) + said.text + random.choice(_NOTES)
        if random.random() < 0.2:
            text += random.choice((",", ".", ";", " -")) + random.choice(_NOTES)
        return said._replace(text=text.upper() if random.random() < 0.15 else text)

    return made


@_strip
def _so_often(random: Random) -> Said:
    count, often = random.choice([*_FIXED, *_RANGES]), random.choice(_OFTEN)
    low, high = count.low * often.low, count.high * often.high
    needed = random.choice(_NEEDED) if random.random() < 0.4 else ""
    limit = random.choice(_LIMITS)
    most = ""
    if random.random() < 0.3 and limit.high >= count.high:
        low, high, most = min(low, limit.high), min(high, limit.high), " " + limit.words
    return Said(f"{count.words}{random.choice(_TABLETS)} {often.words}{needed}{most}", "tablet", low, high)


def _parts_of_the_day(random: Random, least: int) -> tuple[list[str], list[_Count]]:
    at = sorted(random.sample(range(len(_MOMENTS)), random.randint(least, 3)))
    return [random.choice(_MOMENTS[place]) for place in at], [random.choice(_FIXED) for _ in at]


@_strip
def _at_times(random: Random) -> Said:
    moments, counts = _parts_of_the_day(random, 2)
    noun = random.choice(_TABLETS)
    parts = [f"{count.words}{noun} {moment}" for count, moment in zip(counts, moments, strict=True)]
    total = sum(count.high for count in counts)
    return Said(random.choice(_TOGETHER).join(parts), "tablet", total, total)


@_strip
def _times_first(random: Random) -> Said:
    moments, counts = _parts_of_the_day(random, 2)
    mark = random.choice((" ", ": ", " - ", ", "))
    parts = [f"{moment}{mark}{count.words}" for count, moment in zip(counts, moments, strict=True)]
    total = sum(count.high for count in counts)
    return Said(random.choice((", ", "; ", " and ", " ", ". ")).join(parts), "tablet", total, total)


@_strip
def _one_dose_at_times(random: Random) -> Said:
    moments, counts = _parts_of_the_day(random, 2)
    total = counts[0].high * len(moments)
    times = random.choice((" and ", ", ", " & ", " / ", " + ", "/")).join(moments)
    return Said(f"{counts[0].words}{random.choice(_TABLETS)} {times}", "tablet", total, total)


@_strip
def _with_one_more_at_night(random: Random) -> Said:
    count, more = random.choice(_FIXED), random.choice(_FIXED)
    often = random.choice([each for each in _OFTEN if each.words not in {"at night", "nocte"}])
    again = f"{random.choice(_TOGETHER)}{more.words} {random.choice(_MOMENTS[3])}"
    text = f"{count.words}{random.choice(_TABLETS)} {often.words}{again}"
    return Said(text, "tablet", count.low * often.low + more.low, count.high * often.high + more.high)


@_strip
def _liquid(random: Random) -> Said:
    low = random.choice((1.0, 2.5, 5.0, 7.5, 10.0, 15.0))
    high = low * random.choice((1, 1, 2))
    ml = random.choice(("ml", " ml", "mls", " mL", "ML"))
    dose = (
        f"{low:g}{ml}"
        if low == high
        else random.choice((f"{low:g}-{high:g}{ml}", f"{low:g}{ml} to {high:g}{ml}"))
    )
    often = random.choice(_OFTEN)
    weight = random.choice(("", "", f" ({low * 2:g}mg)" if low == high else "", " of 10mg/5ml solution"))
    needed = random.choice(_NEEDED) if random.random() < 0.5 else ""
    text = f"{dose}{weight} {often.words}{needed}"
    return Said(text, "oral solution", low * often.low, high * often.high)


@_strip
def _weight(random: Random) -> Said:
    low = random.choice((5, 10, 15, 20, 30, 50, 100, 300, 600))
    often = random.choice(_OFTEN)
    mg = random.choice(("mg", " mg", "MG", "mgs"))
    return Said(f"{low}{mg} {often.words}", "tablet", low * often.low, low * often.high)


@_strip
def _patch(random: Random) -> Said:
    count = random.choice(_counts("one = 1\n1 = 1\nONE = 1\ntwo = 2\n2 = 2\nTWO (2) = 2"))
    noun = random.choice((" patch", " patches", "", " transdermal patch"))
    often = random.choice(_WORN)
    skin = random.choice(("", " to skin", " to dry skin on upper arm or back", ""))
    return Said(f"apply {count.words}{noun}{skin} {often}", "patch", count.low, count.high)


@_strip
def _in_steps(random: Random) -> Said:
    counts = random.sample(_FIXED, 2)
    often = random.choices(_OFTEN, k=2)
    length = random.choice(
        ("for 1 week", "for 2 weeks", "for 7 days", "x 14 days", "for one week", "for a fortnight")
    )
    join = random.choice((" then ", ", then ", " and then ", ". Then ", " followed by ", "; then "))
    parts = [f"{count.words} {each.words}" for count, each in zip(counts, often, strict=True)]
    lows = [count.low * each.low for count, each in zip(counts, often, strict=True)]
    highs = [count.high * each.high for count, each in zip(counts, often, strict=True)]
    return Said(f"{parts[0]} {length}{join}{parts[1]}", "tablet", min(lows), max(highs))


FAMILIES: Sequence[Callable[[Random], Said]] = (
    _so_often, _at_times, _times_first, _one_dose_at_times, _with_one_more_at_night,
    _liquid, _weight, _patch, _in_steps,
)  # fmt: skip


def made(seed: int) -> Said:
    """One sentence of a family, the same for the same seed."""
    random = Random(seed)
    return random.choice(FAMILIES)(random)
