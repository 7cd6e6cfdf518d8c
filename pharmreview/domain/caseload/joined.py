"""One case changed in two windows at once: what each changed, and both together."""

from collections.abc import Mapping
from typing import TypeVar

from pharmreview.domain.case import Case
from pharmreview.domain.review.together.sitting import Sitting, sat
from pharmreview.domain.value import Value

_T = TypeVar("_T")
_TABLES = ("answers", "passed", "for_papers")
_NEVER_TWO = {"agreed", "finish"}
"""What two people may not each decide: who did it second has to look at the first."""
_OWN = ("id", "revision", "sittings", "patient", *_TABLES)


class Joined(Value):
    """Both together. `there` and `here` are what was changed in the store and in this window, `both` what was
    changed at both, and differently: keys of answers, or names of other parts of a case.
    """

    case: Case
    there: tuple[str, ...]
    here: tuple[str, ...]
    both: tuple[str, ...]


class _Marks:
    """What differs, gathered while the parts are put together. `ours` wins where both changed one thing."""

    def __init__(self, *, ours: bool) -> None:
        self.there: list[str] = []
        self.here: list[str] = []
        self.both: list[str] = []
        self._ours = ours

    def pick(self, name: str, before: _T, here: _T, there: _T) -> _T:
        """The one of two that was changed; of two changes, the one that wins."""
        if here in (there, before):
            self.there += [name] if there != before and here != there else []
            return there
        if there == before:
            self.here.append(name)
            return here
        self.both.append(name)
        return here if self._ours else there

    def table(
        self, before: Mapping[str, _T], here: Mapping[str, _T], there: Mapping[str, _T]
    ) -> dict[str, _T]:
        """Tables put together entry by entry, in the order of the store's and then of this window's."""
        picked = {
            key: self.pick(key, before.get(key), here.get(key), there.get(key))
            for key in dict.fromkeys((*there, *here, *before))
        }
        return {key: value for key, value in picked.items() if value is not None}


def joined(before: Case, here: Case, there: Case, *, ours: bool) -> Joined | None:
    """This window's case and the store's together, each from the case that both began with.

    `ours`: where both changed the same thing, this window's stands. None where a review of its own was begun
    in the store, as answers to the one before are none to it, or where both agreed a plan or finished.
    """
    if here.review_number != there.review_number:
        return None
    marks = _Marks(ours=ours)
    parts: dict[str, object] = {
        name: marks.table(getattr(before, name), getattr(here, name), getattr(there, name))
        for name in _TABLES
    }
    unsaid = _Marks(ours=ours)
    facts = unsaid.table(before.patient.facts, here.patient.facts, there.patient.facts)
    bare = [case.patient.model_copy(update={"facts": {}}) for case in (before, here, there)]
    parts["patient"] = marks.pick("patient", *bare).model_copy(update={"facts": facts})
    parts["sittings"] = _sat_in_both(there.sittings, here.sittings)
    for name in Case.model_fields:
        if name not in _OWN:
            parts[name] = marks.pick(name, getattr(before, name), getattr(here, name), getattr(there, name))
    if _NEVER_TWO & {*marks.both}:
        return None
    case = there.model_copy(update=parts)
    return Joined(case=case, there=tuple(marks.there), here=tuple(marks.here), both=tuple(marks.both))


def _sat_in_both(there: tuple[Sitting, ...], here: tuple[Sitting, ...]) -> tuple[Sitting, ...]:
    found = there
    for one in here:
        found = sat(found, one.review, one.day, one.by, one.steps)
    return found
