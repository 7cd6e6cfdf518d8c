"""One line of a pasted list taken apart: name, directions, quantity and date of issue, by what is written."""

import re
from dataclasses import dataclass, replace
from datetime import date

from pharmreview.domain.lines.directions import read_directions
from pharmreview.domain.lines.line import UnreadDirections
from pharmreview.intake.fields.dates import uk_date
from pharmreview.intake.fields.entries import split_entry

_EDGES = " :;-–—,"
_DAY = (
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{1,2}(?:st|nd|rd|th)?[ -][A-Za-z]{3,9}[ -]\d{2,4}|\d{4}-\d{2}-\d{2}"
)
_ISSUED = re.compile(
    r"[\s,;:|([-]*\b(?:(?:date\s+)?(?:last\s+)?(?:issued?|prescribed|ordered)(?:\s+(?:date|on))?"
    rf"|issue\s+date|date\s+of\s+(?:last\s+)?issue)\s*[:=-]?\s*({_DAY})\s*[)\].]?",
    re.IGNORECASE,
)
_LAST_DAY = re.compile(rf"[\s,;|(-]+({_DAY})[)\s.]*$")
_NO_ISSUE = re.compile(
    r"\b(?:until|till|to|from|on|by|before|after|since|review(?:ed)?|start(?:ed|s)?|stop(?:s|ped)?|end(?:s|ed)?|due|"
    r"expires?|authorised|next)\s*[:=-]?$",
    re.IGNORECASE,
)
_FIRST_DAY = re.compile(rf"\s*({_DAY})[\s,;:|-]+(?=\S)")
_COUNTED = re.compile(
    r"[\s,;|(\[-]*\b(?:qty|quantity|supply|supplied|disp(?:ense)?)\b\s*[:=.-]?\s*"
    r"(\d+(?:\.\d+)?(?:\s*x\s*\d+)?(?:\s*(?:tablets?|tabs?|capsules?|caps?|patch(?:es)?|ml|mls|sachets?|g))?)\s*[)\].]?",
    re.IGNORECASE,
)
_MARK = re.compile(r"^\s*(?:[-*•·▪◦●–—>]+\s*|\(?\d{1,3}[.)](?=\s)\s*|[a-zA-Z][.)]\s+|\[[ x]?\]\s*)+")
_WEIGHED = r"(?:mg|mcg|micrograms?|nanograms?|g|ml|mls|%)"
_FORM_ENDS = re.compile(
    r"\b(?:tablets?|tabs?|capsules?|caps?|patch(?:es)?|plasters?|solution|suspension|liquid|sachets?|granules|"
    r"lozenges?|suppositor(?:y|ies)|injection|ampoules?|spray|cream|gel|ointment|drops|syrup|linctus|elixir)\b"
    r"(?:\s+(?:sugar[ -]free|SF|MR|SR|XL|PR|m/r)\b)*(?:\s*\([^()]*(?:\([^()]*\)[^()]*)*\))?",
    re.IGNORECASE,
)
_STRENGTH_ENDS = re.compile(
    rf"\d\s*{_WEIGHED}(?:\s*/\s*\d*\s*(?:{_WEIGHED}|hours?|hrs?|h))*(?![\w/])(?:\s+(?:MR|SR|XL|PR|m/r)\b)?",
    re.IGNORECASE,
)
_STRENGTH = re.compile(
    r"\d\s*(?:mg|mcg|micrograms?|nanograms?|g\b|ml\b|%|units?\b)|\d+/\d{3}\b", re.IGNORECASE
)
_COLUMNS = re.compile(r"\t+|\s{2,}|\s*[|;]\s*")
_DASHED = re.compile(r"\s+[-–—]\s+")
_KIND = re.compile(r"\s*[(\[][A-Za-z][)\]]\s*$")
"""The screen's mark for acute or repeat, after a line."""
_AMOUNT = re.compile(
    r"(\d+(?:\.\d+)?\s*(?:x\s*\d+\s*)?(?:tablet|tab|capsule|cap|patch|sachet|ml|g)s?(?:es)?\.?|\d+ x \d+)$",
    re.IGNORECASE,
)
_BEGINS_A_DOSE = re.compile(
    r"\s*(?:take|apply|use|one|two|three|half|\d|to be|as directed|when required|prn|inhale|dissolve|change|"
    r"put|od|bd|tds|qds|qid|tid|on|nocte|mane|om|daily|every|once|twice|at night|in the|weekly|max)\b",
    re.IGNORECASE,
)
_HOW_ALONE = frozenset(
    ("as directed", "when required", "as required", "prn", "mdu", "as needed", "as before", "use as directed")
)


@dataclass(frozen=True)
class PastedLine:
    """What a line says, in the words of the line; empty where it says nothing of the kind."""

    name: str = ""
    directions: str = ""
    quantity: str = ""
    issued: date | None = None
    issued_text: str = ""


def taken_apart(line: str) -> PastedLine:
    """The parts of a line. A line that only adds to the one above it has no name."""
    text, found = _dated(_KIND.sub("", unmarked(line)))
    if counted := _COUNTED.search(text):
        found = replace(found, quantity=" ".join(counted[1].split()))
        text = f"{text[: counted.start()]}  {text[counted.end() :]}"
    cells = [cell.strip(" ,;|–—") for cell in _COLUMNS.split(text.strip()) if cell.strip(" ,;|–—-[]()")]
    if not cells:
        return found
    if len(cells) == 1:
        return _of_one_cell(cells[0], found)
    return _of_columns(cells, found)


def unmarked(line: str) -> str:
    """A line without the bullet or number before it."""
    return _MARK.sub("", line, count=1)


def _dated(text: str) -> tuple[str, PastedLine]:
    """The line without its date of issue. A date inside directions stays there."""
    for pattern in (_ISSUED, _LAST_DAY, _FIRST_DAY):
        found = pattern.search(text) if pattern is not _FIRST_DAY else pattern.match(text)
        if found and not (pattern is _LAST_DAY and _NO_ISSUE.search(text, 0, found.start())):
            rest = f"{text[: found.start()]}  {text[found.end() :]}"
            return rest, PastedLine(issued=uk_date(found[1]), issued_text=found[1])
    return text, PastedLine()


def _of_columns(cells: list[str], found: PastedLine) -> PastedLine:
    quantity, words = found.quantity, []
    for place, cell in enumerate(cells):
        plain = bool(_AMOUNT.fullmatch(cell)) or cell.isdecimal()
        if place and plain:
            quantity = quantity or cell  # a second number counts issues
        elif place and not found.issued_text and (day := uk_date(cell)) is not None:
            found = replace(found, issued=day, issued_text=cell)
        else:
            words.append(cell)
    found = replace(found, quantity=quantity)
    if not words:
        return found
    # A letter alone before the name is the screen's mark for acute or repeat.
    if len(words) > 1 and len(words[0]) == 1:
        words = words[1:]
    if len(words) == 1:
        return _of_one_cell(words[0], found)
    if not _STRENGTH.search(words[0]) and not _FORM_ENDS.search(words[0]) and _STRENGTH.search(words[1]):
        words = [f"{words[0]} {words[1]}", *words[2:]]
    if reads_as_directions(words[0]) and not _STRENGTH.search(words[0]):
        return replace(found, directions=", ".join(words))
    return replace(found, name=words[0], directions=", ".join(words[1:]))


def _of_one_cell(text: str, found: PastedLine) -> PastedLine:
    text = text.strip(" ,;.") if text.endswith((",", ";")) else text
    if reads_as_directions(text) and not _STRENGTH.search(text):
        return replace(found, directions=text)
    if _AMOUNT.fullmatch(text) and not found.quantity:
        return replace(found, quantity=text)
    dashed = _DASHED.split(text)
    if _FORM_ENDS.search(dashed[0]) and any(_AMOUNT.fullmatch(each) for each in dashed[1:]):
        return _of_columns(dashed, found)
    before, colon, after = text.partition(": ")
    if colon and "," not in before and (_STRENGTH.search(before) or _FORM_ENDS.search(before)):
        return replace(found, name=before, directions=after.strip())
    name, directions, quantity = split_entry(text, "")
    if not directions:
        name, directions = _at_the_end_of_the_name(name)
    return replace(found, name=name, directions=directions, quantity=found.quantity or quantity)


def _at_the_end_of_the_name(text: str) -> tuple[str, str]:
    """Name and directions without a mark between them: parted behind a form, or else a strength."""
    for ends in (_FORM_ENDS, _STRENGTH_ENDS):
        for found in ends.finditer(text):
            rest = text[found.end() :].strip(_EDGES + ".")
            if rest and (_BEGINS_A_DOSE.match(rest) or reads_as_directions(rest)):
                return text[: found.end()].strip(), text[found.end() :].lstrip(_EDGES + ".").rstrip(_EDGES)
        if ends.search(text):
            break
    return text, ""


def reads_as_directions(text: str) -> bool:
    """Whether words say how much and how often, or nothing but how."""
    if not text:
        return False
    if text.casefold().strip(" .") in _HOW_ALONE:
        return True
    return not isinstance(read_directions(text), UnreadDirections)
