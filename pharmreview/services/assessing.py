"""A case to what it amounts to: its rows read afresh, its regimen, total, findings and tier."""

from collections.abc import Callable, Sequence
from datetime import date

from pharmreview.domain.assessment import Assessment, assess
from pharmreview.domain.case import Case, ExclusionCall, TierOverride
from pharmreview.domain.lines.line import Line, MedicationLine, OtherLine, UnreadLine
from pharmreview.domain.lines.row import ExportRow
from pharmreview.domain.ome.factor import FactorTable
from pharmreview.domain.review.condition import Circumstance
from pharmreview.domain.risk.exclusions import names_of
from pharmreview.domain.risk.finding import Exclusion, Tier
from pharmreview.domain.risk.rule import RuleBook
from pharmreview.domain.value import Value
from pharmreview.domain.words.days import dashed_day

CALLED = "The pharmacist's own judgement"


class Lifted(Value):
    """An exclusion that the pharmacist said does not stand, and why."""

    exclusion: Exclusion
    call: ExclusionCall


class Assessed(Value):
    """One person's lines, in the order of the record, what they amount to, and what the pharmacist said.

    `assessment` is what the rules say and is never altered. `exclusions` are in force once each call of the
    pharmacist on one is heard, `to_check` wait for a call or are to be looked at again, and `lifted` do not
    stand.
    """

    lines: tuple[Line, ...]
    assessment: Assessment
    override: TierOverride | None = None
    tier_when_overridden: Tier | None = None
    """What the rules said at the last search before the override; None where no search tells."""
    exclusions: tuple[Exclusion, ...] = ()
    to_check: tuple[Exclusion, ...] = ()
    lifted: tuple[Lifted, ...] = ()
    calls: tuple[ExclusionCall, ...] = ()

    @property
    def tier(self) -> Tier:
        """The tier the pharmacist gave, else that of the rules."""
        return self.assessment.tier.tier if self.override is None else self.override.tier

    @property
    def rules_moved(self) -> bool:
        """Whether the rules say another tier now than when the pharmacist gave theirs."""
        before = self.tier_when_overridden
        return self.override is not None and before is not None and before is not self.assessment.tier.tier

    @property
    def override_words(self) -> str:
        """The override in a sentence or two: who, when, why, and what the rules say; "" without one."""
        said = self.override
        if said is None:
            return ""
        whole = f"{said.tier.value.capitalize()} by {said.by} on {dashed_day(said.at.date())}: {said.reason}"
        words = f"{whole.rstrip('.')}. The rules say {self.assessment.tier.tier.value}."
        if self.rules_moved and self.tier_when_overridden is not None:
            words += f" They said {self.tier_when_overridden.value} then: look again."
        return words

    def call_on(self, exclusion: Exclusion) -> ExclusionCall | None:
        """What the pharmacist said of an exclusion, or None."""
        return next((c for c in self.calls if _same(c, exclusion)), None)

    @property
    def left_out(self) -> bool:
        """Whether something excludes the person, and the pharmacist has said so of all that does."""
        called = all(self.call_on(each) is not None for each in self.exclusions)
        return bool(self.exclusions) and called and not self.to_check

    @property
    def current(self) -> tuple[Line, ...]:
        """The lines that count: the latest issue of each product, and every line that could not be read."""
        return self.assessment.regimen.current

    @property
    def circumstance(self) -> Circumstance:
        """What conditions in the review ask about: the tier, the classes and forms on the list."""
        takes: set[str] = set()
        unread = any(isinstance(line, UnreadLine) and line.product is None for line in self.current)
        for line in self.current:
            if isinstance(line, MedicationLine | UnreadLine) and line.product is not None:
                takes.add(line.product.form.value)
                if line.product.medicine_class is not None:
                    takes.add(line.product.medicine_class.value)
        return Circumstance(tier=self.tier, takes=tuple(sorted(takes)), unread=unread)


def assessed(
    case: Case,
    read_row: Callable[[ExportRow], Line],
    factors: FactorTable,
    book: RuleBook,
    today: date,
) -> Assessed:
    """Read and assess one case, and hear what the pharmacist said of it.

    It is judged on the date of its search, or today without one, with the totals of earlier searches.
    """
    lines = tuple(read_row(row) for row in case.rows)
    as_of = today if case.origin is None else case.origin.as_of
    found = assess(lines, case.patient, factors, book, as_of, case.seen)
    calls = case.exclusion_calls
    every = (*found.exclusions, *found.to_check)
    by_hand = _standing_alone(calls, every, book)
    said = [(e, next((c for c in calls if _same(c, e)), None)) for e in (*every, *by_hand)]
    due = [e for e, call in said if call is not None and call.is_due(today)]
    kept = [e for e, call in said if e not in due and (e.sure if call is None else call.stands)]
    return Assessed(
        lines=lines,
        assessment=found,
        override=case.tier_override,
        tier_when_overridden=_tier_before(case),
        exclusions=tuple(kept),
        to_check=(*(e for e, call in said if call is None and not e.sure), *due),
        lifted=tuple(Lifted(exclusion=e, call=c) for e, c in said if c is not None and not c.stands),
        calls=calls,
    )


def _same(call: ExclusionCall, exclusion: Exclusion) -> bool:
    return (call.code, call.because) == (exclusion.code, exclusion.because)


def _standing_alone(
    calls: Sequence[ExclusionCall], found: Sequence[Exclusion], book: RuleBook
) -> list[Exclusion]:
    """Exclusions that the pharmacist said stand and that no entry of the record gives, or gives any more."""
    names = names_of(book.terms)
    return [
        Exclusion(code=c.code, what=names.get(c.code, CALLED), because=c.because)
        for c in calls
        if c.stands and not any(_same(c, e) for e in found)
    ]


def _tier_before(case: Case) -> Tier | None:
    """The rules' tier at the last search on or before the day of the override."""
    said = case.tier_override
    if said is None:
        return None
    before = [s for s in case.seen if s.as_of <= said.at.date()]
    return Tier(max(before, key=lambda s: s.as_of).tier) if before else None


def medicine_name(line: Line) -> str:
    """The name of a line's medicine as the record words it."""
    return " ".join(line.row.name.split())


def is_sedating_or_opioid(line: Line) -> bool:
    """True for a line of one of the four classes, and for one that may be."""
    return not isinstance(line, OtherLine)
