"""Directions text, cleaned and cut into tokens: what each word, number and mark is."""

import re
from fractions import Fraction
from functools import lru_cache
from itertools import chain, repeat
from typing import Final, NamedTuple

from pharmreview.domain.lines.line import Moment
from pharmreview.domain.lines.sentences.spelling import entry_for
from pharmreview.domain.lines.sentences.vocabulary import SHORTENED_MOMENTS, UNKNOWN, Meaning


class Unclear(Exception):
    """The text cannot be read safely; `why` is the sentence for the pharmacist."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class OtherUnit(Unclear):
    """A maximum in another unit than the dose: only the product's strength can tell what it comes to."""


class Token(NamedTuple):
    """One word, number or mark. `low` and `high` hold a number; `value` what the vocabulary says."""

    kind: str
    text: str
    value: Meaning = None
    low: Fraction = Fraction(0)
    high: Fraction = Fraction(0)
    glued: bool = False
    """True where nothing stands between this token and the one before."""

    def __hash__(self) -> int:
        """By its text: numbers are slow to hash, and what has one text is nearly always one token."""
        return hash(self.text)


_MONTHS: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_TOKEN: Final = re.compile(
    r"\s*(?:"
    r"(?P<date>\d{1,2}(?:\.\d{1,2}\.|[/-]\d{1,2}[/-])(?:\d{4}|\d{2})(?![\d./])|\d{4}-\d{2}-\d{2}(?!\d)"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[\s-]*(?:of\s+)?{_MONTHS}\b(?:[\s,-]+(?:20)?\d{{2}}(?![\d./]))?"
    rf"|{_MONTHS}[\s,-]+20\d{{2}}\b|may[\s,-]+20\d{{2}}\b|{_MONTHS}[\s-]+\d{{1,2}}(?![\d./])"
    r"|\d{1,2}(?:(?:st|nd|rd|th)\s+may|[\s-]+may[\s-]+20\d{2})\b(?:\s+20\d{2})?)"
    r"|(?P<clock>\d{1,2}:\d{2}(?::\d{2})?\s*(?:[ap]m\b|hrs?\b|h\b)?|\d{1,2}(?:\.\d{2})?[ap]m\b|[012]\d[0-5]\d\s?h(?:ou)?r?s?\b)"
    r"|(?P<ordinal>\d{1,2}(?:st|nd|rd|th)\b)"
    r"|(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|(?<![\w).])\.\d+)"
    r"|(?P<fraction>[½¼¾⅓⅔⅛])"
    r"|(?P<blank>\.{3,}|_{2,})"
    r"|(?P<word>[a-z]+(?:'[a-z]+)*)"
    r"|(?P<mark>\S))"
)
FRACTION_SIGNS: Final = {
    "½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4),
    "⅓": Fraction(1, 3), "⅔": Fraction(2, 3), "⅛": Fraction(1, 8),
}  # fmt: skip
_MARKS: Final = {
    "-": "DASH", ",": "SOFT", ";": "SOFT", ":": "SOFT", ".": "DOT", "!": "DOT", "(": "LEFT", ")": "RIGHT",
    "/": "SLASH",
}  # fmt: skip
_MAY_HOLD_SPACES: Final = re.compile(r":|\d{4}|(?<![a-z])(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)")
"""What stands in every text that has a date or a time of day with spaces in it: all else ends at a space."""
_MAY_TELL_A_TIME: Final = re.compile(r"[:-]|[ap]m|noon|mid|\d\d\.?\d\d")
"""What stands in every text that names a time by the clock, or has a mark that may stand beside one."""
_DIGITAL: Final = re.compile(r"[012]\d\.?[0-5]\d")
_SMALL_HOUR: Final = re.compile(r"[1-4][ap]m")
_TWELVE: Final = frozenset({"noon", "midday", "midnight"})
_UNSURE: Final = frozenset("?<>~^\ufffd")
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "t": 1, "tt": 2, "ttt": 3, "iv": 4, "vi": 6, "vii": 7, "viii": 8}
_COUNTS_DROPS: Final = frozenset({"NUM", "N24", "FRAC", "TENS", "ART", "OF", "X"})
_BEFORE_A_LIMIT: Final = frozenset({"MAX", "THAN"})
_JOINS_TIMES: Final = frozenset({"AND", "SOFT", "SLASH", "DASH", "THEN"})
_NAMES_A_TIME: Final = frozenset({"MOMENT", "MOMENTS", "CLOCK"})
_ENDS_A_COUNT: Final = frozenset({"END", "SOFT", "AND", "DOT"})
_AFTER_ROMAN: Final = frozenset(
    {"UNIT", "ABBR", "MOMENT", "EVERY", "DAILY", "PRN", "ALTDAY", "Q", "SPOON", "ADV", "AT", "IN"}
)


def tokens_of(text: str) -> list[Token]:
    """Cut cleaned directions into tokens. Raises Unclear where they hold a doubtful mark."""
    tokens: list[Token] = []
    pieces = [text] if _MAY_HOLD_SPACES.search(text) else text.split()
    for token in chain.from_iterable(map(_tokens_in, pieces, chain((True,), repeat(False)))):
        verb = token.text == "drop" and (not tokens or tokens[-1].kind not in _COUNTS_DROPS)
        tokens.append(Token("ALTER", token.text) if verb else token)
    if _MAY_TELL_A_TIME.search(text):
        tokens = _with_clock_times(tokens)
    return _with_roman_numbers(tokens)


@lru_cache(maxsize=32_768)
def _tokens_in(piece: str, glued: bool) -> tuple[Token, ...]:
    """The tokens of a text or of what stands between two spaces; `glued` says whether the first is."""
    tokens: list[Token] = []
    end = 0 if glued else -1
    for match in _TOKEN.finditer(piece):
        group = match.lastgroup or "mark"
        token = _token(group, match[group], match.start(group) == end)
        if token is not None:
            tokens.append(token)
        end = match.end()
    return tuple(tokens)


@lru_cache(maxsize=32_768)
def _token(group: str, text: str, glued: bool) -> Token | None:
    token = _written(group, text)
    return token._replace(glued=True) if glued and token is not None else token


def _written(group: str, text: str) -> Token | None:
    if group == "word":
        kind, value = entry_for(text)
        amount = value if isinstance(value, Fraction) else Fraction(0)
        return Token(kind, text, None if kind in {"NUM", "N24"} else value, amount, amount)
    if group == "number":
        amount = Fraction(text.replace(",", ""))
        return Token("N24" if amount == 24 else "NUM", text, None, amount, amount)
    if group == "fraction":
        return Token("FRAC", text, None, FRACTION_SIGNS[text], FRACTION_SIGNS[text])
    if group == "ordinal":
        return Token("ORD", text, Fraction(text[:-2]))
    if group == "clock":
        return Token("CLOCK", text, _moment_at(text))
    if group in {"date", "blank"}:
        return Token(group.upper(), text)
    if text in _UNSURE:
        raise Unclear("A question mark or a sign that cannot be read stands in the directions.")
    kind, _ = entry_for(text)
    return Token(_MARKS.get(text, kind), text) if text in _MARKS or kind != UNKNOWN else None


def _moment_at(clock: str) -> Moment:
    digits = re.findall(r"\d+", clock)
    hour = int(digits[0][:2])
    if "pm" in clock and hour < 12:
        hour += 12
    if "am" in clock and hour == 12:
        hour = 0
    if hour > 24:
        raise Unclear("A time of day in the directions cannot be read.")
    for until, moment in (
        (4, Moment.NIGHT),
        (11, Moment.MORNING),
        (14, Moment.MIDDAY),
        (17, Moment.AFTERNOON),
    ):
        if hour < until:
            return moment
    return Moment.EVENING if hour < 21 else Moment.NIGHT


def _with_clock_times(tokens: list[Token]) -> list[Token]:
    """Take "8 am" for a time of day after "at", after another time, or where eight cannot be a dose.

    Take "0800" for one after "at", and "2000" in "at 0800 and 2000"; drop the mark of "morning: 1" and
    "morning - 1, night - 2".
    """
    found: list[Token] = []
    first = next((at for at, token in enumerate(tokens) if token.kind in _NAMES_A_TIME), 0)
    times_first = not any(_counts(tokens, at) for at in range(first))
    for at, token in enumerate(tokens):
        if token.kind in {"NUM", "N24"} and _DIGITAL.fullmatch(token.text) and _awaits_clock(found):
            found.append(Token("CLOCK", token.text, _moment_at(token.text)))
            continue
        before = found[-1] if found else None
        if token.kind == "CLOCK" and token.glued and before is not None and before.text.isalpha():
            raise Unclear("A time of day in the directions cannot be read.")
        if _SMALL_HOUR.fullmatch(token.text) and not _is_hour(tokens, at):
            raise Unclear("A number beside am or pm could be a dose or a time of day.")
        dosed = times_first and _counts(tokens, at + 1) and not _DIGITAL.fullmatch(tokens[at + 1].text)
        joins = token.text == ":" or (token.text == "-" and dosed)
        if joins and before is not None and before.kind in _NAMES_A_TIME:
            continue
        if token.text in _TWELVE and before is not None and before.text == "12":
            found[-1] = token
            continue
        if token.text in {"am", "pm"} and before is not None and before.kind == "NUM":
            after_at = len(found) > 1 and found[-2].kind == "AT"
            if after_at or before.low > 4 or any(seen.kind == "CLOCK" for seen in found):
                if before.low.denominator != 1:
                    raise Unclear("A time of day in the directions cannot be read.")
                found[-1] = Token("CLOCK", before.text, _moment_at(f"{before.low}{token.text}"))
                continue
        found.append(token)
    return found


def _counts(tokens: list[Token], at: int) -> bool:
    return at < len(tokens) and (
        tokens[at].kind in {"NUM", "N24", "FRAC", "TENS"} or tokens[at].text in _ROMAN
    )


def _is_hour(tokens: list[Token], at: int) -> bool:
    """True for a "2pm" after "at" or a dose, or before a dose and a mark; "1am 1pm" may be doses."""
    before = {"AT", "BY", "ABOUT", "FROM", "APART", "CLOCK"}
    marked = at + 1 < len(tokens) and tokens[at + 1].text in {":", "-"} and _counts(tokens, at + 2)
    after = at > 0 and tokens[at - 1].kind in before
    return marked or after or any(_counts(tokens, each) for each in range(at))


def _awaits_clock(before: list[Token]) -> bool:
    joined = len(before) > 1 and before[-1].kind in _JOINS_TIMES and before[-2].kind == "CLOCK"
    return joined or (bool(before) and before[-1].kind == "AT")


def _says_how_often(after: list[Token]) -> bool:
    """True after the 3 of "ii 3 times a day" and the 4 of "i 4-6 hourly"."""
    kinds = [token.kind for token in after[:3]]
    if kinds[:1] in (["DASH"], ["TO"], ["OR"]) and kinds[1:2] == ["NUM"]:
        kinds = kinds[2:]
    return kinds[:1] in (["TIMES"], ["HOURLY"])


def _with_roman_numbers(tokens: list[Token]) -> list[Token]:
    """Take i, ii, iii, T and TT for numbers where a unit or a frequency follows, and any after a maximum.

    Only in first place is iv one: elsewhere it is how a dose is given.
    """
    for at in range(len(tokens) - 1, -1, -1):
        token = tokens[at]
        amount = _ROMAN.get(token.text)
        if amount is None:
            continue
        following = tokens[at + 1].kind if at + 1 < len(tokens) else "END"
        of_time = at > 0 and tokens[at - 1].kind in _NAMES_A_TIME and following in _ENDS_A_COUNT
        joined = following in {"DASH", "TO", "OR"} and at + 2 < len(tokens) and tokens[at + 2].text in _ROMAN
        short = at + 1 < len(tokens) and tokens[at + 1].text in SHORTENED_MOMENTS
        limit = at > 0 and tokens[at - 1].kind in _BEFORE_A_LIMIT
        counted = limit or following in _AFTER_ROMAN or short or of_time
        counted |= following in {"NUM", "N24"} and _says_how_often(tokens[at + 2 :])
        first = token.text != "iv" or at == 0 or limit or tokens[at - 1].kind in {"TAKE", "DASH", "TO", "OR"}
        if (joined or counted or (following == "ON" and at + 2 == len(tokens))) and first:
            tokens[at] = Token("NUM", token.text, None, Fraction(amount), Fraction(amount), token.glued)
        elif token.text != "iv":
            tokens[at] = Token("DOUBTFUL", token.text)
    return tokens
