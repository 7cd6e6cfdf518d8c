"""An outline as a tagged PDF. The same outline makes the same bytes."""

from collections.abc import Callable, Iterable
from itertools import groupby

from pharmreview.documents.ink import Band, Disc, Ink, Mark, Node, Oblong, Outlined, Picture, Words
from pharmreview.documents.ink import Rule as Line
from pharmreview.documents.layout.lines import forget_words
from pharmreview.documents.layout.pages import Galley, LaidOut, Page, lay_out, lay_out_one_of_many
from pharmreview.documents.layout.sheets import PAGE_HEIGHT
from pharmreview.documents.outline import Outline
from pharmreview.documents.render.tagged import TaggedPen
from pharmreview.domain.errors import PaperProblem
from pharmreview.domain.paper import Batched, Unmade

Placed = tuple[Node | None, Ink, float]


def pdf_of(outline: Outline, only: int = 0) -> tuple[bytes, int]:
    """The file and how many pages the paper has. Raises PaperProblem for what cannot be printed.

    With `only`, the file holds that page alone, or the last where there are fewer: to look at, not to print.
    """
    paper = lay_out(outline)
    count = len(paper.pages)
    if only:
        paper.pages = [paper.pages[min(only, count) - 1]]
    return _drawn(paper, TaggedPen(outline.title, outline.lang)), count


def press_all(
    outlines: Iterable[Outline | PaperProblem],
    go_on: Callable[[int], bool],
    take: Callable[[int, Outline, bytes, int], None] | None = None,
) -> Batched:
    """Many papers in one file, each starting a page; what cannot be made is left out, with its reason.

    `go_on` is told how many are done and says whether to go on. `take` is given each paper's place, what it
    says, and the file it makes alone with its pages: laid out once, and drawn for both.
    """
    pen, galley = TaggedPen("Letters", "en-GB", many=True), Galley()
    starts: list[int] = []
    unmade: list[Unmade] = []
    pages = 0
    for at, outline in enumerate(outlines):
        try:
            if isinstance(outline, PaperProblem):
                raise outline
            paper = lay_out_one_of_many(outline, galley)
        except PaperProblem as problem:
            unmade.append(Unmade(at=at, what=problem.what, remedy=problem.remedy))
        else:
            if take is not None:
                own = TaggedPen(outline.title, outline.lang)
                take(at, outline, _drawn(paper, own), len(paper.pages))
            paper.root.role = "Art"
            _draw(paper, pen)
            pen.settle(paper.root)
            starts.append(pages + 1)
            pages += len(paper.pages)
        if not go_on(at + 1):
            break
    forget_words()
    pdf = pen.close() if pages else b""
    return Batched(pdf=pdf, pages=pages, starts=tuple(starts), unmade=tuple(unmade))


def _drawn(paper: LaidOut, pen: TaggedPen) -> bytes:
    _draw(paper, pen)
    pen.settle(paper.root)
    return pen.close()


def _draw(paper: LaidOut, pen: TaggedPen) -> None:
    for page in paper.pages:
        marks = _in_order(page)
        _give_figures_their_place(marks)
        for node, run in groupby(marks, key=lambda mark: mark[0]):
            pen.begin(node)
            for _, ink, down in run:
                ink.draw(pen, 0, down)
            pen.end()
        pen.turn()


def _in_order(page: Page) -> list[Placed]:
    """Shades first, then the marks in reading order, then edges and what every page repeats."""
    return [
        *_at(page.shades, 0, read=False),
        *(mark for down, band in page.repeated for mark in _band(down, band, read=False)),
        *(mark for down, band in page.placed for mark in _band(down, band, read=True)),
        *_at(page.edges, 0, read=False),
        *_at(page.footer, 0, read=False),
    ]


def _band(down: float, band: Band, *, read: bool) -> list[Placed]:
    return _at(band.marks, down, read=read)


def _at(marks: list[Mark], down: float, *, read: bool) -> list[Placed]:
    return [(node if read else None, ink, down) for node, ink in marks]


def _give_figures_their_place(marks: list[Placed]) -> None:
    """A figure says where on the page it stands, in points from the foot."""
    corners: dict[Node, list[tuple[float, float]]] = {}
    for node, ink, down in marks:
        if node is not None and node.role == "Figure":
            corners.setdefault(node, []).extend((x, PAGE_HEIGHT - y - down) for x, y in _reach(ink))
    for node, points in corners.items():
        across, up = [x for x, _ in points], [y for _, y in points]
        box = f"{min(across):.1f} {min(up):.1f} {max(across):.1f} {max(up):.1f}"
        node.attributes = (("Layout", "BBox", box), ("Layout", "Placement", "Block"))


def _reach(ink: Ink) -> list[tuple[float, float]]:
    match ink:
        case Words():
            return [(ink.x, ink.y)]
        case Line():
            return [(ink.x, ink.y), (ink.to_x, ink.to_y)]
        case Oblong() | Picture():
            return [(ink.x, ink.y), (ink.x + ink.width, ink.y + ink.height)]
        case Disc():
            r = ink.radius
            return [(ink.x - r, ink.y - r), (ink.x + r, ink.y + r)]
        case Outlined():
            return ink.points
