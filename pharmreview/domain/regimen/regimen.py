"""What a person takes now: each product once, at the dosage of its latest issue; the rest is set aside."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from operator import attrgetter
from types import MappingProxyType
from typing import NamedTuple, Protocol, Self

from pharmreview.domain.lines.line import Height, Line, MedicationLine, said_by
from pharmreview.domain.lines.row import DAY_NOT_TOLD, ExportRow
from pharmreview.domain.value import Value
from pharmreview.domain.words.days import long_day

STALE_AFTER_DAYS = 183
_KEY, _IDENTITY = attrgetter("key"), attrgetter("identity")

DUPLICATE = "The same entry stands twice; it counts once."
EARLIER = "An earlier issue of the same product."
EARLIER_DOSAGE = "An earlier issue of the same product, with another dosage."
STALE = "Last issued more than {days} days before the day of the search."
ENDED = "Ended on {day}, before the day of the search."
OVER = "No longer current, says the file."
SAME_DAY = "Another dosage of the same product was issued on the same day; the higher one is counted."
UNDATED = (
    "Another dosage of the same product, and no date tells which is the later; the higher one is counted."
)


class Entry(Value):
    """A line with whether it counts now; `why` says why it does not."""

    line: Line
    counted: bool
    why: str | None = None


class Doubt(Value):
    """A product with two dosages of which neither is the later: the total cannot be taken as whole."""

    row: int
    name: str
    why: str


class Regimen(Value):
    """Every line of a person, in the order of the file, each counted or set aside with its reason."""

    as_of: date
    entries: tuple[Entry, ...]
    doubts: tuple[Doubt, ...] = ()

    @property
    def current(self) -> tuple[Line, ...]:
        """The lines that count."""
        return tuple(e.line for e in self.entries if e.counted)

    @property
    def medicines(self) -> tuple[MedicationLine, ...]:
        """The lines that count and could be read."""
        return tuple(line for line in self.current if isinstance(line, MedicationLine))


def regimen_of(lines: Sequence[Line], as_of: date, stale_after: int = STALE_AFTER_DAYS) -> Regimen:
    """Every line counted or set aside, as `standing_of` decides; as many entries as lines."""
    issued, saids = [line.row.issued for line in lines], [said_by(line) for line in lines]
    limit = Limit.on(as_of, timedelta(days=stale_after))
    over = limit.over(issued, ended_of([line.row for line in lines]))
    standing = standing_of(issued, saids, limit, lambda at: lines[at].row.issued_text, over)
    return regimen_from(lines, standing, as_of)


def regimen_from(lines: Sequence[Line], standing: "Standing", as_of: date) -> Regimen:
    """The regimen in words of a decision already made."""
    entries = zip(lines, standing.whys, strict=True)
    return Regimen(
        as_of=as_of,
        entries=tuple(Entry(line=line, counted=why is None, why=why) for line, why in entries),
        doubts=tuple(
            Doubt(row=lines[at].row.row, name=lines[at].row.name, why=why) for at, why in standing.doubts
        ),
    )


Over = Mapping[int, str]
"""Why each row that is over does not count, by its place."""
NOTHING_OVER: Over = MappingProxyType({})


def ended_of(rows: Sequence[ExportRow]) -> dict[int, date]:
    """The last days of the rows that have one, by place."""
    return {at: row.ended for at, row in enumerate(rows) if row.ended is not None}


class Limit(NamedTuple):
    """The first day that still counts, and what is said of rows before it."""

    oldest: date
    stale: str
    today: date

    @classmethod
    def on(cls, as_of: date, stale_after: timedelta) -> Self:
        """The limit for a search of this day, by the age after which a line is stale."""
        return cls(as_of - stale_after, STALE.format(days=stale_after.days), as_of)

    def why_aside(self, issued: date | None) -> str | None:
        """Why a row issued on this day does not count, None where it does: so does one without a day."""
        return None if issued is None or issued >= self.oldest else self.stale

    def over(self, issued: Sequence[date | None], ended: Mapping[int, date]) -> Over:
        """The rows that ended before the day of the search, with what is said of them.

        A row that was issued after its last day is not over.
        """
        found: dict[int, str] = {}
        for at, day in ended.items():
            begun = issued[at]
            if day == DAY_NOT_TOLD:
                found[at] = OVER
            elif day < self.today and (begun is None or begun <= day):
                found[at] = ENDED.format(day=long_day(day))
        return found


class Named(Protocol):
    """What must be known of words to tell whether they speak of one product (see `Said`)."""

    @property
    def key(self) -> str: ...
    @property
    def identity(self) -> str: ...


class Worded(Named, Protocol):
    """What must be known of a row's words to tell whether it counts (see `Said`)."""

    @property
    def wording(self) -> str: ...
    @property
    def height(self) -> Height: ...


class Standing(NamedTuple):
    """Which of a person's rows count: for each, None or why not; and places of rows left in doubt.

    `repeats` says whether a product stands more than once, `aside` whether a row does not count.
    """

    whys: Sequence[str | None]
    doubts: Sequence[tuple[int, str]] = ()
    repeats: bool = False
    aside: bool = False


def all_differ(named: Sequence[Named]) -> bool:
    """Whether no two speak of one product, neither by their name nor by what it is."""
    return len(set(map(_KEY, named))) == len(set(map(_IDENTITY, named))) == len(named)


def standing_of(
    issued: Sequence[date | None],
    saids: Sequence[Worded],
    limit: Limit,
    undated: Callable[[int], str],
    over: Over = NOTHING_OVER,
) -> Standing:
    """Count each product once, at the dosage of its latest issue, where that is not before the limit.

    Rows without a date count, since nothing shows that they are over. Where two dosages of a product
    share the latest date, the higher counts and the doubt is kept. A product under two names counts under
    each, and that is said: only a person can tell whether it is one line written twice. Nothing is dropped.
    `undated` gives what stands for a date in a row of which none is known, by its place. What is `over`
    does not count.
    """
    if not all_differ(saids):
        return standing_of_repeats(issued, saids, limit, undated, over)
    once = [over.get(at) or limit.why_aside(day) for at, day in enumerate(issued)]
    return Standing(once, aside=any(once))


def standing_of_repeats(
    issued: Sequence[date | None],
    saids: Sequence[Worded],
    limit: Limit,
    undated: Callable[[int], str],
    over: Over = NOTHING_OVER,
) -> Standing:
    """The same of rows of which some speak of one product."""
    groups: dict[str, list[int]] = {}
    for index, said in enumerate(saids):
        # A line that names no medicine is nobody's repeat.
        groups.setdefault(said.key or f"\0{index}", []).append(index)
    whys: list[str | None] = [None] * len(issued)
    doubts: list[tuple[int, str]] = []
    for everyone in groups.values():
        members = [at for at in everyone if at not in over] if over else everyone
        if len(members) > 1:
            doubts.extend(_settle(issued, saids, members, limit, undated, whys))
        elif members:
            whys[members[0]] = limit.why_aside(issued[members[0]])
        if len(members) < len(everyone):
            _set_over_aside(issued, saids, everyone, over, whys)
    return Standing(whys, doubts, repeats=True, aside=any(whys))


def _settle(
    issued: Sequence[date | None],
    saids: Sequence[Worded],
    members: list[int],
    limit: Limit,
    undated: Callable[[int], str],
    whys: list[str | None],
) -> list[tuple[int, str]]:
    """Decide for the rows of one product; fills `whys` and gives back what stays in doubt."""
    oldest, too_old, _ = limit
    dated = [issued[i] for i in members]
    latest = max((d for d in dated if d is not None), default=None)
    rivals = [i for i, d in zip(members, dated, strict=True) if d is None or d == latest]
    chosen = max(rivals, key=lambda i: (saids[i].height, issued[i] or date.min, -i))
    stale = latest is not None and None not in dated and latest < oldest
    seen: set[tuple[str, date | None, str]] = set()
    doubts: list[tuple[int, str]] = []
    for index in sorted(members, key=lambda i: (i != chosen, i)):
        day = issued[index]
        same = (saids[index].wording, day, undated(index) if day is None else "")
        why: str | None = None
        if stale:
            why = DUPLICATE if same in seen else too_old
        elif index != chosen:
            why = DUPLICATE if same in seen else _reason(index, chosen, issued, saids)
        if why in (SAME_DAY, UNDATED) and not doubts:
            doubts.append((index, why))
        seen.add(same)
        whys[index] = why
    return doubts


def _set_over_aside(
    issued: Sequence[date | None],
    saids: Sequence[Worded],
    members: list[int],
    over: Over,
    whys: list[str | None],
) -> None:
    """Fill in why rows of one product do not count that are over, once it is known which of the rest does."""
    chosen = next((at for at in members if at not in over and whys[at] is None), None)
    latest = None if chosen is None else issued[chosen]
    for at in members:
        if at in over:
            day = issued[at]
            earlier = day is not None and latest is not None and day < latest
            whys[at] = _reason(at, chosen, issued, saids) if chosen is not None and earlier else over[at]


def under_another_name(saids: Sequence[Named], whys: Sequence[str | None]) -> list[int]:
    """The places of rows that count beside a row of the same product under another name."""
    products: dict[str, list[int]] = {}
    for index, why in enumerate(whys):
        if why is None and saids[index].key:
            products.setdefault(saids[index].identity, []).append(index)
    return [index for members in products.values() for index in members[1:]]


def _reason(index: int, chosen: int, issued: Sequence[date | None], saids: Sequence[Worded]) -> str:
    if saids[index].wording == saids[chosen].wording:
        return EARLIER
    day, latest = issued[index], issued[chosen]
    if day is None or latest is None:
        return UNDATED
    return SAME_DAY if day == latest else EARLIER_DOSAGE
