"""Pages of a PDF as pictures, the words on them, and whether it opens at all. Nothing touches the disk."""

from pharmreview.domain.errors import InputProblem, PaperProblem
from pharmreview.domain.paper import PageImage

_ASKS_FOR_A_PASSWORD = 4
"""PDFium's FPDF_ERR_PASSWORD."""


def refuse_unless_it_opens(file_name: str, pdf: bytes) -> None:
    """Raises InputProblem for a PDF that asks for a password, is spoilt inside or has no page."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        if error.err_code == _ASKS_FOR_A_PASSWORD:
            raise InputProblem(
                f"{file_name} asks for a password.",
                "Save it as a PDF without a password and attach that.",
                code="input.sheet-locked",
            ) from error
        raise _not_whole(file_name) from error
    pages = len(document)
    document.close()
    if not pages:
        raise _not_whole(file_name)


def _not_whole(file_name: str) -> InputProblem:
    return InputProblem(
        f"{file_name} does not open as a PDF.", "Save it as a PDF again and attach that.", code="input.sheet"
    )


def page_image(pdf: bytes, page: int, dots_an_inch: int) -> PageImage:
    """One page, counted from 1, at so many dots an inch. Raises PaperProblem where there is no such page."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        if not 1 <= page <= len(document):
            raise PaperProblem(
                f"This paper has no page {page}.", f"It has {len(document)} in all.", code="paper-page"
            )
        bitmap = document[page - 1].render(scale=dots_an_inch / 72, rev_byteorder=True, force_bitmap_format=4)
        width, height, stride = bitmap.width, bitmap.height, bitmap.stride
        raw = bytes(bitmap.buffer)
    finally:
        document.close()
    rows = (raw[row * stride : row * stride + width * 4] for row in range(height))
    return PageImage(width=width, height=height, pixels=raw if stride == width * 4 else b"".join(rows))


def page_texts(pdf: bytes) -> tuple[str, ...]:
    """The words on each page as a reader would copy them."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()
