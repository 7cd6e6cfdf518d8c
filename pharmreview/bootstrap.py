"""The one place where adapters meet services. Each part is brought in when it is first wanted."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from pharmreview.system.places import Places, find_places

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pharmreview.domain.case import Case, User
    from pharmreview.domain.patient import Practice
    from pharmreview.domain.review.step import ReviewForm
    from pharmreview.domain.taper.plan import TaperPlan
    from pharmreview.reference.tables import ReferenceTables
    from pharmreview.services.access import Access, Session, Team
    from pharmreview.services.assessing import Assessed
    from pharmreview.services.caseload.experience import Experience
    from pharmreview.services.caseload.offering import Offering
    from pharmreview.services.caseload.verbs import Caseload
    from pharmreview.services.intake import Intake
    from pharmreview.services.paperwork import PaperTables, Paperwork
    from pharmreview.services.ports import Clock, StoreKeeper
    from pharmreview.services.tapering import Tapering
    from pharmreview.services.writing.templates import Templates


@dataclass(frozen=True)
class App:
    """Everything the window asks of the rest.

    Nothing is imported before it is used, so that the door can be on the screen while the room behind it
    is still being made ready.
    """

    clock: "Clock"
    places: Places
    keeper: "StoreKeeper | None" = field(default=None, repr=False)

    @cached_property
    def access(self) -> "Access":
        """The door of the store."""
        from pharmreview.services.access import Access

        if self.keeper is not None:
            return Access(self.keeper, self.clock)
        from pharmreview.storage.store import StoreRoom
        from pharmreview.system.whole import write_whole

        return Access(StoreRoom(self.places.store, write_whole), self.clock)

    def caseload(self, session: "Session") -> "Caseload":
        """Everyone in an open store together. It belongs to the session's thread."""
        from pharmreview.services.caseload.verbs import Caseload

        return Caseload(session, self.clock, self.tables)

    def offering(self, session: "Session") -> "Offering":
        """What the practice has to offer: sheets and services. It belongs to the session's thread."""
        from pharmreview.services.caseload.offering import Offering

        return Offering(session, self.clock)

    def experience(self, session: "Session") -> "Experience":
        """What people said of their visits. It belongs to the session's thread."""
        from pharmreview.services.caseload.experience import Experience

        return Experience(session, self.clock, self.form)

    def team(self, session: "Session") -> "Team":
        """Who uses an open store. It belongs to the session's thread."""
        from pharmreview.services.access import Team

        return Team(session, self.clock)

    @cached_property
    def form(self) -> "ReviewForm":
        """The declared review."""
        from pharmreview.reference.review_form import load_review_form

        return load_review_form()

    @cached_property
    def tables(self) -> "ReferenceTables":
        """The clinical tables in use."""
        from pharmreview.reference.tables import load_tables

        return load_tables()

    @cached_property
    def intake(self) -> "Intake":
        """Reads a practice's search without keeping anything."""
        from pharmreview.intake import reader
        from pharmreview.services.intake import Intake

        return Intake(reader, self.tables, self.clock)

    @cached_property
    def tapering(self) -> "Tapering":
        """Makes plans. Keep asking the same one: what it has read of names it remembers."""
        from pharmreview.domain.lines.match import match_name
        from pharmreview.reference.taper_table import load_taper_settings
        from pharmreview.services.tapering import Tapering

        tables = self.tables
        return Tapering(
            tables.read_row,
            lambda name: match_name(name, tables.vocabulary),
            tables.formulary,
            tables.factors,
            load_taper_settings(),
        )

    @cached_property
    def paperwork(self) -> "Paperwork":
        """Prepares, presses and issues papers."""
        from pharmreview.documents.press import Press
        from pharmreview.domain.lines.match import match_name
        from pharmreview.services.paperwork import Paperwork

        return Paperwork(Press(), lambda name: match_name(name, self.tables.vocabulary).product)

    @cached_property
    def templates(self) -> "Templates":
        """The practice's templates over ours."""
        from pharmreview.documents.press import Press
        from pharmreview.services.writing.templates import Templates
        from pharmreview.system.template_file import TemplateFile

        return Templates(Press(), TemplateFile(self.places.templates), self.clock.now)

    @property
    def paper_tables(self) -> "PaperTables":
        """What papers name: products, table versions and the version of the app."""
        from pharmreview import __version__
        from pharmreview.services.paperwork import PaperTables

        on_papers = (self.tables.factors.id, self.tables.formulary.table_id, self.tapering.settings.id)
        versions = self.table_versions()
        return PaperTables(
            formulary=self.tables.formulary,
            versions={id_: versions[id_] for id_ in on_papers if id_ in versions},
            app_version=__version__,
            form=self.form,
        )

    def practice(self) -> "Practice":
        """The practice's own details, for the head of its papers."""
        from pharmreview.system.practice_file import read_practice

        return read_practice(self.places.practice)

    def keep_practice(self, practice: "Practice", by: "User") -> None:
        """Keep the practice's details.

        Raises VaultProblem for somebody who may not change them, PaperProblem when the disk refuses.
        """
        from pharmreview.services.writing.details import refuse_change
        from pharmreview.system.practice_file import keep_practice

        refuse_change(self.practice(), practice, by)
        keep_practice(self.places.practice, practice)

    def write_file(self, path: "Path", content: bytes) -> None:
        """Write a file the person asked for, whole or not at all. Raises PaperProblem."""
        from pharmreview.system.whole import write_whole

        write_whole(path, content)

    def save_calendar(self, path: "Path", plan: "TaperPlan", before: "Sequence[TaperPlan]" = ()) -> None:
        """Write the dates of a plan, and what they call off of its versions before. Raises PaperProblem."""
        from pharmreview.exchange.calendar_file import calendar_file

        self.write_file(path, calendar_file(plan, before))

    def read_file(self, path: "Path", most: int) -> bytes:
        """The bytes of a file the person chose. Raises InputProblem when it is larger, or cannot be read."""
        from pharmreview.system.whole import read_whole

        return read_whole(path, most)

    def read_pdf(self, path: "Path", most: int) -> bytes:
        """The bytes of a PDF the person chose. Raises InputProblem when it is larger, or does not open."""
        from pharmreview.documents.render.preview import refuse_unless_it_opens
        from pharmreview.domain.caseload.offered import refuse_unless_pdf

        content = self.read_file(path, most)
        refuse_unless_pdf(path.name, content)
        refuse_unless_it_opens(path.name, content)
        return content

    def assessed(self, case: "Case") -> "Assessed":
        """What a case amounts to now, by the tables in use."""
        from pharmreview.services.assessing import assessed

        tables = self.tables
        return assessed(case, tables.read_row, tables.factors, tables.rules, self.clock.today())

    def note_fault(self, error: BaseException) -> None:
        """Leave a line in the diary: kinds, places and codes, never what anyone typed."""
        from pharmreview.system.diary import Diary

        Diary(self.places.diary, self.clock.now).problem(error)

    def table_versions(self) -> dict[str, str]:
        """The id of every clinical table in use, and the day it was last compared with its source."""
        return {
            table.id: "" if table.reviewed is None else table.reviewed.isoformat()
            for table in self.tables.provenance
        }


def bootstrap(
    *,
    environ: Mapping[str, str] = os.environ,
    clock: "Clock | None" = None,
    places: Places | None = None,
    keeper: "StoreKeeper | None" = None,
) -> App:
    """Wire the application; anything given by keyword stands in for the machine's own."""
    if clock is None:
        from pharmreview.system.clock import SystemClock

        clock = SystemClock()
    return App(clock=clock, places=places or find_places(environ), keeper=keeper)
