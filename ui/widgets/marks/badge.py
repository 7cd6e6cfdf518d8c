"""Tier badges: a shape and a word, never a colour alone."""

from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.active import colour, current_theme
from ui.theme.tokens import RADIUS_BADGE, SEMIBOLD, Role
from ui.widgets.marks import painting


class Tier(StrEnum):
    """What a badge can say: the values are those of a person's tier. Incomplete is not a kind of Low."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    REFER_FIRST = "refer"
    INCOMPLETE = "incomplete"


class _Look(NamedTuple):
    word: str
    ground: str
    ink: str
    edge: str
    width: int = 1
    dashed: bool = False


_LOOKS = {
    Tier.HIGH: _Look("High", "highbg", "highink", "highbg"),
    Tier.MEDIUM: _Look("Medium", "medbg", "medink", "medline"),
    Tier.LOW: _Look("Low", "lowbg", "lowink", "edge"),
    Tier.REFER_FIRST: _Look("Refer first", "surface", "plum", "plum", 2),
    Tier.INCOMPLETE: _Look("Incomplete", "surface", "ink", "edge", 1, dashed=True),
}
_SIGN = 12
_PAD = 7
_GAP = 5


def badge_word(tier: Tier) -> str:
    """The word on the badge."""
    return _LOOKS[tier].word


def badge_size(tier: Tier) -> QSize:
    """The room a badge needs."""
    theme = current_theme()
    width = (
        _PAD + theme.px(_SIGN) + _GAP + painting.width_of(_LOOKS[tier].word, Role.LABEL, SEMIBOLD) + _PAD + 2
    )
    return QSize(width, theme.px(22))


def paint_badge(painter: QPainter, area: QRect, tier: Tier) -> None:
    """The badge at its own size, at the left of the area, centred up and down."""
    size = badge_size(tier)
    room = QRect(area.x(), area.y() + (area.height() - size.height()) // 2, size.width(), size.height())
    look = _LOOKS[tier]
    painting.box(
        painter,
        room,
        ground=look.ground,
        edge=look.edge,
        radius=RADIUS_BADGE,
        width=look.width,
        dashed=look.dashed,
    )
    side = current_theme().px(_SIGN)
    shape = QRectF(room.x() + _PAD, room.y() + (room.height() - side) / 2, side, side)
    _paint_shape(painter, tier, shape, look.ink)
    start = round(shape.right()) + _GAP
    text = QRect(start, room.y(), room.right() - start + 1, room.height())
    painting.words(painter, text, look.word, look.ink, Role.LABEL, SEMIBOLD)


def _paint_shape(painter: QPainter, tier: Tier, room: QRectF, token: str) -> None:
    if tier is Tier.REFER_FIRST:
        painting.sign(painter, "arrow-right", room, token)
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    middle, side = room.center(), room.width()
    painter.setPen(painting.pen(token, 1.2))
    painter.setBrush(colour(token))
    if tier is Tier.HIGH:
        top, low, wide = side * 0.36, side * 0.34, side * 0.42
        corners = [(0.0, -top), (wide, low), (-wide, low)]
        painter.drawPolygon(QPolygonF([middle + QPointF(x, y) for x, y in corners]))
    elif tier is Tier.MEDIUM:
        reach = side * 0.38
        corners = [(0.0, -reach), (reach, 0.0), (0.0, reach), (-reach, 0.0)]
        painter.drawPolygon(QPolygonF([middle + QPointF(x, y) for x, y in corners]))
    elif tier is Tier.LOW:
        painter.drawEllipse(middle, side * 0.22, side * 0.22)
    else:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(painting.pen(token, 1.4))
        painter.drawEllipse(middle, side * 0.24, side * 0.24)
    painter.restore()


class TierBadge(QWidget):
    """One tier, as its shape and word. `set_tier` changes it."""

    def __init__(self, tier: Tier = Tier.INCOMPLETE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._tier = tier
        self.set_tier(tier)

    def tier(self) -> Tier:
        """The tier shown."""
        return self._tier

    def set_tier(self, tier: Tier) -> None:
        """Show another tier."""
        self._tier = tier
        self.setAccessibleName(f"Tier: {badge_word(tier)}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return badge_size(self._tier)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_badge(painter, self.rect(), self._tier)
        painter.end()
