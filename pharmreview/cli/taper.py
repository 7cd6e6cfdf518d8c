"""The verb taper: a request in JSON to a plan in JSON, and its dates as a calendar file."""

import json
from pathlib import Path
from typing import Any

import click
from pydantic import ValidationError

from pharmreview.cli.output import write_document
from pharmreview.domain.errors import InputProblem
from pharmreview.domain.lines.match import match_name
from pharmreview.domain.taper.plan import TaperPlan, TaperRequest
from pharmreview.exchange.calendar_file import calendar_file
from pharmreview.reference.tables import ReferenceTables, load_tables
from pharmreview.reference.taper_table import load_taper_settings
from pharmreview.services.tapering import Tapering
from pharmreview.system.whole import write_whole

_LARGEST = 1_000_000
"""Bytes of a request; a real one is a few thousand."""


@click.command()
@click.option("--ics", type=click.Path(path_type=Path), help="Also write the dates as a calendar file.")
@click.argument("request", type=click.Path(path_type=Path))
def taper(request: Path, ics: Path | None) -> None:
    """Plan a taper: REQUEST is a JSON file; the plan is one JSON document.

    What must not be planned (methadone, a medicine that cannot be read, an aim above the dose) comes back
    as refusals without steps, and exit 0.

    \b
    Example:
      pharmreview taper request.json --ics steps.ics
    A request:
      {"start": "2026-12-07", "medicines": [{"id": "m1",
       "name": "Morphine sulfate 60mg modified-release tablets", "directions": "ONE TWICE A DAY"}]}
    """
    raw = _document(request)
    plan = tapering(load_tables()).plan(_request(raw, request))
    if ics is not None:
        if plan.refusals:
            raise InputProblem("There is no plan, so there are no dates to write.", plan.refusals[0].text)
        write_whole(ics, calendar_file(plan), InputProblem)
    write_document(plan_object(plan, json.loads(raw)))


def tapering(tables: ReferenceTables) -> Tapering:
    """The taper service by the tables in use."""
    return Tapering(
        tables.read_row,
        lambda name: match_name(name, tables.vocabulary),
        tables.formulary,
        tables.factors,
        load_taper_settings(),
    )


def plan_object(plan: TaperPlan, asked: Any) -> dict[str, Any]:
    """A plan as the contract writes it, with the request exactly as it was given."""
    return {**plan.model_dump(mode="json", by_alias=True), "request": asked}


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
