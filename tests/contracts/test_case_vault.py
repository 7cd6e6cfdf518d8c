"""What every vault keeps to, whether in memory or encrypted on disk."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from pharmreview.domain.case import Case, CaseState, Channel, Dispatch, User
from pharmreview.domain.caseload.entry import Entry
from pharmreview.domain.errors import InputProblem, VaultProblem
from pharmreview.domain.patient import Patient
from pharmreview.domain.team.access import Access
from pharmreview.services.ports import EventKind, OpenStore
from tests.fakes import FakeKeeper
from tests.storage.filled import AT, PASSPHRASE, filled_case, paper, room_in


@pytest.fixture(params=["in memory", "encrypted"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[OpenStore, User]]:
    keeper = FakeKeeper() if request.param == "in memory" else room_in(tmp_path)
    made = keeper.create("Ada", "pharmacist", PASSPHRASE, AT)
    yield made.store, made.user
    made.store.close()


def test_that_a_new_case_comes_back_with_its_first_revision(opened: tuple[OpenStore, User]) -> None:
    vault, ada = opened
    kept = vault.save(filled_case(), "made", ada, AT)
    assert kept == filled_case().model_copy(update={"revision": 1})
    saved = vault.load(kept.id)
    assert (saved.case, saved.saved_at, saved.saved_by) == (kept, AT, "Ada")


def test_that_each_save_moves_one_revision(opened: tuple[OpenStore, User]) -> None:
    vault, ada = opened
    case = filled_case()
    for revision in (1, 2, 3):
        case = vault.save(case.model_copy(update={"answers": {"a.b": str(revision)}}), "typed", ada, AT)
        assert case.revision == revision
    assert vault.load(case.id).case.answers == {"a.b": "3"}


def test_that_a_stale_save_is_refused_with_who_and_when(opened: tuple[OpenStore, User]) -> None:
    vault, ada = opened
    old = vault.save(filled_case(), "made", ada, AT)
    newer = vault.save(old.model_copy(update={"answers": {}}), "typed", ada, AT + timedelta(minutes=1))
    with pytest.raises(VaultProblem) as refused:
        vault.save(old, "typed", ada, AT + timedelta(minutes=2))
    assert refused.value.code == "vault.stale"
    local = (AT + timedelta(minutes=1)).astimezone()
    assert refused.value.what.startswith("Ada saved a newer version")
    assert f"{local:%M}" in refused.value.what
    assert vault.load(old.id).case == newer


def test_that_a_case_made_twice_is_stale(opened: tuple[OpenStore, User]) -> None:
    vault, ada = opened
    vault.save(filled_case(), "made", ada, AT)
    with pytest.raises(VaultProblem) as refused:
        vault.save(filled_case(), "made", ada, AT)
    assert refused.value.code == "vault.stale"


def test_that_a_case_from_elsewhere_is_refused(opened: tuple[OpenStore, User]) -> None:
    vault, ada = opened
    with pytest.raises(VaultProblem) as refused:
        vault.save(filled_case().model_copy(update={"revision": 3}), "typed", ada, AT)
    assert refused.value.code == "vault.unknown"
    with pytest.raises(VaultProblem):
        vault.load("nowhere")
    assert tuple(vault.each()) == ()


def test_that_cases_stay_in_the_order_they_were_first_kept(opened: tuple[OpenStore, User]) -> None:
    vault, ada = opened
    kept = vault.save_all([Case(id=i, patient=Patient()) for i in ("c", "a", "b")], "made", ada, AT)
    vault.save(kept[0], "typed", ada, AT)
    assert [saved.case.id for saved in tuple(vault.each())] == ["c", "a", "b"]


def test_that_several_cases_are_kept_all_or_none(opened: tuple[OpenStore, User]) -> None:
    vault, ada = opened
    vault.save(Case(id="b", patient=Patient()), "made", ada, AT)
    with pytest.raises(VaultProblem):
        vault.save_all([Case(id=i, patient=Patient()) for i in ("a", "b", "c")], "made", ada, AT)
    assert [saved.case.id for saved in tuple(vault.each())] == ["b"]
    assert vault.save_all([], "made", ada, AT) == ()


def cases(*ids: str) -> list[Case]:
    return [Case(id=each, patient=Patient()) for each in ids]


def test_that_cases_can_be_read_one_by_one_or_by_their_ids(opened: tuple[OpenStore, User]) -> None:
    vault, ada = opened
    ids = [f"c{number}" for number in range(1203)]  # more than two lots
    kept = vault.save_all(cases(*ids), "made", ada, AT)
    vault.save(kept[0], "typed", ada, AT)
    assert [saved.case.id for saved in vault.each()] == ids
    assert list(vault.states().items()) == [(each, CaseState.FOUND) for each in ids]
    assert [s.case.id for s in vault.several(["c7", "nowhere", "c3", "c7"])] == ["c7", "c3", "c7"]
    assert vault.several([]) == ()
    assert list(vault.revisions().items()) == [("c0", 2), *((each, 1) for each in ids[1:])]


def test_that_saves_made_together_are_kept_all_or_none(opened: tuple[OpenStore, User]) -> None:
    vault, ada = opened
    (first,) = vault.save_all(cases("a"), "made", ada, AT)

    def half_done() -> None:
        with vault.together():
            vault.save(first.model_copy(update={"answers": {"a.b": "lost"}}), "typed", ada, AT)
            vault.save_all(cases("b", "c"), "made", ada, AT)
            vault.keep_entry(Entry(kind="settings", document="{}"), "settings-kept", ada, AT)
            assert len(tuple(vault.each())) == 3
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half_done()
    assert [saved.case for saved in tuple(vault.each())] == [first]
    assert vault.entries("settings") == ()
    again = vault.save(first.model_copy(update={"answers": {"a.b": "kept"}}), "typed", ada, AT)
    with vault.together():
        vault.save_all(cases("b", "c"), "made", ada, AT)
    assert vault.load("a").case == again
    assert len(tuple(vault.each())) == 3


def test_that_an_entry_comes_back_with_its_number_author_and_time(opened: tuple[OpenStore, User]) -> None:
    vault, ada = opened
    first = vault.keep_entry(Entry(kind="repair", name="k", document="1"), "repaired", ada, AT)
    second = vault.keep_entry(Entry(kind="mapping", name="k", document="2"), "mapping-kept", ada, AT, 0)
    third = vault.keep_entry(Entry(kind="repair", name="k", document=""), "repair-withdrawn", ada, AT)
    assert (first.seq, second.seq, third.seq) == (1, 2, 3)
    assert (first.by, first.at) == ("Ada", AT)
    assert vault.entries("repair") == (first, third)
    assert vault.entries("mapping") == (second,)


def test_that_an_entry_expected_elsewhere_is_stale(opened: tuple[OpenStore, User]) -> None:
    vault, ada = opened
    first = vault.keep_entry(Entry(kind="settings", document="1"), "settings-kept", ada, AT, 0)
    for expects in (0, first.seq + 1):
        with pytest.raises(VaultProblem) as refused:
            vault.keep_entry(Entry(kind="settings", document="2"), "settings-kept", ada, AT, expects)
        assert refused.value.code == "vault.stale"
    second = vault.keep_entry(Entry(kind="settings", document="2"), "settings-kept", ada, AT, first.seq)
    assert vault.entries("settings") == (first, second)


def test_that_a_paper_comes_back_byte_for_byte(opened: tuple[OpenStore, User]) -> None:
    vault, ada = opened
    vault.save(filled_case(), "made", ada, AT)
    vault.record_issue(paper(), ada)
    second = paper("p2", version=2).model_copy(update={"replaces": "p1a2b3c4"})
    vault.record_issue(second, ada)
    assert vault.issued("k7m2x9q4ab") == (paper(), second)
    assert vault.issued("another") == ()


def test_that_a_paper_is_issued_once_and_for_a_case_that_is_kept(opened: tuple[OpenStore, User]) -> None:
    vault, ada = opened
    with pytest.raises(VaultProblem):
        vault.record_issue(paper(), ada)
    vault.save(filled_case(), "made", ada, AT)
    vault.record_issue(paper(), ada)
    with pytest.raises(VaultProblem):
        vault.record_issue(paper(), ada)
    assert vault.issued("k7m2x9q4ab") == (paper(),)


def test_that_to_whom_a_paper_went_is_kept_with_it_each_time(opened: tuple[OpenStore, User]) -> None:
    vault, ada = opened
    vault.save(filled_case(), "made", ada, AT)
    vault.record_issue(paper(), ada)
    went = [
        Dispatch(paper_id="p1a2b3c4", recipient=who, channel=how, at=AT, by="Ada")
        for who, how in (("Canaryname", Channel.HANDED), ("Larkfield Pharmacy", Channel.POST))
    ]
    for one in went:
        vault.record_dispatch(one, "printed", ada)
    (kept,) = vault.issued("k7m2x9q4ab")
    assert kept == paper().model_copy(update={"dispatches": tuple(went)})
    with pytest.raises(VaultProblem):
        vault.record_dispatch(went[0].model_copy(update={"paper_id": "never"}), "printed", ada)


@pytest.mark.parametrize("kind", list(EventKind))
def test_that_every_kind_of_event_is_taken(opened: tuple[OpenStore, User], kind: EventKind) -> None:
    vault, ada = opened
    vault.save(filled_case(), "made", ada, AT)
    vault.record_event(kind, ada, AT, "k7m2x9q4ab", "detail")
    vault.record_event(kind, None, AT)


def test_that_two_users_cannot_share_a_name(opened: tuple[OpenStore, User]) -> None:
    vault, ada = opened
    ben = vault.add_user("Ben", "pharmacist", Access.REVIEWER, "a long enough one", ada, AT)
    vault.save(filled_case(), "made", ben, AT)
    assert vault.load("k7m2x9q4ab").saved_by == "Ben"
    for name in ("ben", "ADA", " "):
        with pytest.raises(InputProblem):
            vault.add_user(name, "pharmacist", Access.REVIEWER, "a long enough one", ada, AT)
