"""Rules for what stands around a dose: limits, conditions, changes, lengths of treatment, what is supplied.

A rule is written with the names of kinds and the signs of regular expressions; `grammar` puts these before
its own.
"""

from collections.abc import Callable
from fractions import Fraction
from typing import Final

from pharmreview.domain.lines.sentences.phrases import amounts, rates
from pharmreview.domain.lines.sentences.phrases.item import SMALLEST_SUPPLY, Item, Mark, Part, Rate
from pharmreview.domain.lines.sentences.spelling import may_be_number, one_slip_apart
from pharmreview.domain.lines.sentences.tokens import Unclear

Builder = Callable[[Part], Item | None]
Rules = tuple[tuple[str, Builder], ...]


def mark(name: str) -> Builder:
    return lambda _: Mark(name)


def nothing(_: Part) -> None:
    return None


def refused(why: str) -> Builder:
    def refuse(_: Part) -> None:
        raise Unclear(why)

    return refuse


def refused_word(part: Part) -> None:
    raise Unclear(str(part[-1].value))


def at_least(part: Part) -> None:
    """A minimum is no quantity; "spaced evenly" only says how to part the doses."""
    if part[-1].text in {"least", "minimum", "minimally"}:
        raise Unclear("At least a number is not a quantity.")


def _supplied_number(part: Part) -> None:
    """The 28 in "x28" is a quantity supplied; a small number could be a dose."""
    if part[1].low < SMALLEST_SUPPLY:
        raise Unclear("A number could be a dose or a number of times.")


def _parted(part: Part) -> Mark:
    """In 2 divided doses, in divided doses: a day's quantity is not taken at once."""
    number = amounts.numbers(part)
    known = bool(number) and number[0].low == number[0].high
    return Mark("parted", number[0].low if known else Fraction(0))


WHAT_DAY: Final = "A day of the week is named, and it cannot be told what for."
_CHANGES: Final = "The dose changes, and the directions do not say to what."
_SOME_DAYS: Final = "Only some days are named, and it cannot be told how many."
_MISSPELT: Final = "A word may be a misspelt number or time."
_SHORT_WORDS: Final = (
    "po pr pv sl sc im iv ng peg mr sr xl er ir la cd cds gp dr nhs mst oxy max pt bp ent co mid"
)
_KNOWN_SHORT: Final = frozenset(_SHORT_WORDS.split())


def _short_of_up(part: Part) -> None:
    """The "p to" of "up to": only a very short word can be what is left of it."""
    if len(part[0].text) <= 3:
        raise Unclear(_MISSPELT)


def _short_before_needed(part: Part) -> None:
    """The "s needed" of "as needed", the "khen required" of "when required"."""
    word = part[0].text
    if len(word) <= 3 or one_slip_apart(word, "when"):
        raise Unclear(_MISSPELT)


def _word_before_a_day(part: Part) -> None:
    """The "tvvice" of "one tvvice a day": a word between the dose and the day may be how many times."""
    if part[0].text not in _MANNERS | _KNOWN_SHORT:
        raise Unclear(_MISSPELT)


def _word_beside_daily(part: Part) -> None:
    """The "tiwec" of "one tiwec daily": more than one slip from a number, and where one would stand."""
    if any(token.kind == "UNKNOWN" and may_be_number(token.text) for token in part):
        raise Unclear(_MISSPELT)


def _some_of_the_days(part: Part) -> None:
    """Most nights, bad days: not how many of them."""
    if part[0].text in {"most", "some", "bad", "good", "odd", "certain", "painful", "active", "rest"}:
        raise Unclear("How often is not clear.")


def condition(part: Part) -> Mark | None:
    """If anxious, if symptoms return: as needed. If tolerated: no change to the dose."""
    allowed = {"tolerated", "able", "possible", "appropriate", "available"}
    return None if any(token.text in allowed for token in part) else Mark("prn", "if")


def _used_to_take(part: Part) -> None:
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


def _whose_need(part: Part) -> None:
    """1 bd (use oxycodone when required): another medicine is as needed, not this one."""
    if part[-1].text not in _MANNERS:
        raise Unclear("It cannot be told which medicine is to be taken only when needed.")


_MANNERS: Final = frozenset({"sparingly", "regularly", "orally", "internally", "sublingually"})
N: Final = "(NUM|N24)"
SPAN: Final = "(HOUR|MINUTE|DAY|PERIOD)"
MOMENT: Final = "(MOMENT|MOMENTS)"
LONG: Final = "(DAY|PERIOD)"
UPTO: Final = "(UP TO|UPTO)"
PERIOD: Final = (
    f"((DASH|SOFT)?(DAILY|PERIODLY|((EVERY|PER|SLASH|IN|WITHIN)(ART|EVERY|THE|ANY)?|ART|THE){N}?DASH?{SPAN}|DAY"
    f"|ON?ALT{LONG}|EVERY(OTHER|ORD){LONG}))"
)
ENDED: Final = "(DOT|SOFT|DASH|LEFT|RIGHT|MAX|$)"
_NOT_ENDED: Final = "[^DOT SOFT LEFT RIGHT DASH NUM N24]"
_COUNTED: Final = "[NUM N24 UNIT MASS VOL SPOON]"
_OFTEN: Final = f"({N}|ABBR|ADV|EVERY)"
_AT_MOST: Final = f"(MAX|DO?NOT(TO|TAKE)*MORE THAN?|DO?NOT(TO|TAKE)*{UPTO}|NOT MAX)"
_OF_THE_DAY: Final = (
    "(OF|DOSE|DAILY|TOTAL|TAKE|SOFT|DASH|ANY|THE|(IN|PER|SLASH)?N24 HOUR(SOFT|DASH|DOSE|OF)"
    "|(PER|ART|IN THE?)DAY(SOFT|DASH|TAKE|OF))"
)
_ALTERED: Final = "(AND|THEN|TAKE|SOFT|DO)*ALTER(SLOWLY|UP|DOSE|THE|AS|NEED|IF|DIRECTED|SOFT)*"
_PORTION: Final = "(ART|NUM)(UNIT|MASS|VOL)*"
_OF_SUPPLY: Final = "(UNIT|MASS|VOL|DAY|PERIOD|X|UNKNOWN|DASH?PERIODLY)*(?!DASH?(HOUR|MINUTE))"
_SUPPLIED: Final = f"({N}{_OF_SUPPLY}|DAILY|PERIODLY|DAY|PERIOD)"
_PACKED: Final = f"(MASS|VOL|UNIT|X{N}(VOL|MASS|UNIT)?)"
_NOT_A_LIMIT: Final = "(?<!MAX)(?<!MAX[DOT SOFT])(?<!ON)"
_FOR_ABOUT: Final = f"({UPTO}|AT LEAST|ART|THE|ANY|EXTRA|ABOUT|PRONOUN|ORD|MAX|OF)"
_ANOTHER: Final = f"(ART|THE|UNKNOWN|PRONOUN)*{N}?X?{N}DASH?MASS((SLASH|PER)HOUR)?DASH?(UNKNOWN|FULL)?"
_APART_BY: Final = f"({UPTO}|AT|WITH|ART|OF|MAX|TAKE|ABOUT|LEAST|LEAVE)"

_LIMITS: Final[Rules] = (
    ("BLANK", refused("A blank in the directions has not been filled in.")),
    ("DOUBTFUL", refused(_MISSPELT)),
    (f"ON(?=OR|UNIT|{N}(VOL|MASS))|(?<!{_COUNTED})ON(?=AT|ABBR|{N}(UNIT|SPOON))", refused(_MISSPELT)),
    ("(AND|OR|SOFT|TAKE|LEFT|^)ON(?=IN|WITH|BEFORE|AFTER|BY|TAKE|EVERY DAY)", refused(_MISSPELT)),
    ("TO(?=UNIT)|(AND|OR|SOFT|TAKE|LEFT|^)TO(?=AT|IN|ABBR|NUM|ADV|EVERY)", refused(_MISSPELT)),
    (f"UP[^TO DOT SOFT AND DOSE](?={_OFTEN})", refused(_MISSPELT)),
    (f"(UNKNOWN|GOING)(?=TO{_OFTEN})", _short_of_up),
    (f"(^|TAKE|AND|OR|SOFT)ON(?=AND({N}|ART)|LEFT{N})|TO(?=ABBR|TO)|OR ART{LONG}", refused(_MISSPELT)),
    (
        f"^(TAKE|APPLY)*(ON(?=TO|SLASH|DASH|LEFT|ADV|EVERY({MOMENT}|{N}))|TO(?=LEFT|AND|OR|DASH|SLASH))",
        refused(_MISSPELT),
    ),
    (f"(AND|SOFT)ON(?=EVERY{MOMENT})|(?<=MOMENT)ON(?={MOMENT})|{N}(TO|OR)ON", refused(_MISSPELT)),
    (f"(?<=CLOCK)(UNKNOWN|ART|ANY)(?={N}|CLOCK)", refused(_MISSPELT)),
    (
        f"(?<=MEALS)(UNKNOWN|ART)(?=AT?{MOMENT})|(WITH|AFTER|BEFORE)(UNKNOWN|MEAL)AND(?=AT?{MOMENT})",
        refused(_MISSPELT),
    ),
    (f"{N}(TO|OR|DASH)FOR(?=UNIT|SPOON|AT|{PERIOD})|{N}UNKNOWN OFF", refused(_MISSPELT)),
    (
        f"{N}(UNIT|TIMES)*(PER|ART|SLASH)UNKNOWN(?={ENDED})",
        refused("How often is stated in words that cannot be read."),
    ),
    (f"(?<={_COUNTED})DO(?={ENDED})", refused(_MISSPELT)),
    ("ART(?=NEED)", refused(_MISSPELT)),
    ("UNKNOWN(?=NEED)", _short_before_needed),
    ("ADV(?=ADV)", refused(_MISSPELT)),
    (f"(?<={_COUNTED})UNKNOWN(?=(ART|PER)DAY)", _word_before_a_day),
    ("UNKNOWN(?=DAILY|PERIODLY)|(?<=[DAILY PERIODLY])UNKNOWN", _word_beside_daily),
    ("(UNKNOWN|PAIN)(?=MOMENTS|DAY)", _some_of_the_days),
    ("ON(UNKNOWN|THE|PAIN|ART)*DAY(?!DAILY)", refused(_SOME_DAYS)),
    (f"(FOR|THE|ORD|{N})*{LONG}(BEFORE|OF|DURING)THE?UNKNOWN", refused(_SOME_DAYS)),
    ("QD TIMES", lambda part: Rate(part[0].low, part[0].low)),
    ("QD", refused("'qd' means once a day in some records and four times a day in others.")),
    ("(BEFORE|AT|IN)THE?ABBR", refused(_MISSPELT)),
    ("MORE(?=UNKNOWN THAN)", refused("More or less than a number is not a quantity.")),
    ("DATE|(FROM|ON|TO)DATE", nothing),
    (f"DO?NOT(TO|TAKE)*(HARM|REPEAT|STOP|LIQUID|WITH|WITHIN|ON|IF){_NOT_ENDED}*", nothing),
    (f"IF(UNKNOWN|TAKE)*DO?NOT(TO|TAKE)*HARM{_NOT_ENDED}*", nothing),
    ("DO?NOT(TO|TAKE)*MORE(THE|UNKNOWN|DIRECTED|PRONOUN)+DOSE", nothing),
    (f"DO?NOT(TO|TAKE)*AT THE PRONOUN TIMES{_NOT_ENDED}*", nothing),
    (f"DO?NOT(TO|TAKE|WITH)*ANY?OTHER{_NOT_ENDED}*", nothing),
    ("WARN(UNKNOWN|IF|THE|TO|OR|AND|IN|WITH|OF|TAKE|BODY|PAIN|AFTER|BEFORE|DO|HARM)*", nothing),
    (f"({UPTO}(ART|THE)?|TO(ART|THE)|ART|THE)?{_AT_MOST}{_OF_THE_DAY}*", mark("max")),
    (f"MORE THAN?{N}|OR MORE", refused("More or less than a number is not a quantity.")),
    (
        "(SWAP|ALTER)FROM",
        refused("A change is described, and it cannot be told which dose is the present one."),
    ),
    (
        "(AT|PER)(ART|ANY|THE|UNKNOWN)*(NUM|ANY)?TIMES|(PER|EVERY)DOSE|(PER|EVERY|IN ART)COURSE",
        rates.each_time,
    ),
    ("SLASH N24 MAX", refused("A maximum is stated that cannot be read.")),
    ("NOT", refused("The directions say what not to do, and it cannot be told what that leaves.")),
)
_CONDITIONS: Final[Rules] = (
    ("(LEFT|DOT|SOFT|DASH)TAKE UNKNOWN+(?=(AS|WHEN|IF)(AND WHEN)?NEED)", _whose_need),
    ("AS AND WHEN NEED?|(ONLY?(AS|WHEN)|ONLY IF)(TAKE|UNKNOWN)?NEED", mark("prn")),
    ("IF(TAKE|AND|WHEN|AS)*NEED", condition),
    ("AS?PRN|(WHEN|IF)(IN|THE|TAKE)*FULL?PAIN|ON DEMAND|FOR FULL?BREAKTHROUGH|ONLY NEED", mark("prn")),
    (f"IF(?=(UNKNOWN|TAKE|IN|OF|THE|AND|OR|ART|BODY|TO|AS|WITH)+{ENDED}){_NOT_ENDED}*", condition),
    ("IF", refused("The directions hold a condition that changes the dose.")),
    ("OR AS(TAKE|PER)*DIRECTED", refused("The directions allow another dose, as directed.")),
    ("AS(TAKE|PER|BY|AND)*DIRECTED|DIRECTED", nothing),
    (f"{LONG}NUM(SOFT|DASH)|AND?THEN|AND THAN|FROM THEN", mark("then")),
    ("TO ALTER(?=THE?(UNKNOWN|PAIN))", nothing),
    (
        "ALTER[^DOT LEFT RIGHT]*TO TAKE?STOP|SLOWLY BY",
        refused(_CHANGES),
    ),
    ("(TAKE|PRONOUN)TO TAKE", _used_to_take),
    (
        f"{_ALTERED}(BY{_PORTION}{PERIOD}?SOFT?)?(SLOWLY|UP)*(TO|UPTO)(ART|THE)?(MAX(OF|DOSE)*)?",
        mark("alter"),
    ),
    ("ALTER", refused(_CHANGES)),
    (f"BY({N}|ART(UNIT|MASS))", refused(_CHANGES)),
    (f"(SLOWLY|HARM|SWAP)(TO|BY)(?=ART|TAKE|{_OFTEN})|(TO|BY)(?=SLOWLY {_OFTEN})", refused(_CHANGES)),
    ("HARM SLOWLY", refused(_CHANGES)),
    (
        f"ON HOLD|HOLD(?=UNIT|TAKE|{_OFTEN}|{ENDED})",
        refused("The directions say the medicine is not being taken."),
    ),
    (
        "(?<=[AND THEN SPELL DAY PERIOD])SOFT?TAKE?STOP(?=DOT|RIGHT|$)",
        mark("stop"),
    ),
    ("STOP", refused("The directions say to stop.")),
    (f"DO*REPEAT(TAKE|DOSE|THE|ONLY|IF|NEED)*AFTER{N}DASH?HOUR", mark("repeat")),
    ("REPEAT", refused("How often the dose is repeated is not stated.")),
    (f"{N}NANO|REFUSED", refused_word),
)
_SET_ASIDE: Final[Rules] = (
    (f"({N}DASH?{LONG}|PERIODLY)?TRAYED(SUPPLY|PERIODLY|TRAYED|SOFT|DASH)*", nothing),
    (f"SUPPLY(OF|SOFT|DASH|X|EVERY|IN|TAKE|FOR)*{_SUPPLIED}?", nothing),
    (
        f"{_NOT_A_LIMIT}({N}?(DAILY|PERIODLY|DASH?{LONG})|{N}{_PACKED}?)SUPPLY(?!IN?(DAILY|PERIODLY|EVERY))",
        nothing,
    ),
    (f"X{N}UNIT?(?=DOT|RIGHT|$)", _supplied_number),
    (f"FOR{_FOR_ABOUT}*({N}?DASH?{LONG}|{N}MOMENTS)(COURSE|ONLY)?|(FOR|X)?SPELL", rates.spell),
    (f"X{_FOR_ABOUT}*{N}DASH?({LONG}|MOMENTS)(COURSE|ONLY)?", rates.spell),
    (f"{N}DASH?{LONG}COURSE|(AFTER|IN|{UPTO}){N}{LONG}", rates.spell),
    (f"FOR({UPTO}|AT LEAST|ABOUT)*{N}DASH?(HOUR|MINUTE)", rates.spell),
    (f"IN({N}UNKNOWN?|UNKNOWN)DOSE", _parted),
    ("FOR(THE|UNKNOWN|BODY|PAIN)+(AND|OR)(THE|UNKNOWN|BODY)*PAIN", nothing),
    (f"(NUM|ART)DASH?{LONG}UNKNOWN?(UNKNOWN|UNIT)?OFF", mark("off")),
    (f"{N}OFF", refused("A break is stated, and it cannot be told how long.")),
    (f"(WITH|IN)(ART|{N}|VOL|OF|ABOUT|AT|LEAST|FULL|THE|VEHICLE|UNKNOWN|AND|TO)*LIQUID", nothing),
    (f"((IN|ON)?BESIDE(TO|WITH|OF|AND)*|WITH){_ANOTHER}UNIT", mark("beside")),
    (f"(IN|ON)?BESIDE(TO|WITH|OF|AND)*{_ANOTHER}", mark("beside")),
    (f"WITH{N}", refused("A number is stated that belongs to something else taken with it.")),
    (f"VEHICLE({UPTO}|WITH|IN|TO)+{N}VOL", nothing),
    (f"SLASH?{_APART_BY}*({N}|ART)DASH?(HOUR|MINUTE)BEFORE(THE|GOING|TO)*MOMENT", rates.moment),
    (f"{_APART_BY}*({N}DASH?(MINUTE|HOUR|DAY)|ART(MINUTE|HOUR))(?=BEFORE|AFTER|FROM)", nothing),
    (f"{_APART_BY}*(LEAST|LEAVE){_APART_BY}*{N}DASH?(HOUR|DAY|MINUTE)(APART|TAKE|DOSE|FROM|OF)*", nothing),
    (f"({N}DASH?(HOUR|DAY|MINUTE)|ART(HOUR|DAY))APART|WITHIN{N}(HOUR|MINUTE|DAY)", nothing),
    ("PRONOUN NUM ORD?|THE NUM(?=DOT|SOFT|$)", nothing),
    ("(ON|AT)THE?PRONOUN DAY OF(THE|EVERY|ART)*PERIOD", nothing),
    (f"DO?NOT TAKE UNKNOWN WITH{_NOT_ENDED}*", nothing),
    (f"WHEN UNKNOWN(?={_OFTEN}|{ENDED})", refused("A condition is stated that cannot be read.")),
)
AROUND: Final = _LIMITS + _CONDITIONS + _SET_ASIDE
