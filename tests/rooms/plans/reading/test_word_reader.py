"""What Word hides in its files: merged cells, its own numbers, frames, text boxes, deleted words."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from tirek.plans.reading import read
from tirek.plans.reading.readers.numbering import written
from tirek.plans.reading.readers.word import read as read_word
from tirek.plans.reading.readers.written import Written


def saved(document: Document) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def read_of(document: Document) -> Written:
    return read_word(saved(document), "plan.docx", lambda *_: None)


def texts(document: Document) -> list[str]:
    return [line.text for line in read_of(document).lines if line.text]


def cells(document: Document) -> list[tuple[str, ...]]:
    return [line.cells for line in read_of(document).lines if line.cells]


def xml(inner: str) -> Any:
    return parse_xml(re.sub(r"^<(w:\w+)", rf"<\1 {nsdecls('w')}", inner))


def append(document: Document, inner: str) -> None:
    document.element.body.insert(-1, xml(inner))


@pytest.fixture
def document() -> Document:
    return docx.Document()


def test_it_works(document: Document) -> None:
    document.add_heading("Purpose", 2)
    document.add_paragraph("Words.")
    document.add_paragraph().add_run("Bold").bold = True
    assert texts(document) == ["## Purpose", "Words.", "**Bold**"]


def test_knows_headings_by_style_outline_and_title(document: Document) -> None:
    document.add_paragraph("A plan", style="Title")
    paragraph = document.add_paragraph("Part")
    paragraph._p.get_or_add_pPr().append(xml('<w:outlineLvl w:val="1"/>'))
    assert texts(document) == ["# A plan", "## Part"]


def test_keeps_columns_under_cells_that_span(document: Document) -> None:
    table = document.add_table(3, 5)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "Output"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "2022"
    table.cell(0, 3).merge(table.cell(0, 4)).text = "2023"
    for at, label in enumerate(("Q3", "Q4", "Q1", "Q2"), start=1):
        table.cell(1, at).text = label
    table.cell(2, 4).text = "X"
    assert cells(document) == [
        ("Output", "2022", "", "2023", ""),
        ("", "Q3", "Q4", "Q1", "Q2"),
        ("", "", "", "", "X"),
    ]


def test_takes_edges_that_are_all_but_the_same_for_one(document: Document) -> None:
    cell = "<w:tc><w:tcPr>{span}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"
    span = '<w:gridSpan w:val="2"/>'
    rows = [
        [("a", ""), ("b", span)],
        [("c", span), ("d", "")],
    ]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in (2000, 60, 2000))
    body = "".join(
        "<w:tr>" + "".join(cell.format(text=text, span=extra) for text, extra in row) + "</w:tr>" for row in rows
    )
    append(document, f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>")
    assert cells(document) == [("a", "b"), ("c", "d")]


def test_keeps_cells_apart_that_begin_close_together(document: Document) -> None:
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    grid = '<w:gridCol w:w="50"/><w:gridCol w:w="50"/><w:gridCol w:w="50"/>'
    row = "".join(map(cell.format, "abc"))
    append(document, f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid><w:tr>{row}</w:tr></w:tbl>")
    assert cells(document) == [("a", "b", "c")]


def test_begins_a_row_where_the_grid_leaves_a_gap(document: Document) -> None:
    table = document.add_table(2, 3)
    for at in range(3):
        table.cell(0, at).text = "abc"[at]
    row = table.rows[1]._tr
    row.remove(row.tc_lst[0])
    row.insert(0, xml('<w:trPr><w:gridBefore w:val="1"/></w:trPr>'))
    table.rows[1]._tr.tc_lst[0].p_lst[0].add_r().text = "x"
    assert cells(document) == [("a", "b", "c"), ("", "x", "")]


def test_writes_the_numbers_that_word_keeps_out_of_the_text(document: Document) -> None:
    for text in ("one", "two"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("dot", style="List Bullet")
    assert texts(document) == ["1. one", "2. two", "- dot"]


def test_counts_numbers_of_several_levels(document: Document) -> None:
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for level, form, text in ((0, "upperRoman", "%1."), (1, "decimal", "%1.%2"))
    )
    numbering.insert(0, xml(f'<w:abstractNum w:abstractNumId="77">{levels}</w:abstractNum>'))
    numbering.append(xml('<w:num w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for text, level in (("Purpose", 0), ("a", 1), ("b", 1), ("Monitoring", 0), ("c", 1)):
        properties = document.add_paragraph(text)._p.get_or_add_pPr()
        properties.append(xml(f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>'))
    assert texts(document) == ["I. Purpose", "I.1 a", "I.2 b", "II. Monitoring", "II.1 c"]


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        (4, "lowerRoman", "iv"),
        (1999, "upperRoman", "MCMXCIX"),
        (28, "lowerLetter", "bb"),
        (3, "upperLetter", "C"),
        (7, "decimal", "7"),
    ],
)
def test_writes_numbers_in_each_form(number: int, form: str, text: str) -> None:
    assert written(number, form) == text


def test_reads_what_stands_in_content_controls(document: Document) -> None:
    append(document, "<w:sdt><w:sdtContent><w:p><w:r><w:t>Project Title: x</w:t></w:r></w:p></w:sdtContent></w:sdt>")
    assert texts(document) == ["Project Title: x"]


def test_reads_inserted_words_and_no_deleted_ones(document: Document) -> None:
    runs = "<w:r><w:t>ten</w:t></w:r>"
    append(
        document,
        f"<w:p><w:del><w:r><w:delText>nine</w:delText></w:r></w:del><w:ins>{runs}</w:ins></w:p>",
    )
    assert texts(document) == ["ten"]


def test_reads_text_boxes_once(document: Document) -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>in a box</w:t></w:r></w:p></w:txbxContent>"
    append(document, f"<w:p><w:r><w:t>outside</w:t></w:r><w:r><w:pict>{box}</w:pict></w:r></w:p>")
    assert texts(document) == ["outside", "in a box"]


def test_reads_a_frame_of_one_cell_as_text(document: Document) -> None:
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "Total resources required: $5,000"
    cell.add_paragraph("Total allocated resources: $4,000")
    plan = read(saved(document), "plan.docx")
    assert plan.cover.resources_allocated
    assert plan.cover.resources_allocated.text == "$4,000"


def test_reads_two_columns_of_fields_as_text(document: Document) -> None:
    left, right = document.add_table(1, 2).rows[0].cells
    left.text = "Programme Period: 2021-2025"
    left.add_paragraph("Atlas Award ID: 00011122")
    right.text = "Total resources required: $5,000"
    plan = read(saved(document), "plan.docx")
    assert plan.cover.award_id
    assert plan.cover.resources_required
    assert (plan.cover.award_id.text, plan.cover.resources_required.text) == ("00011122", "$5,000")


def test_reads_a_tab_in_a_paragraph_as_on_a_cover(document: Document) -> None:
    document.add_paragraph("Project Title:\tClean rivers")
    document.add_paragraph("1.\tA list")
    assert cells(document) == [("Project Title:", "Clean rivers")]
    assert texts(document)[1] == "1. A list"


def test_reads_lines_broken_within_a_paragraph(document: Document) -> None:
    document.add_paragraph("one").add_run().add_break()
    document.paragraphs[-1].add_run("two")
    assert [line.text for line in read_of(document).lines] == ["one", "two", ""]


def test_reads_a_ticked_box_of_wingdings_as_a_mark(document: Document) -> None:
    table = document.add_table(1, 3)
    table.cell(0, 0).text = "a"
    table.cell(0, 1).text = "b"
    table.cell(0, 2).paragraphs[0]._p.append(xml('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'))
    assert cells(document) == [("a", "b", "✓")]


def test_takes_literal_stars_and_hashes_for_no_markup(document: Document) -> None:
    for text in ("# of people: *many* & <b>more</b>", "Project Title: x", "Award ID: 1"):
        document.add_paragraph(text)
    plan = read(saved(document), "plan.docx")
    assert plan.sections == ()
    assert plan.unread[0].text == "# of people: *many* & <b>more</b>"


def test_sets_heads_feet_and_footnotes_aside(document: Document) -> None:
    document.add_paragraph("Project Title: x")
    document.add_paragraph("Award ID: 1")
    document.sections[0].footer.paragraphs[0].text = "For internal use"
    plan = read(saved(document), "plan.docx")
    assert [(each.text, each.reason) for each in plan.unread] == [("For internal use", "the head or foot of a page")]


def test_reads_the_words_of_a_table_within_a_table(document: Document) -> None:
    outer = document.add_table(1, 3)
    for at, text in enumerate("abc"):
        outer.cell(0, at).text = text
    outer.cell(0, 2).add_table(1, 1).cell(0, 0).text = "inside"
    assert cells(document) == [("a", "b", "c inside")]


def test_drops_rows_that_were_deleted_under_review(document: Document) -> None:
    table = document.add_table(2, 3)
    for row in (0, 1):
        for at in range(3):
            table.cell(row, at).text = f"{row}{at}"
    table.rows[1]._tr.insert(0, xml("<w:trPr><w:del/></w:trPr>"))
    assert cells(document) == [("00", "01", "02")]
    assert table.rows[1]._tr.find(qn("w:trPr")) is not None
