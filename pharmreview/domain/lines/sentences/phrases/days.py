"""Days of the week, averaged over it, and what is seldom done that may not be the taking of a dose."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from pharmreview.domain.lines.line import Moment
from pharmreview.domain.lines.sentences.phrases.amounts import numbers
from pharmreview.domain.lines.sentences.phrases.item import Part, Rate
from pharmreview.domain.lines.sentences.spelling import one_slip_apart
from pharmreview.domain.lines.sentences.tokens import Token, Unclear
from pharmreview.domain.lines.sentences.vocabulary import DAY_NAMES, UNKNOWN

WHAT_DAY: Final = "A day of the week is named, and it cannot be told what for."
_DAYS_A_WEEK: Final = 7
_WEEK: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_EVERY_DAY: Final = {"food", "eating", "sleep", "sleeping", "lying", "work", "school"}
_WHAT_COMES_ONCE: Final = (
    "surgery operation op procedure scan mri ct xray biopsy theatre test exam flight flying travel "
    "travelling journey dentist dental appointment endoscopy colonoscopy chemo chemotherapy anaesthetic"
)
_EVENTS: Final = frozenset(_WHAT_COMES_ONCE.split())
"""The night before one of them is one night."""
_BETWEEN_DAYS: Final = {"SOFT", "AND", "SLASH", "DOT", "DASH", "OR", "ON"}
_STRANGE: Final = {UNKNOWN, "PRONOUN", "DO", "WARN", "SUPPLY", "CARE", "DATE"}


def weekdays(part: Part) -> Rate:
    """Mon, Wed and Fri; Monday to Friday; at weekends: averaged over the week."""
    named = [token for token in part if token.kind in {"WEEKDAY", "SHORTDAY"}]
    if not named:
        count = next(token.value for token in part if token.kind == "WEEKPART")
        assert isinstance(count, Fraction)  # noqa: S101 - a WEEKPART token carries a number of days
        return Rate(count / _DAYS_A_WEEK, count / _DAYS_A_WEEK, "weekday")
    places = [_WEEK.index(str(token.value)) for token in named]
    span = len(places) == 2 and any(token.kind in {"TO", "DASH"} for token in part)
    count = Fraction((places[1] - places[0]) % _DAYS_A_WEEK + 1 if span else len(set(places)))
    share = count / _DAYS_A_WEEK
    return Rate(share, share, "weekday", interval=Fraction(168) if count == 1 else None)


def days_a_week(part: Part) -> Rate:
    """3 nights a week, 5 days out of each week: on so many days, whatever is taken on one."""
    number = numbers(part)[0]
    if part[-1].value != _DAYS_A_WEEK or not 0 < number.low <= number.high <= _DAYS_A_WEEK:
        raise Unclear("Some days of a week or a month are named, and it cannot be told which.")
    return Rate(number.low / _DAYS_A_WEEK, number.high / _DAYS_A_WEEK, "weekday")


def before_an_event(part: Part) -> Rate:
    """The night before surgery is one night; "at night before food" is every night."""
    kinds = {token.kind for token in part}
    once = kinds & {"THE", "OF"} and part[-1].text not in _EVERY_DAY
    if once or "CARE" in kinds or part[-1].text in _EVENTS:
        raise Unclear("A single dose has no daily quantity.")
    moment = next((token.value for token in part if isinstance(token.value, Moment)), None)
    if moment is None:
        raise Unclear(WHAT_DAY)
    return Rate(Fraction(1), Fraction(1), "moment", (moment,))


def refuse_slip(after: Sequence[Token]) -> None:
    """Raise Unclear where a word one slip from a day goes on with days of the week: "Mon, Wed, Fir"."""
    word = next((token for token in after if token.kind not in _BETWEEN_DAYS), None)
    if word is None or word.kind != UNKNOWN:
        return
    slip = any(one_slip_apart(word.text, day) or sorted(word.text) == sorted(day) for day in DAY_NAMES)
    if slip:
        raise Unclear("A word beside days of the week may be one more, and cannot be read.")


def refuse_aside(rate: Rate, between: Sequence[Token], before: Sequence[Rate]) -> None:
    """Raise Unclear where what is done once in several days may not be the taking of a dose.

    `between` are the words since the last dose or rate, `before` the rates stated so far:
    "1 at night, bloods every 3 months", "1 bd, collect every Monday", "one tablet, review monthly".
    """
    if rate.high >= 1 or rate.swap:
        return
    if any((each.low, each.high) == (rate.low, rate.high) for each in before):
        return
    care = any(token.kind in {"SUPPLY", "WARN", "CARE"} for token in between)
    if care or (before and any(token.kind in _STRANGE for token in between)):
        raise Unclear(
            WHAT_DAY if rate.kind == "weekday" else "How often is stated, and it cannot be told of what."
        )
