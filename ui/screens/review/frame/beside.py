"""What stands at the right of the step shown: its own panel, prompts, or the risk where that is asked for."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from ui.screens.review.frame.side import PromptsPanel, RiskPanel
from ui.screens.review.props import Props
from ui.theme.active import current_theme

_WIDE, _NARROW = 322, 262
_NARROW_BELOW = 960
_LARGEST_SHARE = 0.34


class Beside(QStackedWidget):
    """One panel at a time. The risk never opens by itself."""

    changed_place = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.prompts = PromptsPanel()
        self.risk = RiskPanel()
        self.risk_open = False
        self.is_first = False
        self._row = QHBoxLayout()
        for widget in (self.prompts, self.risk):
            self.addWidget(widget)

    def show_props(self, props: Props, own: QWidget | None) -> None:
        """Show what belongs beside the step; `own` is the panel of its page, where it has one."""
        if props.finished is not None:
            self.hide()
            return
        if self.risk_open:
            self.risk.show_reckoned(props.reckoned)
            self.setCurrentWidget(self.risk)
        elif own is not None:
            self.setCurrentWidget(own)
        elif props.prompts:
            self.prompts.show_props(props)
            self.setCurrentWidget(self.prompts)
        self.setVisible(self.risk_open or own is not None or bool(props.prompts))

    def row_with(self, stack: QWidget) -> QHBoxLayout:
        """The row in which this stands beside the steps."""
        self._row.setSpacing(10)
        self._row.addWidget(stack, 1)
        self._row.addWidget(self)
        return self._row

    def fit(self, width: int, *, is_first: bool) -> None:
        """Fit beside a review of this width, or slim before a page that stands in columns."""
        wanted = current_theme().px(_WIDE if width >= _NARROW_BELOW and not is_first else _NARROW)
        ways = QHBoxLayout.Direction
        self._row.setDirection(ways.RightToLeft if is_first else ways.LeftToRight)
        if is_first != self.is_first:
            self.is_first = is_first
            self.changed_place.emit()
        self.setFixedWidth(min(wanted, int(width * _LARGEST_SHARE)))
