"""Everyone counted: where each stands for a baseline, and how many lines say the same."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from pharmreview.domain.caseload.baseline import Counts, Standing, counted
from pharmreview.domain.caseload.searches.imports import ImportRecord, is_in, latest_of_each
from pharmreview.domain.errors import InputProblem
from pharmreview.domain.lines.repair import person_key, repair_key
from pharmreview.domain.lines.row import ExportRow
from pharmreview.domain.patient import Patient
from pharmreview.lots import until
from pharmreview.services.caseload.judging import Judging
from pharmreview.services.intake import Preview
from pharmreview.services.ports import CaseVault, Report


class Alike(NamedTuple):
    """How many lines say the same, and how many people they are of: in the store, and in a preview."""

    lines: int = 0
    people: int = 0
    preview_lines: int = 0
    preview_people: int = 0


def standings(
    vault: CaseVault,
    judging: Judging,
    records: Sequence[ImportRecord],
    report: Report | None,
    should_stop: Callable[[], bool] | None,
) -> Counts:
    """Everyone in the store counted as they stand now.

    Raises InputProblem where there is nobody, Stopped when asked to stop.
    """
    total, latest = len(vault.revisions()), latest_of_each(records).values()
    if not total:
        raise InputProblem("There is nobody on the list to count.", "Bring in a search first.")

    def each() -> Iterator[Standing]:
        for saved in until(should_stop, vault.each(), report, total):
            here = not latest or is_in(saved.case, latest)
            yield judging.standing_of(saved.case, in_search=here)

    return counted(each(), judging.line.milligrams)


def alike(vault: CaseVault, keys: Sequence[str], preview: Preview | None) -> dict[str, Alike]:
    """How many lines and people have each of these keys; a key that is one person's own counts theirs."""
    wanted = set(keys)
    stored = _tally(wanted, ((saved.case.patient, saved.case.rows) for saved in vault.each()))
    people = () if preview is None else preview.people
    seen = _tally(wanted, ((one.person.patient, one.person.rows) for one in people))
    return {key: Alike(*stored[key], *seen[key]) for key in keys}


def _tally(
    wanted: set[str], people: Iterable[tuple[Patient, Sequence[ExportRow]]]
) -> dict[str, tuple[int, int]]:
    found = dict.fromkeys(wanted, (0, 0))
    personal = any(key.count("\n") > 1 for key in wanted)
    for patient, rows in people:
        keys = [repair_key(row.name, row.directions) for row in rows]
        if personal:
            whose = person_key(patient)
            keys += [repair_key(row.name, row.directions, whose) for row in rows]
        for key in wanted.intersection(keys):
            lines, persons = found[key]
            found[key] = (lines + keys.count(key), persons + 1)
    return found
