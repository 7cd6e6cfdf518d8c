"""The strokes of the stepped chart: flat treads, straight drops, baseline always nought."""

from functools import lru_cache

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap, QPolygonF

from pharmreview.domain.digits import plain
from ui.screens.taper.chart.chart_model import Chart, Tread
from ui.screens.taper.chart.placing import Placed
from ui.theme.active import colour
from ui.theme.tokens import BOLD, MEDIUM, SEMIBOLD, Role
from ui.widgets.marks.painting import face, line_height, width_of

_LEFT = 40
_MARK = 6
_RIGHT = 14
_TOP = 22
_LOW_LINES = 11
_LABEL_GAP = 4
_FLAT_LINES = 4
_TODAY = "Today"
_PAUSE = "Pause"
_WIDEST_LABEL_ROOM = 64
MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def plot_area(whole: QRectF) -> QRectF:
    """Where the treads are drawn, within the whole chart. A low chart has its years beside the months."""
    line = line_height(Role.LABEL)
    foot = (1 if is_low(whole) else 2) * line + 8
    top = line + 6 if is_low(whole) else _TOP + line
    return whole.adjusted(_LEFT, top, -_RIGHT, -foot)


def is_low(whole: QRectF) -> bool:
    """True where there is no room for a second line of words under the axis."""
    return whole.height() < _LOW_LINES * line_height(Role.LABEL)


@lru_cache(maxsize=16)
def _diamond(edge: str, ground: str, ratio: float) -> QPixmap:
    """The mark of a step under the axis, drawn once: painting it as often as there are steps takes long."""
    side = round(2 * _MARK * ratio)
    mark = QPixmap(side, side)
    mark.setDevicePixelRatio(ratio)
    mark.fill(Qt.GlobalColor.transparent)
    painter = QPainter(mark)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(edge), 1.4))
    painter.setBrush(QColor(ground))
    ends = ((-4, 0), (0, -4), (4, 0), (0, 4))
    painter.drawConvexPolygon(QPolygonF([QPointF(_MARK + x, _MARK + y) for x, y in ends]))
    painter.end()
    return mark


class Drawing(Placed):
    """One painting of one chart."""

    def __init__(self, painter: QPainter, chart: Chart, whole: QRectF) -> None:
        super().__init__(chart, plot_area(whole))
        self._painter = painter
        self._low = is_low(whole)
        self._flat = self._area.height() < _FLAT_LINES * line_height(Role.LABEL)

    def draw(self) -> None:
        """Paint everything, the ground first."""
        self._grid()
        self._areas()
        self._pauses()
        self._lines()
        self._painter.setClipRect(self._area.adjusted(0, -self._area.top(), _RIGHT, 4))
        self._beside()
        self._treads()
        self._other()
        self._labels()
        self._asked()
        self._painter.setClipping(False)
        self._today()
        self._axis()

    def _write(
        self, x: float, y: float, words: str, token: str, weight: int, role: Role = Role.LABEL
    ) -> None:
        self._painter.setFont(face(role, weight))
        self._painter.setPen(colour(token))
        self._painter.drawText(QPointF(x, y), words)

    def _stroke(self, token: str, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> None:
        made = QPen(colour(token), width, style)
        made.setCapStyle(Qt.PenCapStyle.FlatCap)
        made.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        self._painter.setPen(made)

    def _grid(self) -> None:
        ascent = line_height(Role.LABEL) / 3
        free = self._area.bottom() + line_height(Role.LABEL)
        for level in self._chart.grid:
            y = self._height(level)
            self._stroke("line", 1)
            self._painter.drawLine(QPointF(self._area.left(), y), QPointF(self._area.right(), y))
            if y > free - line_height(Role.LABEL):
                continue
            free = y
            words = plain(level)
            self._write(
                self._area.left() - 8 - width_of(words, Role.LABEL, MEDIUM), y + ascent, words, "ink2", MEDIUM
            )
        if not self._low:
            self._write(4, line_height(Role.LABEL), self._chart.head, "ink2", MEDIUM)

    def _areas(self) -> None:
        self._painter.setPen(Qt.PenStyle.NoPen)
        for tread in self._chart.treads:
            chosen = tread.step == self._chart.chosen
            self._painter.fillRect(self._column(tread), colour("past" if tread.taken or chosen else "tint"))

    def _pauses(self) -> None:
        free = 0.0
        for pause in self._chart.pauses:
            left, right = self._at(pause.start), self._at(pause.end)
            box = QRectF(left, self._area.top() - 4, right - left, self._area.bottom() - self._area.top() + 4)
            self._painter.fillRect(box, colour("hatchbg"))
            self._painter.setPen(Qt.PenStyle.NoPen)
            self._painter.setBrush(QBrush(colour("hatch"), Qt.BrushStyle.BDiagPattern))
            self._painter.drawRect(box)
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._stroke("ink2", 1, Qt.PenStyle.DashLine)
            self._painter.drawRect(box)
            for words in (pause.words, _PAUSE):
                width = width_of(words, Role.LABEL, SEMIBOLD)
                x = self._beside_today((left + right) / 2, width)
                if free <= x and x + width <= self._area.right() + _RIGHT:
                    self._write(x, self._area.top() - 8, words, "ink", SEMIBOLD)
                    free = x + width + 8
                    break

    def _beside_today(self, centre: float, width: float) -> float:
        """Where words over a pause begin: over its middle, but clear of the word Today."""
        x = min(max(centre - width / 2, 0.0), self._area.right() - width)
        today = self._at(self._chart.today)
        after = today + 4 + width_of(_TODAY, Role.LABEL, SEMIBOLD) + 8
        if x >= after or x + width <= today - 6:
            return x
        return after if centre >= today else today - 6 - width

    def _lines(self) -> None:
        right = self._area.right()
        if self._chart.high_line is not None:
            y = self._height(self._chart.high_line.dose)
            self._stroke("ink3", 1, Qt.PenStyle.DotLine)
            self._painter.drawLine(QPointF(self._area.left(), y), QPointF(right, y))
            words = "" if self._flat else self._chart.high_line.words
            self._write(right - width_of(words, Role.LABEL, MEDIUM), y - _LABEL_GAP, words, "ink2", MEDIUM)
        if self._chart.aim is not None and self._chart.aim.dose > 0:
            y = self._height(self._chart.aim.dose)
            self._stroke("accent", 1.6, Qt.PenStyle.DotLine)
            self._painter.drawLine(QPointF(self._area.left(), y), QPointF(right, y))
            words = "" if self._flat else self._chart.aim.words
            below = y + line_height(Role.LABEL)
            width = width_of(words, Role.LABEL, SEMIBOLD)
            room = right - self._at(self._chart.treads[-1].start) > width + _WIDEST_LABEL_ROOM
            asked = self._chart.asked
            begins = self._chart.today if asked is None else max(asked, self._chart.today)
            x = right - width if room else self._at(begins) + 6
            if room or self._clear(x, x + width, y):
                self._write(x, below, words, "accent", SEMIBOLD)

    def _clear(self, left: float, right: float, y: float) -> bool:
        """Whether words below a height run into no dose that is written under its tread."""
        over = (t for t in self._chart.treads if self._at(t.start) < right and self._at(t.end) > left)
        return all(self._height(t.dose) + 2 * line_height(Role.LABEL) <= y + 4 for t in over)

    def _treads(self) -> None:
        self._stroke("accent", 2)
        self._painter.drawPolyline(self._stair(self._chart.treads))
        for tread in self._chart.treads:
            if tread.step == self._chart.chosen:
                self._stroke("accent", 5)
                y = self._height(tread.dose)
                self._painter.drawLine(QPointF(self._at(tread.start), y), QPointF(self._at(tread.end), y))

    def _other(self) -> None:
        if self._chart.other:
            self._stroke("ink", 1.8, Qt.PenStyle.DotLine)
            self._painter.drawPolyline(self._stair(self._chart.other))

    def _beside(self) -> None:
        """The plan held against this one, with the letters of both where they first part."""
        chart = self._chart
        if not chart.beside:
            return
        self._stroke("plum", 1.8, Qt.PenStyle.DashLine)
        self._painter.drawPolyline(self._stair(chart.beside))
        apart = [
            (on, mine, other)
            for on in {t.start for t in (*chart.treads, *chart.beside)}
            if (mine := chart.dose_on(on)) is not None
            and (other := next((t.dose for t in chart.beside if t.start <= on < t.end), None)) is not None
            and mine != other
        ]
        if not apart:
            return
        on, mine, other = max(apart, key=lambda each: (abs(each[1] - each[2]), each[0]))
        room = abs(self._height(mine) - self._height(other)) > line_height(Role.LABEL)
        for letter, dose, token in (("A", mine, "accent"), ("B", other, "plum")):
            if room or dose == max(mine, other):
                self._write(self._at(on) + 3, self._height(dose) - _LABEL_GAP, letter, token, BOLD)

    def _asked(self) -> None:
        """The day that was asked about: a thin line down from its dose, and the dose."""
        on = self._chart.asked
        dose = None if on is None else self._chart.dose_on(on)
        if on is None or dose is None:
            return
        x, y = self._at(on), self._height(dose)
        self._stroke("ink2", 1, Qt.PenStyle.DashDotLine)
        self._painter.drawLine(QPointF(x, y), QPointF(x, self._area.bottom()))
        self._painter.setBrush(colour("surface"))
        self._stroke("ink", 1.6)
        self._painter.drawEllipse(QPointF(x, y), 4, 4)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)

    def _stair(self, treads: tuple[Tread, ...]) -> QPolygonF:
        points = []
        for tread in treads:
            y = self._height(tread.dose)
            points += [QPointF(self._at(tread.start), y), QPointF(self._at(tread.end), y)]
        return QPolygonF(points)

    def _labels(self) -> None:
        free = 0.0
        for tread in self._chart.treads:
            if self._flat and tread.step != self._chart.chosen:
                continue  # there is no room under a tread: the table has every dose
            width = width_of(tread.label, Role.LABEL, BOLD)
            begins = self._at(tread.start)
            centre = begins + min(self._at(tread.end) - begins, _WIDEST_LABEL_ROOM) / 2
            left = centre - width / 2
            if not tread.label or (left < free and tread.step != self._chart.chosen):
                continue
            tread_y = self._height(tread.dose)
            below = tread_y + line_height(Role.LABEL) + 1
            y = below if below <= self._area.bottom() - _LABEL_GAP else tread_y - _LABEL_GAP - 1
            self._write(left, y, tread.label, "ink", BOLD)
            free = left + width + 6

    def _today(self) -> None:
        x = self._at(self._chart.today)
        self._stroke("ink", 1.6)
        self._painter.drawLine(QPointF(x, self._area.top() - 16), QPointF(x, self._area.bottom()))
        self._write(x + 4, self._area.top() - 8, _TODAY, "ink", SEMIBOLD)

    def _axis(self) -> None:
        base = self._area.bottom()
        self._stroke("edge", 1)
        self._painter.drawLine(QPointF(self._area.left(), base), QPointF(self._area.right(), base))
        self._month_names(base + line_height(Role.LABEL) + 3)
        mark = _diamond(
            colour("accent").name(), colour("surface").name(), self._painter.device().devicePixelRatio()
        )
        for on in self._chart.reviews:
            self._painter.drawPixmap(QPointF(self._at(on) - _MARK, base - _MARK), mark)

    def _month_names(self, y: float) -> None:
        free, base = self._area.left(), self._area.bottom()
        year_shown = 0
        begins = [self._at(first) for first in self._chart.months]
        self._stroke("edge", 1)
        self._painter.drawLines([QLineF(x, base, x, base + 4) for x in begins])
        for first, x in zip(self._chart.months, begins, strict=True):
            words = MONTH_NAMES[first.month - 1]
            new_year = first.year != year_shown
            if new_year and self._low:
                words = f"{words} {first.year}"
            width = width_of(words, Role.LABEL, MEDIUM)
            if x + 4 < free or x + 4 + width > self._area.right() + _RIGHT:
                continue
            self._write(x + 4, y, words, "ink2", MEDIUM)
            free = x + 4 + width + 8
            year_shown = first.year
            if new_year and not self._low:
                self._write(x + 4, y + line_height(Role.LABEL), str(first.year), "ink", SEMIBOLD)
                free = max(free, x + 4 + width_of(str(first.year), Role.LABEL, SEMIBOLD) + 6)
