"""The worked example as a stranger finds it: whole, the same every time, and refused in one sentence."""

import json
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from pharmreview.bootstrap import bootstrap
from pharmreview.domain.errors import InputProblem
from pharmreview.system.places import Places
from tests.ui.shell.training.conftest import Example, digests, run_demo
from ui.shell.training.demo import make_demo

PAPERS = {"plan-next-step": 4, "plan-whole-route": 7, "letter-follow-up": 2, "letter-gp": 2}
"""The pages of each; the person of the example needs large print."""
SCREENS = {
    "00-make-your-store",
    "01-unlock",
    "02-today",
    "03-people",
    "03-people-tier",
    "03-people-baselines",
    "03-people-sample",
    "03-people-settings",
    "04-import-preview",
    "04-import-put-right",
    "04-import-columns",
    "05-review-1-prepare",
    "05-review-2-listen",
    "05-review-3-sheet",
    "05-review-4-explain",
    "05-review-5-decide",
    "05-review-6-taper",
    "05-review-7-safety",
    "05-review-8-follow-up",
    "07-taper-builder",
    "07-taper-two-plans",
    "08-taper-pause",
    "09-person-view",
    "09-review-finished",
    "10-papers",
}


def summary(example: Example) -> dict:
    return json.loads((example.folder / "summary.json").read_text(encoding="utf-8"))


def pages(example: Example, paper: str) -> tuple[str, ...]:
    found = bootstrap().paperwork.page_texts((example.folder / f"{paper}.pdf").read_bytes())
    return tuple(" ".join(page.split()) for page in found)


def test_that_it_is_made_without_a_display_and_says_nothing(example: Example) -> None:
    for ran in example.runs:
        assert (ran.status, ran.out, ran.err) == (0, "", "")


def points_apart(one: bytes, other: bytes) -> int:
    """How many points of two pictures differ; all of them where their sizes do."""
    pair = [QImage.fromData(each).convertToFormat(QImage.Format.Format_RGB32) for each in (one, other)]
    if pair[0].size() != pair[1].size():
        return max(picture.width() * picture.height() for picture in pair)
    mine, theirs = (memoryview(picture.constBits()).cast("B").cast("I") for picture in pair)
    return sum(a != b for a, b in zip(mine, theirs, strict=True))


def test_that_making_it_again_in_the_same_folder_gives_the_same_papers_and_pictures(example: Example) -> None:
    now = digests(example.folder)
    assert now.keys() == example.first.keys()
    for name in (name for name in now if now[name] != example.first[name]):
        # On a busy machine the corner of a scroll bar is sometimes a point further on.
        assert name.endswith(".png")
        path = example.folder / name
        assert points_apart(path.read_bytes(), example.first_pictures[path.name]) <= 32, name


def test_that_nothing_is_left_but_what_the_summary_names(example: Example) -> None:
    assert sorted(each.name for each in example.folder.iterdir()) == sorted(summary(example)["holds"])


def test_that_every_screen_is_pictured_large_and_small(example: Example) -> None:
    folder = example.folder / "screens"
    assert {p.stem for p in folder.iterdir()} == SCREENS | {f"{name}-910x512" for name in SCREENS}
    assert sorted(summary(example)["screens"]) == sorted(f"screens/{p.name}" for p in folder.iterdir())
    for picture in folder.iterdir():
        size = QImage(str(picture)).size()
        wanted = (910, 486) if picture.stem.endswith("-910x512") else (1366, 738)
        assert (size.width(), size.height()) == wanted, picture.name


def test_that_no_two_screens_are_one_picture(example: Example) -> None:
    pictures = [digest for name, digest in example.first.items() if name.endswith(".png")]
    assert len(set(pictures)) == len(pictures)


@pytest.mark.parametrize("paper", PAPERS)
def test_that_each_paper_has_its_pages_each_naming_whose_it_is(example: Example, paper: str) -> None:
    found = pages(example, paper)
    assert len(found) == PAPERS[paper]
    for number, words in enumerate(found, start=1):
        assert "Jean Marlow" in words
        assert "999 000 0018" in words
        assert f"Page {number} of {len(found)}" in words


@pytest.mark.parametrize("paper", PAPERS)
def test_that_each_paper_has_its_twin(example: Example, paper: str) -> None:
    twin = (example.folder / f"{paper}.html").read_text(encoding="utf-8")
    assert twin.lower().startswith("<!doctype html>")
    assert "Jean" in twin


def test_that_the_summary_tells_what_the_papers_say(example: Example) -> None:
    told = summary(example)
    assert told["training"] == "Every person here is invented."
    assert told["person"]["nhs_number"] == "9990000018"
    assert (told["person"]["tier"], told["person"]["ome"]) == ("high", "126")
    plan = told["plan"]
    assert (plan["from_daily_dose"], plan["to_daily_dose"]) == ("120 mg", "60 mg")
    assert [pause["days"] for pause in plan["pauses"]] == [14]
    assert [(p["kind"], p["pages"]) for p in told["papers"]] == list(PAPERS.items())
    for paper in told["papers"]:
        assert paper["sha256"] == example.first[paper["pdf"]]
    route = " ".join(pages(example, "plan-whole-route"))
    assert "9 Dec 2026" in route or "9 December 2026" in route
    assert "60mg" in route


def test_that_the_store_opens_with_the_passphrase_it_tells_and_is_encrypted(example: Example) -> None:
    store = summary(example)["store"]
    app = bootstrap(places=Places(example.folder / store["folder"]))
    (user,) = app.access.users()
    session = app.access.unlock(user.id, store["passphrase"])
    try:
        cases = [saved.case for saved in tuple(session.vault.each())]
        assert len(cases) == 13
        assert all((case.patient.nhs_number or "999").startswith("999") for case in cases)
        (finished,) = [case for case in cases if case.finish is not None]
        assert len(session.vault.issued(finished.id)) == len(PAPERS)
    finally:
        app.access.lock(session)
    for file in (example.folder / store["folder"]).rglob("*"):
        assert not file.is_file() or b"MARLOW" not in file.read_bytes(), file.name


def test_that_a_folder_with_other_things_is_refused_in_one_sentence_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    ran = run_demo(tmp_path)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert "already holds other things" in ran.err
    assert [each.name for each in tmp_path.iterdir()] == ["thesis.txt"]


def test_that_something_added_to_an_example_is_never_thrown_away(example: Example, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "summary.json").write_bytes((example.folder / "summary.json").read_bytes())
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(InputProblem, match="already holds other things"):
        make_demo(folder)
    assert (folder / "notes.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("held", ["{}", "not json", '{"training": "mine", "holds": []}', "[1]"])
def test_that_another_programs_summary_is_not_taken_for_an_example(tmp_path: Path, held: str) -> None:
    (tmp_path / "summary.json").write_text(held, encoding="utf-8")
    with pytest.raises(InputProblem, match="already holds other things"):
        make_demo(tmp_path)
    assert (tmp_path / "summary.json").read_text(encoding="utf-8") == held


def test_that_a_place_that_cannot_be_written_is_refused_and_nothing_is_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(InputProblem, match="cannot be written to"):
        make_demo(tmp_path / "file" / "example")
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


def test_that_a_fault_half_way_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: object
) -> None:
    from ui.shell.training import worked

    def broken() -> None:
        raise OSError("no room left")

    monkeypatch.setattr(worked, "practice", broken)
    with pytest.raises(InputProblem, match="cannot be written to"):
        make_demo(tmp_path / "example")
    assert list(tmp_path.iterdir()) == []
