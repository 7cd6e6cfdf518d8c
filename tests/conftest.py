"""What every test stands on: an offscreen laptop, a clock told the time, exact decimals, the corpus."""

import decimal
import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import settings

_SCREEN = Path(__file__).parent / "data" / "screen.json"

# Qt splits this at colons, so no Windows drive may be in it. It is read when QApplication is made.
_SCREEN_NAMED = Path(os.path.relpath(_SCREEN)).as_posix() if os.name == "nt" else str(_SCREEN)
os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={_SCREEN_NAMED}"

# New threads copy the default context; this one is already running.
decimal.DefaultContext.traps[decimal.FloatOperation] = True
decimal.setcontext(decimal.Context())

settings.register_profile("dev", max_examples=40, deadline=None)
settings.register_profile("ci", max_examples=150, deadline=None, derandomize=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))


class ToldClock:
    """A clock that stands still until a test moves it."""

    def __init__(self, start: datetime) -> None:
        self._now = start

    def today(self) -> date:
        return self._now.date()

    def now(self) -> datetime:
        return self._now

    def move(self, **duration: float) -> None:
        """Forward by a duration, in the words of `timedelta`: ``move(days=28)``."""
        self._now += timedelta(**duration)


@pytest.fixture
def clock() -> ToldClock:
    """Half past nine on 20 November 2026, and it stays so until the test calls `move`."""
    return ToldClock(datetime(2026, 11, 20, 9, 30, tzinfo=UTC))


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of public prescribing corpora, which are too large and not ours to keep here."""
    folder = os.environ.get("PHARMREVIEW_CORPUS")
    if not folder:
        pytest.skip("PHARMREVIEW_CORPUS names no folder, so the public corpora are not read")
    if not Path(folder).is_dir():
        pytest.fail(f"PHARMREVIEW_CORPUS names {folder}, which is not a folder")
    return Path(folder)
