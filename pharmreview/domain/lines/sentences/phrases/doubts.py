"""Words around a dose that may say more than can be told: each is let by, marked, or refused with why."""

from fractions import Fraction
from typing import Final

from pharmreview.domain.lines.sentences.phrases.amounts import measured, numbers
from pharmreview.domain.lines.sentences.phrases.item import SMALLEST_SUPPLY, Amount, Mark, Part
from pharmreview.domain.lines.sentences.spelling import may_be_number, one_slip_apart
from pharmreview.domain.lines.sentences.tokens import Unclear
from pharmreview.domain.lines.sentences.vocabulary import UNKNOWN

CHANGED: Final = "A change is described, and it cannot be told which dose is the present one."
MISSPELT: Final = "A word may be a misspelt number or time."
CONDITION: Final = "A condition is stated that cannot be read."
ON_A_DATE: Final = "“On” before a date may be at night."
_SHORT_WORDS: Final = (
    "po pr pv ac pc sl sc im iv ng ngt peg via mr sr xl er ir la cd cds gp dr nhs mst oxy max pt bp ent co "
    "mid"
)
_LATELY: Final = frozenset({"has", "been", "now", "recently", "discharge", "admission", "ward", "hospital"})
_KNOWN_SHORT: Final = frozenset(_SHORT_WORDS.split())
_MANNERS: Final = frozenset({"sparingly", "regularly", "orally", "internally", "sublingually"})


def refused_word(part: Part) -> None:
    raise Unclear(str(part[-1].value))


def at_least(part: Part) -> None:
    """A minimum is no quantity; "spaced evenly" only says how to part the doses."""
    if part[-1].text in {"least", "minimum", "minimally"}:
        raise Unclear("At least a number is not a quantity.")


def supplied_number(part: Part) -> None:
    """The 28 in "x28" is a quantity supplied; a small number could be a dose."""
    if part[1].low < SMALLEST_SUPPLY:
        raise Unclear("A number could be a dose or a number of times.")


def most_supplied(part: Part) -> None:
    """The 56 in "max qty 56" is what is supplied; a small number could be a dose."""
    if numbers(part)[-1].low < SMALLEST_SUPPLY:
        raise Unclear("A maximum is stated that cannot be read.")


def altered_on(part: Part) -> Mark:
    """2 bd reduced to 1 bd on 3/4/2026: the day decides which dose is the present one."""
    if any(token.kind == "ALTER" and token.text.endswith("ed") for token in part):
        raise Unclear(CHANGED)
    return Mark("alter")


def parted(part: Part) -> Mark:
    """In 2 divided doses, in divided doses: a day's quantity is not taken at once."""
    number = numbers(part)
    known = bool(number) and number[0].low == number[0].high
    return Mark("parted", number[0].low if known else Fraction(0))


def short_of_up(part: Part) -> None:
    """The "p to" of "up to": only a very short word can be what is left of it."""
    if len(part[0].text) <= 3:
        raise Unclear(MISSPELT)


def short_before_needed(part: Part) -> None:
    """The "s needed" of "as needed", the "khen required" of "when required"."""
    word = part[0].text
    if len(word) <= 3 or one_slip_apart(word, "when"):
        raise Unclear(MISSPELT)


def word_before_a_day(part: Part) -> None:
    """The "tvvice" of "one tvvice a day": a word between the dose and the day may be how many times."""
    if part[0].text not in _MANNERS | _KNOWN_SHORT:
        raise Unclear(MISSPELT)


def word_beside_daily(part: Part) -> None:
    """The "tiwec" of "one tiwec daily": more than one slip from a number, and where one would stand."""
    if any(token.kind == UNKNOWN and may_be_number(token.text) for token in part):
        raise Unclear(MISSPELT)


def may_take(part: Part) -> Mark | None:
    """May take 2 at night: allowed beside what is stated, where "must be taken" only says how."""
    return Mark("may") if part[0].text in {"may", "can", "could"} else None


def with_another(part: Part) -> Amount:
    """With gabapentin 300mg: the amount is the other's; "with food 10mg" is the dose."""
    if any(token.kind == UNKNOWN and token.text not in {"food", "foods"} for token in part):
        raise Unclear("A number is stated that belongs to something else taken with it.")
    return measured([token for token in part if token.kind not in {UNKNOWN, "WITH"}])


def whose_dose(part: Part) -> None:
    """The previous dose is another than "new dose: 1 bd"."""
    if part[0].text in {"previous", "old", "last", "next"}:
        raise Unclear(
            "An earlier or a later dose is described, and it cannot be told which is the present one."
        )


def former_dose(part: Part) -> Mark:
    """The "reduced from 1 tds" of "1 bd, reduced from 1 tds": once the present dose is stated, it is over."""
    kinds = [token.kind for token in part]
    if "TAKE" in kinds or not _over(part) or kinds[kinds.index("FROM") + 1] == "DATE":
        raise Unclear(CHANGED)
    return Mark("beside", "former")


def present_dose(part: Part) -> None:
    """The "reduced to" of "reduced to 1 bd", and the "dose increased" of a dose that has been: no step."""
    if not _over(part):
        raise Unclear("The dose changes, and the directions do not say to what.")


def _over(part: Part) -> bool:
    """True where a change is told as done: reduced, has been increased."""
    return all(
        token.text.endswith("ed")
        if token.kind in {"ALTER", "SWAP"}
        else token.kind != UNKNOWN or token.text in _LATELY
        for token in part
    )


def no_oftener(part: Part) -> None:
    """No more often than every 4 hours: how far apart the doses are."""
    if not any(token.text in {"often", "frequently"} for token in part):
        refused_word([token for token in part if token.kind == "REFUSED"])


def lasting(part: Part) -> None:
    """100 to last 28 days: what is supplied sets how much may be taken, and not how it is taken."""
    if part[1].text == "last":
        raise Unclear(
            "A supply is said to last for a time, and it cannot be told what that leaves for a day."
        )


def some_of_the_days(part: Part) -> None:
    """Most nights, bad days: not how many of them."""
    if part[0].text in {"most", "some", "bad", "good", "odd", "certain", "painful", "active", "rest"}:
        raise Unclear("How often is not clear.")


def condition(part: Part) -> Mark | None:
    """If anxious, if symptoms return: as needed. If tolerated: no change to the dose."""
    allowed = {"tolerated", "able", "possible", "appropriate", "available"}
    return None if any(token.text in allowed for token in part) else Mark("prn", "if")


def used_to_take(part: Part) -> None:
    if part[0].text == "used":
        raise Unclear("An earlier dose is described, and it cannot be told which is the present one.")


def short_after_dose(part: Part) -> None:
    """A very short word that nobody knows, where a frequency would stand, may be what is left of one."""
    if len(part[-1].text) <= 3 and part[-1].text not in _KNOWN_SHORT:
        raise Unclear("A short word beside the dose cannot be read, and it may be how often to take it.")


def short_after_rate(part: Part) -> None:
    """The "pr" of "prn" after how often, and the other rate of "bd/ods"."""
    text, join = part[-1].text, part[0]
    joined = join.kind != "DASH" or (part[-1].glued and join.glued)
    if text in {"pr", "rn", "pn"} or (len(part) > 1 and joined and len(text) <= 3):
        raise Unclear("A short word after how often cannot be read, and it may change it.")


def whose_need(part: Part) -> None:
    """1 bd (use oxycodone when required): another medicine is as needed, not this one."""
    if part[-1].text not in _MANNERS:
        raise Unclear("It cannot be told which medicine is to be taken only when needed.")
