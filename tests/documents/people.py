"""Two hundred invented people for whom every paper is made, and a look at the pages that come of it."""

import ctypes
import itertools
import random
from datetime import date, timedelta
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from pharmreview.domain.paper import PaperFacts, PaperKind
from pharmreview.domain.patient import Patient
from tests.documents.papers import ANSWERS, START, facts, long_plan, morphine_plan, patch_plan

GIVEN = (
    "Jo",
    "Zoë",
    "Siân",
    "Oluwaseun-Marguerite",
    "<b>",
    "{{x}}",
    "Łukasz",
    "D’Arcy",
    "Anne Marie",
    "Ngọc",
)
FAMILY = (
    "Vale",
    "O’Rourke",
    "Ó Súilleabháin",
    "van der Harebell-Ashworth",
    "McQuill",
    "{name}",
    "Żak",
    "Lee",
)
ADDRESSES: tuple[tuple[str, ...], ...] = (
    (),
    ("1 Harebell Lane", "Larkhampton", "ZZ99 3AA"),
    ("Flat 12b, The Old Corn Exchange Buildings", "204 Upper Larkhampton Road", "Larkhampton", "ZZ99 3VZ"),
)
GOALS = (
    "",
    "To sleep.",
    "I want to walk my dog to the far gate and back before breakfast.",
    "Cook on Sundays for my sister. Sing again.",
)
NUMBERS = ("9990000018", "9990000026", "9990000034", "")


def people() -> list[dict[str, Any]]:
    """What is different about each of 200 people, the same ones every time."""
    luck = random.Random(200)
    plans = [morphine_plan(), patch_plan(), long_plan(3), morphine_plan(issues=False)]
    found = []
    for number in range(200):
        answers = dict(ANSWERS)
        answers["decide.goal"] = luck.choice(GOALS)
        answers["decide.decision"] = luck.choice([f"OPT{n}" for n in range(1, 9)])
        answers["sheet.shared_summary"] = luck.choice(
            ["", "Sleep comes first. Noise at night gets in the way."]
        )
        answers["decide.review_date"] = luck.choice(["", "2027-01-04", "2026-01-01"])
        patient = Patient(
            given_name=GIVEN[number % len(GIVEN)],
            family_name=FAMILY[number % len(FAMILY)],
            title=luck.choice(["", "Mrs", "Dr"]),
            nhs_number=luck.choice(NUMBERS),
            born=luck.choice([None, date(1940, 2, 29), date(1999, 12, 31)]),
            gender=luck.choice(["", "Female", "Male"]),
            address=luck.choice(ADDRESSES),
            usual_gp=luck.choice(["", "Dr Tom Hale"]),
            phone=luck.choice(["", "07700 900123"]),
        )
        today = START - timedelta(days=luck.choice([0, 15, 30]))
        found.append({"patient": patient, "answers": answers, "plan": luck.choice(plans), "today": today})
    return found


def for_person(kind: PaperKind, person: dict[str, Any], **changed: Any) -> PaperFacts:
    """A paper for one of them; its letter about a change is for someone whose plan changes something."""
    if kind is PaperKind.CHANGE:
        person = person | {"answers": person["answers"] | {"decide.decision": "OPT4"}}
    return facts(kind, **(person | changed))


def faults_on_pages(pdf: bytes) -> list[str]:
    """Words that run off a page, and lines of words that stand on one another, as the pages are drawn."""
    faults = []
    document = pypdfium2.PdfDocument(pdf)
    for number, page in enumerate(document, 1):
        width, height = page.get_size()
        boxes = _text_boxes(page)
        for left, foot, right, top in boxes:
            if left < 10 or foot < 10 or right > width - 10 or top > height - 5:
                faults.append(f"page {number}: words at {left:.0f},{foot:.0f} run off the page")
        for one, other in itertools.combinations(boxes, 2):
            across = min(one[2], other[2]) - max(one[0], other[0])
            down = min(one[3], other[3]) - max(one[1], other[1])
            if across > 1 and down > 0.45 * min(one[3] - one[1], other[3] - other[1]):
                faults.append(f"page {number}: words at {one[0]:.0f},{one[1]:.0f} are written over")
    document.close()
    return faults


def _text_boxes(page: Any) -> list[tuple[float, float, float, float]]:
    """The box of every run of text, as the page is drawn."""
    boxes = []
    for item in page.get_objects(max_depth=1):
        if item.type != pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        left, foot, right, top = (ctypes.c_float() for _ in range(4))
        if pdfium.FPDFPageObj_GetBounds(item.raw, left, foot, right, top):
            box = (left.value, foot.value, right.value, top.value)
            if box[2] - box[0] > 0.5 and box[3] - box[1] > 0.5:
                boxes.append(box)
    return boxes
