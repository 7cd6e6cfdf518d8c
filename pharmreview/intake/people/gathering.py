"""The row loop: each row to its person, each medicine to a line, everything else set aside with a reason."""

from collections.abc import Iterable, Iterator

from pharmreview.domain.lines.mapping import Role
from pharmreview.domain.lines.row import Columns, ExportFile, ExportRow, SetAsideRow
from pharmreview.domain.words.numbers import count
from pharmreview.intake.fields.dates import birth_date, numbered_days, unread_dates
from pharmreview.intake.fields.entries import CLOSING, is_total
from pharmreview.intake.headings import IDENTITY, plain_title, says_title
from pharmreview.intake.layouts import Layout, as_needed_is_read, columns_not_read, headings_again
from pharmreview.intake.people.at_once import Lines, Sheet, lines_of, runs_of
from pharmreview.intake.people.coded import Coded
from pharmreview.intake.people.columns import WHO, Cells, Reader, detail_cells, line_of, who_cells
from pharmreview.intake.people.crowd import Crowd
from pharmreview.intake.people.draft import Draft, Words
from pharmreview.intake.sheets.limits import Bounds
from pharmreview.lots import ShouldStop

REPEATED_HEADINGS = "The headings again."
OTHER_HEADINGS = "Other headings: the rows below are read by these."
NOBODY = "Names nobody, and no person stands above it."
UNNAMED = "Names nobody."
SHIFTED = "A row with more cells than headings"
NOTHING = "Holds nothing in a column that is read."
FOOTING = "Holds no medicine, and reads as a total or a note."

_BLANK = ""
_SHOWN = 200


class People:
    """Gathers people from the rows of one layout."""

    def __init__(self, layout: Layout, file_name: str, should_stop: ShouldStop | None = None) -> None:
        self._first = layout
        self._file_name = file_name
        self._reader = Reader()
        self._dates = self._reader.dates
        self._nobody = ("",) * len(WHO)
        self._crowd = Crowd(should_stop)
        self._columns = Columns()
        self._stated: set[Role] = set()
        self._bounds = Bounds(file_name)
        self.set_aside: list[SetAsideRow] = []
        self.data_rows = 0
        self._turn_to(layout)

    def next_sheet(self, layout: Layout) -> None:
        """What is read from here on stands on another sheet of the same workbook."""
        self._crowd.sheet += 1
        self._turn_to(layout)

    def _turn_to(self, layout: Layout) -> None:
        self._layout = layout
        self._stated |= layout.person.keys()
        self._width = len(layout.headings)
        self._run_day = layout.run_on.date() if layout.run_on else None
        reader = self._reader
        self._who = who_cells(layout)
        self._details = detail_cells(layout)
        self._lines = [line_of(block, self._width, reader) for block in layout.medicines]
        self._coded = Coded(layout.codes, self._width, reader)
        columns = layout.medicines[0].columns
        self._medicine_column = columns.get(Role.MEDICINE, columns.get(Role.ENTRY, 0))
        named_by = sum(role in layout.person for role in IDENTITY)
        self._packs = layout.name == "emis" or (layout.name == "generic" and named_by > 1)
        above = layout.titles_above[:1]
        self._title_above = above[0] if above and 0 not in layout.person.values() else ""
        alone = len(layout.medicines) == 1 and not self._title_above
        self._lines_at_once = lines_of(layout.medicines[0], self._width, reader) if alone else None
        self._current: Draft | None = None
        self._beyond: list[str] = []
        """What a row holds past the headings."""
        self._last: tuple[str, ...] = ()
        self._alone: Draft | None = None
        """Whom a row names that holds nothing else: the rows below that name nobody are theirs."""
        self._headed: Cells = []
        """The last row that was these headings again."""
        self._going_on: tuple[str, ...] = ()
        """Blank cells of WHO, once rows that name nobody go on with a person above them."""

    def read(self, first: int, rows: Iterable[Cells]) -> None:
        """Read rows below the headings, numbered from `first`; what is no data is set aside with a reason."""
        rows = list(rows)
        while rows:
            done = self._read_on(first, rows)
            first += done
            rows = rows[done:]

    def _read_on(self, first: int, rows: list[Cells]) -> int:
        """Read rows as far as other headings among them; how many."""
        if self._lines_at_once is not None and set(map(len, rows)) == {self._width}:
            whys = self._at_once(self._lines_at_once, first, rows)
        else:
            whys = ((at, self._row(first + at, cells)) for at, cells in enumerate(rows))
        for at, why in whys:
            if why is None:
                self.data_rows += 1
            elif why:
                text = " | ".join(c.strip() for c in rows[at] if c.strip())[:_SHOWN]
                above = self.set_aside[-1].text if self.set_aside else ""
                self.set_aside.append(SetAsideRow(first + at, above if above == text else text, why))
            if why == OTHER_HEADINGS:
                return at + 1
        return len(rows)

    def _at_once(self, lines: Lines, first: int, rows: list[Cells]) -> Iterator[tuple[int, str | None]]:
        """What `_row` says of each row that is not plain data; plain data is taken up together."""
        sheet: Sheet = [*zip(*rows, strict=True), ("",) * len(rows)]
        noted = self._coded.of_rows(sheet)
        waiting = sorted(noted, reverse=True)
        who = list(zip(*self._who(sheet), strict=True))
        columns, above = self._columns, len(self._columns)
        made = self._reader.strays.told_apart(lines(sheet))
        columns.add(range(first, first + len(rows)), made)
        self._bounds.note(*made[:2])
        newcomer, details, run_day = self._crowd.newcomer, self._details, self._run_day
        for start, end, plain in runs_of(who, made):
            at = start
            while at < end:
                number, cells, whose, stop = first + at, rows[at], who[at], end
                why: str | None = None
                if plain and whose not in (self._last, self._going_on):
                    cells.append("")
                    new = newcomer(number, whose, details(cells), run_day)
                    if new is not None:
                        self._go_to(new, goes_on=self._packs)
                        self._last = whose
                    else:
                        why = self._turn(number, cells, whose, holds=True)
                        stop = end if whose in (self._last, self._going_on) else at + 1
                taken = plain and why is None
                if taken and self._current is not None:
                    self._current.take(above + at, above + stop)
                    self.data_rows += stop - at
                else:
                    stop = at + 1
                    yield at, why if plain else self._row(number, cells)
                while waiting and waiting[-1] < stop:
                    place = waiting.pop()
                    if taken:
                        self._note(noted[place], first + place)
                at = stop

    def _row(self, number: int, cells: Cells) -> str | None:
        """None for data, empty for a blank row, else why the row is set aside."""
        filled = [cell.strip() for cell in cells if cell.strip()]
        if not filled:
            return _BLANK
        if is_total(filled):
            return FOOTING
        terms: list[Words] = []
        self._beyond = []
        if self._fit(cells):
            found = [made for line in self._lines if (made := line(number, cells)) is not None]
            found = self._reader.strays.of_one_row(found)
            terms = self._coded.of_row(cells)
        else:
            # Which cell is which is lost: the person keeps a line that is not read, never part of one.
            found = [ExportRow(number, SHIFTED)]
        who = self._who(cells)
        holds = bool(found or terms)
        same = who in (self._last, self._going_on)
        if not same or not holds or (self._title_above and cells[0]):
            why = self._turn(number, cells, who, holds)
            if why is not None:
                return why
        if found and self._current is not None:
            self._bounds.note([row.name for row in found], [row.directions for row in found])
            start = len(self._columns)
            self._columns.add_rows(found)
            self._current.take(start, start + len(found))
        self._note(terms, number)
        return None

    def _note(self, terms: list[Words], number: int) -> None:
        if self._current is not None:
            for words in terms:
                self._current.note(words, number)

    def _fit(self, cells: Cells) -> bool:
        """Bring a row to the headings and one blank cell; False where a cell stands past them."""
        more = len(cells) - self._width
        if more == 1 and not cells[-1]:
            return True
        if more <= 0:
            cells.extend([""] * (1 - more))
            return True
        self._beyond = cells[self._width :]
        cells[self._width :] = [""]
        return not any(c.strip() for c in self._beyond)

    def _turn(self, number: int, cells: Cells, who: tuple[str, ...], holds: bool) -> str | None:
        """Turn to the person whom a row names; or why the row is not data."""
        draft = known = self._crowd.find(who, self._current) if any(who) else None
        if draft is None and any(who):
            draft = Draft(number, who, self._details(cells), self._run_day)
        if draft is None or draft.problem is not None:  # without a number that holds it may be nobody
            if (why := self._headed_anew(number, cells)) is not None:
                return why
            if not "".join(who[:-1]).strip():
                draft = None
        if not holds:
            filled = sum(1 for c in cells if c.strip())
            if draft is None:
                return NOTHING
            closing = CLOSING.match(cells[0].strip())
            if filled == 1 and not closing:
                self._alone, self._last, self._going_on = draft, (), ()
            if filled == 1 or closing:
                return FOOTING
        if draft is None:
            why = self._goes_on(who[-1].strip())
            if why is not None:
                return why
        else:
            self._go_to(known or self._crowd.settle(draft), goes_on=self._packs)
            self._last = who
        return None

    def _headed_anew(self, number: int, cells: Cells) -> str | None:
        """Why a row of headings is not data; None where it is none."""
        if cells == self._headed or self._is_heading(cells):
            self._headed = cells
            return REPEATED_HEADINGS
        written = [*cells[: self._width], *self._beyond]
        if (other := headings_again(self._layout, number, written)) is None:
            return None
        self._bounds.begin()
        self._turn_to(other)
        return OTHER_HEADINGS

    def _go_to(self, draft: Draft, goes_on: bool) -> None:
        self._current, self._alone = draft, None
        self._going_on = self._nobody if goes_on else ()

    def _goes_on(self, born: str) -> str | None:
        """Why a row without a name or number does not go on with the person above; None where it does."""
        if self._alone is not None and not born:
            self._go_to(self._crowd.settle(self._alone), goes_on=True)
            return None
        if self._current is None:
            return NOBODY
        if not self._packs or (born and birth_date(born, self._run_day) != self._current.born):
            return UNNAMED
        return None

    def _is_heading(self, cells: Cells) -> bool:
        """The headings, or the group titles above them, once more: looked at only where one cell says so."""
        column = self._medicine_column
        for line in self._layout.heading_lines:
            if column < len(line) and says_title(cells[column], line[column]):
                return tuple(plain_title(c) for c in cells[: len(line)]) == line
        return bool(self._layout.titles_above) and says_title(cells[0], self._layout.titles_above[0])

    def file(self, digest: str, layout: str, notes: tuple[str, ...] = ()) -> ExportFile:
        """Everything as one value; what was gathered is given away. Raises Stopped when asked to stop."""
        columns, self._columns = self._columns, Columns()
        numbered, dated = (role in self._stated for role in (Role.NHS_NUMBER, Role.BORN))
        return ExportFile(
            file_name=self._file_name,
            digest=digest,
            layout=layout,
            run_on=self._first.run_on,
            title=self._first.title,
            rows=self.data_rows,
            people=self._crowd.people(columns, numbered, dated),
            set_aside=tuple(self.set_aside),
            notes=(*notes, *self.notes()),
        )

    def notes(self) -> tuple[str, ...]:
        """Sentences about the file as a whole."""
        notes = list(self._crowd.notes(self._stated))
        if self.set_aside:
            held, are = ("holds", "is") if len(self.set_aside) == 1 else ("hold", "are")
            rows = count(len(self.set_aside), "row")
            notes.append(f"{rows} {held} no data that can be read, and {are} listed apart.")
        if (number := self._dates.by_number) and (day := self._dates[number][0]):
            notes.append(numbered_days(number, day))
        if named := self._reader.coded_medicine:
            notes.append(
                f"“{named[:_SHOWN]}” stands in a column of coded entries and looks like a medicine: what "
                "that column holds counts as no medicine. If it is one, say so by hand (Ctrl+M)."
            )
        if said := as_needed_is_read(self._first):
            notes.append(said)
        if self._first.unknown:
            notes.append(columns_not_read(self._first.unknown))
        if self._dates.unread:
            notes.append(unread_dates(self._dates.unread))
        return tuple(notes)
