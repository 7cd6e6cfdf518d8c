"""A picture of every screen and every page: ``python -m ui.shell.training.shots FOLDER``."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pharmreview.domain.paper import PageImage

_DOTS_AN_INCH = 100


def take_shots(folder: Path) -> list[str]:
    """Make the worked example aside, and leave its pictures in the folder. Gives their names."""
    from pharmreview.bootstrap import bootstrap
    from ui.shell.training.demo import make_demo
    from ui.shell.training.plans import take_plans
    from ui.shell.training.sights import take_sights

    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name, tempfile.TemporaryDirectory() as other:
        aside = Path(name)
        make_demo(aside)
        taken = []
        sights, plans = take_sights(Path(other)), take_plans(Path(other))
        for picture in sorted([*(aside / "screens").iterdir(), *sights.iterdir(), *plans.iterdir()]):
            shutil.copyfile(picture, folder / picture.name)
            taken.append(picture.name)
        work = bootstrap().paperwork
        for paper in sorted(aside.glob("*.pdf")):
            pdf = paper.read_bytes()
            for page in range(1, len(work.page_texts(pdf)) + 1):
                taken.append(f"paper-{paper.stem}-p{page}.png")
                _save(work.page_image(pdf, page, _DOTS_AN_INCH), folder / taken[-1])
    return taken


def _save(image: PageImage, path: Path) -> None:
    from PySide6.QtGui import QImage

    form = QImage.Format.Format_RGBA8888
    QImage(image.pixels, image.width, image.height, image.width * 4, form).save(str(path))


if __name__ == "__main__":
    for shot in take_shots(Path(sys.argv[1] if len(sys.argv) > 1 else "shots")):
        sys.stdout.write(f"{shot}\n")
