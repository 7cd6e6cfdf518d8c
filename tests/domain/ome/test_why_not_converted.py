"""Why a line was not converted, in the very words that a person at the screen reads; and doses by hand."""

from decimal import Decimal

import pytest

from pharmreview.domain.medicines.product import Form, Product, Route
from pharmreview.domain.ome.dose import daily_milligrams, worn
from pharmreview.domain.ome.equivalence import LineOme, NotConverted, line_ome
from pharmreview.domain.ome.factor import Basis, Factor, FactorTable
from pharmreview.domain.ome.lookup import Found, Missing, find_factor, patch_release
from pharmreview.domain.quantity.unit import Unit
from pharmreview.reference.judging.equivalence_table import load_factor_tables
from tests.medicine_lines import line, patch, product, taken

FPM = load_factor_tables()["FPM_2020"]
SOLUTION = product("morphine", "10", form=Form.LIQUID, per_ml="5")


def why(of: Product, directions: object) -> str | None:
    found = line_ome(line(of, directions), FPM)
    return found.why if isinstance(found, NotConverted) else None


@pytest.mark.parametrize(
    ("of", "directions", "said"),
    [
        (
            product("methadone", "5"),
            taken("1"),
            "methadone has no single ratio to morphine and is never converted",
        ),
        (product("pethidine", "50"), taken("1"), f"{FPM.title}: no figure for pethidine by the oral route"),
        (
            product("morphine", "10", form=Form.INJECTION, route=Route.INJECTED),
            taken("1"),
            f"{FPM.title}: no figure for morphine by the {Route.INJECTED.value} route",
        ),
        (
            product("morphine", "10", route=Route.OTHER),
            taken("1"),
            f"{FPM.title}: no figure for morphine in this form",
        ),
        (product("morphine", None, None), taken("1"), "the strength is not stated"),
        (SOLUTION, taken("2", unit=Unit.TABLET), "the directions count tablet, the strength is per ml"),
        (
            product("morphine", "10"),
            taken("5", unit=Unit.MILLILITRE),
            "the directions count ml, and the strength is not per ml",
        ),
        (patch(), taken("25", unit=Unit.MICROGRAM), "the directions do not say how many patches are worn"),
        (product("morphine", "10", Unit.MICROGRAM_PER_HOUR), taken("1"), "the strength is not stated"),
        (
            product("fentanyl", "25", Unit.MICROGRAM_PER_HOUR, form=Form.OTHER, route=Route.TRANSDERMAL),
            taken("1"),
            "the table's figure is for a patch",
        ),
        (patch(), taken("0.5", "1"), "the directions would cut a patch, and a patch is never cut"),
        (patch(), taken("0.5"), "the directions would cut a patch, and a patch is never cut"),
        (
            patch("fentanyl", None),
            taken("1"),
            "the patch's rate in micrograms an hour is not stated",
        ),
    ],
)
def test_that_a_line_which_cannot_be_converted_says_why(of: Product, directions: object, said: str) -> None:
    assert why(of, directions) == said


def table_of(route: str, basis: Basis, *figures: str | None) -> FactorTable:
    rows = tuple(
        Factor(medicine="fentanyl", route=route, basis=basis, factor=None if f is None else Decimal(f))
        for f in figures or ("2",)
    )
    return FPM.model_copy(update={"factors": rows})


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (table_of("buccal", Basis.PER_MILLIGRAM, None), "no figure for fentanyl by the buccal route"),
        (table_of("buccal", Basis.NOT_CONVERTIBLE, "2"), "no figure for fentanyl by the buccal route"),
        (table_of("buccal", Basis.PER_MILLIGRAM, "2", "3"), "more than one figure for fentanyl"),
        (table_of("oromucosal", Basis.PER_MILLIGRAM), "no figure for fentanyl by the oral route"),
    ],
)
def test_that_a_row_without_one_figure_to_use_says_so(table: FactorTable, said: str) -> None:
    route = Route.ORAL if "oral" in said else Route.BUCCAL
    found = find_factor(product("fentanyl", "200", Unit.MICROGRAM, route=route), table)
    assert isinstance(found, Missing)
    assert found.why == f"{FPM.title}: {said}"


def test_that_a_figure_by_the_milligram_is_not_used_for_a_patch() -> None:
    found = line_ome(line(patch(), taken("1")), table_of("transdermal", Basis.PER_MILLIGRAM))
    assert isinstance(found, NotConverted)
    assert found.why == "the table gives no rate for patches"


@pytest.mark.parametrize("route", [Route.BUCCAL, Route.SUBLINGUAL])
def test_that_a_figure_for_the_mouth_is_used_under_the_tongue_and_in_the_cheek(route: Route) -> None:
    lozenge = product("fentanyl", "500", Unit.MICROGRAM, route=route)
    found = line_ome(line(lozenge, taken("3")), table_of("oromucosal", Basis.PER_MILLIGRAM))
    assert isinstance(found, LineOme)
    assert found.high.milligrams == 3


def test_that_a_dose_in_micrograms_counts_a_thousandth() -> None:
    found = line_ome(line(product("oxycodone", "5"), taken("200", unit=Unit.MICROGRAM)), FPM)
    assert isinstance(found, LineOme)
    assert found.working == "0.2 mg × 1.5 = 0.3 mg"


def test_that_a_range_is_worked_at_both_ends() -> None:
    found = line_ome(line(product("codeine", "30"), taken("4", "8")), FPM)
    assert isinstance(found, LineOme)
    assert (found.low.milligrams, found.high.milligrams) == (12, 24)
    assert found.working == "120 to 240 mg × 0.1 = 12 to 24 mg"
    one = line_ome(line(patch("fentanyl", "25"), taken("1", "2")), FPM)
    assert isinstance(one, LineOme)
    assert one.working == "1 to 2 patches × 60 = 60 to 120 mg"


def test_that_only_the_exact_medicine_and_route_find_a_factor() -> None:
    found = find_factor(product("morphine", "10"), FPM)
    assert isinstance(found, Found)
    assert found.factor.factor == 1
    assert isinstance(find_factor(product("morphine-like", "10"), FPM), Missing)


@pytest.mark.parametrize(
    ("of", "release"),
    [
        (patch("fentanyl", "12"), "12.5"),
        (patch("fentanyl", "25"), "25"),
        (patch("buprenorphine", "12"), "12"),
        (patch("fentanyl", None), None),
    ],
)
def test_that_only_fentanyl_labelled_twelve_gives_half_a_microgram_more(
    of: Product, release: str | None
) -> None:
    assert patch_release(of) == (None if release is None else Decimal(release))


def test_that_what_is_worn_is_counted_at_the_high_end() -> None:
    assert worn(patch("fentanyl", "12"), taken("1", "2")) == 25
    assert worn(product("morphine", "10"), taken("2")) == 0
    assert worn(None, taken("2")) == 0
    assert worn(patch("fentanyl", "25"), None) == 0
    assert worn(patch("fentanyl", None), taken("1")) == 0


@pytest.mark.parametrize(
    ("of", "directions", "milligrams"),
    [
        (product("morphine", "10"), taken("1", "4"), "40"),
        (SOLUTION, taken("20", unit=Unit.MILLILITRE), "40"),
        (product("morphine", "500", Unit.MICROGRAM), taken("4"), "2"),
        (product("morphine", None, None), taken("30", unit=Unit.MILLIGRAM), "30"),
        (product("morphine", "10"), taken("2000", unit=Unit.MICROGRAM), "2"),
        (product("morphine", None, None), taken("2"), None),
        (patch("fentanyl", "25"), taken("1"), None),
    ],
)
def test_that_a_days_dose_is_told_in_milligrams(
    of: Product, directions: object, milligrams: str | None
) -> None:
    found = daily_milligrams(of, directions)  # type: ignore[arg-type]
    assert found == (None if milligrams is None else Decimal(milligrams))
