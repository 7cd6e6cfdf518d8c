"""What stands beside the plan: the one it is held against, and what is asked of it. Pure."""

from dataclasses import replace
from decimal import Decimal

from pharmreview.domain.digits import plain
from pharmreview.domain.taper.plan import Step, TaperPlan, TaperRequest
from pharmreview.domain.taper.running.compare import measures
from pharmreview.services.tapering import Choices
from ui.screens.taper.asking.asked import (
    OWN,
    Asked,
    by_answer,
    named_paces,
    pace_now,
    pace_words,
    where_answer,
)
from ui.screens.taper.comparing.compared import B, Compared, compared_of, pace_name
from ui.screens.taper.draft.last_answers import LastAnswers
from ui.screens.taper.props import Inputs, Props
from ui.screens.taper.switching.offered import offering
from ui.screens.taper.words.doses import day_words
from ui.screens.taper.words.medicines import changing_id
from ui.screens.taper.working.ending import Ending, ending


def with_beside(
    props: Props,
    inputs: Inputs,
    plan: TaperPlan | None,
    steps: tuple[Step, ...],
    known: Choices | str,
    once: LastAnswers,
) -> Props:
    """The props with what each line of the chart comes to, both plans, and the questions."""
    return replace(
        props,
        legend=legend(inputs, steps),
        legend_b=legend_b(inputs, steps),
        compared=compared(inputs, plan, steps, known, once),
        asked=asked(inputs, plan, steps),
        ending=_ending(props, inputs, plan, steps),
        switching="" if inputs.running else once.of(offering, plan, inputs.settings.never_percent),
    )


def _ending(props: Props, inputs: Inputs, plan: TaperPlan | None, steps: tuple[Step, ...]) -> Ending:
    """How the plan ends whose pace is shown; nothing while there is none, or a pause is being made up."""
    shown = inputs.beside if pace_request(inputs) is inputs.beside_request else plan
    if shown is None or not steps or inputs.pausing is not None:
        return Ending()
    frozen = bool(props.pace.frozen)
    return ending(shown, steps[0].medicine, inputs.settings, frozen=frozen, problems=inputs.problems)


def legend(inputs: Inputs, steps: tuple[Step, ...]) -> str:
    """What the draft comes to; with its letter while another stands beside it."""
    if not steps or inputs.request is None:
        return ""
    said = pace_name(inputs.plan, steps[0].medicine, _share(inputs.request))
    return said[:1].upper() + said[1:] if inputs.beside_request is None else f"A {said}"


def legend_b(inputs: Inputs, steps: tuple[Step, ...]) -> str:
    """What plan B comes to; nothing while there is none."""
    if not steps or inputs.beside is None or inputs.beside_request is None:
        return ""
    return f"B {pace_name(inputs.beside, steps[0].medicine, _share(inputs.beside_request))}"


def _share(request: TaperRequest) -> str:
    percent = request.pace.percent
    return "" if percent is None else f"up to {plain(percent)}%"


def compared(
    inputs: Inputs,
    plan: TaperPlan | None,
    steps: tuple[Step, ...],
    known: Choices | str,
    once: LastAnswers,
) -> Compared | None:
    """Both plans, measure by measure; None while only one is shown."""
    if inputs.beside_request is None or plan is None or not steps or isinstance(known, str):
        return None
    rows = compared_of(plan, once.of(measures, plan), inputs.beside, known.products, inputs.settings)
    return Compared(
        rows,
        legend(inputs, steps),
        legend_b(inputs, steps),
        inputs.changing,
        inputs.beside_problem,
    )


def asked(inputs: Inputs, plan: TaperPlan | None, steps: tuple[Step, ...]) -> Asked:
    """The questions with their answers."""
    request = pace_request(inputs)
    if request is None:
        return Asked()
    named = pace_now(request.pace, inputs.settings)
    dose = request.aim.get(changing_id(request), Decimal(0))
    there = "there" if dose else "stopped"
    if dose and steps:
        there = f"at {day_words(dose, steps[0].unit).removesuffix(' a day')}"
    return Asked(
        paces=named_paces(inputs.settings),
        pace=OWN if named is None else named.id,
        source="" if named is None else pace_words(named),
        by_title=f"Be {there} by",
        by=inputs.by,
        by_answer=by_answer(inputs.found, steps),
        can_use=inputs.found is not None and bool(steps) and not _is_found(request, inputs),
        where=inputs.where_on,
        where_answer=where_answer(plan, inputs.beside, steps, inputs.where_on),
        enabled=bool(steps) and not inputs.running and inputs.pausing is None,
    )


def _is_found(request: TaperRequest, inputs: Inputs) -> bool:
    """True once the pace is the one that was found for a day."""
    found, every = inputs.found, request.pace.every_days or inputs.settings.every_days
    return found is not None and (found.percent, found.every_days) == (request.pace.percent, every)


def pace_request(inputs: Inputs) -> TaperRequest | None:
    """The request whose pace is shown: the draft's, or that of plan B while it is the one being changed."""
    return inputs.beside_request if inputs.changing == B and inputs.beside_request else inputs.request
