"""Cautions as cards, the strongest first; what the plan kept to, and what nobody checked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pharmreview.domain.digits import plain
from pharmreview.domain.taper.pace import TaperSettings
from pharmreview.domain.taper.plan import Caution, Step, StepKind, TaperPlan
from ui import text as words_of
from ui.screens.taper.words.doses import dose_words

ABOVE_10, ABOVE_20 = "step-above-10-percent", "step-above-20-percent"
TITLES = {
    ABOVE_20: "A step above 20%",
    "specialist-advice": "Plan this with a specialist",
    "high-dose": "High dose",
    "opioid-with-benzodiazepine": "Sedative taken with an opioid",
    "opioid-with-gabapentinoid": "Gabapentinoid taken with an opioid",
    "ome-incomplete": "The total is not known",
    ABOVE_10: "A step above 10%",
    "smallest-step-exceeds-pace": "Products make no smaller step",
    "set-by-hand-exceeds-pace": "Larger than the pace, by hand",
    "step-limited": "Less than was asked for",
    "dose-at-one-time-rises": "One dose of the day goes up",
    "weekly-steps": "Fast steps",
    "kept-for-two-patches": "Kept for two patches",
    "long-use": "Fast after long use",
    "last-patch": "The last patch comes off",
    "change-day-moves": "The change day moves",
    "pause-left-out": "A pause is left out",
    "as-needed": "Taken when needed",
    "range-counted-high": "A range is counted high",
    "second-ingredient-high": "Too much of the second ingredient now",
    "second-ingredient-together": "Too much of the second ingredient together",
    "second-ingredient-also": "The second ingredient is taken by itself too",
    "gabapentinoid-epilepsy": "Check it is not for epilepsy",
    "finer-product": "Smaller steps by another product",
    "patch-by-brand": "Patches: brand and change day",
    "patch-twice-a-week": "Patch changed twice a week",
    "form-changes": "The form changes",
    "above-the-most": "More than is allowed in a day",
    "many-units": "Many units at once",
    "half-left-over": "A half is left over",
    "issue-limited": "Issues are kept shorter",
    "liquids-left-out": "Liquids are left out",
    "supply-ends-early": "Supply ends before the plan",
    "no-day-to-issue": "No day to issue",
    "holidays-unknown": "Bank holidays not known",
    "left-over": "Left over at home",
    "formulary-not-known": "A name of the practice's list is not known",
    "brand-not-certain": "A strength may not be made by that brand",
    "strength-not-listed": "No product has that strength",
    "slower-for-long-use": "Slower is gentler after years",
    "product-switch": "The product changes",
    "switch-without-same-dose": "The product changes with a step down",
    "change-of-patch-family": "Another day for the patch",
    "paracetamol-apart": "Paracetamol stops with it",
    "concentrated-liquid": "Two strengths of this liquid exist",
    "measured-by-syringe": "Measured with an oral syringe",
    "lost-tolerance": "Do not go back to the old dose",
    "driving": "Driving",
}
"""A short title for each caution of the table, the strongest first; a code that is new stands last."""

HOLD_FACT = "safety-hold"
HOLD_NOTE = "safety.hold.note"
_WEEKEND = 5


@dataclass(frozen=True, slots=True)
class CautionWords:
    """One card. A hold stops everything until somebody clears it."""

    code: str
    title: str
    reason: str
    source: str
    hold: bool = False
    brief: str = ""
    """The heart of it in a few words, for where there is one line."""


@dataclass(frozen=True, slots=True)
class Gate:
    """What is asked before a plan with large steps may be agreed."""

    why: str = ""
    """Words for the reason that must be typed; empty where none is asked."""
    confirm: str = ""
    """Words to tick a second time; empty where that is not asked."""


def holds(facts: Mapping[str, str]) -> bool:
    """True while a safety hold stands."""
    return facts.get(HOLD_FACT, "") == "yes"


def cautions_of(plan: TaperPlan | None, *, held: bool, clears: str) -> tuple[CautionWords, ...]:
    """Every card for a plan: a hold first, then the strongest."""
    cards = [] if plan is None else [_card(c, plan) for c in plan.cautions]
    if plan is not None:
        cards += _weekends(plan)
    order = list(TITLES)
    cards.sort(key=lambda c: order.index(c.code) if c.code in order else len(order))
    if held:
        who = (
            f"{clears.strip().rstrip('.')} can clear it." if clears.strip() else "Say there who can clear it."
        )
        reason = f"No reduction until it is cleared in step 7, Safety net. {who}"
        cards.insert(0, CautionWords("hold", "Safety hold", reason, "Safety net, step 7", hold=True))
    return tuple(cards)


def gate_of(plan: TaperPlan | None) -> Gate:
    """What agreeing asks for: above 10 percent a reason, above 20 percent a second confirmation too."""
    by_code = {} if plan is None else {c.code: c.text for c in plan.cautions}
    if ABOVE_20 in by_code:
        return Gate(by_code[ABOVE_20], "I have looked at this step again and it is what we agreed")
    return Gate(by_code.get(ABOVE_10, ""))


def kept_to(plan: TaperPlan, steps: Sequence[Step], settings: TaperSettings) -> str:
    """What every step keeps to, in words; only what was really kept."""
    percent = plan.request.pace.percent
    kept = ["listed products", "no dose goes up"]
    if not _halves(steps):
        kept.insert(0, "whole units")
    exceeded = any("exceeds-pace" in f for s in steps for f in s.flags)
    if percent is not None and not exceeded:
        kept.append(f"{plain(percent)}% limit")
    longest = max((i.days for i in plan.issues), default=settings.issue_days)
    kept.append(f"issues of {words_of.count(longest, 'day')} or less")
    return f"{words_of.listed(kept)}."


def not_checked(facts: Mapping[str, str]) -> str:
    """What this plan was not held against, so that silence is not read as safety."""
    gaps = ["kidney function, no result"]
    if "pregnant" not in facts:
        gaps.append("pregnancy, not asked")
    return f"{words_of.listed(gaps)}."


def _card(caution: Caution, plan: TaperPlan) -> CautionWords:
    brief = _largest(plan) if caution.code in (ABOVE_10, ABOVE_20) else ""
    return CautionWords(caution.code, _title(caution.code), caution.text, caution.source, brief=brief)


def _largest(plan: TaperPlan) -> str:
    """The largest reduction that is not the stop: "10 to 5 mg is 50%"."""
    reductions = [s for s in plan.steps if s.kind is StepKind.REDUCE and s.reduction_percent is not None]
    largest = max(reductions, key=lambda s: s.reduction / (s.daily_dose + s.reduction))
    percent = "" if largest.reduction_percent is None else plain(largest.reduction_percent)
    before = words_of.number(largest.daily_dose + largest.reduction)
    return f"{before} to {dose_words(largest.daily_dose, largest.unit)} is {percent}%"


def _title(code: str) -> str:
    return TITLES.get(code, "To weigh before agreeing")


def _halves(steps: Sequence[Step]) -> bool:
    return any(i.count % 1 for s in steps for d in s.doses for i in d.items if i.unit is None)


def _weekends(plan: TaperPlan) -> list[CautionWords]:
    starts = [s.start for s in plan.steps if s.kind in (StepKind.REDUCE, StepKind.STOP)]
    falling = [d for d in starts if d.weekday() >= _WEEKEND]
    if not falling:
        return []
    how_many = words_of.count(len(falling), "step")
    reason = f"{how_many} on a Saturday or Sunday, first on {words_of.day(falling[0])}."
    return [CautionWords("weekend", "A step on a weekend", reason, "Limits and defaults of taper plans")]
