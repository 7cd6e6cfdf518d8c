"""The sheets people prepare with: the practice's own PDF of each, and what became of it with this person."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pharmreview.domain.caseload.offered import Sheet
from pharmreview.domain.review.answer import Answers, text_of
from pharmreview.domain.review.step import Option
from ui.theme.tokens import SEMIBOLD, Role
from ui.widgets.buttons.button import Button, Kind
from ui.widgets.choices.flow import FlowLayout
from ui.widgets.choices.stamp import Stamp
from ui.widgets.marks.label import Label, Rule
from ui.widgets.panels.card import Card
from ui.widgets.panels.notice import Banner

GRID = "sheet.papers"
OURS = "SH1"
"""The sheet that is ours: it is printed from Papers, and no PDF is attached for it."""
_STAGES = ("sent", "returned", "discussed")
_KILO = 1000


class SheetRow(QWidget):
    """One sheet: its PDF where the practice has one, and three days to stamp."""

    stamped = Signal(str, str)
    """The stage and the day, "" where it was taken away."""
    attach_wanted = Signal()
    copy_wanted = Signal()
    detach_wanted = Signal()

    def __init__(self, option: Option, today: date) -> None:
        super().__init__()
        self.code = option.code
        name = option.label
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(Label(name, Role.TABLE, weight=SEMIBOLD, wrap=True))
        self.file = Label("", Role.LABEL, "ink2", wrap=True)
        column.addWidget(self.file)
        self.stamps: dict[str, Stamp] = {}
        stages = QWidget()
        flow = FlowLayout(stages)
        for stage in _STAGES:
            stamp = Stamp(stage.title(), f"{name}: {stage}", today)
            stamp.stamped.connect(lambda day, stage=stage: self.stamped.emit(stage, day))
            self.stamps[stage] = stamp
            flow.addWidget(stamp)
        column.addWidget(stages)
        self.attach = Button("Attach the practice's PDF", Kind.QUIET, icon="import", small=True)
        self.copy = Button("Save a copy", Kind.QUIET, icon="save", small=True)
        self.detach = Button("Take away", Kind.QUIET, small=True)
        ways = QWidget()
        row = FlowLayout(ways, gap=4)
        for button, tell in (
            (self.attach, self.attach_wanted),
            (self.copy, self.copy_wanted),
            (self.detach, self.detach_wanted),
        ):
            button.setAccessibleDescription(name)
            button.clicked.connect(tell)
            row.addWidget(button)
        column.addWidget(ways)

    def show_sheet(self, sheet: Sheet | None, answers: Answers) -> None:
        """Show the practice's PDF of it, and what became of it."""
        ours = self.code == OURS
        self.file.setText("Printed from Papers, or asked aloud." if ours else file_words(sheet))
        self.attach.set_words("Replace the PDF" if sheet else "Attach the practice's PDF")
        self.attach.setVisible(not ours)
        self.copy.setVisible(sheet is not None)
        self.detach.setVisible(sheet is not None)
        for stage, stamp in self.stamps.items():
            stamp.set_value(text_of(answers, f"{GRID}.{self.code}.{stage}"))


def file_words(sheet: Sheet | None) -> str:
    """Which PDF is attached and how large it is, in words."""
    if sheet is None:
        return "No PDF attached. Its words belong to its makers: the practice brings its own copy."
    return f"{sheet.file_name}, {max(sheet.size // _KILO, 1):,} kB, kept in the store"


class SheetsCard(Card):
    """Every sheet there is."""

    given = Signal(str, str)
    attach_wanted = Signal(str)
    copy_wanted = Signal(object)
    detach_wanted = Signal(str)

    def __init__(self, options: Sequence[Option], today: date) -> None:
        super().__init__("Sheets to prepare with", subtitle="before the visit, or together")
        self.rows: dict[str, SheetRow] = {}
        self._sheets: Mapping[str, Sheet] = {}
        self.problem = Banner()
        self.add(self.problem)
        for place, option in enumerate(options):
            if place:
                self.add(Rule())
            self._add_row(option, today)

    def show_sheets(self, sheets: Mapping[str, Sheet], answers: Answers, problem: tuple[str, str]) -> None:
        """Show what is attached, what became of each, and why an attachment was refused."""
        self._sheets = sheets
        for code, row in self.rows.items():
            row.show_sheet(sheets.get(code), answers)
        if problem[0]:
            self.problem.show_problem(*problem)
        else:
            self.problem.clear()

    def _add_row(self, option: Option, today: date) -> None:
        row = SheetRow(option, today)
        code = option.code
        row.stamped.connect(lambda stage, day: self.given.emit(f"{GRID}.{code}.{stage}", day))
        row.attach_wanted.connect(lambda: self.attach_wanted.emit(code))
        row.copy_wanted.connect(lambda: self.copy_wanted.emit(self._sheets[code]))
        row.detach_wanted.connect(lambda: self.detach_wanted.emit(code))
        self.rows[code] = row
        self.add(row)
