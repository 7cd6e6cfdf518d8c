"""Strokes shared by everything that paints itself."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QFontMetricsF,
    QImage,
    QPainter,
    QPen,
    QStaticText,
    QTextOption,
    QTransform,
)
from PySide6.QtWidgets import QWidget

from ui.theme.active import colour, current_theme
from ui.theme.fonts import even_font_of, font_of
from ui.theme.icons import draw_icon
from ui.theme.tokens import RADIUS_FIELD, Role, Theme
from ui.widgets.marks.breaking import drawn

if TYPE_CHECKING:
    from pharmreview.domain.paper import PageImage

CENTRED = Qt.AlignmentFlag.AlignCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap


EVEN = -1
"""In place of a weight: even letters, for text shown as a file holds it."""


def picture(page: PageImage) -> QImage:
    """A page as a picture that owns its pixels."""
    made = QImage(page.pixels, page.width, page.height, page.width * 4, QImage.Format.Format_RGBA8888)
    return made.copy()


def face(role: Role, weight: int | None = None) -> QFont:
    """The typeface for a role in the theme in use."""
    return _face(current_theme(), role, weight)


def _face(theme: Theme, role: Role, weight: int | None) -> QFont:
    return even_font_of(theme, role) if weight == EVEN else font_of(theme, role, weight)


def width_of(words: str, role: Role, weight: int | None = None) -> int:
    """How wide the words are on one line, in pixels."""
    return _width(current_theme(), words, role, weight)


@lru_cache(maxsize=8192)
def _width(theme: Theme, words: str, role: Role, weight: int | None) -> int:
    return QFontMetrics(_face(theme, role, weight)).horizontalAdvance(words)


def line_height(role: Role) -> int:
    """The height of one line of the role's text, in pixels."""
    return _line(current_theme(), role)


@lru_cache(maxsize=64)
def _line(theme: Theme, role: Role) -> int:
    return QFontMetrics(_face(theme, role, None)).height()


def wrapped_height(words: str, width: int, role: Role, weight: int | None = None) -> int:
    """How tall the words are when wrapped into a width, in pixels."""
    return _height(current_theme(), words, width, role, weight)


@lru_cache(maxsize=8192)
def _height(theme: Theme, words: str, width: int, role: Role, weight: int | None) -> int:
    room = QRect(0, 0, max(width, 1), 100_000)
    return QFontMetrics(_face(theme, role, weight)).boundingRect(room, int(WRAPPED), drawn(words)).height()


def pen(token: str, width: float = 1.0, *, dashed: bool = False) -> QPen:
    """A pen in a token's colour."""
    made = QPen(colour(token), width)
    made.setCapStyle(Qt.PenCapStyle.FlatCap if dashed else Qt.PenCapStyle.RoundCap)
    made.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dashed:
        made.setDashPattern([3.0, 2.5])
    return made


def box(
    painter: QPainter,
    area: QRect,
    *,
    ground: str = "",
    edge: str = "",
    radius: float = 0.0,
    width: float = 1.0,
    dashed: bool = False,
) -> None:
    """A flat rounded box whose border lies wholly inside the area. No token given paints nothing there."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen(edge, width, dashed=dashed) if edge else Qt.PenStyle.NoPen)
    painter.setBrush(colour(ground) if ground else Qt.BrushStyle.NoBrush)
    inset = width / 2 if edge else 0.0
    painter.drawRoundedRect(QRectF(area).adjusted(inset, inset, -inset, -inset), radius, radius)
    painter.restore()


def words(
    painter: QPainter,
    area: QRect,
    text: str,
    token: str,
    role: Role,
    weight: int | None = None,
    how: Qt.AlignmentFlag | Qt.TextFlag | int = LEFT,
) -> None:
    """Words in a role's type and a token's colour."""
    painter.setFont(face(role, weight))
    painter.setPen(colour(token))
    painter.drawText(area, int(how), drawn(text))


def put(
    painter: QPainter,
    place: QPointF,
    text: str,
    token: str,
    role: Role,
    weight: int | None = None,
    *,
    width: int = 0,
) -> None:
    """Words with their upper left corner at a place: laid out once, however often they are put.

    They stand on one line, or are wrapped into a width.
    """
    painter.setFont(face(role, weight))
    painter.setPen(colour(token))
    painter.drawStaticText(place, _laid_out(current_theme(), text, role, weight, width))


@lru_cache(maxsize=8192)
def _laid_out(theme: Theme, text: str, role: Role, weight: int | None, width: int) -> QStaticText:
    made = QStaticText(drawn(text))
    made.setTextFormat(Qt.TextFormat.PlainText)
    modes = QTextOption.WrapMode
    option = QTextOption()
    option.setWrapMode(modes.WordWrap if width else modes.NoWrap)
    made.setTextOption(option)
    if width:
        made.setTextWidth(width)
    made.prepare(QTransform(), _face(theme, role, weight))
    return made


def ascent(role: Role) -> float:
    """How far the role's letters rise over the line they stand on, in pixels."""
    return _ascent(current_theme(), role)


@lru_cache(maxsize=64)
def _ascent(theme: Theme, role: Role) -> float:
    return QFontMetricsF(_face(theme, role, None)).ascent()


def sign(painter: QPainter, name: str, area: QRectF | QRect, token: str) -> None:
    """A drawn sign in a token's colour."""
    draw_icon(painter, name, QRectF(area), colour(token).name())


def centred_square(area: QRect, side: int) -> QRectF:
    """The square of a given side in the middle of an area."""
    middle = QPointF(area.x() + area.width() / 2, area.y() + area.height() / 2)
    return QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)


def field_box(painter: QPainter, field: QWidget, wrong: bool) -> None:
    """The box of a field: dashed while it cannot be used, its edge heavy while something is wrong."""
    enabled = field.isEnabled()
    box(
        painter,
        field.rect(),
        ground="surface" if enabled else "raised",
        edge="stop" if wrong else "edge",
        radius=RADIUS_FIELD,
        width=2 if wrong else 1,
        dashed=not enabled,
    )
