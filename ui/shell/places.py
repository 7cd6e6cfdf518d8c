"""Which view stands at which place. A view is imported when its place is first shown, or before."""

from collections.abc import Callable
from importlib import import_module

from PySide6.QtWidgets import QWidget

from ui.state.desk import Desk

PERSONAL = ("review", "taper", "papers")
"""Places about one person: they show the band and the steps rail, and no bar of their own."""

LATER, NOBODY = "Comes in a later version", "Open a person first"
"""Why a place cannot be shown."""

STEP_PLACES = {"taper": "taper"}
"""Steps of the review that have a place of their own; the others are shown in the review."""


def read_ahead(should_stop: Callable[[], bool]) -> None:
    """Read every view's module before its place is wanted: it takes a second, so it is work for a lane."""
    for place in ("home", "people", "intake", "review", "taper", "papers", "practice"):
        if not should_stop():
            import_module(f"ui.screens.{place}.view")


def make_view(place: str, desk: Desk) -> QWidget:
    """The view of a place. Raises KeyError for a place there is not."""
    if place == "unlock":
        from ui.screens.unlock.view import UnlockView

        return UnlockView(desk)
    if place == "today":
        from ui.screens.home.view import HomeView

        return HomeView(desk)
    if place == "people":
        from ui.screens.people.view import PeopleView

        return PeopleView(desk)
    if place == "intake":
        from ui.screens.intake.view import IntakeView

        return IntakeView(desk)
    if place == "review":
        from ui.screens.review.view import ReviewView

        return ReviewView(desk)
    if place == "taper":
        from ui.screens.taper.view import TaperView

        return TaperView(desk)
    if place == "papers":
        from ui.screens.papers.view import PapersView

        return PapersView(desk)
    if place == "practice":
        from ui.screens.practice.view import PracticeView

        return PracticeView(desk)
    raise KeyError(place)
