"""What the engine must not plan, by name, with what to do instead."""

from collections.abc import Iterable
from decimal import Decimal

from pharmreview.domain.lines.line import Directions, Match, Reading, UnreadDirections
from pharmreview.domain.medicines.product import Form, MedicineClass, Product, Release, Route, Supply
from pharmreview.domain.quantity.unit import Unit
from pharmreview.domain.taper.pace import TaperSettings
from pharmreview.domain.taper.plan import Medicine, Refusal
from pharmreview.domain.value import Value

PLANNED = (MedicineClass.OPIOID, MedicineClass.GABAPENTINOID)
LIQUIDS = (Form.LIQUID, Form.DROPS, Form.LINCTUS, Form.SUSPENSION)
SOLIDS = (Form.TABLET, Form.CAPSULE, Form.SACHET, Form.GRANULES, Form.PATCH)


class ReadMedicine(Value):
    """A medicine of a request with what could be read of its name and its directions."""

    medicine: Medicine
    match: Match
    directions: Directions | UnreadDirections


def refusal(settings: TaperSettings, code: str, **facts: object) -> Refusal:
    """The refusal of that code, its words filled in."""
    wording = settings.refusals[code]
    return Refusal(code=code, text=wording.text.format(**facts), source=wording.source)


def refused(
    reads: Iterable[ReadMedicine], order: Iterable[str], settings: TaperSettings
) -> tuple[Refusal, ...]:
    """Every reason not to plan: what nobody may taper here wherever it stands, and what may not change."""
    changing = set(order)
    found: list[Refusal] = []
    for read in reads:
        code, facts = _anywhere(read)
        if not code and read.medicine.id in changing:
            code, facts = _changing(read)
        if code:
            found.append(refusal(settings, code, name=read.medicine.name, **facts))
    return tuple(found)


def _anywhere(read: ReadMedicine) -> tuple[str, dict[str, str]]:
    """Medicines that stop any plan, also one for another medicine of the same person."""
    match, product = read.match, read.match.product
    if match.status is Reading.OTHER:
        return "", {}
    if product is not None and (code := _specialist(product)):
        return code, {}
    if match.status is Reading.UNREAD or product is None:
        return "unread-medicine", {"why": _ended(match.why or "the name is not one we know")}
    if isinstance(read.directions, UnreadDirections):
        return "unread-directions", {"why": _ended(read.directions.why)}
    return "", {}


def _specialist(product: Product) -> str:
    main = product.main
    if main.name == "methadone":
        return "methadone"
    if product.supply is Supply.OUT_OF_SCOPE or (
        main.name == "buprenorphine"
        and product.route is not Route.TRANSDERMAL
        and main.unit is Unit.MILLIGRAM
    ):
        return "opioid-dependence"
    if main.name == "fentanyl" and product.release is Release.IMMEDIATE:
        return "immediate-release-fentanyl"
    if product.medicine_class is MedicineClass.OPIOID and product.form in (Form.INJECTION, Form.IMPLANT):
        return "form-not-planned"
    return ""


def _changing(read: ReadMedicine) -> tuple[str, dict[str, str]]:
    """What may stand frozen beside a plan but not change in one."""
    match, product, taken = read.match, read.match.product, read.directions
    if product is None or match.medicine_class not in PLANNED:
        return "class-not-planned", {}
    if product.form in LIQUIDS:
        return "not-yet-planned", {}
    if product.form not in SOLIDS:
        return "form-not-planned", {}
    if product.main.strength is None or product.main.unit is None:
        return "strength-needed", {}
    paced = product.release is Release.MODIFIED
    if paced and product.interval_hours is None and read.medicine.interval_hours is None:
        return "interval-needed", {"why": _ended(match.why or "the name does not say which")}
    if isinstance(taken, Directions):
        if taken.changing:
            return "dose-changing", {}
        if taken.low != taken.high:
            return "dose-range", {}
        if taken.high <= 0:
            return "nothing-taken", {}
    return "", {}


def _ended(why: str) -> str:
    """A reason as the end of a sentence: no full stop of its own."""
    return why.strip().rstrip(".")


def not_whole(units: Decimal, product: Product) -> bool:
    """True where so many units would split what must not be split."""
    step = Decimal("0.5") if product.splittable else Decimal(1)
    return units % step != 0
