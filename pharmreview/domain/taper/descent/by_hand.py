"""The one way down that somebody set by hand, checked against what can be made and what is never exceeded."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from pharmreview.domain.digits import plain
from pharmreview.domain.errors import InputProblem
from pharmreview.domain.quantity.rounding import percent_shown
from pharmreview.domain.quantity.unit import Unit
from pharmreview.domain.taper.descent.search import Descents
from pharmreview.domain.taper.descent.shelf import Shelf
from pharmreview.domain.taper.pace import AgreedPace


class Told(NamedTuple):
    """What a refusal is told by."""

    shelf: Shelf
    unit: Unit
    pace: AgreedPace

    def dose(self, grains: int) -> str:
        """A dose in words."""
        return f"{plain(self.shelf.dose(grains))} {self.unit.value}"


def by_hand(start: int, doses: Sequence[int], stops: Sequence[Decimal], told: Told) -> Descents:
    """From `start` by the stops to the lowest of `doses` (all below `start`, lowest first), in grains.

    Stops that do not lie between the two are passed over. A reduction is forced where nothing smaller can be
    made. Raises InputProblem for a stop that no products make, and for a reduction above the share that no
    plan exceeds where a smaller one can be made.
    """
    aim, way = doses[0], [start]
    for stop in sorted(set(stops), reverse=True):
        if not aim * told.shelf.grain < stop < start * told.shelf.grain:
            continue
        grains = told.shelf.whole(stop)
        if grains is None or grains not in doses:
            raise InputProblem(
                f"{plain(stop)} {told.unit.value} cannot be made from its products.",
                "Choose another dose to stop at.",
            )
        way.append(grains)
    way.append(aim)
    places = {dose: place for place, dose in enumerate((*doses, start))}
    forced = frozenset(one for one, to in pairwise(way) if places[one] - places[to] == 1)
    for one, to in pairwise(way):
        share = Decimal(one - to) * 100 / one
        if one not in forced and share > told.pace.never_percent:
            raise InputProblem(
                f"From {told.dose(one)} to {told.dose(to)} at once is {plain(percent_shown(share / 100))} "
                f"percent, and no plan goes above {plain(told.pace.never_percent)} percent.",
                "Keep a step in between.",
            )
    return Descents(start, {one: (to,) for one, to in pairwise(way)}, forced)
