"""Every command of the window, once: its words, its keys. Menus, tips and help read from here."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence


@dataclass(frozen=True, slots=True)
class Command:
    """One command: a permanent id, what it does in words, its keys, and the group it is shown under."""

    id: str
    words: str
    keys: tuple[str, ...]
    group: str


COMMANDS = (
    Command("today", "Today", ("Ctrl+1",), "Anywhere"),
    Command("people", "People", ("Ctrl+2",), "Anywhere"),
    Command("papers", "Papers of the open person", ("Ctrl+3", "Ctrl+P"), "Anywhere"),
    Command("groups", "Groups, in a later version", ("Ctrl+4",), "Anywhere"),
    Command("practice", "Practice: templates and letterhead", ("Ctrl+5",), "Anywhere"),
    Command("find", "Find a person", ("Ctrl+K",), "Anywhere"),
    Command("import", "Import a search", ("Ctrl+I",), "Anywhere"),
    Command("close-person", "Close this person", ("Ctrl+W",), "Anywhere"),
    Command("back", "Back", ("Alt+Left",), "Anywhere"),
    Command("next-pane", "Next pane", ("F6",), "Anywhere"),
    Command("previous-pane", "Previous pane", ("Shift+F6",), "Anywhere"),
    Command("help", "Keys", ("F1",), "Anywhere"),
    Command("turn", "Turn the screen to the person, and back", ("F9",), "Anywhere"),
    Command("display", "Display: contrast and text size", ("F12", "Ctrl+,"), "Anywhere"),
    Command("lock", "Lock", ("Ctrl+L",), "Anywhere"),
    Command("undo", "Undo", ("Ctrl+Z",), "Editing"),
    Command("redo", "Redo", ("Ctrl+Y",), "Editing"),
    Command("save-now", "Save now", ("Ctrl+S",), "Editing"),
    Command("larger", "Larger text", ("Ctrl++", "Ctrl+="), "Editing"),
    Command("smaller", "Smaller text", ("Ctrl+-",), "Editing"),
    Command("usual-size", "Usual text size", ("Ctrl+0",), "Editing"),
    Command("next-step", "Next step", ("Ctrl+PgDown",), "Review"),
    Command("previous-step", "Previous step", ("Ctrl+PgUp",), "Review"),
)


PANES = ("next-pane", "previous-pane")
_EDITS = ("undo", "redo")
ALWAYS_INSIDE = (*PANES, *_EDITS, "today", "people", "papers", "groups", "practice", "find", "import", "back")
WITH_A_PERSON = ("close-person", "save-now", "next-step", "previous-step")


class Actions(QObject):
    """The commands as QActions, each connected to what it does."""

    def __init__(self, does: dict[str, Callable[[], object]], parent: QObject) -> None:
        super().__init__(parent)
        self._by_id: dict[str, QAction] = {}
        for command in COMMANDS:
            action = QAction(command.words, self)
            action.setShortcuts([QKeySequence(k) for k in command.keys])
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            work = does[command.id]
            action.triggered.connect(lambda _checked=False, work=work: work())
            self._by_id[command.id] = action

    def __getitem__(self, command_id: str) -> QAction:
        return self._by_id[command_id]

    def all(self) -> tuple[QAction, ...]:
        """Every action, in the order of the table."""
        return tuple(self._by_id.values())

    def enable(self, *command_ids: str, on: bool) -> None:
        """Make commands usable or not."""
        for command_id in command_ids:
            self._by_id[command_id].setEnabled(on)

    def fit(self, *, inside: bool, person: bool, turned: bool) -> None:
        """Let only those commands be used that can do something now; on a turned screen hardly any."""
        self.enable("lock", on=inside)
        self.enable(*ALWAYS_INSIDE, on=inside and not turned)
        self.enable(*WITH_A_PERSON, on=inside and person and not turned)
        self.enable("turn", on=inside and person)
