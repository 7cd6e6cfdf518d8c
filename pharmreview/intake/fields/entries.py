"""A cell that holds a medicine, its directions and its quantity, taken apart."""

import re
from collections.abc import Sequence

_PARTING_COMMA = re.compile(r",(?=\s)|(?<=[A-Za-z).]),(?=\S)")
_PARTING_DASH = re.compile(r"\s[-–—]\s")
_OFTEN = re.compile(
    r"\b(daily|night|nocte|mane|morning|evening|bedtime|bd|od|om|tds|qds|tid|qid|prn|weekly|hourly|hours?|times|"
    r"once|twice|day|week|each|every|directed|required|needed)\b",
    re.IGNORECASE,
)
_LONGEST_QUANTITY = 60
_LONGEST_PLAIN = 50
_NOT_PLAIN = "\0"
_MOST_KEPT = 100_000
_QUANTITY = re.compile(
    r"(?:(?<=,)|^)\s*(\d+(?:[.,]\d+)*\s*(?:x\s*\d+(?:\.\d+)?\s*)?[a-z]+(?:[ /][a-z()]+)?)\s*\.?$",
    re.IGNORECASE,
)
_WEIGHT = re.compile(r"\d\s*(?:mg|mcg|micrograms?|nanograms?|g|%)(?![a-z])", re.IGNORECASE)
_STRENGTH = re.compile(
    _WEIGHT.pattern + r".*\b(?:tab|cap|patch|sol|susp|liquid|oral|elixir|inj|sachet|drops)", re.IGNORECASE
)
TOTAL = re.compile(
    r"(?:grand |sub[- ]?)?(?:total|count|number of \w+|patient count|end of (?:report|list|search))(?: \w+)?"
    r"\s*[:=-]?\s*[\d,]*\.?",
    re.IGNORECASE,
)
CLOSING = re.compile(
    r"(grand )?(total|count|number of|patient count|end of|report|printed|exported|page \d)\b", re.IGNORECASE
)
"""What the first words of a row below a list may be."""
_NHS_DIGITS = 10
_DIRECTING = re.compile(
    r"\b(at|a|an|the|in|per|day|daily|night|nocte|mane|morning|evening|bedtime|bd|od|om|on|tds|qds|tid|qid|prn|"
    r"weekly|week|hourly|hours?|hrs?|times?|once|twice|stat|each|every|max|maximum|mg|mcg|micrograms?)\b",
    re.IGNORECASE,
)


def split_entry(cell: str, directions: str) -> tuple[str, str, str]:
    """Name, directions and quantity of a cell such as "Zomorph 10mg capsules, ONE TWICE A DAY, 56 capsule".

    `directions` are those of a column of their own, "" where there is none. Where the two disagree, both
    are kept side by side, so that a reader sees that they do. A cell that holds two medicines, each on a
    line, is no name of either: all of it is the name.
    """
    lines, told = _lines_of(cell), " ".join(directions.split())
    if _holds_two(lines):
        return " ".join(lines), told, ""
    text = (", " if _parted_by_lines(lines) else " ").join(lines)
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


def names_a_strength(text: str) -> bool:
    """Whether a text reads as the name of a medicine: a strength with a form after it."""
    return bool(_STRENGTH.search(text))


def _lines_of(cell: str) -> list[str]:
    lines = [line for line in (" ".join(line.split()) for line in cell.splitlines()) if line]
    return [line.strip(" ,") for line in lines] if len(lines) > 1 else lines


def _holds_two(lines: Sequence[str]) -> bool:
    """Whether a strength with its form stands again below a line that has a strength: another medicine."""
    return any(_STRENGTH.search(line) for line in lines[1:]) and bool(_WEIGHT.search(lines[0]))


def _parted_by_lines(lines: Sequence[str]) -> bool:
    """Whether name, directions and perhaps a quantity stand each on a line of its own."""
    if (
        not 2 <= len(lines) <= 3
        or "," in lines[0]
        or _OFTEN.search(lines[0])
        or _PARTING_DASH.search(lines[0])
    ):
        return False
    return bool(_WEIGHT.search(lines[0])) and (len(lines) == 2 or bool(_QUANTITY.match(lines[2])))


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


class Texts(dict[str, str]):
    """Each text once, with single spaces; the same words are the same object."""

    def __missing__(self, raw: str) -> str:
        if len(self) > _MOST_KEPT:
            self.clear()
        plain = " ".join(raw.split())
        kept = self[raw] = self.setdefault(plain, plain)
        return kept


class Entries:
    """`split_entry` for many cells: what is alike in them is worked out once.

    A cell in the plain shape (a name without a comma, then the rest) is cut at its first comma; any other
    goes through `split_entry`. Both give the same answer: a law in the tests.
    """

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self.names = _PlainNames()
        """A name as written to the name, empty where it is not plainly one."""
        self.rests = _PlainRests(texts)
        """What follows a plain name to its directions and quantity; none of both where it is not plain."""
        self._odd: dict[tuple[str, str], tuple[str, str, str]] = {}

    def split(self, cell: str, told: str) -> tuple[str, str, str]:
        """Name, directions and quantity, with single spaces."""
        name, _, rest = cell.partition(", ")
        directions, quantity = self.rests[rest]
        if directions and (plain := self.names[name]) and (not told or told == directions):
            return plain, directions, quantity
        return self.oddly(cell, told)

    def oddly(self, cell: str, told: str) -> tuple[str, str, str]:
        """The same for a cell that is not in the plain shape."""
        kept = self._odd.get((cell, told))
        if kept is None:
            if len(self._odd) > _MOST_KEPT:
                self._odd.clear()
            name, directions, quantity = split_entry(cell, told)
            texts = self._texts
            kept = self._odd[cell, told] = (texts[name], texts[directions], texts[quantity])
        return kept


class _PlainNames(dict[str, str]):
    def __missing__(self, raw: str) -> str:
        if len(self) > _MOST_KEPT:
            self.clear()
        plain = (
            bool(raw) and raw == " ".join(raw.split()) and "," not in raw and raw.count("(") == raw.count(")")
        )
        kept = self[raw] = raw if plain else ""
        return kept


class _PlainRests(dict[str, tuple[str, str]]):
    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._quantities: dict[str, str] = {}

    def __missing__(self, raw: str) -> tuple[str, str]:
        if len(self) > _MOST_KEPT:
            self.clear()
        kept = self[raw] = self._parted(raw)
        return kept

    def _parted(self, raw: str) -> tuple[str, str]:
        """Directions and quantity, where the quantity stands alone after the last comma or there is none."""
        if len(raw.splitlines()) > 1:
            return "", ""
        first, _, last = raw.rpartition(", ")
        quantity = self._quantities.get(last)
        if quantity is None:
            quantity = self._quantities[last] = _plain_quantity(last)
        if quantity == _NOT_PLAIN:
            return "", ""
        return self._texts[first if quantity else raw].strip(" ,"), quantity


def _plain_quantity(last: str) -> str:
    """The quantity that the last part is, empty where it is none."""
    if "," in last or last != " ".join(last.split()) or len(last) > _LONGEST_PLAIN:
        return _NOT_PLAIN
    quantity = _cut_quantity(f"x, {last}")[1]
    return _NOT_PLAIN if quantity and quantity != last else quantity


def is_total(filled: Sequence[str]) -> bool:
    """Whether what a row holds is a total and its figures, none of them an NHS number."""
    figures = all(text.isdecimal() and len(text) < _NHS_DIGITS for text in filled[1:])
    return figures and bool(TOTAL.fullmatch(filled[0]) or (filled[1:] and CLOSING.match(filled[0])))
