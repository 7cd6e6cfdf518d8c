"""Which products a plan may use: the medicine's own, those of the practice or named, never a mixture."""

from decimal import Decimal

import pytest

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.lines.line import Match, Reading
from pharmreview.domain.medicines.product import Form, Product
from pharmreview.domain.taper.course.allowed import (
    Named,
    allowed_for,
    name_now,
    of_the_make,
    perhaps_made,
    used_here,
)
from pharmreview.domain.taper.plan import Medicine
from pharmreview.domain.taper.wishes import PracticeFormulary, Switch
from pharmreview.reference.tables import load_tables
from pharmreview.services.tapering import Tapering
from tests.domain.taper.conftest import Planner

FORMULARY = load_tables().formulary
EVERY = PracticeFormulary()
MST = "Morphine sulfate {}mg modified-release tablets"
ZOMORPH = "Zomorph {}mg modified-release capsules"
SOLUTION = "Morphine sulfate 10mg/5ml oral solution"
STRONG = "Morphine sulfate 20mg/ml concentrated oral solution"
CODEINE = "Codeine {}mg tablets"
OXYCODONE = "Oxycodone {}mg modified-release tablets (12-hourly)"


@pytest.fixture(scope="module")
def products(service: Tapering) -> dict[str, Product]:
    names = (MST.format(10), ZOMORPH.format(10), SOLUTION, CODEINE.format(30), "Tramadol 50mg capsules")
    names += ("Tramadol 50mg effervescent powder sachets", "Morphine sulfate 10mg tablets")
    found = {}
    for name in names:
        product = service.read(Medicine(id="m1", name=name, directions="ONE DAILY")).product
        assert product is not None
        found[name] = product
    return found


def named(service: Tapering, *names: str) -> list[Named]:
    return [(name, service._match(name)) for name in names]


def of(products: list[tuple[str, Product]]) -> list[str]:
    return [name for name, _ in products]


def test_that_all_listed_products_of_the_medicine_are_used_until_the_practice_says_otherwise(
    products: dict[str, Product],
) -> None:
    found = {p.name for p in used_here(products[MST.format(10)], FORMULARY, EVERY)}
    assert {MST.format(n) for n in (5, 10, 15, 30, 60, 100, 200)} <= found
    blank = PracticeFormulary(used=("",))
    assert {p.name for p in used_here(products[MST.format(10)], FORMULARY, blank)} == found
    assert not any(p.interval_hours != 12 for p in used_here(products[MST.format(10)], FORMULARY, EVERY))


def test_that_a_practice_names_strengths_and_brands_in_any_case_and_spacing(
    products: dict[str, Product],
) -> None:
    here = PracticeFormulary(
        used=("zomorph", "MORPHINE  sulfate 30mg modified-release tablets", "Nothing known")
    )
    found = [p.name for p in used_here(products[MST.format(10)], FORMULARY, here)]
    assert found == [
        ZOMORPH.format(10),
        MST.format(30),
        *(ZOMORPH.format(n) for n in (30, 60, 100, 200)),
    ]


def test_that_only_what_was_switched_on_by_name_wakes(products: dict[str, Product]) -> None:
    special = "Morphine sulfate 30mg capsules"
    plain = products["Morphine sulfate 10mg tablets"]
    asleep = {p.name for p in used_here(plain, FORMULARY, EVERY)}
    woken = {
        p.name
        for p in used_here(
            plain, FORMULARY, PracticeFormulary(switched_on=("morphine sulfate 30mg CAPSULES",))
        )
    }
    assert woken - asleep == {special}
    assert asleep < woken
    other = {p.name for p in used_here(plain, FORMULARY, PracticeFormulary(switched_on=("Nothing known",)))}
    assert other == asleep


def test_that_tablets_never_end_on_a_liquid_unasked(service: Tapering, products: dict[str, Product]) -> None:
    codeine = products[CODEINE.format(30)]
    found, left_out = allowed_for(codeine, (), FORMULARY, EVERY)
    assert (of(found), left_out) == ([CODEINE.format(n) for n in (15, 30, 60)], False)
    wanted = named(service, CODEINE.format(15), "Codeine 25mg/5ml oral solution")
    found, left_out = allowed_for(codeine, wanted, FORMULARY, EVERY)
    assert (of(found), left_out) == ([CODEINE.format(15)], True)
    found, left_out = allowed_for(codeine, named(service, CODEINE.format(15)), FORMULARY, EVERY)
    assert (of(found), left_out) == ([CODEINE.format(15)], False)


def test_that_sachets_are_offered_only_to_somebody_who_takes_them(
    service: Tapering, products: dict[str, Product]
) -> None:
    sachet = "Tramadol 50mg effervescent powder sachets"
    capsules, _ = allowed_for(products["Tramadol 50mg capsules"], (), FORMULARY, EVERY)
    assert sachet not in of(capsules)
    assert "Tramadol 50mg soluble tablets" in of(capsules)
    sachets, _ = allowed_for(products[sachet], (), FORMULARY, EVERY)
    assert sachet in of(sachets)
    wanted, _ = allowed_for(products["Tramadol 50mg capsules"], named(service, sachet), FORMULARY, EVERY)
    assert of(wanted) == [sachet]


def test_that_a_liquid_is_one_liquid_of_the_very_strength(
    service: Tapering, products: dict[str, Product]
) -> None:
    solution = products[SOLUTION]
    found, left_out = allowed_for(solution, (), FORMULARY, EVERY)
    assert (of(found), left_out) == ([SOLUTION], False)
    vials = "Morphine sulfate 10mg/5ml oral solution unit dose vials"
    both, _ = allowed_for(solution, named(service, vials, SOLUTION), FORMULARY, EVERY)
    assert of(both) == [SOLUTION]
    with pytest.raises(InputProblem) as problem:
        allowed_for(solution, named(service, SOLUTION, STRONG), FORMULARY, EVERY)
    assert problem.value.what == (
        f"{STRONG} is not as strong as {SOLUTION}: a plan never mixes two strengths of a liquid."
    )
    assert problem.value.remedy == "Name one strength, or ask for a change of product."


def test_that_a_brand_is_taken_as_the_product_it_is(service: Tapering, products: dict[str, Product]) -> None:
    found, _ = allowed_for(
        products[MST.format(10)], named(service, "MST Continus 5mg tablets"), FORMULARY, EVERY
    )
    ((name, product),) = found
    assert product in FORMULARY.products
    assert (name, product.main.strength, product.interval_hours) == ("MST Continus 5mg tablets", 5, 12)
    unlisted = named(service, "Morphine sulfate 20mg modified-release tablets")
    found, _ = allowed_for(products[MST.format(10)], unlisted, FORMULARY, EVERY)
    assert [(n, p.main.strength, p.interval_hours) for n, p in found] == [(unlisted[0][0], 20, 12)]
    with pytest.raises(InputProblem, match="not of the same medicine"):
        allowed_for(products[MST.format(10)], named(service, "MXL 30mg capsules"), FORMULARY, EVERY)


def test_that_what_is_taken_now_keeps_the_name_the_plan_lists_it_by(products: dict[str, Product]) -> None:
    tablet = products[MST.format(10)]
    assert name_now(tablet, "as written", [("Our name", tablet)], FORMULARY) == "Our name"
    assert name_now(tablet, "as written", [], FORMULARY) == MST.format(10)
    main = tablet.main.model_copy(update={"strength": tablet.main.strength + 1})  # type: ignore[operator]
    strange = tablet.model_copy(update={"ingredients": (main,), "name": ""})
    assert name_now(strange, "as written", [], FORMULARY) == "as written"
    assert (
        name_now(strange.model_copy(update={"name": "Its name"}), "as written", [], FORMULARY) == "Its name"
    )


def test_that_a_name_that_tells_no_interval_is_taken_at_that_of_the_medicine(
    products: dict[str, Product],
) -> None:
    twelve = products[MST.format(10)]
    main = twelve.main.model_copy(update={"strength": Decimal(7)})
    seven = twelve.model_copy(update={"ingredients": (main,), "interval_hours": None, "name": ""})
    match = Match(status=Reading.ASK, product=seven)
    ((_, product),), _ = allowed_for(twelve, [("Sevens", match)], FORMULARY, EVERY)
    assert (product.main.strength, product.interval_hours) == (7, 12)


def test_that_one_product_named_in_a_change_means_the_strengths_of_its_own_brand_and_form(
    products: dict[str, Product],
) -> None:
    every = [(p.name, p) for p in used_here(products[MST.format(10)], FORMULARY, EVERY)]
    tablet = dict(every)[MST.format(30)]

    def strengths(name: str, product: Product) -> list[int]:
        of_it = of_the_make(name, product, every)
        assert {p.form for _, p in of_it} == {product.form}
        return sorted(int(p.main.strength or 0) for _, p in of_it)

    assert strengths("Morphgesic SR 30mg tablets", tablet) == [10, 30, 60, 100]
    assert strengths("mst continus 30mg tablets", tablet) == [5, 10, 15, 30, 60, 100, 200]
    assert strengths(MST.format(30), tablet) == [5, 10, 15, 30, 60, 100, 200]
    assert strengths(ZOMORPH.format(30), dict(every)[ZOMORPH.format(30)]) == [10, 30, 60, 100, 200]


def test_that_a_brand_keeps_the_strengths_of_which_the_table_does_not_tell_whether_it_has_them() -> None:
    (forty,) = FORMULARY.called(OXYCODONE.format(40))
    (twenty,) = FORMULARY.called(OXYCODONE.format(20))
    used = used_here(forty, FORMULARY, PracticeFormulary(used=("longtec",)))
    assert [int(p.main.strength or 0) for p in used] == [5, 10, 15, 20, 30, 40, 60, 80, 120]
    asked = {p.name for p, brand in perhaps_made(used, ("longtec",)) if brand == "Longtec"}
    assert asked == {OXYCODONE.format(10), OXYCODONE.format(40)}
    every = [(p.name, p) for p in used_here(forty, FORMULARY, EVERY)]
    assert {n for n, _ in of_the_make("Longtec 20mg tablets", twenty, every)} >= asked


def test_that_a_whole_list_of_brands_says_no() -> None:
    (five,) = FORMULARY.called(OXYCODONE.format(5))
    whole = five.model_copy(update={"brands": ("Abtard",), "more_brands": False, "name": "Sevens"})
    assert perhaps_made([five, whole], ("Longtec",)) == []
    other = five.model_copy(update={"form": Form.CAPSULE, "brands": ("Abtard",), "name": "Capsules"})
    assert perhaps_made([five, other], ("Longtec",)) == []
    assert [
        p.name for p, _ in perhaps_made([five, five.model_copy(update={"brands": ()})], ("Longtec",))
    ] == [five.name]


@pytest.mark.parametrize(
    ("medicine", "rest", "asked"),
    [
        (OXYCODONE.format(40), {"formulary": PracticeFormulary(used=("Longtec",))}, ("Longtec", (40,))),
        (OXYCODONE.format(40), {}, None),
        (
            "Targinact 40mg/20mg modified-release tablets",
            {"switches": {"m1": Switch(to=("Longtec 20mg modified-release tablets",), confirmed=True)}},
            ("Longtec", (40,)),
        ),
    ],
)
def test_that_a_strength_taken_for_a_brand_that_may_not_have_it_is_said(
    planned: Planner, medicine: str, rest: dict[str, object], asked: tuple[str, tuple[int, ...]] | None
) -> None:
    plan = planned((medicine, "ONE TWICE A DAY"), aim={"m1": Decimal(40)}, **rest)
    assert not plan.refusals
    told = [c.text for c in plan.cautions if c.code == "brand-not-certain"]
    assert len(told) == (asked is not None)
    if asked is not None:
        brand, strengths = asked
        assert told[0].startswith(f"The practice uses {brand}, ")
        assert f"made as these: {', '.join(OXYCODONE.format(n) for n in strengths)}. Its list" in told[0]


def test_that_every_strength_that_a_brand_may_not_have_is_named(planned: Planner) -> None:
    plan = planned((OXYCODONE.format(40), "ONE TWICE A DAY"), formulary=PracticeFormulary(used=("Longtec",)))
    (text,) = [c.text for c in plan.cautions if c.code == "brand-not-certain"]
    assert f"made as these: {OXYCODONE.format(40)}, {OXYCODONE.format(10)}. Its list" in text
