"""The table of products covers every product that the dictionary's own names let one build."""

import csv
from pathlib import Path

from pharmreview.domain.lines.line import Reading
from pharmreview.domain.lines.match import match_name
from pharmreview.domain.medicines.likeness import looks_of
from pharmreview.reference.formulary_table import load_formulary
from pharmreview.reference.vocabulary_table import load_vocabulary


def test_that_every_name_read_in_full_has_its_row_in_the_table(corpus: Path) -> None:
    rows = {(looks_of(product), product.interval_hours) for product in load_formulary().products}
    with (corpus / "product_names_dev.csv").open(encoding="utf-8", newline="") as lines:
        names = [row["name"] for row in csv.DictReader(lines)]
    read = [(name, match_name(name, load_vocabulary())) for name in names]
    missing = [
        name
        for name, match in read
        if match.status is Reading.READ
        and match.product is not None
        and (looks_of(match.product), match.product.interval_hours) not in rows
    ]
    assert sum(match.status is Reading.READ for _, match in read) > len(names) * 9 // 10
    assert not missing
