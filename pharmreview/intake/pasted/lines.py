"""One line of a pasted list taken apart: name, directions, quantity and date of issue, by what is written."""

import re
from dataclasses import dataclass, replace
from datetime import date

from pharmreview.domain.lines.directions import read_directions
from pharmreview.domain.lines.line import UnreadDirections
from pharmreview.intake.fields.dates import uk_date
from pharmreview.intake.fields.entries import split_entry
from pharmreview.intake.pasted.clutter import DAY, bared, may_count_issues, says_nothing, without_kind

_EDGES = " :;-–—,"
_ISSUED = re.compile(
    r"[\s,;:|([-]{0,8}\b(?:(?:date\s+)?(?:last\s+)?(?:issued?|prescribed|ordered)(?:\s+(?:date|on))?"
    rf"|issue\s+date|date\s+of\s+(?:last\s+)?issue)\s*[:=-]?\s*({DAY})\s*[)\].]?",
    re.IGNORECASE,
)
_LAST_DAY = re.compile(rf"[\s,;|(-]({DAY})[)\s.]*$")
_NO_ISSUE = re.compile(
    r"\b(?:until|till|to|from|on|by|before|after|since|review(?:ed)?|start(?:ed|s)?|stop(?:s|ped)?|end(?:s|ed)?|due|"
    r"expires?|authorised|next)(?:\s+(?:date|on))?\s*[:=-]?$",
    re.IGNORECASE,
)
_FIRST_DAY = re.compile(rf"\s*({DAY})[\s,;:|-]+(?=\S)")
_COUNTED_IN = r"(?:(?:tablet|capsule|tab|cap|patch|sachet|plaster)(?:\(?e?s\)?)?|mls?|g)(?![a-z])\.?"
_COUNTED = re.compile(
    r"[\s,;|(\[-]{0,8}\b(?:qty|quantity|supply|supplied|disp(?:ense)?)\b\s*[:=.-]?\s*"
    rf"\(?\s*(\d+(?:\.\d+)?(?:\s*x\s*\d+)?)\s*\)?(\s*{_COUNTED_IN})?\s*[)\].]?",
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
    rf"\d\s*{_WEIGHED}(?:\s*/\s*\d*\s*(?:{_WEIGHED}|hours?|hrs?|h))*(?![\w/])(?:\s+(?:MR|SR|XL|PR|m/r)\b)?"
    r"|\d\s*/\s*\d{3}(?![\w/])",
    re.IGNORECASE,
)
_STRENGTH = re.compile(
    r"\d\s*(?:mg|mcg|micrograms?|nanograms?|g\b|ml\b|%|units?\b)|\d+/\d{3}\b", re.IGNORECASE
)
_COLUMNS = re.compile(r"\t+|\s{2,}|\s*[|;]\s*")
_DASHED = re.compile(r"\s+[-–—]\s+")
_AMOUNT = re.compile(rf"(\d+(?:\.\d+)?\s*(?:x\s*\d+\s*)?{_COUNTED_IN}|\d+ x \d+)$", re.IGNORECASE)
_AMOUNT_FIRST = re.compile(rf"\s*(\d+(?:\.\d+)?\s*{_COUNTED_IN})\s*[-–—]\s+(?=\S)", re.IGNORECASE)
_AMOUNT_LAST = re.compile(rf"[\s,;](\d+(?:\.\d+)?\s*{_COUNTED_IN})$|\s*\((\d{{1,4}})\)$", re.IGNORECASE)
_FORM_ALONE = re.compile(r"(?:tablet|capsule|patch|sachet|plaster)(?:\(?e?s\)?)?|mls?", re.IGNORECASE)
_BEGINS_A_DOSE = re.compile(
    r"\s*(?:take|apply|use|one|two|three|half|\d|to be|as directed|when required|prn|inhale|dissolve|change|"
    r"put|od|bd|tds|qds|qid|tid|on|nocte|mane|om|daily|every|once|twice|at night|in the|weekly|max|"
    r"give|place|suck|swallow|chew|insert|inject|up to|i{1,3}|as (?:needed|required|before))\b",
    re.IGNORECASE,
)
_SO_MANY_ML = re.compile(
    r"(?:take\s+|give\s+)?\d+(?:\.\d+)?(?:\s*(?:-|to)\s*\d+(?:\.\d+)?)?\s*mls?(?:\s+spoonfuls?)?\s+"
    r"(?:(?:every|once|twice|three|four|times|a|day|daily|at|night|in|the|morning|evening|when|if|as|needed|required|"
    r"hours?|hourly|prn|od|bd|tds|qds|up|to|max(?:imum)?|and|for|pain|\d+(?:-\d+)?)(?:[\s,.]+|$))+",
    re.IGNORECASE,
)
"""A dose of a liquid that names nothing: no word of it can be a medicine."""
_LABELLED = re.compile(
    r"\s*(?:(?P<dose>dose|dosage|directions|instructions|sig)|drug|medication|medicine|item|product)\s*:\s*(?=\S)",
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
    plain = bared(unmarked(line))
    text, found = _dated(plain.text, alone=not plain.whose)
    if counted := _COUNTED.search(text):
        found = replace(found, quantity=" ".join(f"{counted[1]} {counted[2] or ''}".split()))
        text = f"{text[: counted.start()]}  {text[counted.end() :]}"
    text = without_kind(text).strip()
    cells = [cell.strip(" ,;|–—") for cell in _COLUMNS.split(text) if cell.strip(" ,;|–—-[]()")]
    if plain.whose:
        cells = _from_the_medicine(cells)
    elif len(cells) > 1 or found.issued_text:
        cells = [cell for cell in cells if not says_nothing(cell)]
    days = [cell for cell in cells if uk_date(cell) is not None]
    only_when = all(cell in days or cell.isdecimal() or may_count_issues(cell) for cell in cells)
    if not cells or (only_when and found.issued_text):
        return found
    if only_when and days and not plain.whose:
        return _issued(days)
    if len(cells) == 1:
        return _of_one_cell(cells[0], found)
    return _of_columns(cells, found)


def is_only_whose(line: str) -> bool:
    """Whether a line names a person by number or date of birth, and no medicine with a strength or a form."""
    plain = bared(line)
    return plain.whose and not _names_a_medicine(plain.text)


def is_only_clutter(line: str) -> bool:
    """Whether nothing of a line speaks of a medicine: how often it was issued, until when, by whom."""
    words = bared(line).text.strip(" ,;|–—-[]()\t")
    return not words or (says_nothing(words) and not _names_a_medicine(words))


def _names_a_medicine(text: str) -> bool:
    return bool(_STRENGTH.search(text) or _FORM_ENDS.search(text))


def _from_the_medicine(cells: list[str]) -> list[str]:
    """The cells from the medicine on: what stands before it is of the person."""
    first = next((at for at, cell in enumerate(cells) if _names_a_medicine(cell)), 0)
    return [cell for cell in cells[first:] if not says_nothing(cell)]


def unmarked(line: str) -> str:
    """A line without the bullet or number before it."""
    return _MARK.sub("", line, count=1)


def _dated(text: str, *, alone: bool) -> tuple[str, PastedLine]:
    """The line without its date of issue. A date inside directions stays there.

    A date that says nothing of itself is that of issue only where it stands `alone`: beside an NHS number it
    may be a date of birth, and is kept as its words.
    """
    if labelled := list(_ISSUED.finditer(text)):
        for found in reversed(labelled):
            text = f"{text[: found.start()]}  {text[found.end() :]}"
        return text, _issued([found[1] for found in labelled])
    for pattern in (_LAST_DAY, _FIRST_DAY):
        found_day = pattern.search(text) if pattern is _LAST_DAY else pattern.match(text)
        if found_day and not (pattern is _LAST_DAY and _NO_ISSUE.search(text, 0, found_day.start())):
            rest = f"{text[: found_day.start()]}  {text[found_day.end() :]}"
            said = _issued([found_day[1]])
            return rest, said if alone else replace(said, issued=None)
    return text, PastedLine()


def _issued(days: list[str]) -> PastedLine:
    """The latest of these dates, as they are written."""
    read = [(day, words) for words in days if (day := uk_date(words)) is not None]
    day, words = max(read) if read else (None, days[0])
    return PastedLine(issued=day, issued_text=words)


def _of_columns(cells: list[str], found: PastedLine) -> PastedLine:
    words: list[str] = []
    for place, cell in enumerate(cells):
        if not place:
            words.append(cell)
        elif amount := _AMOUNT_FIRST.match(cell):
            found = replace(found, quantity=found.quantity or amount[1])
            words.append(cell[amount.end() :])
        elif _AMOUNT.fullmatch(cell) or cell.isdecimal():
            found = replace(found, quantity=found.quantity or cell)  # a second number counts issues
        elif (day := uk_date(cell)) is not None:
            if not found.issued_text or (found.issued is not None and day > found.issued):
                found = replace(found, issued=day, issued_text=cell)
        elif _FORM_ALONE.fullmatch(cell) and _FORM_ENDS.search(words[0]):
            counted = f"{found.quantity} {cell}" if found.quantity.isdecimal() else found.quantity
            found = replace(found, quantity=counted)
        else:
            words.append(cell)
    counts = [cell for cell in words[1:] if may_count_issues(cell)]
    if counts and reads_as_directions(", ".join(cell for cell in words[1:] if cell not in counts)):
        words = [cell for cell in words if cell not in counts]
    return _of_words(words, found)


def _of_words(words: list[str], found: PastedLine) -> PastedLine:
    """Name and directions of cells from which dates and amounts are taken away."""
    if len(words) == 1:
        return _of_one_cell(words[0], found)
    strength_apart = not _names_a_medicine(words[0]) and _STRENGTH.search(words[1])
    form_apart = len(words) > 2 and _FORM_ALONE.fullmatch(words[1])
    if strength_apart or form_apart:
        words = [f"{words[0]} {words[1]}", *words[2:]]
    if _is_all_directions(words[0]):
        return _less_amount(replace(found, directions=", ".join(words)))
    return _less_amount(replace(found, name=words[0], directions=", ".join(words[1:])))


def _less_amount(said: PastedLine) -> PastedLine:
    """A quantity at the end of directions that can be read without it: "two qds prn 224 tablets"."""
    amount = None if said.quantity else _AMOUNT_LAST.search(said.directions)
    rest = "" if amount is None else said.directions[: amount.start()].rstrip(" ,;-–—")
    if amount is None or not reads_as_directions(rest):
        return said
    return replace(said, directions=rest, quantity=amount[1] or amount[2])


def _of_one_cell(text: str, found: PastedLine) -> PastedLine:
    if labelled := _LABELLED.match(text):
        rest = text[labelled.end() :].strip(_EDGES)
        if labelled["dose"]:
            return _less_amount(replace(found, directions=rest))
        text = rest
    text = text.strip(" ,;.") if text.endswith((",", ";")) else text
    amount = None if found.quantity else _AMOUNT_FIRST.match(text)
    rest = "" if amount is None else text[amount.end() :]
    if amount is not None and _is_all_directions(rest):
        if reads_as_directions(text) and not _read_alike(text, rest):
            return replace(found, directions=text)
        return replace(found, quantity=amount[1], directions=rest)
    if _is_all_directions(text):
        return _less_amount(replace(found, directions=text))
    if _AMOUNT.fullmatch(text) and not found.quantity:
        return replace(found, quantity=text)
    dashed = _DASHED.split(text)
    amounts = [_AMOUNT.fullmatch(each) or each.isdecimal() for each in dashed[1:]]
    if _FORM_ENDS.search(dashed[0]) and any(amounts):
        return _of_columns(dashed, found)
    before, colon, after = text.partition(": ")
    if colon and "," not in before and _names_a_medicine(before):
        return _less_amount(replace(found, name=before, directions=after.strip()))
    name, directions, quantity = _of_dashed(dashed) or split_entry(text, "")
    if not directions:
        name, directions = _at_the_end_of_the_name(name)
    return _less_amount(replace(found, name=name, directions=directions, quantity=found.quantity or quantity))


def _of_dashed(dashed: list[str]) -> tuple[str, str, str] | None:
    """The parts of "Oramorph 10mg/5ml - 5mg prn, max 6 doses": a comma behind the dash parts no name."""
    first, *rest = dashed
    directions = " - ".join(rest)
    if "," in first or not _names_a_medicine(first) or not reads_as_directions(directions):
        return None
    return first, directions, ""


def _read_alike(text: str, rest: str) -> bool:
    """Whether the amount before the rest is no part of the dose, as the 2.5 of "2.5ml - 5ml qds" is."""
    return read_directions(text) == read_directions(rest)


def _is_all_directions(text: str) -> bool:
    """Whether a line of its own is directions from its first word on, so that it names no medicine."""
    if not (_BEGINS_A_DOSE.match(text) or text.lstrip()[:1].isdigit()) or not reads_as_directions(text):
        return False
    return _STRENGTH.search(text) is None or _SO_MANY_ML.fullmatch(text) is not None


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
