"""The language of narratives."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tirek.reports.narrative import (
    Chart,
    Emphasis,
    FigureMark,
    Heading,
    LineBreak,
    Link,
    List,
    Paragraph,
    Quote,
    Strong,
    Table,
    Text,
    chart_requests,
    figure_keys,
    parse,
    plain,
    walk,
)

SEEDS = Path(__file__).parents[3] / ".." / "shared" / "seeds"


def test_it_works() -> None:
    assert parse("# Results\n\nWe trained [[police-trained]] officers.") == (
        Heading(1, (Text("Results"),)),
        Paragraph((Text("We trained "), FigureMark("police-trained"), Text(" officers."))),
    )


def test_a_key_may_name_one_cell_of_a_split() -> None:
    assert figure_keys("[[police-trained:sex=female]]") == ("police-trained:sex=female",)


@pytest.mark.parametrize("key", ["a@2022-Q3", "a@2022", "a@..2022-Q3", "a@..2022-Q3:sex=female", "a@2022-Q9"])
def test_a_key_may_name_a_period(key: str) -> None:
    """A period that is none is still a key: it is refused by name, and never printed as it was typed."""
    assert figure_keys(f"We reached [[{key}]] people.") == (key,)
    assert chart_requests(f"[[chart: {key} by region]]") == ((key, "region"),)


def test_a_cell_may_have_a_name_of_several_words_in_any_alphabet() -> None:
    assert figure_keys("[[a:region=Солтүстік Қазақстан облысы]]") == ("a:region=Солтүстік Қазақстан облысы",)


def test_spaces_around_a_key_do_not_count() -> None:
    assert figure_keys("[[ police-trained ]] [[ a:sex=female ]]") == ("police-trained", "a:sex=female")


def test_each_figure_is_named_once_in_the_order_of_its_first_mention() -> None:
    assert figure_keys("[[b]] and [[a]]\n\n- [[b]]\n- *[[c]]*") == ("b", "a", "c")


@pytest.mark.parametrize(
    "place",
    ["# [[k]]", "**[[k]]**", "*[[k]]*", "> [[k]]", "- [[k]]", "1. a\n   - [[k]]", "|A|\n|-|\n|[[k]]|", "([[k]]),"],
)
def test_a_figure_is_found_wherever_it_stands(place: str) -> None:
    assert figure_keys(place) == ("k",)


@pytest.mark.parametrize("text", ["[[two words]]", "[[]]", "[k]", "\\[[k]]", "[[a:sex]]", "[[a|b]]", "[[a:b=c=d]]"])
def test_what_is_no_key_stays_text(text: str) -> None:
    assert figure_keys(text) == ()
    assert plain(_only(parse(text)).children) == text.replace("\\", "")


def test_a_chart_stands_on_its_own_line() -> None:
    assert parse("[[chart: police-trained by region]]") == (Chart("police-trained", "region"),)


def test_a_chart_may_show_one_cell_by_another_dimension() -> None:
    assert chart_requests("[[chart: a:sex=female by region]]") == (("a:sex=female", "region"),)


def test_a_chart_needs_no_empty_line_before_it() -> None:
    assert parse("As follows:\n[[chart: a by sex]]\nThat was it.") == (
        Paragraph((Text("As follows:"),)),
        Chart("a", "sex"),
        Paragraph((Text("That was it."),)),
    )


def test_a_chart_within_a_sentence_is_only_text() -> None:
    assert chart_requests("see [[chart: a by sex]] here") == ()


def test_a_chart_is_no_figure_and_a_figure_is_no_chart() -> None:
    text = "[[k]]\n\n[[chart: a by sex]]\n\n[[chart: a by sex]]"
    assert (figure_keys(text), chart_requests(text)) == (("k",), (("a", "sex"),))


@pytest.mark.parametrize(
    "target", ["https://example.org/a?b=1&c=2", "http://example.org", "mailto:a@example.org", "#what-was-learned"]
)
def test_links_lead_to_the_web_to_mail_and_within(target: str) -> None:
    assert parse(f"[there]({target})") == (Paragraph((Link(target, (Text("there"),)),)),)


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,hi",
        "file:///etc/passwd",
        "vbscript:x",
        "//evil.example",
        "/admin/",
        "https:",
        "\\\\server\\share",
        "&#106;avascript:alert(1)",
    ],
)
def test_links_lead_nowhere_else(target: str) -> None:
    assert not [mark for mark in walk(parse(f"[there]({target})")) if isinstance(mark, Link)]


def test_a_link_cannot_hold_a_figure() -> None:
    for text in ("[a [[k]]](https://a.example)", "[**[[k]]**](https://a.example)", "[[[k]]](https://a.example)"):
        links = [mark for mark in walk(parse(text)) if isinstance(mark, Link)]
        assert not [mark for mark in walk(tuple(links)) if isinstance(mark, FigureMark)]
        assert figure_keys(text) == ("k",)


def test_raw_html_code_and_images_stay_the_letters_that_were_typed() -> None:
    paragraph = _only(parse('<script>alert(1)</script> `code` <b onclick="x()">b</b>'))
    assert paragraph.children == (Text('<script>alert(1)</script> `code` <b onclick="x()">b</b>'),)
    assert parse("    indented") == (Paragraph((Text("indented"),)),)


def test_emphasis_lists_quotes_and_breaks_are_read() -> None:
    assert parse("**a** *b*  \nc") == (
        Paragraph((Strong((Text("a"),)), Text(" "), Emphasis((Text("b"),)), LineBreak(), Text("c"))),
    )
    assert parse("3. x\n4. y") == (List(True, 3, ((_paragraph("x"),), (_paragraph("y"),))),)
    assert parse("- x\n  - y") == (List(False, 1, ((_paragraph("x"), List(False, 1, ((_paragraph("y"),),))),)),)
    assert parse("> x") == (Quote((_paragraph("x"),)),)


def test_a_table_knows_its_columns_of_numbers() -> None:
    (table,) = parse("| A | B |\n|---|--:|\n| x | [[k]] |\n| y \\| z | |")
    assert table == Table(
        numeric=(False, True),
        header=((Text("A"),), (Text("B"),)),
        rows=(((Text("x"),), (FigureMark("k"),)), ((Text("y | z"),), ())),
    )


def test_a_heading_within_a_quote_is_a_strong_line_so_that_the_outline_holds() -> None:
    assert parse("> # a") == (Quote((Paragraph((Strong((Text("a"),)),)),)),)


def test_a_line_that_goes_on_is_one_sentence() -> None:
    assert parse("one\ntwo") == (_paragraph("one two"),)


def test_reads_the_results_page_as_it_is() -> None:
    page = next(SEEDS.glob("000_*.txt")).read_text()
    blocks = parse(page)
    assert len(blocks) > 20
    assert figure_keys(page) == ()
    assert "125 police officers" in " ".join(mark.text for mark in walk(blocks) if isinstance(mark, Text))


@given(st.text(alphabet=st.sampled_from(list("[]()*_#>-|\\`<&:=\n abч1.[[")), max_size=80))
def test_reads_any_text_and_never_puts_a_figure_in_a_link(text: str) -> None:
    for mark in walk(parse(text)):
        if isinstance(mark, Link):
            assert not [within for within in walk(mark) if isinstance(within, FigureMark)]


def _paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def _only(blocks: tuple[object, ...]) -> Paragraph:
    (block,) = blocks
    assert isinstance(block, Paragraph)
    return block
