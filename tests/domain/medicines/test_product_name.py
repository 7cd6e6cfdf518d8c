"""What a product is called."""

from decimal import Decimal

from pharmreview.domain.medicines.likeness import Shelf, looks_of
from pharmreview.domain.medicines.product import Form, Ingredient, Per, Product, Release, Route
from pharmreview.domain.medicines.product_name import name_of, strength_text
from pharmreview.domain.quantity.unit import Unit


def tablet(strength: str, release: Release = Release.IMMEDIATE, interval: int | None = None) -> Product:
    return Product(
        name="",
        medicine_class=None,
        ingredients=(Ingredient(name="oxycodone", strength=Decimal(strength), unit=Unit.MILLIGRAM),),
        form=Form.TABLET,
        release=release,
        route=Route.ORAL,
        interval_hours=None if interval is None else Decimal(interval),
        schedule="2",
    )


def liquid(strength: str, volume: str) -> Ingredient:
    per = Per(value=Decimal(volume), unit=Unit.MILLILITRE)
    return Ingredient(
        name="morphine", strength=Decimal(strength), unit=Unit.MILLIGRAM, per=per, salt="sulfate"
    )


def test_that_a_modified_release_tablet_says_so_unless_its_brand_does():
    slow = tablet("10", Release.MODIFIED, 12)
    assert name_of(slow) == "Oxycodone 10mg modified-release tablets"
    assert name_of(slow, brand="Onexila XL") == "Onexila XL 10mg tablets"


def test_that_a_strength_is_written_with_its_volume():
    assert strength_text(liquid("10", "5")) == "10mg/5ml"
    assert strength_text(liquid("20", "1")) == "20mg/ml"


def test_that_liquids_are_alike_by_concentration():
    five = tablet("1").model_copy(update={"ingredients": (liquid("10", "5"),)})
    one = tablet("1").model_copy(update={"ingredients": (liquid("2", "1"),)})
    strong = tablet("1").model_copy(update={"ingredients": (liquid("10", "1"),)})
    assert looks_of(five) == looks_of(one)
    assert looks_of(five) != looks_of(strong)


def test_that_a_shared_strength_has_both_its_intervals():
    known = Shelf(
        [
            tablet("10", Release.MODIFIED, 12),
            tablet("10", Release.MODIFIED, 24),
            tablet("5", Release.MODIFIED, 12),
        ]
    )
    assert known.intervals(looks_of(tablet("10", Release.MODIFIED))) == {Decimal(12), Decimal(24)}
    assert known.intervals(looks_of(tablet("5", Release.MODIFIED))) == {Decimal(12)}


def test_that_a_strength_beyond_all_that_are_known_has_no_interval():
    assert (
        Shelf([tablet("10", Release.MODIFIED, 12)]).intervals(looks_of(tablet("80", Release.MODIFIED)))
        == frozenset()
    )


def test_that_only_a_strength_without_an_immediate_release_product_is_doubted():
    known = Shelf([tablet("10"), tablet("10", Release.MODIFIED, 12), tablet("80", Release.MODIFIED, 12)])
    assert known.only_modified(looks_of(tablet("80")))
    assert not known.only_modified(looks_of(tablet("10")))
