"""Everything the papers screen is made from, and what follows from it at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from pharmreview.domain.case import Case, Channel, IssuedPaper
from pharmreview.domain.journey.ladder import Went
from pharmreview.domain.paper import (
    Blank,
    PaperKind,
    PaperLanguage,
    PaperTemplate,
    Setting,
    TextKind,
    setting_for,
)
from pharmreview.domain.patient import Practice
from pharmreview.services.writing.catalogue import (
    TO_THE_PERSON,
    Offered,
    channel_for,
    due_now,
    fitting,
    ticked_at_first,
)
from ui.screens.papers.making import ADDRESSED, TO_WHOM, Batch, Made

_TITLES = {
    PaperKind.NEXT_STEP: "Plan, next step",
    PaperKind.NEXT_THREE: "Plan, next 3 steps",
    PaperKind.WHOLE_ROUTE: "Plan, whole route",
    PaperKind.FOLLOW_UP: "Follow-up letter",
    PaperKind.GP: "GP letter",
    PaperKind.TALKED: "What we talked about",
}


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
    templates: Mapping[str, PaperTemplate] | None = None
    blanks: Mapping[str, tuple[Blank, ...]] = field(default_factory=dict)
    ticks: Mapping[Offered, bool] = field(default_factory=dict)
    chosen: Offered | None = None
    opened: Opened | None = None
    page: int = 1
    span: int = 2
    find: str | None = None
    """What is looked for among every paper; None while only what fits is shown."""
    settings: Mapping[Offered, tuple[Setting, bool]] = field(default_factory=dict)
    """How a paper is set, and whether on cream, where that was changed for it."""
    spoken: Mapping[PaperKind, tuple[PaperLanguage, ...]] = field(default_factory=dict)
    """The languages that a paper can be printed in beside English."""
    languages: Mapping[Offered, str] = field(default_factory=dict)
    """The language chosen to stand beside English, by its code."""
    channels: Mapping[Offered, Channel] = field(default_factory=dict)
    went: Mapping[str, str] = field(default_factory=dict)
    """How an issued paper went out in this session: "printed 10:31", by its id."""
    busy: str = ""
    problem: tuple[str, str] | None = None
    practice_problem: str = ""


def fits(inputs: Inputs) -> tuple[Offered, ...]:
    """What fits the case, with what is next by the calendar before the rest."""
    if inputs.case is None:
        return ()
    went = [Went(paper.kind, one.at.date()) for paper in inputs.issued or () for one in paper.dispatches]
    return fitting(inputs.case, due_now(inputs.case, went, inputs.today) if inputs.today is not None else "")


def title_of(inputs: Inputs, kind: Offered) -> str:
    """What a paper or text is called."""
    known = _TITLES.get(kind) if isinstance(kind, PaperKind) else None
    template = (inputs.templates or {}).get(kind.value)
    return known or (template.title if template else kind.value.replace("-", " ").capitalize())


def is_ticked(inputs: Inputs, kind: Offered) -> bool:
    """Whether a paper is to go out. A text goes by itself and is never ticked."""
    if inputs.case is None or isinstance(kind, TextKind):
        return False
    return inputs.ticks.get(kind, kind in ticked_at_first(inputs.case))


def ticked(inputs: Inputs) -> tuple[PaperKind, ...]:
    """The papers that are to go out, in the order of the list."""
    return tuple(kind for kind in PaperKind if is_ticked(inputs, kind))


def sendable(inputs: Inputs) -> list[Made]:
    """What of that is made and may go out."""
    made = (inputs.batch.made.get(kind) for kind in ticked(inputs))
    return [one for one in made if isinstance(one, Made) and not one.pressed.refused]


def shown_kind(inputs: Inputs) -> Offered | None:
    """What is shown: the one chosen, else the first that is to go out, else the first that fits."""
    if inputs.case is None:
        return None
    if inputs.chosen is not None:
        return inputs.chosen
    known = fits(inputs)
    return next((kind for kind in known if is_ticked(inputs, kind)), known[0])


def wanted_kinds(inputs: Inputs) -> tuple[Offered, ...]:
    """What has to be made: what is ticked, in order, and what is shown."""
    shown, out = shown_kind(inputs), ticked(inputs)
    return out if shown is None or shown in out else (*out, shown)


def setting_of(inputs: Inputs, kind: Offered) -> tuple[Setting, bool]:
    """How a paper is set, and whether on cream: as changed for it, else by the person's recorded needs."""
    needed = setting_for(inputs.case.patient.needs) if inputs.case else (Setting.STANDARD, False)
    return inputs.settings.get(kind, needed)


def channel_of(inputs: Inputs, kind: Offered) -> Channel:
    """How it goes: as chosen, else as the person likes and as is usual for it."""
    if kind in inputs.channels or inputs.case is None:
        return inputs.channels.get(kind, Channel.HANDED)
    return channel_for(inputs.case, kind)


def recipient_of(inputs: Inputs, kind: Offered) -> str:
    """To whom it goes: as typed, else whoever it is written for."""
    if inputs.case is None:
        return ""
    said = inputs.case.for_papers.get(TO_WHOM + kind.value)
    return _usual_recipient(inputs, inputs.case, kind) if said is None else said


def _usual_recipient(inputs: Inputs, case: Case, kind: Offered) -> str:
    patient, practice = case.patient, inputs.practice or Practice()
    if kind in TO_THE_PERSON or kind is PaperKind.CALL or isinstance(kind, TextKind):
        return " ".join(p for p in (patient.written_given_name, patient.written_family_name) if p)
    if kind is PaperKind.GP:
        return patient.usual_gp
    typed = case.for_papers.get(ADDRESSED + kind.value, "").strip()
    return typed.partition("\n")[0] or (practice.pharmacy if kind is PaperKind.PHARMACY else "")
