"""Which page shows which step; a step without one of its own is its form."""

from collections.abc import Callable
from datetime import date

from ui.screens.review.deciding.page import DecidePage
from ui.screens.review.explaining.page import ExplainPage
from ui.screens.review.following.page import FollowUpPage
from ui.screens.review.listening.page import ListenPage
from ui.screens.review.pages import FormPage, Page, PreparePage, TaperPage
from ui.screens.review.priorities.page import PrioritiesPage
from ui.screens.review.props import Props
from ui.screens.review.safety.page import SafetyPage

_PAGES: dict[str, Callable[[Props], Page]] = {
    "prepare": PreparePage,
    "listen": ListenPage,
    "sheet": PrioritiesPage,
    "explain": ExplainPage,
    "decide": DecidePage,
    "taper": TaperPage,
    "safety": SafetyPage,
    "follow_up": FollowUpPage,
}


def make_page(props: Props) -> Page:
    """The page of the step that these props show."""
    return _PAGES.get(props.step.id, FormPage)(props)


class Shown:
    """Whose review is shown, at which step, and of which day its pages were made."""

    def __init__(self) -> None:
        self._whose = ("", "")
        self._step = ""
        self._day = date.min

    def asks_anew(self, props: Props) -> bool:
        """Whether every page is to be made again: for somebody else, or at a new step on a new day.

        The page somebody is writing on at midnight stays until they go on.
        """
        whose, day = (props.case_id, props.name), props.context.today
        same = (whose, props.step.id) == (self._whose, self._step)
        before = (self._whose, self._day)
        self._whose, self._step, self._day = whose, props.step.id, self._day if same else day
        return before != (self._whose, self._day)
