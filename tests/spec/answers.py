"""What the program answers to each kind of worked example, in the words that the page prints."""

from datetime import date
from decimal import Decimal

from pharmreview.domain.assessment import Assessment, assess
from pharmreview.domain.digits import plain
from pharmreview.domain.lines.directions import read_directions
from pharmreview.domain.lines.line import Reading, UnreadDirections
from pharmreview.domain.lines.match import match_name
from pharmreview.domain.lines.row import ExportRow
from pharmreview.domain.lines.statements.wording import quantity_words
from pharmreview.domain.medicines.product import Ingredient, MedicineClass, Product, Release
from pharmreview.domain.patient import CodedTerm, Patient
from pharmreview.domain.risk.exclusions import exclusions_of
from pharmreview.reference.tables import ReferenceTables, load_tables
from tests.spec.examples import Example, Person

DAY = date(2026, 11, 20)
"""The day on which the people of the examples are judged."""
RELEASES = {Release.IMMEDIATE: "immediate", Release.MODIFIED: "modified"}
TABLES: ReferenceTables = load_tables()


def name_answer(example: Example) -> str:
    """The product, a question about it, another medicine, or unread."""
    found = match_name(example.read, TABLES.vocabulary)
    if found.status is Reading.OTHER:
        return "another medicine"
    if found.status is Reading.UNREAD or found.product is None:
        return "unread"
    return ("ask: " if found.status is Reading.ASK else "") + _product(found.product)


def _product(product: Product) -> str:
    made = " with ".join(_ingredient(each) for each in product.ingredients)
    said = [f"{made} {product.form.value}", f"{RELEASES[product.release]} release"]
    if product.interval_hours is not None:
        said.append(f"every {plain(product.interval_hours)} hours")
    if product.schedule:
        said.append(f"schedule {product.schedule}")
    return ", ".join(said)


def _ingredient(each: Ingredient) -> str:
    if each.strength is None or each.unit is None:
        return each.name
    volume = f" in {plain(each.per.value)} {each.per.unit.value}" if each.per else ""
    return f"{each.name} {plain(each.strength)} {each.unit.value}{volume}"


def directions_answer(example: Example) -> str:
    """The quantity of a day, or that it is not read."""
    found = read_directions(example.read, example.form)
    return "not read" if isinstance(found, UnreadDirections) else quantity_words(found, None)


def refusal(example: Example) -> str:
    """The sentence the program gives for what it does not read."""
    found = read_directions(example.read, example.form)
    return found.why if isinstance(found, UnreadDirections) else ""


def judged(person: Person) -> Assessment:
    """A person of the examples, judged with the shipped tables."""
    rows = [
        ExportRow(row=at, name=name, directions=directions, issued=DAY)
        for at, (name, directions) in enumerate(person.medicines, start=2)
    ]
    patient = Patient(born=date.fromisoformat(person.born or "1970-01-01"))
    lines = [TABLES.read_row(row) for row in rows]
    return assess(lines, patient, TABLES.factors, TABLES.rules, DAY)


def total_answer(person: Person) -> str:
    """The oral morphine equivalence of a day, its regular part, and whether it is only a floor."""
    ome = judged(person).ome
    low, high, regular = (_milligrams(each.milligrams) for each in (ome.low, ome.high, ome.regular_high))
    if not ome.complete:
        return f"at least {high} mg: incomplete"
    if regular != high:
        return f"{high} mg, of which {regular} mg regular"
    return f"{high} mg" if low == high else f"{low} to {high} mg"


def _milligrams(amount: Decimal) -> str:
    return plain(amount)


def term_answer(example: Example) -> str:
    """Whether a coded entry excludes, must be looked at, or says nothing."""
    taken = {MedicineClass.OPIOID: ["Codeine 30mg tablets"]}
    entries = [CodedTerm(term=example.read, text="", row=2)]
    found = [e for e in exclusions_of(entries, TABLES.rules.terms, None, taken) if e.code.startswith("EXC")]
    if not found:
        return "nothing"
    return "excludes" if any(each.sure for each in found) else "to be looked at"
