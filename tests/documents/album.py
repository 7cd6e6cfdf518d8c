"""Every page of every paper as a picture, for docs/papers.md: ``python -m tests.documents.album``."""

import sys
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from pharmreview.documents.languages.language import our_languages
from pharmreview.documents.press import Press
from pharmreview.domain.paper import PaperFacts, PaperKind, Setting
from tests.documents.papers import facts

PAGE = Path(__file__).parents[2] / "docs" / "papers.md"
FOLDER = PAGE.parent / "papers"
BEGIN = "<!-- pages: begin -->\n"
_WIDE = 506
_DOTS_AN_INCH = 122


def shown() -> Iterator[tuple[str, str, PaperFacts]]:
    """The name of the file, the heading and the facts of each paper shown."""
    press = Press()
    for kind in PaperKind:
        yield kind.value, press.ours(kind.value).title, facts(kind)
    large = facts(PaperKind.NEXT_STEP, setting=Setting.LARGE)
    yield "plan-next-step-large", "Plan, next step, in large print", large
    letter = facts(PaperKind.CHANGE, setting=Setting.LARGE, cream=True)
    yield "letter-change-large", "Change letter, in large print on cream", letter
    three = facts(PaperKind.NEXT_THREE, setting=Setting.LARGE)
    yield "plan-next-three-large", "Plan, next three steps, in large print", three
    pause = facts(PaperKind.PAUSE, setting=Setting.SIMPLE)
    yield "letter-pause-simple", "Pause letter, set simply", pause
    simple = facts(PaperKind.NEXT_STEP, setting=Setting.SIMPLE)
    yield "plan-next-step-simple", "Plan, next step, as a simple plan", simple
    for one in our_languages():
        plan = facts(PaperKind.NEXT_STEP, language=one.code)
        yield f"plan-next-step-{one.code}", f"Plan, next step, with {one.name} (a draft)", plan


def _pictured(name: str, title: str, paper: PaperFacts) -> str:
    """The section of one paper, its pages written beside it."""
    press = Press()
    pdf = press.press(paper).pdf
    told = []
    for number in range(1, len(press.page_texts(pdf)) + 1):
        page = press.page_image(pdf, number, _DOTS_AN_INCH)
        image = Image.frombytes("RGBA", (page.width, page.height), page.pixels).convert("RGB")
        image = image.resize((_WIDE, round(_WIDE * page.height / page.width)), Image.Resampling.LANCZOS)
        image.quantize(32, dither=Image.Dither.NONE).save(FOLDER / f"{name}-{number}.png", optimize=True)
        told.append(f'<img src="papers/{name}-{number}.png" width="360" alt="{title}, page {number}">')
    return f"## {title}\n\n{' '.join(told)}\n"


def main() -> None:
    """Write every picture anew and the part of the page that shows them."""
    for old in FOLDER.glob("*.png"):
        old.unlink()
    head = PAGE.read_text(encoding="utf-8").split(BEGIN)[0]
    sections = [_pictured(*paper) for paper in shown()]
    PAGE.write_text(head + BEGIN + "\n" + "\n".join(sections), encoding="utf-8")
    sys.stdout.write(f"{len(sections)} papers are in {FOLDER}.\n")


if __name__ == "__main__":
    main()
