"""Directions written as UK records word them, by one who had not read the grammar: each with its answer.

A table has one text a line: text | form | answer. An answer is "low high", then the unit where one is named,
"prn" where taken as needed, and "int=72" for the hours a patch is worn; or "unread". " // " parts answers
that are equally right: where two readings are open, to refuse is always one of them.
"""

from decimal import Decimal
from pathlib import Path

import pytest

from pharmreview.domain.lines.directions import read_directions
from pharmreview.domain.lines.line import Directions, UnreadDirections
from pharmreview.reference.vocabulary_table import load_vocabulary

HERE = Path(__file__).parent
TABLES = (
    "directions_first.txt",
    "directions_second.txt",
    "directions_third_development.txt",
    "directions_third_held_out.txt",
    "directions_fourth.txt",
    "directions_fifth.txt",
    "directions_sixth.txt",
    "directions_seventh.txt",
    "directions_eighth.txt",
    "directions_ninth.txt",
    "directions_tenth.txt",
    "directions_eleventh.txt",
    "directions_twelfth.txt",
    "directions_adversarial.txt",
)
NAMES = frozenset(load_vocabulary().spoken)
NEARLY = Decimal("0.0001")


def lines(table: str) -> list[str]:
    """Every line of a table that is not a comment."""
    text = (HERE / table).read_text(encoding="utf-8").splitlines()
    return [line for line in text if line.strip() and not line.startswith("#")]


def holds(answer: str, found: Directions | UnreadDirections) -> bool:
    """True where what was read is this answer."""
    if answer == "unread" or isinstance(found, UnreadDirections):
        return answer == "unread" and isinstance(found, UnreadDirections)
    low, high, *rest = answer.split()
    units = [word for word in rest if word != "prn" and not word.startswith("int=")]
    hours = [word.removeprefix("int=") for word in rest if word.startswith("int=")]
    unit = found.unit.value if found.unit is not None else ""
    return (
        abs(found.low - Decimal(low)) < NEARLY
        and abs(found.high - Decimal(high)) < NEARLY
        and unit == "".join(units)
        and found.as_needed is ("prn" in rest)
        and (not hours or found.interval_hours == Decimal(hours[0]))
    )


@pytest.mark.parametrize("table", TABLES)
def test_that_unseen_directions_are_read_as_a_pharmacist_would_or_refused(table: str) -> None:
    wrong = []
    for line in lines(table):
        text, form, answers = line.rsplit("|", 2)
        found = read_directions(text, form or None, names=NAMES)
        if not any(holds(answer.strip(), found) for answer in answers.split(" // ")):
            wrong.append((line, found))
    assert lines(table)
    assert wrong == []


def test_that_case_and_spacing_change_no_unseen_directions() -> None:
    for line in lines("directions_tenth.txt"):
        text, form, _ = line.rsplit("|", 2)
        found = read_directions(text, form or None, names=NAMES)
        for folded in (text.upper(), text.lower()):
            again = read_directions(f" {folded} ".replace(" ", "  "), form or None, names=NAMES)
            assert _meaning(again) == _meaning(found), text


def _meaning(found: Directions | UnreadDirections) -> tuple[Decimal, Decimal, bool] | None:
    return None if isinstance(found, UnreadDirections) else (found.low, found.high, found.as_needed)
