"""Laws of judging: nothing lost, nothing that should not matter matters, and lean agrees with words."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pharmreview.domain.assessment import Judge
from pharmreview.domain.lines.row import Columns, ExportFile, ExportPerson, ExportRow, Stretch
from pharmreview.domain.patient import CodedTerm, Patient, born_by
from pharmreview.domain.regimen.regimen import ended_of
from pharmreview.domain.risk.at_once.hearing import Hearing
from pharmreview.domain.risk.at_once.listed import Listed
from pharmreview.domain.risk.finding import Tier
from pharmreview.intake import reader
from pharmreview.reference.tables import load_tables
from pharmreview.services.intake import Intake
from tests.medicine_lines import AS_OF

TABLES = load_tables()
JUDGE = Judge(TABLES.factors, TABLES.rules, AS_OF)
READ = TABLES.reader()
RANK = {Tier.LOW: 0, Tier.INCOMPLETE: 1, Tier.MEDIUM: 1, Tier.HIGH: 2, Tier.REFER: 3}

NAMES = (
    "Morphine sulfate 30mg modified-release tablets",
    "Morphine sulfate 10mg/5ml oral solution",
    "Zomorph 60mg capsules",
    "Codeine 30mg tablets",
    "Tramadol 50mg capsules",
    "Oxycodone 10mg capsules",
    "Fentanyl 25micrograms/hour transdermal patches",
    "Butec 10micrograms/hour transdermal patches",
    "Methadone 1mg/ml oral solution",
    "Pregabalin 150mg capsules",
    "Gabapentin 300mg capsules",
    "Diazepam 5mg tablets",
    "Zopiclone 7.5mg tablets",
    "Sertraline 50mg tablets",
    "Promethazine 25mg tablets",
    "Senna 7.5mg tablets",
    "Quortilan 30mg tablets",
    "",
)
SAID = (
    "ONE TWICE A DAY",
    "Take TWO three times a day",
    "1-2 qds prn",
    "2 qds prn",
    "5ml every 4 hours when required",
    "Apply one patch every 72 hours",
    "up to 4 a day",
    "ONE EVERY 7 HOURS",
    "as directed",
    "",
)
TERMS = (
    "Palliative care",
    "H/O: breast cancer",
    "Chronic obstructive pulmonary disease",
    "Falls",
    "Epilepsy",
    "Overdose of drug",
    "Deliberate self-harm",
    "Pregnant",
    "Hypertension",
)
days = st.none() | st.integers(0, 400).map(lambda back: AS_OF - timedelta(days=back))


@st.composite
def rows(draw):
    name, said, issued = draw(st.sampled_from(NAMES)), draw(st.sampled_from(SAID)), draw(days)
    quantity, ended = draw(st.sampled_from(("56", "500 ml"))), draw(st.none() | days)
    return ExportRow(row=2, name=name, directions=said, quantity=quantity, issued=issued, ended=ended)


birthdays = st.builds(
    lambda years, days: born_by(years, AS_OF) + timedelta(days=days), st.integers(0, 90), st.integers(-1, 1)
)


@st.composite
def people(draw):
    terms = draw(st.lists(st.sampled_from(TERMS), max_size=3))
    noted = draw(days)
    born = draw(st.none() | st.dates(date(1930, 1, 1), date(2012, 1, 1)) | birthdays)
    told = draw(st.dictionaries(st.sampled_from(("falls", "pregnant")), st.sampled_from(("yes", "no"))))
    return Patient(born=born, terms=tuple(CodedTerm(term=t, noted=noted) for t in terms), facts=told)


some_rows = st.lists(rows(), max_size=7)


def judged(given_rows, patient):
    return JUDGE.judge(given_rows, [READ(row.name).said(row.directions) for row in given_rows], patient)


def figures(found):
    """All that must not hang on how the rows are written or ordered."""
    return found._replace(whys=())


@given(some_rows, people())
def test_that_the_lean_judgement_is_that_of_the_words(given_rows, patient):
    lean = judged(given_rows, patient)
    said = JUDGE.assess([READ(r.name).said(r.directions).on(r) for r in given_rows], patient)
    ome = said.ome
    totals = (ome.low.milligrams, ome.high.milligrams, ome.regular_high.milligrams, ome.complete)
    assert totals == (lean.ome_low, lean.ome_high, lean.ome_regular_high, lean.complete)
    assert (said.tier.tier, said.cohort, said.untold) == (lean.tier, lean.cohort, lean.untold)
    assert tuple(f.code for f in said.findings) == lean.holding
    assert tuple(e.code for e in said.exclusions) == lean.excluded
    assert tuple(e.code for e in said.to_check) == lean.to_check
    assert tuple(e.why for e in said.regimen.entries) == lean.whys
    assert said.tier.reasons or said.tier.tier is Tier.LOW
    assert all(f.because and f.source for f in (*said.findings, *said.tier.reasons))


@given(some_rows, people(), st.randoms())
def test_that_the_order_of_rows_changes_nothing(given_rows, patient, chance):
    shuffled = list(given_rows)
    chance.shuffle(shuffled)
    assert figures(judged(shuffled, patient)) == figures(judged(given_rows, patient))


@given(some_rows, people(), st.sampled_from((str.upper, str.lower, str.title)))
def test_that_letter_case_and_spacing_change_nothing(given_rows, patient, fold):
    def anyhow(words):
        return f" {fold(words)} ".replace(" ", "  ")

    rewritten = [replace(r, name=anyhow(r.name), directions=anyhow(r.directions)) for r in given_rows]
    assert figures(judged(rewritten, patient)) == figures(judged(given_rows, patient))


@given(st.data(), some_rows, people())
def test_that_the_supplier_changes_nothing(data, given_rows, patient):
    suppliers = st.sampled_from(("", " (Teva UK Ltd)", " (Alliance Healthcare (Distribution) Ltd)"))
    supplied = [replace(r, name=f"{r.name}{data.draw(suppliers)}") if r.name else r for r in given_rows]
    assert figures(judged(supplied, patient)) == figures(judged(given_rows, patient))


@given(some_rows, people(), st.sampled_from(NAMES[:-1]), st.sampled_from(SAID))
def test_that_one_more_medicine_lowers_neither_total_nor_tier(given_rows, patient, name, said):
    others = [row for row in given_rows if row.name != name]
    before = judged(others, patient)
    after = judged([*others, ExportRow(row=9, name=name, directions=said, issued=AS_OF)], patient)
    assert before.ome_low <= after.ome_low
    assert before.ome_high <= after.ome_high
    assert before.ome_regular_high <= after.ome_regular_high
    assert RANK[before.tier] <= RANK[after.tier]
    assert set(before.holding) - {"dose-50"} <= set(after.holding)


def preview_of(*persons):
    file = ExportFile(
        file_name="search.csv",
        digest="",
        layout="generic",
        run_on=None,
        rows=sum(len(one.rows) for one in persons),
        people=persons,
    )
    return Intake(reader, TABLES, None).preview_of(file, as_of=AS_OF)


@given(st.lists(some_rows, max_size=4), people())
def test_that_every_row_is_read_or_other_or_unread(several, patient):
    preview = preview_of(*(ExportPerson(patient=patient, rows=tuple(r), first_row=2) for r in several))
    counts = preview.counts
    assert counts.rows == counts.lines == counts.read + counts.other + counts.unread
    for one in preview.people:
        assert len(one.entries) == len(one.person.rows)
        assert one.entries == one.assessment.regimen.entries


@given(some_rows, some_rows, people(), st.randoms())
def test_that_rows_kept_by_column_are_the_rows_and_are_judged_alike(first, second, patient, chance):
    owners = [(0, row) for row in first] + [(1, row) for row in second]
    chance.shuffle(owners)
    mine, theirs = ([row for owner, row in owners if owner == one] for one in (0, 1))
    places = sorted(range(len(owners)), key=lambda at: owners[at][0])
    columns = Columns.of(row for _, row in owners).in_order(places)
    parts = (Stretch(columns, 0, len(mine)), Stretch(columns, len(mine), len(owners)))
    lazy = [ExportPerson(patient, part, first_row=2) for part in parts]
    own = [ExportPerson(patient, tuple(rows), first_row=2) for rows in (mine, theirs)]
    read = preview_of(*own)
    assert lazy == own
    assert preview_of(*lazy).people == read.people
    assert [one.judged for one in read.people] == [judged(one.rows, patient) for one in own]


side_by_side = st.integers(1, 4).flatmap(
    lambda each: st.lists(
        st.tuples(st.lists(rows(), min_size=each, max_size=each), people()), min_size=4, max_size=8
    )
)


@given(side_by_side, st.lists(st.tuples(some_rows, people()), max_size=4), st.randoms())
def test_that_many_side_by_side_are_judged_as_each_of_them_is_alone(alike, others, chance):
    alone = [(tuple(their_rows), patient) for their_rows, patient in (*alike, *others)]
    chance.shuffle(alone)
    every = [row for their_rows, _ in alone for row in their_rows]
    listed = Listed(
        [ExportPerson(patient, their_rows, first_row=2) for their_rows, patient in alone],
        [len(their_rows) for their_rows, _ in alone],
        [patient for _, patient in alone],
        Hearing(JUDGE.bench, READ).of([row.name for row in every], [row.directions for row in every]),
        [row.directions for row in every],
        [row.issued for row in every],
        {at: held for at, (their_rows, _) in enumerate(alone) if (held := ended_of(their_rows))},
    )
    assert JUDGE.judge_all(listed) == [judged(*one) for one in alone]


@given(some_rows, people())
def test_that_what_is_missing_never_counts_as_low(given_rows, patient):
    found = judged(given_rows, patient)
    assert found.complete or found.tier is not Tier.LOW
