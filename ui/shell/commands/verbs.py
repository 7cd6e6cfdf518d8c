"""What each command of the table does, told to a window that knows how."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QUndoStack

    from ui.shell.display import Display
    from ui.shell.travel import Travel


class Told(Protocol):
    """What the commands ask of the window."""

    @property
    def travel(self) -> Travel | None:
        """The way about, while the store is open."""
        ...

    def go(self, place: str) -> None:
        """Go to a place."""
        ...

    def close_person(self) -> None:
        """Put the open person away."""
        ...

    def turn(self) -> None:
        """Turn the screen to the person, or back."""
        ...

    def lock(self) -> None:
        """Shut the door."""
        ...

    def save_now(self) -> None:
        """Send what is not kept to the store."""
        ...

    def say(self, fact: str) -> None:
        """Say one quiet fact."""
        ...

    def choose_display(self) -> None:
        """Offer the themes and the text sizes."""
        ...

    def show_keys(self) -> None:
        """Show every command and its keys."""
        ...


def verbs(window: Told, history: QUndoStack, display: Display) -> dict[str, Callable[[], object]]:
    """What each command of the action table does."""

    def travelling(do: Callable[[Travel], object]) -> Callable[[], object]:
        return lambda: None if window.travel is None else do(window.travel)

    def grow(way: int) -> Callable[[], object]:
        return lambda: window.say(f"Text size {display.grow(way)}%")

    return {
        "today": lambda: window.go("today"),
        "people": lambda: window.go("people"),
        "papers": lambda: window.go("papers"),
        "groups": lambda: window.go("groups"),
        "practice": lambda: window.go("practice"),
        "find": travelling(lambda travel: travel.find()),
        "import": lambda: window.go("intake"),
        "close-person": window.close_person,
        "back": travelling(lambda travel: travel.back()),
        "next-pane": travelling(lambda travel: travel.pane(1)),
        "previous-pane": travelling(lambda travel: travel.pane(-1)),
        "help": window.show_keys,
        "display": window.choose_display,
        "turn": window.turn,
        "lock": window.lock,
        "undo": lambda: _undo(window, history, -1),
        "redo": lambda: _undo(window, history, 1),
        "save-now": window.save_now,
        "larger": grow(1),
        "smaller": grow(-1),
        "usual-size": grow(0),
        "next-step": travelling(lambda travel: travel.walk(1)),
        "previous-step": travelling(lambda travel: travel.walk(-1)),
    }


def _undo(window: Told, history: QUndoStack, way: int) -> None:
    """Undo (-1) or do again (1): at a place with a history of its own there, else in the open case."""
    if window.travel is not None and window.travel.undo_here(way):
        return
    words = history.undoText() if way < 0 else history.redoText()
    (history.undo if way < 0 else history.redo)()
    done, nothing = ("Undone", "undo") if way < 0 else ("Done again", "do again")
    window.say(f"{done}: {words}" if words else f"There is nothing to {nothing}")
