"""Numbers folded together: words, fractions, halves and ranges become one NUM token with a low and a high."""

from fractions import Fraction
from typing import Final

from pharmreview.domain.lines.sentences.spelling import entry_for
from pharmreview.domain.lines.sentences.tokens import Token, Unclear

_JOINS: Final = frozenset({"DASH", "TO", "OR"})
_FRACTIONS: Final = {("1", "2"), ("1", "4"), ("3", "4")}
_PARTS_OF_A_SPELL: Final = {7: "days", 52: "weeks", 12: "months"}
_BEFORE_NOCTE: Final = frozenset({"AND", "SLASH", "SOFT", "DASH", "UNIT", "NUM", "RIGHT"})
_PLAIN: Final = frozenset({"NUM", "N24"})
_GOES_ON: Final = _JOINS | _PLAIN | {"SLASH", "FRAC", "QUARTERS", "AND", "LEFT"}
"""What may make more of the number before it."""
_IN_A_ROW: Final = "Three numbers stand in a row, so the dose is not clear."
_HOURS: Final = frozenset({"HOUR", "HOURLY"})


class _Numbers:
    """A reader of the numbers in one list of tokens."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens

    def kind(self, at: int) -> str:
        return self.tokens[at].kind if 0 <= at < len(self.tokens) else ""

    def is_plain(self, at: int) -> bool:
        return self.kind(at) in _PLAIN

    def single(self, at: int) -> tuple[Fraction, int] | None:
        """One number that starts at this token, and where it ends."""
        kind = self.kind(at)
        if kind == "FRAC":
            return self.fraction(at)
        if kind == "TENS":
            return self.tens(at)
        if self.is_plain(at):
            return self.slashed(at) or self.mixed(at)
        return None

    def tens(self, at: int) -> tuple[Fraction, int]:
        tens = self.tokens[at].low
        unit = at + 2 if self.kind(at + 1) == "DASH" else at + 1
        word = self.is_plain(unit) and self.tokens[unit].text.isalpha() and self.tokens[unit].low < 10
        return (tens + self.tokens[unit].low, unit + 1) if word else (tens, at + 1)

    def fraction(self, at: int) -> tuple[Fraction, int]:
        """A half or a quarter, alone or of one thing; of more than one it is not clear."""
        share, following = self.tokens[at].low, at + 1
        if self.kind(following) == "DASH" and self.kind(following + 1) == "UNIT":
            return share, following + 1
        of = self.kind(following) == "OF"
        following += of
        if self.kind(following) in {"ART", "THE"}:
            return share, following + 1
        if of and self.is_plain(following) and self.tokens[following].low == 1:
            return share, following + 1
        if not of and self.says_how_often(following):
            return share, following
        if self.is_plain(following) or self.kind(following) in {"TENS", "FRAC", "DOUBTFUL"}:
            raise Unclear("A fraction is followed by another number, so the dose is not clear.")
        return share, following

    def says_how_often(self, at: int) -> bool:
        """The "4 times" of "half 4 times a day", the "6-8 hourly" of "½ 6-8 hourly"."""
        if not self.is_plain(at):
            return False
        end = at + 1
        if self.kind(end) in _JOINS and self.is_plain(end + 1):
            end += 2
        return self.kind(end) in {"TIMES", "HOURLY"} or (
            self.kind(end) == "DASH" and self.kind(end + 1) == "HOURLY"
        )

    def mixed(self, at: int) -> tuple[Fraction, int]:
        """A whole number, with a half or a quarter after it where one is joined on."""
        token = self.tokens[at]
        whole, following = token.low, at + 1
        if self.kind(following) == "QUARTERS":
            of_one = self.kind(following + 1) == "OF" and self.kind(following + 2) == "NUM"
            one = of_one and self.tokens[following + 2].low == 1
            return whole / 4, following + (3 if one else 1)
        if self.kind(following) == "FRAC":
            if not self.tokens[following].text.isalpha():
                return whole + self.tokens[following].low, following + 1
            if token.text != "one" or self.kind(following + 1) == "DASH":
                raise Unclear("A number is followed by a fraction, so the dose is not clear.")
            return self.fraction(following)
        joined = following + (self.kind(following) == "DASH")
        if self.kind(joined) == "AND":
            part = self.joined_fraction(joined + 1)
            if part is not None:
                return whole + part[0], part[1]
        written = self.written_fraction(following)
        if written is not None and whole.denominator == 1:
            return whole + written, following + 3
        return whole, following

    def joined_fraction(self, at: int) -> tuple[Fraction, int] | None:
        """The half of "one and a half": two and a half tablets, 1 and 1/2."""
        at += self.kind(at) == "DASH"
        at += self.kind(at) == "ART" or (self.is_plain(at) and self.tokens[at].text == "one")
        at += self.kind(at) == "DASH"
        if self.kind(at) == "FRAC":
            return self.fraction(at)
        written = self.written_fraction(at)
        return None if written is None else (written, at + 3)

    def written_fraction(self, at: int) -> Fraction | None:
        """1/2, 1/4 or 3/4 as three glued tokens."""
        if not (self.is_plain(at) and self.kind(at + 1) == "SLASH" and self.is_plain(at + 2)):
            return None
        if not self.tokens[at + 2].glued:
            return None
        above, below = self.tokens[at].low, self.tokens[at + 2].low
        return above / below if (str(above), str(below)) in _FRACTIONS else None

    def slashed(self, at: int) -> tuple[Fraction, int] | None:
        """A fraction that stands alone: a half only where the words after it say so."""
        if not (self.kind(at + 1) == "SLASH" and self.is_plain(at + 2)):
            return None
        if self.tokens[at].text.isalpha() and self.tokens[at + 2].text.isalpha():
            return None
        if self.kind(at + 2) == "N24" or self.kind(at + 3) in _HOURS | {"TIMES", "MASS"}:
            return None
        written = self.written_fraction(at)
        if written is not None and self.says_fraction(at + 3):
            end = at + 3 + (self.kind(at + 3) == "OF")
            return written, end + (self.kind(end) in {"ART", "THE"})
        raise Unclear(
            f"{self.tokens[at].text}/{self.tokens[at + 2].text} could be a fraction or one of two numbers."
        )

    def says_fraction(self, at: int) -> bool:
        if self.kind(at) == "UNIT":
            return not self.tokens[at].text.endswith("s")
        if self.kind(at) in {"ART", "OF"}:
            return True
        return self.kind(at) in _JOINS and self.is_plain(at + 1) and self.kind(at + 2) != "SLASH"

    def range(self, at: int) -> tuple[Fraction, Fraction, int] | None:
        """A number or a range of numbers that starts at this token."""
        first = self.single(at)
        if first is None:
            return None
        low, following = first
        if self.kind(following) == "SLASH" and self.kind(following + 1) == "N24":
            return low, low, following
        if self.kind(following) == "SLASH" and self.is_plain(following + 1):
            in_words = self.tokens[at].text.isalpha() and self.tokens[following + 1].text.isalpha()
            rises = low < self.tokens[following + 1].low
            if in_words and rises and self.kind(following + 2) in _JOINS and self.single(following + 3):
                raise Unclear(_IN_A_ROW)
            if in_words and rises:
                return low, self.tokens[following + 1].low, following + 2
            if self.kind(following + 2) in _HOURS | {"TIMES"} and 1 < low < self.tokens[following + 1].low:
                return low, self.tokens[following + 1].low, following + 2
            return low, low, following
        if self.kind(following) not in _JOINS:
            return low, low, following
        second = self.single(following + 1)
        if second is None:
            return low, low, following
        self.refuse_doubtful_range(at, following, second)
        return low, second[0], second[1]

    def refuse_doubtful_range(self, at: int, join: int, second: tuple[Fraction, int]) -> None:
        high, following = second
        first = self.single(at)
        assert first is not None  # noqa: S101 - the caller has read it
        halves = {self.tokens[at].text, self.tokens[join + 1].text} & {"half", "quarter"}
        if self.kind(join) == "DASH" and halves:
            raise Unclear("A half and a number joined by a dash could be a range or two separate things.")
        if first[0] >= high:
            raise Unclear("Two numbers joined as a range do not rise, so the dose is not clear.")
        if self.kind(following) in _JOINS and self.single(following + 1) is not None:
            raise Unclear(_IN_A_ROW)


def with_numbers_folded(tokens: list[Token]) -> list[Token]:
    """Fold every number and range into one NUM token. Raises Unclear where one could be read two ways."""
    reader = _Numbers(tokens)
    folded: list[Token] = []
    at = 0
    while at < len(tokens):
        kind = tokens[at].kind
        if kind not in {"NUM", "N24", "FRAC", "TENS"}:
            folded.append(tokens[at])
            at += 1
            continue
        if kind in _PLAIN and reader.kind(at + 1) not in _GOES_ON and tokens[at].text[0] != ".":
            folded.append(tokens[at])
            at += 1
            continue
        end = _set_aside(reader, at, folded)
        if end is not None:
            at = end
            continue
        if folded and folded[-1].kind == "NUM" and tokens[at].text.startswith("."):
            raise Unclear("A decimal point stands apart from its number.")
        found = reader.range(at)
        if found is None:
            raise Unclear("A number cannot be read.")
        low, high, end = found
        day = (low is high or low == high) and low == 24
        end = _after_saying_again(reader, end, low, high)
        folded.append(Token("N24" if day else "NUM", tokens[at].text, None, low, high, tokens[at].glued))
        at = end
    return folded


def _after_saying_again(reader: _Numbers, at: int, low: Fraction, high: Fraction) -> int:
    """Where the bracket of "2 (two) tablets" or "1-2 (one to two) tablets" ends; `at` where there is none."""
    if reader.kind(at) != "LEFT" or reader.kind(at + 1) not in {"NUM", "N24", "FRAC", "TENS"}:
        return at
    again = reader.range(at + 1)
    said = again is not None and again[:2] == (low, high) and reader.kind(again[2]) == "RIGHT"
    return again[2] + 1 if again is not None and said else at


def _spell(reader: _Numbers, at: int, before: list[Token]) -> list[Token]:
    """5/7 as it stands for how long; after "every" it is how often: every 7/7, every 2/52."""
    if not before or before[-1].kind != "EVERY":
        return [Token("SPELL", "spell")]
    word = _PARTS_OF_A_SPELL[int(reader.tokens[at + 2].low)]
    kind, value = entry_for(word)
    return [reader.tokens[at]._replace(kind="NUM"), Token(kind, word, value)]


def _set_aside(reader: _Numbers, at: int, folded: list[Token]) -> int | None:
    """Set aside what only looks like a dose: 5/7 (days), 30/500 (a strength), 12/3 after "from" (a date)."""
    if not (reader.is_plain(at) and reader.kind(at + 1) == "SLASH" and reader.is_plain(at + 2)):
        return None
    above, below = reader.tokens[at].low, reader.tokens[at + 2].low
    dated = bool(folded) and (folded[-1].kind in {"FROM", "ON"} or folded[-1].text in {"until", "till"})
    if dated and folded[-1].kind == "ON":
        beside = len(folded) > 1 and folded[-2].kind in _BEFORE_NOCTE
        if beside or reader.written_fraction(at) is not None:
            raise Unclear("What follows 'on' could be a dose, a length of time or a date.")
    if (
        dated
        and above <= 31
        and below <= 12
        and reader.kind(at + 3) not in _HOURS | {"UNIT", "ART", "OF", "MASS"}
    ):
        folded.append(Token("DATE", "date"))
    elif below in _PARTS_OF_A_SPELL and above >= 1:
        folded.extend(_spell(reader, at, folded))
    elif below >= 100:
        folded.append(Token("STRENGTH", "strength"))
        while reader.kind(at + 3) == "SLASH" and reader.is_plain(at + 4):
            at += 2
        return at + 3 + (reader.kind(at + 3) == "MASS")
    else:
        return None
    return at + 3
