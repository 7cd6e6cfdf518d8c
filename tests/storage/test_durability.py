"""Nothing that was acknowledged is lost: to a kill, a cut log, a full disk, a lock or a lost folder."""

import json
import os
import random
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from pharmreview.domain.case import User
from pharmreview.domain.errors import VaultProblem
from pharmreview.reference.tables import load_tables
from pharmreview.services.access import Session
from pharmreview.services.caseload.verbs import Caseload
from pharmreview.storage import vault as vault_module
from pharmreview.storage.store import Store
from tests.conftest import ToldClock
from tests.services.caseload.searches import person, search
from tests.storage.failing import Failing
from tests.storage.filled import AT, PASSPHRASE, filled_case, room_in

ROOT = Path(__file__).resolve().parents[2]


def made(folder: Path) -> User:
    opened = room_in(folder).create("Ada", "pharmacist", PASSPHRASE, AT)
    opened.store.close()
    return opened.user


def started(folder: Path, user: User, *more: str, program: str = "saver") -> subprocess.Popen[bytes]:
    child = subprocess.Popen(
        [sys.executable, "-m", f"tests.storage.{program}", str(folder), user.id, *more],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert child.stdin is not None
    child.stdin.write(f"{PASSPHRASE}\n".encode())
    child.stdin.flush()
    return child


def killed_at_random(folder: Path, user: User, chance: random.Random) -> int:
    """Start a saver, kill it, and return the last revision it acknowledged."""
    child = started(folder, user)
    assert child.stdout is not None
    assert child.stdout.readline() == b"open\n"
    time.sleep(chance.uniform(0.0, 0.25))
    child.kill()
    output, errors = child.communicate()
    assert not errors
    acknowledged = [int(line.split()[1]) for line in output.splitlines() if line.startswith(b"saved ")]
    return max(acknowledged, default=0)


def standing(folder: Path, user: User) -> tuple[int, int]:
    """Open without any repair, check everything, and return the revision and the number of changes."""
    opened = room_in(folder).unlock(user.id, PASSPHRASE, AT)
    opened.store.check()
    cases = tuple(opened.store.each())
    changes = opened.store.history("k7m2x9q4ab")
    if cases:
        assert opened.store.as_it_was("k7m2x9q4ab", cases[0].case.revision) == cases[0].case
    opened.store.close()
    return (cases[0].case.revision if cases else 0), len(changes)


def kill_again_and_again(folder: Path, times: int, seed: int) -> None:
    chance, user, least = random.Random(seed), made(folder), 0
    for _ in range(times):
        least = max(least, killed_at_random(folder, user, chance))
        revision, changes = standing(folder, user)
        assert revision >= least
        assert changes == revision
    assert least > 0


def test_that_a_kill_loses_no_acknowledged_save(tmp_path: Path) -> None:
    kill_again_and_again(tmp_path, 12, seed=1)


@pytest.mark.soak
@pytest.mark.timeout(1200)
def test_that_two_hundred_kills_lose_no_acknowledged_save(tmp_path: Path) -> None:
    kill_again_and_again(tmp_path, 200, seed=2)


def test_that_a_log_cut_anywhere_leaves_whole_saves(tmp_path: Path) -> None:
    live = tmp_path / "live"
    opened = room_in(live).create("Ada", "pharmacist", PASSPHRASE, AT)
    case = filled_case()
    for turn in range(25):
        case = case.model_copy(update={"answers": {"a.b": "x" * (turn * 200)}})
        case = opened.store.save(case, f"turn {turn}", opened.user, AT)
    copied = tmp_path / "copied"
    shutil.copytree(live, copied)
    opened.store.close()
    log = next(copied.rglob("*-wal")).read_bytes()
    assert log
    chance, seen = random.Random(3), set()
    for number in range(20):
        cut = tmp_path / f"cut{number}"
        shutil.copytree(copied, cut)
        next(cut.rglob("*-wal")).write_bytes(log[: chance.randrange(len(log))])
        for index in cut.rglob("*-shm"):
            index.unlink()
        revision, changes = standing(cut, opened.user)
        assert revision == changes
        seen.add(revision)
    assert len(seen) > 8
    assert max(seen) <= 25


def test_that_a_full_disk_is_told_and_a_second_try_succeeds(tmp_path: Path) -> None:
    if os.name == "nt":
        pytest.skip("this platform cannot limit the size of a file")
    user = made(tmp_path)
    child = started(tmp_path, user, "500000")
    output, errors = child.communicate(timeout=60)
    lines = output.decode().splitlines()
    assert not errors
    assert child.returncode == 0
    assert lines[-2] in ("refused vault.full", "refused vault.disk")
    last = int(lines[-1].split()[1])
    assert last == len([line for line in lines if line.startswith("saved ")])
    assert standing(tmp_path, user) == (last, last)


@pytest.fixture
def small_disk(tmp_path: Path):
    disk = tmp_path / "disk"
    disk.mkdir()
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip("only the administrator of a Unix machine can make a small disk")
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)], check=False)
    if done.returncode:
        pytest.skip("this machine does not let a small disk be made")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def test_that_a_disk_that_fills_up_refuses_in_words_and_goes_on_when_there_is_room(small_disk: Path) -> None:
    opened = room_in(small_disk).create("Ada", "pharmacist", PASSPHRASE, AT)
    case = opened.store.save(filled_case(), "made", opened.user, AT)
    filler = small_disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            pass
    large = case.model_copy(update={"answers": {"a.b": "x" * 200_000}})
    for _ in range(3):
        with pytest.raises(VaultProblem) as refused:
            opened.store.save(large, "typed", opened.user, AT)
        assert refused.value.code in ("vault.full", "vault.disk")
        assert "what you typed is still on the screen" in refused.value.remedy
        assert opened.store.load(case.id).case == case
    with pytest.raises(VaultProblem):
        opened.store.back_up(opened.user, AT)
    assert not list((small_disk / "store").rglob("*.part*"))
    filler.unlink()
    assert opened.store.save(large, "typed", opened.user, AT).revision == 2
    opened.store.check()
    opened.store.close()


def test_that_a_search_that_does_not_fit_the_disk_leaves_the_list_as_it_was(small_disk: Path) -> None:
    opened = room_in(small_disk).create("Ada", "pharmacist", PASSPHRASE, AT)
    caseload = Caseload(Session(opened.user, opened.store), ToldClock(AT), load_tables())
    caseload.bring_in(search(person("A", record="1")))
    before = tuple(opened.store.each()), caseload.imports(), len(opened.store.events())
    people = [person(f"P{n}", "", record=str(n + 9), row=n + 9) for n in range(1500)]
    opened.store.back_up = lambda *_: None  # it has tests of its own, and would be what fills the disk
    with pytest.raises(VaultProblem) as refused:
        caseload.bring_in(search(*people, digest="two"))
    assert refused.value.code in ("vault.full", "vault.disk")
    assert (tuple(opened.store.each()), caseload.imports(), len(opened.store.events())) == before
    opened.store.check()
    assert len(caseload.bring_in(search(*people[:20], digest="three")).created) == 20
    opened.store.close()


def test_that_a_store_held_by_another_program_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vault_module, "_BUSY_SECONDS", 0.1)
    user = made(tmp_path)
    one = room_in(tmp_path).unlock(user.id, PASSPHRASE, AT)
    two = room_in(tmp_path).unlock(user.id, PASSPHRASE, AT)
    with one.store._vault.writing(), pytest.raises(VaultProblem) as refused:
        two.store.save(filled_case(), "made", user, AT)
    assert refused.value.code == "vault.busy"
    assert two.store.save(filled_case(), "made", user, AT).revision == 1
    one.store.close()
    two.store.close()


def test_that_two_windows_lose_no_save(tmp_path: Path) -> None:
    user = made(tmp_path)
    applied: list[int] = []
    refused: list[str] = []

    def window(name: str) -> None:
        store = room_in(tmp_path).unlock(user.id, PASSPHRASE, AT).store
        for turn in range(40):
            case = store.load("k7m2x9q4ab").case
            try:
                kept = store.save(case.model_copy(update={"answers": {name: str(turn)}}), name, user, AT)
                applied.append(kept.revision)
            except VaultProblem as problem:
                refused.append(problem.code)
        store.close()

    first = room_in(tmp_path).unlock(user.id, PASSPHRASE, AT)
    first.store.save(filled_case(), "made", user, AT)
    windows = [threading.Thread(target=window, args=(name,)) for name in ("one", "two")]
    for each in windows:
        each.start()
    for each in windows:
        each.join()
    first.store.check()
    assert set(refused) <= {"vault.stale"}
    assert len(applied) + len(refused) == 80
    assert sorted(applied) == list(range(2, len(applied) + 2))
    assert len(first.store.history("k7m2x9q4ab")) == len(applied) + 1
    assert len(applied) >= 40
    first.store.close()


@pytest.mark.parametrize("loss", ["folder", "file", "log", "replaced"])
def test_that_a_save_into_a_lost_file_is_refused(tmp_path: Path, loss: str) -> None:
    if os.name == "nt":
        pytest.skip("Windows keeps an open file from being deleted")
    opened = room_in(tmp_path).create("Ada", "pharmacist", PASSPHRASE, AT)
    case = opened.store.save(filled_case(), "made", opened.user, AT)
    path = tmp_path / "store" / "store.pharmreview"
    if loss == "folder":
        shutil.rmtree(path.parent)
    elif loss == "log":
        next(path.parent.glob("*-wal")).unlink()
    else:
        content = path.read_bytes()
        path.unlink()
        if loss == "replaced":
            path.write_bytes(content)
    with pytest.raises(VaultProblem) as refused:
        opened.store.save(case, "typed", opened.user, AT)
    assert refused.value.code == "vault.missing"
    opened.store.close()


READ_ONLY = """
import json, sys
from pathlib import Path
import os
from tests.storage.filled import AT, PASSPHRASE, room_in
from pharmreview.domain.errors import VaultProblem
if os.geteuid() == 0:
    os.setegid(65534)
    os.seteuid(65534)
try:
    room_in(Path(sys.argv[1])).unlock(sys.argv[2], PASSPHRASE, AT)
except VaultProblem as problem:
    print(json.dumps([problem.code, problem.sentence]))
"""


@pytest.mark.parametrize("what", ["file", "folder", "unreadable"])
def test_that_a_store_that_may_not_be_written_is_told(tmp_path: Path, what: str) -> None:
    if not hasattr(os, "geteuid"):
        pytest.skip("Windows keeps permissions elsewhere")
    user = made(tmp_path)
    folder = tmp_path / "store"
    before = (folder / "store.pharmreview").read_bytes()
    administrator = os.geteuid() == 0
    place = tmp_path
    if administrator:
        place = Path(shutil.copytree(tmp_path, Path(f"/var/tmp/pharmreview-{os.getpid()}-{what}")))  # noqa: S108
        for each in (place, *place.rglob("*")):
            os.chown(each, 65534, 65534)
    try:
        target = place / "store" / "store.pharmreview" if what != "folder" else place / "store"
        target.chmod({"file": 0o400, "folder": 0o500, "unreadable": 0o000}[what])
        done = subprocess.run(
            [sys.executable, "-c", READ_ONLY, str(place), user.id],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert not done.stderr
        code, sentence = json.loads(done.stdout)
        assert code == "vault.read-only", sentence
        target.chmod(0o700)
        assert (place / "store" / "store.pharmreview").read_bytes() == before
    finally:
        if administrator:
            shutil.rmtree(place)


def test_that_a_write_that_fails_at_any_statement_leaves_the_case_as_it_was(tmp_path: Path) -> None:
    opened = room_in(tmp_path).create("Ada", "pharmacist", PASSPHRASE, AT)
    store: Store = opened.store
    case = store.save(filled_case(), "made", opened.user, AT)
    plain, reached = store._vault._connection, []
    for number in range(20):
        store._vault._connection = Failing(plain, number)
        try:
            kept = store.save(case.model_copy(update={"answers": {}}), "typed", opened.user, AT)
        except VaultProblem as refused:
            reached.append(refused.code)
            store._vault._connection = plain
            assert store.load(case.id).case == case
            store.check()
        else:
            break
    store._vault._connection = plain
    assert kept.revision == 2
    assert len(reached) >= 5
    assert set(reached) == {"vault.full"}
    store.close()
