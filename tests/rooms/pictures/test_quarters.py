"""Where quarters begin and end."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tirek.pictures.quarters import quarter_end, quarter_start, quarter_starts


def test_it_works() -> None:
    found = list(quarter_starts(date(2022, 5, 16), date(2023, 1, 1)))
    assert found == [date(2022, 4, 1), date(2022, 7, 1), date(2022, 10, 1), date(2023, 1, 1)]


@pytest.mark.parametrize("month", range(1, 13))
def test_every_day_lies_in_its_quarter(month: int) -> None:
    day = date(2024, month, 28)
    assert quarter_start(day) <= day <= quarter_end(day)
    assert quarter_start(quarter_end(day) + timedelta(days=1)) == quarter_end(day) + timedelta(days=1)
