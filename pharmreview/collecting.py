"""The garbage collector held still while very many values are made, none of which lie in circles.

A search for circles goes through everything there is and stops every thread for it. Among a million fresh
values it takes half of the time, and finds nothing.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock


class _Holders:
    """Who holds it now: it goes on by itself only when the last of several threads has let go."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._number = 0
        self._by_hand = 0
        self._was_on = False
        self._keeps = False
        self._is_quiet = False

    def keep(self) -> None:
        gc.freeze()
        self._keeps = True

    def enter(self) -> None:
        with self._lock:
            self._stop()
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
            self._go_on()

    def take_in_hand(self) -> None:
        with self._lock:
            self._stop()
            self._by_hand += 1

    def let_run(self) -> None:
        with self._lock:
            self._by_hand -= 1
            self._go_on()

    def collect(self) -> None:
        due = _due()
        was_quiet, self._is_quiet = self._is_quiet, due is None
        if due is not None and not self._number:
            gc.collect(due if was_quiet else min(due, 1))

    def _stop(self) -> None:
        if not self._number and not self._by_hand:
            self._was_on = gc.isenabled()
            gc.disable()

    def _go_on(self) -> None:
        if not self._number and not self._by_hand and self._was_on:
            gc.enable()


def _due() -> int | None:
    """The oldest generation that the collector would look through by now, if any."""
    counted = zip(gc.get_count(), gc.get_threshold(), strict=True)
    return max((age for age, (count, most) in enumerate(counted) if count > (most or _SELDOM)), default=None)


_SELDOM = 10
"""After how many searches of the middle-aged the old are due, where the interpreter names no number."""
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


def in_hand() -> None:
    """From now on circles are searched for only where `collect` is called, until `let_run`.

    By itself the collector searches on whichever thread makes the next value, and what lies in a circle goes
    there too: a timer or a window of the screen, put away on another thread, ends the program.
    """
    _HOLDERS.take_in_hand()


def let_run() -> None:
    """The collector goes on by itself, once everybody who took it in hand has said so."""
    _HOLDERS.let_run()


def collect() -> None:
    """Search here for circles, where one is due and nobody holds it still; the old after a quiet while."""
    _HOLDERS.collect()
