"""The band, the rails, the status line, the splitter and the focus ring."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui.theme.active import colour, wear
from ui.theme.tokens import SMALLEST_TARGET, Theme
from ui.widgets.buttons.button import Button
from ui.widgets.chrome.app_rail import AppRail
from ui.widgets.chrome.band import BandPerson, PatientBand, TopBar
from ui.widgets.chrome.band_parts import BandName, Need, NeedChip
from ui.widgets.chrome.splitter import RememberingSplitter, SettingsMemory
from ui.widgets.chrome.status_line import SaveState, StatusLine
from ui.widgets.chrome.steps_rail import Fold, StepMark, StepsRail, StepState
from ui.widgets.fields.stepper import NumberStepper
from ui.widgets.marks.badge import Tier, TierBadge, badge_size
from ui.widgets.marks.focus_ring import FocusRing, ringed
from ui.widgets.marks.must_mark import MustMark
from ui.widgets.panels.notice import CautionCard, Notice, OwnWords
from ui.widgets.panels.states import SHOWS_AFTER_MS, ProgressPanel
from ui.widgets.panels.working import WorkingLine, WorkingPanel

JEAN = BandPerson(
    "Marlow",
    "Jean",
    "Mrs",
    "14-Aug-1962 (64y)",
    "Female",
    "999 000 0018",
    extra=(("With", "Dr Hale, joint"),),
    needs=(Need("Large print", "eye"), Need("Hearing: face to face"), Need("Interpreter: Urdu")),
)
STEPS = [
    StepMark("prepare", 1, "Prepare", "done", StepState.DONE),
    StepMark("listen", 2, "Listen", "2 empty, optional"),
    StepMark("priorities", 3, "Priorities", "skipped, come back", StepState.SKIPPED),
]


def shown_words(root: QWidget) -> list[str]:
    labels = [each.text() for each in root.findChildren(QLabel) if each.isVisibleTo(root) and each.text()]
    return labels + [each.shown() for each in root.findChildren(BandName) if each.isVisibleTo(root)]


def show_at(qtbot: QtBot, widget: QWidget, width: int) -> None:
    qtbot.addWidget(widget)
    widget.resize(width, widget.sizeHint().height())
    with qtbot.waitExposed(widget):
        widget.show()


def test_that_the_band_names_the_person_without_colons(qtbot: QtBot) -> None:
    band = PatientBand()
    band.set_person(JEAN)
    show_at(qtbot, band, 1366)
    words = shown_words(band)
    assert words[:2] == ["MARLOW, Jean", "(Mrs)"]
    assert "Born" in words
    assert "999 000 0018" in words
    assert not any(word.endswith(":") for word in words)


def test_that_what_the_band_does_not_know_it_says(qtbot: QtBot) -> None:
    band = PatientBand()
    band.set_person(BandPerson("Voss", "Ingrid", "Ms"))
    show_at(qtbot, band, 1366)
    assert shown_words(band).count("Not known") == 3


@pytest.mark.parametrize("width", [1366, 910])
def test_that_a_name_longer_than_the_band_ends_in_dots_and_is_whole_on_hovering(
    qtbot: QtBot, width: int
) -> None:
    band = PatientBand()
    band.set_person(replace(JEAN, family_name="Very-Long-Name-Indeed " * 23))
    show_at(qtbot, band, width)
    (name,) = band.findChildren(BandName)
    assert name.shown().startswith("VERY-LONG")
    assert name.shown().endswith("…")
    assert name.toolTip() == name.accessibleName() == band.person().name
    assert {"14-Aug-1962 (64y)", "999 000 0018"} < set(shown_words(band))
    qtbot.waitUntil(lambda: name.geometry().right() < band.width())


@pytest.mark.parametrize("width", [1366, 1100, 910, 900])
@pytest.mark.parametrize("scale", [100, 130])
def test_that_a_narrow_band_never_loses_name_birth_or_number(
    qtbot: QtBot, qapp: QApplication, width: int, scale: int
) -> None:
    wear(qapp, Theme(scale=scale))
    try:
        band = PatientBand()
        band.set_person(JEAN)
        show_at(qtbot, band, width)
        words = shown_words(band)
        for part in ("MARLOW, Jean", "14-Aug-1962 (64y)", "999 000 0018"):
            assert part in words
        assert band._row.sizeHint().width() <= width
    finally:
        wear(qapp, Theme())


def test_that_folded_needs_are_all_still_told(qtbot: QtBot) -> None:
    band = PatientBand()
    band.set_person(JEAN)
    show_at(qtbot, band, 910)
    chips = band.findChildren(NeedChip)
    assert any("Interpreter: Urdu" in chip.toolTip() for chip in chips if chip.isVisible())
    assert any("2 more" in chip.accessibleName() or "3 needs" in chip.accessibleName() for chip in chips)


def test_that_the_band_of_someone_who_died_says_when(qtbot: QtBot) -> None:
    band = PatientBand()
    band.set_person(BandPerson("Fenwick", "Albert", born="03-Jan-1938", died="11-Oct-2026"))
    show_at(qtbot, band, 1366)
    assert "11-Oct-2026" in shown_words(band)
    image = band.grab().toImage()
    assert image.pixelColor(5, 2).name() != QColor(colour("band")).name()


def test_that_the_menu_button_shows_only_when_asked(qtbot: QtBot) -> None:
    bar = TopBar("People")
    show_at(qtbot, bar, 900)
    told: list[bool] = []
    bar.menu_wanted.connect(lambda: told.append(True))
    assert not bar.menu_button().isVisible()
    bar.set_menu_shown(shown=True)
    qtbot.mouseClick(bar.menu_button(), Qt.MouseButton.LeftButton)
    assert told == [True]


def test_that_the_app_rail_asks_and_the_shell_decides_where_you_are(qtbot: QtBot) -> None:
    rail = AppRail()
    show_at(qtbot, rail, 68)
    rail.resize(68, 640)
    told: list[str] = []
    rail.chosen.connect(told.append)
    rail.set_current("today")
    items = {button.accessibleName(): button for button in rail.findChildren(QAbstractButton)}
    qtbot.mouseClick(items["People"], Qt.MouseButton.LeftButton)
    assert told == ["people"]
    assert items["Today"].isChecked()
    rail.set_current("people")
    assert items["People"].isChecked()
    assert not items["Today"].isChecked()


def test_that_a_folded_rail_offers_the_same_places_as_a_menu(qtbot: QtBot) -> None:
    rail = AppRail()
    qtbot.addWidget(rail)
    told: list[str] = []
    rail.chosen.connect(told.append)
    rail.set_available("groups", available=False, reason="Groups come later.")
    entries = [entry for entry in rail.menu().actions() if not entry.isSeparator()]
    assert [entry.text().split("\t")[0] for entry in entries] == [
        "Today",
        "People",
        "Papers",
        "Groups",
        "Practice",
        "Settings",
        "Lock",
    ]
    assert not entries[3].isEnabled()
    entries[6].trigger()
    assert told == ["lock"]


def test_that_a_step_is_opened_by_mouse_and_by_keys(qtbot: QtBot) -> None:
    rail = StepsRail("Review 1", "started 24-Nov-2026")
    rail.set_steps(STEPS)
    rail.set_current("prepare")
    show_at(qtbot, rail, 176)
    rail.activateWindow()
    told: list[str] = []
    rail.chosen.connect(told.append)
    items = rail._items
    qtbot.mouseClick(items[1], Qt.MouseButton.LeftButton)
    items[1].setFocus()
    qtbot.waitUntil(items[1].hasFocus)
    qtbot.keyClick(items[1], Qt.Key.Key_Down)
    assert items[2].hasFocus()
    qtbot.keyClick(items[2], Qt.Key.Key_Return)
    assert told == ["listen", "priorities"]


@pytest.mark.parametrize(("fold", "width"), [(Fold.FULL, 176), (Fold.NARROW, 52), (Fold.SMALL, 40)])
def test_that_a_folded_steps_rail_keeps_its_steps_and_their_names(
    qtbot: QtBot, fold: Fold, width: int
) -> None:
    rail = StepsRail("Review 1")
    rail.set_steps(STEPS)
    rail.set_fold(fold)
    qtbot.addWidget(rail)
    assert rail.sizeHint().width() == width
    assert [item.accessibleName() for item in rail._items][2] == "Step 3, Priorities. skipped, come back"
    assert all(item.sizeHint().height() >= SMALLEST_TARGET for item in rail._items)


def test_that_the_status_line_says_every_state_of_saving(qtbot: QtBot) -> None:
    line = StatusLine()
    show_at(qtbot, line, 900)
    seen = []
    for state in SaveState:
        line.show_saving(state, "10:12" if state is SaveState.SAVED else "")
        seen.append([word for word in shown_words(line) if "ave" in word])
    assert seen == [[], ["Saved 10:12"], [], ["Unsaved"], ["Not saved"]]


def test_that_a_failed_save_can_be_tried_again(qtbot: QtBot) -> None:
    line = StatusLine()
    show_at(qtbot, line, 900)
    told: list[bool] = []
    line.try_again_wanted.connect(lambda: told.append(True))
    again = line.findChildren(Button)[0]
    assert not again.isVisible()
    line.show_saving(SaveState.FAILED)
    qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    assert told == [True]


def test_that_the_last_fact_stays_until_the_next(qtbot: QtBot) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.say("Pause added")
    line.show_saving(SaveState.SAVING)
    assert line.fact() == "Pause added"


def test_that_split_places_are_kept_for_a_screen(qtbot: QtBot, tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    memory = SettingsMemory(settings)
    assert memory.sizes("caseload") == []
    memory.keep("caseload", [700, 300])
    splitter = RememberingSplitter("caseload", memory)
    for _ in range(2):
        splitter.add_pane(QWidget(), smallest=100, stretch=1)
    qtbot.addWidget(splitter)
    splitter.resize(1012, 300)
    splitter.start_with([500, 500])
    splitter.show()
    assert splitter.sizes() == [700, 300]


def test_that_kept_sizes_of_another_shape_are_left_aside(qtbot: QtBot, tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    settings.setValue("splitters/caseload", "rubbish 3")
    assert SettingsMemory(settings).sizes("caseload") == []


def test_that_the_ring_goes_round_whatever_has_the_keys(qtbot: QtBot, qapp: QApplication) -> None:
    wear(qapp, Theme())
    ring = FocusRing(qapp)
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(12, 12, 12, 12)
    plain, stepper = QLineEdit(), NumberStepper("Every", minimum=1, maximum=12)
    stepper.set_value(Decimal(4))
    column.addWidget(plain)
    column.addWidget(stepper)
    show_at(qtbot, page, 300)
    page.activateWindow()
    plain.setFocus()
    qtbot.waitUntil(lambda: ring.around() is plain)
    stepper.setFocus()
    qtbot.waitUntil(lambda: ring.around() is not plain)
    framed = ring.around()
    assert framed is not None
    assert framed.parentWidget() is stepper
    picture = page.grab().toImage()
    edge = framed.mapTo(page, QPoint(0, framed.height() // 2))
    assert picture.pixelColor(edge.x() - 1, edge.y()) == QColor(colour("focusin"))
    assert picture.pixelColor(edge.x() - 4, edge.y()) == QColor(colour("focusout"))


def test_that_the_ring_follows_its_widget_and_stays_inside_what_scrolls(
    qtbot: QtBot, qapp: QApplication
) -> None:
    ring = FocusRing(qapp)
    area, body = QScrollArea(), QWidget()
    column = QVBoxLayout(body)
    fields = [QLineEdit() for _ in range(30)]
    for field in fields:
        column.addWidget(field)
    area.setWidget(body)
    area.setWidgetResizable(True)
    show_at(qtbot, area, 300)
    area.resize(300, 200)
    area.activateWindow()
    fields[0].setFocus()
    qtbot.waitUntil(lambda: ring.around() is fields[0])
    mark = area.findChild(QWidget, "focusRing")
    assert mark is not None
    before = mark.y()
    area.verticalScrollBar().setValue(20)
    assert mark.y() == before - 20
    area.verticalScrollBar().setValue(400)
    assert not mark.isVisible()


def test_that_the_ring_lets_go_of_a_widget_that_is_gone(qtbot: QtBot, qapp: QApplication) -> None:
    ring = FocusRing(qapp)
    page = QWidget()
    QVBoxLayout(page).addWidget(field := QLineEdit())
    show_at(qtbot, page, 200)
    page.activateWindow()
    field.setFocus()
    qtbot.waitUntil(lambda: ring.around() is field)
    field.deleteLater()
    qapp.processEvents()
    page.resize(250, 100)
    qtbot.waitUntil(lambda: ring.around() is None)


def test_that_a_lone_widget_is_ringed_itself(qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    assert ringed(field) is field


@pytest.mark.parametrize("tier", Tier)
def test_that_a_badge_says_its_tier_in_words_and_is_drawn_differently(qtbot: QtBot, tier: Tier) -> None:
    badge = TierBadge(tier)
    qtbot.addWidget(badge)
    badge.resize(badge.sizeHint())
    assert badge.accessibleName() == f"Tier: {tier.name.replace('_', ' ').capitalize()}"
    others = [other for other in Tier if other is not tier and badge_size(other) == badge_size(tier)]
    picture = badge.grab().toImage()
    for other in others:
        badge.set_tier(other)
        assert badge.grab().toImage() != picture


def test_that_a_must_ring_becomes_a_tick(qtbot: QtBot) -> None:
    mark = MustMark()
    qtbot.addWidget(mark)
    mark.resize(mark.sizeHint())
    ring = mark.grab().toImage()
    mark.set_done(done=True)
    assert mark.grab().toImage() != ring
    assert mark.accessibleName() == "Must, answered"


def test_that_a_caution_reaches_its_source_by_keyboard(qtbot: QtBot) -> None:
    card = CautionCard("Gabapentin taken with an opioid", "Breathing can slow.", source="MHRA 2017")
    show_at(qtbot, card, 400)
    told: list[bool] = []
    card.source_wanted.connect(lambda: told.append(True))
    link = card.findChildren(Button)[0]
    assert link.focusPolicy() == Qt.FocusPolicy.StrongFocus
    assert link.accessibleDescription() == "MHRA 2017"
    qtbot.keyClick(link, Qt.Key.Key_Space)
    assert told == [True]


def test_that_a_notice_grows_for_its_ways_through(qtbot: QtBot) -> None:
    notice = Notice("45 mg a day to 40 mg is 11.1%, over the 10% limit", "Nothing has been rounded for you.")
    show_at(qtbot, notice, 400)
    chosen: list[bool] = []
    notice.add_choice("Ask the MDT", icon="people").clicked.connect(lambda: chosen.append(True))
    qtbot.mouseClick(notice.findChildren(Button)[0], Qt.MouseButton.LeftButton)
    assert chosen == [True]


def test_that_own_words_are_quoted_and_named_only_when_someone_else_said_them(qtbot: QtBot) -> None:
    panel = OwnWords("My sleep.")
    show_at(qtbot, panel, 400)
    assert shown_words(panel) == ["“My sleep.”"]
    panel.set_words("She is foggy.", "Beth, daughter")
    assert shown_words(panel) == ["“She is foggy.”", "Beth, daughter"]


def test_that_a_working_shows_every_line_and_its_source(qtbot: QtBot, qapp: QApplication) -> None:
    panel = WorkingPanel()
    show_at(qtbot, panel, 400)
    panel.set_lines([WorkingLine("gabapentin", result="not counted")], "Old table")
    panel.set_lines(
        [
            WorkingLine("morphine sulfate 60 mg × 2", "120 mg", "× 1", "120"),
            WorkingLine("Regular OME, mg a day", result="120", total=True),
        ],
        "FPM 2020, checked 17-Nov-2026.",
    )
    qapp.processEvents()
    words = shown_words(panel)
    assert words.count("120") == 2
    assert "FPM 2020, checked 17-Nov-2026." in words
    assert "gabapentin" not in words


def test_that_quick_work_never_shows_a_bar_and_slow_work_does(qtbot: QtBot) -> None:
    panel = ProgressPanel()
    page = QWidget()
    QVBoxLayout(page).addWidget(panel)
    show_at(qtbot, page, 400)
    panel.begin("Reading")
    panel.finish()
    qtbot.wait(SHOWS_AFTER_MS + 100)
    assert not panel.isVisible()
    panel.begin("Reading", "rows")
    panel.report(193, 1312)
    qtbot.waitUntil(panel.isVisible, timeout=SHOWS_AFTER_MS + 1000)
    assert "193 of 1,312 rows" in shown_words(panel)
    told: list[bool] = []
    panel.stop_wanted.connect(lambda: told.append(True))
    qtbot.mouseClick(panel.findChildren(Button)[0], Qt.MouseButton.LeftButton)
    assert told == [True]


def test_that_a_fact_too_long_for_its_line_ends_in_an_ellipsis_and_is_whole_in_its_tip(qtbot: QtBot) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.set_person("Nia Farrow, clinical pharmacist")
    line.resize(500, 28)
    line.show()
    long = "13 of 13 shown. High-dose line 90 mg since 17 Nov 2025. Sorted by tier, then OME."
    line.say(long)
    shown = line._fact.shown_words()
    assert shown.endswith("…")
    assert long.startswith(shown[:-1])
    assert (line.fact(), line._fact.toolTip(), line._fact.accessibleName()) == (long, long, long)
    line.resize(1200, 28)
    assert line._fact.shown_words() == long
