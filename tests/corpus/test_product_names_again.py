"""Product names checked a second time, by plain patterns that share nothing with the reader.

Each fact of a reading is held against what the source's columns and the bare text of the name say.
"""

import csv
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from pharmreview.domain.lines.line import Match, Reading
from pharmreview.domain.lines.match import match_name
from pharmreview.domain.medicines.product import Product
from pharmreview.reference.vocabulary_table import load_vocabulary

Row = dict[str, str]

AMOUNT = re.compile(
    r"(?<![\d.])(\d[\d,]*(?:\.\d+)?)\s?(mg|micrograms?|mcg|g)\b(?:\s?/\s?(\d+(?:\.\d+)?)?\s?(ml|hour|hr)\b)?",
    re.IGNORECASE,
)
SLASHED = re.compile(r"\b(\d+(?:\.\d+)?)mg/(\d+(?:\.\d+)?)(mg|micrograms?)(?:/(\d+)ml)?", re.IGNORECASE)
SLOW = re.compile(
    r"modified|prolonged|m/r|\b(?:sr|mr|xl|pr|la|retard|continus|24hr)\b|depot|mst|mxl|zomorph|longtec|oxycontin|"
    r"targinact|marol|mabron|maneo|oldaram|oxypro|oxeltra|candox|carexil|abtard|oxylan|reltebon|leveraxo|"
    r"renocontin|zomestine|ixyldone|dolocodon|myloxifin|oxyargin|morphgesic|filnarine|rhotard|tapimio|buvidal|"
    r"sublocade|nobligan|invodol|tramulief|sixmo",
    re.IGNORECASE,
)
FORMS = (
    ("transdermal system", "other"),
    ("nebuliser", "other"),
    ("nasal", "nasal spray|other"),
    ("sachet", "sachet|granules"),
    ("oral solution", "oral solution"),
    ("injection", "injection"),
    ("infusion", "injection"),
    ("ampoule", "injection"),
    ("suppositor", "suppository"),
    ("rectal", "other"),
    ("enema", "other"),
    ("patch", "patch"),
    ("granules", "granules"),
    ("lozenge", "lozenge"),
    ("film-coated", "tablet"),
    ("film", "film"),
    ("oromucosal", "other"),
    ("buccal liquid", "other"),
    ("linctus", "linctus"),
    ("drops", "oral drops"),
    ("oral suspension", "oral suspension"),
    ("elixir", "oral solution"),
    ("syrup", "oral solution"),
    ("tablet", "tablet"),
    ("capsule", "capsule"),
    ("caplet", "tablet"),
)
ORAL = {
    "tablet",
    "capsule",
    "oral solution",
    "oral suspension",
    "linctus",
    "oral drops",
    "sachet",
    "granules",
}
SCHEDULE_TWO = frozenset(
    re.findall(
        r"\w+",
        """
    morphine oxycodone fentanyl diamorphine hydromorphone methadone pethidine tapentadol dipipanone alfentanil
    remifentanil papaveretum dextromoramide opium sufentanil
""",
    )
)
SCHEDULE_THREE = frozenset(
    re.findall(
        r"\w+",
        """
    tramadol buprenorphine pentazocine gabapentin pregabalin midazolam temazepam flunitrazepam
""",
    )
)
SCHEDULE_FIVE = {"codeine", "dihydrocodeine", "ethylmorphine", "dextropropoxyphene"}
WEAK_MORPHINE = Decimal("2.6")


@pytest.fixture(scope="module")
def told(corpus: Path) -> list[tuple[Row, Match]]:
    """Every row whose name was read in full."""
    with (corpus / "product_names_dev.csv").open(encoding="utf-8", newline="") as lines:
        found = [(row, match_name(row["name"], load_vocabulary())) for row in csv.DictReader(lines)]
    return [(row, match) for row, match in found if match.status is Reading.READ]


def bare(row: Row) -> str:
    """The name without its supplier."""
    name = row["name"]
    supplier = f"({row['supplier']})" if row["supplier"] else ""
    return name.removesuffix(supplier).strip() if supplier else name


def disagreements(told: list[tuple[Row, Match]], wrong: Callable[[Row, Product], object]) -> list[str]:
    found = [
        f"{row['name']}: {what}"
        for row, match in told
        if match.product and (what := wrong(row, match.product))
    ]
    print(*found, sep="\n")  # noqa: T201 - the list of failures is the point of the run
    return found


def test_that_the_ingredient_is_the_drug_of_the_source(told):
    def wrong(row: Row, product: Product) -> object:
        drugs = {part.strip() for part in row["drug"].split("+")}
        return row["drug"] and product.main.name not in drugs and (row["drug"], product.main.name)

    assert not disagreements(told, wrong)


def test_that_every_amount_read_stands_in_the_name_and_every_amount_in_the_name_is_read(told):
    def wrong(row: Row, product: Product) -> object:
        name = bare(row)
        slashed = SLASHED.search(name)
        stated = {_micrograms(a, b) for a, b, *_ in AMOUNT.findall(name)}
        if slashed:
            stated |= {_micrograms(slashed[1], "mg"), _micrograms(slashed[2], slashed[3])}
        read = {
            i.strength * (1000 if i.unit == "mg" else 1)
            for i in product.ingredients
            if i.strength is not None and i.unit is not None
        }
        return stated and product.brand == "" and read != stated and (read, stated)

    assert not disagreements(told, wrong)


def _micrograms(number: str, unit: str) -> Decimal:
    times = {"g": 1_000_000, "m": 1, "mg": 1000}
    key = unit.lower() if unit.lower() in {"g", "mg"} else "m"
    return Decimal(number.replace(",", "")) * times[key]


def test_that_an_hourly_rate_is_read_as_one_and_nothing_else_is(told):
    def wrong(row: Row, product: Product) -> object:
        hourly = re.search(r"/\s?(hour|hr|h)\b|^Durogesic.*patches", bare(row), re.IGNORECASE) is not None
        return (product.main.unit == "microgram/hour") != hourly and product.main.unit

    assert not disagreements(told, wrong)


def test_that_the_form_is_the_one_the_name_states(told):
    def wrong(row: Row, product: Product) -> object:
        name = bare(row).lower()
        said = next((forms.split("|") for word, forms in FORMS if word in name), None)
        return said and product.form.value not in said and (product.form.value, said)

    assert not disagreements(told, wrong)


def test_that_the_release_is_the_one_the_name_or_its_brand_states(told):
    def wrong(row: Row, product: Product) -> object:
        slow = SLOW.search(bare(row)) is not None or product.form.value == "patch"
        return (product.release.value == "MR") != slow and product.release.value

    assert not disagreements(told, wrong)


def test_that_the_schedule_is_that_of_the_regulations(told):
    def wrong(_: Row, product: Product) -> object:
        due = _schedule(product)
        return due != product.schedule and (product.schedule, due)

    assert not disagreements(told, wrong)


def _schedule(product: Product) -> str | None:
    main = product.main
    injected = product.form.value == "injection"
    if main.name == "morphine" and not injected and main.per is not None and main.strength is not None:
        milligrams = main.strength / (1000 if main.unit == "microgram" else 1) / main.per.value
        return "5" if milligrams <= WEAK_MORPHINE else "2"
    if main.name in SCHEDULE_FIVE:
        return "2" if injected else "5"
    if main.name in SCHEDULE_TWO:
        return "2"
    if main.name in SCHEDULE_THREE:
        return "3"
    return None if main.name in {"meptazinol", "nalbuphine"} else "4"


def test_that_paracetamol_is_counted_where_the_name_has_it_and_nowhere_else(told):
    def wrong(row: Row, product: Product) -> object:
        name = bare(row).lower()
        held = {i.name: i.strength for i in product.ingredients}
        if not any(word in name for word in ("paracetamol", "co-codamol", "co-dydramol", "co-proxamol")):
            return False
        large = [amount for a, b, *_ in AMOUNT.findall(name) if (amount := _micrograms(a, b)) >= 300_000]
        if slashed := SLASHED.search(name):
            large += [
                n
                for n in (_micrograms(slashed[1], "mg"), _micrograms(slashed[2], slashed[3]))
                if n >= 300_000
            ]
        content = held.get("paracetamol")
        if large and (content is None or content * 1000 not in large):
            return held
        return content is None and held

    assert not disagreements(told, wrong)


def test_that_the_route_is_that_of_the_list_the_name_came_from(told):
    routes = {
        "oral": {"oral"},
        "transdermal": {"transdermal"},
        "injection": {"injected"},
        "oromucosal_nasal": {"sublingual", "buccal", "nasal", "other"},
        "rectal": {"rectal"},
    }

    def wrong(row: Row, product: Product) -> object:
        due = routes.get(row["route"])
        if due is None:
            return product.form.value in ORAL and product.route.value not in {"oral", "sublingual", "buccal"}
        return product.route.value not in due and (row["route"], product.route.value)

    assert not disagreements(told, wrong)


def test_that_a_patch_gives_off_over_its_life_what_the_source_says(told):
    def wrong(row: Row, product: Product) -> object:
        shared_code = product.brand == "Hapoctasin"  # the source gives it the content of the 96-hourly patch
        if product.form.value != "patch" or not row["strength_mg_per_unit"] or shared_code:
            return False
        if product.main.strength is None or product.interval_hours is None:
            return "no rate"
        over_life = product.main.strength * product.interval_hours / 1000
        return abs(over_life - Decimal(row["strength_mg_per_unit"])) > Decimal("0.01") and over_life

    assert not disagreements(told, wrong)
