"""Every place that a template may name: what it stands for, an example, and who it is for."""

from collections.abc import Iterable, Iterator

from pharmreview.domain.value import Value


class Place(Value):
    """One place: its name in braces, its meaning, an example, and whether it is typed for each paper."""

    name: str
    meaning: str
    example: str
    typed: bool = False
    many: bool = False
    """Whether it holds several entries: a bullet that is nothing but this place becomes one for each."""


_FROM_RECORD = """
name | the person's name | Jean Marlow
first | what the person likes to be called | Jean
greeting | the name after Dear | Mrs Marlow
nhs | the NHS number, 3-3-4 | 999 000 0018
born | the date of birth | 14 August 1962
usual_gp | the usual GP | Dr Tom Hale
practice | the name of the practice | Harebell Lane Surgery
phone | the practice's phone number | 01632 960 123
hours | when the phone is answered | weekdays 8:30am to 5pm
out_of_hours | who answers at other times | NHS 111
pharmacy | the person's pharmacy, and its number | Larkfield Pharmacy, 01632 960 456
sender | who prepared the paper | Nia Farrow
role | what they do | Clinical pharmacist
today | the day of the paper | Tuesday 24 November 2026
reviewed | the day of the review | Tuesday 24 November 2026
goal | what matters most, in the person's words | I want to walk Ellie to school.
living_well | the living-well step, in the person's words | Walk to the end of the lane, on Tuesdays.
think_again | what would make us think again | my sleep gets worse
review_day | the agreed review date | Monday 4 January 2027
contact_day | the date of the next contact | Friday 18 December 2026
contact_name | who makes the next contact | Nia Farrow
decision | the decision, in words | to come down slowly to a lower dose
medicine | the medicine that changes | morphine
old_dose | the dose before the next step | 120mg a day
new_dose | the dose after the next step | 110mg a day
step_day | the day of the next step | Wednesday 9 December 2026
next_day | the day of the step after | Wednesday 6 January 2027
product | the kind of product that is taken | Morphine sulfate modified-release tablets
take | "take", or "wear" of a patch | take
how_to_take | how it is taken or worn | Swallow them whole, about 12 hours apart.
issue_days | how many days each prescription lasts | 28 days
think | what the two of you understood together | Mornings matter most; tiredness gets in the way.
about | about my pain, in the person's words | A deep ache in my back for ten years.
helps_already | what the person already does that helps | Gentle walks, and music.
worry | the person's main worry | That the pain will get worse.
ome | the total as oral morphine equivalent, with its working | 120 mg a day by table FPM_2020.
enclosed | what goes with the letter | My next step with morphine
mdt_question | the question for the team | Is there another way to help with sleep?
mdt_pain | the pain in short | Low back pain for ten years.
mdt_supports | who and what supports the person | Her daughter; the walking group.
mdt_knows | what the person knows and wants | She wants to go slowly.
mdt_plan | the plan proposed | One small step every four weeks.
worker | the recovery worker | Sam Reed
their_words | the words they chose to be kept, where they may be shared | To sing again on Sundays.
"""
_LISTS = """
taking | what to take from the next step, a line a time | Morning: one 60mg tablet (60mg)
medicines | every medicine in the record, one line each | Gabapentin 300mg capsules, one three times a day
steps | the next steps, one line each | Wednesday 9 December 2026: 110mg a day
issues | the next prescriptions, one line each | From 9 December 2026 for 28 days: 28 tablets of 60mg
tried | what was tried, and how it went, where it may be shared | Physiotherapy: helped a little
in_the_way | what stands in the way, in their words, where it may be shared | I fear the pain will get worse.
would_help | what would help, in their words, where it may be shared | Somebody to ring me each week.
safety | the safety items talked about, one line each | Do not stop suddenly.
questions | the person's questions, one line each | Will it hurt more?
"""
_TYPED = """
appointment_day | the day of the appointment | Monday 7 December 2026
appointment_time | the time of the appointment | 2:30pm
appointment_place | where it is | the surgery
missed_day | the day that was missed | Monday 30 November 2026
link | the link to book with | https://harebell.example/book
reading_link | the link to read first | https://harebell.example/read
caller | who makes the call | Asha Bell
hold_until | the date a pause lasts until | Monday 4 January 2027
ask_again | how many months until we ask again | 6 months
question | one clear question | Would you support a slow reduction?
wish | what the person would like | to be less sleepy in the morning
started | who started the medicine, and when | Larkhampton pain clinic, March 2016
reply_by | the date to reply by | Monday 21 December 2026
group_count | the number of sessions | 2
group_dates | the days of the sessions | 12 and 19 January 2027, 10:30am
group_place | the place of the sessions | the library
lacking | what the discharge letter left out | the reason; the stop date
discharged | the day of the discharge | 2 November 2026
service | the name of the service | Turning Tide
service_phone | its phone number | 01632 960 789
"""
_MANY = frozenset(
    {"taking", "medicines", "steps", "issues", "safety", "questions", "lacking"}
    | {"tried", "in_the_way", "would_help"}
)


def _read(table: str, *, typed: bool) -> Iterator[Place]:
    for row in table.strip().splitlines():
        name, meaning, example = (cell.strip() for cell in row.split(" | "))
        yield Place(name=name, meaning=meaning, example=example, typed=typed, many=name in _MANY)


PLACES: dict[str, Place] = {
    place.name: place
    for table, typed in ((_FROM_RECORD, False), (_LISTS, False), (_TYPED, True))
    for place in _read(table, typed=typed)
}


_OF_THE_PRACTICE = frozenset(
    {"practice", "phone", "hours", "out_of_hours", "sender", "role", "today", "link", "reading_link"}
)


def of_the_person(named: Iterable[str]) -> tuple[str, ...]:
    """Of some places, those that say something of one person; none may stand on a nameless sheet."""
    return tuple(place for place in named if place in PLACES and place not in _OF_THE_PRACTICE)


def completing(start: str) -> tuple[Place, ...]:
    """The places whose name or meaning begins with what was typed, those by name first."""
    start = start.casefold().lstrip("{")
    by_name = [p for p in PLACES.values() if p.name.startswith(start)]
    by_meaning = [p for p in PLACES.values() if start in p.meaning.casefold() and p not in by_name]
    return (*by_name, *by_meaning)


def examples() -> dict[str, str | tuple[str, ...]]:
    """A value for every place, for trying a template without a person."""
    return {p.name: (p.example,) if p.many else p.example for p in PLACES.values()}
