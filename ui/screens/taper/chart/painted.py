"""The strokes of the stepped chart: flat treads, straight drops, baseline always nought."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPolygonF

from ui.screens.taper.chart.axes import RIGHT, Axes
from ui.screens.taper.chart.chart_model import Chart, Tread
from ui.screens.taper.chart.placing import Flat, Stair
from ui.theme.active import colour
from ui.theme.tokens import BOLD, MEDIUM, SEMIBOLD, Role
from ui.widgets.marks.painting import line_height, width_of

_LABEL_GAP = 4
_FLAT_LINES = 4
_TODAY = "Today"
_PAUSE = "Pause"
_WIDEST_LABEL_ROOM = 64
_APART = 3
"""Half the room between two doses, in pixels."""
_DOT = 5
"""How far the dot on a day that is asked about reaches, in pixels."""
_CAPITALS = 0.7
"""How much of a line's height its figures fill."""
_CHOSEN = 5
"""How thick the tread of the chosen step is, in pixels."""


def _box(x: float, y: float, width: float) -> QRectF:
    """Where words stand that begin at a point of their baseline."""
    high = line_height(Role.LABEL) * _CAPITALS
    return QRectF(x - 1, y - high, width + 2, high + 1)


def _points(flats: Sequence[Flat]) -> QPolygonF:
    """The corners of a stair."""
    return QPolygonF([QPointF(x, y) for left, right, y in flats for x in (left, right)])


class Drawing(Axes):
    """One painting of one chart."""

    def __init__(self, painter: QPainter, chart: Chart, whole: QRectF) -> None:
        super().__init__(painter, chart, whole)
        self._flats = self._flat_of(chart.treads)
        self._points = _points(self._flats)
        self._stairs = [Stair(self._flat_of(one)) for one in (chart.treads, chart.other, chart.beside) if one]
        self._taken: list[QRectF] = []
        self._today_at = self._at(chart.today)
        asked = None if chart.asked is None else chart.dose_on(chart.asked)
        self._asked_at = (
            None if chart.asked is None or asked is None else (self._at(chart.asked), self._height(asked))
        )
        self._flat = self._area.height() < _FLAT_LINES * line_height(Role.LABEL)

    def draw(self) -> None:
        """Paint everything, the ground first."""
        self._grid()
        self._areas()
        self._pauses()
        self._lines()
        self._painter.setClipRect(self._area.adjusted(0, -self._area.top(), RIGHT, 4))
        self._beside()
        self._treads()
        self._other()
        self._labels()
        self._asked()
        self._painter.setClipping(False)
        self._today()
        self._axis()

    def _areas(self) -> None:
        """The ground under the treads: those taken and the chosen one darker."""
        base = self._area.bottom()
        whole = QPolygonF(self._points)
        whole.append(QPointF(self._flats[-1].right, base))
        whole.append(QPointF(self._flats[0].left, base))
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(colour("tint"))
        self._painter.drawPolygon(whole)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        for tread, (left, right, y) in zip(self._chart.treads, self._flats, strict=True):
            if tread.taken or tread.step == self._chart.chosen:
                self._painter.fillRect(QRectF(left, y, right - left, base - y), colour("past"))

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
                if free <= x and x + width <= self._area.right() + RIGHT:
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
            width = width_of(words, Role.LABEL, MEDIUM)
            for x in (right - width, *(self._at(p.start) - width - 6 for p in self._chart.pauses)):
                box = _box(x, y - _LABEL_GAP, width)
                if words and self._beside_pauses(x, x + width) and self._is_free(box):
                    self._write(x, y - _LABEL_GAP, words, "ink2", MEDIUM)
                    self._taken.append(box)
                    break
        if self._chart.aim is not None and self._chart.aim.dose > 0:
            y = self._height(self._chart.aim.dose)
            self._stroke("accent", 1.6, Qt.PenStyle.DotLine)
            self._painter.drawLine(QPointF(self._area.left(), y), QPointF(right, y))
            words = "" if self._flat else self._chart.aim.words
            width = width_of(words, Role.LABEL, SEMIBOLD)
            begins = self._aim_from(width, y) if words else None
            if begins is not None:
                self._write(begins, y + line_height(Role.LABEL), words, "accent", SEMIBOLD)
                self._taken.append(_box(begins, y + line_height(Role.LABEL), width))

    def _aim_from(self, width: float, y: float) -> float | None:
        """Where the words of the aim begin: at the right while there is room, else left of it; on no line and
        no pause, and where that can be clear of every dose. None where no place is.
        """
        chart, last = self._chart, self._area.right() - width
        days = [chart.today, *(p.end for p in chart.pauses), *(t.start for t in chart.treads)]
        days += [] if chart.asked is None else [chart.asked]
        begins = [last, *(x for on in days if self._area.left() < (x := self._at(on) + 6) <= last)]
        first = None
        for x in begins:
            box = _box(x, y + line_height(Role.LABEL), width)
            if self._beside_pauses(x, x + width) and self._is_free(box):
                if self._clear(x, x + width, y):
                    return x
                first = x if first is None else first
        return first

    def _is_free(self, box: QRectF) -> bool:
        """Whether words may stand here: on no stair, no other words, and no line down from a day."""
        if any(map(box.intersects, reversed(self._taken))) or box.left() <= self._today_at <= box.right():
            return False
        if self._asked_at is not None:
            x, y = self._asked_at
            if box.bottom() >= y - _DOT and box.left() - _DOT <= x <= box.right() + _DOT:
                return False
        return not any(stair.runs_through(box) for stair in self._stairs)

    def _beside_pauses(self, left: float, right: float) -> bool:
        """Whether words stand on no pause."""
        return all(self._at(p.end) <= left or right <= self._at(p.start) for p in self._chart.pauses)

    def _clear(self, left: float, right: float, y: float) -> bool:
        """Whether words below a height run into no dose that is written under its tread."""
        over = (flat for flat in self._flats if flat.left < right and flat.right > left)
        return all(flat.y + 2 * line_height(Role.LABEL) <= y + 4 for flat in over)

    def _treads(self) -> None:
        self._stroke("accent", 2)
        self._painter.drawPolyline(self._points)
        self._stroke("accent", _CHOSEN)
        for tread, (left, right, y) in zip(self._chart.treads, self._flats, strict=True):
            if tread.step == self._chart.chosen:
                self._painter.drawLine(QPointF(left, y), QPointF(right, y))

    def _other(self) -> None:
        if self._chart.other:
            self._stroke("ink", 1.8, Qt.PenStyle.DotLine)
            self._painter.drawPolyline(_points(self._flat_of(self._chart.other)))

    def _beside(self) -> None:
        """The plan held against this one, with the letters of both where they are furthest apart."""
        chart = self._chart
        if not chart.beside:
            return
        self._stroke("plum", 1.8, Qt.PenStyle.DashLine)
        self._painter.drawPolyline(_points(self._flat_of(chart.beside)))
        apart = chart.apart()
        if apart is None:
            return
        on, mine, other = apart
        room = abs(self._height(mine) - self._height(other)) > line_height(Role.LABEL)
        for letter, dose, token in (("A", mine, "accent"), ("B", other, "plum")):
            if room or dose == max(mine, other):
                self._write(self._at(on) + 3, self._height(dose) - _LABEL_GAP, letter, token, BOLD)

    def _asked(self) -> None:
        """The day that was asked about: a thin line down from its dose, and the dose."""
        if self._asked_at is None:
            return
        x, y = self._asked_at
        self._stroke("ink2", 1, Qt.PenStyle.DashDotLine)
        self._painter.drawLine(QPointF(x, y), QPointF(x, self._area.bottom()))
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter.setBrush(colour("surface"))
        self._stroke("ink", 1.6)
        self._painter.drawEllipse(QPointF(x, y), 4, 4)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _flat_of(self, treads: tuple[Tread, ...]) -> list[Flat]:
        return [Flat(self._at(t.start), self._at(t.end), self._height(t.dose)) for t in treads]

    def _labels(self) -> None:
        """The dose of each tread, the chosen one's first; the table has those that find no room."""
        both = list(zip(self._chart.treads, self._flats, strict=True))
        for tread, flat in sorted(both, key=lambda one: one[0].step != self._chart.chosen):
            chosen = tread.step == self._chart.chosen
            if not tread.label or (self._flat and not chosen):
                continue
            width = width_of(tread.label, Role.LABEL, BOLD)
            x, y = self._label_at(flat, width, must=chosen) or (None, 0.0)
            if x is not None:
                self._part_lines(_box(x, y, width), tread)
                self._write(x, y, tread.label, "ink", BOLD)
                self._taken.append(_box(x, y, width).adjusted(-_APART, 0, _APART, 0))

    def _label_at(self, flat: Flat, width: float, *, must: bool) -> tuple[float, float] | None:
        """Where a dose is written: under its tread, else over it, on no line; None where no place is."""
        under, over = flat.y + line_height(Role.LABEL) + 1, flat.y - _LABEL_GAP - 1
        centred = flat.left + min(flat.right - flat.left, _WIDEST_LABEL_ROOM) / 2 - width / 2
        beside = flat.left + _DOT
        places = [(centred, over), (beside, over)]
        if under <= self._area.bottom() - _LABEL_GAP:
            places = [(centred, under), (beside, under), (beside, over)]
        free = (place for place in places if self._is_free(_box(*place, width)))
        return next(free, (beside, over) if must else None)

    def _part_lines(self, words: QRectF, tread: Tread) -> None:
        """Part the dotted lines where a dose under or over its tread would stand on them."""
        chart = self._chart
        ground = colour("past" if tread.taken or tread.step == chart.chosen else "tint")
        if words.bottom() < self._height(tread.dose):
            ground = colour("surface")
        for line in (chart.high_line, chart.aim):
            if (
                line is not None
                and line.dose > 0
                and words.top() <= (y := self._height(line.dose)) <= words.bottom()
            ):
                self._painter.fillRect(QRectF(words.left(), y - 2, words.width(), 4), ground)

    def _today(self) -> None:
        x = self._at(self._chart.today)
        self._stroke("ink", 1.6)
        self._painter.drawLine(QPointF(x, self._area.top() - 16), QPointF(x, self._area.bottom()))
        self._write(x + 4, self._area.top() - 8, _TODAY, "ink", SEMIBOLD)
