"""A pause being made up: what it would move, before anything is saved."""

from collections.abc import Sequence
from datetime import date, timedelta

from pharmreview.domain.taper.plan import Pause, Step, StepKind
from ui import text as words_of
from ui.screens.taper.props import Inputs, Pausing
from ui.screens.taper.words.doses import day_words, total_title
from ui.screens.taper.words.pausing import PRAISE, PauseDraft, ends_on, later_words, moved_rows
from ui.screens.taper.words.steps import steps_of

_MOVES = (StepKind.REDUCE, StepKind.STOP)


def begin_after(steps: Sequence[Step], chosen: int | None, today: date) -> date | None:
    """Where a pause would begin: when the chosen step would end, else the next day a dose would fall."""
    step = next((s for s in steps if s.number == chosen), None)
    following = [s.start for s in steps if s.kind in _MOVES and s.start >= today]
    if step is not None:
        later = [day for day in following if day > step.start]
        following = later or following
    return following[0] if following else None


def pause_of(draft: PauseDraft, words: dict[str, str]) -> Pause | None:
    """The pause that a draft stands for, or None while it has no first day or no length."""
    if draft.start is None or draft.days is None:
        return None
    said = [words[code] for code in draft.reasons if code in words]
    if draft.other.strip():
        said.append(draft.other.strip())
    reason = words_of.listed([w[:1].lower() + w[1:] if not w[:2].isupper() else w for w in said])
    return Pause(start=draft.start, days=draft.days, reason=reason)


def pausing_of(inputs: Inputs, steps: tuple[Step, ...]) -> Pausing | None:
    """What the pause panel and its table show."""
    draft = inputs.pausing
    if draft is None or not steps:
        return None
    words = {o.code: o.label for o in inputs.reasons}
    pause = pause_of(draft, words)
    after = () if inputs.paused is None else steps_of(inputs.paused.steps, steps[0].medicine)
    good = bool(after) and not inputs.pause_problem and pause is not None
    before_dose, before_on = ends_on(steps)
    after_dose, after_on = ends_on(after) if good else ("", None)
    later = (after_on - before_on).days if after_on is not None and before_on is not None else 0
    staying = next((s for s in after if pause and s.kind is StepKind.PAUSE and s.start == pause.start), None)
    return Pausing(
        draft=draft,
        reasons=tuple((o.code, o.label) for o in inputs.reasons),
        until=_until(pause) if good else "",
        stays="" if staying is None else f"Stays on {day_words(staying.daily_dose, staying.unit)}.",
        before="" if before_on is None else f"Before: {before_dose} by {words_of.day(before_on)}",
        after="" if after_on is None else f"After: {after_dose} by {words_of.day(after_on)}",
        later=later_words(later) if good else "",
        rows=moved_rows(steps, after, pause, inputs.today) if good else (),
        printed=PRAISE,
        problem=inputs.pause_problem,
        can_save=good,
        total_title=total_title(steps[0].unit),
    )


def _until(pause: Pause | None) -> str:
    if pause is None:
        return ""
    return f"to {words_of.weekday_day(pause.start + timedelta(days=pause.days - 1))}"
