"""The CSV of the figures, read back as a spreadsheet would."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest

from tests.rooms.reports.rendering.sample import a_figure, a_publication
from tirek.reports.publication import Publication, SplitCell
from tirek.reports.rendering.sheet import figures_csv


def _rows(publication: Publication) -> list[dict[str, str]]:
    text = figures_csv(publication).encode().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_it_works() -> None:
    assert _rows(a_publication())[0] == {
        "key": "police-trained",
        "title": "Police officers trained",
        "value": "1125",
        "unit": "people",
        "period": "2022–2023",
        "scope": "Kazakhstan",
        "split": "",
        "cell": "",
        "definition": "police-trained@3",
        "as_of": "office-1/812",
        "records": "1125",
    }


def test_each_cell_of_each_split_has_its_row() -> None:
    rows = [row for row in _rows(a_publication()) if row["split"]]
    assert len(rows) == 2 + 14
    assert (rows[0]["split"], rows[0]["cell"], rows[0]["value"]) == ("by sex", "women", "44")


@pytest.mark.parametrize(("language", "word"), [("en", "withheld"), ("ru", "не публикуется"), ("kk", "жарияланбайды")])
def test_a_withheld_cell_says_so(language: str, word: str) -> None:
    values = [row["value"] for row in _rows(a_publication(language))]  # type: ignore[arg-type]
    assert values.count(word) == 2


def test_numbers_and_dates_are_for_machines_in_every_language() -> None:
    by_key = {row["key"]: row["value"] for row in _rows(a_publication("kk")) if not row["split"]}
    assert by_key["inspectors-trained"] == "50.5"
    assert by_key["decree-signed"] == "2023-12-08"


def test_it_begins_with_a_byte_order_mark_and_ends_lines_as_rfc_4180_says() -> None:
    text = figures_csv(a_publication())
    assert text.startswith("\ufeffkey,")
    assert text.endswith("\r\n")
    assert text.count("\n") == text.count("\r\n")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_no_text_is_run_as_a_formula(start: str) -> None:
    text = f'{start}HYPERLINK("http://evil.example","x")'
    split = (("sex", text, (SplitCell(text, Decimal(1)),)),)
    figure = a_figure(title=text, unit=text, period=text, scope=text, definition=text, splits=split)
    rows = _rows(a_publication(narrative="", figures=(figure,), ledger_position=text))
    for row in rows:
        for name in ("title", "unit", "period", "scope", "definition", "as_of"):
            assert row[name] == "'" + text
    assert (rows[1]["split"], rows[1]["cell"]) == ("'" + text, "'" + text)


def test_a_negative_number_stays_a_number() -> None:
    (row,) = _rows(a_publication(narrative="", figures=(a_figure(value=Decimal("-5.50"), splits=()),)))
    assert row["value"] == "-5.5"


def test_a_large_number_is_written_out() -> None:
    (row,) = _rows(a_publication(narrative="", figures=(a_figure(value=Decimal("1E+7"), splits=()),)))
    assert row["value"] == "10000000"


def test_quotes_commas_and_line_ends_survive() -> None:
    text = 'a "b", c\r\nd'
    (row,) = _rows(a_publication(narrative="", figures=(a_figure(title=text, splits=()),)))
    assert row["title"] == text


def test_the_same_publication_gives_the_same_text() -> None:
    assert figures_csv(a_publication("ru")) == figures_csv(a_publication("ru"))
