"""Lines to tier on one page: the bands, what is missing, and the reasons."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from pharmreview.domain.assessment import assess
from pharmreview.domain.lines.row import ExportRow
from pharmreview.domain.medicines.product import MedicineClass, Release, Route
from pharmreview.domain.patient import CodedTerm, Patient
from pharmreview.domain.quantity.unit import Unit
from pharmreview.domain.risk.finding import Tier
from pharmreview.reference.judging.equivalence_table import load_factor_tables
from pharmreview.reference.judging.risk_table import load_rule_book
from pharmreview.reference.tables import load_tables
from tests.medicine_lines import AS_OF, line, patch, product, taken, unread

TABLES = load_factor_tables()
BOOK = load_rule_book()
SIXTY = Patient(born=date(1966, 1, 1))
EIGHTY = Patient(born=date(1946, 1, 1))


def judged(*lines, patient=SIXTY, as_of=AS_OF, table="FPM_2020"):
    named = [
        x.model_copy(update={"row": replace(x.row, name=f"{x.row.name} {at}", row=at)})
        for at, x in enumerate(lines)
    ]
    return assess(named, patient, TABLES[table], BOOK, as_of)


def opioid(medicine="morphine", a_day="2", **about):
    return line(product(medicine, "10", **about), taken(a_day))


def of_class(medicine_class, medicine="other", strength="5", a_day="1"):
    return line(product(medicine, strength, medicine_class=medicine_class), taken(a_day))


PREGABALIN = of_class(MedicineClass.GABAPENTINOID, "pregabalin", "75", "2")
DIAZEPAM = of_class(MedicineClass.BENZODIAZEPINE, "diazepam")
ZOPICLONE = of_class(MedicineClass.Z_DRUG, "zopiclone")


def codes(found):
    return {f.code for f in found.findings}


@pytest.mark.parametrize(
    ("a_day", "tier"), [("4", Tier.LOW), ("5", Tier.MEDIUM), ("8.9", Tier.MEDIUM), ("9", Tier.HIGH)]
)
def test_that_the_dose_sets_the_tier_at_or_above_its_lines(a_day, tier):
    assert judged(opioid(a_day=a_day)).tier.tier is tier


def test_that_a_patch_of_exactly_ninety_is_high():
    found = judged(line(patch("fentanyl", "37.5"), taken("1")))
    assert found.ome.high.milligrams == 90
    assert found.tier.tier is Tier.HIGH


def test_that_the_high_dose_line_follows_the_date():
    hundred = opioid(a_day="10")
    assert judged(hundred).high_dose_line.milligrams == 90
    older = judged(hundred.model_copy(), as_of=date(2025, 6, 1))
    assert older.high_dose_line.milligrams == 120
    assert older.tier.tier is Tier.MEDIUM


def test_that_three_hundred_is_for_a_specialist():
    assert judged(opioid(a_day="30")).tier.tier is Tier.REFER


@pytest.mark.parametrize(
    ("others", "tier", "code"),
    [
        ((PREGABALIN,), Tier.MEDIUM, "opioid-gabapentinoid"),
        ((ZOPICLONE,), Tier.MEDIUM, "opioid-z-drug"),
        ((DIAZEPAM,), Tier.HIGH, "opioid-benzodiazepine"),
        ((PREGABALIN, ZOPICLONE), Tier.HIGH, "opioid-gabapentinoid-sedative"),
        (
            (of_class(MedicineClass.GABAPENTINOID, "pregabalin", "150", "3"),),
            Tier.HIGH,
            "pregabalin-over-300",
        ),
    ],
)
def test_that_sedatives_beside_an_opioid_raise_the_tier(others, tier, code):
    found = judged(opioid(), *others)
    assert found.tier.tier is tier
    assert code in {f.code for f in found.tier.reasons}


def test_that_sedatives_without_an_opioid_do_not():
    assert judged(PREGABALIN, DIAZEPAM).tier.tier is Tier.LOW


def test_that_a_sedative_whose_dosage_is_unread_still_counts_as_taken():
    diazepam = unread(might_be_opioid=False, medicine_class=MedicineClass.BENZODIAZEPINE)
    assert judged(opioid(), diazepam).tier.tier is Tier.HIGH


def test_that_breathing_disease_with_a_sedative_is_high():
    patient = SIXTY.model_copy(update={"terms": (CodedTerm(term="Chronic obstructive pulmonary disease"),)})
    assert judged(opioid(), ZOPICLONE, patient=patient).tier.tier is Tier.HIGH
    assert judged(opioid(), patient=patient).tier.tier is Tier.LOW


@pytest.mark.parametrize(("born", "high"), [(date(1951, 11, 20), False), (date(1950, 11, 20), True)])
def test_that_older_means_over_seventy_five(born, high):
    worn = [line(patch("fentanyl", "25"), taken("1")), line(patch("fentanyl", "12"), taken("1"))]
    found = judged(*worn, patient=Patient(born=born))
    assert ("older-fentanyl" in codes(found)) is high


def test_that_an_older_person_on_a_strong_opioid_is_medium_and_on_a_weak_one_low():
    assert judged(opioid(), patient=EIGHTY).tier.tier is Tier.MEDIUM
    assert judged(opioid("codeine"), patient=EIGHTY).tier.tier is Tier.LOW


def test_that_two_regular_opioids_are_medium_and_one_as_needed_is_not():
    assert judged(opioid(), opioid("codeine")).tier.tier is Tier.MEDIUM
    needed = line(product("codeine"), taken("2", as_needed=True))
    assert judged(opioid(), needed).tier.tier is Tier.LOW
    partly = needed.directions.model_copy(update={"regular": Decimal(1)})
    assert judged(opioid(), line(needed.product, partly)).tier.tier is Tier.MEDIUM


def test_that_modified_release_with_a_daily_short_acting_is_medium():
    assert "modified-with-short-acting" in codes(judged(opioid(release=Release.MODIFIED), opioid()))


def test_that_a_dose_that_rose_by_half_in_three_months_is_high():
    def issue(day, a_day):
        return line(product(), taken(a_day), issued=day, directions=f"{a_day} a day")

    risen = [issue(date(2026, 9, 1), "2"), issue(date(2026, 11, 1), "3")]
    assert assess(risen, SIXTY, TABLES["FPM_2020"], BOOK, AS_OF).tier.tier is Tier.HIGH
    slowly = [issue(date(2026, 7, 1), "2"), issue(date(2026, 11, 1), "3")]
    assert assess(slowly, SIXTY, TABLES["FPM_2020"], BOOK, AS_OF).tier.tier is Tier.LOW
    fallen = [issue(date(2026, 9, 1), "3"), issue(date(2026, 11, 1), "2")]
    assert assess(fallen, SIXTY, TABLES["FPM_2020"], BOOK, AS_OF).tier.tier is Tier.LOW


def test_that_methadone_is_referred_and_its_total_is_a_floor():
    found = judged(opioid("methadone"))
    assert found.tier.tier is Tier.REFER
    assert not found.ome.complete


def test_that_methadone_is_referred_even_when_its_dosage_is_unread():
    assert (
        judged(unread(of=product("methadone"), medicine_class=MedicineClass.OPIOID)).tier.tier is Tier.REFER
    )


def test_that_buprenorphine_for_dependence_is_referred_and_for_pain_is_not():
    def tablet(micrograms):
        return line(product("buprenorphine", micrograms, Unit.MICROGRAM, route=Route.SUBLINGUAL), taken("1"))

    assert judged(tablet("2000")).tier.tier is Tier.REFER
    assert judged(tablet("400")).tier.tier is Tier.INCOMPLETE


def test_that_what_is_missing_never_counts_as_low_or_medium():
    assert judged(unread()).tier.tier is Tier.INCOMPLETE
    assert judged(opioid(a_day="6"), unread()).tier.tier is Tier.INCOMPLETE
    assert judged(opioid(a_day="9"), unread()).tier.tier is Tier.HIGH


def test_that_a_missing_date_of_birth_leaves_a_strong_opioid_untold():
    found = judged(opioid(), patient=Patient())
    assert found.tier.tier is Tier.INCOMPLETE
    assert "date of birth" in found.tier.reasons[0].because
    assert judged(opioid("codeine"), patient=Patient()).tier.tier is Tier.LOW


def test_that_an_age_in_the_file_stands_in_for_a_date_of_birth():
    assert judged(opioid(), patient=Patient(facts={"age": "81"})).tier.tier is Tier.MEDIUM
    young = judged(opioid(), patient=Patient(facts={"age": "15"}))
    assert [(e.code, e.because) for e in young.exclusions] == [("EXC3", "Age 15")]
    assert judged(opioid(), patient=Patient(facts={"age": "18"})).exclusions == ()


def test_that_every_reason_says_why_and_whence():
    for reason in judged(opioid(a_day="9"), PREGABALIN, DIAZEPAM).tier.reasons:
        assert reason.because
        assert reason.source


def test_that_a_comparison_table_says_so():
    assert "comparison-table" in codes(judged(opioid(), table="CDC_2022"))
    assert "comparison-table" not in codes(judged(opioid()))


def test_that_a_sure_exclusion_and_one_to_check_stand_apart():
    terms = (CodedTerm(term="Palliative care"), CodedTerm(term="H/O: breast cancer"))
    found = judged(opioid(), patient=SIXTY.model_copy(update={"terms": terms}))
    assert [e.code for e in found.exclusions] == ["EXC2"]
    assert [e.code for e in found.to_check] == ["EXC1"]


def test_that_a_line_that_is_set_aside_adds_nothing():
    stale = line(product(strength="100"), taken("4"), issued=date(2026, 1, 1))
    assert judged(stale).ome.high.milligrams == Decimal(0)


@pytest.mark.parametrize(("a_day", "total"), [("4", 60), ("2", 40)])
def test_that_one_product_under_two_names_is_counted_twice_and_said(a_day, total):
    found = judged(opioid(a_day="2"), opioid(a_day=a_day))
    assert found.ome.high.milligrams == total
    assert found.ome.complete
    (twice,) = [f for f in found.findings if f.code == "same-medicine-twice"]
    assert twice.because.endswith("both are counted, and it may be one line twice")


@pytest.mark.parametrize("first", [0, 1])
def test_that_a_brand_beside_the_same_product_by_its_own_name_is_said_whichever_comes_first(first):
    names = ("MST Continus 10mg tablets", "Morphine sulfate 10mg modified-release tablets")
    reader = load_tables()
    rows = [ExportRow(at, name, "one bd") for at, name in enumerate((names[first], names[1 - first]))]
    found = judged(*(reader.read_row(row) for row in rows))
    assert "same-medicine-twice" in codes(found)
    assert found.ome.high.milligrams == 40
