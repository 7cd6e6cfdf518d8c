"""A canvas that writes structure: every mark belongs to a part of the paper, or is said to be decoration.

The open-source library draws but does not tag. PDF/UA-1 asks for a structure tree over numbered marked
content, a tree from each page's numbers back to their parts, a title, a language, and metadata saying so.
"""

from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfdoc import XMP, PDFArray, PDFDictionary, PDFName, PDFObject, PDFString
from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.pdfgen.canvas import Canvas

from pharmreview.documents.ink import Colour, Node
from pharmreview.documents.layout.sheets import PAGE_HEIGHT, PAGE_WIDTH
from pharmreview.documents.typeface import REGULAR, face, face_of

_METADATA = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part>'
    '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>'
    "<dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language>"
    '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
)
_ROUND = 0.5523
"""How far the handles of a curve stand out for it to look like a quarter of a circle."""


class _Entry(PDFObject):
    """An entry of the tree, written as it stands: a dictionary of the library's own is far slower."""

    def __init__(self) -> None:
        self.told = b""

    def format(self, _document: Any) -> bytes:
        return self.told


class TaggedPen:
    """Draws on pages, y running down, and remembers which mark is of which part; of one paper or `many`."""

    def __init__(self, title: str, lang: str, *, many: bool = False) -> None:
        self._fonts: list[Any] = [getFont(face().name), getFont(face(bold=True).name)]
        self._file = BytesIO()
        make: Any = Canvas
        self._canvas = make(
            self._file,
            pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
            pageCompression=1,
            invariant=1,
            pdfVersion=(1, 7),
            initialFontName=REGULAR,
            lang=lang,
        )
        self._title, self._lang = title, lang
        self._canvas.setTitle(title)
        self._canvas.setCreator("PharmReview")
        self._canvas.setAuthor("")
        self._canvas.setSubject("")
        self._doc: Any = self._canvas._doc  # noqa: SLF001 - the library has no public door to its catalogue
        self._code: list[str] = self._canvas._code  # noqa: SLF001
        self._pages: list[Any] = []
        self._page_names: list[bytes] = []
        self._parts: list[list[Node]] = []
        self._on_page: list[Node] = []
        self._state: dict[str, object] = {}
        self._tree, self._top = _Entry(), _Entry() if many else None
        self._settled: list[bytes] = []
        self._backs: list[bytes] = []
        """For each settled page, from its numbers back to their parts."""
        self._names: dict[Node, bytes] = {}
        self._shown: dict[tuple[str, float, bool], str] = {}
        """Words once written; letters to many people say most of theirs again."""

    def begin(self, part: Node | None) -> None:
        """What is drawn next belongs to `part`, or to none: decoration."""
        if part is None:
            self._code.append("/Artifact BMC")
            return
        number = len(self._on_page)
        part.kids.append((len(self._pages), number))
        self._on_page.append(part)
        self._code.append(f"/{part.role} <</MCID {number}>> BDC")

    def end(self) -> None:
        """The marks of the part are complete."""
        self._code.append("EMC")

    def turn(self) -> None:
        """The page is complete."""
        document, number = self._doc, len(self._pages)
        add = document.addPage

        def add_tagged(page: Any) -> None:
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
            page.StructParents = number
            page.Tabs = PDFName("S")
            self._pages.append(page)
            add(page)

        document.addPage = add_tagged
        try:
            self._canvas.showPage()
        finally:
            document.addPage = add
        self._parts.append(self._on_page)
        self._on_page = []
        self._code = self._canvas._code  # noqa: SLF001
        self._state = {}

    def settle(self, paper: Node) -> None:
        """Write the structure of a drawn paper and let go of its marks, so that its parts may serve again."""
        self._page_names += map(self._name, self._pages[len(self._page_names) :])
        self._settled.append(self._element(paper, self._name(self._top or self._tree)))
        for parts in self._parts[len(self._backs) :]:
            back = _Entry()
            back.told = b"[%b]" % b" ".join([self._names[part] for part in parts])
            self._backs.append(self._name(back))
        self._names.clear()

    def close(self) -> bytes:
        """The whole file, its structure as it was settled."""
        catalog = self._doc.Catalog
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        catalog.ViewerPreferences = PDFDictionary({"DisplayDocTitle": "true"})
        top, numbers = b" ".join(self._settled), _Entry()
        if self._top is not None:
            told = b"<</Type /StructElem /S /Document /P %b /K [%b]>>"
            self._top.told, top = told % (self._name(self._tree), top), self._name(self._top)
        numbers.told = b"<</Nums [%b]>>" % b" ".join([b"%d %b" % back for back in enumerate(self._backs)])
        told = b"<</Type /StructTreeRoot /K [%b] /ParentTree %b /ParentTreeNextKey %d>>"
        self._tree.told = told % (top, self._name(numbers), len(self._pages))
        catalog.StructTreeRoot = self._tree
        text = _METADATA.format(title=escape(self._title), lang=escape(self._lang))
        metadata: Any = XMP(creator=lambda _: text.encode("utf-8"))
        metadata.__Comment__ = None
        catalog.Metadata = metadata
        self._canvas.save()
        return self._file.getvalue()

    def _name(self, entry: Any) -> bytes:
        """How the rest of the file refers to an object of its own."""
        told: bytes = self._doc.Reference(entry).format(self._doc)
        return told

    def _element(self, node: Node, parent: bytes) -> bytes:
        entry = _Entry()
        name = self._names[node] = self._name(entry)
        first = next((kid[0] for kid in node.kids if not isinstance(kid, Node)), None)
        kids = []
        for kid in node.kids:
            if isinstance(kid, Node):
                kids.append(self._element(kid, name))
            elif kid[0] == first:
                kids.append(b"%d" % kid[1])
            else:
                kids.append(b"<</Type /MCR /Pg %b /MCID %d>>" % (self._page_names[kid[0]], kid[1]))
        node.kids = [kid for kid in node.kids if isinstance(kid, Node)]
        page = b" /Pg " + self._page_names[first] if first is not None else b""
        entry.told = b"<</Type /StructElem /S /%b /P %b%b%b /K [%b]>>" % (
            node.role.encode(),
            parent,
            self._said(node),
            page,
            b" ".join(kids),
        )
        return name

    def _said(self, node: Node) -> bytes:
        """What an element says of itself beside its place; most say nothing."""
        texts = ((b" /Alt ", node.alt), (b" /Lang ", node.lang), (b" /ActualText ", node.actual))
        told = b"".join([key + PDFString(text).format(self._doc) for key, text in texts if text])
        if node.attributes:
            told += b" /A " + _attributes(node).format(self._doc)
        return told

    def text(self, x: float, y: float, words: str, size: float, bold: bool, colour: Colour) -> None:
        """Words from a baseline."""
        self._set("rg", colour)
        key = (words, size, bold)
        shown = self._shown.get(key)
        if shown is None:
            shown = self._shown[key] = self._written(words, size, bold)
        self._code.append(f"BT 1 0 0 1 {x:.2f} {PAGE_HEIGHT - y:.2f} Tm {shown} ET")

    def _written(self, words: str, size: float, bold: bool) -> str:
        """Words in the shapes this file carries of their typeface."""
        font = self._fonts[bold]
        if not words.isascii():
            told = face_of(words, bold)
            font, size = getFont(told.name), size * told.scale
        shown = []
        for subset, chunk in font.splitString(words, self._doc):
            name = font.getSubsetInternalName(subset, self._doc)
            shown.append(f"{name} {size:g} Tf ({self._canvas._escape(chunk)}) Tj")  # noqa: SLF001
        return " ".join(shown)

    def line(self, x: float, y: float, to_x: float, to_y: float, width: float, colour: Colour) -> None:
        """A straight line."""
        self._set("RG", colour)
        self._width(width)
        self._code.append(f"{x:.2f} {PAGE_HEIGHT - y:.2f} m {to_x:.2f} {PAGE_HEIGHT - to_y:.2f} l S")

    def oblong(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: Colour | None = None,
        edge: Colour | None = None,
        edge_width: float = 0,
        radius: float = 0,
        dashed: bool = False,
    ) -> None:
        """A rectangle, filled, edged or both."""
        if dashed:
            self._code.append("[3 3] 0 d")
        foot = PAGE_HEIGHT - y - height
        if radius:
            shape = _rounded(x, foot, width, height, min(radius, width / 2, height / 2))
        else:
            shape = f"{x:.2f} {foot:.2f} {width:.2f} {height:.2f} re"
        self._paint(shape, fill, edge, edge_width)
        if dashed:
            self._code.append("[] 0 d")

    def disc(
        self, x: float, y: float, radius: float, fill: Colour | None, edge: Colour | None, edge_width: float
    ) -> None:
        """A circle about a point."""
        shape = _rounded(x - radius, PAGE_HEIGHT - y - radius, 2 * radius, 2 * radius, radius)
        self._paint(shape, fill, edge, edge_width)

    def path(
        self, points: list[tuple[float, float]], fill: Colour | None, edge: Colour | None, edge_width: float
    ) -> None:
        """Points joined in order; closed where it is filled."""
        steps = [f"{x:.2f} {PAGE_HEIGHT - y:.2f} {'l' if at else 'm'}" for at, (x, y) in enumerate(points)]
        self._paint(" ".join([*steps, "h"] if fill else steps), fill, edge, edge_width)

    def picture(self, x: float, y: float, width: float, height: float, content: bytes) -> None:
        """A PNG or JPEG file, its top left corner first."""
        self._canvas.drawImage(
            ImageReader(BytesIO(content)), x, PAGE_HEIGHT - y - height, width, height, mask="auto"
        )

    def _paint(self, shape: str, fill: Colour | None, edge: Colour | None, edge_width: float) -> None:
        if fill:
            self._set("rg", fill)
        if edge:
            self._set("RG", edge)
            self._width(edge_width)
        self._code.append(f"{shape} {'B' if fill and edge else 'f' if fill else 'S'}")

    def _set(self, operator: str, colour: Colour) -> None:
        if self._state.get(operator) != colour:
            self._state[operator] = colour
            red, green, blue = colour
            self._code.append(f"{red:.3f} {green:.3f} {blue:.3f} {operator}")

    def _width(self, width: float) -> None:
        if self._state.get("w") != width:
            self._state["w"] = width
            self._code.append(f"{width:g} w")


def _attributes(node: Node) -> Any:
    """Attributes by owner: names stay names, whole numbers numbers, a summary is text."""
    owners: dict[str, dict[str, Any]] = {}
    for owner, name, value in node.attributes:
        told: Any = int(value) if value.isdecimal() else PDFName(value)
        if name == "Summary":
            told = PDFString(value)
        elif name == "BBox":
            told = PDFArray([PDFName(number) for number in value.split()])
        owners.setdefault(owner, {"O": PDFName(owner)})[name] = told
    made = [PDFDictionary(entry) for entry in owners.values()]
    return made[0] if len(made) == 1 else PDFArray(made)


def _rounded(x: float, y: float, width: float, height: float, radius: float) -> str:
    """The outline of a rectangle with round corners."""
    far, top, out = x + width, y + height, radius * (1 - _ROUND)
    return (
        f"{x + radius:.2f} {y:.2f} m {far - radius:.2f} {y:.2f} l "
        f"{far - out:.2f} {y:.2f} {far:.2f} {y + out:.2f} {far:.2f} {y + radius:.2f} c "
        f"{far:.2f} {top - radius:.2f} l "
        f"{far:.2f} {top - out:.2f} {far - out:.2f} {top:.2f} {far - radius:.2f} {top:.2f} c "
        f"{x + radius:.2f} {top:.2f} l "
        f"{x + out:.2f} {top:.2f} {x:.2f} {top - out:.2f} {x:.2f} {top - radius:.2f} c "
        f"{x:.2f} {y + radius:.2f} l "
        f"{x:.2f} {y + out:.2f} {x + out:.2f} {y:.2f} {x + radius:.2f} {y:.2f} c h"
    )
