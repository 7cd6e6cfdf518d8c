"""Very many things a few at a time, with a look between at whether to go on."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

from pharmreview.domain.errors import Stopped

T = TypeVar("T")


def in_lots(each: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    """All in order, `size` at a time, the last lot perhaps fewer."""
    left = iter(each)
    while lot := tuple(islice(left, size)):
        yield lot


def until(should_stop: Callable[[], bool] | None, each: Iterable[T]) -> Iterator[T]:
    """Each in turn. Raises Stopped when asked to stop."""
    for one in each:
        if should_stop is not None and should_stop():
            raise Stopped
        yield one
