"""What the services need of the machine, as Protocols; adapters stand behind them, fakes in tests."""

from datetime import date, datetime
from typing import Protocol

from pharmreview.domain.case import Case
from pharmreview.domain.value import Value


class Clock(Protocol):
    """The only source of the date and the time."""

    def today(self) -> date:
        """The local date."""
        ...

    def now(self) -> datetime:
        """The time, aware of its zone."""
        ...


class User(Value):
    """Someone who may open the store."""

    id: str
    name: str
    role: str


class SavedCase(Value):
    """A case as the store holds it, with who last saved it and when."""

    case: Case
    saved_at: datetime
    saved_by: str


class IssuedPaper(Value):
    """A paper exactly as it was issued: bytes, words, versions, who, when, for whom."""

    id: str
    case_id: str
    kind: str
    version: int
    title: str
    issued_at: datetime
    issued_by: str
    pdf: bytes
    html: str
    sha256: str
    tables: dict[str, str]
    template: str
    replaces: str | None = None


class CaseVault(Protocol):
    """The open store, as the services use it."""

    def save(self, case: Case, what: str, by: User, at: datetime) -> Case:
        """Keep a case and its audit entry in one transaction; returns it with its next revision.

        Raises VaultProblem when a newer revision is already kept, or the disk refuses.
        """
        ...

    def load(self, case_id: str) -> SavedCase:
        """The case as last kept. Raises VaultProblem when there is none."""
        ...

    def all(self) -> tuple[SavedCase, ...]:
        """Every case, in the order they were first kept."""
        ...

    def record_issue(self, paper: IssuedPaper, by: User) -> None:
        """Keep an issued paper for good."""
        ...

    def issued(self, case_id: str) -> tuple[IssuedPaper, ...]:
        """The papers issued for a case, oldest first."""
        ...
