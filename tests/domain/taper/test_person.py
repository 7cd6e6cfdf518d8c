"""What of the person bears on a plan: what stands in the way, how long, which lines are one medicine."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from pharmreview.domain.lines.row import ExportRow
from pharmreview.domain.patient import CodedTerm, Patient
from pharmreview.domain.risk.finding import Exclusion
from pharmreview.domain.taper.person.circumstances import Standing, standing
from pharmreview.domain.taper.person.medicines import medicines_of, names_in
from pharmreview.domain.taper.person.use import months_used, whole_months
from pharmreview.domain.taper.plan import TaperRequest
from pharmreview.domain.taper.wishes import Circumstance
from pharmreview.reference.tables import load_tables
from pharmreview.services.tapering import Tapering

TODAY = date(2026, 12, 1)
GAP = timedelta(days=183)


def stands(service: Tapering, patient: Patient | None = None, **rest: object) -> list[Circumstance]:
    return [each.circumstance for each in reasons(service, patient, **rest)]


def reasons(service: Tapering, patient: Patient | None = None, **rest: object) -> tuple[Standing, ...]:
    told = {"answers": {}, "excluded": (), "to_check": (), **rest}
    found = standing(
        patient or Patient(),
        terms=load_tables().rules.terms,
        settings=service.settings,
        today=TODAY,
        **told,  # type: ignore[arg-type]
    )
    assert all(s.because.endswith(".") for s in found)
    return found


def coded(term: str, noted: date | None = None, **facts: str) -> Patient:
    return Patient(terms=(CodedTerm(term=term, noted=noted),), facts=facts)


@pytest.mark.parametrize(
    ("patient", "wanted"),
    [
        (Patient(facts={"pregnant": "yes"}), [Circumstance.PREGNANCY]),
        (Patient(facts={"pregnant": "no"}), []),
        (Patient(facts={"mental-health-crisis": "yes"}), [Circumstance.SUICIDAL_THOUGHTS]),
        (coded("Pregnant", date(2026, 6, 1)), [Circumstance.PREGNANCY]),
        (coded("Pregnant", date(2026, 6, 1), pregnant="no"), []),
        (coded("Pregnant", date(2020, 6, 1)), []),
        (coded("Overdose of opioid", date(2026, 5, 1)), [Circumstance.RECENT_OVERDOSE]),
        (coded("Overdose of opioid", date(2015, 5, 1)), []),
        (coded("Overdose of opioid"), []),
        (coded("Deliberate self harm", date(2026, 10, 1)), [Circumstance.SUICIDAL_THOUGHTS]),
        (coded("Deliberate self harm", date(2026, 9, 1)), []),
        (coded("Opioid dependence", date(2015, 5, 1)), [Circumstance.OPIOID_USE_DISORDER]),
        (coded("Opioid dependence in remission", date(2015, 5, 1)), []),
    ],
)
def test_that_the_record_and_what_was_told_stand_in_the_way(
    service: Tapering, patient: Patient, wanted: list[Circumstance]
) -> None:
    assert stands(service, patient) == wanted


def test_that_an_exclusion_in_force_stands_and_perhaps_epilepsy_waits_to_be_looked_at(
    service: Tapering,
) -> None:
    cancer = Exclusion(code="EXC1", what="Cancer", because="Lung cancer")
    fits = Exclusion(code="EXC6", what="Perhaps epilepsy", because="Epilepsy", sure=False)
    assert stands(service, excluded=(cancer,)) == [Circumstance.CANCER_OR_END_OF_LIFE]
    assert stands(service, to_check=(cancer,)) == []
    assert stands(service, to_check=(fits,)) == [Circumstance.EPILEPSY]


def test_that_each_reason_says_where_it_was_found(service: Tapering) -> None:
    def said(patient: Patient | None = None, **rest: object) -> list[str]:
        return [each.because for each in reasons(service, patient, **rest)]

    assert said(coded(" Pregnant ", date(2026, 6, 1))) == ["In the record: Pregnant, 1 June 2026."]
    assert said(coded("Opioid dependence")) == ["In the record: Opioid dependence."]
    cancer = Exclusion(code="EXC1", what="Cancer", because="Lung cancer")
    assert said(excluded=(cancer,)) == ["In the record: Lung cancer."]
    by_hand = cancer.model_copy(update={"because": ""})
    assert said(excluded=(by_hand,)) == ["Said by the pharmacist."]


def test_that_the_pharmacist_can_say_each_of_them_and_a_word_of_no_list_is_left_alone(
    service: Tapering,
) -> None:
    every = tuple(c.value for c in Circumstance)
    assert stands(service, answers={"taper.stops": (*every, "other")}) == list(Circumstance)
    assert stands(service, answers={"prepare.under_care": "yes"}) == [Circumstance.SPECIALIST_REGIMEN]


def test_that_nothing_is_planned_while_something_stands(service: Tapering) -> None:
    (line,) = _lines(("Gabapentin 300mg capsules", "One To Be Taken Three Times A Day", None))
    (medicine,) = medicines_of([line])
    request = TaperRequest(start=TODAY, medicines=(medicine,), circumstances=tuple(Circumstance))
    plan = service.plan(request)
    assert not plan.steps
    assert {r.code for r in plan.refusals} == {f"circumstance-{c.value}" for c in Circumstance}


def _lines(*rows: tuple[str, str, date | None]) -> list:
    read = load_tables().read_row
    return [read(ExportRow(row=n, name=m, directions=d, issued=day)) for n, (m, d, day) in enumerate(rows)]


def test_that_months_of_use_are_counted_back_as_far_as_issues_follow_one_another() -> None:
    name, words = "MST Continus 30mg tablets", "One To Be Taken Twice A Day"
    days = [date(2020, 1, 1), date(2026, 2, 15), date(2026, 6, 15), date(2026, 11, 20)]
    lines = _lines(*((name, words, day) for day in days))
    assert months_used(lines, "morphine", GAP, TODAY) == 9
    assert months_used(lines[-1:], "morphine", GAP, TODAY) is None
    assert months_used(lines[:2], "morphine", GAP, TODAY) is None
    assert months_used(lines, "oxycodone", GAP, TODAY) is None
    assert whole_months(date(2026, 1, 31), date(2026, 2, 28)) == 0


def test_that_two_strengths_of_one_medicine_are_one_dose_and_the_rest_stays_apart(service: Tapering) -> None:
    twice = "One To Be Taken Twice A Day"
    lines = _lines(
        ("MST Continus 60mg tablets", twice, None),
        ("Gabapentin 300mg capsules", "One To Be Taken Three Times A Day", None),
        ("MST Continus 15mg tablets", twice, None),
        ("Morphine sulfate 10mg tablets", "One when required, up to four times a day", None),
        ("Amitriptyline 10mg tablets", "One at night", None),
    )
    found = medicines_of(lines)
    assert [names_in(m) for m in found] == [
        ("MST Continus 60mg tablets", "MST Continus 15mg tablets"),
        ("Gabapentin 300mg capsules",),
        ("Morphine sulfate 10mg tablets",),
    ]
    plan = service.plan(TaperRequest(start=TODAY, medicines=found, order=("m1",), aim={"m1": Decimal(60)}))
    assert plan.steps[0].daily_dose == 150


def test_that_a_range_is_never_added_to_a_clear_dose() -> None:
    lines = _lines(
        ("MST Continus 60mg tablets", "One To Be Taken Twice A Day", None),
        ("MST Continus 15mg tablets", "One or two twice a day", None),
    )
    assert [len(names_in(m)) for m in medicines_of(lines)] == [1, 1]
