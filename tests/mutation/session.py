"""A pytest session that, in place of its tests, tries mutants: each in a process forked from this one.

Tests are collected once. A first child learns which lines each test runs. Then for each mutant a
child gives the live function the changed code, empties every cache, and runs the tests that run the
changed line, those that reach little else first, until one fails. It needs a system that
forks, and Python 3.12.
"""

import gc
import json
import os
import resource
import signal
import sys
import time
import types
from collections.abc import Callable, Iterator, Sequence
from functools import _lru_cache_wrapper
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.mutation.mutants import Mutant

_TOOL = 3

LONGEST_SECONDS = 60
"""After so long on one mutant it counts as killed: the tests no longer come to an end."""

MOST_MEMORY = 4 * 1024**3
"""So many bytes one mutant may take; one that would take more does not end either."""


class Reached(NamedTuple):
    """A test by its place in the collection: how long it takes and the lines of each function it runs."""

    place: int
    seconds: float
    lines: dict[str, list[int]]


class Outcome(NamedTuple):
    """What became of a mutant: killed, timed out, survived, or not reached by any test."""

    mutant: Mutant
    end: str
    by: str = ""


class Trial:
    """The plugin. `mutants` are tried in turn; `told` hears each outcome.

    `budget` is how many seconds of tests, as they were learnt, one mutant gets;
    `learnt` keeps what they run from one session to the next, as long as the code stays the same.
    """

    def __init__(
        self, mutants: Sequence[Mutant], told: Callable[[Outcome], None], budget: float, learnt: Path
    ) -> None:
        self._mutants = mutants
        self._budget = budget
        self._learnt = learnt
        self._told = told
        self._failed = False

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A test that fails, in its setting up too, kills."""
        self._failed = self._failed or report.failed

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """In place of running the tests once."""
        live = functions_of({m.module for m in self._mutants})
        reached = self._reached(session.items, live)
        reached.sort(key=lambda t: (len(t.lines), t.seconds))
        gc.freeze()
        for mutant in self._mutants:
            key = f"{mutant.module}:{mutant.function}:{mutant.first_line}"
            mine = [t for t in reached if not set(mutant.span).isdisjoint(t.lines.get(key, ()))]
            if key not in live or not mine:
                self._told(Outcome(mutant, "not reached"))
                continue
            changed = code_of(mutant, live[key])
            end = _in_child(lambda m=mine, k=key, c=changed: self._try(session.items, m, live[k], c))
            if end is None:
                self._told(Outcome(mutant, "timed out"))
            else:
                self._told(Outcome(mutant, "killed" if end else "survived", end))
        return True

    def _reached(self, items: Sequence[pytest.Item], live: dict[str, types.FunctionType]) -> list[Reached]:
        """What each test runs, learnt for those that the file of an earlier run does not tell of."""
        known: dict[str, Any] = json.loads(self._learnt.read_text()) if self._learnt.exists() else {}
        new = [(place, item) for place, item in enumerate(items) if item.nodeid not in known]
        for place, seconds, lines in json.loads(_in_child(lambda: self._learn(new, live)) or "[]"):
            known[items[place].nodeid] = (seconds, lines)
        self._learnt.write_text(json.dumps(known))
        return [Reached(p, *known[i.nodeid]) for p, i in enumerate(items) if i.nodeid in known]

    def _learn(self, items: Sequence[tuple[int, pytest.Item]], live: dict[str, types.FunctionType]) -> str:
        codes = {c: key for key, f in live.items() for c in (f.__code__, *_codes(f.__code__))}
        met: dict[str, set[int]] = {}

        def meet(code: types.CodeType, line: int) -> object:
            met.setdefault(codes[code], set()).add(line)
            return sys.monitoring.DISABLE

        sys.monitoring.use_tool_id(_TOOL, "mutation")
        sys.monitoring.register_callback(_TOOL, sys.monitoring.events.LINE, meet)
        for code in codes:
            sys.monitoring.set_local_events(_TOOL, code, sys.monitoring.events.LINE)
        found = []
        for place, item in items:
            forget()
            met.clear()
            sys.monitoring.restart_events()
            begun = time.process_time()
            self._run(item)
            if self._failed:
                raise AssertionError(f"{item.nodeid} fails without any mutant")
            found.append((place, time.process_time() - begun, {k: sorted(v) for k, v in met.items()}))
        return json.dumps(found)

    def _try(
        self, items: Sequence[pytest.Item], tests: Sequence[Reached], live: types.FunctionType, changed: Any
    ) -> str:
        live.__code__ = changed
        forget()
        spent = 0.0
        for test in tests:
            spent += test.seconds
            if spent > self._budget:
                break
            self._run(items[test.place])
            if self._failed:
                return items[test.place].nodeid
        return ""

    def _run(self, item: pytest.Item) -> None:
        """One test with all its fixtures made and taken down for itself."""
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)


def functions_of(modules: set[str]) -> dict[str, types.FunctionType]:
    """Functions and methods of loaded modules, by module, qualified name and first line."""
    found = {}
    for each in gc.get_objects():
        if isinstance(each, types.FunctionType) and each.__module__ in modules:
            key = f"{each.__module__}:{each.__qualname__}:{each.__code__.co_firstlineno}"
            found[key] = each
    return found


def forget() -> None:
    """Empty every cache, so that nothing worked out before a mutant hides it."""
    for each in gc.get_objects():
        if isinstance(each, _lru_cache_wrapper) and (each.__module__ or "").startswith("pharmreview.domain"):
            each.cache_clear()


def code_of(mutant: Mutant, live: types.FunctionType) -> types.CodeType:
    """The code of the mutant's function."""
    path = Path(live.__code__.co_filename)
    whole = compile(mutant.built(path), str(path), "exec", dont_inherit=True)
    for code in _codes(whole):
        if code.co_qualname == mutant.function and code.co_firstlineno == mutant.first_line:
            return code
    raise LookupError(mutant.where)


def _codes(code: types.CodeType) -> Iterator[types.CodeType]:
    for each in code.co_consts:
        if isinstance(each, types.CodeType):
            yield each
            yield from _codes(each)


def _bounded(seconds: int) -> None:
    """End this process after so long, and before it takes the memory of the whole machine.

    Processor time is bounded too: a test that sets a timer of its own stops the alarm.
    """
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def _in_child(work: Callable[[], str]) -> str | None:
    """What `work` says in a forked process; None if it takes too long or dies without a word."""
    reads, writes = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reads)
        learns = "_learn" in work.__code__.co_names
        _bounded(LONGEST_SECONDS * 10 if learns else LONGEST_SECONDS)
        with os.fdopen(writes, "w", encoding="utf-8") as pipe:
            pipe.write("said:" + work())
        os._exit(0)
    os.close(writes)
    with os.fdopen(reads, encoding="utf-8") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return said.removeprefix("said:") if said.startswith("said:") else None
