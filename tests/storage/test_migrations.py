"""The shape of the store, how it moves on, and what it refuses."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pharmreview.domain.errors import VaultProblem
from pharmreview.storage import migrations
from pharmreview.storage.store import StoreRoom
from pharmreview.storage.vault import Migrations, Vault
from tests.storage.filled import AT, PASSPHRASE, filled_case, room_in

GOLDEN = Path(__file__).parent / "schema.sql"


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    opened = Vault.create(tmp_path / "s.pharmreview", b"k" * 32)
    migrations.bring_up_to_date(opened)
    yield opened
    opened.close()


def test_that_the_schema_is_the_one_written_down(vault: Vault) -> None:
    assert vault.db.schema.strip() == GOLDEN.read_text(encoding="utf-8").strip()


def test_that_every_table_is_strict(vault: Vault) -> None:
    ours = [name for name in vault.db.table_names() if not name.startswith("_sqlite")]
    assert len(ours) == 7
    assert all(vault.db.table(name).strict for name in ours)


def test_that_sqlite_utils_drops_triggers_and_our_way_keeps_them(vault: Vault) -> None:
    events = vault.db.table("events")
    before = events.triggers_dict
    assert len(before) == 2
    migrations.keep_triggers(vault.db, "events", rename={"detail": "more"})
    assert events.triggers_dict == before
    assert "more" in events.columns_dict
    events.transform(rename={"more": "detail"})
    assert events.triggers_dict == {}


def test_that_a_deferred_foreign_key_is_not_lost(vault: Vault) -> None:
    before = vault.db.schema
    with pytest.raises(ValueError, match="deferred"):
        migrations.keep_triggers(vault.db, "changes", rename={"what": "meaning"})
    assert vault.db.schema == before


def later(fails: bool = False) -> Migrations:
    known = Migrations("pharmreview")
    known()(migrations.m001_cases_and_their_record)
    known()(migrations.m002_the_whole_caseload)

    @known()
    def m003_colour(db: Any) -> None:
        db.execute("ALTER TABLE users ADD COLUMN colour TEXT")
        if fails:
            raise VaultProblem("No.", "Try again.")

    return known


def made(folder: Path) -> tuple[StoreRoom, str]:
    room = room_in(folder)
    opened = room.create("Ada", "pharmacist", PASSPHRASE, AT)
    opened.store.save(filled_case(), "made", opened.user, AT)
    opened.store.close()
    return room, opened.user.id


def use(known: Migrations, patch: pytest.MonkeyPatch) -> None:
    for name in ("pending", "refuse_newer", "bring_up_to_date"):
        plain = getattr(migrations, name)
        patch.setattr(migrations, name, lambda vault, plain=plain: plain(vault, known))


def test_that_a_waiting_step_is_taken_after_a_verified_backup(tmp_path: Path) -> None:
    room, ada = made(tmp_path)
    with pytest.MonkeyPatch.context() as patch:
        use(later(), patch)
        opened = room.unlock(ada, PASSPHRASE, AT)
        assert "colour" in opened.store._vault.db.table("users").columns_dict
        assert opened.store.load("k7m2x9q4ab").case.answers == filled_case().answers
        key = opened.store._key
        opened.store.close()
    (backup,) = (tmp_path / "store" / "backups").glob("*.pharmreview")
    assert backup.name.endswith("-before-m003.pharmreview")
    assert backup.with_suffix(".keys").exists()
    copy = Vault.open(backup, key)
    assert "colour" not in copy.db.table("users").columns_dict
    assert copy.db.execute("SELECT count(*) FROM cases").fetchone() == (1,)
    copy.close()


def test_that_a_failed_step_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    room, ada = made(tmp_path)
    with pytest.MonkeyPatch.context() as patch:
        use(later(fails=True), patch)
        with pytest.raises(VaultProblem):
            room.unlock(ada, PASSPHRASE, AT)
    opened = room.unlock(ada, PASSPHRASE, AT)
    assert "colour" not in opened.store._vault.db.table("users").columns_dict
    opened.store.check()
    opened.store.close()


def test_that_no_step_is_taken_when_the_backup_fails(tmp_path: Path) -> None:
    room, ada = made(tmp_path)
    (tmp_path / "store" / "backups").write_text("a file where the folder should be", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        use(later(), patch)
        with pytest.raises(VaultProblem):
            room.unlock(ada, PASSPHRASE, AT)
    opened = room.unlock(ada, PASSPHRASE, AT)
    assert "colour" not in opened.store._vault.db.table("users").columns_dict
    opened.store.close()


def test_that_a_newer_store_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    room, ada = made(tmp_path)
    with pytest.MonkeyPatch.context() as patch:
        use(later(), patch)
        room.unlock(ada, PASSPHRASE, AT).store.close()
    before = (tmp_path / "store" / "store.pharmreview").read_bytes()
    with pytest.raises(VaultProblem) as refused:
        room.unlock(ada, PASSPHRASE, AT)
    assert refused.value.code == "vault.newer"
    assert (tmp_path / "store" / "store.pharmreview").read_bytes() == before


def test_that_a_store_without_tables_is_refused(tmp_path: Path) -> None:
    vault = Vault.create(tmp_path / "s.pharmreview", b"k" * 32)
    with pytest.raises(VaultProblem) as refused:
        migrations.refuse_newer(vault)
    assert refused.value.code == "vault.damaged"
    vault.close()
