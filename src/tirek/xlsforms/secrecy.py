"""A secret must stay one when it is computed with: what copies a marked answer bears the same mark.

A value that only compares an answer (`${age} > 17`) tells a bit of it; one that holds it tells all. The reader of a
table sees no expression, so the copy is looked for here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from tirek.refusals import Problem
from tirek.xlsforms.columns import CALCULATION, DEFAULT, MARK, Columns
from tirek.xlsforms.question_faults import SecretCopied, SecretNamesAll
from tirek.xlsforms.survey import Line

INSTANCE_NAME = ("instance_name",)
HELD = re.compile(r"\$\{\s*([^${}]+?)\s*\}")
COMPARED = re.compile(
    r"selected\(\s*\$\{[^${}]*\}\s*,"  # one of several choices
    r"|(?:string-length|count|count-non-empty|boolean)\(\s*\$\{[^${}]*\}\s*\)"
    r"|\$\{[^${}]*\}\s*(?:[<>]=?|!?=)"
    r"|(?:[<>]|=)\s*\$\{[^${}]*\}"
)


def check_copies(columns: Columns, lines: Iterable[Line], settings: Columns | None) -> Iterator[Problem]:
    """This function will say where a marked answer is copied into what does not bear its mark."""
    known = list(lines)
    marks = {line.name: mark for line in known if (mark := _mark(columns, line))}
    for line in known:
        for column in (CALCULATION, DEFAULT):
            for mark, name in held(columns.text(line.row, column), marks):
                if mark != _mark(columns, line):
                    fault = SecretCopied(name=line.name, secret=name, mark=mark)
                    yield Problem(fault, sheet="survey", row=line.number, column=columns.headings[column])
    if settings is None or not settings.sheet.rows:
        return
    row = settings.sheet.rows[0]
    for mark, name in held(settings.text(row, INSTANCE_NAME), marks):
        named = SecretNamesAll(secret=name, mark=mark)
        yield Problem(named, sheet="settings", row=row.number, column=settings.headings[INSTANCE_NAME])


def held(expression: str, marks: Mapping[str, str]) -> list[tuple[str, str]]:
    """This function will name the marked answers that the value of an expression may hold, with their marks."""
    names = dict.fromkeys(HELD.findall(COMPARED.sub("", expression)))
    return [(marks[name], name) for name in names if name in marks]


def _mark(columns: Columns, line: Line) -> str:
    """The mark of a row, or of the innermost group around it that has one."""
    return next((mark for each in (line, *line.around) if (mark := columns.text(each.row, MARK))), "")
