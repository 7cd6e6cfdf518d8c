"""The closed vocabulary of UK directions: each word's kind and, where it has one, its value.

A kind is the part a word plays in the grammar. A word that is not here is unknown: it is ignored where no
number depends on it.
"""

from fractions import Fraction
from typing import Final

from pharmreview.domain.lines.line import Moment
from pharmreview.domain.quantity.unit import Unit

Meaning = Fraction | Moment | Unit | tuple[Unit, Fraction] | str | None
Entry = tuple[str, Meaning]

UNKNOWN: Final = "UNKNOWN"

_PLAIN: Final[dict[str, str]] = {
    "TIMES": "times time tmes",
    "X": "x",
    "DOSE": "dose doses dosage dosages",
    "HOUR": "hour hours hr hrs h",
    "HOURLY": "hourly hrly hly hrley hourley",
    "MINUTE": "minute minutes min mins",
    "DAY": "day days",
    "DAILY": "daily dly dailly aday perday eachday",
    "EVERY": "every each evry ev",
    "PER": "per",
    "ART": "a an",
    "THE": "the your their his her this that these",
    "OTHER": "other anything else",
    "ALT": "alternate alternative alt",
    "ON": "on",
    "AT": "at @",
    "IN": "in into inside",
    "BEFORE": "before prior pre",
    "AFTER": "after post following",
    "WITH": "with",
    "WITHIN": "within",
    "DURING": "during",
    "OF": "of",
    "BY": "by",
    "FROM": "from since starting commencing",
    "TO": "to until till",
    "UP": "up",
    "UPTO": "upto",
    "OVER": "over",
    "AND": "and & + plus also",
    "OR": "or",
    "THEN": "then thereafter afterwards subsequently followed",
    "THAN": "than",
    "IF": "if",
    "WHEN": "when whenever where",
    "AS": "as",
    "ONLY": "only",
    "NEED": (
        "needed need needs required require requires requried necessary neccessary necessry "
        "nessesary nessecary neccesary necesary nec req reqd req'd"
    ),
    "PRN": "prn sos",
    "PAIN": "pain painful pains sore severe",
    "BREAKTHROUGH": "breakthrough",
    "DEMAND": "demand",
    "RESCUE": "rescue standby flare flares flareup flareups reserve",
    "DIRECTED": "directed dir instructed advised prescribed discussed agreed recommended",
    "MAX": "max maximum maximun maxium mx limit",
    "MORE": "more less fewer greater exceed exceeding exceeded exceeds",
    "NOT": "no not never dont don't cannot",
    "DO": "do must should may can could",
    "TAKE": "take taken takes taking use used using give given swallow swallowed be is are being",
    "APPLY": "apply applied applies applying stick wear worn",
    "ALTER": (
        "increase increasing increased increases reduce reducing reduced reduces decrease decreasing "
        "decreased "
        "taper tapering tapered wean weaning weaned build building titrate titrating titrated "
        "stepping stepped halve halving halved raise raised raising escalate escalating escalated uptitrate "
        "uptitrating uptitrated downtitrate downtitrating downtitrated lowered lowering dropped dropping "
        "cutting tail tailing tailed withdraw withdrawing withdrawn phase phased phasing deprescribe "
        "deprescribing deprescribed switch switched switching convert converted converting "
        "adjust adjusting fade fading amend amended revise revised move moved add adding"
    ),
    "SLOWLY": "gradually slowly gradual down steadily",
    "SWAP": "change changed changing replace replaced replacing renew renewed",
    "REMOVE": "remove removed removing",
    "STOP": "stop stopping discontinue cease",
    "REPEAT": "repeat repeated repeating repeats",
    "FOR": "for",
    "LEAVE": "leave leaving",
    "LEAST": "least minimum minimally wait allow gap interval spaced separate separated",
    "ABOUT": "about approximately approx around roughly nearly",
    "APART": "apart between",
    "MEALS": "meals mealtimes",
    "MEAL": "meal mealtime",
    "LIQUID": (
        "water milk juice squash liquid fluid fluids glass glassful cup cupful tumbler yoghurt drink "
        "drinks cordial"
    ),
    "FULL": "full whole large small big plenty cold warm little tall",
    "SPOON": (
        "spoon spoons spoonful spoonfuls spoonsful spoonfull spoonfulls teaspoon teaspoons teaspoonful "
        "teaspoonfuls teaspoonsful tsp tsps spn"
    ),
    "SUPPLY": (
        "supply supplied script scripts prescription prescriptions dispensing dispense dispensed "
        "issue issued issues instalment instalments installment installments "
        "mitte qty quantity disp send pack packs packet packets box boxes bottle bottles op ops "
        "collection collect pickup request requests requested "
        "requesting reorder reordered order ordered ordering"
    ),
    "CARE": (
        "review reviewed reviews check checks checked monitor monitoring monitored bloods appointment appt "
        "clinic delivery deliver delivered delivers delivering collects collected renewal visit visits "
        "visited supervised supervision weigh weighed telephone"
    ),
    "AGO": "ago",
    "TRAYED": "dosette dosettes blister blisters mds nomad venalink medidos tray trays",
    "COURSE": "course courses trial trials attack attacks episode episodes treatment application migraine",
    "TOTAL": "total totalling equals = equivalent tdd",
    "BESIDE": "addition alongside conjunction together combination combined",
    "EXTRA": "extra additional another further",
    "BODY": ("nostril nostrils eye eyes ear ears side sides leg arm foot hand knee body torso skin chest"),
    "PRONOUN": "old new previous last used next same existing current",
    "THING": "thing",
    "HOLD": "hold",
    "GOING": "going go goes u you",
    "OFF": "off break",
    "HARM": (
        "drive chew chewed crush crushed operate drunk suck share shared combine mix mixed freeze "
        "refrigerate "
        "cut smoke lick open opened split broken bathe alcohol driving machinery sunlight"
    ),
    "VEHICLE": "dissolve dissolved disperse dispersed dilute diluted well made",
    "ANY": "any single",
    "WARN": "see contact consult seek tell ask call speak phone ring read caution warning",
    "PERCENT": "%",
}

_REFUSED: Final[dict[str, str]] = {
    "The directions change with circumstances.": (
        "except unless omit omitting skip miss instead otherwise depending depends alternating alternately "
        "alternates rotating variable varying varies excluding excludes exclude excl without"
    ),
    "How many to take is not stated exactly.": (
        "couple few bit several dozen hundred hundreds thousand double doubled triple tripled quadruple "
        "quadrupled dble dbl pair various many zero nought naught "
        "tablespoon tablespoons tablespoonful tablespoonfuls handful whatever nanogram nanograms mmol"
    ),
    "An earlier dose is described, and it cannot be told which is the present one.": (
        "prev previously formerly originally beforehand was were"
    ),
    "The directions say the medicine is not being taken.": (
        "nil none suspended withhold withheld omitted cancelled paused held ended lapsed expired void voided "
        "error refuses refused refusing declines declined stopped discontinued ceased didn't doesn't isn't "
        "wasn't hasn't"
    ),
    "The dose goes by weight or by an infusion's rate.": (
        "kilogram kilograms kg infusion infuse infused rate driver bolus"
    ),
    "A single dose has no daily quantity.": "stat immediately",
    "How often is not clear.": (
        "biweekly bimonthly bi quarterly semi qqh occasionally sometimes frequently intermittently "
        "irregularly rarely seldom hardly often mostly intermittent periodically awake oclock o'clock"
    ),
}

_ABBREVIATED: Final[dict[str, int]] = {
    "od": 1, "bd": 2, "bid": 2, "bds": 2, "tds": 3, "tid": 3, "qds": 4, "qid": 4,
}  # fmt: skip

_MOMENTS: Final[dict[Moment, str]] = {
    Moment.MORNING: (
        "morning midmorning mane om am qam breakfast breakfasttime waking wakening rising dawn morn"
    ),
    Moment.MIDDAY: "midday noon lunch lunchtime lunchtimes noontime",
    Moment.AFTERNOON: "afternoon midafternoon",
    Moment.EVENING: "evening eve teatime tea supper suppertime dinner dinnertime pm qpm",
    Moment.NIGHT: "night nite nocte noct nightly nighttime bedtime bed retiring hs qhs midnight",
}

_UNITS: Final[dict[Unit, str]] = {
    Unit.TABLET: "tablet tablets tab tabs caplet caplets tabl tabls pill pills tb tbs",
    Unit.CAPSULE: "capsule capsules cap caps capsual capsuals",
    Unit.PATCH: "patch patches",
    Unit.SACHET: "sachet sachets",
    Unit.DROP: "drop drops",
    Unit.DOSE: (
        "puff puffs spray sprays suppository suppositories lozenge lozenges film films "
        "wafer wafers "
        "ampoule ampoules amp amps vial vials capful capfuls cappful cappfuls injection injections pessary "
        "pessaries strip strips inhalation inhalations nebule nebules unit units squirt squirts lollipop "
        "lollipops pastille pastilles enema enemas"
    ),
}

_MASSES: Final[dict[tuple[Unit, int], str]] = {
    (Unit.MILLIGRAM, 1): "mg mgs milligram milligrams milligramme milligrammes mgm",
    (Unit.MILLIGRAM, 1000): "g gm gms gram grams gramme grammes",
    (Unit.MICROGRAM, 1): "mcg mcgs microgram micrograms microgramme microgrammes ug ugs microg",
}

_VOLUMES: Final[dict[tuple[Unit, int], str]] = {
    (Unit.MILLILITRE, 1): "ml mls millilitre millilitres milliliter milliliters mils mil",
    (Unit.MILLILITRE, 1000): "litre litres liter liters",
}


def _listed(words: str) -> list[str]:
    return words.split()


_NUMBERS: Final = _listed(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS: Final = _listed("twenty thirty forty fifty sixty seventy eighty ninety")
_ORDINALS: Final = _listed("first second third fourth fifth sixth seventh")
_DAYS: Final = _listed("monday tuesday wednesday thursday friday saturday sunday")
_SHORT_DAYS: Final = _listed("mon tue tues wed weds thu thur thurs fri sat sun")
DAY_NAMES: Final = (*_DAYS, *(f"{day}s" for day in _DAYS), *_SHORT_DAYS)
_PERIODS: Final[dict[int, tuple[str, str]]] = {
    7: ("week weeks wk wks", "weekly wkly"),
    14: ("fortnight fortnights", "fortnightly"),
    30: ("month months mth mths", "monthly mthly"),
    365: ("year years yr yrs", "yearly annually"),
}


def _entries() -> dict[str, Entry]:
    words: dict[str, Entry] = {}
    for kind, listed in _PLAIN.items():
        words.update((word, (kind, None)) for word in listed.split())
    for why, listed in _REFUSED.items():
        words.update((word, ("REFUSED", why)) for word in listed.split())
    words.update((word, ("ABBR", Fraction(times))) for word, times in _ABBREVIATED.items())
    for moment, listed in _MOMENTS.items():
        words.update((word, ("MOMENT", moment)) for word in listed.split())
    for moment in (Moment.MORNING, Moment.AFTERNOON, Moment.EVENING, Moment.NIGHT):
        words[f"{moment.value}s"] = ("MOMENTS", moment)
    for unit, listed in _UNITS.items():
        words.update((word, ("UNIT", unit)) for word in listed.split())
    for kind, measures in (("MASS", _MASSES), ("VOL", _VOLUMES)):
        for (unit, factor), listed in measures.items():
            words.update((word, (kind, (unit, Fraction(factor)))) for word in listed.split())
    for days, (nouns, adverbs) in _PERIODS.items():
        words.update((word, ("PERIOD", Fraction(days))) for word in nouns.split())
        words.update((word, ("PERIODLY", Fraction(days))) for word in adverbs.split())
    return words | _counting_entries()


def _counting_entries() -> dict[str, Entry]:
    words: dict[str, Entry] = {word: ("NUM", Fraction(at)) for at, word in enumerate(_NUMBERS, 1)}
    words.update((word, ("TENS", Fraction(at * 10))) for at, word in enumerate(_TENS, 2))
    words.update((word, ("ORD", Fraction(at))) for at, word in enumerate(_ORDINALS, 1))
    words.update((f"{word}{ending}", ("WEEKDAY", word[:3])) for word in _DAYS for ending in ("", "s"))
    words.update((word, ("SHORTDAY", word[:3])) for word in _SHORT_DAYS)
    words.update(
        {
            "ng": ("NANO", "How many to take is not stated exactly."),
            "half": ("FRAC", Fraction(1, 2)),
            "halves": ("REFUSED", "How many to take is not stated exactly."),
            "quarter": ("FRAC", Fraction(1, 4)),
            "quarters": ("QUARTERS", Fraction(1, 4)),
            "once": ("ADV", Fraction(1)),
            "twice": ("ADV", Fraction(2)),
            "thrice": ("ADV", Fraction(3)),
            "qod": ("ALTDAY", None),
            "eod": ("ALTDAY", None),
            "qd": ("QD", Fraction(1)),
            "q": ("Q", None),
            "d": ("D", None),
            "weekday": ("WEEKPART", Fraction(5)),
            "weekdays": ("WEEKPART", Fraction(5)),
            "weekend": ("WEEKPART", Fraction(2)),
            "weekends": ("WEEKPART", Fraction(2)),
        }
    )
    return words


WORDS: Final[dict[str, Entry]] = _entries()
SHORTENED_MOMENTS: Final = frozenset(_listed("mane om am pm nocte noct qam qpm qhs hs"))
NUMBER_WORDS: Final = frozenset((*_NUMBERS, *_TENS, "half", "quarter", "once", "twice", "thrice"))
