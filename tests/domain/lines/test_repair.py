"""A pharmacist's word for a line that could not be read, and for every line that says the same."""

from datetime import UTC, date, datetime

import pytest

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.lines.line import MedicationLine, OtherLine, UnreadLine
from pharmreview.domain.lines.repair import Repair, RepairBook, person_key, repair_key
from pharmreview.domain.patient import Patient
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


ANN = Patient(family_name="FARROW", given_name="Ann", nhs_number="9990000018")
BEN = Patient(family_name="OCKLEY", given_name="Ben", born=date(1950, 3, 1), record_number="77")


def test_that_what_one_person_says_of_their_own_directions_is_read_into_nobody_elses_line():
    book = RepairBook.of([repair(whose=person_key(ANN))])
    line = row(UNKNOWN, "as directed")
    assert isinstance(TABLES.read_row(line, book.for_person(ANN)), MedicationLine)
    assert isinstance(TABLES.read_row(line, book.for_person(BEN)), UnreadLine)


def test_that_a_persons_own_repair_goes_before_the_one_for_everyone():
    book = RepairBook.of([repair(), repair(says="two twice a day", whose=person_key(BEN))])
    line = row(UNKNOWN, "AS DIRECTED")
    taken = {
        who.family_name: TABLES.read_row(line, book.for_person(who)).directions.high for who in (ANN, BEN)
    }
    assert taken == {"FARROW": 2, "OCKLEY": 4}
    assert len({each.key for each in (repair(), repair(whose="record 77"))}) == 2


def test_that_of_two_repairs_of_one_line_the_later_is_in_force():
    book = RepairBook.of([repair(), repair(says="one daily")])
    assert book.general[repair_key(UNKNOWN, "as directed")].reads_directions == "one daily"


@pytest.mark.parametrize(
    ("patient", "key"),
    [
        (ANN, "nhs 9990000018"),
        (BEN, "record 77"),
        (ANN.model_copy(update={"nhs_number": "", "nhs_number_problem": "blank"}), "name farrow, ann "),
    ],
)
def test_that_a_person_is_named_by_number_then_record_then_name(patient, key):
    assert person_key(patient) == key
