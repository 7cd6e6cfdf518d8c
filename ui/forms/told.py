"""An answer as words, for where it is told and not asked: what an earlier review holds."""

from collections.abc import Mapping

from pharmreview.domain.review.step import (
    CheckField,
    CodedList,
    DateField,
    DocumentField,
    Field,
    GridField,
    ManyField,
    NumberField,
    OneField,
    ScaleField,
    YesNoField,
)
from ui import text as words_of
from ui.forms.editors.choosing import YES_NO, said
from ui.forms.editors.editor import OTHER, Given, text_in, texts_in


def told(field: Field, lists: Mapping[str, CodedList], given: Given) -> str:
    """What was answered in a field, on one line; "" where nothing was."""
    if isinstance(field, GridField):
        return "; ".join(_rows(field, lists, given))
    if isinstance(field, CheckField):
        return f"{len(texts_in(given))} of {len(lists[field.choices].options)}" if texts_in(given) else ""
    answer = _plainly(field, lists, given)
    note = text_in(given, "note").strip()
    return ", ".join(" ".join(part.split()) for part in (answer, note) if part)


def _plainly(field: Field, lists: Mapping[str, CodedList], given: Given) -> str:
    if isinstance(field, YesNoField):
        return dict(YES_NO).get(text_in(given), "")
    if isinstance(field, OneField | ManyField | DocumentField):
        return _labels(lists[field.choices], texts_in(given), text_in(given, OTHER))
    if isinstance(field, DateField):
        return _day(text_in(given))
    if isinstance(field, ScaleField):
        return f"{text_in(given)} of 10" if text_in(given) else ""
    if isinstance(field, NumberField):
        return f"{text_in(given)} {field.unit}".strip() if text_in(given) else ""
    return text_in(given)


def _labels(of: CodedList, codes: tuple[str, ...], other: str) -> str:
    known = {option.code: said(option) for option in of.options}
    return "; ".join(other.strip() or "Other" if code == OTHER else known.get(code, code) for code in codes)


def _rows(field: GridField, lists: Mapping[str, CodedList], given: Given) -> list[str]:
    known = {option.code: said(option) for option in lists[field.rows].options}
    found = []
    for code in dict.fromkeys(key.partition(".")[0] for key in given):
        cells = []
        for column in field.columns:
            value = texts_in(given, f"{code}.{column.id}")
            if value and column.choices:
                cells.append(f"{column.label.lower()} {_labels(lists[column.choices], value, '').lower()}")
            elif value:
                words = _day(value[0]) if column.stamp else "; ".join(value)
                cells.append(f"{column.label.lower()} {words}")
        found.append(f"{known.get(code, code)}: {', '.join(cells)}" if cells else known.get(code, code))
    return found


def _day(iso: str) -> str:
    on = words_of.read_day(iso)
    return iso if isinstance(on, words_of.UnreadDay) else words_of.day(on)
