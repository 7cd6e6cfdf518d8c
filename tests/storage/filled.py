"""Cases with something in every field, a store ready to fill, and the words that must never be seen."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from pharmreview.domain.case import (
    Agreed,
    Case,
    CaseState,
    Earlier,
    ExclusionCall,
    Finish,
    IssuedPaper,
    Origin,
    TierOverride,
    TotalSeen,
)
from pharmreview.domain.lines.row import ExportRow
from pharmreview.domain.patient import CodedTerm, Patient
from pharmreview.domain.quantity.unit import Unit
from pharmreview.domain.risk.finding import Tier
from pharmreview.domain.taper.plan import (
    Caution,
    DoseAt,
    Item,
    Medicine,
    Pace,
    Pause,
    Step,
    StepKind,
    TaperPlan,
    TaperRequest,
)
from pharmreview.storage.keyring import Cost
from pharmreview.storage.store import StoreRoom
from pharmreview.system.whole import write_whole

AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
DAY = date(2026, 11, 20)
PASSPHRASE = "nine green bottles"
CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
"""So that tests of other things do not wait for the real cost, which test_keyring.py holds to."""

CANARIES = ("Canaryname", "9990000018", "says it burns at night", "morphine")
"""Words of the filled case that may stand in no file as they are."""


def room_in(folder: Path, cost: Cost = CHEAP) -> StoreRoom:
    return StoreRoom(folder / "store", write_whole, cost)


def filled_case(case_id: str = "k7m2x9q4ab", answers: int = 4, rows: int = 2) -> Case:
    """A case with every field set; more answers and rows make it as large as wanted."""
    request = TaperRequest(
        start=DAY,
        medicines=(Medicine(id="a", name="Morphine 10mg tablets", directions="One twice a day"),),
        aim={"a": Decimal(0)},
        pace=Pace(percent=Decimal(10), every_days=28),
        pauses=(Pause.model_validate({"from": DAY, "days": 14, "reason": "holiday"}),),
        issue_days=28,
    )
    step = Step.model_validate(
        {
            "number": 1,
            "medicine": "a",
            "kind": StepKind.REDUCE,
            "from": DAY,
            "to": DAY,
            "days": 28,
            "daily_dose": Decimal("17.50"),
            "unit": Unit.MILLIGRAM,
            "reduction": Decimal("2.5"),
            "reduction_percent": None,
            "ome_medicine": Decimal("17.5"),
            "ome_total": None,
            "doses": (DoseAt(when="morning", items=(Item(product="p", count=Decimal("1.5")),)),),
        }
    )
    caution = Caution(code="c", text="t", source="s")
    plan = TaperPlan(request=request, table="t1", steps=(step,), cautions=(caution,))
    text = "says it burns at night "
    return Case(
        id=case_id,
        patient=Patient(
            family_name="Canaryname",
            nhs_number="9990000018",
            born=date(1960, 2, 29),
            address=("1 High Street", ""),
            terms=(CodedTerm(term="asthma", noted=DAY, row=3),),
            facts={"apnoea": "yes"},
        ),
        rows=tuple(
            ExportRow(row=i, name=f"morphine {i}mg", directions=text, issued=DAY) for i in range(rows)
        ),
        origin=Origin(file_name="f.csv", digest="d" * 64, layout="emis", as_of=DAY, imported_at=AT),
        state=CaseState.IN_REVIEW,
        begun=DAY,
        answers={
            f"step.field.{i}": (text * 6, "Ünïcode ½ µg 😀") if i % 2 else text * 12 for i in range(answers)
        },
        passed={"safety.naloxone": "none in stock"},
        skipped=("sleep",),
        taper=request,
        agreed=(Agreed(version=1, agreed_at=AT, agreed_by="Ada", plan=plan, tables={"ome": "2026-01"}),),
        finish=Finish(finished_at=AT, finished_by="Ada", decision="OPT3"),
        earlier=(
            Earlier(
                review=1,
                finish=Finish(finished_at=AT, finished_by="Ada", decision="OPT1"),
                answers={"listen.agenda": ("Sleep",)},
            ),
        ),
        tables={"ome": "2026-01"},
        tier_override=TierOverride(tier=Tier.HIGH, reason="lives alone", by="Ada", at=AT),
        exclusion_calls=(
            ExclusionCall(code="EXC1", because="Asthma", stands=False, reason="not cancer", by="Ada", at=AT),
        ),
        seen=(
            TotalSeen(
                as_of=DAY,
                table="t1",
                low=Decimal(20),
                high=Decimal("22.5"),
                regular_high=Decimal(20),
                complete=False,
                tier="medium",
            ),
        ),
    )


def paper(paper_id: str = "p1a2b3c4", case_id: str = "k7m2x9q4ab", version: int = 1) -> IssuedPaper:
    """A paper as issued: the PDF may hold any bytes."""
    return IssuedPaper(
        id=paper_id,
        case_id=case_id,
        kind="plan",
        version=version,
        title="Plan for Canaryname",
        issued_at=AT,
        issued_by="Ada",
        pdf=bytes(range(256)),
        html="<p>½ Canaryname</p>",
        sha256="40aff2e9d2d8922e47afd4648e6967497158785fbd1da870e7110266bf944880",
        tables={"ome": "2026-01"},
        template="plan 1",
    )
