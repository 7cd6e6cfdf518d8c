"""What the practice offers, as the review shows it: sheets and services, on the lane of the store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pharmreview.domain.caseload.offered import LARGEST_SHEET, LocalService, Sheet
from pharmreview.domain.errors import PharmReviewError
from pharmreview.domain.review.together.uptake import Uptake
from ui.errors import words_for
from ui.jobs import Err, Lane, Ok
from ui.state.desk import Desk

if TYPE_CHECKING:
    from pharmreview.services.caseload.offering import Offering


@dataclass(frozen=True, slots=True)
class Offers:
    """The practice's sheets by code, its services, their uptake where it was counted, and what went wrong."""

    sheets: dict[str, Sheet] = field(default_factory=dict)
    services: tuple[LocalService, ...] = ()
    uptake: tuple[Uptake, ...] = ()
    problem: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class KeepService:
    """Keep a service in the directory."""

    service: LocalService


@dataclass(frozen=True, slots=True)
class DropService:
    """Take a service out of the directory."""

    id: str


@dataclass(frozen=True, slots=True)
class CountUptake:
    """Count how everyone took up what they were offered."""


@dataclass(frozen=True, slots=True)
class Attach:
    """Keep a PDF as the practice's own copy of a sheet."""

    code: str
    path: Path


@dataclass(frozen=True, slots=True)
class SaveCopy:
    """Write a copy of a sheet, to print or to send."""

    sheet: Sheet
    path: Path


@dataclass(frozen=True, slots=True)
class Detach:
    """Put a sheet out of use."""

    code: str


Instant = KeepService | DropService | CountUptake | SaveCopy | Detach
"""What the store alone carries out."""
Gesture = Instant | Attach


class OffersModel(QObject):
    """Asks the store for what the practice offers, and has changes kept. Nothing here touches the case."""

    changed = Signal(object)
    status = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.offers = Offers()

    def ask(self) -> None:
        """Read sheets and services afresh."""
        if self._desk.is_locked:
            return
        self._ask(lambda offering: (offering.sheets(), offering.services()), self._read)

    def do(self, gesture: Gesture) -> None:
        """Carry a gesture out on the lane of the store; then show what holds.

        A PDF is opened on the lane of the pages first.
        """
        if isinstance(gesture, Attach):
            self._look_into(gesture)
        else:
            self._carry_out(gesture, *self._work(gesture))

    def _look_into(self, gesture: Attach) -> None:
        app, name = self._desk.app, gesture.path.name

        def attach(content: object) -> None:
            if isinstance(content, bytes):
                self._carry_out(
                    gesture, lambda offering: offering.attach(gesture.code, name, content), f"{name} attached"
                )

        self._run(self._desk.lanes.press, lambda: app.read_pdf(gesture.path, LARGEST_SHEET), attach)

    def _carry_out(self, gesture: Gesture, work: Callable[[Offering], object], told: str) -> None:

        def done(found: object) -> None:
            if isinstance(gesture, CountUptake) and isinstance(found, tuple):
                self._set(replace(self.offers, uptake=found, problem=("", "")))
            else:
                self._set(replace(self.offers, problem=("", "")))
                self.ask()
            self.status.emit(told)

        self._ask(work, done)

    def _work(self, gesture: Instant) -> tuple[Callable[[Offering], object], str]:
        app = self._desk.app
        match gesture:
            case KeepService(service):
                return lambda offering: offering.keep_service(service), f"{service.name} kept"
            case DropService(id_):
                return lambda offering: offering.drop_service(id_), "Service taken out of the directory"
            case CountUptake():
                at_hand = self._desk.open_case.case
                return lambda offering: offering.uptake(at_hand), "Uptake counted over everyone here"
            case SaveCopy(sheet, path):
                return (
                    lambda offering: app.write_file(path, offering.content(sheet)),
                    f"Copy saved: {path.name}",
                )
            case Detach(code):
                return lambda offering: offering.detach(code), "Sheet put out of use"

    def _ask(self, work: Callable[[Offering], object], done: Callable[[object], None]) -> None:
        self._run(self._desk.lanes.vault, lambda: work(self._desk.offering()), done)

    def _run(self, lane: Lane, work: Callable[[], object], done: Callable[[object], None]) -> None:
        session = self._desk.session

        def told(outcome: Ok[object] | Err) -> None:
            if self._desk.is_locked or self._desk.session is not session:
                return
            if isinstance(outcome, Ok):
                done(outcome.value)
                return
            self._set(replace(self.offers, problem=words_for(outcome.error).problem))
            if not isinstance(outcome.error, PharmReviewError):
                raise outcome.error

        lane.run(work, told)

    def _read(self, found: object) -> None:
        if isinstance(found, tuple):
            sheets, services = found
            self._set(replace(self.offers, sheets=sheets, services=services))

    def _set(self, offers: Offers) -> None:
        if offers != self.offers:
            self.offers = offers
            self.changed.emit(offers)
