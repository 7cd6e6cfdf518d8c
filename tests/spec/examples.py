"""The worked examples of "How we read and count": what is read, the answer, and why. The tests run each one.

Every answer was written by hand before it was run. No clinician has checked them yet.
"""

from typing import NamedTuple


class Example(NamedTuple):
    """One thing that is read, the answer in words, and why it is that."""

    read: str
    answer: str
    why: str
    form: str | None = None


class Person(NamedTuple):
    """Somebody's medicines, each with its directions, and what they amount to."""

    title: str
    medicines: tuple[tuple[str, str], ...]
    total: str
    tier: str
    why: str
    born: str = ""


NAMES = (
    Example(
        "Zomorph M/R capsules 10 mg",
        "morphine 10 mg capsule, modified release, every 12 hours, schedule 2",
        "An older dictionary puts the strength last; the brand settles that it is twelve-hourly.",
    ),
    Example(
        "MORPHINE SULFATE 60MG MODIFIED-RELEASE CAPSULES",
        "ask: morphine 60 mg capsule, modified release, schedule 2",
        "The generic name does not say whether it is taken every 12 or every 24 hours, so it is asked.",
    ),
    Example(
        "Oramorph 10mg/5ml oral solution",
        "morphine 10 mg in 5 ml oral solution, immediate release, schedule 5",
        "A liquid counts by the volume taken.",
    ),
    Example(
        "Eroset 500mg/10mg tablets",
        "dihydrocodeine 10 mg with paracetamol 500 mg tablet, immediate release, schedule 5",
        "The opioid stands second in the strengths; the reader goes by the medicines, not by the order.",
    ),
    Example(
        "Co-Codamol 8/500 Tablets",
        "codeine 8 mg with paracetamol 500 mg tablet, immediate release, schedule 5",
        "8/500 without units is the usual short form.",
    ),
    Example(
        "Fentanyl 12micrograms/hour transdermal patches",
        "fentanyl 12 microgram/hour patch, modified release, every 72 hours, schedule 2",
        "A patch counts by how many are worn at once, not by how often it is changed.",
    ),
    Example(
        "Butec 10micrograms/hour transdermal patches (Qdem Pharmaceuticals Ltd)",
        "buprenorphine 10 microgram/hour patch, modified release, every 168 hours, schedule 3",
        "The supplier in brackets changes nothing.",
    ),
    Example(
        "Pregabalin 75mg capsules",
        "pregabalin 75 mg capsule, immediate release, schedule 3",
        "A gabapentinoid: seen beside opioids, and never part of a morphine total.",
    ),
    Example(
        "Naloxegol 25mg tablets",
        "another medicine",
        "It sounds like an opioid, and treats the constipation that opioids cause.",
    ),
    Example(
        "Amlodipine 5mg tablets",
        "another medicine",
        "Known, and of none of the four classes.",
    ),
    Example(
        "Morfeen tabs 10",
        "unread",
        "It looks like an opioid and cannot be read for sure: it is shown, and makes the total incomplete.",
    ),
)

DIRECTIONS: dict[str, tuple[Example, ...]] = {
    "How much, and how often": (
        Example("ii bd", "4 a day", "Roman numbers stand before a frequency."),
        Example("1.5 tabs nocte", "1.5 tablets a day", "nocte is at night."),
        Example("½ tab bd", "1 tablet a day", "A half, twice."),
        Example("take ONE three times a day and TWO at night", "5 a day", "Doses joined by 'and' add up."),
        Example("10mg bd", "20 mg a day", "A dose by weight is kept as weight; the product tells how many."),
        Example("1-2 qds", "4 to 8 a day", "A range is kept as its low and high ends."),
        Example("one every 12 hours (twice a day)", "2 a day", "Said twice, it is still two."),
        Example("one tablet Mon, Wed and Fri", "3 tablets every 7 days", "Averaged over the week."),
        Example("1 alternate days", "0.5 a day", "One every other day is half a day."),
        Example("one twice a day, review due March 2027", "2 a day", "Dates and notes are no doses."),
        Example(
            "One To Be Taken Twice A Day. WARNING - Dosage has changed during the effective period.",
            "2 a day",
            "The tail that some systems add says nothing of the dose.",
        ),
    ),
    "When required, and at most": (
        Example("1 qds prn", "4 a day when required", "As-needed text keeps its rate, and is counted apart."),
        Example("one up to four times a day", "up to 4 a day", "'Up to' has a low end of nought."),
        Example("1-2 4-6 hourly max 8/24h", "4 to 8 a day", "A stated maximum caps the high end."),
        Example("10mg prn max 40mg", "up to 40 mg a day when required", "The maximum is the only quantity."),
        Example(
            "one mane and one extra nocte if needed",
            "1 a day and up to 1 extra a day when required",
            "Only the second is as needed; the first counts as regular.",
        ),
        Example("1 prn", "not read", "How often is not stated, so there is no daily quantity."),
        Example(
            "one in the morning, two at bedtime, and one when required",
            "not read",
            "How often the last may be taken is not stated.",
        ),
    ),
    "Patches": (
        Example(
            "one patch every third day", "1 patch, changed every 72 hours", "Worn one at a time.", "patch"
        ),
        Example("apply TWO every 7 days", "2 patches, changed every 7 days", "Worn two at once.", "patch"),
        Example(
            "apply one every 72 hours with the 25mcg patch",
            "1 patch, changed every 72 hours",
            "The other patch has a line of its own.",
            "patch",
        ),
        Example("change every 72 hours", "not read", "How many are worn is not stated.", "patch"),
        Example("apply 2 patches", "not read", "How long they are worn is not stated.", "patch"),
    ),
    "Liquids": (
        Example(
            "5ml-10ml every 4 to 6 hours when required, max 40ml/24h",
            "20 to 40 ml a day when required",
            "The maximum caps it.",
            "oral solution",
        ),
        Example("two 5ml spoonfuls at night", "10 ml a day", "A spoonful is 5 ml.", "oral solution"),
        Example(
            "5ml (10mg) qds",
            "20 ml a day",
            "Both are held against the strength of the product.",
            "oral solution",
        ),
        Example("1 qds", "not read", "One what? A liquid needs ml or mg.", "oral solution"),
    ),
    "Doses that change": (
        Example(
            "one qds for 1 week then tds for 1 week",
            "3 to 4 a day, the dose changes",
            "The lowest and the highest step.",
        ),
        Example("2 bd for 2 weeks then 1 bd", "2 to 4 a day, the dose changes", "The same."),
        Example("reduce by 1 every 2 weeks", "not read", "From what is not stated."),
        Example("2 stat then 1 qds", "4 a day", "A first dose, taken once, stands before the daily one."),
    ),
    "Refused, because a number would be a guess": (
        Example("as directed", "not read", "No dose and no frequency."),
        Example("1 qd", "not read", "In some records once a day, in others four times."),
        Example("1/2 bd", "not read", "A half, or one to two?"),
        Example("1 bd tds", "not read", "Two frequencies that do not agree."),
        Example("2 bd (total 3 tablets a day)", "not read", "The total is not what the doses come to."),
        Example("one tvvice a day", "not read", "A word where the frequency should stand cannot be read."),
        Example("10gm bd", "not read", "Ten grams at once is too much to be a dose: a unit was mistaken."),
        Example(
            "one twice a day (patient takes three)",
            "not read",
            "What is prescribed and what is taken differ.",
        ),
        Example("1 bd?", "not read", "Whoever wrote it was not sure."),
        Example("take 11 every day", "not read", "Too many at once to be believed without asking."),
    ),
}

PEOPLE = (
    Person(
        "A regular opioid and one as needed",
        (
            ("Zomorph 30mg modified-release capsules", "1 bd"),
            ("Oramorph 10mg/5ml oral solution", "2.5ml every 4 hours prn"),
        ),
        "90 mg, of which 60 mg regular",
        "high",
        "60 mg of morphine regularly, and up to 15 ml of 2 mg in 1 ml as needed.",
    ),
    Person(
        "A patch and codeine",
        (
            ("Butec 10micrograms/hour transdermal patches", "apply ONE every 7 days"),
            ("Co-codamol 30mg/500mg tablets", "1-2 qds"),
        ),
        "36 to 48 mg",
        "medium",
        "The patch is 24 mg whatever the day it is changed; codeine counts a tenth.",
    ),
    Person(
        "A line that cannot be read",
        (
            ("Tramadol 50mg capsules", "2 qds"),
            ("Oxycodone 5mg capsules", "as directed"),
        ),
        "at least 40 mg: incomplete",
        "incomplete",
        "The oxycodone is not nothing. The figure is a floor, and the person is never called low.",
    ),
    Person(
        "A medicine without a figure",
        (("Methadone 1mg/ml oral solution", "40ml daily"),),
        "at least 0 mg: incomplete",
        "refer",
        "Methadone has no single ratio to morphine, and is not converted.",
    ),
    Person(
        "A gabapentinoid alone",
        (("Pregabalin 300mg capsules", "1 bd"),),
        "0 mg",
        "low",
        "No opioid, so no morphine total.",
    ),
    Person(
        "An older person with a fentanyl patch",
        (("Fentanyl 50micrograms/hour transdermal patches", "1 every 72 hours"),),
        "120 mg",
        "high",
        "50 micrograms an hour is 120 mg of oral morphine a day.",
        born="1940-05-01",
    ),
)

TERMS = (
    Example(
        "Malignant neoplasm of breast", "excludes", "Cancer pain and cancer treatment are reviewed elsewhere."
    ),
    Example("Family history of breast cancer", "nothing", "It speaks of somebody else."),
    Example("Suspected lung cancer", "nothing", "Suspected is not found."),
    Example("Bowel cancer screening programme", "nothing", "An invitation is no illness."),
    Example(
        "History of malignant melanoma",
        "to be looked at",
        "Past cancer may or may not matter: a person looks.",
    ),
    Example("On end of life care register", "excludes", "Palliative care leads."),
)
