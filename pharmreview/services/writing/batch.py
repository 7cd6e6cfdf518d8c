"""Many letters as one file: the same paper for many people, with progress, and stopped when told."""

from collections.abc import Callable, Sequence
from typing import Protocol

from pharmreview.domain.errors import PaperProblem
from pharmreview.domain.paper import Batched, PaperFacts, PaperKind, Pressed, Unmade

BATCHED = (
    PaperKind.INVITATION,
    PaperKind.SECOND_INVITATION,
    PaperKind.GROUP,
    PaperKind.SHEET,
    PaperKind.DIARY,
    PaperKind.EXPERIENCE,
)
"""The papers that many people get at once: none of them tells of a plan."""


class BatchPress(Protocol):
    """Writes many papers into one file."""

    def press_all(
        self,
        facts: Sequence[PaperFacts],
        go_on: Callable[[int], bool],
        take: Callable[[int, Pressed], None] | None = None,
    ) -> Batched:
        """One PDF of all, each starting a page; `go_on` is told how many are done and says whether to.

        `take` is given the place of each and the paper as it is alone.
        """
        ...


def press_batch(
    press: BatchPress,
    facts: Sequence[PaperFacts],
    report: Callable[[int, int], None],
    should_stop: Callable[[], bool],
    take: Callable[[int, Pressed], None] | None = None,
) -> Batched | None:
    """All the letters as one PDF, with those that could not be made and why; None where it was stopped.

    `report` is given how many are done of how many, `take` each paper as it is alone.
    Raises PaperProblem where none could be made.
    """
    stopped = False

    def go_on(done: int) -> bool:
        nonlocal stopped
        report(done, len(facts))
        stopped = should_stop()
        return not stopped

    made = press.press_all(facts, go_on, take)
    if stopped:
        return None
    if not made.pages:
        why: Unmade | None = made.unmade[0] if made.unmade else None
        raise PaperProblem(
            why.what if why else "There is nobody to write to.",
            why.remedy if why else "Tick the people to write to.",
            code="paper-batch",
        )
    return made
