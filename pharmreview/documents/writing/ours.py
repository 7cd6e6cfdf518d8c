"""The templates that come with the application, each under the id of its paper or text message."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from pharmreview.domain.errors import PaperProblem
from pharmreview.domain.paper import PaperKind, PaperTemplate, TextKind

_PLANS = tuple(kind.value for kind in PaperKind if kind.series == "plan")


@cache
def our_template(id_: str) -> PaperTemplate:
    """One of ours. Raises PaperProblem where there is none of that id, or it cannot be read."""
    if id_ in set(TextKind):
        texts = _read("texts")
        found = next((text for text in texts["text"] if text["id"] == id_), None)
        if found is None:
            raise _missing(id_)
        return _template(found | {"version": texts["version"], "sheet": "text"})
    if id_ in _PLANS:
        plans = _read("plans")
        (plan,) = (one for one in plans["paper"] if one["id"] == id_)
        text = "\n".join(plans["part"][name].rstrip("\n") for name in plan["parts"])
        return _template(plans | plan | {"text": text, "needs": ()})
    if id_ not in set(PaperKind):
        raise _missing(id_)
    return _template(_read(id_))


def our_templates() -> tuple[PaperTemplate, ...]:
    """Every one of ours: papers first, then text messages."""
    return tuple(our_template(kind.value) for kind in (*PaperKind, *TextKind))


def _template(data: dict[str, Any]) -> PaperTemplate:
    return PaperTemplate(
        id=data["id"],
        version=data["version"],
        title=data["title"],
        sheet=data["sheet"],
        text=data["text"].strip(),
        needs=tuple(data["needs"]),
        blocks=tuple(data.get("blocks", ())),
        address=data.get("address", ""),
    )


def _read(name: str) -> dict[str, Any]:
    try:
        source = (files("resources") / "templates" / "written" / f"{name}.toml").read_text(encoding="utf-8")
        return tomllib.loads(source)
    except (OSError, tomllib.TOMLDecodeError) as problem:
        raise _missing(name) from problem


def _missing(name: str) -> PaperProblem:
    return PaperProblem(
        f"There is no template “{name}”.",
        "Restore the templates that came with the app.",
        code="paper-wording",
    )
