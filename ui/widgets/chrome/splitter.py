"""A splitter whose places are remembered for a screen, never for a person."""

from typing import Protocol

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QSplitter, QWidget


class SizeMemory(Protocol):
    """Where sizes are kept between runs."""

    def sizes(self, screen: str) -> list[int]:
        """The sizes last kept for a screen, or none."""
        ...

    def keep(self, screen: str, sizes: list[int]) -> None:
        """Keep the sizes for a screen."""
        ...


class SettingsMemory:
    """Sizes in the computer's own settings. Nothing about a person is ever put there."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    def sizes(self, screen: str) -> list[int]:
        """The sizes last kept for a screen, or none."""
        kept = str(self._settings.value(f"splitters/{screen}", "") or "")
        parts = kept.split(" ")
        return [int(part) for part in parts] if all(part.isdecimal() for part in parts) else []

    def keep(self, screen: str, sizes: list[int]) -> None:
        """Keep the sizes for a screen."""
        self._settings.setValue(f"splitters/{screen}", " ".join(str(size) for size in sizes))


class RememberingSplitter(QSplitter):
    """Panes side by side, none smaller than its least width."""

    def __init__(
        self,
        screen: str,
        memory: SizeMemory | None = None,
        *,
        orientation: Qt.Orientation = Qt.Orientation.Horizontal,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(orientation, parent)
        self._screen = screen
        self._memory = memory
        self.setChildrenCollapsible(False)
        self.setHandleWidth(12)
        self.splitterMoved.connect(self._moved)

    def add_pane(self, pane: QWidget, *, smallest: int = 0, stretch: int = 0) -> None:
        """Add a pane; one with stretch 0 keeps its width when the window grows."""
        if smallest and self.orientation() == Qt.Orientation.Horizontal:
            pane.setMinimumWidth(smallest)
        elif smallest:
            pane.setMinimumHeight(smallest)
        self.addWidget(pane)
        self.setStretchFactor(self.count() - 1, stretch)

    def start_with(self, sizes: list[int]) -> None:
        """Use the kept sizes, or these the first time."""
        kept = self._memory.sizes(self._screen) if self._memory is not None else []
        self.setSizes(kept if len(kept) == self.count() else sizes)

    def _moved(self) -> None:
        if self._memory is not None:
            self._memory.keep(self._screen, self.sizes())
