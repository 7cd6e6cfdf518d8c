"""The wording of papers: sentences with named places, kept as data and versioned."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from pharmreview.documents.outline import Run, Text, clean
from pharmreview.domain.errors import PaperProblem

_PLACE = re.compile(r"\{([a-z_]+)\}")


class Wording:
    """One template: its sentences by key, and the id and version that issued papers record."""

    def __init__(self, name: str, sections: dict[str, object]) -> None:
        self.name = name
        self.template = f"{sections.get('id', '')}/{sections.get('version', '')}"
        self._said: dict[str, str | tuple[str, ...]] = {}
        for section, entries in sections.items():
            if isinstance(entries, dict):
                for key, value in entries.items():
                    self._said[f"{section}.{key}"] = value if isinstance(value, str) else tuple(value)

    def text(self, key: str, **places: str) -> Text:
        """The words under a key with its places filled, or none where a place has no value.

        What is filled in is printed as it is: braces, stars and tags in it mean nothing.
        Raises PaperProblem for a key or a place that nothing was given for.
        """
        return _runs(self._one(key), places, f"{self.name}: {key}")

    def plain(self, key: str, **places: str) -> str:
        """The same without weight, for titles, labels and the record."""
        return "".join(run.text for run in self.text(key, **places))

    def several(self, key: str) -> tuple[str, ...]:
        """The list under a key."""
        value = self._said.get(key)
        if not isinstance(value, tuple):
            raise self._missing(key)
        return value

    def has(self, key: str) -> bool:
        """Whether there are words under a key."""
        return key in self._said

    def _one(self, key: str) -> str:
        value = self._said.get(key)
        if not isinstance(value, str):
            raise self._missing(key)
        return value

    def _missing(self, key: str) -> PaperProblem:
        return PaperProblem(
            f"The wording of {self.name} has nothing for “{key}”.",
            "Restore the wording that came with the app.",
            f"{self.name}: {key}",
            code="paper-wording",
        )


@cache
def wording(name: str) -> Wording:
    """One template by the name of its file. Raises PaperProblem where it cannot be read."""
    try:
        source = (files("resources") / "templates" / f"{name}.toml").read_text(encoding="utf-8")
        return Wording(name, tomllib.loads(source))
    except (OSError, tomllib.TOMLDecodeError) as problem:
        raise PaperProblem(
            f"The wording of {name} cannot be read.",
            "Restore the wording that came with the app.",
            code="paper-wording",
        ) from problem


def joined(*parts: Text) -> Text:
    """Several sentences one after the other; missing ones leave no gap."""
    told: list[Run] = []
    for part in parts:
        if part and told:
            told.append(Run(text=" "))
        told += part
    return tuple(told)


def _runs(template: str, places: dict[str, str], where: str) -> Text:
    runs: list[Run] = []
    for number, stretch in enumerate(template.split("**")):
        said = _filled(stretch, places, where)
        if said is None:
            return ()
        if said:
            runs.append(Run(text=said, bold=number % 2 == 1))
    return tuple(runs)


def _filled(stretch: str, places: dict[str, str], where: str) -> str | None:
    """The stretch with its places filled; None where one has no value."""
    empty = False

    def fill(place: re.Match[str]) -> str:
        nonlocal empty
        name = place[1]
        if name not in places:
            raise PaperProblem(
                f"The place {{{name}}} in the wording of “{where}” has nothing to fill it.",
                "Restore the wording that came with the app.",
                f"{where}: {name}",
                code="paper-placeholder",
            )
        value = clean(places[name]).strip()
        empty = empty or not value
        return value

    said = _PLACE.sub(fill, stretch)
    return None if empty else said
