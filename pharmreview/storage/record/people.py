"""Who may use the store, and what each may do: the last that was said of them holds, and all of it stays."""

import secrets
from collections.abc import Collection
from datetime import datetime
from typing import Any

from pharmreview.domain.case import User
from pharmreview.domain.caseload.entry import Entry
from pharmreview.domain.errors import InputProblem, VaultProblem
from pharmreview.domain.team.access import Access
from pharmreview.storage.record import entries
from pharmreview.storage.record.rows import cell, read_member
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


def user(vault: Vault, user_id: str) -> User:
    """Somebody as the store itself names them.

    Raises VaultProblem for a stranger to it, and for somebody whose access was taken away.
    """
    found = next((each for each in users(vault) if each.id == user_id), None)
    if found is None:
        raise VaultProblem(
            "This person is in the keys file but not in the store.",
            "Put back the keys file from the newest backup.",
            code="vault.keys",
        )
    if found.access is Access.NONE:
        raise VaultProblem(
            f"{found.name} may not open this store any more.",
            "Ask a lead of the practice.",
            code="vault.access",
        )
    return found


def newcomer(name: str, role: str, taken: Collection[str], access: Access) -> User:
    """Somebody new under a name of their own. Raises InputProblem when it is blank or taken."""
    plain_name = " ".join(name.split())
    if not plain_name:
        raise InputProblem("No name was given.", "Type the name that papers and records will show.")
    if plain_name.casefold() in {other.casefold() for other in taken}:
        raise InputProblem(
            f"{plain_name} is a name this store has already.",
            "Choose a name that tells the two people apart.",
        )
    return User(id=secrets.token_hex(8), name=plain_name, role=" ".join(role.split()), access=access)


def add_row(connection: Any, user: User, at: datetime) -> None:
    """Name a user in the store, within the transaction of what it belongs to."""
    connection.execute(
        "INSERT INTO users (id, name, role, added_at) VALUES (?,?,?,?)",
        (user.id, user.name, user.role, cell(at)),
    )


def keep_access(vault: Vault, user_id: str, access: Access, by: User, at: datetime) -> None:
    """Keep what somebody may do from now on, with its event."""
    entry = Entry(kind=_KIND, name=user_id, document=access.name)
    entries.keep_entry(vault, entry, _CHANGED, by, at, None)


def _before(role: str, *, first: bool) -> Access:
    if first:
        return Access.LEAD
    return Access.READER if role.strip().casefold() == "reader" else Access.REVIEWER
