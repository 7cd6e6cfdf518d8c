"""The calendar file read back line by line, by the rules of RFC 5545 and none of our code."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from pharmreview.bootstrap import bootstrap
from pharmreview.domain.taper.events import Event, EventKind
from pharmreview.domain.taper.plan import Medicine, Pace, Pause, TaperPlan, TaperRequest
from pharmreview.exchange.calendar_file import calendar_file

MORPHINE = ("Morphine sulfate 60mg modified-release tablets", "ONE TWICE A DAY")
MST = "Morphine sulfate {}mg modified-release tablets"
LIQUID = ("Morphine sulfate 10mg/5ml oral solution", "5ml FOUR TIMES A DAY")
WEEKLY = Pace(every_days=14)
AT_60 = {"m1": Decimal(60)}
AT_20 = {"m1": Decimal(20)}


def planned(start: date, taken: tuple[str, str] = MORPHINE, **rest: object) -> TaperPlan:
    medicine = Medicine(id="m1", name=taken[0], directions=taken[1])
    asked = {"start": start, "medicines": (medicine,), "pace": WEEKLY, "aim": AT_60, **rest}
    return bootstrap().tapering.plan(TaperRequest.model_validate(asked))


def entries(raw: bytes) -> list[dict[str, str]]:
    """The entries of a file, folded lines joined and escapes undone."""
    lines = raw.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")
    found: list[dict[str, str]] = []
    for line in lines:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found:
            parts = value.replace("\\\\", "\0").replace("\\n", "\n").replace("\\;", ";").replace("\\,", ",")
            found[-1][name] = parts.replace("\0", "\\")
    return found


def day(text: str) -> date:
    return date(int(text[:4]), int(text[4:6]), int(text[6:8]))


@pytest.mark.parametrize(
    "start",
    [date(2027, 3, 14), date(2027, 10, 17), date(2028, 2, 15)],
    ids=["clocks forward", "clocks back", "leap day"],
)
def test_that_each_step_is_one_whole_day_with_no_hour_that_clocks_could_move(start: date) -> None:
    plan = planned(start)
    found = entries(calendar_file(plan))
    assert [day(e["DTSTART;VALUE=DATE"]) for e in found] == [s.start for s in plan.steps[1:]]
    assert {day(e["DTEND;VALUE=DATE"]) - day(e["DTSTART;VALUE=DATE"]) for e in found} == {timedelta(days=1)}
    assert [day(e["DTSTART;VALUE=DATE"]) for e in found][:3] == [
        start + timedelta(days=14 * n) for n in range(3)
    ]
    assert not any("TZID" in name or "VALUE=DATE-TIME" in name for e in found for name in e)
    assert {e["TRANSP"] for e in found} == {"TRANSPARENT"}


def test_that_a_step_on_the_leap_day_ends_on_the_first_of_march() -> None:
    found = entries(calendar_file(planned(date(2028, 2, 29))))
    assert (found[0]["DTSTART;VALUE=DATE"], found[0]["DTEND;VALUE=DATE"]) == ("20280229", "20280301")


def test_that_lines_are_folded_at_75_octets_and_no_letter_is_divided() -> None:
    name = "Morphine sulfate 60mg modified-release tablets"
    plan = planned(date(2027, 1, 4))
    written = plan.request.medicines[0].model_copy(update={"name": f"{name} – {'é' * 60}"})
    accented = plan.model_copy(update={"request": plan.request.model_copy(update={"medicines": (written,)})})
    raw = calendar_file(accented)
    lines = raw.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert any(line.startswith(b" ") for line in lines)
    for line in lines:
        line.decode()
    assert entries(raw)[0]["DESCRIPTION"].startswith(written.name)
    assert raw.count(b"\n") == raw.count(b"\r\n")


def test_that_commas_semicolons_and_backslashes_come_back_as_they_were() -> None:
    plan = planned(date(2027, 1, 4))
    written = plan.request.medicines[0].model_copy(update={"name": "Brand; one, two \\ three"})
    named = plan.model_copy(update={"request": plan.request.model_copy(update={"medicines": (written,)})})
    assert entries(calendar_file(named))[0]["DESCRIPTION"].split("\n")[0] == "Brand; one, two \\ three"


def test_that_the_title_says_the_dose_and_not_the_medicine() -> None:
    pause = Pause(start=date(2027, 1, 11), days=7, reason="holiday")
    found = entries(calendar_file(planned(date(2027, 1, 4), pauses=(pause,), aim={"m1": Decimal(0)})))
    assert [e["SUMMARY"] for e in found][:4] == [
        "Step 1: 110 mg a day",
        "Pause: stay on 110 mg a day",
        "Still 110 mg a day",
        "Step 4: 100 mg a day",
    ]
    assert found[-1]["SUMMARY"].endswith(": stopped")
    assert found[-1]["DESCRIPTION"].split("\n")[1:] == ["nothing to take"]
    assert not any("orphine" in e["SUMMARY"] for e in found)
    assert found[0]["DESCRIPTION"].split("\n")[1:] == [
        f"morning: 1 x {MST.format(30)}, 2 x {MST.format(10)}",
        f"night: 1 x {MST.format(60)}",
    ]


def test_that_a_liquid_is_told_in_millilitres() -> None:
    found = entries(calendar_file(planned(date(2027, 1, 4), LIQUID, aim=AT_20)))
    assert "4.5 ml (9 mg) of Morphine sulfate 10mg/5ml oral solution" in found[0]["DESCRIPTION"]


def test_that_a_patch_is_told_by_what_it_gives_in_an_hour_and_by_no_daily_total() -> None:
    patch = ("Fentanyl 75micrograms/hour transdermal patches", "APPLY ONE PATCH EVERY 72 HOURS")
    found = entries(calendar_file(planned(date(2027, 1, 4), patch, aim={"m1": Decimal(50)})))
    assert found[0]["SUMMARY"] == "Step 1: 62.5 micrograms an hour"
    assert not any("a day" in e["SUMMARY"] for e in found)


def test_that_a_later_version_puts_its_steps_in_the_place_of_the_earlier_ones() -> None:
    plan = planned(date(2027, 1, 4))
    hold = Event(kind=EventKind.HOLD, day=date(2027, 1, 20), days=14, reason="pain flare")
    after = bootstrap().tapering.replan(plan, [hold], date(2027, 1, 20))
    before, later = entries(calendar_file(plan)), entries(calendar_file(after))
    assert len({e["UID"] for e in before}) == len(before)
    assert {e["UID"] for e in before} < {e["UID"] for e in later}
    assert ({e["SEQUENCE"] for e in before}, {e["SEQUENCE"] for e in later}) == ({"0"}, {"1"})
    back = entries(calendar_file(plan, [after]))
    gone = [e for e in back if e.get("STATUS") == "CANCELLED"]
    assert {e["UID"] for e in gone} == {e["UID"] for e in later} - {e["UID"] for e in before}
    assert gone[0]["SUMMARY"].endswith(": no longer planned")
    assert [e for e in entries(calendar_file(after, [plan])) if "STATUS" in e] == []
    other = entries(calendar_file(planned(date(2027, 1, 5))))
    assert not {e["UID"] for e in before} & {e["UID"] for e in other}
