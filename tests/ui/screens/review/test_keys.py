"""The whole review by keyboard, and what F7 and skipping do."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest

from pharmreview.reference.review_form import load_review_form
from ui.screens.review.view import ReviewView

STEPS = [s.id for s in load_review_form().steps]
CTRL = Qt.KeyboardModifier.ControlModifier
BOTH = CTRL | Qt.KeyboardModifier.ShiftModifier


def test_that_a_fresh_review_opens_on_the_story_with_no_score_in_sight(view):
    assert view.step_id == "listen"
    assert view.page.story.hasFocus()
    assert not view.risk.isVisible()


def test_that_risk_opens_only_when_asked_and_gives_the_words_back(view):
    QTest.keyClick(view.page.story, Qt.Key.Key_F7)
    assert view.risk.isVisible()
    assert not view.prompts.isVisible()
    QTest.keyClick(view.risk, Qt.Key.Key_F7)
    assert view.prompts.isVisible()
    assert view.page.story.hasFocus()


def test_that_all_eight_steps_are_walked_by_key(view, opened, qtbot):
    def walk(way):
        place = STEPS.index(view.step_id) + way
        view.show_step(STEPS[min(max(place, 0), 7)])

    for keys, way in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
        QShortcut(QKeySequence(keys), view).activated.connect(lambda way=way: walk(way))
    QTest.keyClick(view.focusWidget(), Qt.Key.Key_PageUp, CTRL)
    seen = []
    for _ in STEPS:
        seen.append(view.step_id)
        focused = view.focusWidget()
        assert focused is not None, view.step_id
        assert view.page.isAncestorOf(focused), view.step_id
        QTest.keyClick(focused, Qt.Key.Key_PageDown, CTRL)
    assert seen == STEPS


def test_that_tab_reaches_every_prompt_and_button_from_the_story(view):
    names = set()
    for _ in range(60):
        focused = view.focusWidget()
        names.add(focused.accessibleName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert {"What I heard, said back", "Effects", "Where does your story with pain start?"} <= names
    assert {"Safety and risk", "Skip, come back", "Next: Priorities"} <= names


def test_that_skipping_marks_the_step_and_goes_on(view, opened):
    QTest.keyClick(view.page.story, Qt.Key.Key_K, BOTH)
    assert opened.open_case.case.skipped == ("listen",)
    assert view.step_id == "sheet"
    view.show_step("listen")
    assert view.header.skip.text() == "Take up again"
    QTest.keyClick(view.page.story, Qt.Key.Key_K, BOTH)
    assert opened.open_case.case.skipped == ()
    assert view.step_id == "listen"


def test_that_ctrl_enter_is_the_filled_button(view):
    QTest.keyClick(view.page.story, Qt.Key.Key_Return, CTRL)
    assert view.step_id == "sheet"
    view.show_step("decide")
    wanted = []
    view.taper_wanted.connect(lambda: wanted.append("builder"))
    QTest.keyClick(view.focusWidget(), Qt.Key.Key_Return, CTRL)
    assert wanted == ["builder"]


def test_that_the_same_place_comes_back(view, opened):
    view.show_step("sheet")
    assert view.opening_step() == "sheet"


def test_that_a_fold_opens_by_key_and_takes_the_keys(view):
    button = view.page.folds["day"]
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert view.page.groups["day"][0].isVisible()
    assert view.focusWidget().accessibleName() == "How taken, missed doses, a late dose"
    assert view.page.folds["mood"].text() == "Mood and safety"


def test_that_alt_letters_go_to_their_fields(view, qtbot):
    view.show_step("follow_up")
    QTest.keyClick(view, Qt.Key.Key_O, Qt.KeyboardModifier.AltModifier)
    form = next(f for f in view.page.forms if "snippet" in f._editors)
    assert form.editor("snippet").control.hasFocus()


def test_that_everything_that_takes_keys_has_a_name(view, qtbot):
    from PySide6.QtWidgets import QWidget

    for step in STEPS:
        view.show_step(step)
        for widget in view.findChildren(QWidget):
            takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
            if takes and widget.isVisible():
                assert widget.accessibleName(), (step, widget)


def test_that_the_shell_may_ask_for_any_step_without_a_case(qtbot, desk):
    made = ReviewView(desk)
    qtbot.addWidget(made)
    for step in STEPS:
        made.show_step(step)
    assert made.opening_step() == "listen"
    made.finish()
    assert len(desk.lanes.vault) == 0
