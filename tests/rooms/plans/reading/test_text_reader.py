"""Texts as they come: encodings, tabs, Markdown, HTML tags."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tirek.plans.errors import WrongFileType
from tirek.plans.reading import recognise
from tirek.plans.reading.encoding import decoded
from tirek.plans.reading.markup import is_bold, is_decoration, plain
from tirek.plans.reading.plan import Line
from tirek.plans.reading.readers.text import read
from tirek.plans.reading.readers.written import verbatim


def lines(text: str) -> list[Line]:
    return read(text.encode(), "text", lambda *_: None).lines


def cells(text: str) -> list[tuple[str, ...] | None]:
    return [line.cells for line in lines(text)]


def test_it_works() -> None:
    assert lines("one\n<b>a</b>\t**b**\n") == [Line(1, "one"), Line(2, "<b>a</b>\t**b**", ("a", "b"))]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_numbers_lines_as_an_editor_does(end: str) -> None:
    assert [line.text for line in lines(f"a{end}b\u2028c{end}{end}d")] == ["a", "b\u2028c", "", "d"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_reads_western_text_in_every_encoding(encoding: str) -> None:
    text = "Résumé – of a plan, “quoted”: 10\u00a0000\n" * 3
    assert decoded(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1251"])
def test_reads_russian_text_in_every_encoding(encoding: str) -> None:
    text = "План работ – «опора»: 10\u00a0000\n"
    assert decoded(text.encode(encoding)) == text


@pytest.mark.parametrize("content", [b"\x00\x01\x02\x03" * 9, b"\x01\x02\x05" * 40, b"\x81\x98\x00"])
def test_sees_that_bytes_are_no_text(content: bytes) -> None:
    assert decoded(content) is None
    with pytest.raises(WrongFileType):
        recognise(content, "plan.txt")


def test_a_text_may_begin_like_a_picture() -> None:
    assert recognise(b"BMZ is a ministry.", "plan.txt") == "text/plain"


def test_tells_markdown_by_name_among_texts() -> None:
    assert recognise(b"# Plan", "plan.md") == "text/markdown"


def test_keeps_blank_cells_at_both_ends() -> None:
    assert cells("\ta\t\tb\t") == [("", "a", "", "b", "")]


def test_takes_a_row_with_one_filled_cell_for_a_row_among_rows() -> None:
    assert cells("a\tb\nc\t\n\td\nplain") == [("a", "b"), ("c", ""), ("", "d"), None]


def test_takes_an_indented_line_and_a_numbered_one_for_text() -> None:
    assert cells("\tindented\n\n1.\tfirst\n\n•\tsecond\n") == [None] * 5


def test_reads_markdown_tables_and_escaped_pipes() -> None:
    assert cells("| a \\| b | c |\n|---|:-:|\n| d | |\n") == [("a | b", "c"), None, ("d", "")]


def test_knows_pages_of_a_text_by_form_feeds() -> None:
    assert [(line.page, line.text) for line in lines("a\n\fb\nc\n")] == [(1, "a"), (2, "b"), (2, "c")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<b>Sub-total</b>", "Sub-total"),
        ("## **Output 2: Police**", "Output 2: Police"),
        ("\\$150,000", "$150,000"),
        ("a<br/>b", "a b"),
        ("R&amp;D &lt;3", "R&D <3"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("snake_case_name", "snake_case_name"),
        ("[text](http://x.org)", "text"),
        ("*a* and __b__", "a and b"),
        ("if a < b and c > d", "if a < b and c > d"),
    ],
)
def test_takes_markup_off(text: str, said: str) -> None:
    assert plain(text) == said


@given(st.text(max_size=40) | st.text("*_<b>/&amp;[]()\\#x ", max_size=20))
def test_escapes_what_is_no_markup_so_that_it_comes_back(text: str) -> None:
    words = " ".join(text.split())
    assert plain(verbatim(words)) == words


def test_tells_bold_lines_and_decoration() -> None:
    assert is_bold("**V. ANNEXES:**")
    assert is_bold("<b>Annex</b>:")
    assert not is_bold("**Output 1:** wells")
    assert is_decoration("---")
    assert is_decoration("|---|:-:|")
    assert not is_decoration("- a")
