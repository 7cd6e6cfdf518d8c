"""Every refusal, with words for the person at the screen.

`what` says what is wrong and `remedy` how to mend it, each in one plain sentence; `detail` goes to the
diary only and never holds anything about a patient.
"""

_TURNS_OR_BREAKS = {
    **dict.fromkeys((*range(32), 127, 0x85, 0x2028, 0x2029), "\ufffd"),
    **dict.fromkeys((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\ufffd"),
}


def kept_straight(words: str) -> str:
    """Words in which “\ufffd” stands for each sign that would break their line, or turn what follows round.

    The name of a file may hold either.
    """
    return words.translate(_TURNS_OR_BREAKS)


class PharmReviewError(Exception):
    """A refusal that is expected and explained."""

    code = "problem"

    def __init__(self, what: str, remedy: str, detail: str = "", *, code: str | None = None) -> None:
        super().__init__(what)
        self.what = kept_straight(what)
        self.remedy = kept_straight(remedy)
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
