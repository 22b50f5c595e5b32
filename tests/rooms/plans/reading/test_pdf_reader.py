"""What a PDF does not say: where a line ends a paragraph, where a column is, what is only the foot of a page."""

from __future__ import annotations

import typst

from tirek.plans.reading import read
from tirek.plans.reading.plan import Line, Plan
from tirek.plans.reading.readers.pdf import read as read_pdf
from tirek.plans.reading.text_of import text_of

PAGE = '#set page(width: 16cm, height: 10cm, margin: 1cm)\n#set text(size: 9pt, font: "Libertinus Serif")\n'
COVER = "Project Title: x\n\nAward ID: 1\n\n"
LONG = (
    "The people of the hills walk far for their water and so the wells that will be dug here matter much to them all. "
    * 3
)


def lines(source: str) -> list[Line]:
    return read_pdf(typst.compile((PAGE + source).encode()), "plan.pdf", lambda *_: None).lines


def texts(source: str) -> list[str]:
    return [line.text for line in lines(source) if line.text]


def plan_of(source: str) -> Plan:
    return read(typst.compile((PAGE + COVER + source).encode()), "plan.pdf")


def test_it_works() -> None:
    assert texts("= Purpose\n\nWords.\n\n*All bold*\n\nMore words.") == [
        "# Purpose",
        "Words.",
        "**All bold**",
        "More words.",
    ]


def test_joins_the_lines_of_a_paragraph() -> None:
    assert texts(LONG + "\n\nShort.") == [LONG.strip(), "Short."]


def test_joins_a_paragraph_over_the_end_of_a_page() -> None:
    found = texts("#v(7cm)\n" + LONG + "\n\nShort.")
    assert found == [LONG.strip(), "Short."]


def test_keeps_short_lines_apart() -> None:
    assert texts("Mr. A B \\\nDirector \\\nOffice") == ["Mr. A B", "Director", "Office"]


def test_keeps_the_items_of_a_list_apart() -> None:
    found = texts("\n".join(f"- {LONG[:90]} {number}" for number in range(3)))
    assert len(found) == 3
    assert found[0].startswith("• ")


def test_tells_headings_by_their_size() -> None:
    assert texts("= Big\n\n#text(size: 11pt)[Smaller]\n\n" + LONG) == ["# Big", "## Smaller", LONG.strip()]


def test_reads_a_ruled_table_with_merged_cells() -> None:
    cells = "table.cell(rowspan: 2)[A], table.cell(colspan: 2)[B], [C], [D], [E], [F], [g], [], [h], [i]"
    source = f"#table(columns: 4, {cells})"
    assert [line.cells for line in lines(source) if line.cells] == [
        ("A", "B", "", "C"),
        ("", "D", "E", "F"),
        ("g", "", "h", "i"),
    ]


def test_reads_text_around_a_table_in_its_order() -> None:
    assert texts("Above\n#table(columns: 2, [a], [b])\nBelow") == ["Above", "a\tb", "Below"]


def test_joins_the_lines_of_a_cell_and_words_cut_at_a_slash() -> None:
    source = "#table(columns: (2.2cm, 5cm), [Consultancy companies], [one], [Responsible/Implementing], [two])"
    first, second = (line.cells for line in lines(source) if line.cells)
    assert (first, second) == (("Consultancy companies", "one"), ("Responsible/Implementing", "two"))


def test_reads_a_frame_around_text_as_text() -> None:
    assert texts("#rect[Total resources required: USD 5,000]\nBelow") == [
        "Total resources required: USD 5,000",
        "Below",
    ]


def test_reads_fields_side_by_side() -> None:
    plan = plan_of("#grid(columns: (1fr, 1fr), [Gender marker: GEN2], [Total resources required: USD 5,000])")
    assert plan.cover.gender_marker
    assert plan.cover.resources_required
    assert (plan.cover.gender_marker.text, plan.cover.resources_required.text) == ("GEN2", "USD 5,000")


def test_sets_what_returns_on_each_page_aside() -> None:
    source = "#set page(header: [Plan of the office], footer: context [Page #counter(page).display()])\n" + COVER
    source += "\n#pagebreak()\n".join(f"== Part {number}\n\nWords {number}." for number in range(4))
    plan = read(typst.compile((PAGE + source).encode()), "plan.pdf")
    aside = [each.text for each in plan.unread if each.reason == "the head or foot of a page"]
    assert sorted(aside) == ["Page 1", "Page 2", "Page 3", "Page 4", *["Plan of the office"] * 4]


def test_reads_a_sideways_page() -> None:
    source = "#set page(flipped: true)\n#table(columns: 3, [a], [b], [c])"
    assert [line.cells for line in lines(source) if line.cells] == [("a", "b", "c")]


def test_gives_the_text_alone_of_what_is_no_plan() -> None:
    content = typst.compile((PAGE + "= Results\n\nOver 120 people came.").encode())
    assert text_of(content, "results.pdf").split("\n") == ["# Results", "", "Over 120 people came.", ""]
