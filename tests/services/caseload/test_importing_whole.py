"""A search comes in whole or not at all: at a kill, at a fault of any statement, beside another window."""

import random
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

from pharmreview.domain.case import User
from pharmreview.domain.errors import Stopped, VaultProblem
from pharmreview.reference.tables import load_tables
from pharmreview.services.access import Session
from pharmreview.services.caseload.searches import beside
from pharmreview.services.caseload.verbs import Caseload
from pharmreview.storage.store import OpenedStore
from tests.conftest import ToldClock
from tests.services.caseload.searches import DAY, MST, days, person, search
from tests.storage.failing import Failing
from tests.storage.filled import AT, PASSPHRASE, room_in

ROOT = Path(__file__).resolve().parents[3]
PEOPLE = 40


def made(folder: Path) -> User:
    opened = room_in(folder).create("Ada", "pharmacist", PASSPHRASE, AT)
    opened.store.close()
    return opened.user


def caseload_of(opened: OpenedStore) -> Caseload:
    return Caseload(Session(opened.user, opened.store), ToldClock(AT), load_tables())


def killed_while_importing(folder: Path, user: User, chance: random.Random, people: int) -> int:
    """Start importing, kill it at a random time, and return the last search it said was kept."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.services.caseload.importer", str(folder), user.id, str(people)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.write(f"{PASSPHRASE}\n".encode())
    child.stdin.flush()
    assert child.stdout.readline() == b"ready\n"
    time.sleep(chance.uniform(0.0, 0.4))
    child.kill()
    output, errors = child.communicate()
    assert not errors
    return max((int(line.split()[1]) for line in output.splitlines() if line.startswith(b"kept")), default=0)


def turns_standing(folder: Path, user: User, people: int) -> int:
    """Open without any repair and check that everyone stands at one and the same search; returns which."""
    opened = room_in(folder).unlock(user.id, PASSPHRASE, AT)
    opened.store.check()
    records = caseload_of(opened).imports()
    cases = [saved.case for saved in tuple(opened.store.each())]
    opened.store.close()
    assert len(cases) == (people if records else 0)
    assert {case.origin.digest for case in cases if case.origin} == {r.digest for r in records[-1:]}
    assert {len(case.seen) for case in cases} == ({len(records)} if records else set())
    assert [record.people for record in records] == [people] * len(records)
    return len(records)


def kill_again_and_again(folder: Path, times: int, seed: int, people: int) -> None:
    chance, user, least = random.Random(seed), made(folder), 0
    for _ in range(times):
        least = max(least, killed_while_importing(folder, user, chance, people))
        assert turns_standing(folder, user, people) >= least


def test_that_a_kill_while_importing_leaves_the_old_list_or_the_new(tmp_path: Path) -> None:
    kill_again_and_again(tmp_path, 4, seed=5, people=PEOPLE)


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_that_a_hundred_kills_while_importing_leave_the_old_list_or_the_new(tmp_path: Path) -> None:
    kill_again_and_again(tmp_path, 100, seed=6, people=150)


def test_that_a_fault_at_any_statement_of_an_import_leaves_the_list_as_it_was(tmp_path: Path) -> None:
    opened = room_in(tmp_path).create("Ada", "pharmacist", PASSPHRASE, AT)
    caseload, store = caseload_of(opened), opened.store
    caseload.bring_in(search(person("A", record="1"), person("B", "", record="2", row=5)))
    before = (tuple(store.each()), caseload.imports(), len(store.events()))
    people = (
        person("A", record="1", medicines=((MST, "One daily"),)),
        person("C", "", record="3", row=9),
    )
    preview = search(*people, digest="two", day=DAY + timedelta(days=7))
    store.back_up = lambda *_: None  # the backup has tests of its own, and reads a whole store each time
    plain, codes = store._vault._connection, []
    for number in range(200):
        store._vault._connection = Failing(plain, number)
        try:
            caseload.bring_in(preview)
        except VaultProblem as refused:
            codes.append(refused.code)
            store._vault._connection = plain
            assert (tuple(store.each()), caseload.imports(), len(store.events())) == before
        else:
            break
    store._vault._connection = plain
    assert len(codes) > 15
    assert set(codes) == {"vault.full"}
    assert len(tuple(store.each())) == 3
    assert len(caseload.imports()) == 2
    store.check()
    store.close()


def test_that_a_stopped_import_leaves_the_file_as_it_was_and_may_be_begun_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beside, "PEOPLE_IN_A_LOT", 10)
    opened = room_in(tmp_path).create("Ada", "pharmacist", PASSPHRASE, AT)
    caseload = caseload_of(opened)
    preview = search(*(person(f"P{n}", "", record=str(n), row=n + 2) for n in range(30)))
    at = []
    with pytest.raises(Stopped):
        caseload.bring_in(preview, lambda _phase, done, _: at.append(done), lambda: len(at) == 2)
    assert at == [0, 10]
    assert (tuple(opened.store.each()), caseload.imports()) == ((), ())
    assert len(caseload.bring_in(preview).created) == 30
    opened.store.check()
    opened.store.close()


def test_that_two_windows_bring_the_same_people_in_once(tmp_path: Path) -> None:
    user = made(tmp_path)
    one, two = (room_in(tmp_path).unlock(user.id, PASSPHRASE, AT) for _ in range(2))
    preview = search(person("A", record="1"), person("B", "", record="2", row=5))
    assert len(caseload_of(one).bring_in(preview).created) == 2
    again = caseload_of(two).bring_in(preview)
    assert (len(again.created), len(again.unchanged)) == (0, 2)
    assert len(caseload_of(one).imports()) == 1
    case = next(iter(one.store.each())).case
    caseload_of(two).bring_in(search(person("A", record="1"), digest="two", day=DAY + timedelta(days=7)))
    with pytest.raises(VaultProblem) as refused:
        one.store.save(case, "typed", user, AT)
    assert refused.value.code == "vault.stale"
    one.store.close()
    two.store.close()


def test_that_what_holds_for_everyone_outlives_the_closing_of_the_store(tmp_path: Path) -> None:
    opened = room_in(tmp_path).create("Ada", "pharmacist", PASSPHRASE, AT)
    caseload = caseload_of(opened)
    caseload.bring_in(search(person("A", record="1"), person("B", "", record="2", row=5)))
    ids = [saved.case.id for saved in tuple(opened.store.each())]
    frozen, sample = caseload.freeze_baseline("First"), caseload.take_sample(1, "seed", ids)
    settings = caseload.keep_settings(caseload.settings().model_copy(update={"stale_after": days(90)}))
    record = caseload.imports()
    opened.store.close()
    again = room_in(tmp_path).unlock(opened.user.id, PASSPHRASE, AT)
    caseload = caseload_of(again)
    assert (caseload.baselines(), caseload.samples()) == ((frozen,), (sample,))
    assert (caseload.settings(), caseload.imports()) == (settings, record)
    again.store.check()
    again.store.close()
