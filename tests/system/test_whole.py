"""A file is written whole or not at all, and a refusal says why."""

import errno
import os
from pathlib import Path

import pytest

from pharmreview.domain.errors import PaperProblem, VaultProblem
from pharmreview.system.whole import write_whole


def test_that_a_file_is_made_and_replaced(tmp_path: Path) -> None:
    path = tmp_path / "plan ½.pdf"
    write_whole(path, b"one")
    write_whole(path, b"two" * 100_000)
    assert path.read_bytes() == b"two" * 100_000
    assert list(tmp_path.iterdir()) == [path]
    if os.name != "nt":
        assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("step", "number", "words"),
    [
        ("fsync", errno.ENOSPC, "There is no space left to write plan.pdf."),
        ("fsync", errno.EFBIG, "There is no space left to write plan.pdf."),
        ("fsync", errno.EIO, "plan.pdf could not be written."),
        ("replace", errno.EACCES, "plan.pdf may not be written in the folder"),
        ("replace", errno.EROFS, "plan.pdf may not be written in the folder"),
    ],
)
def test_that_a_failure_at_any_step_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int, words: str
) -> None:
    path = tmp_path / "plan.pdf"
    write_whole(path, b"old")

    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(*(os, "fsync", fail) if step == "fsync" else (Path, "replace", fail))
    with pytest.raises(PaperProblem) as refused:
        write_whole(path, b"new")
    assert refused.value.what.startswith(words)
    assert refused.value.remedy
    assert refused.value.detail == errno.errorcode[number]
    monkeypatch.undo()
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == {"plan.pdf": b"old"}


def test_that_a_folder_that_is_gone_is_told_in_the_family_asked_for(tmp_path: Path) -> None:
    with pytest.raises(VaultProblem) as refused:
        write_whole(tmp_path / "gone" / "store.keys", b"x", VaultProblem)
    assert "is not there" in refused.value.what
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(PaperProblem):
        write_whole(tmp_path / "file" / "plan.pdf", b"x")
