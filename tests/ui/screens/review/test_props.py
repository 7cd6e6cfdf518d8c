"""Inputs to props: a table of cases, no widgets."""

from datetime import UTC, date, datetime

import pytest

from pharmreview.domain.case import Agreed, Case, CaseState, Earlier, Finish
from pharmreview.domain.patient import Patient
from pharmreview.domain.review.progress import Waiting
from pharmreview.domain.taper.plan import TaperPlan, TaperRequest
from pharmreview.reference.review_form import load_review_form
from ui.screens.review.props import Inputs, derive, suggested
from ui.screens.review.view_model import field_of, furthest_step, with_answers, with_reasons

FORM = load_review_form()
JEAN = Case(id="jean", patient=Patient(given_name="Jean"), begun=date(2026, 11, 20))
NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


def props(case: Case | None = JEAN, **inputs):
    return derive(Inputs(form=FORM, case=case, **inputs))


def test_that_without_a_case_only_the_step_is_known():
    assert props(None).case_id == ""
    assert props(None).step.id == "listen"


@pytest.mark.parametrize(
    ("step", "following"),
    [("prepare", "listen"), ("decide", "taper"), ("safety", "follow_up"), ("follow_up", "")],
)
def test_that_each_step_leads_to_the_next(step, following):
    assert props(step_id=step).next_step[0] == following


@pytest.mark.parametrize(
    ("step", "prompts"),
    [("prepare", 4), ("listen", 12), ("sheet", 8), ("explain", 0), ("decide", 0), ("safety", 0)],
)
def test_that_a_step_shows_its_own_prompts(step, prompts):
    assert len(props(step_id=step).prompts) == prompts


def test_that_a_used_prompt_is_told_and_a_topic_stands_above_its_question():
    case = JEAN.model_copy(update={"answers": {"listen.prompts": ("L3",)}})
    assert [p.code for p in props(case).prompts if p.used] == ["L3"]
    sleep = props(case, step_id="sheet").prompts[1]
    assert (sleep.topic, sleep.words) == ("Sleep", "What wakes you, and what do you do then?")


def test_that_fields_show_by_their_conditions():
    assert "reason_no_change" not in props(step_id="decide").shown
    stays = JEAN.model_copy(update={"answers": {"decide.decision": "OPT1"}})
    assert "reason_no_change" in props(stays, step_id="decide").shown


def test_that_what_is_in_the_way_suggests_and_never_what_is_chosen_already():
    answers = {"decide.barriers": ("BAR03",), "decide.strategies": ("STR03",)}
    assert suggested(FORM, answers) == ("HLP10", "STR05")


def test_that_finishing_shows_only_what_was_asked_for_and_waits():
    waiting = (Waiting(step="safety", key="safety.discussed.SN1", label="Do not stop suddenly"),)
    assert props(waiting=waiting).finishing is None
    told = props(waiting=waiting, asked_to_finish=True).finishing
    assert told.title == "1 safety item waits before this review is finished"
    assert told.items == ("Do not stop suddenly",)
    assert props(asked_to_finish=True).finishing is None


@pytest.mark.parametrize(
    ("decision", "said", "kindly"),
    [
        (
            "OPT1",
            "Decided: Stay as I am for now.",
            "Nothing changes for Jean now. That is a good decision too.",
        ),
        (
            "OPT4",
            "Decided: Slow steps to a lower dose.",
            "No plan is agreed yet. It can be built at any time, in step 6.",
        ),
        ("", "No decision was recorded.", ""),
    ],
)
def test_that_no_change_ends_as_calmly_as_a_taper(decision, said, kindly):
    finish = Finish(finished_at=NOW, finished_by="Nia Farrow", decision=decision)
    case = JEAN.model_copy(update={"finish": finish, "state": CaseState.REVIEWED})
    told = props(case).finished
    assert told.title == "Review finished 20 Nov 2026 by Nia Farrow"
    assert told.decision == said
    assert told.kindly == kindly
    assert props(case, looking_again=True).finished is None


def test_that_a_plan_agreed_without_a_recorded_decision_is_said_to_run():
    empty = TaperPlan.model_construct(request=TaperRequest.model_construct(pauses=()), steps=())
    plan = Agreed(version=2, agreed_at=NOW, agreed_by="N", plan=empty)
    case = JEAN.model_copy(
        update={"finish": Finish(finished_at=NOW, finished_by="N", decision=""), "agreed": (plan,)}
    )
    assert props(case).finished.decision == "No decision was recorded. The plan agreed as version 2 runs."


def test_that_the_review_date_is_said_after_finishing():
    finish = Finish(finished_at=NOW, finished_by="N", decision="OPT1")
    case = JEAN.model_copy(update={"finish": finish, "answers": {"decide.review_date": "2027-01-06"}})
    assert props(case).finished.next == "Look again on Wed 6 Jan 2027."
    late = props(case, today=date(2027, 1, 7)).finished.next
    assert late == "The day to look again has passed: Wed 6 Jan 2027."


@pytest.mark.parametrize(
    ("answers", "number", "step"),
    [
        ({}, 1, "listen"),
        ({"prepare.taken_how": "with food"}, 1, "listen"),
        ({"listen.story": "fall"}, 1, "listen"),
        ({"listen.story": "fall", "decide.goal": "walk"}, 1, "decide"),
        ({"follow_up.snippet": "kept"}, 2, "listen"),
    ],
)
def test_that_a_review_opens_on_the_words_or_where_it_had_got_to(answers, number, step):
    case = JEAN.model_copy(update={"answers": answers, "review_number": number})
    assert furthest_step(FORM, case) == step


def test_that_a_fact_goes_to_the_person_and_leaves_with_its_answer():
    told = with_answers(JEAN, FORM, {"prepare.falls": "yes"})
    assert told.patient.facts == {"falls": "yes"}
    assert with_answers(told, FORM, {"prepare.falls.note": "two"}).patient.facts == {"falls": "yes"}
    gone = with_answers(told, FORM, {"prepare.falls": ""})
    assert (gone.patient.facts, gone.answers) == ({}, {})


def test_that_unread_typing_is_no_fact():
    told = with_answers(JEAN, FORM, {"prepare.ae_visits": "2", "typed.prepare.ae_visits": ""})
    spoilt = with_answers(told, FORM, {"prepare.ae_visits": "", "typed.prepare.ae_visits": "2x"})
    assert spoilt.patient.facts == {}
    assert spoilt.answers == {"typed.prepare.ae_visits": "2x"}


def test_that_answering_takes_up_a_step_that_was_put_aside():
    case = JEAN.model_copy(update={"skipped": ("listen", "sheet")})
    assert with_answers(case, FORM, {"listen.story": "x"}).skipped == ("sheet",)


def test_that_a_reason_comes_and_goes():
    told = with_reasons(JEAN, {"safety.discussed.SN9": "no patches"})
    assert told.passed == {"safety.discussed.SN9": "no patches"}
    assert with_reasons(told, {"safety.discussed.SN9": ""}).passed == {}


def test_that_a_key_knows_its_field():
    assert field_of(FORM, "decide.weighed.OPT1.good").id == "weighed"
    assert field_of(FORM, "typed.decide.review_date").id == "review_date"
    assert field_of(FORM, "decide.looked_at") is None
    assert field_of(FORM, "nowhere.at_all") is None


def test_that_an_earlier_review_is_carried_on_in_words():
    ended = Earlier(
        review=1,
        finish=Finish(finished_at=NOW, finished_by="N", decision="OPT1"),
        answers={"listen.agenda": ("My sleep", "Going slower")},
    )
    parts = dict(props(JEAN.model_copy(update={"earlier": (ended,), "review_number": 2})).carried.parts)
    first, agenda = parts["So far"]
    assert first.startswith("Review 1, finished ")
    assert first.endswith(": stay as I am for now.")
    assert agenda == "Wanted to talk about: My sleep; Going slower."
