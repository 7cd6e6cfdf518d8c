"""The products of the reference table, and the words by which records name them."""

from datetime import date
from decimal import Decimal

from pharmreview.domain.lines.line import Reading
from pharmreview.domain.lines.match import match_name
from pharmreview.domain.lines.names.grammar import KNOWN_WORDS, SALTS
from pharmreview.domain.lines.names.tidy import words_of
from pharmreview.domain.medicines.product import Halving, MedicineClass, Product, Release, Supply
from pharmreview.reference.data_file import read_data_file
from pharmreview.reference.formulary_table import load_formulary
from pharmreview.reference.provenance import provenance_of
from pharmreview.reference.vocabulary_table import load_vocabulary


def named(name: str) -> Product:
    return next(p for p in load_formulary().products if p.name == name)


def test_that_every_product_has_its_own_name_source_and_confidence():
    products = load_formulary().products
    assert len({p.name for p in products}) == len(products) > 250
    assert all(p.source and p.confidence for p in products)


def test_that_every_listed_product_is_read_back_from_its_own_name():
    vocabulary = load_vocabulary()
    for product in load_formulary().products:
        if product.supply in {Supply.LISTED, Supply.UNCONFIRMED}:
            found = match_name(product.name, vocabulary)
            assert (found.status, found.product) == (Reading.READ, product), product.name


def test_that_every_product_is_recognised_from_its_own_name():
    vocabulary = load_vocabulary()
    for product in load_formulary().products:
        found = match_name(product.name, vocabulary)
        assert found.product is not None, product.name
        assert found.product.ingredients == product.ingredients, product.name


def test_that_every_brand_of_the_table_is_a_word_of_the_vocabulary():
    vocabulary = load_vocabulary()
    known = {brand.name.casefold() for brand in vocabulary.brands}
    listed = {brand for p in load_formulary().products for brand in (p.brand, *p.brands) if brand}
    missing = {brand for brand in listed if brand.casefold() not in known}
    assert not {b for b in missing if match_name(f"{b} tablets", vocabulary).product is None}


def test_that_every_modified_release_product_a_plan_may_use_has_an_interval():
    usable = [p for p in load_formulary().products if p.supply is Supply.LISTED]
    assert all(p.interval_hours is not None for p in usable if p.release is Release.MODIFIED)
    assert all(p.interval_hours is None for p in usable if p.release is Release.IMMEDIATE)


def test_that_only_a_tablet_said_to_be_scored_is_scored():
    scored = {p.name for p in load_formulary().products if p.halving is Halving.SCORED}
    assert scored == {
        "Morphine sulfate 10mg tablets",
        "Morphine sulfate 20mg tablets",
        "Morphine sulfate 50mg tablets",
        "Oxycodone 20mg tablets",
    }


def test_that_weak_oral_morphine_is_schedule_five_and_the_concentrate_two():
    assert named("Morphine sulfate 10mg/5ml oral solution").schedule == "5"
    assert named("Morphine sulfate 20mg/ml concentrated oral solution").schedule == "2"


def test_that_a_family_keeps_to_its_interval():
    formulary = load_formulary()
    once = formulary.family(named("Tramadol 150mg modified-release tablets (24-hourly)"))
    assert {p.interval_hours for p in once} == {Decimal(24)}
    assert named("Hapoctasin 35micrograms/hour transdermal patches") not in formulary.family(
        named("Buprenorphine 35micrograms/hour transdermal patches (96-hourly)")
    )


def test_that_products_outside_a_plan_are_marked():
    assert named("Methadone 1mg/ml oral solution").supply is Supply.OUT_OF_SCOPE
    assert named("Co-proxamol 32.5mg/325mg tablets").supply is Supply.HISTORIC
    assert named("Fentanyl 100microgram buccal tablets").supply is Supply.SPECIALIST
    assert named("Gabapentin 300mg capsules").medicine_class is MedicineClass.GABAPENTINOID


def test_that_a_product_nobody_has_confirmed_is_no_part_of_a_plan_by_itself():
    formulary = load_formulary()
    unconfirmed = [p for p in formulary.products if p.supply in {Supply.UNCONFIRMED, Supply.SPECIAL}]
    assert len(unconfirmed) > 300
    assert not [p.name for p in unconfirmed if p in formulary.family(p)]


def test_that_both_tables_say_where_they_come_from():
    for file_name in ("products.toml", "medicines.toml"):
        provenance = provenance_of(read_data_file(file_name)["provenance"])
        assert provenance.checker is None
        assert (provenance.reviewed, provenance.next_review) == (date(2026, 11, 21), date(2027, 5, 21))
        assert provenance.change_log


def test_that_no_other_medicine_shadows_a_word_of_the_grammar_or_a_medicine_of_interest():
    vocabulary = load_vocabulary()
    single = {
        w[0]
        for n in (*vocabulary.other_ingredients, *vocabulary.other_names, *vocabulary.other_words)
        if len(w := words_of(n)) == 1
    }
    allowed = {"shampoo"}
    assert not single & (KNOWN_WORDS | SALTS.keys()) - allowed
    assert not single & {words_of(brand.name)[0] for brand in vocabulary.brands if " " not in brand.name}
    assert not single & {substance.name for substance in vocabulary.substances}
