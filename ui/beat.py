"""Whether the screen comes round as it should: a lane at work lets it go first where it does not."""

from time import monotonic, sleep

from PySide6.QtCore import Qt, QTimer

_BEAT_MS = 10
_BEHIND = 0.025
"""Seconds without a beat after which the screen is taken to be painting, or at work of its own."""
_PATIENCE = 0.25
"""Seconds that work gives way at most before it goes on, until the next beat: a screen may also be asleep."""


class Beat:
    """Whether the screen's thread comes round as it should. Both threads hold one interpreter between them: a
    screen that must win it back a hundred times to paint a window stands still meanwhile.
    """

    def __init__(self) -> None:
        self._last = self._given_up = monotonic()
        self._timer = QTimer(interval=_BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._came_round)

    def go(self) -> None:
        """Watch from now on. On the screen's thread, as `rest`."""
        if not self._timer.isActive():
            self._came_round()
            self._timer.start()

    def rest(self) -> None:
        """Watch no more."""
        self._timer.stop()

    def give_way(self) -> None:
        """Wait while the screen is behind. On the lane's thread."""
        until = monotonic() + _PATIENCE
        while (last := self._last) != self._given_up and (now := monotonic()) - last > _BEHIND:
            if now > until:
                self._given_up = last
            sleep(0.002)

    def _came_round(self) -> None:
        self._last = monotonic()
