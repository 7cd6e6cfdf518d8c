"""Fixed phrases of one language, each with places for what comes from the record."""

import json
import re
import tomllib
from datetime import date
from functools import cache
from importlib.resources import files

from pharmreview.documents.outline import Run, Text
from pharmreview.domain.errors import PaperProblem
from pharmreview.domain.paper import PaperLanguage
from pharmreview.domain.value import Value

_PLACE = re.compile(r"\{([a-z_]+)\}")
_NAMES = ("pl", "ur")


class Language(Value):
    """One language file of resources/languages.

    `weekdays` begins with Monday. A phrase holds words only; what is filled in is printed as it is.
    """

    code: str
    name: str
    own_name: str
    version: str
    source: str
    author: str
    checked_by: str
    reviewed: str
    next_review: str
    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    day: str
    phrases: dict[str, str]

    @property
    def offered(self) -> PaperLanguage:
        """What a screen says of it."""
        return PaperLanguage(
            code=self.code, name=self.name, own_name=self.own_name, checked_by=self.checked_by
        )

    def says(self, key: str, *, bold: bool = False, **places: str | Text) -> Text:
        """A phrase with its places filled, or nothing where one is empty.

        Raises PaperProblem for a phrase the language file does not have, or a place that was not given.
        """
        phrase = self.phrases.get(key)
        if phrase is None or not set(_PLACE.findall(phrase)) <= set(places):
            raise PaperProblem(
                f"The {self.name} wording has nothing for “{key}”, or asks for what is not known.",
                "Print the plan in English, and restore the language file that came with the app.",
                code="paper-wording",
            )
        return self._filled(phrase, places, bold=bold)

    def says_day(self, day: date) -> Text:
        """A date: its words in the language, its numbers as they are."""
        words = {"weekday": self.weekdays[day.weekday()], "month": self.months[day.month - 1]}
        return self._filled(self.day, {"number": str(day.day), "year": str(day.year)}, words=words)

    def _filled(
        self,
        phrase: str,
        places: dict[str, str | Text],
        *,
        words: dict[str, str] | None = None,
        bold: bool = False,
    ) -> Text:
        told: list[Run] = []
        for at, part in enumerate(_PLACE.split(phrase)):
            value = part if at % 2 == 0 else (words or {}).get(part)
            if value is not None:
                told += [Run(text=value, lang=self.code, bold=bold)] if value else []
                continue
            given = places[part]
            runs = (Run(text=given),) if isinstance(given, str) else given
            if not any(run.text.strip() for run in runs):
                return ()
            told += [run.model_copy(update={"bold": run.bold or bold}) for run in runs]
        return tuple(told)


@cache
def language(code: str) -> Language:
    """The language of a code. Raises PaperProblem where there is none, or its file cannot be read."""
    if code not in _NAMES:
        raise PaperProblem(
            f"There is no wording for the language “{code}”.",
            "Choose one of the languages on the list, or print the plan in English.",
            code="paper-language",
        )
    try:
        source = (files("resources") / "languages" / f"{code}.toml").read_text(encoding="utf-8")
        return Language.model_validate_json(json.dumps(tomllib.loads(source)))
    except (OSError, ValueError) as problem:
        raise PaperProblem(
            f"The wording of the language “{code}” cannot be read.",
            "Restore the language file that came with the app.",
            code="paper-wording",
        ) from problem


def our_languages() -> tuple[Language, ...]:
    """Every language that came with the application, by the code of each."""
    return tuple(map(language, _NAMES))
