"""Forms are evaluated by other engines, in browsers and on devices; what we make of an expression is what they make.

`agreement.csv` holds what each gives: an empty cell of `browser` or `device` says that it gives the same as we, and
where it does not, `why` says whom we follow. Both engines are asked again here, so that a new version of either shows.
"""

from __future__ import annotations

import csv
import json
import re
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.rooms.expressions.engines import browser as browsers
from tests.rooms.expressions.engines import device
from tests.rooms.expressions.engines.forms import form_of
from tirek.expressions import evaluate, parse
from tirek.expressions.functions import FUNCTIONS
from tirek.expressions.tokens import tokens_of
from tirek.expressions.values import text_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ZONE = timezone(timedelta(hours=5))
NOW = datetime(2026, 11, 23, 10, 30, tzinfo=ZONE)


class Row(NamedTuple):
    expression: str
    answers: str
    gives: str
    browser: str
    device: str
    why: str


with Path(__file__).with_name("agreement.csv").open(newline="", encoding="utf-8") as file:
    ROWS = [Row(**row) for row in csv.DictReader(file)]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.expression} {row.answers}".strip())
def test_it_works(row: Row) -> None:
    given = evaluate(parse(row.expression), json.loads(row.answers or "{}"), now=NOW)

    assert text_of(given, ZONE) == row.gives


@pytest.mark.parametrize(
    "row", [row for row in ROWS if re.search(r"\d{4}-", row.answers)], ids=lambda row: row.expression
)
def test_dates_that_were_read_already_give_the_same(row: Row) -> None:
    answers = {name: _read(value) for name, value in json.loads(row.answers).items()}

    assert text_of(evaluate(parse(row.expression), answers, now=NOW), ZONE) == row.gives


def test_the_engine_of_browsers_gives_what_the_table_says(browser: Browser) -> None:
    said = browsers.ask(browser, [form_of(row.expression, row.answers) for row in ROWS])

    assert _differing(said, [_expected(row.browser, row.gives) for row in ROWS], nan_is_empty=True) == []


@pytest.mark.skipif(not device.JAVA, reason="the engine of devices needs Java, which is not on this machine")
def test_the_engine_of_devices_gives_what_the_table_says() -> None:
    said = device.ask([form_of(row.expression, row.answers) for row in ROWS])

    assert _differing(said, [_expected(row.device, row.gives) for row in ROWS]) == []


def test_every_difference_has_its_reason() -> None:
    assert [row.expression for row in ROWS if bool(row.browser or row.device) != bool(row.why)] == []


def test_every_function_is_in_the_table() -> None:
    shown = {token.value for row in ROWS for token in tokens_of(row.expression) if token.kind == "function"}

    assert set(FUNCTIONS) - shown == {"once"}  # it asks for the place of the answer itself: see test_evaluating.py


def _expected(cell: str, gives: str) -> str:
    if cell == "refused":
        return "!"
    return "=" if cell == "nothing" else f"={cell or gives}"


def _differing(said: list[str], expected: list[str], *, nan_is_empty: bool = False) -> list[tuple[str, str, str]]:
    found = []
    for row, one, other in zip(ROWS, said, expected, strict=True):
        got = "!" if one.startswith("!") else one
        if nan_is_empty and other == "=NaN":
            other = "="  # that engine stores nothing where a number is none
        if got != other:
            found.append((row.expression, one, other))
    return found


def _read(value: object) -> str | date | int | float | None:
    if isinstance(value, str) and "T" in value:
        return datetime.fromisoformat(value)
    if isinstance(value, str) and value.count("-") == 2:
        return date.fromisoformat(value)
    assert value is None or isinstance(value, str | int | float)
    return value
