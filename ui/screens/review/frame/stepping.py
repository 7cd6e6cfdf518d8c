"""Which page shows which step; a step without one of its own is its form."""

from collections.abc import Callable

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
