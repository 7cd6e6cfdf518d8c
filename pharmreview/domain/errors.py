"""Every refusal, with words for the person at the screen.

`what` says what is wrong and `remedy` how to mend it, each in one plain sentence; `detail` goes to the
diary only and never holds anything about a patient.
"""


class PharmReviewError(Exception):
    """A refusal that is expected and explained."""

    code = "problem"

    def __init__(self, what: str, remedy: str, detail: str = "", *, code: str | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy
        self.detail = detail
        if code is not None:
            self.code = code

    @property
    def sentence(self) -> str:
        """What is wrong and how to mend it, on one line."""
        return f"{self.what} {self.remedy}".strip()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(code={self.code!r})"


class InputProblem(PharmReviewError):
    """The file, or what was typed, cannot be used."""

    code = "input"


class ClinicalRefusal(PharmReviewError):
    """The engine will not compute this."""

    code = "clinical"


class VaultProblem(PharmReviewError):
    """The store cannot be opened, read or written: key, lock, disk or version."""

    code = "vault"


class PaperProblem(PharmReviewError):
    """A paper cannot be made, printed or saved."""

    code = "paper"


class UnitMismatch(ClinicalRefusal):
    """Two quantities of different kinds were added or compared."""

    code = "unit-mismatch"


class Stopped(Exception):
    """Long work was asked to stop, and stopped; nothing was kept."""
