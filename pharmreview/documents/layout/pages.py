"""Slices onto pages, and what every page repeats."""

from dataclasses import dataclass, field
from itertools import pairwise

from pharmreview.documents.ink import GREY, MM, Band, Frame, Mark, Node, Oblong
from pharmreview.documents.ink import Rule as Line
from pharmreview.documents.layout.blocks import bands_of
from pharmreview.documents.layout.lines import forget_words, lines_of, set_lines
from pharmreview.documents.layout.openings import running_head
from pharmreview.documents.layout.sheets import (
    CREAM,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    Sheet,
    close_set,
    closest_set,
    sheet_for,
)
from pharmreview.documents.outline import Block, IdentityBar, Outline, words
from pharmreview.documents.typeface import face
from pharmreview.domain.errors import PaperProblem
from pharmreview.domain.paper import Setting

_MOST_PAGES = 200
_SOONER = (0.92, 0.84, 0.76, 0.68, 0.6)
"""Shares of a page at which its words end sooner, so that the last page is not nearly empty."""


@dataclass
class Page:
    """One page: marks in reading order with where each stands, and marks that stand at head and foot."""

    placed: list[tuple[float, Band]] = field(default_factory=list)
    edges: list[Mark] = field(default_factory=list)
    shades: list[Mark] = field(default_factory=list)
    repeated: list[tuple[float, Band]] = field(default_factory=list)
    """Heads shown again, which a screen reader passes over."""
    footer: list[Mark] = field(default_factory=list)


@dataclass
class LaidOut:
    """A whole paper on pages, and the structure over them."""

    pages: list[Page]
    root: Node
    sheet: Sheet
    whole: bool = False
    """Whether its page breaks were left out."""


class Galley:
    """Blocks set already, each on its sheet, for a paper tried closer and for the next letter of a batch.

    What is set belongs to one paper at a time. The next may have it once the marks of the one before are
    let go.
    """

    def __init__(self) -> None:
        self._set: dict[tuple[int, Sheet], tuple[Block, list[Band], list[Node | tuple[int, int]]]] = {}

    def bands(self, outline: Outline, sheet: Sheet, root: Node) -> list[Band]:
        """The slices of a paper, its structure hung under `root`."""
        told: list[Band] = []
        here: set[int] = set()
        for block in outline.blocks:
            if id(block) in here:
                told += bands_of(block, sheet, root)
                continue
            here.add(id(block))
            known = self._set.get((id(block), sheet))
            if known is None:
                apart = Node("Div")
                known = self._set[id(block), sheet] = (block, bands_of(block, sheet, apart), apart.kids)
            told += known[1]
            root.kids += known[2]
        return told


def lay_out(outline: Outline) -> LaidOut:
    """Put an outline on pages: as set, or closer, or without its page breaks, where that saves a page.

    Raises PaperProblem for what cannot be printed or never fits.
    """
    try:
        return lay_out_one_of_many(outline, Galley())
    finally:
        forget_words()


def lay_out_one_of_many(outline: Outline, galley: Galley) -> LaidOut:
    """The same for a paper of a batch, whose words are measured once: whoever calls it forgets them after."""
    return _finished(outline, _shortest(outline, galley))


def _shortest(outline: Outline, galley: Galley) -> LaidOut:
    sheet = sheet_for(outline)
    paper = _laid_out(outline, sheet, galley)
    over = outline.pages_at_most is not None and len(paper.pages) > outline.pages_at_most
    if over or _any_spill(paper):
        paper = _shorter(outline, paper, galley)
    return _evened(outline, paper, galley) if len(paper.pages) > 1 and _spills(paper.pages[-1]) else paper


def _shorter(outline: Outline, paper: LaidOut, galley: Galley) -> LaidOut:
    """The gentlest setting that saves a page and leaves none nearly empty: closer, without breaks, both.

    In larger type, whose lines need their room, the breaks go first.
    """
    sheet, closer = paper.sheet, close_set(paper.sheet)
    ways = [(closer, False), (sheet, True), (closer, True)]
    if outline.setting is not Setting.STANDARD:
        ways[:2] = ways[1::-1]
    else:
        ways.append((closest_set(sheet), False))
    best = paper
    for other, whole in ways:
        laid = _laid_out(outline, other, galley, whole=whole)
        if len(laid.pages) < len(best.pages):
            best = laid
            if not _any_spill(best):
                break
    return best


def _evened(outline: Outline, paper: LaidOut, galley: Galley) -> LaidOut:
    """The same on as many pages, with more on the last, where a page before can do with less."""
    for share in _SOONER:
        laid = _laid_out(outline, paper.sheet, galley, whole=paper.whole, share=share)
        if len(laid.pages) > len(paper.pages):
            break
        if not _any_spill(laid):
            return laid
    return paper


def _any_spill(paper: LaidOut) -> bool:
    return any(_spills(page) for page in paper.pages[1:])


def _spills(page: Page) -> bool:
    """Whether a page holds little enough to be saved."""
    return all(down < PAGE_HEIGHT * 0.3 for down, _ in page.placed)


def _laid_out(
    outline: Outline, sheet: Sheet, galley: Galley, *, whole: bool = False, share: float = 1
) -> LaidOut:
    root = Node("Document")
    bands = galley.bands(outline, sheet, root)
    if whole:
        bands = [band for band in bands if not band.breaks]
    bar = next((block for block in outline.blocks if isinstance(block, IdentityBar)), None)
    placing = _Placing(sheet, _foot(outline, sheet) * share, running_head(bar, sheet) if bar else None)
    return LaidOut(placing.place(bands), root, sheet, whole)


def _finished(outline: Outline, paper: LaidOut) -> LaidOut:
    foot = _foot(outline, paper.sheet)
    for number, page in enumerate(paper.pages, 1):
        if outline.cream:
            page.shades.append((None, Oblong(0, 0, PAGE_WIDTH, PAGE_HEIGHT, CREAM)))
        _frames(page)
        page.footer = _footer(outline, paper.sheet, foot, number, len(paper.pages))
    return paper


class _Placing:
    """Puts slices down the page, keeping together what is held together."""

    def __init__(self, sheet: Sheet, foot: float, head: Band | None) -> None:
        self.sheet = sheet
        self.foot = foot
        self.head = head
        self.pages: list[Page] = []
        self.down = 0.0
        self.close = False
        """Whether the slice before drops the space that the next one asks for."""

    def place(self, bands: list[Band]) -> list[Page]:
        self.pages = [Page()]
        self.down = self.sheet.top
        start = 0
        while start < len(bands):
            end = start + 1
            while end < len(bands) and bands[end - 1].held:
                end += 1
            self._place_group(bands[start:end])
            start = end
        return self.pages

    def _place_group(self, group: list[Band]) -> None:
        if group[0].breaks:
            self.close = False
            if self.pages[-1].placed:
                self._turn()
            return
        tall = group[0].height + sum(
            band.height + (0 if before.close else band.above) for before, band in pairwise(group)
        )
        above = group[0].above if self.pages[-1].placed and not self.close else 0
        resume = max((band.resume for band in group if band.pinned), default=0)
        if self.pages[-1].placed and max(self.down + above, resume) + tall > self.foot:
            self._turn()
        for band in group:
            self._put(band)

    def _put(self, band: Band) -> None:
        if band.pinned:
            self.pages[-1].placed.append((0.0, band))
            self.down = max(self.down, band.resume)
            return
        page = self.pages[-1]
        above = band.above if not self.close and (page.placed or page.repeated) else 0
        down, self.close = self.down + above, band.close
        if page.placed and down + band.height > self.foot:
            self._turn()
            page, down = self.pages[-1], self.down
        if not page.placed and band.head is not None:
            page.repeated.append((down, band.head))
            down += band.head.height
        page.placed.append((down, band))
        self.down = down + band.height

    def _turn(self) -> None:
        if len(self.pages) >= _MOST_PAGES:
            raise PaperProblem(
                f"This paper would be longer than {_MOST_PAGES} pages.",
                "Shorten what was typed, or print fewer steps.",
                code="paper-length",
            )
        self.pages.append(Page())
        self.down = self.sheet.top
        if self.head is not None:
            self.pages[-1].repeated.append((self.down, self.head))
            self.down += self.head.height + 3 * MM


def _frames(page: Page) -> None:
    """Edges and shades for the slices that share a frame, once over all of them on this page."""
    spans: dict[Frame, tuple[float, float]] = {}
    for down, band in [*page.repeated, *page.placed]:
        if band.frame is not None:
            top, foot = spans.get(band.frame, (down, down))
            spans[band.frame] = (min(top, down), max(foot, down + band.height))
    for frame, (top, foot) in spans.items():
        height = foot - top
        if frame.fill is not None:
            page.shades.append(
                (None, Oblong(frame.x, top, frame.width, height, frame.fill, radius=frame.radius))
            )
        if frame.bar is None or frame.fill is None:
            edge = Oblong(frame.x, top, frame.width, height, None, frame.edge, frame.edge_width, frame.radius)
            page.edges.append((None, edge))
        if frame.bar is not None:
            page.shades.append((None, Oblong(frame.x, top, 5, height, frame.bar)))


def _number_room(sheet: Sheet) -> float:
    """The room beside the footer for the number of a page, on one line however many there are."""
    return face().width(f"Page {_MOST_PAGES} of {_MOST_PAGES}", sheet.footer) + 2 * MM


def _footer_lines(outline: Outline, sheet: Sheet) -> list[Mark]:
    room = sheet.width - _number_room(sheet)
    lines = lines_of(words(outline.footer), room, sheet.footer)
    return [
        (None, i) for i in set_lines(lines, sheet.side, 0, sheet.footer, sheet.footer * 1.32, colour=GREY)
    ]


def _foot(outline: Outline, sheet: Sheet) -> float:
    """Where the body must end, above a footer of as many lines as it takes."""
    lines = len(lines_of(words(outline.footer), sheet.width - _number_room(sheet), sheet.footer))
    foot = PAGE_HEIGHT - sheet.foot - max(lines, 1) * sheet.footer * 1.32 - 4 * MM
    if foot < PAGE_HEIGHT / 2:
        raise PaperProblem(
            "The name is too long to repeat at the foot of every page.",
            "Shorten the name on the record.",
            code="paper-footer",
        )
    return foot


def _footer(outline: Outline, sheet: Sheet, foot: float, number: int, count: int) -> list[Mark]:
    top = foot + 4 * MM
    marks: list[Mark] = [(None, Line(sheet.side, top - 2 * MM, sheet.side + sheet.width, top - 2 * MM, 0.8))]
    for node, ink in _footer_lines(outline, sheet):
        ink.lower(top)
        marks.append((node, ink))
    lines = lines_of(words(f"Page {number} of {count}"), _number_room(sheet), sheet.footer)
    leading = sheet.footer * 1.32
    put = set_lines(lines, sheet.side, top, sheet.footer, leading, width=sheet.width, right=True, colour=GREY)
    return [*marks, *((None, ink) for ink in put)]
