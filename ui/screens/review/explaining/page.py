"""The explaining page: ask, share, check, and what was given to read."""

from PySide6.QtWidgets import QStackedLayout, QWidget

from pharmreview.domain.review.answer import chosen, text_of
from ui.forms.editors.editor import OTHER
from ui.forms.step_form import StepForm
from ui.screens.review.explaining.reading import ReadingCard
from ui.screens.review.explaining.share import LargePicture, PictureTiles
from ui.screens.review.pages import LastTime, Page
from ui.screens.review.props import Props
from ui.widgets.panels.card import Card

_PICTURES, _READING = "explain.pictures", "explain.reading"


class ExplainPage(Page):
    """One picture at a time. What was used, covered and given is ticked."""

    def __init__(self, props: Props) -> None:
        super().__init__()
        self._shown_used: tuple[str, ...] = ()
        of = props.context.lists["pictures"]
        self.ask = self.take(StepForm(props.step, ("ask",), name=props.name))
        self.tiles = PictureTiles(of)
        self.tiles.used.connect(self._used)
        self.tiles.large_wanted.connect(self.show_large)
        share = Card("Share", subtitle="one at a time; press a picture to look at it together")
        share.add(self.tiles)
        self.before = (LastTime(_PICTURES), LastTime(_READING))
        share.add(self.before[0])
        self.points = self.take(
            StepForm(props.step, ("share",), without=("pictures",), name=props.name, plain=True)
        )
        share.add(self.points)
        self.check = self.take(StepForm(props.step, ("check",), name=props.name))
        self.reading = ReadingCard(props.reading, props.context.today)
        self.reading.given.connect(lambda codes: self._whole(_READING, codes))
        self.reading.other_typed.connect(lambda words: self.give(f"{_READING}.{OTHER}", words))
        self.reading.left.connect(self.left)
        self.reading.add(self.before[1])
        for widget in (self.ask, share, self.check, self.reading):
            self.column.addWidget(widget)
        self.column.addStretch(1)
        self.large = LargePicture(of)
        self.large.left.connect(self.show_tiles)
        self.large.used.connect(self._used_large)
        self._stack = QStackedLayout()
        whole = self.layout()
        holder = QWidget()
        holder.setLayout(self._stack)
        if whole is not None:
            whole.removeWidget(self.area)
            whole.addWidget(holder)
        self._stack.addWidget(self.area)
        self._stack.addWidget(self.large)

    def show_props(self, props: Props) -> None:
        super().show_props(props)
        for line in self.before:
            line.show_props(props)
        self._shown_used = chosen(props.answers, _PICTURES)
        self.tiles.show_used(self._shown_used)
        self.large.show_used(self._shown_used)
        self.reading.show_given(
            chosen(props.answers, _READING), text_of(props.answers, f"{_READING}.{OTHER}")
        )

    def show_large(self, code: str) -> None:
        """Show one picture large, to look at together."""
        self._stack.setCurrentWidget(self.large)
        self.large.show_large(code)

    def show_tiles(self, code: str) -> None:
        """Go back to the step, to the picture that was shown."""
        self._stack.setCurrentWidget(self.area)
        self.tiles.buttons[code].setFocus()

    def step_back(self) -> None:
        if self.large.isVisibleTo(self):
            self.large.leave()

    def reveal(self, key: str) -> None:
        if key.startswith(_PICTURES):
            next(iter(self.tiles.ticks.values())).setFocus()
        elif key.startswith(_READING):
            next(iter(self.reading.ticks.values())).setFocus()
        else:
            super().reveal(key)

    def _used(self, codes: tuple[str, ...]) -> None:
        self._whole(_PICTURES, codes)

    def _used_large(self, code: str, used: bool) -> None:
        rest = tuple(c for c in self._shown_used if c != code)
        self._whole(_PICTURES, (*rest, code) if used else rest)

    def _whole(self, key: str, codes: tuple[str, ...]) -> None:
        """A tick is a change of its own."""
        self.left.emit()
        self.give(key, codes)
        self.left.emit()
