"""When somebody does not come: the next step, one kind word at a time, and no dose changed by it."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from pharmreview.domain.case import Case, CaseState, Channel
from pharmreview.domain.journey.contact import is_open, liked
from pharmreview.domain.journey.visits import day_of, missed
from pharmreview.domain.value import Value

NO_BOOKING_IN = timedelta(days=14)
NO_ANSWER_IN = timedelta(days=21)
"""Project review content section 10.1: an invitation waits so long, and the second letter so long."""
_INVITES = frozenset({"letter-invitation", "text-invite", "text-invite-named", "script-phone"})
_REMINDERS = frozenset({"text-reminder", "text-missed"})
_SECOND = "letter-second-invitation"
_TALKING = frozenset({"listen", "sheet", "explain", "decide", "taper", "safety"})
"""Steps that are only written in with the person there."""


class Went(NamedTuple):
    """A paper or text that went to somebody: its kind, and the day."""

    kind: str
    on: date


class Rung(Value):
    """What to do next for somebody who was not reached: why, since when, and the paper for it, if any."""

    stage: int
    what: str
    why: str
    since: date
    paper: str = ""


class _Known(NamedTuple):
    """What is known of reaching somebody, as days."""

    asked: tuple[date, ...]
    reminded: tuple[date, ...]
    second: date | None
    misses: tuple[date, ...]
    booked: date | None
    rang: date | None
    gp: date | None
    talk: date | None
    checked: date | None


def next_rung(case: Case, went: Sequence[Went], today: date) -> Rung | None:
    """The next step for somebody who was asked to come and was not reached; None where nothing is due."""
    known = _known(case, went)
    heard = (*known.asked, *known.misses, *((known.second,) if known.second else ()))
    if not heard or case.finish is not None or case.state is CaseState.EXCLUDED or known.checked:
        return None
    if any(
        sat.day >= max(known.misses, default=min(heard)) and _TALKING & {*sat.steps} for sat in case.sittings
    ):
        return None
    if known.booked is not None and known.booked >= today:
        return None
    due = _after_flag(known) or _after_letter(known, today) or _after_miss(case, known, today)
    return due if due is not None and due.what else None


def _after_flag(known: _Known) -> Rung | None:
    if known.talk is not None:
        what = "Look at the prescription for safety, with the MDT. No dose changes by this alone"
        return Rung(stage=6, what=what, why="A talk when they were met led to no date", since=known.talk)
    if known.gp is not None:
        what = "When anybody meets them: a short talk, and offer a date"
        return Rung(stage=5, what=what, why="Their own GP was asked to open it", since=known.gp)
    return None


def _after_letter(known: _Known, today: date) -> Rung | None:
    if known.second is None or any(miss > known.second for miss in known.misses[2:]):
        return None
    due = known.second + NO_ANSWER_IN
    if today < due:
        return Rung(stage=3, what="", why="The second letter may still be answered", since=due)
    what = "Ask their own GP to open it at the next contact"
    return Rung(stage=4, what=what, why="The second letter was not answered in 21 days", since=due)


def _after_miss(case: Case, known: _Known, today: date) -> Rung | None:
    last = known.misses[-1] if known.misses else None
    if known.booked is not None and not any(miss >= known.booked for miss in known.misses):
        return Rung(
            stage=2, what="Say whether they came", why="The day of the visit is past", since=known.booked
        )
    if len(known.misses) > 1 and last is not None:
        what = "Send the second letter: why it matters, and other ways to do it"
        return Rung(
            stage=3, what=what, why=f"{len(known.misses)} visits were missed", since=last, paper=_SECOND
        )
    touched = [day for day in (*known.asked, *known.reminded, known.rang, last) if day is not None]
    if last is not None and not any(day >= last for day in (*known.reminded, known.rang or date.min)):
        what, paper = _word(case, "text-missed", "Send a kind text today", "Ring today, kindly")
        return Rung(stage=2, what=what, why="A visit was missed", since=last, paper=paper)
    due = max(touched) + NO_BOOKING_IN
    if today < due:
        return None
    what, paper = _word(case, "text-invite", "Send a reminder by text", "Ring to remind them")
    return Rung(stage=1, what=what, why="Nothing was booked in 14 days", since=due, paper=paper)


def _word(case: Case, text: str, by_text: str, by_phone: str) -> tuple[str, str]:
    """A text where they agreed to texts and do not like a call better; else a call."""
    ways = liked(case)
    calls = Channel.PHONE in ways and (
        Channel.TEXT not in ways or ways.index(Channel.PHONE) < ways.index(Channel.TEXT)
    )
    return (by_text, text) if is_open(case, Channel.TEXT) and not calls else (by_phone, "script-phone")


def _known(case: Case, went: Sequence[Went]) -> _Known:
    return _Known(
        asked=tuple(one.on for one in went if one.kind in _INVITES),
        reminded=tuple(one.on for one in went if one.kind in _REMINDERS),
        second=max((one.on for one in went if one.kind == _SECOND), default=None),
        misses=missed(case.answers),
        booked=day_of(case.answers, "booked"),
        rang=day_of(case.answers, "rang"),
        gp=day_of(case.answers, "asked_gp"),
        talk=day_of(case.answers, "short_talk"),
        checked=day_of(case.answers, "supply_checked"),
    )
