"""Regimen and factors to OME: every trap that the tables' notes name, then the laws."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pharmreview.domain.lines.directions import read_directions
from pharmreview.domain.lines.statements.units import in_units
from pharmreview.domain.medicines.product import Form, MedicineClass, Route
from pharmreview.domain.ome.equivalence import (
    LineOme,
    NotConverted,
    dose_for,
    equivalence,
    line_ome,
    ome_of,
    total_of,
)
from pharmreview.domain.ome.factor import Basis
from pharmreview.domain.ome.lookup import find_factor
from pharmreview.domain.quantity.unit import Unit
from pharmreview.domain.regimen.regimen import regimen_of
from pharmreview.reference.judging.equivalence_table import load_factor_tables
from tests.medicine_lines import AS_OF, line, other, patch, product, taken, unread

TABLES = load_factor_tables()
FPM = TABLES["FPM_2020"]


def worth(of, directions, table=FPM):
    found = line_ome(line(of, directions), table)
    return str(found.high.milligrams.normalize()) if isinstance(found, LineOme) else None


def same(text, expected):
    return text is not None and Decimal(text) == Decimal(expected)


@pytest.mark.parametrize(
    ("medicine", "strength", "a_day", "expected"),
    [
        ("morphine", "10", "6", "60"),
        ("codeine", "30", "8", "24"),
        ("dihydrocodeine", "60", "3", "18"),
        ("tramadol", "50", "8", "40"),
        ("oxycodone", "40", "2", "120"),
        ("tapentadol", "250", "2", "200"),
        ("hydromorphone", "2", "1", "10"),
    ],
)
def test_that_an_oral_opioid_counts_by_its_milligrams(medicine, strength, a_day, expected):
    assert same(worth(product(medicine, strength), taken(a_day)), expected)


@pytest.mark.parametrize(
    ("medicine", "label", "expected"),
    [
        ("fentanyl", "12", "30"),
        ("fentanyl", "12.5", "30"),
        ("fentanyl", "25", "60"),
        ("fentanyl", "37.5", "90"),
        ("fentanyl", "100", "240"),
        ("buprenorphine", "5", "12"),
        ("buprenorphine", "15", "36"),
        ("buprenorphine", "25", "60"),
        ("buprenorphine", "30", "72"),
        ("buprenorphine", "40", "96"),
        ("buprenorphine", "35", "84"),
        ("buprenorphine", "52.5", "126"),
        ("buprenorphine", "70", "168"),
    ],
)
def test_that_a_patch_counts_by_its_strength(medicine, label, expected):
    assert same(worth(patch(medicine, label), taken("1", unit=Unit.PATCH)), expected)


def test_that_patches_worn_together_add_up():
    assert same(worth(patch("buprenorphine", "10"), taken("2")), "48")


def test_that_a_strength_without_a_row_takes_the_rate_and_twelve_counts_as_twelve_and_a_half():
    bare = FPM.model_copy(update={"factors": tuple(f for f in FPM.factors if f.strength is None)})
    assert same(worth(patch("fentanyl", "12"), taken("1"), bare), "30")
    assert same(worth(patch("fentanyl", "62"), taken("1")), "148.8")


def test_that_another_table_prints_its_own_figure_for_twelve():
    assert same(worth(patch("fentanyl", "12"), taken("1"), TABLES["OPENPRESCRIBING_2026"]), "28.8")
    assert same(worth(patch("fentanyl", "12"), taken("1"), TABLES["ANZCA_2021"]), "36")


@pytest.mark.parametrize("table", list(TABLES))
def test_that_methadone_is_never_converted_by_any_table(table):
    assert worth(product("methadone", "5"), taken("2"), TABLES[table]) is None


def test_that_a_methadone_figure_is_kept_to_compare_with():
    row = next(f for f in TABLES["CDC_2022"].factors if f.medicine == "methadone")
    assert row.factor == Decimal("4.7")


@pytest.mark.parametrize("medicine", ["pethidine", "meptazinol", "pentazocine", "dipipanone"])
def test_that_a_medicine_without_a_figure_is_not_converted(medicine):
    found = line_ome(line(product(medicine, "50"), taken("4")), FPM)
    assert isinstance(found, NotConverted)
    assert found.why.startswith("Opioids Aware, 2020: no figure for")


@pytest.mark.parametrize(
    ("form", "route"),
    [
        (Form.INJECTION, Route.INJECTED),
        (Form.SUPPOSITORY, Route.RECTAL),
        (Form.NASAL_SPRAY, Route.NASAL),
        (Form.TABLET, Route.BUCCAL),
        (Form.OTHER, Route.OTHER),
    ],
)
def test_that_a_route_the_table_does_not_name_is_not_converted(form, route):
    assert worth(product("morphine", "10", form=form, route=route), taken("2")) is None


def test_that_sublingual_buprenorphine_is_not_converted_by_the_default_table():
    tablet = product("buprenorphine", "200", Unit.MICROGRAM, route=Route.SUBLINGUAL)
    assert worth(tablet, taken("3")) is None


def test_that_sublingual_buprenorphine_counts_per_milligram_and_not_per_microgram():
    tablet = product("buprenorphine", "200", Unit.MICROGRAM, route=Route.SUBLINGUAL)
    assert same(worth(tablet, taken("3"), TABLES["OPENPRESCRIBING_2026"]), "36")
    assert same(worth(tablet, taken("3"), TABLES["ANZCA_2021"]), "24")


def test_that_a_patch_without_a_figure_is_not_zero():
    total = total_of([line(patch("buprenorphine", "10"), taken("1"))], TABLES["CDC_2022"])
    assert not total.complete
    assert [n.name for n in total.not_converted] == [line().row.name]


def test_that_a_combination_counts_by_its_opioid_alone():
    assert same(worth(product("codeine", "8", beside=("paracetamol",)), taken("8")), "6.4")
    assert same(worth(product("dihydrocodeine", "7.46", beside=("paracetamol",)), taken("6")), "4.476")
    assert same(worth(product("oxycodone", "10", beside=("naloxone",)), taken("2")), "30")
    assert same(worth(product("tramadol", "37.5", beside=("paracetamol",)), taken("8")), "30")


def test_that_co_proxamol_follows_its_own_row():
    tablet = product("dextropropoxyphene", "32.5", beside=("paracetamol",))
    assert worth(tablet, taken("8")) is None
    assert same(worth(tablet, taken("8"), TABLES["OPENPRESCRIBING_2026"]), "26")


def test_that_a_combination_without_a_figure_does_not_borrow_its_ingredient():
    tablet = product("dihydrocodeine", "10", beside=("paracetamol",))
    assert worth(tablet, taken("8"), TABLES["CDC_2022"]) is None


def test_that_a_band_is_not_a_factor_and_two_figures_are_none():
    comparison = TABLES["COMPARISON_ONLY"]
    assert not any(f.factor is None and f.strength is not None for f in comparison.factors)
    assert worth(patch("fentanyl", "50"), taken("1"), comparison) is None
    assert worth(patch("fentanyl", "12"), taken("1"), comparison) is None
    assert worth(product("oxycodone", "10"), taken("2"), comparison) is None
    assert same(worth(product("tramadol", "50"), taken("2"), comparison), "15")


def test_that_nothing_is_computed_from_the_comparators_row():
    assert worth(product("morphine", "10"), taken("2"), TABLES["NHSBSA_COMPARATORS"]) is None


def test_that_only_the_two_british_clinical_tables_make_a_total():
    assert {i for i, t in TABLES.items() if not t.comparison_only} == {"FPM_2020", "BNF_PALLIATIVE"}


def test_that_a_liquid_counts_by_its_volume():
    solution = product("morphine", "10", form=Form.LIQUID, per_ml="5")
    assert same(worth(solution, taken("0", "20", unit=Unit.MILLILITRE)), "40")


def test_that_a_liquid_in_drops_of_another_unit_is_not_converted():
    assert (
        worth(product("morphine", "10", form=Form.LIQUID, per_ml="5"), taken("2", unit=Unit.TABLET)) is None
    )
    assert worth(product("morphine", "10"), taken("5", unit=Unit.MILLILITRE)) is None


def test_that_a_dose_by_weight_counts_where_the_strength_is_not_stated():
    nameless = product("morphine", None, None)
    assert same(worth(nameless, taken("20", unit=Unit.MILLIGRAM)), "20")
    assert worth(nameless, taken("2")) is None


def test_that_a_patch_is_never_cut():
    assert worth(patch(), taken("0.5")) is None


def test_that_a_patch_counted_in_anything_but_patches_is_not_converted():
    assert worth(patch(), taken("25", unit=Unit.MICROGRAM)) is None
    assert worth(patch("fentanyl", None), taken("1")) is None
    in_part = taken("1", as_needed=True).model_copy(update={"regular": Decimal("0.5")})
    assert worth(patch(), in_part) is None


def test_that_as_needed_lines_stand_apart_and_up_to_has_a_low_of_zero():
    lines = [
        line(product("morphine", "10"), taken("2")),
        line(product("oxycodone", "5"), taken("0", "4", as_needed=True)),
    ]
    total = total_of(lines, FPM)
    assert (total.low.milligrams, total.high.milligrams, total.regular_high.milligrams) == (20, 50, 20)
    assert [each.need for each in total.working] == ["", "as needed"]


def test_that_the_regular_part_of_a_line_is_never_lost_for_what_is_as_needed_beside_it():
    dose = taken("2", "3", as_needed=True).model_copy(update={"regular": Decimal(2)})
    total = total_of([line(product("oxycodone", "10"), dose)], FPM)
    assert (total.low.milligrams, total.high.milligrams, total.regular_high.milligrams) == (30, 45, 30)
    assert [each.need for each in total.working] == ["in part as needed"]


@pytest.mark.parametrize(
    ("directions", "unit", "regular"),
    [("10mg bd and 5mg extra at night if needed", "tablet", "20"), ("one bd", "tablet", "20")],
)
def test_that_a_dose_by_weight_keeps_its_regular_part(directions, unit, regular):
    said = in_units(product("morphine", "10"), read_directions(directions, unit))
    assert said.regular_high == Decimal(regular) / 10
    total = total_of([line(product("morphine", "10"), said)], FPM)
    assert total.regular_high.milligrams == Decimal(regular)


def test_that_other_classes_add_nothing_and_leave_the_total_whole():
    pregabalin = product("pregabalin", "300", medicine_class=MedicineClass.GABAPENTINOID)
    total = total_of(
        [line(pregabalin), other(), unread(might_be_opioid=False)],
        FPM,
    )
    assert total.complete
    assert total.high.milligrams == 0


def test_that_an_unread_line_that_might_be_an_opioid_leaves_a_floor():
    total = total_of([line(), unread(name="Quortilan 30mg tablets", why="not known")], FPM)
    assert not total.complete
    assert total.not_converted == (NotConverted(row=2, name="Quortilan 30mg tablets", why="not known"),)


def test_that_a_line_shows_its_working():
    found = line_ome(line(product("oxycodone", "5"), taken("3", "6")), FPM)
    assert isinstance(found, LineOme)
    assert found.working == "15 to 30 mg × 1.5 = 22.5 to 45 mg"
    assert found.table == "FPM_2020"
    assert "Opioids Aware" in found.factor.source


def test_that_two_dosages_of_one_day_leave_the_total_a_floor():
    lines = [
        line(product(), taken("2"), directions="ONE BD", number=2),
        line(product(), taken("3"), directions="ONE TDS", number=3),
    ]
    lines = [x.model_copy(update={"row": x.row}) for x in lines]
    total = equivalence(regimen_of(lines, AS_OF), FPM)
    assert not total.complete
    assert total.high.milligrams == 30
    assert [w.working for w in total.working] == ["30 mg × 1 = 30 mg"]
    assert [n.name for n in total.not_converted] == [lines[0].row.name]


def test_that_a_doubt_about_another_class_leaves_the_total_whole():
    pregabalin = product("pregabalin", "25", medicine_class=MedicineClass.GABAPENTINOID)
    rows = [("ONE BD", "2"), ("ONE TDS", "3")]
    lines = [line(pregabalin, taken(n)).model_copy() for _, n in rows]
    lines = [
        x.model_copy(update={"row": replace(x.row, directions=words, row=at)})
        for at, (x, (words, _)) in enumerate(zip(lines, rows, strict=True), start=2)
    ]
    regimen = regimen_of(lines, AS_OF)
    assert regimen.doubts
    assert equivalence(regimen, FPM).complete


def test_that_one_product_is_worth_what_its_line_is():
    assert ome_of(patch("buprenorphine", "5"), Decimal(2), FPM).milligrams == 24
    assert ome_of(product("methadone", "5"), Decimal(2), FPM) is None
    assert (
        ome_of(
            product("diazepam", "5", medicine_class=MedicineClass.BENZODIAZEPINE), Decimal(2), FPM
        ).milligrams
        == 0
    )


# Laws

oral = st.sampled_from(["morphine", "codeine", "dihydrocodeine", "tramadol", "oxycodone", "tapentadol"])
strengths = st.decimals("0.5", "300", places=1)
counts = st.integers(0, 400).map(lambda quarters: Decimal(quarters) / 4)


@st.composite
def lines(draw):
    low, more = draw(counts), draw(counts)
    return line(
        product(draw(oral), str(draw(strengths))),
        taken(str(low), str(low + more), as_needed=draw(st.booleans())),
        issued=date(2026, 11, 1),
    )


@given(st.lists(lines(), max_size=6), lines())
def test_that_adding_a_medicine_never_lowers_the_total(some, one_more):
    before, after = total_of(some, FPM), total_of([*some, one_more], FPM)
    assert before.low <= after.low
    assert before.high <= after.high
    assert before.regular_high <= after.regular_high


@given(st.lists(lines(), max_size=6), st.randoms())
def test_that_the_order_of_lines_changes_nothing(some, chance):
    shuffled = list(some)
    chance.shuffle(shuffled)
    assert total_of(some, FPM).high == total_of(shuffled, FPM).high


@given(oral, strengths, counts)
def test_that_doubling_a_dose_doubles_it(medicine, strength, count):
    once = ome_of(product(medicine, str(strength)), count, FPM)
    twice = ome_of(product(medicine, str(strength)), count * 2, FPM)
    assert twice.milligrams == once.milligrams * 2


@given(oral, strengths, counts)
def test_that_milligrams_and_micrograms_come_to_the_same(medicine, strength, count):
    in_milligrams = ome_of(product(medicine, str(strength)), count, FPM)
    in_micrograms = ome_of(product(medicine, str(strength * 1000), Unit.MICROGRAM), count, FPM)
    assert in_milligrams == in_micrograms


@given(oral, strengths)
def test_that_no_dose_is_nothing(medicine, strength):
    assert ome_of(product(medicine, str(strength)), Decimal(0), FPM).milligrams == 0


@given(st.lists(lines(), max_size=6))
def test_that_the_total_is_the_sum_of_its_working(some):
    total = total_of(some, FPM)
    assert total.high.milligrams == sum(w.high.milligrams for w in total.working)
    assert total.low <= total.high


@pytest.mark.parametrize(("worn", "told"), [("1", "1 patch × 60"), ("2", "2 patches × 60")])
def test_that_patches_are_counted_in_words_as_they_are_said(worn, told):
    found = line_ome(line(patch("fentanyl", "25"), taken(worn, unit=Unit.PATCH)), FPM)
    assert isinstance(found, LineOme)
    assert found.working.startswith(told)


@pytest.mark.parametrize(("labelled", "worn", "rate"), [("75", 1, "75"), ("12", 2, "25"), ("37.5", 2, "75")])
def test_that_what_a_patch_gives_is_counted_in_micrograms_an_hour_where_a_table_has_no_figure_for_one(
    labelled, worn, rate
):
    fentanyl = patch("fentanyl", labelled)
    of_one = find_factor(fentanyl, FPM).factor
    by_rate = of_one.model_copy(update={"basis": Basis.PER_MICROGRAM_PER_HOUR})
    dose = dose_for(fentanyl, Decimal(worn), None, by_rate)
    assert (dose.number, dose.unit) == (Decimal(rate), Unit.MICROGRAM_PER_HOUR)
