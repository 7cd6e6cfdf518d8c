"""The practice's own picture for the head of its letters: what is taken, and how large it stands."""

import base64
import binascii
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from pharmreview.domain.errors import PaperProblem

LARGEST = 2_000_000
"""Bytes; a letterhead is printed 105 mm wide at most, and more is only slow."""
MOST_ACROSS = 4000
"""Pixels, across or down."""
_KINDS = ("PNG", "JPEG")
_QUALITY = 92


def letterhead_of(content: bytes) -> str:
    """A picture as a practice keeps it: upright, on white, in colours that every format shows.

    Raises PaperProblem for one that is too large or no PNG or JPEG.
    """
    if len(content) > LARGEST:
        size = f"{len(content) / 1_000_000:.1f}"
        raise _refusal(f"The letterhead is {size} MB; at most {LARGEST // 1_000_000} MB can be used.")
    width, height = _measured(content)
    if max(width, height) > MOST_ACROSS:
        raise _refusal(
            f"The letterhead is {width} by {height} pixels; at most {MOST_ACROSS} each way can be used."
        )
    return base64.b64encode(_as_printed(content)).decode("ascii")


def letterhead_size(kept: str, across: float, down: float) -> tuple[float, float]:
    """How wide and high a kept picture stands in a space, its shape as it is. Raises PaperProblem."""
    width, height = _measured(letterhead_bytes(kept))
    scale = min(across / width, down / height)
    return width * scale, height * scale


def letterhead_bytes(kept: str) -> bytes:
    """The file itself. Raises PaperProblem where what is kept is damaged."""
    try:
        return base64.b64decode(kept, validate=True)
    except (binascii.Error, ValueError) as error:
        raise _refusal("The letterhead that is kept is damaged.") from error


def _measured(content: bytes) -> tuple[int, int]:
    try:
        with Image.open(BytesIO(content), formats=_KINDS) as picture:
            return picture.size
    except Image.DecompressionBombError as error:
        raise _refusal(
            f"The letterhead has more pixels than can be looked at; {MOST_ACROSS} each way is the most."
        ) from error
    except (UnidentifiedImageError, OSError, ValueError) as error:
        raise _refusal("The letterhead is no PNG or JPEG picture.") from error


def _as_printed(content: bytes) -> bytes:
    """The picture as paper shows it, in the kind of file it came as.

    A file cut short has a size and no picture: it is refused here, and not when a letter is printed.
    """
    try:
        with Image.open(BytesIO(content), formats=_KINDS) as picture:
            kind = picture.format
            plain = _on_white(ImageOps.exif_transpose(picture))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise _refusal("The letterhead is a damaged picture.") from error
    kept = BytesIO()
    if kind == "JPEG":
        plain.save(kept, "JPEG", quality=_QUALITY)
    else:
        plain.save(kept, "PNG", optimize=True)
    return kept.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith("I"):  # sixteen bits of grey, of which paper shows eight
        picture = picture.convert("I").point(lambda grey: grey * (1 / 256)).convert("L")
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    seen = picture.convert("RGBA")
    white = Image.new("RGBA", seen.size, "white")
    return Image.alpha_composite(white, seen).convert("RGB")


def _refusal(what: str) -> PaperProblem:
    remedy = "Save it as a PNG or JPEG of less than 2 MB, about 1,200 pixels wide, and choose it again."
    return PaperProblem(what, remedy, code="paper-letterhead")
