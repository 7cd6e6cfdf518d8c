"""What stands at the right of the step shown: its own panel, prompts, or the risk where that is asked for."""

from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.screens.review.frame.side import PromptsPanel, RiskPanel
from ui.screens.review.props import Props
from ui.theme.active import current_theme

_WIDE, _NARROW = 322, 262
_NARROW_BELOW = 960
_LARGEST_SHARE = 0.34


class Beside(QStackedWidget):
    """One panel at a time. The risk never opens by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.prompts = PromptsPanel()
        self.risk = RiskPanel()
        self.risk_open = False
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

    def fit(self, width: int) -> None:
        """Fit beside a review of this width."""
        wanted = current_theme().px(_WIDE if width >= _NARROW_BELOW else _NARROW)
        self.setFixedWidth(min(wanted, int(width * _LARGEST_SHARE)))
