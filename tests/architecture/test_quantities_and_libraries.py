"""Floats stay out of the domain, widgets out of view models, and each library in its room."""

import pytest

from tests.architecture.rules import (
    asks_for_layout_items,
    floats,
    library_out_of_place,
    plain_store,
    widgets_in_view_model,
)
from tests.architecture.source import Source, python_files

PRODUCT = python_files("pharmreview", "ui")


def test_that_the_domain_holds_no_float() -> None:
    breaches = [breach for source in python_files("pharmreview/domain") for breach in floats(source)]
    assert not breaches, "\n".join(breaches)


@pytest.mark.parametrize(
    "line",
    [
        "dose = 0.5",
        "dose = float('2')",
        "def scale(by: float) -> None: ...",
        "import math",
        "from math import floor",
    ],
)
def test_that_a_planted_float_is_found(line: str) -> None:
    assert len(list(floats(Source("pharmreview/domain/dose.py", line)))) >= 1


def test_that_exact_numbers_are_not_taken_for_floats() -> None:
    text = "from decimal import Decimal\ndose = Decimal('0.5') * 2\n"
    assert not list(floats(Source("pharmreview/domain/dose.py", text)))


def test_that_view_models_know_no_widgets() -> None:
    models = [source for source in PRODUCT if source.path.endswith("/view_model.py")]
    breaches = [breach for source in models for breach in widgets_in_view_model(source)]
    assert not breaches, "\n".join(breaches)


@pytest.mark.parametrize(
    "line",
    ["from PySide6.QtWidgets import QLabel", "from PySide6 import QtWidgets", "import PySide6.QtGui"],
)
def test_that_a_planted_widget_in_a_view_model_is_found(line: str) -> None:
    assert list(widgets_in_view_model(Source("ui/screens/home/view_model.py", line)))


def test_that_a_view_model_may_use_signals() -> None:
    text = "from PySide6.QtCore import QObject, Signal\nfrom PySide6 import QtCore\n"
    assert not list(widgets_in_view_model(Source("ui/screens/home/view_model.py", text)))


def test_that_each_library_stays_in_its_room() -> None:
    breaches = [breach for source in PRODUCT for breach in library_out_of_place(source)]
    assert not breaches, "\n".join(breaches)


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("ui/state/autosave.py", "import sqlite3"),
        ("pharmreview/storage/rows.py", "from sqlcipher3 import dbapi2"),
        ("pharmreview/services/casework.py", "from sqlite_utils import Database"),
        ("pharmreview/cli.py", "import reportlab.pdfgen.canvas"),
    ],
)
def test_that_a_planted_library_out_of_its_room_is_found(path: str, line: str) -> None:
    assert len(list(library_out_of_place(Source(path, line)))) == 1


def test_that_a_library_at_home_is_left_alone() -> None:
    assert not list(library_out_of_place(Source("pharmreview/storage/vault.py", "import sqlcipher3")))
    assert not list(library_out_of_place(Source("pharmreview/documents/pdf.py", "import reportlab")))


def test_that_only_the_vault_opens_a_store() -> None:
    breaches = [breach for source in PRODUCT for breach in plain_store(source)]
    assert not breaches, "\n".join(breaches)


@pytest.mark.parametrize("line", ["Database('cases.db')", "sqlite_utils.Database(path)"])
def test_that_a_planted_plain_store_is_found(line: str) -> None:
    assert list(plain_store(Source("pharmreview/storage/case_store.py", line)))
    assert not list(plain_store(Source("pharmreview/storage/vault.py", line)))


def test_that_no_layout_is_asked_for_its_items() -> None:
    breaches = [breach for source in PRODUCT for breach in asks_for_layout_items(source)]
    assert not breaches, "\n".join(breaches)


@pytest.mark.parametrize("line", ["part = row.itemAt(0).widget()", "grid.itemAtPosition(0, 1)"])
def test_that_a_planted_question_for_an_item_is_found(line: str) -> None:
    assert len(list(asks_for_layout_items(Source("ui/widgets/card.py", line)))) == 1


def test_that_a_layout_may_say_what_its_items_are() -> None:
    assert not list(asks_for_layout_items(Source("ui/widgets/flow.py", "def itemAt(self, at): ...")))
