"""A name as records write it → the product, what must be asked, or why it cannot be read."""

from decimal import Decimal

import pytest

from pharmreview.domain.lines.line import Match, Reading
from pharmreview.domain.lines.match import match_name
from pharmreview.domain.medicines.product import Form, MedicineClass, Product, Release, Route
from pharmreview.domain.quantity.unit import Unit
from pharmreview.reference.vocabulary_table import load_vocabulary


def match(name: str) -> Match:
    return match_name(name, load_vocabulary())


def product(name: str) -> Product:
    found = match(name)
    assert found.status is Reading.READ, found
    assert found.product is not None
    return found.product


def strengths(found: Product) -> list[tuple[str, str, str | None]]:
    return [(i.name, str(i.strength), str(i.per.value) if i.per else None) for i in found.ingredients]


def test_that_a_brand_settles_release_interval_and_schedule():
    found = product("Longtec 10mg modified-release tablets")
    assert strengths(found) == [("oxycodone", "10", None)]
    assert (found.main.unit, found.form, found.release, found.route) == (
        Unit.MILLIGRAM,
        Form.TABLET,
        Release.MODIFIED,
        Route.ORAL,
    )
    assert (found.interval_hours, found.schedule, found.medicine_class) == (
        Decimal(12),
        "2",
        MedicineClass.OPIOID,
    )


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Zomorph M/R capsules 10 mg", [("morphine", "10", None)]),
        ("MST CONTINUS M/R TABLETS 5 MG", [("morphine", "5", None)]),
        ("Oramorph Oral solution 10 mg/5 ml", [("morphine", "10", "5")]),
        ("Oramorph 20mg/ml concentrated oral solution", [("morphine", "20", "1")]),
        ("Co-Codamol 8/500 Tablets", [("codeine", "8", None), ("paracetamol", "500", None)]),
        ("cocodamol 30/500mg caplets", [("codeine", "30", None), ("paracetamol", "500", None)]),
        ("Co-codamol 8mg/500mg/5ml oral suspension", [("codeine", "8", "5"), ("paracetamol", "500", "5")]),
        ("Eroset 500mg/10mg tablets", [("dihydrocodeine", "10", None), ("paracetamol", "500", None)]),
        (
            "TRAMADOL 37.5MG / PARACETAMOL 325MG TABLETS",
            [("tramadol", "37.5", None), ("paracetamol", "325", None)],
        ),
        (
            "PARACETAMOL+CODEINE PHOSPHATE 500mg/15mg effervescent tablet",
            [("codeine", "15", None), ("paracetamol", "500", None)],
        ),
        (
            "Codasolve 8mg/500mg/30mg effervescent tablets",
            [("codeine", "8", None), ("paracetamol", "500", None), ("caffeine", "30", None)],
        ),
        (
            "Bupivacaine 250mg/250ml (0.1%) / Fentanyl 500micrograms/250ml infusion bags",
            [("fentanyl", "500", "250"), ("bupivacaine", "250", "250")],
        ),
        ("Targinact M/R tablets 10 mg + 5 mg", [("oxycodone", "10", None), ("naloxone", "5", None)]),
        ("Morphine sulfate 1g/25ml solution for injection", [("morphine", "1000", "25")]),
        ("Diazepam 2 mg tabs", [("diazepam", "2", None)]),
        ("Zileze 7.5 tablets", [("zopiclone", "7.5", None)]),
        (
            "Amitriptyline+chlordiazepoxide 12.5mg/5mg capsule",
            [("chlordiazepoxide", "5", None), ("amitriptyline", "12.5", None)],
        ),
    ],
)
def test_that_every_strength_goes_to_its_ingredient(name, expected):
    assert strengths(product(name)) == expected


@pytest.mark.parametrize(
    "name",
    [
        "Fentanyl 37.5 microgram/hr patch",
        "FENTANYL 37.5MCG/H PATCHES",
        "Fentanyl Transdermal patch 37.5 micrograms/hour",
        "fentanyl 37.5µg/hour transdermal patches",
        "Fentanyl 37.5mcg per hour patches (Teva UK Ltd)",
    ],
)
def test_that_an_hourly_rate_is_read_however_it_is_written(name):
    found = product(name).main
    assert (found.strength, found.unit) == (Decimal("37.5"), Unit.MICROGRAM_PER_HOUR)


@pytest.mark.parametrize(
    "variant",
    [
        "ZOMORPH 60MG MODIFIED-RELEASE CAPSULES",
        "  zomorph   60mg  modified-release capsules ",
        "Zomorph\u00a060mg modified\u2011release capsules",
        "Ｚｏｍｏｒｐｈ ６０ｍｇ ｍ/ｒ capsules",
        "Zomorph 60 mg m/r caps",
        "Zomorph 60mg modified-release capsules (Ethypharm UK Ltd)",
        "Zomorph 60mg modified-release capsules (Alliance Healthcare (Distribution) Ltd)",
        "Zomorph 60mg modified-release capsules (Ethypharm",
        "Zomorph 60mg modified-release capsules Ethypharm UK Ltd",
        "Zomorph capsules modified release 60mg",
        "Zomorph 60mg prolonged-release capsules",
    ],
)
def test_that_case_spacing_order_and_supplier_change_nothing(variant):
    assert match(variant) == match("Zomorph 60mg modified-release capsules")


@pytest.mark.parametrize(
    ("name", "hours"),
    [
        ("Hapoctasin 35micrograms/hour transdermal patches", 72),
        ("Transtec 35micrograms/hour transdermal patches", 96),
        ("Reletrans 25microgram/hour transdermal patches", 168),
        ("Reletrans 40micrograms/hour transdermal patches", 168),
        ("Buprenorphine 30micrograms/hour transdermal patches", 168),
        ("Butec 10micrograms/hour transdermal patches", 168),
        ("Buplast 70micrograms/hour transdermal patches", 96),
        ("Mezolar Matrix 37.5micrograms/hour transdermal patches", 72),
        ("Fentanyl 12micrograms/hour transdermal patches", 72),
        ("Onexila XL 10mg tablets", 24),
        ("Oxycodone 15mg modified-release tablets", 12),
        ("Tramadol 50mg m/r capsules", 12),
        ("Tramadol 300mg modified-release tablets", 24),
        ("Zydol SR 150mg tablets", 12),
        ("Zydol XL 150mg tablets", 24),
        ("Zamadol 24hr 200mg modified-release tablets", 24),
        ("Zamadol M/R capsules 100 mg", 12),
        ("Zomorph 30mg modified-release capsules", 12),
        ("MXL 30mg capsules", 24),
        ("Oxycodone 10mg modified-release tablets (12-hourly)", 12),
    ],
)
def test_that_the_interval_comes_from_the_brand_or_the_only_one_there_is(name, hours):
    found = match(name)
    assert found.product is not None
    assert (found.status, found.product.interval_hours) == (Reading.READ, Decimal(hours))


@pytest.mark.parametrize(
    "name",
    [
        "Oxycodone 10mg modified-release tablets",
        "Tramadol 100mg modified-release tablets",
        "Tramadol XL 200mg tablets",
        "Zydol MR 150mg tablets",
        "Morphine 60mg modified-release capsules",
        "Buprenorphine 52.5micrograms/hour transdermal patches",
        "Morcap SR 20mg capsules",
        "Transtec 35micrograms/hour 72 hourly patches",
    ],
)
def test_that_an_interval_only_the_brand_tells_is_asked(name):
    found = match(name)
    assert found.status is Reading.ASK
    assert found.product is not None
    assert found.product.interval_hours is None
    assert found.why is not None
    assert "interval" in found.why or "hourly" in found.why


@pytest.mark.parametrize(
    ("name", "schedule"),
    [
        ("Morphine sulfate 10mg/5ml oral solution", "5"),
        ("Morphine sulfate 20mg/ml oral solution", "2"),
        ("Codeine 30mg tablets", "5"),
        ("Dihydrocodeine 50mg/1ml solution for injection ampoules", "2"),
        ("Dihydrocodeine 30mg tablets", "5"),
        ("Tramadol 50mg capsules", "3"),
        ("Pregabalin 75mg capsules", "3"),
        ("Temazepam 10mg tablets", "3"),
        ("Midazolam 10mg/2ml oromucosal solution pre-filled oral syringes", "3"),
        ("Diazepam 5mg tablets", "4"),
        ("Zopiclone 3.75mg tablets", "4"),
        ("Meptazinol 200mg tablets", None),
    ],
)
def test_that_the_schedule_follows_the_medicine_its_form_and_its_strength(name, schedule):
    assert product(name).schedule == schedule


@pytest.mark.parametrize(
    ("name", "form", "route"),
    [
        ("Abstral 100microgram sublingual tablets", Form.TABLET, Route.SUBLINGUAL),
        ("Buprenorphine 8mg tablets", Form.TABLET, Route.SUBLINGUAL),
        ("Effentora 100mcg tablets", Form.TABLET, Route.BUCCAL),
        ("Actiq 1.2mg lozenges with integral oromucosal applicator", Form.LOZENGE, Route.BUCCAL),
        ("Instanyl 50micrograms/dose nasal spray", Form.NASAL_SPRAY, Route.NASAL),
        ("Morphine sulfate 10mg/1ml solution for injection ampoules", Form.INJECTION, Route.INJECTED),
        ("Oramorph 30mg/5ml oral solution unit dose vials", Form.LIQUID, Route.ORAL),
        ("Morphine 10mg suppositories", Form.SUPPOSITORY, Route.RECTAL),
        ("Diazepam 10mg/2.5ml rectal solution tube", Form.OTHER, Route.RECTAL),
        ("MST Continus 100mg/sachet granules for suspension", Form.GRANULES, Route.ORAL),
        ("Codeine 15mg/5ml linctus", Form.LINCTUS, Route.ORAL),
        ("Tramadol 100mg/ml oral drops", Form.DROPS, Route.ORAL),
    ],
)
def test_that_form_and_route_are_read_from_the_words(name, form, route):
    found = product(name)
    assert (found.form, found.route) == (form, route)


@pytest.mark.parametrize(
    ("name", "main", "strength"),
    [
        ("Remedeine tablets", "dihydrocodeine", "20"),
        ("REMEDEINE FORTE", "dihydrocodeine", "30"),
        ("Paramol tablets", "dihydrocodeine", "7.46"),
        ("Tylex capsules", "codeine", "30"),
        ("Solpadol caplets", "codeine", "30"),
        ("Codis 500 dispersible tablets", "codeine", "8"),
        ("Nurofen Plus tablets", "codeine", "12.8"),
        ("Migraleve Yellow tablets", "codeine", "8"),
        ("Tramacet effervescent tablets", "tramadol", "37.5"),
    ],
)
def test_that_a_brand_of_one_strength_needs_none_in_its_name(name, main, strength):
    found = product(name).main
    assert (found.name, found.strength) == (main, Decimal(strength))


@pytest.mark.parametrize(
    "name",
    [
        "Fentanyl transdermal patches",
        "Butrans 10 patch",
        "Butrans 5mg patch",
        "Kapake tablets",
        "Migraleve tablets",
        "Oramorph 10mg/5",
        "Oramorph 10mg oral solution",
        "Tramadol 2,5mg capsules",
        "Tramadol 1 200 mg capsules",
        "Morphine 0.1% gel",
        "Tapentadol 0mg tablets",
        "Codeine 30 tablets",
        "Co-codamol 30mg/50",
        "Gabapentin 600mg tablets and Gabapentin 300mg capsules",
        "Remedeine Frote tablets",
    ],
)
def test_that_a_strength_the_name_does_not_settle_is_asked_and_left_out(name):
    found = match(name)
    assert found.status is Reading.ASK
    assert found.product is not None
    assert found.product.main.strength is None
    assert found.why


@pytest.mark.parametrize(
    "name", ["Palexia 100mg tablets", "Oxycodone 80mg tablets", "Morphine sulfate 30mg tablets"]
)
def test_that_a_strength_sold_only_as_modified_release_is_never_read_as_immediate(name):
    found = match(name)
    assert found.status is Reading.ASK
    assert found.product is not None
    assert found.product.release is Release.MODIFIED


def test_that_a_form_which_contradicts_the_brand_is_asked():
    found = match("Longtec 10mg capsules")
    assert found.status is Reading.ASK
    assert "Longtec comes as tablet" in (found.why or "")


def test_that_an_unstated_form_is_asked_and_the_strength_kept():
    found = match("Co-codamol 30/500")
    assert found.status is Reading.ASK
    assert found.product is not None
    assert found.product.main.strength == Decimal(30)


def test_that_codeine_in_brackets_is_not_taken_for_a_supplier():
    found = product("Paracetamol (with codeine 30mg) 500mg tablets")
    assert strengths(found) == [("codeine", "30", None), ("paracetamol", "500", None)]


def test_that_a_brand_in_brackets_settles_the_interval():
    assert product("Oxycodone (OxyContin) 10mg MR tablets").interval_hours == Decimal(12)


def test_that_a_name_reads_the_same_once_it_is_tidied():
    for name in ("Zomorph M/R capsules 10 mg", "Eroset 500mg/10mg tablets", "Zydol MR 300mg tablets"):
        once = product(name)
        again = product(once.name)
        assert (again.ingredients, again.form, again.release, again.interval_hours) == (
            once.ingredients,
            once.form,
            once.release,
            once.interval_hours,
        )
