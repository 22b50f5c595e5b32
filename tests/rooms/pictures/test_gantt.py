"""The Gantt: bars where their days are, today's line, what slipped."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from django.utils import translation

from tests.rooms.pictures.looking import HOSTILE, KAZAKH, check_fit_for_a_page, joined, root_of, shapes, texts
from tirek.pictures import Gantt, GanttRow, gantt
from tirek.pictures.colours import BAR, INK, QUIET, SHADES, WARNING
from tirek.pictures.timeline import _LABEL, _RIGHT

Q3, Q4 = (date(2022, 7, 1), date(2022, 9, 30)), (date(2022, 10, 1), date(2022, 12, 31))
YEAR = date(2022, 1, 1), date(2022, 12, 31)
TODAY = date(2022, 11, 1)


def schedule(*rows: GanttRow, today: date = TODAY, begins: date = YEAR[0], ends: date = YEAR[1]) -> Gantt:
    return Gantt(begins, ends, today, rows)


def row(number: str = "1.1", title: str = "Train the police", **given: object) -> GanttRow:
    return GanttRow(number, title, **({"planned": (Q3,)} | given))  # type: ignore[arg-type]


def bars(drawn: Gantt, **look: str) -> list[tuple[float, float]]:
    """Where bars of a look begin and end, without those of the legend."""
    found = [each for each in shapes(gantt(drawn), **look) if float(each.get("x", "0")) >= _LABEL and each.get("width")]
    places = [(float(each.get("x", "0")), float(each.get("width", "0"))) for each in found]
    return [(x, round(x + width, 1)) for x, width in places if width < _RIGHT]


def planned(drawn: Gantt) -> list[tuple[float, float]]:
    """Planned bars of the rows; the legend is far below them."""
    return [each for each in bars(drawn, stroke=QUIET) if each[1] - each[0] != 34]


def expected(drawn: Gantt) -> list[tuple[float, float]]:
    return [each for each in bars(drawn, fill=SHADES[1][0]) if each[1] - each[0] != 34]


def test_it_works() -> None:
    picture = gantt(schedule(row(), row("1.2", "Train trainers", planned=(Q3, Q4))))
    assert {"1.1 Train the police", "1.2 Train trainers", "2022", "Q1", "Q4"} <= set(texts(picture))
    assert picture.words == "The schedule has 2 activities. None ends later than planned."
    check_fit_for_a_page(picture)


def test_a_planned_quarter_stands_in_its_quarter() -> None:
    ((begins, ends),) = planned(schedule(row()))
    year = _RIGHT - _LABEL
    assert (begins - _LABEL) / year == pytest.approx(181 / 365, abs=0.001)
    assert (ends - _LABEL) / year == pytest.approx(273 / 365, abs=0.001)


def test_what_is_expected_is_as_planned_until_it_is_changed() -> None:
    assert expected(schedule(row())) == planned(schedule(row()))
    changed = schedule(row(revised=Q4, slipped_days=92))
    ((begins, _),) = expected(changed)
    assert begins == pytest.approx(planned(changed)[0][1], abs=0.1)


def test_quarters_with_a_gap_between_them_are_two_bars() -> None:
    gap = (date(2022, 1, 1), date(2022, 3, 31)), Q3
    assert len(planned(schedule(row(planned=gap)))) == 2


def test_today_has_a_line_and_its_date() -> None:
    picture = gantt(schedule(row()))
    assert len(shapes(picture, stroke=INK, stroke_dasharray="6 3")) == 1
    assert "Today, 1 November 2022" in texts(picture)


@pytest.mark.parametrize("today", [date(2021, 12, 31), date(2023, 1, 1)])
def test_a_day_outside_the_schedule_has_no_line(today: date) -> None:
    picture = gantt(schedule(row(), today=today))
    assert shapes(picture, stroke=INK, stroke_dasharray="6 3") == []
    assert "Today" not in joined(picture)


def test_what_slipped_has_a_dashed_box_and_says_by_how_much() -> None:
    picture = gantt(schedule(row(revised=(date(2022, 7, 1), date(2022, 11, 14)), slipped_days=45)))
    assert len(shapes(picture, stroke=WARNING, stroke_dasharray="4 2")) == 1 + 1  # one is the legend's
    assert "+45 days" in texts(picture)
    assert picture.words.endswith("1 ends later than planned: 1.1 Train the police (days: 45).")


def test_one_day_is_a_day() -> None:
    late = row(revised=(Q3[0], date(2022, 10, 1)), slipped_days=1)
    assert "+1 day" in texts(gantt(schedule(late)))


def test_what_ends_earlier_than_planned_has_not_slipped() -> None:
    picture = gantt(schedule(row(revised=(Q3[0], date(2022, 8, 31)), slipped_days=-30)))
    assert shapes(picture, stroke=WARNING, stroke_dasharray="4 2")[1:] == []
    assert "None ends later than planned." in picture.words
    assert picture.table[1][0][-1] == "-30"


def test_the_words_name_what_slipped_most() -> None:
    rows = (row(slipped_days=10, revised=Q4), row("1.2", "Listen", slipped_days=92, revised=Q4))
    assert "2 end later than planned, most of all 1.2 Listen (days: 92)." in gantt(schedule(*rows)).words


def test_what_was_done_is_drawn_from_its_beginning_until_its_end_or_today() -> None:
    (running,) = bars(schedule(row(began=date(2022, 7, 1))), fill=BAR, height="6")[:1]
    (ended,) = bars(schedule(row(began=date(2022, 7, 1), ended=date(2022, 8, 31))), fill=BAR, height="6")[:1]
    assert running[0] == ended[0]
    assert running[1] > ended[1]


def test_what_still_runs_after_the_end_of_the_schedule_stays_on_the_sheet() -> None:
    drawn = schedule(row(began=date(2022, 7, 1)), today=date(2030, 1, 1))
    assert all(right <= _RIGHT + 0.1 for _, right in bars(drawn, fill=BAR, height="6") if right - _LABEL > 0)


def test_the_sheet_reaches_as_far_as_the_latest_dates() -> None:
    later = schedule(row(revised=(Q3[0], date(2023, 6, 30)), slipped_days=273))
    assert "2023" in texts(gantt(later))
    assert max(right for _, right in expected(later)) == pytest.approx(_RIGHT, abs=0.5)


def test_an_activity_without_dates_says_so() -> None:
    picture = gantt(schedule(row(planned=()), row("1.2", "Listen", planned=())))
    assert "no dates" in texts(picture)
    assert picture.words.endswith("2 have no dates.")
    assert picture.table[1][0] == ("1.1 Train the police", "", "", "", "", "", "")


def test_the_table_says_all_that_the_bars_show() -> None:
    given = row(planned=(Q3, Q4), revised=Q4, began=date(2022, 10, 5), ended=date(2022, 12, 1), slipped_days=0)
    assert gantt(schedule(given)).table[1] == (
        ("1.1 Train the police", "Q3 2022; Q4 2022", "1 October 2022", "31 December 2022", "5 October 2022",
         "1 December 2022", "0"),
    )  # fmt: skip


def test_a_span_of_quarters_is_spelled_from_to() -> None:
    assert gantt(schedule(row(planned=((Q3[0], Q4[1]),)))).table[1][0][1] == "Q3 2022 – Q4 2022"


def test_a_schedule_without_activities_is_drawn() -> None:
    picture = gantt(schedule())
    assert picture.words == "The schedule has no activity yet."
    check_fit_for_a_page(picture)


def test_many_years_are_named_without_their_quarters() -> None:
    picture = gantt(schedule(row(), ends=date(2031, 12, 31)))
    assert {str(year) for year in range(2022, 2032)} <= set(texts(picture))
    assert "Q1" not in texts(picture)


def test_names_of_years_never_lie_over_one_another() -> None:
    root = root_of(gantt(schedule(row(), ends=date(2122, 12, 31))))
    places = sorted(float(each.get("x", "0")) for each in root.iter("{*}text") if (each.text or "").isdigit())
    assert all(after - before > 24 for before, after in pairwise(places))


def test_long_kazakh_titles_break_and_rows_grow() -> None:
    short, long = (float(root_of(gantt(schedule(row(title=title)))).get("height", "0")) for title in ("A", KAZAKH))
    assert long > short
    assert KAZAKH in gantt(schedule(row(title=KAZAKH))).table[1][0][0]


def test_titles_are_text_and_never_markup() -> None:
    check_fit_for_a_page(gantt(schedule(row(title=HOSTILE))))


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_it_is_drawn_in_every_language(language: str) -> None:
    with translation.override(language):
        check_fit_for_a_page(gantt(schedule(row(), row("1.2", "B", revised=Q4, slipped_days=92))))
