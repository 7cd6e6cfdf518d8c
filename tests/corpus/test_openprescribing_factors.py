"""Where our table and OpenPrescribing's differ, and why: every difference is listed here, and no other."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from pharmreview.domain.ome.factor import Basis, Factor
from pharmreview.reference.judging.equivalence_table import load_factor_tables

FPM = load_factor_tables()["FPM_2020"]
_SALTS = ("hydrochloride", "phosphate", "sulfate", "tartrate", "pectinate")
_PER_MILLIGRAM_OF_A_PATCH = Decimal("2.4") * 1000 / 24
"""OpenPrescribing counts a patch by the milligrams it gives in a day: 2.4 for each microgram an hour."""

_NO_FIGURE = "Opioids Aware prints no figure by this route; the line is not converted and the total says so"
_UNUSUAL = "Opioids Aware does not list this medicine; a figure from elsewhere is never borrowed in silence"
_NOT_LINEAR = "methadone has no single ratio to morphine: no figure is used for a person"
NOT_CONVERTED = {
    ("alfentanil", "injection"): _UNUSUAL,
    ("alfentanil", "nasal"): _UNUSUAL,
    ("buprenorphine", "injection"): _NO_FIGURE,
    ("buprenorphine", "oromucosal"): _NO_FIGURE,
    ("codeine", "injection"): _NO_FIGURE,
    ("codeine", "rectal"): _NO_FIGURE,
    ("dextromoramide", "oral"): _UNUSUAL,
    ("dextropropoxyphene", "oral"): _UNUSUAL,
    ("diamorphine", "inhalation"): _UNUSUAL,
    ("diamorphine", "injection"): _UNUSUAL,
    ("diamorphine", "oral"): _UNUSUAL,
    ("diamorphine", "rectal"): _UNUSUAL,
    ("dihydrocodeine", "injection"): _NO_FIGURE,
    ("dipipanone", "oral"): _UNUSUAL,
    ("fentanyl", "buccal"): _NO_FIGURE,
    ("fentanyl", "injection"): _NO_FIGURE,
    ("fentanyl", "nasal"): _NO_FIGURE,
    ("fentanyl", "oromucosal"): _NO_FIGURE,
    ("hydromorphone", "injection"): _NO_FIGURE,
    ("meptazinol", "injection"): _UNUSUAL,
    ("meptazinol", "oral"): _UNUSUAL,
    ("methadone", "inhalation"): _NOT_LINEAR,
    ("methadone", "injection"): _NOT_LINEAR,
    ("methadone", "oral"): _NOT_LINEAR,
    ("morphine", "injection"): _NO_FIGURE,
    ("morphine", "rectal"): _NO_FIGURE,
    ("nalbuphine", "injection"): _UNUSUAL,
    ("oxycodone", "injection"): _NO_FIGURE,
    ("oxycodone", "rectal"): _NO_FIGURE,
    ("papaveretum", "injection"): _UNUSUAL,
    ("pentazocine", "injection"): _UNUSUAL,
    ("pentazocine", "oral"): _UNUSUAL,
    ("pentazocine", "rectal"): _UNUSUAL,
    ("pethidine", "injection"): _UNUSUAL,
    ("pethidine", "oral"): _UNUSUAL,
    ("tramadol", "injection"): _NO_FIGURE,
}
OTHER_FIGURES = {
    (
        "fentanyl",
        "transdermal",
        "12",
    ): "it gives 12.5, so 30 as Opioids Aware prints it, not 28.8",
}


@pytest.fixture(scope="module")
def theirs(corpus: Path) -> dict[tuple[str, str], Decimal]:
    with (corpus / "ome_factors_openprescribing.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    found: dict[tuple[str, str], Decimal] = {}
    for row in rows:
        plain = " ".join(word for word in row["ingredient"].casefold().split() if word not in _SALTS)
        key, factor = (plain, row["route"]), Decimal(row["ome_per_mg"])
        assert found.setdefault(key, factor) == factor, key
    return found


def ours(medicine: str, route: str) -> list[Factor]:
    """Our rows that give a figure."""
    return [
        f
        for f in FPM.factors
        if (f.medicine, f.route) == (medicine, route)
        and f.factor is not None
        and f.basis is not Basis.NOT_CONVERTIBLE
    ]


def test_that_what_we_do_not_convert_is_listed_and_explained(theirs):
    missing = {key for key in theirs if not ours(*key)}
    assert missing == set(NOT_CONVERTED)


def test_that_every_figure_of_both_agrees_but_for_those_explained(theirs):
    differing = set()
    for (medicine, route), factor in theirs.items():
        for own in ours(medicine, route):
            if own.basis is Basis.PER_MILLIGRAM:
                assert own.factor == factor, (medicine, route)
                continue
            strength = own.strength if own.strength is not None else Decimal(1)
            if own.factor != strength * factor * 24 / 1000:
                differing.add((medicine, route, str(own.strength)))
    assert differing == set(OTHER_FIGURES)


def test_that_their_patches_count_as_we_say(theirs):
    assert theirs["fentanyl", "transdermal"] == _PER_MILLIGRAM_OF_A_PATCH
    assert theirs["buprenorphine", "transdermal"] == _PER_MILLIGRAM_OF_A_PATCH
