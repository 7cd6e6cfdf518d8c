"""The garbage collector held still while very many values are made, none of which lie in circles.

A search for circles goes through everything there is and stops every thread for it. Among a million fresh
values it takes half of the time, and finds nothing.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock


class _Holders:
    """Who holds it now: it goes on only when the last of several threads has let go."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._number = 0
        self._was_on = False
        self._keeps = False

    def keep(self) -> None:
        gc.freeze()
        self._keeps = True

    def enter(self) -> None:
        with self._lock:
            if not self._number:
                self._was_on = gc.isenabled()
                gc.disable()
            self._number += 1

    def leave(self) -> None:
        with self._lock:
            self._number -= 1
            if self._number or not self._was_on:
                return
            if not self._keeps:
                # Frozen and thawed, what was made counts as old: no search of the young goes through it.
                # To thaw would thaw what is kept as well, and to ask how much that is counts it one by one.
                gc.freeze()
                gc.unfreeze()
            gc.enable()


_HOLDERS = _Holders()


@contextmanager
def held_still(*, keeping: bool = False) -> Iterator[None]:
    """No search for circles meanwhile, on any thread; what was made counts as old afterwards.

    With `keeping`, what is alive at the end is left out of later searches too; it still goes when nothing
    refers to it.
    """
    _HOLDERS.enter()
    try:
        yield
    finally:
        if keeping:
            _HOLDERS.keep()
        _HOLDERS.leave()


def kept_from_here() -> None:
    """Leave all that is alive now out of every later search; it still goes when nothing refers to it."""
    _HOLDERS.keep()
