"""Directions text as the grammar takes it: one case and alphabet, and one way of writing what has several."""

import re
import unicodedata
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from typing import Final

from pharmreview.domain.lines.sentences.tokens import FRACTION_SIGNS, Unclear
from pharmreview.domain.words.decoding import rightly_decoded

MAXIMUM_LENGTH: Final = 1000
_MONTH: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DATE: Final = rf"\d{{1,2}}(?:[./-]\d{{1,2}}|[ /-]{_MONTH})(?:[ ./-](?:\d{{4}}|\d{{2}}))?\b"
_CHANGED: Final = re.compile(
    r"(?:\bwarning\b\W*)?\bdosage has changed during the effective period\W*the latest change was made on"
    rf" {_DATE}[.;,\s]*"
    r"|(?:\bwarning\b\W*)?\bdosage has changed during\b.*$"
    rf"|^\W*(?:dose|dosage) (?:(?:was|has been|has) )?(?:reduced|increased|changed)(?: on)? {_DATE}[.;:\s-]+"
    r"|\b(?:dose|dosage) (?:(?:was|has been) )?(?:reduced|increased|changed)(?: on)?"
    r" \d{1,2}[./-]\d{1,2}(?:[./-](?:\d{4}|\d{2}))?(?=\s*[).]?\s*$)",
    re.DOTALL,
)
"""What a record adds of a change that is over: the dose it stands beside is the present one."""
_A_NUMBER: Final = r"(?:\d+(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten)"
_A_COUNT: Final = r"(?:\d|one|two|three|four|half|i{1,3}\b)"
"""How a dose begins."""
_LABELLED: Final = re.compile(
    rf"^\W*(?:sig|rx|tt[oa]|repeat(?= ?[-:]))\b[ .:-]*(?=(?:take |give )?{_A_COUNT})"
)
"""A label before directions: "Sig. ii nocte", "TTO: 2 qds", "Repeat - 1 bd"."""
_EQUALS: Final = re.compile(r"\b(dose|freq(?:uency)?|route)\s*=\s*")
_IN_POSSESSION: Final = re.compile(
    r"\b(?:not )?in[ -]possession\b(?: (?:daily|weekly|monthly|\d{1,2}(?:/7| days?)))?[ .;,-]*"
)
"""Who keeps it, and how much of it is handed over at once: a prison's words."""
_BETWEEN: Final = re.compile(
    rf"\bbetween ({_A_NUMBER}) and ({_A_NUMBER})"
    r"(?= ?(?:tab|cap|ml|mg|mcg|microg|patch|daily|(?:times )?(?:a|per) day))"
)
_GLUED: Final = re.compile(
    r"\b(once|twice|thrice|one|two|three|four|half)(times|tab(?:let)?s?|cap(?:sule)?s?|patch(?:es)?|daily|aday)\b"
)
_TRANSDERMAL: Final = re.compile(r"(?<=patch) td\b|(?<=patches) td\b|\btd (?=patch)")
_MEAL: Final = re.compile(r"\b(dinner|tea|supper)(?:[ -]?time)?\b")
_SAME_MEAL: Final = re.compile(r" ?(?:/|\(|=|or\b)")
_SPACES: Final = re.compile(r" {2,}")
_DOTTED: Final = re.compile(r"\b(?:[a-z]\.){1,4}[a-z]\b\.?")
_HALVED: Final = re.compile(r"\b(mid)[ -](day|night|morning|afternoon)\b")
_SPACED: Final = re.compile(r"\b(?:([bo])[ /](d)|([tq]) (d) (s)|(p) (r) (n)|([sm])/([lr]))\b")
_AS_REQUIRED: Final = re.compile(r"\b[aw]/r\b")
_SPINE: Final = re.compile(r"\b(?:l[1-5]/s?[1-5]|c[1-7]/c?[1-7])\b(?! ?[km]?[gl])")
"""Where in the spine: L5/S1, C5/6."""
_PLURAL: Final = re.compile(r"\(e?s\)|\(ies\)")
_OR_MORE: Final = re.compile(r"(?<=\d)\+(?!\s*\d)")
_TIMES_MARK: Final = re.compile(r"(?<=\d)\s*\*\s*(?=\d)")
_TIMES_RUN_ON: Final = re.compile(r"(?<=\d)\s?x(?=(?:day|daily|week|weekly|od|bd|tds|qds)\b)")
_A_DAY: Final = re.compile(r"(?<=[\dx])/d\b")
_LOWER: Final = re.compile(r"\blower(?= (?:by|to|the|dose)\b)")
_LETTER_FOR_FIGURE: Final = re.compile(
    r"(?<![a-z0-9.'])(?:[losz]|[|!](?=[./-]))"
    r"(?:(?:[./]|\s?[-–]\s?|\s(?:or|to)\s)\d(?!/\d)|\d+(?:\.\d+)?\s?(?:m[gl]|mcg|ml|micro|tab|cap|patch|spoon|puff))"
    r"|(?<![a-z0-9.'])[losz]\d?[losz]?\s?(?:m[gl]|mcg)\b"
)
"""A letter l, o, s or z, or a stroke, where a 1, 0, 5 or 2 may have stood: "l-2 tabs", "O.5 ml", "l5mg"."""
_NOT_AT_WEEKENDS: Final = re.compile(
    r"(?<=weekdays)[ ,;.]*(?:and |but )?(?:none|nil|not|no (?:tablet|capsule)s?)(?: (?:at|on|over))*(?: the)?"
    r" weekends?\b"
)
"""Said again: what is taken on weekdays is not taken at the weekend."""
_BY_TURNS: Final = re.compile(r"\balt(?:ern(?:is|ate|a)?)?\.? (?:die|dieb|diebus)\b\.?")
_AT_FIRST: Final = re.compile(
    rf"^(?:take |give )?(?:\d+(?:\.\d+)?|{_A_COUNT}) ?"
    r"(?:tab(?:let)?s?|cap(?:sule)?s?)?(?: to be taken)? (?:stat|immediately|straight ?away)[ ,;.]*"
    rf"(?:and )?(?:then|followed by) (?=(?:take |give )?{_A_COUNT})"
)
"""A first dose, taken once, before the daily one."""
_SUPPLIED_FIRST: Final = re.compile(
    r"^(?:supply |qty:? |disp(?:ense)?:? )?[1-9]\d\d?(?: x)? ?(?:tab(?:let)?s?|cap(?:sule|let)?s?)"
    rf"(?: ?[-:;,.]+ ?)(?=(?:take |apply |give |use )?{_A_COUNT})"
)
"""A quantity supplied before the directions: no dose is so many tablets."""
_SUPPLIED_BEFORE: Final = re.compile(
    r"^(?:1[1-9]|[2-9]\d|[1-9]\d\d) ?(?:tab(?:let)?s?|cap(?:sule|let)?s?) "
    rf"(?=(?:take |give )?{_A_COUNT}(?: ?(?:-|to|or) ?{_A_COUNT})?"
    r" ?(?:tab|cap|daily|[btq]ds?\b|at |o[mn]\b|in |every |twice |three |four |nocte|mane))"
)
"""More than can be taken at once, before a dose: "28 tabs one at night"."""
_LONG_UNITS: Final = r"(?: ?(?:kgs?|kilos?|st(?:one)?|cm|y(?:ea)?rs?(?: old)?|y/?o|mmhg|ml/min))?\b"
_NO_DOSE_AFTER: Final = r"(?!\.?\d| ?(?:m[gl]|mcg|micro|g\b|tab|cap|patch|puff|spoon|drop|x\b|times|hour|hr))"
_OF_THE_PERSON: Final = re.compile(
    r"\(?\b(?:(?:aged?|weigh(?:t|s|ing)|wt|bmi|e?gfr|crcl|hba1c|bp|(?:pain )?score|room|rm|ext(?:ension)?)\b"
    r"[ .:=]*(?:is |of )?\d{1,4}(?:\.\d+)?(?: ?/ ?\d{1,3})?"
    rf"{_LONG_UNITS}{_NO_DOSE_AFTER}"
    r"|pain \d{1,2}/10\b|(?:(?:tel(?:ephone)?|phone|mob(?:ile)?|ring|call|on|contact)\b[ .:]*)?"
    r"(?:0\d{2,4}[ -]?\d{3,4}[ -]?\d{3,4}|(?<=call )(?:111|999))\b"
    r"(?: if (?:any )?(?:problem|concern|worr|unwell|worse|quer|question)[a-z]*)?)\)?"
)
"""Age, weight, kidneys, blood pressure, score of pain, room and telephone: a number that is no dose."""
_OF_A_BED: Final = re.compile(r"\bbed \d{1,2}\b(?! ?(?:tab|cap|m[gl]|mcg))")
_LISTED_TO_BED: Final = re.compile(
    r"\b(?:breakfast|morning|am|lunch|noon|midday|tea|dinner)\W{1,3}(?:\d|one|two)\b.*\bbed \d\W*$"
)
"""A list of doses by time of day that ends at bedtime: "morning 1, tea 1, bed 2"."""
_SUPPLIED_LAST: Final = re.compile(
    r"(?<!max)(?<!maximum)(?<!than)(?<!to)(?<!exceed)(?<!of) \(?(?:x ?)?(?:[2-9]\d|\d{3})"
    r"(?:\)| ?(?:tab(?:let)?s?|cap(?:sule)?s?)\)?)\W*$"
)
"""More than can be taken in a day, at the end: "10mg bd (28)", "5ml nocte 56 tablets"."""
_SCHEDULED: Final = re.compile(
    r"\(?\b(?:cd ?)?(?:sch(?:ed(?:ule)?)?\b\.? ?[2-5]\b(?: ?\(?cds?\b\)?)?|cd[2-5]\b)\)?"
)
"""The schedule of a controlled drug: "Schedule 2 CD", "sched 3", "(CD2)"."""
_ISSUED: Final = re.compile(
    r"\b(?:issues?|rx|scripts?|prescriptions?|repeats?)(?: no\.?| number)?"
    r" ?\d{1,2} ?(?:of|/) ?\d{1,2}\b(?! ?[dm]g|/)"
    r"|\b\d{1,2} (?:more )?(?:repeats|issues)\b(?: (?:left|remaining|allowed|authorised))?(?=\W*$)"
)
"""Which of so many issues it is: "issue 2 of 6", "6 repeats"."""
_OF_THE_SPINE: Final = re.compile(
    r"\b[tlc]\d{1,2}(?: ?[-/] ?[tlcs]?\d{1,2})?"
    r"(?= (?:fracture|disc|disk|nerve|radic|vertebra|collapse|root|wedge|spin|crush|compression|lesion|mets))"
)
_OF_THE_MAKE: Final = re.compile(
    r"\b(?:effects? )?lasts? (?:for )?(?:up to |about )?\d{1,2} ?(?:hours|hrs)\b"
    r"|\b\d{1,2}[ -]?(?:hour|hr)s?[ -](?:(?:slow|controlled|modified|sustained|extended|prolonged)[ -])?"
    r"(?:release|acting|formulation|preparation)\b"
)
"""How the medicine is made to work: "12 hour release", "effect lasts 12 hours"."""
_AFTERWARDS: Final = re.compile(
    r"\b(?:do not|don't|not|avoid|never)(?: to)?(?: re-?)? ?(?:us(?:e|ing)|appl(?:y|ying))?"
    r"(?: (?:to|on))?(?: the)? same (?:site|area|place|spot)(?: again)?(?: (?:for|within))?(?: at least)?"
    r"(?: (?:\d{1,2}|one|two|three|four)(?: ?(?:-|to|or) ?(?:\d{1,2}|four))? (?:day|week)s?)?"
    r"|\bnot before \d{1,2} (?:day|week)s\b"
)
_COLLECTED: Final = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day (?:collections?|deliver(?:y|ies)|pickup|dispensing)\b"
    r"|\btake[ -]home (?:doses? )?(?:on |for )?(?:sun(?:day)?s?|weekends?)\b"
)
_HISTORY: Final = re.compile(r"\b\d{1,2}[ -](?:year|yr|month|week)s?[ -](?:history|hx)\b")
_CHANGED_BY: Final = re.compile(
    r"[(,;-] ?(?:dose )?(?:reduced|increased|decreased)(?: by)? \d{1,2} ?%(?:\)|\W*$)"
)
"""How the dose came to be: "reduced by 10%", at the end."""
_IN_A_DAY: Final = re.compile(r"(\bmax(?:imum)?(?: of)? \d{1,2})/24(?! ?h|\d)")
_DATED: Final = re.compile(
    r"(?<=[a-z;])(?<!max)(?<!every)(?<!of)(?<!to)(?<!then)(?<!and)(?<!or)(?<!take) {1,2}\(?"
    r"(?:(?:1\d|2\d|3[01])/(?:0?[1-9]|1[0-2])|(?:0?[1-9]|1[0-2])/2[0-35-9])\)?(?=[.\s]*$)"
)
"""A day and month, or a month and year, at the end: "see letter 14/10"; no dose is so many."""
_AT_CHOICE: Final = " and up to "
_PICKED: Final = re.compile(r"\bpick(?:ed|s)?[ -]up\b")
_LETTERS: Final = str.maketrans(
    {
        "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "‒": "-", "×": "x", "µ": "u", "μ": "u",
        "’": "'", "‘": "'", "`": "'", "…": "...", "[": "(", "]": ")", "{": "(", "}": ")", "\\": "/", "⁄": "/",
        "\n": " ; ", "\r": " ", "\t": " ", "|": " ; ", "•": " ; ", "'": "'", "±": _AT_CHOICE,
    }
)  # fmt: skip
_COUNT: Final = r"[0-4](?:\.5)?"
_COUNTS: Final = re.compile(
    rf"(?:take\s+)?(?P<counts>{_COUNT}(?P<mark>[-/,+]|\s){_COUNT}(?P=mark){_COUNT}(?:(?P=mark){_COUNT})?)"
    r"\s*(?P<noun>tab(?:let)?s?|cap(?:sule)?s?)?(?:\s+(?:a day|daily))?"
    r"(?P<more>(?:\s*[,;(-]?\s*(?:prn|as directed|with food|(?:with or )?after food|for pain)\)?)*)"
)
_LOOSE_MARK: Final = re.compile(r"(?<=\d)\s?([-/,+])\s?(?=\d)")
_HALVES: Final = frozenset({("1", "2"), ("1", "4"), ("3", "4")})


def _with_meals_apart(text: str) -> str:
    """Two of dinner, tea and supper in one text are two times: dinner is then at midday, supper at night."""
    found = list(_MEAL.finditer(text))
    if len({meal[1] for meal in found}) < 2 or any(_SAME_MEAL.match(text, one.end()) for one in found[:-1]):
        return text
    apart = {"dinner": "lunch", "tea": "tea", "supper": "bedtime"}
    return _MEAL.sub(lambda meal: apart[meal[1]], text)


_NOTES: Final = (
    (_SUPPLIED_BEFORE, ""),
    (_OF_THE_PERSON, " ; "),
    (_SUPPLIED_LAST, ""),
    (_SCHEDULED, " ; "),
    (_ISSUED, " ; "),
    (_OF_THE_SPINE, "spine"),
    (_OF_THE_MAKE, " ; "),
    (_AFTERWARDS, " ; "),
    (_COLLECTED, " ; "),
    (_HISTORY, " ; "),
    (_CHANGED_BY, " ; "),
    (_IN_A_DAY, r"\1 in 24 hours"),
    (_DATED, ""),
)
_MAY_HOLD_A_NOTE: Final = re.compile(
    r"[1-9]\d ?(?:tab|cap)|\b(?:age|wei|wt|bmi|e?gfr|crcl|hba|bp|score|pain \d|room|rm|ext|bed \d|sch|cd\d)"
    r"|\b(?:rx|0\d\d|111|999|[tlc]\d)|issue|script|presc|repeat|release|acting|lasts|formul|prepar"
    r"|same [saip]|not before|sday |iday |rday |nday |home|history|hx|%|\d/|\d\)"
)
"""What stands in every text that has one of these notes."""


def _without_notes(text: str) -> str:
    """Directions without numbers of the person, the supply and the record, where one may be written."""
    if _MAY_HOLD_A_NOTE.search(text):
        if _OF_A_BED.search(text) and not _LISTED_TO_BED.search(text):
            raise Unclear("A number after “bed” may be a dose at bedtime, or where somebody lies.")
        for note, instead in _NOTES:
            text = note.sub(instead, text)
    return text


_SAID_AGAIN: Final[tuple[tuple[str, Callable[[str], str]], ...]] = (
    ("dos", lambda text: _CHANGED.sub("", text)),
    ("", lambda text: _LABELLED.sub("", text)),
    ("=", lambda text: _EQUALS.sub(r"\1: ", text)),
    ("possession", lambda text: _IN_POSSESSION.sub("", text)),
    ("between", lambda text: _BETWEEN.sub(r"\1 to \2", text)),
    ("", lambda text: _GLUED.sub(r"\1 \2", text)),
    ("td", lambda text: _TRANSDERMAL.sub("", text)),
    ("tea", _with_meals_apart),
    ("supper", _with_meals_apart),
    ("(", lambda text: _PLURAL.sub("s", text)),
    (".", lambda text: _DOTTED.sub(lambda found: found[0].replace(".", "") + " ", text)),
    ("", lambda text: _SPACED.sub(lambda found: re.sub(r"[ /]", "", found[0]), text)),
    ("/r", lambda text: _AS_REQUIRED.sub("prn", text)),
    ("/", lambda text: _SPINE.sub("spine", text)),
    ("weekdays", lambda text: _NOT_AT_WEEKENDS.sub("", text)),
    (" di", lambda text: _BY_TURNS.sub("alternate days", text)),
    (" then", lambda text: _AT_FIRST.sub("", text)),
    (" followed by", lambda text: _AT_FIRST.sub("", text)),
    ("", lambda text: _SUPPLIED_FIRST.sub("", text.lstrip())),
    ("mid", lambda text: _HALVED.sub(r"\1\2", text)),
    ("+", lambda text: _OR_MORE.sub("?", text.replace("+/-", _AT_CHOICE))),
    ("at most ", lambda text: text.replace("at most ", "max ")),
    ("pick", lambda text: _PICKED.sub("pickup", text)),
    ("lower", lambda text: _LOWER.sub("lowering", text)),
    ("x", lambda text: _TIMES_RUN_ON.sub(" x ", text)),
    ("/d", lambda text: _A_DAY.sub("/day", text)),
    ("*", lambda text: _TIMES_MARK.sub(" x ", text)),
)
"""What is written in several ways, in the one that the grammar knows: with a sign that it may be there."""


def cleaned(text: str) -> str:
    """Directions in one case and alphabet, without what is no part of them. Raises Unclear if too long."""
    if len(text) > MAXIMUM_LENGTH:
        raise Unclear("The text is too long to be directions.")
    text = rightly_decoded(text).lower()
    if _LETTER_FOR_FIGURE.search(text):
        raise Unclear("A letter may stand for a figure.")
    text = text.translate(_LETTERS).strip()
    if "  " in text:
        text = _SPACES.sub(" ", text)
    if not text.isascii():
        text = "".join(_plain_letter(letter) for letter in text)
    for sign, said in _SAID_AGAIN:
        if sign in text:
            text = said(text)
    text = _without_notes(text.strip())
    if text.startswith("(") and text.endswith(")") and text.count("(") == 1:
        text = text[1:-1]
    return _with_counts_added(text.strip().rstrip("._").rstrip())


def _plain_letter(letter: str) -> str:
    if letter in FRACTION_SIGNS:
        return letter
    if letter.isdecimal() or not letter.isnumeric():
        plain = unicodedata.normalize("NFKD", letter).lower()
        plain = "".join(part for part in plain if unicodedata.category(part) not in {"Mn", "Cf"})
        if plain.isascii() or not any(part.isnumeric() for part in plain):
            return plain
    return "?"


def _with_counts_added(text: str) -> str:
    """Cleaned directions; where they are nothing but a count for each time of day, what the counts add up to.

    Numbers that only rise ("1-2-3") may be steps, "1/1/2" may be a date or hold a half, and numbers with
    nothing between them are counts only where one is nought: these stay as they are.
    """
    found = _COUNTS.fullmatch(_LOOSE_MARK.sub(r"\1", text))
    if found is None:
        return text
    mark = found["mark"]
    counts = [each.strip() for each in re.split(r"[-/,+]" if mark.strip() else r"\s", found["counts"])]
    numbers = [Fraction(each) for each in counts]
    pairs = list(pairwise(numbers))
    rises = all(one < other for one, other in pairs) and numbers[0] > 0
    halved = any(pair in _HALVES for pair in pairwise(counts)) or (len(counts) == 3 and 0 not in numbers)
    if rises or ("/" in mark and halved) or (not mark.strip() and 0 not in numbers) or not any(numbers):
        return text
    return f"{_digits(sum(numbers, Fraction(0)))} {found['noun'] or ''} daily {found['more']}"


def _digits(number: Fraction) -> str:
    """A whole number or a number and a half, in digits."""
    whole, half = divmod(number, 1)
    return f"{whole}.5" if half else f"{whole}"
