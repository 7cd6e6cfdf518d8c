"""What a condition is: when it is asked, what it cannot hold without, whether it holds, and in what words."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pharmreview.domain.risk.facts import Facts
from pharmreview.domain.risk.marks.mark import Mark
from pharmreview.domain.risk.rule import When

Check = Callable[[Facts], bool | None]
"""Whether something holds for somebody; None where it cannot be told."""


def _nothing(_when: When) -> Iterable[frozenset[Mark]]:
    return ()


def _always(_when: When) -> bool:
    return True


def _no_marks(_when: When) -> frozenset[Mark]:
    return frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One condition of the closed set.

    It holds where one mark of each set of `needs` is there, none of `never`, and the check that `check` makes
    ready, where there is one for the rule, says so of the facts. A mark of `unsure` among them means that it
    cannot be told, and so does None from the check; `missing` then says for want of what. `words` are asked
    only where it holds; "" says nothing.
    """

    asked: Callable[[When], bool]
    needs: Callable[[When], Iterable[frozenset[Mark]]] = _nothing
    never: Callable[[When], frozenset[Mark]] = _no_marks
    unsure: Callable[[When], frozenset[Mark]] = _no_marks
    checked: Callable[[When], bool] = _always
    check: Callable[[When], Check] | None = None
    words: Callable[[When, Facts], str]
    missing: str = ""
