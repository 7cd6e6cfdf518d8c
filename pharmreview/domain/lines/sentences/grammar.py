"""The grammar of directions: ordered rules over kinds of token, and the scan that applies them.

A rule is written with the names of kinds and the signs of regular expressions; each kind becomes one
character, so that a rule is a regular expression over the sentence's kinds. The first rule that fits, reading
from the left, takes its tokens. Tokens that no rule takes are ignored.
"""

import re
from collections.abc import Collection
from functools import lru_cache
from typing import Final, NamedTuple

from pharmreview.domain.lines.sentences.numbers import with_numbers_folded
from pharmreview.domain.lines.sentences.phrases import amounts, days, doubts, rates
from pharmreview.domain.lines.sentences.phrases.item import Item, Mark, Part, Rate
from pharmreview.domain.lines.sentences.phrases.others import Named
from pharmreview.domain.lines.sentences.surroundings import (
    AROUND,
    ENDED,
    LONG,
    MOMENT,
    PERIOD,
    SPAN,
    UPTO,
    N,
    Rules,
    mark,
    nothing,
    refused,
)
from pharmreview.domain.lines.sentences.tokens import Token, Unclear, tokens_of
from pharmreview.domain.lines.sentences.vocabulary import WORDS
from pharmreview.domain.quantity.unit import Unit

_KINDS: Final = sorted(
    {kind for kind, _ in WORDS.values()}
    | {"UNKNOWN", "DOUBTFUL", "NUM", "N24", "CLOCK", "DATE", "BLANK", "SPELL", "STRENGTH"}
    | {"DASH", "SOFT", "DOT", "LEFT", "RIGHT", "SLASH"}
)
_CODES: Final = {kind: chr(0xE000 + at) for at, kind in enumerate(_KINDS)}


def _compiled(pattern: str) -> str:
    coded = re.sub(r"[A-Z][A-Z0-9]*", lambda name: _CODES[name[0]], pattern).replace(" ", "")
    return re.sub(r"\((?!\?)", "(?:", coded)


def _lone_noun(part: Part) -> Mark | None:
    """The patch of "patches: one weekly": the number after it counts patches."""
    return Mark("apply") if part[0].value is Unit.PATCH else None


def _lone_day(part: Part) -> None:
    """The sun in "avoid sun" is no day of the week."""
    if part[0].text not in {"sun", "sat"}:
        raise Unclear(days.WHAT_DAY)


def _whole_one(part: Part) -> Item | None:
    """The "full tab" of "half a tab mane and full tab nocte" is one; "tablets whole" only says how."""
    if part[0].text not in {"full", "whole"} or part[-1].text.endswith("s"):
        return None
    return amounts.counted(part[1:])


def _on_what(part: Part) -> None:
    """On an empty stomach, on clean skin: where or how; another word leaves "on" to be at night."""
    if part[1].text not in {"empty", "upper", "outer", "inner", "clean", "dry", "hairless", "flat", "top"}:
        raise Unclear(_ON)


def _lost_count(part: Part) -> Item | None:
    """The "times a day" whose number cannot be read; "at the same time each day" has none to lose."""
    if part[0].text != "time":
        raise Unclear("How many times a day is stated in words that cannot be read.")
    return rates.every(part[1:])


_TIMES: Final = f"((ADV|{N}(TIMES|X))((DASH|TO|OR|SLASH)(ADV|{N}TIMES))?|ADV(DASH|TO|OR){N}TIMES|X{N})"
_TOWARDS_MOMENT: Final = (
    "(AT|IN|ON|BEFORE|WITH|AFTER|EVERY|PER|ART|SLASH|DURING|THE|WHEN|TAKE|ORD THING|PRONOUN THING|GOING|TO)"
)
_HOW_LONG_WORN: Final = (
    f"(AND|TO|TAKE|SOFT)*SWAP|EVERY{N}DASH?{SPAN}|EVERY?PERIOD|PERIODLY|{N}DASH?HOURLY"
    "|ADV((PER|ART|EVERY)PERIOD|PERIODLY)"
)
_NAME: Final = "(UNKNOWN|FULL|ANY|PRONOUN|STRENGTH)"
_RATED: Final = "[ABBR HOUR HOURLY DAY DAILY MOMENT]"
_SWAPPED: Final = "(AND|THEN|SOFT)*SWAP(THE|UNIT|TAKE|UNKNOWN|PRONOUN)*"
_DAYNAME: Final = "(WEEKDAY|SHORTDAY)"
_DAYS: Final = f"(ON|EVERY|AT)*{_DAYNAME}((SLASH|AND|SOFT){_DAYNAME})*"
_NOT_A_DAY_OF_TAKING: Final = (
    f"(UNKNOWN|APART|FROM|TO|BEFORE|AFTER|BY|FOR|WITH|BESIDE|SUPPLY|PRONOUN)(ON|EVERY|AT|THE|ART)*({_DAYNAME}|WEEKPART)"
    f"|({_DAYNAME}|WEEKPART)TAKE?(UNKNOWN|SUPPLY|OFF)|(?<=[MOMENT ABBR DAILY]DOT)WEEKDAY(?={ENDED})"
    f"|(?<=SUPPLY)(ON|EVERY|AT|THE|ART|IN)*({_DAYNAME}|WEEKPART)"
)
_LISTED_DAYS: Final = (
    f"(ON|EVERY|AT)*{_DAYNAME}((SOFT|AND|SLASH|DASH|TO|DOT|SOFT AND)?(ON|EVERY)*{_DAYNAME})+"
)
_ODD_DAY: Final = f"UNKNOWN(SLASH|AND){_DAYNAME}|{_DAYS}((SLASH|AND)UNKNOWN|(UNKNOWN|ART){_DAYNAME})"

_COUNTED: Final = "[NUM N24 UNIT MASS VOL SPOON]"
_AFTER_DOSE: Final = "(?<=[NUM N24 UNIT MASS VOL SPOON AND])"
_WHOLE_AFTER: Final = "(?<=[AND SOFT SLASH DASH DOT MOMENT CLOCK])FULL"
_AFTER_ON: Final = "FOR|AS|WHEN|IF|PRN|AND|THEN|MAX|UP|UPTO|DO|NOT|WITH|X|SPELL"
_BESIDE_A_TIME: Final = "((?<=AND)|(?<=[MOMENT CLOCK MEAL TIMES RIGHT][SOFT DASH]))"
_PLACE: Final = "THE|ART|BODY|ALT|EVERY|WEEKDAY|SHORTDAY|PRONOUN"
_ON: Final = "“On” may be at night, or what is left of another word."
_HOW_OFTEN: Final[Rules] = (
    (
        f"(^|APPLY|(^|(?<=TO))SWAP)(THE|PRONOUN)*(UNIT|(?<=PRONOUN)NUM)(?={_HOW_LONG_WORN})",
        amounts.lone_patch,
    ),
    (
        f"{_SWAPPED}((EVERY(OTHER|ORD|{N})?|AFTER{N})DASH?{SPAN}|DAILY|PERIODLY)",
        rates.swapped,
    ),
    (f"^X{N}(?=ABBR|MOMENT|ON$)", lambda part: amounts.bare(part[1:])),
    (f"X(?=({N}TIMES|ADV){PERIOD})", nothing),
    (f"X{N}(?!{PERIOD})", refused("A number could be a dose or a number of times.")),
    (
        f"{N}OR TO|{N}(TO|OR|DASH)UNKNOWN(?=UNIT|{PERIOD})",
        refused("A range ends in a word that cannot be read."),
    ),
    (f"UNKNOWN(TO|OR){N}TIMES", refused("How many times a day begins in a word that cannot be read.")),
    (f"{_TIMES}TAKE*{PERIOD}", rates.times_in),
    (f"{N}TIMES|ADV", rates.times),
    (f"TIMES{PERIOD}", _lost_count),
    ("(IN|WITHIN|PER|SLASH|EVERY|ART|ANY|THE|OVER)+N24 DASH?HOUR", rates.every),
    (f"EVERY*EVERY(OTHER|ORD|ALT)({SPAN}|{MOMENT})|ON?THE?ALT({LONG}|{MOMENT})|ON?ALTDAY", rates.every),
    (f"(EVERY|Q|PER|SLASH){N}DASH?({SPAN}|MOMENTS)|(EVERY|PER){SPAN}", rates.every),
    ("(UNKNOWN|FOR)HOURLY", refused("How many hours are meant cannot be read.")),
    (f"{N}DASH?HOURLY|EVERY?HOURLY|Q({N}?(HOURLY|HOUR|PERIOD|DAY)|{N}D)", rates.every),
    (_ODD_DAY, refused("A list of days holds a word that cannot be read.")),
    (_NOT_A_DAY_OF_TAKING, refused(days.WHAT_DAY)),
    (f"({_LISTED_DAYS}|WEEKPART)TAKE?CARE", refused(days.WHAT_DAY)),
    (_LISTED_DAYS, days.weekdays),
    ("(ON|EVERY|AT|THE)*(WEEKDAY|WEEKPART)|(ON|EVERY|(?<=PERIODLY LEFT))SHORTDAY", days.weekdays),
    ("NUM(?=DASH?PERIODLY)", amounts.one_only),
    (f"(ART|SLASH|IN ART|IN THE)({LONG}|HOUR)|DAILY|PERIODLY", rates.every),
    ("ABBR((DASH|TO|OR|SLASH)ABBR)?", rates.abbreviated),
    (
        f"(APART|FROM|AT)({N}(AND|DASH|TO|OR)|CLOCK(DASH|TO|OR))CLOCK|APART CLOCK AND CLOCK",
        refused("When in the day is not stated."),
    ),
    (f"DAY AND{MOMENT}|{MOMENT}AND DAY|DURING THE?DAY", refused("When in the day is not stated.")),
    (f"FOR(THE|FULL)*{MOMENT}(TIMES|UNKNOWN|PAIN)*", nothing),
    (f"{N}MOMENTS", refused("A number of nights or mornings is stated, and not how many in them.")),
    (
        "(ON|IN|AT)?THE?(MOMENT|DAY)(BEFORE|OF)(THE|ART|PRONOUN|ANY)?(UNKNOWN|CARE|COURSE)",
        days.before_an_event,
    ),
    (f"{_TOWARDS_MOMENT}*{MOMENT}(TIMES|MEAL)*(AND UNKNOWN(?={ENDED}))?", rates.moment),
    ("(AT|BY|ABOUT)*CLOCK", rates.moment),
    (f"^ON SOFT?(?={N}|ART UNIT)", refused(_ON)),
    (
        f"({_AFTER_DOSE}(SOFT|DASH)?|(?<=[MOMENT CLOCK MEAL][SOFT DASH SLASH]))ON(?={_AFTER_ON}|{ENDED})",
        rates.moment,
    ),
    (
        "(WITH|AFTER|BEFORE|AT|DURING|EVERY|THE|ART|OF)*NUM?MEALS|(WITH|AFTER|BEFORE|AT)*EVERY MEAL",
        rates.meals,
    ),
)
_HOW_MUCH: Final[Rules] = (
    (f"AT{N}DASH?(HOUR|HOURLY)(UNKNOWN|LEAST)", rates.at_intervals),
    (f"AT{N}", refused(rates.AT_A_NUMBER)),
    ("TOTAL(DAILY|DOSE|OF|SOFT|TAKE|DASH|TOTAL)*", mark("total")),
    (UPTO, mark("upto")),
    (f"{N}PERCENT", nothing),
    (f"{N}MASS(SLASH|PER|IN){N}?(MASS|VOL|UNIT|DOSE)", amounts.in_a_volume),
    ("NUM X?NUM MASS(SLASH|PER)HOUR DASH?UNIT", amounts.counted_strength),
    (f"{N}MASS(SLASH|PER)HOUR", mark("hourly")),
    (f"{N}(X|OF|DASH|{_NAME})*NUM DASH?MASS DASH?{_NAME}?UNIT", amounts.counted_strength),
    (f"ART?{N}DASH?MASS DASH?{_NAME}?UNIT", amounts.single_strength),
    (f"{N}(VOL|MASS)(DASH|TO|OR){N}(VOL|MASS)(SPOON|UNIT)?", amounts.measured),
    (f"{N}UNIT(OR|TO|DASH){N}UNIT", amounts.counted_range),
    (f"(?<=UNKNOWN){N}{N}(VOL|MASS)", refused("Two numbers stand after a name, and one may be its own.")),
    (f"{N}X?OF?{N}(VOL|MASS)SPOON?|ART?{N}VOL SPOON", amounts.measured),
    (
        f"(UNKNOWN|OF){N}MASS(?!(SLASH|PER|IN)(NUM|VOL|HOUR|UNIT|MASS)|DASH?{_NAME}?UNIT)",
        amounts.possible_strength,
    ),
    (f"{N}(VOL|MASS)", amounts.measured),
    (f"({N}|ART){_NAME}*SPOON", amounts.spooned),
    (f"({N}X?(OF|THE|ART)*|ART){_NAME}*(UNIT|DOSE)", amounts.counted),
    (f"{N}DASH?{LONG}(?=THEN|AND THEN|TAKE|ONLY|{ENDED})", rates.spell),
    (f"NUM DASH?{SPAN}", rates.span),
    (f"N24 DASH?(HOUR|{LONG})", rates.span),
    (f"(?<=UNKNOWN){N}", amounts.bare_after_name),
    (N, amounts.bare),
    ("MASS|VOL", refused("A unit stands without its number.")),
    ("UNIT", _lone_noun),
    ("(?<=[AND SOFT ART])FULL UNIT(?!AS|FULL)", _whole_one),
    (
        f"((AND|SOFT)ART?(UNKNOWN|ANY|PRONOUN)UNIT|{_WHOLE_AFTER})(?={_TOWARDS_MOMENT}*{MOMENT})",
        refused("A dose is stated in words that cannot be read."),
    ),
    ("AT?LEAST", doubts.at_least),
    ("PERIOD", refused("A week or a month is named, and it cannot be told what for.")),
    ("SHORTDAY", _lone_day),
    ("ORD", refused("A first or second dose is named without its amount.")),
)
_JOINS: Final[Rules] = (
    ("IN?EVERY(BODY|MEAL|DOSE|UNIT|UNKNOWN BODY)", nothing),
    (
        f"EVERY|Q|ALT|HOURLY|OTHER(?={SPAN}|{MOMENT})",
        refused("How often is stated in words that cannot be read."),
    ),
    (f"(?<={_COUNTED})ON(?!THE|ART|UNKNOWN|BODY|FULL|PRONOUN)", refused(_ON)),
    (
        "(?<![NUM N24 MASS VOL UNIT])EXTRA(UNIT|DOSE|(AND|AS|IF|WHEN|ONLY)*(NEED|PRN))",
        refused("An extra dose is allowed, and not how many."),
    ),
    ("EXTRA", mark("extra")),
    (f"DO TAKE*(?={N}|ART)", doubts.may_take),
    ("AND", mark("and")),
    (
        "OR(?=(ON|AFTER|BEFORE|WITH|AT|IN|DURING)*(THE|ART|FULL|ANY)*(UNKNOWN|LIQUID|BODY|MEAL))",
        mark("or else"),
    ),
    ("OR", mark("or")),
    ("(AND|THEN|SOFT|DASH)*(SWAP|REMOVE|LEAVE ON)(AND|SWAP)*(WITH(ART|THE)PRONOUN UNIT)?", mark("swap")),
    (f"(?<={_COUNTED})ON UNKNOWN", _on_what),
    ("WHEN", refused(doubts.CONDITION)),
    (f"ON(?={_AFTER_ON}|{ENDED})|(?<=SLASH)ON|(?<=UNIT)DOT ON|{_BESIDE_A_TIME}ON(?!{_PLACE})", refused(_ON)),
    ("APPLY", mark("apply")),
    ("(?<=[NUM N24 UNIT MASS VOL SPOON])(UNKNOWN|D)", doubts.short_after_dose),
    (
        f"(?<=ABBR)((SLASH|TO|OR|DASH)(UNKNOWN|D)|(SLASH|OR)TRAYED)|(?<={_RATED})UNKNOWN",
        doubts.short_after_rate,
    ),
    ("OR(DASH|SLASH)", refused("A range ends in a word that cannot be read.")),
    ("LEFT", mark("left")),
    ("RIGHT", mark("right")),
    ("SOFT|DOT|DASH", mark("soft")),
)
_RULES: Final = AROUND + _HOW_OFTEN + _HOW_MUCH + _JOINS
MAXIMUM_TOKENS: Final = 150
_BUILDERS: Final = [builder for _, builder in _RULES]
_RULE: Final = re.compile("|".join(f"(?:{_compiled(pattern)})()" for pattern, _ in _RULES))
"""Each rule ends in an empty group that tells which it was; ahead of the rule, it would slow the search."""


@lru_cache(maxsize=16_384)
def _phrases_in(kinds: str) -> tuple[tuple[int, int, int], ...]:
    """Where each phrase begins and ends in a sentence of these kinds, and which rule takes it."""
    found: list[tuple[int, int, int]] = []
    at = 0
    while at < len(kinds):
        match = _RULE.match(kinds, at)
        if match is None or match.end() == at:
            at += 1
            continue
        found.append((at, match.end(), (match.lastindex or 1) - 1))
        at = match.end()
    return tuple(found)


@lru_cache(maxsize=16_384)
def _item(rule: int, part: Part) -> Item | None:
    """What a phrase that a rule takes comes to: the same words in many sentences are looked at once."""
    return _BUILDERS[rule](part)


class Phrases(NamedTuple):
    """What a text says, phrase by phrase, and the medicines of which the dose may be."""

    items: tuple[Item, ...]
    medicines: tuple[str, ...]


def phrases_of(text: str, names: Collection[str] = ()) -> Phrases:
    """Read cleaned text into amounts, rates and marks. Raises Unclear where one cannot be read safely.

    `names` are the words that are known to name a medicine.
    """
    tokens: list[Token] = with_numbers_folded(tokens_of(text))
    if len(tokens) > MAXIMUM_TOKENS:
        raise Unclear("The text is too long to be directions.")
    kinds = "".join([_CODES[token.kind] for token in tokens])
    named = Named(tokens, names)
    items: list[Item] = []
    stated: list[Rate] = []
    last = 0
    for start, end, rule in _phrases_in(kinds):
        item = _item(rule, tuple(tokens[start:end]))
        if item is None:
            continue
        items.append(item)
        named.refuse_other(item, start, end)
        if isinstance(item, Rate):
            days.refuse_aside(item, tokens[last:start], stated)
            if item.kind == "weekday":
                days.refuse_slip(tokens[end : end + 3])
            stated.append(item)
        if not isinstance(item, Mark):
            last = end
    return Phrases(tuple(items), named.whose_dose)
