"""The verb taper: a request file to a plan on standard output, or one line on standard error."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from pharmreview.cli.main import group

REQUEST: dict[str, Any] = {
    "start": "2026-12-07",
    "medicines": [
        {
            "id": "m1",
            "name": "Morphine sulfate 60mg modified-release tablets",
            "directions": "ONE TWICE A DAY",
        },
        {"id": "m2", "name": "Pregabalin 150mg capsules", "directions": "ONE TWICE A DAY"},
    ],
    "order": ["m1"],
    "aim": {"m1": "0"},
    "pace": {
        "percent": "10",
        "of": "current",
        "every_days": 28,
        "slow_below_fraction": "0.33",
        "last_hold_days": 28,
    },
    "pauses": [{"from": "2027-02-01", "days": 28, "reason": "bereavement"}],
    "issue_days": 28,
}


def taper(folder: Path, content: object, *more: str) -> Result:
    path = folder / "request.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return CliRunner().invoke(group, ["taper", str(path), *more])


def test_that_the_request_of_the_contract_gives_the_plan_of_the_contract(tmp_path: Path) -> None:
    result = taper(tmp_path, REQUEST)
    assert result.exit_code == 0
    plan = json.loads(result.stdout)
    assert list(plan) == ["request", "table", "steps", "issues", "cautions", "refusals"]
    assert (plan["request"], plan["table"], plan["refusals"]) == (REQUEST, "FPM_2020", [])
    first = plan["steps"][1]
    wanted = {
        "number": 1,
        "medicine": "m1",
        "kind": "reduce",
        "from": "2026-12-07",
        "to": "2027-01-03",
        "days": 28,
        "daily_dose": "110",
        "unit": "mg",
        "reduction": "10",
        "reduction_percent": "8.3",
        "ome_medicine": "110",
        "ome_total": "110",
        "flags": [],
    }
    assert {k: first[k] for k in wanted} == wanted
    assert [d["when"] for d in first["doses"]] == ["morning", "night"]
    issue = plan["issues"][0]
    assert (issue["medicine"], issue["from"], issue["to"], issue["days"]) == (
        "m1",
        "2026-12-07",
        "2027-01-03",
        28,
    )
    assert {"product", "quantity", "quantity_words"} == set(issue["items"][0])
    assert all({"code", "text", "source"} == set(c) for c in plan["cautions"])


def test_that_only_a_start_and_a_medicine_are_needed(tmp_path: Path) -> None:
    least = {k: REQUEST[k] for k in ("start",)} | {"medicines": REQUEST["medicines"][:1]}
    plan = json.loads(taper(tmp_path, least).stdout)
    assert (plan["request"], plan["steps"][-1]["kind"]) == (least, "stop")


def test_that_two_runs_print_the_same_bytes(tmp_path: Path) -> None:
    assert taper(tmp_path, REQUEST).stdout_bytes == taper(tmp_path, REQUEST).stdout_bytes


def test_that_a_refusal_leaves_with_nought_and_no_steps(tmp_path: Path) -> None:
    result = taper(tmp_path, {**REQUEST, "aim": {"m1": "200"}})
    plan = json.loads(result.stdout)
    assert (result.exit_code, plan["steps"], plan["issues"]) == (0, [], [])
    assert plan["refusals"][0]["code"] == "aim-above-dose"


@pytest.mark.parametrize(
    "content",
    [
        "",
        "nonsense",
        "[]",
        "[" * 100_000,
        f'{{"start": {"1" * 5000}}}',
        '{"start": "2026-12-07", "start": "2026-12-08"}',
        json.dumps({**REQUEST, "start": "7 December"}),
        json.dumps({**REQUEST, "start": "2027-02-30"}),
        json.dumps({**REQUEST, "aim": {"m1": 60.0}}),
        json.dumps({**REQUEST, "aim": {"m1": "NaN"}}),
        json.dumps({**REQUEST, "aim": {"m1": "1e999999"}}),
        json.dumps({**REQUEST, "aim": {"m1": "0e999999999"}}),
        json.dumps({**REQUEST, "aim": {"m1": "1" * 201}}),
        json.dumps({**REQUEST, "by_hand": {"m1": {"lasting": [{"dose": "1e999999999", "days": 40}]}}}),
        json.dumps({**REQUEST, "formulary": {"packs": {REQUEST["medicines"][0]["name"]: 0}}}),
        json.dumps({**REQUEST, "medicines": []}),
        json.dumps({**REQUEST, "unheard_of": 1}),
        json.dumps({k: v for k, v in REQUEST.items() if k != "start"}),
        json.dumps({**REQUEST, "pace": {"percent": "ten"}}),
        json.dumps({**REQUEST, "pace": {"fixed": "5", "unit": "ml"}}),
        json.dumps({**REQUEST, "pauses": [{"from": "2026-01-01", "days": 7}]}),
        json.dumps({**REQUEST, "products": {"m1": ["Aspirin 75mg tablets"]}}),
    ],
)
def test_that_a_request_which_cannot_be_used_is_one_line_and_exit_2(tmp_path: Path, content: str) -> None:
    result = taper(tmp_path, content)
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.strip().splitlines()) == 1
    assert "fault of its own" not in result.stderr


def test_that_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    result = CliRunner().invoke(group, ["taper", str(tmp_path / "none.json")])
    assert result.exit_code == 2
    assert "cannot be read" in result.stderr


def test_that_the_calendar_file_has_an_entry_a_step(tmp_path: Path) -> None:
    target = tmp_path / "steps.ics"
    plan = json.loads(taper(tmp_path, REQUEST, "--ics", str(target)).stdout)
    raw = target.read_bytes()
    assert raw.startswith(b"BEGIN:VCALENDAR\r\n")
    assert raw.endswith(b"END:VCALENDAR\r\n")
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75
    lines = raw.decode().replace("\r\n ", "").split("\r\n")
    starts = [line.partition(":")[2] for line in lines if line.startswith("DTSTART")]
    wanted = [s["from"] for s in plan["steps"] if s["kind"] != "start"]
    assert [date.fromisoformat(s).isoformat() for s in starts] == wanted
    ids = [line for line in lines if line.startswith("UID")]
    assert len(set(ids)) == len(ids)
    first = target.read_bytes()
    taper(tmp_path, REQUEST, "--ics", str(target))
    assert target.read_bytes() == first


def test_that_a_calendar_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    refused = tmp_path / "refused.ics"
    assert taper(tmp_path, {**REQUEST, "aim": {"m1": "200"}}, "--ics", str(refused)).exit_code == 0
    nowhere = taper(tmp_path, REQUEST, "--ics", str(tmp_path / "none" / "steps.ics"))
    assert (nowhere.exit_code, nowhere.stdout) == (2, "")
    assert [p.name for p in tmp_path.iterdir()] == ["request.json"]


def test_that_the_paper_and_its_twin_are_written(tmp_path: Path) -> None:
    pdf, html = tmp_path / "plan.pdf", tmp_path / "plan.html"
    result = taper(tmp_path, REQUEST, "--pdf", str(pdf), "--html", str(html))
    assert result.exit_code == 0
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert "110mg" in html.read_text(encoding="utf-8").replace("\u00a0", "").replace(" ", "")
    assert json.loads(result.stdout)["steps"]


def test_that_a_refusal_writes_no_paper(tmp_path: Path) -> None:
    pdf = tmp_path / "plan.pdf"
    result = taper(tmp_path, {**REQUEST, "aim": {"m1": "200"}}, "--pdf", str(pdf))
    assert (result.exit_code, pdf.exists()) == (0, False)
    plan = json.loads(result.stdout)
    assert plan["refusals"]
    assert not plan["steps"]
    assert "no file was written" in result.stderr


def test_that_a_plan_of_brands_by_name_is_printed_too(tmp_path: Path) -> None:
    brands = [f"MST Continus {n}mg tablets" for n in (5, 10, 15, 30, 60)]
    asked = {
        "start": "2026-12-07",
        "medicines": [{"id": "m1", "name": brands[-1], "directions": "ONE TWICE A DAY"}],
        "products": {"m1": brands},
    }
    pdf = tmp_path / "plan.pdf"
    done = taper(tmp_path, asked, "--pdf", str(pdf))
    assert done.exit_code == 0, done.output
    assert pdf.read_bytes().startswith(b"%PDF")
    named = {i["product"] for s in json.loads(done.stdout)["steps"] for d in s["doses"] for i in d["items"]}
    assert named <= set(brands)


def test_that_no_file_is_written_where_one_of_them_cannot_be(tmp_path: Path) -> None:
    paper, elsewhere = tmp_path / "plan.html", tmp_path / "gone" / "steps.ics"
    for target in (elsewhere, tmp_path, paper):
        result = taper(tmp_path, REQUEST, "--html", str(paper), "--ics", str(target))
        assert (result.exit_code, result.stdout, len(result.stderr.strip().splitlines())) == (2, "", 1)
        assert not paper.exists()


def test_that_a_plan_never_replaces_its_request(tmp_path: Path) -> None:
    result = taper(tmp_path, REQUEST, "--ics", str(tmp_path / "request.json"))
    assert result.exit_code == 2
    assert json.loads((tmp_path / "request.json").read_text(encoding="utf-8")) == REQUEST
