"""How columns that wrap share the room there is."""

from collections.abc import Sequence


def shared_out(room: int, natural: Sequence[int], least: Sequence[int]) -> list[int]:
    """A width for each column, in pixels: its natural one where that is no more than its fair share.

    What is short stays whole and what is long wraps; none falls under its least. Room left over goes to
    each by its natural width.
    """
    widths = list(least)
    left = room
    order = sorted(range(len(natural)), key=lambda at: natural[at])
    for taken, at in enumerate(order):
        fair = left // (len(order) - taken)
        widths[at] = max(least[at], min(natural[at], fair))
        left -= widths[at]
    if left > 0:
        total = max(sum(natural), 1)
        for at in order:
            widths[at] += left * natural[at] // total
        return widths
    for at in sorted(order, key=lambda at: least[at] - widths[at]):
        cut = min(-left, widths[at] - least[at])
        widths[at] -= cut
        left += cut
    return widths
