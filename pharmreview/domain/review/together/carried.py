"""The story carried forward, so that nobody has to begin again with every new face."""

from collections.abc import Sequence

from pharmreview.domain.review.answer import Answers, chosen, text_of
from pharmreview.domain.review.step import Option, ReviewForm
from pharmreview.domain.value import Value


class Carried(Value):
    """What stands at the top of every later contact and goes into every letter between services.

    `words` are the last words the person chose to be kept; `tried` what was tried and how it went;
    `in_the_way` and `would_help` in the person's words. `may_share`: the person agreed to pass it on.
    """

    goal: str = ""
    summary: str = ""
    words: str = ""
    tried: tuple[str, ...] = ()
    in_the_way: tuple[str, ...] = ()
    would_help: tuple[str, ...] = ()
    take_up: str = ""
    may_share: bool = False


def carried(form: ReviewForm, answers: Answers, before: Sequence[Answers] = ()) -> Carried:
    """The story as the answers hold it; what they do not hold, as the latest review in `before` that does.

    `before` are the answers of earlier reviews, oldest first.
    """
    latest = (answers, *reversed(before))
    goal = text_of(answers, "decide.goal").strip()
    return Carried(
        goal=goal,
        summary=next(filter(None, map(_summary, latest)), ""),
        words=next(filter(None, (_words(one, goal) for one in latest)), ""),
        tried=_tried(form, answers),
        in_the_way=_labels(form, answers, ("barriers", "challenges")),
        would_help=_labels(form, answers, ("strategies", "helps")),
        take_up=text_of(answers, "follow_up.take_up").strip(),
        may_share=text_of(answers, "follow_up.mdt_consent") == "yes",
    )


def _summary(answers: Answers) -> str:
    """What was understood together, else what was said back and agreed."""
    agreed = text_of(answers, "listen.heard") if text_of(answers, "listen.agreed") == "yes" else ""
    return text_of(answers, "sheet.shared_summary").strip() or agreed.strip()


def _words(answers: Answers, goal: str) -> str:
    """The last words the person chose, where they are not the goal."""
    hope = text_of(answers, "sheet.hope").strip()
    return hope if hope and hope != goal else text_of(answers, "listen.main_worry").strip()


_HELPED = {"HP1": "helped a lot", "HP2": "helped a little", "HP3": "did not help", "HP4": "harmed"}
"""How a treatment helped, by the permanent code of the answer."""


def _tried(form: ReviewForm, answers: Answers) -> tuple[str, ...]:
    found = []
    for option in form.options("treatments").options:
        how = text_of(answers, f"prepare.tried.{option.code}.helped")
        if how in _HELPED:
            found.append(f"{option.label}: {_HELPED[how]}")
        elif text_of(answers, f"prepare.tried.{option.code}"):
            found.append(option.label)
    attempts = text_of(answers, "prepare.attempts").strip()
    return (*found, *((f"Reducing before: {attempts}",) if attempts else ()))


def _labels(form: ReviewForm, answers: Answers, fields: tuple[str, ...]) -> tuple[str, ...]:
    found: list[str] = []
    for field in fields:
        known: dict[str, Option] = {o.code: o for o in form.options(field).options}
        found += [known[c].words or known[c].label for c in chosen(answers, f"decide.{field}") if c in known]
        other = text_of(answers, f"decide.{field}.other").strip()
        found += [other] if other else []
    return tuple(found)
