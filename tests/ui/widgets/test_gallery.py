"""Every component on one page, in every look, painted without a complaint from Qt.

Run with `--basetemp` to keep the pictures and look at them.
"""

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.theme.active import colour, wear
from ui.theme.tokens import Role, Theme, ThemeName
from ui.widgets.buttons.button import Button, IconButton, Kind
from ui.widgets.choices.chips import ChipOption, ChipSet
from ui.widgets.choices.drop_down import DropDown
from ui.widgets.choices.flow import FlowLayout
from ui.widgets.choices.segmented import ScaleBar, SegmentedBar
from ui.widgets.choices.tick_row import TickRow
from ui.widgets.chrome.app_rail import AppRail
from ui.widgets.chrome.band import BandPerson, PatientBand, TopBar
from ui.widgets.chrome.band_parts import Need
from ui.widgets.chrome.status_line import SaveState, StatusLine
from ui.widgets.chrome.steps_rail import Fold, StepMark, StepsRail, StepState
from ui.widgets.fields.date_field import DateField
from ui.widgets.fields.dose_stepper import DoseStepper
from ui.widgets.fields.note_field import NoteField
from ui.widgets.fields.stepper import NumberStepper
from ui.widgets.fields.text_field import NumberField, SecretField, TextField
from ui.widgets.marks.badge import Tier, TierBadge
from ui.widgets.marks.focus_ring import FocusRing
from ui.widgets.marks.label import Label
from ui.widgets.panels.captioned import Captioned
from ui.widgets.panels.card import Card, PageHeader
from ui.widgets.panels.notice import Banner, CautionCard, Notice, OwnWords, Tone
from ui.widgets.panels.states import EmptyState, ProgressPanel
from ui.widgets.panels.working import WorkingLine, WorkingPanel

MARLOW = BandPerson(
    "Marlow",
    "Jean",
    "Mrs",
    "14-Aug-1962 (64y)",
    "Female",
    "999 000 0018",
    needs=(Need("Large print", "eye"), Need("Hearing: face to face")),
)
STEPS = (
    StepMark("prepare", 1, "Prepare", "done", StepState.DONE),
    StepMark("listen", 2, "Listen", "2 empty, optional"),
    StepMark("priorities", 3, "Priorities", "skipped, come back", StepState.SKIPPED),
    StepMark("safety", 4, "Safety net", "7 must items still to answer", StepState.FLAGGED),
    StepMark("follow", 5, "Follow-up", "not started"),
)


def buttons_card() -> Card:
    card = Card("Buttons")
    row = QWidget()
    flow = FlowLayout(row, gap=10)
    flow.addWidget(Button("Main action", Kind.FILLED))
    flow.addWidget(Button("Next: Priorities", Kind.FILLED, hint="Ctrl+PgDn"))
    flow.addWidget(Button("Second"))
    off = Button("Not yet")
    off.setEnabled(False)
    flow.addWidget(off)
    flow.addWidget(Button("Quiet", Kind.QUIET))
    flow.addWidget(IconButton("Undo", "undo", hint="Ctrl+Z"))
    compare = Button("Compare")
    compare.setCheckable(True)
    compare.setChecked(True)
    flow.addWidget(compare)
    flow.addWidget(Button("Safety and risk", icon="shield", hint="F7"))
    flow.addWidget(Button("Put on safety hold", Kind.DANGER))
    flow.addWidget(Button("Log a call", icon="phone", small=True))
    card.add(row)
    return card


def fields_card() -> Card:
    card = Card("Fields: label above, help or problem below")
    grid = QGridLayout()
    grid.setSpacing(12)
    number = TextField("NHS number")
    number.set_value("999 000 0019")
    wrong = Captioned("&NHS number", number, must=True)
    wrong.set_problem("Last digit does not match. Check the number.")
    day = DateField("Look again on")
    day.set_typed("6/1/2027")
    aim = DoseStepper("Aim, a day")
    aim.set_choices([Decimal(60), Decimal(65), Decimal(70)])
    aim.set_value(Decimal(65))
    made = DoseStepper("Morning")
    made.set_choices([Decimal(60), Decimal(65)])
    made._show_text("62")
    made.commit()
    weeks = NumberStepper("Every", minimum=1, maximum=12, unit="weeks", unit_for_one="week")
    weeks.set_value(Decimal(4))
    secret = SecretField("Passphrase")
    secret.set_value("a long passphrase")
    naloxone = SegmentedBar("Naloxone kit given", [("yes", "Yes"), ("no", "No"), ("na", "Not asked")])
    naloxone.set_value("na")
    sure = ScaleBar("How sure are you that you can?")
    sure.set_value("6")
    basis = DropDown("of the", [("current", "current dose"), ("start", "starting dose")])
    basis.set_value("current")
    rows = [
        wrong,
        Captioned("Look again on", day),
        Captioned("Aim, a day", aim, help_line=aim.help_line()),
        Captioned("Morning", made, help_line="62 was typed"),
        Captioned("Every", weeks),
        Captioned("Passphrase", secret, help_line="Caps Lock is on."),
        Captioned("Naloxone kit given", naloxone),
        Captioned("of the", basis),
        Captioned("Find", TextField("Find", placeholder="Find a person", icon="search", hint="Ctrl+K")),
        Captioned("Weight", NumberField("Weight", unit="kg")),
    ]
    rows[3]._say(made.problem())
    for place, row in enumerate(rows):
        grid.addWidget(row, place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
    card.body.addLayout(grid)
    card.add(Captioned("How sure are you that you can?", sure))
    return card


def choices_card() -> Card:
    card = Card("Chips, ticks, notes")
    chips = ChipSet(
        "Filters",
        [
            ChipOption("c", "Chosen"),
            ChipOption("n", "Not chosen"),
            ChipOption("s", "Suggested", suggested=True),
            ChipOption("r", "Plan running", count=31),
        ],
    )
    chips.set_value(["c"])
    card.add(chips)
    tick = TickRow(
        "Has anything hard happened that your body still carries? You do not have to tell me.", soft=True
    )
    tick.setChecked(True)
    card.add(tick)
    card.add(TickRow("How is it at home?"))
    note = NoteField("What I heard", least=2)
    note.set_value(
        "Pain took your work and your walking.\nThe tablets helped once.\nNow the mornings are foggy."
    )
    card.add(note)
    return card


def words_card() -> Card:
    card = Card("Own words, cautions, holds")
    card.add(OwnWords("I want to wake up clear enough to walk Ellie to school.", "Jean, 24-Nov-2026"))
    card.add(CautionCard("Gabapentin taken with an opioid", "Why, in one line.", source="MHRA 2017"))
    card.add(CautionCard("Safety hold since 19-Nov-2026", "No reduction until it is cleared.", hold=True))
    cannot = Notice("45 mg a day to 40 mg is 11.1%, over the 10% limit", "Nothing has been rounded for you.")
    cannot.add_choice("Hold longer at 45 mg, then take the 5 mg step", icon="clock")
    cannot.add_choice("Ask the MDT", icon="people")
    card.add(cannot)
    card.add(Notice("Quiet note: how a number was worked out.", tone=Tone.QUIET))
    kept = Banner()
    kept.say("Your work was kept.", "The screen locked at 12:41. You will come back to the same place.")
    card.add(kept)
    badges = QHBoxLayout()
    for tier in Tier:
        badges.addWidget(TierBadge(tier))
    badges.addStretch(1)
    card.body.addLayout(badges)
    return card


def working_card() -> Card:
    card = Card("Working panel: every number can be checked")
    panel = WorkingPanel()
    panel.set_lines(
        [
            WorkingLine("morphine sulfate 60 mg × 2", "120 mg", "× 1", "120"),
            WorkingLine("codeine as needed, 30 mg × 2", "60 mg", "× 0.1", "up to 6"),
            WorkingLine("gabapentin", result="not counted"),
            WorkingLine("Regular OME, mg a day", result="120", total=True),
        ],
        "FPM 2020, checked 17-Nov-2026. To compare, not to switch.",
    )
    card.add(panel)
    empty = EmptyState("No people yet", "Import a practice search, or add one person by hand.")
    empty.add_action("Import a search", Kind.FILLED, icon="import")
    empty.add_action("New person", icon="plus")
    card.add(empty)
    wait = ProgressPanel()
    wait.begin("Reading opioids-3-months.csv", aside="You can keep working on other screens.")
    wait.report(193, 312)
    wait.show()
    card.add(wait)
    return card


def status_lines() -> list[StatusLine]:
    lines = []
    for state, at in ((SaveState.SAVED, "10:12"), (SaveState.FAILED, "")):
        line = StatusLine()
        line.show_saving(state, at)
        line.say("13 of 214 shown. Sorted by tier, then OME.")
        line.set_person("Nia Farrow, pharmacist")
        line.set_lock("Locks after 4 min idle", "Ctrl+L")
        lines.append(line)
    return lines


def type_card() -> Card:
    card = Card("Type, in points")
    for role in Role:
        card.add(Label(f"{role.replace('_', ' ')} 1234567890 Il1", role))
    return card


def gallery() -> QWidget:
    page = QWidget()
    page.setObjectName("page")
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    band, died = PatientBand(), PatientBand()
    band.set_person(MARLOW)
    died.set_person(BandPerson("Fenwick", "Albert", "Mr", "03-Jan-1938", "Male", "", died="11-Oct-2026"))
    bar = TopBar("People", "214 on an opioid for 3 months or more")
    bar.add_action(Button("Import a search", icon="import", hint="Ctrl+I"))
    for part in (band, died, bar):
        column.addWidget(part)
    middle = QHBoxLayout()
    rail = AppRail()
    rail.set_current("people")
    middle.addWidget(rail)
    for fold in Fold:
        steps = StepsRail("Review 1", "started 24-Nov-2026")
        steps.set_steps(STEPS)
        steps.set_current("listen")
        steps.set_foot("Safety items wait in step 7.")
        steps.set_fold(fold)
        middle.addWidget(steps)
    for cards in (
        (buttons_card(), fields_card()),
        (words_card(), choices_card()),
        (working_card(), type_card()),
    ):
        stack = QVBoxLayout()
        for card in cards:
            stack.addWidget(card)
        stack.addStretch(1)
        middle.addLayout(stack, 1)
    column.addWidget(PageHeader("Listen", "no scores here, nothing is compulsory"))
    column.addLayout(middle, 1)
    for line in status_lines():
        column.addWidget(line)
    return page


@pytest.mark.parametrize(
    ("name", "scale"),
    [(ThemeName.LIGHT, 100), (ThemeName.DARK, 100), (ThemeName.HIGH_CONTRAST, 100), (ThemeName.LIGHT, 130)],
)
def test_that_every_component_is_painted_in_every_look(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, name: ThemeName, scale: int
) -> None:
    wear(qapp, Theme(name, scale))
    ring = FocusRing(qapp)
    page = gallery()
    qtbot.addWidget(page)
    page.resize(1800 * scale // 100, 1100 * scale // 100)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    stepper = page.findChildren(NumberStepper)[0]
    stepper.setFocus()
    qtbot.waitUntil(lambda: ring.around() is not None)
    picture = page.grab()
    target = tmp_path / f"gallery-{name}-{scale}.png"
    assert picture.save(str(target))
    image = picture.toImage()
    seen = {
        image.pixelColor(x, y).name() for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)
    }
    for token in ("surface", "accent", "words", "caution", "stoptint"):
        assert QColor(colour(token)).name() in seen
    wear(qapp, Theme())
