"""What to look at before a paper is printed: words to avoid, long sentences, missing addresses. Warns only.

Words and lengths come from the project's review content, section 0.1.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pharmreview.documents.languages.rows import in_own_language
from pharmreview.documents.outline import (
    Block,
    Box,
    Bullets,
    Format,
    Heading,
    KeyFacts,
    LetterHead,
    Outline,
    Paragraph,
    SideBySide,
    Table,
    Ticks,
)
from pharmreview.documents.papers import person
from pharmreview.documents.papers.plan import WAITS, PlanReading, changes
from pharmreview.documents.writing.ours import our_template
from pharmreview.domain.paper import Concern, PaperFacts, PaperKind, Setting, setting_for
from pharmreview.domain.review.answer import text_of
from pharmreview.domain.review.decision import LOWER
from pharmreview.domain.words.days import long_day

LONGEST_SENTENCE = 20
_AVOID = {
    r"chronic": "long-term or ongoing",
    r"sufferers?|suffering from": "people with",
    r"complainers?|complains? of": "says, or has",
    r"difficult patients?": "a hard visit",
    r"drug[- ]seeking": "asking for",
    r"addicts?|addicted": "dependence can happen to anyone taking these medicines for a while",
    r"abusers?": "what happened, in plain words",
    r"failed|failure to": "did not work, or was not able to",
    r"non[- ]?complian(?:t|ce)": "not taking it as the label says",
    r"take away": "reduce, or make a change",
    r"cut off|weaned?|weaning|detox(?:ed)?|clamp(?:ing)? down": "reduce",
    r"defaulted|dna(?:'d|’d|d)?": "was not able to attend",
    r"drugs?": "medicine",
    r"stalled|relapsed?": "pause, or go more slowly",
    r"refus(?:ed|es|al)": "not the right time yet",
    r"cured?|fixed": "managed, or living well",
    r"cost[- ]saving|costing|costs (?:us|the nhs)|save money|saving money": "no argument from cost",
    r"cheaper|expensive|budget": "no argument from cost",
    r"od|bd|tds|qds|prn|mcg|nocte|mane": "the words in full",
}
_AVOIDED = [
    (re.compile(rf"(?<![\w’'-])(?:{word})(?![\w’'-])", re.IGNORECASE), use) for word, use in _AVOID.items()
]
_UNSAFE = (
    (
        re.compile(r"\d+\.\d*0(?!\d)\s*(?:mg|g\b|microgram|ml)"),
        "trailing-zero",
        "A dose ends in a nought after the point.",
    ),
    (re.compile(r"(?<![\d.])\.\d"), "leading-zero", "A number starts with its point: write 0.5, not .5."),
    (
        re.compile(r"(?<![\d.,])\d[\d.,]*(?:mcg|\s*(?:ug|µg|μg))\b", re.IGNORECASE),
        "micrograms",
        "Micrograms are written in full.",
    ),
    (re.compile(r"(?<![\d.,])\d[\d.,]*\s*(?:iu|u)\b", re.IGNORECASE), "units", "Units are written in full."),
    (
        re.compile(r"(?<![\d.,])\d{4,}\s*(?:mg|microgram|ml)"),
        "comma",
        "A dose from 1,000 has a comma: 1,000mg.",
    ),
    (
        re.compile(r"(?<![\d,.:])\b\d{1,3} \d+(?:mg|ml)\b"),
        "two-numerals",
        "Two numerals stand side by side: write two 5mg tablets.",
    ),
)
"""Safe writing of doses: the project's ecosystem file, section 3.4."""
_TELLS_THE_STEP = (PaperKind.NEXT_STEP.series, PaperKind.GP.series)


def concerns(outline: Outline, pages: int | None, facts: PaperFacts | None = None) -> tuple[Concern, ...]:
    """Every concern with an outline, in reading order; page counts where the pages are known."""
    found: list[Concern] = []
    if facts is not None:
        found += _about_the_person(facts, outline)
        found += _about_the_plan(facts)
    if outline.format is not Format.CLINICIAN:
        for passage in passages(outline):
            found += about_words(passage)
    if pages is not None and outline.pages_at_most is not None and pages > outline.pages_at_most:
        most = f"{outline.pages_at_most} page{'' if outline.pages_at_most == 1 else 's'}"
        what = (
            f"This paper is {pages} pages long; {most} is easier to use. If you can, shorten what was typed."
        )
        found.append(Concern(code="pages", what=what))
    return tuple(dict.fromkeys(found))


def _unmet_needs(facts: PaperFacts) -> tuple[str, ...]:
    """The recorded needs that a paper set in this way does not meet of itself."""

    def is_met(need: str) -> bool:
        wanted, on_cream = setting_for((need,))
        asks = wanted is not Setting.STANDARD or on_cream
        return asks and wanted in (facts.setting, Setting.STANDARD) and (facts.cream or not on_cream)

    return tuple(need for need in facts.patient.needs if need.strip() and not is_met(need))


def _about_the_plan(facts: PaperFacts) -> Iterator[Concern]:
    """Whether a review comes before its step, an agreement is known, and the practice's words are printed."""
    if facts.language and facts.template is not None:
        what = (
            "Beside a second language our own English is printed, not the practice's: nobody translated that."
        )
        if facts.template.text != our_template(facts.kind.value).text:
            yield Concern(code="language", what=what)
    if facts.kind is PaperKind.PHARMACY:
        name = person.person_name(facts.patient)
        yield Concern(code="agreement", what=f"This letter says that {name} agreed to share it: did they?")
    if facts.kind.series not in _TELLS_THE_STEP or not changes(facts):
        return
    plan = PlanReading(facts)
    if text_of(facts.answers, "decide.aim") == LOWER and not plan.of_medicine(plan.step)[-1].daily_dose:
        what = (
            "The agreed aim is a lower dose, but the plan ends with stopping. Put right whichever is wrong."
        )
        yield Concern(code="aim", what=what)
    review = person.review_day(facts)
    if review is None:
        return
    after = plan.after(plan.step)
    if after is not None and after.kind not in WAITS and after.start < review:
        days = f"{long_day(after.start)}, before the review on {long_day(review)}"
        yield Concern(code="review-after-step", what=f"The step after the next one is on {days}.")


def _about_the_person(facts: PaperFacts, outline: Outline) -> Iterator[Concern]:
    needs = ", ".join(_unmet_needs(facts))
    if needs and outline.format is not Format.CLINICIAN:
        yield Concern(code="needs", what=f"Recorded needs: {needs}. Check that this paper meets them.")
    if not facts.patient.nhs_number or facts.patient.nhs_number_problem:
        yield Concern(code="nhs-number", what="The NHS number is missing or does not pass its check.")
    is_letter = any(isinstance(block, LetterHead) for block in outline.blocks)
    if is_letter and not (facts.patient.address or facts.recipient):
        yield Concern(
            code="address", what="There is no address, so this letter cannot go in a window envelope."
        )
    if not facts.practice.phone.strip():
        yield Concern(code="phone", what="The practice has no phone number, so the paper names none to call.")
    for day in person.dates_past(facts):
        what = f"{long_day(day)} is past, so the paper leaves it out. Give the next date."
        yield Concern(code="date-past", what=what)
    if facts.plan is not None and not facts.agreed:
        yield Concern(code="draft", what="The plan is not agreed yet. The paper says that it is a draft.")


class Hit(NamedTuple):
    """A concern with a passage, and from which letter to which it points."""

    concern: Concern
    start: int
    end: int


def about_words(passage: str) -> Iterator[Concern]:
    """Words to avoid, unsafe ways to write a dose, and sentences that are too long."""
    return (hit.concern for hit in hits_in(passage))


def hits_in(passage: str) -> Iterator[Hit]:
    """The same, each with the letters it points at."""
    for pattern, use in _AVOIDED:
        for found in pattern.finditer(passage):
            what = f"“{found[0]}” is a word to avoid. Use: {use}."
            concern = Concern(code="word", what=what, where=_around(passage, found.start()))
            yield Hit(concern, *found.span())
    for unsafe, code, what in _UNSAFE:
        first = unsafe.search(passage)
        if first:
            yield Hit(Concern(code=code, what=what, where=passage[:80]), *first.span())
    at = 0
    for sentence in sentences(passage):
        at = passage.find(sentence, at)
        length = sum(any(map(str.isalnum, word)) for word in sentence.split())
        if length > LONGEST_SENTENCE:
            what = f"A sentence has {length} words; at most {LONGEST_SENTENCE} read easily."
            yield Hit(Concern(code="sentence", what=what, where=sentence[:80]), at, at + len(sentence))


def sentences(passage: str) -> list[str]:
    """The sentences of a passage. A point inside a number or a time does not end one."""
    parts = re.split(r"(?<=[.!?])[”\"]?\s+|\n+|(?<=:)\s+(?=[A-Z“])", passage)
    return [part.strip() for part in parts if part and part.strip()]


def passages(outline: Outline) -> Iterator[str]:
    """The running words of an outline, block by block. Names and addresses are not judged."""
    for block in outline.blocks:
        yield from _passages(block)


def _passages(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield block.text
        case Paragraph():
            yield in_own_language(block.text)
        case Bullets() | Ticks():
            yield from (in_own_language(item) for item in block.items)
        case Box():
            yield block.title
            for inner in block.body:
                yield from _passages(inner)
        case SideBySide():
            for part in (*block.left, *block.right):
                yield from _passages(part)
        case KeyFacts():
            yield from (in_own_language(value) for _, value in block.rows)
        case Table():
            yield from (in_own_language(cell.text) for row in block.rows for cell in row.cells)
        case LetterHead() | _:
            return


def _around(passage: str, at: int) -> str:
    return passage[max(at - 30, 0) : at + 40].strip()
