"""Conditions on what is taken: classes, kinds, named medicines and their doses."""

import re
from collections.abc import Iterable
from decimal import Decimal

from pharmreview.domain.digits import exact, plain
from pharmreview.domain.lines.row import ExportRow
from pharmreview.domain.risk.conditions.condition import Condition
from pharmreview.domain.risk.facts import Facts
from pharmreview.domain.risk.marks.gist import NOTHING, Gist
from pharmreview.domain.risk.marks.mark import (
    MODIFIED,
    REGULAR_MODIFIED,
    REGULAR_SHORT,
    SEDATIVES,
    Mark,
)
from pharmreview.domain.risk.marks.pick import Burden, Pick
from pharmreview.domain.risk.rule import When

_MILLILITRES = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(?:ml|millilit(?:re|er)s?)?\s*", re.IGNORECASE)


def _sedatives(facts: Facts) -> list[str]:
    """The kinds of sedative that are taken, in words."""
    kinds = [c.value for c in SEDATIVES if facts.has(("class", c))]
    groups = facts.bench.book.groups
    return kinds + [g.what.lower() for g in groups if g.sedating and facts.has(("beside", g.id))]


def _class_marks(when: When) -> list[frozenset[Mark]]:
    kinds: list[Mark] = [("kinds", str(when.sedative_kinds))] if when.sedative_kinds else []
    return _each([*(("class", each) for each in when.classes), *kinds])


def _class_words(when: When, facts: Facts) -> str:
    kinds = _sedatives(facts) if when.sedative_kinds else []
    return " + ".join(dict.fromkeys([*(c.value for c in when.classes), *kinds]))


def _beside_words(when: When, facts: Facts) -> str:
    return " and ".join(dict.fromkeys(facts.named(when.beside)))


def _picked(when: When, facts: Facts) -> list[tuple[ExportRow, Gist]]:
    bit = facts.bench.index.mask([("pick", Pick.of(when))])
    return [(row, gist) for row, gist in facts.counted if gist.bits & bit]


def _worn(when: When, facts: Facts) -> Decimal:
    return sum((gist.patch_rate for _, gist in _picked(when, facts)), NOTHING)


def _daily(when: When, facts: Facts) -> Decimal:
    return sum((gist.daily for _, gist in _picked(when, facts)), NOTHING)


def _large_items(when: When, facts: Facts) -> list[tuple[ExportRow, Decimal]]:
    """Liquids of which one item holds more millilitres than the rule allows.

    Of entries alike in day and dose one counts, whichever it is: the item of each is looked at.
    """
    bit = facts.bench.index.mask([("pick", Pick.of(when))])
    entries = [
        (heard.key, day, heard.meaning.height) for heard, day in zip(facts.heard, facts.issued, strict=True)
    ]
    counted = {entry for entry, why in zip(entries, facts.standing.whys, strict=True) if why is None}
    found = []
    for row, heard, entry in zip(facts.rows, facts.heard, entries, strict=True):
        gist = heard.gist
        if entry not in counted or not gist.bits & bit:
            continue
        product = gist.product
        said = _MILLILITRES.fullmatch(row.quantity)
        if product is None or said is None or when.item_over is None:
            continue
        if (millilitres := exact(said[1])) > when.item_over:
            found.append((row, millilitres))
    return found


def _medicine_marks(when: When) -> list[frozenset[Mark]]:
    burden = Burden.of(when)
    return _each([("pick", Pick.of(when)), *([("burden", burden)] if burden is not None else [])])


def _medicine_words(when: When, facts: Facts) -> str:
    picked = _picked(when, facts)
    if when.patch_at_least is not None:
        load = sum((gist.share.high for _, gist in picked), NOTHING)
        worn = f"{when.medicines[0]} patches giving {plain(_worn(when, facts))} micrograms an hour"
        return f"{worn}: {plain(load)} mg of oral morphine a day"
    if when.daily_over is not None:
        return f"{when.medicines[0]} {plain(_daily(when, facts))} mg a day"
    if when.item_over is not None:
        return "; ".join(f"{row.name.strip()}: {plain(ml)} ml" for row, ml in _large_items(when, facts))
    return " and ".join(dict.fromkeys(row.name.strip() for row, _ in picked))


def _strong(facts: Facts) -> list[str]:
    return list(dict.fromkeys(gist.main for gist in facts.taken if gist.strong))


def _regular(facts: Facts) -> list[str]:
    return sorted({gist.main for gist in facts.taken if gist.regular})


def _marked(facts: Facts, mark: Mark) -> str:
    bit = facts.bench.index.mask([mark])
    return next(row.name.strip() for row, gist in facts.counted if gist.bits & bit)


def _both_words(_when: When, facts: Facts) -> str:
    return f"{_marked(facts, REGULAR_MODIFIED)} with {_marked(facts, REGULAR_SHORT)}"


def _each(marks: Iterable[Mark]) -> list[frozenset[Mark]]:
    return [frozenset((mark,)) for mark in marks]


CLASSES = Condition(
    asked=lambda when: bool(when.classes or when.sedative_kinds),
    needs=_class_marks,
    words=_class_words,
)
BESIDE = Condition(
    asked=lambda when: bool(when.beside),
    needs=lambda when: [frozenset(("beside", group) for group in when.beside)],
    words=_beside_words,
)
MEDICINE = Condition(
    asked=lambda when: bool(when.medicines),
    needs=_medicine_marks,
    checked=lambda when: when.item_over is not None,
    check=lambda when: lambda facts: bool(_large_items(when, facts)),
    words=_medicine_words,
)
STRONG_OPIOIDS = Condition(
    asked=lambda when: bool(when.strong_opioids),
    needs=lambda when: _each([("strong", str(when.strong_opioids))]),
    words=lambda when, facts: " and ".join(_strong(facts)[: when.strong_opioids]),
)
REGULAR_OPIOIDS = Condition(
    asked=lambda when: bool(when.regular_opioids),
    needs=lambda when: _each([("regular", str(when.regular_opioids))]),
    words=lambda _when, facts: " and ".join(_regular(facts)),
)
MODIFIED_RELEASE = Condition(
    asked=lambda when: when.modified_release_opioid,
    needs=lambda _when: _each([MODIFIED]),
    words=lambda _when, facts: _marked(facts, MODIFIED),
)
MODIFIED_WITH_SHORT = Condition(
    asked=lambda when: when.modified_with_short_acting,
    needs=lambda _when: _each([REGULAR_MODIFIED, REGULAR_SHORT]),
    words=_both_words,
)
