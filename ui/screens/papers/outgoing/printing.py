"""The real printer: pages painted as pictures, one print job a paper so that none shares a sheet."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPageSize, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter

from pharmreview.domain.errors import PaperProblem

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from pharmreview.domain.paper import PageImage
from ui.widgets.marks.painting import picture

DOTS_AN_INCH = 300
_TRY = "Check that it is on, connected and has paper, then print again."


class PaintedJob:
    """Papers painted on a printer that was chosen. A job carries no name: a queue shows names to others."""

    dots_an_inch = DOTS_AN_INCH

    def __init__(self, printer: QPrinter) -> None:
        self._printer = printer
        self._painter: QPainter | None = None
        self._fresh = True

    @property
    def copies(self) -> int:
        """What the printer cannot repeat by itself is sent again."""
        return 1 if self._printer.supportsMultipleCopies() else max(self._printer.copyCount(), 1)

    def begin(self) -> None:
        """Start one paper. Printing into a file goes on in the same file. Raises PaperProblem."""
        if self._painter is not None:
            self._next_page()
            return
        self._painter = QPainter()
        if not self._painter.begin(self._printer):
            self._painter = None
            raise PaperProblem("The printer did not take the papers.", _TRY, code="paper-printer")
        self._fresh = True

    def add(self, page: PageImage) -> None:
        """Paint the next page, as large as the sheet allows. Raises PaperProblem."""
        if self._painter is None:
            raise PaperProblem("The printer let go of the papers.", _TRY, code="paper-printer")
        if not self._fresh:
            self._next_page()
        self._fresh = False
        sheet = QRectF(self._printer.pageLayout().fullRectPixels(self._printer.resolution()))
        size = QSizeF(page.width, page.height).scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF((sheet.width() - size.width()) / 2, (sheet.height() - size.height()) / 2, 0, 0)
        place.setSize(size)
        self._painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._painter.drawImage(place, picture(page))

    def end(self) -> None:
        """Let the paper go to the printer. Raises PaperProblem where the printer stopped."""
        if self._printer.outputFileName():
            return
        painter, self._painter = self._painter, None
        if painter is None or not painter.end() or self._stopped():
            raise PaperProblem("The printer stopped.", _TRY, code="paper-printer")

    def close(self) -> None:
        """Everything was sent. Raises PaperProblem where a file could not be ended."""
        painter, self._painter = self._painter, None
        if painter is not None and (not painter.end() or self._stopped()):
            raise PaperProblem(
                "The file was not written whole.", "Free some space on the disk, then print again."
            )

    def give_up(self) -> None:
        """Let go of the printer; what is not whole is taken back where the printer allows it."""
        painter, self._painter = self._painter, None
        if painter is not None:
            if not self._printer.outputFileName():
                self._printer.abort()
            painter.end()

    def _next_page(self) -> None:
        self._fresh = True
        if not self._printer.newPage():
            raise PaperProblem("The printer stopped.", _TRY, code="paper-printer")

    def _stopped(self) -> bool:
        return self._printer.printerState() in (QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted)


class DialogPrinting:
    """Asks for a printer with the computer's own dialog. `accepts` stands for the person in tests."""

    def __init__(self, accepts: Callable[[QPrinter, QWidget], bool] | None = None) -> None:
        self._accepts = accepts or _ask

    def ask(self, parent: QWidget) -> PaintedJob | None:
        """A printer to print on, or None where the person thought better of it."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        printer.setPageMargins(QMarginsF(0, 0, 0, 0))
        printer.setFullPage(True)
        printer.setDocName("PharmReview")
        return PaintedJob(printer) if self._accepts(printer, parent) else None


def _ask(printer: QPrinter, parent: QWidget) -> bool:
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("Print papers")
    for option in (
        QAbstractPrintDialog.PrintDialogOption.PrintPageRange,
        QAbstractPrintDialog.PrintDialogOption.PrintSelection,
        QAbstractPrintDialog.PrintDialogOption.PrintCurrentPage,
    ):
        dialog.setOption(option, False)
    return bool(dialog.exec())
