"""Which medicines of a request change, and in which order: one at a time."""

from collections.abc import Sequence

from pharmreview.domain.digits import plain
from pharmreview.domain.errors import InputProblem
from pharmreview.domain.medicines.product import Release
from pharmreview.domain.taper.course.refuse import ReadMedicine
from pharmreview.domain.taper.pace import measured
from pharmreview.domain.taper.plan import TaperRequest
from pharmreview.domain.taper.wishes import FallsFirst

MOST_MEDICINES = 60
"""Of one request: PharmReview's own limit, twice what the longest lists hold, and planned in seconds."""


def order_of(request: TaperRequest, reads: Sequence[ReadMedicine]) -> tuple[str, ...]:
    """Which medicines change, in turn: as asked, else those with an aim, else the first one.

    Without an order, of two products of one ingredient the part that was chosen falls first. Raises
    InputProblem where the request contradicts itself.
    """
    ids = _ids(request)
    order = request.order or _chosen(request, reads) or (ids[0],)
    if len(set(order)) < len(order):
        raise InputProblem("A medicine stands twice in the order.", "Name each medicine once.")
    for what, named in (
        ("order", order),
        ("aim", request.aim),
        ("list of products", request.products),
        ("change of product", request.switches),
        ("list of steps set by hand", request.by_hand),
        ("list of doses really taken", request.taking),
        ("list of doses at the beginning", request.began),
    ):
        for id_ in named:
            if id_ not in ids:
                raise InputProblem(
                    f"The {what} names {id_!r}, which is none of the medicines.", "Use the id of a medicine."
                )
    _numbers(request)
    for id_ in request.aim:
        if id_ not in order:
            raise InputProblem(
                f"{id_!r} has an aim but does not stand in the order.",
                "Add it to the order, or leave out its aim.",
            )
    return order


def _ids(request: TaperRequest) -> list[str]:
    """What the request calls its medicines: at least one, each once."""
    ids = [m.id for m in request.medicines]
    if not ids:
        raise InputProblem("The request names no medicine.", "Add the medicine that is to change.")
    if len(ids) > MOST_MEDICINES:
        raise InputProblem(
            f"The request names {len(ids)} medicines; a plan holds at most {MOST_MEDICINES}.",
            "Leave out those that neither change nor count.",
        )
    if len(set(ids)) < len(ids):
        raise InputProblem("Two medicines of the request have the same id.", "Give each its own id.")
    return ids


def _numbers(request: TaperRequest) -> None:
    """Refuse numbers that cannot be meant of intervals, aims and changes of product."""
    for medicine in request.medicines:
        measured(medicine.interval_hours, f"interval of {medicine.name}")
    for id_, aim in request.aim.items():
        measured(aim, f"aim of {id_}")
    for id_, switch in request.switches.items():
        measured(switch.at, f"dose at which {id_} is switched")
        if switch.at is not None and switch.at <= 0:
            raise InputProblem(
                f"{id_!r} cannot change its product at {plain(switch.at)}.",
                "Give a dose that is taken, or leave it out to change at the dose now taken.",
            )


def _chosen(request: TaperRequest, reads: Sequence[ReadMedicine]) -> tuple[str, ...]:
    """The medicines with an aim, those of one ingredient with the part first that is to fall first."""
    aimed = [read for read in reads if read.medicine.id in request.aim]
    first = Release.IMMEDIATE if request.falls_first is FallsFirst.BREAKTHROUGH else Release.MODIFIED
    found: list[ReadMedicine] = []
    for read in aimed:
        if read in found:
            continue
        kin = [other for other in aimed if other is read or _same_ingredient(read, other)]
        found += sorted(kin, key=lambda r: r.product is None or r.product.release is not first)
    return tuple(read.medicine.id for read in found)


def _same_ingredient(one: ReadMedicine, other: ReadMedicine) -> bool:
    a, b = one.product, other.product
    return a is not None and b is not None and a.main.name == b.main.name
