"""What one day takes of each product, and what so many days of it come to in figures and in words."""

from dataclasses import dataclass, field
from decimal import ROUND_CEILING, Decimal
from functools import lru_cache

from pharmreview.domain.digits import trimmed
from pharmreview.domain.taper.plan import DoseAt, IssueItem
from pharmreview.domain.words.numbers import in_words

_NOTHING = Decimal(0)


@dataclass(frozen=True)
class Daily:
    """What is taken at each time of one day, and of each product in all (patches: worn at once)."""

    doses: tuple[DoseAt, ...]
    items: tuple[tuple[str, Decimal], ...]
    _over: dict[int, tuple[IssueItem, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def over(self, times: int) -> tuple[IssueItem, ...]:
        """All of it for so many days, or changes of patches; worked out once for each number of them."""
        found = self._over.get(times)
        if found is None:
            found = self._over[times] = tuple(to_issue(product, n * times) for product, n in self.items)
        return found


def daily(doses: tuple[DoseAt, ...]) -> Daily:
    """A day of these doses, each product added up."""
    counts: dict[str, Decimal] = {}
    for dose in doses:
        for item in dose.items:
            counts[item.product] = counts.get(item.product, _NOTHING) + item.count
    return Daily(doses, tuple(counts.items()))


@lru_cache(maxsize=4096)
def to_issue(
    product: str, quantity: Decimal, used: Decimal = _NOTHING, pack_of: int | None = None
) -> IssueItem:
    """A quantity to prescribe beside what is `used` from home; in whole packs, where those are known."""
    quantity = trimmed(quantity)
    return IssueItem(
        product=product,
        quantity=quantity,
        quantity_words=in_words(quantity),
        from_home=used,
        packs=None if pack_of is None else int((quantity / pack_of).to_integral_value(ROUND_CEILING)),
        pack_of=pack_of,
    )
