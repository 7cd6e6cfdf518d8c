"""The spine: lines to regimen to OME to findings to tier, on one page.

A person is judged once. `judge` gives the lean answer for everyone on a list, `assess` the words and the
working of that same judgement for the one who is looked at.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from pharmreview.domain.lines.line import Line, Said, said_by
from pharmreview.domain.lines.row import ExportRow
from pharmreview.domain.ome.equivalence import OmeTotal, equivalence
from pharmreview.domain.ome.factor import FactorTable
from pharmreview.domain.patient import Patient, Recorded
from pharmreview.domain.regimen.regimen import Regimen, ended_of, regimen_from, under_another_name
from pharmreview.domain.risk.at_once.listed import Listed
from pharmreview.domain.risk.at_once.many import Many
from pharmreview.domain.risk.bench import Bench
from pharmreview.domain.risk.exclusions import Reason, exclusion, reasons_for
from pharmreview.domain.risk.facts import Facts, Seen
from pharmreview.domain.risk.finding import Exclusion, Finding, Tier, TierResult
from pharmreview.domain.risk.rule import DatedLine, RuleBook
from pharmreview.domain.risk.rules import Answer, Rules, finding
from pharmreview.domain.risk.tier import reasons_of
from pharmreview.domain.value import Value

TWICE = "same-medicine-twice"
"""The finding of a product that counts under two names."""


class Judged(NamedTuple):
    """What a person amounts to, without the words: cheap enough for everyone on a list.

    Totals are milligrams of oral morphine a day by one table, as `OmeTotal` counts them. `answer` is which
    rules hold, `excluded` and `to_check` are exclusion codes. `cohort` is a COH code, or None where the file
    cannot tell. `whys` says of each row None where it counts, else why not.
    """

    tier: Tier
    ome_low: Decimal
    ome_high: Decimal
    ome_regular_high: Decimal
    complete: bool
    answer: Answer
    excluded: tuple[str, ...]
    to_check: tuple[str, ...]
    cohort: str | None
    whys: tuple[str | None, ...]

    @property
    def holding(self) -> tuple[str, ...]:
        """The ids of the rules that hold, as they were declared."""
        return self.answer.ids_of(self.answer.holding)

    @property
    def untold(self) -> tuple[str, ...]:
        """The ids of the rules that cannot be told for want of a fact."""
        return self.answer.ids_of(self.answer.untold)


class Assessment(Value):
    """What a person takes, how much it adds up to, and how worried to be, with every reason.

    `exclusions` are sure; `to_check` are entries that might exclude and that a person must look at.
    `cohort` is a COH code, or None where the file cannot tell.
    """

    as_of: date
    regimen: Regimen
    ome: OmeTotal
    findings: tuple[Finding, ...]
    exclusions: tuple[Exclusion, ...]
    to_check: tuple[Exclusion, ...]
    tier: TierResult
    high_dose_line: DatedLine
    rules: str
    untold: tuple[str, ...] = ()
    """Ids of rules that cannot be told for want of a fact."""
    cohort: str | None = None


class _Rows(NamedTuple):
    rows: Sequence[ExportRow]


class Judge:
    """Judges people on one day, by one equivalence table and one book of rules. Keep it for a whole list."""

    def __init__(self, factors: FactorTable, book: RuleBook, as_of: date) -> None:
        self._rules = _ready(book)
        self.bench = Bench(factors, book, as_of, self._rules.index)

    def judge(
        self,
        rows: Sequence[ExportRow],
        saids: Sequence[Said],
        patient: Recorded,
        seen: Sequence[Seen] = (),
    ) -> Judged:
        """The lean judgement of one person by their rows and what each says."""
        facts = self._facts(rows, saids, patient, seen)
        return _judged(facts, self._rules.of(facts))

    def judge_all(self, people: Listed) -> list[Judged]:
        """The same of many, in their order: what they say was heard once for all alike."""
        judged: list[Judged | None] = [None] * len(people.lengths)
        for each, places, alike in people.alike():
            for at, one in zip(places, self._side_by_side(each, alike), strict=True):
                judged[at] = one
        everyone = enumerate(zip(judged, people.rows, strict=True))
        return [one or self._alone(people, at, rows) for at, (one, rows) in everyone]

    def _alone(self, people: Listed, at: int, rows: slice) -> Judged:
        written, patient = people.written[at], people.patients[at]
        issued, ended = people.issued[rows], people.ended.get(at, {})
        facts = Facts(self.bench, written, people.heard[rows], issued, patient, ended=ended)
        return _judged(facts, self._rules.of(facts))

    def _side_by_side(self, each: int, people: Listed) -> list[Judged | None]:
        """Those with as many rows each; None of whom has to be looked at alone."""
        many = Many(self.bench, each, people)
        answers = self._rules.of_many(many.masks)
        columns = (many.alone, answers, many.masks, many.reasons, many.cohorts, many.whys)
        missing = self.bench.missing
        return [
            None
            if alone or answer is None
            else Judged(
                answer.tier_of_a_floor if mask & missing else answer.tier,
                low,
                high,
                regular_high,
                not mask & missing,
                answer,
                sure,
                to_check,
                cohort,
                whys,
            )
            for low, high, regular_high, alone, answer, mask, (sure, to_check), cohort, whys in zip(
                *many.totals, *columns, strict=True
            )
        ]

    def _facts(
        self, rows: Sequence[ExportRow], saids: Sequence[Said], patient: Recorded, seen: Sequence[Seen]
    ) -> Facts:
        bench, issued = self.bench, [row.issued for row in rows]
        together = zip(rows, saids, strict=True)
        heard = [
            bench.heard(said.key, said.meaning, said.repaired, bench.beside_bits[row.name])
            for row, said in together
        ]
        return Facts(self.bench, _Rows(rows), heard, issued, patient, seen, ended_of(rows))

    def assess(self, lines: Sequence[Line], patient: Patient, seen: Sequence[Seen] = ()) -> Assessment:
        """The same judgement with its words and working."""
        rows, saids = [line.row for line in lines], [said_by(line) for line in lines]
        facts = self._facts(rows, saids, patient, seen)
        answer = self._rules.of(facts)
        judged = _judged(facts, answer)
        untold = self._rules.untold(answer, facts)
        bench = self.bench
        regimen = regimen_from(lines, facts.standing, bench.as_of)
        ome = equivalence(regimen, bench.factors)
        findings = [finding(asked, facts) for asked in self._rules.holding(answer)]
        if bench.factors.comparison_only:
            findings.append(_comparison(bench.factors))
        findings += [_twice(rows[at].name) for at in under_another_name(facts.heard, facts.standing.whys)]
        names = facts.names
        exclusions = [exclusion(reason, facts.age, names) for reason in _reasons(facts)]
        return Assessment(
            as_of=bench.as_of,
            regimen=regimen,
            ome=ome,
            findings=tuple(findings),
            exclusions=tuple(e for e in exclusions if e.sure),
            to_check=tuple(e for e in exclusions if not e.sure),
            tier=TierResult(tier=judged.tier, reasons=reasons_of(judged.tier, ome, findings, untold)),
            high_dose_line=bench.high_dose_line,
            rules=bench.book.id,
            untold=judged.untold,
            cohort=judged.cohort,
        )


def judge(
    lines: Sequence[Line],
    patient: Patient,
    factors: FactorTable,
    book: RuleBook,
    as_of: date,
    seen: Sequence[Seen] = (),
) -> Judged:
    """Judge one person on a date; for a whole list keep a `Judge`, which is many times faster."""
    rows, saids = [line.row for line in lines], [said_by(line) for line in lines]
    return Judge(factors, book, as_of).judge(rows, saids, patient, seen)


def assess(
    lines: Sequence[Line],
    patient: Patient,
    factors: FactorTable,
    book: RuleBook,
    as_of: date,
    seen: Sequence[Seen] = (),
) -> Assessment:
    """Assess one person on a date, by one equivalence table and one book of rules.

    `seen` are the totals of earlier searches, by which a rise and a long course are known.
    """
    return Judge(factors, book, as_of).assess(lines, patient, seen)


def _judged(facts: Facts, answer: Answer) -> Judged:
    excluded, to_check = facts.bench.reasons_of(facts.patient, facts.mask, facts.age, facts.excluding)
    return Judged(
        answer.tier if facts.complete else answer.tier_of_a_floor,
        facts.low,
        facts.high,
        facts.regular_high,
        facts.complete,
        answer,
        excluded,
        to_check,
        facts.cohort,
        tuple(facts.standing.whys),
    )


def _reasons(facts: Facts) -> Sequence[Reason]:
    if not facts.is_young and not facts.excluding:
        return ()
    book = facts.bench.book.terms
    return reasons_for(facts.terms, book, facts.age, lambda each: facts.has(("class", each)))


def _comparison(factors: FactorTable) -> Finding:
    return Finding(
        code="comparison-table",
        what="The total is for comparison only",
        because=f"{factors.id} is not a British clinical table",
        tier=None,
        source=factors.source,
    )


def _twice(name: str) -> Finding:
    return Finding(
        code=TWICE,
        what="The same medicine twice",
        because=f"{name} stands under another name as well; both are counted, and it may be one line twice",
        tier=None,
        source="How we read and count",
    )


_READY: dict[tuple[int, ...], tuple[RuleBook, Rules]] = {}
_MOST_READY = 8


def _ready(book: RuleBook) -> Rules:
    """The rules of a book made ready once: books that differ in their settings alone share them."""
    # By identity: a book is long, and comparing one by value would cost more than judging somebody by it.
    parts = (book.rules, book.terms, book.groups)
    key = tuple(id(part) for part in parts)
    known = _READY.get(key)
    if known is None:
        if len(_READY) >= _MOST_READY:
            _READY.clear()
        known = _READY[key] = (book, Rules(book))
    return known[1]
