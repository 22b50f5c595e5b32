"""The Word document of a publication, opened and read back."""

from __future__ import annotations

import io
import runpy
import zipfile
from pathlib import Path
from typing import Any

import docx as word_reader
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree
from PIL import Image

from tests.rooms.reports.rendering.sample import LETTERS, a_figure, a_publication
from tirek.reports.errors import FigureNotFrozen, SplitNotFrozen
from tirek.reports.publication import Language, Publication
from tirek.reports.rendering.word import TEMPLATE, docx
from tirek.reports.rendering.word_body import STYLES
from tirek.reports.rendering.words import WORDS

LANGUAGES: tuple[Language, ...] = ("en", "ru", "kk")
HOSTILE = "{{ 7*7 }} {% for x in y %} <w:p/> ]]> & \" ' {{p body }} {_{ a }_}"


def test_it_works() -> None:
    document = _open(a_publication())
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[0] == "Results of the programme, 2022–2023"
    assert any(text.startswith("In two years 1,125[1] police officers were trained") for text in texts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_is_in_the_styles_of_the_template(language: Language) -> None:
    document, words = _open(a_publication(language)), WORDS[language]
    styles = [(_style(paragraph), paragraph.text) for paragraph in document.paragraphs]
    assert [text for style, text in styles if style == "Heading 1"][1:] == [words["sources"], words["about"]]
    assert {"Title", "Heading 2", "Quote", "Caption", "List Number", "List Bullet 2"} <= {style for style, _ in styles}


def test_every_letter_of_kazakh_is_there() -> None:
    text = "\n".join(paragraph.text for paragraph in _open(a_publication("kk")).paragraphs)
    assert LETTERS in text


def test_figures_have_a_style_of_their_own() -> None:
    runs = [run for paragraph in _open(a_publication()).paragraphs for run in paragraph.runs]
    assert [run.text for run in runs if run.style.name == "Tirek Figure"] == ["1,125", "44", "8 December 2023"]


def test_emphasis_is_kept() -> None:
    runs = [run for paragraph in _open(a_publication()).paragraphs for run in paragraph.runs]
    assert "of whom " in [run.text for run in runs if run.bold]
    assert [run.text for run in runs if run.italic] == ["more practice"]


def test_a_note_leads_to_the_row_of_its_source() -> None:
    body = _open(a_publication()).element.body
    places = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    wanted = {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))} - {None}
    assert {"source_1", "source_2", "source_3", "source_4", "section_what_was_learned"} == wanted
    assert wanted <= places


def test_bookmarks_have_ids_of_their_own() -> None:
    marks = [mark.get(qn("w:id")) for mark in _open(a_publication()).element.body.iter(qn("w:bookmarkStart"))]
    assert len(marks) == len(set(marks)) == 6


def test_a_link_to_the_web_keeps_its_address() -> None:
    relations = _open(a_publication()).part.rels.values()
    assert "https://example.org/register?a=1&b=2" in [found.target_ref for found in relations if found.is_external]


def test_the_sources_are_a_table_whose_head_repeats() -> None:
    table = _open(a_publication()).tables[-1]
    assert [cell.text for cell in table.rows[0].cells] == ["No.", "Figure", "Value", "Period", "Definition", "Records"]
    assert [cell.text for cell in table.rows[3].cells] == [
        "3",
        "Decree in force (Kazakhstan)",
        "8 December 2023",
        "2022–2023",
        "decree-signed@1",
        "1",
    ]
    assert table.style is not None
    assert table.style.name == "Tirek Table"
    assert table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None


def test_charts_are_pictures_with_a_text_alternative() -> None:
    document = _open(a_publication("kk"))
    pictures = document.inline_shapes
    assert len(pictures) == 2
    alternatives = [picture._inline.docPr.get("descr") for picture in pictures]
    assert "әйелдер 44; ерлер 1\u00a0081" in alternatives[0]
    assert alternatives[1].count("жарияланбайды") == 2
    blobs = [part.blob for part in document.part.package.parts if str(part.partname).endswith(".png")]
    assert {Image.open(io.BytesIO(blob)).format for blob in blobs} == {"PNG"}


def test_no_picture_is_wider_than_the_text() -> None:
    document = _open(a_publication())
    section = document.sections[0]
    across = section.page_width - section.left_margin - section.right_margin  # type: ignore[operator]
    assert all(0 < picture.width <= across for picture in document.inline_shapes)


def test_a_numbered_list_counts_anew() -> None:
    document = _open(a_publication(narrative="1. a\n2. b\n\ntext\n\n4. c\n5. d"))
    items = [paragraph for paragraph in document.paragraphs if _style(paragraph) == "List Number"]
    counts = [item._p.pPr.numPr.numId.val for item in items]
    assert counts[0] == counts[1] != counts[2] == counts[3]
    numbering: Any = document.part.numbering_part.element
    starts = [
        numbering.num_having_numId(count).find(f".//{qn('w:startOverride')}").get(qn("w:val")) for count in counts
    ]
    assert starts == ["1", "1", "4", "4"]


def test_lists_deeper_than_the_styles_go_are_still_written() -> None:
    document = _open(a_publication(narrative="- a\n  - b\n    - c\n      - d"))
    assert [_style(paragraph) for paragraph in document.paragraphs if paragraph.text in "abcd" and paragraph.text] == [
        "List Bullet",
        "List Bullet 2",
        "List Bullet 3",
        "List Bullet 3",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_synthetic_data_says_so_on_every_page(language: Language) -> None:
    document = _open(a_publication(language))
    header = [paragraph.text for paragraph in document.sections[0].header.paragraphs]
    assert WORDS[language]["synthetic"] in header
    assert any(WORDS[language]["synthetic_because"] in paragraph.text for paragraph in document.paragraphs)


def test_real_data_is_not_called_synthetic() -> None:
    document = _open(a_publication(synthetic=False))
    everything = document.paragraphs + document.sections[0].header.paragraphs
    assert not [paragraph for paragraph in everything if "Synthetic" in paragraph.text]


def test_pages_are_numbered_by_word_itself() -> None:
    footer = _open(a_publication()).sections[0].footer._element
    assert [field.get(qn("w:instr")) for field in footer.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]


def test_no_person_is_named_in_its_properties() -> None:
    properties = _open(a_publication("ru")).core_properties
    assert (properties.author, properties.last_modified_by) == ("Страновой офис", "Страновой офис")
    assert (properties.title, properties.language) == ("Итоги программы, 2022–2023 годы", "ru-RU")
    assert str(properties.created) == "2024-05-14 09:30:00+00:00"


def test_nobody_named_in_the_template_is_named_in_the_report() -> None:
    report = docx(a_publication(), _signed_template())
    with zipfile.ZipFile(io.BytesIO(report)) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert b"Aigerim" not in everything


def test_word_checks_the_spelling_in_the_language_of_the_report() -> None:
    languages = {mark.get(qn("w:val")) for mark in _open(a_publication("kk")).styles.element.iter(qn("w:lang"))}
    assert languages == {"kk-KZ"}


def test_nothing_of_a_report_is_read_as_a_tag_or_as_markup() -> None:
    figure = a_figure(title=HOSTILE, unit=HOSTILE, period=HOSTILE, scope=HOSTILE, definition=HOSTILE)
    publication = a_publication(
        title=HOSTILE,
        office=HOSTILE,
        programme=HOSTILE,
        narrative="{{ 7*7 }} {% raw %} \\<w:p/> [[police-trained]]",
        figures=(figure,),
    )
    document = _open(publication)
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert any(text.startswith("{{ 7*7 }} {% raw %} <w:p/> 1,125") for text in texts)
    assert texts[0].startswith("{{ 7*7 }} {% for x in y %} <w:p/> ]]> & \" ' {{p body }}")
    assert document.core_properties.title == HOSTILE


def test_no_field_can_come_from_a_report() -> None:
    publication = a_publication(
        narrative='{ DDEAUTO c:\\windows\\system32\\cmd.exe "/k calc" }', title="{ MACROBUTTON a }"
    )
    with zipfile.ZipFile(io.BytesIO(docx(publication))) as archive:
        document = etree.fromstring(archive.read("word/document.xml"))
    assert not list(document.iter(qn("w:instrText"), qn("w:fldSimple"), qn("w:fldChar")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_publication_gives_the_same_bytes(language: Language) -> None:
    assert docx(a_publication(language)) == docx(a_publication(language))


def test_entries_bear_the_date_of_publication() -> None:
    with zipfile.ZipFile(io.BytesIO(docx(a_publication()))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2024, 5, 14, 9, 30, 0)}


def test_a_restyled_template_gives_a_restyled_report() -> None:
    template = word_reader.Document(str(TEMPLATE))
    template.styles["Heading 1"].font.name = "Georgia"
    document = word_reader.Document(io.BytesIO(docx(a_publication(), _saved(template))))
    assert document.styles["Heading 1"].font.name == "Georgia"


def test_a_template_may_lay_out_the_figures_itself() -> None:
    template = word_reader.Document(str(TEMPLATE))
    for line in (
        "{%p for figure in figures %}",
        "{{ figure.number }} {{ figure.title }}: {{ figure.value }}",
        "{%p endfor %}",
    ):
        template.add_paragraph(line)
    document = word_reader.Document(io.BytesIO(docx(a_publication(), _saved(template))))
    assert document.paragraphs[-4].text == "1 Police officers trained: 1,125"


def test_the_template_that_comes_with_the_system_is_the_one_its_script_makes(tmp_path: Path) -> None:
    made = tmp_path / "report.docx"
    runpy.run_path(str(TEMPLATE.with_name("make_report.py")))["main"](made)
    assert _parts(made.read_bytes()) == _parts(TEMPLATE.read_bytes())


def test_the_template_that_comes_with_the_system_has_every_style() -> None:
    names = {style.name for style in word_reader.Document(str(TEMPLATE)).styles}
    assert set(STYLES) <= names


def test_refuses_when_a_figure_or_split_was_not_frozen() -> None:
    with pytest.raises(FigureNotFrozen):
        docx(a_publication(figures=()))
    with pytest.raises(SplitNotFrozen):
        docx(a_publication(narrative="[[chart: police-trained by age]]"), TEMPLATE.read_bytes())


def _open(publication: Publication) -> Document:
    return word_reader.Document(io.BytesIO(docx(publication)))


def _style(paragraph: Any) -> str:
    return str(paragraph.style.name)


def _saved(document: Document) -> bytes:
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def _parts(archive: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def _signed_template() -> bytes:
    template = word_reader.Document(str(TEMPLATE))
    properties = template.core_properties
    properties.author = properties.last_modified_by = properties.comments = "Aigerim"
    properties.keywords = properties.category = properties.content_status = properties.version = "Aigerim"
    for part in template.part.package.parts:
        if str(part.partname) == "/docProps/app.xml":
            part._blob = part.blob.replace(b"</Properties>", b"<Manager>Aigerim</Manager></Properties>")
            assert b"Aigerim" in part.blob
    return _saved(template)
