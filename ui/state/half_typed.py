"""Words that are typed and kept nowhere yet: found again in their place after leaving, locking and a kill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ui.jobs import Ok

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import SignalInstance

    from pharmreview.services.access import Session
    from ui.jobs import Err, Lane

RESTS_MS = 400


class HalfTyped(QObject):
    """The words by their places, for whoever is signed in. They go to the store when typing rests."""

    read = Signal()
    """The store told what had been left."""

    def __init__(self, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = lane
        self._session: Session | None = None
        self._words: dict[str, str] = {}
        self._is_new = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(RESTS_MS)
        self._rest.timeout.connect(self.flush)

    def begin(self, session: Session) -> None:
        """Ask what this user had left."""
        self._session, self._words = session, {}

        def told(outcome: Ok[dict[str, str]] | Err) -> None:
            if isinstance(outcome, Ok) and self._session is session:
                self._words = outcome.value | self._words
                self.read.emit()

        self._lane.run(lambda: session.vault.half_typed(session.user), told)

    def end(self) -> None:
        """Forget whose they were; the store keeps them."""
        self._rest.stop()
        self._session, self._words = None, {}

    def words(self, place: str) -> str:
        """What was left in a place; "" where nothing was."""
        return self._words.get(place, "")

    def write(self, place: str, words: str) -> None:
        """Take up what was typed in a place; "" lets it go."""
        if words == self.words(place):
            return
        self._words = {key: said for key, said in self._words.items() if key != place}
        if words:
            self._words[place] = words
        self._is_new = True
        self._rest.start()

    def forget(self, start: str) -> None:
        """Let go of everything in places that begin so: it was kept, or somebody thought better of it."""
        for place in [key for key in self._words if key.startswith(start)]:
            self.write(place, "")

    def flush(self) -> None:
        """Send the words to the store now: when typing rests, on locking and on closing."""
        session, words = self._session, dict(self._words)
        if session is not None and self._is_new:
            self._rest.stop()
            self._is_new = False
            self._lane.run(lambda: session.vault.keep_half_typed(words, session.user), lambda _outcome: None)


class Place(QObject):
    """Where the words of one field lie: shown there again, and left there as they are typed.

    `typed` tells the words at each key, `show` puts words into the field. The field may come to stand for
    somebody or something else.
    """

    def __init__(
        self, half_typed: HalfTyped, field: QObject, typed: SignalInstance, show: Callable[[str], None]
    ) -> None:
        super().__init__(field)
        self._half_typed = half_typed
        self._show = show
        self._where = ""
        self._otherwise = ""
        typed.connect(self._leave)
        half_typed.read.connect(self._find)

    def stand(self, where: str, otherwise: str = "") -> None:
        """Stand for this: its words are shown, or else what there is without them."""
        self._where, self._otherwise = where, otherwise
        self._show(self._half_typed.words(where) or otherwise)

    def otherwise(self, words: str) -> None:
        """Show what was left, or else these words from now on."""
        self.stand(self._where, words)

    def let_go(self) -> None:
        """The words were taken up elsewhere, or are not wanted."""
        if self._where:
            self._half_typed.write(self._where, "")

    def _leave(self, words: str) -> None:
        if self._where:
            self._half_typed.write(self._where, "" if words == self._otherwise else words)

    def _find(self) -> None:
        words = self._half_typed.words(self._where) if self._where else ""
        if words:
            self._show(words)
