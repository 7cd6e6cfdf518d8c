"""What may be given to read says where it is and when that was looked at."""

from datetime import date

from pharmreview.domain.review.reading import Reading
from pharmreview.reference.review_form import load_review_form


def test_that_the_list_of_reading_is_the_list_the_field_offers() -> None:
    form = load_review_form()
    assert [r.code for r in form.reading] == [o.code for o in form.options("reading").options]
    assert all(r.title and r.what and r.publisher for r in form.reading)
    assert all(r.address.startswith("https://") for r in form.reading if r.address)


def test_that_an_address_nobody_looked_at_and_one_that_is_due_are_to_be_checked() -> None:
    reading = Reading(code="R", title="T", what="W", publisher="P")
    day = date(2026, 11, 28)
    assert not reading.to_check_on(day)
    assert reading.model_copy(update={"address": "https://a.example"}).to_check_on(day)
    looked_at = {"address": "https://a.example", "checked": day, "next_review": date(2027, 5, 28)}
    assert not reading.model_copy(update=looked_at).to_check_on(date(2027, 5, 28))
    assert reading.model_copy(update=looked_at).to_check_on(date(2027, 5, 29))
