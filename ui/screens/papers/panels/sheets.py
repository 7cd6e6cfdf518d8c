"""The pages as they will print: one or two side by side, sharp at the screen's own dots."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pharmreview.domain.paper import PageImage
from ui.screens.papers.offered.shown import Sheet
from ui.screens.papers.panels.message import MessagePanel
from ui.theme.tokens import SEMIBOLD, Role
from ui.widgets.buttons.button import IconButton
from ui.widgets.choices.segmented import SegmentedBar
from ui.widgets.marks import painting
from ui.widgets.marks.label import Label
from ui.widgets.marks.painting import picture
from ui.widgets.panels.notice import Notice, Tone
from ui.widgets.panels.scroll import scrolls_down
from ui.widgets.panels.states import EmptyState

_WIDE, _TALL = 210, 297
_AROUND = 12
_BETWEEN = 14
_SETTLES_MS = 80
Find = Callable[[int, int], PageImage | None]


class PageStrip(QWidget):
    """Paints pages. While a page is being made its old picture is shown, or white paper."""

    scrolled = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.fetch_page: Find = lambda _page, _dots: None
        self._sheet = Sheet()
        self._span = 2
        self._room = QSize(300, 300)
        self._fill_width = False
        self._drawn: dict[tuple[str, int], tuple[int, QPixmap]] = {}
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLES_MS)
        self._settle.timeout.connect(self.fetch)

    def show_sheet(self, sheet: Sheet) -> None:
        """Show these pages."""
        if sheet.key != self._sheet.key:
            self._drawn = {k: v for k, v in self._drawn.items() if k[0] == sheet.key}
        self._sheet, self._span = sheet, sheet.span
        self.setAccessibleName(f"{sheet.title}, {_pages_said(sheet)}")
        self.fit(self._room, fill_width=self._fill_width)
        self.fetch()

    def fit(self, room: QSize, *, fill_width: bool) -> None:
        """Take the room there is: whole pages, or as wide as it goes and scrolling."""
        self._room, self._fill_width = room, fill_width
        page = self._page_size()
        self.setMinimumHeight(page.height() + 2 * _AROUND if fill_width else 0)
        self._settle.start()
        self.update()

    def fetch(self) -> None:
        """Ask for the pages at the dots they are shown in."""
        self._settle.stop()
        dots = self._dots()
        for page in self._shown():
            key = (self._sheet.key, page)
            if self._sheet.key and self._drawn.get(key, (0,))[0] != dots:
                found = self.fetch_page(page, dots)
                if found is not None:
                    self._drawn[key] = (dots, QPixmap.fromImage(picture(found)))
        self.update()

    def shown_dots(self) -> tuple[int, ...]:
        """How fine each page shown is now; 0 where it is still being made."""
        return tuple(self._drawn.get((self._sheet.key, page), (0,))[0] for page in self._shown())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if way is None:
            super().keyPressEvent(event)
        else:
            self.scrolled.emit(way)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        size, pages = self._page_size(), self._shown()
        left = (self.width() - len(pages) * size.width() - (len(pages) - 1) * _BETWEEN) // 2
        for page in pages:
            area = QRect(left, _AROUND, size.width(), size.height())
            painter.fillRect(area, QColor("white"))
            drawn = self._drawn.get((self._sheet.key, page))
            if drawn is not None:
                self._paint(painter, area, *drawn)
            painter.setPen(painting.pen("edge"))
            painter.drawRect(area.adjusted(0, 0, -1, -1))
            left += size.width() + _BETWEEN
        painter.end()

    def _paint(self, painter: QPainter, area: QRect, dots: int, page: QPixmap) -> None:
        """A picture of the right fineness goes dot for dot; an old one is stretched meanwhile."""
        ratio = self.devicePixelRatioF()
        if dots == self._dots():
            size = QRectF(0, 0, page.width() / ratio, page.height() / ratio)
            painter.drawPixmap(QRectF(area.x(), area.y(), size.width(), size.height()), page, page.rect())
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(area, page)

    def _shown(self) -> tuple[int, ...]:
        last = min(self._sheet.page + self._span - 1, self._sheet.pages)
        return tuple(range(self._sheet.page, last + 1))

    def _dots(self) -> int:
        """Dots an inch at which a page is just as wide as its place, in the screen's own dots."""
        return max(int(self._page_size().width() * self.devicePixelRatioF() * 254 / (_WIDE * 10)), 24)

    def _page_size(self) -> QSize:
        wide = (self._room.width() - 2 * _AROUND - (self._span - 1) * _BETWEEN) // self._span
        if not self._fill_width:
            wide = min(wide, (self._room.height() - 2 * _AROUND) * _WIDE // _TALL)
        wide = max(wide, 60)
        return QSize(wide, wide * _TALL // _WIDE)


class SheetPanel(QFrame):
    """The pages with their caption and arrows; or, for an issued paper, its lock and its copies."""

    turned = Signal(int)
    span_wanted = Signal(int)
    copy_wanted = Signal()
    print_copy_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.strip = PageStrip()
        self._span = 2
        self._at = ("", 1)
        self._small = False
        self._area = scrolls_down(self.strip)
        self.strip.setAutoFillBackground(False)
        self.empty = EmptyState("", stair=False)
        self.message = MessagePanel()
        self.locked = Notice("", tone=Tone.QUIET, icon="lock")
        self.held_back = Notice("", tone=Tone.STOP)
        self.save_copy = self.locked.add_choice("Save a copy", icon="folder")
        self.print_copy = self.locked.add_choice("Print a copy", icon="print")
        self.back = self.locked.add_choice("Back to this review", icon="arrow-left", hint="Esc")
        self.caption = Label("", Role.LABEL, weight=SEMIBOLD, wrap=True)
        self.working = Label("", Role.LABEL, "ink2")
        self.span = SegmentedBar("Pages side by side", [("2", "Two pages"), ("1", "One page")], small=True)
        self.earlier = IconButton("Previous page", "chevron-left", hint="PgUp", small=True)
        self.later = IconButton("Next page", "chevron-right", hint="PgDn", small=True)
        self._wire()
        self._lay_out()
        self._area.viewport().installEventFilter(self)

    def show_sheet(self, sheet: Sheet) -> None:
        """Show a paper, or say why there is none."""
        if (sheet.title, sheet.page) != self._at:
            self._area.verticalScrollBar().setValue(0)
        self._at, self._span = (sheet.title, sheet.page), sheet.span
        self.locked.setVisible(bool(sheet.locked))
        if sheet.locked:
            self.locked.set_words(sheet.title, sheet.locked)
        self.held_back.setVisible(bool(sheet.held_back))
        if sheet.held_back:
            self.held_back.set_words("These pages may be looked at, and may not go out", sheet.held_back)
        if sheet.problem is not None:
            self.empty.set_words(*sheet.problem)
        self.empty.setVisible(sheet.problem is not None)
        self._area.setVisible(sheet.problem is None and sheet.message is None)
        self.message.show_message(sheet.message)
        for part in (self.save_copy, self.print_copy, self.earlier, self.later):
            part.setVisible(sheet.message is None)
        self.span.setVisible(not self._small and sheet.message is None)
        self.strip.show_sheet(sheet)
        said = sheet.message is None and sheet.pages
        self.caption.setText(f"{sheet.title}, {_pages_said(sheet)}" if said else sheet.title)
        self.span.set_value(str(sheet.span))
        self.earlier.setEnabled(sheet.page > 1)
        self.later.setEnabled(sheet.page + sheet.span <= sheet.pages)
        self._fit()

    def set_small(self, *, small: bool) -> None:
        """On a small window a page is as wide as its place, and scrolls."""
        self._small = small
        self.span.setVisible(not small and not self.message.isVisibleTo(self))
        self.back.set_words("Back" if small else "Back to this review")
        self.back.set_hint("" if small else "Esc")
        self._fit()

    def say_working(self, words: str) -> None:
        """What is being done, or nothing."""
        self.working.setText(words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painting.box(painter, self.rect(), ground="rail", edge="line", radius=8)
        painter.end()

    def _scroll(self, way: int) -> None:
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.value() + way * bar.pageStep() // 4)

    def _fit(self) -> None:
        room = self._area.viewport().size()
        self.strip.fit(room, fill_width=self._small or self._span == 1)

    def _wire(self) -> None:
        self.strip.scrolled.connect(self._scroll)
        self.earlier.clicked.connect(lambda: self.turned.emit(-1))
        self.later.clicked.connect(lambda: self.turned.emit(1))
        self.span.chosen.connect(lambda value: self.span_wanted.emit(int(value)))
        self.save_copy.clicked.connect(self.copy_wanted)
        self.print_copy.clicked.connect(self.print_copy_wanted)
        self.back.clicked.connect(self.back_wanted)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.caption, 1)
        foot.addWidget(self.working)
        for part in (self.span, self.earlier, self.later):
            foot.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 8)
        column.setSpacing(6)
        column.addWidget(self.locked)
        column.addWidget(self.held_back)
        column.addWidget(self._area, 1)
        column.addWidget(self.empty, 1)
        column.addWidget(self.message, 1)
        column.addLayout(foot)


def _pages_said(sheet: Sheet) -> str:
    """ "page 1 of 2", "pages 1 and 2 of 3", with "no pages yet" while they are made."""
    if not sheet.pages:
        return "no pages yet"
    last = min(sheet.page + sheet.span - 1, sheet.pages)
    if last == sheet.page:
        return f"page {sheet.page} of {sheet.pages}"
    return f"pages {sheet.page} and {last} of {sheet.pages}"
