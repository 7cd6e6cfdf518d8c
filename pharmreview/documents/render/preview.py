"""Pages of a pressed paper as pictures, and the words on them. Nothing touches the disk."""

from pharmreview.domain.errors import PaperProblem
from pharmreview.domain.paper import PageImage


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
