"""The real printer, printing into files, and both real threads."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from pharmreview.domain.errors import PaperProblem
from pharmreview.domain.paper import PageImage
from tests.fakes import FakeVault
from ui.jobs import ThreadLane
from ui.screens.papers.outgoing.printing import DOTS_AN_INCH, DialogPrinting, PaintedJob
from ui.screens.papers.view import PapersView
from ui.state.desk import Desk, Lanes
from ui.widgets.marks.painting import picture


def half_black(width: int = 210, height: int = 297) -> PageImage:
    """A page whose upper half is black."""
    black, white = b"\x00\x00\x00\xff", b"\xff\xff\xff\xff"
    upper = height // 2
    return PageImage(
        width=width, height=height, pixels=black * width * upper + white * width * (height - upper)
    )


def into(path: Path, size: QPageSize.PageSizeId = QPageSize.PageSizeId.A4) -> DialogPrinting:
    """A person who chooses to print into a file."""

    def accepts(printer: QPrinter, _parent: QWidget) -> bool:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        printer.setPageSize(QPageSize(size))
        return True

    return DialogPrinting(accepts)


def printed_on(printing: DialogPrinting, qtbot: QtBot) -> PaintedJob:
    parent = QWidget()
    qtbot.addWidget(parent)
    job = printing.ask(parent)
    assert job is not None
    return job


def test_that_a_picture_keeps_every_pixel_after_its_bytes_have_gone() -> None:
    made = picture(half_black())
    assert made.pixelColor(5, 5).name() == "#000000"
    assert made.pixelColor(5, 290).name() == "#ffffff"


def test_that_pages_fill_a_sheet_of_a4_without_a_margin_of_their_own(qtbot: QtBot, tmp_path: Path) -> None:
    job = printed_on(into(tmp_path / "out.pdf"), qtbot)
    for pages in (2, 1):
        job.begin()
        for _ in range(pages):
            job.add(half_black())
        job.end()
    job.close()
    document = pypdfium2.PdfDocument(tmp_path / "out.pdf")
    assert len(document) == 3
    width, height = document[0].get_size()
    assert (round(width), round(height)) == (595, 842)
    shown = document[2].render(scale=1)
    left, middle = shown.width // 20, shown.height // 2
    stride, kinds = shown.stride, shown.n_channels
    above = shown.buffer[(middle - 20) * stride + left * kinds]
    below = shown.buffer[(middle + 20) * stride + left * kinds]
    assert (above, below) == (0, 255)
    document.close()


def test_that_a_page_keeps_its_shape_on_another_sheet(qtbot: QtBot, tmp_path: Path) -> None:
    job = printed_on(into(tmp_path / "out.pdf", QPageSize.PageSizeId.Letter), qtbot)
    job.begin()
    job.add(half_black())
    job.end()
    job.close()
    document = pypdfium2.PdfDocument(tmp_path / "out.pdf")
    shown = document[0].render(scale=1)
    ink = [x for x in range(shown.width) if shown.buffer[100 * shown.stride + x * shown.n_channels] < 50]
    assert len(ink) == pytest.approx(792 * 210 / 297, abs=2)
    document.close()


@pytest.mark.qt_log_ignore("Returned false", extend=True)
def test_that_a_file_that_cannot_be_made_is_a_sentence(qtbot: QtBot, tmp_path: Path) -> None:
    job = printed_on(into(tmp_path / "gone" / "out.pdf"), qtbot)
    with pytest.raises(PaperProblem, match="did not take"):
        job.begin()
    job.give_up()


def test_that_a_job_without_a_paper_begun_refuses_a_page(qtbot: QtBot, tmp_path: Path) -> None:
    job = printed_on(into(tmp_path / "out.pdf"), qtbot)
    with pytest.raises(PaperProblem):
        job.add(half_black())


def test_that_no_printer_chosen_is_no_job(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    assert DialogPrinting(lambda _printer, _parent: False).ask(parent) is None


def test_that_a_print_queue_is_told_no_name(qtbot: QtBot) -> None:
    seen: list[str] = []

    def accepts(printer: QPrinter, _parent: QWidget) -> bool:
        seen.append(printer.docName())
        return False

    parent = QWidget()
    qtbot.addWidget(parent)
    DialogPrinting(accepts).ask(parent)
    assert seen == ["PharmReview"]


def test_that_papers_reach_a_real_printer_through_real_threads(
    qtbot: QtBot, reviewed: Desk, vault: FakeVault, tmp_path: Path
) -> None:
    lanes = Lanes(vault=ThreadLane("vault"), press=ThreadLane("press"))
    reviewed.lanes = lanes
    view = PapersView(reviewed, printing=into(tmp_path / "out.pdf"))
    qtbot.addWidget(view)
    view.resize(1246, 664)
    view.show()
    try:
        view.entered()
        qtbot.waitUntil(view.print.isEnabled, timeout=20_000)
        with qtbot.waitSignal(view.status, timeout=30_000) as said:
            view.print_now()
        assert said.args == ["Printed 3 papers at 09:30"]
    finally:
        lanes.vault.close()
        lanes.press.close()
    document = pypdfium2.PdfDocument(tmp_path / "out.pdf")
    work = reviewed.app.paperwork
    assert len(document) == sum(len(work.page_texts(paper.pdf)) for paper in vault.papers)
    ours, theirs = (
        document[0].render(scale=0.5),
        pypdfium2.PdfDocument(vault.papers[0].pdf)[0].render(scale=0.5),
    )
    assert (ours.width, ours.height) == (theirs.width, theirs.height)
    off = sum(abs(a - b) > 90 for a, b in zip(bytes(ours.buffer), bytes(theirs.buffer), strict=True))
    assert off < len(bytes(ours.buffer)) // 50
    document.close()


def test_that_pages_for_paper_are_made_at_three_hundred_dots_an_inch() -> None:
    assert PaintedJob.dots_an_inch == DOTS_AN_INCH == 300
