"""Every small change worth making to a module's functions: one mutant each, found in its syntax tree."""

import ast
import copy
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

SWAPPED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Break: ast.Continue,
    ast.Continue: ast.Break,
}
"""An operator and the one put in its place."""

GUARD = "strict"
"""The argument of `zip` that is left alone: it acts only in a program that is wrong already."""

NAMES = {"min": "max", "max": "min", "any": "all", "all": "any"}
"""A name called and the one called in its place."""


Steps = tuple[tuple[str, int | None], ...]
"""Fields and indices that lead from a module's root to a node."""


class Mutant(NamedTuple):
    """One change: where it is, in which outermost function or method, and what becomes of what.

    `span` are the lines of its statement: a test that runs none of them cannot see the change. `mark` stays
    the same as long as the text of its function does.
    """

    module: str
    line: int
    span: range
    function: str
    first_line: int
    change: str
    path: Steps
    made: ast.AST
    mark: str

    @property
    def where(self) -> str:
        """The module without its package's start, the line, the function."""
        return f"{self.module.removeprefix('pharmreview.domain.')}:{self.line} {self.function}"

    def built(self, source: Path) -> ast.Module:
        """The whole module with this one node put in the place of another."""
        whole = ast.parse(source.read_text(encoding="utf-8"))
        parent: ast.AST = whole
        for field, index in self.path[:-1]:
            found = getattr(parent, field)
            parent = found if index is None else found[index]
        field, index = self.path[-1]
        if index is None:
            setattr(parent, field, self.made)
        else:
            getattr(parent, field)[index] = self.made
        return ast.fix_missing_locations(whole)


class _Place(NamedTuple):
    """A node reached by fields and indices from the module's root."""

    path: Steps
    node: ast.AST
    span: range


def mutants_of(module: str, source: Path) -> Iterator[Mutant]:
    """Every mutant of the functions of a module, in the order of its text."""
    tree = ast.parse(source.read_text(encoding="utf-8"))
    for name, function, path in _functions(tree, "", ()):
        first = min([function.lineno, *(d.lineno for d in function.decorator_list)])
        text = f"{module} {name} {ast.unparse(function)}"
        for place in _inside(function, path):
            for change, made in _changes(place.node):
                line = getattr(place.node, "lineno", function.lineno)
                told = f"{text} {place.path[len(path) :]} {change}"
                mark = hashlib.sha256(told.encode()).hexdigest()[:16]
                yield Mutant(module, line, place.span, name, first, change, place.path, made, mark)


def _functions(node: ast.AST, prefix: str, path: Steps) -> Iterator[tuple[str, ast.FunctionDef, Steps]]:
    """Outermost functions and the methods of classes, with their qualified names."""
    for index, child in enumerate(getattr(node, "body", [])):
        here = (*path, ("body", index))
        if isinstance(child, ast.FunctionDef):
            yield f"{prefix}{child.name}", child, here
        elif isinstance(child, ast.ClassDef):
            yield from _functions(child, f"{prefix}{child.name}.", here)


def _inside(function: ast.FunctionDef, path: Steps) -> Iterator[_Place]:
    """Every node of a function's body, without docstrings and what only a type checker reads."""
    for index, child in enumerate(function.body):
        if _is_words(child):
            continue
        yield from _below(child, (*path, ("body", index)), range(0))


def _below(node: ast.AST, path: Steps, span: range) -> Iterator[_Place]:
    if isinstance(node, ast.stmt):
        body = getattr(node, "body", None)
        last = body[0].lineno - 1 if body else node.end_lineno or node.lineno
        span = range(node.lineno, max(node.lineno, last) + 1)
    yield _Place(path, node, span)
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list", "args") and not isinstance(node, ast.Call):
            continue
        if isinstance(value, ast.AST):
            yield from _below(value, (*path, (field, None)), span)
        elif isinstance(value, list):
            for index, each in enumerate(value):
                if isinstance(each, ast.AST) and not _is_words(each) and getattr(each, "arg", "") != GUARD:
                    yield from _below(each, (*path, (field, index)), span)


def _is_words(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _changes(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """What may become of one node."""
    if isinstance(node, ast.Compare):
        for place, one in enumerate(node.ops):
            made = copy.deepcopy(node)
            made.ops[place] = SWAPPED[type(one)]()  # type: ignore[call-overload]
            yield _told(node, made)
    elif isinstance(node, (ast.BinOp, ast.BoolOp, ast.AugAssign)):
        made = copy.deepcopy(node)
        made.op = SWAPPED[type(node.op)]()  # type: ignore[assignment]
        yield _told(node, made)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.Not, ast.USub)):
        yield _told(node, node.operand)
    elif isinstance(node, (ast.Break, ast.Continue)):
        yield _told(node, SWAPPED[type(node)]())
    elif isinstance(node, ast.Constant):
        yield from _constants(node)
    else:
        yield from _larger(node)
    if isinstance(node, (ast.If, ast.IfExp, ast.While)) and not isinstance(
        node.test, (ast.Compare, ast.BoolOp, ast.UnaryOp)
    ):
        made = copy.deepcopy(node)
        made.test = ast.UnaryOp(ast.Not(), node.test)
        yield f"condition `{ast.unparse(node.test)}` turned round", made


def _constants(node: ast.Constant) -> Iterator[tuple[str, ast.AST]]:
    value = node.value
    if isinstance(value, bool):
        yield _told(node, ast.Constant(not value))
    elif isinstance(value, int):
        yield _told(node, ast.Constant(value + 1))
    elif isinstance(value, str):
        yield _told(node, ast.Constant(f"XX{value}XX"))


def _larger(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """Changes of calls and statements."""
    if isinstance(node, ast.Call):
        if isinstance(node.func, ast.Name) and node.func.id in NAMES:
            made = copy.deepcopy(node)
            made.func = ast.Name(NAMES[node.func.id], ast.Load())
            yield _told(node, made)
        for place, keyword in enumerate(node.keywords):
            if keyword.arg == GUARD:
                continue
            made = copy.deepcopy(node)
            del made.keywords[place]
            yield f"without {keyword.arg or '**'}= in `{_short(node)}`", made
    elif isinstance(node, ast.Return) and node.value is not None and not _is_none(node.value):
        yield _told(node, ast.Return(ast.Constant(None)))
    elif isinstance(node, ast.Assign) and not _is_none(node.value):
        yield _told(node, ast.Assign(node.targets, ast.Constant(None)))
    elif isinstance(node, ast.Expr) and not isinstance(node.value, (ast.Yield, ast.YieldFrom)):
        yield _told(node, ast.Pass())
    elif isinstance(node, ast.Expr):
        yield _told(node, ast.Expr(ast.YieldFrom(ast.Tuple([], ast.Load()))))
    elif isinstance(node, ast.comprehension) and node.ifs:
        made = copy.deepcopy(node)
        made.ifs = []
        yield f"without `if {ast.unparse(node.ifs[0])}`", made


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _short(node: ast.AST) -> str:
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= 60 else f"{text[:57]}..."


def _told(before: ast.AST, after: ast.AST) -> tuple[str, ast.AST]:
    ast.copy_location(after, before)
    return f"`{_short(before)}` became `{_short(after)}`", after
