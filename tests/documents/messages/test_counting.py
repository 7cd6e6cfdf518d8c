"""Parts of a text message, against a counter made by other means and the published examples."""

import random
import re

import pytest

from pharmreview.documents.messages.counting import counted, plain

# The default alphabet and its extension table as 3GPP TS 23.038 numbers them, by code point.
_ALPHABET = [
    0x40, 0xA3, 0x24, 0xA5, 0xE8, 0xE9, 0xF9, 0xEC, 0xF2, 0xC7, 0x0A, 0xD8, 0xF8, 0x0D, 0xC5, 0xE5,
    0x394, 0x5F, 0x3A6, 0x393, 0x39B, 0x3A9, 0x3A0, 0x3A8, 0x3A3, 0x398, 0x39E, None, 0xC6, 0xE6, 0xDF, 0xC9,
    *range(0x20, 0x24), 0xA4, *range(0x25, 0x40),
    0xA1, *range(0x41, 0x5B), 0xC4, 0xD6, 0xD1, 0xDC, 0xA7,
    0xBF, *range(0x61, 0x7B), 0xE4, 0xF6, 0xF1, 0xFC, 0xE0,
]  # fmt: skip
_TABLE = {chr(point): [septet] for septet, point in enumerate(_ALPHABET) if point is not None}
_ESCAPES = {"\f": 10, "^": 20, "{": 40, "}": 41, "\\": 47, "[": 60, "~": 61, "]": 62, "|": 64, "€": 101}
_TABLE |= {sign: [27, septet] for sign, septet in _ESCAPES.items()}


def sent(text: str) -> tuple[int, int, bool]:
    """Length, parts and whether it is wide, from the septets or octets sent, cut by a pattern."""
    if all(sign in _TABLE for sign in text):
        septets = "".join(chr(0x100 + s) for sign in text for s in _TABLE[sign])
        if len(septets) <= 160:
            return len(septets), int(bool(text)), False
        cuts = re.findall(r"(?s).{1,153}(?<!\u011b)", septets)
        assert "".join(cuts) == septets
        return len(septets), len(cuts), False
    octets = text.encode("utf-16-be")
    units = "".join(chr(0x20000 + int.from_bytes(octets[i : i + 2])) for i in range(0, len(octets), 2))
    if len(units) <= 70:
        return len(units), 1, True
    cuts = re.findall(r"(?s).{1,67}(?<![\U0002d800-\U0002dbff])", units)
    assert "".join(cuts) == units
    return len(units), len(cuts), True


def test_that_ten_thousand_messages_count_as_they_would_be_sent() -> None:
    assert len(_ALPHABET) == 128
    luck = random.Random(16)
    plain_signs = list(_TABLE)
    for number in range(10_000):
        signs = plain_signs if number % 2 else [*plain_signs, "’", "µ", "ż", "ع", "😀", "\u00a0"]
        if number % 3 == 0:
            signs = [*"abc ", *luck.sample(signs, 3)]
        text = "".join(luck.choices(signs, k=luck.choice([0, 1, 69, 70, 71, 135, 159, 160, 161, 306, 400])))
        count = counted(text)
        assert (count.length, count.parts, count.wide) == sent(text), text


@pytest.mark.parametrize(
    ("text", "length", "parts", "wide"),
    [
        ("", 0, 0, False),
        ("a" * 160, 160, 1, False),
        ("a" * 161, 161, 2, False),
        ("a" * 306, 306, 2, False),
        ("a" * 307, 307, 3, False),
        ("€" * 80, 160, 1, False),
        ("a" * 152 + "€" * 2 + "a" * 150, 306, 3, False),
        ("’" + "a" * 69, 70, 1, True),
        ("’" + "a" * 70, 71, 2, True),
        ("😀" * 35, 70, 1, True),
        ("😀" * 67, 134, 3, True),
    ],
)
def test_that_the_edges_of_a_part_are_where_the_rules_put_them(
    text: str, length: int, parts: int, wide: bool
) -> None:
    count = counted(text)
    assert (count.length, count.parts, count.wide) == (length, parts, wide)


def test_that_the_character_that_makes_a_message_dear_is_named_with_its_plain_one() -> None:
    count = counted("It’s 25 µg")
    assert [(c.at, c.character, c.plain) for c in count.costly] == [(2, "’", "'"), (8, "µ", "micro")]
    assert plain("It’s 25 µg – “now”…") == 'It\'s 25 micrograms - "now"...'
    assert not counted(plain("It’s 25 µg – “now”…")).wide


def test_that_a_sign_that_counts_twice_is_named_only_in_a_plain_message() -> None:
    assert [c.character for c in counted("[x] €5").costly] == ["[", "]", "€"]
    assert [c.character for c in counted("[x] ż").costly] == ["ż"]
