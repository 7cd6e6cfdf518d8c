"""The rows of the list: what fits the moment, or every paper by its shelf, and what was issued."""

from dataclasses import dataclass

from pharmreview.domain.case import Case, Channel, IssuedPaper
from pharmreview.domain.paper import PaperKind, TextKind
from pharmreview.domain.review.answer import text_of
from pharmreview.services.writing.catalogue import (
    PLANS,
    SHELVES,
    Offered,
    is_decided,
    nothing_changes,
    offered,
    plan_asked_for,
)
from ui import text as words_of
from ui.screens.papers.making import MadeText, Outcome, Unmade
from ui.screens.papers.offered.inputs import Inputs, fits, is_ticked, shown_kind, title_of

PLAN_ROW = "plan"
CHANNELS = {
    Channel.HANDED: "handed over",
    Channel.POST: "by post",
    Channel.EMAIL: "by e-mail",
    Channel.NHS_APP: "by the NHS App",
    Channel.TEXT: "by text",
    Channel.PHONE: "by phone",
    Channel.FILE: "as a file",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One paper in the list. `sign` is tick, warning, circle or "", and is said in words in `spoken`."""

    id: str
    title: str
    note: str
    ticked: bool = False
    can_tick: bool = True
    sign: str = ""
    spoken: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under one heading."""

    title: str
    rows: tuple[Row, ...]


def sections(inputs: Inputs, case: Case) -> tuple[Section, ...]:
    """What fits with whatever else is ticked or shown; or, while something is looked for, every shelf."""
    if inputs.find is not None:
        return _found(inputs, case, inputs.find)
    also = [kind for kind in PaperKind if is_ticked(inputs, kind)]
    if inputs.chosen is not None:
        also.append(inputs.chosen)  # type: ignore[arg-type]  # a text may be shown too
    kinds = dict.fromkeys((*fits(inputs), *also))
    rows = tuple(row_of(inputs, case, kind) for kind in kinds)
    if is_decided(case) and not case.agreed and not nothing_changes(case):
        note = "Agree the plan first"
        rows = (Row(PLAN_ROW, "Plan", note, can_tick=False, sign="circle", spoken=note), *rows)
    return (Section("For this review" if is_decided(case) else "Before the visit", rows),)


def _found(inputs: Inputs, case: Case, find: str) -> tuple[Section, ...]:
    asked = find.casefold().split()

    def named(shelf: str, kind: Offered) -> bool:
        told = f"{shelf} {title_of(inputs, kind)}".casefold()
        return all(word in told for word in asked)

    told = (
        Section(shelf.value, tuple(row_of(inputs, case, kind) for kind in kinds if named(shelf.value, kind)))
        for shelf, kinds in SHELVES.items()
    )
    return tuple(section for section in told if section.rows)


def row_of(inputs: Inputs, case: Case, kind: Offered) -> Row:
    """How one paper or text stands now."""
    made, on = inputs.batch.made.get(kind), is_ticked(inputs, kind)
    note, sign, spoken = _standing(inputs, case, kind, made, on=on)
    chosen = inputs.opened is None and shown_kind(inputs) is kind
    can_tick = isinstance(kind, PaperKind)
    return Row(kind.value, title_of(inputs, kind), note, on, can_tick, sign, spoken, chosen)


def _standing(
    inputs: Inputs, case: Case, kind: Offered, made: Outcome | None, *, on: bool
) -> tuple[str, str, str]:
    """What is said of it, its sign, and the sign in words."""
    if isinstance(made, Unmade):
        held = "May not be sent" if made.forbidden else "Cannot be made yet"
        return f"{held}. {made.what}", "warning", held.casefold()
    if isinstance(made, MadeText):
        message = made.message
        size = f"{message.length} characters, {words_of.count(message.parts, 'part')}"
        note = size if made.kept is None else f"{size}, {_went(made.kept, inputs)}"
        return note, "tick" if made.kept else "circle", "kept as issued" if made.kept else "ready"
    if made is None:
        if on or shown_kind(inputs) is kind:
            return "being made", "", "being made"
        return _hint(case, kind), "circle", "a text message" if isinstance(kind, TextKind) else "not included"
    if made.pressed.refused:
        return "A draft, which may not go out", "warning", "may not go out"
    concerns = len({c.what for c in made.pressed.concerns if c.code != "needs"})
    parts = [words_of.count(made.pressed.pages, "page")]
    if made.kept is not None:
        parts.append(_went(made.kept, inputs))
    elif not on:
        parts += [hint for hint in (_hint(case, kind),) if hint]
    if concerns:
        parts.append(f"{concerns} to look at")
    sign = "warning" if concerns else ("tick" if on or made.kept else "circle")
    spoken = "look at it first" if concerns else ("ready" if on else "not included")
    return ", ".join(parts), sign, spoken


def _hint(case: Case, kind: Offered) -> str:
    """Why a form of the plan is not the one that goes out."""
    if kind not in PLANS or not text_of(case.answers, "taper.show_to_person"):
        return ""
    asked = plan_asked_for(case)
    told = {"plan-next-step": "next step", "plan-next-three": "next 3 steps"}.get(asked.value, "whole route")
    return (
        "" if asked is kind else f"{words_of.apart(case.patient.calling_name) or 'the person'} chose {told}"
    )


def _went(paper: IssuedPaper, inputs: Inputs) -> str:
    """How a kept paper went out, as far as this session knows."""
    if paper.id in inputs.went:
        return inputs.went[paper.id]
    at = words_of.clock_time(paper.issued_at)
    if inputs.today is not None and paper.issued_at.date() != inputs.today:
        at = words_of.day_and_month(paper.issued_at.date())
    return f"issued {at}"


def issued_row(paper: IssuedPaper, inputs: Inputs) -> Row:
    """An issued paper: when, by whom, what it replaces, and to whom it went."""
    on = words_of.day(paper.issued_at.date())
    at = words_of.clock_time(paper.issued_at)
    earlier = next((p for p in inputs.issued or () if p.id == paper.replaces), None)
    note = f"{on}, {at}, {paper.issued_by}"
    if earlier is not None:
        note += f". Replaces version {earlier.version}"
    note += f". {to_whom(paper)}"
    open_now = inputs.opened is not None and inputs.opened.paper.id == paper.id
    title = issued_title(paper, inputs)
    return Row(paper.id, title, note, can_tick=False, sign="lock", spoken="kept as issued", chosen=open_now)


def to_whom(paper: IssuedPaper) -> str:
    """To whom an issued paper went, each once and the newest last."""
    told = dict.fromkeys(
        f"{went.recipient or 'somebody not named'}, {CHANNELS[went.channel]}" for went in paper.dispatches
    )
    return f"To {'; '.join(told)}" if told else "To whom: not recorded"


def issued_title(paper: IssuedPaper, inputs: Inputs) -> str:
    """What an issued paper is called, with its version."""
    try:
        title = title_of(inputs, offered(paper.kind))
    except ValueError:
        title = paper.title
    return f"{title}, version {paper.version}"
