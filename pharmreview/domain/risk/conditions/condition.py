"""What a condition is: when it is asked, what it cannot hold without, whether it holds, and in what words."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pharmreview.domain.risk.bench import Mark
from pharmreview.domain.risk.facts import Facts
from pharmreview.domain.risk.rule import When


def _nothing(_when: When) -> Iterable[frozenset[Mark]]:
    return ()


def _holds(_when: When, _facts: Facts) -> bool | None:
    return True


def _never(_when: When) -> bool:
    return False


def always(_when: When) -> bool:
    """For a condition that its marks settle however it is asked."""
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One condition of the closed set.

    It holds where one mark of each set of `needs` is there and `holds` says so; `holds` gives None where
    it cannot be told, and `missing` then says for want of what. Where `settled`, the marks alone say it and
    `holds` need not be asked. `words` are asked only where it holds; "" says nothing.
    """

    asked: Callable[[When], bool]
    needs: Callable[[When], Iterable[frozenset[Mark]]] = _nothing
    holds: Callable[[When, Facts], bool | None] = _holds
    settled: Callable[[When], bool] = _never
    words: Callable[[When, Facts], str]
    missing: str = ""
