"""The props of the papers screen, derived from everything it is made from."""

from dataclasses import dataclass, field, replace

from pharmreview.domain.case import Case
from pharmreview.domain.paper import RecordPart
from pharmreview.domain.patient import Practice
from ui import text as words_of
from ui.screens.papers.making import Made, Unmade
from ui.screens.papers.offered.inputs import Inputs, sendable, ticked, title_of
from ui.screens.papers.offered.rows import PLAN_ROW, Row, Section, issued_row, sections
from ui.screens.papers.offered.shown import (
    Asked,
    Format,
    Going,
    Sheet,
    asked_of,
    closed_ways,
    format_of,
    going_of,
    sheet_of,
)
from ui.state.record_copy import copied_words

__all__ = ["PLAN_ROW", "Inputs", "Look", "Props", "Row", "derive"]

_KEPT = "A paper that goes out is kept exactly as issued: who, when, to whom, and which tables."


@dataclass(frozen=True, slots=True)
class Look:
    """Something to look at before printing, and in which papers; `stops` where the paper may not go out."""

    title: str
    reason: str
    stops: bool = False


@dataclass(frozen=True, slots=True)
class Props:
    """Everything the screen shows."""

    subtitle: str = ""
    sections: tuple[Section, ...] = ()
    finding: bool = False
    issued: tuple[Row, ...] = ()
    foot: str = _KEPT
    format: Format | None = None
    going: Going | None = None
    asked: tuple[Asked, ...] = ()
    sheet: Sheet = field(default_factory=Sheet)
    looks: tuple[Look, ...] = ()
    judged: bool = False
    print_words: str = "Print papers"
    can_send: bool = False
    record: tuple[RecordPart, ...] = ()
    record_state: str = "not yet copied"
    practice: Practice | None = None
    practice_problem: str = ""
    asks_practice: bool = False
    busy: str = ""
    problem: tuple[str, str] | None = None

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every row of every section, as they stand under one another."""
        return tuple(row for section in self.sections for row in section.rows)


def derive(inputs: Inputs) -> Props:
    """The props for these inputs. Pure."""
    case = inputs.case
    if case is None or inputs.today is None:
        return Props()
    out = sendable(inputs)
    whole = " ".join(
        part for part in (case.patient.written_given_name, case.patient.written_family_name) if part
    )
    practice, whose = inputs.practice, words_of.apart(whole) or "a person without a name"
    return Props(
        subtitle=f"for {whose}, {words_of.band_day(inputs.today)}",
        sections=sections(inputs, case),
        finding=inputs.find is not None,
        issued=tuple(issued_row(paper, inputs) for paper in reversed(inputs.issued or ())),
        foot=_foot(inputs, nothing_goes=not out and not inputs.busy),
        format=format_of(inputs, case),
        going=going_of(inputs, case),
        asked=asked_of(inputs, case),
        sheet=replace(sheet_of(inputs), span=inputs.span),
        looks=_looks(inputs, case),
        judged=bool(inputs.batch.made) and bool(ticked(inputs)),
        print_words=f"Print {words_of.count(len(out), 'paper')}" if out else "Print papers",
        can_send=bool(out) and not inputs.busy,
        record=inputs.batch.record,
        record_state=copied_words(case),
        practice=practice,
        practice_problem=inputs.practice_problem,
        asks_practice=practice is not None and not practice.name.strip(),
        busy=inputs.busy,
        problem=inputs.problem,
    )


def _foot(inputs: Inputs, *, nothing_goes: bool) -> str:
    """What is kept of papers that go out; where none can, why, and how to mend it."""
    if not ticked(inputs):
        return "Nothing is ticked. Tick a paper with Space to print it."
    made = ((kind, inputs.batch.made.get(kind)) for kind in ticked(inputs))
    held = [
        f"{title_of(inputs, kind)}: {one.what} {one.remedy}" for kind, one in made if isinstance(one, Unmade)
    ]
    return held[0] if held and nothing_goes else _KEPT


def _looks(inputs: Inputs, case: Case) -> tuple[Look, ...]:
    """What stands in the way of the post, then concerns of what is to go out, each once with its papers."""
    papers: dict[str, list[str]] = {}
    where: dict[str, str] = {}
    for kind in ticked(inputs):
        made = inputs.batch.made.get(kind)
        for concern in made.pressed.concerns if isinstance(made, Made) else ():
            if concern.code != "needs":
                papers.setdefault(concern.what, []).append(title_of(inputs, kind).partition(",")[0])
                where.setdefault(concern.what, concern.where)
    post = [Look(title, why) for title, why in closed_ways(inputs, case, ticked(inputs))]
    said = [_look(what, where[what], tuple(dict.fromkeys(named))) for what, named in papers.items()]
    held = [
        Look(f"{title_of(inputs, kind)}: a draft, which may not go out", made.pressed.refused, stops=True)
        for kind in ticked(inputs)
        if isinstance(made := inputs.batch.made.get(kind), Made) and made.pressed.refused
    ]
    return (*held, *post, *said)


def _look(what: str, where: str, papers: tuple[str, ...]) -> Look:
    first, _, rest = what.partition(". ")
    quoted = f"In “…{where.strip(' .…')}…”" if where else ""
    return Look(f"{words_of.listed(papers)}: {first.rstrip('.')}", f"{rest} {quoted}".strip())
