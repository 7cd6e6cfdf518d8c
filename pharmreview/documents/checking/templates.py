"""What to look at while a template is written: places, words to avoid, sentences, doses, reading age."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import lru_cache

from pharmreview.documents.checking.concerns import Hit, hits_in, sentences
from pharmreview.documents.checking.pointing import Passage, joined, passages
from pharmreview.documents.messages.counting import DEFAULT_MOST, counted
from pharmreview.documents.outline import Format
from pharmreview.documents.writing.filling.places import PLACES, examples, of_the_person
from pharmreview.documents.writing.grammar import lines_in, places_in
from pharmreview.documents.writing.rules import broken
from pharmreview.domain.errors import PaperProblem
from pharmreview.domain.paper import Concern, PaperTemplate

OLDEST = 14
"""The reading age above which a text for a person is called hard; 9 to 11 is meant."""
_FOR_A_PERSON = {"word", "sentence"}
"""What is asked of words for a person only; how a dose is written is asked of every paper."""
_VOWELS = re.compile(r"[aeiouy]+")


def checked(template: PaperTemplate) -> tuple[Concern, ...]:
    """Every concern with a template, in reading order, with examples in its places.

    Each points at the letters it is about, where it is not about the whole.
    """
    found = [*_places(template)]
    if found:
        return tuple(found)
    try:
        told = passages(template.text, examples())
        found += _rules(template)
    except PaperProblem as problem:
        return (_fault(problem, template.text),)
    if template.sheet == "text":
        found += _marked(template.text)
    found += _alike(template.text)
    clinician = template.sheet == Format.CLINICIAN.value
    for passage in told:
        found += (
            _pointing(hit.concern, passage, hit.start, hit.end)
            for hit in _hits(passage.text)
            if not (clinician and hit.concern.code in _FOR_A_PERSON)
        )
    if not clinician:
        age = reading_age(" ".join(passage.text for passage in told))
        if age > OLDEST:
            what = f"This reads at an age of about {age}; 9 to 11 is meant. Use shorter words and sentences."
            found.append(Concern(code="reading-age", what=what))
    if template.sheet == "text":
        found += _text(joined(told))
    return tuple(sorted(dict.fromkeys(found), key=lambda concern: (concern.start < 0, concern.start)))


@lru_cache(maxsize=1024)
def _hits(passage: str) -> tuple[Hit, ...]:
    """The hits in words of a template: at a key, only those of the line that changed are looked for."""
    return tuple(hits_in(passage))


def _pointing(concern: Concern, passage: Passage, start: int, end: int) -> Concern:
    first, last = passage.span(start, end)
    return concern.model_copy(update={"start": first, "end": last})


def _rules(template: PaperTemplate) -> Iterator[Concern]:
    """What may not stand as it is, pointing at the place it is about, where that stands anywhere."""
    for one in broken(template):
        start, end = _line_at(template.text, one.line)
        at = template.text.find(f"{{{one.place}}}", start) if one.line else -1
        if at >= 0:
            start, end = at, at + len(one.place) + 2
        yield Concern(code="template", what=f"{one.what} {one.remedy}", where=one.place, start=start, end=end)


_DOSE = re.compile(
    r"(?<![\w{.,])\.?\d[\d.,]*\s?(?:mg|milligrams?|micrograms?|mcg|ml|tablets?|capsules?|patch(?:es)?)\b",
    re.IGNORECASE,
)


def _alike(text: str) -> Iterator[Concern]:
    """A dose typed into the words, which would stand in everybody's paper."""
    for found in _DOSE.finditer(text):
        what = f"“{found[0]}” would be in everybody’s paper. Let a place give each person their own dose."
        yield Concern(code="dose-for-all", what=what, where=found[0], start=found.start(), end=found.end())


def _line_at(text: str, number: int) -> tuple[int, int]:
    """From which letter to which a line stands, counted from 1; of line 0, nowhere."""
    if not number:
        return -1, -1
    lines = text.split("\n")
    start = sum(len(line) + 1 for line in lines[: number - 1])
    return start, start + len(lines[number - 1])


def _fault(problem: PaperProblem, text: str) -> Concern:
    """A fault of grammar, pointing at the line that its sentence names."""
    named = re.match(r"Line (\d+): ", problem.what)
    what = f"{problem.what} {problem.remedy}"
    if named is None:
        return Concern(code="template", what=what)
    start, end = _line_at(text, int(named[1]))
    return Concern(code="template", what=what, start=start, end=end)


def _marked(text: str) -> Iterator[Concern]:
    """A text message is plain sentences: it has no headings, no bullets, no conditions."""
    start = 0
    for line, raw in zip(lines_in(text), text.split("\n"), strict=False):
        if line.kind not in ("words", "blank") or line.only or "**" in raw:
            what = f"Line {line.number}: a text message has no headings, bullets, bold or conditions."
            use = f"{what} Write it as plain sentences."
            yield Concern(code="template", what=use, start=start, end=start + len(raw))
        start += len(raw) + 1


def reading_age(text: str) -> int:
    """The age at which most people read a text with ease: the Flesch-Kincaid grade and five years.

    A guide for choosing what to look at, and no proof that anybody understands it.
    """
    told = [s for s in sentences(text) if re.search(r"[A-Za-z]", s)]
    words = re.findall(r"[A-Za-z’']+", text)
    if not told or not words:
        return 5
    beats = sum(_syllables(word) for word in words)
    grade = 0.39 * len(words) / len(told) + 11.8 * beats / len(words) - 15.59
    return max(5, round(grade + 5))


def _syllables(word: str) -> int:
    word = word.lower().strip("’'")
    silent = word.endswith("e") and not word.endswith("le") and len(word) > 2
    return max(1, len(_VOWELS.findall(word)) - int(silent))


def _places(template: PaperTemplate) -> Iterator[Concern]:
    for name in places_in(template.text):
        if name not in PLACES:
            near = _nearest(name)
            use = f" Did you mean {{{near}}}?" if near else ""
            what = f"“{{{name}}}” is not a place that a template may name.{use}"
            at = template.text.find(f"{{{name}}}")
            yield Concern(code="placeholder", what=what, where=name, start=at, end=at + len(name) + 2)
    for name in of_the_person(places_in(template.text)) if template.is_nameless else ():
        what = f"This sheet carries no name, so it may not say {PLACES[name].meaning}. Take {{{name}}} out."
        at = template.text.find(f"{{{name}}}")
        yield Concern(code="placeholder", what=what, where=name, start=at, end=at + len(name) + 2)


def _nearest(name: str) -> str:
    """The place that was meant, where what was written looks like the name of one."""
    meant = name.lower().replace(" ", "_")
    if re.fullmatch(r"[a-z_]+", meant) is None:
        return ""
    parts = set(meant.split("_"))
    near = [*get_close_matches(meant, PLACES, n=1), *(p for p in PLACES if parts & set(p.split("_")))]
    return near[0] if near else ""


def _text(message: Passage) -> Iterator[Concern]:
    count = counted(message.text)
    if count.length > DEFAULT_MOST and not count.wide:
        what = f"With examples filled in this is {count.length} letters, in {count.parts} parts."
        yield Concern(code="text-long", what=f"{what} Two parts hold {DEFAULT_MOST}.")
    for one in count.costly if count.wide else ():
        concern = Concern(code="text-dear", what=f"“{one.character}” is {one.why}.")
        yield _pointing(concern, message, one.at, one.at + 1)
