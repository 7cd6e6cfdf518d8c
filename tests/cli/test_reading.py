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
