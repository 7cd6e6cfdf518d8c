"""Each worked example of the page "How we read and count" gets the answer that stands there."""

import pytest

from tests.spec import examples
from tests.spec.answers import (
    directions_answer,
    judged,
    name_answer,
    refusal,
    term_answer,
    total_answer,
)
from tests.spec.examples import Example, Person
from tests.spec.page import PAGE, page

DIRECTIONS = [each for chapter in examples.DIRECTIONS.values() for each in chapter]


@pytest.mark.parametrize("example", examples.NAMES, ids=lambda each: each.read)
def test_that_a_name_is_read_as_the_page_says(example: Example) -> None:
    assert name_answer(example) == example.answer


@pytest.mark.parametrize("example", DIRECTIONS, ids=lambda each: each.read)
def test_that_directions_are_read_or_refused_as_the_page_says(example: Example) -> None:
    assert directions_answer(example) == example.answer
    assert bool(refusal(example)) is (example.answer == "not read")


@pytest.mark.parametrize("person", examples.PEOPLE, ids=lambda each: each.title)
def test_that_a_person_adds_up_and_stands_where_the_page_says(person: Person) -> None:
    assert total_answer(person) == person.total
    assert judged(person).tier.tier.value == person.tier


@pytest.mark.parametrize("example", examples.TERMS, ids=lambda each: each.read)
def test_that_a_coded_entry_excludes_as_the_page_says(example: Example) -> None:
    assert term_answer(example) == example.answer


def test_that_the_page_is_what_the_examples_and_tables_make_of_it() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "Run: python3 dev.py spec"
