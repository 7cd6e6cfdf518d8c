"""Buttons: a verb, sometimes a sign before it and its keys after it."""

from enum import StrEnum
from typing import NamedTuple, Self

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.theme.active import current_theme
from ui.theme.tokens import CONTROL, CONTROL_SMALL, MEDIUM, RADIUS_FIELD, SEMIBOLD, Role
from ui.widgets.marks import painting


class Kind(StrEnum):
    """How loudly a button speaks. A screen has one FILLED; DANGER is never the default."""

    FILLED = "filled"
    OUTLINE = "outline"
    QUIET = "quiet"
    DANGER = "danger"


class _Look(NamedTuple):
    ground: str
    edge: str
    ink: str
    hint: str


_SIGN = 17
_GAP = 8
_HINT_GAP = 10


class Button(QPushButton):
    """A button. `hint` is its keys in small type; `icon` the name of a drawn sign before the words."""

    def __init__(
        self,
        words: str,
        kind: Kind = Kind.OUTLINE,
        *,
        icon: str = "",
        hint: str = "",
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words, parent)
        self._kind = kind
        self._sign = icon
        self._hint = hint
        self._small = small
        self._action: QAction | None = None
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.set_words(words)

    @classmethod
    def for_action(
        cls, action: QAction, kind: Kind = Kind.OUTLINE, *, icon: str = "", small: bool = False
    ) -> Self:
        """A button that is a command of the action table: same words, keys, tip, tick and readiness."""
        button = cls(action.text(), kind, icon=icon, small=small)
        button.obey(action)
        return button

    def obey(self, action: QAction) -> None:
        """Stand for a command: press to trigger it, and follow its words, keys and readiness."""
        self._action = action
        self.setCheckable(action.isCheckable())
        self.clicked.connect(action.trigger)
        action.changed.connect(self._match_action)
        self._match_action()

    def _match_action(self) -> None:
        if self._action is None:
            return
        self.setEnabled(self._action.isEnabled())
        self.setChecked(self._action.isChecked())
        self.setToolTip(self._action.toolTip())
        self._hint = self._action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.set_words(self._action.text())

    def set_words(self, words: str) -> None:
        """Change the words, and the accessible name with them."""
        if words == self.text() and self.accessibleName():
            return
        self.setText(words)
        self.setAccessibleName(words.replace("&&", "\0").replace("&", "").replace("\0", "&"))
        self.updateGeometry()
        self.update()

    def set_hint(self, hint: str) -> None:
        """Change the keys shown after the words."""
        self._hint = hint
        self.updateGeometry()
        self.update()

    def set_kind(self, kind: Kind) -> None:
        """Change how loudly it speaks."""
        self._kind = kind
        self.updateGeometry()
        self.update()

    def set_icon_name(self, icon: str) -> None:
        """Change the sign before the words."""
        self._sign = icon
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        theme = current_theme()
        height = theme.px(CONTROL_SMALL if self._small else CONTROL)
        return QSize(self._content_width() + 2 * self._side_room(), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.isEnabled():
            self.click()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = self._look()
        painting.box(
            painter,
            self.rect(),
            ground=look.ground,
            edge=look.edge,
            radius=RADIUS_FIELD,
            dashed=not self.isEnabled() and self._kind is not Kind.QUIET,
        )
        self._paint_content(painter, look)
        painter.end()

    def _role(self) -> Role:
        return Role.TABLE if self._small else Role.BODY

    def _weight(self) -> int:
        return SEMIBOLD if self._kind is Kind.FILLED or self.isChecked() else MEDIUM

    def _shown_sign(self) -> str:
        return "tick" if self.isCheckable() and self.isChecked() else self._sign

    def _side_room(self) -> int:
        return 8 if self._kind is Kind.QUIET else (10 if self._small else 12)

    def _content_width(self) -> int:
        """The room for everything it may show: a button that can be ticked keeps room for its tick."""
        return self._words_width() + (self._sign_room() if self._sign or self.isCheckable() else 0)

    def _words_width(self) -> int:
        words = self.text().replace("&", "")
        width = painting.width_of(words, self._role(), SEMIBOLD if self.isCheckable() else self._weight())
        if self._hint:
            width += _HINT_GAP + painting.width_of(self._hint, Role.LABEL, MEDIUM)
        return width + 1

    def _sign_room(self) -> int:
        return current_theme().px(_SIGN) + _GAP

    def _paint_content(self, painter: QPainter, look: _Look) -> None:
        sign = self._shown_sign()
        shown = self._words_width() + (self._sign_room() if sign else 0)
        area = QRect(max((self.width() - shown) // 2, 4), 0, self.width(), self.height())
        if sign:
            side = current_theme().px(_SIGN)
            painting.sign(painter, sign, QRect(area.x(), (self.height() - side) // 2, side, side), look.ink)
            area.setLeft(area.x() + self._sign_room())
        flags = int(painting.LEFT) | int(Qt.TextFlag.TextShowMnemonic)
        painting.words(painter, area, self.text(), look.ink, self._role(), self._weight(), flags)
        if self._hint:
            words = self.text().replace("&", "")
            area.setLeft(area.x() + painting.width_of(words, self._role(), self._weight()) + _HINT_GAP)
            painting.words(painter, area, self._hint, look.hint, Role.LABEL, MEDIUM)

    def _look(self) -> _Look:
        if not self.isEnabled():
            return _Look("", "" if self._kind is Kind.QUIET else "line", "ink3", "ink3")
        if self._kind is Kind.FILLED:
            return self._filled_look()
        ink = {Kind.QUIET: "accent", Kind.DANGER: "stop"}.get(self._kind, "ink")
        edge = {Kind.QUIET: "", Kind.DANGER: "stop"}.get(self._kind, "edge")
        ground = "" if self._kind is Kind.QUIET else "surface"
        if self.isDown() or self.underMouse() or self.isChecked():
            ground = "stoptint" if self._kind is Kind.DANGER else "tint"
        if self.isChecked():
            edge = "accent"
        return _Look(ground, edge, ink, "ink2")

    def _filled_look(self) -> _Look:
        if self.isDown():
            return _Look("ink", "ink", "surface", "surface")
        return _Look("accent", "ink" if self.underMouse() else "accent", "onaccent", "onaccent")


class IconButton(Button):
    """A sign alone: undo, redo, page arrows and folded rails only. `words` are its accessible name."""

    def __init__(
        self, words: str, icon: str, *, hint: str = "", kind: Kind = Kind.OUTLINE, small: bool = False
    ) -> None:
        super().__init__(words, kind, icon=icon, hint="", small=small)
        self.setToolTip(f"{words} ({hint})" if hint else words)
        self.setText("")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_words(self, words: str) -> None:
        super().set_words(words)
        self.setText("")

    def sizeHint(self) -> QSize:
        side = current_theme().px(CONTROL_SMALL if self._small else CONTROL)
        return QSize(side, side)

    def _paint_content(self, painter: QPainter, look: _Look) -> None:
        side = current_theme().px(_SIGN)
        painting.sign(painter, self._sign, painting.centred_square(self.rect(), side), look.ink)

    def _match_action(self) -> None:
        super()._match_action()
        if self._action is not None:
            keys = self._action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            tip = self._action.toolTip() or self._action.text()
            self.setToolTip(f"{tip} ({keys})" if keys and keys not in tip else tip)
