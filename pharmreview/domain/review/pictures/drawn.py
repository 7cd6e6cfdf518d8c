"""The six pictures, each drawn by us. Their codes are those of the coded list of pictures."""

from itertools import pairwise

from pharmreview.domain.review.pictures.shapes import (
    Disc,
    Picture,
    Point,
    Shape,
    Stroke,
    Tone,
    Words,
    arc,
    arrow,
    box,
)

INK, MAIN, SOFT, WARM, FAINT, PAPER = (
    Tone.INK,
    Tone.MAIN,
    Tone.SOFT,
    Tone.WARM,
    Tone.FAINT,
    Tone.PAPER,
)


def _waves(at: Point, radii: tuple[int, ...], start: int, end: int, tone: Tone) -> list[Shape]:
    return [Stroke(points=arc(at, r, start, end), tone=tone, width=26) for r in radii]


def _alarm() -> tuple[Shape, ...]:
    body = (
        (420, 1120),
        (420, 940),
        (560, 900),
        (760, 660),
        (1320, 660),
        (1560, 900),
        (1800, 950),
        (1840, 1120),
    )
    leaf = (*arc((1010, 282), 190, 200, 340, squash=700), *arc((1010, 190), 190, 20, 160, squash=700))
    return (
        Stroke(points=((180, 1210), (2220, 1210)), tone=FAINT, width=16),
        Stroke(points=(*body, body[0]), fill=SOFT),
        Stroke(points=((700, 880), (820, 730), (1010, 730), (1010, 880), (700, 880)), fill=PAPER, width=16),
        Stroke(
            points=((1090, 880), (1090, 730), (1290, 730), (1430, 880), (1090, 880)), fill=PAPER, width=16
        ),
        *(Disc(at=(x, 1120), radius=130, fill=PAPER) for x in (720, 1520)),
        *(Disc(at=(x, 1120), radius=45, fill=INK) for x in (720, 1520)),
        Stroke(points=(*leaf, leaf[0]), fill=WARM, width=18),
        Stroke(points=((812, 246), (860, 236), (1110, 236)), width=14),
        *(
            Stroke(points=((x, 236), (x + 60, 236 + down)), width=10)
            for x in (920, 1010)
            for down in (-50, 50)
        ),
        *(Stroke(points=((1010 + x, 400), (1010 + x, 560)), tone=FAINT, width=14) for x in (-130, 0, 130)),
        *_waves((1840, 700), (160, 290, 420), 300, 360, MAIN),
        *_waves((420, 700), (160, 290, 420), 180, 240, MAIN),
        Words(at=(430, 270), text="A leaf lands"),
        Words(at=(1960, 270), text="A loud alarm", bold=True, tone=MAIN),
    )


def _program() -> tuple[Shape, ...]:
    loop = arc((1200, 560), 250, 300, 590)
    return (
        Stroke(points=box(560, 160, 1840, 960), fill=SOFT),
        Stroke(points=box(660, 250, 1740, 870), fill=PAPER, width=16),
        Stroke(points=((1060, 960), (1020, 1120), (1380, 1120), (1340, 960)), fill=SOFT),
        Stroke(points=((860, 1130), (1540, 1130)), width=30),
        Stroke(points=loop, tone=MAIN, width=54),
        arrow(loop[0], (1, 0), tone=MAIN, size=130),
        Disc(at=(1200, 560), radius=60, tone=None, fill=WARM),
        Stroke(points=((2000, 480), (2070, 560), (2210, 380)), width=36),
        Words(at=(2110, 700), text="Parts fine", size=100),
        Stroke(points=arc((290, 470), 100, 300, 590), tone=MAIN, width=30),
        Words(at=(290, 700), text="Stuck", size=100),
    )


def _knob() -> tuple[Shape, ...]:
    centre = (1200, 740)
    ticks = tuple(zip(arc(centre, 440, 140, 400), arc(centre, 500, 140, 400), strict=True))
    up = ("Stress", "Poor sleep", "Worry")
    down = ("Movement", "Rest", "Pleasure", "Company")
    return (
        *(Stroke(points=pair, tone=INK, width=20) for pair in ticks[::3]),
        Stroke(points=arc(centre, 570, 230, 310), tone=MAIN, width=26),
        Disc(at=centre, radius=360, fill=SOFT),
        Disc(at=centre, radius=260, fill=PAPER, width=14),
        Stroke(points=((1200, 740), (1360, 520)), tone=MAIN, width=50),
        Words(at=(1200, 1400), text="Pain", bold=True),
        Words(at=(400, 300), text="Turns it down", size=105, bold=True),
        *(Words(at=(400, 520 + 190 * n), text=word) for n, word in enumerate(down)),
        Words(at=(2040, 300), text="Turns it up", size=105, bold=True),
        *(Words(at=(2040, 520 + 190 * n), text=word) for n, word in enumerate(up)),
    )


def _path() -> tuple[Shape, ...]:
    tufts = (
        (240, 560),
        (480, 900),
        (330, 1180),
        (940, 420),
        (1180, 900),
        (1420, 520),
        (2080, 420),
        (2210, 860),
    )
    more = ((700, 700), (1980, 1180), (1000, 640), (1750, 960))
    worn = ((640, 1300), (900, 1300), (860, 1000), (640, 700), (560, 440), (600, 250), (460, 250), (410, 440))
    new = ((1340, 1290), (1420, 1080), (1600, 860), (1660, 620), (1800, 430), (1880, 250))
    return (
        Stroke(points=box(100, 250, 2300, 1300), tone=None, fill=SOFT),
        Stroke(points=(*worn, (470, 720), (620, 1010), worn[0]), fill=WARM, width=16),
        *(_dash(one, other) for one, other in pairwise(new)),
        *(shape for at in (*tufts, *more) for shape in _tuft(at)),
        Words(at=(560, 180), text="The old path"),
        Words(at=(1860, 180), text="A new path", bold=True, tone=MAIN),
    )


def _dash(one: Point, other: Point) -> Stroke:
    middle = ((one[0] * 2 + other[0] * 3) // 5, (one[1] * 2 + other[1] * 3) // 5)
    return Stroke(points=(one, middle), tone=MAIN, width=50)


def _tuft(at: Point) -> list[Shape]:
    x, y = at
    return [Stroke(points=((x, y), (x + lean, y - 90)), width=16) for lean in (-50, 0, 50)]


def _circles() -> tuple[Shape, ...]:
    keeps = ("Low mood", "Less movement", "Fewer friends", "Poor sleep")
    turns = ("Small steps", "Rest", "People", "Purpose")
    return (
        *_round((600, 780), keeps, INK, WARM),
        *_round((1800, 780), turns, MAIN, SOFT),
        Words(at=(600, 170), text="Keeps pain going", bold=True),
        Words(at=(1800, 170), text="Turns it round", bold=True, tone=MAIN),
        Stroke(points=((1140, 780), (1220, 780)), tone=MAIN, width=40),
        arrow((1275, 780), (1, 0), tone=MAIN, size=90),
    )


def _round(at: Point, words: tuple[str, ...], tone: Tone, fill: Tone) -> list[Shape]:
    x, y = at
    quarters = [
        Stroke(points=arc(at, 500, start, start + 50), tone=tone, width=34) for start in (20, 110, 200, 290)
    ]
    heads = [
        arrow(arc(at, 500, start + 50, start + 60)[0], way, tone=tone, size=90)
        for start, way in ((20, (-1, 1)), (110, (-1, -1)), (200, (1, -1)), (290, (1, 1)))
    ]
    places = tuple((x, y - 215 + 165 * n) for n in range(4))
    return [
        Disc(at=at, radius=440, tone=None, fill=fill),
        *quarters,
        *heads,
        *(Words(at=place, text=word, size=105) for place, word in zip(places, words, strict=True)),
    ]


def _fan() -> tuple[Shape, ...]:
    shapes: list[Shape] = []
    for place, (speed, relief) in enumerate(((130, 620), (200, 360), (270, 150))):
        x = 430 + 720 * place
        shapes += _blades((x, 420), speed)
        shapes += [
            Stroke(points=box(x - 120, 1240 - relief * 5 // 8, x + 120, 1240), fill=WARM, width=18),
            Words(at=(x, 180), text=("Low", "Higher", "Full")[place]),
        ]
    return (
        Stroke(points=((140, 1240), (2260, 1240)), width=18),
        *shapes,
        Words(at=(1200, 1410), text="Louder each time, less help each time", size=112),
    )


def _blades(at: Point, reach: int) -> list[Shape]:
    blades: list[Shape] = [
        Stroke(points=(at, *arc(at, 190, start, start + 50), at), fill=SOFT, width=16)
        for start in (0, 120, 240)
    ]
    waves = [Stroke(points=arc(at, r, 330, 390), tone=MAIN, width=24) for r in range(250, 180 + reach, 70)]
    return [*blades, Disc(at=at, radius=46, fill=INK), *waves]


PICTURES: tuple[Picture, ...] = (
    Picture(
        code="EXP1",
        title="Alarm set too sensitive",
        alt="A leaf lands on a parked car and its alarm goes off. The alarm is real; the danger is small.",
        shapes=_alarm(),
    ),
    Picture(
        code="EXP2",
        title="A stuck program",
        alt="A computer whose parts are fine runs round and round in one program. The signals need a reset.",
        shapes=_program(),
    ),
    Picture(
        code="EXP3",
        title="Volume knob",
        alt=(
            "A volume knob for pain. Stress, poor sleep and worry turn it up. "
            "Movement, rest, pleasure and company turn it down."
        ),
        shapes=_knob(),
    ),
    Picture(
        code="EXP4",
        title="A path in grass",
        alt=(
            "A wide, well-trodden path in grass, and beside it a new one. "
            "The more it is used, the clearer it gets."
        ),
        shapes=_path(),
    ),
    Picture(
        code="EXP5",
        title="Two circles",
        alt=(
            "Two circles. Less movement, low mood, fewer friends and poor sleep keep pain going. "
            "Small steps, rest, people and purpose turn it round."
        ),
        shapes=_circles(),
    ),
    Picture(
        code="EXP6",
        title="A loud fan",
        alt=(
            "A fan on low, higher and full. It gets louder each time, and the bar under it, "
            "how much of the alarm it drowns, gets smaller."
        ),
        shapes=_fan(),
    ),
)
"""Every picture, in the order of its code."""
