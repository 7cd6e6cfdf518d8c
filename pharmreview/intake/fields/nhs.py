"""The NHS number: ten digits, or what is wrong with them."""

import re
import unicodedata

_SCIENTIFIC = re.compile(r"[0-9.]+[eE][+]?\d+$")
_NOT_DIGITS = re.compile(r"[\s\u200b-]+")
_FORCED_TEXT = re.compile(r"=\"(.*)\"$|'(.*)$", re.DOTALL)
_POINT_NOUGHT = re.compile(r"\.0+$")
_LONGEST = 60
_REPEATED = frozenset(digit * 10 for digit in "0123456789")
NUMBER_PROBLEMS = {
    "blank": "There is no NHS number.",
    "check-digit": "The NHS number fails its check digit.",
    "length": "The NHS number does not have ten digits.",
    "damaged": "The NHS number cannot be read; a spreadsheet may have damaged it.",
}
"""What is wrong with an NHS number, in a sentence."""


def nhs_number(text: str) -> tuple[str, str | None]:
    """Ten digits and no problem, or no digits and what is wrong: blank, damaged, length or check-digit."""
    bare = text if len(text) == 10 else text.replace(" ", "")
    if not (len(bare) == 10 and bare.isdigit() and bare.isascii()):
        bare, problem = _bared(bare)
        if problem is not None:
            return "", problem
    return (bare, None) if check_digit_holds(bare) else ("", "check-digit")


def _bared(text: str) -> tuple[str, str | None]:
    if len(text) > _LONGEST:
        return "", "damaged"
    if found := _FORCED_TEXT.match(text):
        text = found[1] or found[2] or ""
    bare = _NOT_DIGITS.sub("", unicodedata.normalize("NFKC", text))
    if not bare:
        return "", "blank"
    if _SCIENTIFIC.fullmatch(bare):
        return "", "damaged"
    bare = _POINT_NOUGHT.sub("", bare)
    if not (bare.isascii() and bare.isdecimal()):
        return "", "damaged"
    return (bare, None) if len(bare) == 10 else ("", "length")


def check_digit_holds(digits: str) -> bool:
    """Modulus 11 over ten digits; a number of one digit repeated is a placeholder and never holds."""
    if digits in _REPEATED:
        return False
    # The weights add up to 55, so that taking "0" (48) from every character takes nothing from modulus 11.
    a, b, c, d, e, f, g, h, i, check = digits.encode()
    return (10 * a + 9 * b + 8 * c + 7 * d + 6 * e + 5 * f + 4 * g + 3 * h + 2 * i + check) % 11 == 0
