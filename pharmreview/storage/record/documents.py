"""A case as JSON, field by field, and what a change changed: every earlier state is made again from these."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import PydanticSerializationError

from pharmreview.domain.case import Case
from pharmreview.domain.caseload.searches.head import Glance, Head
from pharmreview.domain.errors import InputProblem, VaultProblem
from pharmreview.domain.patient import Patient
from pharmreview.domain.review.answer import Answers
from pharmreview.domain.value import V

_SERIALIZER = Case.__pydantic_serializer__

_ALWAYS = ("id", "patient")
_KEYED = ("answers", "passed", "tables")
"""Fields that are dictionaries: a change names the keys set and the keys removed."""


def _text(case: Case, name: str) -> bytes:
    """One field as JSON, with its name."""
    return _SERIALIZER.to_json(case, by_alias=True, include={name})[1:-1]


_BLANK = Case(id="", patient=Patient())
_UNSET = {name: _text(_BLANK, name) for name in Case.model_fields}
"""How every field is written that nothing was ever put in, so that a case of few words is written quickly."""


@dataclass(frozen=True, repr=False)
class Written:
    """A case beside the JSON of its fields, so that the next save writes out only what changed.

    `changed` names what differs from the state before, or from a case that nothing was put in. A field is
    written out when it is first wanted; one that nothing was put in is not among the `texts`.
    """

    case: Case
    changed: tuple[str, ...]
    texts: dict[str, bytes]

    @property
    def document(self) -> bytes:
        """The whole case as JSON."""
        texts = self.texts
        for name in _differing(_BLANK, self.case, [name for name in _UNSET if name not in texts]):
            texts[name] = _text(self.case, name)
        return b"{" + b",".join([texts.get(name, unset) for name, unset in _UNSET.items()]) + b"}"


def standing(case: Case) -> Written:
    """A case as the store holds it, of which nothing is written out yet."""
    return Written(case, (), {})


def written(case: Case, before: Written | None = None) -> Written:
    """A case with what changed in it written out. Raises InputProblem for a character that has no code."""
    if before is None:
        changed = _differing(_BLANK, case, [name for name in _UNSET if name in case.model_fields_set])
    else:
        changed = _differing(before.case, case, _UNSET)
    try:
        new = {name: _text(case, name) for name in changed}
    except PydanticSerializationError as error:
        raise InputProblem(
            "The text holds a character that cannot be kept.",
            "Delete what was pasted last and type it instead.",
            code="input.character",
        ) from error
    return Written(case, changed, new if before is None else {**before.texts, **new})


def _differing(before: Case, after: Case, names: Iterable[str]) -> tuple[str, ...]:
    old, new = before.__dict__, after.__dict__
    return tuple([name for name in names if old[name] is not new[name] and old[name] != new[name]])


def differences(before: Written | None, after: Written) -> str:
    """What a change changed, so that every earlier state can be made again from the changes alone.

    A new case names the fields that something was put in, and always who it is about.
    """
    parts = []
    for name in after.changed if before else dict.fromkeys((*_ALWAYS, *after.changed)):
        if name in _KEYED:
            old, new = getattr(before.case, name) if before else {}, getattr(after.case, name)
            parts.append(_keys_changed(name, old, new))
        elif name != "revision":
            parts.append(after.texts.get(name, _UNSET[name]))
    return (b"{" + b",".join(parts) + b"}").decode()


def _keys_changed(name: str, old: Answers, new: Answers) -> bytes:
    changed = {
        "set": {key: value for key, value in new.items() if key not in old or old[key] != value},
        "unset": [key for key in old if key not in new],
    }
    return json.dumps({name: changed}, ensure_ascii=False, separators=(",", ":"))[1:-1].encode()


def applied(state: dict[str, Any], changed: str) -> dict[str, Any]:
    """A state with one change made to it."""
    state = dict(state)
    for name, value in json.loads(changed).items():
        if name in _KEYED:
            kept = {k: v for k, v in state.get(name, {}).items() if k not in value["unset"]}
            state[name] = {**kept, **value["set"]}
        else:
            state[name] = value
    return state


def read_case(document: str) -> Case:
    """The case that a document holds. Raises VaultProblem for one of a newer version."""
    return _read(Case, document)


def read_glance(document: str) -> Glance:
    """The same case, read only as far as its head. Raises as `read_case` does."""
    return Glance(_read(Head, document), lambda: read_case(document))


def _read(kind: type[V], document: str) -> V:
    try:
        return kind.model_validate_json(document)
    except ValidationError as error:
        raise VaultProblem(
            "A case in the store cannot be read by this version.",
            "Install the newest version and open it again; nothing has been changed.",
            code="vault.unread",
        ) from error
