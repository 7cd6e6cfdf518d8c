"""The products a plan may use, as whole numbers that a search can add up quickly and exactly."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from pharmreview.domain.digits import trimmed
from pharmreview.domain.medicines.product import Product
from pharmreview.domain.ome.lookup import patch_release

HALF = Decimal("0.5")


class Portion(NamedTuple):
    """One unit of a product, or half of one that may be halved, and what it adds to a day.

    `amount` is the labelled dose and `release` what reaches the person (they differ for one patch);
    `companion` is the second ingredient that a ceiling limits. `other_form` is 1 where the product is
    not of the form now taken. Of a liquid, a portion is the smallest volume and `ml` how much that is.
    """

    product: str
    amount: int
    release: int
    companion: int
    half: int
    other_form: int
    ml: Decimal | None = None

    @property
    def units(self) -> Decimal:
        """Units of the product: a half is 0.5; of a liquid millilitres."""
        if self.ml is not None:
            return self.ml
        return HALF if self.half else Decimal(1)


class Bounds(NamedTuple):
    """The most of the second ingredient, in its own unit: in a day, and at one time. None is no bound."""

    day: Decimal | None = None
    at_once: Decimal | None = None

    @property
    def known(self) -> tuple[Decimal, ...]:
        """Those that there are."""
        return tuple(bound for bound in self if bound is not None)

    def counted(self, pinch: Decimal) -> tuple[int | None, int | None]:
        """Both in pinches."""
        day, once = (None if bound is None else int(bound / pinch) for bound in self)
        return day, once


NO_BOUNDS = Bounds()


@dataclass(frozen=True)
class Shelf:
    """Every portion, largest first, with the dose that one whole number stands for.

    `ceiling` bounds the day's companion ingredient and `at_once` that of one time; `worn_at_most` the
    patches worn at once, and is None for what is swallowed. `measures` are the doses that one measure of a
    liquid can be, lowest first, for each syringe (a day is measured with one), () for everything that is not
    a liquid. `often` is how many times a day something may be taken, where the day depends on it.
    """

    portions: tuple[Portion, ...]
    grain: Decimal
    ceiling: int | None = None
    worn_at_most: int | None = None
    measures: tuple[tuple[int, ...], ...] = ()
    often: int = 0
    at_once: int | None = None
    mark: int = field(init=False, repr=False, compare=False)
    """The hash, worked out once: a search asks for what it remembers of a shelf thousands of times."""

    def __post_init__(self) -> None:
        whole = (
            self.portions,
            self.grain,
            self.ceiling,
            self.worn_at_most,
            self.measures,
            self.often,
            self.at_once,
        )
        object.__setattr__(self, "mark", hash(whole))

    def __hash__(self) -> int:
        return self.mark

    def whole(self, dose: Decimal) -> int | None:
        """A dose as a whole number of grains, or None where it is not one."""
        grains = dose / self.grain
        return int(grains) if grains == grains.to_integral_value() else None

    def dose(self, grains: int) -> Decimal:
        """Grains as a dose in the medicine's unit, without trailing zeros."""
        return trimmed(grains * self.grain)


def shelf_of(
    listed: Iterable[tuple[str, Product]],
    like: Product,
    doses: Iterable[Decimal],
    bounds: Bounds = NO_BOUNDS,
    worn_at_most: int | None = None,
    often: int = 0,
) -> Shelf:
    """Lay out products under the names they are listed by; one of each strength, the form now taken first,
    and of two of which one alone may be halved, both.

    `doses` are further doses (the one now taken, the aim) that must be whole numbers of grains. `often` is
    at how many times a day they are taken.
    """
    chosen = _of_each_strength(listed, like)
    strengths = [s * n for (s, *_), (_, _, p) in chosen.items() for n in (1, HALF) if n == 1 or p.splittable]
    releases = [r for _, _, p in chosen.values() if (r := patch_release(p)) is not None]
    grain = _grain([*strengths, *releases, *doses])
    companions = [c for _, _, p in chosen.values() if (c := companion(p)) is not None]
    halves = [c * HALF for _, _, p in chosen.values() if p.splittable and (c := companion(p)) is not None]
    pinch = _grain([*companions, *halves, *bounds.known])
    portions: list[Portion] = []
    for (strength, *_), (other_form, name, product) in chosen.items():
        extra = companion(product) or Decimal(0)
        released = patch_release(product) if product.is_patch else strength
        for half in (0, 1) if product.splittable else (0,):
            share = HALF if half else Decimal(1)
            portions.append(
                Portion(
                    product=name,
                    amount=int(strength * share / grain),
                    release=int((released or strength) * share / grain),
                    companion=int(extra * share / pinch),
                    half=half,
                    other_form=other_form,
                )
            )
    portions.sort(key=lambda p: (-p.amount, p.half, p.product))
    day, once = bounds.counted(pinch)
    return Shelf(
        tuple(portions), grain, day, worn_at_most, often=often if once is not None else 0, at_once=once
    )


_Key = tuple[Decimal, Decimal | None, bool]
_Chosen = tuple[int, str, Product]


def _of_each_strength(listed: Iterable[tuple[str, Product]], like: Product) -> dict[_Key, _Chosen]:
    """One product of each strength, the form now taken first: 1 where it has another form, name, itself.

    One that may be halved makes what one that may not cannot.
    """
    chosen: dict[_Key, _Chosen] = {}
    for name, product in listed:
        strength = product.main.strength
        if strength is None or strength <= 0:
            continue
        mine = (int((product.form, product.variety) != (like.form, like.variety)), name, product)
        key = (strength, companion(product), product.splittable)
        if key not in chosen or mine[:2] < chosen[key][:2]:
            chosen[key] = mine
    return {key: mine for key, mine in chosen.items() if key[2] or not _as_near(chosen, key)}


def _as_near(chosen: Mapping[_Key, _Chosen], key: _Key) -> bool:
    """True where a product of the same strength may be halved and is no further from the form now taken."""
    other = chosen.get((key[0], key[1], True))
    return other is not None and other[0] <= chosen[key][0]


def liquid_shelf(
    listed: tuple[str, Product],
    volumes: Sequence[Sequence[Decimal]],
    often: int,
    doses: Iterable[Decimal],
    bounds: Bounds = NO_BOUNDS,
) -> Shelf:
    """One liquid laid out by the volumes in ml that each syringe measures, for so many measures a day.

    `doses` are further doses that must be whole numbers of grains. The product states its strength
    for a volume.
    """
    name, product = listed
    each, extra = per_ml(product), second_of(product)
    tick = _grain(v for syringe in volumes for v in syringe)
    grain = _grain([tick * each, *doses])
    pinch = _grain([tick * extra, *bounds.known])
    amount = int(tick * each / grain)
    portion = Portion(name, amount, amount, int(tick * extra / pinch), 0, 0, tick)
    day, once = bounds.counted(pinch)
    most = None if bounds.at_once is None or not extra else bounds.at_once / extra
    measures = tuple(
        tuple(int(v / tick) * amount for v in syringe if most is None or v <= most) for syringe in volumes
    )
    return Shelf((portion,), grain, day, None, measures, often, once)


def per_ml(product: Product) -> Decimal:
    """How much of the main ingredient one ml of a liquid holds; 0 where that is not stated."""
    main = product.main
    return Decimal(0) if main.strength is None or main.per is None else main.strength / main.per.value


def second_of(product: Product) -> Decimal:
    """How much of its second ingredient one unit, or one ml of a liquid, holds; 0 where it has none."""
    extra = companion(product)
    if extra is None:
        return Decimal(0)
    per = product.ingredients[1].per
    return extra if per is None else extra / per.value


def companion(product: Product) -> Decimal | None:
    """How much of its second ingredient one unit holds, where it has one and says how much."""
    if len(product.ingredients) < 2:
        return None
    return product.ingredients[1].strength


def _grain(numbers: Iterable[Decimal]) -> Decimal:
    """The largest power-of-ten fraction's multiple that divides every number exactly."""
    kept = list(numbers)
    places = max((-int(n.normalize().as_tuple().exponent) for n in kept if n != int(n)), default=0)
    scale = Decimal(10) ** places
    common = 0
    for number in kept:
        a, b = common, int(number * scale)
        while b:
            a, b = b, a % b
        common = a
    return (common or 1) / scale
