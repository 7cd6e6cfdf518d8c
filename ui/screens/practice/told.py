"""What comes back from a lane, told to a model that may be gone by then."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import shiboken6

from ui.errors import words_for
from ui.jobs import Err, Ok

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

    from ui.errors import ErrorWords

T = TypeVar("T")


def told_to(
    model: QObject, value: Callable[[T], None], problem: Callable[[ErrorWords], None]
) -> Callable[[Ok[T] | Err], None]:
    """Tells a model the outcome of work, or what went wrong in words; nobody where it is gone."""

    def done(outcome: Ok[T] | Err) -> None:
        if not shiboken6.isValid(model):
            return
        if isinstance(outcome, Err):
            problem(words_for(outcome.error))
        else:
            value(outcome.value)

    return done
