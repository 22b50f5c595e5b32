"""All that is checked of a form before it is converted: every fault that can be found, and what is only said."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tirek.refusals import Problem
from tirek.xlsforms.columns import CALCULATION, TYPE, Columns, check_columns, remarks_on_columns
from tirek.xlsforms.errors import FormTooDeep, FormTooLong
from tirek.xlsforms.expression import faults_of
from tirek.xlsforms.lists import check_choosing, check_lists, lists_of
from tirek.xlsforms.logic import check_cycles, check_expressions, check_list_reference, check_references
from tirek.xlsforms.question_faults import GroupEmpty, TypeNotSupported
from tirek.xlsforms.secrecy import check_copies
from tirek.xlsforms.settings_sheet import check_settings, remarks_on_settings, setting
from tirek.xlsforms.sheet_faults import SheetMissing, SheetNotUsed
from tirek.xlsforms.sheets import Sheet, Sheets, check_sheets
from tirek.xlsforms.survey import Line, Reading, is_shown, read_survey
from tirek.xlsforms.texts import (
    check_attached_lists,
    check_labels,
    check_languages,
    check_marks,
    check_media,
    codes_of,
    remarks_on_attached_lists,
    remarks_on_languages,
    remarks_on_words,
)

READ = ("survey", "choices", "settings")
INSTANCE = "instance_name"
GROUPS = ("group", "repeat", "loop")
APPEARANCE = ("control", "appearance")
SEARCH = re.compile(r"\bsearch\s*\(")


@dataclass(slots=True)
class Checked:
    """What was found of a form: its columns by sheet, its lines, the codes of its languages, faults and remarks."""

    columns: Mapping[str, Columns]
    codes: Mapping[str, str]
    entities: Sheet | None
    problems: list[Problem] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)

    @property
    def beyond_measure(self) -> bool:
        """This property will say whether the form is too long or too deep for anybody to go through it."""
        return any(isinstance(problem.refusal, FormTooLong | FormTooDeep) for problem in self.problems)


def check(sheets: Sheets) -> Checked:
    """This function will check a form as it stands in its sheets."""
    columns = {name: Columns(sheets[name]) for name in READ if name in sheets and sheets[name].rows}
    words = [columns[name].languages() for name in ("survey", "choices") if name in columns]
    codes = codes_of(dict.fromkeys(language for each in words for language in each))
    checked = Checked(columns, codes, sheets.get("entities"))
    checked.problems += check_sheets(sheets)
    if checked.beyond_measure:
        return checked
    if "survey" not in columns:
        checked.problems.append(Problem(SheetMissing(wanted="survey"), sheet="survey"))
    for each in columns.values():
        checked.problems += check_columns(each)
        checked.problems += check_languages(each, codes)
        checked.remarks += remarks_on_columns(each)
        checked.remarks += remarks_on_languages(each, codes)
    checked.problems += [
        Problem(SheetNotUsed(unused=name), sheet=name) for name in sheets if name not in READ and name != "osm"
    ]
    if "settings" in columns:
        checked.problems += check_settings(columns["settings"], codes)
        checked.remarks += remarks_on_settings(columns["settings"])
    if "survey" in columns:
        reading = read_survey(columns["survey"])
        checked.problems += reading.problems
        if checked.beyond_measure:
            return checked
        checked.problems += _problems(columns, reading)
        checked.remarks += _remarks(columns, reading.lines)
    return checked


def _problems(columns: Mapping[str, Columns], reading: Reading) -> Iterator[Problem]:
    survey, choices, lines = columns["survey"], columns.get("choices"), reading.lines
    lists = lists_of(choices)
    names = Counter(line.name for line in lines if line.name)
    if choices:
        yield from check_lists(
            choices, lists, twice_allowed=setting(columns.get("settings"), "allow_choice_duplicates")
        )
        yield from check_references(choices, choices.sheet.rows, names, only="label")
        yield from check_media(choices, choices.sheet.rows)
        yield from check_labels(choices, choices.sheet.rows)  # clients refuse a form in which nothing is to be read
    yield from check_choosing(survey, lines, choices, lists)
    yield from check_references(survey, survey.sheet.rows, names)
    yield from check_list_reference(survey, lines, names)
    if settings := columns.get("settings"):
        yield from check_references(settings, settings.sheet.rows[:1], names)
        for refusal in faults_of(setting(settings, INSTANCE)) if setting(settings, INSTANCE) else ():
            row, heading = settings.sheet.rows[0].number, settings.headings[(INSTANCE,)]
            yield Problem(refusal, sheet="settings", row=row, column=heading)
    filters = frozenset(choices.by_heading) | {"name", "label"} if choices else frozenset[str]()
    yield from check_expressions(survey, lines, filters)
    yield from check_cycles(survey, lines)
    yield from check_marks(survey, lines)
    yield from check_copies(survey, lines, columns.get("settings"))
    yield from _empty_groups(survey, lines)
    yield from check_labels(survey, [line.row for line in lines if _shown(survey, line)])
    yield from check_media(survey, survey.sheet.rows)
    yield from check_attached_lists(survey, lines)
    for line in lines:
        if SEARCH.search(survey.text(line.row, APPEARANCE)):
            fault = TypeNotSupported(kind="search()")
            yield Problem(fault, sheet="survey", row=line.number, column=survey.headings[APPEARANCE])


def _remarks(columns: Mapping[str, Columns], lines: list[Line]) -> Iterator[Problem]:
    survey, choices = columns["survey"], columns.get("choices")
    languages = survey.languages()
    yield from remarks_on_words(survey, [line.row for line in lines], languages)
    yield from remarks_on_attached_lists(survey, lines, languages)
    if choices:
        languages = list(dict.fromkeys([*languages, *choices.languages()]))
        yield from remarks_on_words(choices, choices.sheet.rows, languages)


def _empty_groups(survey: Columns, lines: list[Line]) -> Iterator[Problem]:
    filled = {line.parent for line in lines if line.kind in GROUPS or _has_control(survey, line)}
    for line in lines:
        if line.kind in ("group", "loop") and line not in filled:
            yield Problem(GroupEmpty(name=line.name), sheet="survey", row=line.number, column=survey.headings[TYPE])


def _has_control(survey: Columns, line: Line) -> bool:
    worded = survey.words(line.row, ("label",)) or survey.words(line.row, ("hint",))
    return is_shown(line.kind) and bool(worded or not survey.text(line.row, CALCULATION))


def _shown(survey: Columns, line: Line) -> bool:
    """Whether somebody reads a line: what is computed is not shown, nor is a heading of choices without its own."""
    computed = survey.text(line.row, CALCULATION) or "label" in survey.text(line.row, APPEARANCE).split()
    return not computed and is_shown(line.kind)
