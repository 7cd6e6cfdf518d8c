"""Which rows are ticked, shown or not, and the range being ticked now."""

from collections.abc import Hashable, Iterable, Iterator


class Ticks:
    """Keys in the order they were ticked. Each change tells whether anything changed."""

    def __init__(self) -> None:
        self._on: dict[Hashable, None] = {}
        self._begun: tuple[int, tuple[Hashable, ...]] | None = None

    def __contains__(self, key: Hashable) -> bool:
        return key in self._on

    def __len__(self) -> int:
        return len(self._on)

    def __iter__(self) -> Iterator[Hashable]:
        return iter(self._on)

    def set(self, keys: Iterable[Hashable], *, on: bool) -> bool:
        """Tick these, or clear their boxes."""
        before = len(self._on)
        for key in keys:
            if on:
                self._on[key] = None
            else:
                self._on.pop(key, None)
        return len(self._on) != before

    def set_only(self, keys: Iterable[Hashable]) -> bool:
        """Tick these and no others."""
        wanted = dict.fromkeys(keys)
        changed = wanted.keys() != self._on.keys()
        self._on = wanted
        return changed

    def begin_range(self, place: int) -> int:
        """Where the range under way began; it begins here when there is none. What was ticked stays."""
        if self._begun is None:
            self._begun = (place, tuple(self._on))
        return self._begun[0]

    def set_range(self, keys: Iterable[Hashable]) -> bool:
        """The range under way holds these now."""
        before = self._begun[1] if self._begun else ()
        return self.set_only((*before, *keys))

    def end_range(self) -> None:
        """The next range begins afresh."""
        self._begun = None
