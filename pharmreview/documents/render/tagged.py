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
        self.parts: list[Any] = []

    def format(self, document: Any) -> bytes:
        return b"".join(part if isinstance(part, bytes) else part.format(document) for part in self.parts)


class TaggedPen:
    """Draws on pages and remembers which mark belongs to which part. y runs down the page."""

    def __init__(self, title: str, lang: str) -> None:
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
        self._parts: list[list[Node]] = []
        self._on_page: list[Node] = []
        self._state: dict[str, object] = {}
        self._names: dict[Node, Any] = {}

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

    def close(self, root: Node) -> bytes:
        """The whole file, its structure hung under `root`."""
        catalog = self._doc.Catalog
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        catalog.ViewerPreferences = PDFDictionary({"DisplayDocTitle": "true"})
        tree = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        tree_name = self._doc.Reference(tree)
        tree.dict["K"] = PDFArray([self._element(root, tree_name)])
        numbers: list[Any] = []
        for page, parts in enumerate(self._parts):
            numbers += [page, self._doc.Reference(PDFArray([self._names[part] for part in parts]))]
        tree.dict["ParentTree"] = self._doc.Reference(PDFDictionary({"Nums": PDFArray(numbers)}))
        tree.dict["ParentTreeNextKey"] = len(self._pages)
        catalog.StructTreeRoot = tree
        text = _METADATA.format(title=escape(self._title), lang=escape(self._lang))
        metadata: Any = XMP(creator=lambda _: text.encode("utf-8"))
        metadata.__Comment__ = None
        catalog.Metadata = metadata
        self._canvas.save()
        return self._file.getvalue()

    def _element(self, node: Node, parent: Any) -> Any:
        entry = _Entry()
        name = self._names[node] = self._doc.Reference(entry)
        entry.parts = [f"<</Type /StructElem /S /{node.role} /P ".encode(), parent]
        if node.alt:
            entry.parts += [b" /Alt ", PDFString(node.alt)]
        if node.lang:
            entry.parts += [b" /Lang ", PDFString(node.lang)]
        if node.actual:
            entry.parts += [b" /ActualText ", PDFString(node.actual)]
        if node.attributes:
            entry.parts += [b" /A ", _attributes(node)]
        first = next((kid[0] for kid in node.kids if not isinstance(kid, Node)), None)
        if first is not None:
            entry.parts += [b" /Pg ", self._doc.Reference(self._pages[first])]
        entry.parts.append(b" /K [")
        for kid in node.kids:
            if isinstance(kid, Node):
                entry.parts += [self._element(kid, name), b" "]
            elif kid[0] == first:
                entry.parts.append(b"%d " % kid[1])
            else:
                page = self._doc.Reference(self._pages[kid[0]])
                entry.parts += [b"<</Type /MCR /Pg ", page, b" /MCID %d>> " % kid[1]]
        entry.parts.append(b"]>>")
        return name

    def text(self, x: float, y: float, words: str, size: float, bold: bool, colour: Colour) -> None:
        """Words from a baseline."""
        self._set("rg", colour)
        font = self._fonts[bold]
        if not words.isascii():
            told = face_of(words, bold)
            font, size = getFont(told.name), size * told.scale
        shown = []
        for subset, chunk in font.splitString(words, self._doc):
            name = font.getSubsetInternalName(subset, self._doc)
            shown.append(f"{name} {size:g} Tf ({self._canvas._escape(chunk)}) Tj")  # noqa: SLF001
        self._code.append(f"BT 1 0 0 1 {x:.2f} {PAGE_HEIGHT - y:.2f} Tm {' '.join(shown)} ET")

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
        side = 2 * radius
        shape = _rounded(x - radius, PAGE_HEIGHT - y - radius, side, side, radius)
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
        entry = owners.setdefault(owner, {"O": PDFName(owner)})
        if name == "Summary":
            entry[name] = PDFString(value)
        elif name == "BBox":
            entry[name] = PDFArray([PDFName(number) for number in value.split()])
        else:
            entry[name] = int(value) if value.isdecimal() else PDFName(value)
    made = [PDFDictionary(entry) for entry in owners.values()]
    return made[0] if len(made) == 1 else PDFArray(made)


def _rounded(x: float, y: float, width: float, height: float, radius: float) -> str:
    """The outline of a rectangle with round corners."""
    far, top, out = x + width, y + height, radius * (1 - _ROUND)
    corners = (
        (x + radius, y, "m"),
        (far - radius, y, "l"),
        (far - out, y, far, y + out, far, y + radius, "c"),
        (far, top - radius, "l"),
        (far, top - out, far - out, top, far - radius, top, "c"),
        (x + radius, top, "l"),
        (x + out, top, x, top - out, x, top - radius, "c"),
        (x, y + radius, "l"),
        (x, y + out, x + out, y, x + radius, y, "c"),
    )
    steps = [" ".join(n if isinstance(n, str) else f"{n:.2f}" for n in corner) for corner in corners]
    return " ".join([*steps, "h"])
