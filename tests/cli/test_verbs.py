"""The verbs match, directions, ome and tables, and the manners of all of them."""

import json

import pytest

from pharmreview import __version__

VERBS = ["match", "directions", "find", "ome", "tables"]


def test_that_match_writes_a_line_a_name_in_order(lines, table):
    found = lines(
        "match",
        table("name\nLongtec 10mg modified-release tablets\nSenna 7.5mg tablets\nQuortilan 30mg tablets\n"),
    )
    assert found[0] == {
        "name": "Longtec 10mg modified-release tablets",
        "status": "read",
        "class": "opioid",
        "product": {
            "ingredients": [{"name": "oxycodone", "strength": "10", "unit": "mg", "per": None}],
            "form": "tablet",
            "release": "MR",
            "route": "oral",
            "interval_hours": 12,
            "schedule": "2",
        },
        "why": None,
    }
    assert [(f["status"], f["class"], f["product"]) for f in found[1:]] == [
        ("other", None, None),
        ("unread", None, None),
    ]
    assert found[2]["why"]


def test_that_directions_are_written_as_the_contract_says(lines, table):
    read, refused = lines(
        "directions", table("directions,form\n1-2 qds prn max 8/24h,\nas directed,tablet\n")
    )
    assert read == {
        "directions": "1-2 qds prn max 8/24h",
        "status": "read",
        "units_per_day_low": "4",
        "units_per_day_high": "8",
        "unit": None,
        "as_needed": True,
        "interval_hours": None,
        "why": None,
    }
    assert (refused["status"], refused["units_per_day_low"]) == ("unread", None)
    assert refused["why"]


def test_that_the_form_column_is_read(lines, table):
    [found] = lines("directions", table("directions,form\napply one every 72 hours,patch\n"))
    assert (found["units_per_day_high"], found["unit"], found["interval_hours"]) == ("1", "patch", 72)


def test_that_rows_of_a_case_add_up_and_what_is_not_converted_is_named(lines, table):
    rows = (
        "case,name,directions\n"
        "a,MST Continus 10mg tablets,one twice a day\n"
        "b,Fentanyl 12micrograms/hour transdermal patches,one patch every 72 hours\n"
        "a,Methadone 5mg tablets,1 bd\n"
        "c,Pregabalin 75mg capsules,1 bd\n"
    )
    a, b, c = lines("ome", "--table", "FPM_2020", table(rows))
    assert (a["case"], a["ome_low"], a["ome_high"], a["complete"]) == ("a", "20", "20", False)
    assert [n["name"] for n in a["not_converted"]] == ["Methadone 5mg tablets"]
    assert (b["ome_high"], b["complete"], b["not_converted"]) == ("30", True, [])
    assert b["working"][0]["working"] == "1 patch × 30 = 30 mg"
    assert (c["ome_high"], c["complete"], c["working"]) == ("0", True, [])


def test_that_every_clinical_table_states_its_pedigree(document):
    tables = document("tables")
    ids = [t["id"] for t in tables]
    assert len(ids) == len(set(ids))
    assert {"FPM_2020", "BNF_PALLIATIVE", "RISK_RULES_1", "EXCLUSIONS_1", "SETTINGS_1"} <= set(ids)
    for one in tables:
        assert one["source"]
        assert one["author"]
        assert one["checker"] is None
        assert isinstance(one["overdue"], bool)


def test_that_the_version_names_the_tables(run):
    result = run("--version")
    assert result.exit_code == 0
    assert f"pharmreview {__version__}" in result.stdout
    assert "FPM_2020" in result.stdout


@pytest.mark.parametrize("verb", VERBS)
def test_that_help_shows_an_example(run, verb):
    result = run(verb, "--help")
    assert result.exit_code == 0
    assert f"pharmreview {verb}" in result.stdout
    assert "Example:" in result.stdout


@pytest.mark.parametrize(
    "content", [b"", b"\0\1\2" * 50, b"nothing,here\n1,2\n", b'name\n"open\n', b"PK\x03\x04rubbish"]
)
@pytest.mark.parametrize("verb", [["match"], ["directions"], ["find"], ["ome", "--table", "FPM_2020"]])
def test_that_a_file_that_cannot_be_used_is_one_line_and_exit_two(run, table, verb, content):
    result = run(*verb, table(content))
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1


def test_that_an_unknown_verb_is_one_line_and_exit_two(run):
    result = run("prescribe")
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1


def test_that_a_fault_of_our_own_is_a_line_and_not_a_traceback(run, table, monkeypatch):
    from pharmreview.cli import reading

    def broken(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(reading, "match_name", broken)
    result = run("match", table("name\nx\n"))
    assert result.exit_code == 2
    assert result.stderr.startswith("The program met a fault of its own (ZeroDivisionError)")
    assert "Traceback" not in result.stderr


def test_that_nothing_is_written_when_a_row_cannot_be_worked_out(run, table):
    result = run("match", table('name\nSenna 7.5mg tablets\n"open\n'))
    assert result.stdout == ""


def test_that_output_is_utf_8_and_plain(run, table):
    result = run("match", table("name\nSiân’s linctus\n"))
    assert json.loads(result.stdout_bytes.decode("utf-8"))["name"] == "Siân’s linctus"
