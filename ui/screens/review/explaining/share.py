"""The pictures to share: six tiles to choose from, each ticked once it was used, and one shown large."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from pharmreview.domain.review.pictures.drawn import PICTURES
from pharmreview.domain.review.pictures.shapes import Picture
from pharmreview.domain.review.step import CodedList, Option
from ui.screens.review.explaining.picture import PictureButton, PictureView
from ui.theme.active import current_theme
from ui.theme.tokens import REGULAR, Role
from ui.widgets.buttons.button import Button, IconButton, Kind
from ui.widgets.choices.tick_row import TickRow
from ui.widgets.marks.label import Label
from ui.widgets.panels.card import Card

_THREE_ABREAST_FROM = 700
_TWO_ABREAST_FROM = 460
_MOST = 3


class PictureTiles(QWidget):
    """A tile a picture, as many side by side as there is room for."""

    used = Signal(object)
    """The codes of the pictures that were used, in order."""
    large_wanted = Signal(str)

    def __init__(self, of: CodedList) -> None:
        super().__init__()
        self._chosen: tuple[str, ...] = ()
        self.ticks: dict[str, TickRow] = {}
        self.buttons: dict[str, PictureButton] = {}
        self._tiles: list[QWidget] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(10)
        words = {o.code: o for o in of.options}
        for picture in PICTURES:
            self._tiles.append(self._tile(picture, words[picture.code]))
        self._place()

    def show_used(self, codes: tuple[str, ...]) -> None:
        """Show which were used."""
        self._chosen = codes
        for code, tick in self.ticks.items():
            tick.setChecked(code in codes)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _tile(self, picture: Picture, option: Option) -> QWidget:
        card = Card(frame="note")
        card.body.setSpacing(4)
        button = PictureButton(picture)
        button.clicked.connect(lambda: self.large_wanted.emit(picture.code))
        tick = TickRow(option.label)
        tick.clicked.connect(lambda _on: self._ticked())
        tick.setAccessibleDescription("Ticked once it was used")
        card.add(button)
        card.add(tick)
        card.add(Label(option.words, Role.LABEL, "ink2", weight=REGULAR, wrap=True))
        card.body.addStretch(1)
        self.ticks[picture.code], self.buttons[picture.code] = tick, button
        return card

    def _ticked(self) -> None:
        ticked = [code for code, tick in self.ticks.items() if tick.isChecked()]
        kept = [c for c in self._chosen if c in ticked or c not in self.ticks]
        self.used.emit(tuple(kept + [c for c in ticked if c not in kept]))

    def _place(self) -> None:
        px = current_theme().px
        width = self.width()
        across = 3 if width >= px(_THREE_ABREAST_FROM) else 2 if width >= px(_TWO_ABREAST_FROM) else 1
        for place, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, place // across, place % across)
        for column in range(_MOST):
            self._grid.setColumnStretch(column, 1 if column < across else 0)


class LargePicture(QWidget):
    """One picture large, in the person's type. Left and Right go to the next; Esc goes back."""

    left = Signal(str)
    """The code of the picture that was shown last."""
    used = Signal(str, bool)

    def __init__(self, of: CodedList) -> None:
        super().__init__()
        self._words = {o.code: o.words for o in of.options}
        self._place = 0
        self._used: tuple[str, ...] = ()
        self.title = Label("", Role.PATIENT_LARGE, wrap=True)
        self.view = PictureView()
        self.words = Label("", Role.PATIENT_BODY, wrap=True)
        self.before = IconButton("The picture before", "arrow-left", hint="Left")
        self.after = IconButton("The next picture", "arrow-right", hint="Right")
        self.tick = TickRow("Used with the person")
        self.back = Button("Back to the step", Kind.FILLED, hint="Esc")
        self.back.clicked.connect(self.leave)
        self.tick.clicked.connect(lambda on: self.used.emit(self.code, on))
        for button, way in ((self.before, -1), (self.after, 1)):
            button.clicked.connect(lambda _on=False, way=way: self.turn(way))
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for widget in (self.before, self.after, self.tick):
            foot.addWidget(widget)
        foot.addStretch(1)
        foot.addWidget(self.back)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 10, 18, 10)
        column.setSpacing(10)
        column.addWidget(self.title)
        column.addWidget(self.view, 1)
        column.addWidget(self.words)
        column.addLayout(foot)
        for keys, does in (
            ("Left", lambda: self.turn(-1)),
            ("Right", lambda: self.turn(1)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(does)

    @property
    def code(self) -> str:
        """The code of the picture shown."""
        return PICTURES[self._place].code

    def show_large(self, code: str) -> None:
        """Show one picture."""
        self._place = next(n for n, picture in enumerate(PICTURES) if picture.code == code)
        self._show()
        self.back.setFocus()

    def show_used(self, codes: tuple[str, ...]) -> None:
        """Show whether this one was used."""
        self._used = codes
        self.tick.setChecked(self.code in codes)

    def turn(self, way: int) -> None:
        """Go to the picture before or after."""
        place = self._place + way
        if 0 <= place < len(PICTURES):
            self._place = place
            self._show()

    def leave(self) -> None:
        """Go back to the step."""
        self.left.emit(self.code)

    def _show(self) -> None:
        picture = PICTURES[self._place]
        self.title.setText(picture.title)
        self.view.show_picture(picture)
        self.words.setText(self._words.get(picture.code, ""))
        self.before.setEnabled(self._place > 0)
        self.after.setEnabled(self._place < len(PICTURES) - 1)
        self.show_used(self._used)
