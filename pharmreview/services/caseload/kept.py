"""What is kept of the whole caseload, as values: the last under each name is in force, every one stays."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Generic, TypeVar

from pydantic import ValidationError

from pharmreview.domain.caseload.entry import Entry
from pharmreview.domain.errors import VaultProblem
from pharmreview.domain.value import Value
from pharmreview.services.access import Session
from pharmreview.services.ports import Clock, EventKind

V = TypeVar("V", bound=Value)


class Kind(StrEnum):
    """What is kept of the whole caseload."""

    IMPORT = "import"
    BASELINE = "baseline"
    SAMPLE = "sample"
    SETTINGS = "settings"
    MAPPING = "mapping"
    REPAIR = "repair"
    SHEET = "sheet"
    SHEET_FILE = "sheet-file"
    SERVICE = "service"
    EXPERIENCE = "experience"


class Shelf(Generic[V]):
    """Values of one kind in the store, each under a name."""

    def __init__(self, session: Session, clock: Clock, kind: Kind, value: type[V], event: EventKind) -> None:
        self._session = session
        self._clock = clock
        self._kind = kind
        self._value = value
        self._event = event

    def put(self, name: str, value: V, expects: int | None = None) -> Entry:
        """Keep a value under its name. Raises VaultProblem (`vault.stale`) as `keep_entry` does."""
        return self._keep(name, value.model_dump_json(exclude_defaults=True), self._event, expects)

    def withdraw(self, name: str, event: EventKind) -> Entry:
        """Put what stands under a name out of force; it stays in the record."""
        return self._keep(name, "", event, None)

    def in_force(self, before: int | None = None) -> dict[str, tuple[Entry, V]]:
        """The value under each name, in the order last kept; `before` the entry of that number, if given."""
        found: dict[str, tuple[Entry, V]] = {}
        for entry, value in self.every(before):
            found.pop(entry.name, None)
            if value is not None:
                found[entry.name] = (entry, value)
        return found

    def every(self, before: int | None = None) -> Iterator[tuple[Entry, V | None]]:
        """Everything ever kept, oldest first; None where it was withdrawn."""
        for entry in self._session.vault.entries(self._kind):
            if before is None or entry.seq < before:
                yield entry, self._read(entry) if entry.document else None

    def _keep(self, name: str, document: str, event: EventKind, expects: int | None) -> Entry:
        entry = Entry(kind=self._kind, name=name, document=document)
        return self._session.vault.keep_entry(entry, event, self._session.user, self._clock.now(), expects)

    def _read(self, entry: Entry) -> V:
        try:
            return self._value.model_validate_json(entry.document)
        except ValidationError as error:
            raise VaultProblem(
                "Something kept for the whole list cannot be read by this version.",
                "Install the newest version and open the store again; nothing has been changed.",
                entry.kind,
                code="vault.unread",
            ) from error
