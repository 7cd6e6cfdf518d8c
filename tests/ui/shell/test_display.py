"""The window opens inside the screen it is on."""

import pytest
from PySide6.QtCore import QSize

from ui.shell.display import first_size


@pytest.mark.parametrize(
    ("room", "size"),
    [
        ((1920, 1080), (1366, 738)),
        ((1366, 768), (1366, 738)),
        ((910, 512), (910, 482)),
        ((1280, 720), (1280, 690)),
        ((910, 472), (910, 460)),
    ],
)
def test_that_the_window_opens_no_larger_than_its_screen(
    room: tuple[int, int], size: tuple[int, int]
) -> None:
    assert first_size(QSize(*room)) == QSize(*size)
