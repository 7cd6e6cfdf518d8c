"""What the templates page begins with, read away from the screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pharmreview.domain.errors import PharmReviewError
from pharmreview.domain.paper import PaperFacts, PaperKind, Standing
from pharmreview.services.paperwork import PaperChoices

if TYPE_CHECKING:
    from datetime import date

    from pharmreview.bootstrap import App
    from pharmreview.domain.case import Case, User
    from pharmreview.services.assessing import Assessed


@dataclass(frozen=True, slots=True)
class Opened:
    """How every template stands, and whom it can be tried on. `problem` says why not on the open person."""

    standing: tuple[Standing, ...]
    example: PaperFacts
    open: PaperFacts | None = None
    problem: tuple[str, str] | None = None


def opened(app: App, case: Case | None, assessed: Assessed | None, by: User, today: date) -> Opened:
    """Read it. Belongs on the press lane. Raises PaperProblem where the templates cannot be read."""
    practice = app.practice()
    standing, example = app.templates.standing(), app.templates.example(practice)
    if case is None:
        return Opened(standing, example)
    choices = PaperChoices(practice=practice, by=by, assessed=assessed)
    try:
        facts = app.paperwork.prepare(case, PaperKind.GP, choices, today, app.paper_tables).facts
    except PharmReviewError as problem:
        return Opened(standing, example, problem=(problem.what, problem.remedy))
    return Opened(standing, example, app.templates.with_examples(facts))
