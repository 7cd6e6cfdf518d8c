"""Off-thread lanes: slow work goes in at one end, its outcome comes out on the screen's thread.

One lane a resource, one thread a lane, in order. Work sees plain values and nothing of Qt.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Event, Thread
from time import monotonic
from typing import ClassVar, Generic, Protocol, TypeVar, cast

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal

from pharmreview import collecting
from ui.beat import Beat

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Ok(Generic[T_co]):
    """The work was done, and this is what came of it."""

    value: T_co


@dataclass(frozen=True, slots=True)
class Err:
    """The work failed. `ui.errors` has the words for it."""

    error: Exception


class Stopped(Exception):
    """The work saw that it should stop, and did. Nobody needs to be told anything went wrong."""


class Working:
    """What long work is given: a way to say how far it is, and to ask whether it should stop."""

    def __init__(self, tell: Callable[[int, int], None], give_way: Callable[[], None] = lambda: None) -> None:
        self._tell = tell
        self._give_way = give_way
        self._stop = Event()
        self.doing = ""
        """What is done now, in words, where the work says so."""

    def turn_to(self, doing: str) -> None:
        """Say what is done from now on, nothing of it yet."""
        if doing != self.doing:
            self.doing = doing
            self._tell(0, 0)

    def report(self, done: int, total: int) -> None:
        """Say how far the work has come."""
        self._tell(done, total)

    def should_stop(self) -> bool:
        """Whether the person pressed Stop or the lane is closing. A screen that is behind goes first."""
        self._give_way()
        return self._stop.is_set()

    def stop_if_asked(self) -> None:
        """Raise Stopped when the work should stop. A screen that is behind goes first."""
        if self.should_stop():
            raise Stopped

    def ask_to_stop(self) -> None:
        """Ask the work to stop at its next chance."""
        self._stop.set()


SECONDS_BETWEEN_WORDS = 0.05
"""How long work on a thread is silent at least after it has told how far it is."""

Done = Callable[[Ok[T] | Err], None]
Progress = Callable[[int, int], None]


class Lane(Protocol):
    """Where slow work goes. Outcomes are told in the order the work was given."""

    is_closed: bool
    """True from the moment it begins to close: what an outcome would ask for next is then left."""

    def run(self, work: Callable[[], T], done: Callable[[Ok[T] | Err], None]) -> None:
        """Do the work elsewhere; then tell `done` on the screen's thread."""
        ...

    def run_long(
        self,
        work: Callable[[Working], T],
        done: Callable[[Ok[T] | Err], None],
        progress: Progress | None = None,
    ) -> Working:
        """The same for work that reports and can be stopped; the Working handed back is how to stop it."""
        ...

    def give_way(self) -> None:
        """For work to call between its pieces: where the screen is behind, it goes first."""
        ...

    def close(self) -> None:
        """Finish what was given, then take no more."""
        ...


def outcome_of(work: Callable[[], T]) -> Ok[T] | Err:
    """Do work, catching whatever it raises."""
    try:
        return Ok(work())
    except Exception as error:  # noqa: BLE001 - every failure must reach the screen, whatever it is
        return Err(error)


class _Post(QObject):
    """Takes in, on the screen's thread and in order, what a lane has to tell.

    Its beat goes on while anything is waited for. Whom to tell stays here: what belongs to the screen is
    never held by the lane's thread, which would put it away there if it let go of it last.
    """

    arrived: ClassVar[Signal] = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._number = 0
        self._waiting: dict[int, tuple[Callable[[Ok[object] | Err], None], Progress | None]] = {}
        self.beat = Beat()
        self.arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def expect(self, done: Callable[[Ok[T] | Err], None], progress: Progress | None = None) -> int:
        """Who is to be told of the next work; the number it goes by."""
        self._number += 1
        self.beat.go()
        self._waiting[self._number] = cast("Callable[[Ok[object] | Err], None]", done), progress
        return self._number

    def _deliver(self, told: tuple[int, Ok[object] | Err | tuple[int, int]]) -> None:
        number, news = told
        if isinstance(news, tuple):
            progress = self._waiting[number][1]
            if progress is not None:
                progress(*news)
        else:
            told_of_it, _ = self._waiting.pop(number)
            if not self._waiting:
                self.beat.rest()
            told_of_it(news)


_SWEEPS_MS = 250


class ThreadLane:
    """A lane with one thread of its own. Make it on the screen's thread, and close it before leaving.

    Closing finishes what was given and tells its outcome first, so a failed last save is still heard of.
    While a lane is open, circles of values are searched for on the screen's thread alone.
    """

    def __init__(self, name: str) -> None:
        self._queue: SimpleQueue[tuple[int, Callable[[], object]] | None] = SimpleQueue()
        self._post = _Post()
        self.is_closed = False
        self._under_way: set[Working] = set()
        self._sweeps = QTimer(interval=_SWEEPS_MS)
        self._sweeps.timeout.connect(collecting.collect)
        self._sweeps.start()
        collecting.in_hand()
        self._thread = Thread(target=self._work_through, name=name, daemon=True)
        self._thread.start()

    def run(self, work: Callable[[], T], done: Callable[[Ok[T] | Err], None]) -> None:
        """Do the work on the lane's thread; then tell `done` on the screen's thread."""
        self._refuse_when_closed()
        self._queue.put((self._post.expect(done), work))

    def run_long(
        self,
        work: Callable[[Working], T],
        done: Callable[[Ok[T] | Err], None],
        progress: Progress | None = None,
    ) -> Working:
        """Do long work; `progress` and `done` are told on the screen's thread."""
        self._refuse_when_closed()
        number = self._post.expect(done, progress)
        working = Working(self._teller(number), self.give_way)
        self._under_way.add(working)

        def finish() -> T:
            try:
                return work(working)
            finally:
                self._under_way.discard(working)

        self._queue.put((number, finish))
        return working

    def give_way(self) -> None:
        """Wait while the screen is behind, but not once it waits for this lane to close."""
        if not self.is_closed:
            self._post.beat.give_way()

    def close(self) -> None:
        """Ask long work to stop, finish the rest, and end the thread. Closing twice is harmless."""
        if self.is_closed:
            return
        self.is_closed = True
        for working in tuple(self._under_way):
            working.ask_to_stop()
        self._queue.put(None)
        self._thread.join()
        QCoreApplication.sendPostedEvents(self._post, 0)
        self._sweeps.stop()
        collecting.let_run()

    def _refuse_when_closed(self) -> None:
        if self.is_closed:
            raise RuntimeError("This lane is closed.")

    def _teller(self, number: int) -> Progress:
        """Tells how far work is, but not so often that the screen has time for nothing else."""
        last = 0.0

        def tell(at: int, total: int) -> None:
            nonlocal last
            now = monotonic()
            if at >= total or now - last >= SECONDS_BETWEEN_WORDS:
                last = now
                self._post.arrived.emit((number, (at, total)))

        return tell

    def _work_through(self) -> None:
        while (task := self._queue.get()) is not None:
            number, work = task
            self._post.arrived.emit((number, outcome_of(work)))
            del task, work  # before the next is waited for: what they hold goes with them


class ManualLane:
    """A lane drained by hand, for tests: nothing happens until `step` or `drain`."""

    def __init__(self) -> None:
        self._waiting: deque[Callable[[], None]] = deque()
        self.is_closed = False

    def __len__(self) -> int:
        return len(self._waiting)

    def run(self, work: Callable[[], T], done: Callable[[Ok[T] | Err], None]) -> None:
        """Keep the work until the lane is drained."""
        self._give(lambda: done(outcome_of(work)))

    def run_long(
        self,
        work: Callable[[Working], T],
        done: Callable[[Ok[T] | Err], None],
        progress: Progress | None = None,
    ) -> Working:
        """Keep long work until the lane is drained."""
        working = Working(lambda at, total: progress(at, total) if progress is not None else None)
        self._give(lambda: done(outcome_of(lambda: work(working))))
        return working

    def give_way(self) -> None:
        """Nothing: the screen and the work take turns by hand."""

    def step(self) -> None:
        """Do the oldest piece of work and tell its outcome."""
        self._waiting.popleft()()

    def drain(self) -> None:
        """Do everything waiting, and whatever that gives in turn."""
        while self._waiting:
            self.step()

    def close(self) -> None:
        """Finish what was given, then take no more."""
        self.drain()
        self.is_closed = True

    def _give(self, task: Callable[[], None]) -> None:
        if self.is_closed:
            raise RuntimeError("This lane is closed.")
        self._waiting.append(task)
