"""What names say with their directions, heard once for everyone who says the same."""

from collections.abc import Callable, Iterable
from operator import attrgetter, getitem

from pharmreview.domain.lines.reading import Named, Stated
from pharmreview.domain.risk.bench import Bench
from pharmreview.domain.risk.marks.heard import Heard
from pharmreview.remembered import Remembered

_DOSES, _HEARD = attrgetter("doses"), attrgetter("heard")


class Hearing:
    """Hears names with their directions by what `read` makes of a name."""

    def __init__(self, bench: Bench, read: Callable[[str], Named]) -> None:
        self._bench = bench
        self._read = read
        self._names = Remembered(self._named)
        self._alike: dict[tuple[int, int], _Name] = {}

    def of(self, names: Iterable[str], directions: Iterable[str]) -> list[Heard]:
        """What each name says with the directions beside it."""
        known = list(map(self._names.__getitem__, names))
        stated = map(getitem, map(_DOSES, known), directions)
        return list(map(getitem, map(_HEARD, known), stated))

    def _named(self, name: str) -> "_Name":
        named, beside = self._read(name), self._bench.beside_bits[name]
        # By identity: it holds what was read, so that its place in memory is not given to another.
        alike = self._alike.get((id(named), beside))
        if alike is None:
            alike = self._alike[id(named), beside] = _Name(self._bench, named, beside)
        return alike


class _Name:
    """What a name says: with what directions state, and what these state. `beside` is what it tells alone."""

    __slots__ = ("_bench", "_beside", "_named", "doses", "heard")

    def __init__(self, bench: Bench, named: Named, beside: int) -> None:
        self._bench = bench
        self._named = named
        self._beside = beside
        self.doses = named.doses
        self.heard = Remembered(self._hear)

    def _hear(self, stated: Stated) -> Heard:
        named = self._named
        return self._bench.heard(named.key, named.means[stated], stated.repaired, self._beside)
