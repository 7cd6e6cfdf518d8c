"""An answer in one step may mark another for attention."""

import pytest

from pharmreview.domain.review.condition import Circumstance
from pharmreview.domain.review.progress import progress
from pharmreview.reference.review_form import faults, load_review_form

FORM = load_review_form()


def flagged(answers: dict[str, str]) -> list[str]:
    return [s.step for s in progress(FORM, dict(answers), {}, (), Circumstance()) if s.flagged]


@pytest.mark.parametrize(
    ("answers", "steps"),
    [
        ({}, []),
        ({"listen.worried": "yes"}, ["safety"]),
        ({"listen.worried": "no"}, []),
        ({"listen.worried.note": "low"}, []),
    ],
)
def test_that_a_worry_marks_the_safety_net_and_nothing_else(
    answers: dict[str, str], steps: list[str]
) -> None:
    assert flagged(answers) == steps


def test_that_a_mark_on_a_step_that_is_not_there_is_a_fault() -> None:
    listen = FORM.step("listen")
    fields = tuple(f.model_copy(update={"flags": "nowhere"}) if f.flags else f for f in listen.fields)
    steps = tuple(s.model_copy(update={"fields": fields}) if s.id == "listen" else s for s in FORM.steps)
    broken = FORM.model_copy(update={"steps": steps})
    assert faults(broken) == ("listen.worried flags the step nowhere, which is not there",)
