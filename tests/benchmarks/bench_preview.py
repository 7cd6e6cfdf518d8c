"""A key typed in a template until its preview is painted, beside bare reportlab writing the same words."""

import os
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from statistics import median
from tempfile import mkdtemp
from time import perf_counter

from PySide6.QtCore import QEventLoop
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from pharmreview.bootstrap import bootstrap
from pharmreview.documents.render.preview import page_texts
from pharmreview.documents.typeface import REGULAR
from pharmreview.domain.team.access import Access
from pharmreview.services.access import Session
from pharmreview.services.ports import User
from pharmreview.system.places import Places
from tests.benchmarks.figure import Figure
from tests.fakes import FakeVault
from ui.jobs import ThreadLane
from ui.screens.practice.view import PracticeView
from ui.state.desk import Desk, Lanes
from ui.theme.active import wear
from ui.theme.tokens import Theme

_KEYS = 40
_WARM_UP = 5
_LIMIT_MS = 100.0
_RATIO = 30.0
"""The floor writes the words alone; ours also checks, lays out, draws and shows the page."""


def measure() -> Iterator[Figure]:
    """The real screen on its real lane: an invitation of one page, a plan of several, and a text message."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication(["bench"])
    assert isinstance(app, QApplication)
    wear(app, Theme())
    lanes = Lanes(vault=ThreadLane("vault"), press=ThreadLane("press"))
    desk = Desk(bootstrap(places=Places(Path(mkdtemp()))), lanes)
    user = User(id="u1", name="Nia Farrow", role="clinical pharmacist", access=Access.LEAD)
    desk.sign_in(Session(user, FakeVault(users=[user])))
    view = PracticeView(desk)
    view.resize(1298, 664)
    view.show()
    view.entered()
    try:
        yield _typed(app, view, desk, "letter-invitation", "preview of a letter at a key")
        yield _typed(app, view, desk, "plan-whole-route", "preview of the whole route at a key")
        yield _typed(app, view, desk, "text-invite", "preview of a text at a key")
    finally:
        view.close()
        view.left()
        lanes.press.close()
        lanes.vault.close()


def _typed(app: QApplication, view: PracticeView, desk: Desk, id_: str, name: str) -> Figure:
    page = view.templates
    _wait(app, lambda: bool(page.model.props.rows))
    page.model.choose(id_)
    _wait(app, lambda: _shows(view, page.field.value()))
    page.field.moveCursor(QTextCursor.MoveOperation.End)
    ours = []
    for turn in range(_KEYS + _WARM_UP):
        begun = perf_counter()
        QTest.keyClicks(page.field, " " if turn % 6 == 0 else "a")
        _wait(app, lambda: _shows(view, page.field.value()))
        page.seen.repaint()
        if turn >= _WARM_UP:
            ours.append(perf_counter() - begun)
    ours.sort()
    slowest = ours[int(len(ours) * 0.95)] * 1000
    floor = _floor(desk, id_)
    return Figure(
        f"{name} (95 in 100 within {slowest:.0f} ms)", median(ours) * 1000, floor, _RATIO, _LIMIT_MS
    )


def _shows(view: PracticeView, words: str) -> bool:
    told = view.templates.model.props.seen.tried
    return told is not None and told.text == words


def _wait(app: QApplication, ready: Callable[[], bool]) -> None:
    """Let the window live until it is so. It sleeps between events, so that the lane has the processor."""
    while not ready():
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def _floor(desk: Desk, id_: str) -> float:
    """Milliseconds in which a bare canvas writes the words the template makes."""
    templates = desk.app.templates
    made = templates.preview(templates.current(id_), templates.example(desk.app.practice()))
    text = getattr(made, "text", None) or "\n".join(page_texts(made.pdf))  # type: ignore[union-attr]
    took = []
    for _ in range(_KEYS):
        begun = perf_counter()
        canvas = Canvas(BytesIO(), pagesize=A4, pageCompression=1, invariant=1)
        canvas.setFont(REGULAR, 12)
        for number, line in enumerate(text.splitlines()):
            canvas.drawString(60, 780 - 14 * number, line)
        canvas.showPage()
        canvas.save()
        took.append(perf_counter() - begun)
    return median(took) * 1000
