"""Text that is copied stays words, and each number in it knows where it came from."""

from __future__ import annotations

import pytest

from tirek.reports.copying import copied, line, paragraphs, sources_of, table, taken_apart
from tirek.reports.narrative import FigureMark, Heading, Link, List, Paragraph, Strong, Table, parse, plain, walk


def words(text: str) -> str:
    """What a reader sees of somebody's words on one line."""
    narrative, _pieces = taken_apart(line(text, "From somewhere"))
    blocks = parse(narrative)
    assert len(blocks) == 1
    assert isinstance(blocks[0], Paragraph)
    return plain(blocks[0].children)


def test_it_works() -> None:
    narrative, pieces = taken_apart(f"Before {copied('12 months', 'From R1')} after.")
    assert narrative == "Before 12 months after."
    (piece,) = pieces
    assert (narrative[piece.start : piece.end], piece.source) == ("12 months", "From R1")


@pytest.mark.parametrize(
    "text",
    [
        "[[expenditure@2022-Q3]] and [[chart: x by sex]]",
        "a | b | c",
        "*no* **marks** of _any_ kind",
        "[a link](https://example.org) and <https://example.org>",
        "`code` & &amp; <b>tag</b>",
        "5 \\* 3 \\ 2",
        "file_name_of_ours",
        "{{ risks }}",
        "# 5 and > 3",
        "1) first",
    ],
)
def test_what_somebody_typed_is_what_a_reader_sees(text: str) -> None:
    assert words(f"We say {text}") == f"We say {text}"


def test_no_figure_can_be_slipped_into_a_report() -> None:
    narrative, _pieces = taken_apart(paragraphs("[[expenditure]]\n[[ budget ]]", "R1"))
    assert not [mark for mark in walk(parse(narrative)) if isinstance(mark, FigureMark | Link | Strong)]


def test_lines_become_paragraphs_and_bullets_a_list() -> None:
    narrative, _pieces = taken_apart(paragraphs("One.\n\n* two\n• three\n# four\n> five", "R1"))
    kinds = [type(block) for block in parse(narrative)]
    assert kinds == [Paragraph, List, Paragraph, Paragraph]
    assert Heading not in kinds


def test_line_breaks_do_not_break_a_table() -> None:
    cell = line("One\ntwo\r\nthree\u2028four | five\x0bsix", "R1")
    narrative, _pieces = taken_apart(table(("A", "B"), [(cell, "[[x]]")]))
    (block,) = parse(narrative)
    assert isinstance(block, Table)
    assert plain(block.rows[0][0]) == "One two three four | five six"
    assert block.numeric == (False, True)


def test_an_empty_cell_is_a_dash() -> None:
    assert table(("A", "B"), [("a", "")]).splitlines()[-1] == "| a | – |"


def test_letters_of_our_own_in_somebodys_words_are_dropped() -> None:
    narrative, pieces = taken_apart(line("a\ue010b\ue011c\ue012d\ue000", "R1"))
    assert (narrative, len(pieces)) == ("abcd", 1)


def test_of_pieces_within_one_another_the_inner_counts() -> None:
    composed = copied(f"1 outer {copied('2 inner', 'Inner')} 3 outer", "Outer")
    narrative, pieces = taken_apart(composed)
    places = [(1, narrative.index(digit)) for digit in "123"]
    assert list(sources_of(narrative, pieces, places)) == ["Outer", "Inner", "Outer"]


def test_what_was_not_copied_has_no_source() -> None:
    narrative, pieces = taken_apart(f"5 typed\n\n{copied('6 copied', 'R1')}")
    assert list(sources_of(narrative, pieces, [(1, 0), (3, 0)])) == [None, "R1"]


def test_nothing_gives_nothing() -> None:
    assert line("  \n ", "R1") == paragraphs("", "R1") == ""
