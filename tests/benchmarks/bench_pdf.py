"""A plan as a tagged PDF beside the bare canvas writing the same words in the same typeface.

In processor time, ours and the floor in turn, so that other work on the machine changes neither.
"""

from collections.abc import Iterator
from io import BytesIO
from statistics import median
from time import process_time

import pypdfium2
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from pharmreview.documents.press import Press, outline_of
from pharmreview.documents.render.pdf import pdf_of
from pharmreview.documents.typeface import BOLD, REGULAR
from pharmreview.domain.paper import PaperKind
from tests.benchmarks.figure import Figure
from tests.documents.papers import PATIENT, facts

_ROUNDS = 40
_WARM_UP = 5
_LETTERS = 500

Written = list[tuple[float, float, str, float, bool]]


def measure() -> Iterator[Figure]:
    """The whole-route plan from its facts to its bytes, and the same words put down plainly."""
    paper = facts(PaperKind.WHOLE_ROUTE)
    pages = _written(pdf_of(outline_of(paper))[0])
    ours, floor = [], []
    for turn in range(_ROUNDS + _WARM_UP):
        begun = process_time()
        pdf_of(outline_of(paper))
        middle = process_time()
        _plainly(pages)
        ended = process_time()
        if turn >= _WARM_UP:
            ours.append(middle - begun)
            floor.append(ended - middle)
    yield Figure("press a three-page plan", median(ours) * 1000, median(floor) * 1000, 3.0)
    yield _batch()


def _batch() -> Figure:
    """Invitations to 500 people as one file, and the same words put down plainly."""
    letters = [
        facts(PaperKind.INVITATION, patient=PATIENT.model_copy(update={"given_name": f"Jean {n}"}))
        for n in range(_LETTERS)
    ]
    press = Press()
    ours, floor = [], []
    for _ in range(3):
        begun = process_time()
        made = press.press_all(letters, lambda _done: True)
        ours.append(process_time() - begun)
        pages = _written(made.pdf)
        begun = process_time()
        _plainly(pages)
        floor.append(process_time() - begun)
    return Figure("press 500 letters as one file", median(ours) * 1000, median(floor) * 1000, 2.5)


def _written(pdf: bytes) -> list[Written]:
    """Every piece of text of every page: where it stands, what it says, its size and weight."""
    pages = []
    for page in pypdfium2.PdfDocument(pdf):
        pieces: Written = []
        words = page.get_textpage()
        for number in range(words.count_rects()):
            left, foot, right, top = words.get_rect(number)
            told = words.get_text_bounded(left, foot, right, top).strip()
            pieces.append((left, foot, told, 12.0, number % 4 == 0))
        pages.append(pieces)
    return pages


def _plainly(pages: list[Written]) -> bytes:
    file = BytesIO()
    canvas = Canvas(file, pagesize=A4, pageCompression=1, invariant=1)
    for page in pages:
        for left, foot, told, size, bold in page:
            canvas.setFont(BOLD if bold else REGULAR, size)
            canvas.drawString(left, foot, told)
        canvas.showPage()
    canvas.save()
    return file.getvalue()
