"""Rules for what stands around a dose: limits, conditions, changes, lengths of treatment, what is supplied.

A rule is written with the names of kinds and the signs of regular expressions; `grammar` puts these before
its own.
"""

from collections.abc import Callable
from typing import Final

from pharmreview.domain.lines.sentences.phrases import days, doubts, rates
from pharmreview.domain.lines.sentences.phrases.item import Item, Mark, Part, Rate
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


_CHANGES: Final = "The dose changes, and the directions do not say to what."
_SOME_DAYS: Final = "Only some days are named, and it cannot be told how many."


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
_ALTERED_TO: Final = f"{_ALTERED}(BY{_PORTION}{PERIOD}?SOFT?)?(SLOWLY|UP)*(TO|UPTO)(ART|THE)?(MAX(OF|DOSE)*)?"
_OF_SUPPLY: Final = "(UNIT|MASS|VOL|DAY|PERIOD|X|UNKNOWN|DASH?PERIODLY)*(?!DASH?(HOUR|MINUTE))"
_SUPPLIED: Final = f"({N}{_OF_SUPPLY}|DAILY|PERIODLY|DAY|PERIOD)"
_PACKED: Final = f"(MASS|VOL|UNIT|X{N}(VOL|MASS|UNIT)?)"
_NOT_A_LIMIT: Final = "(?<!MAX)(?<!MAX[DOT SOFT])(?<!ON)"
_FOR_ABOUT: Final = f"({UPTO}|AT LEAST|ART|THE|ANY|EXTRA|ABOUT|PRONOUN|ORD|MAX|OF)"
_ANOTHER: Final = f"(ART|THE|UNKNOWN|PRONOUN)*{N}?X?{N}DASH?MASS((SLASH|PER)HOUR)?DASH?(UNKNOWN|FULL)?"
_ANY_DAY: Final = "(WEEKDAY|SHORTDAY|WEEKPART)"
_DAYS_IN_A_WEEK: Final = f"{N}DASH?(DAY|MOMENTS)(PER|ART|SLASH|EVERY|(OF|IN)(THE|ART|EVERY)?)PERIOD"
_DAY_LIST: Final = f"{_ANY_DAY}((SLASH|AND|SOFT|DASH|TO)*(ON|EVERY)?{_ANY_DAY})*"
_STATED: Final = "ABBR DAILY DAY MOMENT MOMENTS HOUR HOURLY PERIOD PRN NEED PAIN SOFT DOT DASH LEFT RIGHT"
_OF_NO_DOSE: Final = f"(?!IN?(DAILY|PERIODLY|EVERY))((ON|EVERY)+{_DAY_LIST})?"
_TIMED: Final = "MOMENT CLOCK MEAL MEALS"
_OF_TIME: Final = "DAY PERIOD MOMENT MOMENTS COURSE SPELL WEEKDAY SHORTDAY WEEKPART SUPPLY"
_AT_ONCE_OR_ON_DAYS: Final = f"(AT ART NUM?TIMES|(ON|AT|EVERY|THE|SOFT|LEFT)*{_DAY_LIST})"
_SELDOM: Final = (
    f"({N}DASH?({LONG}|PERIODLY)|EVERY*(EVERY(OTHER|ORD|ALT)?)?{LONG}|PERIODLY|SPELL|DATE|{_DAY_LIST})"
)
_FORMER: Final = f"({N}|ABBR|ADV|UNIT|MASS|VOL|TIMES|ART|DAY|DAILY|PER|X|SLASH|DATE|MOMENT|AT)"
_APART_BY: Final = f"({UPTO}|AT|WITH|ART|OF|MAX|TAKE|ABOUT|LEAST|LEAVE)"

_LIMITS: Final[Rules] = (
    ("BLANK", refused("A blank in the directions has not been filled in.")),
    ("DOUBTFUL", refused(doubts.MISSPELT)),
    (f"ON(?=OR|UNIT|{N}(VOL|MASS))|(?<!{_COUNTED})ON(?=AT|ABBR|{N}(UNIT|SPOON))", refused(doubts.MISSPELT)),
    ("(AND|OR|SOFT|TAKE|LEFT|^)ON(?=IN|WITH|BEFORE|AFTER|BY|TAKE|EVERY DAY)", refused(doubts.MISSPELT)),
    ("TO(?=UNIT)|(AND|OR|SOFT|TAKE|LEFT|^)TO(?=AT|IN|ABBR|NUM|ADV|EVERY)", refused(doubts.MISSPELT)),
    (f"UP[^TO DOT SOFT AND DOSE](?={_OFTEN})", refused(doubts.MISSPELT)),
    (f"(UNKNOWN|GOING)(?=TO{_OFTEN})", doubts.short_of_up),
    (f"(^|TAKE|AND|OR|SOFT)ON(?=AND({N}|ART)|LEFT{N})|TO(?=ABBR|TO)|OR ART{LONG}", refused(doubts.MISSPELT)),
    (
        f"^(TAKE|APPLY)*(ON(?=TO|SLASH|DASH|LEFT|ADV|EVERY({MOMENT}|{N}))|TO(?=LEFT|AND|OR|DASH|SLASH))",
        refused(doubts.MISSPELT),
    ),
    (f"(AND|SOFT)ON(?=EVERY{MOMENT})|(?<=MOMENT)ON(?={MOMENT})|{N}(TO|OR)ON", refused(doubts.MISSPELT)),
    (f"(?<=CLOCK)(UNKNOWN|ART|ANY)(?={N}|CLOCK)", refused(doubts.MISSPELT)),
    (
        f"(?<=MEALS)(UNKNOWN|ART)(?=AT?{MOMENT})|(WITH|AFTER|BEFORE)(UNKNOWN|MEAL)AND(?=AT?{MOMENT})",
        refused(doubts.MISSPELT),
    ),
    (f"{N}(TO|OR|DASH)FOR(?=UNIT|SPOON|AT|{PERIOD})|{N}UNKNOWN OFF", refused(doubts.MISSPELT)),
    (
        f"{N}(UNIT|TIMES)*(PER|ART|SLASH)UNKNOWN(?={ENDED})",
        refused("How often is stated in words that cannot be read."),
    ),
    (f"(?<={_COUNTED})DO(?={ENDED})", refused(doubts.MISSPELT)),
    ("ART(?=NEED)", refused(doubts.MISSPELT)),
    ("UNKNOWN(?=NEED)", doubts.short_before_needed),
    ("ADV(?=ADV)", refused(doubts.MISSPELT)),
    (f"(?<={_COUNTED})UNKNOWN(?=(ART|PER)DAY)", doubts.word_before_a_day),
    ("UNKNOWN(?=DAILY|PERIODLY)|(?<=[DAILY PERIODLY])UNKNOWN", doubts.word_beside_daily),
    ("(UNKNOWN|PAIN)(?=MOMENTS|DAY)", doubts.some_of_the_days),
    ("ON(UNKNOWN|THE|PAIN|ART)*DAY(?!DAILY)", refused(_SOME_DAYS)),
    (f"(FOR|THE|ORD|{N})*{LONG}(BEFORE|OF|DURING)THE?UNKNOWN", refused(_SOME_DAYS)),
    ("QD TIMES", lambda part: Rate(part[0].low, part[0].low)),
    ("QD", refused("'qd' means once a day in some records and four times a day in others.")),
    ("(BEFORE|AT|IN)THE?ABBR", refused(doubts.MISSPELT)),
    ("MORE(?=UNKNOWN THAN)", refused("More or less than a number is not a quantity.")),
    (f"((?<=[SLASH AND DASH NUM UNIT MASS VOL])|(?<=[{_TIMED}]SOFT))ON DATE", refused(doubts.ON_A_DATE)),
    ("DATE|(FROM|ON|TO)DATE", nothing),
    (f"DO?NOT(TO|TAKE)*(HARM|REPEAT|STOP|LIQUID|WITH|WITHIN|ON|IF){_NOT_ENDED}*", nothing),
    (f"IF(UNKNOWN|TAKE)*DO?NOT(TO|TAKE)*HARM{_NOT_ENDED}*", nothing),
    ("DO?NOT(TO|TAKE)*MORE(THE|UNKNOWN|DIRECTED|PRONOUN)+DOSE", nothing),
    (f"DO?NOT(TO|TAKE)*AT THE PRONOUN TIMES{_NOT_ENDED}*", nothing),
    (f"DO?NOT(TO|TAKE|WITH)*ANY?OTHER{_NOT_ENDED}*", nothing),
    ("WARN(UNKNOWN|IF|THE|TO|OR|AND|IN|WITH|OF|TAKE|BODY|PAIN|AFTER|BEFORE|DO|HARM)*", nothing),
    (
        "MAX(OF|SOFT|THE|FOR)*ANY DOSE|ANY DOSE(OF|SOFT|DASH|TAKE)*MAX",
        refused("A maximum is stated for each dose, and not for the day."),
    ),
    (f"MAX(OF|FOR|SOFT)*({N}DASH?{LONG}(?={ENDED}|COURSE)|SPELL)", rates.longest),
    (f"{_AT_MOST}(OF|FOR|SOFT|DASH)*{N}DASH?{LONG}(OF|AT)?SUPPLY", nothing),
    (f"SUPPLY(OF|TAKE|IN|DASH|SOFT)*{_AT_MOST}{N}(UNIT|{LONG})?(AT ART TIMES|PER SUPPLY)", nothing),
    (f"{_AT_MOST}SUPPLY(OF|SOFT)*{N}DASH?{LONG}", nothing),
    (f"{_AT_MOST}SUPPLY(OF|SOFT)*{N}UNIT?(?={ENDED}|{N})", doubts.most_supplied),
    (f"SUPPLY(OF|TAKE|IN|DASH|SOFT)*{_AT_MOST}", refused("A maximum is stated for what is supplied.")),
    (f"DO?NOT(TO|TAKE)*MORE REFUSED THAN(EVERY{N}DASH?HOUR|{N}DASH?HOURLY)", doubts.no_oftener),
    ("DO?NOT(TO|TAKE)*(ALTER|MORE)(?=DOT|RIGHT|$)", nothing),
    (f"DO?NOT(TO|TAKE)*(UNKNOWN|ANY)?SUPPLY{_NOT_ENDED}*", nothing),
    (f"({UPTO}(ART|THE)?|TO(ART|THE)|ART|THE)?{_AT_MOST}{_OF_THE_DAY}*", mark("max")),
    (f"MORE THAN?{N}|OR MORE", refused("More or less than a number is not a quantity.")),
    (f"(SOFT|DASH)*(DOSE|TAKE)*(ALTER|SWAP)FROM{_FORMER}+(?={ENDED})(?!SOFT?TO)", doubts.former_dose),
    (f"^DOSE?ALTER((ON|IN)(THE|UNKNOWN)+)?(FROM{_FORMER}+)?TO(?={N}|ABBR|ART|ADV)", doubts.present_dose),
    (f"(DOSE(UNKNOWN UNKNOWN?)?ALTER|ALTER DOSE)(ON?DATE)?(?={ENDED})", doubts.present_dose),
    (
        "(SOFT|DASH)*(SWAP|ALTER)FROM",
        refused(doubts.CHANGED),
    ),
    (
        "(AT|PER)(ART|ANY|THE|UNKNOWN)*(NUM|ANY)?TIMES|(PER|EVERY)DOSE|(PER|EVERY|IN ART)COURSE",
        rates.each_time,
    ),
    (f"AT ADV(?!{PERIOD})|IN NUM GOING", rates.each_time),
    ("SLASH N24 MAX", refused("A maximum is stated that cannot be read.")),
    ("NOT", refused("The directions say what not to do, and it cannot be told what that leaves.")),
)
_CONDITIONS: Final[Rules] = (
    ("(LEFT|DOT|SOFT|DASH)TAKE UNKNOWN+(?=(AS|WHEN|IF)(AND WHEN)?NEED)", doubts.whose_need),
    ("AS AND WHEN NEED?|(ONLY?(AS|WHEN)|ONLY IF)(TAKE|UNKNOWN)?NEED", mark("prn")),
    ("IF(TAKE|AND|WHEN|AS)*NEED", doubts.condition),
    ("(ONLY|FOR|DURING|WITH|IN|ON|AS|THE|ART|TAKE)*RESCUE(TAKE|UP|ONLY)*", mark("prn")),
    (f"(?<![{_OF_TIME}])ONLY FOR(THE|UNKNOWN|PAIN)*PAIN|FOR(THE|UNKNOWN|PAIN)*PAIN ONLY", mark("prn")),
    ("AS?PRN|(WHEN|IF)(IN|THE|TAKE)*FULL?PAIN|ON DEMAND|FOR FULL?BREAKTHROUGH|ONLY NEED", mark("prn")),
    (f"IF(?=(UNKNOWN|TAKE|IN|OF|THE|AND|OR|ART|BODY|TO|AS|WITH)+{ENDED}){_NOT_ENDED}*", doubts.condition),
    ("IF", refused("The directions hold a condition that changes the dose.")),
    ("OR AS(TAKE|PER)*DIRECTED", refused("The directions allow another dose, as directed.")),
    ("AS(TAKE|PER|BY|AND)*DIRECTED|DIRECTED", nothing),
    (f"{LONG}NUM(SOFT|DASH)|AND?THEN BY?|AND THAN|FROM THEN", mark("then")),
    ("TO ALTER(?=THE?(UNKNOWN|PAIN))", nothing),
    (
        "ALTER[^DOT LEFT RIGHT]*TO TAKE?STOP|SLOWLY BY",
        refused(_CHANGES),
    ),
    ("(TAKE|PRONOUN)TO TAKE", doubts.used_to_take),
    (f"{_ALTERED_TO}(?=[^DOT THEN]*ON? DATE)", doubts.altered_on),
    (
        _ALTERED_TO,
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
    (f"REPEAT(EVERY{N}{LONG}|PERIODLY|EVERY PERIOD|{N}PERIODLY)", rates.supplied_again),
    ("REPEAT", refused("How often the dose is repeated is not stated.")),
    (f"{N}NANO|REFUSED", doubts.refused_word),
)
_SET_ASIDE: Final[Rules] = (
    (f"(FOR|ON|X)(?={UPTO}?{_DAYS_IN_A_WEEK})", nothing),
    (f"{UPTO}(?={_DAYS_IN_A_WEEK})", mark("upto")),
    (_DAYS_IN_A_WEEK, days.days_a_week),
    (f"PRONOUN DOSE(OF|SOFT|TAKE|DASH)*(?={N}|ABBR)", doubts.whose_dose),
    (f"({N}DASH?{LONG}|PERIODLY)?TRAYED(SUPPLY|PERIODLY|TRAYED|SOFT|DASH)*", nothing),
    (f"(?<=[{_STATED}]){N}DASH?PERIODLY CARE|ORD SUPPLY", nothing),
    (f"CARE(UNKNOWN|CARE)?(ADV|{N}TIMES){PERIOD}", nothing),
    (
        f"CARE(CARE|UNKNOWN|AND|DAILY)?(ON|IN|AT|EVERY|THE|AFTER|BY|BEFORE|FROM|FOR|DASH|SOFT|LEFT)*{_SELDOM}",
        nothing,
    ),
    (
        f"SUPPLY(OF|SOFT|DASH|X|EVERY|IN|TAKE|FOR)*{_SUPPLIED}?{_AT_ONCE_OR_ON_DAYS}?",
        nothing,
    ),
    (f"{_NOT_A_LIMIT}({N}?DAILY SUPPLY(?!{N})|(?<!{_COUNTED})DAILY SUPPLY){_OF_NO_DOSE}", nothing),
    (
        f"{_NOT_A_LIMIT}({N}?(PERIODLY|DASH?{LONG})|ADV PERIODLY|{N}{_PACKED}?)SUPPLY{_OF_NO_DOSE}",
        nothing,
    ),
    (f"X{N}UNIT?(?=DOT|RIGHT|$)", doubts.supplied_number),
    (f"FOR{_FOR_ABOUT}*({N}?DASH?{LONG}|{N}MOMENTS)(COURSE|ONLY)?|(FOR|X)?SPELL", rates.spell),
    (f"X{_FOR_ABOUT}*{N}DASH?({LONG}|MOMENTS)(COURSE|ONLY)?", rates.spell),
    (f"{N}DASH?{LONG}COURSE|(AFTER|IN|{UPTO}){N}{LONG}", rates.spell),
    (f"FOR({UPTO}|AT LEAST|ABOUT)*{N}DASH?(HOUR|MINUTE)", rates.spell),
    (f"IN({N}UNKNOWN?|UNKNOWN)DOSE", doubts.parted),
    (
        f"FOR(THE|UNKNOWN|BODY|PAIN)+(AND|OR)(THE|UNKNOWN|BODY)*(PAIN|(?<=[UNKNOWN BODY])(?={ENDED}))",
        nothing,
    ),
    (f"(NUM|ART)DASH?{LONG}OFF(ART|PER|EVERY|SLASH|IN)+PERIOD", refused(_SOME_DAYS)),
    (f"(NUM|ART)DASH?{LONG}UNKNOWN?(UNKNOWN|UNIT)?OFF", mark("off")),
    (f"{N}OFF", refused("A break is stated, and it cannot be told how long.")),
    (f"(WITH|IN)(ART|{N}|VOL|OF|ABOUT|AT|LEAST|FULL|THE|VEHICLE|UNKNOWN|AND|TO)*LIQUID", nothing),
    (f"((IN|ON)?BESIDE(TO|WITH|OF|AND)*|WITH){_ANOTHER}UNIT", mark("beside")),
    (f"(IN|ON)?BESIDE(TO|WITH|OF|AND)*{_ANOTHER}", mark("beside")),
    (f"(WITH|LEAVE){N}DASH?(HOUR|MINUTE)APART(THE|EVERY|UNKNOWN|DOSE)*", nothing),
    (f"WITH UNKNOWN+{N}(MASS|VOL)", doubts.with_another),
    (f"WITH{N}", refused("A number is stated that belongs to something else taken with it.")),
    (f"VEHICLE({UPTO}|WITH|IN|TO)+{N}VOL", nothing),
    (f"SLASH?{_APART_BY}*({N}|ART)DASH?(HOUR|MINUTE)BEFORE(THE|GOING|TO)*MOMENT", rates.moment),
    (
        f"ON{N}(DASH|ART)?(MINUTE|HOUR)(?=BEFORE|AFTER|FROM)",
        refused("It cannot be told whether a number is a dose at night or a length of time."),
    ),
    (f"{_APART_BY}*({N}DASH?(MINUTE|HOUR|DAY)|ART(MINUTE|HOUR))(?=BEFORE|AFTER|FROM)", nothing),
    (f"{_APART_BY}*(LEAST|LEAVE){_APART_BY}*{N}DASH?(HOUR|DAY|MINUTE)(APART|TAKE|DOSE|FROM|OF)*", nothing),
    (f"({N}DASH?(HOUR|DAY|MINUTE)|ART(HOUR|DAY))APART|WITHIN{N}(HOUR|MINUTE|DAY)", nothing),
    (
        "PRONOUN DOSE(AT|BY|BEFORE|TAKE|SOFT|DASH)*(CLOCK|MOMENT)",
        refused("One dose is described, and not the day's."),
    ),
    (f"(?<={_COUNTED})(TO|DO)PRONOUN(FOR|ART|THE|{N})*DASH?{LONG}", doubts.lasting),
    (f"(TO|DO)PRONOUN((FOR|ART|THE|{N})*DASH?{LONG}|SPELL)", nothing),
    (
        f"TO ABOUT?({N}|ART|UNKNOWN)DASH?({LONG}|HOUR)AGO",
        refused("The directions say the medicine is not being taken."),
    ),
    (f"(FROM|BY|ABOUT)*({N}|ART|UNKNOWN)DASH?({LONG}|HOUR)AGO", nothing),
    ("PRONOUN NUM ORD?|PRONOUN UNIT ORD|THE NUM(?=DOT|SOFT|$)", nothing),
    ("(ON|AT)THE?PRONOUN DAY OF(THE|EVERY|ART)*PERIOD", nothing),
    (f"DO?NOT TAKE UNKNOWN WITH{_NOT_ENDED}*", nothing),
    (
        f"WHEN(UNKNOWN|THE|TAKE|BODY|PAIN)+(TO UNKNOWN)?(?={_OFTEN}|{ENDED})",
        refused(doubts.CONDITION),
    ),
)
AROUND: Final = _LIMITS + _CONDITIONS + _SET_ASIDE
