"""What a person takes now: each product once, at the dosage of its latest issue; the rest is set aside."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from pharmreview.domain.lines.line import Line, MedicationLine
from pharmreview.domain.value import Value

STALE_AFTER_DAYS = 183

DUPLICATE = "The same entry stands twice; it counts once."
EARLIER = "An earlier issue of the same product."
EARLIER_DOSAGE = "An earlier issue of the same product, with another dosage."
STALE = "Last issued more than {days} days before the day of the search."
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


def product_key(name: str) -> str:
    """A product's name ignoring case and spaces."""
    return "".join(name.split()).casefold()


def regimen_of(lines: Sequence[Line], as_of: date, stale_after: int = STALE_AFTER_DAYS) -> Regimen:
    """Count each product once, at the dosage of its latest issue not more than `stale_after` days old.

    Lines without a date count, since nothing shows that they are over. Where two dosages of a product
    share the latest date, the higher counts and the doubt is kept. Nothing is dropped: there are as many
    entries as lines.
    """
    groups: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        # A line that names no medicine is nobody's repeat.
        groups.setdefault(product_key(line.row.name) or f"\0{index}", []).append(index)
    entries: dict[int, Entry] = {}
    doubts: list[Doubt] = []
    for members in groups.values():
        doubts.extend(_settle(lines, members, as_of, stale_after, entries))
    return Regimen(as_of=as_of, entries=tuple(entries[i] for i in range(len(lines))), doubts=tuple(doubts))


def _settle(
    lines: Sequence[Line], members: list[int], as_of: date, stale_after: int, entries: dict[int, Entry]
) -> Iterable[Doubt]:
    """Decide for the lines of one product; fills `entries` and gives back what stays in doubt."""
    dated = [lines[i].row.issued for i in members]
    latest = max((d for d in dated if d is not None), default=None)
    rivals = [i for i, d in zip(members, dated, strict=True) if d is None or d == latest]
    chosen = max(rivals, key=lambda i: (_height(lines[i]), lines[i].row.issued or date.min, -i))
    stale = latest is not None and None not in dated and latest < as_of - timedelta(days=stale_after)
    seen: set[tuple[str, date | None, str]] = set()
    doubts: list[Doubt] = []
    for index in sorted(members, key=lambda i: (i != chosen, i)):
        row = lines[index].row
        same = (_words(row.directions), row.issued, row.issued_text if row.issued is None else "")
        if stale:
            why: str | None = STALE.format(days=stale_after)
            why = DUPLICATE if same in seen else why
        elif index == chosen:
            why = None
        else:
            why = DUPLICATE if same in seen else _reason(lines[index], lines[chosen])
        if why in (SAME_DAY, UNDATED) and not doubts:
            doubts.append(Doubt(row=row.row, name=row.name, why=why))
        seen.add(same)
        entries[index] = Entry(line=lines[index], counted=why is None, why=why)
    return doubts


def _reason(line: Line, chosen: Line) -> str:
    if _words(line.row.directions) == _words(chosen.row.directions):
        return EARLIER
    if line.row.issued is None or chosen.row.issued is None:
        return UNDATED
    return SAME_DAY if line.row.issued == chosen.row.issued else EARLIER_DOSAGE


def _height(line: Line) -> tuple[int, Decimal]:
    """Order of caution: what cannot be read comes first, so that it is never hidden by what can."""
    if isinstance(line, MedicationLine):
        return (0, line.directions.high)
    return (1, Decimal(0))


def _words(text: str) -> str:
    return " ".join(text.split()).casefold().rstrip(".")
