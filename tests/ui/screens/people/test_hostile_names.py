"""Names that look like markup or commands are shown letter by letter: list, panel and every drawer."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from pharmreview.domain.case import Case
from pharmreview.domain.patient import CodedTerm
from tests.ui.screens.people.conftest import Drain, on_screen
from ui.screens.people.view import PeopleView
from ui.state.desk import Desk

NAME = "<b>BOLD</b> {{x}} %s &amp; \u202e🙂"
LONG = "A" * 500


def marked_up(view: PeopleView) -> list[str]:
    """Words that a label or its tooltip would take for markup."""
    labels = view.findChildren(QLabel)
    plain = Qt.TextFormat.PlainText
    words = [label.text() for label in labels if label.textFormat() is not plain and "<" in label.text()]
    tips = [label.toolTip() for label in labels]
    return words + [tip for tip in tips if "<" in tip.removeprefix("<qt>").removesuffix("</qt>")]


def test_that_a_hostile_name_is_shown_as_it_is_in_the_list_the_panel_and_every_drawer(
    qtbot: QtBot, desk: Desk, keep: Callable[..., Case], drain: Drain
) -> None:
    entry = CodedTerm(term="<i>Palliative care</i>", row=9)
    keep("one", ("Codeine 30mg tablets", "zz zz"), family_name=NAME, given_name=NAME, terms=(entry,))
    keep("two", ("Codeine 30mg tablets", "1 bd"), family_name=LONG, given_name=LONG)
    view = on_screen(qtbot, desk, drain)
    rows = view.table.model()
    assert rows is not None
    for place in range(rows.rowCount()):
        for column in range(rows.columnCount()):
            tip = rows.index(place, column).data(Qt.ItemDataRole.ToolTipRole) or ""
            assert "<b>" not in tip
    assert marked_up(view) == []
    view._model.choose("one")
    drain(desk)
    explained = view._model.props.explained
    assert explained is not None
    assert [each.exclusion.because for each in explained.entries] == [entry.term]
    qtbot.keyClick(view.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    work = view.work
    for opened in (
        work.open_tier,
        partial(work.open_entry, explained.entries[0]),
        work.open_leave,
        work.open_first_unread,
        work.open_list,
        work.open_letters,
    ):
        opened()
        drain(desk)
        drawer = view.side.drawer()
        assert drawer is not None
        assert marked_up(view) == []
        assert drawer.width() <= view.width()
        view.work.close()
    view.work.open_tier()
    said = [label.text().replace("\u200b", "") for label in view.side.tier.findChildren(QLabel)]
    assert any("<b>BOLD</b>" in words and "{{x}} %s &amp;" in words for words in said), said
