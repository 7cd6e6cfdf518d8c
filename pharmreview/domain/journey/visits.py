"""Which visits were missed, and which is booked, by the record."""

from datetime import date

from pharmreview.domain.review.answer import Answers, text_of

_MISSES = ("missed_1", "missed_2", "missed_3")


def day_of(answers: Answers, field: str) -> date | None:
    """The day a field of the follow-up holds; None where it holds none."""
    words = text_of(answers, f"follow_up.{field}")
    try:
        return date.fromisoformat(words) if words else None
    except ValueError:
        return None


def missed(answers: Answers) -> tuple[date, ...]:
    """The days on which they did not come, first to last."""
    return tuple(sorted(day for code in _MISSES if (day := day_of(answers, code)) is not None))


def told_of_visits(answers: Answers, today: date) -> dict[str, date]:
    """What a paper may say of a visit without being told: the place it fills, and the day."""
    told = {}
    if days := missed(answers):
        told["missed_day"] = days[-1]
    booked = day_of(answers, "booked")
    if booked is not None and booked >= today and booked not in days:
        told["appointment_day"] = booked
    return told
