"""What people said of their visit afterwards, and what all of it comes to. No name goes with it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from statistics import median

from pydantic import Field as Declared

from pharmreview.domain.review.answer import Answers, chosen, text_of
from pharmreview.domain.review.step import Field, NoteField, OneField, ReviewForm, ScaleField
from pharmreview.domain.value import Exact, Value

STEP, GROUP = "follow_up", "experience"
ASKED = f"{STEP}.exp_asked"
"""Answered yes by whoever asked for their answers to stand in their own record."""
FEW = 6
"""Of fewer forms than this, somebody who knows the people may tell who said what."""


class Said(Value):
    """One form that came back. It holds no name and nothing that leads to anybody's record."""

    put_in: date
    answers: Answers = Declared(repr=False)


class Scaled(Value):
    """One question answered from 0 to 10: how many answered, the median, the least and the most."""

    label: str
    number: int
    median: Exact
    least: int
    most: int


class Counted(Value):
    """One question with a choice: how many chose each, by the words of the choice, in the list's order."""

    label: str
    counts: tuple[tuple[str, int], ...]


class Told(Value):
    """What was written under one question. It is in the order of the alphabet, so that none is the newest."""

    label: str
    words: tuple[str, ...] = Declared(repr=False)


class Learnt(Value):
    """Every form together: those without a name, and those that stand in a record because somebody asked."""

    nameless: int = 0
    in_records: int = 0
    scales: tuple[Scaled, ...] = ()
    choices: tuple[Counted, ...] = ()
    told: tuple[Told, ...] = ()

    @property
    def forms(self) -> int:
        """How many forms there are in all."""
        return self.nameless + self.in_records

    @property
    def few(self) -> bool:
        """Whether there are so few that they had better not leave the practice."""
        return 0 < self.forms < FEW


def questions(form: ReviewForm) -> tuple[Field, ...]:
    """The questions of the form, in order."""
    fields = form.step(STEP).fields
    return tuple(f for f in fields if f.group == GROUP and f"{STEP}.{f.id}" != ASKED)


def of_the_form(answers: Answers) -> Answers:
    """Of some answers, those to the form."""
    return {key: value for key, value in answers.items() if key.startswith(f"{STEP}.exp_") and key != ASKED}


def asked_to_be_known(answers: Answers) -> bool:
    """Whether somebody asked for their answers to stand in their own record, and gave any."""
    return text_of(answers, ASKED) == "yes" and bool(of_the_form(answers))


def learnt(form: ReviewForm, nameless: Sequence[Answers], in_records: Sequence[Answers]) -> Learnt:
    """What all of the forms come to, question by question; one that nobody answered is left out."""
    everyone = (*nameless, *in_records)
    asked = questions(form)
    return Learnt(
        nameless=len(nameless),
        in_records=len(in_records),
        scales=tuple(s for f in asked if isinstance(f, ScaleField) and (s := _scaled(f, everyone))),
        choices=tuple(c for f in asked if isinstance(f, OneField) and (c := _counted(form, f, everyone))),
        told=tuple(t for f in asked if isinstance(f, NoteField) and (t := _told(f, everyone))),
    )


def _scaled(field: ScaleField, everyone: Iterable[Answers]) -> Scaled | None:
    given = [text_of(answers, f"{STEP}.{field.id}") for answers in everyone]
    marks = [int(mark) for mark in given if mark.isdigit()]
    if not marks:
        return None
    return Scaled(
        label=field.label,
        number=len(marks),
        median=median(Decimal(mark) for mark in marks),
        least=min(marks),
        most=max(marks),
    )


def _counted(form: ReviewForm, field: OneField, everyone: Iterable[Answers]) -> Counted | None:
    tally = Counter(code for answers in everyone for code in chosen(answers, f"{STEP}.{field.id}"))
    if not tally:
        return None
    listed = [(one.label, tally.pop(one.code, 0)) for one in form.options(field.choices).options]
    other = [("Other", tally.total())] if tally else []
    return Counted(label=field.label, counts=(*listed, *other))


def _told(field: NoteField, everyone: Iterable[Answers]) -> Told | None:
    said = {" ".join(text_of(answers, f"{STEP}.{field.id}").split()) for answers in everyone} - {""}
    return Told(label=field.label, words=tuple(sorted(said, key=str.casefold))) if said else None
