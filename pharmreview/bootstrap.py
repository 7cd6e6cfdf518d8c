"""The one place where adapters meet services."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from pharmreview.domain.review.step import ReviewForm
from pharmreview.services.access import Access
from pharmreview.services.ports import Clock, StoreKeeper
from pharmreview.storage.store import StoreRoom
from pharmreview.system.clock import SystemClock
from pharmreview.system.places import Places, find_places
from pharmreview.system.whole import write_whole


@dataclass(frozen=True)
class App:
    """Everything the window and the command line ask of the rest. Tables are read when first needed."""

    clock: Clock
    places: Places
    access: Access

    @cached_property
    def form(self) -> ReviewForm:
        """The declared review."""
        from pharmreview.reference.review_form import load_review_form

        return load_review_form()

    def assessed(self, case: Case) -> Assessed:
        """What a case amounts to now, by the tables in use."""
        tables = self.tables
        return assessed(case, tables.read_row, tables.factors, tables.rules, self.clock.today())


def bootstrap(
    *,
    environ: Mapping[str, str] = os.environ,
    clock: Clock | None = None,
    places: Places | None = None,
    keeper: StoreKeeper | None = None,
) -> App:
    """Wire the application; anything given by keyword stands in for the machine's own."""
    where = places or find_places(environ)
    when = clock or SystemClock()
    return App(clock=when, places=where, access=Access(keeper or StoreRoom(where.store, write_whole), when))
