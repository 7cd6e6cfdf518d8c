"""Pictures of pages, made on the press lane and kept a while."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Signal

from ui.jobs import Err, Ok

if TYPE_CHECKING:
    from pharmreview.domain.paper import PageImage
    from ui.state.desk import Desk

_KEPT = 16


class Pictures(QObject):
    """The last pages looked at, by what names their bytes, the page, and how fine."""

    ready = Signal()
    """Another picture is there."""
    refused = Signal(object)
    """Why a page could not be made: an error."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._held: OrderedDict[tuple[str, int, int], PageImage | None] = OrderedDict()

    def forget(self) -> None:
        """Let every picture go."""
        self._held.clear()

    def of(self, name: str, pdf: bytes, page: int, dots_an_inch: int) -> PageImage | None:
        """A page, counted from 1; None while it is being made."""
        key = (name, page, dots_an_inch)
        if key in self._held:
            self._held.move_to_end(key)
            return self._held[key]
        self._held[key] = None
        while len(self._held) > _KEPT:
            self._held.popitem(last=False)
        work = self._desk.app.paperwork
        self._desk.lanes.press.run(
            lambda: work.page_image(pdf, page, dots_an_inch), lambda outcome: self._take(key, outcome)
        )
        return None

    def _take(self, key: tuple[str, int, int], outcome: Ok[PageImage] | Err) -> None:
        if not shiboken6.isValid(self) or key not in self._held:
            return
        if isinstance(outcome, Err):
            self.refused.emit(outcome.error)
        else:
            self._held[key] = outcome.value
            self.ready.emit()
