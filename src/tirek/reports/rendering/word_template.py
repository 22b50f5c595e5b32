"""Whether an uploaded Word template is one: its size, its parts, its fields, where it leads.

Read before anything opens it: a Word document is a zip archive of XML, and either can be made to burst.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import Final

from lxml import etree

from tirek.reports.errors import TemplateCarriesCode, TemplateNotWord, TemplateTooLarge

_MEGABYTE: Final = 1024 * 1024
_LARGEST: Final = 32 * _MEGABYTE
_LARGEST_XML: Final = 2 * _MEGABYTE
_MOST_PARTS: Final = 500
_MOST_BRACES: Final = 1000  # docxtpl looks for tags by regular expressions, whose time grows with braces times length

_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

# A relationship of any other type could bring in a macro, an embedded object, a linked file or a reviewer's name.
_RELATIONSHIPS: Final = frozenset(
    {
        "officeDocument",
        "core-properties",
        "extended-properties",
        "custom-properties",
        "thumbnail",
        "styles",
        "stylesWithEffects",
        "settings",
        "webSettings",
        "fontTable",
        "font",
        "theme",
        "numbering",
        "header",
        "footer",
        "footnotes",
        "endnotes",
        "image",
        "hyperlink",
        "customXml",
        "customXmlProps",
        "glossaryDocument",
    }
)
_FIELDS: Final = frozenset(
    {"PAGE", "NUMPAGES", "SECTIONPAGES", "TOC", "REF", "PAGEREF", "NOTEREF", "STYLEREF", "SEQ", "HYPERLINK"}
)
_WEB: Final = re.compile(r"https?://|mailto:", re.IGNORECASE)


def check(template: bytes) -> None:
    """This function will refuse a template that is no Word document, bursts, or carries more than looks and words.

    Raises TemplateNotWord, TemplateTooLarge, TemplateCarriesCode.
    """
    if len(template) > _LARGEST:
        raise TemplateTooLarge(megabytes=_LARGEST // _MEGABYTE)
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as archive:
            _check_sizes(archive.infolist())
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError) as error:
        raise TemplateNotWord() from error
    if "[Content_Types].xml" not in parts or "word/document.xml" not in parts:
        raise TemplateNotWord()
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            _check_part(name, content)


def _check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    # What an archive declares binds its reader: no part is ever unpacked beyond its declared size.
    largest_xml = max((entry.file_size for entry in entries if entry.filename.endswith((".xml", ".rels"))), default=0)
    if sum(entry.file_size for entry in entries) > _LARGEST or len(entries) > _MOST_PARTS:
        raise TemplateTooLarge(megabytes=_LARGEST // _MEGABYTE)
    if largest_xml > _LARGEST_XML:
        raise TemplateTooLarge(megabytes=_LARGEST_XML // _MEGABYTE)


def _check_part(name: str, content: bytes) -> None:
    if content.count(b"{") > _MOST_BRACES:
        raise TemplateTooLarge(megabytes=_LARGEST_XML // _MEGABYTE)
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError as error:
        raise TemplateNotWord() from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise TemplateCarriesCode(what="DOCTYPE")
    for found in _forbidden(name, root):
        raise TemplateCarriesCode(what=found)


def _forbidden(name: str, root: etree._Element) -> Iterator[str]:
    """This function will name what a part holds that a report must not pass on."""
    if name == "[Content_Types].xml":
        types = (element.get("ContentType", "") for element in root.iter("{*}Default", "{*}Override"))
        yield from (kind for kind in types if "macroEnabled" in kind or "vbaProject" in kind)
    elif name.endswith(".rels"):
        for relation in root.iter("{*}Relationship"):
            kind = relation.get("Type", "").rsplit("/", 1)[-1]
            outside = relation.get("TargetMode") == "External"
            if kind not in _RELATIONSHIPS:
                yield kind
            elif outside and not (kind == "hyperlink" and _WEB.match(relation.get("Target", ""))):
                yield relation.get("Target", "")
    else:
        yield from (field for field in _fields(root) if not _harmless(field))
        yield from ("w:author" for element in root.iter() if element.get(f"{_WORD}author"))


def _harmless(field: str) -> bool:
    words = field.split()
    return not words or (words[0].upper() in _FIELDS and (words[0].upper() != "HYPERLINK" or words[1:2] == ["\\l"]))


def _fields(root: etree._Element) -> Iterable[str]:
    """This function will give the instruction of each field, put together from the pieces that Word leaves it in."""
    open_fields: list[str] = []
    for element in root.iter(f"{_WORD}fldSimple", f"{_WORD}fldChar", f"{_WORD}instrText"):
        if element.tag == f"{_WORD}fldSimple":
            yield element.get(f"{_WORD}instr", "")
        elif element.tag == f"{_WORD}instrText":
            piece = element.text or ""
            if open_fields:
                open_fields[-1] += piece
            else:
                yield piece
        elif element.get(f"{_WORD}fldCharType") == "begin":
            open_fields.append("")
        elif element.get(f"{_WORD}fldCharType") == "end" and open_fields:
            yield open_fields.pop()
    yield from open_fields
