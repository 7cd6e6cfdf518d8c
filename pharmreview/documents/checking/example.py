"""An invented person to try a template on, where nobody's record is open."""

from functools import cache
from importlib.resources import files

from pydantic import ValidationError

from pharmreview.documents.writing.filling.places import PLACES
from pharmreview.domain.errors import PaperProblem
from pharmreview.domain.paper import PaperFacts


@cache
def example_facts() -> PaperFacts:
    """Facts of a person who does not exist, with an example for everything that is typed for one paper.

    Raises PaperProblem where they cannot be read.
    """
    path = files("resources") / "templates" / "example.json"
    try:
        facts = PaperFacts.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise PaperProblem(
            "The invented person to try templates on cannot be read.",
            "Open a person to try them on, or install the application again.",
            code="paper-wording",
        ) from error
    details = {place.name: place.example for place in PLACES.values() if place.typed}
    return facts.model_copy(update={"details": details})
