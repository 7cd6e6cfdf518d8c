"""Which number of a name belongs to which ingredient. What cannot be told is asked, never shared out."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import permutations
from typing import Final, NamedTuple

from pharmreview.domain.lines.names.lexicon import Lexicon, in_milligrams
from pharmreview.domain.lines.names.parts import Parts
from pharmreview.domain.lines.names.strength import Mass, Run
from pharmreview.domain.medicines.product import Form, Ingredient, Per
from pharmreview.domain.medicines.vocabulary import Brand
from pharmreview.domain.quantity.unit import Unit

_LIQUIDS = frozenset((Form.LIQUID, Form.SUSPENSION, Form.LINCTUS, Form.DROPS))
_SOLIDS = frozenset((Form.TABLET, Form.CAPSULE, Form.SUPPOSITORY, Form.LOZENGE, Form.FILM, Form.PATCH))
_ANALGESIC_AT_LEAST = Decimal(300)
_PARTNER_BELOW = Decimal(200)


class Doses(NamedTuple):
    """The ingredients with their strengths; `ask` or `unread` says in words what stood in the way."""

    ingredients: tuple[Ingredient, ...]
    ask: str = ""
    unread: str = ""


class _Need(Exception):
    """The strength must be asked; the words say why."""


_WHOSE: Final = "which strength belongs to which ingredient is not clear"


class _NoSense(Exception):
    """The numbers do not fit the medicines named; the words say why."""


def doses_of(
    parts: Parts, of: Sequence[str], brand: Brand | None, form: Form | None, lexicon: Lexicon
) -> Doses:
    """Give every ingredient its strength, the medicine of interest first."""
    salts = parts.salts
    unknown = tuple(Ingredient(name=n, strength=None, unit=None, salt=salts.get(n, "")) for n in of)
    try:
        masses, run = _shared(parts, of, brand, lexicon)
        found = tuple(
            _ingredient(name, mass, run, form, lexicon, salts.get(name, ""))
            for name, mass in zip(of, masses, strict=True)
        )
    except _Need as need:
        return Doses(unknown, ask=str(need))
    except _NoSense as sense:
        return Doses(unknown, unread=str(sense))
    return Doses(found)


def _shared(
    parts: Parts, of: Sequence[str], brand: Brand | None, lexicon: Lexicon
) -> tuple[Sequence[Mass], Run]:
    runs = _strengths(parts, once=len(of) == 1)
    if not runs:
        if brand is not None and brand.strengths:
            if parts.strangers:
                raise _Need(
                    f"the brand settles the strength, and “{parts.strangers[0]}” may be part of its name"
                )
            fixed = tuple(Mass(number, Unit.MILLIGRAM) for number in brand.strengths)
            return fixed, Run(masses=fixed, per=brand.per_ml)
        doubts = [run.doubt for _, run in parts.runs if run.doubt]
        raise _Need(doubts[0] if doubts else "the name does not state the strength")
    for _, run in runs:
        if run.doubt:
            raise _Need(run.doubt)
        if any(mass.number <= 0 for mass in run.masses):
            raise _Need("the strength is given as nothing")
    _refuse_second(runs, parts, of)
    if len(of) == 1:
        masses, run = _single(runs, of[0], lexicon)
    else:
        masses, run = _several(parts, runs, of, brand, lexicon)
    if brand is not None and brand.strengths and brand.strengths != _numbers(masses):
        raise _Need(f"{brand.name} holds another strength than the name says")
    return masses, run


def _refuse_second(runs: Sequence[tuple[int, Run]], parts: Parts, of: Sequence[str]) -> None:
    """Raise _Need for "10/500 tablets 20mg": a number for every ingredient, and another strength."""
    stated = {mass.number for _, run in runs for mass in run.masses}
    left = [run for _, run in parts.runs if run.bare and all(run is not kept for _, kept in runs)]
    for run in left:
        if 1 < len(run.masses) == len(of) and stated - {mass.number for mass in run.masses}:
            raise _Need("the name states more than one strength")


def _strengths(parts: Parts, *, once: bool) -> list[tuple[int, Run]]:
    """The runs that hold a strength: with units where any has one, a repeat once if asked."""
    runs = [(after, run) for after, run in parts.runs if run.masses]
    if any(not run.bare for _, run in runs):
        runs = [(after, run) for after, run in runs if not run.bare]
    if once:
        runs = list({(run.masses, run.per, run.hourly): (after, run) for after, run in runs}.values())
    return runs


def _single(runs: list[tuple[int, Run]], name: str, lexicon: Lexicon) -> tuple[Sequence[Mass], Run]:
    if len(runs) > 1:
        raise _Need("the name states more than one strength")
    run = runs[0][1]
    if len(run.masses) > 1:
        if any(mass.unit is None for mass in run.masses[1:]):
            raise _Need("the strength ends in a number without a unit")
        raise _NoSense(f"The name gives {len(run.masses)} strengths but names one medicine, {name}.")
    mass = run.masses[0]
    if mass.unit is None:
        known = lexicon.substances[name].strengths if name in lexicon.substances else ()
        if mass.number == mass.number.to_integral_value() or mass.number not in known:
            raise _Need("the strength is written without a unit")
        return (Mass(mass.number, Unit.MILLIGRAM),), run
    return run.masses, run


def _several(
    parts: Parts, runs: list[tuple[int, Run]], of: Sequence[str], brand: Brand | None, lexicon: Lexicon
) -> tuple[Sequence[Mass], Run]:
    masses = [mass for _, run in runs for mass in run.masses]
    units = [mass.unit for mass in masses if mass.unit is not None]
    filled = [Mass(mass.number, mass.unit or (units[-1] if units else Unit.MILLIGRAM)) for mass in masses]
    named = [name for entry in parts.entries for name in entry.of]
    in_turn = len(parts.entries) == len(of) and named == list(dict.fromkeys(named))
    if len(masses) == len(of):
        if in_turn and sorted(named) == sorted(of):
            return _in_order(dict(zip(named, filled, strict=True)), runs, of, lexicon)
        return _by_table(filled, of, brand, lexicon, whole=len(units) == len(masses)), runs[0][1]
    if len(masses) == 1:
        return _by_main(filled[0], of, lexicon), runs[0][1]
    raise _NoSense(f"The name gives {len(masses)} strengths for {len(of)} ingredients.")


def _in_order(
    by_name: dict[str, Mass], runs: list[tuple[int, Run]], of: Sequence[str], lexicon: Lexicon
) -> tuple[Sequence[Mass], Run]:
    """Strengths in the order of the names, unless only another order exists."""
    shared = tuple(by_name[name] for name in of)
    known = _known(of, lexicon)
    volumes = {run.per for _, run in runs if run.masses}
    if len(volumes) > 1 and None not in volumes and len(runs) == len(of):
        raise _Need("the ingredients are given in different volumes")
    apart = len(runs) > 1 and len({after for after, _ in runs}) < len(runs)
    if apart and _numbers(shared) not in known:
        raise _Need(_WHOSE)
    run = next((run for _, run in runs if run.per is not None), runs[0][1])
    if len(runs) == 1 and _numbers(shared) not in known:
        if any(mass.unit is None for mass in runs[0][1].masses):
            raise _Need("a strength without a unit is not one that is known")
        others = [p for p in permutations(shared) if _numbers(p) in known]
        if len(others) == 1:
            return others[0], run
    return shared, run


def _by_table(
    masses: list[Mass], of: Sequence[str], brand: Brand | None, lexicon: Lexicon, *, whole: bool
) -> Sequence[Mass]:
    """Strengths whose order is not said: the one order in which such a product exists.

    Another order than the written one is taken only where the first number can be no strength of the main
    ingredient: "500/30" of co-codamol, not "10/20" of a brand that comes as 10/5 and as 20/10. `whole` is
    True where every number has its unit: only then may a strength be new.
    """
    orders = list(dict.fromkeys(permutations(masses)))
    known = _known(of, lexicon) | ({brand.strengths} if brand is not None and brand.strengths else set())
    found = [order for order in orders if _numbers(order) in known]
    if len(found) == 1:
        if found[0] != tuple(masses) and _numbers(masses)[0] in {numbers[0] for numbers in known}:
            raise _Need(_WHOSE)
        return found[0]
    if whole and len(of) == 2 and of[1] == "paracetamol":
        found = [o for o in orders if o[1].number >= _ANALGESIC_AT_LEAST and o[0].number < _PARTNER_BELOW]
        if len(found) == 1 and _numbers(found[0])[1] in {numbers[1] for numbers in known}:
            return found[0]
    raise _Need(_WHOSE)


def _by_main(mass: Mass, of: Sequence[str], lexicon: Lexicon) -> Sequence[Mass]:
    """One number for several ingredients: the one product whose main ingredient has it."""
    found = {numbers for numbers in _known(of, lexicon) if numbers[0] == mass.number}
    also = {numbers for numbers in _known(of, lexicon) if mass.number in numbers[1:]}
    if len(found) != 1 or also or mass.unit is not Unit.MILLIGRAM:
        raise _Need("the name gives one strength for several ingredients")
    return tuple(Mass(number, Unit.MILLIGRAM) for number in next(iter(found)))


def _known(of: Sequence[str], lexicon: Lexicon) -> set[tuple[Decimal, ...]]:
    """The strengths, in mg, in which products of these ingredients exist."""
    return lexicon.strengths_of(tuple(of))


def _numbers(masses: Sequence[Mass]) -> tuple[Decimal, ...]:
    return tuple(in_milligrams(mass.number, mass.unit) for mass in masses)


def _ingredient(
    name: str, mass: Mass, run: Run, form: Form | None, lexicon: Lexicon, salt: str
) -> Ingredient:
    unit = mass.unit
    if unit is None:
        raise _Need("the strength is written without a unit")
    if run.hourly and (unit is not Unit.MICROGRAM or form not in {Form.PATCH, None}):
        raise _Need("the strength is given an hour, as for a patch")
    if run.hourly:
        unit = Unit.MICROGRAM_PER_HOUR
    elif form is Form.PATCH:
        if unit is not Unit.MICROGRAM or mass.number not in lexicon.patch_rates.get(name, ()):
            raise _Need("a patch is known by its micrograms an hour, which the name does not state")
        unit = Unit.MICROGRAM_PER_HOUR
    if form in _LIQUIDS and run.per is None:
        raise _Need("the name does not state the volume that holds this strength")
    if form in _SOLIDS and run.per is not None:
        raise _Need("the strength is given in a volume, as for a liquid")
    per = Per(value=run.per, unit=Unit.MILLILITRE) if run.per is not None else None
    return Ingredient(name=name, strength=mass.number, unit=unit, per=per, salt=salt)
