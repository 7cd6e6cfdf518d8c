"""What the templates page shows, from everything it is made from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pharmreview.domain.paper import PaperKind
from pharmreview.domain.team.access import Access, Deed, why_not
from ui import text as words_of
from ui.screens.practice.comparing import Piece, compared, said
from ui.screens.practice.rows import ListRow

if TYPE_CHECKING:
    from pharmreview.domain.paper import Concern, KeptTemplate, Standing
    from ui.screens.practice.trying import Tried

STOPPING = ("placeholder", "template")
OURS = "ours"
MOST_LOOKS = 60
"""So many are shown at once; the next come up as these are mended."""
OPEN, EXAMPLE = "open", "example"
_READER = f"{why_not(Access.READER, Deed.WORDING)} You may look, and try it on a person."


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything the page is made from. `good` is the last trial that could be shown."""

    standing: tuple[Standing, ...] = ()
    chosen: str = ""
    text: str = ""
    tried: Tried | None = None
    good: Tried | None = None
    person: str = EXAMPLE
    open_facts: str = ""
    """Name, birth and number of the open person, in words; "" where nobody is open."""
    may_change: bool = True
    version: str | None = None
    """The version that is held against the words now; None while the versions are put away."""
    problem: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class LookAt:
    """Something to look at while writing, and the letters it points at (-1 for the whole)."""

    title: str
    reason: str
    start: int
    end: int
    stops: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """What the words make of a person. `problem` says why the newest words make nothing."""

    is_text: bool = False
    whose: str = ""
    tried: Tried | None = None
    problem: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Versions:
    """The versions there are, the one looked at, and what differs from the words now."""

    rows: tuple[ListRow, ...]
    chosen: str
    pieces: tuple[Piece, ...]
    summary: str
    can_put_back: bool


@dataclass(frozen=True, slots=True)
class Props:
    """Everything the page shows."""

    rows: tuple[ListRow, ...] = ()
    chosen: str = ""
    title: str = ""
    standing: str = ""
    text: str = ""
    can_write: bool = False
    can_keep: bool = False
    can_put_ours_back: bool = False
    why_not: str = ""
    looks: tuple[LookAt, ...] = ()
    looked: bool = False
    seen: Seen = Seen()
    people: tuple[tuple[str, str], ...] = ((EXAMPLE, "Invented person"),)
    person: str = EXAMPLE
    versions: Versions | None = None
    problem: tuple[str, str] | None = None


def derive(inputs: Inputs) -> Props:
    """The props for these inputs. Pure."""
    now = standing_of(inputs)
    people = (*(((OPEN, "Open person"),) if inputs.open_facts else ()), (EXAMPLE, "Invented person"))
    rows = tuple(_row(one, inputs) for one in inputs.standing)
    if now is None:
        return Props(rows=rows, problem=inputs.problem, people=people, person=inputs.person)
    told = inputs.tried
    fits = told is not None and told.id == inputs.chosen
    looks = tuple(_look(c) for c in told.concerns) if told is not None and fits else ()
    changed = inputs.text != now.template.text
    why = _why_not(inputs, changed=changed, looks=looks)
    return Props(
        rows=rows,
        chosen=inputs.chosen,
        title=now.template.title,
        standing=_standing_words(now, changed=changed) if inputs.may_change else _READER,
        text=inputs.text,
        can_write=inputs.may_change,
        can_keep=not why,
        can_put_ours_back=inputs.may_change and {inputs.text, now.template.text} != {now.ours.text},
        why_not=why,
        looks=looks[:MOST_LOOKS],
        looked=fits,
        seen=_seen(inputs, is_text=now.template.sheet == "text"),
        people=people,
        person=inputs.person,
        versions=_versions(inputs, now),
        problem=inputs.problem,
    )


def standing_of(inputs: Inputs) -> Standing | None:
    """How the chosen template stands."""
    return next((one for one in inputs.standing if one.template.id == inputs.chosen), None)


def version_text(now: Standing, version: str) -> str:
    """The words of one version, by the id of its row."""
    return now.ours.text if version == OURS else now.versions[int(version)].template.text


def _why_not(inputs: Inputs, *, changed: bool, looks: tuple[LookAt, ...]) -> str:
    if not inputs.may_change:
        return _READER
    if not changed:
        return "Nothing is changed yet."
    if not inputs.text.strip():
        return "A template cannot be empty. Write it, or put ours back."
    stop = next((look for look in looks if look.stops), None)
    return "" if stop is None else f"{stop.title}. {stop.reason}".strip()


def _row(one: Standing, inputs: Inputs) -> ListRow:
    is_text = one.template.sheet == "text"
    unkept = one.draft is not None
    if one.template.id == inputs.chosen:
        unkept = inputs.text != one.template.text
    note = _changed_words(one.changed) if one.changed is not None else "ours"
    return ListRow(
        id=one.template.id,
        title=one.template.title,
        note=f"{note}. Not kept yet" if unkept else note,
        sign="pencil" if unkept else "",
        group="Text messages" if is_text else "Papers",
    )


def _changed_words(kept: KeptTemplate) -> str:
    return f"changed {words_of.day(kept.at.date())} by {kept.by}"


def _standing_words(now: Standing, *, changed: bool) -> str:
    kept = now.changed
    in_use = "Ours, as it came." if kept is None else f"C{_changed_words(kept)[1:]}."
    since = " What was written since is not kept yet." if changed else ""
    return f"{in_use}{since}{_fixed_words(now)}"


def _fixed_words(now: Standing) -> str:
    """What of a paper is not the practice's to reword, and what becomes of its words in another language."""
    fixed = ""
    if now.ours.blocks:
        fixed = (
            " Tables and boxes come whole, as {"
            + now.ours.blocks[0]
            + "} does: move them, or write round them."
        )
    if now.ours.id == PaperKind.NEXT_STEP.value:
        fixed += " Beside a second language our words are printed: nobody has translated yours."
    return fixed


def _look(concern: Concern) -> LookAt:
    first, _, rest = concern.what.partition(". ")
    quoted = f"In “…{concern.where.strip(' .…')}…”" if concern.where and concern.code == "sentence" else ""
    reason = f"{rest} {quoted}".strip()
    return LookAt(first.rstrip("."), reason, concern.start, concern.end, concern.code in STOPPING)


def _seen(inputs: Inputs, *, is_text: bool) -> Seen:
    told, good = inputs.tried, inputs.good
    newest = told if told is not None and told.id == inputs.chosen else None
    shown = good if good is not None and good.id == inputs.chosen else None
    whose = "An invented person. What is typed for each paper is an example."
    if inputs.person == OPEN:
        whose = f"{inputs.open_facts}. What is typed for each paper is an example."
    return Seen(is_text, whose, shown, None if newest is None else newest.problem)


def _versions(inputs: Inputs, now: Standing) -> Versions | None:
    if inputs.version is None:
        return None
    last = len(now.versions) - 1
    rows = [_version_row(place, kept, in_use=place == last) for place, kept in enumerate(now.versions)]
    came = "as it came with the app" if now.versions else "as it came with the app, in use now"
    rows.insert(0, ListRow(OURS, f"Ours, version {now.ours.version}", came))
    pieces = compared(version_text(now, inputs.version), inputs.text)
    return Versions(
        rows=tuple(reversed(rows)),
        chosen=inputs.version,
        pieces=pieces,
        summary=said(pieces),
        can_put_back=inputs.may_change and any(piece.kind != "same" for piece in pieces),
    )


def _version_row(place: int, kept: KeptTemplate, *, in_use: bool) -> ListRow:
    title = f"{words_of.day(kept.at.date())}, {words_of.clock_time(kept.at)}"
    note = f"{kept.by} put ours back" if kept.ours else kept.by
    return ListRow(str(place), title, f"{note}, in use now" if in_use else note)
