"""What tests stand on is itself as promised: the screen, the clock, exact decimals in every thread."""

import decimal
import threading
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtGui import QGuiApplication

BINARY = 0.1


def test_that_the_offscreen_screen_is_that_of_a_clinic_laptop(qapp: QGuiApplication) -> None:
    screen = qapp.primaryScreen().geometry()
    assert (screen.width(), screen.height()) == (1366, 768)
    assert qapp.platformName() == "offscreen"


def test_that_the_clock_stands_until_it_is_moved(clock) -> None:
    assert clock.today() == date(2026, 11, 20)
    assert clock.now() == clock.now()
    assert clock.now().tzinfo is not None
    clock.move(days=28, hours=15)
    assert clock.today() == date(2026, 12, 19)


def test_that_a_float_cannot_become_a_decimal_in_any_thread() -> None:
    with pytest.raises(decimal.FloatOperation):
        Decimal(BINARY)
    caught: list[type[BaseException]] = []

    def convert() -> None:
        try:
            Decimal(BINARY)
        except decimal.FloatOperation as refused:
            caught.append(type(refused))

    thread = threading.Thread(target=convert)
    thread.start()
    thread.join()
    assert caught == [decimal.FloatOperation]
