"""Pictures drawn by us: tablets to count, the route as a stepped line, and those that explain long-term pain.

Black on white says it all.
"""

from datetime import date, timedelta

from pharmreview.documents.ink import BLACK, MM, RULE, TEAL, WHITE, Disc, Ink, Oblong, Outlined, Words, tint
from pharmreview.documents.ink import Rule as Line
from pharmreview.documents.outline import RouteChart, RoutePoint, TabletMark, TabletPicture
from pharmreview.documents.typeface import ASCENT, DESCENT, face
from pharmreview.domain.digits import plain
from pharmreview.domain.review.pictures import shapes

MARK = 11.6 * MM
_GAP = 2 / 11.6
"""Between two marks, as a share of a mark."""
_SIZE = 12.0
"""The words of drawings, in points, in standard print."""
_BODY = 14
"""Marks of that width stand by words of so many points."""
_HALF = tint("D9DFE1")
_UNDER = tint("E6F0F1")
_MONTHS = ("Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")


def picture_columns(width: float, wide: float = MARK) -> int:
    """How many marks, each `wide`, stand side by side in a width, at least one."""
    gap = wide * _GAP
    return max(1, int((width + gap) // (wide + gap)))


def picture_size(picture: TabletPicture, width: float, wide: float = MARK) -> tuple[float, float]:
    """How wide and high a picture of marks, each `wide`, stands when it may be `width` wide."""
    columns = min(picture_columns(width, wide), len(picture.marks))
    rows = -(-len(picture.marks) // columns) if columns else 0
    gap = wide * _GAP
    return columns * (wide + gap) - gap, rows * (wide + gap) - gap


def tablets(picture: TabletPicture, x: float, y: float, width: float, wide: float = MARK) -> list[Ink]:
    """A circle for each tablet, a capsule for each capsule, a square for each patch, its strength inside."""
    columns = picture_columns(width, wide)
    apart = wide * (1 + _GAP)
    put: list[Ink] = []
    for number, mark in enumerate(picture.marks):
        put += _mark(mark, x + (number % columns) * apart, y + (number // columns) * apart, wide)
    return put


def tablets_over(picture: TabletPicture, x: float, width: float, size: float) -> tuple[list[Ink], float]:
    """A picture over words of `size` points, and its height: the larger the words, the larger its marks."""
    wide = MARK * size / _BODY
    return tablets(picture, x, 0, width, wide), picture_size(picture, width, wide)[1]


def _mark(mark: TabletMark, x: float, y: float, wide: float) -> list[Ink]:
    edge = 1.8
    middle = wide / 2
    radius = middle - edge
    shape: list[Ink]
    if mark.shape == "patch":
        side = wide - 2 * edge
        shape = [Oblong(x + edge, y + edge, side, side, WHITE, BLACK, edge, 1.2 * MM)]
    elif mark.shape == "capsule":
        shape = _capsule(x + edge, y + middle, 2 * radius, edge)
    elif mark.half:
        # The half that is not taken is left as a dashed outline beside the line of the break.
        shape = [
            Oblong(x + edge, y + edge, 2 * radius, 2 * radius, WHITE, RULE, 0.8, radius, dashed=True),
            _half_disc(x + middle, y + middle, radius, edge),
        ]
    else:
        shape = [Disc(x + middle, y + middle, radius, WHITE, BLACK, edge)]
    size = _SIZE * wide / MARK
    room = (radius if mark.half else 2 * radius) - 3
    while size > 6 and face(bold=True).width(mark.label, size) > room:
        size -= 0.5
    centre = x + (middle - radius / 2 if mark.half else middle)
    left = centre - face(bold=True).width(mark.label, size) / 2
    return [
        *shape,
        Words(left, y + middle + (ASCENT - DESCENT) * size / 2 * 0.94, mark.label, size, bold=True),
    ]


def _capsule(x: float, y: float, width: float, edge: float) -> list[Ink]:
    """A capsule lying down, its left part shaded as half of its shell; no line crosses the strength."""
    radius = width * 0.3
    ends = [
        (x + radius * (1 - (1 - (step / 12 - 1) ** 2) ** 0.5), y + radius * (step / 12 - 1))
        for step in range(25)
    ]
    left = [(x + width / 2, y - radius), *ends, (x + width / 2, y + radius)]
    at = (x, y - radius, width, 2 * radius)
    whole, shell = Oblong(*at, WHITE, None, 0, radius), Oblong(*at, None, BLACK, edge, radius)
    return [whole, Outlined(left, _HALF), shell]


def _half_disc(x: float, y: float, radius: float, edge: float) -> Outlined:
    points = [
        (x - radius * (1 - (step / 12 - 1) ** 2) ** 0.5, y + radius * (step / 12 - 1)) for step in range(25)
    ]
    return Outlined(points, _HALF, BLACK, edge)


_TONES = {
    shapes.Tone.INK: BLACK,
    shapes.Tone.MAIN: TEAL,
    shapes.Tone.SOFT: tint("DCE9EC"),
    shapes.Tone.WARM: tint("F3DFC0"),
    shapes.Tone.FAINT: RULE,
    shapes.Tone.PAPER: WHITE,
}


def picture_height(picture: shapes.Picture, width: float) -> float:
    """How high a picture that explains stands at a width, without the empty grid above and below it."""
    top, foot = _span(picture)
    return (foot - top) * width / shapes.WIDTH


def explaining(picture: shapes.Picture, x: float, width: float) -> list[Ink]:
    """A picture that explains long-term pain, as ink from `x` on."""
    scale = width / shapes.WIDTH
    put = [_shape(shape, x, scale) for shape in picture.shapes]
    for ink in put:
        ink.lower(-_span(picture)[0] * scale)
    return put


def _span(picture: shapes.Picture) -> tuple[int, int]:
    """Where on the grid the highest and the lowest mark of a picture stand."""
    tops, feet = [], []
    for shape in picture.shapes:
        if isinstance(shape, shapes.Words):
            tops.append(shape.at[1] - shape.size)
            feet.append(shape.at[1] + shape.size // 3)
        elif isinstance(shape, shapes.Disc):
            tops.append(shape.at[1] - shape.radius - shape.width)
            feet.append(shape.at[1] + shape.radius + shape.width)
        else:
            tops.append(min(y for _, y in shape.points) - shape.width)
            feet.append(max(y for _, y in shape.points) + shape.width)
    return min(tops), max(feet)


def _shape(shape: shapes.Shape, x: float, scale: float) -> Ink:
    if isinstance(shape, shapes.Words):
        size = shape.size * scale
        wide = face(bold=shape.bold).width(shape.text, size)
        left, foot = x + shape.at[0] * scale - wide / 2, shape.at[1] * scale
        return Words(left, foot, shape.text, size, shape.bold, _TONES[shape.tone])
    fill = None if shape.fill is None else _TONES[shape.fill]
    edge = None if shape.tone is None else _TONES[shape.tone]
    if isinstance(shape, shapes.Disc):
        across, down = x + shape.at[0] * scale, shape.at[1] * scale
        return Disc(across, down, shape.radius * scale, fill, edge, shape.width * scale)
    points = [(x + across * scale, down * scale) for across, down in shape.points]
    return Outlined(points, fill, edge, shape.width * scale)


def chart(route: RouteChart, width: float, size: float = _SIZE) -> tuple[list[Ink], float]:
    """The route as ink and its height: a step down for every change, a hatched stretch for a pause.

    Its words are of `size` points.
    """
    scale = _Scale(route, width, size)
    put: list[Ink] = [Outlined(scale.area(), _UNDER)]
    for dose in (scale.top, scale.top / 2, 0):
        level = scale.y(dose)
        label = f"{plain(route.points[0].dose * 0) if not dose else _tick(dose)}{route.unit}"
        put.append(Line(scale.left, level, width, level, 1.0 if not dose else 0.6))
        put.append(scale.label(label, scale.left - 2 * MM - scale.wide(label), level + 0.35 * size))
    put += _months(scale)
    for number, point in enumerate(route.points):
        if point.pause:
            put += _hatched(scale, number)
    put.append(Outlined(scale.line(), None, TEAL, 2.6))
    first = scale.y(float(route.points[0].dose)) - 5
    put.append(scale.label(route.first_words, scale.left + 2 * MM, first, bold=True))
    put += _last_words(scale)
    return put, scale.height


def _tick(dose: float) -> str:
    return f"{dose:,.2f}".rstrip("0").rstrip(".")


class _Scale:
    """Days across, doses up, and the size of the words beside them."""

    def __init__(self, route: RouteChart, width: float, size: float) -> None:
        self.route = route
        self.width = width
        self.size = size
        self.height = 44 * MM
        self.foot = self.height - 1.55 * size
        self.head = 1.9 * size
        self.top = float(max(point.dose for point in route.points)) or 1.0
        labels = [f"{_tick(self.top)}{route.unit}", f"{_tick(self.top / 2)}{route.unit}"]
        self.left = max(map(self.wide, labels)) + 2 * MM
        self.first = route.points[0].start
        self.days = max((route.end - self.first).days, 1)

    def wide(self, text: str, *, bold: bool = False) -> float:
        return face(bold=bold).width(text, self.size)

    def label(self, text: str, x: float, y: float, *, bold: bool = False) -> Words:
        return Words(x, y, text, self.size, bold)

    def x(self, day: date) -> float:
        return self.left + (self.width - self.left) * min(max((day - self.first).days, 0) / self.days, 1)

    def y(self, dose: float) -> float:
        return self.foot - (self.foot - self.head) * dose / self.top

    def line(self) -> list[tuple[float, float]]:
        points: list[tuple[float, float]] = []
        for point in self.route.points:
            across = self.x(point.start)
            if points:
                points.append((across, points[-1][1]))
            points.append((across, self.y(float(point.dose))))
        points.append((self.x(self.route.end), points[-1][1]))
        return points

    def area(self) -> list[tuple[float, float]]:
        line = self.line()
        return [(line[0][0], self.foot), *line, (line[-1][0], self.foot)]

    def ends(self, number: int) -> date:
        after = self.route.points[number + 1 :]
        return after[0].start if after else self.route.end


def _hatched(scale: _Scale, number: int) -> list[Ink]:
    point: RoutePoint = scale.route.points[number]
    left, right = scale.x(point.start), scale.x(scale.ends(number))
    top = scale.y(float(point.dose))
    height = scale.foot - top
    put: list[Ink] = [Oblong(left, top, right - left, height, None, BLACK, 0.8, dashed=True)]
    step = 2.2 * MM
    reach = -height
    while reach < right - left:
        start, end = max(reach, 0.0), min(reach + height, right - left)
        if end > start:
            put.append(
                Line(
                    left + start,
                    top + height - (start - reach),
                    left + end,
                    top + height - (end - reach),
                    0.6,
                )
            )
        reach += step
    width = scale.wide("Pause", bold=True)
    put.append(scale.label("Pause", min(left, scale.width - width), top - 4, bold=True))
    return put


def _months(scale: _Scale) -> list[Ink]:
    """The names of months under the line, as many as there is room for; the year at each January."""
    put: list[Ink] = []
    free = scale.left
    month = (scale.first.replace(day=1) + timedelta(days=32)).replace(day=1)
    while month <= scale.route.end:
        name = str(month.year) if month.month == 1 else _MONTHS[month.month - 1]
        across = scale.x(month)
        width = scale.wide(name)
        if across >= free and across + width <= scale.width:
            put.append(Line(across, scale.foot, across, scale.foot + 3, 0.8))
            put.append(scale.label(name, across, scale.height - 1))
            free = across + width + 5 * MM
        month = (month + timedelta(days=32)).replace(day=1)
    return put


def _last_words(scale: _Scale) -> list[Ink]:
    words = scale.route.last_words
    if not words:
        return []
    width = scale.wide(words, bold=True)
    last = scale.route.points[-1]
    if width + 3 * MM > scale.width - scale.x(last.start):
        return []
    level, half = scale.y(float(last.dose)), scale.y(scale.top / 2)
    below = level + 1.25 * scale.size
    # The half-way line would run through the words.
    struck = below - scale.size < half < below + 3
    at = level - 5 if struck or below >= scale.foot - 2 else below
    return [scale.label(words, scale.width - width - 1 * MM, at, bold=True)]
