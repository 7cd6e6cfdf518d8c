"""Writes the page "How we read and count" from the worked examples that the tests run and from the tables."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from pharmreview.domain.digits import plain
from pharmreview.domain.ome.factor import Basis, Factor
from pharmreview.domain.risk.finding import Tier
from tests.spec import examples
from tests.spec.answers import TABLES, judged, refusal
from tests.spec.examples import Example, Person

PAGE = Path(__file__).parents[2] / "docs" / "how-we-read-and-count.md"

_BEGIN = """\
# How we read and count

Written by `python3 dev.py spec` from the examples that the tests run and from the tables that the program
uses; a test fails when it is out of date. How well all this reads text that nobody here had seen is in [how
well the readers read](reading-accuracy.md).

> **No clinician has checked this yet.** The last chapter names each table, its source and who has checked it.

Three rules go through everything below.

- **What cannot be read is not counted as nothing.** It stays in the list, with the reason, until a person
  settles it.
- **No number without its working.** Each figure says which line, which dose, which factor and which source.
- **A number that could be two numbers is not read.** To refuse costs a look; to guess wrong may hurt
  somebody.
"""
_NAMES = """\
The reader knows the words of product names and how they are put together. It keeps no list of whole names.
A name is read, or it is asked about (one fact is open that only a person can give), or it is another
medicine, or it is unread. What looks like an opioid and cannot be read for sure is never called another
medicine.
"""
_DIRECTIONS = """\
Directions become units a day: a low end and a high end, the unit if the text names one, and whether it is
taken when required. Patches count as worn at once.
"""
_PEOPLE = """\
The total is the oral morphine equivalent (OME) of a day. Each opioid line is its daily dose times a factor.
The low end adds the low ends (nought for "up to"), the high end adds the high ends with everything that is
taken when required; the regular part leaves that out. A line that cannot be converted makes the total
incomplete: the figure is then a floor. An OME compares load between people and over time. It is never a
dose to give.
"""
_RULES = """\
The tier orders the list. It decides no treatment. Each rule names where it comes from; the rules are in
`resources/data/risk_rules.toml`. A person whose total is incomplete, and for whom no higher rule holds, is
shown as incomplete and never as low.
"""
_TERMS = """\
Where an export carries coded entries, some take a person out of this review. A denial, a family history, a
screening or a suspicion never does.
"""
_BASES = {
    Basis.PER_MILLIGRAM: "for each mg",
    Basis.PER_PATCH: "for one patch",
}
_TIERS = (Tier.REFER, Tier.HIGH, Tier.MEDIUM, Tier.LOW)


def page() -> str:
    """The whole page."""
    return "\n".join(
        [
            _BEGIN,
            *_chapter("Names of products", _NAMES, _examples(examples.NAMES, "The record says", "Read as")),
            *_directions(),
            *_people(),
            *_factors(),
            *_rules(),
            *_chapter("Coded entries", _TERMS, _examples(examples.TERMS, "Entry", "Answer")),
            *_tables(),
        ]
    )


def _chapter(title: str, words: str, *tables: Iterable[str]) -> list[str]:
    return [f"## {title}", "", words, *(line for table in tables for line in (*table, ""))]


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "/").replace("\n", " ") for cell in cells) + " |"


def _table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    return [_row(*heading), _row(*("---" for _ in heading)), *(_row(*cells) for cells in rows)]


def _examples(chosen: Iterable[Example], read: str, answer: str) -> list[str]:
    return _table((read, answer, "Why"), ((f"`{each.read}`", each.answer, each.why) for each in chosen))


def _directions() -> list[str]:
    lines = ["## Directions", "", _DIRECTIONS]
    for title, chosen in examples.DIRECTIONS.items():
        rows = [
            (
                f"`{each.read}`",
                f"**{each.answer}**" if refusal(each) else each.answer,
                each.why,
                refusal(each),
            )
            for each in chosen
        ]
        heading = ("The record says", "A day", "Why", "What the program says")
        if not any(row[3] for row in rows):
            heading, rows = heading[:3], [row[:3] for row in rows]  # type: ignore[misc,assignment]
        lines += [f"### {title}", "", *_table(heading, rows), ""]
    return lines


def _people() -> list[str]:
    lines = ["## A person's total", "", _PEOPLE]
    for person in examples.PEOPLE:
        lines += [f"### {person.title}", "", *_working(person), ""]
    return lines


def _working(person: Person) -> list[str]:
    found = judged(person)
    sums = {line.row: (line.working, line.factor.source) for line in found.ome.working}
    whys = {line.row: (f"not converted: {line.why}", "") for line in found.ome.not_converted}
    rows = [
        (name, f"`{directions}`", *({**whys, **sums}.get(at, ("no opioid", ""))))
        for at, (name, directions) in enumerate(person.medicines, start=2)
    ]
    tier = "; ".join(reason.what for reason in found.tier.reasons)
    return [
        *_table(("Medicine", "Directions", "OME", "Source of the factor"), rows),
        "",
        f"**{person.total}.** {person.why} Tier: **{person.tier}**{f' ({tier})' if tier else ''}.",
    ]


def _factors() -> list[str]:
    table = TABLES.factors
    words = f"""\
The table in use is `{table.id}`: {table.source}. Others can be set beside it. "How known" says how far each
figure could be traced; none was checked by a clinician.
"""
    rows = [
        (_medicine(each), _factor(each), each.source, each.confidence, each.note) for each in table.factors
    ]
    return _chapter(
        "Every factor, and where it comes from",
        words,
        _table(("Medicine", "Factor", "Source", "How known", "Note"), rows),
    )


def _medicine(factor: Factor) -> str:
    label = f" {plain(factor.strength)} micrograms/hour" if factor.strength is not None else ""
    return f"{factor.medicine}{label}, {factor.route}"


def _factor(factor: Factor) -> str:
    if factor.factor is None:
        return "not converted"
    return f"{plain(factor.factor)} {_BASES.get(factor.basis, 'for each microgram an hour')}"


def _rules() -> list[str]:
    lines = TABLES.rules.high_dose_lines
    dated = "; ".join(
        f"{plain(line.milligrams)} mg from {line.since:%d %B %Y} ({line.source})" for line in lines
    )
    rules = TABLES.rules.rules
    groups = [(tier, [rule for rule in rules if rule.tier is tier]) for tier in (*_TIERS, None)]
    tables = [
        [
            f"### {f'Tier: {tier.value}' if tier else 'Shown, and moves nobody'}",
            "",
            *_table(("Rule", "Why", "Source"), ((r.what, r.rationale, r.source) for r in chosen)),
        ]
        for tier, chosen in groups
        if chosen
    ]
    return _chapter(
        "Findings and tiers", f"{_RULES}\nThe high-dose line, met at or above: {dated}.\n", *tables
    )


def _tables() -> list[str]:
    rows = [
        (
            each.title,
            f"`{each.id}`",
            each.source,
            each.reviewed.isoformat() if each.reviewed else "never",
            each.next_review.isoformat() if each.next_review else "not set",
            each.checker or "nobody yet",
        )
        for each in TABLES.provenance
    ]
    heading = ("Table", "Id", "Source", "Compared with its source", "To be looked at again", "Checked by")
    return _chapter(
        "The tables, and who has checked them",
        "`pharmreview tables` shows the same on the computer where it runs.\n",
        _table(heading, rows),
    )


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    sys.stdout.write(f"Wrote {PAGE.name}.\n")
