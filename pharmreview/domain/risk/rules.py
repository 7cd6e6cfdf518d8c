"""Declared rules to findings. A rule that cannot be told for want of a fact is kept, not passed over."""

from pharmreview.domain.risk.conditions import CONDITIONS, Facts
from pharmreview.domain.risk.finding import Finding
from pharmreview.domain.risk.rule import Rule, When
from pharmreview.domain.value import Value

_WANTED = "the date of birth is not known"


class Untold(Value):
    """A rule that would hold but for a fact that is missing."""

    rule: Rule
    missing: str


def findings_of(facts: Facts) -> tuple[tuple[Finding, ...], tuple[Untold, ...]]:
    """The rules that hold, and those that cannot be told, in the order in which they are declared."""
    holding: list[Finding] = []
    untold: list[Untold] = []
    for rule in facts.book.rules:
        words = _words(rule.when, facts)
        if words is None:
            continue
        if None in words:
            untold.append(Untold(rule=rule, missing=_WANTED))
            continue
        because = "; ".join(w for w in words if w)
        holding.append(
            Finding(code=rule.id, what=rule.what, because=because, tier=rule.tier, source=rule.source)
        )
    return tuple(holding), tuple(untold)


def _words(when: When, facts: Facts) -> list[str | None] | None:
    """What each condition says, or None where one of them does not hold."""
    answers: list[str | None] = []
    for condition in CONDITIONS:
        answer = condition(when, facts)
        if isinstance(answer, bool):
            return None
        answers.append(answer)
    return answers
