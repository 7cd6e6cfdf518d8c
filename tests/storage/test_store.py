"""The folder of a store: made whole or not at all, opened by those who may, backed up with its keys."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pharmreview.domain.caseload.entry import Entry
from pharmreview.domain.errors import InputProblem, Stopped, VaultProblem
from pharmreview.domain.team.access import Access
from pharmreview.storage import store as store_module
from pharmreview.storage.vault import Vault
from tests.storage.filled import AT, PASSPHRASE, filled_case, room_in


def everything_in(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_that_a_new_store_opens_with_its_passphrase_and_with_its_code(tmp_path: Path) -> None:
    room = room_in(tmp_path)
    assert not room.exists()
    made = room.create("  Ada   Byron ", "lead pharmacist", PASSPHRASE, AT)
    assert (made.user.name, made.user.role) == ("Ada Byron", "lead pharmacist")
    made.store.save(filled_case(), "made", made.user, AT)
    made.store.close()
    assert room.exists()
    assert [user.id for user in room.users()] == [made.user.id]
    assert made.user.access is Access.LEAD
    for opened in (
        room.unlock(made.user.id, PASSPHRASE, AT),
        room.recover(made.user.id, made.recovery_code, "a quite new passphrase", AT),
        room.unlock(made.user.id, "a quite new passphrase", AT),
    ):
        assert opened.user == made.user
        assert len(tuple(opened.store.each())) == 1
        opened.store.close()
    with pytest.raises(VaultProblem):
        room.unlock(made.user.id, PASSPHRASE, AT)
    last = room.unlock(made.user.id, "a quite new passphrase", AT)
    assert [event.kind for event in last.store.events()] == [
        *("created", "unlocked", "recovered", "unlocked", "unlocked")
    ]
    last.store.close()


def test_that_a_store_is_never_made_over_another(tmp_path: Path) -> None:
    room = room_in(tmp_path)
    room.create("Ada", "", PASSPHRASE, AT).store.close()
    before = everything_in(tmp_path)
    with pytest.raises(VaultProblem) as refused:
        room.create("Eve", "", PASSPHRASE, AT)
    assert refused.value.code == "vault.exists"
    (tmp_path / "store" / "store.pharmreview").rename(tmp_path / "moved")
    with pytest.raises(VaultProblem):
        room.create("Eve", "", PASSPHRASE, AT)
    (tmp_path / "moved").rename(tmp_path / "store" / "store.pharmreview")
    assert everything_in(tmp_path) == before


@pytest.mark.parametrize(("name", "passphrase"), [("", PASSPHRASE), (" ", PASSPHRASE), ("Ada", "short")])
def test_that_nothing_is_made_for_a_blank_name_or_a_short_passphrase(
    name: str, passphrase: str, tmp_path: Path
) -> None:
    with pytest.raises(InputProblem):
        room_in(tmp_path).create(name, "", passphrase, AT)
    assert list(tmp_path.iterdir()) == []


def test_that_a_store_is_made_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store_module, "_fill", full)
    with pytest.raises(VaultProblem):
        room_in(tmp_path).create("Ada", "", PASSPHRASE, AT)
    assert list(tmp_path.iterdir()) == []
    monkeypatch.undo()
    (tmp_path / ".making-killed").mkdir()
    (tmp_path / "store").mkdir()
    room_in(tmp_path).create("Ada", "", PASSPHRASE, AT).store.close()
    assert [path.name for path in tmp_path.iterdir()] == ["store"]


def test_that_a_folder_with_something_in_it_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(VaultProblem):
        room_in(tmp_path).create("Ada", "", PASSPHRASE, AT)
    assert everything_in(tmp_path) == {str(tmp_path / "store" / "thesis.txt"): b"years of work"}


def test_that_a_new_passphrase_changes_the_keys_file_only(tmp_path: Path) -> None:
    room = room_in(tmp_path)
    made = room.create("Ada", "", PASSPHRASE, AT)
    made.store.close()
    before = (tmp_path / "store" / "store.pharmreview").read_bytes()
    with pytest.raises(VaultProblem):
        room.change_passphrase(made.user.id, "not the passphrase", "a quite new passphrase")
    with pytest.raises(InputProblem):
        room.change_passphrase(made.user.id, PASSPHRASE, "short")
    room.change_passphrase(made.user.id, PASSPHRASE, "a quite new passphrase")
    assert (tmp_path / "store" / "store.pharmreview").read_bytes() == before
    with pytest.raises(VaultProblem):
        room.unlock(made.user.id, PASSPHRASE, AT)
    room.unlock(made.user.id, "a quite new passphrase", AT).store.close()


def test_that_a_wrong_try_leaves_every_file_as_it_was(tmp_path: Path) -> None:
    room = room_in(tmp_path)
    made = room.create("Ada", "", PASSPHRASE, AT)
    made.store.save(filled_case(), "made", made.user, AT)
    made.store.close()
    before = everything_in(tmp_path)
    for user_id in (made.user.id, "nobody"):
        for _ in range(20):
            with pytest.raises(VaultProblem) as refused:
                room.unlock(user_id, "not the passphrase", AT)
            assert refused.value.code == "vault.passphrase"
    with pytest.raises(VaultProblem):
        room.recover(made.user.id, "0000-0000", "a quite new passphrase", AT)
    assert everything_in(tmp_path) == before


def test_that_what_one_user_does_is_never_told_of_another(tmp_path: Path) -> None:
    room = room_in(tmp_path)
    made = room.create("Ada", "", PASSPHRASE, AT)
    ben = made.store.add_user("Ben", "nurse", Access.REVIEWER, "a second passphrase", made.user, AT)
    made.store.close()
    assert [user.id for user in room.users()] == [made.user.id, ben.id]
    case = filled_case()
    for user, passphrase in (
        (ben, "a second passphrase"),
        (made.user, PASSPHRASE),
        (ben, "a second passphrase"),
    ):
        opened = room.unlock(user.id, passphrase, AT)
        case = opened.store.save(case, f"by {opened.user.name}", opened.user, AT)
        told = [(change.by, change.what) for change in opened.store.history(case.id)]
        opened.store.close()
    assert told == [("Ben", "by Ben"), ("Ada", "by Ada"), ("Ben", "by Ben")]
    with pytest.raises(VaultProblem):
        room.unlock(ben.id, PASSPHRASE, AT)


def test_that_a_reader_looks_and_that_access_taken_away_shuts_the_door_for_old_keys_too(
    tmp_path: Path,
) -> None:
    room = room_in(tmp_path)
    made = room.create("Ada", "", PASSPHRASE, AT)
    case = made.store.save(filled_case(), "kept", made.user, AT)
    cy = made.store.add_user("Cy", "", Access.READER, "a second passphrase", made.user, AT)
    keys, old = tmp_path / "store" / "store.keys", (tmp_path / "store" / "store.keys").read_bytes()
    made.store.close()
    opened = room.unlock(cy.id, "a second passphrase", AT)
    assert opened.store.load(case.id).case == case
    for write in (
        lambda: opened.store.save(case, "again", opened.user, AT),
        lambda: opened.store.keep_entry(Entry(kind="k", document="{}"), "e", opened.user, AT),
        lambda: opened.store.set_access(cy.id, Access.LEAD, opened.user, AT),
    ):
        with pytest.raises(VaultProblem) as refused:
            write()
        assert refused.value.code == "vault.access"
    opened.store.close()
    made = room.unlock(made.user.id, PASSPHRASE, AT)
    made.store.set_access(cy.id, Access.NONE, made.user, AT)
    made.store.close()
    assert [user.name for user in room.users()] == ["Ada"]
    keys.write_bytes(old)
    with pytest.raises(VaultProblem, match="any more"):
        room.unlock(cy.id, "a second passphrase", AT)


def test_that_what_is_half_typed_is_sealed_for_its_user_and_gone_with_its_words(tmp_path: Path) -> None:
    room = room_in(tmp_path)
    made = room.create("Ada", "", PASSPHRASE, AT)
    assert made.store.half_typed(made.user) == {}
    left = {"service/new/name": "Larkhampton walkers", "why/1": "\ud800 odd"}
    made.store.keep_half_typed(left, made.user)
    made.store.close()
    assert not any(b"Larkhampton" in content for content in everything_in(tmp_path).values())
    opened = room.unlock(made.user.id, PASSPHRASE, AT)
    assert opened.store.half_typed(opened.user) == left
    assert opened.store.half_typed(opened.user.model_copy(update={"id": "other"})) == {}
    (sealed,) = (tmp_path / "store").glob("*.sealed")
    sealed.write_bytes(sealed.read_bytes()[:-1])
    with pytest.raises(VaultProblem, match="half typed"):
        opened.store.half_typed(opened.user)
    opened.store.keep_half_typed({}, opened.user)
    assert not sealed.exists()
    opened.store.close()


def test_that_names_come_from_the_store_and_not_from_the_keys_file(tmp_path: Path) -> None:
    room = room_in(tmp_path)
    made = room.create("Ada", "reader", PASSPHRASE, AT)
    made.store.close()
    keys = tmp_path / "store" / "store.keys"
    keys.write_text(keys.read_text(encoding="utf-8").replace('"reader"', '"lead"'), encoding="utf-8")
    opened = room.unlock(made.user.id, PASSPHRASE, AT)
    assert opened.user.role == "reader"
    opened.store.close()


def test_that_the_keys_of_another_store_are_refused(tmp_path: Path) -> None:
    one, two = room_in(tmp_path / "one"), room_in(tmp_path / "two")
    ada, ben = one.create("Ada", "", PASSPHRASE, AT), two.create("Ben", "", PASSPHRASE, AT)
    ada.store.close()
    ben.store.close()
    (tmp_path / "one" / "store" / "store.keys").write_bytes(
        (tmp_path / "two" / "store" / "store.keys").read_bytes()
    )
    before = everything_in(tmp_path)
    with pytest.raises(VaultProblem) as refused:
        one.unlock(ben.user.id, PASSPHRASE, AT)
    assert refused.value.code == "vault.damaged"
    assert everything_in(tmp_path) == before


def test_that_somebody_the_store_does_not_know_is_not_let_in(tmp_path: Path) -> None:
    room = room_in(tmp_path)
    made = room.create("Ada", "", PASSPHRASE, AT)
    keys, key = (tmp_path / "store" / "store.keys").read_bytes(), made.store._key
    made.store.close()
    ring = room.keyring()
    stranger = made.user.model_copy(update={"id": "stranger"})
    holder = store_module.keys.held_by(stranger, key, PASSPHRASE, ring.store_id, room.cost)
    room.keep(store_module.keys.with_holder(ring, holder))
    with pytest.raises(VaultProblem) as refused:
        room.unlock("stranger", PASSPHRASE, AT)
    assert refused.value.code == "vault.keys"
    (tmp_path / "store" / "store.keys").write_bytes(keys)
    room.unlock(made.user.id, PASSPHRASE, AT).store.close()


def test_that_a_backup_with_its_keys_is_a_store_again(tmp_path: Path) -> None:
    room = room_in(tmp_path)
    made = room.create("Ada", "", PASSPHRASE, AT)
    case = made.store.save(filled_case(), "made", made.user, AT)
    backup = made.store.back_up(made.user, AT)
    made.store.save(case, "typed", made.user, AT)
    made.store.close()
    elsewhere = room_in(tmp_path / "elsewhere")
    elsewhere.folder.mkdir(parents=True)
    (elsewhere.folder / "store.pharmreview").write_bytes(backup.read_bytes())
    (elsewhere.folder / "store.keys").write_bytes(backup.with_suffix(".keys").read_bytes())
    restored = elsewhere.unlock(made.user.id, PASSPHRASE, AT)
    assert [saved.case for saved in tuple(restored.store.each())] == [case]
    restored.store.check()
    restored.store.close()


def test_that_a_backup_that_is_stopped_leaves_nothing_behind(tmp_path: Path) -> None:
    made = room_in(tmp_path).create("Ada", "pharmacist", PASSPHRASE, AT)
    backups = made.store._room.folder / "backups"

    def stop() -> None:
        raise Stopped

    with pytest.raises(Stopped), made.store.watched(stop):
        made.store.back_up(made.user, AT)
    assert not list(backups.iterdir())
    assert made.store.back_up(made.user, AT).exists()
    made.store.close()


def test_that_a_backup_that_differs_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = room_in(tmp_path).create("Ada", "", PASSPHRASE, AT)
    plain = store_module.ledger._content

    def forgetful(vault: Vault, between: Callable[[], None]) -> dict[str, tuple[int, str]]:
        found = plain(vault, between)
        return found if vault.path.suffix == ".part" else {**found, "cases": (99, "")}

    monkeypatch.setattr(store_module.ledger, "_content", forgetful)
    with pytest.raises(VaultProblem) as refused:
        made.store.back_up(made.user, AT)
    assert refused.value.code == "vault.backup"
    assert list((tmp_path / "store" / "backups").iterdir()) == []
    assert [event.kind for event in made.store.events()] == ["created"]
    made.store.close()


def test_that_a_locked_store_no_longer_holds_its_key(tmp_path: Path) -> None:
    made = room_in(tmp_path).create("Ada", "", PASSPHRASE, AT)
    made.store.close()
    assert made.store._key == b""
    assert made.store._vault._key == b""
    assert not list((tmp_path / "store").glob("*-wal"))


def test_that_a_keys_file_that_cannot_be_written_is_a_problem_of_the_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = room_in(tmp_path)
    made = room.create("Ada", "", PASSPHRASE, AT)
    before = everything_in(tmp_path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(VaultProblem) as refused:
        room.change_passphrase(made.user.id, PASSPHRASE, "a quite new passphrase")
    assert "no space left" in refused.value.what
    monkeypatch.undo()
    assert everything_in(tmp_path) == before
    room.unlock(made.user.id, PASSPHRASE, AT).store.close()
    made.store.close()
