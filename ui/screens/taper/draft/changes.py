"""One change of the request at a time, each a pure function from one request to the next."""

from datetime import date, timedelta
from decimal import Decimal

from pharmreview.domain.lines.line import Moment
from pharmreview.domain.taper.pace import NamedPace
from pharmreview.domain.taper.plan import PaceBasis, Pause, TaperRequest
from pharmreview.domain.taper.wishes import Switch
from ui.screens.taper.by_hand.way import without_stops

LEFT_EMPTY = {
    "percent": "Type the size of a step, such as 10. The plan still uses the size before.",
    "every": "Type how many weeks each dose lasts, such as 4.",
    "start": "Type the day of the first step, such as 9 Dec 2026.",
    "aim": "Type the dose to aim for, or 0 to stop.",
    "below": "Type the share of the starting dose below which it slows, such as 33, or 0 for never.",
    "share_below": "Type the size of a step there, such as 5, or \u201cas above\u201d.",
    "every_below": "Type how many weeks each dose lasts there, such as 6.",
    "last_hold": "Type how many weeks the last dose is kept, such as 4.",
}
"""What is said beside a field that was emptied."""


def with_percent(request: TaperRequest, percent: Decimal) -> TaperRequest:
    """Steps of up to this share."""
    pace = request.pace.model_copy(update={"percent": percent, "fixed": None, "unit": None})
    return without_stops(request.model_copy(update={"pace": pace}))


def with_basis(request: TaperRequest, basis: str) -> TaperRequest:
    """A share of the current or of the starting dose."""
    pace = request.pace.model_copy(update={"of": PaceBasis(basis)})
    return without_stops(request.model_copy(update={"pace": pace}))


def with_named(request: TaperRequest, pace: NamedPace) -> TaperRequest:
    """The share and the interval of a named pace, both at once."""
    return with_interval(with_percent(request, pace.percent), pace.every_days)


def beside(request: TaperRequest, other: TaperRequest) -> TaperRequest:
    """The draft as it would be by the pace, the aim and the steps set by hand of another."""
    news = {"pace": other.pace, "aim": other.aim, "by_hand": other.by_hand}
    return _coming_to_its_changes(request.model_copy(update=news))


def with_interval(request: TaperRequest, days: int) -> TaperRequest:
    """A step every so many days."""
    return _paced(request, every_days=days)


def with_slow_below(request: TaperRequest, fraction: Decimal) -> TaperRequest:
    """Slower below this part of the starting dose."""
    return without_stops(_paced(request, slow_below_fraction=fraction))


def with_slow_percent(request: TaperRequest, percent: Decimal | None) -> TaperRequest:
    """Steps of up to this share in the slower part; None for as before it."""
    return without_stops(_paced(request, slow_percent=percent))


def with_slow_interval(request: TaperRequest, days: int) -> TaperRequest:
    """Each dose lasts at least so many days in the slower part."""
    return _paced(request, slow_every_days=days)


def with_last_hold(request: TaperRequest, days: int) -> TaperRequest:
    """The last dose before stopping is kept at least so many days."""
    return _paced(request, last_hold_days=days)


def with_usual_ending(request: TaperRequest) -> TaperRequest:
    """The ending as the setting has it."""
    usual = {"slow_below_fraction": None, "slow_percent": None}
    return without_stops(_paced(request, **usual, slow_every_days=None, last_hold_days=None))


def _paced(request: TaperRequest, **news: Decimal | int | None) -> TaperRequest:
    return request.model_copy(update={"pace": request.pace.model_copy(update=news)})


def with_start(request: TaperRequest, start: date) -> TaperRequest:
    """The first step on this day; pauses keep their own dates."""
    return request.model_copy(update={"start": start})


def with_lower_first(request: TaperRequest, moment: str) -> TaperRequest:
    """Which dose of the day falls first."""
    return request.model_copy(update={"lower_first": Moment(moment)})


def with_aim(request: TaperRequest, aim: Decimal) -> TaperRequest:
    """Where the changing medicine is going; the dose, never rounded.

    A change of product at or below it never comes about: it is taken out.
    """
    return without_stops(_coming_to_its_changes(request.model_copy(update={"aim": {request.order[0]: aim}})))


def with_changing(request: TaperRequest, medicine: str, aim: Decimal) -> TaperRequest:
    """Another medicine changes instead: its own way down, without what was set for the one before."""
    news = {"order": (medicine,), "aim": {medicine: aim}, "products": {}, "pauses": (), "lower_first": None}
    news |= {"by_hand": {}, "switches": {}}
    return request.model_copy(update=news)


def with_switch(request: TaperRequest, switch: Switch | None) -> TaperRequest:
    """The changing medicine goes on by another product, or by its own after all; its steps are found anew."""
    rest = {id_: one for id_, one in request.switches.items() if id_ != request.order[0]}
    switches = rest if switch is None else {**rest, request.order[0]: switch}
    return without_stops(request.model_copy(update={"switches": switches}))


def _coming_to_its_changes(request: TaperRequest) -> TaperRequest:
    """The request with only those changes of product that lie above its aims."""
    comes = {
        id_: one
        for id_, one in request.switches.items()
        if one.at is None or one.at > request.aim.get(id_, Decimal(0))
    }
    return request if comes == request.switches else request.model_copy(update={"switches": comes})


def with_pause(request: TaperRequest, pause: Pause) -> TaperRequest:
    """One pause more, in date order."""
    pauses = tuple(sorted((*request.pauses, pause), key=lambda p: p.start))
    return request.model_copy(update={"pauses": pauses})


def with_pause_days(request: TaperRequest, start: date, days: int) -> TaperRequest:
    """The pause that begins on a day lasts so many days."""
    pauses = tuple(p.model_copy(update={"days": days}) if p.start == start else p for p in request.pauses)
    return request.model_copy(update={"pauses": pauses})


def without_pause(request: TaperRequest, start: date) -> TaperRequest:
    """The pause that begins on a day taken out again."""
    return request.model_copy(update={"pauses": tuple(p for p in request.pauses if p.start != start)})


def with_answer_about(request: TaperRequest, medicine: str, **told: object) -> TaperRequest:
    """What was asked about one medicine: its directions as really taken, or its interval in hours."""
    medicines = tuple(m.model_copy(update=told) if m.id == medicine else m for m in request.medicines)
    after = request.model_copy(update={"medicines": medicines})
    return by_record(after, medicine) if "directions" in told else after


def by_record(request: TaperRequest, medicine: str) -> TaperRequest:
    """What is taken of a medicine is what its directions say, not what an earlier plan left it at."""
    taking = {id_: doses for id_, doses in request.taking.items() if id_ != medicine}
    return request.model_copy(update={"taking": taking})


def ends(pause: Pause) -> date:
    """The last day of a pause."""
    return pause.start + timedelta(days=pause.days - 1)
