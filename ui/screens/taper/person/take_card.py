"""What to take, in large type, with a mark to count for each tablet."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.screens.taper.panels.medicines_panel import scrolled
from ui.screens.taper.person.plain import Mark
from ui.screens.taper.person.shown import Take, TakeRow
from ui.theme.active import colour, current_theme
from ui.theme.tokens import BOLD, SEMIBOLD, Role
from ui.widgets.marks.label import Label, Rule, restyle
from ui.widgets.marks.painting import face, width_of
from ui.widgets.panels.card import Card, empty_out

_MARK, _SMALL_MARK = 54, 36
_MOST = 8


class Marks(QWidget):
    """A row of tablets, or patches; of very many the first, and how many more there are."""

    def __init__(self, row: TakeRow, *, small: bool) -> None:
        super().__init__()
        self._row = row
        self._side = current_theme().px(_SMALL_MARK if small else _MARK)
        self._shown = row.marks[:_MOST] if len(row.marks) <= _MOST else row.marks[: _MOST - 2]
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """One side a mark, and a gap between two."""
        gap = self._side // 6
        more = len(self._row.marks) - len(self._shown)
        extra = width_of(f"+ {more}", Role.PATIENT_SMALL, BOLD) + gap if more else 0
        return QSize(max(len(self._shown), 1) * (self._side + gap) + extra, self._side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Round tablets, halves cut down the middle, capsules lying down, square patches."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gap, x = self._side // 6, 0
        for mark in self._shown:
            self._mark(painter, QRectF(x + 1.5, 1.5, self._side - 3, self._side - 3), mark)
            x += self._side + gap
        more = len(self._row.marks) - len(self._shown)
        if more:
            painter.setFont(face(Role.PATIENT_SMALL, BOLD))
            painter.setPen(colour("ink"))
            painter.drawText(QRectF(x, 0, 80, self._side), Qt.AlignmentFlag.AlignVCenter, f"+ {more}")
        painter.end()

    def _mark(self, painter: QPainter, area: QRectF, mark: Mark) -> None:
        words = mark.words
        painter.setPen(QPen(colour("ink"), 2.5))
        painter.setBrush(colour("surface"))
        if self._row.patch:
            painter.drawRoundedRect(area, 6, 6)
        elif mark.capsule:
            _capsule(painter, area)
        elif mark.half:
            painter.drawChord(area, 90 * 16, 180 * 16)
            area = area.adjusted(0, 0, -area.width() / 2, 0)
        else:
            painter.drawEllipse(area)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for role in (Role.PATIENT_SMALL, Role.TABLE, Role.LABEL):
            if width_of(words, role, BOLD) <= area.width() - 6 or role is Role.LABEL:
                painter.setFont(face(role, BOLD))
                break
        painter.setPen(colour("ink"))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, words)


def _capsule(painter: QPainter, area: QRectF) -> None:
    """A capsule lying down, its left part shaded as the other half of its shell."""
    radius = area.height() * 0.3
    body = QRectF(area.left(), area.center().y() - radius, area.width(), 2 * radius)
    painter.drawRoundedRect(body, radius, radius)
    painter.save()
    painter.setClipRect(QRectF(body.left(), body.top() - 2, body.width() / 2, body.height() + 4))
    painter.setBrush(colour("past"))
    painter.drawRoundedRect(body, radius, radius)
    painter.restore()


class TakeCard(Card):
    """From a day on: time by time, then each day."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._told: tuple[Take | None, Take | None, bool] | None = None
        self.body.setSpacing(6)
        self._now = Label("", Role.PATIENT_SMALL, "ink2", wrap=True)
        self._told_too = Label("", Role.PATIENT_SMALL, weight=SEMIBOLD, wrap=True)
        self._from = Label("", Role.PATIENT_SMALL, "ink2")
        self._day = Label("", Role.PATIENT_LARGE, weight=BOLD, wrap=True)
        inside = QWidget()
        inside.setObjectName("scrollBody")
        self._rows = QVBoxLayout(inside)
        self._rows.setContentsMargins(0, 0, 4, 0)
        self._rows.setSpacing(4)
        self._each = Label("", Role.PATIENT_BODY)
        self._total = Label("", Role.PATIENT_BODY, weight=BOLD)
        self._was = Label("", Role.PATIENT_SMALL, "ink2")
        for part in (self._now, self._told_too, self._from, self._day):
            self.add(part)
        self.add(scrolled(inside, "What to take"), 1)
        self.add(Rule())
        foot = QHBoxLayout()
        foot.addWidget(self._each)
        foot.addStretch(1)
        foot.addWidget(self._total)
        foot.addWidget(self._was)
        self.body.addLayout(foot)

    def show_take(self, now: Take | None, coming: Take | None, *, small: bool) -> None:
        """Show what is taken now and from the next step on; without a next step, what is taken now."""
        if (now, coming, small) == self._told:
            return
        self._told = (now, coming, small)
        take = coming or now
        empty_out(self._rows)
        self.setVisible(take is not None)
        if take is None:
            return
        self._now.setText("" if now is None or coming is None else f"Now: {_said(now)}")
        worn = any(row.patch for row in take.rows)
        self._now.setVisible(bool(self._now.text()) and (worn or not small))
        self._told_too.setText(take.told)
        self._told_too.setVisible(bool(take.told))
        one_line = small and bool(take.day)
        self._from.setText(take.head)
        self._from.setVisible(not one_line)
        self._day.setText(f"{take.head} {take.day}" if one_line else take.day)
        self._day.setVisible(bool(take.day))
        self._day.setProperty("role", str(Role.PATIENT_BODY if small else Role.PATIENT_LARGE))
        restyle(self._day)
        for row in take.rows:
            self._rows.addWidget(Rule())
            self._rows.addWidget(_row(row, small=small))
        self._rows.addStretch(1)
        self._each.setText("Most in a day" if take.when_needed else "In all" if worn else "Each day")
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(*((14, 8, 14, 8) if small else (20, 12, 20, 12)))
        self._total.setText(take.each_day)
        self._was.setText(f"(now {take.now})" if take.now and not worn else "")


def _said(take: Take) -> str:
    return ", ".join(f"{row.when.lower()} {row.amount}" for row in take.rows)


def _row(row: TakeRow, *, small: bool) -> QWidget:
    made = QWidget()
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 2, 0, 2)
    line.setSpacing(12)
    when = Label(row.when, Role.PATIENT_SMALL if small else Role.PATIENT_BODY, weight=SEMIBOLD)
    when.setMinimumWidth(current_theme().px(74 if small else 92))
    middle = QVBoxLayout()
    middle.setSpacing(2)
    if row.marks:
        middle.addWidget(Marks(row, small=small))
    amount = Label(
        row.amount, Role.PATIENT_BODY if small else Role.PATIENT_LARGE, weight=BOLD, wrap=row.patch
    )
    line.addWidget(when)
    line.addLayout(middle, 1)
    if row.patch:  # a rate is long: it has a line of its own
        middle.addWidget(amount)
    else:
        line.addWidget(amount)
    middle.addWidget(Label(row.words, Role.PATIENT_SMALL, wrap=True))
    made.setAccessibleName(f"{row.when}: {row.words}, {row.amount}")
    return made
