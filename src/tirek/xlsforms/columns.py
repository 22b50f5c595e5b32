"""Which column of XLSForm a heading is, in any of the ways in which it may be written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from pyxform import aliases
from pyxform.parsing.expression import is_xml_tag
from pyxform.parsing.sheet_headers import process_header
from pyxform.question import MultipleChoiceQuestion, Option
from pyxform.survey import Survey

from tirek.refusals import Problem
from tirek.xlsforms.settings_faults import LanguageUnnamed
from tirek.xlsforms.sheet_faults import HeadingMissing, HeadingNotTireks, HeadingOdd, HeadingUnknown
from tirek.xlsforms.sheets import Row, Sheet

Column = tuple[str, ...]
"""A column by pyxform's own names: `("type",)`, `("bind", "relevant")`, `("label", "Русский (ru)")`."""

MARK: Column = ("bind", "tirek:mark")
RELEVANT: Column = ("bind", "relevant")
CALCULATION: Column = ("bind", "calculate")
CONSTRAINT: Column = ("bind", "constraint")
REQUIRED: Column = ("bind", "required")
READ_ONLY: Column = ("bind", "readonly")
COUNT: Column = ("control", "jr:count")
FILTER: Column = ("choice_filter",)
DEFAULT: Column = ("default",)
TYPE: Column = ("type",)
NAME: Column = ("name",)
LIST: Column = ("list name",)

MEDIA = ("image", "big-image", "audio", "video")
WORDS: tuple[Column, ...] = (
    ("label",),
    ("hint",),
    ("guidance_hint",),
    ("bind", "jr:constraintMsg"),
    ("bind", "jr:requiredMsg"),
    *(("media", kind) for kind in MEDIA),
)
"""The columns that may be given once for each language."""

_KNOWN = {
    "survey": (aliases.survey_header, set(MultipleChoiceQuestion.get_slot_names())),
    "choices": (aliases.list_header, set(Option.get_slot_names())),
    "settings": (aliases.settings_header, set(Survey.get_slot_names())),
}
_FREE = {"bind", "control", "media", "instance", "body", "disabled", "note", "notes", "comment", "comments", "#"}
_SETTINGS = {"title", "id_string", "version", "default_language", "name", "clean_text_values", "attribute"}


@dataclass(frozen=True)
class Columns:
    """The headings of one sheet, and which column each is."""

    sheet: Sheet

    @cached_property
    def by_heading(self) -> Mapping[str, Column]:
        """This property will give the column of each heading."""
        names, slots = _KNOWN[self.sheet.name]
        double = any("::" in heading for heading in self.sheet.headings)
        return {
            heading: process_header(heading, double, names, slots)[1]  # as pyxform will
            for heading in self.sheet.headings
        }

    @cached_property
    def headings(self) -> Mapping[Column, str]:
        """This property will give the heading of each column."""
        return {column: heading for heading, column in self.by_heading.items()}

    def has(self, column: Column) -> bool:
        """This function will say whether the sheet has the column, in a language or in none."""
        return any(each[: len(column)] == column for each in self.headings)

    def text(self, row: Row, column: Column) -> str:
        """This function will give the text of a cell."""
        heading = self.headings.get(column)
        return row.cells.get(heading, "").strip() if heading else ""

    def words(self, row: Row, column: Column) -> Mapping[str, str]:
        """This function will give the texts of a cell by language as it is written; "" where none is named."""
        found = {}
        for heading, each in self.by_heading.items():
            if language_of(each) is not None and each[: len(column)] == column and heading in row.cells:
                found[language_of(each) or ""] = row.cells[heading]
        return found

    def languages(self, column: Column = ()) -> list[str]:
        """This function will give the languages of the headings in order, "" for texts that name none."""
        found = [language_of(each) for each in self.by_heading.values() if not column or each[: len(column)] == column]
        return list(dict.fromkeys(each for each in found if each is not None))


def language_of(column: Column) -> str | None:
    """This function will give the language of a column of words, "" where it names none; None for any other column."""
    for words in WORDS:
        if column[: len(words)] == words:
            return column[len(words)] if len(column) > len(words) else ""
    return None


def check_columns(columns: Columns) -> Iterator[Problem]:
    """This function will say which columns are missing without which nothing can be read."""
    sheet = columns.sheet
    needed = {"survey": (TYPE, NAME), "choices": (LIST, NAME), "settings": ()}[sheet.name]
    for column in needed:
        if not columns.has(column):
            wanted = "list_name" if column == LIST else column[0]
            yield Problem(HeadingMissing(wanted=wanted), sheet=sheet.name, row=sheet.heading_row)
    for heading, column in columns.by_heading.items():
        own = sheet.name == "choices" and column[0] not in _KNOWN["choices"][1] | _FREE | {LIST[0]}
        if own and " " not in heading and not is_xml_tag(heading):  # one with a blank is left out, and said
            yield Problem(HeadingOdd(heading=heading), sheet=sheet.name, row=sheet.heading_row, column=heading)
        if column[:1] == ("bind",) and column[-1].startswith("tirek:") and column != MARK:
            yield Problem(HeadingNotTireks(heading=heading), sheet=sheet.name, row=sheet.heading_row, column=heading)


def remarks_on_columns(columns: Columns) -> Iterator[Problem]:
    """This function will say which columns have no effect, and which leave their language open."""
    sheet = columns.sheet
    several = {each for each in columns.languages() if each}
    for heading, column in columns.by_heading.items():
        known = column[0] in _KNOWN[sheet.name][1] | _FREE | _SETTINGS or len(column) > 1
        if sheet.name != "choices" and not known and not heading.startswith("_"):
            yield Problem(HeadingUnknown(heading=heading), sheet=sheet.name, row=sheet.heading_row, column=heading)
        if several and language_of(column) == "" and column[0] != "media":
            yield Problem(LanguageUnnamed(heading=heading), sheet=sheet.name, row=sheet.heading_row, column=heading)
