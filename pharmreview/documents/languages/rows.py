"""A text line by line, each line in one language."""

from pharmreview.documents.outline import Run, Text, said

RIGHT_TO_LEFT = frozenset({"ar", "fa", "ur"})
"""Languages read from the right, whose letters papers can shape."""


def rows_of(text: Text) -> list[tuple[str, Text]]:
    """The lines a text itself starts, each with its language; "" is the paper's own."""
    rows: list[list[Run]] = [[]]
    for run in text:
        for at, part in enumerate(run.text.split("\n")):
            if at:
                rows.append([])
            if part:
                rows[-1].append(run if part == run.text else run.model_copy(update={"text": part}))
    return [(next((run.lang for run in row if run.lang), ""), tuple(row)) for row in rows]


def above(first: Text, second: Text) -> Text:
    """One text over the other, each on lines of its own."""
    return (*first, Run(text="\n"), *second) if first and second else first or second


def in_own_language(text: Text) -> str:
    """The words of the lines that are in the paper's own language, with ordinary spaces."""
    if not any(run.lang for run in text):
        return said(text)
    return "\n".join(said(row) for lang, row in rows_of(text) if not lang)
