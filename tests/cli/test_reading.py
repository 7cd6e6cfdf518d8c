"""The verbs match and directions keep to the words of the contract."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from pharmreview.cli.main import group


def _read(folder: Path, sentence: str) -> dict[str, object]:
    path = folder / "sentences.csv"
    path.write_text(f'directions\n"{sentence}"\n', encoding="utf-8")
    done = CliRunner().invoke(group, ["directions", str(path)])
    assert done.exit_code == 0, done.output
    found: dict[str, object] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize(
    ("sentence", "unit"),
    [
        ("1 tablet bd", "tablet"),
        ("2 capsules at night", "capsule"),
        ("5ml tds", "ml"),
        ("20mg twice a day", "mg"),
        ("one patch every 72 hours", "patch"),
        ("1 bd", None),
        ("1 sachet bd", None),
        ("2 puffs bd", None),
    ],
)
def test_that_only_units_the_contract_names_are_written(
    tmp_path: Path, sentence: str, unit: str | None
) -> None:
    found = _read(tmp_path, sentence)
    assert (found["status"], found["unit"]) == ("read", unit)


def test_that_an_unread_sentence_carries_its_reason_and_no_number(tmp_path: Path) -> None:
    found = _read(tmp_path, "as directed by the clinic")
    assert found["status"] == "unread"
    assert found["why"]
    assert found["units_per_day_low"] is None
    assert found["units_per_day_high"] is None


@pytest.mark.parametrize(
    ("verb", "content"),
    [
        (["directions"], "directions,form\none in the morning, two at night,tablet\n"),
        (["match"], "name\nCo-codamol 30mg, 500mg tablets\n"),
        (
            ["ome", "--table", "FPM_2020"],
            "case,name,directions\n1,Codeine 30mg tablets,one bd, two at night\n",
        ),
    ],
)
def test_that_a_row_broken_by_an_unquoted_comma_is_never_read_in_part(
    tmp_path: Path, verb: list[str], content: str
) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(content, encoding="utf-8")
    done = CliRunner().invoke(group, [*verb, str(path)])
    assert (done.exit_code, done.stdout) == (2, "")
    assert "row 2" in done.stderr
    path.write_text(content.splitlines()[0] + "\nCodeine 30mg tablets,,,,\n", encoding="utf-8")
    assert CliRunner().invoke(group, [*verb, str(path)]).exit_code == 0
