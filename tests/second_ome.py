"""A second, independent count of oral morphine: a table by hand, fractions, and no code of the program.

A regimen is drawn as plain numbers. From them comes the text that a record would hold, for the program to
read, and the total that it should come to. ``python -m tests.second_ome --count 100000 --seed 1`` compares.
"""

import argparse
import random
import sys
from dataclasses import dataclass
from fractions import Fraction

PER_MG = {
    "morphine": Fraction(1),
    "codeine": Fraction(1, 10),
    "dihydrocodeine": Fraction(1, 10),
    "tramadol": Fraction(1, 10),
    "oxycodone": Fraction(3, 2),
    "tapentadol": Fraction(2, 5),
    "hydromorphone": Fraction(5),
}
"""Milligrams of oral morphine for a milligram by mouth: Opioids Aware, 2020."""
PER_PATCH = {
    ("fentanyl", "12"): 30, ("fentanyl", "25"): 60, ("fentanyl", "37.5"): 90, ("fentanyl", "50"): 120,
    ("fentanyl", "75"): 180, ("fentanyl", "100"): 240,
    ("buprenorphine", "5"): 12, ("buprenorphine", "10"): 24, ("buprenorphine", "15"): 36,
    ("buprenorphine", "20"): 48, ("buprenorphine", "35"): 84, ("buprenorphine", "52.5"): 126,
    ("buprenorphine", "70"): 168,
}  # fmt: skip
"""Milligrams of oral morphine a day for one patch worn: the same table."""

_SOLIDS = (
    (
        "morphine",
        "Morphine sulfate {}mg modified-release tablets",
        ("5", "10", "15", "30", "60", "100", "200"),
        "1",
    ),
    ("morphine", "Morphine sulfate {}mg tablets", ("10", "20", "50"), "1"),
    ("codeine", "Codeine {}mg tablets", ("15", "30", "60"), "1"),
    ("codeine", "Co-codamol {}mg/500mg tablets", ("8", "15", "30"), "1"),
    ("dihydrocodeine", "Dihydrocodeine {}mg tablets", ("30",), "1"),
    ("tramadol", "Tramadol {}mg capsules", ("50",), "1"),
    ("tramadol", "Tramadol {}mg modified-release tablets", ("100", "150", "200"), "1"),
    ("oxycodone", "Oxycodone {}mg capsules", ("5", "10", "20"), "1"),
    ("oxycodone", "Oxycodone {}mg modified-release tablets", ("5", "10", "20", "40", "80"), "1"),
    ("tapentadol", "Tapentadol {}mg modified-release tablets", ("50", "100", "150", "200", "250"), "1"),
    ("hydromorphone", "Hydromorphone {}mg capsules", ("1.3", "2.6"), "1"),
)
_LIQUIDS = (
    ("morphine", "Morphine sulfate {}mg/5ml oral solution", ("10",), "5"),
    ("morphine", "Morphine sulfate {}mg/ml oral solution sugar free", ("20",), "1"),
    ("oxycodone", "Oxycodone {}mg/5ml oral solution sugar free", ("5",), "5"),
)
_NOT_OPIOID = (
    "Gabapentin 300mg capsules",
    "Pregabalin 75mg capsules",
    "Diazepam 5mg tablets",
    "Senna 7.5mg tablets",
)
_OFTEN = {
    "once a day": 1,
    "twice a day": 2,
    "three times a day": 3,
    "four times a day": 4,
    "bd": 2,
    "tds": 3,
    "qds": 4,
}
_COUNTS = {
    "1": (1, 1),
    "2": (2, 2),
    "3": (3, 3),
    "1-2": (1, 2),
    "one": (1, 1),
    "two": (2, 2),
    "one to two": (1, 2),
}
_MILLILITRES = {
    "2.5ml": (Fraction(5, 2),) * 2,
    "5ml": (Fraction(5),) * 2,
    "5ml-10ml": (Fraction(5), Fraction(10)),
}


@dataclass(frozen=True)
class Drawn:
    """One line as a record writes it, and what it should add: low, high, and whether it is as needed."""

    name: str
    directions: str
    low: Fraction
    high: Fraction
    as_needed: bool = False
    converted: bool = True


def draw_regimen(chance: random.Random) -> list[Drawn]:
    """Up to six lines of different products."""
    wanted = chance.randrange(7)
    drawn: dict[str, Drawn] = {}
    while len(drawn) < wanted:
        one = chance.choice((_solid, _solid, _solid, _liquid, _patch, _another, _unread))(chance)
        drawn[one.name] = one
    return list(drawn.values())


def total_of(regimen: list[Drawn]) -> tuple[Fraction, Fraction, Fraction, bool]:
    """Low, high, high of what is regular, and whether everything could be converted."""
    low = sum((line.low for line in regimen), Fraction(0))
    high = sum((line.high for line in regimen), Fraction(0))
    regular = sum((line.high for line in regimen if not line.as_needed), Fraction(0))
    return low, high, regular, all(line.converted for line in regimen)


def _solid(chance: random.Random) -> Drawn:
    return _dosed(chance, chance.choice(_SOLIDS), _COUNTS)


def _liquid(chance: random.Random) -> Drawn:
    return _dosed(chance, chance.choice(_LIQUIDS), _MILLILITRES)


def _dosed(chance, kind, counts) -> Drawn:
    medicine, name, strengths, volume = kind
    strength = chance.choice(strengths)
    count, (low, high) = chance.choice(list(counts.items()))
    often, times = chance.choice(list(_OFTEN.items()))
    needed = chance.random() < 0.3
    each = Fraction(strength) / Fraction(volume) * PER_MG[medicine] * times
    words = f"{count} {often}{chance.choice((' prn', ' when required')) if needed else ''}"
    return Drawn(name.format(strength), _anyhow(words, chance), low * each, high * each, needed)


def _patch(chance: random.Random) -> Drawn:
    (medicine, strength), each = chance.choice(list(PER_PATCH.items()))
    worn = chance.choice((1, 1, 2))
    words = {1: "Apply one patch every 72 hours", 2: "Apply two patches every 72 hours"}[worn]
    name = f"{medicine.capitalize()} {strength}micrograms/hour transdermal patches"
    return Drawn(name, _anyhow(words, chance), Fraction(each * worn), Fraction(each * worn))


def _another(chance: random.Random) -> Drawn:
    return Drawn(chance.choice(_NOT_OPIOID), "one a day", Fraction(0), Fraction(0))


def _unread(chance: random.Random) -> Drawn:
    name, words = chance.choice(
        (
            ("Methadone 1mg/ml oral solution", "10ml once a day"),
            ("Zomorph 10mg capsules", "as directed"),
        )
    )
    return Drawn(name, words, Fraction(0), Fraction(0), converted=False)


def _anyhow(words: str, chance: random.Random) -> str:
    return chance.choice((words, words.upper(), words.capitalize()))


def differences(count: int, seed: int) -> list[str]:
    """Compare so many random regimens with the program; a sentence for each that differs."""
    from datetime import date

    from pharmreview.domain.assessment import Judge
    from pharmreview.domain.lines.row import ExportRow
    from pharmreview.domain.patient import Patient
    from pharmreview.reference.tables import load_tables

    tables, chance, found = load_tables(), random.Random(seed), []
    read, patient = tables.reader(), Patient(born=date(1970, 1, 1))
    judge = Judge(tables.factors, tables.rules, date(2026, 11, 20))
    for _ in range(count):
        regimen = draw_regimen(chance)
        rows = [ExportRow(row=at, name=d.name, directions=d.directions) for at, d in enumerate(regimen, 2)]
        ours = judge.judge(rows, [read(row.name).said(row.directions) for row in rows], patient)
        said = (
            Fraction(ours.ome_low),
            Fraction(ours.ome_high),
            Fraction(ours.ome_regular_high),
            ours.complete,
        )
        if said != total_of(regimen):
            found.append(f"{regimen}: {said}")
    return found


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    wrong = differences(asked.count, asked.seed)
    sys.stdout.write("".join(f"{each}\n" for each in wrong[:20]))
    sys.stdout.write(f"{asked.count:,} regimens, {len(wrong):,} differences\n")
