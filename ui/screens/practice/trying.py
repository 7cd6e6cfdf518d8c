"""A template tried on a person away from the screen: what to look at, and the page or message it makes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from pharmreview.domain.errors import PharmReviewError
from pharmreview.domain.paper import Concern, PageImage, PaperFacts, PaperTemplate, TextMessage

if TYPE_CHECKING:
    from collections.abc import Callable

    from pharmreview.bootstrap import App
    from ui.jobs import Err, Lane, Ok

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which words are tried on whom, and which page is shown at how many dots an inch."""

    template: PaperTemplate
    facts: PaperFacts
    page: int = 1
    dots: int = 72


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of it: a message or a page, or why there is none; and what to look at in the words."""

    id: str
    text: str
    concerns: tuple[Concern, ...] = ()
    message: TextMessage | None = None
    picture: PageImage | None = None
    page: int = 1
    pages: int = 0
    problem: tuple[str, str] | None = None


def tried(app: App, wanted: Wanted) -> Tried:
    """Check a template and try it on a person. Belongs on the press lane; a fault is said, never raised."""
    template = wanted.template
    concerns = app.templates.check(template)
    try:
        if template.sheet == "text":
            made = app.templates.preview(template, wanted.facts)
            message = made if isinstance(made, TextMessage) else None
            return Tried(template.id, template.text, concerns, message=message)
        pdf, pages = app.templates.look(template, wanted.facts, max(wanted.page, 1))
        picture = app.paperwork.page_image(pdf, 1, wanted.dots)
        page = min(max(wanted.page, 1), pages)
        return Tried(template.id, template.text, concerns, picture=picture, page=page, pages=pages)
    except PharmReviewError as problem:
        return Tried(template.id, template.text, concerns, problem=(problem.what, problem.remedy))


class Newest:
    """Work of which only the newest is worth doing: one piece runs, and at most one waits behind it.

    So that a screen which asks at every key is answered at the pace of the lane, and never falls behind.
    """

    def __init__(self, lane: Lane) -> None:
        self._lane = lane
        self._runs = False
        self._waits: Callable[[], None] | None = None

    def ask(self, work: Callable[[], T], done: Callable[[Ok[T] | Err], None]) -> None:
        """Do the work once what runs is done, unless something newer is asked for before."""

        def start() -> None:
            self._runs = True
            self._lane.run(work, told)

        def told(outcome: Ok[T] | Err) -> None:
            self._runs = False
            waits, self._waits = self._waits, None
            if waits is not None:
                waits()
            done(outcome)

        if self._runs:
            self._waits = start
        else:
            start()
