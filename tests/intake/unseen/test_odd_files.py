"""Each odd file gives the three people and six lines that it was made of, with every date."""

import pytest

from pharmreview.intake.reader import read_export
from tests.intake.unseen.odd_files import LINES, PEOPLE, odd_file


@pytest.mark.parametrize("seed", range(20))
def test_that_an_odd_file_gives_the_people_it_was_made_of(tmp_path, seed):
    path = tmp_path / "search.csv"
    path.write_bytes(odd_file(seed))
    found = {
        (
            p.patient.nhs_number,
            p.patient.family_name,
            p.patient.given_name,
            p.patient.born,
            r.name,
            r.directions,
            r.issued,
        )
        for p in read_export(path).people
        for r in p.rows
    }
    assert found == {(*PEOPLE[at], drug, dose, day) for at, drug, dose, day in LINES}
