"""The law that import-linter cannot see: each rule takes a source and names its breaches."""

import ast
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from tests.architecture.source import Source, imported

VAULT = "pharmreview/storage/vault.py"

ONLY_IN: Mapping[str, str] = {
    "sqlite_utils": "pharmreview/storage/",
    "sqlcipher3": VAULT,
    "sqlite3": VAULT,
    "pysqlite3": VAULT,
    "reportlab": "pharmreview/documents/",
}
"""A library and the one place that may import it."""

LONGEST_FILE = 300
LONGEST_FUNCTION = 40
FULLEST_ROOM = 7

FORBIDDEN_WORDS = tuple(
    "".join(parts) for parts in (("TO", "DO"), ("FIX", "ME"), ("NotImplemented", "Error"))
)
MACHINE_PATHS = re.compile(
    r"(?<![\w.])/(?:work|farm|tmp|home|root|Users)/|[.][.]/shared|[A-Za-z]:\\Users\\", re.ASCII
)


def floats(source: Source) -> Iterator[str]:
    """A float literal, the builtin named anywhere, or `math`, whose every answer is one."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, float):
            yield f"{source.path}:{node.lineno} writes the float {node.value}; spell it as Decimal text"
        elif isinstance(node, ast.Name) and node.id == "float":
            yield f"{source.path}:{node.lineno} names float; quantities are exact"
    for name, line in imported(source.tree):
        if name == "math":
            yield f"{source.path}:{line} imports math, which answers in floats"


def widgets_in_view_model(source: Source) -> Iterator[str]:
    """A view model is QtCore only."""
    for name, line in imported(source.tree):
        if name.startswith("PySide6") and name != "PySide6" and not name.startswith("PySide6.QtCore"):
            yield f"{source.path}:{line} imports {name}; a view model knows QtCore only"


def library_out_of_place(source: Source) -> Iterator[str]:
    """Each library with a home is imported at home only."""
    found = {(line, name.partition(".")[0]) for name, line in imported(source.tree)}
    for line, library in sorted(found):
        home = ONLY_IN.get(library)
        if home and not source.path.startswith(home):
            yield f"{source.path}:{line} imports {library}; only {home} may"


def plain_store(source: Source) -> Iterator[str]:
    """`Database(path)` writes a plain file: only the vault opens a store."""
    if source.path == VAULT:
        return
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if called == "Database":
            yield f"{source.path}:{node.lineno} opens a Database; ask {VAULT}"


def asks_for_layout_items(source: Source) -> Iterator[str]:
    """Asks a layout for an item by its place.

    Qt deletes the item with its widget and tells nobody. The Python object that `itemAt` gave stays listed as
    alive under that address until the layout goes; the next widget made there is put away twice, and
    the memory of the whole program is spoilt (PySide 6.12).
    """
    for node in ast.walk(source.tree):
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(called, ast.Attribute) and called.attr in ("itemAt", "itemAtPosition"):
            yield f"{source.path}:{called.lineno} asks a layout for an item; ask `indexOf` of what you hold"


def too_long(source: Source) -> Iterator[str]:
    """A file over 300 lines, or a function over 40 without its docstring."""
    lines = len(source.text.splitlines())
    if lines > LONGEST_FILE:
        yield f"{source.path} has {lines} lines; at most {LONGEST_FILE}"
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        length = (node.end_lineno or node.lineno) - node.lineno + 1
        if ast.get_docstring(node) is not None:
            length -= (node.body[0].end_lineno or 0) - node.body[0].lineno + 1
        if length > LONGEST_FUNCTION:
            yield f"{source.path}:{node.lineno} {node.name} has {length} lines; at most {LONGEST_FUNCTION}"


def overfull_rooms(paths: Iterable[str]) -> Iterator[str]:
    """A folder with more than seven Python files besides `__init__` and `__main__`."""
    rooms: Counter[str] = Counter()
    for path in paths:
        room, _, name = path.rpartition("/")
        rooms[room] += name not in ("__init__.py", "__main__.py")
    for room, count in sorted(rooms.items()):
        if count > FULLEST_ROOM:
            yield f"{room} holds {count} files; at most {FULLEST_ROOM}"


def unfinished_or_local(source: Source) -> Iterator[str]:
    """A promise instead of a piece of work, or a path of somebody's machine."""
    for number, line in enumerate(source.text.splitlines(), 1):
        for word in FORBIDDEN_WORDS:
            if re.search(rf"\b{word}\b", line):
                yield f"{source.path}:{number} says {word}"
        if MACHINE_PATHS.search(line):
            yield f"{source.path}:{number} names a path of one machine: {line.strip()[:80]}"


def strange_hosts(lock: str, known: Iterable[str]) -> set[str]:
    """The hosts a lock file names beyond the known ones."""
    return set(re.findall(r"[a-z+]+://([^/\"'\s]+)", lock)) - set(known)
