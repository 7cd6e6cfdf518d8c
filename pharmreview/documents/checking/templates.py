"""What to look at while a template is written: places, words to avoid, sentences, doses, reading age."""

import re
from collections.abc import Iterator

from pharmreview.documents.checking.concerns import about_words, sentences
from pharmreview.documents.messages.counting import DEFAULT_MOST, counted
from pharmreview.documents.outline import Format, said
from pharmreview.documents.writing.grammar import filled, lines_in, places_in
from pharmreview.documents.writing.places import PLACES, examples
from pharmreview.domain.errors import PaperProblem
from pharmreview.domain.paper import Concern, PaperTemplate

OLDEST = 14
"""The reading age above which a text for a person is called hard; 9 to 11 is meant."""
_VOWELS = re.compile(r"[aeiouy]+")


def checked(template: PaperTemplate) -> tuple[Concern, ...]:
    """Every concern with a template, in reading order, with examples in its places."""
    found = [*_places(template)]
    if found:
        return tuple(found)
    try:
        passages = _passages(template.text)
    except PaperProblem as problem:
        return (Concern(code="template", what=f"{problem.what} {problem.remedy}"),)
    if template.sheet != Format.CLINICIAN.value:
        for passage in passages:
            found += about_words(passage)
        age = reading_age(" ".join(passages))
        if age > OLDEST:
            what = f"This reads at an age of about {age}; 9 to 11 is meant. Use shorter words and sentences."
            found.append(Concern(code="reading-age", what=what))
    if template.sheet == "text":
        found += _text(" ".join(passages))
    return tuple(dict.fromkeys(found))


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
            yield Concern(code="placeholder", what=what, where=name)


def _nearest(name: str) -> str:
    parts = set(name.lower().replace(" ", "_").split("_"))
    near = [known for known in PLACES if parts & set(known.split("_"))]
    return near[0] if near else ""


def _passages(text: str) -> list[str]:
    values = examples()
    return [
        said(filled(part.removeprefix("## ").strip(), values, line.number))
        for line in lines_in(text)
        for part in (line.words.split("|") if line.kind in ("row", "line") else [line.words])
        if part.strip() not in ("", "..")
    ]


def _text(message: str) -> Iterator[Concern]:
    count = counted(message)
    if count.length > DEFAULT_MOST and not count.wide:
        what = f"With examples filled in this is {count.length} letters, in {count.parts} parts."
        yield Concern(code="text-long", what=f"{what} Two parts hold {DEFAULT_MOST}.")
    for one in count.costly:
        if count.wide:
            yield Concern(code="text-dear", what=f"“{one.character}” is {one.why}.", where=str(one.at))
