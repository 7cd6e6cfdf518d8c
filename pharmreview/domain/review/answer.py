"""Answers, keyed by where they were given.

A key is `step.field`, and for a grid `step.field.row` or `step.field.row.column`; the parts are the
permanent ids of the declaration. A value is text (also for one choice, yes/no, numbers and ISO dates)
or several texts in order (many choices, lines the person listed).
"""

AnswerValue = str | tuple[str, ...]
Answers = dict[str, AnswerValue]

TYPED = "typed"
"""The part of a key, before the step or in its field, for words that are no date or number as typed."""


def field_key(key: str) -> str:
    """The `step.field` that a key belongs to, whichever row, column or typed words it holds."""
    return ".".join(key.removeprefix(f"{TYPED}.").split(".")[:2])


def with_answer(answers: Answers, key: str, value: AnswerValue) -> Answers:
    """The answers with one set, or removed when the value is empty."""
    rest = {k: v for k, v in answers.items() if k != key}
    return {**rest, key: value} if value else rest


def text_of(answers: Answers, key: str) -> str:
    """The text under a key, "" when it was not asked; several texts are joined by "; "."""
    value = answers.get(key, "")
    return value if isinstance(value, str) else "; ".join(value)


def chosen(answers: Answers, key: str) -> tuple[str, ...]:
    """The choices under a key, in the order they were made."""
    value = answers.get(key, ())
    return (value,) if isinstance(value, str) and value else tuple(value)
