"""A request filled with what the case and the practice say of it, each time it is planned."""

from datetime import timedelta
from typing import TYPE_CHECKING

from pharmreview.domain.review.answer import text_of
from pharmreview.domain.taper.person.circumstances import Standing, standing
from pharmreview.domain.taper.person.use import months_used

if TYPE_CHECKING:
    from pharmreview.domain.case import Case
    from pharmreview.domain.patient import Practice
    from pharmreview.domain.taper.plan import TaperRequest
    from pharmreview.services.assessing import Assessed
    from ui.state.desk import Desk

USED_KEY = "taper.used_months"
"""Where it is kept for how many months the medicines have been taken, as the person says."""


def stands(desk: "Desk", case: "Case", assessed: "Assessed | None") -> tuple[Standing, ...]:
    """Everything about the person that keeps a plan from being made here."""
    if assessed is None:
        return ()
    return standing(
        case.patient,
        case.answers,
        assessed.exclusions,
        assessed.to_check,
        desk.app.tables.rules.terms,
        desk.app.tapering.settings,
        desk.clock.today(),
    )


def filled(
    request: "TaperRequest", desk: "Desk", case: "Case", assessed: "Assessed | None", practice: "Practice"
) -> "TaperRequest":
    """The request with the circumstances, the months of use, the closed days and the packs known now."""
    news: dict[str, object] = {
        "circumstances": tuple(s.circumstance for s in stands(desk, case, assessed)),
        "used_months": _used(request, desk, case, assessed),
        "closed": tuple(sorted(set(practice.closed))),
    }
    if request.formulary.packs != practice.packs:
        news["formulary"] = request.formulary.model_copy(update={"packs": dict(practice.packs)})
    if all(getattr(request, field) == told for field, told in news.items()):
        return request
    return request.model_copy(update=news)


def unfilled(request: "TaperRequest", like: "TaperRequest") -> "TaperRequest":
    """The request with what is filled in as another one has it: to see whether the wishes are the same."""
    return request.model_copy(
        update={
            "circumstances": like.circumstances,
            "used_months": like.used_months,
            "closed": like.closed,
            "formulary": request.formulary.model_copy(update={"packs": like.formulary.packs}),
        }
    )


def _used(request: "TaperRequest", desk: "Desk", case: "Case", assessed: "Assessed | None") -> int | None:
    """What was told, else what the record shows at least; None where neither tells."""
    told = text_of(case.answers, USED_KEY)
    if told.isascii() and told.isdecimal():
        return int(told)
    changing = request.order[0] if request.order else ""
    medicine = next((m for m in request.medicines if m.id == changing), None)
    product = None if medicine is None else desk.app.tapering.read(medicine).product
    if product is None or assessed is None:
        return None
    gap = timedelta(days=desk.app.tables.rules.stale_after_on(desk.clock.today()).days)
    return months_used(assessed.lines, product.main.name, gap, desk.clock.today())
