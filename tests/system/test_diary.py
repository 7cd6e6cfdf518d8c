"""The diary holds ids and codes, and nothing a person could be known by."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pharmreview.domain.errors import VaultProblem
from pharmreview.system import diary as diary_module
from pharmreview.system.diary import LEFT_OUT, Diary
from tests.conftest import ToldClock

CANARIES = (
    "Canaryname",
    "9990000018",
    "999 000 0018",
    "1960-02-29",
    "29/02/1960",
    "07700900123",
    "SW1A 1AA",
    "morphine 10mg",
)


@pytest.fixture
def diary(tmp_path: Path, clock: ToldClock) -> Diary:
    return Diary(tmp_path / "logs" / "diary.log", clock.now)


def written(diary: Diary) -> str:
    return diary._path.read_text(encoding="utf-8")


def test_that_ids_and_codes_are_written_with_the_time(diary: Diary) -> None:
    diary.note("case.saved", case="k7m2x9q4ab", revision=3, milliseconds=4)
    diary.note("store.unlocked", user="7e2a94b4061b70ff", screen="caseload", app="0.1.0")
    assert written(diary).splitlines() == [
        "2026-11-20T09:30:00+00:00 case.saved case=k7m2x9q4ab revision=3 milliseconds=4",
        "2026-11-20T09:30:00+00:00 store.unlocked user=7e2a94b4061b70ff screen=caseload app=0.1.0",
    ]


@pytest.mark.parametrize(
    "name", ["case", "user", "paper", "app", "revision", "rows", "patient", "text", "name"]
)
@pytest.mark.parametrize("canary", CANARIES)
def test_that_a_canary_under_any_name_is_left_out(diary: Diary, name: str, canary: str) -> None:
    diary.note("case.saved", **{name: canary})
    diary.note(canary)
    assert canary not in written(diary)


def test_that_a_number_as_long_as_an_nhs_number_is_left_out(diary: Diary) -> None:
    diary.note("case.saved", revision=9990000018, rows=True)
    assert written(diary).endswith(f"case.saved revision={LEFT_OUT} rows={LEFT_OUT}\n")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1, max_size=40))
def test_that_free_text_is_never_written(diary: Diary, text: str) -> None:
    marked = f"Zq {text}"
    for name in (*diary_module.ALLOWED, *diary_module.NUMBERS):
        diary.note("case.saved", **{name: marked})
    assert "Zq" not in written(diary)


def failing(secret: str) -> None:
    patient = secret
    raise ValueError(f"{patient} cannot be read")


def test_that_an_error_is_told_by_its_kind_and_place(diary: Diary) -> None:
    try:
        failing("Canaryname 999 000 0018")
    except ValueError as error:
        diary.problem(error)
    text = written(diary)
    assert "problem.fault type=ValueError" in text
    assert "test_diary.py:" in text
    assert " failing" in text
    assert "Canary" not in text
    assert "999" not in text


def test_that_a_refusal_is_told_by_its_code(diary: Diary) -> None:
    diary.problem(VaultProblem("Canaryname's store", "Ask Canaryname.", "SQLITE_FULL", code="vault.full"))
    diary.problem(VaultProblem("a", "b", "Canaryname 9990000018", code="vault.disk"))
    first, second = written(diary).splitlines()
    assert first.endswith("problem.refused type=VaultProblem code=vault.full detail=SQLITE_FULL")
    assert second.endswith(f"code=vault.disk detail={LEFT_OUT}")


def test_that_a_diary_that_cannot_be_written_stops_nothing(tmp_path: Path, clock: ToldClock) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    Diary(tmp_path / "file" / "diary.log", clock.now).note("case.saved")
    assert (tmp_path / "file").read_text(encoding="utf-8") == "not a folder"


def test_that_a_full_diary_is_put_aside(diary: Diary, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diary_module, "LARGEST", 200)
    for _ in range(10):
        diary.note("case.saved", case="k7m2x9q4ab")
    sizes = {path.name: path.stat().st_size for path in diary._path.parent.iterdir()}
    assert set(sizes) == {"diary.log", "diary.old"}
    assert max(sizes.values()) < 300
