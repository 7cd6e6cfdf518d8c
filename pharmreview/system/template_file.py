"""The practice's own wording, beside the store: every version it kept, oldest first."""

from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from pharmreview.domain.errors import PaperProblem
from pharmreview.domain.paper import KeptTemplate
from pharmreview.system.whole import write_whole

_VERSIONS = TypeAdapter(tuple[KeptTemplate, ...])


class TemplateFile:
    """A shelf of templates in one file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> tuple[KeptTemplate, ...]:
        """Every version kept; none where there is no file. Raises PaperProblem where it cannot be read."""
        try:
            return _VERSIONS.validate_json(self._path.read_bytes())
        except FileNotFoundError:
            return ()
        except (OSError, ValidationError) as error:
            raise PaperProblem(
                f"The practice's templates in {self._path.name} cannot be read.",
                "Put back a copy of the file, or move it away to use the templates that came with the app.",
                code="paper-templates",
            ) from error

    def keep(self, kept: tuple[KeptTemplate, ...]) -> None:
        """Keep them all, whole or not at all. Raises PaperProblem when the disk refuses."""
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise PaperProblem(
                f"The folder {self._path.parent} cannot be made.",
                "Free space or ask for the right to write there.",
            ) from error
        write_whole(self._path, _VERSIONS.dump_json(kept, indent=1))
