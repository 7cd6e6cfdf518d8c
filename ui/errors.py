"""One way to show an error: what is wrong, how to mend it, and that the work is safe.

Places that can show a problem say so by `show_problem(what, remedy)`; everything else is a dialog.
"""

from dataclasses import dataclass
from types import TracebackType
from typing import Protocol

from PySide6.QtWidgets import QMessageBox, QWidget

from pharmreview.domain.errors import PharmReviewError

OUR_FAULT = "Something went wrong on our side."
CARRY_ON = "What was saved is safe. Close this screen and carry on; if it happens again, save a report."


@dataclass(frozen=True, slots=True)
class ErrorWords:
    """What a person is told, and what goes to the diary instead (`detail`, `code`; never about a patient)."""

    what: str
    remedy: str
    detail: str = ""
    code: str = "ours"

    @property
    def expected(self) -> bool:
        """Whether this is a refusal we foresaw, and not a fault of ours."""
        return self.code != "ours"

    @property
    def problem(self) -> tuple[str, str]:
        """What is wrong and how to mend it, as props keep it."""
        return self.what, self.remedy

    @property
    def sentence(self) -> str:
        """Both on one line."""
        return f"{self.what} {self.remedy}".strip()


class ShowsProblem(Protocol):
    """A place on the screen that can say a problem, such as a banner."""

    def show_problem(self, what: str, remedy: str) -> None:
        """Say what is wrong and how to mend it."""
        ...


def words_for(error: BaseException) -> ErrorWords:
    """The words for any error. One that is not ours to expect is our fault, and says so without its text."""
    if isinstance(error, PharmReviewError):
        return ErrorWords(error.what, error.remedy, error.detail, error.code)
    return ErrorWords(OUR_FAULT, CARRY_ON, detail=type(error).__name__)


def show_in(place: ShowsProblem, error: BaseException) -> ErrorWords:
    """Say the error in a place on the screen."""
    words = words_for(error)
    place.show_problem(words.what, words.remedy)
    return words


def dialog_for(error: BaseException, parent: QWidget | None = None) -> QMessageBox:
    """A dialog for an error that has no place of its own on the screen. The caller opens it."""
    words = words_for(error)
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle("PharmReview")
    box.setText(words.what)
    box.setInformativeText(words.remedy)
    box.setStandardButtons(QMessageBox.StandardButton.Ok)
    return box


def last_resort_text(kind: type[BaseException], trace: TracebackType | None) -> str:
    """The diary's line for an error nobody caught: its kind and where, never its message.

    A message may hold what a person typed, so it is left out.
    """
    places: list[str] = []
    while trace is not None:
        code = trace.tb_frame.f_code
        module = trace.tb_frame.f_globals.get("__name__", "?")
        places.append(f"{module}.{code.co_name}:{trace.tb_lineno}")
        trace = trace.tb_next
    return f"{kind.__name__} at {' > '.join(places[-8:]) or 'no place'}"
