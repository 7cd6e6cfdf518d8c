"""A paper as plain values: what it says and in what order, not where on the page."""

import re
import unicodedata
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator

from pharmreview.domain.paper import Setting
from pharmreview.domain.review.pictures.shapes import Picture
from pharmreview.domain.value import Exact, Value

_SPACES = {"\t": " ", "\u2028": "\n", "\u2029": "\n", "\u202f": "\u00a0", "\r\n": "\n", "\r": "\n"}
_ODD = re.compile(r"  |[^\x20-\x7e\n\u00a0£‘’“”–—…·×½]")
"""What may need cleaning; a text without any is clean, and most are."""
_UNSEEN = {"Cc", "Cf", "Cs"}


def clean(text: str) -> str:
    """Text as it may stand on paper: composed letters, and none of the signs that cannot be seen.

    Control signs, overrides of the reading direction and zero-width signs are dropped, because what a
    reader cannot see must not change what stands beside it. New lines stay.
    """
    if not _ODD.search(text):
        return text
    for old, new in _SPACES.items():
        text = text.replace(old, new)
    text = "".join(c for c in text if c == "\n" or unicodedata.category(c) not in _UNSEEN)
    return unicodedata.normalize("NFC", re.sub(r"[\ufffe\uffff]| (?= )", "", text))


PaperText = Annotated[str, AfterValidator(clean)]


class Run(Value):
    """Words of one weight. `lang` is the BCP 47 tag of fixed words that are not in the paper's language."""

    text: PaperText
    bold: bool = False
    lang: str = ""


Text = tuple[Run, ...]
"""Runs in reading order. A line that names a language is in it, but for its runs that name none: data."""


def words(text: str, *, bold: bool = False) -> Text:
    """Text of one weight, or none."""
    return (Run(text=text, bold=bold),) if text.strip() else ()


def said(text: Text) -> str:
    """The words alone, with ordinary spaces."""
    return "".join(run.text for run in text).replace("\u00a0", " ")


class Heading(Value):
    """A heading, `also` in another language. Level 1 is the title and stands once; levels never skip."""

    level: int
    text: PaperText
    also: Text = ()


class Bullets(Value):
    """A list, in one column or two."""

    items: tuple[Text, ...]
    columns: int = 1


class Ticks(Value):
    """A list of things to tick with a pen, each with an empty box."""

    items: tuple[Text, ...]
    columns: int = 1


class TabletMark(Value):
    """One drawn tablet, capsule or patch with its strength. Never the colour or shape of a brand."""

    label: PaperText
    shape: Literal["tablet", "capsule", "patch"] = "tablet"
    half: bool = False


class TabletPicture(Value):
    """How many and which strength, as drawn shapes. `alt` says the same in words."""

    marks: tuple[TabletMark, ...]
    alt: PaperText


class Paragraph(Value):
    """Words, `picture` above them; a new line starts one. `held` keeps it on the page of what follows."""

    text: Text
    small: bool = False
    room_above: int = 0
    """Extra points of space above what is set apart: the close of a letter, a signature."""
    held: bool = False
    picture: TabletPicture | None = None


class RoutePoint(Value):
    """The dose from a day on. `pause` marks a planned stop for a while."""

    start: date
    dose: Exact
    pause: bool = False


class RouteChart(Value):
    """The stepped line of doses. `unit` is written after each figure; `alt` says the route in words."""

    points: tuple[RoutePoint, ...]
    end: date
    unit: PaperText
    last_words: PaperText
    alt: PaperText
    first_words: PaperText = "Now"


class Cell(Value):
    """One cell: words, smaller words under them, and a picture before them."""

    text: Text = ()
    under: Text = ()
    picture: TabletPicture | None = None
    span: int = 1


class RowKind(StrEnum):
    """What a row is; shown by an edge, a shade and always by words too."""

    PLAIN = "plain"
    TOTAL = "total"
    CURRENT = "current"
    PAUSE = "pause"
    CONTINUED = "continued"


class Row(Value):
    """A row. The first cell that is not a tick box heads it; `done` ticks its box already."""

    cells: tuple[Cell, ...]
    kind: RowKind = RowKind.PLAIN
    tick: bool = False
    done: bool = False


class Column(Value):
    """A column: its head (`also` in another language), its share in percent, and figures to the right."""

    head: PaperText
    share: int
    right: bool = False
    also: Text = ()


class TableStyle(StrEnum):
    """How a table looks."""

    TAKE = "take"
    ROUTE = "route"
    CLINICAL = "clinical"


class Table(Value):
    """A table with a head. `summary` names it for someone who cannot see it. `ticks` adds a box a row."""

    style: TableStyle
    summary: PaperText
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    ticks: bool = False


class KeyFacts(Value):
    """Pairs of a label and what it is. `heads` name the two columns for someone who cannot see them."""

    summary: PaperText
    heads: tuple[PaperText, PaperText]
    rows: tuple[tuple[PaperText, Text], ...]


class BoxKind(StrEnum):
    """How much a box stands out."""

    PAUSE = "pause"
    SAFETY = "safety"
    QUOTE = "quote"
    HEADLINE = "headline"
    PLAIN = "plain"


class Box(Value):
    """A box with an edge. Its title heads it but in a quote or headline; `tick` puts a square beside it."""

    kind: BoxKind
    title: PaperText = ""
    also: Text = ()
    body: tuple["Paragraph | Bullets", ...]
    tick: bool = False
    done: bool = False


class SignLine(Value):
    """Labels, each with a line to write on."""

    labels: tuple[PaperText, ...]


class SideBySide(Value):
    """Two short sections next to each other; one under the other where they are long."""

    left: tuple["Heading | Paragraph", ...]
    right: tuple["Heading | Paragraph", ...]


class NewPage(Value):
    """What follows starts a page, unless the paper would then need more pages than it must."""


class Masthead(Value):
    """The top of a plan: title and person to the left, practice and version to the right."""

    title: PaperText
    person: tuple[Text, ...]
    aside: tuple[Text, ...]


class LetterHead(Value):
    """The top of a letter: practice, address for a DL window, and sender, date and number outside it."""

    practice: PaperText
    address: tuple[PaperText, ...]
    sender: tuple[Text, ...]
    picture: str = ""
    """The practice's own letterhead, PNG or JPEG as base64, in the place of its name."""


class IdentityBar(Value):
    """Who a clinician's letter is about, repeated at the top of every page."""

    parts: tuple[Text, ...]


class CopyBlock(Value):
    """Short plain lines to copy into the record."""

    lines: tuple[PaperText, ...]


Block = (
    Heading
    | Paragraph
    | Bullets
    | Ticks
    | Table
    | KeyFacts
    | Box
    | RouteChart
    | Picture
    | SignLine
    | SideBySide
    | NewPage
    | Masthead
    | LetterHead
    | IdentityBar
    | CopyBlock
)


class Format(StrEnum):
    """Which sheet a paper is set on."""

    PLAN = "plan"
    LETTER = "letter"
    CLINICIAN = "clinician"


class Outline(Value):
    """One paper. `footer` stands at the foot of every page, before "Page n of m"."""

    title: PaperText
    kind: str
    format: Format
    template: str
    footer: PaperText
    blocks: tuple[Block, ...]
    lang: str = "en-GB"
    setting: Setting = Setting.STANDARD
    cream: bool = False
    pages_at_most: int | None = None
    """How many pages the paper should fill at most; more is a concern, never a cut."""
