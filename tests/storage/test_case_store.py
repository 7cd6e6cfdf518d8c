"""A save keeps the case and its change together, and every earlier state can be made again."""

# ruff: noqa: S608 - the tables and columns are named in this file

import hashlib
import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from pharmreview.domain.case import Case, CaseState, User
from pharmreview.domain.caseload.entry import Entry
from pharmreview.domain.errors import InputProblem, PaperProblem, VaultProblem
from pharmreview.domain.patient import Patient
from pharmreview.storage.record.documents import applied, differences, read_case, written
from pharmreview.storage.store import Store
from tests.storage.filled import AT, PASSPHRASE, filled_case, paper, room_in

Opened = tuple[Store, User]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    made = room_in(tmp_path).create("Ada", "pharmacist", PASSPHRASE, AT)
    yield made.store, made.user
    made.store.close()


def count(store: Store, table: str) -> int:
    return int(store._vault.db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


ANSWERS = st.dictionaries(
    st.text(max_size=5), st.one_of(st.text(max_size=20), st.lists(st.text(max_size=5)).map(tuple)), max_size=5
)


@given(
    st.lists(
        st.tuples(ANSWERS, ANSWERS.map(lambda a: {k: str(v) for k, v in a.items()})), min_size=1, max_size=6
    )
)
def test_that_the_changes_alone_make_every_state_again(states: list[tuple[dict, dict]]) -> None:
    before, made = None, {}
    for answers, passed in states:
        case = Case(id="a", patient=Patient(), answers=answers, passed=passed)
        after = written(case, before)
        made = applied(made, differences(before, after))
        assert read_case(json.dumps(made)) == case
        assert read_case(after.document.decode()) == case
        before = after


@given(ANSWERS)
def test_that_whatever_was_typed_comes_back(answers: dict) -> None:
    case = filled_case().model_copy(update={"answers": answers})
    assert Case.model_validate_json(case.model_dump_json(by_alias=True)) == case


def test_that_a_change_holds_only_what_changed(opened: Opened) -> None:
    store, ada = opened
    case = store.save(filled_case(answers=40, rows=40), "made", ada, AT)
    store.save(case.model_copy(update={"answers": {**case.answers, "one.more": "x"}}), "typed", ada, AT)
    (changed,) = store._vault.db.execute("SELECT changed FROM changes WHERE revision = 2").fetchone()
    assert changed == '{"answers":{"set":{"one.more":"x"},"unset":[]}}'


def test_that_every_earlier_revision_can_be_seen(opened: Opened) -> None:
    store, ada = opened
    chance, case, kept = random.Random(7), filled_case(), []
    for turn in range(30):
        answers = dict(case.answers)
        if answers and chance.random() < 0.4:
            del answers[chance.choice(list(answers))]
        answers[f"a.{chance.randrange(6)}"] = str(turn)
        state = chance.choice(list(CaseState))
        case = store.save(
            case.model_copy(update={"answers": answers, "state": state}), f"turn {turn}", ada, AT
        )
        kept.append(case)
    assert [store.as_it_was(case.id, each.revision) for each in kept] == kept
    assert [change.what for change in store.history(case.id)] == [f"turn {turn}" for turn in range(30)]
    store.check()


def test_that_a_save_finds_its_before_also_when_another_case_was_open(opened: Opened) -> None:
    store, ada = opened
    one, two = filled_case("aa1"), filled_case("bb2")
    one, two = store.save(one, "made", ada, AT), store.save(two, "made", ada, AT)
    one = store.save(one.model_copy(update={"answers": {"a.b": "1"}}), "typed", ada, AT)
    two = store.save(two.model_copy(update={"answers": {"a.b": "2"}}), "typed", ada, AT)
    assert (store.as_it_was("aa1", 2), store.as_it_was("bb2", 2)) == (one, two)
    with pytest.raises(VaultProblem):
        store.as_it_was("aa1", 3)
    store.check()


def test_that_a_lone_surrogate_is_refused_and_nothing_is_kept(opened: Opened) -> None:
    store, ada = opened
    with pytest.raises(InputProblem):
        store.save(filled_case().model_copy(update={"answers": {"a.b": "\ud800"}}), "typed", ada, AT)
    assert (count(store, "cases"), count(store, "changes")) == (0, 0)


@pytest.mark.parametrize(
    "text", ["'; DROP TABLE cases; --", '" OR 1=1 --', "%s {0} {{x}}", "\0", "\u202e", "x" * 100_000]
)
def test_that_hostile_text_is_only_text(opened: Opened, text: str) -> None:
    store, ada = opened
    case = store.save(filled_case().model_copy(update={"answers": {"a.b": text}}), text, ada, AT)
    assert store.load(case.id).case.answers == {"a.b": text}
    assert store.history(case.id)[0].what == text
    store.check()


@pytest.mark.parametrize("table", ["changes", "events", "issued_papers", "caseload"])
def test_that_what_was_recorded_cannot_be_altered_or_deleted(opened: Opened, table: str) -> None:
    store, ada = opened
    store.save(filled_case(), "made", ada, AT)
    store.record_issue(paper(), ada)
    store.keep_entry(Entry(kind="settings", document="{}"), "settings-kept", ada, AT)
    before = store._vault.db.execute(f"SELECT * FROM {table}").fetchall()
    columns = [column.name for column in store._vault.db.table(table).columns]
    attempts = [f"DELETE FROM {table}", f"REPLACE INTO {table} SELECT * FROM {table}"]
    attempts += [f"UPDATE {table} SET {column} = {column}" for column in columns]
    for attempt in attempts:
        with pytest.raises(dbapi2.IntegrityError, match="never"):
            store._vault.db.execute(attempt)
    assert store._vault.db.execute(f"SELECT * FROM {table}").fetchall() == before


def test_that_a_case_cannot_change_without_its_record(opened: Opened) -> None:
    store, ada = opened
    store.save(filled_case(), "made", ada, AT)
    for attempt, why in (
        ("UPDATE cases SET document = '{}'", "one revision"),
        ("UPDATE cases SET revision = revision + 1", "with its change"),
        ("DELETE FROM cases", "never"),
        ("REPLACE INTO cases SELECT * FROM cases", "never"),
        (
            "INSERT INTO cases VALUES (9, 'x', 1, '', '', '', '{}')",
            "with its change",
        ),
    ):
        with pytest.raises(dbapi2.IntegrityError, match=why):
            store._vault.db.execute(attempt)
    store.check()


FORGERIES = {
    "altered": "UPDATE changes SET what = 'nothing' WHERE seq = 3",
    "removed": "DELETE FROM changes WHERE seq = 3",
    "last removed": "DELETE FROM changes WHERE seq = 6",
    "moved": "UPDATE changes SET seq = seq + 100 WHERE seq > 3",
    "case altered": "UPDATE cases SET document = replace(document, 'burns', 'warms')",
    "event altered": "UPDATE events SET kind = 'viewed' WHERE seq = 1",
    "settings altered": "UPDATE caseload SET document = '{}' WHERE seq = 1",
    "settings removed": "DELETE FROM caseload WHERE seq = 1",
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_that_a_forged_record_is_found(opened: Opened, forgery: str) -> None:
    store, ada = opened
    case = filled_case()
    for turn in range(6):
        case = store.save(case, f"turn {turn}", ada, AT)
        store.keep_entry(Entry(kind="settings", document=f'{{"turn":{turn}}}'), "settings-kept", ada, AT)
    store.check()
    for trigger in store._vault.db.triggers:
        store._vault.db.execute(f"DROP TRIGGER {trigger.name}")
    store._vault.db.execute(FORGERIES[forgery])
    with pytest.raises(VaultProblem) as refused:
        store.check()
    assert refused.value.code == "vault.record"


def test_that_a_paper_whose_bytes_are_not_its_own_is_refused(opened: Opened) -> None:
    store, ada = opened
    store.save(filled_case(), "made", ada, AT)
    other = paper().model_copy(update={"pdf": b"another"})
    with pytest.raises(PaperProblem):
        store.record_issue(other, ada)
    assert count(store, "issued_papers") == 0
    assert hashlib.sha256(paper().pdf).hexdigest() == paper().sha256


def test_that_issuing_is_recorded_with_the_paper(opened: Opened) -> None:
    store, ada = opened
    store.save(filled_case(), "made", ada, AT)
    store.record_issue(paper(), ada)
    last = store.events()[-1]
    assert (last.kind, last.by, last.case_id, last.detail) == (
        "paper-issued",
        "Ada",
        "k7m2x9q4ab",
        "p1a2b3c4",
    )
