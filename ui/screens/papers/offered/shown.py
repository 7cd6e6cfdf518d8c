"""What is shown of one paper: its pages or its words, its format, to whom it goes, what is typed for it."""

from dataclasses import dataclass
from datetime import date

from pharmreview.domain.case import Case, Channel
from pharmreview.domain.journey.contact import EMAIL
from pharmreview.domain.journey.visits import told_of_visits
from pharmreview.domain.paper import Blank, PaperKind, Setting, TextMessage
from pharmreview.domain.review.answer import text_of
from pharmreview.domain.words.days import long_day
from pharmreview.services.writing.catalogue import LONGEST_TEXT, TO_THE_PERSON, Offered, closed_way
from ui import text as words_of
from ui.screens.papers.making import ADDRESSED, MadeText, Unmade
from ui.screens.papers.offered.inputs import (
    Inputs,
    channel_of,
    recipient_of,
    setting_of,
    shown_kind,
    title_of,
)
from ui.screens.papers.offered.rows import issued_title, to_whom

_SET = {
    Setting.STANDARD: "14 point",
    Setting.LARGE: "18 point, tables as lists",
    Setting.SIMPLE: "one thing at a time",
}


@dataclass(frozen=True, slots=True)
class Message:
    """A text message: its words, what it takes, and why it may not go."""

    text: str = ""
    count: str = ""
    parts: int = 0
    fits: bool = True
    facts: tuple[tuple[str, bool], ...] = ()
    """Short facts with whether each is as it should be: "plain letters"."""
    costly: tuple[str, ...] = ()
    to: str = ""
    kept: str = ""
    """Where it was issued: that, in words. Then nothing changes it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The paper shown: which pages of how many, its words, or why there are none. `key` names its bytes."""

    key: str = ""
    title: str = ""
    page: int = 1
    pages: int = 0
    span: int = 2
    locked: str = ""
    held_back: str = ""
    """Why these pages may be looked at and may not go out."""
    problem: tuple[str, str] | None = None
    message: Message | None = None


@dataclass(frozen=True, slots=True)
class Format:
    """How a paper for the person is set, said before anything goes out."""

    title: str
    reason: str
    setting: str
    cream: bool
    languages: tuple[tuple[str, str], ...] = ()
    """By code and words; empty where it comes in English alone."""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Going:
    """To whom the paper shown goes, and how; `problem` is why it cannot go that way, `where` the address."""

    recipient: str
    channel: str
    problem: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A place to type for the paper shown: its key, its label, an example or what the record says of it, what
    was typed."""

    key: str
    label: str
    example: str
    value: str
    needed: bool = False
    lines: bool = False


def sheet_of(inputs: Inputs) -> Sheet:
    """The pages or the words shown."""
    if inputs.opened is not None:
        return _issued(inputs)
    kind = shown_kind(inputs)
    if kind is None:
        return Sheet()
    made, title = inputs.batch.made.get(kind), title_of(inputs, kind)
    if made is None:
        return Sheet(title=title)
    if isinstance(made, Unmade):
        return Sheet(title=title, problem=(made.what, made.remedy))
    if isinstance(made, MadeText):
        return Sheet(title=title, message=_message(inputs, made))
    pressed = made.pressed
    page = min(inputs.page, pressed.pages)
    return Sheet(f"{kind.value}/{hash(pressed.pdf)}", title, page, pressed.pages, held_back=pressed.refused)


def _issued(inputs: Inputs) -> Sheet:
    assert inputs.opened is not None  # noqa: S101 - for the type checker
    paper, pages = inputs.opened.paper, inputs.opened.pages
    when = f"{words_of.day(paper.issued_at.date())}, {words_of.clock_time(paper.issued_at)}"
    what = "pages that went out" if paper.pdf else "words that went out"
    locked = (
        f"Issued {when} by {paper.issued_by}. {to_whom(paper)}. These are the {what}; nothing changes them."
    )
    if not inputs.opened.whole:
        locked = "These pages are not the ones that were issued. Do not use them; look at a backup."
    title = issued_title(paper, inputs)
    if not paper.pdf:
        return Sheet(paper.sha256, title, locked=locked, message=Message(text=paper.html, kept=locked))
    return Sheet(paper.sha256, title, min(inputs.page, pages), pages, locked=locked)


def _message(inputs: Inputs, made: MadeText) -> Message:
    message = made.message
    phone = inputs.case.patient.phone.strip() if inputs.case else ""
    return Message(
        text=message.text,
        count=f"{message.length} of {LONGEST_TEXT}",
        parts=message.parts,
        fits=message.length <= LONGEST_TEXT and not message.wide,
        facts=_facts(message),
        costly=tuple(concern.what for concern in message.costly),
        to=phone,
    )


def _facts(message: TextMessage) -> tuple[tuple[str, bool], ...]:
    each = 67 if message.wide else 153
    parts = "1 part" if message.parts == 1 else f"{message.parts} parts of {each}"
    named = ("names a medicine or condition", True) if message.kind.named else ("no medicine named", True)
    plain = ("letters that cost more", False) if message.wide else ("plain letters", True)
    return ((parts, message.parts <= 2), plain, named)


def format_of(inputs: Inputs, case: Case) -> Format | None:
    """The person's needs, and how the paper shown is set; None where it is not for the person."""
    kind = shown_kind(inputs)
    if kind not in TO_THE_PERSON or inputs.opened is not None:
        return None
    setting, cream = setting_of(inputs, kind)
    ground = " on cream" if cream else ""
    title, also = needs_of(case)
    reason = f"This paper: {_SET[setting]}{ground}.{also}"
    spoken = inputs.spoken.get(kind, ()) if isinstance(kind, PaperKind) else ()
    languages = tuple((each.code, f"English and {each.name}") for each in spoken)
    return Format(
        title,
        reason,
        setting.value,
        cream,
        (("", "English only"), *languages) if languages else (),
        inputs.languages.get(kind, ""),
    )


def needs_of(case: Case) -> tuple[str, str]:
    """The recorded needs: what bears on print in the title, the others after it."""
    needs = [" ".join(need.split()) for need in case.patient.needs if need.strip()]
    name = words_of.apart(case.patient.calling_name) or "This person"
    if not needs:
        return f"No needs are recorded for {name}.", ""
    large = [need for need in needs if "large print" in need.casefold()]
    others = [need for need in needs if need not in large]
    if not large:
        return f"{name} needs: {words_of.listed(others)}.", ""
    return f"{name} needs large print.", f" Also needed: {words_of.listed(others)}." if others else ""


def going_of(inputs: Inputs, case: Case) -> Going | None:
    """To whom the paper shown goes; None for a text, which says it itself."""
    kind = _printed(inputs)
    if kind is None:
        return None
    channel = channel_of(inputs, kind)
    problem = closed_way(case, kind, channel)
    where = "" if problem else email_of(case, kind, channel)
    return Going(recipient_of(inputs, kind), channel.value, problem, f"To {where}" if where else "")


def email_of(case: Case, kind: Offered, channel: Channel) -> str:
    """The person's own address, where a paper for them goes by e-mail."""
    is_theirs = channel is Channel.EMAIL and kind in TO_THE_PERSON
    return text_of(case.answers, EMAIL).strip() if is_theirs else ""


def _printed(inputs: Inputs) -> PaperKind | None:
    """The paper shown, issued ones too; None for a text."""
    if inputs.opened is None:
        kind = shown_kind(inputs)
        return kind if isinstance(kind, PaperKind) else None
    try:
        return PaperKind(inputs.opened.paper.kind)
    except ValueError:
        return None


def asked_of(inputs: Inputs, case: Case) -> tuple[Asked, ...]:
    """What is typed for the paper shown."""
    kind = shown_kind(inputs)
    if kind is None or inputs.opened is not None:
        return ()
    template = (inputs.templates or {}).get(kind.value)
    known = told_of_visits(case.answers, inputs.today) if inputs.today else {}
    told = [_asked(case, blank, known.get(blank.name)) for blank in inputs.blanks.get(kind.value, ())]
    if template is not None and template.address == "recipient":
        key = ADDRESSED + kind.value
        value = case.for_papers.get(key, "")
        told.insert(0, Asked(key, "Name and address", "A line each", value, needed=True, lines=True))
    return tuple(told)


def _asked(case: Case, blank: Blank, known: date | None) -> Asked:
    label = f"{blank.meaning[:1].upper()}{blank.meaning[1:]}"
    from_record = f"By the record, {long_day(known)}. Type to say another." if known else ""
    return Asked(
        blank.name,
        label,
        from_record or f"For example: {blank.example}",
        case.for_papers.get(blank.name, ""),
        blank.needed and known is None,
    )


def closed_ways(inputs: Inputs, case: Case, kinds: tuple[Offered, ...]) -> tuple[tuple[str, str], ...]:
    """Papers that cannot go the way they are to go, by post or by e-mail: their titles, and why."""
    told = [(title_of(inputs, kind), closed_way(case, kind, channel_of(inputs, kind))) for kind in kinds]
    return tuple((title, why) for title, why in told if why)
