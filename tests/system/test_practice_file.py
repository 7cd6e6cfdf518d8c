"""The practice's details come back as they were kept, and never stop the work."""

from pathlib import Path

import pytest

from pharmreview.domain.errors import PaperProblem
from pharmreview.domain.patient import Practice
from pharmreview.system.practice_file import keep_practice, read_practice

HAREBELL = Practice(name="Harebell Lane Surgery", address=("1 Harebell Lane",), phone="01632 960 123")


def test_that_details_come_back_as_they_were_kept(tmp_path: Path) -> None:
    keep_practice(tmp_path / "new" / "practice.json", HAREBELL)
    assert read_practice(tmp_path / "new" / "practice.json") == HAREBELL


def test_that_missing_or_damaged_details_are_empty(tmp_path: Path) -> None:
    assert read_practice(tmp_path / "none.json") == Practice()
    (tmp_path / "damaged.json").write_text("{", encoding="utf-8")
    assert read_practice(tmp_path / "damaged.json") == Practice()


def test_that_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(PaperProblem, match="cannot be made"):
        keep_practice(tmp_path / "file" / "practice.json", HAREBELL)
