# ruff: noqa: E501
"""The samples again after what people do to files, and columns named by hand: the same people and rows."""

import csv
import random
from xml.sax.saxutils import escape

import pytest

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.lines.mapping import ColumnMapping
from pharmreview.intake.reader import peek, read_export
from tests.intake.test_bad_input import cells, write_workbook

SAMPLES = ("emis_sample.csv", "emis_sample_groups.csv", "systmone_sample.csv", "systmone_sample_wide.csv")


def table(exports, name):
    with (exports / name).open(
        encoding="utf-8-sig" if name.startswith("emis") else "cp1252", newline=""
    ) as stream:
        return list(csv.reader(stream))


def written(path, rows, *, encoding="utf-8", delimiter=","):
    with path.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream, delimiter=delimiter).writerows(rows)
    return read_export(path)


def people(file):
    """Everything of everyone but the numbers of rows."""
    return [
        (
            p.patient.model_copy(update={"terms": ()}),
            sorted((t.term, str(t.noted), t.text) for t in p.patient.terms),
            sorted((r.name, r.directions, r.quantity, str(r.issued)) for r in p.rows),
            p.problems,
        )
        for p in file.people
    ]


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [
        ("utf-16", ","),
        ("utf-16-le", ","),
        ("utf-16-be", ","),
        ("utf-8-sig", ";"),
        ("cp1252", "\t"),
        ("utf-8", "|"),
    ],
)
def test_that_a_sample_in_another_encoding_and_separator_is_the_same(
    exports, tmp_path, name, encoding, delimiter
):
    whole = read_export(exports / name)
    file = written(tmp_path / name, table(exports, name), encoding=encoding, delimiter=delimiter)
    assert (file.layout, people(file)) == (whole.layout, people(whole))


@pytest.mark.parametrize("name", SAMPLES)
def test_that_a_sample_saved_as_a_workbook_is_the_same(exports, tmp_path, name):
    rows = [[escape(cell) for cell in row] for row in table(exports, name)]
    file = read_export(write_workbook(tmp_path / "search.xlsx", cells(*rows)))
    assert people(file) == people(read_export(exports / name))


@pytest.mark.parametrize("name", [name for name in SAMPLES if name.startswith("emis")])
def test_that_a_sample_without_its_banner_is_the_same_people(exports, tmp_path, name):
    rows = table(exports, name)
    at = next(n for n, row in enumerate(rows) if row and row[0].startswith("Patient Details"))
    file = written(tmp_path / name, rows[at:])
    assert people(file) == people(read_export(exports / name))


@pytest.mark.parametrize("name", ["systmone_sample.csv"])
def test_that_a_sample_with_its_columns_shuffled_is_the_same(exports, tmp_path, name):
    rows = table(exports, name)
    for seed in range(5):
        order = list(range(len(rows[0])))
        random.Random(seed).shuffle(order)
        file = written(tmp_path / name, [[row[at] if at < len(row) else "" for at in order] for row in rows])
        assert people(file) == people(read_export(exports / name))


ODD = "Pt NHS,Who,Rx item,How,When,When\n9990000018,Ann Tester,Codeine 30mg tablets,1 qds,01/01/2001,01/11/2026\n"
NAMED = ColumnMapping(
    name="Ours",
    roles=(
        ("pt nhs", "nhs number"), ("who", "full name"), ("rx item", "medicine"), ("how", "directions"),
        ("when", "not read"), ("when (2)", "date of issue"),
    ),
)  # fmt: skip


def test_that_unknown_headings_are_shown_with_what_is_missing(tmp_path):
    path = tmp_path / "odd.csv"
    path.write_text(ODD)
    look = peek(path)
    assert [c.key for c in look.columns] == ["pt nhs", "who", "rx item", "how", "when", "when (2)"]
    assert look.missing
    assert not look.layout
    assert NAMED.fits(c.key for c in look.columns)
    with pytest.raises(InputProblem, match="not a search export"):
        read_export(path)


def test_that_two_columns_of_one_title_are_told_apart_by_the_mapping(tmp_path):
    path = tmp_path / "odd.csv"
    path.write_text(ODD)
    [ann] = read_export(path, mapping=NAMED).people
    assert [(r.name, r.directions, str(r.issued)) for r in ann.rows] == [
        ("Codeine 30mg tablets", "1 qds", "2026-11-01")
    ]
    assert ann.patient.nhs_number == "9990000018"


def test_that_a_mapping_holds_wherever_its_columns_stand(tmp_path):
    path = tmp_path / "odd.csv"
    rows = [line.split(",") for line in ODD.splitlines()]
    path.write_text("\n".join(",".join(row[i] for i in (3, 4, 5, 2, 0, 1)) for row in rows) + "\n")
    [ann] = read_export(path, mapping=NAMED).people
    assert [str(r.issued) for r in ann.rows] == ["2026-11-01"]


def test_that_a_mapping_without_its_headings_is_refused_by_name(tmp_path):
    path = tmp_path / "odd.csv"
    path.write_text(ODD.replace("Rx item", "Rx thing"))
    with pytest.raises(InputProblem, match="rx item"):
        read_export(path, mapping=NAMED)


def test_that_a_role_nobody_knows_is_refused(tmp_path):
    path = tmp_path / "odd.csv"
    path.write_text(ODD)
    with pytest.raises(InputProblem, match="shoe size"):
        read_export(path, mapping=ColumnMapping(name="Ours", roles=(("who", "shoe size"),)))
