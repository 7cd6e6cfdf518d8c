"""What was spoken of, given and begun in one review, in the words of its lists, for the GP's record."""

from collections.abc import Iterator
from datetime import date

from pharmreview.domain.review.answer import Answers, chosen, text_of
from pharmreview.domain.review.decision import NO_CHANGE
from pharmreview.domain.review.step import ReviewForm
from pharmreview.domain.review.together.uptake import GRID, STAGES, referred
from pharmreview.domain.value import Value

_NEVER_NAMED = "REF15"
"""Help with violence at home: a record may be read by whoever does it, so no paper names it."""
_RECOVERY = "REF12"


class Referral(Value):
    """One service the person was told of or sent to, how far it came, and the day as an ISO date, or ""."""

    kind: str
    service: str = ""
    stage: str = ""
    day: str = ""


class AtPoint(Value):
    """What was found at one data point, on the day it was filled in: its title and its lines."""

    title: str
    day: date
    lines: tuple[str, ...]


class Spoken(Value):
    """What a review speaks of. `reasons` are those for no change, and empty where something changes.

    `risks` is what the rules found in the record, `given` the titles of what was given to read or watch.
    """

    reasons: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    referrals: tuple[Referral, ...] = ()
    risks: tuple[str, ...] = ()
    at_points: tuple[AtPoint, ...] = ()


def spoken(form: ReviewForm, answers: Answers) -> Spoken:
    """What the answers speak of; nothing that was not recorded."""
    unchanged = text_of(answers, "decide.decision") in NO_CHANGE
    return Spoken(
        reasons=_labels(form, answers, "no-reduction", "decide.reason_no_change") if unchanged else (),
        pictures=_labels(form, answers, "pictures", "explain.pictures"),
        points=_labels(form, answers, "medicine-points", "explain.points"),
        given=_labels(form, answers, "reading", "explain.reading"),
        referrals=(*_signposted(form, answers), *_recovery(form, answers), *_mdt(form, answers)),
    )


def _names(form: ReviewForm, list_id: str) -> dict[str, str]:
    return {option.code: option.label for option in form.options(list_id).options}


def _labels(form: ReviewForm, answers: Answers, list_id: str, key: str) -> tuple[str, ...]:
    """The labels of what was chosen under a key, in that order, and what was written in beside them."""
    known = _names(form, list_id)
    other = " ".join(text_of(answers, f"{key}.other").split())
    return (*(known[code] for code in chosen(answers, key) if code in known), *((other,) if other else ()))


def _signposted(form: ReviewForm, answers: Answers) -> Iterator[Referral]:
    """Each kind of service spoken of, with the latest thing that became of it."""
    known = _names(form, "referrals")
    for code in referred(answers):
        reached = [(text_of(answers, f"{GRID}.{code}.{s}"), at, s) for at, s in enumerate(STAGES)]
        day, _, stage = max((one for one in reached if one[0]), default=("", 0, ""))
        service = " ".join(text_of(answers, f"{GRID}.{code}.service").split())
        if code != _NEVER_NAMED:
            yield Referral(kind=known.get(code, "Other service"), service=service, stage=stage, day=day)


def _recovery(form: ReviewForm, answers: Answers) -> Iterator[Referral]:
    worker = " ".join(text_of(answers, "follow_up.recovery_worker").split())
    consent, first = (text_of(answers, f"follow_up.recovery_{part}") for part in ("consent", "first"))
    if _RECOVERY in referred(answers) or not (worker or consent or first):
        return
    agreed = {"yes": "agreed to pass on", "no": "not agreed to pass on"}.get(consent, "offered")
    stage = "first contact" if first else agreed
    yield Referral(kind=_names(form, "referrals")[_RECOVERY], service=worker, stage=stage, day=first)


def _mdt(form: ReviewForm, answers: Answers) -> Iterator[Referral]:
    """The MDT, where the person agreed to be discussed, and where it referred them to."""
    level, meets, met, sent, where = (
        " ".join(text_of(answers, f"follow_up.mdt_{part}").split())
        for part in ("level", "for", "met", "referral", "referral.note")
    )
    if text_of(answers, "follow_up.mdt_consent") == "yes" and (meets or met):
        kind = _names(form, "mdt-levels").get(level, "MDT")
        yield Referral(kind=kind, stage="discussed" if met else "for the meeting of", day=met or meets)
    if sent == "yes":
        yield Referral(kind="Referral by the MDT", service=where)
