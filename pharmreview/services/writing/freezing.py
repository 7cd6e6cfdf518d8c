"""What one paper says, frozen from the case and from what was chosen for it."""

from collections.abc import Callable, Sequence
from datetime import date

from pydantic import Field

from pharmreview.domain.case import Case, IssuedPaper, User
from pharmreview.domain.errors import PaperProblem
from pharmreview.domain.lines.line import UnreadLine
from pharmreview.domain.lines.row import ExportRow
from pharmreview.domain.medicines.formulary import Formulary
from pharmreview.domain.medicines.product import Product
from pharmreview.domain.ome.equivalence import OmeTotal
from pharmreview.domain.paper import (
    CurrentMedicine,
    PaperFacts,
    PaperKind,
    PaperTemplate,
    Replaced,
    Setting,
    setting_for,
)
from pharmreview.domain.patient import Practice
from pharmreview.domain.review.step import ReviewForm
from pharmreview.domain.review.together.carried import Carried, carried
from pharmreview.domain.review.together.spoken import Spoken, spoken
from pharmreview.domain.taper.plan import TaperPlan
from pharmreview.domain.value import Value
from pharmreview.services.assessing import Assessed
from pharmreview.services.writing.points import points

ReadProduct = Callable[[str], Product | None]


class PaperTables(Value):
    """The tables a paper is made from: products by name, ids with review dates, the app's version.

    `versions` names only the tables whose facts stand on papers.
    """

    formulary: Formulary
    versions: dict[str, str] = Field(default_factory=dict)
    app_version: str = ""
    form: ReviewForm | None = None
    """What a review asks, for the words of what was chosen in it."""


class PaperChoices(Value):
    """What is chosen for one paper, beside what the case holds.

    `plan` is the draft now on screen; without it the plan last agreed is used. `assessed` gives a
    clinician's letter its medicines and the OME with its working.
    """

    practice: Practice = Practice()
    by: User | None = None
    plan: TaperPlan | None = None
    assessed: Assessed | None = None
    recipient: tuple[str, ...] = ()
    enclosed: str = ""
    details: dict[str, str] = Field(default_factory=dict, repr=False)
    template: PaperTemplate | None = None
    setting: Setting | None = None
    """How it is set; without it, as the person's recorded needs say."""
    cream: bool | None = None
    language: str = ""
    """The second language of a plan, as one of `Paperwork.languages`; English alone where it is empty."""


def frozen(
    case: Case,
    kind: PaperKind,
    choices: PaperChoices,
    today: date,
    tables: PaperTables,
    issued: Sequence[IssuedPaper],
    read_product: ReadProduct,
) -> PaperFacts:
    """Everything a paper says, from now on untouched by the case. Raises PaperProblem."""
    plan, is_agreed = _plan(case, choices)
    version, replaces = _version(case, kind, is_agreed, issued)
    setting, cream = _setting(case, choices)
    ome = choices.assessed.assessment.ome if choices.assessed else None
    return PaperFacts(
        kind=kind,
        version=version,
        today=today,
        patient=case.patient,
        practice=_signed(choices),
        answers=case.answers,
        reviewed=case.finish.finished_at.date() if case.finish else None,
        plan=plan,
        agreed=is_agreed,
        replaces=_told(replaces),
        products=_products(plan, tables.formulary, read_product) if plan else {},
        medicines=_medicines(case, choices.assessed),
        ome_working=_working(ome) if ome else (),
        ome_is_most=ome is not None and ome.low != ome.high,
        recipient=choices.recipient,
        enclosed=choices.enclosed,
        tables=_tables(tables.versions, case.agreed[-1].tables if is_agreed else {}),
        app_version=tables.app_version,
        details=choices.details,
        template=choices.template,
        setting=setting,
        cream=cream,
        language=choices.language,
        story=_story(tables.form, case) if tables.form else Carried(),
        spoken=_spoken(tables.form, case, choices.assessed),
    )


def _plan(case: Case, choices: PaperChoices) -> tuple[TaperPlan | None, bool]:
    """The plan a paper tells, and whether it is the one last agreed."""
    agreed = case.agreed[-1].plan if case.agreed else None
    plan = choices.plan or agreed
    return plan, plan is not None and plan == agreed


def _tables(now: dict[str, str], then: dict[str, str]) -> dict[str, str]:
    """The tables a paper names, as they were when the plan was agreed, else as they are."""
    known = then or now
    return {id_: known[id_] for id_ in now if id_ in known}


def _story(form: ReviewForm, case: Case) -> Carried:
    return carried(form, case.answers, tuple(one.answers for one in case.earlier))


def _spoken(form: ReviewForm | None, case: Case, assessed: Assessed | None) -> Spoken:
    """What the review speaks of, the risks that the rules found in the record, and each data point."""
    found = assessed.assessment.findings if assessed else ()
    risks = tuple(finding.what for finding in found if finding.tier is not None)
    told = spoken(form, case.answers) if form else Spoken()
    at_points = points(form, case, assessed) if form else ()
    return told.model_copy(update={"risks": risks, "at_points": at_points})


def _products(plan: TaperPlan, formulary: Formulary, read_product: ReadProduct) -> dict[str, Product]:
    """Every product a plan names, by that name. Raises PaperProblem for one that cannot be read."""
    named = {item.product for step in plan.steps for dose in step.doses for item in dose.items}
    named |= {item.product for issue in plan.issues for item in issue.items}
    listed = {product.name: product for product in formulary.products if product.name in named}
    found = {name: listed.get(name) or read_product(name) for name in sorted(named)}
    missing = [name for name, product in found.items() if product is None]
    if missing:
        raise PaperProblem(
            f"The plan names “{missing[0]}”, which is not in the product table.",
            "Build the plan again with products on the list.",
            code="paper-product",
        )
    return {name: product for name, product in found.items() if product is not None}


def _version(
    case: Case, kind: PaperKind, is_agreed: bool, issued: Sequence[IssuedPaper]
) -> tuple[int, IssuedPaper | None]:
    """Every form of a plan carries the plan's own version; a letter counts its issues."""
    if kind.series == "plan":
        last = case.agreed[-1].version if case.agreed else 0
        version = last if is_agreed else last + 1
    else:
        version = 1 + max((p.version for p in issued if _series(p) == kind.series), default=0)
    return version, replaced(kind, version, issued)


def _series(paper: IssuedPaper) -> str:
    try:
        return PaperKind(paper.kind).series
    except ValueError:
        return paper.kind


def replaced(kind: PaperKind, version: int, issued: Sequence[IssuedPaper]) -> IssuedPaper | None:
    """The newest issued paper of the series with an earlier version."""
    earlier = [p for p in issued if _series(p) == kind.series and p.version < version]
    return max(earlier, key=lambda p: (p.version, p.issued_at)) if earlier else None


def _told(paper: IssuedPaper | None) -> Replaced | None:
    return Replaced(version=paper.version, issued=paper.issued_at.date()) if paper else None


def _setting(case: Case, choices: PaperChoices) -> tuple[Setting, bool]:
    """How the paper is set: as chosen, else as the person's recorded needs say."""
    needed, cream = setting_for(case.patient.needs)
    return choices.setting or needed, cream if choices.cream is None else choices.cream


def _signed(choices: PaperChoices) -> Practice:
    """The practice, prepared under the user's name where the practice names nobody."""
    practice = choices.practice
    if practice.prepared_by.strip() or choices.by is None:
        return practice
    return practice.model_copy(
        update={
            "prepared_by": choices.by.name,
            "prepared_by_role": practice.prepared_by_role or choices.by.role,
        }
    )


def _medicines(case: Case, assessed: Assessed | None) -> tuple[CurrentMedicine, ...]:
    """What the record says is taken now; without an assessment, the latest row of each name."""
    if assessed is not None:
        return tuple(
            _medicine(line.row, line.why if isinstance(line, UnreadLine) else "") for line in assessed.current
        )
    latest: dict[str, ExportRow] = {}
    for row in case.rows:
        key = " ".join(row.name.split()).casefold()
        if key not in latest or (row.issued or date.min) >= (latest[key].issued or date.min):
            latest[key] = row
    return tuple(_medicine(row, "") for row in latest.values())


def _medicine(row: ExportRow, unread: str) -> CurrentMedicine:
    return CurrentMedicine(
        name=" ".join(row.name.split()), directions=row.directions, last_issued=row.issued, unread=unread
    )


def _working(ome: OmeTotal) -> tuple[str, ...]:
    """The total first, then a sentence a line, and what is missing from it."""
    total = f"{ome.low} to {ome.high}" if ome.low != ome.high else f"{ome.high}"
    told = [f"{total} by table {ome.table}."]
    told += [f"{line.name}: {', '.join(filter(None, (line.working, line.need)))}." for line in ome.working]
    if not ome.complete:
        told.append("The total is incomplete.")
    told += [f"{line.name} is not counted: {line.why.rstrip('.')}." for line in ome.not_converted]
    return tuple(told)
