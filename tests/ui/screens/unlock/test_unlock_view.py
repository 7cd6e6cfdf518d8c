"""The door on the screen: unlocking, a first store, the recovery sheet, and stores that cannot be opened."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from pharmreview.bootstrap import App, bootstrap
from pharmreview.domain.errors import VaultProblem
from pharmreview.domain.patient import Practice
from pharmreview.domain.team.access import Access
from pharmreview.services.access import Session
from pharmreview.services.ports import User
from pharmreview.storage.keyring import Cost
from pharmreview.storage.store import StoreRoom
from pharmreview.system.places import Places
from pharmreview.system.whole import write_whole
from tests.conftest import ToldClock
from tests.fakes import FakeKeeper, FakeVault
from ui.jobs import ManualLane
from ui.screens.unlock.pages import CHOOSE
from ui.screens.unlock.view import UnlockView
from ui.state.desk import Desk, Lanes
from ui.theme.active import wear
from ui.theme.tokens import Theme

PASSPHRASE = "correct horse battery"
NIA = User(id="u1", name="Nia Farrow", role="clinical pharmacist", access=Access.LEAD)
SAM = User(id="u2", name="Sam Alder", role="", access=Access.LEAD)


class Door:
    """The door over an application, with lanes drained by hand, and whoever came in."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.store_lane, self.press_lane = ManualLane(), ManualLane()
        self.desk = Desk(app, Lanes(vault=self.store_lane, press=self.press_lane))
        self.view = UnlockView(self.desk)
        self.sessions: list[Session] = []
        self.view.unlocked.connect(self.sessions.append)

    def settle(self) -> None:
        """Let everything that waits happen."""
        for _ in range(3):
            QApplication.processEvents()
            self.store_lane.drain()
            self.press_lane.drain()
        QApplication.processEvents()

    def try_passphrase(self, passphrase: str) -> None:
        """Type it and press Enter."""
        field = self.view.unlock_page.passphrase
        field.selectAll()
        QTest.keyClicks(field, passphrase)
        QTest.keyClick(field, Qt.Key.Key_Return)
        self.settle()

    def said(self) -> str:
        """Everything the door says that can be seen."""
        labels = self.view.findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisible())


def opened(qtbot: QtBot, app: App, size: tuple[int, int] = (1366, 738)) -> Door:
    """The door on the screen, having asked who may unlock."""
    running = QApplication.instance()
    assert isinstance(running, QApplication)
    wear(running, Theme())
    door = Door(app)
    qtbot.addWidget(door.view)
    door.view.resize(*size)
    with qtbot.waitExposed(door.view):
        door.view.show()
    door.view.activateWindow()
    qtbot.waitUntil(door.view.isActiveWindow)
    door.view.entered()
    door.settle()
    return door


@pytest.fixture
def keeper() -> FakeKeeper:
    """A locked store in memory with two people's keys."""
    return FakeKeeper(FakeVault(users=[NIA, SAM]), {NIA.id: PASSPHRASE, SAM.id: "another passphrase"})


@pytest.fixture
def app(clock: ToldClock, tmp_path: Path, keeper: FakeKeeper) -> App:
    """The application over that store."""
    return bootstrap(clock=clock, places=Places(tmp_path), keeper=keeper)


@pytest.fixture
def real(clock: ToldClock, tmp_path: Path) -> App:
    """The application over a folder with no store in it, and the real way of keeping one."""
    places = Places(tmp_path)
    room = StoreRoom(places.store, write_whole, Cost(memory_kib=64, passes=1, lanes=1))
    return bootstrap(clock=clock, places=places, keeper=room)


def test_that_the_keys_are_in_the_passphrase_and_enter_unlocks(qtbot: QtBot, app: App) -> None:
    door = opened(qtbot, app)
    assert door.view.unlock_page.passphrase.hasFocus()
    door.try_passphrase(PASSPHRASE)
    assert [session.user for session in door.sessions] == [NIA]


def test_that_the_practice_is_named_when_it_is_known(qtbot: QtBot, app: App) -> None:
    assert CHOOSE in opened(qtbot, app).said()
    app.keep_practice(Practice(name="Harebell Lane Surgery"), NIA)
    assert "Harebell Lane Surgery" in opened(qtbot, app).said()


def test_that_another_person_is_chosen_by_keys_alone(qtbot: QtBot, app: App) -> None:
    door = opened(qtbot, app)
    QTest.keyClick(door.view.unlock_page.passphrase, Qt.Key.Key_W, Qt.KeyboardModifier.AltModifier)
    assert door.view.unlock_page.who.hasFocus()
    QTest.keyClick(door.view.unlock_page.who, Qt.Key.Key_Down)
    door.try_passphrase("another passphrase")
    assert [session.user for session in door.sessions] == [SAM]


def test_that_tab_goes_in_reading_order(qtbot: QtBot, app: App) -> None:
    door = opened(qtbot, app)
    page = door.view.unlock_page
    page.who.setFocus()
    seen: list[str] = []
    for _ in range(5):
        focused = QApplication.focusWidget()
        assert focused is not None
        seen.append(focused.accessibleName() or getattr(focused, "text", str)())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert seen == [
        "Who is unlocking",
        "Passphrase",
        "Show the passphrase",
        "Unlock",
        "Use the recovery sheet",
    ]


def test_that_a_wrong_passphrase_says_how_many_tries_are_left_and_stays(qtbot: QtBot, app: App) -> None:
    door = opened(qtbot, app)
    door.try_passphrase("wrong passphrase")
    assert "4 tries are left before a wait." in door.view.unlock_page.passphrase.problem()
    assert door.view.unlock_page.passphrase.value() == "wrong passphrase"
    assert door.view.unlock_page.passphrase.hasFocus()
    door.try_passphrase(PASSPHRASE)
    assert len(door.sessions) == 1


def test_that_five_wrong_tries_shut_the_door_for_thirty_seconds(
    qtbot: QtBot, app: App, clock: ToldClock
) -> None:
    door = opened(qtbot, app)
    for _ in range(5):
        door.try_passphrase("wrong passphrase")
    assert "You can try again in 30 seconds." in door.said()
    door.try_passphrase(PASSPHRASE)
    assert not door.sessions
    clock.move(seconds=12.5)
    qtbot.waitUntil(lambda: "You can try again in 18 seconds." in door.said(), timeout=3000)
    clock.move(seconds=18)
    qtbot.waitUntil(lambda: "You can try again" not in door.said(), timeout=3000)
    door.try_passphrase(PASSPHRASE)
    assert len(door.sessions) == 1


def test_that_an_empty_passphrase_costs_no_try(qtbot: QtBot, app: App) -> None:
    door = opened(qtbot, app)
    door.try_passphrase("")
    assert door.view.unlock_page.passphrase.problem().startswith("The passphrase is empty.")
    assert app.access.tries_left == 5


def test_that_caps_lock_is_said_and_taken_back(qtbot: QtBot, app: App) -> None:
    door = opened(qtbot, app)
    field = door.view.unlock_page.passphrase
    QTest.keyClick(field, "A")
    assert "Caps Lock is on" in door.said()
    QTest.keyClick(field, "a")
    assert "Caps Lock is on" not in door.said()
    QTest.keyClick(field, "A", Qt.KeyboardModifier.ShiftModifier)
    assert "Caps Lock is on" not in door.said()


def test_that_what_was_typed_is_forgotten_when_the_screen_locks(
    qtbot: QtBot, app: App, clock: ToldClock
) -> None:
    door = opened(qtbot, app)
    door.view.unlock_page.passphrase.setText("half a passphrase")
    door.view.say_locked(clock.now())
    assert door.view.unlock_page.passphrase.value() == ""
    assert "The screen locked at 09:30. You will come back to the same place." in door.said()


def test_that_a_lost_passphrase_is_replaced_by_the_printed_code(
    qtbot: QtBot, app: App, keeper: FakeKeeper
) -> None:
    door = opened(qtbot, app)
    door.view._model.want_recovery(wanted=True)
    page = door.view.recover_page
    assert page.code.hasFocus()
    QTest.keyClicks(page.code, keeper.code)
    QTest.keyClicks(page.passphrase, "a new passphrase")
    QTest.keyClicks(page.again, "a new passphrasf")
    QTest.keyClick(page.again, Qt.Key.Key_Return)
    door.settle()
    assert page.again.problem() == "The two passphrases differ. Type the same one twice."
    assert page.code.value() == keeper.code
    QTest.keyClick(page.again, Qt.Key.Key_Backspace)
    QTest.keyClicks(page.again, "e")
    QTest.keyClick(page.again, Qt.Key.Key_Return)
    door.settle()
    assert len(door.sessions) == 1
    assert keeper.passphrases[NIA.id] == "a new passphrase"


def test_that_one_may_turn_back_from_the_recovery_sheet(qtbot: QtBot, app: App) -> None:
    door = opened(qtbot, app)
    door.view._model.want_recovery(wanted=True)
    door.view.recover_page.back_wanted.emit()
    assert door.view.unlock_page.isVisible()
    assert not door.view.recover_page.isVisible()


def make_store(door: Door, passphrase: str = PASSPHRASE, again: str = PASSPHRASE) -> None:
    """Fill in the first page by keyboard."""
    page = door.view.make_page
    for field, typed in (
        (page.name, "Nia Farrow"),
        (page.role, "clinical pharmacist"),
        (page.passphrase, passphrase),
        (page.again, again),
    ):
        field.selectAll()
        QTest.keyClicks(field, typed)
    QTest.keyClick(page.again, Qt.Key.Key_Return)
    door.settle()


def test_that_the_first_run_makes_a_real_store_and_shows_its_code_once(qtbot: QtBot, real: App) -> None:
    door = opened(qtbot, real)
    assert door.view.make_page.name.hasFocus()
    make_store(door)
    assert door.view.code_page.isVisible()
    assert not door.sessions
    code = door.view.code_page.code.text()
    QTest.keyClick(door.view.code_page.done, Qt.Key.Key_Space)
    QTest.keyClick(door.view.code_page.go, Qt.Key.Key_Space)
    door.settle()
    assert [session.user.name for session in door.sessions] == ["Nia Farrow"]
    assert code not in door.said()
    door.sessions[0].vault.close()
    again = opened(qtbot, real)
    again.try_passphrase(PASSPHRASE)
    assert len(again.sessions) == 1
    again.sessions[0].vault.close()


@pytest.mark.parametrize(
    ("passphrase", "again", "problem"),
    [
        ("short", "short", "12"),
        (PASSPHRASE, "something else at all", "The two passphrases differ."),
    ],
)
def test_that_a_first_passphrase_that_will_not_do_is_said_in_place(
    qtbot: QtBot, real: App, passphrase: str, again: str, problem: str
) -> None:
    door = opened(qtbot, real)
    make_store(door, passphrase, again)
    assert problem in door.view.make_page.again.problem()
    assert door.view.make_page.name.value() == "Nia Farrow"
    assert not real.places.store.exists()


def test_that_a_code_not_written_down_lets_nobody_on(qtbot: QtBot, real: App) -> None:
    door = opened(qtbot, real)
    make_store(door)
    QTest.keyClick(door.view.code_page.go, Qt.Key.Key_Space)
    door.settle()
    assert not door.sessions
    assert door.view.code_page.isVisible()


def a_store(qtbot: QtBot, real: App) -> Path:
    """A real store, locked. Gives its folder."""
    made = real.access.create("Nia Farrow", "", PASSPHRASE)
    real.access.lock(made.session)
    return real.places.store


def store_file(folder: Path) -> Path:
    """The encrypted file in a store's folder."""
    return next(path for path in folder.iterdir() if path.suffix == ".pharmreview")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"SQLite format 3\x00" + bytes(4080), "another program"),
        (b"not a store at all" * 512, "damaged"),
    ],
)
def test_that_a_store_that_is_none_is_said_in_one_sentence_and_left_alone(
    qtbot: QtBot, real: App, content: bytes, words: str
) -> None:
    file = store_file(a_store(qtbot, real))
    file.write_bytes(content)
    door = opened(qtbot, real)
    door.try_passphrase(PASSPHRASE)
    assert words in door.view.unlock_page.passphrase.problem()
    assert not door.sessions
    assert file.read_bytes() == content


def test_that_keys_that_cannot_be_read_shut_the_door_until_they_are_mended(qtbot: QtBot, real: App) -> None:
    folder = a_store(qtbot, real)
    keys = next(path for path in folder.iterdir() if path.suffix != ".pharmreview" and path.is_file())
    kept = keys.read_bytes()
    keys.write_bytes(b"{")
    door = opened(qtbot, real)
    assert door.view.shut_page.isVisible()
    assert "damaged or was made by a newer version" in door.said()
    assert door.view.shut_page.look.hasFocus()
    keys.write_bytes(kept)
    QTest.keyClick(door.view.shut_page.look, Qt.Key.Key_Space)
    door.settle()
    assert door.view.unlock_page.isVisible()
    door.try_passphrase(PASSPHRASE)
    assert len(door.sessions) == 1
    door.sessions[0].vault.close()


@pytest.mark.parametrize("code", ["vault.newer", "vault.busy", "vault.read-only"])
def test_that_whatever_the_store_says_is_said_under_the_passphrase(
    qtbot: QtBot, app: App, keeper: FakeKeeper, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = VaultProblem("The store will not open.", "Mend it so.", code=code)

    def refuse(*_: object) -> None:
        raise problem

    monkeypatch.setattr(keeper, "unlock", refuse)
    door = opened(qtbot, app)
    door.try_passphrase(PASSPHRASE)
    assert door.view.unlock_page.passphrase.problem() == problem.sentence
    assert app.access.tries_left == 5


@pytest.mark.parametrize("scale", [100, 130])
@pytest.mark.parametrize("page", ["unlock", "make", "recover"])
def test_that_every_field_can_be_reached_in_the_smallest_window(
    qtbot: QtBot, app: App, real: App, page: str, scale: int
) -> None:
    door = opened(qtbot, real if page == "make" else app, (900, 460))
    running = QApplication.instance()
    assert isinstance(running, QApplication)
    wear(running, Theme(scale=scale))
    door.view._model.want_recovery(wanted=page == "recover")
    door.view.resize(901, 460)
    door.settle()
    assert (door.view.width(), door.view.height()) == (901, 460)
    first = QApplication.focusWidget()
    assert first is not None
    focused: QWidget = first
    for _ in range(12):
        place = focused.mapTo(door.view, focused.rect().center())
        assert door.view.rect().contains(place), focused.accessibleName()
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget() or focused
    wear(running, Theme())
