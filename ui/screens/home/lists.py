"""From cases to the lines of Today's lists. Pure: no date is taken from the machine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from pharmreview.domain.journey.asking import asking_since
from pharmreview.domain.journey.due import due_of
from pharmreview.domain.journey.ladder import Went, next_rung
from pharmreview.domain.review.answer import text_of
from pharmreview.domain.review.together.mdt import waits_for
from ui import text as words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pharmreview.domain.case import Case, SavedCase
    from pharmreview.domain.taper.plan import Step

SOON = timedelta(days=7)
MOST = 8
_PAUSE = "pause"
_ON_HOLD = "on-hold"
_PLAN_STATES = frozenset({"plan-running", "in-review"})
_PERSONAL_STEPS = ("decide.goal", "listen.main_worry")


@dataclass(frozen=True, slots=True)
class Mark:
    """A word beside a line, with its sign; a caution stands out."""

    words: str
    icon: str
    caution: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list: whom it opens, what it says, when, and a mark beside it."""

    case_id: str
    name: str
    what: str
    when: str = ""
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Resume:
    """The card of the review last worked on."""

    case_id: str
    name: str
    where: str
    words: str


REVIEW_FIRST = Mark("Review first", "warning", caution=True)
REVIEWED = Mark("Reviewed", "tick")
IN_REVIEW = Mark("In review", "pencil")
SAME_DOSE = Mark("Same dose", "pause")
PAST = Mark("Day has passed", "warning", caution=True)
NO_DATE = Mark("No date set", "warning", caution=True)


def shown_name(case: Case, *, hidden: bool) -> str:
    """A person's name, or their initials and the case id while names are hidden."""
    person = case.patient
    if not hidden:
        return f"{person.given_name} {person.family_name.title()}".strip() or f"Case {case.id}"
    initials = "".join(part[:1].upper() for part in (person.given_name, person.family_name))
    return f"{initials} {case.id}".strip()


def resume_of(saved: SavedCase, steps: Sequence[tuple[str, str]], today: date, *, hidden: bool) -> Resume:
    """The card for a review under way: how far it is, when it was kept, and the person's own goal."""
    case = saved.case
    return Resume(
        case_id=case.id,
        name=shown_name(case, hidden=hidden),
        where=f"Review {case.review_number}{_how_far(case, steps)}. Saved {_kept_at(saved, today)}.",
        words="" if hidden else _own_words(case),
    )


def reviewing(saved: SavedCase, steps: Sequence[tuple[str, str]], today: date, *, hidden: bool) -> Entry:
    """A line for a review under way."""
    case = saved.case
    what = f"Review {case.review_number}{_how_far(case, steps)}"
    return Entry(case.id, shown_name(case, hidden=hidden), what, _kept_at(saved, today))


def running(case: Case) -> bool:
    """Whether the dates of a plan agreed in a finished review matter now, also while the next one is open."""
    earlier = case.finish is not None or case.review_number > 1
    return bool(case.agreed) and earlier and case.state.value in _PLAN_STATES


def next_step(case: Case, today: date, *, hidden: bool) -> Entry | None:
    """A line for the next change of dose, or None when none is to come."""
    step = next((s for s in _steps_of(case) if s.start >= today and s.number > 0), None)
    if step is None:
        return None
    mark = reviewed_mark(case) if step.start <= today + SOON else None
    what = f"{'stays at' if step.kind.value == _PAUSE else 'to'} {_dose_of(step)}"
    return Entry(case.id, shown_name(case, hidden=hidden), what, _when(step.start, today), mark)


def next_issue(case: Case, today: date, *, hidden: bool) -> Entry | None:
    """A line for the next prescription to issue within a week, or None. A late one stays until it begins."""
    issues = case.agreed[-1].plan.issues
    issue = next((i for i in issues if i.items and i.start >= today), None)
    if issue is None or issue.due > today + SOON:
        return None
    step = next((s for s in _steps_of(case) if s.start <= issue.start <= s.end), None)
    same = step is not None and (step.kind.value == _PAUSE or step.start < issue.start)
    mark = SAME_DOSE if same else reviewed_mark(case)
    what = f"{words_of.count(issue.days, 'day')} of supply"
    return Entry(case.id, shown_name(case, hidden=hidden), what, _when(issue.due, today), mark)


def on_hold(case: Case, today: date, *, hidden: bool) -> Entry | None:
    """A line for a plan that is paused today, or for somebody on hold with no date for going on."""
    pause = next((s for s in _steps_of(case) if s.kind.value == _PAUSE and s.start <= today <= s.end), None)
    name = shown_name(case, hidden=hidden)
    if pause is not None:
        return Entry(case.id, name, f"Same dose, {_dose_of(pause)}", f"until {_when(pause.end, today)}")
    if case.state.value == _ON_HOLD:
        return Entry(case.id, name, "On hold", "", NO_DATE)
    return None


def to_reach(case: Case, went: Sequence[Went], today: date, *, hidden: bool) -> tuple[date, Entry] | None:
    """A line for somebody who was not reached, with the day since when the next step is due; or None."""
    rung = next_rung(case, went, today)
    if rung is None:
        return None
    return rung.since, Entry(case.id, shown_name(case, hidden=hidden), rung.what, _when(rung.since, today))


def to_ask(case: Case, went: Sequence[Went], today: date, *, hidden: bool) -> tuple[date, Entry] | None:
    """A line for somebody who may be asked how their visit was, with the day since when; or None."""
    since = asking_since(case, went, today)
    if since is None:
        return None
    return since, Entry(
        case.id, shown_name(case, hidden=hidden), "Ask how the visit was", _when(since, today)
    )


def due_soon(case: Case, today: date, ways: Mapping[str, str], *, hidden: bool) -> list[tuple[date, Entry]]:
    """Lines for what was agreed for a day that has come or comes within a week, each with its day."""
    name, found = shown_name(case, hidden=hidden), []
    for one in due_of(case, today, ways):
        if one.day <= today + SOON:
            mark = PAST if (one.last or one.day) < today else None
            found.append((one.day, Entry(case.id, name, one.what, _when(one.day, today), mark)))
    return found


def at_mdt(case: Case, today: date, *, hidden: bool) -> tuple[date, Entry] | None:
    """A line for somebody who waits for the MDT, with the day of its meeting; or None.

    Without a day they come last.
    """
    waits, day = waits_for(case.answers, today)
    if not waits:
        return None
    question = " ".join(text_of(case.answers, "follow_up.mdt_question").split())
    what = "Waits for the MDT" if hidden or not question else question
    when, mark = ("", NO_DATE) if day is None else (_when(day, today), None)
    return day or date.max, Entry(case.id, shown_name(case, hidden=hidden), what, when, mark)


def reviewed_mark(case: Case) -> Mark:
    """Whether somebody has sat down with the person since the plan was agreed."""
    agreed_on = case.agreed[-1].agreed_at.date()
    if case.begun is not None and case.begun > agreed_on:
        return REVIEWED if case.finish is not None else IN_REVIEW
    return REVIEW_FIRST


def _steps_of(case: Case) -> tuple[Step, ...]:
    return case.agreed[-1].plan.steps if case.agreed else ()


def _dose_of(step: Step) -> str:
    """A day's dose; a patch gives its own by the hour."""
    unit, by_the_hour, _ = step.unit.value.partition("/")
    if by_the_hour:
        return f"{words_of.dose(step.daily_dose, f'{unit}s')} an hour"
    return f"{words_of.dose(step.daily_dose, unit)} a day"


def _how_far(case: Case, steps: Sequence[tuple[str, str]]) -> str:
    begun = {key.split(".", maxsplit=1)[0] for key in case.answers}
    if case.earlier:
        begun = {step for one in case.sittings if one.review == case.review_number for step in one.steps}
    reached = [place for place, (step, _title) in enumerate(steps, 1) if step in begun]
    if not reached:
        return ""
    return f", step {reached[-1]} of {len(steps)}: {steps[reached[-1] - 1][1].lower()}"


def _own_words(case: Case) -> str:
    for key in _PERSONAL_STEPS:
        said = case.answers.get(key)
        if isinstance(said, str) and said.strip():
            return said
    agenda = case.answers.get("listen.agenda", ())
    return agenda[0] if isinstance(agenda, tuple) and agenda else ""


def _kept_at(saved: SavedCase, today: date) -> str:
    at = words_of.clock_time(saved.saved_at)
    day = saved.saved_at.date()
    return at if day == today else f"{words_of.day_and_month(day)} {at}"


def _when(day: date, today: date) -> str:
    if day == today:
        return "Today"
    if today - SOON <= day <= today + SOON:
        return f"{words_of.weekday_day(day)[:3]} {words_of.day_and_month(day)}"
    return words_of.day_and_month(day) if day.year == today.year else words_of.day(day)
