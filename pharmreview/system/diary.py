"""A diary of what the program did, in ids and codes: never a word about a patient.

Nothing is written because it looks harmless; it is written because its name is on the list and its shape
is that of an id, a code or a small number. Whatever else is handed in is replaced by a mark.
"""

import re
import traceback
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from pharmreview.domain.errors import PharmReviewError

LEFT_OUT = "[left out]"
LARGEST = 1_000_000
"""Bytes a diary may reach before it is put aside as `.old` and begun again."""

_CODE = re.compile(r"[a-z][a-z-]{0,30}(\.[a-z][a-z-]{0,30}){0,3}")
_DETAIL = re.compile(r"[A-Z][A-Z0-9]+(_[A-Z0-9]+)+|[A-Z][A-Za-z]+(Error|Exception|Warning)")
_ID = re.compile(r"(?=.*[a-z])(?=.*[0-9])[0-9a-z]{8,40}")  # so neither a name nor an NHS number
_WORD = re.compile(r"[a-z][a-z_-]{0,40}")
_VERSION = re.compile(r"\d{1,4}(\.\d{1,4}){1,3}")
_LARGEST_NUMBER = 9_999_999  # an NHS number has ten digits

ALLOWED: dict[str, re.Pattern[str]] = {
    "case": _ID,
    "user": _ID,
    "paper": _ID,
    "screen": _WORD,
    "step": _WORD,
    "action": _WORD,
    "kind": _WORD,
    "app": _VERSION,
    "qt": _VERSION,
    "python": _VERSION,
}
"""The names text may be written under, and the shape it must have."""

NUMBERS = ("revision", "rows", "people", "pages", "milliseconds", "bytes", "tries")
"""The names a whole number may be written under."""


class Diary:
    """Lines added to one file: the time, a code, and facts from the list."""

    def __init__(self, path: Path, now: Callable[[], datetime]) -> None:
        self._path = path
        self._now = now

    def note(self, code: str, **facts: object) -> None:
        """Write one line. A diary that cannot be written never stops the work."""
        parts = [code if _CODE.fullmatch(code) else LEFT_OUT]
        parts += [f"{name}={_allowed(name, value)}" for name, value in facts.items() if _known(name)]
        self._write(" ".join(parts))

    def problem(self, error: BaseException) -> None:
        """Write what kind of error it was and where it came from; not its message, which may quote."""
        parts = ["problem.refused" if isinstance(error, PharmReviewError) else "problem.fault"]
        parts.append(f"type={type(error).__name__}")
        if isinstance(error, PharmReviewError):
            parts.append(f"code={error.code if _CODE.fullmatch(error.code) else LEFT_OUT}")
            if error.detail:
                parts.append(f"detail={error.detail if _DETAIL.fullmatch(error.detail) else LEFT_OUT}")
        lines = [" ".join(parts)]
        frames = traceback.extract_tb(error.__traceback__)
        lines += [f"    {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
        self._write("\n".join(lines))

    def _write(self, text: str) -> None:
        with suppress(OSError):
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self._path.exists() and self._path.stat().st_size > LARGEST:
                self._path.replace(self._path.with_suffix(".old"))
            with self._path.open("a", encoding="utf-8") as file:
                file.write(f"{self._now().isoformat(timespec='seconds')} {text}\n")


def _known(name: str) -> bool:
    return name in ALLOWED or name in NUMBERS


def _allowed(name: str, value: object) -> str:
    if name in NUMBERS:
        whole = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _LARGEST_NUMBER
        return str(value) if whole else LEFT_OUT
    return value if isinstance(value, str) and ALLOWED[name].fullmatch(value) else LEFT_OUT
