"""The typefaces of papers, embedded, and what they can and cannot print.

IBM Plex Sans for everything, and Noto Naskh Arabic for the fixed phrases of languages in the Arabic script.
"""

import unicodedata
from functools import cache
from importlib.resources import files

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from pharmreview.domain.errors import PaperProblem

REGULAR = "PlexSans"
BOLD = "PlexSans-Bold"
NASKH = "NotoNaskhArabic"
NASKH_BOLD = "NotoNaskhArabic-Bold"
_FILES = {
    REGULAR: "IBMPlexSans-Regular.ttf",
    BOLD: "IBMPlexSans-Bold.ttf",
    NASKH: "NotoNaskhArabic-Regular.ttf",
    NASKH_BOLD: "NotoNaskhArabic-Bold.ttf",
}

_SCALES = {NASKH: 1.2, NASKH_BOLD: 1.2}
"""How much larger a face is set, for its letters to look as large as those of the others."""
ASCENT = 1.025
DESCENT = 0.275
"""Of the typeface's own line, as shares of its size."""


class Face:
    """One weight: widths in thousandths of the size, and a refusal of what it has no shape for."""

    def __init__(self, name: str) -> None:
        rl_config.invariant = 1
        rl_config.useA85 = 0  # text armour makes a file a quarter longer, and slow to write
        with (files("resources") / "fonts" / _FILES[name]).open("rb") as font_file:
            # Only the shapes used are embedded; the readable-ASCII subset would carry 95 more each.
            font = TTFont(name, font_file, asciiReadable=False)
        pdfmetrics.registerFont(font)
        self.name = name
        self.scale = _SCALES.get(name, 1.0)
        self._glyphs = font.face.charToGlyph
        self._widths = font.face.charWidths
        self._known: dict[str, float] = {}

    def width(self, text: str, size: float) -> float:
        """How wide text stands. Raises PaperProblem for a sign the typeface has no shape for."""
        units = self._known.get(text)
        if units is None:
            units = self._known[text] = self._measure(text)
        return units * size * self.scale / 1000

    def forget(self) -> None:
        """Let go of the words measured so far."""
        self._known.clear()

    def _measure(self, text: str) -> float:
        for sign in text:
            if ord(sign) not in self._glyphs:
                raise _unprintable(sign, text)
        total: float = sum(self._widths[ord(sign)] for sign in text)
        return total


def face(*, bold: bool = False) -> Face:
    """The regular or the bold weight, read once."""
    return _read(BOLD if bold else REGULAR)


def _is_arabic(sign: str) -> bool:
    """Whether a sign is of the Arabic script, as it is written or as it is shaped."""
    return "\u0600" <= sign <= "\u06ff" or "\ufb50" <= sign <= "\ufdff" or "\ufe70" <= sign <= "\ufeff"


def face_of(letters: str, bold: bool) -> Face:
    """The face that has the letters: that of the Arabic script where one of them is of it."""
    if letters.isascii() or not any(map(_is_arabic, letters)):
        return face(bold=bold)
    return _read(NASKH_BOLD if bold else NASKH)


def width_of(letters: str, bold: bool, size: float) -> float:
    """How wide letters of one script stand, in the face that has them."""
    return face_of(letters, bold).width(letters, size)


@cache
def _read(name: str) -> Face:
    return Face(name)


def _unprintable(sign: str, text: str) -> PaperProblem:
    name = unicodedata.name(sign, f"U+{ord(sign):04X}").lower()
    return PaperProblem(
        f"No paper can show “{sign}” ({name}), which stands in “{text[:40]}”.",
        "Write it with letters of the Latin, Greek or Cyrillic alphabet. A name is put right in the record: "
        "the next search brings it in.",
        f"no glyph for U+{ord(sign):04X}",
        code="paper-glyph",
    )
