"""Who is who in a file: the same person again is found, two people are never merged."""

from collections.abc import Callable, Container, Sequence
from datetime import date
from itertools import accumulate, chain, islice, repeat
from operator import attrgetter

from pharmreview.domain.lines.mapping import Role
from pharmreview.domain.lines.row import Columns, ExportPerson, Stretch
from pharmreview.intake.fields.names import takes_the_last_word
from pharmreview.intake.people.draft import Draft, same_person
from pharmreview.lots import ShouldStop, in_lots, stop_if_asked, until

_MOST_RIVALS = 50
_ALIKE, _APART, _SHARED = (attrgetter(mark) for mark in ("alike", "apart", "shared"))
_START, _STOP, _OTHERS = attrgetter("start"), attrgetter("stop"), attrgetter("others")
_NAMED = 6
_PEOPLE_BETWEEN = 500

Book = dict[str, Draft | list[Draft]]
"""Those who hold a number or a name: nearly always one."""


class Crowd:
    """Everyone found so far."""

    def __init__(self, should_stop: ShouldStop | None = None) -> None:
        self._should_stop = should_stop
        self.drafts: list[Draft] = []
        self.sheet = 0
        """Which sheet of a workbook is read: to stand on several is not to stand in more than one place."""
        self._by_cells: dict[tuple[str, ...], Draft] = {}
        self._by_record: Book = {}
        self._by_number: Book = {}
        self._by_name: Book = {}

    def find(self, who: tuple[str, ...], current: Draft | None) -> Draft | None:
        """The person whom these very cells named before."""
        draft = self._by_cells.get(who)
        if draft is not None and draft is not current:
            self._met_again(draft)
        return draft

    def newcomer(
        self, number: int, who: tuple[str, ...], details: tuple[str, ...], run_day: date | None
    ) -> Draft | None:
        """Somebody whose number holds and who was not met before; None where a second look is needed."""
        if who in self._by_cells:
            return None
        new = Draft(number, who, details, run_day)
        if (
            new.problem is not None
            or new.digits in self._by_number
            or (record := who[1].strip()) in self._by_record
        ):
            return None
        self._by_cells[who] = self._by_number[new.digits] = new
        if record:
            self._by_record[record] = new
        new.sheet = self.sheet
        self.drafts.append(new)
        return new

    def settle(self, new: Draft) -> Draft:
        """The person seen before under other cells, or the new one."""
        record, number = new.record, new.typed
        fresh = bool(record or number)
        if record:
            fresh = self._by_record.setdefault(record, new) is new
        if number:
            fresh = self._by_number.setdefault(number, new) is new and fresh
        known = new if fresh else self._compared(new, record, number)
        self._by_cells[new.who] = known
        if known is new:
            new.sheet = self.sheet
            self.drafts.append(new)
        else:
            self._met_again(known)
        return known

    def _met_again(self, draft: Draft) -> None:
        draft.apart = draft.apart or draft.sheet == self.sheet
        draft.sheet = self.sheet

    def _compared(self, new: Draft, record: str, number: str) -> Draft:
        """The same person among those who hold these numbers, else this name; or the new one."""
        held = [(self._by_record, record)] if record else []
        if number:
            held.append((self._by_number, number))
        if not held:
            held.append((self._by_name, "\n".join(new.name_key())))
        for book, key in held:
            # A number that very many share is a placeholder: it is not searched for likenesses.
            for draft in _holders(book, key)[:_MOST_RIVALS]:
                if draft is not new and same_person(draft, new):
                    draft.born = draft.born or new.born
                    return draft
        for book, key in held:
            known = _holders(book, key)
            if new not in known[-1:]:
                book[key] = [*known, new] if len(known) < _MOST_RIVALS else known
            if book is self._by_number and new.digits and known and known[0] is not new:
                new.shared = known[0].shared = True
        return new

    def people(self, columns: Columns, numbered: bool, dated: bool) -> tuple[ExportPerson, ...]:
        """Everyone with their rows, which stand below one another by person. The file has such columns where
        told. Raises Stopped when asked to stop."""
        self._compare_names()
        columns, starts, stops = self._in_order(columns)
        stretches = map(Stretch, repeat(columns), starts, stops)
        people: list[ExportPerson] = []
        for lot in in_lots(zip(self.drafts, stretches, strict=True), _PEOPLE_BETWEEN):
            stop_if_asked(self._should_stop)
            people += [draft.settled(rows, numbered, dated) for draft, rows in lot]
        return tuple(people)

    def _in_order(self, columns: Columns) -> tuple[Columns, Sequence[int], Sequence[int]]:
        """The rows with those of each person together, and from where until where these stand."""
        starts, stops = list(map(_START, self.drafts)), list(map(_STOP, self.drafts))
        if [0, *stops] == [*starts, len(columns)] and not any(map(_OTHERS, self.drafts)):
            return columns, starts, stops
        places = [list(chain.from_iterable(draft.places)) for draft in self.drafts]
        stops = list(accumulate(map(len, places)))
        return columns.in_order(list(chain.from_iterable(places))), [0, *stops[:-1]], stops

    def _compare_names(self) -> None:
        """Mark whoever has no number that holds, and the name of somebody else in the file."""
        names = {draft.names for draft in self.drafts if draft.problem is not None}
        named: dict[tuple[str, ...], list[Draft]] = {}
        for draft in self.drafts if any(map(any, names)) else ():
            if draft.names in names:
                named.setdefault(draft.names, []).append(draft)
        for name, drafts in until(self._should_stop, named.items()):
            for draft in drafts[:_MOST_RIVALS] if len(drafts) > 1 and any(name) else ():
                others = (d for d in drafts[:_MOST_RIVALS] if d is not draft)
                draft.alike = any(_may_be_one(draft, other) for other in others)

    def notes(self, stated: Container[Role]) -> list[str]:
        """Who stands in more than one place, who shares a number, and who may be one person.

        What is said of names is looked for where the file has `stated` such a column.
        """
        notes = []
        if alike := list(filter(_ALIKE, self.drafts)):
            rows = ", ".join(str(d.first_row) for d in alike[:_NAMED])
            notes.append(
                f"People who may be the same person, by their name: {len(alike)} (rows {rows}"
                f"{' and others' if len(alike) > _NAMED else ''}). They are kept apart."
            )
        if again := list(filter(_APART, self.drafts)):
            rows = ", ".join(str(d.first_row) for d in again[: _NAMED - 1])
            rows += " and others" if len(again) >= _NAMED else ""
            notes.append(
                f"People in more than one place: {len(again)} (first at row {rows}). Each counts once."
            )
        if shared := list(filter(_SHARED, self.drafts)):
            rows = ", ".join(str(d.first_row) for d in shared[:_NAMED])
            notes.append(f"Different people share an NHS number (rows {rows}); they are kept apart.")
        for roles, which, said in _LOOSE:
            drafts = self.drafts if any(role in stated for role in roles) else ()
            if loose := list(islice(filter(which, drafts), _NAMED + 1)):
                rows = ", ".join(str(d.first_row) for d in loose[:_NAMED])
                rows += " and others" if len(loose) > _NAMED else ""
                notes.append(f"Names that do not say which part is the family name are {said} (rows {rows}).")
        return notes


def _by_order(draft: Draft) -> bool:
    """Whether only the order of a full name tells which of it is the family's."""
    full, family, given, *_ = draft.names
    return bool(full) and "," not in full and not (family or given).strip() and takes_the_last_word(full)


def _whole(draft: Draft) -> bool:
    """Whether nothing tells which part of a name is the family's."""
    *taken_apart, name, family_first = draft.names
    text = family_first or name
    if not text or "," in text or any(map(str.strip, taken_apart)):
        return False
    _, family, given = draft.named()
    return not given and " " in family


_LOOSE: tuple[tuple[tuple[Role, ...], Callable[[Draft], bool], str], ...] = (
    ((Role.FULL_NAME,), _by_order, "read as first name, then family name"),
    ((Role.NAME, Role.FAMILY_FIRST), _whole, "kept as written"),
)
"""The columns of whole names, which of these are not plain, and what is done with them."""


def _may_be_one(a: Draft, b: Draft) -> bool:
    """One of the two lacks a number that holds, and neither the days of birth nor the records differ."""
    born = a.born is None or b.born is None or a.born == b.born
    record = not a.record or not b.record or a.record == b.record
    return born and record and (a.problem is not None or b.problem is not None)


def _holders(book: Book, key: str) -> list[Draft]:
    """Everyone who holds a number or a name."""
    known = book.get(key, [])
    return known if isinstance(known, list) else [known]
