"""A pharmacist's word for a line that could not be read, and for every line that says the same."""

from datetime import UTC, datetime

import pytest

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.lines.line import MedicationLine, OtherLine, UnreadLine
from pharmreview.domain.lines.repair import Repair, repair_key
from pharmreview.reference.tables import load_tables
from tests.medicine_lines import row

TABLES = load_tables()
UNKNOWN = "Quortilan 30mg tablets"


def repair(
    name=UNKNOWN, directions="as directed", reads="MST Continus 30mg tablets", says="one twice a day", **about
):
    words = {
        "how_known": "asked the person",
        "by": "Ada",
        "at": datetime(2026, 11, 20, 9, tzinfo=UTC),
    } | about
    return Repair(name=name, directions=directions, reads_name=reads, reads_directions=says, **words)


def read(name, directions, *repairs):
    return TABLES.read_row(row(name, directions), {r.key: r for r in repairs})


def test_that_a_line_repaired_is_read_by_the_repair_and_keeps_its_own_words():
    said = repair()
    line = read(UNKNOWN, "as directed", said)
    assert isinstance(line, MedicationLine)
    assert (line.product.main.name, line.directions.high) == ("morphine", 2)
    assert (line.row.name, line.row.directions, line.repaired) == (UNKNOWN, "as directed", said)


def test_that_a_repair_stands_for_every_line_with_the_same_words_and_for_no_other():
    said = repair()
    assert isinstance(read(" quortilan  30MG tablets", "AS DIRECTED ", said), MedicationLine)
    assert isinstance(read(UNKNOWN, "one a day", said), UnreadLine)
    assert isinstance(read("Quortilan 60mg tablets", "as directed", said), UnreadLine)


def test_that_a_line_may_be_said_to_be_another_medicine():
    said = repair(reads="", says="")
    line = read(UNKNOWN, "as directed", said)
    assert isinstance(line, OtherLine)
    assert line.repaired == said


def test_that_a_line_without_a_repair_says_so():
    line = read("Tramadol 50mg capsules", "one tds", repair())
    assert isinstance(line, MedicationLine)
    assert line.repaired is None


@pytest.mark.parametrize(
    ("reads", "says", "words"),
    [
        ("Quortilan 60mg tablets", "one a day", "cannot be read either"),
        ("MST Continus 30mg tablets", "as directed", "cannot be read either"),
    ],
)
def test_that_a_repair_whose_own_words_cannot_be_read_is_refused(reads, says, words):
    with pytest.raises(InputProblem, match=words):
        TABLES.check_repair(repair(reads=reads, says=says))


def test_that_a_repair_that_can_be_read_is_taken():
    TABLES.check_repair(repair())
    TABLES.check_repair(repair(reads="", says=""))


def test_that_a_line_without_a_medicine_is_nobody_s_to_repair_for_all():
    with pytest.raises(InputProblem, match="without a medicine"):
        repair(name=" ")


def test_that_a_repair_says_how_it_is_known():
    with pytest.raises(InputProblem, match="how it is known"):
        repair(how_known=" ")


def test_that_the_key_ignores_case_and_spacing_and_parts_name_from_directions():
    assert repair_key(" A  b", "C") == repair_key("a B", " c ")
    assert repair_key("a b", "c") != repair_key("a", "b c")
