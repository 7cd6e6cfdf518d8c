"""An answer of an earlier review told in words, whatever kind of field it was given in."""

import pytest

from pharmreview.reference.review_form import load_review_form
from ui.forms.editors.editor import Given
from ui.forms.step_form import given_under
from ui.forms.told import told

FORM = load_review_form()
LISTS = {one.id: one for one in FORM.lists}


@pytest.mark.parametrize(
    ("key", "given", "words"),
    [
        ("listen.agreed", {"": "no"}, "No"),
        ("listen.mood", {"": "yes", "note": "low,\nmost mornings"}, "Yes, low, most mornings"),
        ("listen.main_worry", {"": "Like last time"}, "Like last time"),
        ("sheet.manage", {"": "0"}, "0 of 10"),
        ("sheet.questions", {"": ("Will it hurt?", "How long?")}, "Will it hurt?; How long?"),
        (
            "sheet.papers",
            {"SH2.sent": "2026-03-02"},
            "Navigator Tool (the practice's own copy): sent 2 Mar 2026",
        ),
        ("decide.decision", {"": "OPT3"}, "A small trial, then review"),
        ("decide.review_date", {"": "2026-03-02", "said": "2026-02-02"}, "2 Mar 2026"),
        (
            "explain.points",
            {"": ("MED2", "other"), "other": "my bowels"},
            "The body gets used to opioids; my bowels",
        ),
        ("safety.discussed", {"": ("SN1", "SN2")}, "2 of 13"),
        ("follow_up.withdrawal_days", {"": "5"}, "5 days"),
        (
            "follow_up.joint",
            {"J1.name": "Nia", "J1.parts": ("JP2",)},
            "First clinician: name Nia, part medicines",
        ),
        ("listen.agreed", {}, ""),
    ],
)
def test_that_an_answer_is_told_as_it_was_given(key: str, given: Given, words: str) -> None:
    field = FORM.field(key)
    assert field is not None
    assert told(field, LISTS, given) == words


def test_that_every_field_asked_afresh_can_be_told() -> None:
    for step in FORM.steps:
        for field in step.fields:
            assert told(field, LISTS, given_under({}, f"{step.id}.{field.id}")) == ""
