"""Our totals beside a second count that shares no code with them."""

import pytest

from tests.second_ome import differences


def test_that_two_thousand_random_regimens_come_to_what_the_second_count_says():
    assert differences(2_000, seed=20261128) == []


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_that_a_hundred_thousand_random_regimens_come_to_what_the_second_count_says():
    assert differences(100_000, seed=7) == []
