"""A picture of the domain, painted in the colours of the theme; and a button that shows it large."""

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen, QPolygon
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from pharmreview.domain.review.pictures.shapes import HEIGHT, WIDTH, Disc, Picture, Tone, Words
from ui.theme.active import colour, current_theme
from ui.theme.tokens import BOLD, REGULAR, Role
from ui.widgets.marks import painting
from ui.widgets.marks.focus_ring import take_ring

_TOKENS = {
    Tone.INK: "ink",
    Tone.MAIN: "accent",
    Tone.SOFT: "tint",
    Tone.WARM: "words",
    Tone.FAINT: "line",
    Tone.PAPER: "surface",
}
_NARROWEST = 150
_SIDES = 14


def paint_picture(painter: QPainter, picture: Picture, area: QRect) -> None:
    """The picture in the middle of an area, as large as its shape allows."""
    scale = min(area.width() / WIDTH, area.height() / HEIGHT)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(
        area.x() + (area.width() - WIDTH * scale) / 2, area.y() + (area.height() - HEIGHT * scale) / 2
    )
    painter.scale(scale, scale)
    for shape in picture.shapes:
        if isinstance(shape, Words):
            _write(painter, shape)
            continue
        pen = QPen(Qt.PenStyle.NoPen)
        if shape.tone is not None:
            pen = QPen(colour(_TOKENS[shape.tone]), shape.width)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush if shape.fill is None else colour(_TOKENS[shape.fill]))
        if isinstance(shape, Disc):
            painter.drawEllipse(QPoint(*shape.at), shape.radius, shape.radius)
        elif shape.fill is not None:
            painter.drawPolygon(QPolygon([QPoint(*point) for point in shape.points]))
        else:
            painter.drawPolyline(QPolygon([QPoint(*point) for point in shape.points]))
    painter.restore()


def _write(painter: QPainter, words: Words) -> None:
    font = QFont(painting.face(Role.BODY, BOLD if words.bold else REGULAR))
    font.setPixelSize(words.size)
    painter.setFont(font)
    painter.setPen(colour(_TOKENS[words.tone]))
    width = QFontMetricsF(font).horizontalAdvance(words.text)
    painter.drawText(QPointF(words.at[0] - width / 2, words.at[1]), words.text)


class PictureButton(QAbstractButton):
    """A picture that is pressed to be shown large. What it says stands in its accessible description."""

    def __init__(self, picture: Picture, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = picture
        self.setAccessibleName(f"Show {picture.title} large")
        self.setAccessibleDescription(picture.alt)
        self.setToolTip("Show it large, to look at together")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        take_ring(self)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return (width - 2 * _SIDES) * HEIGHT // WIDTH + _SIDES

    def sizeHint(self) -> QSize:
        width = current_theme().px(_NARROWEST)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST, self.heightForWidth(_NARROWEST))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        ground = "tint" if self.underMouse() else "surface"
        painting.box(painter, self.rect(), ground=ground, edge="line", radius=6)
        inside = self.rect().adjusted(_SIDES, _SIDES // 2, -_SIDES, -_SIDES // 2)
        paint_picture(painter, self.picture, inside)
        painter.end()


class PictureView(QWidget):
    """A picture as large as there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture: Picture | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_picture(self, picture: Picture) -> None:
        """Show this picture."""
        self._picture = picture
        self.setAccessibleName(picture.title)
        self.setAccessibleDescription(picture.alt)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(480, 300)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 120)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._picture is None:
            return
        painter = QPainter(self)
        paint_picture(painter, self._picture, self.rect())
        painter.end()
