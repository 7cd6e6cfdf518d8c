"""The verb find against the expected answers of every sample, person by person and line by line."""

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner

from pharmreview.cli.main import group

EXPORTS = Path(__file__).parent.parent / "data" / "exports"
SAMPLES = [
    ("emis_sample.csv", "emis"),
    ("emis_sample_groups.csv", "emis"),
    ("systmone_sample.csv", "systmone"),
    ("systmone_sample_wide.csv", "systmone"),
]
NUMBER_PROBLEMS = {
    "valid": None,
    "blank": "blank",
    "bad_check_digit": "check-digit",
    "nine_digits": "length",
    "scientific": "damaged",
}


def folded(text):
    return "".join(c for c in text.casefold() if c.isalnum())


def expected(system, kind=""):
    with (EXPORTS / f"expected_{system}{kind}_sample.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def by_person(found, system):
    """Each expected row with the person found for it; everyone must be found, and nobody else."""
    people = {frozenset(folded(part) for part in p["name"].split(",")): p for p in found["people"]}
    wanted = expected(system)
    assert len(people) == len(found["people"]) == len(wanted)
    return [(row, people[frozenset((folded(row["surname"]), folded(row["first_name"])))]) for row in wanted]


def sample(document, name):
    return document("find", EXPORTS / name, "--as-of", "2026-11-20")


@pytest.mark.parametrize(("name", "system"), SAMPLES)
def test_that_every_complete_person_has_the_expected_total_and_every_other_is_incomplete(
    document, name, system
):
    for row, person in by_person(sample(document, name), system):
        assert person["complete"] is (row["complete"] == "1"), row["patient_id"]
        if person["complete"]:
            assert Decimal(person["ome_low"]) == Decimal(row["ome_low"])
            assert Decimal(person["ome_high"]) in {
                Decimal(row["ome_high"]),
                Decimal(row["ome_high_fpm_table"]),
            }
            assert Decimal(person["ome_regular_high"]) == Decimal(row["ome_regular_high"])
        else:
            assert person["tier"] in {"incomplete", "high", "refer"}


@pytest.mark.parametrize(("name", "system"), SAMPLES)
def test_that_every_total_that_is_a_floor_is_the_expected_floor(document, name, system):
    for row, person in by_person(sample(document, name), system):
        assert Decimal(person["ome_high"]) == Decimal(row["ome_high"]), row["patient_id"]


@pytest.mark.parametrize(("name", "system"), SAMPLES)
def test_that_nhs_numbers_are_judged_as_expected(document, name, system):
    for row, person in by_person(sample(document, name), system):
        assert person["nhs_number_problem"] == NUMBER_PROBLEMS[row["nhs_state"]]
        assert (person["nhs_number"] or "") == row["nhs_number"]


@pytest.mark.parametrize(("name", "system"), SAMPLES[:3])
def test_that_exclusions_come_from_the_codes_as_expected(document, name, system):
    for row, person in by_person(sample(document, name), system):
        if row["code_ambiguous"] == "1":
            continue
        codes = {e["code"] for e in person["exclusions"]}
        assert ("EXC1" in codes, "EXC2" in codes) == (
            row["exclude_cancer"] == "1",
            row["exclude_palliative"] == "1",
        )


@pytest.mark.parametrize(("name", "system"), SAMPLES)
def test_that_every_line_has_the_expected_answer(document, name, system):
    people = {row["patient_id"]: person for row, person in by_person(sample(document, name), system)}
    checked = 0
    for row in expected(system, "_lines"):
        found = matching(people[row["patient_id"]]["lines"], row)
        if "groups" in name and not found:
            continue  # this search has no group for medicines of other classes
        checked += 1
        assert found, row["name"]
        if row["not_counted_because"].startswith("identical"):
            assert any(not line["counted"] for line in found)
            continue
        counted = [line for line in found if line["counted"] is (row["counted"] == "1")]
        assert counted, row["name"]
        if row["status"] == "ok":
            check_figures(counted[0], row)
        elif row["status"] in {"unparsed_dosage", "unknown_drug"}:
            assert counted[0]["status"] == "unread"
            assert counted[0]["why"]
        else:
            assert counted[0]["ome_high"] is None
    assert checked > 35


def matching(lines, row):
    """Lines of the same product, date and dosage; a name may be cut short in one of the two."""
    return [
        line
        for line in lines
        if folded(line["name"])[:30] == folded(row["name"])[:30]
        and line["issued"] == row["issue_date"]
        and line["directions"].casefold() == row["dosage"].casefold()
    ]


def check_figures(line, row):
    assert line["drug"] == row["drug"]
    for ours, theirs in (
        ("units_per_day_low", "units_per_day_low"),
        ("units_per_day_high", "units_per_day_high"),
        ("ome_low", "ome_low"),
        ("ome_high", "ome_high"),
    ):
        assert Decimal(line[ours]) == Decimal(row[theirs] or "0"), (row["name"], ours)


@pytest.mark.parametrize(("name", "system"), SAMPLES)
def test_that_totals_count_every_line_once(document, name, system):
    found = sample(document, name)
    totals = found["totals"]
    assert totals["lines"] == totals["read"] + totals["other"] + totals["unread"]
    assert totals["lines"] == sum(len(p["lines"]) for p in found["people"])
    assert found["layout"] == system
    assert found["table"] == "FPM_2020"


def test_that_the_search_s_own_date_stands_where_none_is_given(document):
    assert document("find", EXPORTS / "emis_sample.csv")["as_of"] == "2026-11-20"


def test_that_people_come_in_the_order_of_the_file(document):
    people = sample(document, "emis_sample.csv")["people"]
    assert [p["name"] for p in people[:2]] == ["VAN DER BERG, Mohammed", "EVANS, Siân"]


def test_that_a_line_set_aside_says_why(document):
    for person in sample(document, "emis_sample.csv")["people"]:
        for line in person["lines"]:
            assert line["counted"] or line["why"]


def test_that_a_tier_says_why(document):
    for person in sample(document, "emis_sample.csv")["people"]:
        assert person["tier"] == "low" or person["reasons"]


def test_that_csv_has_a_row_a_person_and_no_formula(run, table):
    path = table('Surname,NHS number,Medication,Dosage\n"=cmd()",9990000018,Tramadol 50mg capsules,1 tds\n')
    result = run("find", path, "--format", "csv")
    assert result.exit_code == 0
    [row] = list(csv.DictReader(io.StringIO(result.stdout)))
    assert row["name"].startswith("'=")
    assert row["ome_high"] == "15"


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ((), "Missing argument"),
        (("none.csv",), "no file called none.csv"),
        ((EXPORTS / "emis_sample.csv", "--as-of", "20/11/2026"), "is not a date"),
        ((EXPORTS / "emis_sample.csv", "--table", "NONE"), "no equivalence table"),
        ((EXPORTS / "emis_sample.csv", "--layout", "vision"), "--layout"),
        ((EXPORTS / "emis_sample.csv", "--layout", "systmone"), "reads as emis"),
        ((EXPORTS / "expected_emis_sample.csv",), "not a search export"),
        ((EXPORTS,), "folder"),
    ],
)
def test_that_what_cannot_be_used_is_refused_on_one_line(run, args, words):
    result = run("find", *args)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1
    assert words in result.stderr


def test_that_a_row_whose_columns_moved_leaves_its_person_incomplete(tmp_path: Path) -> None:
    path = tmp_path / "search.csv"
    path.write_text(
        "Name,NHS no.,DOB,Medication,Dosage,Date issued\n"
        "Ann Tester,9990000018,01/02/1950,Tramadol 50mg capsules,1 tds,28/10/2026\n"
        "Ann Tester,9990000018,01/02/1950,Zomorph 60mg capsules,1 am, 2 nocte,28/10/2026\n",
        encoding="utf-8",
    )
    done = CliRunner().invoke(group, ["find", str(path), "--as-of", "2026-11-20"])
    [ann] = json.loads(done.stdout)["people"]
    assert (ann["complete"], [line["status"] for line in ann["lines"]]) == (False, ["read", "unread"])
