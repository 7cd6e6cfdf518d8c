"""How a paper opens: the head of a plan, a letter's head with its window, the bar that names the person."""

from pharmreview.documents.ink import GREY, MM, TEAL, Band, Mark, Node, Picture
from pharmreview.documents.ink import Rule as Line
from pharmreview.documents.layout.lines import lines_of, set_lines
from pharmreview.documents.layout.sheets import (
    BODY_TOP,
    DL_FOOT,
    DL_LEFT,
    DL_RIGHT,
    DL_TOP,
    IDENTITY_TOP,
    SENDER_LEFT,
    SENDER_RIGHT,
    Sheet,
)
from pharmreview.documents.letterhead import letterhead_bytes, letterhead_size
from pharmreview.documents.outline import IdentityBar, LetterHead, Masthead, Run, Text, words
from pharmreview.domain.errors import PaperProblem

_TITLE = 24.0
_LARGE_TITLE = 28.0
_ASIDE = 12.0
_LARGE = 18
_WINDOW = (12.5, 11.5, 10.5, 9.5, 8.5)
_LARGE_WINDOW = (16.0, 15.0, 14.0)
_SENDER_SIZES = (15.0, 13.0, 11.5)
"""Sizes of type in the head of a letter, the first that fits; the larger ones for large print."""


def masthead_bands(block: Masthead, sheet: Sheet, parent: Node) -> list[Band]:
    """Title and person to the left, practice and version against the right margin, a rule below."""
    gutter = 6 * MM
    aside_width = sheet.width * 0.34
    left_width = sheet.width - aside_width - gutter
    if not block.aside:
        left_width = sheet.width
    size = _TITLE if sheet.size < _LARGE else _LARGE_TITLE
    title = parent.part("H1")
    title_lines = lines_of((Run(text=block.title, bold=True),), left_width, size)
    marks: list[Mark] = [(title, i) for i in set_lines(title_lines, sheet.side, 0, size, size * 1.15)]
    down = len(title_lines) * size * 1.15 + 1.2 * MM
    for text in block.person:
        lines = lines_of(text, left_width, sheet.size)
        node = parent.part("P")
        marks += [(node, i) for i in set_lines(lines, sheet.side, down, sheet.size, sheet.leading)]
        down += len(lines) * sheet.leading
    leading = _ASIDE * 1.35
    aside = [(text, lines_of(text, aside_width, _ASIDE)) for text in block.aside]
    tall = sum(len(lines) for _, lines in aside) * leading
    height = max(down, tall)
    place = height - tall
    left = sheet.side + sheet.width - aside_width
    for _, lines in aside:
        node = parent.part("P")
        put = set_lines(lines, left, place, _ASIDE, leading, width=aside_width, right=True, colour=GREY)
        marks += [(node, ink) for ink in put]
        place += len(lines) * leading
    rule = height + 2 * MM
    marks.append((None, Line(sheet.side, rule, sheet.side + sheet.width, rule, 2.2, TEAL)))
    return [Band(rule + 0.5 * MM, marks, held=True)]


def letter_head_bands(block: LetterHead, sheet: Sheet, parent: Node) -> list[Band]:
    """The practice above, the address inside the window of a DL envelope, the sender beside it."""
    marks: list[Mark] = []
    if block.picture:
        marks.append(_letterhead(block, sheet, parent))
    elif block.practice:
        lines = lines_of((Run(text=block.practice, bold=True),), 105 * MM, 17)[:2]
        node = parent.part("P")
        marks += [(node, i) for i in set_lines(lines, sheet.side, 9 * MM, 17, 20, colour=TEAL)]
    marks += _window(block.address, sheet, parent)
    sender, down = _sender(block.sender, sheet, parent)
    body = IDENTITY_TOP if sheet.heading_ruled else BODY_TOP
    return [Band(0, [*marks, *sender], pinned=True, resume=max(body, down + 3 * MM))]


def _sender(sender: tuple[Text, ...], sheet: Sheet, parent: Node) -> tuple[list[Mark], float]:
    """Who sends the letter, in the largest type that stays above its body, and how far down it reaches."""
    for size in _SENDER_SIZES if sheet.size >= _LARGE else _SENDER_SIZES[-1:]:
        leading = size * 15 / 11.5
        lines = [lines_of(text, SENDER_RIGHT - SENDER_LEFT, size) for text in sender]
        if DL_TOP + sum(map(len, lines)) * leading <= BODY_TOP:
            break
    else:
        raise PaperProblem(
            "The practice's address has more lines than the head of a letter holds.",
            "Shorten it in the practice settings.",
            code="paper-sender",
        )
    marks: list[Mark] = []
    down = DL_TOP
    for text, part in zip(sender, lines, strict=True):
        if text:
            node = parent.part("P")
            marks += [(node, ink) for ink in set_lines(part, SENDER_LEFT, down, size, leading)]
        down += len(part) * leading
    return marks, down


def _letterhead(block: LetterHead, sheet: Sheet, parent: Node) -> Mark:
    """The practice's own picture in the space for one: 105 mm by 25 mm, 5 mm from the edge."""
    width, height = letterhead_size(block.picture, 105 * MM, 25 * MM)
    alt = f"Letterhead of {block.practice}" if block.practice else "Letterhead of the practice"
    picture = Picture(sheet.side, 5 * MM, width, height, letterhead_bytes(block.picture))
    return parent.part("Figure", alt=alt), picture


def _window(address: tuple[str, ...], sheet: Sheet, parent: Node) -> list[Mark]:
    """The address in the largest type whose lines all stay inside the window."""
    room = DL_FOOT - DL_TOP
    for size in _LARGE_WINDOW + _WINDOW if sheet.size >= _LARGE else _WINDOW:
        leading = size * 15.2 / 12.5
        lines = [lines_of(words(line), DL_RIGHT - DL_LEFT, size) for line in address if line.strip()]
        if sum(len(part) for part in lines) * leading <= room + 0.5:
            break
    else:
        raise PaperProblem(
            "The address has more lines than the window of an envelope shows.",
            "Shorten the name or the address.",
            code="paper-window",
        )
    marks: list[Mark] = []
    down = DL_TOP
    for part in lines:
        node = parent.part("P")
        marks += [(node, ink) for ink in set_lines(part, DL_LEFT, down, size, leading)]
        down += len(part) * leading
    return marks


def identity_bands(block: IdentityBar, sheet: Sheet, parent: Node) -> list[Band]:
    """The person between two rules; spread over the line where one line holds them."""
    node = parent.part("P")
    return [Band(*_identity(block, sheet, node), held=True)]


def running_head(block: IdentityBar, sheet: Sheet) -> Band:
    """The same bar for the following pages, which a screen reader passes over."""
    return Band(*_identity(block, sheet, None))


def _identity(block: IdentityBar, sheet: Sheet, node: Node | None) -> tuple[float, list[Mark]]:
    right = sheet.side + sheet.width
    natural = [lines_of(part, 10_000, sheet.size)[0] for part in block.parts]
    spare = sheet.width - sum(line.width for line in natural)
    pad = 1.5 * MM
    marks: list[Mark] = []
    if spare >= 4 * MM * (len(natural) - 1):
        gap = spare / max(len(natural) - 1, 1)
        x = sheet.side
        for line in natural:
            marks += [(node, i) for i in set_lines([line], x, pad, sheet.size, sheet.leading)]
            x += line.width + gap
        height = sheet.leading + 2 * pad
    else:
        joined: Text = tuple(run for part in block.parts for run in (*part, Run(text="    ")))[:-1]
        lines = lines_of(joined, sheet.width, sheet.size)
        marks += [(node, i) for i in set_lines(lines, sheet.side, pad, sheet.size, sheet.leading)]
        height = len(lines) * sheet.leading + 2 * pad
    for level in (0.0, height):
        marks.append((None, Line(sheet.side, level, right, level, 1.6, TEAL)))
    return height, marks
