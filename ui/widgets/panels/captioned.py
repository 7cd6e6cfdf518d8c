"""A label above a control, and help or a problem below it, always in the same place."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme.active import current_theme
from ui.theme.tokens import Role
from ui.widgets.marks import painting
from ui.widgets.marks.label import Label
from ui.widgets.marks.must_mark import MustMark


class SignMark(QWidget):
    """A drawn sign beside words, in a tone. Not pressed."""

    def __init__(self, icon: str, tone: str = "ink2", side: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._tone = tone
        self._side = side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_sign(self, icon: str, tone: str) -> None:
        """Change the sign and its colour."""
        self._icon, self._tone = icon, tone
        self.update()

    def sizeHint(self) -> QSize:
        side = current_theme().px(self._side)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painting.sign(painter, self._icon, self.rect(), self._tone)
        painter.end()


class Captioned(QWidget):
    """A field row. The label may carry an Alt letter ("&First step"); pressing it goes to the control.

    Fields of `ui.widgets.fields` that tell `refused` show their own problems here without more wiring.
    """

    def __init__(
        self,
        label: str,
        control: QWidget,
        *,
        help_line: str = "",
        must: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.control = control
        self._help_line = help_line
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(6)
        self._label = Label(label, Role.LABEL, "ink2")
        self._label.setBuddy(control)
        self._must = MustMark(parent=self)
        head.addWidget(self._must)
        head.addWidget(self._label)
        head.addStretch(1)
        below = QHBoxLayout()
        below.setSpacing(6)
        self._sign = SignMark("warning", "stop", 14)
        self._below = Label("", Role.LABEL, "ink3", wrap=True)
        below.addWidget(self._sign)
        below.addWidget(self._below, 1)
        column.addLayout(head)
        column.addWidget(control)
        column.addLayout(below)
        self._quiet: Label | None = None
        self._must.setVisible(must)
        if not control.accessibleName():
            control.setAccessibleName(label.replace("&", ""))
        refused = getattr(control, "refused", None)
        if refused is not None:
            refused.connect(self._say)
        self._say("")

    def set_help(self, help_line: str) -> None:
        """Change the help shown while there is no problem."""
        self._help_line = help_line
        if not self.problem():
            self._say("")

    def set_quiet(self, words: str) -> None:
        """Words under the field that neither help nor refuse; "" takes them away."""
        below = self.layout()
        if self._quiet is None and words and below is not None:
            self._quiet = Label("", Role.LABEL, "ink2", wrap=True)
            below.addWidget(self._quiet)
        if self._quiet is not None:
            self._quiet.setText(words)
            self._quiet.setVisible(bool(words))

    def set_done(self, *, done: bool) -> None:
        """Turn the "must" ring into its tick, or back."""
        self._must.set_done(done=done)

    def problem(self) -> str:
        """The problem shown, or nothing."""
        return self._below.text() if self._sign.isVisibleTo(self) else ""

    def set_problem(self, problem: str) -> None:
        """Say a problem in the place of the help, and mark the control's edge; nothing clears both."""
        marks = getattr(self.control, "set_problem", None)
        if marks is not None:
            marks(problem)
        self._say(problem)

    def _say(self, problem: str) -> None:
        self._sign.setVisible(bool(problem))
        self._below.setText(problem or self._help_line)
        self._below.set_tone("stop" if problem else "ink3")
        self._below.setVisible(bool(problem or self._help_line))
