"""Clinical tables as shipped: pedigree, completeness, and the figures that their sources print."""

import re
from datetime import date
from decimal import Decimal
from importlib.resources import files

import pytest

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.ome.factor import Basis
from pharmreview.domain.risk.rule import HIGH_DOSE_LINE
from pharmreview.reference.data_file import read_data_file, shipped_provenance
from pharmreview.reference.judging.equivalence_table import load_factor_tables
from pharmreview.reference.judging.risk_table import load_rule_book
from pharmreview.reference.provenance import provenance_of
from pharmreview.reference.tables import load_tables

TABLES = load_factor_tables()
BOOK = load_rule_book()


def test_that_every_row_of_every_equivalence_table_names_its_source_and_how_sure_it_is():
    data = read_data_file("equivalence.toml")
    rows = [row for table in data["table"] for row in table["rows"]]
    assert len(rows) == 199
    for row in rows:
        assert data["sources"][row["source"]]["title"]
        assert data["confidences"][row["confidence"]]
        assert row["year"]


def test_that_figures_are_written_as_text_and_never_as_binary_numbers():
    text = files("resources").joinpath("data", "equivalence.toml").read_text(encoding="utf-8")
    assert not re.search(r"(factor|strength) = [0-9]", text)


def test_that_a_row_that_is_not_converted_has_no_figure_but_where_it_is_kept_to_compare():
    for table in TABLES.values():
        for factor in table.factors:
            if factor.basis is Basis.NOT_CONVERTIBLE:
                assert factor.factor is None or factor.medicine == "methadone"
            else:
                assert factor.factor is not None
                assert factor.factor > 0


def test_that_a_strength_row_of_the_default_table_is_its_rate_but_for_twelve():
    for factor in TABLES["FPM_2020"].factors:
        if factor.strength is not None:
            release = Decimal("12.5") if factor.strength == 12 else factor.strength
            assert factor.factor == release * Decimal("2.4")


def test_that_no_row_stands_twice_in_a_table_that_makes_totals():
    for name in ("FPM_2020", "BNF_PALLIATIVE"):
        keys = [(f.medicine, f.route, f.strength) for f in TABLES[name].factors]
        assert len(keys) == len(set(keys))


def test_that_every_table_has_a_pedigree_and_ids_are_not_used_twice():
    pedigrees = shipped_provenance()
    assert len({p.id for p in pedigrees}) == len(pedigrees)
    for pedigree in pedigrees:
        assert pedigree.source
        assert pedigree.author
        assert pedigree.reviewed is not None


def test_that_a_table_is_overdue_only_after_its_next_review():
    pedigree = provenance_of(
        {"id": "X", "title": "x", "source": "s", "author": "a", "next_review": "2027-05-21"}
    )
    assert not pedigree.overdue_on(date(2027, 5, 21))
    assert pedigree.overdue_on(date(2027, 5, 22))
    assert pedigree.model_copy(update={"next_review": None}).overdue_on(date(2026, 1, 1))


def test_that_an_empty_checker_is_nobody():
    entry = {"id": "X", "title": "x", "source": "s", "author": "a", "checker": ""}
    assert provenance_of(entry).checker is None


def test_that_every_rule_says_whence_and_asks_only_for_groups_that_exist():
    groups = {group.code for group in BOOK.terms.groups}
    ids = [rule.id for rule in BOOK.rules]
    assert len(ids) == len(set(ids))
    for rule in BOOK.rules:
        assert rule.source
        assert rule.rationale
        assert {*rule.when.terms, *rule.when.unless_terms} <= groups
        assert set(rule.when.beside) <= {group.id for group in BOOK.groups}
        assert rule.when.model_fields_set
        if rule.when.ome_at_least not in (None, HIGH_DOSE_LINE):
            assert Decimal(rule.when.ome_at_least) >= 0


def test_that_the_high_dose_line_is_dated():
    assert BOOK.high_dose_line(date(2025, 11, 16)).milligrams == 120
    assert BOOK.high_dose_line(date(2025, 11, 17)).milligrams == 90
    assert BOOK.high_dose_line(date(2000, 1, 1)).milligrams == 120
    assert [age.days for age in BOOK.stale_after] == [183]


def test_that_a_table_is_found_by_its_id_in_any_case_and_an_unknown_one_is_refused():
    assert load_tables().factor_table("anzca_2021").id == "ANZCA_2021"
    assert load_tables().factor_table(None).id == "FPM_2020"
    with pytest.raises(InputProblem, match="no equivalence table called"):
        load_tables().factor_table("")
