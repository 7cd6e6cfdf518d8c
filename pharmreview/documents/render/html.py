"""An outline as one page of HTML: the twin of the PDF, for a screen, a reader or a larger print.

Everything stands in the file: no script, no picture, font or sheet from elsewhere. What is filled in is
always escaped.
"""

from collections.abc import Callable
from html import escape
from importlib.resources import files

from pharmreview.documents.languages.rows import RIGHT_TO_LEFT, rows_of
from pharmreview.documents.layout.drawings import chart, explaining, picture_height
from pharmreview.documents.layout.sheets import PLAN
from pharmreview.documents.layout.tables import is_blank
from pharmreview.documents.outline import (
    Block,
    Box,
    BoxKind,
    Bullets,
    Cell,
    CopyBlock,
    Heading,
    IdentityBar,
    KeyFacts,
    LetterHead,
    Masthead,
    NewPage,
    Outline,
    Paragraph,
    RouteChart,
    Row,
    RowKind,
    Run,
    SideBySide,
    SignLine,
    Table,
    TabletMark,
    TabletPicture,
    Text,
    Ticks,
)
from pharmreview.documents.render.svg import svg_of
from pharmreview.domain.paper import Setting
from pharmreview.domain.review.pictures.shapes import Picture
from pharmreview.domain.value import Value

_STYLE = (files("resources") / "templates" / "paper.css").read_text(encoding="utf-8")


def html_of(outline: Outline) -> str:
    """The whole file. The same outline makes the same text."""
    headed = any(isinstance(block, Masthead) or _is_title(block) for block in outline.blocks)
    title = "" if headed else f"<h1>{escape(outline.title)}</h1>\n"
    body = "\n".join(filter(None, (_block(block) for block in outline.blocks)))
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(outline.lang)}">\n<head>\n<meta charset="utf-8"/>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>\n'
        f"<title>{escape(outline.title)}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f'<body class="{" ".join(_classes(outline))}">\n<main>\n{title}{body}\n</main>\n'
        f'<footer class="foot"><p>{_line(outline.footer)}</p></footer>\n</body>\n</html>\n'
    )


def _classes(outline: Outline) -> list[str]:
    shade = ["cream"] if outline.cream else []
    return [outline.format.value, *shade, *([] if outline.setting is Setting.STANDARD else ["large"])]


def _is_title(block: Block) -> bool:
    if isinstance(block, Box):
        return block.kind is BoxKind.HEADLINE and bool(block.title)
    return isinstance(block, Heading) and block.level == 1


def _line(text: str) -> str:
    return escape(text).replace("\u00a0", "&#160;").replace("\n", "<br/>")


def _text(text: Text) -> str:
    if not any(run.lang for run in text):
        return "".join(map(_run, text))
    told = [_other(lang, row) if lang else "".join(map(_run, row)) for lang, row in rows_of(text)]
    return "".join(told)


def _run(run: Run) -> str:
    return f"<b>{_line(run.text)}</b>" if run.bold else _line(run.text)


def _other(lang: str, row: Text) -> str:
    """A line in another language; what is filled in reads from the left, in the paper's own."""
    way = "rtl" if lang in RIGHT_TO_LEFT else "ltr"
    told = [_run(run) if run.lang else f'<bdi lang="en-GB" dir="ltr">{_run(run)}</bdi>' for run in row]
    return f'<span class="also" lang="{lang}" dir="{way}">{"".join(told)}</span>'


def _block(block: Block) -> str:
    if isinstance(block, NewPage):
        return ""
    write: Callable[..., str] = _WRITERS[type(block)]
    return write(block)


def _heading(block: Heading) -> str:
    return f"<h{block.level}>{_line(block.text)}{_text(block.also)}</h{block.level}>"


def _paragraph(block: Paragraph) -> str:
    small = ' class="s"' if block.small else ""
    shown = f"<p>{_picture(block.picture)}</p>" if block.picture else ""
    return f"{shown}<p{small}>{_text(block.text)}</p>" if block.text or not shown else shown


def _bullets(block: Bullets) -> str:
    kind = ' class="two"' if block.columns > 1 else ""
    return f"<ul{kind}>" + "".join(f"<li>{_text(item)}</li>" for item in block.items) + "</ul>"


def _ticks(block: Ticks) -> str:
    items = "".join(f"<li>{_text(item)}</li>" for item in block.items)
    return f'<ul class="{"two " if block.columns > 1 else ""}ticks">{items}</ul>'


def _box(block: Box) -> str:
    level = "h1" if block.kind is BoxKind.HEADLINE else "h2"
    title = f"<{level}>{_line(block.title)}{_text(block.also)}</{level}>" if block.title else ""
    if block.tick:
        title += f"<p>{_to_tick(block.done)}</p>"
    body = "".join(_block(part) for part in block.body)
    return f'<section class="b {block.kind.value}">{title}{body}</section>'


def _table(block: Table) -> str:
    heads = [
        f'<th scope="col"{_right(column.right)}>{_line(column.head)}{_text(column.also)}</th>'
        for column in block.columns
    ]
    if block.ticks:
        heads.insert(0, '<th scope="col">Done</th>')
    rows = "".join(_row(row, block) for row in block.rows)
    caption = f"<caption>{_line(block.summary)}</caption>"
    return f"<table>{caption}<thead><tr>{''.join(heads)}</tr></thead><tbody>{rows}</tbody></table>"


def _to_tick(done: bool) -> str:
    return "\u2611 done" if done else "\u2610"


def _right(right: bool) -> str:
    return ' class="r"' if right else ""


def _row(row: Row, table: Table) -> str:
    told = []
    if table.ticks:
        told.append(f"<td>{_to_tick(row.done) if row.tick else ''}</td>")
    at = 0
    for cell in row.cells:
        heads = at == 0 and row.kind is not RowKind.CONTINUED and not is_blank(cell)
        name, scope = ("th", ' scope="row"') if heads else ("td", "")
        span = f' colspan="{cell.span}"' if cell.span > 1 else ""
        right = _right(table.columns[at].right and cell.span == 1)
        told.append(f"<{name}{scope}{span}{right}>{_cell(cell)}</{name}>")
        at += cell.span
    kind = "" if row.kind in (RowKind.PLAIN, RowKind.CONTINUED) else f' class="{row.kind.value}"'
    return f"<tr{kind}>{''.join(told)}</tr>"


def _cell(cell: Cell) -> str:
    picture = _picture(cell.picture) if cell.picture is not None else ""
    under = f"<small>{_text(cell.under)}</small>" if cell.under else ""
    return f"{picture}{_text(cell.text)}{under}"


def _picture(picture: TabletPicture) -> str:
    marks = "".join(_mark(mark) for mark in picture.marks)
    return f'<span class="pics" role="img" aria-label="{escape(picture.alt)}">{marks}</span>'


def _mark(mark: TabletMark) -> str:
    outline = '<circle cx="20" cy="20" r="18" fill="#fff" stroke="#14222A" stroke-width="2.2"/>'
    if mark.shape == "patch":
        box = 'x="2" y="2" width="36" height="36" rx="4"'
        outline = f'<rect {box} fill="#fff" stroke="#14222A" stroke-width="2.2"/>'
    if mark.shape == "capsule":
        outline = (
            '<rect x="1.1" y="9" width="37.8" height="22" rx="11" fill="#fff"/>'
            '<path d="M20 9H12A11 11 0 0 0 12 31H20Z" fill="#D9DFE1"/>'
            '<rect x="1.1" y="9" width="37.8" height="22" rx="11" fill="none" stroke="#14222A" '
            'stroke-width="2.2"/>'
        )
    if mark.half:
        outline = (
            '<circle cx="20" cy="20" r="18" fill="none" stroke="#8A979C" stroke-dasharray="3 3"/>'
            '<path d="M20 2A18 18 0 0 0 20 38Z" fill="#D9DFE1" stroke="#14222A" stroke-width="2.2"/>'
        )
    size = 13 if len(mark.label) < 4 and not mark.half else 8
    place = f'x="{11 if mark.half else 20}" y="25" text-anchor="middle"'
    label = f'<text {place} font-size="{size}" font-weight="700">'
    return f'<svg viewBox="0 0 40 40" aria-hidden="true">{outline}{label}{escape(mark.label)}</text></svg>'


def _facts(block: KeyFacts) -> str:
    heads = "".join(f'<th scope="col">{_line(head)}</th>' for head in block.heads)
    rows = "".join(
        f'<tr><th scope="row">{_line(label)}</th><td>{_text(v)}</td></tr>' for label, v in block.rows
    )
    caption = f"<caption>{_line(block.summary)}</caption>"
    return f"<table>{caption}<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _chart(block: RouteChart) -> str:
    inks, height = chart(block, PLAN.width)
    return f"<figure>{svg_of(inks, PLAN.width, height, block.alt)}</figure>"


def _explaining(picture: Picture) -> str:
    inks, height = explaining(picture, 0, PLAN.width), picture_height(picture, PLAN.width)
    return f"<figure>{svg_of(inks, PLAN.width, height, picture.alt)}</figure>"


def _sign(block: SignLine) -> str:
    return "<p>" + " ".join(f'{_line(label)} <span class="line"></span>' for label in block.labels) + "</p>"


def _side_by_side(block: SideBySide) -> str:
    left, right = ("".join(_block(part) for part in side) for side in (block.left, block.right))
    return f'<div class="cols"><div>{left}</div><div>{right}</div></div>'


def _masthead(block: Masthead) -> str:
    person = "".join(f"<p>{_text(line)}</p>" for line in block.person)
    aside = "".join(f"<p>{_text(line)}</p>" for line in block.aside)
    return f'<div class="head"><h1>{_line(block.title)}</h1>{person}<div class="aside">{aside}</div></div>'


def _letter_head(block: LetterHead) -> str:
    address = "<br/>".join(_line(line) for line in block.address)
    sender = "<br/>".join(_text(line) for line in block.sender)
    practice = f"<p><b>{_line(block.practice)}</b></p>" if block.practice else ""
    if block.picture:
        kind = "jpeg" if block.picture.startswith("/9j/") else "png"
        alt = escape(f"Letterhead of {block.practice}" if block.practice else "Letterhead")
        practice = (
            f'<p><img class="letterhead" alt="{alt}" src="data:image/{kind};base64,{block.picture}"/></p>'
        )
    return f'{practice}<div class="cols"><p>{address}</p><p>{sender}</p></div>'


def _identity(block: IdentityBar) -> str:
    return '<p class="id">' + "".join(f"<span>{_text(part)}</span> " for part in block.parts) + "</p>"


def _copy(block: CopyBlock) -> str:
    return f"<pre>{escape(chr(10).join(block.lines))}</pre>"


_WRITERS: dict[type[Value], Callable[..., str]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Bullets: _bullets,
    Ticks: _ticks,
    Box: _box,
    Table: _table,
    KeyFacts: _facts,
    RouteChart: _chart,
    Picture: _explaining,
    SignLine: _sign,
    SideBySide: _side_by_side,
    Masthead: _masthead,
    LetterHead: _letter_head,
    IdentityBar: _identity,
    CopyBlock: _copy,
}
