"""Every place that a template may name: what it stands for, an example, and who it is for."""

from collections.abc import Iterable, Iterator

from pharmreview.domain.value import Value


class Place(Value):
    """One place: its name in braces, its meaning, an example, and whether it is typed for each paper.

    One that says when a line stands, "where …", has no words: it stands before a line. A block is what the
    record comes to, whole, on a line of its own, in `papers` alone; no template may reword it.
    """

    name: str
    meaning: str
    example: str
    typed: bool = False
    many: bool = False
    """Whether it holds several entries: a bullet that is nothing but this place becomes one for each."""
    papers: tuple[str, ...] = ()
    """The papers that a block may stand in; none where it is no block."""

    @property
    def is_when(self) -> bool:
        """Whether it only says when a line stands."""
        return self.meaning.startswith("where ") and not self.example

    def fits(self, id_: str, sheet: str) -> bool:
        """Whether a template may name it: blocks in their own papers, conditions in no text message."""
        return id_ in self.papers if self.papers else not (self.is_when and sheet == "text")


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
goal_said | what matters most, word for word | I want to walk Ellie to school.
think_again_said | what would make us think again, as a sentence | My sleep gets worse.
summary_said | what the two of you understood, as a sentence | Mornings matter most.
reviewed_on | the day of the review, without its weekday | 24 November 2026
plan_medicines | every medicine that changes, the next one first | morphine and gabapentin
size | how far the dose comes down | a small step
size_counted | the same, counted | one small step
old_amount | the dose before the next step, without "a day" | 120mg
aim_dose | the dose that the plan comes down to | 60mg a day
part | what a dose counts, where a medicine holds more | codeine
spare | what may be left over | tablets
who_decided | who decided | together
safety_reason | why it was decided on safety grounds | She was very sleepy.
aim | the agreed aim, in short | lower dose
teach_back | what the person understood, in their words | My alarm can come down.
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
given | what was given to read or watch, one line each | A walk through pain, the booklet
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
_WHEN = """
changing | the plan changes something
no_change | it was decided to change nothing
no_plan_yet | a change was decided, and no plan is agreed
lowering_together | the next step lowers the dose, and you decided together
lowering_chosen | the next step lowers the dose, and the person chose it
lowering_for_safety | the next step lowers the dose, to keep the person safe
pausing | a pause is next, or runs
holding | staying on the same dose is next, or runs
staying | the dose told stays as it is
stopping | the next step is to stop
reached | the last step of the plan has begun
ended | the plan has ended with stopping
takes_some | something is taken at the step told
stop_ahead | the stop is still to come
stop_begun | the stop has come
coming_off | the plan goes on to a stop
ends_in_stop | the plan ends with stopping
trial | it is a trial of a small reduction
simpler | it was agreed to make medicines simpler
learn_first | the person wants to learn more first
specialist_first | a specialist is asked first
support_first | other support comes first
is_opioid | the medicine told is an opioid
is_gabapentinoid | the medicine told is gabapentin or pregabalin
is_sedative | the medicine told is a sleeping tablet or a benzodiazepine
is_patch | the medicine told is a patch
contact_by_phone | the next contact is by phone
contact_by_text | the next contact is by text
contact_by_video | the next contact is by video
contact_by_visit | the next contact is at the surgery
contact_at_home | the next contact is at home
contact_otherwise | nobody said how the next contact is made
review_first | the review comes before the next contact
larger | the paper is in large print or a simple plan
pictures_used | a picture was used to explain
point_few_helped | it was explained that few are helped for long
point_used_to | it was explained that the body gets used to opioids
point_normal | it was explained that needing them is no fault
point_harms | it was explained that harms rise with the dose
point_mixing | it was explained that mixing adds to the risk
point_advice | it was explained that advice has changed
point_nerve | it was explained where gabapentin and pregabalin fit
point_no_worse | it was explained that pain often gets no worse
point_suddenly | it was explained never to stop suddenly
point_money | it was explained that it is not about money or doubt
point_today | it was explained that nothing has to change today
"""
_PLANS = ("plan-next-step", "plan-next-three", "plan-whole-route")
_BLOCKS: dict[tuple[str, ...], str] = {
    _PLANS: """
what_to_take | the table of what to take, how, and what stays the same
coming_dates | the dates to come, and what happens on each
pause_box | the box that says how to pause
signs | what may be noticed with this medicine
safety_box | the safety box for this medicine
who_to_call | who to call, and how
""",
    _PLANS[1:]: """
steps_ahead | the steps ahead, as a picture and a table
""",
    ("letter-gp",): """
headline | the decision, the doses and the OME in a box
medicines_table | every medicine with its change, and the OME
steps_table | the next two steps, with what to issue
please_do | what the GP is asked to do
please_do_not | what the GP is asked not to do
safety_told | the safety items talked about, and those not recorded
follow_up | the dates of contact and review
codes | the codes to consider
record | the lines to copy for the record
who_to_ask | who to ask, and how
""",
    ("leaflet-talked",): """
picture_alarm | the picture of the alarm, where it was used
picture_program | the picture of the stuck program, where it was used
picture_knob | the picture of the volume knob, where it was used
picture_path | the picture of the path in grass, where it was used
picture_circles | the picture of the two circles, where it was used
picture_fan | the picture of the loud fan, where it was used
""",
}
_MANY = frozenset(
    {"taking", "medicines", "steps", "issues", "safety", "questions", "lacking"}
    | {"tried", "in_the_way", "would_help", "given"}
)


def _read(table: str, *, typed: bool) -> Iterator[Place]:
    for row in table.strip().splitlines():
        name, meaning, example = (cell.strip() for cell in row.split(" | "))
        yield Place(name=name, meaning=meaning, example=example, typed=typed, many=name in _MANY)


def _when() -> Iterator[Place]:
    for row in _WHEN.strip().splitlines():
        name, meaning = row.split(" | ")
        yield Place(name=name, meaning=f"where {meaning}", example="")


def _blocks() -> Iterator[Place]:
    for papers, table in _BLOCKS.items():
        for row in table.strip().splitlines():
            name, meaning = row.split(" | ")
            yield Place(name=name, meaning=meaning, example="a block on a line of its own", papers=papers)


PLACES: dict[str, Place] = {
    place.name: place
    for table, typed in ((_FROM_RECORD, False), (_LISTS, False), (_TYPED, True))
    for place in _read(table, typed=typed)
} | {place.name: place for place in (*_when(), *_blocks())}
BLOCKS = frozenset(place.name for place in PLACES.values() if place.papers)


_OF_THE_PRACTICE = frozenset(
    {
        "practice",
        "phone",
        "hours",
        "out_of_hours",
        "sender",
        "role",
        "today",
        "link",
        "reading_link",
        "larger",
    }
)


def of_the_person(named: Iterable[str]) -> tuple[str, ...]:
    """Of some places, those that say something of one person; none may stand on a nameless sheet."""
    return tuple(place for place in named if place in PLACES and place not in _OF_THE_PRACTICE)


def completing(start: str, id_: str = "", sheet: str = "") -> tuple[Place, ...]:
    """The places a template may name whose name or meaning begins with what was typed, by name first."""
    start = start.casefold().lstrip("{")
    known = [p for p in PLACES.values() if p.fits(id_, sheet)]
    by_name = [p for p in known if p.name.startswith(start)]
    by_meaning = [p for p in known if start in p.meaning.casefold() and p not in by_name]
    return (*by_name, *by_meaning)


def examples() -> dict[str, str | tuple[str, ...]]:
    """A value for every place, for trying a template without a person."""
    return {p.name: (p.example,) if p.many else p.example or "yes" for p in PLACES.values()}
