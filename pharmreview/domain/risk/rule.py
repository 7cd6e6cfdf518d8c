"""A declared rule about a person's medicines: the closed set of conditions it may use, and its source."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from pharmreview.domain.medicines.product import MedicineClass
from pharmreview.domain.risk.finding import Tier
from pharmreview.domain.value import Exact, Value

HIGH_DOSE_LINE = "high-dose-line"


class When(Value):
    """All conditions that are given must hold together; one that is not given asks nothing.

    `ome_at_least` and `ome_under` are milligrams a day, or "high-dose-line" for the dated setting; the
    comparison is with the high end of the total, "at or above" and "under". `classes` must all be among
    the medicines taken; `sedative_kinds` counts the kinds that the book calls sedating, and `beside` wants
    a medicine of one of the named groups. `age_over` is in whole years.

    `medicines` wants one of them, narrowed by `routes`, `with_ingredient` (the other half of a
    combination), `strength_over` (mg in one unit), `patch_at_least` (micrograms an hour worn), `daily_over`
    (mg a day) and `item_over` (millilitres supplied as one item). `strong_opioids` and `regular_opioids`
    count different ones. A dose has risen by `rise_percent` within `rise_within_days`; opioids have been
    issued over `use_at_least_days`.

    `terms` wants an entry of one of the groups of coded terms, or a fact told at review that stands for
    it, noted at most `terms_within_days` before; `unless_terms` wants none. `fact` names a fact told at
    review; it holds when told as yes, or with `fact_at_least` when told as that many or more.
    """

    ome_at_least: str | None = None
    ome_under: str | None = None
    classes: tuple[MedicineClass, ...] = ()
    sedative_kinds: int = 0
    beside: tuple[str, ...] = ()
    age_over: int | None = None
    medicines: tuple[str, ...] = ()
    routes: tuple[str, ...] = ()
    with_ingredient: str = ""
    strength_over: Exact | None = None
    patch_at_least: Exact | None = None
    daily_over: Exact | None = None
    item_over: Exact | None = None
    strong_opioids: int = 0
    regular_opioids: int = 0
    modified_release_opioid: bool = False
    modified_with_short_acting: bool = False
    rise_percent: Exact | None = None
    rise_within_days: int | None = None
    use_at_least_days: int | None = None
    terms: tuple[str, ...] = ()
    terms_within_days: int | None = None
    unless_terms: tuple[str, ...] = ()
    fact: str | None = None
    fact_at_least: int | None = None


class Rule(Value):
    """One line of the risk table. `tier` is None for what should be seen but moves nobody."""

    id: str
    what: str
    tier: Tier | None
    when: When
    source: str
    rationale: str


class MedicineGroup(Value):
    """Medicines of none of the four classes that matter beside an opioid, found by their names.

    `names` are ingredients and brands in lower case, each one word. `sedating` groups count as a kind of
    sedative.
    """

    id: str
    what: str
    names: frozenset[str]
    sedating: bool
    source: str


class CohortSpan(Value):
    """A cohort by how long opioids have been issued: from so many days, and under so many."""

    code: str
    since_days: int
    under_days: int | None = None


class Untold(NamedTuple):
    """A rule that would hold but for a fact that is missing."""

    rule: Rule
    missing: str


class TermGroup(Value):
    """Phrases that stand for one thing in coded terms. `never` are longer phrases that look like them.

    `doubtful` are phrases that need a person to look, `certain` phrases that leave no doubt of that kind.
    With `past`, what is over counts too; with `own_words`, a word that denies elsewhere does not where it
    is part of a phrase of this group. `effect` is "exclude" or "show". `facts` are ids of facts about the
    person that say the same when told as yes at review.
    """

    code: str
    what: str
    phrases: tuple[str, ...]
    never: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    certain: tuple[str, ...] = ()
    past: bool = False
    own_words: bool = False
    effect: str = "exclude"
    needs_class: MedicineClass | None = None
    facts: tuple[str, ...] = ()


class TermBook(Value):
    """How coded terms are read: the groups, and the words that deny, distance or cast doubt.

    `denying_before` deny only what comes after them ("no history of", but not "with no spread"); `past`
    puts it in the past.
    """

    groups: tuple[TermGroup, ...]
    denying: tuple[str, ...]
    denying_before: tuple[str, ...]
    doubting: tuple[str, ...]
    past: tuple[str, ...] = ()


class DatedLine(Value):
    """The high-dose line from a date on, in milligrams of oral morphine a day."""

    since: date
    milligrams: Exact
    source: str


class StaleAfter(Value):
    """How many days after its last issue a line is stale, for searches run from a date on."""

    since: date
    days: int
    source: str


class RuleBook(Value):
    """Every declared rule and dated setting that turns a regimen into findings and a tier."""

    id: str
    rules: tuple[Rule, ...]
    terms: TermBook
    high_dose_lines: tuple[DatedLine, ...]
    stale_after: tuple[StaleAfter, ...]
    strong_opioids: frozenset[str]
    groups: tuple[MedicineGroup, ...] = ()
    cohorts: tuple[CohortSpan, ...] = ()

    def high_dose_line(self, day: date) -> DatedLine:
        """The line in force on a date; before the first one, the first."""
        return in_force(self.high_dose_lines, day)

    def stale_after_on(self, day: date) -> StaleAfter:
        """The age in force on a date; before the first one, the first."""
        return in_force(self.stale_after, day)


_Dated = TypeVar("_Dated", DatedLine, StaleAfter)


def in_force(settings: Sequence[_Dated], day: date) -> _Dated:
    """Of settings that each hold from a date on, the one that holds on a day; before the first, the first."""
    ordered = sorted(settings, key=lambda each: each.since)
    return next((each for each in reversed(ordered) if each.since <= day), ordered[0])
