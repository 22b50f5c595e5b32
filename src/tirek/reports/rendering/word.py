"""A publication as a Word document, in the template of the office or in the one that comes with the system."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from docx import Document
from docxtpl import DocxTemplate
from jinja2 import TemplateError
from lxml import etree
from markupsafe import Markup

from tirek.refusals import Refusal
from tirek.reports.errors import TemplateIncomplete, TemplateNotWord, TemplateTagBroken
from tirek.reports.publication import FrozenFigure, Publication
from tirek.reports.rendering import contents, formats, word_template
from tirek.reports.rendering.archive import fixed
from tirek.reports.rendering.contents import Contents
from tirek.reports.rendering.word_body import STYLES, Body
from tirek.reports.rendering.word_tags import Tags

TEMPLATE: Final = Path(__file__).with_name("templates") / "report.docx"
_LANGUAGES: Final = {"en": "en-GB", "ru": "ru-RU", "kk": "kk-KZ"}


def docx(publication: Publication, template: bytes | None = None) -> bytes:
    """This function will fill a Word template with a publication; the same two give the same bytes.

    Raises the refusals of a bad template (TemplateNotWord, TemplateTooLarge, TemplateCarriesCode, TemplateTagBroken,
    TemplateTagForbidden, TemplateIncomplete), FigureNotFrozen, SplitNotFrozen, FontsMissing.
    """
    report = contents.read(publication)
    if template is None:
        return _filled(report, TEMPLATE.read_bytes())
    word_template.check(template)
    try:
        return _filled(report, template)
    except Refusal:
        raise
    except TemplateError as error:
        raise TemplateTagBroken(problem=error.message or type(error).__name__) from error
    except Exception as error:  # a broken document fails in as many ways as its readers have lines
        raise TemplateNotWord() from error


def check_template(template: bytes) -> None:
    """This function will refuse a template that a report could not be written in: it fills it once, as a rehearsal."""
    docx(_REHEARSAL, template)


def _filled(report: Contents, template: bytes) -> bytes:
    filled = DocxTemplate(io.BytesIO(template))
    document = filled.get_docx()
    styles = {style.name: style.style_id for style in document.styles}
    missing = [name for name in STYLES if name not in styles]
    if missing:
        raise TemplateIncomplete(missing=", ".join(missing))
    tags = Tags()
    filled.render(_values(report, Body(report, document, styles).xml()), tags, autoescape=True)
    if "body" not in tags.used:
        raise TemplateIncomplete(missing="{{p body }}")
    _imprint(document, report.publication)
    saved = io.BytesIO()
    filled.save(saved)
    if report.publication.synthetic and not _on_every_page(report.words["synthetic"], saved):
        raise TemplateIncomplete(missing="{{ synthetic }}")
    return fixed(saved.getvalue(), report.publication.published_at)


def _on_every_page(word: str, saved: io.BytesIO) -> bool:
    """This function will see whether the header of every kind of page has a word in it."""
    document = Document(saved)  # opened anew: what docxtpl filled cannot see its own headers
    headers = [section.header for section in document.sections]
    headers += [
        section.first_page_header for section in document.sections if section.different_first_page_header_footer
    ]
    if document.settings.odd_and_even_pages_header_footer:
        headers += [section.even_page_header for section in document.sections]
    return all(word in etree.tostring(header._element, method="text", encoding="unicode") for header in headers)


def _values(report: Contents, body: str) -> dict[str, Any]:
    """This function will list what the tags of a template may name."""
    publication, language = report.publication, report.publication.language
    return {
        "body": Markup(body),  # noqa: S704 (serialised from elements)
        "title": publication.title,
        "programme": publication.programme,
        "office": publication.office,
        "published": formats.moment(publication.published_at, language),
        "ledger_position": publication.ledger_position,
        "ledger_root": publication.ledger_root,
        "url": publication.url,
        "synthetic": report.words["synthetic"] if publication.synthetic else "",
        "figures": [
            {
                "number": note,
                "key": figure.key,
                "title": figure.title,
                "value": formats.value(figure, language),
                "unit": figure.unit,
                "period": figure.period,
                "scope": figure.scope,
                "definition": figure.definition,
                "records": formats.number(figure.record_count, language),
            }
            for note, figure in report.sources()
        ],
    }


def _imprint(document: Any, publication: Publication) -> None:
    """This function will write the document's properties anew: no name of whoever made the template goes with it."""
    properties = document.core_properties
    properties.author = properties.last_modified_by = publication.office[:255]
    properties.title, properties.subject = publication.title[:255], publication.programme[:255]
    properties.comments = properties.keywords = properties.category = properties.content_status = ""
    properties.identifier, properties.version, properties.revision = publication.id, "", 1
    properties.language = _LANGUAGES[publication.language]
    properties.created = properties.modified = publication.published_at.astimezone(UTC).replace(tzinfo=None)
    package = document.part.package
    for identity, relation in list(package.rels.items()):
        if relation.reltype.endswith("/custom-properties"):
            del package.rels[identity]
        elif relation.reltype.endswith("/extended-properties"):
            _without_names(relation.target_part)
    for language in document.styles.element.iter("{*}lang"):
        language.set(f"{{{language.nsmap['w']}}}val", _LANGUAGES[publication.language])


def _without_names(properties: Any) -> None:
    root = etree.fromstring(properties.blob)
    for name in ("Manager", "Company"):
        for element in root.findall(f"{{*}}{name}"):
            root.remove(element)
    properties._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


_REHEARSAL: Final = Publication(
    id="0",
    title="A < B & C",
    programme="A programme",
    office="An office",
    language="en",
    narrative="# I\n\nA *figure*: [[a-figure]].\n\n1. [Link](https://example.org)\n\n> Quote\n\n|A|B|\n|-|-|\n|1|2|\n",
    figures=(FrozenFigure("a-figure", "A figure", Decimal(5), "", "2024", "", "a-figure@1", 5),),
    published_at=datetime(2024, 1, 1, tzinfo=UTC),
    published_by_role="coordinator",
    ledger_position="1",
    ledger_root="0",
    url="https://example.org/",
    synthetic=True,
)
