"""Every paper in every setting before the checkers that others use: axe-core for HTML, veraPDF for PDF."""

import json
import os
import subprocess
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from pharmreview.documents.press import Press, outline_of
from pharmreview.documents.render.html import html_of
from pharmreview.documents.render.pdf import pdf_of
from pharmreview.domain.paper import PaperKind
from tests.documents.every import every_paper
from tests.documents.papers import facts
from workbench.checkers import axe, browser, verapdf_path

HERE = Path(__file__).parent
BRING = "bring them with: python3 dev.py checkers"

SPOILT = "<!DOCTYPE html><title>t</title><p style='color:#ccc;width:500px'>Pale words, in no language.</p>"
"""What the checkers must find fault with, or nothing they pass says anything."""

pytestmark = [pytest.mark.checkers, pytest.mark.timeout(900)]


def test_that_every_twin_passes_axe_core_and_needs_no_scrolling_across(tmp_path: Path) -> None:
    script, chromium = axe(os.environ), browser()
    if script is None or chromium is None:
        pytest.skip(f"axe-core or Chromium is not here; {BRING}")
    papers = [(name, html_of(outline_of(paper))) for name, paper in every_paper()]
    papers.append(("spoilt", SPOILT))
    page = tmp_path / "papers.html"
    held = json.dumps(papers).replace("</", "<\\/")
    page.write_text(
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>t</title>'
        f'<script id="axe" type="text/plain">{script.read_text(encoding="utf-8")}</script></head>'
        f'<body><script id="papers" type="application/json">{held}</script>'
        f"<script>{(HERE / 'axe.js').read_text(encoding='utf-8')}</script></body></html>",
        encoding="utf-8",
    )
    command = [
        chromium,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        f"--user-data-dir={tmp_path / 'home'}",
    ]
    command += ["--virtual-time-budget=600000", "--dump-dom", page.as_uri()]
    shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    told = json.loads(unescape(shown.split('<pre id="told">')[1].split("</pre>")[0]))
    spoilt = told.pop()
    assert {found["id"] for found in spoilt["violations"]} >= {"html-has-lang", "color-contrast"}
    assert spoilt["wide"] > 320
    assert [one["name"] for one in told] == [name for name, _ in papers[:-1]]
    assert all(one["passed"] > 5 for one in told)
    assert [(one["name"], found) for one in told for found in one["violations"]] == []
    assert [(one["name"], one["wide"]) for one in told if one["wide"]] == []


def test_that_every_pdf_passes_pdf_ua_1_by_verapdf(tmp_path: Path) -> None:
    path = verapdf_path(os.environ)
    if path is None:
        pytest.skip(f"veraPDF or what it needs is not here; {BRING}")
    files = {name: pdf_of(outline_of(paper))[0] for name, paper in every_paper()}
    files["batch"] = Press().press_all([facts(PaperKind.INVITATION)] * 3, lambda _: True).pdf
    files["spoilt"] = _untagged()
    for name, pdf in files.items():
        (tmp_path / f"{name}.pdf").write_bytes(pdf)
    subprocess.run(["javac", "-cp", path, "-d", tmp_path, HERE / "Validate.java"], check=True)
    command = ["java", "-cp", os.pathsep.join([path, str(tmp_path)]), "Validate"]
    command += [str(tmp_path / f"{name}.pdf") for name in files]
    head, *lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    assert head == "rules\t106"
    spoilt = lines.pop()
    assert "\tfails\t" in spoilt
    assert "7.1-3 x" in spoilt
    assert [Path(line.split("\t")[0]).stem for line in lines] == list(files)[:-1]
    assert [line for line in lines if line.split("\t")[1] != "passes"] == []


def _untagged() -> bytes:
    file = BytesIO()
    canvas = Canvas(file)
    canvas.drawString(100, 100, "Words that belong to nothing.")
    canvas.save()
    return file.getvalue()
