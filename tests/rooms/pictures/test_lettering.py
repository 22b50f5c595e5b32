"""Texts in pictures: never wider than their place."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageFont

from tests.rooms.pictures.looking import KAZAKH
from tirek.pictures import fonts_directory
from tirek.pictures.lettering import day, halves, lines_of, money, number, number_locale, quarter, width_of

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,;:()%-–—…«»&/"
CYRILLIC = "".join(chr(code) for code in range(0x0410, 0x0450)) + "ӘҒҚҢӨҰҮҺІәғқңөұүһіЁё"


def test_it_works() -> None:
    assert lines_of("Train the police of Aktobe", 90, 13) == ["Train the", "police of", "Aktobe"]


def test_no_letter_is_wider_than_it_is_taken_for() -> None:
    font = ImageFont.truetype(str(fonts_directory() / "NotoSans_400Regular.ttf"), 1000)
    assert [each for each in LETTERS + CYRILLIC if font.getlength(each) > width_of(each, 1000) * 1.02] == []


@pytest.mark.parametrize("title", [KAZAKH, KAZAKH.upper(), "Strengthening of the institution of the Commissioner"])
def test_no_line_is_wider_than_its_place(title: str) -> None:
    font = ImageFont.truetype(str(fonts_directory() / "NotoSans_700Bold.ttf"), 13)
    assert all(font.getlength(line) <= 200 for line in lines_of(title, 200, 13, 99))


def test_what_is_past_the_last_line_becomes_dots() -> None:
    lines = lines_of(KAZAKH * 3, 200, 13, 3)
    assert len(lines) == 3
    assert lines[-1].endswith("…")


def test_a_word_wider_than_the_line_is_broken() -> None:
    assert "".join(lines_of("Donaudampfschifffahrtsgesellschaft", 60, 13, 99)) == "Donaudampfschifffahrtsgesellschaft"


def test_nothing_is_one_empty_line() -> None:
    assert lines_of("", 100, 13) == [""]


@given(st.text(max_size=80))
@settings(max_examples=60, deadline=None)
def test_a_text_that_has_room_loses_no_letter(text: str) -> None:
    assert "".join("".join(lines_of(text, 120, 13, 10_000)).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("value", "shown"),
    [(Decimal("1234.50"), "1,234.5"), (Decimal("1E+3"), "1,000"), (0, "0"), (Decimal("-0.1"), "-0.1")],
)
def test_numbers_have_no_idle_zeros(value: Decimal | int, shown: str) -> None:
    assert number(value) == shown


def test_money_is_written_to_the_cent() -> None:
    assert money(Decimal(5), "USD") == "5.00\xa0USD"


def test_days_and_quarters() -> None:
    assert day(date(2022, 9, 30)) == "30 September 2022"
    assert [quarter(date(2022, month, 1)) for month in (1, 6, 9, 12)] == ["Q1 2022", "Q2 2022", "Q3 2022", "Q4 2022"]
    assert quarter(date(2022, 9, 1), year=False) == "Q3"


def test_the_conventions_of_numbers_are_those_of_the_language() -> None:
    assert number_locale()["thousands"] == ","
    with translation.override("kk"):
        assert (number_locale()["decimal"], number_locale()["thousands"]) == (",", "\xa0")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Q3 2022", ["Q3", "2022"]),
        ("2022 ж. 3-тоқсан", ["2022 ж.", "3-тоқсан"]),
        ("3 кв. 2022 г.", ["3 кв.", "2022 г."]),
        ("2022", ["2022"]),
        ("", [""]),
    ],
)
def test_the_name_of_a_quarter_is_broken_once(text: str, lines: list[str]) -> None:
    assert halves(text) == lines
