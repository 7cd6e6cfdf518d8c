"""The verbs of what a practice has to offer: its sheets, the services near it, and how they are taken up."""

import base64
import hashlib

from pharmreview.domain.case import Case
from pharmreview.domain.caseload.offered import (
    LocalService,
    Sheet,
    SheetFile,
    called,
    refuse_unless_pdf,
    refuse_unusable,
    same_name,
)
from pharmreview.domain.errors import InputProblem
from pharmreview.domain.review.together.uptake import Uptake, counted
from pharmreview.services.access import Session
from pharmreview.services.caseload.kept import Kind, Shelf
from pharmreview.services.caseload.searches.people import new_id
from pharmreview.services.ports import Clock, EventKind


class Offering:
    """What is kept of a practice's sheets and services. It belongs to the session's thread."""

    def __init__(self, session: Session, clock: Clock) -> None:
        self._session = session
        self._clock = clock
        self._sheets = Shelf(session, clock, Kind.SHEET, Sheet, EventKind.SHEET_KEPT)
        self._files = Shelf(session, clock, Kind.SHEET_FILE, SheetFile, EventKind.SHEET_KEPT)
        self._services = Shelf(session, clock, Kind.SERVICE, LocalService, EventKind.SERVICE_KEPT)

    def sheets(self) -> dict[str, Sheet]:
        """The practice's own sheets, by code."""
        return {code: sheet for code, (_, sheet) in self._sheets.in_force().items()}

    def attach(self, code: str, file_name: str, content: bytes) -> Sheet:
        """Keep the practice's own PDF of a sheet, in the place of any before it.

        Raises InputProblem for what is no whole PDF or is too large.
        """
        refuse_unless_pdf(file_name, content)
        digest = hashlib.sha256(content).hexdigest()
        sheet = Sheet(code=code, file_name=file_name, size=len(content), sha256=digest)
        with self._session.vault.together():
            if digest not in self._files.in_force():
                self._files.put(digest, SheetFile(content=base64.b64encode(content).decode("ascii")))
            self._sheets.put(code, sheet)
        return sheet

    def detach(self, code: str) -> None:
        """Put a sheet out of use; it stays in the record. Raises InputProblem where there is none."""
        if code not in self._sheets.in_force():
            raise InputProblem("There is no sheet here to take away.", "Look at the list again.")
        self._sheets.withdraw(code, EventKind.SHEET_KEPT)

    def content(self, sheet: Sheet) -> bytes:
        """The bytes of a sheet. Raises InputProblem where they are not in the store."""
        found = self._files.in_force().get(sheet.sha256)
        if found is None:
            raise InputProblem(f"{sheet.file_name} is not in the store.", "Attach it again.")
        return base64.b64decode(found[1].content)

    def services(self) -> tuple[LocalService, ...]:
        """The directory, by kind and name."""
        found = [service for _, service in self._services.in_force().values()]
        return tuple(sorted(found, key=lambda s: (s.kind, s.name.casefold())))

    def keep_service(self, service: LocalService) -> LocalService:
        """Keep a service of the directory, a new one where it has no id, looked at today.

        Raises InputProblem without a name or kind, and for a name another of its kind has.
        """
        refuse_unusable(service)
        name = " ".join(service.name.split())
        others = [s for s in self.services() if s.kind == service.kind and s.id != service.id]
        if any(same_name(s.name, name) for s in others):
            raise InputProblem(f"{name} is in the directory already.", "Change that entry instead.")
        kept = service.model_copy(
            update={
                "id": service.id or new_id(set()),
                "name": name,
                "looked_at": self._clock.today(),
                "formerly": self._formerly(service.id, name),
            }
        )
        self._services.put(kept.id, kept)
        return kept

    def _formerly(self, service_id: str, name: str) -> tuple[str, ...]:
        before = next((s for s in self.services() if s.id == service_id), None)
        names = () if before is None else (*before.formerly, before.name)
        return tuple(was for was in names if not same_name(was, name))

    def drop_service(self, service_id: str) -> None:
        """Take a service out of the directory; it stays in the record, and with whoever was sent there."""
        if service_id in self._services.in_force():
            self._services.withdraw(service_id, EventKind.SERVICE_KEPT)

    def uptake(self, at_hand: Case | None = None) -> tuple[Uptake, ...]:
        """How everyone took up what they were offered; the case at hand counts as it is, kept or not yet.

        A service of the directory is counted under its name there, whatever it was called before.
        """
        services = self.services()

        def name_here(kind: str, name: str) -> str:
            found = called(services, kind, name)
            return name if found is None else found.name

        kept = (saved.case for saved in self._session.vault.each())
        cases = (at_hand if at_hand is not None and case.id == at_hand.id else case for case in kept)
        return counted((case.answers for case in cases), name_here)
