"""What each block of a template holds: what the record comes to, in words that no template changes."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from pharmreview.documents.outline import Block, CopyBlock
from pharmreview.documents.papers.for_clinician.gp_letter import GpParts
from pharmreview.documents.papers.for_clinician.prescribing import medicine_blocks, step_blocks
from pharmreview.documents.papers.for_clinician.record import record_facts
from pharmreview.documents.papers.for_person.pictures import used_picture
from pharmreview.documents.papers.for_person.plan_parts import PlanParts
from pharmreview.documents.papers.for_person.take import take_blocks
from pharmreview.documents.papers.for_person.whole_route import route_blocks
from pharmreview.domain.paper import PaperFacts, PaperKind

Fixed = Mapping[str, Callable[[], Sequence[Block]]]
"""By the name of its place, what makes a block."""

_STEPS_SHOWN = {PaperKind.NEXT_THREE: 3, PaperKind.WHOLE_ROUTE: None}
_PICTURES = {
    "picture_alarm": "EXP1",
    "picture_program": "EXP2",
    "picture_knob": "EXP3",
    "picture_path": "EXP4",
    "picture_circles": "EXP5",
    "picture_fan": "EXP6",
}


def fixed_blocks(facts: PaperFacts) -> Fixed:
    """The blocks that a paper has. Raises PaperProblem where its plan cannot be told."""
    if facts.kind.series == "plan":
        return _of_the_plan(facts, PlanParts(facts))
    if facts.kind is PaperKind.GP:
        return _of_the_gp_letter(facts, GpParts(facts))
    if facts.kind is PaperKind.TALKED:
        return {name: partial(used_picture, facts, code) for name, code in _PICTURES.items()}
    return {}


def holds(fixed: Fixed, named: Sequence[str]) -> dict[str, str]:
    """Of the blocks that a template names, those that hold something for this person, as "yes"."""
    return {name: "yes" for name in named if name in fixed and fixed[name]()}


def _of_the_plan(facts: PaperFacts, parts: PlanParts) -> Fixed:
    def ahead() -> Sequence[Block]:
        shown = facts.kind in _STEPS_SHOWN
        return route_blocks(parts.plan, parts.said, _STEPS_SHOWN[facts.kind]) if shown else ()

    return {
        "what_to_take": lambda: take_blocks(parts.plan, parts.said),
        "coming_dates": parts.coming_dates,
        "pause_box": lambda: (parts.pause(),),
        "signs": lambda: (parts.signs(),),
        "safety_box": lambda: (parts.safety(),),
        "who_to_call": lambda: (parts.who_to_call(),),
        "steps_ahead": ahead,
    }


def _of_the_gp_letter(facts: PaperFacts, parts: GpParts) -> Fixed:
    return {
        "headline": lambda: (parts.headline(),),
        "medicines_table": lambda: medicine_blocks(facts, parts.plan, parts.said),
        "steps_table": lambda: step_blocks(parts.plan, parts.said) if parts.plan is not None else (),
        "please_do": lambda: (parts.please_do(),),
        "please_do_not": lambda: (parts.please_do_not(),),
        "safety_told": lambda: (parts.safety(),),
        "follow_up": parts.follow_up,
        "codes": lambda: (parts.codes(),),
        "record": lambda: (CopyBlock(lines=record_facts(facts)),),
        "who_to_ask": parts.who_to_ask,
    }
