"""The glossary, the changelog and the decisions keep their shape."""

import re
import tomllib

import pytest

from tests.architecture.source import ROOT

ADR_HEADINGS = ["Context", "Decision", "Consequences", "Dropped alternatives"]


def undirected_terms(glossary: str) -> list[str]:
    """The terms of the glossary that do not say which words to avoid."""
    entries = re.split(r"^### ", glossary, flags=re.MULTILINE)[1:]
    return [
        entry.splitlines()[0] for entry in entries if not re.search(r"^\*Avoid:\* \S", entry, re.MULTILINE)
    ]


def changelog_faults(changelog: str) -> list[str]:
    """Headings that are not those of keep-a-changelog, and an absent Unreleased section."""
    faults = [] if "\n## [Unreleased]\n" in changelog else ["there is no [Unreleased] section"]
    version = re.compile(r"## \[(Unreleased|\d+\.\d+\.\d+\] - \d{4}-\d{2}-\d{2}|Unreleased\])")
    for line in changelog.splitlines():
        if line.startswith("## ") and not version.match(line):
            faults.append(f"not a version heading: {line}")
        kinds = ("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security")
        if line.startswith("### ") and line[4:] not in kinds:
            faults.append(f"not a kind of change: {line}")
    return faults


def test_that_every_term_says_which_words_to_avoid() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    assert glossary.count("\n### ") >= 25
    assert undirected_terms(glossary) == []


def test_that_a_planted_term_without_its_avoided_words_is_found() -> None:
    assert undirected_terms("# G\n### OME\nA sum.\n*Avoid:* MME.\n### Taper\nA plan.\n") == ["Taper"]


def test_that_the_changelog_keeps_its_form() -> None:
    assert changelog_faults((ROOT / "CHANGELOG.md").read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "text",
    [
        "# C\n## [0.1.0] - 2026-11-21\n",
        "# C\n\n## [Unreleased]\n### New\n",
        "# C\n\n## [Unreleased]\n## 0.1\n",
    ],
)
def test_that_a_planted_fault_in_the_changelog_is_found(text: str) -> None:
    assert changelog_faults(text)


def test_that_every_decision_has_its_parts_and_a_number_of_its_own() -> None:
    papers = sorted((ROOT / "docs" / "adr").glob("*.md"))
    assert [int(paper.name[:4]) for paper in papers] == list(range(1, len(papers) + 1))
    assert len(papers) >= 7
    for paper in papers:
        headings = re.findall(r"^## (.+)$", paper.read_text(encoding="utf-8"), re.MULTILINE)
        assert headings == ADR_HEADINGS, paper.name


def test_that_the_decision_on_dependencies_weighs_each_of_them() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    names = {re.split(r"[<>=;\[ ]", each)[0] for each in settings["project"]["dependencies"]}
    paper = next((ROOT / "docs" / "adr").glob("0007-*.md")).read_text(encoding="utf-8")
    rows = set(re.findall(r"^\| ([A-Za-z][A-Za-z0-9-]*) \|", paper, re.MULTILINE)) - {"Library"}
    assert rows == names


def test_that_the_readme_gives_both_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "\npython3 dev.py run\n" in readme
    assert "\npython3 dev.py test\n" in readme
