"""What a template may not do with its places: leave out a needed block, reword one, print a condition."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pharmreview.documents.writing.filling.places import PLACES, Place
from pharmreview.documents.writing.grammar import Line, lines_in, places_in
from pharmreview.domain.errors import PaperProblem
from pharmreview.domain.paper import PaperTemplate


class Broken(NamedTuple):
    """A rule that a template breaks, its place, and its line, or 0 where it is about the whole."""

    what: str
    remedy: str
    place: str
    line: int = 0


def broken(template: PaperTemplate) -> Iterator[Broken]:
    """Every rule that a template breaks, in reading order. Raises PaperProblem for a fault of grammar."""
    lines = lines_in(template.text)
    for line in lines:
        yield from _of_a_line(line, template)
    for name in template.blocks:
        times = [_times(lines, name, larger) for larger in (False, True)]
        told = f"{{{name}}}: {PLACES[name].meaning}."
        if 0 in times:
            remedy = f"Put {{{name}}} on a line of its own, with no condition but ?{{larger}} or !{{larger}}."
            yield Broken(f"Everybody’s paper must hold {told}", remedy, name)
        elif max(times) > 1:
            yield Broken(f"It would hold more than once {told}", "Leave it once.", name)


def refuse_broken(template: PaperTemplate) -> None:
    """Raise PaperProblem, with its line, for the first rule that a template breaks."""
    for one in broken(template):
        where = f"Line {one.line}: " if one.line else ""
        raise PaperProblem(f"{where}{one.what}", one.remedy, code="paper-template")


def _of_a_line(line: Line, template: PaperTemplate) -> Iterator[Broken]:
    in_words = [PLACES[name] for name in places_in(line.words) if name in PLACES]
    before = [PLACES[name] for name, _ in line.only if name in PLACES]
    for place in in_words:
        if place.is_when:
            what = f"“{{{place.name}}}” only says when a line stands, and has no words of its own."
            yield Broken(what, f"Write ?{{{place.name}}} before the line.", place.name, line.number)
        elif place.papers and line.kind != "block" and template.id in place.papers:
            what = f"“{{{place.name}}}” is a block, and cannot stand within a line."
            yield Broken(what, "Put it on a line of its own.", place.name, line.number)
    yield from (_elsewhere(one, line) for one in (*in_words, *before) if not _may_stand(one, template))


def _may_stand(place: Place, template: PaperTemplate) -> bool:
    return not place.papers or template.id in place.papers


def _elsewhere(place: Place, line: Line) -> Broken:
    what = f"“{{{place.name}}}” is a block of another paper."
    return Broken(what, "Take it out, or choose one from the list.", place.name, line.number)


def _times(lines: Sequence[Line], name: str, larger: bool) -> int:
    """How often a block stands, in large print or not. Behind any other condition it does not count."""
    stands = (line for line in lines if line.kind == "block" and line.words == f"{{{name}}}")
    return sum(all(only == ("larger", larger) for only in line.only) for line in stands)
