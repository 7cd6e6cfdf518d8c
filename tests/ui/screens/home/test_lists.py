"""What each line of Today says, from cases and a date."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from pharmreview.domain.case import Agreed, Case, CaseState, Finish, SavedCase
from pharmreview.domain.review.together.sitting import Sitting
from tests.documents.papers import START, morphine_plan, patch_plan
from tests.ui.conftest import jean
from ui.screens.home.lists import (
    IN_REVIEW,
    NO_DATE,
    PAST,
    REVIEW_FIRST,
    REVIEWED,
    next_issue,
    next_step,
    on_hold,
    resume_of,
    running,
    shown_name,
    to_ask,
)
from ui.screens.home.view_model import Inputs, derive

AGREED_AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
WAYS = {"CM2": "Phone call"}
STEPS = (("prepare", "Prepare"), ("listen", "Listen"), ("decide", "Decide together"))


def planned(**changes: object) -> Case:
    """Jean after a finished review with a plan agreed on the same day."""
    agreed = Agreed(version=1, agreed_at=AGREED_AT, agreed_by="Nia Farrow", plan=morphine_plan())
    finish = Finish(finished_at=AGREED_AT, finished_by="Nia Farrow", decision="OPT3")
    made = {"agreed": (agreed,), "finish": finish, "state": CaseState.PLAN_RUNNING, **changes}
    return jean().model_copy(update=made)


def kept(case: Case, at: datetime = AGREED_AT) -> SavedCase:
    return SavedCase(case=case, saved_at=at, saved_by="Nia Farrow")


def test_that_a_name_is_said_as_people_say_it() -> None:
    assert shown_name(jean(), hidden=False) == "Jean Marlow"


def test_that_hidden_names_leave_initials_and_the_case() -> None:
    assert shown_name(jean(), hidden=True) == "JM jean"


def test_that_nobody_is_named_anywhere_while_names_are_hidden() -> None:
    people = (
        kept(jean().model_copy(update={"answers": {"decide.goal": "Walk with Ellie"}})),
        kept(jean().model_copy(update={"id": "second"})),
        kept(planned(id="third")),
        kept(planned(id="fourth", state=CaseState.ON_HOLD)),
    )
    shown = derive(Inputs(today=START, steps=STEPS, met=people, names_hidden=True))
    said = repr(shown)
    assert not any(word in said for word in ("Jean", "Marlow", "MARLOW", "Ellie", "9990000018"))
    assert shown.resume is not None
    assert shown.resume.name == "JM jean"


def test_that_the_resume_card_says_how_far_the_review_is_and_when_it_was_kept() -> None:
    case = jean().model_copy(update={"answers": {"listen.story": "…", "decide.goal": "Walk with Ellie"}})
    card = resume_of(kept(case), STEPS, date(2026, 11, 20), hidden=False)
    assert card.where == "Review 1, step 3 of 3: decide together. Saved 09:00."
    assert card.words == "Walk with Ellie"


def test_that_work_of_another_day_says_which_day() -> None:
    card = resume_of(kept(jean()), STEPS, date(2026, 11, 24), hidden=False)
    assert card.where == "Review 1. Saved 20 Nov 09:00."


@pytest.mark.parametrize(
    ("today", "what", "when"),
    [
        (START - timedelta(days=30), "to 110 mg a day", "9 Dec"),
        (START - timedelta(days=7), "to 110 mg a day", "Wed 9 Dec"),
        (START, "to 110 mg a day", "Today"),
        (START + timedelta(days=1), "to 100 mg a day", "6 Jan 2027"),
    ],
)
def test_that_the_next_step_is_the_first_still_to_come(today: date, what: str, when: str) -> None:
    entry = next_step(planned(), today, hidden=False)
    assert entry is not None
    assert (entry.what, entry.when) == (what, when)


def test_that_a_pause_to_come_is_no_reduction() -> None:
    pause = next(s for s in morphine_plan().steps if s.kind.value == "pause")
    entry = next_step(planned(), pause.start, hidden=False)
    assert entry is not None
    assert entry.what == "stays at 65 mg a day"


def test_that_a_patch_is_said_by_the_hour() -> None:
    agreed = Agreed(version=1, agreed_at=AGREED_AT, agreed_by="Nia Farrow", plan=patch_plan())
    entry = next_step(planned(agreed=(agreed,)), START, hidden=False)
    assert entry is not None
    assert entry.what.endswith("micrograms an hour")


def test_that_a_plan_behind_somebody_has_no_next_step() -> None:
    assert next_step(planned(), date(2030, 1, 1), hidden=False) is None


@pytest.mark.parametrize(
    ("changes", "mark"),
    [
        ({}, REVIEW_FIRST),
        ({"begun": date(2026, 12, 1), "finish": None, "review_number": 2}, IN_REVIEW),
        ({"begun": date(2026, 12, 1), "review_number": 2}, REVIEWED),
    ],
)
def test_that_a_step_without_a_review_since_the_plan_says_review_first(
    changes: dict[str, object], mark: object
) -> None:
    entry = next_step(planned(**changes), START - timedelta(days=3), hidden=False)
    assert entry is not None
    assert entry.mark == mark


def test_that_a_step_far_off_asks_for_nothing_yet() -> None:
    entry = next_step(planned(), START - timedelta(days=8), hidden=False)
    assert entry is not None
    assert entry.mark is None


def test_that_an_issue_stands_by_the_working_day_on_which_it_is_made() -> None:
    case = planned()
    agreed = case.agreed[-1]
    issues = tuple(i.model_copy(update={"issue_on": i.start - timedelta(days=3)}) for i in agreed.plan.issues)
    earlier = agreed.model_copy(update={"plan": agreed.plan.model_copy(update={"issues": issues})})
    case = case.model_copy(update={"agreed": (earlier,)})
    assert next_issue(case, START - timedelta(days=11), hidden=False) is None
    for days, when in ((10, "Sun 6 Dec"), (3, "Today"), (0, "Sun 6 Dec")):
        entry = next_issue(case, START - timedelta(days=days), hidden=False)
        assert entry is not None
        assert entry.when == when


@pytest.mark.parametrize(("days", "found"), [(8, False), (7, True), (0, True), (-1, False)])
def test_that_an_issue_is_shown_from_a_week_before_it(days: int, found: bool) -> None:
    assert (next_issue(planned(), START - timedelta(days=days), hidden=False) is not None) is found


def test_that_a_pause_under_way_says_its_dose_and_when_it_ends() -> None:
    pause = next(s for s in morphine_plan().steps if s.kind.value == "pause")
    entry = on_hold(planned(), pause.end, hidden=False)
    assert entry is not None
    assert (entry.what, entry.when, entry.mark) == ("Same dose, 65 mg a day", "until Today", None)


def test_that_somebody_on_hold_without_a_date_is_a_caution() -> None:
    entry = on_hold(planned(state=CaseState.ON_HOLD), START, hidden=False)
    assert entry is not None
    assert entry.mark == NO_DATE


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, True),
        ({"agreed": ()}, False),
        ({"finish": None}, False),
        ({"finish": None, "review_number": 2, "state": CaseState.IN_REVIEW}, True),
        ({"state": CaseState.ON_HOLD}, False),
        ({"state": CaseState.REFERRED}, False),
    ],
)
def test_that_a_plan_runs_once_its_review_is_finished(changes: dict[str, object], expected: bool) -> None:
    assert running(planned(**changes)) is expected


def test_that_the_review_last_kept_is_the_one_to_carry_on() -> None:
    older = kept(jean())
    newer = kept(jean().model_copy(update={"id": "newer"}), AGREED_AT + timedelta(hours=1))
    shown = derive(Inputs(today=START, steps=STEPS, met=(older, newer)))
    assert shown.resume is not None
    assert shown.resume.case_id == "newer"
    assert [entry.case_id for entry in shown.in_review.entries] == ["jean"]


def test_that_a_long_list_says_how_many_there_are_in_all() -> None:
    people = tuple(kept(jean().model_copy(update={"id": f"p{n}"})) for n in range(12))
    shown = derive(Inputs(today=START, steps=STEPS, met=people))
    assert len(shown.in_review.entries) == 8
    assert shown.in_review.total == 11


def test_that_counts_are_of_where_people_stand() -> None:
    people = (
        kept(jean().model_copy(update={"id": "a", "begun": None, "state": CaseState.FOUND})),
        kept(jean().model_copy(update={"id": "b", "state": CaseState.IN_REVIEW})),
        kept(planned(id="c")),
        kept(planned(id="d")),
    )
    states = Counter(saved.case.state for saved in people)
    counts = derive(Inputs(today=START, steps=STEPS, met=people, states=states)).counts
    assert [(count.number, count.words, count.ask) for count in counts] == [
        (1, "not started", "not started"),
        (1, "in review", "in review"),
        (2, "plans running", "plan running"),
        (0, "on hold", "on hold"),
    ]


@pytest.mark.parametrize(
    ("people", "nobody", "empty"),
    [
        (None, False, ""),
        ((), True, ""),
        ((kept(planned()),), False, "Nothing is due. 1 plan is running."),
        ((kept(jean()),), False, ""),
    ],
)
def test_that_quiet_days_and_empty_stores_are_told_apart(
    people: tuple[SavedCase, ...] | None, nobody: bool, empty: str
) -> None:
    shown = derive(Inputs(today=date(2026, 11, 25), steps=STEPS, met=people))
    assert (shown.nobody, shown.empty) == (nobody, empty)


def test_that_somebody_whose_visit_was_a_week_ago_may_be_asked_how_it_was() -> None:
    visited = datetime(2026, 11, 2, tzinfo=UTC)
    finish = Finish(finished_at=visited, finished_by="Nia Farrow", decision="OPT1")
    case = jean().model_copy(update={"finish": finish})
    found = to_ask(case, (), date(2026, 11, 10), hidden=False)
    assert found is not None
    assert (found[0], found[1].what) == (date(2026, 11, 9), "Ask how the visit was")
    assert to_ask(case, (), date(2026, 11, 8), hidden=False) is None


def test_that_what_was_agreed_for_a_day_is_due_a_week_before_it_and_says_when_the_day_has_passed() -> None:
    told = {"follow_up.next_contact": "2026-12-04", "follow_up.contact_mode": "CM2"}
    case = jean().model_copy(update={"answers": told, "begun": date(2026, 11, 20), "sittings": ()})

    def due(today: date) -> tuple[tuple[str, str, object], ...]:
        shown = derive(Inputs(today=today, steps=STEPS, ways=WAYS, met=(kept(case),)))
        return tuple((e.what, e.when, e.mark) for e in shown.due.entries)

    assert due(date(2026, 11, 26)) == ()
    assert due(date(2026, 11, 27)) == (("Phone call", "Fri 4 Dec", None),)
    assert due(date(2026, 12, 6)) == (("Phone call", "Fri 4 Dec", PAST),)
    assert due(date(2026, 12, 31)) == (("Phone call", "4 Dec", PAST),)
    assert due(date(2027, 12, 6)) == (("Phone call", "4 Dec 2026", PAST),)
    point = case.model_copy(update={"answers": {}, "sittings": (Sitting(review=1, day=START, by="A"),)})
    (entry,) = derive(Inputs(today=date(2027, 6, 12), steps=STEPS, met=(kept(point),))).due.entries
    assert (entry.what, entry.when, entry.mark) == ("6-month data point", "Wed 9 Jun", None)
    ended = case.model_copy(update={"finish": Finish(finished_at=AGREED_AT, finished_by="A", decision="")})
    assert derive(Inputs(today=date(2026, 12, 6), steps=STEPS, met=(kept(ended),))).empty == ""
