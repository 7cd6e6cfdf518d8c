"""What the worked example is made from: its clock, its people, its answers, its practice."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime, timedelta
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any

from pharmreview.domain.case import User
from pharmreview.domain.patient import Practice
from pharmreview.domain.review.answer import Answers
from pharmreview.domain.team.access import Access

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

NAME, ROLE = "Nia Farrow", "clinical pharmacist"
PASSPHRASE = "training store only"  # noqa: S105 - the store holds invented people and is made afresh
FIND, NHS_NUMBER = "marlow", "9990000018"
NOT_SEEN = "price"
"""Somebody whose review nobody has begun."""
UNREAD = "mcbride"
FOUND = "MST Continus 30mg tablets"
TITLE, ADDRESS = "Mrs", ("7 Sexton Row", "Larkhampton", "ZZ99 3VZ")
NEEDS = ("Large print", "Hearing: face to face")
AIM, EVERY_DAYS, FIRST_STEP = "60", "28", date(2026, 12, 9)
PAUSE_DAYS, PAUSE_REASON = 14, "A week at the sea with the family"


class TrainingClock:
    """Twelve minutes past ten on 24 November 2026, moved only by hand: every example comes out the same."""

    def __init__(self) -> None:
        self._now = datetime(2026, 11, 24, 10, 12, tzinfo=UTC)

    def today(self) -> date:
        """The training day."""
        return self._now.date()

    def now(self) -> datetime:
        """The training moment."""
        return self._now

    def move(self, minutes: int) -> None:
        """Let so many minutes pass."""
        self._now += timedelta(minutes=minutes)


def search_file() -> AbstractContextManager[Path]:
    """The practice search of invented people, as a file."""
    return as_file(files("resources") / "training" / "search.csv")


def screen_file() -> AbstractContextManager[Path]:
    """A clinic laptop's screen, in the words of Qt's offscreen platform."""
    return as_file(files("resources") / "training" / "screen.json")


def answers() -> tuple[Answers, dict[str, str]]:
    """The worked person's answers, and the reasons for what was passed over."""
    raw = _training()
    given: Answers = {k: tuple(v) if isinstance(v, list) else v for k, v in raw["answers"].items()}
    return given, raw["passed"]


def together() -> Answers:
    """What a joint visit and an MDT request add to the worked person's answers."""
    return {k: tuple(v) if isinstance(v, list) else v for k, v in _training()["together"].items()}


def at_length() -> Answers:
    """Far more than usual, for somebody else: to see that nothing is cut."""
    return {k: tuple(v) if isinstance(v, list) else v for k, v in _training()["at_length"].items()}


def lead() -> User:
    """Who makes the training store."""
    return User(id="training", name=NAME, role=ROLE, access=Access.LEAD)


def practice() -> Practice:
    """The invented practice."""
    raw = dict(_training()["practice"])
    raw["address"] = tuple(raw["address"])
    return Practice(**raw)


def _training() -> dict[str, Any]:
    return tomllib.loads((files("resources") / "training" / "answers.toml").read_text(encoding="utf-8"))
