"""Who is who in a file: the same person again is found, two people are never merged."""

from collections.abc import Hashable
from typing import TypeVar

from pharmreview.intake.people.draft import Draft, same_person

_MOST_RIVALS = 50
_NAMED = 6

Key = TypeVar("Key", bound=Hashable)


class Crowd:
    """Everyone found so far."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self._by_cells: dict[tuple[str, ...], Draft] = {}
        self._by_record: dict[str, Draft | list[Draft]] = {}
        self._by_number: dict[str, Draft | list[Draft]] = {}
        self._by_name: dict[tuple[str, str], Draft | list[Draft]] = {}

    def find(self, who: tuple[str, ...], current: Draft | None) -> Draft | None:
        """The person whom these very cells named before."""
        draft = self._by_cells.get(who)
        if draft is not None and draft is not current:
            draft.apart = True
        return draft

    def settle(self, new: Draft) -> Draft:
        """The person seen before, perhaps under other cells, or the new one."""
        known = self._by_cells.setdefault(new.who, new)
        if known is not new:
            return known
        record, number = new.record, new.typed
        again = self._known(new, record, number)
        if again is not None:
            again.apart = True
            self._by_cells[new.who] = again
            return again
        self.drafts.append(new)
        if record:
            _put(self._by_record, record, new)
        if number:
            holders = _put(self._by_number, number, new)
            if holders is not None and new.digits:
                new.shared = holders[0].shared = True
        elif not record:
            _put(self._by_name, new.name_key(), new)
        return new

    def _known(self, new: Draft, record: str, number: str) -> Draft | None:
        if record and (known := _same(self._by_record.get(record), new)):
            return known
        if number:
            return _same(self._by_number.get(number), new)
        return None if record else _same(self._by_name.get(new.name_key()), new)

    def notes(self) -> list[str]:
        """Who stands in more than one place, and who shares a number."""
        notes = []
        if again := [d for d in self.drafts if d.apart]:
            rows = ", ".join(str(d.first_row) for d in again[: _NAMED - 1])
            rows += " and others" if len(again) >= _NAMED else ""
            notes.append(
                f"People in more than one place: {len(again)} (first at row {rows}). Each counts once."
            )
        if shared := [d for d in self.drafts if d.shared]:
            rows = ", ".join(str(d.first_row) for d in shared[:_NAMED])
            notes.append(f"Different people share an NHS number (rows {rows}); they are kept apart.")
        return notes


def _same(known: Draft | list[Draft] | None, new: Draft) -> Draft | None:
    """The one of these who is the same person."""
    if known is None:
        return None
    # A number that very many share is a placeholder: it is not searched for likenesses.
    rivals = known[:_MOST_RIVALS] if isinstance(known, list) else [known]
    return next((draft for draft in rivals if same_person(draft, new)), None)


def _put(book: dict[Key, Draft | list[Draft]], key: Key, draft: Draft) -> list[Draft] | None:
    """Everyone who now holds this number or name, where they are several."""
    known = book.setdefault(key, draft)
    if known is draft:
        return None
    if not isinstance(known, list):
        known = book[key] = [known]
    known.append(draft)
    return known
