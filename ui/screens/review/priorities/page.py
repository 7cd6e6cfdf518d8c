"""The priorities page: the person's part, their medicines, what is shared, and the sheets to prepare with."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from pharmreview.domain.caseload.offered import Sheet
from ui.forms.step_form import StepForm
from ui.screens.review.offers import Attach, Detach, SaveCopy
from ui.screens.review.pages import LastTime, Page
from ui.screens.review.priorities.sheets import GRID, SheetsCard
from ui.screens.review.props import Props

_PDF = "PDF files (*.pdf)"


class PrioritiesPage(Page):
    """What matters most, chosen by the person; on a sheet beforehand, or asked aloud."""

    def __init__(self, props: Props) -> None:
        super().__init__()
        groups = tuple(g.id for g in props.step.groups if g.id != "papers")
        self.form = self.take(StepForm(props.step, groups, name=props.name))
        self.how = self.take(
            StepForm(props.step, ("papers",), without=("papers",), name=props.name, plain=True)
        )
        self.sheets = SheetsCard(props.context.lists["sheets"].options, props.context.today)
        self.before = LastTime(GRID)
        self.sheets.add(self.before)
        self.sheets.add(self.how)
        self.sheets.given.connect(self._stamp)
        self.sheets.attach_wanted.connect(self.choose_pdf)
        self.sheets.copy_wanted.connect(self._save_copy)
        self.sheets.detach_wanted.connect(lambda code: self.offer.emit(Detach(code)))
        self.column.addWidget(self.form)
        self.column.addWidget(self.sheets)
        self.column.addStretch(1)

    def show_props(self, props: Props) -> None:
        super().show_props(props)
        self.before.show_props(props)
        self.sheets.show_sheets(props.offers.sheets, props.answers, props.offers.problem)

    def reveal(self, key: str) -> None:
        if key.startswith(GRID):
            next(iter(self.sheets.rows.values())).stamps["sent"].setFocus()
        else:
            super().reveal(key)

    def choose_pdf(self, code: str) -> None:
        """Ask for the practice's own PDF of a sheet. It is looked at and refused on the lane."""
        kinds = f"{_PDF};;All files (*)"
        path, _ = QFileDialog.getOpenFileName(self, "Attach the practice's own PDF", "", kinds)
        if path:
            self.offer.emit(Attach(code, Path(path)))

    def _save_copy(self, sheet: Sheet) -> None:
        path, _ = QFileDialog.getSaveFileName(self, "Save a copy", sheet.name_for_a_copy, _PDF)
        if path:
            self.offer.emit(SaveCopy(sheet, Path(path)))

    def _stamp(self, key: str, day: str) -> None:
        self.left.emit()
        self.give(key, day)
        self.left.emit()
