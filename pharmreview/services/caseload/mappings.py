"""What columns hold, as somebody said it by hand: kept under a name, called otherwise, put out of force."""

from pharmreview.domain.caseload.searches.imports import ImportRecord
from pharmreview.domain.errors import InputProblem
from pharmreview.domain.lines.mapping import ColumnMapping
from pharmreview.services.access import Session
from pharmreview.services.caseload.kept import Kind, Shelf
from pharmreview.services.ports import Clock, EventKind


class Mappings:
    """The mappings of columns of the open store. They belong to the session's thread."""

    def __init__(self, session: Session, clock: Clock) -> None:
        self._session = session
        self._shelf = Shelf(session, clock, Kind.MAPPING, ColumnMapping, EventKind.MAPPING_KEPT)

    def kept(self, at: ImportRecord | None = None) -> tuple[ColumnMapping, ...]:
        """The mappings in force now, or when a search was brought in; last kept, last named."""
        found = self._shelf.in_force(None if at is None else at.number)
        return tuple(mapping for _, mapping in found.values())

    def keep(self, mapping: ColumnMapping, *, replacing: bool = False) -> None:
        """Keep a mapping under its name, for everybody.

        Raises InputProblem for a blank name, one that maps nothing, and a name that is taken by another
        mapping unless it is to be replaced; the earlier one stays in the record.
        """
        plain = mapping.model_copy(update={"name": _named(mapping.name)})
        if not plain.roles:
            raise InputProblem("The mapping names no column.", "Say what at least one column holds.")
        with self._session.vault.together():
            stands = self._shelf.in_force().get(plain.name.casefold())
            if stands is not None and stands[1] == plain:
                return
            if stands is not None and not replacing:
                raise _taken(plain.name)
            self._shelf.put(plain.name.casefold(), plain)

    def rename(self, name: str, new: str) -> None:
        """Call a mapping otherwise. Raises InputProblem for a name that is blank, taken or not kept."""
        said = _named(new)
        with self._session.vault.together():
            mapping = self._standing(name)
            if said.casefold() != name.casefold():
                if said.casefold() in self._shelf.in_force():
                    raise _taken(said)
                self._shelf.withdraw(name.casefold(), EventKind.MAPPING_WITHDRAWN)
            self._shelf.put(said.casefold(), mapping.model_copy(update={"name": said}))

    def delete(self, name: str) -> None:
        """Put a mapping out of force; it stays in the record. Raises InputProblem where it is not kept."""
        with self._session.vault.together():
            self._standing(name)
            self._shelf.withdraw(name.casefold(), EventKind.MAPPING_WITHDRAWN)

    def _standing(self, name: str) -> ColumnMapping:
        found = self._shelf.in_force().get(name.casefold())
        if found is None:
            raise InputProblem(f"No mapping called {name} is kept.", "Somebody else may have deleted it.")
        return found[1]


def _named(name: str) -> str:
    said = " ".join(name.split())
    if not said:
        raise InputProblem("The mapping has no name.", "Type one, such as the name of the search.")
    return said


def _taken(name: str) -> InputProblem:
    return InputProblem(f"There is already a mapping called {name}.", "Choose another name, or replace it.")
