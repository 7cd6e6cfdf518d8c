"""What lies on the disk is encrypted, what is not a store is refused untouched, and a lane owns its vault."""

import math
import os
import sqlite3  # noqa: TID251 - to make a file that is not a store
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from pharmreview.domain.errors import VaultProblem
from pharmreview.storage.vault import APPLICATION_ID, Vault
from tests.storage.filled import AT, CANARIES, PASSPHRASE, filled_case, paper, room_in

KEY = bytes(range(32))
ROOT = Path(__file__).resolve().parents[2]


def test_that_sqlite_utils_speaks_to_the_encrypting_driver() -> None:
    for name in ("sqlite_utils.db", "sqlite_utils.utils"):
        module = sys.modules[name]
        assert module.sqlite3.__name__ == "sqlcipher3"
        assert module.OperationalError is dbapi2.OperationalError


def test_that_sqlite_utils_imported_too_early_is_noticed() -> None:
    program = "import sqlite_utils; import pharmreview.storage.vault"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert "imported before the vault" in done.stderr
    assert done.returncode == 1


def test_that_the_store_is_opened_to_last(tmp_path: Path) -> None:
    vault = Vault.create(tmp_path / "s.pharmreview", KEY)
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 5000,
        "secure_delete": 2,
        "temp_store": 2,
        "recursive_triggers": 1,
        "cipher_log_level": "NONE",
        "application_id": APPLICATION_ID,
    }
    assert {name: vault.db.execute(f"PRAGMA {name}").fetchone()[0] for name in expected} == expected
    vault.close()


def test_that_only_the_owner_may_read_the_files(tmp_path: Path) -> None:
    if os.name == "nt":
        pytest.skip("Windows keeps permissions elsewhere")
    made = room_in(tmp_path).create("Ada", "pharmacist", PASSPHRASE, AT)
    made.store.back_up(made.user, AT)
    for path in tmp_path.rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path
    made.store.close()


def test_that_no_word_of_a_case_stands_in_any_file(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    made = room_in(tmp_path).create("Ada", "pharmacist", PASSPHRASE, AT)
    made.store.save(filled_case(answers=200, rows=100), "made", made.user, AT)
    made.store.record_issue(paper(), made.user)
    made.store.back_up(made.user, AT)
    secrets = [*CANARIES, PASSPHRASE, made.recovery_code, made.store._key.hex()]
    forms = [s.encode(code) for s in secrets for code in ("utf-8", "utf-16-le", "utf-16-be")]
    forms.append(made.store._key)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {path.suffix for path in files} >= {".pharmreview", ".pharmreview-wal", ".keys"}
    for path in files:
        content = path.read_bytes()
        assert not [form for form in forms if form in content], path.name
        assert b"SQLite format" not in content
    environment = "\0".join(f"{k}={v}" for k, v in os.environ.items())
    assert not [secret for secret in secrets if secret in environment + "\0".join(sys.argv)]
    made.store.close()
    assert capfd.readouterr() == ("", "")


def test_that_the_file_looks_like_noise(tmp_path: Path) -> None:
    made = room_in(tmp_path).create("Ada", "pharmacist", PASSPHRASE, AT)
    made.store.save(filled_case(answers=1500, rows=3000), "made", made.user, AT)
    made.store.close()
    content = (tmp_path / "store" / "store.pharmreview").read_bytes()
    assert len(content) > 1_000_000
    counts = Counter(content)
    entropy = -sum(n / len(content) * math.log2(n / len(content)) for n in counts.values())
    assert entropy > 7.99


def plain_database(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE recipes (name)")
    connection.commit()
    connection.close()


def other_program(path: Path) -> None:
    connection = dbapi2.connect(str(path))
    connection.set_key(f"x'{KEY.hex()}'")
    connection.execute("PRAGMA cipher_hmac_algorithm = HMAC_SHA256")
    connection.execute("CREATE TABLE recipes (name)")
    connection.commit()
    connection.close()


STRANGERS: dict[str, tuple[Callable[[Path], None], str]] = {
    "nothing": (lambda _: None, "vault.missing"),
    "an empty file": (lambda path: path.write_bytes(b""), "vault.empty"),
    "a plain database": (plain_database, "vault.foreign"),
    "another program's encrypted file": (other_program, "vault.foreign"),
    "a picture": (lambda path: path.write_bytes(b"\x89PNG\r\n" + b"x" * 9000), "vault.damaged"),
    "a short text": (lambda path: path.write_bytes(b"hello"), "vault.damaged"),
    "a folder": (lambda path: path.mkdir(), "vault.read-only"),
}


@pytest.mark.parametrize("stranger", STRANGERS)
def test_that_what_is_not_a_store_is_refused_and_left_as_it_was(
    stranger: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    make, code = STRANGERS[stranger]
    path = tmp_path / "store.pharmreview"
    make(path)
    before = {each.name: each.read_bytes() for each in tmp_path.iterdir() if each.is_file()}
    with pytest.raises(VaultProblem) as refused:
        Vault.open(path, KEY)
    assert refused.value.code == code
    assert refused.value.what.endswith(".")
    assert refused.value.remedy.endswith(".")
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir() if each.is_file()} == before
    assert capfd.readouterr() == ("", "")


def test_that_a_wrong_key_opens_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "s.pharmreview"
    Vault.create(path, KEY).close()
    before = path.read_bytes()
    with pytest.raises(VaultProblem) as refused:
        Vault.open(path, bytes(32))
    assert refused.value.code == "vault.damaged"
    assert path.read_bytes() == before
    assert capfd.readouterr() == ("", "")


def open_and_check(path: Path, key: bytes) -> None:
    vault = Vault.open(path, key)
    try:
        vault.check()
    finally:
        vault.close()


def test_that_every_flipped_bit_is_found(tmp_path: Path) -> None:
    made = room_in(tmp_path).create("Ada", "pharmacist", PASSPHRASE, AT)
    made.store.save(filled_case(), "made", made.user, AT)
    key = made.store._key
    made.store.close()
    path = tmp_path / "store" / "store.pharmreview"
    whole = path.read_bytes()
    step = len(whole) // 60
    for place in range(0, len(whole), step):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
        with pytest.raises(VaultProblem) as refused:
            open_and_check(path, key)
        assert refused.value.code == "vault.damaged", place


@pytest.mark.parametrize("statement", ["ATTACH 'beside.db' AS beside", "VACUUM INTO 'beside.db'"])
def test_that_no_plain_file_can_be_put_beside_the_store(
    statement: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    vault = Vault.create(tmp_path / "s.pharmreview", KEY)
    with pytest.raises(dbapi2.DatabaseError):
        vault.db.execute(statement)
    vault.close()
    assert not (tmp_path / "beside.db").exists()


def test_that_a_vault_stays_on_the_thread_that_opened_it(tmp_path: Path) -> None:
    vault = Vault.create(tmp_path / "s.pharmreview", KEY)
    caught: list[BaseException] = []

    def elsewhere() -> None:
        try:
            with vault.reading() as connection:
                connection.execute("SELECT 1")
        except BaseException as error:  # noqa: BLE001 - handed to the test below
            caught.append(error)

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert [type(error) for error in caught] == [dbapi2.ProgrammingError]
    vault.close()


def test_that_a_fault_inside_a_save_undoes_all_of_it(tmp_path: Path) -> None:
    vault = Vault.create(tmp_path / "s.pharmreview", KEY)
    vault.db.execute("CREATE TABLE t (a)")
    with pytest.raises(dbapi2.OperationalError), vault.writing() as connection:
        connection.execute("INSERT INTO t VALUES (1)") and connection.execute("INSERT INTO absent VALUES (1)")
    with vault.writing() as connection:
        assert connection.execute("SELECT count(*) FROM t").fetchone() == (0,)
    vault.close()
    vault.close()


def test_that_a_path_may_hold_spaces_accents_and_signs(tmp_path: Path) -> None:
    folder = tmp_path / "Dr O'Ünï 😀 #1?x=%41 & co" / ("long" * 30)
    folder.mkdir(parents=True)
    made = room_in(folder).create("Ada", "pharmacist", PASSPHRASE, AT)
    made.store.save(filled_case(), "made", made.user, AT)
    made.store.close()
    again = room_in(folder).unlock(made.user.id, PASSPHRASE, AT)
    assert len(tuple(again.store.each())) == 1
    again.store.close()
    assert [path.name for path in tmp_path.iterdir()] == [folder.parent.name]


def test_that_nothing_is_kept_after_a_part_of_a_transaction_failed(tmp_path: Path) -> None:
    vault = Vault.create(tmp_path / "s.pharmreview", b"k" * 32)
    vault.db.execute("CREATE TABLE t (n INTEGER PRIMARY KEY) STRICT")

    def part(number: int) -> None:
        with vault.writing() as connection:
            connection.execute("INSERT INTO t VALUES (?)", (number,))

    def carried_on_regardless() -> None:
        with vault.writing():
            part(1)
            with pytest.raises(VaultProblem):
                part(1)
            with pytest.raises(VaultProblem):
                part(2)

    with pytest.raises(VaultProblem):
        carried_on_regardless()
    assert vault.db.execute("SELECT count(*) FROM t").fetchone() == (0,)
    with vault.writing():
        part(1)
        with vault.reading() as within:
            assert within.execute("SELECT n FROM t").fetchall() == [(1,)]
        part(2)
    assert vault.db.execute("SELECT count(*) FROM t").fetchone() == (2,)
    vault.close()
