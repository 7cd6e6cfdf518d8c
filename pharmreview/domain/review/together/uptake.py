"""What became of signposting: one person's referrals, and how many took up what was offered."""

from collections import Counter
from collections.abc import Callable, Iterable

from pydantic import Field

from pharmreview.domain.review.answer import Answers, text_of
from pharmreview.domain.value import Value

GRID = "follow_up.referrals"
STAGES = ("offered", "accepted", "declined", "contacted", "started", "finished")
"""How far a referral can have come; the ids of the grid's columns, each a day."""


class Uptake(Value):
    """One kind of service, or one named service of that kind, counted over everyone in the store."""

    kind: str
    service: str = ""
    counts: dict[str, int] = Field(default_factory=dict)
    """People who reached each stage."""
    hard_to_reach: int = 0
    """People who said that it was not easy to get to, or only with help."""


def referred(answers: Answers) -> tuple[str, ...]:
    """The codes of the kinds of service that were spoken of with somebody."""
    rest = (key.removeprefix(f"{GRID}.") for key in answers if key.startswith(f"{GRID}."))
    return tuple(dict.fromkeys(part.split(".")[0] for part in rest))


def counted(everyone: Iterable[Answers], name_here: Callable[[str, str], str]) -> tuple[Uptake, ...]:
    """Uptake by kind and service over everyone, the most offered first.

    `name_here` gives the one name under which a service of a kind is counted.
    """
    stages: dict[tuple[str, str], Counter[str]] = {}
    hard: Counter[tuple[str, str]] = Counter()
    for answers in everyone:
        for kind in referred(answers):
            service = name_here(kind, " ".join(text_of(answers, f"{GRID}.{kind}.service").split()))
            tally = stages.setdefault((kind, service), Counter())
            tally.update(s for s in STAGES if text_of(answers, f"{GRID}.{kind}.{s}"))
            hard[kind, service] += text_of(answers, f"{GRID}.{kind}.easy") in {"ER2", "ER3"}
    made = [
        Uptake(
            kind=kind,
            service=service,
            counts={s: tally[s] for s in STAGES},
            hard_to_reach=hard[kind, service],
        )
        for (kind, service), tally in stages.items()
    ]
    return tuple(sorted(made, key=lambda u: (-u.counts["offered"], u.kind, u.service)))
