"""How far apart two spellings are, worked out quickly enough to try every word of a long list."""


def letters_of(word: str) -> int:
    """The letters of a word as bits, whatever their order and number: a first look at likeness."""
    mask = 0
    for letter in word:
        mask |= 1 << (ord(letter) & 31)
    return mask


def places_of(word: str) -> dict[str, int]:
    """Where each letter of a word stands, as bits."""
    places: dict[str, int] = {}
    for at, letter in enumerate(word):
        places[letter] = places.get(letter, 0) | 1 << at
    return places


def steps_between(word: str, places: dict[str, int], known: str) -> int:
    """Letters added, dropped, changed or swapped with a neighbour to turn one word into the other.

    A column of the table of distances at a time, kept in bits (Hyyrö 2003); `places` are those of `word`.
    """
    every = (1 << len(word)) - 1
    last = 1 << (len(word) - 1)
    rises, falls, same, before, steps = every, 0, 0, 0, len(word)
    for letter in known:
        here = places.get(letter, 0)
        swapped = ((~same & here) << 1) & before
        same = (((here & rises) + rises) ^ rises) | here | falls | swapped
        up = falls | (every & ~(same | rises))
        down = same & rises
        steps += 1 if up & last else -1 if down & last else 0
        up = up << 1 | 1
        rises = (down << 1) | (every & ~(same | up))
        falls = up & same
        before = here
    return steps
