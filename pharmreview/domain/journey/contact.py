"""How somebody is reached: the ways they like, in their order, and why a way is closed to them."""

import re

from pharmreview.domain.case import Case, Channel
from pharmreview.domain.patient import Patient
from pharmreview.domain.review.answer import chosen, text_of

TEXT_CONSENT = "text-consent"
TEXT_NAMED = "text-named"
"""Facts of a person, "yes" or "no": texts may be sent; they may name a medicine or condition."""
EMAIL, EMAIL_CONSENT = "prepare.email", "prepare.email_consent"
"""Answers: the person's own address, and "yes" or "no" to papers sent there."""
_ADDRESS = re.compile(r"[^@\s<>(),;:\"]+@[^@\s<>(),;:\".]+(?:\.[^@\s<>(),;:\".]+)+")
_LIKED = "prepare.contact"
_WAYS = {
    "CP1": Channel.POST,
    "CP2": Channel.TEXT,
    "CP3": Channel.PHONE,
    "CP4": Channel.EMAIL,
    "CP5": Channel.NHS_APP,
}
_CARRY_PAPER = (Channel.POST, Channel.EMAIL, Channel.NHS_APP)
_APART = {"VP2", "VP3"}
"""Places of a visit, by phone and by video, at which nothing can be handed over."""


def liked(case: Case) -> tuple[Channel, ...]:
    """The ways the person likes to be reached, first choice first; empty where nobody asked."""
    return tuple(_WAYS[code] for code in chosen(case.answers, _LIKED) if code in _WAYS)


def why_no_text(patient: Patient, *, named: bool = False) -> str:
    """Why this person may not be sent a text, in one sentence; empty where they may.

    `named` is of a text that names a medicine or a condition.
    """
    first = patient.calling_name or "This person"
    consent = patient.facts.get(TEXT_CONSENT, "")
    if consent != "yes":
        why = "has said no to texts" if consent == "no" else "has not been asked about texts"
        return f"{first} {why}: write or phone instead, or record their consent."
    if not patient.phone.strip():
        return f"There is no phone number for {first}: add it to the record."
    if named and patient.facts.get(TEXT_NAMED) != "yes":
        return f"{first} has not agreed to texts that name a medicine: use the private one."
    return ""


def why_no_post(patient: Patient) -> str:
    """Why nothing can be posted to this person, in one sentence; empty where it can."""
    if any(line.strip() for line in patient.address):
        return ""
    who = patient.calling_name or "this person"
    return f"There is no address for {who}: add it to the record, or hand the letter over."


def why_no_email(case: Case) -> str:
    """Why nothing can be sent to this person by e-mail, in one sentence; empty where it can."""
    first = case.patient.calling_name or "This person"
    consent, address = text_of(case.answers, EMAIL_CONSENT), text_of(case.answers, EMAIL).strip()
    if consent != "yes":
        why = "has said no to papers by e-mail" if consent == "no" else "has not been asked about e-mail"
        return f"{first} {why}: post or hand it over, or record their consent under Prepare."
    if not address:
        return f"There is no e-mail address for {first}: write it under Prepare, or post the letter."
    if not _ADDRESS.fullmatch(address):
        return f"“{address}” is not a whole e-mail address: write it under Prepare as name@example.org."
    return ""


def is_open(case: Case, channel: Channel) -> bool:
    """Whether nothing that is known closes a way to this person."""
    if channel is Channel.TEXT:
        return not why_no_text(case.patient)
    if channel is Channel.PHONE:
        return bool(case.patient.phone.strip())
    if channel is Channel.EMAIL:
        return not why_no_email(case)
    return channel is not Channel.POST or not why_no_post(case.patient)


def first_way(case: Case) -> Channel:
    """The way to ask somebody to come: the first they like that is open, else the post."""
    return next((way for way in liked(case) if is_open(case, way)), Channel.POST)


def way_for_paper(case: Case, *, handed: bool) -> Channel:
    """How a paper for the person goes: handed over where they meet, else the first way they like.

    `handed` is of a paper that is given at a visit.
    """
    if handed and not chosen_among(case, "prepare.place", _APART):
        return Channel.HANDED
    ways = (way for way in liked(case) if way in _CARRY_PAPER and is_open(case, way))
    return next(ways, Channel.POST)


def chosen_among(case: Case, key: str, codes: set[str]) -> bool:
    """Whether one of these codes is chosen under a key."""
    return any(code in codes for code in chosen(case.answers, key))
