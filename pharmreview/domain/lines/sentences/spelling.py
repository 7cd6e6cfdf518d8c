"""Misspellings a person would forgive, on a closed list of direction words and of long numbers.

A word one slip from another that carries a quantity or a time is doubtful: to pass over it would lose it.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from pharmreview.domain.lines.sentences.vocabulary import NUMBER_WORDS, UNKNOWN, WORDS, Entry

_FORGIVEN_WORDS: Final = (
    "tablet tablets capsule capsules patch patches sachet sachets morning evening night nightly "
    "bedtime midday "
    "afternoon lunchtime daily weekly fortnightly monthly times every hours hourly alternate fortnight "
    "required needed necessary directed maximum weeks months spoonful spoonfuls breakfast before "
    "millilitres "
    "milligrams micrograms nocte take days week month each apply mane monday mondays tuesday tuesdays "
    "wednesday wednesdays thursday thursdays friday fridays saturday saturdays sunday sundays lunch dinner "
    "supper meals extra additional thereafter breakthrough"
)
_FORGIVEN: Final = tuple(_FORGIVEN_WORDS.split())

_ENGLISH_WORDS: Final = (
    "seen having raising mild miss missed tend drawn walking tel gray builds file noun "
    "went wren whey "
    "later letter launch thinner limits built wear step steps "
    "right might light dairy diary mouth mouths note notes path paths even ever very event table "
    "tables even "
    "house hour's heeded seeded meets weak weed seek peek need's team tame tale lake make cake wake "
    "tape takes "
    "eventing eaten teach reach beach peach reply apple ample many mine mate made mare mange manage "
    "name man main "
    "case care cash dates data dose does dye dry say says stays pays ways "
    "bone none tone zone gone done cone phone tine line nine's fine wine mine pine live give life "
    "wife knife side "
    "calf half's halt hall call ball bald fast four's foot fever lever never severe several tea ten "
    "then hen pen "
    "men tan tin ton son sin sit six's sick fix mix site size sex toe too two's who for from "
    "form forum fork "
    "your our tour hour pour sour flour floor door eight's weight height freight light night nice "
    "price ice once's "
    "onto into out over under three's free these those through throat threat seven's "
    "elevens eleventh "
    "tent text tens sixth fifth tenth quart quarters twist since hence fence whence ounce "
    "one's on off "
    "of or no not non near new now how low row own owe are ire age use site "
    "onset ones foul lives dive drive hive save wave gave have halve halved health heal "
    "help held early making tight tightly sight lightly meaning rights fire decreases leaning mile wee tee "
    "lite fur neon micro forth lone sip steven leading heading reading gradual knight burning turning "
    "upper inner ours ills heals deals seals seeks bunch punch munch hunch drams wax tax fax lax man mat map "
    "mac mad mag may mar pre pro pin pan pun pr ads ids cds unto seeds weeds feeds few den zen yen ken ben "
    "dan lux ox"
)
_FORGIVEN_NUMBERS: Final = frozenset({"twice", "thrice", "three", "seven", "eight", "eleven", "twelve"})
_NOT_NUMBERS_WORDS: Final = "there threw thee tree theme throe trice twine twig sever severn eighth elven"
_NOT_NUMBERS: Final = frozenset(_NOT_NUMBERS_WORDS.split())
"""Words of their own, one slip from a number."""
_TELLING_KINDS: Final = frozenset(
    {
        "MASS",
        "VOL",
        "PERIOD",
        "PERIODLY",
        "MOMENT",
        "MOMENTS",
        "MEALS",
        "WEEKDAY",
        "EXTRA",
        "ALTER",
        "ALT",
        "TENS",
        "WEEKPART",
        "NEED",
    }
)
_TELLING: Final = (
    "when",
    "maximum",
    "double",
    "triple",
    *(word for word, entry in WORDS.items() if entry[0] in _TELLING_KINDS and len(word) >= 4),
)
_CUT_SHORT_WORDS: Final = (
    "oe ne wo tw fo fr td ts ds qs db bb dd pn rpn pnr wen hen hwen iff ax dts dqs ram rgam"
)
_CUT_SHORT: Final = frozenset(_CUT_SHORT_WORDS.split())
_LONG: Final = 4
_SHORT: Final = ("and", "for", "any")
_TELLING_SHORT: Final = ("max", "tds", "qds", "prn", "upto")
_ENGLISH: Final = frozenset(_ENGLISH_WORDS.split())


def _headless(word: str) -> tuple[str, str]:
    """The word without its first letter, and with its first two letters swapped."""
    return word[1:], word[1] + word[0] + word[2:]


_WITHOUT_HEAD: Final = {
    slip: target
    for target in _FORGIVEN
    if len(target) >= 5
    for slip in _headless(target)
    if slip not in WORDS and slip not in _ENGLISH
}


def one_slip_apart(a: str, b: str) -> bool:
    """True where one letter is added, dropped or changed, or two neighbours are swapped."""
    if abs(len(a) - len(b)) > 1:
        return False
    start = 0
    shorter = min(len(a), len(b))
    while start < shorter and a[start] == b[start]:
        start += 1
    if len(a) > len(b):
        return a[start + 1 :] == b[start:]
    if len(a) < len(b):
        return a[start:] == b[start + 1 :]
    if a[start + 1 :] == b[start + 1 :]:
        return True
    return a[start : start + 2] == b[start : start + 2][::-1] and a[start + 2 :] == b[start + 2 :]


def _shortened(word: str) -> set[str]:
    """The word with each one of its letters dropped."""
    return {word[:at] + word[at + 1 :] for at in range(len(word))}


def _indexed() -> dict[str, frozenset[str]]:
    """Every word that is looked for, by what it becomes when a letter is dropped, and by its sorted letters.

    Two words one slip apart share an entry, so that only a few are compared with any word that is read.
    """
    index: dict[str, set[str]] = {}
    for target in {*NUMBER_WORDS, *_FORGIVEN, *_TELLING, *_TELLING_SHORT, *_SHORT}:
        for key in {target, _letters(target), *_shortened(target)}:
            index.setdefault(key, set()).add(target)
    return {key: frozenset(targets) for key, targets in index.items()}


def _letters(word: str) -> str:
    return "".join(sorted(word)) + "*"


def _near(word: str) -> set[str]:
    """The words looked for that may be one slip from this one, or hold its letters in another order."""
    keys = {word, _letters(word), *_shortened(word)}
    return {target for key in keys for target in _INDEX.get(key, ())}


def _two_swaps(a: str, b: str) -> bool:
    """True where the same letters are in another order between the same first and last."""
    return len(a) == len(b) and a[-1] == b[-1] and sorted(a) == sorted(b)


def _like(word: str, target: str) -> bool:
    if word[0] != target[0]:
        return False
    return _two_swaps(word, target) or (len(target) >= 5 and one_slip_apart(word, target))


_INDEX: Final = _indexed()
_FORGIVEN_SET: Final = frozenset(_FORGIVEN)
_TELLING_SET: Final = frozenset(_TELLING)


@lru_cache(maxsize=32_768)
def entry_for(word: str) -> Entry:
    """The kind and value of a word, forgiving one slip; DOUBTFUL where it may be a misspelt number."""
    known = WORDS.get(word)
    if known is not None:
        return known
    if word in _CUT_SHORT:
        return "DOUBTFUL", None
    if word in _ENGLISH or len(word) < 3:
        return UNKNOWN, None
    if word.endswith("s") and word[:-1] in NUMBER_WORDS:
        return "DOUBTFUL", None
    near = _near(word)
    numbers = [target for target in near & NUMBER_WORDS if _misspelt(word, target)]
    if numbers:
        return _as_number(word, numbers)
    if word in _WITHOUT_HEAD:
        return WORDS[_WITHOUT_HEAD[word]]
    if len(word) >= 4:
        found = {WORDS[target] for target in near & _FORGIVEN_SET if _like(word, target)}
        if len(found) == 1:
            return found.pop()
        if found:
            return "DOUBTFUL", None
    if word.startswith("maxim") or any(_nearly(word, telling) for telling in near & _TELLING_SET):
        return "DOUBTFUL", None
    return ("DOUBTFUL" if near and _slip_of_short(word) else UNKNOWN), None


def _as_number(word: str, numbers: Sequence[str]) -> Entry:
    """The one long number that a word can only be; DOUBTFUL where it may be another, or another word."""
    only = numbers[0]
    plain = len(numbers) == 1 and only in _FORGIVEN_NUMBERS and word not in _NOT_NUMBERS
    return WORDS[only] if plain and _like(word, only) else ("DOUBTFUL", None)


def may_be_number(word: str) -> bool:
    """True where as few as two slips part a word from a long number that begins alike: "tiwec"."""
    alike = (number for number in NUMBER_WORDS if number[0] == word[0] and len(number) >= _LONG)
    return any(sorted(word) == sorted(number) or _two_slips_apart(word, number) for number in alike)


def _two_slips_apart(a: str, b: str) -> bool:
    return any(one_slip_apart(short, b) for short in {a, *_shortened(a)}) or any(
        one_slip_apart(a, short) for short in _shortened(b)
    )


def _nearly(word: str, telling: str) -> bool:
    """True where a slip of one letter parts the two; of its first letter only where the word is long."""
    return (word[0] == telling[0] or len(telling) >= 5) and one_slip_apart(word, telling)


def _slip_of_short(word: str) -> bool:
    """A short word with its letters swapped, or one of them doubled; for a limit or a rate, any one slip."""
    if any(one_slip_apart(word, short) or sorted(word) == sorted(short) for short in _TELLING_SHORT):
        return True
    return any(
        word[0] == short[0] and (sorted(word) == sorted(short) or word in _with_a_letter_doubled(short))
        for short in _SHORT
    )


def _with_a_letter_doubled(short: str) -> set[str]:
    return {short[:at] + short[at] + short[at:] for at in range(len(short))}


def _misspelt(word: str, number: str) -> bool:
    """True where a slip of one letter parts a word from a number, or its letters are in another order."""
    if len(number) <= 3 and len(word) > 4:
        return False
    return one_slip_apart(word, number) or (word[0] == number[0] and _two_swaps(word, number))
