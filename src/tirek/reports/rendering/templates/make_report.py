"""Makes report.docx, the Word template that comes with the system; run it again after a change here.

An office opens the result in Word, changes its styles as it likes and uploads it; the styles named in
`rendering/word_body.py` and the tags `{{p body }}` and `{{ synthetic }}` must stay.
"""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from tirek.reports.rendering.archive import fixed

FONT = "Arial"  # on every machine that has Word, with every letter of Kazakh
INK, QUIET, BLUE = RGBColor(0x0B, 0x0C, 0x0C), RGBColor(0x50, 0x5A, 0x5F), RGBColor(0x1D, 0x70, 0xB8)
MADE = datetime(2024, 1, 1, tzinfo=UTC)

# style, size in points, bold, colour, space before and after in points
PARAGRAPHS = (
    ("Normal", 10.5, False, INK, 0, 8),
    ("Title", 22, True, INK, 0, 6),
    ("Subtitle", 12, False, QUIET, 0, 6),
    ("Heading 1", 15, True, INK, 20, 8),
    ("Heading 2", 12, True, INK, 16, 6),
    ("Heading 3", 10.5, True, INK, 12, 4),
    ("Quote", 10.5, False, INK, 4, 8),
    ("Caption", 9.5, True, INK, 12, 4),
    ("Header", 8.5, False, QUIET, 0, 2),
    ("Footer", 8.5, False, QUIET, 0, 0),
    ("Tirek Note Text", 8.5, False, QUIET, 0, 10),
    ("Tirek Synthetic", 9, True, INK, 0, 4),
    ("Tirek Table Text", 9, False, INK, 2, 2),
)


def main(target: Path) -> None:
    """This function will make the template and write it to a file."""
    document = docx.Document()
    _page(document)
    _styles(document)
    _text(document)
    _anonymous(document)
    made = io.BytesIO()
    document.save(made)
    target.write_bytes(fixed(made.getvalue(), MADE))


def _page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.4)
    section.top_margin, section.bottom_margin = Cm(3), Cm(2.5)


def _styles(document: Document) -> None:
    styles = document.styles
    for name in ("Tirek Note Text", "Tirek Synthetic", "Tirek Table Text"):
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
    for name, size, bold, colour, before, after in PARAGRAPHS:
        _look(styles[name], size, bold, colour)
        shape: Any = styles[name]
        shape.paragraph_format.space_before, shape.paragraph_format.space_after = Pt(before), Pt(after)
    _borders(styles["Quote"], left=("24", "B1B4B6"))
    _borders(styles["Title"])
    _shaded(styles["Tirek Synthetic"], "FFF7BF")
    caption: Any = styles["Caption"]
    caption.paragraph_format.keep_with_next = True
    figure: Any = styles.add_style("Tirek Figure", WD_STYLE_TYPE.CHARACTER)
    figure.font.bold = None
    note: Any = styles.add_style("Tirek Note", WD_STYLE_TYPE.CHARACTER)
    note.font.superscript, note.font.color.rgb = True, BLUE
    link: Any = styles.add_style("Tirek Link", WD_STYLE_TYPE.CHARACTER)
    link.font.underline, link.font.color.rgb = True, BLUE
    styles.element.append(parse_xml(TABLE))


def _look(style: Any, size: float, bold: bool, colour: RGBColor) -> None:
    style.font.name, style.font.size, style.font.bold, style.font.italic = FONT, Pt(size), bold or None, False
    style.font.color.rgb = colour
    for spread in style.element.rPr.findall(qn("w:spacing")):
        style.element.rPr.remove(spread)
    fonts = style.element.rPr.rFonts
    for attribute in [name for name in fonts.attrib if "heme" in name]:
        del fonts.attrib[attribute]  # a theme's font would win over the one named here
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)


def _borders(style: Any, **sides: tuple[str, str]) -> None:
    properties = style.element.get_or_add_pPr()
    for old in properties.findall(qn("w:pBdr")):
        properties.remove(old)
    if sides:
        borders = OxmlElement("w:pBdr")
        for side, (width, colour) in sides.items():
            border = OxmlElement(f"w:{side}")
            for name, value in (("val", "single"), ("sz", width), ("space", "8"), ("color", colour)):
                border.set(qn(f"w:{name}"), value)
            borders.append(border)
        properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")


def _shaded(style: Any, fill: str) -> None:
    properties = style.element.get_or_add_pPr()
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
        shade.set(qn(f"w:{name}"), value)
    properties.insert_element_before(shade, "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")


def _text(document: Document) -> None:
    header, footer = document.sections[0].header, document.sections[0].footer
    header.paragraphs[0].text = "{{ title }} · {{ office }}"
    for line in ("{%p if synthetic %}", "{{ synthetic }}", "{%p endif %}"):
        header.add_paragraph(line, style="Tirek Synthetic")
    footer.paragraphs[0].text = "{{ url }} · "
    _field(footer.paragraphs[0], "PAGE")
    footer.paragraphs[0].add_run(" / ")
    _field(footer.paragraphs[0], "NUMPAGES")
    for style, line in (("Title", "{{ title }}"), ("Subtitle", "{{ programme }}"), ("Subtitle", "{{ published }}")):
        document.add_paragraph(line, style=style)
    document.add_paragraph("{{p body }}")


def _field(paragraph: Any, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _anonymous(document: Document) -> None:
    properties = document.core_properties
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.title = "Report"
    properties.created = properties.modified = MADE.replace(tzinfo=None)
    package = document.part.package
    for identity, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del package.rels[identity]


TABLE = f"""<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="TirekTable">
<w:name w:val="Tirek Table"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/>
<w:tblPr><w:tblBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="B1B4B6"/>
<w:insideH w:val="single" w:sz="4" w:space="0" w:color="B1B4B6"/></w:tblBorders>
<w:tblCellMar><w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr>
<w:tcPr><w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="0B0C0C"/></w:tcBorders></w:tcPr>
</w:tblStylePr></w:style>"""


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("report.docx"))
