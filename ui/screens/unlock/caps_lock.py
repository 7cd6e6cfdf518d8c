"""Whether Caps Lock is on, told from what the keys give; no two systems answer the same question alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

if TYPE_CHECKING:
    from ui.widgets.fields.text_field import SecretField


def caps_lock_after(text: str, *, shift: bool, before: bool) -> bool:
    """Whether Caps Lock is on after a key gave this text; a key that is no letter tells nothing new."""
    if len(text) != 1 or text.upper() == text.lower():
        return before
    return text.isupper() is not shift


class ShowsCapsLock(Protocol):
    """A page with a passphrase, that can say Caps Lock is on."""

    passphrase: SecretField

    def show_caps_lock(self, *, on: bool) -> None:
        """Say it, or not."""
        ...


class _Watch(QObject):
    def __init__(self, page: ShowsCapsLock) -> None:
        super().__init__(page.passphrase)
        self._page = page
        self._on = False
        page.passphrase.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self._see(event)
        elif event.type() == QEvent.Type.FocusOut:
            self._put(on=False)
        return False

    def _see(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_CapsLock:
            self._put(on=False)
            return
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._put(on=caps_lock_after(event.text(), shift=shift, before=self._on))

    def _put(self, *, on: bool) -> None:
        if on is not self._on:
            self._on = on
            self._page.show_caps_lock(on=on)


def watch_caps_lock(page: ShowsCapsLock) -> None:
    """Have a page say when Caps Lock is on."""
    _Watch(page)
