"""The grammar of directions: ordered rules over kinds of token, and the scan that applies them.

A rule is written with the names of kinds and the signs of regular expressions; each kind becomes one
character, so that a rule is a regular expression over the sentence's kinds. The first rule that fits, reading
from the left, takes its tokens. Tokens that no rule takes are ignored.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from pharmreview.domain.lines.sentences import phrases
from pharmreview.domain.lines.sentences.numbers import with_numbers_folded
from pharmreview.domain.lines.sentences.phrases import Item, Mark, Part
from pharmreview.domain.lines.sentences.tokens import Token, Unclear, tokens_of
from pharmreview.domain.lines.sentences.vocabulary import WORDS
from pharmreview.domain.quantity.unit import Unit

Builder = Callable[[Part], Item | None]

_KINDS: Final = sorted(
    {kind for kind, _ in WORDS.values()}
    | {"UNKNOWN", "DOUBTFUL", "NUM", "N24", "CLOCK", "DATE", "BLANK", "SPELL", "STRENGTH"}
    | {"DASH", "SOFT", "DOT", "LEFT", "RIGHT", "SLASH"}
)
_CODES: Final = {kind: chr(0xE000 + at) for at, kind in enumerate(_KINDS)}


def _compiled(pattern: str) -> str:
    coded = re.sub(r"[A-Z][A-Z0-9]*", lambda name: _CODES[name[0]], pattern).replace(" ", "")
    return re.sub(r"\((?!\?)", "(?:", coded)


def _mark(name: str) -> Builder:
    return lambda _: Mark(name)


def _nothing(_: Part) -> None:
    return None


def _refused(why: str) -> Builder:
    def refuse(_: Part) -> None:
        raise Unclear(why)

    return refuse


def _refused_word(part: Part) -> None:
    raise Unclear(str(part[-1].value))


def _at_least(part: Part) -> None:
    """A minimum is no quantity; "spaced evenly" only says how to part the doses."""
    if part[-1].text in {"least", "minimum", "minimally"}:
        raise Unclear("At least a number is not a quantity.")


def _lone_noun(part: Part) -> Mark | None:
    """The patch of "patches: one weekly": the number after it counts patches."""
    return Mark("apply") if part[0].value is Unit.PATCH else None


def _lone_day(part: Part) -> None:
    """The sun in "avoid sun" is no day of the week."""
    if part[0].text not in {"sun", "sat"}:
        raise Unclear("A day of the week is named, and it cannot be told what for.")


def _lost_count(part: Part) -> Item | None:
    """The "times a day" whose number cannot be read; "at the same time each day" has none to lose."""
    if part[0].text != "time":
        raise Unclear("How many times a day is stated in words that cannot be read.")
    return phrases.every(part[1:])


def _supplied_number(part: Part) -> None:
    """The 28 in "x28" is a quantity supplied; a small number could be a dose."""
    if part[1].low < phrases.SMALLEST_SUPPLY:
        raise Unclear("A number could be a dose or a number of times.")


_N: Final = "(NUM|N24)"
_SPAN: Final = "(HOUR|MINUTE|DAY|PERIOD)"
_MOMENT: Final = "(MOMENT|MOMENTS)"
_LONG: Final = "(DAY|PERIOD)"
_UPTO: Final = "(UP TO|UPTO)"
_PERIOD: Final = (
    f"((DASH|SOFT)?(DAILY|PERIODLY|((EVERY|PER|SLASH|IN|WITHIN)(ART|EVERY|THE|ANY)?|ART|THE){_N}?DASH?{_SPAN}|DAY"
    f"|ON?ALT{_LONG}|EVERY(OTHER|ORD){_LONG}))"
)
_TIMES: Final = f"((ADV|{_N}(TIMES|X))((DASH|TO|OR|SLASH)(ADV|{_N}TIMES))?|ADV(DASH|TO|OR){_N}TIMES|X{_N})"
_TOWARDS_MOMENT: Final = (
    "(AT|IN|ON|BEFORE|WITH|AFTER|EVERY|PER|ART|SLASH|DURING|THE|WHEN|TAKE|ORD THING|PRONOUN THING|GOING|TO)"
)
_NOT_ENDED: Final = "[^DOT SOFT LEFT RIGHT DASH]"
_NAME: Final = "(UNKNOWN|FULL|ANY|PRONOUN|STRENGTH)"
_ENDED: Final = "(DOT|SOFT|DASH|LEFT|RIGHT|MAX|$)"
_SWAPPED: Final = "(AND|THEN|SOFT)*SWAP(THE|UNIT|TAKE|UNKNOWN|PRONOUN)*"
_DAYNAME: Final = "(WEEKDAY|SHORTDAY)"
_DAYS: Final = f"(ON|EVERY|AT)*{_DAYNAME}((SLASH|AND|SOFT){_DAYNAME})*"
_ODD_DAY: Final = f"UNKNOWN(SLASH|AND){_DAYNAME}|{_DAYS}((SLASH|AND)UNKNOWN|UNKNOWN{_DAYNAME})"

_AT_MOST: Final = f"(MAX|DO?NOT(TO|TAKE)*MORE THAN?|DO?NOT(TO|TAKE)*{_UPTO}|NOT MAX)"
_OF_THE_DAY: Final = (
    "(OF|DOSE|DAILY|TOTAL|TAKE|SOFT|DASH|ANY|THE|(IN|PER|SLASH)?N24 HOUR(SOFT|DASH|DOSE|OF)"
    "|(PER|ART|IN THE?)DAY(SOFT|DASH|TAKE|OF))"
)
_ALTERED: Final = "(AND|THEN|TAKE|SOFT|DO)*ALTER(SLOWLY|UP|DOSE|THE|AS|NEED|IF|DIRECTED|SOFT)*"
_PORTION: Final = "(ART|NUM)(UNIT|MASS|VOL)*"
_SUPPLIED: Final = f"({_N}(UNIT|MASS|VOL|DAY|PERIOD|X|UNKNOWN)*|DAILY|PERIODLY|DAY|PERIOD)"
_FOR_ABOUT: Final = f"({_UPTO}|AT LEAST|ART|THE|ANY|EXTRA|ABOUT|PRONOUN|ORD|MAX|OF)"
_APART_BY: Final = "(AT|WITH|ART|OF|MAX|TAKE|ABOUT|LEAST|LEAVE)"

Rules = tuple[tuple[str, Builder], ...]

_LIMITS: Final[Rules] = (
    ("BLANK", _refused("A blank in the directions has not been filled in.")),
    ("DOUBTFUL|ON(?=OR|UNIT)|TO(?=UNIT)|AND TO(?=AT)", _refused("A word may be a misspelt number or time.")),
    ("DATE|(FROM|ON|TO)DATE", _nothing),
    (f"DO?NOT(TO|TAKE)*(HARM|REPEAT|STOP|LIQUID|WITH|WITHIN|ON|IF){_NOT_ENDED}*", _nothing),
    (f"IF(UNKNOWN|TAKE)*DO?NOT(TO|TAKE)*HARM{_NOT_ENDED}*", _nothing),
    ("DO?NOT(TO|TAKE)*MORE(THE|UNKNOWN|DIRECTED|PRONOUN)+DOSE", _nothing),
    (f"DO?NOT(TO|TAKE)*AT THE PRONOUN TIMES{_NOT_ENDED}*", _nothing),
    (f"DO?NOT(TO|TAKE|WITH)*ANY?OTHER{_NOT_ENDED}*", _nothing),
    ("WARN(UNKNOWN|IF|THE|TO|OR|AND|IN|WITH|OF|TAKE|BODY|PAIN|AFTER|BEFORE|DO|HARM)*", _nothing),
    (f"({_UPTO}(ART|THE)?|TO(ART|THE)|ART|THE)?{_AT_MOST}{_OF_THE_DAY}*", _mark("max")),
    (f"MORE THAN?{_N}|OR MORE", _refused("More or less than a number is not a quantity.")),
    (
        "(SWAP|ALTER)FROM",
        _refused("A change is described, and it cannot be told which dose is the present one."),
    ),
    (
        "(AT|PER)(ART|ANY|THE|UNKNOWN)*(NUM|ANY)?TIMES|(PER|EVERY)DOSE|(PER|EVERY|IN ART)COURSE",
        phrases.each_time,
    ),
    ("NOT", _refused("The directions say what not to do, and it cannot be told what that leaves.")),
)
_CONDITIONS: Final[Rules] = (
    ("AS AND WHEN NEED?|(ONLY?(AS|WHEN)|ONLY IF)(TAKE|UNKNOWN)?NEED", _mark("prn")),
    ("IF(TAKE|AND|WHEN|AS)*NEED", phrases.condition),
    ("AS?PRN|(WHEN|IF)(IN|THE|TAKE)*FULL?PAIN|ON DEMAND|FOR FULL?BREAKTHROUGH|ONLY NEED", _mark("prn")),
    (f"IF(?=(UNKNOWN|TAKE|IN|OF|THE|AND|OR|ART|BODY|TO|AS|WITH)+{_ENDED}){_NOT_ENDED}*", phrases.condition),
    ("IF", _refused("The directions hold a condition that changes the dose.")),
    ("OR AS(TAKE|PER)*DIRECTED", _refused("The directions allow another dose, as directed.")),
    ("AS(TAKE|PER|BY|AND)*DIRECTED|DIRECTED", _nothing),
    (f"{_LONG}NUM(SOFT|DASH)|AND?THEN|AND THAN|FROM THEN", _mark("then")),
    ("TO ALTER(?=THE?(UNKNOWN|PAIN))", _nothing),
    (
        f"{_ALTERED}(BY{_PORTION}{_PERIOD}?SOFT?)?(SLOWLY|UP)*(TO|UPTO)(ART|THE)?(MAX(OF|DOSE)*)?",
        _mark("alter"),
    ),
    ("ALTER", _refused("The dose changes, and the directions do not say to what.")),
    ("(AND|THEN|SOFT)*STOP(?=DOT|RIGHT|$)", _mark("stop")),
    ("STOP", _refused("The directions say to stop.")),
    (f"DO*REPEAT(TAKE|DOSE|THE|ONLY|IF|NEED)*AFTER{_N}DASH?HOUR", _mark("repeat")),
    ("REPEAT", _refused("How often the dose is repeated is not stated.")),
    (f"{_N}NANO|REFUSED", _refused_word),
)
_SET_ASIDE: Final[Rules] = (
    (f"({_N}DASH?{_LONG}|PERIODLY)?TRAYED(SUPPLY|PERIODLY|TRAYED|SOFT|DASH)*", _nothing),
    (f"SUPPLY(OF|SOFT|DASH|X|EVERY|IN|TAKE|FOR)*{_SUPPLIED}?", _nothing),
    (
        f"({_N}?(DAILY|PERIODLY|DASH?{_LONG})|{_N}(MASS|VOL|UNIT|X{_N}(VOL|MASS|UNIT)?)?)SUPPLY(?!IN?(DAILY|PERIODLY|EVERY))",
        _nothing,
    ),
    (f"X{_N}$", _supplied_number),
    (f"FOR{_FOR_ABOUT}*({_N}?DASH?{_LONG}|{_N}MOMENTS)(COURSE|ONLY)?|(FOR|X)?SPELL", phrases.spell),
    (f"X{_FOR_ABOUT}*{_N}DASH?({_LONG}|MOMENTS)(COURSE|ONLY)?", phrases.spell),
    (f"{_N}DASH?{_LONG}COURSE|(AFTER|IN|{_UPTO}){_N}{_LONG}", phrases.spell),
    (f"FOR({_UPTO}|AT LEAST|ABOUT)*{_N}DASH?(HOUR|MINUTE)", phrases.spell),
    (f"IN{_N}UNKNOWN?DOSE", _nothing),
    (f"(NUM|ART)DASH?{_LONG}UNKNOWN?(UNKNOWN|UNIT)?OFF", _mark("off")),
    (f"(WITH|IN)(ART|{_N}|VOL|OF|ABOUT|AT|LEAST|FULL|THE|VEHICLE|UNKNOWN|AND|TO)*LIQUID", _nothing),
    (f"WITH{_N}", _refused("A number is stated that belongs to something else taken with it.")),
    (f"VEHICLE({_UPTO}|WITH|IN|TO)+{_N}VOL", _nothing),
    (f"{_APART_BY}*({_N}ART?DASH?(MINUTE|HOUR|DAY)|ART(MINUTE|HOUR))(?=BEFORE|AFTER|FROM)", _nothing),
    (f"{_APART_BY}*(LEAST|LEAVE){_APART_BY}*{_N}DASH?(HOUR|DAY|MINUTE)(APART|TAKE|DOSE|FROM|OF)*", _nothing),
    (f"({_N}DASH?(HOUR|DAY|MINUTE)|ART(HOUR|DAY))APART|WITHIN{_N}(HOUR|MINUTE|DAY)", _nothing),
    ("PRONOUN NUM|THE NUM(?=DOT|SOFT|$)", _nothing),
)
_HOW_OFTEN: Final[Rules] = (
    (
        f"{_SWAPPED}((EVERY(OTHER|ORD|{_N})?|AFTER{_N})DASH?{_SPAN}|DAILY|PERIODLY)",
        phrases.swapped,
    ),
    (f"^X{_N}(?=ABBR|MOMENT|ON$)", lambda part: phrases.bare(part[1:])),
    (f"X{_N}(?!{_PERIOD})|{_N}X{_N}{_PERIOD}", _refused("A number could be a dose or a number of times.")),
    (
        f"{_N}OR TO|{_N}(TO|OR|DASH)UNKNOWN(?=UNIT|{_PERIOD})",
        _refused("A range ends in a word that cannot be read."),
    ),
    (f"UNKNOWN(TO|OR){_N}TIMES", _refused("How many times a day begins in a word that cannot be read.")),
    (f"{_TIMES}TAKE*{_PERIOD}", phrases.times_in),
    (f"{_N}TIMES|ADV", phrases.times),
    (f"TIMES{_PERIOD}", _lost_count),
    ("(IN|WITHIN|PER|SLASH|EVERY|ART|ANY|THE|OVER)+N24 DASH?HOUR", phrases.every),
    (f"EVERY*EVERY(OTHER|ORD|ALT)({_SPAN}|{_MOMENT})|ON?THE?ALT({_LONG}|{_MOMENT})|ON?ALTDAY", phrases.every),
    (f"(EVERY|Q|PER|SLASH){_N}DASH?({_SPAN}|MOMENTS)|(EVERY|PER){_SPAN}", phrases.every),
    ("(UNKNOWN|FOR)HOURLY", _refused("How many hours are meant cannot be read.")),
    (f"{_N}DASH?HOURLY|EVERY?HOURLY|Q{_N}?(HOURLY|D|HOUR|PERIOD|DAY)", phrases.every),
    (_ODD_DAY, _refused("A list of days holds a word that cannot be read.")),
    (
        f"(ON|EVERY|AT)*{_DAYNAME}((SOFT|AND|SLASH|DASH|TO|DOT|SOFT AND)?(ON|EVERY)*{_DAYNAME})+",
        phrases.weekdays,
    ),
    ("(ON|EVERY|AT|THE)*WEEKDAY|(ON|EVERY)SHORTDAY|(ON|AT|THE|EVERY)*WEEKPART", phrases.weekdays),
    ("NUM(?=DASH?PERIODLY)", phrases.one_only),
    (f"(ART|SLASH|IN ART|IN THE)({_LONG}|HOUR)|DAILY|PERIODLY", phrases.every),
    ("ABBR((DASH|TO|OR|SLASH)ABBR)?", phrases.abbreviated),
    ("DURING THE?DAY", _refused("When in the day is not stated.")),
    (f"FOR(THE|FULL)*{_MOMENT}(TIMES|UNKNOWN|PAIN)*", _nothing),
    (f"{_N}MOMENTS", _refused("A number of nights or mornings is stated, and not how many in them.")),
    (f"{_TOWARDS_MOMENT}*{_MOMENT}(TIMES|MEAL)*(AND UNKNOWN(?={_ENDED}))?", phrases.moment),
    ("(AT|BY|ABOUT)*CLOCK", phrases.moment),
    (f"(?<=[NUM N24 UNIT MASS VOL SPOON AND])ON(?=FOR|AS|WHEN|IF|PRN|AND|THEN|{_ENDED})", phrases.moment),
    (
        "(WITH|AFTER|BEFORE|AT|DURING|EVERY|THE|ART|OF)*NUM?MEALS|(WITH|AFTER|BEFORE|AT)*EVERY MEAL",
        phrases.meals,
    ),
)
_HOW_MUCH: Final[Rules] = (
    (f"AT{_N}", _refused("A number after 'at' could be a time of day or a dose.")),
    ("TOTAL(DAILY|DOSE|OF|SOFT|TAKE|DASH|TOTAL)*", _mark("total")),
    (_UPTO, _mark("upto")),
    (f"{_N}PERCENT", _nothing),
    (f"{_N}MASS(SLASH|PER|IN){_N}?(MASS|VOL|UNIT|DOSE)", _nothing),
    ("NUM NUM MASS(SLASH|PER)HOUR DASH?UNIT", phrases.counted_strength),
    (f"{_N}MASS(SLASH|PER)HOUR", _mark("hourly")),
    (f"{_N}(X|OF|DASH|{_NAME})*NUM DASH?MASS DASH?{_NAME}?UNIT", phrases.counted_strength),
    (f"ART?{_N}DASH?MASS DASH?{_NAME}?UNIT", phrases.single_strength),
    (f"{_N}(VOL|MASS)(DASH|TO|OR){_N}(VOL|MASS)(SPOON|UNIT)?", phrases.measured),
    (f"{_N}UNIT(OR|TO|DASH){_N}UNIT", phrases.counted_range),
    (f"{_N}X?(OF|ART)?{_N}(VOL|MASS)SPOON?|ART?{_N}VOL SPOON", phrases.measured),
    (
        f"(UNKNOWN|OF){_N}MASS(?!(SLASH|PER|IN)(NUM|VOL|HOUR|UNIT|MASS)|DASH?{_NAME}?UNIT)",
        phrases.possible_strength,
    ),
    (f"{_N}(VOL|MASS)", phrases.measured),
    (f"({_N}|ART){_NAME}*SPOON", phrases.spooned),
    (f"({_N}X?(OF|THE|ART)*|ART){_NAME}*(UNIT|DOSE)", phrases.counted),
    (f"{_N}DASH?{_LONG}(?=THEN|AND THEN|TAKE|ONLY|{_ENDED})", phrases.spell),
    (f"NUM DASH?{_SPAN}", phrases.span),
    (f"N24 DASH?(HOUR|{_LONG})", phrases.span),
    (f"(?<=UNKNOWN){_N}", phrases.bare_after_name),
    (_N, phrases.bare),
    ("MASS|VOL", _refused("A unit stands without its number.")),
    ("UNIT", _lone_noun),
    ("AT?LEAST", _at_least),
    ("PERIOD", _refused("A week or a month is named, and it cannot be told what for.")),
    ("SHORTDAY", _lone_day),
    ("ORD", _refused("A first or second dose is named without its amount.")),
)
_JOINS: Final[Rules] = (
    ("IN?EVERY(BODY|MEAL|DOSE|UNIT|UNKNOWN BODY)", _nothing),
    (
        f"EVERY|Q|ALT|HOURLY|OTHER(?={_SPAN}|{_MOMENT})",
        _refused("How often is stated in words that cannot be read."),
    ),
    ("EXTRA", _mark("extra")),
    ("AND", _mark("and")),
    ("OR", _mark("or")),
    ("(AND|THEN|SOFT)*(SWAP|REMOVE|LEAVE ON)", _mark("swap")),
    ("APPLY", _mark("apply")),
    ("LEFT", _mark("left")),
    ("RIGHT", _mark("right")),
    ("SOFT|DOT|DASH", _mark("soft")),
)
_RULES: Final = _LIMITS + _CONDITIONS + _SET_ASIDE + _HOW_OFTEN + _HOW_MUCH + _JOINS
MAXIMUM_TOKENS: Final = 150
_BUILDERS: Final = [builder for _, builder in _RULES]
_RULE: Final = re.compile(
    "|".join(f"(?P<r{at}>{_compiled(pattern)})" for at, (pattern, _) in enumerate(_RULES))
)


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
        found.append((at, match.end(), int((match.lastgroup or "r0")[1:])))
        at = match.end()
    return tuple(found)


def items_of(text: str) -> list[Item]:
    """Read text into amounts, rates and marks. Raises Unclear where a phrase cannot be read safely."""
    tokens: list[Token] = with_numbers_folded(tokens_of(text))
    if len(tokens) > MAXIMUM_TOKENS:
        raise Unclear("The text is too long to be directions.")
    kinds = "".join([_CODES[token.kind] for token in tokens])
    items = [_BUILDERS[rule](tokens[start:end]) for start, end, rule in _phrases_in(kinds)]
    return [item for item in items if item is not None]
