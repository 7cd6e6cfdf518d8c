"""A medicine whose strength and form stand in columns of their own: its whole name, as one would write it."""

import re

_WEIGHT = r"(?:mg|milligrams?|mcg|microg|micrograms?|ug|μg|nanograms?|ng|g|grams?|%)"
_PER = r"(?:\s*(?:/|per)\s*(?:\d+(?:\.\d+)?\s*)?(?:ml|mls|millilitres?|hours?|hrs?|h))?"
_MEASURE = _WEIGHT + _PER
_UNIT = re.compile(_MEASURE, re.IGNORECASE)
_TITLE_ENDS = re.compile(rf"[(\[] ?(?:in )?({_MEASURE}) ?[)\]]$|(?<=[ ,-])({_MEASURE})$")
_LONGEST_END = 40
_NUMBER = r"(?:[1-9]\d{0,2}(?:,\d{3})+|\d+(?:\.\d+)?)"
_BARE = re.compile(rf"{_NUMBER}(?:\s*/\s*{_NUMBER})*")
_NO_PART = re.compile(r"(\d+)\.0+(?!\d)")
_AMOUNT = re.compile(rf"{_NUMBER}(?:\s*(?:-|–|to)\s*{_NUMBER})?")
_COUNTS_SOMETHING = re.compile(
    r"\d\s*(?:mg|mcg|microg|ug|μg|ng|g|ml|%|x)|tab|cap|patch|sachet|spoon|drop|puff|dose|unit|lozenge|supposit|times",
    re.IGNORECASE,
)


def parted_title(title: str) -> tuple[str, str]:
    """A plain heading without the unit it ends in, and that unit: "strength (mg)" is ("strength", "mg")."""
    found = _TITLE_ENDS.search(title, max(1, len(title) - _LONGEST_END))
    if found is None:
        return title, ""
    return title[: found.start()].rstrip(" ,-").removesuffix(" in"), found[1] or found[2]


def strength_in(cell: str, unit: str) -> str:
    """A strength with its unit: a bare number takes that of its column, one for each part of "30/500".

    What states a unit of its own keeps it; what no unit is known for stays a bare number, to be asked.
    """
    if not _BARE.fullmatch(cell):
        return cell
    number = _NO_PART.sub(r"\1", cell)
    if not _UNIT.fullmatch(unit):
        return f"{number} {unit}".strip()
    return "/".join(f"{part.strip()}{unit}" for part in number.split("/"))


def dose_in(cell: str, unit: str) -> str:
    """A dose under a heading that states its unit: "30 bd" under "Dose (mg)" is "30mg bd"."""
    if not unit or _COUNTS_SOMETHING.search(cell):
        return cell
    return _AMOUNT.sub(lambda found: _NO_PART.sub(r"\1", found[0]) + unit, cell, count=1)


def whole_name(name: str, strength: str, form: str) -> str:
    """Name, strength and form as one name; what the name itself says is not said again."""
    if strength and not re.search(rf"(?<![\d.,]){_spelt(strength)}(?![.,]?\d)", name.casefold()):
        name = f"{name} {strength}"
    if form and not re.search(rf"\b{_spelt(form).rstrip('s')}", name.casefold()):
        name = f"{name} {form}"
    return name.strip()


def _spelt(words: str) -> str:
    """A pattern for words, whatever spaces and hyphens stand in them."""
    return r"[\s-]*".join(re.escape(letter) for letter in words.casefold() if letter not in " -")
