"""What a column holds: exact digits, ISO dates, names; never a float."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pharmreview.domain.case import CaseState
from pharmreview.storage.record.rows import cell, read_date, read_decimal, read_member, read_time, row
from pharmreview.storage.vault import Vault


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**9), max_value=10**9))
def test_that_a_decimal_comes_back_as_the_same_number(number: Decimal) -> None:
    text = cell(number)
    assert isinstance(text, str)
    assert read_decimal(text) == number


@given(st.dates())
def test_that_a_date_comes_back(day: date) -> None:
    assert read_date(str(cell(day))) == day


@given(st.datetimes(timezones=st.just(UTC)))
def test_that_a_moment_comes_back_with_its_zone(moment: datetime) -> None:
    assert read_time(str(cell(moment))) == moment


def test_that_a_moment_without_its_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        cell(datetime(2026, 11, 20))  # noqa: DTZ001 - the fault under test


@pytest.mark.parametrize("state", list(CaseState))
def test_that_an_enum_is_kept_by_name(state: CaseState) -> None:
    assert cell(state) == state.name
    assert read_member(CaseState, state.name) is state


@pytest.mark.parametrize("value", [2.5, [1], {"a": 1}])
def test_that_what_has_no_written_form_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        cell(value)


def test_that_a_float_in_a_column_is_not_read_as_a_quantity() -> None:
    with pytest.raises(ValueError, match="float"):
        read_decimal(0.1)  # type: ignore[arg-type]


def test_that_sqlite_utils_would_make_a_float_of_a_decimal_and_rows_keeps_it_exact(tmp_path: Path) -> None:
    vault = Vault.create(tmp_path / "trap.pharmreview", b"k" * 32)
    try:
        vault.db.execute("CREATE TABLE loose (dose)")
        vault.db.table("loose").insert({"dose": Decimal("0.10000000000000000555")})
        (lossy,) = vault.db.execute("SELECT typeof(dose) FROM loose").fetchone()
        assert lossy == "real"
        vault.db.table("loose").insert(row({"dose": Decimal("0.10000000000000000555")}))
        exact = vault.db.execute("SELECT dose FROM loose WHERE typeof(dose) = 'text'").fetchone()
        assert exact == ("0.10000000000000000555",)
    finally:
        vault.close()
