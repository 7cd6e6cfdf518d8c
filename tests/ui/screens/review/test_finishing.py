"""Finishing: nothing but safety blocks, each block can be passed, and no change ends just as well."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from pharmreview.domain.case import CaseState
from pharmreview.domain.errors import VaultProblem

EVERY_ITEM = tuple(f"SN{n}" for n in range(1, 14) if n != 9)  # nobody here has a patch


def finish_by_key(view):
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    view.page.focus_first()
    QTest.keyClick(view.focusWidget(), Qt.Key.Key_F, both)


@pytest.fixture
def kept(view, opened):
    """Take up what is kept, as the window does."""
    taken = []
    view.case_kept.connect(taken.append)
    view.case_kept.connect(opened.open_case.adopt)
    return taken


def test_that_an_empty_review_waits_for_safety_items_and_nothing_else(view, opened, kept):
    finish_by_key(view)
    assert len(view.model.props.finishing.items) == 12
    assert {w.step for w in opened.waiting()} == {"safety"}
    assert view.finish_panel.isVisible()
    opened.lanes.vault.drain()
    assert kept == []


def test_that_the_way_to_the_safety_net_is_one_press(view):
    finish_by_key(view)
    wanted = []
    view.step_wanted.connect(wanted.append)
    QTest.keyClick(view.finish_panel.go, Qt.Key.Key_Space)
    assert wanted == ["safety"]
    assert view.step_id == "safety"
    assert view.finish_panel.isHidden()


def test_that_one_typed_reason_passes_all_that_wait_and_finishes(view, opened, kept):
    view.model.answer({"safety.discussed": ("SN1", "SN2")})
    finish_by_key(view)
    view.finish_panel.reason.setFocus()
    QTest.keyClick(view.finish_panel.reason, Qt.Key.Key_Return)
    opened.lanes.vault.drain()
    assert kept == []
    QTest.keyClicks(view.finish_panel.reason, "Too unwell to talk today")
    QTest.keyClick(view.finish_panel.reason, Qt.Key.Key_Return)
    opened.lanes.vault.drain()
    [case] = kept
    assert set(case.passed) == {f"safety.discussed.{i}" for i in EVERY_ITEM[2:]}
    assert set(case.passed.values()) == {"Too unwell to talk today"}
    assert case.finish.finished_by == "Nia Farrow"


@pytest.mark.parametrize(
    ("decision", "state"),
    [
        ("OPT1", CaseState.NO_CHANGE),
        ("OPT7", CaseState.REFERRED),
        ("OPT4", CaseState.REVIEWED),
        ("", CaseState.REVIEWED),
    ],
)
def test_that_every_decision_finishes_alike(view, opened, kept, decision, state):
    view.model.answer({"safety.discussed": EVERY_ITEM, "decide.decision": decision})
    flushed = []
    view.finishing.connect(lambda: flushed.append(len(opened.lanes.vault)))
    finish_by_key(view)
    opened.lanes.vault.drain()
    [case] = kept
    assert flushed == [0]
    assert (case.state, case.finish.decision) == (state, decision)
    assert view.model.props.finished is not None
    assert view.finished_page.isVisible()
    assert opened.session.vault.load("jean").case.finish is not None


def test_that_what_was_saved_meanwhile_does_not_stop_finishing(view, opened, kept):
    view.model.answer({"safety.discussed": EVERY_ITEM})
    opened.keep(opened.open_case.case, lambda verbs, case: verbs.save(case, "Edited"), lambda _outcome: None)
    view.finish()
    opened.lanes.vault.drain()
    assert len(kept) == 1


def test_that_somebody_elses_newer_version_stops_finishing_and_is_not_written_over(view, opened, kept):
    view.model.answer({"safety.discussed": EVERY_ITEM})
    elsewhere = opened.open_case.case
    opened.session.vault.save(elsewhere, "Edited", opened.session.user, opened.clock.now())
    view.finish()
    opened.lanes.vault.drain()
    assert kept == []
    assert view.banner.isVisible()
    assert opened.session.vault.load(elsewhere.id).case.finish is None


def test_that_a_store_that_refuses_says_so_in_place_and_keeps_the_review_open(view, opened, kept):
    view.model.answer({"safety.discussed": EVERY_ITEM})
    opened.session.vault.refusal = VaultProblem("The disk is full.", "Free some space, then finish again.")
    view.finish()
    opened.lanes.vault.drain()
    assert kept == []
    assert view.banner.isVisible()
    assert view.banner.title() == "The disk is full."
    opened.session.vault.refusal = None
    view.finish()
    opened.lanes.vault.drain()
    assert len(kept) == 1
    assert view.banner.isHidden()


def test_that_pressing_twice_finishes_once(view, opened, kept):
    view.model.answer({"safety.discussed": EVERY_ITEM})
    view.finish()
    view.finish()
    opened.lanes.vault.drain()
    assert len(kept) == 1


def test_that_not_now_goes_back_to_the_words(view):
    finish_by_key(view)
    QTest.keyClick(view.finish_panel.go, Qt.Key.Key_Escape)
    assert view.finish_panel.isHidden()
    assert view.page.story.hasFocus()


def test_that_a_finished_review_leads_to_the_papers_and_can_be_looked_through(view, opened, kept):
    view.model.answer({"safety.discussed": EVERY_ITEM, "decide.decision": "OPT1"})
    view.finish()
    opened.lanes.vault.drain()
    wanted = []
    view.papers_wanted.connect(lambda: wanted.append("papers"))
    view.finished_page.papers.click()
    assert wanted == ["papers"]
    view.finished_page.look.click()
    assert view.model.props.finished is None
    assert view.page.isVisible()
