"""What is wrong with the references and expressions of a form, and whether answers depend on themselves."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from pyxform import aliases
from pyxform.parsing.expression import is_xml_tag
from pyxform.utils import default_is_dynamic

from tirek.refusals import Problem, Refusal
from tirek.xlsforms.columns import (
    CALCULATION,
    CONSTRAINT,
    COUNT,
    DEFAULT,
    FILTER,
    NAME,
    READ_ONLY,
    RELEVANT,
    REQUIRED,
    TYPE,
    Column,
    Columns,
)
from tirek.xlsforms.expression import TOKEN, faults_of
from tirek.xlsforms.expression_faults import (
    CycleFound,
    FilterColumnUnknown,
    ReferenceAmbiguous,
    ReferenceBroken,
    ReferenceUnknown,
    WordAlone,
)
from tirek.xlsforms.lists import CHOOSING
from tirek.xlsforms.question_faults import ListNotRepeated
from tirek.xlsforms.sheets import Row
from tirek.xlsforms.survey import Line

REFERENCE = re.compile(r"\$\{(?:([^${}]*)\})?")
LAST_SAVED = "last-saved#"
EXPRESSIONS = (RELEVANT, CONSTRAINT, CALCULATION, REQUIRED, READ_ONLY, COUNT)
DEPENDING = (RELEVANT, CALCULATION, REQUIRED, READ_ONLY)
"""Columns that clients keep up to date, so that they may not lead back to themselves."""
GIVEN = {"instanceID"}
"""Names that every form has."""
CYCLES = 5
"""How many ways in which answers depend on themselves are told of one form."""


def check_references(
    columns: Columns, rows: Iterable[Row], names: Counter[str], *, only: str = ""
) -> Iterator[Problem]:
    """This function will say which `${name}` of a sheet's cells mean nothing, or not one thing only."""
    skipped = {columns.headings.get(each) for each in (TYPE, NAME, ("trigger",), ("list name",))}
    for row in rows:
        for heading, cell in row.cells.items():
            column = columns.by_heading.get(heading, ("",))
            if heading in skipped or (only and column[0] not in (only, "media")):
                continue
            for refusal in _reference_faults(cell, names):
                yield Problem(refusal, sheet=columns.sheet.name, row=row.number, column=heading)


def _reference_faults(text: str, names: Counter[str]) -> Iterator[Refusal]:
    for found in REFERENCE.finditer(text):
        name = (found[1] or "").removeprefix(LAST_SAVED)
        if not is_xml_tag(name) or ":" in name:
            yield ReferenceBroken(text=text[found.start() : found.start() + 30])
        elif name not in names and name not in GIVEN:
            yield ReferenceUnknown(name=name)
        elif names[name] > 1:
            yield ReferenceAmbiguous(name=name)


def check_expressions(columns: Columns, lines: Iterable[Line], filters: frozenset[str]) -> Iterator[Problem]:
    """This function will say what is wrong with the expressions; `filters` are the columns of the choices."""
    for line in lines:
        for column in (*EXPRESSIONS, FILTER, DEFAULT):
            text = columns.text(line.row, column)
            if not text or (column != FILTER and text in aliases.BINDING_CONVERSIONS):
                continue
            if column == DEFAULT and not default_is_dynamic(text, line.kind):
                continue
            attached = column == FILTER and (line.kind not in CHOOSING or "${" in line.list_name)
            words = None if attached else filters if column == FILTER else frozenset[str]()
            for refusal in faults_of(text, words=words):
                if column == FILTER and isinstance(refusal, WordAlone):
                    refusal = FilterColumnUnknown(**refusal.facts)
                yield Problem(refusal, sheet="survey", row=line.number, column=columns.headings[column])


def check_list_reference(columns: Columns, lines: list[Line], names: Counter[str]) -> Iterator[Problem]:
    """This function will say where a choice among earlier answers (`select_one ${name}`) names none, or one only."""
    repeated = {line.name for line in lines if any(group.kind == "repeat" for group in line.around)}
    for line in lines:
        faults = list(_reference_faults(line.list_name, names))
        if not faults and (found := REFERENCE.fullmatch(line.list_name)) and found[1] not in repeated:
            faults = [ListNotRepeated(name=found[1])]
        for refusal in faults:
            yield Problem(refusal, sheet="survey", row=line.number, column=columns.headings.get(TYPE, ""))


def check_cycles(columns: Columns, lines: list[Line]) -> Iterator[Problem]:
    """This function will say which answers depend on themselves, each way once."""
    by_name = {line.name: line for line in lines}
    depends = _dependencies(columns, lines, by_name)
    for _ in range(CYCLES):
        try:
            TopologicalSorter({line: set(on) for line, on in depends.items()}).prepare()
        except CycleError as cycle:
            way: list[Line] = cycle.args[1]  # each is needed by the next
            last = way[-1]
            names = " ← ".join(line.name for line in reversed(way))
            yield Problem(
                CycleFound(way=names), sheet="survey", row=last.number, column=_column(columns, depends[last][way[-2]])
            )
            del depends[last][way[-2]]
        else:
            return


def _column(columns: Columns, column: Column) -> str:
    return columns.headings.get(column, "")


def _dependencies(
    columns: Columns, lines: Iterable[Line], by_name: Mapping[str, Line]
) -> dict[Line, dict[Line, Column]]:
    """What each line needs to be known first, and the column that says so. A group's relevance is that of all in it."""
    depends: dict[Line, dict[Line, Column]] = defaultdict(dict)
    for line in lines:
        for column in DEPENDING:
            for needed in _needed(columns.text(line.row, column), line, by_name):
                depends[line].setdefault(needed, column)
        for group in line.around:
            for needed in _needed(columns.text(group.row, RELEVANT), group, by_name):
                depends[line].setdefault(needed, RELEVANT)
    return depends


def _needed(text: str, line: Line, by_name: Mapping[str, Line]) -> Iterator[Line]:
    depth = 0
    for found in TOKEN.finditer(text):
        piece = found[0]
        depth += (piece == "[") - (piece == "]")
        if found.lastgroup == "reference" and piece[2:-1] in by_name:
            yield by_name[piece[2:-1]]
        elif found.lastgroup == "path" and piece == "." and not depth and text[: found.start()][-1:] != "/":
            yield line
