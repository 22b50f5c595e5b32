"""What is wrong with the lists of choices, and with the questions that choose from them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pyxform import aliases

from tirek.refusals import Problem
from tirek.xlsforms.columns import LIST, NAME, TYPE, Columns
from tirek.xlsforms.question_faults import (
    ChoiceNameWithBlank,
    ChoiceTwice,
    ChoiceWithoutList,
    ChoiceWithoutName,
    ListMissing,
)
from tirek.xlsforms.sheets import Row
from tirek.xlsforms.survey import Line

SEVERAL = {"select_multiple", "rank"}
CHOOSING = {*SEVERAL, "select_one"}


def lists_of(columns: Columns | None) -> Mapping[str, list[Row]]:
    """This function will give the rows of each list of choices."""
    lists: dict[str, list[Row]] = defaultdict(list)
    for row in columns.sheet.rows if columns else ():
        lists[columns.text(row, LIST) if columns else ""].append(row)
    return lists


def check_lists(columns: Columns, lists: Mapping[str, list[Row]], *, twice_allowed: str) -> Iterator[Problem]:
    """This function will say which choices have no list, no name, or the name of another."""
    for name, rows in lists.items():
        seen: dict[str, int] = {}
        for row in rows:
            choice = columns.text(row, NAME)
            if not name:
                yield Problem(
                    ChoiceWithoutList(), sheet="choices", row=row.number, column=columns.headings.get(LIST, "")
                )
            if not choice:
                yield Problem(
                    ChoiceWithoutName(), sheet="choices", row=row.number, column=columns.headings.get(NAME, "")
                )
            elif name and choice in seen and not aliases.yes_no.get(twice_allowed):
                fault = ChoiceTwice(name=choice, list=name, other=seen[choice])
                yield Problem(fault, sheet="choices", row=row.number, column=columns.headings[NAME])
            seen.setdefault(choice, row.number)


def check_choosing(
    survey: Columns, lines: Iterable[Line], choices: Columns | None, lists: Mapping[str, list[Row]]
) -> Iterator[Problem]:
    """This function will say which questions choose from no list, or several at once where names have blanks."""
    told = set()
    for line in lines:
        if line.kind not in CHOOSING or "${" in line.list_name:
            continue
        if line.list_name not in lists:
            fault = ListMissing(list=line.list_name)
            yield Problem(fault, sheet="survey", row=line.number, column=survey.headings.get(TYPE, ""))
        elif line.kind in SEVERAL and choices and line.list_name not in told:
            told.add(line.list_name)
            for row in lists[line.list_name]:
                if len((name := choices.text(row, NAME)).split()) > 1:
                    fault_there = ChoiceNameWithBlank(name=name)
                    yield Problem(fault_there, sheet="choices", row=row.number, column=choices.headings[NAME])
