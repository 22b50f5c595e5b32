"""The words of a form: its languages and their codes, what lacks a label or a translation, and the files it names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from tirek.refusals import Problem
from tirek.xlsforms.columns import MARK, WORDS, Column, Columns
from tirek.xlsforms.settings_faults import (
    LabelMissing,
    LanguageCodeTwice,
    LanguageWithoutCode,
    ListOfOneLanguage,
    MarkUnknown,
    MediaNameOdd,
    TranslationMissing,
)
from tirek.xlsforms.sheets import Row
from tirek.xlsforms.survey import Line

CODE = re.compile(r"\(([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\)$")
MARKS = ("identity", "contact", "statement", "place")
FILE = re.compile(r"(?!\.)[^/\\:*?\"<>|\x00-\x1f]{1,100}")
LISTS = (".csv", ".xml", ".geojson")


def codes_of(languages: Iterable[str]) -> dict[str, str]:
    """This function will give the code of each language by its name: `Русский (ru)` is `ru`; without one, the name."""
    return {name: found[1] if (found := CODE.search(name.strip())) else name for name in languages if name}


def check_languages(columns: Columns, codes: Mapping[str, str]) -> Iterator[Problem]:
    """This function will say which languages of a sheet cannot be told apart."""
    first: dict[str, str] = {}
    for name, code in codes.items():
        first.setdefault(code, name)
    for heading, column in columns.by_heading.items():
        name = column[-1]
        if name in codes and first[codes[name]] != name:
            fault = LanguageCodeTwice(language=name, other=first[codes[name]])
            yield Problem(fault, sheet=columns.sheet.name, row=columns.sheet.heading_row, column=heading)


def remarks_on_languages(columns: Columns, codes: Mapping[str, str]) -> Iterator[Problem]:
    """This function will say which languages have no code."""
    for heading, column in columns.by_heading.items():
        if column[-1] in codes and codes[column[-1]] == column[-1]:
            remark = LanguageWithoutCode(language=column[-1])
            yield Problem(remark, sheet=columns.sheet.name, row=columns.sheet.heading_row, column=heading)


def check_marks(columns: Columns, lines: Iterable[Line]) -> Iterator[Problem]:
    """This function will say which marks of secrecy are none."""
    for line in lines:
        mark = columns.text(line.row, MARK)
        if mark and mark not in MARKS:
            fault = MarkUnknown(mark=mark, known=", ".join(MARKS))
            yield Problem(fault, sheet="survey", row=line.number, column=columns.headings[MARK])


def check_labels(columns: Columns, rows: Iterable[Row]) -> Iterator[Problem]:
    """This function will say which rows have neither a label nor a hint, a picture or a sound in its place."""
    for row in rows:
        if not any(columns.words(row, words) for words in (("label",), ("hint",), ("media",))):
            yield Problem(LabelMissing(), sheet=columns.sheet.name, row=row.number, column=_any(columns, ("label",)))


def remarks_on_words(columns: Columns, rows: Iterable[Row], languages: list[str]) -> Iterator[Problem]:
    """This function will say what lacks one of the languages."""
    for row in rows:
        for words in WORDS:
            texts = columns.words(row, words)
            if texts and words[0] != "media" and "" not in texts:
                for language in languages:
                    if language and language not in texts:
                        remark = TranslationMissing(language=language)
                        heading = columns.headings.get((*words, language), _any(columns, words))
                        yield Problem(remark, sheet=columns.sheet.name, row=row.number, column=heading)


def _any(columns: Columns, words: Column) -> str:
    return next((heading for heading, each in columns.by_heading.items() if each[: len(words)] == words), "")


def check_media(columns: Columns, rows: Iterable[Row]) -> Iterator[Problem]:
    """This function will say which attached files have names that no file beside a form can have."""
    for row in rows:
        for heading, column in columns.by_heading.items():
            name = row.cells.get(heading, "").strip() if column[0] == "media" else ""
            if name and "${" not in name and not FILE.fullmatch(name.removeprefix("jr://").rpartition("//")[2]):
                yield Problem(MediaNameOdd(file=name), sheet=columns.sheet.name, row=row.number, column=heading)


def check_attached_lists(columns: Columns, lines: Iterable[Line]) -> Iterator[Problem]:
    """This function will say which attached lists have names that no file beside a form can have."""
    for line in lines:
        if line.list_name.endswith(LISTS) and not FILE.fullmatch(line.list_name):
            fault = MediaNameOdd(file=line.list_name)
            yield Problem(fault, sheet="survey", row=line.number, column=columns.headings.get(("type",), ""))


def remarks_on_attached_lists(columns: Columns, lines: Iterable[Line], languages: list[str]) -> Iterator[Problem]:
    """This function will say where an attached list of one language stands in a form of several."""
    for line in lines:
        if line.list_name.endswith(LISTS) and len(languages) > 1:
            remark = ListOfOneLanguage(file=line.list_name)
            yield Problem(remark, sheet="survey", row=line.number, column=columns.headings.get(("type",), ""))
