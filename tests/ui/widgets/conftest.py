"""Widgets wear the house theme, whichever test comes first."""

import pytest
from PySide6.QtWidgets import QApplication

from ui.theme.active import wear
from ui.theme.tokens import Theme


@pytest.fixture(autouse=True)
def _worn(qapp: QApplication) -> None:
    wear(qapp, Theme())
