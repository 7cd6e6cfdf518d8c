"""Risk rules, exclusions and dated settings as one book of rules."""

from typing import Any

from pharmreview.domain.medicines.product import MedicineClass
from pharmreview.domain.risk.finding import Tier
from pharmreview.domain.risk.rule import (
    CohortSpan,
    DatedLine,
    MedicineGroup,
    Rule,
    RuleBook,
    StaleAfter,
    TermBook,
    TermGroup,
    When,
)
from pharmreview.reference.data_file import read_data_file


def load_rule_book() -> RuleBook:
    """The declared rules; pydantic's ValidationError names a condition that is not in the closed set."""
    rules = read_data_file("risk_rules.toml")
    settings = read_data_file("settings.toml")
    return RuleBook(
        id=rules["provenance"]["id"],
        rules=tuple(_rule(entry) for entry in rules["rule"]),
        terms=_terms(read_data_file("exclusions.toml")),
        high_dose_lines=tuple(DatedLine.model_validate(entry) for entry in settings["high_dose_line"]),
        stale_after=tuple(StaleAfter.model_validate(entry) for entry in settings["stale"]),
        strong_opioids=frozenset(rules["strong_opioids"]),
        groups=tuple(_medicine_group(entry) for entry in rules["group"]),
        cohorts=tuple(CohortSpan.model_validate(entry) for entry in settings["cohort"]),
    )


def _rule(entry: dict[str, Any]) -> Rule:
    when = {key: tuple(value) if isinstance(value, list) else value for key, value in entry["when"].items()}
    if "classes" in when:
        when["classes"] = tuple(MedicineClass(c) for c in when["classes"])
    return Rule(
        id=entry["id"],
        what=entry["what"],
        tier=Tier(entry["tier"]) if "tier" in entry else None,
        when=When.model_validate(when),
        source=entry["source"],
        rationale=entry["rationale"],
    )


def _medicine_group(entry: dict[str, Any]) -> MedicineGroup:
    return MedicineGroup(
        id=entry["id"],
        what=entry["what"],
        names=frozenset(entry["names"]),
        sedating=entry["sedating"],
        source=entry["source"],
    )


def _terms(data: dict[str, Any]) -> TermBook:
    return TermBook(
        groups=tuple(_group(entry) for entry in data["group"]),
        denying=tuple(data["denying"]),
        denying_before=tuple(data["denying_before"]),
        doubting=tuple(data["doubting"]),
        past=tuple(data["past"]),
    )


def _group(entry: dict[str, Any]) -> TermGroup:
    return TermGroup(
        code=entry["code"],
        what=entry["what"],
        phrases=tuple(entry["phrases"]),
        never=tuple(entry.get("never", ())),
        doubtful=tuple(entry.get("doubtful", ())),
        certain=tuple(entry.get("certain", ())),
        past=entry.get("past", False),
        own_words=entry.get("own_words", False),
        effect=entry["effect"],
        needs_class=MedicineClass(entry["needs_class"]) if "needs_class" in entry else None,
        facts=tuple(entry.get("facts", ())),
    )
