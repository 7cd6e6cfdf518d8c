"""The declaration of the review: steps and coded lists, read once and checked as a whole."""

import json
from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

from pharmreview.domain.review.step import (
    CheckField,
    DocumentField,
    Field,
    GridField,
    ManyField,
    OneField,
    ReviewForm,
)
from pharmreview.reference.data_file import read_data_file


@cache
def load_review_form() -> ReviewForm:
    """The review as resources/data declares it.

    Raises ValueError when the declaration breaks its own law: an id used twice, a list that is not there,
    a must item outside the safety net.
    """
    steps = read_data_file("review_steps.toml")
    lists = read_data_file("coded_lists.toml")
    reading = read_data_file("reading.toml")
    raw = {
        "id": steps["provenance"]["id"],
        "steps": [_with_asked_again(step) for step in steps["step"]],
        "lists": [*lists["list"], _titles(reading)],
        "reading": reading["reading"],
    }
    form = ReviewForm.model_validate_json(json.dumps(raw, default=date.isoformat))
    problems = faults(form)
    if problems:
        raise ValueError("; ".join(problems))
    return form


def faults(form: ReviewForm) -> tuple[str, ...]:
    """Every way in which a declaration breaks its own law, in words."""
    known = {one.id for one in form.lists}
    found = [f"list {i} declared twice" for i in _twice(one.id for one in form.lists)]
    found += [f"step {i} declared twice" for i in _twice(s.id for s in form.steps)]
    for one in form.lists:
        found += [f"code {i} twice in {one.id}" for i in _twice(o.code for o in one.options)]
    for step in form.steps:
        found += [f"field {step.id}.{i} declared twice" for i in _twice(f.id for f in step.fields)]
        steps = {s.id for s in form.steps}
        found += [
            f"{step.id}.{f.id} flags the step {f.flags}, which is not there"
            for f in step.fields
            if f.flags and f.flags not in steps
        ]
        groups = {g.id for g in step.groups}
        fields = {f.id for f in step.fields}
        found += [
            f"group {step.id}.{g.id} has its day under the name of a field"
            for g in step.groups
            if g.dated and g.id in fields
        ]
        found += [
            f"group {step.id}.{g.id} is asked in each sitting and has no day"
            for g in step.groups
            if g.each_sitting and not g.dated
        ]
        found += [f"{step.id}.{f.id} stands in no group" for f in step.fields if f.group not in groups]
        named = [step.prompts] if step.prompts else []
        for field in step.fields:
            named += _lists_of(field)
            if field.must and not isinstance(field, CheckField):
                found.append(f"{step.id}.{field.id} must be answered but is no safety item")
        found += [f"{step.id} names the list {i}, which is not there" for i in named if i not in known]
    return tuple(found)


def _lists_of(field: Field) -> list[str]:
    if isinstance(field, OneField | ManyField | CheckField | DocumentField):
        return [field.choices]
    if isinstance(field, GridField):
        return [field.rows, *(c.choices for c in field.columns if c.choices)]
    return []


def _twice(ids: Iterable[str]) -> list[str]:
    return [i for i, n in Counter(ids).items() if n > 1]


def _with_asked_again(step: dict[str, Any]) -> dict[str, Any]:
    """A step with the fields of each group that asks again what the group before it asked.

    Raises ValueError where the id of such a group is not that of the other with an ending.
    """
    fields = list(step["fields"])
    for group in step["groups"]:
        if before := group.get("after"):
            ending = group["id"].removeprefix(before)
            if ending in ("", group["id"]):
                raise ValueError(f"group {step['id']}.{group['id']} is not {before} with an ending")
            same = [f for f in step["fields"] if f["group"] == before]
            keys = {f"{step['id']}.{f['id']}" for f in same}
            fields += [_asked_again(f, group["id"], ending, keys) for f in same]
    return {**step, "fields": fields}


def _asked_again(field: dict[str, Any], group: str, ending: str, keys: set[str]) -> dict[str, Any]:
    again = {**field, "id": f"{field['id']}{ending}", "group": group}
    if "shows" in field:
        again["shows"] = f"{field['shows']}{ending}"
    when = field.get("show_when", {})
    if when.get("answer") in keys:
        again["show_when"] = {**when, "answer": f"{when['answer']}{ending}"}
    return again


def _titles(reading: dict[str, Any]) -> dict[str, Any]:
    """The reading as a coded list, for the field that says what was given."""
    options = [{"code": r["code"], "label": r["title"], "words": r["what"]} for r in reading["reading"]]
    source = reading["provenance"]["source"]
    return {"id": "reading", "title": "Reading given", "source": source, "options": options}
