"""The verb taper: a request in JSON to a plan in JSON, on paper, and as a calendar file."""

import json
from pathlib import Path
from typing import Any

import click
from pydantic import ValidationError

from pharmreview.bootstrap import App, bootstrap
from pharmreview.cli.output import write_document
from pharmreview.domain.case import Case
from pharmreview.domain.errors import InputProblem
from pharmreview.domain.paper import PaperKind, Pressed
from pharmreview.domain.patient import Patient
from pharmreview.domain.taper.plan import TaperPlan, TaperRequest
from pharmreview.exchange.calendar_file import calendar_file
from pharmreview.services.paperwork import PaperChoices
from pharmreview.system.whole import write_whole

_LARGEST = 1_000_000
"""Bytes of a request; a real one is a few thousand."""

NAME_LINE = "_" * 24


@click.command()
@click.option("--pdf", type=click.Path(path_type=Path), help="Also write the whole route as a PDF.")
@click.option("--html", type=click.Path(path_type=Path), help="Also write the same paper as HTML.")
@click.option("--ics", type=click.Path(path_type=Path), help="Also write the dates as a calendar file.")
@click.argument("request", type=click.Path(path_type=Path))
def taper(request: Path, pdf: Path | None, html: Path | None, ics: Path | None) -> None:
    """Plan a taper: REQUEST is a JSON file; the plan is one JSON document.

    What must not be planned (methadone, a medicine that cannot be read, an aim above the dose) comes back
    as refusals without steps or files, and exit 0. A request names nobody: its paper has a line for a name.

    \b
    Example:
      pharmreview taper request.json --pdf plan.pdf --ics steps.ics
    A request:
      {"start": "2026-12-07", "medicines": [{"id": "m1",
       "name": "Morphine sulfate 60mg modified-release tablets", "directions": "ONE TWICE A DAY"}]}
    """
    app = bootstrap()
    raw = _document(request)
    _apart(request, [path for path in (pdf, html, ics) if path])
    plan = app.tapering.plan(_request(raw, request))
    if plan.refusals and (pdf or html or ics):
        pdf = html = ics = None
        click.echo("There is no plan, so no file was written; the refusals say why.", err=True)
    files: list[tuple[Path, bytes]] = []
    if pdf or html:
        pressed = _pressed(app, plan)
        files += [(pdf, pressed.pdf)] if pdf else []
        files += [(html, pressed.html.encode("utf-8"))] if html else []
    if ics:
        files.append((ics, calendar_file(plan)))
    for path, content in files:
        write_whole(path, content, InputProblem)
    write_document(plan_object(plan, json.loads(raw)))


def _apart(request: Path, targets: list[Path]) -> None:
    """Raises InputProblem before anything is written where a file could not be, or would replace another."""
    places = [path.resolve() for path in (request, *targets)]
    for number, path in enumerate(targets, start=1):
        if places[number] in places[:number]:
            raise InputProblem(
                f"{path.name} is named twice.", "Give each file, and the request, its own name."
            )
        if path.is_dir():
            raise InputProblem(f"{path.name} is a folder.", "Give the name of a file.")
        if not path.parent.is_dir():
            raise InputProblem(f"The folder {path.parent} is not there.", "Choose another, or make it first.")


def _pressed(app: App, plan: TaperPlan) -> Pressed:
    """The whole route as a draft, with a line to write the name on."""
    case = Case(id="request", patient=Patient(family_name=NAME_LINE))
    choices = PaperChoices(plan=plan)
    papers = app.paperwork
    paper = papers.prepare(case, PaperKind.WHOLE_ROUTE, choices, app.clock.today(), app.paper_tables)
    return papers.press(paper)


def plan_object(plan: TaperPlan, asked: Any) -> dict[str, Any]:
    """A plan as the contract writes it, with the request exactly as it was given.

    What the contract does not know (ml of a liquid, stock at home, days to issue) stands only where a
    request asks for it.
    """
    told = plan.model_dump(mode="json", by_alias=True)
    _without(told, _OF_PLAN)
    for step in told["steps"]:
        for dose in step["doses"]:
            for item in dose["items"]:
                _without(item, _OF_ITEM)
    for issue in told["issues"]:
        if not {"closed", "stock", "formulary"} & set(asked):
            del issue["issue_on"]
        for item in issue["items"]:
            _without(item, _OF_ISSUE_ITEM)
    return {**told, "request": asked}


_OF_PLAN = {"left_over": [], "locked": 0, "events": [], "ended": None}
_OF_ITEM = {"unit": None, "amount": None}
_OF_ISSUE_ITEM = {"from_home": "0", "packs": None, "pack_of": None}


def _without(told: dict[str, Any], unsaid: dict[str, Any]) -> None:
    for key, nothing in unsaid.items():
        if told[key] == nothing:
            del told[key]


def _document(path: Path) -> str:
    """The text of a request. Raises InputProblem where it cannot be read or names a field twice."""
    try:
        if path.stat().st_size > _LARGEST:
            raise InputProblem(f"{path.name} is too large for a request.", "Give one JSON request.")
        text = path.read_bytes().decode("utf-8-sig")
        json.loads(text, object_pairs_hook=_once)
    except OSError as error:
        raise InputProblem(f"{path} cannot be read.", "Check its name and that you may open it.") from error
    except UnicodeDecodeError as error:
        raise InputProblem(f"{path.name} is not UTF-8 text.", "Save the request as UTF-8.") from error
    except (json.JSONDecodeError, RecursionError) as error:
        where = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise InputProblem(f"{path.name} is not a JSON document{where}.", "Correct its brackets.") from error
    except ValueError as error:
        # Python reads no whole number of more than some thousand digits.
        raise InputProblem(f"{path.name} holds a number that is far too long.", "Correct it.") from error
    return text


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise InputProblem(f"The request names {twice!r} twice.", "Keep one of the two.")
    return found


def _request(text: str, path: Path) -> TaperRequest:
    try:
        return TaperRequest.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "the request"
        what = str(first["msg"]).removeprefix("Value error, ")
        raise InputProblem(
            f"{path.name} is not a taper request: {where}: {what}.", "See pharmreview taper --help."
        ) from error
