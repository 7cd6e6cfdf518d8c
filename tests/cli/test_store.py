"""The verb store: whole or not, what it holds, copied and put back; the passphrase on no command line."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from pharmreview.domain.team.access import Access
from tests.storage.filled import AT, CANARIES, PASSPHRASE, filled_case, paper, room_in


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store with a case and a paper in it."""
    opened = room_in(tmp_path).create("Ada", "pharmacist", PASSPHRASE, AT)
    opened.store.save(filled_case(), "made", opened.user, AT)
    opened.store.record_issue(paper(), opened.user)
    opened.store.close()
    return tmp_path / "store"


@pytest.fixture
def told(run: Callable[..., Result]) -> Callable[..., Result]:
    """Run a verb that reads its passphrase from a file descriptor."""

    def run_told(*args: object, passphrase: str = PASSPHRASE) -> Result:
        reading, writing = os.pipe()
        os.write(writing, f"{passphrase}\n".encode())
        os.close(writing)
        try:
            return run("store", *args, "--passphrase-fd", reading)
        finally:
            os.close(reading)

    return run_told


def read(result: Result) -> Any:
    assert (result.exit_code, result.stderr) == (0, ""), result.stderr
    return json.loads(result.stdout)


def test_that_a_whole_store_is_said_to_be_whole_with_what_it_holds(
    told: Callable[..., Result], folder: Path
) -> None:
    for path in (folder, folder / "store.pharmreview"):
        found = read(told("verify", path))
        assert found["whole"] is True
        assert (found["holds"]["cases"], found["holds"]["issued_papers"]) == (1, 1)


def test_that_info_says_nothing_of_anyone_in_the_store(told: Callable[..., Result], folder: Path) -> None:
    found = read(told("info", folder))
    assert (found["users"], found["last_backup"]) == (["Ada"], None)
    assert found["shape"][0] == "m001_cases_and_their_record"
    assert found["bytes"] > 0
    assert not [word for word in CANARIES if word in json.dumps(found)]


def test_that_a_backup_is_made_checked_and_put_back_as_a_store(
    told: Callable[..., Result], folder: Path, tmp_path: Path
) -> None:
    copy = Path(read(told("backup", folder, tmp_path / "safe" / "copies"))["backup"])
    assert copy.parent == tmp_path / "safe" / "copies"
    before = copy.read_bytes()
    assert read(told("verify", copy))["holds"]["cases"] == 1
    assert copy.read_bytes() == before
    found = read(told("restore", copy, tmp_path / "new"))
    assert found["holds"]["cases"] == 1
    opened = room_in(tmp_path).unlock(room_in(tmp_path).users()[0].id, PASSPHRASE, AT)
    expected = tuple(opened.store.each())
    opened.store.close()
    again = type(room_in(tmp_path))(tmp_path / "new", lambda *_: None)
    opened = again.unlock(again.users()[0].id, PASSPHRASE, AT)
    assert tuple(opened.store.each()) == expected
    assert "restored" in [event.kind for event in opened.store.events()]
    opened.store.check()
    opened.store.close()
    assert not list(tmp_path.glob(".restoring-*"))


def test_that_nothing_is_restored_over_something(
    told: Callable[..., Result], folder: Path, tmp_path: Path
) -> None:
    copy = read(told("backup", folder, tmp_path / "copies"))["backup"]
    refused = told("restore", copy, folder)
    assert refused.exit_code == 2
    assert "There is already something in" in refused.stderr
    assert read(told("verify", folder))["whole"]


def test_that_a_damaged_backup_is_refused_and_leaves_no_folder(
    told: Callable[..., Result], folder: Path, tmp_path: Path
) -> None:
    copy = Path(read(told("backup", folder, tmp_path / "copies"))["backup"])
    content = bytearray(copy.read_bytes())
    content[len(content) // 2] ^= 1
    copy.write_bytes(content)
    for verb in (("verify", copy), ("restore", copy, tmp_path / "new")):
        refused = told(*verb)
        assert refused.exit_code == 2
        assert "damaged" in refused.stderr
        assert len(refused.stderr.splitlines()) == 1
    assert not (tmp_path / "new").exists()
    assert not list(tmp_path.glob(".restoring-*"))


@pytest.mark.parametrize("verb", ["verify", "info"])
def test_that_a_wrong_passphrase_and_a_missing_store_are_refused_in_a_line(
    told: Callable[..., Result], folder: Path, tmp_path: Path, verb: str
) -> None:
    for refused in (told(verb, folder, passphrase="not the passphrase"), told(verb, tmp_path)):
        assert (refused.exit_code, refused.stdout) == (2, "")
        assert len(refused.stderr.splitlines()) == 1
        assert "passphrase" in refused.stderr or "no store" in refused.stderr


def test_that_who_must_be_said_where_several_open_the_store(
    told: Callable[..., Result], folder: Path, tmp_path: Path
) -> None:
    room = room_in(tmp_path)
    opened = room.unlock(room.users()[0].id, PASSPHRASE, AT)
    opened.store.add_user("Ben", "gp", Access.REVIEWER, "another long one", opened.user, AT)
    opened.store.close()
    assert "Say who you are: Ada, Ben." in told("info", folder).stderr
    assert "Nobody called Cy" in told("info", folder, "--user", "Cy").stderr
    found = read(told("info", folder, "--user", "ben", passphrase="another long one"))
    assert found["users"] == ["Ada", "Ben"]


def test_that_a_descriptor_that_cannot_be_read_is_refused(run: Callable[..., Result], folder: Path) -> None:
    refused = run("store", "verify", folder, "--passphrase-fd", 987)
    assert refused.exit_code == 2
    assert "file descriptor 987" in refused.stderr
