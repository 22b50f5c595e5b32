"""The Gantt: each activity as planned, and as it is expected now, by quarter, with today's line and what slipped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext, ngettext, npgettext, pgettext

from tirek.pictures import colours
from tirek.pictures.lettering import day, lines_of, quarter
from tirek.pictures.picture import Picture, Table
from tirek.pictures.quarters import quarter_end, quarter_start, quarter_starts
from tirek.pictures.sheet import LEADING, Sheet

Span = tuple[date, date]
"""The first and the last day."""


@dataclass(frozen=True, slots=True)
class GanttRow:
    """An activity: the spans that were planned (with a gap between two of them or not), the dates expected since
    then, and what was really done; `slipped_days` are how much later it ends than planned."""

    number: str
    title: str
    planned: tuple[Span, ...] = ()
    revised: Span | None = None
    began: date | None = None
    ended: date | None = None
    slipped_days: int = 0


@dataclass(frozen=True, slots=True)
class Gantt:
    """The schedule of a programme."""

    begins: date
    ends: date
    today: date
    rows: tuple[GanttRow, ...]


_SIZE: Final = 13
_LABEL: Final = 300
_RIGHT: Final = 970
_MARGIN: Final = 102
"""Room for how late what ends last is."""
_TOP: Final = 56
_PLANNED: Final = {"fill": colours.PAPER, "stroke": colours.QUIET, "stroke_width": "1.5"}
_EXPECTED: Final = {"fill": colours.SHADES[1][0], "stroke": colours.BAR}
_DONE: Final = {"fill": colours.BAR}
_LATE: Final = {"fill": colours.PAPER, "stroke": colours.WARNING, "stroke_width": "2", "stroke_dasharray": "4 2"}


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where a day stands on the sheet."""

    first: date
    last: date

    def at(self, when: date) -> float:
        share = (when - self.first).days / max((self.last - self.first).days + 1, 1)
        return _LABEL + share * (_RIGHT - _LABEL)


def gantt(schedule: Gantt) -> Picture:
    """This function will draw the schedule: above, hollow, what was planned; below, full, what is expected now."""
    sheet, scale = Sheet(_RIGHT + _MARGIN), _scale(schedule)
    bottom = _TOP + sum(_height(row) for row in schedule.rows)
    _grid(sheet, scale, bottom)
    y = float(_TOP)
    for row in schedule.rows:
        _row(sheet, scale, row, y, schedule.today)
        y += _height(row)
    if scale.first <= schedule.today <= scale.last:
        _today(sheet, scale.at(schedule.today), bottom, schedule.today)
    title, words = gettext("Schedule"), _words(schedule)
    svg = sheet.svg(_legend(sheet, bottom + 14), title=title, words=words)
    return Picture(svg, title, words, _table(schedule), (6,))


def _scale(schedule: Gantt) -> _Scale:
    """Whole quarters, from the first day that anything stands on to the last."""
    days = [schedule.begins, schedule.ends]
    for row in schedule.rows:
        days += [each for span in (*row.planned, *([row.revised] if row.revised else [])) for each in span]
        days += [each for each in (row.began, row.ended) if each]
    first, last = min(days), max(days)
    return _Scale(quarter_start(first), quarter_end(last))


def _label(row: GanttRow) -> list[str]:
    return lines_of(f"{row.number} {row.title}", _LABEL - 20, _SIZE, 3)


def _height(row: GanttRow) -> float:
    return max(44, len(_label(row)) * _SIZE * LEADING + 14)


def _grid(sheet: Sheet, scale: _Scale, bottom: float) -> None:
    starts = list(quarter_starts(scale.first, scale.last))
    crowded = len(starts) > 20  # a quarter is then too narrow for its name
    apart = 1 + len(starts) // 60  # and at last a year is
    for each in starts:
        x = scale.at(each)
        first = each.month == 1 and each.year % apart == 0
        if first or not crowded:
            sheet.line([(x, 20 if first else 38), (x, bottom)], stroke=colours.LINE if first else colours.FAINT)
        if first or (each == starts[0] and apart == 1):
            sheet.text(x + 4, 32, str(each.year), 12, font_weight="bold", fill=colours.QUIET)
        if not crowded:
            sheet.text(x + 4, 50, quarter(each, year=False), 12, fill=colours.QUIET)
    sheet.line([(_LABEL, bottom), (_RIGHT, bottom)], stroke=colours.LINE)


def _row(sheet: Sheet, scale: _Scale, row: GanttRow, y: float, today: date) -> None:
    sheet.line([(8, y), (_RIGHT, y)], stroke=colours.FAINT)
    sheet.text(8, y + 19, _label(row), _SIZE)
    for begins, ends in row.planned:
        _bar(sheet, scale, begins, ends, y + 8, 10, **_PLANNED)
    expected = (row.revised,) if row.revised else row.planned
    for begins, ends in expected:
        _bar(sheet, scale, begins, ends, y + 23, 12, **_EXPECTED)
    if row.slipped_days > 0 and expected:
        last = row.ended or expected[-1][1]
        _bar(sheet, scale, last - timedelta(days=row.slipped_days - 1), last, y + 23, 12, **_LATE)
        _slipped(sheet, scale.at(last + timedelta(days=1)), y + 34, row.slipped_days)
    if row.began and row.began <= (row.ended or today):
        _bar(sheet, scale, row.began, min(row.ended or today, scale.last), y + 26, 6, **_DONE)
    if not expected and not row.began:
        sheet.text(_LABEL + 8, y + 27, gettext("no dates"), 12, fill=colours.QUIET, font_style="italic")


def _bar(sheet: Sheet, scale: _Scale, begins: date, ends: date, y: float, height: float, **look: str) -> None:
    x = scale.at(begins)
    sheet.box(x, y, max(scale.at(ends + timedelta(days=1)) - x, 2), height, **look)


def _slipped(sheet: Sheet, x: float, y: float, days: int) -> None:
    """The word stands behind the bar; a white rim lets it be read on any line."""
    words = npgettext("schedule", "+%(days)s day", "+%(days)s days", days) % {"days": days}
    rim = {"stroke": colours.PAPER, "stroke_width": "4", "stroke_linejoin": "round"}
    for look in (rim, {}):
        sheet.text(x + 6, y, words, 12, fill=colours.WARNING, font_weight="bold", **look)


def _today(sheet: Sheet, x: float, bottom: float, today: date) -> None:
    sheet.line([(x, 18), (x, bottom + 4)], stroke=colours.INK, stroke_width="2", stroke_dasharray="6 3")
    words = gettext("Today, %(day)s") % {"day": day(today)}
    side = (x - 6, "end") if x > _RIGHT - 180 else (x + 6, "start")
    sheet.text(side[0], 13, words, 12, font_weight="bold", text_anchor=side[1])


def _legend(sheet: Sheet, y: float) -> float:
    kinds = (
        (pgettext("schedule", "Planned"), _PLANNED, 10),
        (pgettext("schedule", "Expected now"), _EXPECTED, 12),
        (pgettext("schedule", "Done so far"), _DONE, 6),
        (pgettext("schedule", "Later than planned"), _LATE, 12),
    )
    for place, (name, look, height) in enumerate(kinds):
        x = 8 + place * 250
        sheet.box(x, y + 8 - height / 2, 34, height, **look)
        sheet.text(x + 44, y + 13, name, _SIZE)
    return y + 28


def _words(schedule: Gantt) -> str:
    if not schedule.rows:
        return gettext("The schedule has no activity yet.")
    count = len(schedule.rows)
    said = [ngettext("The schedule has %(n)s activity.", "The schedule has %(n)s activities.", count) % {"n": count}]
    slipped = sorted((row for row in schedule.rows if row.slipped_days > 0), key=lambda row: -row.slipped_days)
    if slipped:
        most = slipped[0]
        facts = {"n": len(slipped), "number": most.number, "title": most.title, "days": most.slipped_days}
        said.append(
            ngettext(
                "%(n)s ends later than planned: %(number)s %(title)s (days: %(days)s).",
                "%(n)s end later than planned, most of all %(number)s %(title)s (days: %(days)s).",
                len(slipped),
            )
            % facts
        )
    else:
        said.append(gettext("None ends later than planned."))
    undated = sum(1 for row in schedule.rows if not row.planned and not row.revised)
    if undated:
        said.append(ngettext("%(n)s has no dates.", "%(n)s have no dates.", undated) % {"n": undated})
    return " ".join(said)


def _table(schedule: Gantt) -> Table:
    headings = (
        pgettext("schedule", "Activity"),
        pgettext("schedule", "Planned"),
        pgettext("schedule", "Expected from"),
        pgettext("schedule", "Expected until"),
        pgettext("schedule", "Began"),
        pgettext("schedule", "Ended"),
        pgettext("schedule", "Days later than planned"),
    )
    return headings, tuple(_told(row) for row in schedule.rows)


def _told(row: GanttRow) -> tuple[str, ...]:
    expected = row.revised or ((row.planned[0][0], row.planned[-1][1]) if row.planned else None)
    dates = [*(expected or (None, None)), row.began, row.ended]
    planned = "; ".join(_spelled(span) for span in row.planned)
    shown = (day(each) if each else "" for each in dates)
    return (f"{row.number} {row.title}", planned, *shown, str(row.slipped_days) if expected else "")


def _spelled(span: Span) -> str:
    first, last = (quarter(each) for each in span)
    return first if first == last else f"{first} – {last}"
