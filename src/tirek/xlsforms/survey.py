"""The survey sheet as a tree of questions and groups, and what is wrong with its types, names, begins and ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pyxform import aliases
from pyxform.constants import EXTERNAL_INSTANCE_TYPES
from pyxform.parsing.expression import is_xml_tag
from pyxform.question_type_dictionary import QUESTION_TYPE_DICT
from pyxform.xls2json import RE_BEGIN_CONTROL, RE_END_CONTROL, RE_OSM, RE_SELECT

from tirek.refusals import Problem, Refusal
from tirek.xlsforms.columns import NAME, TYPE, Columns
from tirek.xlsforms.errors import FormTooDeep
from tirek.xlsforms.question_faults import (
    BeginWithoutEnd,
    EndOfAnother,
    EndWithoutBegin,
    NameMissing,
    NameOdd,
    NameReserved,
    NameTwice,
    TypeMissing,
    TypeNotSupported,
    TypeUnknown,
)
from tirek.xlsforms.sheets import Row

DEEPEST = 20
KNOWN = {*QUESTION_TYPE_DICT, *aliases._type_alias_map, *EXTERNAL_INSTANCE_TYPES, "audit", "range", "xml-external"}
NOT_SUPPORTED = {"select_one_external", "select one external", "osm"}
RESERVED = {"meta"}
UNNAMED = {"note", "audit"}
"""What needs no name: the converter gives it one."""


@dataclass(slots=True, eq=False)
class Line:
    """One row of the survey sheet that asks, computes or groups something."""

    row: Row
    kind: str
    name: str
    list_name: str = ""
    parent: Line | None = None
    names: dict[str, int] = field(default_factory=dict)

    @property
    def number(self) -> int:
        """This property will give the row's number."""
        return self.row.number

    @property
    def around(self) -> Iterator[Line]:
        """This property will give the groups around it, the innermost first."""
        line = self.parent
        while line:
            yield line
            line = line.parent


@dataclass(slots=True)
class Reading:
    """What the sheet holds, and what is wrong with how it is put together."""

    lines: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_survey(columns: Columns) -> Reading:
    """This function will read the rows of the sheet into lines, going on after every fault."""
    reading, open_groups, top = Reading(), list[Line](), Line(Row(0, {}), "survey", "")
    repeats: dict[str, int] = {}

    def fault(refusal: Refusal, row: Row, column: tuple[str, ...] = TYPE) -> None:
        heading = columns.headings.get(column, "")
        reading.problems.append(Problem(refusal, sheet="survey", row=row.number, column=heading))

    for row in columns.sheet.rows:
        kind, name = " ".join(columns.text(row, TYPE).split()), columns.text(row, NAME)
        if columns.text(row, ("disabled",)) in aliases.yes_no and aliases.yes_no[columns.text(row, ("disabled",))]:
            continue
        if not kind:
            if name or any(columns.words(row, ("label",)).values()):
                fault(TypeMissing(), row)
            continue
        if end := RE_END_CONTROL.search(kind):
            _end(aliases.control[end["type"]], open_groups, row, fault)
            continue
        begin = RE_BEGIN_CONTROL.search(kind)
        line = _line(row, aliases.control[begin["type"]] if begin else kind, name)
        if kind in aliases.settings_header:
            continue
        if line.kind in NOT_SUPPORTED:
            fault(TypeNotSupported(kind=line.kind), row)
        elif not begin and not _known(kind):
            fault(TypeUnknown(kind=kind), row)
        line.parent = open_groups[-1] if open_groups else None
        for refusal in _name_faults(line, (line.parent or top).names, repeats):
            fault(refusal, row, NAME)
        reading.lines.append(line)
        if begin:
            open_groups.append(line)
            if len(open_groups) == DEEPEST + 1:
                fault(FormTooDeep(limit=DEEPEST), row)
    for line in open_groups:
        fault(BeginWithoutEnd(kind=line.kind, name=line.name), line.row)
    return reading


def _end(kind: str, open_groups: list[Line], row: Row, fault: object) -> None:
    assert callable(fault)
    if not open_groups:
        fault(EndWithoutBegin(kind=kind), row)
    elif open_groups[-1].kind == kind:
        open_groups.pop()
    else:
        opened = open_groups[-1]
        fault(EndOfAnother(kind=kind, open=opened.kind, name=opened.name, other=opened.number), row)
        if any(line.kind == kind for line in open_groups):  # what lies between was forgotten, and is said
            while open_groups.pop().kind != kind:
                pass


def _line(row: Row, kind: str, name: str) -> Line:
    if select := RE_SELECT.search(kind):
        command = select["select_command"]
        attached = command in aliases.select_from_file
        word = command.replace(" ", "_") if attached or "external" in command else aliases.select[command]
        return Line(row, _SELECTS.get(word, word), name, select["list_name"])
    if RE_OSM.search(kind) or kind == "osm":
        return Line(row, "osm", name)
    return Line(row, kind, name)


_SELECTS = {
    "select one": "select_one",
    "select all that apply": "select_multiple",
    "select one external": "select_one_external",
}


def _known(kind: str) -> bool:
    return kind in KNOWN or bool(RE_SELECT.search(kind) or RE_OSM.search(kind))


def is_shown(kind: str) -> bool:
    """This function will say whether a client shows what is asked; groups may stand without words."""
    control = QUESTION_TYPE_DICT.get(aliases._type_alias_map.get(kind, kind), {}).get("control", {})
    return kind.startswith(("select_", "rank")) or (bool(control) and control["tag"] != "action")


def _name_faults(line: Line, beside: dict[str, int], repeats: dict[str, int]) -> Iterator[Refusal]:
    name = line.name
    if not name:
        if line.kind not in UNNAMED:
            yield NameMissing()
        return
    if not is_xml_tag(name) or ":" in name or not re.match(r"[^\W\d]", name):
        yield NameOdd(name=name)
    elif name.lower() in RESERVED:
        yield NameReserved(name=name)
    elif name in beside:
        yield NameTwice(name=name, other=beside[name])
    elif line.kind == "repeat" and name in repeats:
        yield NameTwice(name=name, other=repeats[name])
    beside.setdefault(name, line.number)
    if line.kind == "repeat":
        repeats.setdefault(name, line.number)
