"""A checked form through pyxform: the XForm, its fields from pyxform's own objects, and what pyxform says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree
from pyxform.builder import create_survey_element_from_dict
from pyxform.errors import PyXFormError
from pyxform.question import Question
from pyxform.question_type_dictionary import QUESTION_TYPE_DICT
from pyxform.section import RepeatingSection, Section
from pyxform.survey import Survey
from pyxform.xls2json import workbook_to_json
from pyxform.xls2json_backends import DefinitionData

from tirek.refusals import Problem
from tirek.xlsforms.checking import Checked
from tirek.xlsforms.columns import MARK
from tirek.xlsforms.converted import Choice, ConvertedForm, Field, Texts
from tirek.xlsforms.errors import FormNotSound
from tirek.xlsforms.settings_faults import ConverterSaid, MediaNameOdd
from tirek.xlsforms.settings_sheet import setting
from tirek.xlsforms.sheets import Sheet
from tirek.xlsforms.texts import FILE, codes_of

NAMESPACE = "urn:tirek:xforms"
OURS = {"title", "default_language", "namespaces"}
"""Settings that pyxform gets otherwise than they are written."""
ROW = re.compile(r"\[row : (\d+)\]\s*")
SHEET = re.compile(r"On the '(\w+)' sheet, ")
COLUMN = re.compile(r"the '([^']+)' value")
NO_MEMORY = "unknown error"
"""What the reader of XML gives as its reason where it was given too little."""
SAID_BETTER = re.compile(r"^Language '|language declarations do not contain|Choices should have a label|has no label: ")
"""What pyxform says of the whole that is said here of each row."""
SCHEME = "jr://"
LAST_SAVED = "jr://instance/last-saved"

WORDS_FOR = {"select one": "select_one", "select all that apply": "select_multiple", "loop": "group"}
"""XLSForm's own words for what pyxform calls otherwise."""
WORDS_OF_TODAY = (
    *("text", "integer", "decimal", "date", "time", "dateTime", "note", "calculate", "acknowledge"),
    *("image", "audio", "video", "file", "barcode", "geopoint", "geotrace", "geoshape"),
    *("start", "end", "today", "deviceid", "phonenumber", "username", "email"),
)
DISTINCT = {"hidden", "audit", "background-audio", "csv-external", "xml-external"}
"""Kinds of their own, although pyxform defines them as others."""
MADE = ("generated_", "reserved_name_for_")
"""How the names begin that pyxform gives to the headings of tables."""


def compiled(checked: Checked) -> tuple[ConvertedForm | None, list[Problem]]:
    """This function will convert a form. The second part says why pyxform refuses it, or what it warns of."""
    warnings: list[str] = []
    texts = _TextsOf(checked)
    titles = _titles(checked, texts)
    try:
        data = workbook_to_json(_workbook(checked, titles, texts.default), warnings=warnings)
        survey: Survey = create_survey_element_from_dict(data)
        xform = '<?xml version="1.0"?>' + survey.xml().toxml()  # its to_xml() would write a file
    except (PyXFormError, LookupError, ValueError, TypeError, AttributeError, RecursionError) as fault:
        return None, _said(str(fault) or type(fault).__name__, checked)
    try:
        document = etree.fromstring(xform.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as fault:
        if NO_MEMORY in str(fault):
            raise MemoryError from fault
        return None, [Problem(FormNotSound(said=str(fault)))]
    media = tuple(sorted(set(_media(document))))
    if odd := [name for name in media if not FILE.fullmatch(name)]:
        return None, [Problem(MediaNameOdd(file=name)) for name in odd]
    form = ConvertedForm(
        form_id=survey.id_string,
        version=survey.version,
        titles=titles,
        languages=tuple(dict.fromkeys(checked.codes.values())),
        default_language=texts.default,
        xform=xform.encode(),
        fields=tuple(_fields(survey, texts)),
        media=media,
    )
    said = [problem for warning in warnings if not SAID_BETTER.search(warning) for problem in _said(warning, checked)]
    return form, said


def _workbook(checked: Checked, titles: Texts, default: str) -> DefinitionData:
    """The sheets as pyxform takes them: with one title, the default language by its name, and the prefix of marks."""
    own = checked.columns.get("settings")
    settings: dict[str, str] = {}
    if own:
        cells = own.sheet.rows[0].cells
        settings = {each: cell for each, cell in cells.items() if own.by_heading[each][0] not in OURS}
        settings["form_title"] = titles.get(default) or next(iter(titles.values()))
    if name := _default_name(checked):
        settings["default_language"] = name
    if MARK in checked.columns["survey"].headings:
        written = setting(own, "namespaces")
        settings["namespaces"] = f'{written} tirek="{NAMESPACE}"'.strip()
    choices = checked.columns.get("choices")
    return DefinitionData(
        survey=_rows(checked.columns["survey"].sheet),
        survey_header=_header(checked.columns["survey"].sheet.headings),
        choices=_rows(choices.sheet) if choices else None,
        choices_header=_header(choices.sheet.headings) if choices else None,
        settings=[settings] if settings else None,
        settings_header=_header(settings),
        entities=_rows(checked.entities) if checked.entities else None,  # refused, but not for being missed
        entities_header=_header(checked.entities.headings) if checked.entities else None,
        sheet_names=list(checked.columns),
    )


def _rows(sheet: Sheet) -> list[dict[str, str]]:
    return [{heading: cell.strip() for heading, cell in row.cells.items()} for row in sheet.rows]


def _header(headings: Any) -> list[dict[str, None]]:
    return [dict.fromkeys(headings)]


def _default_name(checked: Checked) -> str:
    """The default language as the headings write it; the first of them where the settings name none."""
    named = setting(checked.columns.get("settings"), "default_language")
    if named in checked.codes or not checked.codes:
        return named
    return next((name for name, code in checked.codes.items() if code == named), next(iter(checked.codes)))


def _said(text: str, checked: Checked) -> list[Problem]:
    """What pyxform says, each line with the sheet and row that it names, counted as the file counts."""
    problems = []
    for line in filter(None, map(str.strip, text.split("\n"))):
        row, sheet, column = ROW.search(line), SHEET.search(line), COLUMN.search(line)
        name = sheet[1] if sheet else "survey" if row else ""
        rows = checked.columns[name].sheet.rows if name in checked.columns else ()
        at = int(row[1]) - 2 if row else -1
        number = rows[at].number if 0 <= at < len(rows) else 0
        said = SHEET.sub("", ROW.sub("", line))[:400]
        problems.append(Problem(ConverterSaid(said=said), sheet=name, row=number, column=column[1] if column else ""))
    return problems


class _TextsOf:
    """Texts as pyxform keeps them, by the codes of their languages."""

    def __init__(self, checked: Checked) -> None:
        self.codes = checked.codes
        name = _default_name(checked)
        self.default = self.codes.get(name, name)

    def __call__(self, text: str | Mapping[str, str] | None) -> Texts:
        if not text:
            return {}
        if isinstance(text, str):
            return {self.default: text}
        found = {self.codes.get(name, ""): each for name, each in text.items() if each}
        if "" in found and self.default:
            found.setdefault(self.default, found.pop(""))
        return found


def _titles(checked: Checked, texts: _TextsOf) -> Texts:
    columns = checked.columns.get("settings")
    found: dict[str, str] = {}
    for heading, column in columns.by_heading.items() if columns else ():
        title = columns.sheet.rows[0].cells.get(heading) if columns else None
        if column[0] == "title" and title:
            language = column[1] if len(column) > 1 else ""
            found[codes_of([language]).get(language) or texts.default] = title
    return found or {texts.default: setting(columns, "id_string")}


def _fields(survey: Survey, texts: _TextsOf) -> Iterator[Field]:
    """Every node of the answers in their order, marks passed on from a group to what lies in it."""
    waiting: list[tuple[Any, str, str, str]] = [(child, "", "", "") for child in reversed(survey.children)]
    while waiting:
        element, above, repeat, mark = waiting.pop()
        path = f"{above}/{element.name}".lstrip("/")
        if path == "meta/instanceID" or not isinstance(element, Section | Question):
            continue
        own = str((element.bind or {}).get("tirek:mark") or mark)
        if path != "meta":
            yield _field(survey, element, path, repeat, own, texts)
        if isinstance(element, Section):
            inner = path if isinstance(element, RepeatingSection) else repeat
            waiting += [(child, path, inner, own) for child in reversed(element.children or ())]


def _field(survey: Survey, element: Any, path: str, repeat: str, mark: str, texts: _TextsOf) -> Field:
    listed = (survey.choices or {}).get(getattr(element, "itemset", None) or "")
    return Field(
        path=path,
        kind="note" if element.name.startswith(MADE) else _kind(element.type),
        labels=texts(element.label),
        repeat=repeat,
        choices=tuple(Choice(each.name, texts(each.label)) for each in listed.options) if listed else (),
        mark=mark,
        required=bool((element.bind or {}).get("required")) and (element.bind or {}).get("required") not in _NO,
    )


def _kind(kind: str) -> str:
    """The word of today for a type; an older word of pyxform's dictionary that means the same is another name of it."""
    if kind in WORDS_OF_TODAY or kind not in QUESTION_TYPE_DICT:
        return WORDS_FOR.get(kind, kind)
    same = (each for each in WORDS_OF_TODAY if QUESTION_TYPE_DICT[each] == QUESTION_TYPE_DICT[kind])
    return WORDS_FOR.get(kind) or (kind if kind in DISTINCT else next(same, kind.replace(" ", "_")))


_NO = {"no", "No", "NO", "false", "False", "FALSE", "false()"}


def _media(document: etree._Element) -> Iterator[str]:
    """The files that clients must fetch beside the form: all that it calls by an address of its own."""
    for element in document.iter("*"):
        for address in (element.get("src"), element.text):
            if address and address.startswith(SCHEME) and address != LAST_SAVED:
                yield address.removeprefix(SCHEME).partition("/")[2].strip()
