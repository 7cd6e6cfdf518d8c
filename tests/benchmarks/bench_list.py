"""The list with 100,000 people: each key typed, and sorting, beside bare Python over the same words."""

import os
import sys
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from statistics import quantiles
from time import process_time
from typing import TYPE_CHECKING

from tests.benchmarks.figure import Figure

if TYPE_CHECKING:
    from ui.screens.people.listing.person_row import PersonRow
    from ui.screens.people.view import PeopleView

PEOPLE = 100_000
_DAY = date(2026, 11, 20)
_FAMILIES = ("MARLOW", "O'NEILL", "MÜLLER", "ABARA", "NOVAK", "PRICE", "DUNNE", "LINDQVIST", "ELLIS", "TAN")
_GIVEN = ("Jean", "Daniel", "Gwyneth", "Ngozi", "Petr", "Sandra", "Patrick", "Erik", "Carol", "Wei Ling")
_TYPED = ("marlow jean", "oneill 42", "muller wei", "999 000 31", "dunne", "lindqvist erik 7")
_SORTED = ("person", "ome", "tier", "status")
_OFTEN = 20


def measure() -> Iterator[Figure]:
    """From the key to the table's rows and widths brought up to date; 95 in 100 are quicker than said.

    The floor of a key is `word in text` over the texts that the list searches; of sorting, Python's own sort
    of what the column is sorted by.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    view = _view()
    rows = list(_people())
    view._model._came(rows, [])
    texts = [row.found_by for row in rows]
    keys, floors = [], []
    for typed in _TYPED:
        for took, floor in _typing(view, texts, typed):
            keys.append(took)
            floors.append(floor)
    yield Figure("A key typed over 100,000 people", _slowest(keys), _slowest(floors), 12.0, limit_ms=50.0)
    sorts, bare = _sorting(view, rows)
    yield Figure("Sorting 100,000 people", _slowest(sorts), _slowest(bare), 8.0, limit_ms=300.0)


def _typing(view: "PeopleView", texts: list[str], typed: str) -> Iterator[tuple[float, float]]:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    view.find_box.clear()
    view._model.find("")
    view.focus_find()
    QApplication.processEvents()
    for place, letter in enumerate(typed, 1):
        yield (
            _timed(lambda letter=letter: QTest.keyClick(view.find_box, letter)),
            _floor(texts, typed[:place]),
        )
    for place in range(len(typed) - 1, -1, -1):
        took = _timed(lambda: QTest.keyClick(view.find_box, Qt.Key.Key_Backspace))
        yield took, _floor(texts, typed[:place])


def _floor(texts: list[str], typed: str) -> float:
    word = (typed.split() or [""])[0]
    began = process_time()
    found = [text for text in texts if word in text]
    took = process_time() - began
    assert len(found) <= len(texts)
    return took


def _sorting(view: "PeopleView", rows: list["PersonRow"]) -> tuple[list[float], list[float]]:
    view._model.find("")
    columns = view._rows.columns
    ours, bare = [], []
    for _ in range(_OFTEN // len(_SORTED)):
        for at, column in enumerate(columns):
            if column.id in _SORTED and column.sort_key is not None:
                ours.append(_timed(lambda at=at: view.table.sort_at(at)))
                sort_key = column.sort_key
                known = [row for row in rows if sort_key(row) is not None]
                began = process_time()
                known.sort(key=sort_key)
                bare.append(process_time() - began)
    return ours, bare


def _timed(work: Callable[[], object]) -> float:
    from PySide6.QtWidgets import QApplication

    began = process_time()
    work()
    took = process_time() - began
    QApplication.processEvents()
    return took


def _slowest(seconds: list[float]) -> float:
    return quantiles(seconds, n=20)[-1] * 1000


def _view() -> "PeopleView":
    from pathlib import Path
    from tempfile import mkdtemp

    from PySide6.QtWidgets import QApplication

    from pharmreview.bootstrap import bootstrap
    from pharmreview.domain.team.access import Access
    from pharmreview.services.access import Session
    from pharmreview.services.ports import User
    from pharmreview.system.places import Places
    from tests.fakes import FakeVault
    from ui.jobs import ManualLane
    from ui.screens.people.view import PeopleView
    from ui.state.desk import Desk, Lanes
    from ui.theme.active import wear
    from ui.theme.tokens import Theme

    running = QApplication.instance() or QApplication(sys.argv)
    assert isinstance(running, QApplication)
    wear(running, Theme())
    desk = Desk(bootstrap(places=Places(Path(mkdtemp()))), Lanes(vault=ManualLane(), press=ManualLane()))
    user = User(id="u1", name="Nia Farrow", role="clinical pharmacist", access=Access.LEAD)
    desk.sign_in(Session(user, FakeVault(users=[user])))
    view = PeopleView(desk)
    view._model._fold(total=PEOPLE)
    view.resize(1280, 660)
    view.show()
    view.top_bar.resize(1280, 46)
    view.top_bar.show()
    return view


def _people() -> Iterator["PersonRow"]:
    from pharmreview.domain.case import Case
    from pharmreview.domain.patient import Patient
    from pharmreview.domain.risk.finding import Tier
    from ui.screens.people.listing.person_row import row_of
    from ui.screens.people.listing.worked import Worked

    tiers = list(Tier)
    for at in range(PEOPLE):
        patient = Patient(
            family_name=f"{_FAMILIES[at % 10]}{at % 977}",
            given_name=_GIVEN[at // 10 % 10],
            title="Mrs",
            nhs_number=f"999{at:07}",
            born=date(1930 + at % 70, 1 + at % 12, 1 + at % 28),
        )
        figure = Decimal(at * 37 % 4000) / 10
        work = Worked(tiers[at % 5], figure, figure, complete=bool(at % 7), why=("At or above the line",))
        yield row_of(Case(id=f"p{at}", revision=1, patient=patient), work, _DAY)


if __name__ == "__main__":
    for figure in measure():
        sys.stdout.write(f"{figure.line()}\n")
