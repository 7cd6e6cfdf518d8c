"""Who may use the store, and what each may do: the last that was said of them holds, and all of it stays."""

from datetime import datetime

from pharmreview.domain.access import Access
from pharmreview.domain.case import User
from pharmreview.domain.caseload.entry import Entry
from pharmreview.storage.record import entries
from pharmreview.storage.record.rows import read_member
from pharmreview.storage.vault import Vault

_KIND = "access"
_CHANGED = "access-changed"


def users(vault: Vault) -> tuple[User, ...]:
    """Everyone the store ever named, in the order they came, with what each may do now.

    Of whom nothing was said yet, the first is a lead, whoever called themselves a reader is one, and the
    others review.
    """
    with vault.reading() as connection:
        rows = connection.execute("SELECT id, name, role FROM users ORDER BY rowid").fetchall()
    said = {entry.name: read_member(Access, entry.document) for entry in entries.entries(vault, _KIND)}
    return tuple(
        User(id=id_, name=name, role=role, access=said.get(id_) or _before(role, first=not place))
        for place, (id_, name, role) in enumerate(rows)
    )


def keep_access(vault: Vault, user_id: str, access: Access, by: User, at: datetime) -> None:
    """Keep what somebody may do from now on, with its event."""
    entry = Entry(kind=_KIND, name=user_id, document=access.name)
    entries.keep_entry(vault, entry, _CHANGED, by, at, None)


def _before(role: str, *, first: bool) -> Access:
    if first:
        return Access.LEAD
    return Access.READER if role.strip().casefold() == "reader" else Access.REVIEWER
