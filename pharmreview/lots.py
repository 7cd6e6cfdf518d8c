"""Very many things a few at a time, with a look between at whether to go on."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

from pharmreview.domain.errors import Stopped

Report = Callable[[int, int], None]
"""Told how much of how much is done."""
ShouldStop = Callable[[], bool]
T = TypeVar("T")


def in_lots(each: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    """All in order, `size` at a time, the last lot perhaps fewer."""
    left = iter(each)
    while lot := tuple(islice(left, size)):
        yield lot


def until(
    should_stop: ShouldStop | None,
    each: Iterable[T],
    report: Report | None = None,
    total: int = 0,
) -> Iterator[T]:
    """Each in turn; `report` is told how many of the `total` are done. Raises Stopped when asked to stop."""
    for done, one in enumerate(each):
        stop_if_asked(should_stop)
        if report is not None:
            report(done, total)
        yield one


def stop_if_asked(should_stop: ShouldStop | None) -> None:
    """Raises Stopped when asked to stop."""
    if should_stop is not None and should_stop():
        raise Stopped


def let_go(things: list[Any], between: Callable[[], None], size: int = 500) -> None:
    """Empty a list a few at a time: very many values that go together hold every other thread up."""
    while things:
        del things[-size:]
        between()
