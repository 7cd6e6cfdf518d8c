"""Laws of reading a name: what may change in its writing without changing what is read."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from pharmreview.domain.lines.line import Match, Reading
from pharmreview.domain.lines.match import match_name
from pharmreview.domain.medicines.likeness import looks_of
from pharmreview.domain.medicines.product import Product
from pharmreview.reference.formulary_table import load_formulary
from pharmreview.reference.vocabulary_table import load_vocabulary

SUPPLIERS = (
    "Teva UK Ltd",
    "A A H Pharmaceuticals Ltd",
    "Alliance Healthcare (Distribution) Ltd",
    "Dr Reddy's Laboratories (UK) Ltd",
    "Invented Medicines Plc",
    "Drug Tariff Special Order",
    "Imported (Germany)",
)
CASES = (str.upper, str.lower, str.title, str.swapcase)
GAPS = (" ", "  ", "\t", "\u00a0", " \u2009 ")
LETTERS = "abcdefghijklmnopqrstuvwxyz"

products = st.sampled_from(load_formulary().products)
branded = products.map(
    lambda product: [product.name, *(f"{brand} {_tail(product.name)}" for brand in product.brands)]
)
names = branded.flatmap(st.sampled_from)


def _tail(name: str) -> str:
    """A product's name from its first number on: what stands after the medicine."""
    found = re.search(r"\d", name)
    return name[found.start() :] if found else name


def read(name: str) -> Match:
    return match_name(name, load_vocabulary())


def facts(match: Match) -> tuple[object, ...]:
    """Everything that is read, but for the words in which it is asked."""
    return match.status, match.medicine_class, match.product


@given(name=names, case=st.sampled_from(CASES))
def test_that_letter_case_changes_nothing(name: str, case) -> None:
    assert facts(read(case(name))) == facts(read(name))


@given(name=names, gap=st.sampled_from(GAPS), apart=st.booleans())
def test_that_spaces_change_nothing(name: str, gap: str, apart: bool) -> None:
    written = re.sub(r"(\d)(mg|microgram)", r"\1 \2", name) if apart else name
    written = gap + gap.join(written.split()) + gap
    assert facts(read(written)) == facts(read(name))


@given(name=names, supplier=st.sampled_from(SUPPLIERS))
def test_that_the_supplier_changes_nothing(name: str, supplier: str) -> None:
    assert facts(read(f"{name} ({supplier})")) == facts(read(name))


@given(
    name=names,
    abbreviated=st.sampled_from(((" tablets", " tabs"), (" capsules", " caps"), ("modified-release", "m/r"))),
)
def test_that_the_usual_abbreviations_change_nothing(name: str, abbreviated: tuple[str, str]) -> None:
    assert facts(read(name.replace(*abbreviated))) == facts(read(name))


@settings(max_examples=400)
@given(name=names, data=st.data())
def test_that_a_slip_of_one_letter_never_gives_another_medicine_or_strength(
    name: str, data: st.DataObject
) -> None:
    places = [found.start() for found in re.finditer(r"(?<=[a-z])[a-z](?=[a-z]{2})", name)]
    at = data.draw(st.sampled_from(places))
    letter = data.draw(st.sampled_from(LETTERS))
    slip = data.draw(
        st.sampled_from(
            (
                name[:at] + name[at + 1 :],
                name[:at] + letter + name[at + 1 :],
                name[:at] + letter + name[at:],
                name[:at] + name[at + 1] + name[at] + name[at + 2 :],
            )
        )
    )
    meant, found = read(name), read(slip)
    assert found.status is not Reading.OTHER
    if found.product is None or meant.product is None:
        return
    assert found.product.main.name == meant.product.main.name
    assert found.product.main.strength in {None, meant.product.main.strength}
    assert found.product.main.unit in {None, meant.product.main.unit}
    if found.status is Reading.READ:
        assert _without_salts(found.product) == _without_salts(meant.product)
        assert found.product.interval_hours == meant.product.interval_hours


def _without_salts(product: Product) -> tuple[object, ...]:
    """What a product looks like; a partner whose salt is misspelt is still the same medicine."""
    ingredients, *rest = looks_of(product)[:-1]
    return (tuple((name.split()[0], *more) for name, *more in ingredients), *rest)
