"""What a list is judged by where a practice has set it for itself: dated lines and ages, the table."""

from datetime import datetime

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.risk.rule import DatedLine, RuleBook, StaleAfter
from pharmreview.domain.value import Value
from pharmreview.domain.words.numbers import count

LONGEST_STALE_DAYS = 3660
"""Ten years: a line kept for longer is a slip of the key."""


class ListSettings(Value):
    """Settings shared by everybody who opens the store.

    `high_dose_lines` are milligrams a day and `stale_after` days, each from its date on; `table` is the id
    of the equivalence table in use. `revision` is 0 for what the tables ship with, else that of the
    settings last kept.
    """

    high_dose_lines: tuple[DatedLine, ...]
    stale_after: tuple[StaleAfter, ...]
    table: str
    revision: int = 0

    def applied_to(self, book: RuleBook) -> RuleBook:
        """The rules with these settings in the place of their own."""
        change = {"high_dose_lines": self.high_dose_lines, "stale_after": self.stale_after}
        return book.model_copy(update=change)


class SettingsKept(Value):
    """Settings as somebody once kept them: by whom and when."""

    settings: ListSettings
    by: str
    at: datetime


def shipped(book: RuleBook, table: str) -> ListSettings:
    """The settings that the tables ship with."""
    return ListSettings(high_dose_lines=book.high_dose_lines, stale_after=book.stale_after, table=table)


def refuse_unusable(settings: ListSettings) -> None:
    """Raises InputProblem, one sentence, where the settings could not be judged by."""
    if not settings.high_dose_lines:
        raise InputProblem("There is no high-dose line.", "Give one in milligrams a day, with its date.")
    if any(line.milligrams <= 0 for line in settings.high_dose_lines):
        raise InputProblem("A high-dose line is more than 0 mg a day.", "Type the milligrams a day.")
    if len({line.since for line in settings.high_dose_lines}) != len(settings.high_dose_lines):
        raise InputProblem("Two high-dose lines begin on the same day.", "Give each a day of its own.")
    if not settings.stale_after:
        raise InputProblem("There is no age at which a line is stale.", "Give one in days, with its date.")
    if len({each.since for each in settings.stale_after}) != len(settings.stale_after):
        raise InputProblem("Two ages of a stale line begin on one day.", "Give each a day of its own.")
    for each in settings.stale_after:
        if not 1 <= each.days <= LONGEST_STALE_DAYS:
            raise InputProblem(
                f"{count(each.days, 'day')} cannot be the age at which a line is stale.",
                f"Type a number from 1 to {LONGEST_STALE_DAYS:,}.",
            )
