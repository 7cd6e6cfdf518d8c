"""The table of rooms in docs/architecture.md, made from what each package says of itself."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from pathlib import Path

FOLDERS = ("pharmreview", "ui")
BEGINS, ENDS = "<!-- rooms: begin -->", "<!-- rooms: end -->"


def rooms(root: Path) -> dict[str, str]:
    """Every package of the product, with the first paragraph of its docstring; empty where it has none."""
    found = sorted(path for folder in FOLDERS for path in (root / folder).rglob("__init__.py"))
    return {path.parent.relative_to(root).as_posix(): _purpose(path) for path in found}


def _purpose(package: Path) -> str:
    docstring = ast.get_docstring(ast.parse(package.read_text(encoding="utf-8"))) or ""
    return " ".join(docstring.partition("\n\n")[0].split())


def with_rooms(text: str, purposes: Mapping[str, str]) -> str:
    """The architecture page with its table of rooms as it should be now.

    :raises ValueError: when the page has lost the two marks between which the table stands.
    """
    before, begun, rest = text.partition(BEGINS)
    _, ended, after = rest.partition(ENDS)
    if not begun or not ended:
        raise ValueError(
            f"docs/architecture.md needs the marks {BEGINS} and {ENDS} around its table of rooms"
        )
    rows = [f"| `{room}` | {purpose} |" for room, purpose in purposes.items()]
    table = "\n".join(["| Room | What it holds |", "| --- | --- |", *rows])
    return f"{before}{BEGINS}\n{table}\n{ENDS}{after}"


def write(root: Path) -> None:
    """Bring the page up to date with the rooms there are."""
    page = root / "docs" / "architecture.md"
    page.write_text(with_rooms(page.read_text(encoding="utf-8"), rooms(root)), encoding="utf-8", newline="\n")
