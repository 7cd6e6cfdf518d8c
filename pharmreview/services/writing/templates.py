"""The practice's templates: versions of its own over ours, checked before they are kept, and put back."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from pharmreview.domain.case import User
from pharmreview.domain.errors import PaperProblem
from pharmreview.domain.paper import (
    Blank,
    Concern,
    KeptTemplate,
    PaperFacts,
    PaperKind,
    PaperTemplate,
    Pressed,
    Standing,
    TemplateDraft,
    TextKind,
    TextMessage,
)
from pharmreview.domain.patient import Practice
from pharmreview.domain.team.access import Deed

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

    def completing(self, start: str, template: PaperTemplate) -> tuple[tuple[str, str, str], ...]:
        """Places of a template that fit what was typed: name, meaning, example."""
        ...

    def example(self) -> PaperFacts:
        """An invented person, with an example for everything that is typed for one paper."""
        ...

    def blanks(self, template: PaperTemplate) -> tuple[Blank, ...]:
        """The places of a template that are typed for each paper."""
        ...

    def press(self, facts: PaperFacts) -> Pressed:
        """The paper as pages."""
        ...

    def look(self, facts: PaperFacts, page: int) -> tuple[bytes, int]:
        """One page to look at, or the last, and how many there are."""
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

    def drafts(self) -> tuple[TemplateDraft, ...]:
        """Every draft, one a template at most. Raises PaperProblem where the file cannot be read."""
        ...

    def keep_drafts(self, drafts: tuple[TemplateDraft, ...]) -> None:
        """Keep them all, whole or not at all. Raises PaperProblem when the disk refuses."""
        ...


class Templates:
    """The verbs of a template: list, look up, check, try on a person, leave as a draft, keep, put back."""

    def __init__(self, press: TemplatePress, shelf: TemplateShelf, now: Callable[[], datetime]) -> None:
        self._press = press
        self._shelf = shelf
        self._now = now

    def all(self) -> tuple[PaperTemplate, ...]:
        """Every template as it stands now, papers first, then text messages."""
        return tuple(standing.template for standing in self.standing())

    def standing(self) -> tuple[Standing, ...]:
        """How every template stands, in the same order, with its versions and its draft."""
        kept, drafts = self._shelf.read(), {draft.id: draft for draft in self._shelf.drafts()}
        told = []
        for ours in self._press.all_ours():
            versions = tuple(version for version in kept if version.template.id == ours.id)
            now = versions[-1].template if versions else ours
            told.append(Standing(template=now, ours=ours, versions=versions, draft=drafts.get(ours.id)))
        return tuple(told)

    def blanks(self, template: PaperTemplate) -> tuple[Blank, ...]:
        """The places of a template that are typed for each paper, in the order it names them."""
        return self._press.blanks(template)

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

    def check(self, template: PaperTemplate) -> tuple[Concern, ...]:
        """What to look at, as it is written. Never raises for a fault in the text."""
        return self._press.check(template)

    def completing(self, id_: str, start: str) -> tuple[tuple[str, str, str], ...]:
        """Places of a template that fit what was typed after a brace: name, meaning, example."""
        return self._press.completing(start, self._press.ours(id_))

    def example(self, practice: Practice) -> PaperFacts:
        """An invented person at this practice; what the practice has not told is invented too."""
        example = self._press.example()
        told = {name: value for name, value in practice if value}
        return example.model_copy(update={"practice": example.practice.model_copy(update=told)})

    def with_examples(self, facts: PaperFacts) -> PaperFacts:
        """A person's facts with examples for what is typed for each paper, for a preview and nothing else."""
        example = self._press.example()
        details, recipient = example.details | facts.details, facts.recipient or example.recipient
        return facts.model_copy(update={"details": details, "recipient": recipient})

    def look(self, template: PaperTemplate, facts: PaperFacts, page: int) -> tuple[bytes, int]:
        """One page it would make of one person, or the last, and how many. Raises PaperProblem."""
        return self._press.look(
            facts.model_copy(update={"kind": PaperKind(template.id), "template": template}), page
        )

    def preview(self, template: PaperTemplate, facts: PaperFacts) -> Pressed | TextMessage:
        """What it would make of one person. Raises PaperProblem where it may not be printed."""
        if template.sheet == "text":
            return self._press.text(facts, TextKind(template.id), template)
        return self._press.press(
            facts.model_copy(update={"kind": PaperKind(template.id), "template": template})
        )

    def leave_draft(self, id_: str, text: str, by: User) -> None:
        """Leave words that are not kept yet, to be found again; the words in use leave no draft.

        Raises PaperProblem when the disk refuses, and VaultProblem for somebody who is no lead.
        """
        by.refuse_unless(Deed.WORDING)
        others = tuple(draft for draft in self._shelf.drafts() if draft.id != id_)
        draft = TemplateDraft(id=id_, text=text, by=by.name, at=self._now())
        self._shelf.keep_drafts(others if text == self.current(id_).text else (*others, draft))

    def keep(self, id_: str, text: str, by: User) -> PaperTemplate:
        """Keep a version of the practice's own, and let its draft go.

        Raises PaperProblem for a fault or when the disk refuses, and VaultProblem but for a lead.
        """
        fault = next((c for c in self.check(drafted(self.current(id_), text)) if c.code in STOPPING), None)
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
        by.refuse_unless(Deed.WORDING)
        before, original = self._shelf.read(), self._press.ours(id_)
        number = 1 + sum(kept.template.id == id_ for kept in before)
        version = original.version if ours else f"{original.version}-practice-{number}"
        template = original.model_copy(update={"text": text, "version": version})
        kept = KeptTemplate(template=template, by=by.name, at=self._now(), ours=ours)
        self._shelf.keep((*before, kept))
        self.leave_draft(id_, text, by)
        return template


def drafted(template: PaperTemplate, text: str) -> PaperTemplate:
    """The template with other words, not kept: for checking and trying."""
    return template.model_copy(update={"text": text, "version": "draft"})
