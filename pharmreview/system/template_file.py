"""The practice's own wording, beside the store: every version it kept, oldest first, and its drafts."""

from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from pharmreview.domain.errors import PaperProblem
from pharmreview.domain.paper import KeptTemplate, TemplateDraft
from pharmreview.system.whole import write_whole

T = TypeVar("T")
_VERSIONS = TypeAdapter(tuple[KeptTemplate, ...])
_DRAFTS = TypeAdapter(tuple[TemplateDraft, ...])


class TemplateFile:
    """A shelf of templates in one file, and of what is being written of them in another beside it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._drafts = path.with_stem(f"{path.stem}-drafts")

    def read(self) -> tuple[KeptTemplate, ...]:
        """Every version kept; none where there is no file. Raises PaperProblem where it cannot be read."""
        return _read(self._path, _VERSIONS, "templates", "to use the templates that came with the app")

    def keep(self, kept: tuple[KeptTemplate, ...]) -> None:
        """Keep them all, whole or not at all. Raises PaperProblem when the disk refuses."""
        _keep(self._path, _VERSIONS.dump_json(kept, indent=1))

    def drafts(self) -> tuple[TemplateDraft, ...]:
        """Every draft; none where there is no file. Raises PaperProblem where it cannot be read."""
        return _read(self._drafts, _DRAFTS, "drafts", "to begin again from what was kept")

    def keep_drafts(self, drafts: tuple[TemplateDraft, ...]) -> None:
        """Keep them all, whole or not at all. Raises PaperProblem when the disk refuses."""
        _keep(self._drafts, _DRAFTS.dump_json(drafts, indent=1))


def _read(path: Path, form: TypeAdapter[tuple[T, ...]], noun: str, away: str) -> tuple[T, ...]:
    try:
        return form.validate_json(path.read_bytes())
    except FileNotFoundError:
        return ()
    except (OSError, ValidationError) as error:
        raise PaperProblem(
            f"The practice's {noun} in {path.name} cannot be read.",
            f"Put back a copy of the file, or move it away {away}.",
            code="paper-templates",
        ) from error


def _keep(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise PaperProblem(
            f"The folder {path.parent} cannot be made.",
            "Free space or ask for the right to write there.",
        ) from error
    write_whole(path, content)
