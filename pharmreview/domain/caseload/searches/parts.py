"""Whose rows are whose: a person may stand in several searches, and each file replaces only its own rows."""

from collections.abc import Container, Iterator

from pharmreview.domain.case import Case, Origin, Part
from pharmreview.domain.lines.row import ONE_PERSON, ExportRow


def parts_of(case: Case) -> tuple[Part, ...]:
    """Each file that rows of the case came from, in the order of the rows."""
    if case.parts or case.origin is None:
        return case.parts
    return (Part(origin=case.origin, rows=len(case.rows)),)


def rows_from(case: Case, digest: str) -> tuple[ExportRow, ...]:
    """The rows that came from a file."""
    return next((rows for part, rows in _each(case) if part.origin.digest == digest), ())


def with_part(
    case: Case, origin: Origin, rows: tuple[ExportRow, ...], replaced: Container[str], **also: object
) -> Case:
    """The case with the rows of a file in the place of those from the `replaced` ones, its digests; and with
    whatever else the file changes in it.

    Rows of other searches stay. A pasted list stands in for them all, and gives way to any file after it.
    """
    pasted = origin.layout == ONE_PERSON
    parts: list[Part] = []
    kept: list[ExportRow] = []
    for part, own in _each(case):
        if part.origin.digest in replaced or part.origin.layout == ONE_PERSON:
            continue
        counted, behind = ((), own) if pasted else (own, ())
        parts.append(Part(origin=part.origin, rows=len(counted), behind=behind))
        kept.extend(counted)
    newest = max((origin, *(part.origin for part in parts)), key=lambda each: each.as_of)
    several = (*parts, Part(origin=origin, rows=len(rows))) if parts else ()
    return case.model_copy(update={"rows": (*kept, *rows), "origin": newest, "parts": several, **also})


def _each(case: Case) -> Iterator[tuple[Part, tuple[ExportRow, ...]]]:
    begun = 0
    for part in parts_of(case):
        yield part, part.behind or case.rows[begun : begun + part.rows]
        begun += part.rows
