"""The shape of the store, how it moves on, and what it refuses."""

import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pharmreview.domain.errors import VaultProblem
from pharmreview.storage import keyring, migrations
from pharmreview.storage.store import Store, StoreRoom
from pharmreview.storage.vault import Migrations, Vault
from tests.storage.filled import AT, PASSPHRASE, filled_case, paper, room_in

ROOT = Path(__file__).resolve().parents[2]
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
    assert len(ours) == 8
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
    known()(migrations.m003_to_whom_papers_went)

    @known()
    def m004_colour(db: Any) -> None:
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
    assert backup.name.endswith("-before-m004.pharmreview")
    assert backup.with_suffix(".keys").exists()
    copy = Vault.open(backup, key)
    assert "colour" not in copy.db.table("users").columns_dict
    assert copy.db.execute("SELECT count(*) FROM cases").fetchone() == (1,)
    copy.close()


FIRST = Migrations("pharmreview")
FIRST()(migrations.m001_cases_and_their_record)
"""What the first released version knew."""


def made_by_the_first_version(folder: Path) -> tuple[StoreRoom, str, tuple[object, ...]]:
    """A store with two cases, a paper and their record, as m001 alone shaped it; and all that is in it."""
    room = room_in(folder)
    with pytest.MonkeyPatch.context() as patch:
        use(FIRST, patch)
        opened = room.create("Ada", "pharmacist", PASSPHRASE, AT)
    case = opened.store.save(filled_case(), "made", opened.user, AT)
    opened.store.save(case.model_copy(update={"answers": {"a.b": "c"}}), "typed", opened.user, AT)
    opened.store.save(filled_case("second22xx"), "made", opened.user, AT)
    opened.store.record_issue(paper(), opened.user)
    assert "caseload" not in opened.store._vault.db.table_names()
    before = everything(opened.store)
    opened.store.close()
    return room, opened.user.id, before


def everything(store: Store) -> tuple[object, ...]:
    """All that a store of the first version held, but for its papers and who came in to look."""
    ids = [saved.case.id for saved in tuple(store.each())]
    told = [event for event in store.events() if event.kind != "unlocked"]
    earlier = tuple(store.as_it_was(ids[0], revision) for revision in (1, 2))
    return tuple(store.each()), [store.history(i) for i in ids], told, earlier


def test_that_a_store_of_the_first_version_is_opened_with_all_that_is_in_it(tmp_path: Path) -> None:
    room, ada, before = made_by_the_first_version(tmp_path)
    opened = room.unlock(ada, PASSPHRASE, AT)
    assert everything(opened.store) == before
    assert opened.store.entries("settings") == ()
    assert opened.store.issued("k7m2x9q4ab") == (paper(),), "to whom it went was not recorded"
    opened.store.check()
    (backup,) = (tmp_path / "store" / "backups").glob("*.pharmreview")
    assert backup.name.endswith("-before-m002.pharmreview")
    copy = Vault.open(backup, opened.store._key)
    assert "caseload" not in copy.db.table_names()
    copy.close()
    case = opened.store.load("k7m2x9q4ab").case
    assert opened.store.save(case.model_copy(update={"seen": ()}), "on", opened.user, AT).revision == 3
    opened.store.close()


MIGRATE = """
import sys
from pathlib import Path
from tests.storage.filled import AT, PASSPHRASE, room_in
print("begun", flush=True)
room_in(Path(sys.argv[1])).unlock(sys.argv[2], PASSPHRASE, AT).store.close()
print("done", flush=True)
"""


STEPS = ("caseload", "dispatches")
"""The table that each step since the first version makes, in order."""


def kill_while_moving_on(folder: Path, times: int, seed: int) -> set[int]:
    """Kill the first opening by this version at random; tells how many steps were taken, each time."""
    source, ada = folder / "source", ""
    _, ada, _ = made_by_the_first_version(source)
    chance, seen = random.Random(seed), set[int]()
    for number in range(times):
        place = Path(shutil.copytree(source, folder / f"n{number}"))
        command = [sys.executable, "-c", MIGRATE, str(place), ada]
        child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert child.stdout is not None
        assert child.stdout.readline() == b"begun\n"
        time.sleep(chance.uniform(0.0, 0.12))
        child.kill()
        _, errors = child.communicate()
        assert not errors
        key = keyring.unlocked_by(room_in(place).keyring(), ada, PASSPHRASE)
        vault = Vault.open(place / "store" / "store.pharmreview", key)
        made = [table in vault.db.table_names() for table in STEPS]
        taken = sum(made)
        assert made == sorted(made, reverse=True), "a later step before an earlier one"
        for table, is_there in zip(STEPS, made, strict=True):
            triggers = [t.name for t in vault.db.triggers if t.name.startswith(table)]
            assert len(triggers) == (2 if is_there else 0)
        assert len(migrations.pending(vault)) == len(STEPS) - taken
        vault.close()
        opened = room_in(place).unlock(ada, PASSPHRASE, AT)
        opened.store.check()
        assert len(tuple(opened.store.each())) == 2
        opened.store.close()
        seen.add(taken)
    return seen


def test_that_a_kill_while_the_store_moves_on_leaves_the_old_shape_or_the_new(tmp_path: Path) -> None:
    kill_while_moving_on(tmp_path, 5, seed=7)


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_that_a_hundred_kills_while_the_store_moves_on_leave_it_whole(tmp_path: Path) -> None:
    assert kill_while_moving_on(tmp_path, 100, seed=8) >= {0, 2}


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
