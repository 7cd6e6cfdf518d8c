"""The props of the papers screen, derived from everything it is made from."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from pharmreview.domain.case import Case, IssuedPaper
from pharmreview.domain.paper import PaperKind
from pharmreview.domain.patient import Practice
from pharmreview.domain.review.answer import text_of
from ui import text as words_of
from ui.screens.papers.making import LETTERS, PLANS, Batch, Made, Unmade, kinds_for, nothing_changes

PLAN_ROW = "plan"
_TITLES = {
    PaperKind.NEXT_STEP: "Plan, next step",
    PaperKind.NEXT_THREE: "Plan, next 3 steps",
    PaperKind.WHOLE_ROUTE: "Plan, whole route",
    PaperKind.FOLLOW_UP: "Follow-up letter",
    PaperKind.GP: "GP letter",
    PaperKind.TALKED: "What we talked about",
}
_SHOWN = {
    "next-step": PaperKind.NEXT_STEP,
    "next-3": PaperKind.NEXT_THREE,
    "whole-route": PaperKind.WHOLE_ROUTE,
}
_KEPT = "A paper that goes out is kept exactly as issued: who, when, and which tables."


@dataclass(frozen=True, slots=True)
class Opened:
    """An issued paper taken out to look at."""

    paper: IssuedPaper
    pages: int
    whole: bool


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything the screen is made from."""

    case: Case | None = None
    today: date | None = None
    issued: tuple[IssuedPaper, ...] | None = None
    batch: Batch = field(default_factory=Batch)
    practice: Practice | None = None
    ticks: Mapping[PaperKind, bool] = field(default_factory=dict)
    chosen: PaperKind | None = None
    opened: Opened | None = None
    page: int = 1
    span: int = 2
    went: Mapping[str, str] = field(default_factory=dict)
    """How an issued paper went out in this session: "printed 10:31", by its id."""
    busy: str = ""
    copied: str = ""
    problem: tuple[str, str] | None = None
    practice_problem: str = ""


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
class Sheet:
    """The paper shown: which pages of how many, or why there are none. `key` names its bytes."""

    key: str = ""
    title: str = ""
    page: int = 1
    pages: int = 0
    span: int = 2
    locked: str = ""
    problem: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """Something to look at before printing, and in which papers."""

    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Props:
    """Everything the screen shows."""

    subtitle: str = ""
    rows: tuple[Row, ...] = ()
    issued: tuple[Row, ...] = ()
    foot: str = _KEPT
    needs: tuple[str, str] | None = None
    sheet: Sheet = field(default_factory=Sheet)
    looks: tuple[Look, ...] = ()
    judged: bool = False
    print_words: str = "Print papers"
    can_send: bool = False
    record: tuple[str, ...] = ()
    record_state: str = "not yet copied"
    practice: Practice | None = None
    practice_problem: str = ""
    asks_practice: bool = False
    busy: str = ""
    problem: tuple[str, str] | None = None


def default_kind(case: Case) -> PaperKind:
    """The form of the plan the person asked for; the next step unless they asked for more."""
    return _SHOWN.get(text_of(case.answers, "taper.show_to_person"), PaperKind.NEXT_STEP)


def is_ticked(inputs: Inputs, kind: PaperKind) -> bool:
    """Whether a paper is to go out."""
    if inputs.case is None or kind not in kinds_for(inputs.case):
        return False
    return inputs.ticks.get(kind, kind in LETTERS or kind is default_kind(inputs.case))


def ticked(inputs: Inputs) -> tuple[PaperKind, ...]:
    """The papers that are to go out, in the order of the list."""
    return tuple(kind for kind in (*PLANS, *LETTERS) if is_ticked(inputs, kind))


def shown_kind(inputs: Inputs) -> PaperKind | None:
    """The paper whose pages are shown: the one chosen, else the first that is to go out."""
    if inputs.case is None:
        return None
    kinds = kinds_for(inputs.case)
    if inputs.chosen in kinds:
        return inputs.chosen
    return next(iter(ticked(inputs)), kinds[0])


def derive(inputs: Inputs) -> Props:
    """The props for these inputs. Pure."""
    case = inputs.case
    if case is None or inputs.today is None:
        return Props()
    sendable = [kind for kind in ticked(inputs) if isinstance(inputs.batch.made.get(kind), Made)]
    whole = " ".join(
        part for part in (case.patient.written_given_name, case.patient.written_family_name) if part
    )
    practice = inputs.practice
    return Props(
        subtitle=f"for {whole or 'a person without a name'}, {words_of.band_day(inputs.today)}",
        rows=_rows(inputs, case),
        issued=tuple(_issued_row(paper, inputs) for paper in reversed(inputs.issued or ())),
        foot=_KEPT if ticked(inputs) else "Nothing is ticked. Tick a paper with Space to print it.",
        needs=_needs(case),
        sheet=replace(_sheet(inputs), span=inputs.span),
        looks=_looks(inputs),
        judged=bool(inputs.batch.made) and bool(ticked(inputs)),
        print_words=f"Print {words_of.count(len(sendable), 'paper')}" if sendable else "Print papers",
        can_send=bool(sendable) and not inputs.busy,
        record=inputs.batch.record,
        record_state=inputs.copied or "not yet copied",
        practice=practice,
        practice_problem=inputs.practice_problem,
        asks_practice=practice is not None and not practice.name.strip(),
        busy=inputs.busy,
        problem=inputs.problem,
    )


def _rows(inputs: Inputs, case: Case) -> tuple[Row, ...]:
    rows = [_row(inputs, case, kind) for kind in kinds_for(case)]
    if not case.agreed and not nothing_changes(case):
        note = "Agree the plan first"
        return (Row(PLAN_ROW, "Plan", note, can_tick=False, sign="circle", spoken=note), *rows)
    return tuple(rows)


def _row(inputs: Inputs, case: Case, kind: PaperKind) -> Row:
    made = inputs.batch.made.get(kind)
    on = is_ticked(inputs, kind)
    concerns = 0
    if isinstance(made, Unmade):
        note, sign, spoken = f"Cannot be made yet. {made.what}", "warning", "cannot be made yet"
    elif made is None:
        note, sign, spoken = "being made", "", "being made"
    else:
        concerns = len({c.what for c in made.pressed.concerns if c.code != "needs"})
        parts = [words_of.count(made.pressed.pages, "page")]
        if made.kept is not None:
            parts.append(_went(made.kept, inputs))
        elif not on and kind in PLANS and text_of(case.answers, "taper.show_to_person"):
            parts.append(f"{case.patient.calling_name or 'the person'} chose {_asked(case)}")
        if concerns:
            parts.append(f"{concerns} to look at")
        note = ", ".join(parts)
        sign = "warning" if concerns else ("tick" if on or made.kept else "circle")
        spoken = "look at it first" if concerns else ("ready" if on else "not included")
    chosen = inputs.opened is None and shown_kind(inputs) is kind
    return Row(kind.value, _TITLES[kind], note, on, True, sign, spoken, chosen)


def _asked(case: Case) -> str:
    return _TITLES[default_kind(case)].removeprefix("Plan, ")


def _went(paper: IssuedPaper, inputs: Inputs) -> str:
    """How a kept paper went out, as far as this session knows."""
    if paper.id in inputs.went:
        return inputs.went[paper.id]
    at = words_of.clock_time(paper.issued_at)
    if inputs.today is not None and paper.issued_at.date() != inputs.today:
        at = words_of.day_and_month(paper.issued_at.date())
    return f"issued {at}"


def _issued_row(paper: IssuedPaper, inputs: Inputs) -> Row:
    on = words_of.day(paper.issued_at.date())
    at = words_of.clock_time(paper.issued_at)
    earlier = next((p for p in inputs.issued or () if p.id == paper.replaces), None)
    note = f"{on}, {at}, {paper.issued_by}"
    if earlier is not None:
        note += f". Replaces version {earlier.version}"
    title = f"{_kind_title(paper)}, version {paper.version}"
    open_now = inputs.opened is not None and inputs.opened.paper.id == paper.id
    return Row(paper.id, title, note, can_tick=False, sign="lock", spoken="kept as issued", chosen=open_now)


def _kind_title(paper: IssuedPaper) -> str:
    try:
        return _TITLES[PaperKind(paper.kind)]
    except (ValueError, KeyError):
        return paper.title


def _sheet(inputs: Inputs) -> Sheet:
    if inputs.opened is not None:
        paper, pages = inputs.opened.paper, inputs.opened.pages
        when = f"{words_of.day(paper.issued_at.date())}, {words_of.clock_time(paper.issued_at)}"
        locked = (
            f"Issued {when} by {paper.issued_by}. These are the pages that went out; nothing changes them."
        )
        if not inputs.opened.whole:
            locked = "These pages are not the ones that were issued. Do not use them; look at a backup."
        title = f"{_kind_title(paper)}, version {paper.version}"
        return Sheet(paper.sha256, title, min(inputs.page, pages), pages, locked=locked)
    kind = shown_kind(inputs)
    made = inputs.batch.made.get(kind) if kind is not None else None
    if kind is None or made is None:
        return Sheet(title=_TITLES[kind] if kind is not None else "")
    if isinstance(made, Unmade):
        return Sheet(title=_TITLES[kind], problem=(made.what, made.remedy))
    page = min(inputs.page, made.pressed.pages)
    return Sheet(f"{kind.value}/{hash(made.pressed.pdf)}", _TITLES[kind], page, made.pressed.pages)


def _looks(inputs: Inputs) -> tuple[Look, ...]:
    """Concerns of the papers that are to go out, each once, with the papers it is in."""
    papers: dict[str, list[str]] = {}
    where: dict[str, str] = {}
    for kind in ticked(inputs):
        made = inputs.batch.made.get(kind)
        for concern in made.pressed.concerns if isinstance(made, Made) else ():
            if concern.code != "needs":
                papers.setdefault(concern.what, []).append(_TITLES[kind].partition(",")[0])
                where.setdefault(concern.what, concern.where)
    return tuple(_look(what, where[what], tuple(dict.fromkeys(named))) for what, named in papers.items())


def _look(what: str, where: str, papers: tuple[str, ...]) -> Look:
    first, _, rest = what.partition(". ")
    quoted = f"In “…{where.strip(' .…')}…”" if where else ""
    return Look(f"{words_of.listed(papers)}: {first.rstrip('.')}", f"{rest} {quoted}".strip())


def _needs(case: Case) -> tuple[str, str] | None:
    needs = [" ".join(need.split()) for need in case.patient.needs if need.strip()]
    if not needs:
        return None
    name = case.patient.calling_name or "This person"
    large = [need for need in needs if "large print" in need.casefold()]
    others = [need for need in needs if need not in large]
    also = f" Also needed: {words_of.listed(others)}." if others else ""
    if not large:
        return (
            f"{name} needs: {words_of.listed(others)}.",
            "Check that these papers meet it before they go out.",
        )
    help_now = "Large print comes in a later version. Print onto A3 at 141%, or ask what would help."
    return f"{name} needs large print.", f"{help_now}{also}"
