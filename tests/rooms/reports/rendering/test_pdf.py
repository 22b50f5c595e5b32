"""The PDF of a publication, opened and read back."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pdfplumber
import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from tests.rooms.reports.rendering.sample import LETTERS, a_figure, a_publication
from tirek.reports.errors import FigureNotFrozen, PdfNotSet
from tirek.reports.publication import Language, Publication
from tirek.reports.rendering.pdf import pdf
from tirek.reports.rendering.words import WORDS

LANGUAGES: tuple[Language, ...] = ("en", "ru", "kk")
HOSTILE = '#panic("x") $x^2$ *b* _e_ `c` <label> @ref #import "a.typ" \\ // /* ] } #{ sys.inputs } "; --- ~ = h'


def test_it_works() -> None:
    text = _text(a_publication())
    assert "Results of the programme, 2022–2023" in text
    assert "1,125[1] police officers were trained" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_can_be_read_back_in_every_language(language: Language) -> None:
    text, words = _text(a_publication(language)), WORDS[language]
    for word in (words["sources"], words["about"], words["synthetic"], words["withheld_because"]):
        assert word in text
    assert a_publication(language).title in text


def test_every_letter_of_kazakh_can_be_read_back() -> None:
    text = _text(a_publication("kk"))
    assert all(letter in text for letter in LETTERS.split())
    assert "Қызылорда" in text, "the labels of the map are text too"


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_tagged_and_says_its_title_and_language(language: Language) -> None:
    document = _open(a_publication(language))
    catalogue = document.root_object
    assert catalogue["/MarkInfo"]["/Marked"] == True  # noqa: E712 (a PDF boolean, not Python's)
    assert "/StructTreeRoot" in catalogue
    assert str(catalogue["/Lang"]).startswith(language)
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712
    assert (document.metadata or {})["/Title"] == a_publication(language).title
    assert "pdfuaid" in catalogue["/Metadata"].get_data().decode()


def test_no_person_is_its_author() -> None:
    assert (_open(a_publication()).metadata or {})["/Author"] == "Country office"


def test_every_font_is_embedded_and_is_ours() -> None:
    found = list(_fonts(_open(a_publication("kk"))))
    assert found
    for font in found:
        assert "NotoSans" in font["/FontName"]
        assert "/FontFile2" in font or "/FontFile3" in font


def test_headings_lists_tables_figures_and_links_are_tagged_as_what_they_are() -> None:
    tags = [tag for tag, _ in _structure(_open(a_publication()))]
    assert {"/H1", "/H2", "/H3", "/L", "/LI", "/Table", "/TH", "/TD", "/Figure", "/Link", "/BlockQuote"} <= set(tags)
    assert tags.count("/Figure") == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chart_has_a_text_alternative(language: Language) -> None:
    alternatives = [
        element.get("/Alt", "") for tag, element in _structure(_open(a_publication(language))) if tag == "/Figure"
    ]
    withheld = WORDS[language]["withheld"]
    assert sum(withheld in alternative for alternative in alternatives) == 1
    assert all(a_figure(language).title in alternative for alternative in alternatives)


def test_a_chart_is_named_as_the_language_names_it() -> None:
    assert "Figure 1. Police officers trained, by sex[1]" in _text(a_publication("en"))
    assert "Рисунок 1. Обученные сотрудники полиции, по полу[1]" in _text(a_publication("ru"))
    assert "1-сурет. Оқытылған полиция қызметкерлері, жынысы бойынша[1]" in _text(a_publication("kk"))


def test_a_note_leads_to_the_row_of_its_source() -> None:
    document = _open(a_publication())
    links = [link for page in document.pages for link in _annotations(page) if "/Dest" in link or _goes_within(link)]
    assert len(links) == 8, "five figures, two charts and one link to a heading"


def test_the_sources_say_how_each_figure_was_computed() -> None:
    with pdfplumber.open(io.BytesIO(pdf(a_publication()))) as document:
        text = document.pages[-1].extract_text()
    assert "1 Police officers trained 1,125 people 2022–2023 police-trained@3 1,125" in text
    assert "3 Decree in force 8 December 2023 2022–2023 decree-signed@1 1" in text
    assert "As of ledger entry: office-1/812" in text


def test_the_root_of_the_ledger_is_printed_and_the_page_is_linked() -> None:
    publication = a_publication()
    assert publication.ledger_root in _text(publication)
    addresses = {
        str(link["/A"].get("/URI")) for page in _open(publication).pages for link in _annotations(page) if "/A" in link
    }
    assert {publication.url, "https://example.org/register?a=1&b=2"} <= addresses


@pytest.mark.parametrize("language", LANGUAGES)
def test_synthetic_data_says_so_on_every_page(language: Language) -> None:
    publication = _long(language)
    pages = [page.extract_text() for page in _open(publication).pages]
    assert len(pages) > 3
    assert all(WORDS[language]["synthetic"] in page for page in pages)


def test_real_data_is_not_called_synthetic() -> None:
    assert "Synthetic" not in _text(a_publication(synthetic=False))


def test_pages_are_numbered_in_the_order_of_the_language() -> None:
    pages = [page.extract_text() for page in _open(_long("kk")).pages]
    assert f"{len(pages)} беттің 2-беті" in pages[1]
    assert f"Page 2 of {len(_open(_long('en')).pages)}" in _open(_long("en")).pages[1].extract_text()


def test_nothing_of_a_report_is_read_as_typst() -> None:
    figure = a_figure(title=HOSTILE, unit=HOSTILE, period=HOSTILE, scope=HOSTILE, definition=HOSTILE)
    publication = a_publication(
        title=HOSTILE,
        programme=HOSTILE,
        office=HOSTILE,
        narrative="x "
        + "".join(f"\\{sign}" if sign in "*_`<[]\\#" else sign for sign in HOSTILE)
        + " [[police-trained]]",
        figures=(figure,),
        ledger_root=HOSTILE,
        ledger_position=HOSTILE,
    )
    with pdfplumber.open(io.BytesIO(pdf(publication))) as document:
        text = " ".join(" ".join(page.extract_text() for page in document.pages).split())
    assert text.count('#panic("x") $x^2$ *b* _e_ `c`') >= 5


def test_it_is_set_on_a4() -> None:
    box = _open(a_publication()).pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == (595, 842)


def test_the_same_publication_gives_the_same_bytes() -> None:
    assert pdf(a_publication("kk")) == pdf(a_publication("kk"))


def test_it_bears_the_date_of_publication() -> None:
    created = (_open(a_publication()).metadata or {})["/CreationDate"]
    assert created.startswith("D:20240514093000")


def test_refuses_with_a_sentence_when_a_letter_has_no_font() -> None:
    with pytest.raises(PdfNotSet, match="漢"):
        pdf(a_publication(narrative="漢"))


def test_refuses_when_a_figure_was_not_frozen() -> None:
    with pytest.raises(FigureNotFrozen):
        pdf(a_publication(figures=()))


def test_an_empty_narrative_is_still_a_document() -> None:
    assert "Sources of the figures" in _text(a_publication(narrative=""))


def _long(language: Language) -> Publication:
    text = a_publication(language).narrative
    return a_publication(language, narrative="\n\n".join([text] * 4))


def _open(publication: Publication) -> PdfReader:
    return PdfReader(io.BytesIO(pdf(publication)))


def _text(publication: Publication) -> str:
    return "\n".join(page.extract_text() for page in _open(publication).pages)


def _annotations(page: Any) -> list[Any]:
    return [annotation.get_object() for annotation in page.get("/Annots", [])]


def _goes_within(link: Any) -> bool:
    return "/A" in link and link["/A"].get("/S") == "/GoTo"


def _fonts(document: PdfReader) -> Iterator[Any]:
    for identity in range(1, len(document.xref[0]) + 1):
        found = document.get_object(IndirectObject(identity, 0, document))
        if isinstance(found, DictionaryObject) and found.get("/Type") == "/FontDescriptor":
            yield found


def _structure(document: PdfReader) -> Iterator[tuple[str, Any]]:
    def walk(kids: Any) -> Iterator[tuple[str, Any]]:
        kids = kids.get_object()
        for kid in kids if isinstance(kids, ArrayObject) else [kids]:
            element = kid.get_object()
            if isinstance(element, DictionaryObject) and "/S" in element:
                yield str(element["/S"]), element
                if "/K" in element:
                    yield from walk(element["/K"])

    return walk(document.root_object["/StructTreeRoot"]["/K"])
