"""One regimen by two tables, line by line."""

from pharmreview.domain.ome.comparison import compare_tables
from pharmreview.domain.ome.equivalence import LineOme, NotConverted, equivalence
from pharmreview.domain.regimen.regimen import regimen_of
from pharmreview.reference.judging.equivalence_table import load_factor_tables
from tests.medicine_lines import AS_OF, line, other, patch, product, taken, unread

TABLES = load_factor_tables()
FPM, CDC = TABLES["FPM_2020"], TABLES["CDC_2022"]


def compared(*lines):
    return compare_tables(regimen_of(list(lines), AS_OF), FPM, CDC)


def test_that_each_line_stands_once_with_both_answers():
    found = compared(line(product("tramadol", "50"), taken("4"), name="Tramadol"), other(name="Senna"))
    [tramadol] = found.lines
    assert (tramadol.one.high.milligrams, tramadol.other.high.milligrams) == (20, 40)
    assert tramadol.differs
    assert found.words == ("FPM_2020: 20 mg of oral morphine a day; CDC_2022: 40 mg of oral morphine a day.")


def test_that_what_only_one_table_converts_makes_the_other_a_floor():
    found = compared(line(patch("buprenorphine", "10"), taken("1"), name="Butec"), line(name="Morphine"))
    butec = found.lines[0]
    assert isinstance(butec.one, LineOme)
    assert isinstance(butec.other, NotConverted)
    assert butec.differs
    assert not found.lines[1].differs
    assert "CDC_2022: at least 20 mg" in found.words


def test_that_the_totals_are_those_of_each_table_alone():
    lines = [line(product("codeine", "30"), taken("8"), name="Codeine"), unread(name="Quortilan")]
    regimen = regimen_of(lines, AS_OF)
    found = compare_tables(regimen, FPM, CDC)
    assert (found.one, found.other) == (equivalence(regimen, FPM), equivalence(regimen, CDC))
    assert not found.lines[1].differs
