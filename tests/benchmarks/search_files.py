"""Searches of any length, all of one shape: invented people, four lines each, written as practices write.

The same count and seed give the same file. About 600 product names and 1,500 directions occur, most of them
seldom, as in a real list; each name has directions of its own kind.
"""

import csv
import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import product
from pathlib import Path

RUN_ON = date(2026, 11, 20)
LINES_EACH = 4
_USUAL = 40
_UNUSUAL = 0.1
"""How many directions are usual for a medicine, and the share of lines that say something else."""
LAYOUTS = ("plain", "emis", "systmone")
_Person = tuple[str, ...]
_Line = tuple[str, str, str, date]
_People = Iterator[tuple[int, _Person, list[_Line]]]
_HEADINGS = (
    "NHS Number",
    "Surname",
    "Forename",
    "Date of Birth",
    "Gender",
    "Medication",
    "Dosage",
    "Quantity",
    "Date of Issue",
    "Code Term",
)

_SOLIDS = (
    ("Morphine sulfate", (5, 10, 15, 30, 60, 100), "modified-release tablets"),
    ("Morphine sulfate", (10, 20), "tablets"),
    ("Oxycodone", (5, 10, 15, 20, 30, 40, 60, 80), "modified-release tablets"),
    ("Oxycodone", (5, 10, 20), "capsules"),
    ("Tapentadol", (50, 100, 150, 200, 250), "modified-release tablets"),
    ("Tramadol", (50, 100, 150, 200), "modified-release capsules"),
    ("Tramadol", (50,), "capsules"),
    ("Codeine", (15, 30, 60), "tablets"),
    ("Dihydrocodeine", (30,), "tablets"),
    ("Gabapentin", (100, 300, 400), "capsules"),
    ("Gabapentin", (600, 800), "tablets"),
    ("Pregabalin", (25, 50, 75, 100, 150, 200, 225, 300), "capsules"),
    ("Diazepam", (2, 5, 10), "tablets"),
    ("Zopiclone", ("3.75", "7.5"), "tablets"),
    ("Amitriptyline", (10, 25, 50), "tablets"),
    ("Sertraline", (50, 100), "tablets"),
    ("Omeprazole", (10, 20, 40), "gastro-resistant capsules"),
    ("Ramipril", ("1.25", "2.5", 5, 10), "capsules"),
    ("Atorvastatin", (10, 20, 40, 80), "tablets"),
    ("Metformin", (500, 850), "tablets"),
)
_PATCHES = (("Fentanyl", (12, 25, 50, 75, 100)), ("Buprenorphine", (5, 10, 15, 20)))
_SUPPLIERS = (
    "",
    " (Teva UK Ltd)",
    " (Accord Healthcare Ltd)",
    " (A A H Pharmaceuticals Ltd)",
    " (Alliance Healthcare (Distribution) Ltd)",
    " (Mylan)",
    " (Zentiva Pharma UK Ltd)",
    " (Sandoz Ltd)",
)
_COUNTS = ("ONE", "TWO", "1", "2", "One", "Two", "Take ONE", "Take TWO", "1-2", "Half a tablet")
_OFTEN = (
    "ONCE A DAY",
    "TWICE A DAY",
    "THREE TIMES A DAY",
    "FOUR TIMES A DAY",
    "od",
    "bd",
    "tds",
    "qds",
    "at night",
    "nocte",
    "in the morning",
    "every morning",
    "every night",
    "morning and night",
    "every 12 hours",
    "every 8 hours",
    "every 6 hours",
    "every 4 hours",
    "daily",
    "To Be Taken Twice A Day",
    "To Be Taken At Night",
    "mane",
)
_TAILS = (
    "",
    " when required",
    " prn",
    " with food",
    " for pain",
    " - dosage has changed",
    " as needed for pain",
)
_PATCH_WORDS = (
    "Apply one patch every 72 hours",
    "APPLY ONE EVERY 7 DAYS",
    "Change every 3 days",
    "One patch every seven days",
    "Apply one patch every 72 hours as directed",
)
_TERMS = ("",) * 40 + (
    "Palliative care",
    "H/O: breast cancer",
    "Chronic obstructive pulmonary disease",
    "Falls",
    "Malignant neoplasm of colon",
    "FH: Ca breast",
    "Epilepsy",
    "Depressive disorder",
)


def write_search(path: Path, lines: int, seed: int = 7, layout: str = "plain") -> Path:
    """Write a search of so many lines, in groups of four a person, as one of LAYOUTS."""
    chance = random.Random(seed)
    rows = {"plain": _plain, "emis": _emis, "systmone": _systmone}[layout]
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows(_searched(lines, chance), chance))
    return path


def _searched(lines: int, chance: random.Random) -> Iterator[tuple[int, _Person, list[_Line]]]:
    """Each person with their number in the file and four lines: name, directions, quantity, day of issue."""
    names, patches, told = _names(), _patches(), _told()
    for number in range(lines // LINES_EACH):
        person = _person(number, chance)
        taken = []
        for _ in range(LINES_EACH):
            name, directions = (
                (_common(patches, chance), chance.choice(_PATCH_WORDS))
                if chance.random() < 0.06
                else _told_of(_common(names, chance), told, chance)
            )
            issued = RUN_ON - timedelta(days=chance.randrange(200))
            taken.append((name, directions, chance.choice(("28", "56", "84", "100")), issued))
        yield number, person, taken


def _plain(people: _People, chance: random.Random) -> Iterator[Sequence[str]]:
    yield _HEADINGS
    for _, person, taken in people:
        for name, directions, quantity, issued in taken:
            yield (*person, name, directions, quantity, f"{issued:%d/%m/%Y}", chance.choice(_TERMS))


def _emis(people: _People, chance: random.Random) -> Iterator[Sequence[str]]:
    """Banner, group titles, and the person's own cells on their first row alone."""
    yield ("Pain review", *[""] * 7)
    yield ("Last Run:", "", "", f"{RUN_ON:%d/%m/%Y} 08:14:02", *[""] * 4)
    yield ("Patient Details", *[""] * 4, "Medication Issues", "", "")
    yield ("NHS Number", "Full Name", "Date of Birth", "Gender", "Usual GP's Full Name",
           "Name, Dosage and Quantity", "Date of Issue", "Dose")  # fmt: skip
    for _, (nhs, family, given, born, gender), taken in people:
        cells = (nhs, f"{family.upper()}, {given}", born, gender, f"GREEN, Ann{chance.randrange(9)} (Dr)")
        for name, directions, quantity, issued in taken:
            yield (*cells, f"{name}, {directions}, {quantity} tablet", f"{issued:%d-%b-%Y}", directions)
            cells = ("",) * 5


def _systmone(people: _People, chance: random.Random) -> Iterator[Sequence[str]]:
    """The person again on every row, and the report's own name before its columns."""
    yield ("NHS number", "Patient ID", "Surname", "First name", "Date of birth", "Sex", "Pain: Event date",
           "Pain: Drug", "Pain: Dosage", "Pain: Quantity", "Patient Count")  # fmt: skip
    for number, (nhs, *rest), taken in people:
        for name, directions, quantity, issued in taken:
            yield (nhs, str(number), *rest, f"{issued:%d-%b-%Y}", name, directions, quantity, "1")


def nhs_number(number: int) -> str:
    """A number of the range kept for tests, with its check digit; the next one where none fits."""
    while True:
        nine = f"999{number % 1_000_000:06d}"
        left = 11 - sum(int(d) * w for d, w in zip(nine, range(10, 1, -1), strict=True)) % 11
        if left != 10:
            return f"{nine}{0 if left == 11 else left}"
        number += 500_000


def _person(number: int, chance: random.Random) -> tuple[str, ...]:
    born = date(1930, 1, 1) + timedelta(days=chance.randrange(28_000))
    gender = chance.choice(("Male", "Female"))
    return (nhs_number(number), f"Tester{number}", f"Ann{number % 97}", born.strftime("%d/%m/%Y"), gender)


def _told_of(name: str, told: list[str], chance: random.Random) -> tuple[str, str]:
    """A medicine with one of the directions that are usual for it, or now and then with any other."""
    if chance.random() < _UNUSUAL:
        return name, chance.choice(told)
    first = random.Random(name).randrange(len(told))
    return name, told[(first + int(_USUAL * chance.random() ** 2)) % len(told)]


def _common(choices: list[str], chance: random.Random) -> str:
    """One of them, the first far oftener than the last."""
    return choices[min(int(len(choices) * chance.random() ** 2), len(choices) - 1)]


def _names() -> list[str]:
    made = [
        f"{medicine} {strength}mg {form}{supplier}"
        for medicine, strengths, form in _SOLIDS
        for strength, supplier in product(strengths, _SUPPLIERS)
    ]
    random.Random(3).shuffle(made)
    return made


def _patches() -> list[str]:
    return [
        f"{medicine} {strength}micrograms/hour transdermal patches{supplier}"
        for medicine, strengths in _PATCHES
        for strength, supplier in product(strengths, _SUPPLIERS)
    ]


def _told() -> list[str]:
    made = [f"{count} {often}{tail}" for count, often, tail in product(_COUNTS, _OFTEN, _TAILS)]
    random.Random(5).shuffle(made)
    return made
