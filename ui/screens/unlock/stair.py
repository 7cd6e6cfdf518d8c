"""The still stair beside the door: steps down, with one landing."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.active import colour
from ui.theme.tokens import BOLD, REGULAR, Role
from ui.widgets.marks import painting

_STEPS = ((0.0, 0.0), (0.157, 0.24), (0.321, 0.48), (0.486, 0.67), (0.721, 0.84), (0.886, 1.0))
_LANDING = 3
_SIDE = 56


class StairPanel(QWidget):
    """The product's name, what it stands for, and the stair. Nothing in it is pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("PharmReview. Start with the person. Go at their pace.")

    def sizeHint(self) -> QSize:
        return QSize(560, 600)

    def minimumSizeHint(self) -> QSize:
        return QSize(280, 300)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), colour("band"))
        self._stair(painter)
        self._words(painter)
        painter.end()

    def _stair(self, painter: QPainter) -> None:
        top, drop = self.height() * 0.552, self.height() * 0.197
        points = self._corners(top, drop)
        below = QPolygonF([*points, QPointF(self.width(), self.height()), QPointF(0, self.height())])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(mixed(colour("bandink"), colour("band"), 0.08))
        painter.drawPolygon(below)
        left, right = self._across(_LANDING - 1) + self.width() * 0.08, self._across(_LANDING + 1)
        level = top + drop * _STEPS[_LANDING][1]
        faint = QColor(colour("band2"))
        faint.setAlpha(70)
        painter.setBrush(QBrush(faint, Qt.BrushStyle.BDiagPattern))
        landing = self._across(_LANDING)
        painter.drawRect(QRectF(max(left, landing), level, right - max(left, landing), self.height() - level))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        line = QPen(mixed(colour("band2"), colour("band"), 0.8), 4)
        line.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(line)
        painter.drawPolyline(QPolygonF(points))
        painter.setPen(QPen(colour("focusout"), 3))
        painter.setBrush(colour("band"))
        painter.drawEllipse(QPointF(self._across(1), top + drop * _STEPS[1][1]), 6, 6)

    def _across(self, place: int) -> float:
        return self.width() * _STEPS[place][0]

    def _corners(self, top: float, drop: float) -> list[QPointF]:
        points = []
        for place, (_, down) in enumerate(_STEPS):
            y = top + drop * down
            after = self._across(place + 1) if place + 1 < len(_STEPS) else float(self.width())
            points += [QPointF(self._across(place), y), QPointF(after, y)]
        return points

    def _words(self, painter: QPainter) -> None:
        side = min(_SIDE, self.width() // 10)
        room = self.width() - 2 * side
        down = round(self.height() * 0.15)
        sign = QRectF(side, down, 34, 34)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(mixed(colour("band2"), colour("band"), 0.8))
        painter.drawRoundedRect(sign, 7, 7)
        painting.sign(painter, "stair", sign.adjusted(6, 6, -6, -6), "band")
        self._line(painter, side + 46, down + 24, "PharmReview", "bandink", Role.PATIENT_BODY, BOLD)
        small = room < 330
        big = Role.PATIENT_LARGE if small else Role.PATIENT_GOAL
        down += 96
        for words in ("Start with the person.", "Go at their pace."):
            self._line(painter, side, down, words, "bandink", big, BOLD)
            down += painting.line_height(big) + 6
        quiet = "Opioid reviews and slow, pausable plans, one medicine at a time."
        area = QRectF(side, down - 24, min(room, 360), 60).toRect()
        painting.words(painter, area, quiet, "band2", Role.SECTION, REGULAR, painting.WRAPPED)

    def _line(
        self, painter: QPainter, x: int, y: int, words: str, tone: str, role: Role, weight: int
    ) -> None:
        painter.setFont(painting.face(role, weight))
        painter.setPen(colour(tone))
        painter.drawText(QPointF(x, y), words)


def mixed(front: QColor, ground: QColor, share: float) -> QColor:
    """The ground with a share of the front colour in it."""
    kept = 1 - share
    return QColor.fromRgbF(
        share * front.redF() + kept * ground.redF(),
        share * front.greenF() + kept * ground.greenF(),
        share * front.blueF() + kept * ground.blueF(),
    )
