"""A declared rule about a person's medicines: the closed set of conditions it may use, and its source."""

from datetime import date

from pharmreview.domain.medicines.product import MedicineClass
from pharmreview.domain.risk.finding import Tier
from pharmreview.domain.value import Exact, Value

HIGH_DOSE_LINE = "high-dose-line"


class When(Value):
    """All conditions that are given must hold together; one that is not given asks nothing.

    `ome_at_least` and `ome_under` are milligrams a day, or "high-dose-line" for the dated setting; the
    comparison is with the high end of the total, "at or above" and "under". `classes` must all be among
    the medicines taken; `sedative_kinds` counts how many of gabapentinoid, benzodiazepine and z-drug are.
    `age_over` is in whole years. `medicine` may be narrowed by `route`, `patch_at_least` (micrograms an
    hour worn), `strength_over` (mg in one unit) and `daily_over` (mg a day). `terms` names a group of
    coded terms, which a fact told at review may stand for. `fact` names such a fact; it holds when told
    as yes, or with `fact_at_least` when told as that many or more.
    """

    ome_at_least: str | None = None
    ome_under: str | None = None
    classes: tuple[MedicineClass, ...] = ()
    sedative_kinds: int = 0
    age_over: int | None = None
    medicine: str | None = None
    route: str | None = None
    patch_at_least: Exact | None = None
    strength_over: Exact | None = None
    daily_over: Exact | None = None
    strong_opioid: bool = False
    regular_opioids: int = 0
    modified_with_short_acting: bool = False
    rise_percent: Exact | None = None
    rise_within_days: int | None = None
    terms: str | None = None
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


class TermGroup(Value):
    """Phrases that stand for one thing in coded terms. `never` are longer phrases that look like them.

    `doubtful` are phrases that need a person to look. `effect` is "exclude" or "show". `facts` are ids of
    facts about the person that say the same when told as yes at review.
    """

    code: str
    what: str
    phrases: tuple[str, ...]
    never: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    effect: str = "exclude"
    needs_class: MedicineClass | None = None
    facts: tuple[str, ...] = ()


class TermBook(Value):
    """How coded terms are read: the groups, and the words that deny, distance or cast doubt.

    `denying_before` deny only what comes after them ("no history of", but not "with no spread").
    """

    groups: tuple[TermGroup, ...]
    denying: tuple[str, ...]
    denying_before: tuple[str, ...]
    doubting: tuple[str, ...]


class DatedLine(Value):
    """The high-dose line from a date on, in milligrams of oral morphine a day."""

    since: date
    milligrams: Exact
    source: str


class RuleBook(Value):
    """Every declared rule and dated setting that turns a regimen into findings and a tier."""

    id: str
    rules: tuple[Rule, ...]
    terms: TermBook
    high_dose_lines: tuple[DatedLine, ...]
    stale_after_days: int
    strong_opioids: frozenset[str]

    def high_dose_line(self, day: date) -> DatedLine:
        """The line in force on a date; before the first one, the first."""
        lines = sorted(self.high_dose_lines, key=lambda line: line.since)
        in_force = [line for line in lines if line.since <= day]
        return in_force[-1] if in_force else lines[0]
