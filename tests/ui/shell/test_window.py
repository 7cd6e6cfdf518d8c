"""The whole window over stand-ins: the door, places, keys, what the title says, what stays after locking."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QDialog, QLabel, QLineEdit, QTextEdit, QWidget

from tests.conftest import ToldClock
from tests.ui.shell.conftest import Hand
from ui.shell.commands.actions import COMMANDS
from ui.shell.commands.menus import KeysDialog
from ui.shell.commands.place_keys import PLACE_KEYS
from ui.shell.leaving.idle_lock import MINUTES
from ui.widgets.chrome.band import PatientBand
from ui.widgets.chrome.steps_rail import Fold

NAMES = ("MARLOW", "Marlow", "Jean", "999 000 0018", "9990000018")
PLACES = ("today", "people", "intake", "review", "taper", "papers", "practice")


def words_in(root: QObject) -> Iterator[str]:
    """Everything any widget under a root says or holds, shown or not."""
    for widget in root.findChildren(QWidget):
        yield widget.accessibleName()
        yield widget.toolTip()
        yield widget.windowTitle()
        if isinstance(widget, QLabel | QLineEdit | QAbstractButton):
            yield widget.text()
        elif isinstance(widget, QTextEdit):
            yield widget.toPlainText()
        elif isinstance(widget, QComboBox):
            yield from (widget.itemText(place) for place in range(widget.count()))
    for document in root.findChildren(QTextDocument):
        yield document.toPlainText()


def press(hand: Hand, keys: str) -> None:
    """Press keys in the window, as a person would."""
    target = hand.window.focusWidget() or hand.window
    QTest.keySequence(target, QKeySequence(keys))
    hand.settle()


def test_that_the_door_shows_nothing_of_anybody(hand: Hand) -> None:
    hand.keep_jean()
    assert not any(name in words for words in words_in(hand.window) for name in NAMES)


def test_that_unlocking_leads_to_today_and_on_to_people(hand: Hand) -> None:
    hand.keep_jean()
    hand.unlock()
    workspace = hand.window.workspace
    assert workspace is not None
    assert workspace.place == "today"
    press(hand, "Ctrl+2")
    assert workspace.place == "people"


def test_that_no_command_reaches_behind_a_shut_door(hand: Hand) -> None:
    hand.keep_jean()
    for command in COMMANDS:
        if command.id not in ("help", "display"):
            press(hand, command.keys[0])
    assert hand.window.workspace is None
    assert hand.window.unlock.isVisible()


def test_that_the_title_never_names_anyone(hand: Hand) -> None:
    hand.unlock()
    hand.open_jean()
    for place in PLACES:
        hand.window.go(place)
        hand.settle()
        assert hand.window.windowTitle() == "PharmReview"


def test_that_the_band_stands_where_one_person_is_open_and_nowhere_else(hand: Hand) -> None:
    hand.unlock()
    hand.open_jean()
    with_band = []
    for place in PLACES:
        hand.window.go(place)
        hand.settle()
        with_band += [place] if hand.window.findChild(PatientBand).isVisible() else []
    assert with_band == ["review", "taper", "papers"]


def test_that_nothing_of_a_patient_stays_in_a_widget_after_locking(hand: Hand) -> None:
    hand.unlock()
    hand.open_jean()
    for place in PLACES:
        hand.window.go(place)
        hand.settle()
    assert any("MARLOW" in words for words in words_in(hand.window))
    hand.window.lock()
    hand.settle()
    assert hand.vault.closed
    assert not [words for words in words_in(hand.window) if any(name in words for name in NAMES)]


@pytest.mark.parametrize(("place", "step"), [("review", "explain"), ("taper", "taper"), ("papers", "listen")])
def test_that_the_same_place_and_step_come_back_after_the_lock(hand: Hand, place: str, step: str) -> None:
    hand.unlock()
    hand.open_jean()
    hand.window.show_step(step)
    hand.window.go(place)
    hand.settle()
    press(hand, "Ctrl+L")
    assert hand.window.workspace is None
    assert "Your work was kept." in list(words_in(hand.window))
    hand.unlock()
    workspace = hand.window.workspace
    assert workspace is not None
    assert (workspace.place, workspace.steps_current) == (place, step)
    assert hand.running.desk.open_case.case is not None


def test_that_a_list_comes_back_as_a_list(hand: Hand) -> None:
    hand.unlock()
    hand.window.go("people")
    hand.settle()
    hand.window.lock()
    hand.settle()
    hand.unlock()
    assert hand.window.workspace is not None
    assert hand.window.workspace.place == "people"


def test_that_somebody_else_unlocking_starts_on_today(hand: Hand) -> None:
    hand.unlock()
    hand.open_jean()
    hand.vault.users.append(hand.vault.users[0].model_copy(update={"id": "u2", "name": "Sam Alder"}))
    hand.keeper.passphrases["u2"] = "another passphrase"
    hand.window.lock()
    hand.settle()
    page = hand.window.unlock.unlock_page  # type: ignore[attr-defined]
    page.who.set_value("u2")
    page.passphrase.setText("another passphrase")
    page.passphrase.returnPressed.emit()
    hand.settle()
    assert hand.window.workspace is not None
    assert hand.window.workspace.place == "today"
    assert hand.running.desk.open_case.case is None


def test_that_locking_keeps_what_was_being_typed(hand: Hand) -> None:
    hand.unlock()
    hand.open_jean()
    hand.window.show_step("listen")
    hand.settle()
    story = hand.window.focusWidget()
    assert story is not None
    QTest.keyClicks(story, "She said it began with the fall")
    hand.window.lock()
    hand.settle()
    kept = hand.vault.kept["jean"].case.answers
    assert any(value == "She said it began with the fall" for value in kept.values())


def test_that_the_window_locks_when_nobody_is_here(hand: Hand) -> None:
    hand.unlock()
    for _ in range(MINUTES):
        hand.window.idle.minute_passed()
    hand.settle()
    assert hand.window.workspace is None
    assert hand.window.unlock.isVisible()


def test_that_a_touch_in_the_window_or_a_dialog_begins_the_wait_again(hand: Hand) -> None:
    hand.unlock()
    window, dialog = hand.window.windowHandle(), QDialog(hand.window)

    def in_the_dialog() -> None:
        dialog.show()
        dialog.activateWindow()
        hand.settle()
        QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_A)

    touches: list[Callable[[], None]] = [
        lambda: QTest.keyClick(window, Qt.Key.Key_Shift),
        lambda: QTest.mouseMove(window, QPoint(40, 40)),
        lambda: QTest.mouseClick(window, Qt.MouseButton.MiddleButton),
        in_the_dialog,
    ]
    for touch in (lambda: None, *touches):
        touch()
        for _ in range(MINUTES - 1):
            hand.window.idle.minute_passed()
        assert not hand.window.unlock.isVisible()
    for _ in range(MINUTES):
        hand.window.idle.minute_passed()
    hand.settle()
    assert hand.window.workspace is None


def test_that_alt_left_goes_back_step_by_step_and_place_by_place(hand: Hand) -> None:
    hand.unlock()
    hand.window.go("people")
    hand.open_jean()
    hand.window.show_step("listen")
    hand.window.show_step("explain")
    hand.window.go("papers")
    hand.settle()
    workspace = hand.window.workspace
    assert workspace is not None
    been = []
    for _ in range(3):
        press(hand, "Alt+Left")
        been.append((workspace.place, workspace.steps_current if workspace.place == "review" else ""))
    assert been[:2] == [("review", "explain"), ("review", "listen")]
    assert been[2][0] == "people"


def test_that_back_never_leads_into_the_record_of_somebody_put_away(hand: Hand) -> None:
    hand.unlock()
    hand.window.go("people")
    hand.open_jean()
    press(hand, "Ctrl+W")
    press(hand, "Alt+Left")
    press(hand, "Alt+Left")
    assert hand.window.workspace is not None
    assert hand.window.workspace.place == "today"


def test_that_steps_are_walked_to_both_ends_and_no_further(hand: Hand) -> None:
    hand.unlock()
    hand.open_jean()
    ids = [step.id for step in hand.app.form.steps]
    assert hand.window.workspace is not None
    for _ in range(len(ids) + 1):
        press(hand, "Ctrl+PgDown")
    assert hand.window.workspace.steps_current == ids[-1]
    for _ in range(len(ids) + 1):
        press(hand, "Ctrl+PgUp")
    assert hand.window.workspace.steps_current == ids[0]


def test_that_f6_visits_every_pane_and_comes_round(hand: Hand) -> None:
    hand.unlock()
    hand.open_jean()
    workspace = hand.window.workspace
    assert workspace is not None
    panes = workspace.panes()
    seen = []
    for _ in range(2 * len(panes)):
        press(hand, "F6")
        focused = hand.window.focusWidget()
        seen.append(next((p for p in panes if p is focused or p.isAncestorOf(focused)), None))
    able = [pane for pane in panes if pane in seen]
    assert None not in seen
    assert workspace.steps in able
    assert seen[: len(able)] == seen[len(able) : 2 * len(able)]


def test_that_going_back_a_pane_undoes_going_on_a_pane(hand: Hand) -> None:
    hand.unlock()
    hand.open_jean()
    press(hand, "F6")
    first = hand.window.focusWidget()
    press(hand, "F6")
    press(hand, "Shift+F6")
    assert hand.window.focusWidget() is first


def shortcuts_of(hand: Hand) -> list[tuple[str, str]]:
    """Every key in the window and in every screen: the key, and who has it."""
    assert hand.window.workspace is not None
    found = []
    for action in hand.window.actions():
        found += [(keys.toString(), "the window") for keys in action.shortcuts()]
    for place in PLACES:
        view = hand.window.workspace.view(place)
        for owner in (view, *view.findChildren(QWidget)):
            for made in owner.actions():
                found += [(k.toString(), f"{place} {type(owner).__name__}") for k in made.shortcuts()]
        for shortcut in view.findChildren(QShortcut):
            parent = type(shortcut.parent()).__name__
            found += [(k.toString(), f"{place} {parent}") for k in QShortcut.keys(shortcut)]
    return [(keys, who) for keys, who in found if keys]


def test_that_every_key_does_one_thing(hand: Hand) -> None:
    hand.unlock()
    hand.open_jean()
    found = shortcuts_of(hand)
    windows = {keys for keys, who in found if who == "the window"}
    assert len(windows) == sum(len(command.keys) for command in COMMANDS)
    clashes = [(keys, who) for keys, who in found if who != "the window" and keys in windows]
    assert not clashes
    assert len(found) == len(set(found))


def test_that_every_command_is_in_the_list_of_keys(hand: Hand) -> None:
    press(hand, "F1")
    dialog = hand.window.findChild(KeysDialog)
    assert dialog is not None
    for command in COMMANDS:
        assert command.words in dialog.lines()
        assert " or ".join(command.keys) in dialog.lines()
    dialog.close()
    hand.settle()


def test_that_the_keys_of_every_place_are_in_the_list_of_keys(hand: Hand) -> None:
    hand.unlock()
    hand.open_jean()
    listed = {keys for each in (*COMMANDS, *PLACE_KEYS) for keys in each.keys}
    in_places = {keys for keys, who in shortcuts_of(hand) if who != "the window"}
    assert "Ctrl+M" in in_places
    assert {keys for keys in in_places if not keys.startswith("Alt+") or keys == "Alt+N"} <= listed
    press(hand, "F1")
    dialog = hand.window.findChild(KeysDialog)
    assert dialog is not None
    for each in PLACE_KEYS:
        at = dialog.lines().index(each.words)
        assert dialog.lines()[at + 1] == " or ".join(each.keys)
    dialog.close()
    hand.settle()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_that_the_display_menu_marks_the_theme_in_use_and_changes_it(hand: Hand) -> None:
    hand.unlock()
    press(hand, "F12")
    entries = {a.text(): a for a in hand.window.findChildren(QAction)}
    assert entries["Light"].isChecked()
    entries["Dark"].trigger()
    hand.settle()
    assert hand.running.display.remembered().name == "dark"
    assert hand.window.workspace is not None
    assert hand.window.workspace.status.fact() == "Display: dark"
    hand.running.display.choose(type(hand.running.display.remembered().name)("light"))


def test_that_text_grows_and_comes_back(hand: Hand) -> None:
    hand.unlock()
    press(hand, "Ctrl+=")
    assert hand.window.workspace is not None
    assert hand.window.workspace.status.fact() == "Text size 115%"
    press(hand, "Ctrl+0")
    assert hand.window.workspace.status.fact() == "Text size 100%"


def test_that_undo_says_what_it_undid(hand: Hand) -> None:
    hand.unlock()
    hand.open_jean()
    desk = hand.running.desk
    desk.open_case.edit("Note", lambda case: case.model_copy(update={"answers": {"listen.story": "Slept"}}))
    hand.window.actions_table["undo"].trigger()
    assert desk.open_case.case is not None
    assert not desk.open_case.case.answers
    assert hand.window.workspace is not None
    assert hand.window.workspace.status.fact() == "Undone: Note"


@pytest.mark.parametrize(
    ("width", "rail", "fold"), [(1366, True, Fold.FULL), (1100, False, Fold.NARROW), (910, False, Fold.SMALL)]
)
def test_that_rails_fold_by_width(hand: Hand, width: int, rail: bool, fold: Fold) -> None:
    hand.unlock()
    hand.open_jean()
    hand.window.show_step("listen")
    hand.window.resize(width, 500)
    hand.settle()
    workspace = hand.window.workspace
    assert workspace is not None
    assert workspace.rail.isVisible() is rail
    assert workspace.band.menu_button().isVisible() is not rail
    assert workspace.steps.fold() is fold


def test_that_the_window_is_never_wider_than_it_may_be(hand: Hand) -> None:
    hand.unlock()
    hand.open_jean()
    for place in PLACES:
        hand.window.go(place)
        hand.window.resize(900, 460)
        hand.settle()
        assert (hand.window.width(), hand.window.height()) == (900, 460), place
        assert hand.window.workspace is not None
        assert hand.window.workspace.status.geometry().bottom() < 460, place


def test_that_the_status_line_says_who_is_here_and_when_it_locks(hand: Hand, clock: ToldClock) -> None:
    hand.unlock()
    said = list(words_in(hand.window))
    assert "Nia Farrow, clinical pharmacist" in said
    assert f"Locks after {MINUTES} min idle" in said
    hand.window.idle.minute_passed()
    assert f"Locks after {MINUTES - 1} min idle" in list(words_in(hand.window))


def test_that_a_fault_of_ours_is_said_in_place_and_the_work_is_kept(hand: Hand) -> None:
    hand.unlock()
    hand.open_jean()
    hand.running.desk.open_case.edit(
        "Note", lambda case: case.model_copy(update={"answers": {"listen.story": "Slept"}})
    )
    hand.window.show_fault(RuntimeError("Jean Marlow"))
    hand.settle()
    assert hand.vault.kept["jean"].case.answers == {"listen.story": "Slept"}
    assert hand.window.workspace is not None
    banner = hand.window.workspace.banner
    assert banner.isVisible()
    assert "Jean" not in banner.title() + banner.reason()


def test_that_a_person_who_cannot_be_opened_is_said_in_place(hand: Hand) -> None:
    hand.unlock()
    hand.window.open_person("nobody")
    hand.settle()
    assert hand.window.workspace is not None
    assert hand.window.workspace.place == "today"
    assert hand.window.workspace.banner.title() == "This case is not in the store."


class _Flashes(QObject):
    """Notes every widget that is shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


def test_that_no_part_of_a_screen_flashes_as_a_window_of_its_own(hand: Hand) -> None:
    flashes = _Flashes()
    hand.qt.installEventFilter(flashes)
    hand.unlock()
    hand.open_jean()
    for step in hand.app.form.steps:
        hand.window.show_step(step.id)
        hand.settle()
    for place in PLACES:
        hand.window.go(place)
        hand.settle()
    hand.window.lock()
    hand.settle()
    hand.qt.removeEventFilter(flashes)
    assert not flashes.seen
    assert hand.window.isActiveWindow()


@pytest.mark.parametrize("leave", ["Ctrl+L", "Ctrl+1"])
def test_that_half_a_template_is_there_again_after_locking_or_going_away(hand: Hand, leave: str) -> None:
    hand.unlock()
    press(hand, "Ctrl+5")
    view = hand.window.workspace.view("practice")  # type: ignore[union-attr]
    QTest.keyClicks(view.templates.field, "Half a sent")
    press(hand, leave)
    drafts = [one.draft for one in hand.app.templates.standing() if one.draft is not None]
    assert [draft.text.startswith("Half a sent") for draft in drafts] == [True]
