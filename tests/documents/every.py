"""Every paper in every way it is set, and the odd ones beside them, for the checkers to look at."""

from collections.abc import Iterator
from io import BytesIO

from PIL import Image

from pharmreview.documents.languages.language import our_languages
from pharmreview.documents.letterhead import letterhead_of
from pharmreview.domain.paper import PaperFacts, PaperKind, Setting
from tests.documents.papers import PRACTICE, facts, long_plan, patch_plan

WAYS = ((Setting.STANDARD, False), (Setting.LARGE, True), (Setting.SIMPLE, False))
"""How papers are set, each with whether it stands on cream."""


def every_paper() -> Iterator[tuple[str, PaperFacts]]:
    """Each with a name of its own."""
    for kind in PaperKind:
        for setting, cream in WAYS:
            yield f"{kind.value}-{setting.value}", facts(kind, setting=setting, cream=cream)
    for setting, cream in WAYS:
        yield f"patches-{setting.value}", facts(plan=patch_plan(), setting=setting, cream=cream)
    for one in our_languages():
        for setting, cream in WAYS:
            paper = facts(language=one.code, setting=setting, cream=cream)
            yield f"plan-in-{one.code}-{setting.value}", paper
    yield "long-route", facts(PaperKind.WHOLE_ROUTE, plan=long_plan(40))
    practice = PRACTICE.model_copy(update={"letterhead": letterhead_of(_letterhead())})
    yield "with-a-letterhead", facts(PaperKind.INVITATION, practice=practice)


def _letterhead() -> bytes:
    file = BytesIO()
    Image.new("RGB", (600, 120), (15, 58, 69)).save(file, "PNG")
    return file.getvalue()
