"""Every change keeps itself: soon after the last one, and never long after the first.

There is no save button. A save goes to the store's lane as a whole case; the store refuses older ones.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ui.errors import words_for
from ui.jobs import Err, Lane, Ok
from ui.state.open_case import OpenCase

if TYPE_CHECKING:
    from pharmreview.domain.case import Case

QUIET_MS = 800
LONGEST_MS = 5000


class Keeping(StrEnum):
    """Whether what is on the screen is in the store."""

    NOTHING = "nothing"
    SAVED = "saved"
    SAVING = "saving"
    UNSAVED = "unsaved"
    FAILED = "failed"


class Autosave(QObject):
    """Watches the open case and keeps it. `changed` tells the state, and the sentence when it failed."""

    changed = Signal(object, str)
    overtaken = Signal(str)
    """The id of a case that the store would not keep, as it holds a newer one."""

    def __init__(
        self,
        open_case: OpenCase,
        lane: Lane,
        save: Callable[[Case, str], Case],
        now: Callable[[], datetime],
        parent: QObject | None = None,
        revisions: dict[str, int] | None = None,
    ) -> None:
        super().__init__(parent)
        self._open_case = open_case
        self._lane = lane
        self._save = save
        self._now = now
        self._revisions: dict[str, int] = {} if revisions is None else revisions
        self._kept: Case | None = None
        self._sent: Case | None = None
        self.state = Keeping.NOTHING
        self.saved_at: datetime | None = None
        self._quiet = self._timer(QUIET_MS)
        self._longest = self._timer(LONGEST_MS)
        open_case.changed.connect(self._changed)

    def flush(self) -> None:
        """Send what is not kept to the store now: on leaving a screen, locking and closing.

        Saves queue in the lane, so one may be sent while another is under way.
        """
        self._quiet.stop()
        self._longest.stop()
        case = self._open_case.case
        if case is None or case is self._sent or self._same(case) or self._open_case.held:
            return
        self._sent = case
        self._say(Keeping.SAVING)
        what = self._open_case.history.undoText() or "Edited"
        self._lane.run(lambda: self._keep(case, what), lambda outcome: self._done(case, outcome))

    def adopt(self, case: Case) -> None:
        """Take a case just kept by another verb as the one in the store."""
        self._revisions[case.id] = case.revision
        self._kept = case
        self._say_saved()

    @property
    def kept(self) -> Case | None:
        """The open case as this window last kept or read it."""
        return self._kept

    def go_on_from(self, theirs: Case) -> None:
        """Take what the store holds as what this window goes on from; the open case stays as it is."""
        self._revisions[theirs.id] = theirs.revision
        self._kept = theirs

    def has_unsaved(self) -> bool:
        """Whether the open case holds anything the store does not."""
        case = self._open_case.case
        return case is not None and not self._same(case)

    def _timer(self, after_ms: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after_ms)
        timer.timeout.connect(self.flush)
        return timer

    def _same(self, case: Case) -> bool:
        kept = self._kept
        return kept is not None and case.model_copy(update={"revision": kept.revision}) == kept

    def _keep(self, case: Case, what: str) -> Case:
        """On the lane: save under the revision the store last gave, and note the next."""
        kept = self._save(case.model_copy(update={"revision": self._revisions.get(case.id, 0)}), what)
        self._revisions[case.id] = kept.revision
        return kept

    def _changed(self, before: Case | None, after: Case | None) -> None:
        if after is None:
            self._quiet.stop()
            self._longest.stop()
            self._kept = None
            self._say(Keeping.NOTHING)
        elif before is None or before.id != after.id:
            self.adopt(after)
        elif self._same(after):
            self._quiet.stop()
            self._longest.stop()
            self._say_saved()
        elif not self._open_case.held:
            self._quiet.start()
            if not self._longest.isActive():
                self._longest.start()
            self._say(Keeping.UNSAVED)

    def _done(self, sent: Case, outcome: Ok[Case] | Err) -> None:
        if self._sent is sent:
            self._sent = None
        now_open = self._open_case.case
        if now_open is None or now_open.id != sent.id:
            return
        if isinstance(outcome, Err):
            words = words_for(outcome.error)
            self._say(Keeping.FAILED, words.sentence)
            if words.code == "vault.stale":
                self.overtaken.emit(sent.id)
            return
        self._kept = sent
        self.saved_at = self._now()
        if self._same(now_open):
            self._say_saved()
        elif self._sent is None:
            self._say(Keeping.UNSAVED)
            self._quiet.start()

    def _say_saved(self) -> None:
        if self.saved_at is None:
            self.saved_at = self._now()
        self._say(Keeping.SAVED)

    def _say(self, state: Keeping, sentence: str = "") -> None:
        self.state = state
        self.changed.emit(state, sentence)
