"""The program dies in the middle of a sentence; the store is opened again."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pharmreview.domain.case import Case
from pharmreview.services.casework import Casework
from pharmreview.system.template_file import TemplateFile
from tests.journeys.conftest import EXPORT
from tests.journeys.half_a_draft import draft
from tests.journeys.half_a_sentence import PASSPHRASE, app_over

ROOT = Path(__file__).parents[2]
TRAINING = ROOT / "resources" / "training" / "search.csv"
LONGEST_INTERVAL = 8
"""Seconds: words are kept five after the first at most, on a machine that may be slow."""
FIRST = "It began with a fall from a ladder at work"
SECOND = ", and then the tablets stopped hel"


def run(*arguments: str | Path, program: str = "half_a_sentence") -> subprocess.CompletedProcess[str]:
    """Run a dying program."""
    return subprocess.run(
        [sys.executable, "-m", f"tests.journeys.{program}", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def story_in(home: Path, case_id: str) -> tuple[str, tuple[Case, ...]]:
    """What the store holds of the story, and everyone in it."""
    app = app_over(home)
    (user,) = app.access.users()
    session = app.access.unlock(user.id, PASSPHRASE)
    try:
        everyone = tuple(saved.case for saved in tuple(Casework(session, app.clock).each()))
    finally:
        app.access.lock(session)
    told = next(case for case in everyone if case.id == case_id).answers.get("listen.story", "")
    assert isinstance(told, str)
    return told, everyone


@pytest.fixture
def made(tmp_path: Path) -> tuple[Path, str]:
    """A store with everyone in it, and the id of one."""
    done = run("make", tmp_path, EXPORT)
    assert done.returncode == 0, done.stderr
    return tmp_path, done.stdout.strip()


def test_that_a_program_that_dies_loses_no_more_than_its_last_seconds(made: tuple[Path, str]) -> None:
    home, case_id = made
    _, before = story_in(home, case_id)

    rested = run("type", home, case_id, FIRST, "1.6")
    assert (rested.returncode, rested.stdout) == (9, "typed\n"), rested.stderr
    story, everyone = story_in(home, case_id)
    assert story == FIRST
    assert len(everyone) == len(before)

    at_once = run("type", home, case_id, SECOND, "0")
    assert (at_once.returncode, at_once.stdout) == (9, "typed\n"), at_once.stderr
    story, everyone = story_in(home, case_id)
    assert (FIRST + SECOND).startswith(story)
    assert story.startswith(FIRST)
    assert {c.id for c in everyone} == {c.id for c in before}


def test_that_a_draft_of_a_template_is_whole_whenever_the_program_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "templates.json"
    command = [sys.executable, "-m", "tests.journeys.half_a_draft", str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        told = [program.stdout.readline() for _ in range(60)]
        program.kill()
        told += program.stdout.readlines()
    (left,) = TemplateFile(path).drafts()
    last = int(told[-1]) if told[-1].endswith("\n") else int(told[-2])
    assert left in {draft(last), draft(last + 1)}, "no more than the one being left is lost"


@pytest.mark.soak
def test_that_a_program_that_dies_leaves_the_drafts_of_templates_and_whatever_was_half_typed(
    made: tuple[Path, str],
) -> None:
    home, case_id = made
    for where, words in (("draft", "And bring a friend"), (f"service {case_id}", "Larkhampton walkers")):
        assert run("type", home, where, words, "3").returncode == 9
    app = app_over(home)
    (draft,) = [standing.draft for standing in app.templates.standing() if standing.draft is not None]
    assert draft.text.endswith("And bring a friend")
    session = app.access.unlock(app.access.users()[0].id, PASSPHRASE)
    try:
        assert session.vault.half_typed(session.user) == {"service/new/name": "Larkhampton walkers"}
    finally:
        app.access.lock(session)


CONVERSATION = (
    *("prepare.taken_how", "listen.heard", "sheet.about", "explain.own_explanation", "decide.goal"),
    *("safety.worry", "follow_up.went_well", "follow_up.mdt_question", "follow_up.joint_message"),
)
"""A field of words on each screen of the conversation, and on each part of what follows."""


@pytest.mark.skipif(sys.platform == "win32", reason="the signal is one of POSIX")
@pytest.mark.soak
@pytest.mark.parametrize("key", CONVERSATION)
def test_that_a_program_killed_in_the_middle_of_typing_has_what_was_typed_before_its_interval(
    made: tuple[Path, str], key: str
) -> None:
    home, case_id = made
    command = [sys.executable, "-m", "tests.journeys.half_a_sentence", "type", str(home)]
    with subprocess.Popen(
        [*command, f"{key} {case_id}", FIRST, "60", "."], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "typed\n"
        time.sleep(LONGEST_INTERVAL)
        program.kill()
    assert program.returncode == -signal.SIGKILL
    _, everyone = story_in(home, case_id)
    kept = next(case for case in everyone if case.id == case_id).answers[key]
    assert isinstance(kept, str)
    assert kept.startswith(FIRST)
    assert not kept.removeprefix(FIRST).strip(".")


def test_that_somebody_who_never_stops_typing_is_kept_every_few_seconds(made: tuple[Path, str]) -> None:
    home, case_id = made
    words = " ".join(f"word{n}" for n in range(30))  # more than five seconds of typing
    done = run("type", home, case_id, words, "0")
    assert (done.returncode, done.stdout) == (9, "typed\n"), done.stderr
    story, _ = story_in(home, case_id)
    assert words.startswith(story)
    assert story


def test_that_a_program_that_dies_keeps_every_version_that_was_confirmed_and_none_that_was_not(
    made: tuple[Path, str],
) -> None:
    home, case_id = made
    agreed = run("agree", home, case_id, program="half_a_version")
    assert agreed.returncode == 0, agreed.stderr
    died = run("die", home, case_id, "0.5", program="half_a_version")
    assert (died.returncode, died.stdout) == (9, "said\n"), died.stderr
    _, everyone = story_in(home, case_id)
    case = next(c for c in everyone if c.id == case_id)
    assert [a.version for a in case.agreed] == [1, 2]
    assert [e.reason for e in case.agreed[-1].plan.events] == ["flu"]
    assert case.agreed[-1].plan.ended is None


@pytest.mark.skipif(sys.platform == "win32", reason="the signal is one of POSIX")
@pytest.mark.parametrize("people", [0, 12])
def test_that_a_program_killed_while_bringing_people_in_keeps_none_of_them(
    made: tuple[Path, str], people: int
) -> None:
    home, case_id = made
    _, before = story_in(home, case_id)
    died = run(home, TRAINING, str(people), program="half_an_import")
    assert died.returncode == -signal.SIGKILL, died.stderr
    _, after = story_in(home, case_id)
    assert after == before
    app = app_over(home)
    (user,) = app.access.users()
    session = app.access.unlock(user.id, PASSPHRASE)
    assert len(app.caseload(session).imports()) == 1
    brought = app.caseload(session).bring_in(app.intake.preview(TRAINING))
    app.access.lock(session)
    assert len(brought.created) == 13
