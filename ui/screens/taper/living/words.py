"""Events in words, and one version of a plan beside another, date by date and figure by figure. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from pharmreview.domain.case import Agreed
from pharmreview.domain.digits import plain
from pharmreview.domain.quantity.rounding import percent_shown
from pharmreview.domain.review.step import Option
from pharmreview.domain.taper.events import Event, EventKind
from pharmreview.domain.taper.pace import TaperSettings
from pharmreview.domain.taper.plan import Issue, Step, StepKind, TaperPlan
from pharmreview.domain.taper.running.compare import measures
from pharmreview.domain.taper.wishes import Switch
from ui import text as words_of
from ui.screens.taper.living.props import EventDraft, Family, Moved
from ui.screens.taper.words.doses import day_words
from ui.screens.taper.words.pausing import PRAISE, MovedRow, later_words
from ui.screens.taper.words.steps import length_words, often_words, ordinals, steps_of
from ui.screens.taper.working.ending import ended_otherwise

_FALLS = (StepKind.REDUCE, StepKind.STOP)
TITLES: Mapping[EventKind, str] = {
    EventKind.HOLD: "Hold: stay on this dose",
    EventKind.PAUSE: "Pause for dates ahead",
    EventKind.SMALLER_STEP: "Smaller steps",
    EventKind.LONGER_STEP: "Longer steps",
    EventKind.STEP_BACK: "Step back to the dose before",
    EventKind.STEP_TAKEN: "Step taken",
    EventKind.DOSE_CHANGED: "Dose changed by a hospital",
    EventKind.MISSED_SUPPLY: "Missed supply",
    EventKind.CHANGE_OF_PRODUCT: "Change of product",
    EventKind.ENDED_EARLY: "Plan ended early",
}
NOTES: Mapping[EventKind, str] = {
    EventKind.HOLD: PRAISE,
    EventKind.PAUSE: PRAISE,
    EventKind.SMALLER_STEP: "From the next step on, each step is at most this share of the dose.",
    EventKind.LONGER_STEP: "From now on each dose lasts this long. The doses stay as they were agreed.",
    EventKind.STEP_BACK: "Only the last step is taken back, once. Then down again as agreed, or slower.",
    EventKind.STEP_TAKEN: "On its day this confirms the plan. On another day the later steps move with it.",
    EventKind.DOSE_CHANGED: "What is taken now, in the words of the label; NONE where it was stopped. "
    "It is kept for one interval.",
    EventKind.MISSED_SUPPLY: "Where less is taken now than planned, write what; else leave it empty.",
    EventKind.CHANGE_OF_PRODUCT: "The same dose from another product, for one interval; then on as agreed.",
    EventKind.ENDED_EARLY: "The dose of that day goes on, or what is really taken where you write it. "
    "Nothing further is issued from this plan.",
}


def event_of(draft: EventDraft, reasons: Sequence[Option], families: Sequence[Family]) -> Event | str:
    """The event that a draft stands for, or the sentence that says what is missing."""
    if draft.day is None:
        return "Give the day, such as 3 Mar 2027."
    switch = None
    if draft.kind is EventKind.CHANGE_OF_PRODUCT:
        family = next((f for f in families if f.id == draft.product), None)
        if family is None:
            return "Choose the product to change to."
        if not draft.confirmed:
            return "Tick that the change was explained and agreed."
        switch = Switch(to=family.to, confirmed=True)
    return Event(
        kind=draft.kind,
        day=draft.day,
        reason=reason_words(draft, reasons),
        days=draft.days,
        percent=draft.percent,
        every_days=draft.every_days,
        switch=switch,
        name=" ".join(draft.name.split()),
        directions=" ".join(draft.directions.split()),
    )


def reason_words(draft: EventDraft, reasons: Sequence[Option]) -> str:
    """The reasons chosen and typed, as one phrase."""
    labels = {o.code: o.label for o in reasons}
    said = [labels[code] for code in draft.reasons if code in labels]
    said += [draft.words.strip()] if draft.words.strip() else []
    return words_of.listed([w[:1].lower() + w[1:] if not w[:2].isupper() else w for w in said])


def happened(event: Event) -> str:
    """An event in one line: "Hold: stay on this dose, from 3 Mar 2027, 4 weeks: family event"."""
    title = TITLES[event.kind].split(":")[0]
    parts = [f"{title}, {words_of.day(event.day)}"]
    if event.days is not None and event.kind in (EventKind.HOLD, EventKind.PAUSE, EventKind.MISSED_SUPPLY):
        parts.append(length_words(event.days))
    if event.percent is not None and event.kind is EventKind.SMALLER_STEP:
        parts.append(f"up to {plain(event.percent)}%")
    if event.every_days is not None and event.kind is EventKind.LONGER_STEP:
        parts.append(often_words(event.every_days))
    if event.directions:
        parts.append(event.directions)
    said = ", ".join(parts)
    return f"{said}: {event.reason}" if event.reason else said


def because(agreed: Sequence[Agreed], place: int) -> str:
    """What made a version: the events that the one before it does not have, else that it was agreed."""
    now = agreed[place].plan.events
    before = agreed[place - 1].plan.events if place else ()
    new = now[len(before) :] if now[: len(before)] == before else now
    return "; ".join(happened(e) for e in new) or ("Agreed" if not place else "Agreed anew")


def date_rows(before: TaperPlan, after: TaperPlan, medicine: str, today: date) -> tuple[MovedRow, ...]:
    """Every dose of the later plan with its day in both; holds, pauses and steps back stand between."""
    old, new = steps_of(before.steps, medicine), steps_of(after.steps, medicine)
    first: dict[Decimal, date] = {}
    for step in old:
        if step.kind in _FALLS:
            first.setdefault(step.daily_dose, step.start)
    names, last = ordinals(new), None
    rows: list[MovedRow] = []
    for step in new:
        if step.kind is StepKind.START:
            continue
        risen = last is not None and step.daily_dose > last
        if step.kind in _FALLS or risen:
            was = None if risen else first.get(step.daily_dose)
            rows.append(_row(step, names[step.number], was, today, risen=risen))
        elif step.kind is StepKind.PAUSE or step.flags:
            rows.append(_stays(step))
        last = step.daily_dose
    return tuple(rows)


def left_out(before: TaperPlan, after: TaperPlan, medicine: str) -> str:
    """The doses of the earlier plan that the later one does not come to, in a sentence; or nothing."""
    reached = {s.daily_dose for s in steps_of(after.steps, medicine)}
    gone = [s for s in steps_of(before.steps, medicine) if s.kind in _FALLS and s.daily_dose not in reached]
    if not gone:
        return ""
    doses = words_of.listed([words_of.number(s.daily_dose) for s in gone])
    return f"No longer in the plan: {doses} {day_words(gone[0].daily_dose, gone[0].unit).split(' ', 1)[1]}."


def figures(before: TaperPlan, after: TaperPlan, today: date, settings: TaperSettings) -> tuple[Moved, ...]:
    """Time, steps, largest step, units a day and issues, before and after; of the ending what differs."""
    one, two = measures(before), measures(after)

    def to_come(plan: TaperPlan) -> str:
        return str(sum(s.kind in _FALLS and s.start > today for s in plan.steps))

    return (
        Moved("Ends", words_of.day(one.ends), words_of.day(two.ends)),
        Moved("Steps to come", to_come(before), to_come(after)),
        Moved("Largest step", _percent(one.largest_percent), _percent(two.largest_percent)),
        Moved("Most units a day", plain(one.most_units), plain(two.most_units)),
        Moved("Issues in all", str(one.issues), str(two.issues)),
        *(Moved(what, a, b) for what, a, b in ended_otherwise(before, after, settings)),
    )


def next_issue(plan: TaperPlan, today: date) -> str:
    """What of a changed plan should have been issued already, and the next prescription: its day, never one
    that is past, its length, each product in figures and words."""
    given = [i for i in plan.issues if i.items]
    behind = [i for i in given if i.start < today <= i.end and plan.events]
    coming = next((i for i in given if i.start >= today), None)
    lines = []
    if behind:
        began = words_of.weekday_day(behind[-1].due)
        lines += [f"Should have been issued already, on {began}:", *_quantities(behind[-1])]
    if coming is not None:
        on = coming.due
        when = "at once" if on < today else f"on {words_of.weekday_day(on)}"
        lines += [f"Issue {when}, for {words_of.count(coming.days, 'day')}:", *_quantities(coming)]
    return "\n".join(lines) or "Nothing more to issue."


def _quantities(issue: Issue) -> Iterable[str]:
    for item in issue.items:
        home = f", {plain(item.from_home)} more from home" if item.from_home else ""
        yield f"{item.product}: {words_of.number(item.quantity)} ({item.quantity_words}){home}"


def _percent(share: Decimal) -> str:
    return f"{plain(percent_shown(share / 100))}%"


def _row(step: Step, label: str, was: date | None, today: date, *, risen: bool) -> MovedRow:
    taken = step.end < today
    moved = "back to the dose before" if risen else ""
    if not taken and not risen and step.start <= today:
        moved = "now"
    elif not taken and not risen:
        moved = "new" if was is None else _by(was, step.start)
    return MovedRow(
        key=f"s{step.number}",
        label=label,
        total=words_of.number(step.daily_dose),
        before="–" if was is None else words_of.weekday_day(was),
        after="taken" if taken else words_of.weekday_day(step.start),
        moved=moved,
        past=taken,
    )


def _by(was: date, now: date) -> str:
    days = (now - was).days
    return f"{length_words(-days)} earlier" if days < 0 else later_words(days)


def _stays(step: Step) -> MovedRow:
    why = f": {step.reason.rstrip('.')}" if step.reason else ""
    name = "Pause" if step.kind is StepKind.PAUSE else "Hold"
    until = step.start + timedelta(days=step.days - 1)
    return MovedRow(
        key=f"s{step.number}",
        label="",
        total=words_of.number(step.daily_dose),
        before=f"{name}, {words_of.day_and_month(step.start)} to {words_of.day_and_month(until)}{why}.",
        after=f"Stays on {day_words(step.daily_dose, step.unit)}.",
        moved=length_words(step.days),
        pause=True,
    )
