"""Directions as a record writes them, read into units a day, or the reason why not."""

import re
from collections.abc import Sequence
from decimal import Decimal
from enum import Enum, auto
from fractions import Fraction
from functools import lru_cache
from typing import Final

from pharmreview.domain.lines.line import Directions, Each, Moment, UnreadDirections, Weighed
from pharmreview.domain.lines.sentences.cleaning import cleaned
from pharmreview.domain.lines.sentences.grammar import Phrases, phrases_of
from pharmreview.domain.lines.sentences.tokens import OtherUnit, Unclear
from pharmreview.domain.lines.statements.assembly import sentence_of
from pharmreview.domain.lines.statements.daily import taken, worn
from pharmreview.domain.lines.statements.doses import Daily, dose_of, exact_decimal
from pharmreview.domain.lines.statements.statement import MEASURED, Sentence, Statement, with_limits_weighed
from pharmreview.domain.medicines.product import Form
from pharmreview.domain.quantity.unit import WEIGHTS, Unit

_LIQUIDS: Final = {
    Form.LIQUID.value,
    Form.LINCTUS.value,
    Form.SUSPENSION.value,
    "liquid",
    "solution",
    "suspension",
}
_SOLIDS: Final = {Form.TABLET.value, Form.CAPSULE.value}
_MOMENTS: Final = list(Moment)
_REMEMBERED: Final = 65_536
NO_NAMES: Final[frozenset[str]] = frozenset()
_MONTH: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_A_DATE: Final = re.compile(
    rf"\d{{1,2}}[-/ ]{_MONTH}(?:[-/ ]\d{{2,4}})?|{_MONTH}[-/ ]\d{{2,4}}"
    r"|\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/\d{2,4}",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[a-z]+")
_BROKEN_LINE: Final = re.compile(r"(?<![.;,:!\s])[ \t]*\r?\n(?!\s*\n)\s*")
"""Where a line may have been broken in the middle of a sentence."""
_MEANS_TWO_THINGS: Final = "A line ends where the sentence may go on, and it cannot be told whether it does."
_IS_A_DATE: Final = "It stands as a date: a spreadsheet makes one of a dose such as 3-4."


class Kind(Enum):
    """What directions have to state of a form: millilitres, a count, patches, or no more than they do."""

    UNKNOWN = auto()
    LIQUID = auto()
    SOLID = auto()
    PATCH = auto()
    ANOTHER = auto()


def read_directions(
    text: str, form: str | None = None, each: Each | None = None, names: frozenset[str] = NO_NAMES
) -> Directions | UnreadDirections:
    """Read directions into units a day, low and high, for a product of this form where it is known.

    `each` is what one unit of the product weighs: with it a maximum in mg beside tablets or ml can be read.
    `names` are the words that are known to name a medicine.

    Never raises, and never guesses: what states no daily quantity, or states it in a way that could be read
    twice, is unread with a sentence that says why. Fractions of a day are exact to 28 digits.
    """
    kind = kind_of(form)
    found = _read(text, kind, each, names)
    if "\n" not in text or isinstance(found, UnreadDirections):
        return found
    on_one_line = _read(_BROKEN_LINE.sub(" ", text), kind, each, names)
    return found if on_one_line == found else UnreadDirections(why=_MEANS_TWO_THINGS)


@lru_cache(maxsize=64)
def kind_of(form: str | None) -> Kind:
    """What directions have to state of a form: those of one kind read alike."""
    form = (form or "").strip().lower()
    if not form:
        return Kind.UNKNOWN
    if form in _LIQUIDS:
        return Kind.LIQUID
    if form in _SOLIDS:
        return Kind.SOLID
    return Kind.PATCH if form == Form.PATCH.value else Kind.ANOTHER


@lru_cache(maxsize=_REMEMBERED)
def _read(text: str, kind: Kind, each: Each | None, names: frozenset[str]) -> Directions | UnreadDirections:
    try:
        return _understood(_phrases(cleaned(text), names), kind, each)
    except Unclear as unclear:
        why = _IS_A_DATE if _A_DATE.fullmatch(text.strip()) else unclear.why
        medicines = tuple(word for word in _WORD.findall(text.lower()) if word in names)
        return UnreadDirections(why=why, needs_weight=isinstance(unclear, OtherUnit), medicines=medicines)


@lru_cache(maxsize=_REMEMBERED)
def _understood(phrases: Phrases, kind: Kind, each: Each | None) -> Directions:
    """What phrases mean, worked out once for the many ways in which they are written."""
    sentence = sentence_of(phrases.items)
    meaning = _meaning(sentence if each is None else with_limits_weighed(sentence, each), kind)
    return meaning.model_copy(update={"medicines": phrases.medicines}) if phrases.medicines else meaning


@lru_cache(maxsize=_REMEMBERED)
def _phrases(text: str, names: frozenset[str]) -> Phrases:
    """The phrases of cleaned text, found once for every case and spacing of it."""
    return phrases_of(text, names)


def _meaning(sentence: Sentence, kind: Kind) -> Directions:
    if not sentence.statements:
        sentence.statements = [Statement()]
    unit = _unit(sentence)
    patch = _is_patch(sentence, unit, kind)
    if sentence.poured and kind in {Kind.SOLID, Kind.PATCH}:
        raise Unclear("The strength of a liquid is named, and the product is none.")
    _refuse_wrong_form(unit, kind, patch)
    steps = _steps(sentence.statements)
    daily = [worn(step, sentence) if patch else taken(step, sentence) for step in steps]
    _check_spans(sentence, daily, patch)
    low = Fraction(0) if sentence.stops_between else min(day.low for day in daily)
    changing = len(daily) > 1 or sentence.stops_between
    if len(daily) == 1 and not patch:
        _check_totals(sentence, daily[0], unit)
    first = daily[0]
    as_needed = any(statement.as_needed for statement in sentence.statements)
    return Directions(
        low=exact_decimal(low),
        high=exact_decimal(max(day.high for day in daily)),
        unit=Unit.PATCH if patch else unit,
        as_needed=as_needed,
        regular=exact_decimal(_regular(steps, daily)) if as_needed else Decimal(0),
        interval_hours=None if changing or first.interval is None else exact_decimal(first.interval),
        times_a_day=None if changing or first.times is None else exact_decimal(first.times),
        takings=() if changing else first.takings,
        changing=changing,
        weighed=_weighed(sentence),
    )


def _regular(steps: Sequence[Sequence[Statement]], daily: Sequence[Daily]) -> Fraction:
    """The most that is taken without need in any step: all of a step that is not as needed."""
    return max(
        day.regular if any(statement.as_needed for statement in step) else day.high
        for step, day in zip(steps, daily, strict=True)
    )


def _weighed(sentence: Sentence) -> tuple[Weighed, ...]:
    """Every count that has a weight beside it."""
    found = []
    for pair in sentence.glosses:
        count, weight = pair if pair[1].unit in WEIGHTS else (pair[1], pair[0])
        if weight.unit in WEIGHTS and weight.unit is not None and count.unit not in WEIGHTS:
            units, exact = ((exact_decimal(n.low), exact_decimal(n.high)) for n in (count, weight))
            found.append(Weighed(units=units, weight=exact, unit=weight.unit))
    for strength in sentence.strengths:
        one = exact_decimal(strength)
        found.append(
            Weighed(units=(Decimal(1), Decimal(1)), weight=(one, one), unit=Unit.MICROGRAM, each=True)
        )
    for statement in sentence.statements:
        if statement.amount is not None and statement.amount.of is not None:
            one, unit = exact_decimal(statement.amount.of[0]), statement.amount.of[1]
            found.append(Weighed(units=(Decimal(1), Decimal(1)), weight=(one, one), unit=unit, each=True))
    return tuple(found)


def _unit(sentence: Sentence) -> Unit | None:
    """The one unit that all amounts are in. Raises Unclear where they differ."""
    amounts = [statement.amount for statement in sentence.statements if statement.amount is not None]
    amounts = amounts or [limit.amount for limit in sentence.limits if limit.amount is not None]
    units = {amount.unit for amount in amounts}
    named = units - {None}
    if len(named) > 1 or (None in units and named & MEASURED):
        raise Unclear("Two doses are in different units.")
    return next(iter(named), None)


def _is_patch(sentence: Sentence, unit: Unit | None, kind: Kind) -> bool:
    if unit is Unit.PATCH or (kind is Kind.PATCH and unit is None):
        return True
    return unit is None and kind is Kind.UNKNOWN and sentence.applied


def _refuse_wrong_form(unit: Unit | None, kind: Kind, patch: bool) -> None:
    if kind is Kind.LIQUID and unit not in MEASURED:
        raise Unclear("The dose of a liquid is not stated in ml or mg.")
    if kind is Kind.SOLID and (unit is Unit.MILLILITRE or patch):
        raise Unclear("The dose is not stated in tablets or capsules.")
    if kind is Kind.PATCH and not patch:
        raise Unclear("How many patches to wear is not stated.")


def _steps(statements: Sequence[Statement]) -> list[list[Statement]]:
    """Statements grouped into steps; a step that names no frequency or no dose keeps the one before."""
    steps: list[list[Statement]] = []
    for statement in statements:
        if steps and _of_the_same_day(steps[-1][-1], statement):
            statement.join = "and"
        if not steps or statement.join not in {"next", "then", "alter"}:
            steps = [*steps[:-1], [*(steps[-1] if steps else []), statement]]
            continue
        before = steps[-1][-1]
        if statement.amount is None and not statement.rates:
            raise Unclear("A later step states no dose.")
        if (statement.as_needed or statement.join == "next") and not statement.rates:
            raise Unclear("A later step states no frequency.")
        if not statement.rates and before.rate is not None and before.rate.high < 1 and not before.ends:
            raise Unclear("It cannot be told whether two doses are taken by turns or one after the other.")
        if len(steps[-1]) > 1 and (statement.amount is None or not statement.rates):
            raise Unclear("A later step does not state both a dose and a frequency.")
        statement.amount = statement.amount or before.amount
        statement.rates = statement.rates or before.rates
        steps.append([statement])
    return steps


def _of_the_same_day(before: Statement, statement: Statement) -> bool:
    """One in the morning then two at night: a dose of each day, where no length of time parts them.

    Raises Unclear for "2 twice a day then 1 at night", which may be one day or two steps.
    """
    if statement.join != "then" or before.ends or before.amount is None:
        return False
    first, second = before.rate, statement.rate
    if first is None or second is None or not second.moments or first.moments == second.moments:
        return False
    if (
        statement.amount is not None
        and first.moments
        and _MOMENTS.index(first.moments[-1]) < _MOMENTS.index(second.moments[0])
    ):
        return True
    raise Unclear("It cannot be told whether the second dose is of the same day or a later step.")


def _check_spans(sentence: Sentence, daily: Sequence[Daily], patch: bool) -> None:
    """A length of time that no phrase explains must say the interval again."""
    for span in sentence.spans:
        if not patch or any(day.interval != span for day in daily):
            raise Unclear("A length of time is stated, and it cannot be told what it is for.")


def _check_totals(sentence: Sentence, day: Daily, unit: Unit | None) -> None:
    for total in sentence.totals:
        if total.unit is not unit and (total.unit in MEASURED or unit in MEASURED):
            continue
        if total.high not in {day.high, dose_of(sentence.statements[0]).high}:
            raise Unclear("The total that is stated is not what the doses come to.")
