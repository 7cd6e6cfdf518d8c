"""The practice's templates: versions of its own over ours, checked before they are kept, and put back."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from pharmreview.domain.case import User
from pharmreview.domain.errors import PaperProblem
from pharmreview.domain.paper import (
    Concern,
    KeptTemplate,
    PaperFacts,
    PaperKind,
    PaperTemplate,
    Pressed,
    TextKind,
    TextMessage,
)

STOPPING = ("placeholder", "template")
"""Codes of faults with which a template is not kept; every other concern only warns."""


class TemplatePress(Protocol):
    """Our templates, what to look at in any, and what one makes of a person."""

    def ours(self, id_: str) -> PaperTemplate:
        """The template that came with the application. Raises PaperProblem where there is none."""
        ...

    def all_ours(self) -> tuple[PaperTemplate, ...]:
        """Every template that came with the application."""
        ...

    def check(self, template: PaperTemplate) -> tuple[Concern, ...]:
        """What to look at in a template, with examples in its places."""
        ...

    def completing(self, start: str) -> tuple[tuple[str, str, str], ...]:
        """Places that fit what was typed: name, meaning, example."""
        ...

    def press(self, facts: PaperFacts) -> Pressed:
        """The paper as pages."""
        ...

    def text(self, facts: PaperFacts, kind: TextKind, template: PaperTemplate | None = None) -> TextMessage:
        """A text message."""
        ...


class TemplateShelf(Protocol):
    """Where the practice's versions are kept, oldest first; nothing is ever taken off it."""

    def read(self) -> tuple[KeptTemplate, ...]:
        """Every version kept. Raises PaperProblem where the file cannot be read."""
        ...

    def keep(self, kept: tuple[KeptTemplate, ...]) -> None:
        """Keep them all, whole or not at all. Raises PaperProblem when the disk refuses."""
        ...


class Templates:
    """The verbs of a template: list, look up, check, try on a person, keep, put back."""

    def __init__(self, press: TemplatePress, shelf: TemplateShelf, now: Callable[[], datetime]) -> None:
        self._press = press
        self._shelf = shelf
        self._now = now

    def all(self) -> tuple[PaperTemplate, ...]:
        """Every template as it stands now, papers first, then text messages."""
        newest = {kept.template.id: kept.template for kept in self._shelf.read()}
        return tuple(newest.get(ours.id, ours) for ours in self._press.all_ours())

    def current(self, id_: str) -> PaperTemplate:
        """One template as it stands now. Raises PaperProblem where there is none of that id."""
        versions = self.versions(id_)
        return versions[-1].template if versions else self._press.ours(id_)

    def versions(self, id_: str) -> tuple[KeptTemplate, ...]:
        """The practice's versions of one, oldest first; none where it was never changed."""
        return tuple(kept for kept in self._shelf.read() if kept.template.id == id_)

    def is_ours(self, id_: str) -> bool:
        """Whether it stands as it came."""
        return self.current(id_).text == self._press.ours(id_).text

    def drafted(self, id_: str, text: str) -> PaperTemplate:
        """The template with other words, not kept: for checking and trying."""
        return self.current(id_).model_copy(update={"text": text, "version": "draft"})

    def check(self, id_: str, text: str) -> tuple[Concern, ...]:
        """What to look at, as it is written. Never raises for a fault in the text."""
        return self._press.check(self.drafted(id_, text))

    def completing(self, start: str) -> tuple[tuple[str, str, str], ...]:
        """Places that fit what was typed after a brace: name, meaning, example."""
        return self._press.completing(start)

    def preview(self, id_: str, text: str, facts: PaperFacts) -> Pressed | TextMessage:
        """What it would make of one person. Raises PaperProblem where it may not be printed."""
        draft = self.drafted(id_, text)
        if draft.sheet == "text":
            return self._press.text(facts, TextKind(id_), draft)
        return self._press.press(facts.model_copy(update={"kind": PaperKind(id_), "template": draft}))

    def keep(self, id_: str, text: str, by: User) -> PaperTemplate:
        """Keep a version of the practice's own. Raises PaperProblem for a fault, or when the disk refuses."""
        fault = next((c for c in self.check(id_, text) if c.code in STOPPING), None)
        if fault is not None:
            raise PaperProblem(fault.what, "Mend it, then keep the template.", code="paper-template")
        if not text.strip():
            raise PaperProblem(
                "A template cannot be empty.", "Write it, or put ours back.", code="paper-template"
            )
        return self._keep(id_, text, by, ours=False)

    def reset(self, id_: str, by: User) -> PaperTemplate:
        """Put ours back as the newest version; what the practice wrote stays among the versions."""
        return self._keep(id_, self._press.ours(id_).text, by, ours=True)

    def _keep(self, id_: str, text: str, by: User, *, ours: bool) -> PaperTemplate:
        before, original = self._shelf.read(), self._press.ours(id_)
        number = 1 + sum(kept.template.id == id_ for kept in before)
        version = original.version if ours else f"{original.version}-practice-{number}"
        template = original.model_copy(update={"text": text, "version": version})
        kept = KeptTemplate(template=template, by=by.name, at=self._now(), ours=ours)
        self._shelf.keep((*before, kept))
        return template
