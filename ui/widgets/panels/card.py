"""Cards, and the header of a page."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme.tokens import Role
from ui.widgets.marks.label import Label, restyle


class Card(QFrame):
    """A flat frame. `frame` is card, chosen, resume, locked, note or plain. Put things in `body`."""

    def __init__(
        self,
        title: str = "",
        *,
        frame: str = "card",
        subtitle: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("frame", frame)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(8)
        self._head = QHBoxLayout()
        self._head.setSpacing(8)
        self._title = Label(title, Role.SECTION)
        self._subtitle = Label(subtitle, Role.LABEL, "ink2")
        self._head.addWidget(self._title)
        self._head.addWidget(self._subtitle)
        self._head.addStretch(1)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        column.addLayout(self._head)
        column.addLayout(self.body, 1)
        self.set_title(title)
        self.set_subtitle(subtitle)

    def set_title(self, title: str) -> None:
        """Change the heading; an empty one takes no room."""
        self._title.setText(title)
        self._title.setVisible(bool(title))

    def set_subtitle(self, subtitle: str) -> None:
        """Change the quiet words beside the heading."""
        self._subtitle.setText(subtitle)
        self._subtitle.setVisible(bool(subtitle))

    def set_frame(self, frame: str) -> None:
        """Change the kind of frame."""
        self.setProperty("frame", frame)
        restyle(self)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a widget at the foot of the card."""
        self.body.addWidget(widget, stretch)

    def add_beside_title(self, widget: QWidget) -> None:
        """Put a widget at the right end of the heading."""
        self._head.addWidget(widget)


class PageHeader(QWidget):
    """A page's title, its quiet subtitle, and what can be done, at the right. Only one action is filled."""

    def __init__(self, title: str, subtitle: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._title = Label(title, Role.PAGE_TITLE)
        self._subtitle = Label(subtitle, Role.BODY, "ink2")
        self._row.addWidget(self._title)
        self._row.addSpacing(4)
        self._row.addWidget(self._subtitle)
        self._row.addStretch(1)
        self._beside = 3

    def set_title(self, title: str) -> None:
        """Change the title."""
        self._title.setText(title)

    def set_subtitle(self, subtitle: str) -> None:
        """Change the quiet words; they give way when the page is too narrow for them."""
        self._subtitle.setText(subtitle)
        self._fold()

    def add_beside(self, widget: QWidget) -> None:
        """Put a widget just after the title."""
        self._row.insertWidget(self._beside, widget)
        self._beside += 1

    def add_action(self, widget: QWidget) -> None:
        """Put a widget at the right end."""
        self._row.addWidget(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        others = self._row.sizeHint().width()
        if self._subtitle.isVisibleTo(self):
            others -= self._subtitle.sizeHint().width()
        fits = others + self._subtitle.sizeHint().width() <= self.width()
        self._subtitle.setVisible(bool(self._subtitle.text()) and fits)
        self._title.setToolTip("" if fits else self._subtitle.text())


def empty_out(layout: QLayout) -> None:
    """Take every widget out of a layout and let it go, ready to be filled afresh."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            empty_out(inner)
