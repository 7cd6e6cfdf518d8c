"""Single cells read by fixed rules: UK dates, NHS numbers, names, and cells that hold several things."""

import re
import unicodedata
from datetime import date, datetime, time

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "january"),
            ("feb", "february"),
            ("mar", "march"),
            ("apr", "april"),
            ("may",),
            ("jun", "june"),
            ("jul", "july"),
            ("aug", "august"),
            ("sep", "sept", "september"),
            ("oct", "october"),
            ("nov", "november"),
            ("dec", "december"),
        ),
        start=1,
    )
    for name in names
}
_TIME = r"(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?"
_NUMERIC = re.compile(rf"(\d{{1,2}})[/.-](\d{{1,2}})[/.-](\d{{4}}){_TIME}$")
_NAMED = re.compile(rf"(\d{{1,2}})[ -]([A-Za-z]{{3,9}})[ -](\d{{4}}|\d{{2}}){_TIME}$")
_ISO = re.compile(rf"(\d{{4}})-(\d{{2}})-(\d{{2}}){_TIME}$")
_SCIENTIFIC = re.compile(r"[0-9.]+[eE][+]?\d+$")
_WEIGHTS = range(10, 1, -1)


def uk_datetime(text: str) -> datetime | None:
    """A day-first date, with a time where there is one, by a fixed list of forms; None for anything else.

    28/10/2026, 28-10-2026, 28-Oct-2026, 28-Oct-26, 28 Oct 2026, 2026-10-28. Two digits of a year are of
    this century.
    """
    text = " ".join(text.split())
    if found := _ISO.fullmatch(text):
        year, month, day = (int(found[i]) for i in (1, 2, 3))
    elif found := _NUMERIC.fullmatch(text):
        day, month, year = (int(found[i]) for i in (1, 2, 3))
    elif found := _NAMED.fullmatch(text):
        day, month, year = int(found[1]), _MONTHS.get(found[2].casefold(), 0), int(found[3])
        year += 2000 if year < 100 else 0
    else:
        return None
    try:
        return datetime.combine(
            date(year, month, day), time(int(found[4] or 0), int(found[5] or 0), int(found[6] or 0))
        )
    except ValueError:
        return None


def uk_date(text: str) -> date | None:
    """The date of `uk_datetime`."""
    moment = uk_datetime(text)
    return moment.date() if moment is not None else None


def birth_date(text: str, today: date | None) -> date | None:
    """A date of birth. Two digits of a year are read only where one century is in the future."""
    born = uk_date(text)
    if born is None or re.search(r"\d{4}", text):
        return born
    if today is None or born <= today:
        return None
    return born.replace(year=born.year - 100) if (born.month, born.day) != (2, 29) else None


def nhs_number(text: str) -> tuple[str, str | None]:
    """Ten digits and no problem, or no digits and what is wrong: blank, damaged, length or check-digit."""
    bare = re.sub(r"[\s\u200b-]+", "", unicodedata.normalize("NFKC", text))
    if not bare:
        return "", "blank"
    if _SCIENTIFIC.fullmatch(bare):
        return "", "damaged"
    bare = re.sub(r"\.0+$", "", bare)
    if not (bare.isascii() and bare.isdecimal()):
        return "", "damaged"
    if len(bare) != 10:
        return "", "length"
    return (bare, None) if check_digit_holds(bare) else ("", "check-digit")


def check_digit_holds(digits: str) -> bool:
    """Modulus 11 over ten digits; a number of one digit repeated is a placeholder and never holds."""
    if len(set(digits)) == 1:
        return False
    total = sum(int(d) * w for d, w in zip(digits[:9], _WEIGHTS, strict=True))
    check = (11 - total % 11) % 11
    return check != 10 and check == int(digits[9])


_TITLES = frozenset(
    {"mr", "mrs", "ms", "miss", "mx", "master", "dr", "prof", "rev", "sir", "lady", "dame", "lord"}
)
_PARTICLES = frozenset(
    {"van", "der", "den", "ter", "de", "da", "do", "dos", "du", "di", "del", "della", "la", "le", "von", "zu",
     "el", "al", "bin", "bint", "ibn", "st", "st.", "san", "ap", "mac", "o"}
)  # fmt: skip


def person_name(full: str) -> tuple[str, str, str]:
    """Title, family name and given name of a full name: "SMITH, Ann (Mrs)" or "Mrs Ann van der Smith"."""
    text = " ".join(full.split())
    title = ""
    if (found := re.search(r"\s*\(([^()]*)\)$", text)) and found[1].strip(". ").casefold() in _TITLES:
        title, text = found[1].strip(), text[: found.start()]
    if "," in text:
        family, given = (part.strip() for part in text.split(",", 1))
        return _titled(title, family, given)
    words = text.split()
    if words and words[0].strip(".").casefold() in _TITLES:
        title, words = words[0], words[1:]
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold() in _PARTICLES:
        start -= 1
    if len(words) < 2:
        return title, " ".join(words), ""
    return title, " ".join(words[start:]), " ".join(words[:start])


def _titled(title: str, family: str, given: str) -> tuple[str, str, str]:
    words = given.split()
    if not title and words and words[0].strip(".").casefold() in _TITLES:
        return words[0], family, " ".join(words[1:])
    return title, family, given


_PARTING_COMMA = re.compile(r",(?=\s)|(?<=[A-Za-z).]),(?=\S)")
_PARTING_DASH = re.compile(r"\s[-–—]\s")
_OFTEN = re.compile(
    r"\b(daily|night|nocte|mane|morning|evening|bedtime|bd|od|om|tds|qds|tid|qid|prn|weekly|hourly|hours?|times|"
    r"once|twice|day|week|each|every|directed|required|needed)\b",
    re.IGNORECASE,
)
_LONGEST_QUANTITY = 60
_QUANTITY = re.compile(
    r"(?:(?<=,)|^)\s*(\d+(?:[.,]\d+)*\s*(?:x\s*\d+(?:\.\d+)?\s*)?[a-z]+(?:[ /][a-z()]+)?)\s*\.?$",
    re.IGNORECASE,
)
_DIRECTING = re.compile(
    r"\b(at|a|an|the|in|per|day|daily|night|nocte|mane|morning|evening|bedtime|bd|od|om|on|tds|qds|tid|qid|prn|"
    r"weekly|week|hourly|hours?|hrs?|times?|once|twice|stat|each|every|max|maximum|mg|mcg|micrograms?)\b",
    re.IGNORECASE,
)


def split_entry(cell: str, directions: str) -> tuple[str, str, str]:
    """Name, directions and quantity of a cell such as "Zomorph 10mg capsules, ONE TWICE A DAY, 56 capsule".

    `directions` are those of a column of their own, "" where there is none. Where the two disagree, both
    are kept side by side, so that a reader sees that they do.
    """
    text = " ".join(cell.split())
    told = " ".join(directions.split())
    if told and (found := _place_of(told, text)):
        return text[: found.start()].rstrip(" ,"), told, text[found.end() :].strip(" ,")
    body, quantity = _cut_quantity(text)
    name, rest = _first_comma(body)
    if not rest and not told:
        name, rest = _first_dash(body)
    rest = rest.strip(" ,")
    if not told or told.casefold() in rest.casefold():
        return name, rest or told, quantity
    if not rest or rest.casefold() in told.casefold():
        return name, told, quantity
    return name, f"{told} / {rest}", quantity


def _place_of(directions: str, text: str) -> re.Match[str] | None:
    words = r"\s+".join(re.escape(word) for word in directions.rstrip(" .").split(" "))
    return re.search(rf"(?<=,)\s*{words}\.?\s*(?=,|$)", text, re.IGNORECASE)


def _cut_quantity(text: str) -> tuple[str, str]:
    found = _QUANTITY.search(text, max(0, len(text) - _LONGEST_QUANTITY))
    if not found or found.start() == 0 or _DIRECTING.search(found[1]):
        return text, ""
    return text[: found.start()].rstrip(" ,"), found[1]


def _first_comma(text: str) -> tuple[str, str]:
    """What stands before and after the first comma outside brackets; a bracket never closed is no bracket."""
    opened = counted = 0
    first: int | None = None
    for found in _PARTING_COMMA.finditer(text):
        at = found.start()
        opened += text.count("(", counted, at) - text.count(")", counted, at)
        counted = at
        if opened <= 0:
            return text[:at], text[at + 1 :]
        first = at if first is None else first
    if first is None or text.count("(") <= text.count(")"):
        return text, ""
    return text[:first], text[first + 1 :]


def _first_dash(text: str) -> tuple[str, str]:
    """What stands before and after the first dash between spaces, where how often stands after it."""
    found = _PARTING_DASH.search(text)
    if found is None or not _OFTEN.search(text, found.end()):
        return text, ""
    return text[: found.start()], text[found.end() :]
