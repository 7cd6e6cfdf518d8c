"""Who in a search is who in the store: people are matched by number, and two are never joined."""

import secrets
from collections.abc import Container, Hashable, Iterable, Sequence
from datetime import date
from hashlib import blake2b
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar, cast

from pharmreview.domain.case import TotalSeen
from pharmreview.domain.caseload.searches.head import Glance, Who, origins_of
from pharmreview.domain.caseload.searches.parts import rows_from
from pharmreview.domain.lines.repair import repair_key
from pharmreview.domain.lines.row import ONE_PERSON, ExportPerson, ExportRow
from pharmreview.domain.patient import Patient

_ID_SYMBOLS = b"23456789abcdefghjkmnpqrstvwxyz"
_ID_LENGTH = 10
_EVEN = 256 - 256 % len(_ID_SYMBOLS)  # bytes below it make every symbol as likely
_SYMBOL_OF = bytes(_ID_SYMBOLS[byte % len(_ID_SYMBOLS)] for byte in range(256))
_DIGEST_BYTES = 16
_DAYS = 10**7  # more than any date has
_OF_A_ROW = attrgetter("row", "name", "directions", "quantity", "issued", "issued_text", "ended")
T = TypeVar("T")
Key = TypeVar("Key", bound=Hashable)


class Identity(NamedTuple):
    """The details by which one person is told from another: two are equal where the details are.

    Names count without case, a number only if valid. A list of many holds a digest in the place of the words.
    """

    whole: bytes
    """A digest of all of them together."""
    by_nhs: int
    """The NHS number with the date of birth; 0 without either."""
    by_record: str
    """The GP system's own number with the date of birth; empty without either."""
    is_numbered: bool

    @property
    def keys(self) -> tuple[int | str, ...]:
        """The numbers by which a person may be found again, each with the date of birth."""
        return tuple([key for key in (self.by_nhs, self.by_record) if key])


class Known(NamedTuple):
    """What matching and comparing need of one case, so that nobody's whole case is held for long."""

    case_id: str
    who: Identity
    files: tuple[tuple[str, date], ...]
    """Digest and day of each file that their rows came from, one a search."""
    pasted: date | None
    """The day of the list that was pasted for them, where it still stands."""
    rows: int
    words: int
    before: TotalSeen | None

    def since(self, digests: Container[str]) -> date | None:
        """The day of the newest file among these that they stand in; None where they stand in none."""
        return max((day for digest, day in self.files if digest in digests), default=None)


class Knowing:
    """Sees cases as matching with a file of one digest does; what many of them share is held once."""

    def __init__(self, digest: str) -> None:
        self._digest = digest
        self._held: dict[Hashable, Any] = {}

    def known(self, glance: Glance, before: TotalSeen | None) -> Known:
        """One case, with the total to compare with.

        Its very rows matter only where they come from that file, its words only where the total is a floor.
        """
        head, origins = glance.head, origins_of(glance.head)
        files = self._once(tuple([(origin.digest, origin.as_of) for origin in origins]))
        own = (
            rows_from(glance.case, self._digest) if any(digest == self._digest for digest, _ in files) else ()
        )
        is_floor = before is not None and not before.complete
        return Known(
            case_id=head.id,
            who=identity(head.patient),
            files=files,
            pasted=max((o.as_of for o in origins if o.layout == ONE_PERSON), default=None),
            rows=_mark(own) if own else 0,
            words=words_of(glance.case.rows) if is_floor else 0,
            before=self._once(before),
        )

    def _once(self, value: T) -> T:
        """The same value as it was first seen."""
        return cast("T", self._held.setdefault(value, value))


def identity(patient: Patient | Who) -> Identity:
    """The details by which somebody is told from everyone else."""
    nhs, record, born = _valid_nhs(patient), patient.record_number, patient.born
    words = repr((nhs, record, born, patient.family_name.casefold(), patient.given_name.casefold()))
    by_nhs, by_record = 0, ""
    if born is not None:
        day = born.toordinal()
        by_nhs = int(nhs) * _DAYS + day if nhs else 0
        by_record = f"{day} {record}" if record else ""
    whole = blake2b(words.encode(), digest_size=_DIGEST_BYTES).digest()
    return Identity(whole, by_nhs, by_record, bool(nhs or record))


def new_id(taken: set[str]) -> str:
    """A short random id that says nothing about the person, and cannot be taken for a name or a number."""
    while True:
        chance = secrets.token_bytes(_ID_LENGTH * 2)
        fresh = chance.translate(_SYMBOL_OF, bytes(range(_EVEN, 256)))[:_ID_LENGTH].decode()
        if len(fresh) == _ID_LENGTH and fresh not in taken and not fresh.isalpha() and not fresh.isdigit():
            taken.add(fresh)
            return fresh


def brought_up_to_date(kept: Patient, seen: Patient) -> Patient:
    """A person's details from a newer export, without losing what it leaves out or what was learnt here."""
    news = {name: getattr(seen, name) for name in Patient.model_fields if getattr(seen, name)}
    if seen.nhs_number and seen.nhs_number_problem is None:
        news["nhs_number_problem"] = None
    if kept.nhs_number and kept.nhs_number_problem is None and seen.nhs_number_problem is not None:
        for damaged in ("nhs_number", "nhs_number_problem"):
            news.pop(damaged, None)
    if kept.given_name and not seen.given_name:
        news |= _names_in_one_piece(kept, seen.family_name)
    news["facts"] = {**seen.facts, **kept.facts}
    told = {name: value for name, value in news.items() if value != getattr(kept, name)}
    return kept.model_copy(update=told) if told else kept


def _names_in_one_piece(kept: Patient, whole: str) -> dict[str, str]:
    """The names after a search that names somebody in one piece: those kept, where it says the same words.

    Where it says the given name beside others, the whole stands for both; else it is a family name alone.
    """
    given, family, words = (
        set(name.casefold().split()) for name in (kept.given_name, kept.family_name, whole)
    )
    if not words or words == given | family:
        return {"family_name": kept.family_name}
    return {"family_name": whole, "given_name": ""} if given < words else {"family_name": whole}


def matched(people: Sequence[ExportPerson], present: Sequence[Known], digest: str) -> list[Known | None]:
    """For each person the case that is theirs, or None.

    The same row of the same file decides first, then all details alike; then a number with the date of
    birth, if nobody else in the file or the store has it and no valid NHS number contradicts it.
    """
    if not present:
        return [None] * len(people)
    earlier = _unique(((one.who.whole, one.rows), one) for one in present if one.since((digest,)))
    whole = _unique((one.who.whole, one) for one in present)
    told = [_told(person, with_rows=bool(earlier)) for person in people]
    alike = _twice(who.whole for who, _ in told)
    found: list[Known | None] = []
    for who, mark in told:
        same = earlier.get((who.whole, mark)) if earlier else None
        if same is None and who.is_numbered and who.whole not in alike:
            same = whole.get(who.whole)
        found.append(same)
    whole.clear()
    _find_by_number([who for who, _ in told], present, found)
    claims = _twice(one.case_id for one in found if one is not None)
    return [None if one is None or one.case_id in claims else one for one in found]


def _told(person: ExportPerson, *, with_rows: bool) -> tuple[Identity, int]:
    return identity(person.patient_once()), _mark(person.rows_once()) if with_rows else 0


def _find_by_number(
    identities: Sequence[Identity], present: Iterable[Known], found: list[Known | None]
) -> None:
    """Those not found yet, by a number of theirs that is nobody else's; put in their place in `found`."""
    left = [place for place, one in enumerate(found) if one is None]
    wanted = {key for place in left for key in identities[place].keys}
    shared = _twice(key for who in identities for key in who.keys if key in wanted)
    keyed = _unique((key, one) for one in present for key in one.who.keys if key in wanted)
    for place in left:
        who = identities[place]
        candidates = {
            keyed[key].case_id: keyed[key] for key in who.keys if key in keyed and key not in shared
        }
        if len(candidates) == 1:
            (one,) = candidates.values()
            here, there = one.who.by_nhs, who.by_nhs
            found[place] = None if here and there and here != there else one


def words_of(rows: Iterable[ExportRow]) -> int:
    """Stands for what a list of rows says, whatever order, date and number they come with."""
    return hash(frozenset(repair_key(row.name, row.directions) for row in rows))


def _valid_nhs(patient: Patient | Who) -> str:
    return patient.nhs_number if patient.nhs_number_problem is None else ""


def _mark(rows: Sequence[ExportRow]) -> int:
    """Stands for the very rows of a file, as they stand in it."""
    return hash(tuple(map(_OF_A_ROW, rows)))


def _unique(pairs: Iterable[tuple[Key, Known]]) -> dict[Key, Known]:
    """The pairs whose first is held by one case only."""
    found: dict[Key, Known] = {}
    twice = set()
    for key, one in pairs:
        if key in found:
            twice.add(key)
        found[key] = one
    for key in twice:
        del found[key]
    return found


def _twice(values: Iterable[Key]) -> set[Key]:
    """The values that stand more than once."""
    once: set[Key] = set()
    return {value for value in values if value in once or once.add(value)}  # type: ignore[func-returns-value]
