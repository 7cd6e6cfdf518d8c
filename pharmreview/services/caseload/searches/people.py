"""Who in a search is who in the store: people are matched by number, and two are never joined."""

import secrets
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from datetime import date
from sys import intern
from typing import NamedTuple

from pharmreview.domain.case import Case, TotalSeen
from pharmreview.domain.caseload.searches.parts import parts_of, rows_from
from pharmreview.domain.lines.repair import repair_key
from pharmreview.domain.lines.row import ONE_PERSON, ExportPerson, ExportRow
from pharmreview.domain.patient import Patient

_ID_SYMBOLS = b"23456789abcdefghjkmnpqrstvwxyz"
_ID_LENGTH = 10
_EVEN = 256 - 256 % len(_ID_SYMBOLS)  # bytes below it make every symbol as likely
_SYMBOL_OF = bytes(_ID_SYMBOLS[byte % len(_ID_SYMBOLS)] for byte in range(256))
_Key = tuple[str, str, date]


class Identity(NamedTuple):
    """The details by which one person is told from another; names without case, a number only if valid."""

    nhs_number: str
    record_number: str
    born: date | None
    family_name: str
    given_name: str

    @property
    def keys(self) -> tuple[_Key, ...]:
        """The numbers by which a person may be found again, each with the date of birth."""
        if self.born is None:
            return ()
        found = (("nhs", self.nhs_number), ("record", self.record_number))
        return tuple((kind, number, self.born) for kind, number in found if number)


class Known(NamedTuple):
    """What matching and comparing need of one case, so that nobody's whole case is held for long."""

    case_id: str
    family_name: str
    given_name: str
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


def known(case: Case, before: TotalSeen | None, digest: str) -> Known:
    """A case as matching with a file of this digest sees it, with the total to compare with.

    Its very rows matter only where they come from that file, its words only where the total is a floor.
    """
    patient, origins = case.patient, [part.origin for part in parts_of(case)]
    own = rows_from(case, digest)
    is_floor = before is not None and not before.complete
    return Known(
        case_id=case.id,
        family_name=patient.family_name,
        given_name=patient.given_name,
        who=identity(patient),
        files=tuple((intern(origin.digest), origin.as_of) for origin in origins),
        pasted=max((o.as_of for o in origins if o.layout == ONE_PERSON), default=None),
        rows=_mark(own) if own else 0,
        words=words_of(case.rows) if is_floor else 0,
        before=before,
    )


def identity(patient: Patient) -> Identity:
    """The details by which somebody is told from everyone else."""
    names = (patient.family_name.casefold(), patient.given_name.casefold())
    return Identity(_valid_nhs(patient), patient.record_number, patient.born, *names)


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
    news["facts"] = {**seen.facts, **kept.facts}
    return kept.model_copy(update=news)


def matched(people: Sequence[ExportPerson], present: Sequence[Known], digest: str) -> list[Known | None]:
    """For each person the case that is theirs, or None.

    The same row of the same file decides first, then all details alike; then a number with the date of
    birth, if nobody else in the file or the store has it and no valid NHS number contradicts it.
    """
    identities = [identity(person.patient) for person in people]
    earlier = _unique(((one.who, one.rows), one) for one in present if one.since((digest,)))
    whole = _unique((one.who, one) for one in present)
    alike = Counter(identities)
    keyed = _unique((key, one) for one in present for key in one.who.keys)
    shared = Counter(key for who in identities for key in who.keys)
    found: list[Known | None] = []
    for person, who in zip(people, identities, strict=True):
        same = earlier.get((who, _mark(person.rows))) if earlier else None
        if same is None and alike[who] == 1 and (who.nhs_number or who.record_number):
            same = whole.get(who)
        found.append(same or _by_number(who, keyed, shared))
    claims = Counter(one.case_id for one in found if one is not None)
    return [one if one is not None and claims[one.case_id] == 1 else None for one in found]


def words_of(rows: Iterable[ExportRow]) -> int:
    """Stands for what a list of rows says, whatever order, date and number they come with."""
    return hash(frozenset(repair_key(row.name, row.directions) for row in rows))


def _valid_nhs(patient: Patient) -> str:
    return patient.nhs_number if patient.nhs_number_problem is None else ""


def _mark(rows: Sequence[ExportRow]) -> int:
    """Stands for the very rows of a file, as they stand in it."""
    return hash(tuple((r.row, r.name, r.directions, r.quantity, r.issued, r.issued_text) for r in rows))


def _by_number(who: Identity, keyed: dict[object, Known], shared: Counter[_Key]) -> Known | None:
    keys = (key for key in who.keys if shared[key] == 1 and key in keyed)
    candidates = {keyed[key].case_id: keyed[key] for key in keys}
    if len(candidates) != 1:
        return None
    (one,) = candidates.values()
    here, there = one.who.nhs_number, who.nhs_number
    return None if here and there and here != there else one


def _unique(pairs: Iterable[tuple[object, Known]]) -> dict[object, Known]:
    """The pairs whose first is held by one case only."""
    found: dict[object, Known] = {}
    twice = set()
    for key, one in pairs:
        if key in found:
            twice.add(key)
        found[key] = one
    for key in twice:
        del found[key]
    return found
