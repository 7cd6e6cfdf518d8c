"""Decisions with a reason, and what is kept of the whole list: refused in place, seen in the list."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pharmreview.domain.case import Case, TotalSeen
from pharmreview.domain.caseload.baseline import BandCount, Counts, OmeBand
from pharmreview.domain.patient import CodedTerm
from pharmreview.domain.risk.finding import Tier
from tests.ui.screens.people.conftest import on_screen
from ui.forms.repair.props import Draft
from ui.screens.people.panel.beside import beside_of
from ui.screens.people.panel.decided import since_lines
from ui.screens.people.side.list_words import count_lines, search_lines
from ui.screens.people.view import PeopleView
from ui.state.desk import Desk
from ui.theme.active import wear
from ui.theme.tokens import Theme

Drain = Callable[[Desk], None]
Keep = Callable[..., Case]
KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
MORPHINE = ("MST Continus 60mg tablets", "One To Be Taken Twice A Day")


def page_names(view: PeopleView) -> list[str]:
    return [row.name for row in view._rows.rows()]


def case_of(desk: Desk, view: PeopleView) -> Case:
    return desk.session.vault.load(view._model.props.chosen).case


def test_that_a_tier_set_without_a_reason_is_refused_in_place(
    qtbot: QtBot, shown: PeopleView, trained: Desk, drain: Drain
) -> None:
    qtbot.keyClick(shown.table, KEY.Key_T, CTRL | SHIFT)
    form = shown.side.tier
    assert shown.side.drawer() is form
    qtbot.keyClick(form, KEY.Key_Return, CTRL)
    assert form.captioned.problem() == "Choose a tier."
    form.tiers.chips()[4].click()
    qtbot.keyClick(form, KEY.Key_Return, CTRL)
    drain(trained)
    assert form.reason.problem() == "Type why, so that others can follow it later."
    assert case_of(trained, shown).tier_override is None


def test_that_a_tier_set_by_hand_is_seen_in_the_list_and_the_panel_and_can_be_taken_back(
    qtbot: QtBot, shown: PeopleView, trained: Desk, drain: Drain
) -> None:
    said: list[str] = []
    shown.status.connect(said.append)
    shown.table.choose(None)
    who = shown._rows.row_at(0)
    assert who is not None
    shown._model.choose(who.id)
    drain(trained)
    shown.work.open_tier()
    form = shown.side.tier
    form.tiers.chips()[4].click()
    form.reason.note.setPlainText("Stable for years; seen by the pain team")
    form.submit.click()
    drain(trained)
    assert shown.side.drawer() is None
    assert said[-1].startswith("The tier is set by hand")
    row = shown._rows.row_of(who.id)
    assert row is not None
    assert (row.why, "note:by-hand" in row.marks) == (
        "Set by hand: Stable for years; seen by the pain team",
        True,
    )
    place = shown._rows.place_of(who.id)
    assert place is not None
    assert shown._rows.cell_at(place, 1).spoken == "Low set by hand"
    panel = [line.words for line in shown._model.props.explained.decided]  # type: ignore[union-attr]
    assert panel[0] == "Low, set by hand"
    assert "Nia Farrow" in panel[1]
    assert panel[2] == "The rules say high."
    shown.work.open_tier()
    assert form.take_back.isVisibleTo(form)
    form.reason.note.setPlainText("Dose has risen")
    form.take_back.click()
    drain(trained)
    assert case_of(trained, shown).tier_override is None
    assert shown._rows.row_of(who.id).tier == "high"  # type: ignore[union-attr]


def test_that_the_open_case_takes_up_its_new_tier_and_keeps_what_was_typed(
    qtbot: QtBot, trained: Desk, drain: Drain
) -> None:
    view = on_screen(qtbot, trained, drain)
    case = case_of(trained, view)
    trained.open_case.open(case)
    trained.open_case.edit("typed", lambda held: held.model_copy(update={"passed": {"x": "later"}}))
    view.work.open_tier()
    view.side.tier.kept.emit(Tier.MEDIUM, "Agreed at the meeting")
    drain(trained)
    held = trained.open_case.case
    assert held is not None
    assert held.tier_override is not None
    assert held.passed == {"x": "later"}
    assert trained.session.vault.load(case.id).case == held


def test_that_an_entry_to_check_is_answered_with_a_reason(
    qtbot: QtBot, desk: Desk, keep: Keep, drain: Drain
) -> None:
    keep("ada", MORPHINE, terms=(CodedTerm(term="On gold standards palliative care framework", row=9),))
    view = on_screen(qtbot, desk, drain)
    entry = view._model.props.explained.entries[0]  # type: ignore[union-attr]
    view.work.open_entry(entry)
    form = view.side.call
    form.submit.click()
    assert form.captioned.problem() == "Say whether it excludes."
    form.bar.set_value("no")
    form.submit.click()
    assert form.reason.problem()
    form.reason.note.setPlainText("Entered for a relative")
    form.submit.click()
    drain(desk)
    row = view._rows.row_of("ada")
    assert row is not None
    assert row.excluded == "Does not exclude: palliative or end-of-life care: Entered for a relative"
    after = view._model.props.explained.entries[0]  # type: ignore[union-attr]
    assert after.stands is False
    assert any("Entered for a relative" in line.words for line in after.lines)


def test_that_somebody_is_left_out_of_review_with_a_reason_and_a_day_to_look_again(
    qtbot: QtBot, desk: Desk, keep: Keep, drain: Drain
) -> None:
    keep("ada", MORPHINE)
    view = on_screen(qtbot, desk, drain)
    view.side.panel.leave_out.click()
    form = view.side.leave
    assert view.side.drawer() is form
    form.submit.click()
    assert form.captioned.problem() == "Choose what keeps them out."
    form.because.set_value("EXC10")
    form.again.set_typed("1 Jan 2020")
    form.reason.note.setPlainText("A hard month at home")
    form.submit.click()
    drain(desk)
    assert form.when.problem()
    assert view.side.drawer() is form
    again = desk.clock.today() + timedelta(days=90)
    form.again.set_value(again)
    form.submit.click()
    drain(desk)
    row = view._rows.row_of("ada")
    assert row is not None
    assert (row.excluded, row.next) == ("Left out: review unhelpful or unsafe for now", "Left out")
    [call] = case_of(desk, view).exclusion_calls
    assert (call.code, call.look_again) == ("EXC10", again)
    said = [line.words for line in view._model.props.explained.entries[0].lines]  # type: ignore[union-attr]
    assert said[-1].startswith("Look again on ")
    assert not any("From the record" in words for words in said)


def test_that_escape_leaves_a_decision_without_keeping_it(
    qtbot: QtBot, shown: PeopleView, trained: Desk, drain: Drain
) -> None:
    shown.work.open_tier()
    qtbot.keyClick(shown.side.tier.reason.note, KEY.Key_Escape)
    drain(trained)
    assert shown.side.drawer() is None
    assert case_of(trained, shown).tier_override is None


def test_that_names_are_hidden_in_a_decision_too(qtbot: QtBot, shown: PeopleView) -> None:
    qtbot.keyClick(shown.table, KEY.Key_F8)
    shown.work.open_tier()
    assert "TAN" not in shown.side.tier.accessibleName()


def test_that_a_baseline_shows_its_counts_before_it_is_frozen_and_is_kept_as_shown(
    qtbot: QtBot, shown: PeopleView, trained: Desk, drain: Drain
) -> None:
    shown.work.open_list("baselines")
    drain(trained)
    page = shown.side.list
    before = [line.words for line in page.counts.lines()][1:]
    page.name.setText("Before the project")
    page.submit.click()
    drain(trained)
    kept = [line.words for line in page.lines["baselines"].lines()]
    assert kept[0] == "Before the project"
    assert kept[2:] == before
    page.submit.click()
    assert page._name.problem() == "Type a name, such as the month."
    page.copies["baselines"].click()
    assert QApplication.clipboard().text().splitlines() == kept


def test_that_a_sample_is_taken_among_the_ticked_and_becomes_a_filter_that_can_be_let_go(
    qtbot: QtBot, shown: PeopleView, trained: Desk, drain: Drain
) -> None:
    everyone = shown._rows.rowCount()
    shown._rows.tick(shown._rows.keys_shown(0, 5))
    shown.work.open_list("sample")
    drain(trained)
    page = shown.side.list
    page.submit.click()
    assert page._among.problem() == "Type how many people to draw."
    qtbot.keyClicks(page.how_many, "3")
    assert not page._among.problem()
    page.submit.click()
    assert page._seed.problem() == "Type any word as the seed."
    page.seed.setText("heron")
    page.submit.click()
    drain(trained)
    first = shown._rows.keys_shown()
    assert len(first) == 3
    assert set(first) <= set(shown._rows.ticks)
    assert shown.filters.sample.isVisibleTo(shown.filters)
    page.copies["sample"].click()
    copied = QApplication.clipboard().text().splitlines()
    assert copied[1] == "To take it again: 3 among the same 6 people with the seed “heron”."
    assert len(copied) == 6
    assert copied[3].startswith("1. ")
    assert set(page_names(shown)) == {line.split(". ", 1)[1].split(", 999")[0] for line in copied[3:]}
    shown.hide_names.click()
    page.copies["sample"].click()
    assert not any(name in QApplication.clipboard().text() for name in page_names(shown))
    shown.hide_names.click()
    shown.filters.sample.chips()[0].click()
    assert shown._rows.rowCount() == everyone
    page.submit.click()
    drain(trained)
    assert shown._rows.keys_shown() == first


def test_that_a_new_high_dose_line_judges_everyone_again(
    qtbot: QtBot, shown: PeopleView, trained: Desk, drain: Drain
) -> None:
    high = shown._model.props.groups["tier"][1][2]
    shown.work.open_list("settings")
    drain(trained)
    page = shown.side.list
    page.milligrams.set_number(Decimal(170))
    page.since.set_value(date(2026, 1, 1))
    page.submit.click()
    drain(trained)
    assert shown._model.props.groups["tier"][1][2] < high
    assert "170 mg a day since 1 Jan 2026" in [line.words for line in page.lines["settings"].lines()]
    assert "High-dose line 170 mg since 1 Jan 2026" in shown._model.props.fact


def test_that_settings_nothing_can_be_judged_by_are_refused_in_place(
    shown: PeopleView, trained: Desk, drain: Drain
) -> None:
    shown.work.open_list("settings")
    drain(trained)
    page = shown.side.list
    page.stale.setText("")
    page.submit.click()
    assert page._problem.isVisibleTo(page)


def test_that_the_counts_are_shown_once_everyone_is_judged_again(
    shown: PeopleView, trained: Desk, drain: Drain
) -> None:
    shown.work.open_list("settings")
    drain(trained)
    shown.side.list.stale.setText("100")
    shown.side.list.submit.click()
    drain(trained)
    assert "13 people" in [line.words for line in shown.side.list.counts.lines()]


def test_that_searches_brought_in_are_told_with_who_moved(shown: PeopleView, trained: Desk) -> None:
    said = [line.words for line in search_lines(trained.caseload().imports(), {"FPM_2020": "Opioids Aware"})]
    assert said[1].startswith("13 people in ")
    assert said[2] == "13 new"
    assert said[3].endswith("Totals by Opioids Aware.")
    assert search_lines((), {})[0].words == "No search has been brought in yet."


def seen(day: date, high: int, *, complete: bool = True) -> TotalSeen:
    total = Decimal(high)
    return TotalSeen(
        as_of=day, table="FPM", low=total, high=total, regular_high=total, complete=complete, tier="high"
    )


def test_that_the_last_move_of_a_total_is_said_with_its_day(keep: Keep) -> None:
    day = date(2026, 9, 20)
    totals = (seen(day, 60), seen(day + timedelta(days=30), 90), seen(day + timedelta(days=60), 90))
    case = keep("ada", MORPHINE).model_copy(update={"seen": totals})
    assert [line.words for line in since_lines(case, in_search=True)] == [
        "60 → 90 mg a day since 20 October 2026"
    ]
    assert since_lines(case, in_search=False)[0].words == "Not in the latest search"
    floor = case.model_copy(update={"seen": (totals[0], seen(day, 90, complete=False))})
    assert [line.words for line in since_lines(floor, in_search=True)][1:] == [
        "A total that is a floor cannot be compared."
    ]


def test_that_two_tables_stand_side_by_side_line_by_line(desk: Desk, keep: Keep) -> None:
    case = keep("ada", MORPHINE, ("Longtec 60mg modified-release tablets", "One To Be Taken Twice A Day"))
    tables = list(desk.app.tables.factor_tables.values())
    regimen = desk.app.assessed(case).assessment.regimen
    beside = beside_of(regimen, tables[0], tables[1])
    assert beside.titles == (tables[0].title, tables[1].title)
    assert [name for name, _, _ in beside.lines] == [row.name for row in case.rows]
    assert all(one.endswith("mg") for _, one, _ in beside.lines)
    assert beside.difference
    untold = beside_of(regimen, tables[0], desk.app.tables.factor_tables["NHSBSA_COMPARATORS"])
    assert (untold.totals[1], untold.difference) == (
        "not known",
        "A total that is not known cannot be compared.",
    )
    assert untold.lines[0][2] == "not counted: no figure for morphine by the oral route"


def test_that_the_second_table_is_chosen_in_the_panel(shown: PeopleView) -> None:
    other = shown._model.props.others[1][0]
    shown.panel.compare.chosen.emit(other)
    assert shown._model.props.explained.beside is not None  # type: ignore[union-attr]
    assert shown.panel._card_beside.isVisibleTo(shown.panel)
    shown.panel.compare.chosen.emit("")
    assert shown._model.props.explained.beside is None  # type: ignore[union-attr]


def test_that_counts_say_floors_and_who_is_left_out() -> None:
    band = BandCount(band=OmeBand(since=Decimal(90), under=Decimal(120)), complete=2, incomplete=1)
    counts = Counts(
        people=3,
        excluded=1,
        tiers=dict.fromkeys(Tier, 0) | {Tier.HIGH: 3},
        cohorts={"": 3},
        bands=(band,),
        at_or_above_line=3,
        not_in_search=1,
    )
    assert [line.words for line in count_lines(counts, Decimal(90))] == [
        "3 people",
        "High 3, Refer first 0, Incomplete 0, Medium 0, Low 0",
        "90 to under 120 mg a day: 2, and 1 with an incomplete total",
        "At or above 90 mg a day: 3",
        "Excluded and not counted: 1",
        "Of them not in the latest search: 1",
    ]


@pytest.mark.parametrize(("width", "height"), [(910, 446), (900, 434)])
def test_that_a_drawer_fits_a_small_window(
    qtbot: QtBot, trained: Desk, drain: Drain, width: int, height: int
) -> None:
    view = on_screen(qtbot, trained, drain, width, height)
    view.work.open_list("settings")
    drain(trained)
    QApplication.processEvents()
    assert (view.width(), view.height()) == (width, height)
    inside = view.side.list.bar
    assert inside.mapTo(view, inside.rect().topRight()).x() <= width
    view.work.close()
    assert not view.side.isVisible()


def test_that_a_drawer_has_the_whole_of_a_small_window_where_a_table_would_cut_its_doses(
    qtbot: QtBot, qapp: QApplication, trained: Desk, drain: Drain
) -> None:
    wear(qapp, Theme(scale=130))
    try:
        view = on_screen(qtbot, trained, drain, 910, 446)
        view.work.open_list("settings")
        drain(trained)
        assert not view.table.isVisible()
        view.work.close()
        assert view.table.isVisible()
    finally:
        wear(qapp, Theme())


def test_that_an_unread_line_is_put_right_from_the_panel_and_said_to_be_for_every_line_like_it(
    qtbot: QtBot, desk: Desk, keep: Keep, drain: Drain
) -> None:
    unread = ("MST Continus 10mg tablets", "take as directed")
    for who in ("ada", "bea"):
        keep(who, unread, born=date(1960, 1, 1), gender="Female")
    view = on_screen(qtbot, desk, drain)
    assert {row.ome_words for row in view._rows.rows()} == {"not known"}
    qtbot.keyClick(view.table, KEY.Key_F2)
    drawer = view.side.repair
    assert view.side.drawer() is drawer
    qtbot.keyClick(drawer, KEY.Key_Return, CTRL)
    assert drawer._problem.isVisibleTo(drawer)
    drawer.editor.drafted.emit(
        Draft(name=unread[0], directions="one twice a day", how="the GP record", for_all=True)
    )
    drawer.editor.kept.emit()
    drain(desk)
    assert view.side.drawer() is None
    assert {row.ome_words for row in view._rows.rows()} == {"20"}
    said = [line.words for line in view._model.props.explained.medicines]  # type: ignore[union-attr]
    assert any(
        words.startswith("Put right by hand: MST Continus 10mg tablets, one twice a day.") for words in said
    )
    assert f"“{unread[1]}”" in said
