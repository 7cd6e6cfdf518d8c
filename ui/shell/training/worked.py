"""What the worked example is made from: its clock, its people, its answers, its practice."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime, timedelta
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any

from pharmreview.domain.patient import Practice
from pharmreview.domain.review.answer import Answers

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

USER = ("Nia Farrow", "clinical pharmacist")
PASSPHRASE = "training store only"  # noqa: S105 - the store holds invented people and is made afresh
NHS_NUMBER = "9990000018"
AIM = "60"
PAUSE = (date(2027, 7, 21), 14, "holiday")
FIRST_STEP = date(2026, 12, 9)


class TrainingClock:
    """Stands at a quarter past ten on 24 November 2026, so that every example comes out the same."""

    def __init__(self) -> None:
        self._now = datetime(2026, 11, 24, 10, 12, tzinfo=UTC)

    def today(self) -> date:
        """The training day."""
        return self._now.date()

    def now(self) -> datetime:
        """The training moment, a second later each time it is asked."""
        self._now += timedelta(seconds=1)
        return self._now


def search_file() -> AbstractContextManager[Path]:
    """The practice search of invented people, as a file."""
    return as_file(files("resources") / "training" / "search.csv")


def answers() -> tuple[Answers, dict[str, str]]:
    """The worked person's answers, and the reasons for what was passed over."""
    raw = _training()
    given: Answers = {k: tuple(v) if isinstance(v, list) else v for k, v in raw["answers"].items()}
    return given, raw["passed"]


def practice() -> Practice:
    """The invented practice."""
    raw = dict(_training()["practice"])
    raw["address"] = tuple(raw["address"])
    return Practice(**raw)


def _training() -> dict[str, Any]:
    return tomllib.loads((files("resources") / "training" / "answers.toml").read_text(encoding="utf-8"))
