"""The declaration of the review keeps its own law, and holds every step the content asks for."""

import pytest

from pharmreview.domain.review.condition import Circumstance
from pharmreview.domain.review.progress import waiting_for
from pharmreview.domain.review.step import CheckField, CodedList, ManyField, Option, ReviewForm
from pharmreview.reference.review_form import _with_asked_again, faults, load_review_form


def test_that_the_declaration_breaks_none_of_its_laws() -> None:
    assert faults(load_review_form()) == ()


def test_that_a_list_that_is_not_there_and_a_code_used_twice_are_named() -> None:
    form = load_review_form()
    step = form.steps[0].model_copy(
        update={"fields": (ManyField(id="x", kind="many", label="X", group="pain", choices="nowhere"),)}
    )
    twice = CodedList(
        id="d", title="", source="", options=(Option(code="A", label=""), Option(code="A", label=""))
    )
    broken = ReviewForm(id="b", steps=(step,), lists=(*form.lists, twice))
    assert any("nowhere" in f for f in faults(broken))
    assert "code A twice in d" in faults(broken)


def test_that_there_are_eight_steps_in_order_and_the_words_come_before_the_risk() -> None:
    steps = load_review_form().steps
    assert [s.number for s in steps] == list(range(1, 9))
    assert [s.title for s in steps] == [
        "Prepare",
        "Listen",
        "Priorities",
        "Explain",
        "Decide together",
        "Taper plan",
        "Safety net",
        "Follow-up",
    ]
    assert not any(f.kind == "shown" for f in load_review_form().step("listen").fields)


def test_that_only_the_safety_net_can_make_finishing_wait() -> None:
    form = load_review_form()
    waiting = waiting_for(form, {}, {}, Circumstance(takes=("patch",)))
    assert {w.step for w in waiting} == {"safety"}
    assert len(waiting) == 13


def test_that_nothing_is_compulsory_while_listening() -> None:
    assert not any(f.must or f.wanted for f in load_review_form().step("listen").fields)


def test_that_the_coded_lists_hold_every_code_of_the_content() -> None:
    form = load_review_form()
    spans = {
        "barriers": ("BAR", 12),
        "challenges": ("CHA", 12),
        "strategies": ("STR", 8),
        "helps": ("HLP", 15),
        "facilitators": ("FAC", 12),
        "support": ("SUP", 5),
        "support-themes": ("SUT", 13),
        "no-reduction": ("NR", 19),
        "referrals": ("REF", 20),
    }
    for list_id, (stem, count) in spans.items():
        codes = [o.code for o in form.options(list_id).options]
        assert codes == [f"{stem}{n:02d}" for n in range(1, count + 1)], list_id
    assert [o.code for o in form.options("options").options] == [f"OPT{n}" for n in range(1, 9)]
    assert [o.code for o in form.options("medicine-points").options] == [f"MED{n}" for n in range(1, 12)]


def test_that_a_suggestion_always_names_a_code_that_exists() -> None:
    form = load_review_form()
    known = {o.code for one in form.lists for o in one.options}
    suggested = {s for one in form.lists for o in one.options for s in o.suggests}
    assert suggested <= known


def test_that_the_safety_net_is_one_list_of_checks() -> None:
    musts = [f for s in load_review_form().steps for f in s.fields if f.must]
    assert [type(f) for f in musts] == [CheckField]


def test_that_six_and_twelve_months_ask_the_same_each_under_its_own_ids() -> None:
    step = load_review_form().step("follow_up")
    six, twelve = ([f for f in step.fields if f.group == group] for group in ("data", "data_12"))
    assert [f"{f.id}_12" for f in six] == [f.id for f in twelve]
    assert [(f.kind, f.label, f.help) for f in six] == [(f.kind, f.label, f.help) for f in twelve]
    whens = {f.id: f.show_when.answer for f in twelve if f.show_when.answer}
    assert set(whens.values()) == {"follow_up.result_12"}
    present = [f.choices for f in six if f.id in {"barriers", "challenges", "strategies", "helps"}]
    assert present == ["barriers", "challenges", "strategies", "helps"]


@pytest.mark.parametrize("name", ["data", "late"])
def test_that_a_group_that_asks_again_is_named_after_the_one_before(name: str) -> None:
    step = {"id": "s", "fields": [], "groups": [{"id": "data"}, {"id": name, "after": "data"}]}
    with pytest.raises(ValueError, match="with an ending"):
        _with_asked_again(step)
