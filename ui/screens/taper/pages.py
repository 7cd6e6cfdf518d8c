"""The pages that stand in the place of the builder for a while: a plan that runs, and its supply."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLayout, QStackedLayout, QWidget

from pharmreview.domain.taper.events import EventKind
from ui.screens.taper.gestures.held import Held
from ui.screens.taper.living.view import LivingView
from ui.screens.taper.supplying.view import SupplyView


class Pages(QObject):
    """One page is shown at a time; `back` is told when it is the builder again."""

    back = Signal()
    status = Signal(str)

    def __init__(self, builder: QWidget, held: Held, view: QWidget) -> None:
        super().__init__(view)
        self.living, self.supplying = LivingView(held.desk), SupplyView(held)
        self._stack = QStackedLayout(view)
        self._stack.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        for page in (builder, self.living, self.supplying):
            self._stack.addWidget(page)
        self.living.opened.connect(lambda shown: self._turn(1 if shown else 0))
        self.supplying.opened.connect(lambda shown: self._turn(2 if shown else 0))
        self.living.status.connect(self.status)
        self.supplying.status.connect(self.status)

    @property
    def shown(self) -> LivingView | SupplyView | None:
        """The page that stands in the place of the builder, or None."""
        return next((page for page in (self.living, self.supplying) if page.is_open), None)

    def happened(self) -> None:
        """Begin to say what happened to the plan."""
        self.supplying.model.close()
        self.living.happened()

    def pause(self) -> bool:
        """Begin a pause of a plan that runs, which is an event like the others; False for a draft."""
        if self.living.runs:
            self.supplying.model.close()
            self.living.begin(EventKind.PAUSE)
        return self.living.runs

    def versions(self) -> None:
        """Look at the versions of the plan."""
        self.supplying.model.close()
        self.living.model.look_back()

    def supply(self) -> None:
        """Look at the supply of the plan."""
        self.living.model.close()
        self.supplying.model.begin()

    def close(self) -> bool:
        """Back to the builder; False where it is shown already."""
        page = self.shown
        if page is not None:
            page.model.close()
        return page is not None

    def confirm(self) -> bool:
        """Whatever the filled button of the page is now; False where the builder is shown."""
        page = self.shown
        if page is not None:
            page.confirm()
        return page is not None

    def _turn(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        if not place:
            self.back.emit()
