# ruff: noqa: E501
"""Twenty odd files, each from its seed: one invented list in layouts, encodings, dates and damage by chance."""

import csv
import io
import random
from datetime import date

PEOPLE = (
    ("9990000018", "FARROW", "Ann", date(1962, 8, 14)),
    ("9990000026", "OCKLEY", "Ben", date(1948, 2, 29)),
    ("9990000034", "van der STEEN", "Cleo", date(1971, 12, 1)),
)
LINES = (
    (0, "Codeine 30mg tablets (Made Up, UK Ltd)", "ONE FOUR TIMES A DAY", date(2026, 11, 3)),
    (0, "Zomorph 10mg capsules", "1 bd", date(2026, 10, 28)),
    (1, "Oramorph 10mg/5ml oral solution", "5ml prn, max 4 a day", date(2026, 9, 9)),
    (1, "Pregabalin 75mg capsules", "One To Be Taken Twice A Day", date(2026, 11, 12)),
    (1, "Butec 10micrograms/hour transdermal patches", "APPLY ONE EVERY 7 DAYS", date(2026, 11, 1)),
    (2, "Tramadol 50mg capsules", "1-2 qds", date(2026, 10, 5)),
)
_DATES = ("%d/%m/%Y", "%d-%b-%Y", "%d-%b-%y", "%d %B %Y", "%Y-%m-%d", "%d.%m.%Y", "%d/%m/%y", "serial")
_NUMBERS = ("{}", "{}.0", '="{}"', "'{}", " {} ", "spaced")
_NAMED = (
    {"nhs": "NHS Number", "name": "Full Name", "born": "Date of Birth", "drug": "Drug", "dose": "Directions", "day": "Last issued"},
    {"nhs": "nhs_number", "name": "PATIENT_NAME", "born": "DOB", "drug": "Medication_Name", "dose": "Dosage Instructions", "day": "Issue_Date"},
    {"nhs": "NHS No.", "name": "Patient", "born": "Born", "drug": "Product name", "dose": "Sig", "day": "Date issued"},
    {"nhs": "NHS number", "name": "Patient name", "born": "D.O.B.", "drug": "Q3: Medication", "dose": "Q3: Dosage", "day": "Q3: Event date"},
)  # fmt: skip
_ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252")


def odd_file(seed: int) -> bytes:
    """The bytes of one odd file."""
    chance = random.Random(seed)
    kind = chance.choice(("long", "packed", "one cell", "wide"))
    rows = {"long": _long, "packed": _packed, "one cell": _one_cell, "wide": _wide}[kind](chance)
    if chance.random() < 0.5:
        width = len(rows[0])
        rows = [
            ["Pain review list"],
            ["Last Run:", "", "", "20/11/2026 07:01:00"][:width],
            [""] * width,
            *rows,
        ]
    if chance.random() < 0.5:
        rows += [[""] * len(rows[-1]), ["Total: 3"]]
    stream = io.StringIO(newline="")
    writer = csv.writer(
        stream, delimiter=chance.choice(",;\t|"), lineterminator=chance.choice(("\r\n", "\n"))
    )
    writer.writerows(rows)
    return stream.getvalue().encode(chance.choice(_ENCODINGS))


def _day(day: date, chance: random.Random) -> str:
    form = chance.choice(_DATES)
    return str((day - date(1899, 12, 30)).days) if form == "serial" else day.strftime(form)


def _person(at: int, form: str) -> list[str]:
    number, family, given, born = PEOPLE[at]
    typed = f"{number[:3]} {number[3:6]} {number[6:]}" if form == "spaced" else form.format(number)
    return [typed, f"{family}, {given}", born.strftime("%d-%b-%Y")]


def _long(chance: random.Random) -> list[list[str]]:
    titles, form = chance.choice(_NAMED), chance.choice(_NUMBERS)
    body = [[*_person(at, form), drug, dose, _day(day, chance)] for at, drug, dose, day in LINES]
    chance.shuffle(body)
    head = list(titles.values())
    order = list(range(len(head)))
    chance.shuffle(order)
    rows = [head, *body]
    if chance.random() < 0.4:
        rows.insert(4, head)
    return [[row[at] for at in order] for row in rows]


def _packed(chance: random.Random) -> list[list[str]]:
    groups = ["Patient Details", "", "", "Opioids", "", "Other", ""]
    head = ["NHS Number", "Full Name", "Date of Birth ", *("Name, Dosage and Quantity", "Date of Issue") * 2]
    rows = [groups, head] if chance.random() < 0.6 else [head]
    form = chance.choice(_NUMBERS)
    for at in range(len(PEOPLE)):
        lines = [line for line in LINES if line[0] == at]
        left, right = lines[::2], lines[1::2]
        for place in range(len(left)):
            person = _person(at, form) if not place else ["", "", ""]
            beside = right[place] if place < len(right) else None
            rows.append(
                [*person, *_entry(left[place], chance), *(_entry(beside, chance) if beside else ("", ""))]
            )
    return rows


def _entry(line: tuple[int, str, str, date], chance: random.Random) -> tuple[str, str]:
    _, drug, dose, day = line
    return (
        f"{drug}, {dose}, {chance.choice((28, 56, 300))} {chance.choice(('tablet', 'capsule', 'ml'))}",
        _day(day, chance),
    )


def _one_cell(chance: random.Random) -> list[list[str]]:
    head = ["EMIS Number", "NHS Number", "Full Name", "Date Of Birth",
            chance.choice(("Medication Issues - Name, Dosage and Quantity", "Medication Issues Name, Dosage and Quantity")),
            chance.choice(("Medication Issues - Date of Issue", "Medication Issues Date of Issue"))]  # fmt: skip
    form = chance.choice(_NUMBERS)
    return [head, *([str(line[0] + 70), *_person(line[0], form), *_entry(line, chance)] for line in LINES)]


def _wide(chance: random.Random) -> list[list[str]]:
    repeats = chance.randint(3, 9)
    numbered = chance.random() < 0.5
    head = ["NHS number", "Full name", "Date of birth"]
    for n in range(1, repeats + 1):
        head += [
            f"{title} {n}" if numbered else title
            for title in ("Consultation date", "Medication name", "Dose")
        ]
    rows, form = [head], chance.choice(_NUMBERS)
    for at in range(len(PEOPLE)):
        row = _person(at, form)
        for _, drug, dose, day in (line for line in LINES if line[0] == at):
            row += [_day(day, chance), drug, dose]
        rows.append(row + [""] * (len(head) - len(row)))
    return rows
