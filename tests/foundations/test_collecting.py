"""The garbage collector is held still for as long as anybody needs it so, and no longer."""

import gc
from collections.abc import Iterator
from threading import Event, Thread
from weakref import ref

import pytest

from pharmreview import collecting
from pharmreview.collecting import collect, held_still, in_hand, let_run


class Ring:
    """Goes only by a search for circles."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def _collecting(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The collector runs before and after each test, and keeps nothing for good."""
    monkeypatch.setattr(collecting, "_HOLDERS", type(collecting._HOLDERS)())
    was_on = gc.isenabled()
    gc.enable()
    yield
    gc.unfreeze()
    (gc.enable if was_on else gc.disable)()


def test_that_nothing_is_collected_meanwhile_and_everything_again_afterwards() -> None:
    with held_still():
        assert not gc.isenabled()
        with held_still():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_that_it_goes_on_after_an_error() -> None:
    with pytest.raises(ValueError, match="spoilt"), held_still(keeping=True):
        raise ValueError("spoilt")
    assert gc.isenabled()


def test_that_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    with held_still():
        pass
    assert not gc.isenabled()


def test_that_one_thread_letting_go_does_not_set_it_going_under_another() -> None:
    holding, let_go = Event(), Event()

    def other() -> None:
        with held_still():
            holding.set()
            let_go.wait(5)

    thread = Thread(target=other)
    with held_still():
        thread.start()
        assert holding.wait(5)
    assert not gc.isenabled()
    let_go.set()
    thread.join()
    assert gc.isenabled()


def test_that_what_is_kept_is_left_out_of_later_searches() -> None:
    before = gc.get_freeze_count()
    with held_still():
        kept = [[number] for number in range(100)]
    assert gc.get_freeze_count() == before
    with held_still(keeping=True):
        kept += [[number] for number in range(100)]
    assert gc.get_freeze_count() >= before + len(kept)


def test_that_what_was_made_meanwhile_is_not_searched_as_if_it_were_young() -> None:
    with held_still():
        made = [[number] for number in range(100)]
    young = {id(one) for one in gc.get_objects(generation=0)}
    assert not any(id(one) in young for one in made)


def test_that_circles_made_meanwhile_still_go() -> None:
    with held_still():
        gone = ref(Ring())
    gc.collect()
    assert gone() is None


def test_that_letting_go_thaws_nothing_that_was_kept_and_counts_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with held_still(keeping=True):
        kept = [[number] for number in range(100)]
    frozen = gc.get_freeze_count()
    monkeypatch.delattr("gc.get_freeze_count")
    with held_still():
        kept.append([])
    monkeypatch.undo()
    assert gc.get_freeze_count() >= frozen - len(kept)


def test_that_taken_in_hand_it_searches_only_where_it_is_asked_and_not_while_it_is_held_still() -> None:
    in_hand()
    with held_still():
        assert not gc.isenabled()
    gc.collect()
    gone = ref(Ring())
    many = [[number] for number in range(3 * gc.get_threshold()[0])]
    assert gone() is not None
    collect()
    assert gone() is None
    with held_still():
        gone = ref(Ring())
        many += [[number] for number in range(3 * gc.get_threshold()[0])]
        collect()
        assert gone() is not None
    let_run()
    assert gc.isenabled()
