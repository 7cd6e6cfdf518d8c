"""How many parts a text message takes, and which characters make it dearer.

A message of nothing but the GSM 7-bit alphabet (3GPP TS 23.038, with its extension table) holds 160 septets,
or 153 in each part of several; any other character turns it into UCS-2: 70 code units, or 67 in each part.
A character that takes two places is never cut between two parts.
"""

import re

from pharmreview.domain.value import Value

_BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = "\f^{}\\[~]|€"
_WIDTHS = dict.fromkeys(_BASIC, 1) | dict.fromkeys(_EXTENDED, 2)
_PLAIN = {
    "‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "‑": "-", "−": "-",
    "…": "...", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " ", "•": "-", "×": "x", "`": "'",
    "½": "1/2", "¼": "1/4", "¾": "3/4", "→": "to", "™": "", "®": "", "\u200b": "", "\ufeff": "",
}  # fmt: skip
_MICRO = ("µ", "μ")
ONE_PLAIN, PART_PLAIN = 160, 153
ONE_WIDE, PART_WIDE = 70, 67
DEFAULT_MOST = 306


class Costly(Value):
    """A character that makes the message dearer: where it stands, and what to write in its place.

    `plain` is None where no plain letter says the same, and "" where leaving it out does.
    """

    at: int
    character: str
    plain: str | None
    why: str


class Count(Value):
    """What a message takes. `length` counts septets, or UCS-2 code units where `wide`; `room` is left."""

    length: int
    parts: int
    wide: bool
    room: int
    costly: tuple[Costly, ...] = ()


def counted(text: str) -> Count:
    """The length and the parts of a message, by the published rules."""
    wide = any(letter not in _WIDTHS for letter in text)
    widths = [_units(letter) if wide else _WIDTHS[letter] for letter in text]
    one, each = (ONE_WIDE, PART_WIDE) if wide else (ONE_PLAIN, PART_PLAIN)
    length = sum(widths)
    if length <= one:
        return Count(
            length=length, parts=int(bool(text)), wide=wide, room=one - length, costly=costly(text, wide=wide)
        )
    parts, used = 1, 0
    for width in widths:
        if used + width > each:
            parts, used = parts + 1, 0
        used += width
    return Count(length=length, parts=parts, wide=wide, room=each - used, costly=costly(text, wide=wide))


def costly(text: str, *, wide: bool | None = None) -> tuple[Costly, ...]:
    """Every character outside the plain alphabet, and in a plain message those that count twice."""
    dear = wide if wide is not None else any(letter not in _WIDTHS for letter in text)
    found = []
    for at, letter in enumerate(text):
        if letter not in _WIDTHS:
            why = "not in the plain alphabet of text messages: every part then holds 67 letters, not 153"
            found.append(Costly(at=at, character=letter, plain=_replacement(letter), why=why))
        elif not dear and _WIDTHS[letter] == 2:
            found.append(Costly(at=at, character=letter, plain=None, why="counts as two"))
    return tuple(found)


def plain(text: str) -> str:
    """The message with every replacement made: micrograms in full, straight quotes, ordinary spaces."""
    for sign in _MICRO:
        text = text.replace(f"{sign}g", " micrograms").replace(sign, "micro")
    text = "".join(_PLAIN.get(letter, letter) for letter in text)
    return re.sub(r" {2,}", " ", text)


def _replacement(letter: str) -> str | None:
    return "micro" if letter in _MICRO else _PLAIN.get(letter)


def _units(letter: str) -> int:
    """UTF-16 code units: two outside the basic plane."""
    return 2 if ord(letter) > 0xFFFF else 1
