"""What a screen writes beside a medicine: whose it is, how often it was issued and may be, and by whom.

None of it says what is taken, and a date of birth or of review is no date of issue.
"""

import re
from typing import NamedTuple

from pharmreview.intake.fields.nhs import nhs_number

DAY = r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{1,2}(?:st|nd|rd|th)?[ -][A-Za-z]{3,9}[ -]\d{2,4}|\d{4}-\d{2}-\d{2}"
"""A date as a screen writes it."""
_OPENS, _CLOSES = r"[\s,;|(\[-]{0,8}", r"\s*[)\]]?"
_BORN = re.compile(
    rf"{_OPENS}\b(?:d\.?o\.?b\b\.?|date of birth|born)\s*[:=-]?\s*(?:{DAY})"
    rf"(?:\s*\(\d+\s*(?:y\w*|years?)?\))?{_CLOSES}",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    rf"{_OPENS}(\bNHS(?:\s*(?:number|num|no|id)\b\.?)?\s*[:#]?\s*)?"
    rf"(?<![\d/.])(\d{{3}}[ -]?\d{{3}}[ -]?\d{{4}})(?![\d/.]){_CLOSES}",
    re.IGNORECASE,
)
_PERSONAL = re.compile(
    rf"{_OPENS}\b(?:gender|sex)\s*:?\s*(?:female|male|f|m|other)\b{_CLOSES}", re.IGNORECASE
)
_UNTIL_WHEN = re.compile(
    r"[\s,;|(\[-]{0,8}\b(?:(?:re-?)?authori[sz]ed?(?:\s+(?:on|until|by|to))?|(?:re-?)?authori[sz]ation(?:\s+date)?|"
    r"expir(?:es|y)(?:\s+(?:on|date))?|valid\s+(?:until|to)|review(?:\s+(?:due|date|by|on))*|"
    r"medication\s+review|due(?:\s+(?:date|on))?|next\s+(?:issue|review)(?:\s+(?:due|date|on))*|start(?:ed)?\s+date|started(?=\s*:)|"
    rf"(?:first|originally)\s+(?:issued|prescribed|added)(?:\s+on)?)\s*[:=-]?\s*(?:{DAY})\s*[)\]]?",
    re.IGNORECASE,
)
_HOW_OFTEN = re.compile(
    r"[\s,;|(\[-]{0,8}\b(?:issues?|iss)(?:\s+(?:no|number)\b\.?)?\s*"
    r"(?:[:.-]?\s*\d+\s*(?:of|/)\s*\d+|:\s*\d+)\s*[)\]]?"
    r"|[\s,;|(\[-]{0,8}\bissued\s+\d+\s+of\s+\d+\s*[)\]]?"
    r"|[\s,;|(\[-]{0,8}\b\d+\s*(?:of|/)\s*\d+\s+(?:issues?|remaining|left|used)\b\s*[)\]]?"
    r"|[\s,;|(\[-]{0,8}\b\d+\s+issues?\s+(?:remaining|left)\b\s*[)\]]?"
    r"|\s\d{1,3}\s+of\s+\d{1,3}(?=\s*(?:$|[|;,)\t]|\d{1,2}[-/ ]))",
    re.IGNORECASE,
)
_KIND = r"(?:(?:repeat|acute)(?:\s+(?:dispensing|medication|template|item))?|automatic|e?RD)"
_KIND_FIRST = re.compile(
    rf"\s*(?:{_KIND}\s*(?::|\s[-–—]\s|\t|\s{{2,}}|\s\|)|(?-i:RD|R|A)\s+(?=(?-i:[A-Z])[a-z]{{3}}.*\d))\s*",
    re.IGNORECASE,
)
_KIND_LAST = re.compile(rf"\s*(?:[(\[](?:[A-Za-z]|{_KIND})[)\]]|[|;,\t]\s*{_KIND})\s*$", re.IGNORECASE)
_ALONE = re.compile(
    rf"{_KIND}|[A-Za-z]|\d{{1,3}}\s*%|\d+\s+days?|\d+\s+of\s+\d+|\d+\s+/\s+\d+"
    r"|(?:Dr|Prof|Mr|Mrs|Ms|Miss|Nurse|Pharmacist)\b\.?(?:\s+[A-Za-z'’.-]+){1,3}",
    re.IGNORECASE,
)
_OF_TWO = re.compile(r"\d+\s*/\s*\d+")


class Bared(NamedTuple):
    """A line without what a screen writes beside a medicine."""

    text: str
    whose: bool
    """It names a person by number or date of birth: what else stands before that is theirs as well."""


def bared(line: str) -> Bared:
    """The line without marks of its kind, issue counts, other dates, and whose it is."""
    text = _KIND_FIRST.sub("", line, count=1) if _KIND_FIRST.match(line) else line
    for pattern in (_UNTIL_WHEN, _HOW_OFTEN):
        text = pattern.sub("  ", text)
    text = without_kind(text)
    places = [found for pattern in (_BORN, _NUMBER) for found in pattern.finditer(text) if _is_whose(found)]
    if not places:
        return Bared(text, whose=False)
    for found in sorted(places, key=re.Match.start, reverse=True):
        text = f"{text[: found.start()]}\t{text[found.end() :]}"
    return Bared(_PERSONAL.sub("\t", text), whose=True)


def without_kind(text: str) -> str:
    """A line without the mark of acute or repeat at its end."""
    return _KIND_LAST.sub("", text)


def says_nothing(cell: str) -> bool:
    """Whether a cell of its own is a screen's mark: "Repeat", "92%", "12 of 12", "17 days", "Dr A Jones"."""
    return bool(_ALONE.fullmatch(cell))


def may_count_issues(cell: str) -> bool:
    """Whether a cell of its own is "12/12": how many issues, or else half a tablet."""
    return bool(_OF_TWO.fullmatch(cell))


def _is_whose(found: re.Match[str]) -> bool:
    """A date of birth; a number that says it is an NHS number, or is a valid one."""
    if found.re is _BORN:
        return True
    return bool(found[1]) or nhs_number(found[2])[1] is None
