"""A pytest session that, in place of its tests, tries mutants: each in a process forked from this one.

Tests are collected once. A first child learns which lines each test runs. Then for each mutant a
child gives the live function the changed code and runs the tests that run the changed line until one
fails: first those that killed its neighbours, then the quickest. It needs a system that forks, and
Python 3.12.
"""

import gc
import hashlib
import json
import os
import resource
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

GRACE_SECONDS = 5
"""Processor time that a test may take on a mutant beside ten times its own; after it, it does not end."""

LEARNING_SECONDS = 600
"""Processor time for learning what the tests run."""

MOST_MEMORY = 4 * 1024**3
"""So many bytes one mutant may take; one that would take more does not end either."""

KEPT = ("pharmreview.domain.lines", "pharmreview.domain.words", "pharmreview.reference.tables")
"""Where what is remembered may stay from one mutant to the next: it is read without the mutated rooms."""


class Reached(NamedTuple):
    """A test by its place in the collection: how long it takes and the lines of each function it runs."""

    place: int
    name: str
    seconds: float
    lines: dict[str, list[int]]


class Outcome(NamedTuple):
    """What became of a mutant: killed, timed out, survived, or not reached by any test."""

    mutant: Mutant
    end: str
    by: str = ""


class Trial:
    """The plugin. `mutants` are tried in turn by so many `jobs`; `told` hears each outcome.

    `modules` are all that may be mutated. `killers` are the tests that killed mutants of each function
    before, the latest last; `learnt` keeps what the tests run from one session to the next, as long as their
    code and the code they run stay the same. Tests that take more than `longest` seconds are left out.
    """

    def __init__(
        self,
        mutants: Sequence[Mutant],
        modules: frozenset[str],
        told: Callable[[Outcome], None],
        killers: dict[str, list[str]],
        learnt: Path,
        jobs: int,
        longest: float,
    ) -> None:
        self._mutants = mutants
        self._modules = modules
        self._jobs = jobs
        self._longest = longest
        self._killers = killers
        self._learnt = learnt
        self._told = told
        self._failed = False

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A test that fails, in its setting up too, kills."""
        self._failed = self._failed or report.failed

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """In place of running the tests once."""
        live = functions_of(self._modules)
        reached = self._reached(session.items, live)
        for item in {item.path: item for item in session.items}.values():
            self._run(item)  # What every mutant would load again is loaded.
        for cache in caches():
            cache.cache_clear()
        gc.freeze()

        def work(first: int) -> None:
            for mutant in self._mutants[first :: self._jobs]:
                self._told(self._tried(mutant, session.items, reached, live))

        workers = [_forked(lambda n=n: work(n)) for n in range(self._jobs)]
        for worker in workers:
            os.waitpid(worker, 0)
        return True

    def _tried(
        self,
        mutant: Mutant,
        items: Sequence[pytest.Item],
        reached: Sequence[Reached],
        live: dict[str, types.FunctionType],
    ) -> Outcome:
        key = f"{mutant.module}:{mutant.function}:{mutant.first_line}"
        mine = [
            t
            for t in reached
            if t.seconds <= self._longest and not set(mutant.span).isdisjoint(t.lines.get(key, ()))
        ]
        if key not in live or not mine:
            return Outcome(mutant, "not reached")
        killers = self._killers.setdefault(f"{mutant.module} {mutant.function}", [])
        rank = {name: -n for n, name in enumerate(killers, 1)}
        mine.sort(key=lambda t: (rank.get(t.name, 0), t.seconds))
        changed = code_of(mutant, live[key])
        end = _in_child(lambda: self._try(items, mine, live[key], changed), GRACE_SECONDS)
        if end is None:
            return Outcome(mutant, "timed out")
        if end:
            killers[:] = [*(name for name in killers if name != end), end]
        return Outcome(mutant, "killed" if end else "survived", end)

    def _reached(self, items: Sequence[pytest.Item], live: dict[str, types.FunctionType]) -> list[Reached]:
        """What each test runs, learnt for those that the file of an earlier run does not tell of."""
        known: dict[str, Any] = json.loads(self._learnt.read_text()) if self._learnt.exists() else {}
        code = "".join(sorted(_digest(path) for path in {f.__code__.co_filename for f in live.values()}))
        marks = {path: f"{_digest(str(path))} {code}" for path in {item.path for item in items}}
        named = [f"{item.nodeid} {marks[item.path]}" for item in items]
        new = [(place, item) for place, item in enumerate(items) if named[place] not in known]
        for place, seconds, lines in json.loads(
            _in_child(lambda: self._learn(new, live), LEARNING_SECONDS) or "[]"
        ):
            known[named[place]] = (seconds, lines)
        self._learnt.write_text(json.dumps(known))
        return [Reached(p, i.nodeid, *known[named[p]]) for p, i in enumerate(items) if named[p] in known]

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
        found, remembered = [], caches()
        for place, item in items:
            for cache in remembered:
                cache.cache_clear()
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
        for test in tests:
            _bounded(time.process_time() + 10 * test.seconds + GRACE_SECONDS)
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
        if (
            isinstance(each, types.FunctionType)
            and each.__module__ in modules
            and not each.__code__.co_filename.startswith("<")
        ):
            key = f"{each.__module__}:{each.__qualname__}:{each.__code__.co_firstlineno}"
            found[key] = each
    return found


def caches() -> list[Any]:
    """Every cache that could hide a mutant by what was worked out without it."""
    found = [each for each in gc.get_objects() if isinstance(each, _lru_cache_wrapper)]
    return [
        each
        for each in found
        if (each.__module__ or "").startswith("pharmreview") and not each.__module__.startswith(KEPT)
    ]


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


def _digest(path: str) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:16]


def _bounded(seconds: float) -> None:
    """End this process once it has used so much processor time.

    The system ends it even where a test sets a timer of its own.
    """
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, resource.RLIM_INFINITY))


def _forked(work: Callable[[], object]) -> int:
    """A process that does its work and ends."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    return child


def _in_child(work: Callable[[], str], seconds: float) -> str | None:
    """What `work` says in a forked process; None if it takes too long or dies without a word."""
    reads, writes = os.pipe()

    def say() -> None:
        os.close(reads)
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        _bounded(seconds)
        with os.fdopen(writes, "w", encoding="utf-8") as pipe:
            pipe.write("said:" + work())

    child = _forked(say)
    os.close(writes)
    with os.fdopen(reads, encoding="utf-8") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return said.removeprefix("said:") if said.startswith("said:") else None
