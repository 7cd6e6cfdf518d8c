"""Somebody who stands in several searches: each file replaces its own rows, and nobody else's are lost."""

from datetime import timedelta
from decimal import Decimal

import pytest

from pharmreview.domain.case import Case
from pharmreview.domain.caseload.searches.changes import Movement, Unclear
from pharmreview.domain.caseload.searches.imports import is_in, latest_of_each
from pharmreview.domain.lines.row import ExportPerson
from pharmreview.services.caseload.verbs import Caseload
from pharmreview.services.casework import Casework
from pharmreview.services.intake import Preview
from tests.services.caseload.searches import CODEINE, DAY, MST, TWICE, person, search

ANN, BEA = "9990000018", "9990000026"
GABAPENTIN = "Gabapentin 300mg capsules"
OPIOIDS, GABAPENTINOIDS = "Opioids", "Gabapentinoids"


def ann(*medicines: str, row: int = 2) -> ExportPerson:
    return person("Ann", ANN, row=row, medicines=tuple((each, TWICE) for each in medicines))


def opioids(*medicines: str, weeks: int = 0, title: str = OPIOIDS) -> Preview:
    digest, day = f"opioids {weeks} {medicines}", DAY + timedelta(weeks=weeks)
    return search(ann(*medicines), person("Bea", BEA, row=20), digest=digest, day=day, title=title)


def gabapentinoids(weeks: int = 0, title: str = GABAPENTINOIDS) -> Preview:
    digest, day = f"gabapentinoids {weeks}", DAY + timedelta(weeks=weeks)
    return search(ann(GABAPENTIN), digest=digest, day=day, title=title)


def pasted(*medicines: str, weeks: int = 0) -> Preview:
    preview = search(ann(*medicines), digest=f"pasted {weeks}", day=DAY + timedelta(weeks=weeks), title="")
    object.__setattr__(preview, "file", preview.file.model_copy(update={"layout": "pasted"}))
    return preview


def case_of(casework: Casework) -> Case:
    return next(saved.case for saved in casework.each() if saved.case.patient.nhs_number == ANN)


def names(casework: Casework) -> list[str]:
    return [row.name for row in case_of(casework).rows]


def total(caseload: Caseload, casework: Casework) -> Decimal:
    return caseload.judging().total_of(case_of(casework)).high


def test_that_a_second_search_adds_its_medicines_and_the_next_file_of_each_replaces_only_its_own(
    caseload: Caseload, casework: Casework
) -> None:
    caseload.bring_in(opioids(MST))
    caseload.bring_in(gabapentinoids())
    assert sorted(names(casework)) == [GABAPENTIN, MST]
    caseload.bring_in(opioids(CODEINE, weeks=4))
    assert sorted(names(casework)) == [CODEINE, GABAPENTIN]
    caseload.bring_in(gabapentinoids(weeks=8))
    assert sorted(names(casework)) == [CODEINE, GABAPENTIN]
    case = case_of(casework)
    assert sum(part.rows for part in case.parts) == len(case.rows)
    assert case.origin is not None
    assert case.origin.as_of == DAY + timedelta(weeks=8)


def test_that_what_a_second_search_adds_to_the_total_is_no_rise(
    caseload: Caseload, casework: Casework
) -> None:
    caseload.bring_in(opioids(MST))
    codeine = search(ann(CODEINE), digest="codeine", day=DAY, title="Codeine")
    (change,) = caseload.compare(codeine).people
    assert (change.movement, change.unclear) == (Movement.UNCLEAR, Unclear.ANOTHER_SEARCH)
    assert change.before is not None
    assert change.after is not None
    assert change.before.high == Decimal(60)
    assert change.after.high == Decimal(66)
    caseload.bring_in(codeine)
    assert total(caseload, casework) == Decimal(66)
    assert [seen.high for seen in case_of(casework).seen] == [Decimal(66)]
    more = caseload.compare(opioids(MST, "MST Continus 10mg tablets", weeks=4))
    assert [(c.movement, c.after and c.after.high) for c in more.people] == [(Movement.UP, Decimal(86))]


def test_that_an_untitled_search_for_another_class_is_a_search_of_its_own(caseload: Caseload) -> None:
    caseload.bring_in(opioids(MST, title=""))
    changes = caseload.compare(gabapentinoids(title=""))
    assert changes.search == "gabapentinoids"
    assert changes.counts[Movement.GONE] == 0
    assert (
        caseload.compare(opioids(MST, CODEINE, weeks=4, title="")).search == "opioids mst continus mg tablets"
    )


def test_that_an_older_file_of_a_second_search_still_brings_its_medicines(
    caseload: Caseload, casework: Casework
) -> None:
    caseload.bring_in(opioids(MST, weeks=4))
    caseload.bring_in(gabapentinoids())
    assert sorted(names(casework)) == [GABAPENTIN, MST]
    assert case_of(casework).origin is not None
    caseload.bring_in(opioids(CODEINE, weeks=1))
    assert sorted(names(casework)) == [GABAPENTIN, MST]


def test_that_a_pasted_list_stands_in_for_every_search_until_a_newer_file_and_calls_nobody_gone(
    caseload: Caseload, casework: Casework
) -> None:
    caseload.bring_in(opioids(MST))
    caseload.bring_in(gabapentinoids())
    changes = caseload.compare(pasted(CODEINE, weeks=1))
    assert changes.counts[Movement.GONE] == 0
    assert changes.counts[Movement.DOWN] == 1
    caseload.bring_in(pasted(CODEINE, weeks=1))
    assert names(casework) == [CODEINE]
    caseload.bring_in(pasted(CODEINE, MST, weeks=2))
    assert names(casework) == [CODEINE, MST]
    assert all(is_in(saved.case, latest_of_each(caseload.imports()).values()) for saved in casework.each())
    caseload.bring_in(opioids(MST, weeks=3))
    assert sorted(names(casework)) == [GABAPENTIN, MST]


def test_that_a_file_from_before_a_pasted_list_replaces_nothing_of_it(
    caseload: Caseload, casework: Casework
) -> None:
    caseload.bring_in(opioids(MST))
    caseload.bring_in(pasted(CODEINE, weeks=2))
    late = opioids("MST Continus 10mg tablets", weeks=1)
    assert caseload.compare(late).counts[Movement.EARLIER] == 1
    caseload.bring_in(late)
    assert names(casework) == [CODEINE]


@pytest.mark.parametrize("first", ["opioids", "gabapentinoids"])
def test_that_the_order_of_two_searches_changes_no_total(
    caseload: Caseload, casework: Casework, first: str
) -> None:
    two = [opioids(MST, CODEINE), gabapentinoids()]
    for preview in two if first == "opioids" else reversed(two):
        caseload.bring_in(preview)
    assert total(caseload, casework) == Decimal(66)


def test_that_whoever_is_gone_from_one_search_and_in_another_stays_on_the_list(
    caseload: Caseload, casework: Casework
) -> None:
    caseload.bring_in(opioids(MST))
    caseload.bring_in(gabapentinoids())
    without = search(person("Bea", BEA, row=20), digest="next", day=DAY + timedelta(weeks=4), title=OPIOIDS)
    caseload.bring_in(without)
    assert is_in(case_of(casework), latest_of_each(caseload.imports()).values())
