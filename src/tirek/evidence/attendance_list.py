"""An attendance list as CSV or XLSX, read row by row; each row gets its answer and none is dropped."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from django.utils.translation.trans_null import gettext_noop as _

from tirek.bounded import run_bounded
from tirek.evidence.errors import NotAnAttendanceList, UnreadableSheet

COLUMNS = ("person", "sex", "unit", "region", "role")
SEXES = {"female": "female", "f": "female", "ж": "female", "жен": "female", "әйел": "female", "woman": "female"} | {
    "male": "male", "m": "male", "м": "male", "муж": "male", "ер": "male", "man": "male"
}  # fmt: skip
PERSON = re.compile(r"[A-Z]{2}-[0-9A-Z]{5,12}")
LIMIT = 5 * 1024 * 1024
ROWS = 100_000


@dataclass(frozen=True, slots=True)
class RowAnswer:
    """What became of one row: `problems` is empty when it can be recorded. `row` is the row number in the file.

    A problem is an English template marked for translation and what fills it.
    """

    row: int
    person: str
    sex: str
    unit: str
    region: str
    role: str
    problems: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()

    @property
    def good(self) -> bool:
        """This property will say whether the row can be recorded."""
        return not self.problems


def read_rows(content: bytes, name: str) -> list[tuple[int, dict[str, str]]]:
    """This function will read the rows of a CSV or XLSX file, each with its number in the file.

    A workbook is opened in a bounded child process. Raises `UnreadableSheet`, `NotAnAttendanceList`.
    """
    if not content or len(content) > LIMIT:
        raise UnreadableSheet
    if content.startswith(b"PK"):
        raw = run_bounded("tirek.evidence.workbook:rows", content, seconds=20, megabytes=512)
        table = [[str(cell) for cell in row] for row in json.loads(raw)]
    else:
        table = list(_csv(content))
    return list(_named(table))


def _csv(content: bytes) -> Iterator[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1251", errors="replace")
    if "\0" in text:
        raise UnreadableSheet
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    except csv.Error as fault:
        raise UnreadableSheet from fault


def _named(table: list[list[str]]) -> Iterator[tuple[int, dict[str, str]]]:
    if not table or len(table) > ROWS:
        raise UnreadableSheet
    headings = [cell.strip().lower() for cell in table[0]]
    if missing := [column for column in COLUMNS if column not in headings]:
        raise NotAnAttendanceList(missing=", ".join(missing))
    for number, row in enumerate(table[1:], start=2):
        if any(cell.strip() for cell in row):
            padded = [*row, *[""] * len(headings)]
            yield number, {heading: padded[at].strip() for at, heading in enumerate(headings)}


def answer_rows(
    rows: list[tuple[int, dict[str, str]]],
    *,
    regions: frozenset[str],
    roles: frozenset[str],
    recorded_sex: Mapping[str, str],
    attending: frozenset[str],
) -> list[RowAnswer]:
    """This function will answer each row: taken, or what is wrong with it.

    `recorded_sex` is the sex on record by person code, `attending` the codes already on the event's list.
    """
    first_seen: dict[str, RowAnswer] = {}
    answers = []
    for number, cells in rows:
        answer = _answer(number, cells, regions, roles, recorded_sex, attending)
        if answer.person in first_seen:
            problem = (_("The person stands on row %(row)s already."), (("row", str(first_seen[answer.person].row)),))
            answer = replace(answer, problems=(*answer.problems, problem))
        elif answer.person:
            first_seen[answer.person] = answer
        answers.append(answer)
    return answers


def _answer(
    number: int,
    cells: Mapping[str, str],
    regions: frozenset[str],
    roles: frozenset[str],
    recorded_sex: Mapping[str, str],
    attending: frozenset[str],
) -> RowAnswer:
    person, sex = cells["person"].upper(), SEXES.get(cells["sex"].lower(), "")
    region, role = cells["region"].upper(), cells["role"].lower().replace(" ", "-")
    checks = [
        (not person, _("The person's code is missing."), {}),
        (
            bool(person) and not PERSON.fullmatch(person),
            _("“%(text)s” is no person's code, such as KZ-7F3K2."),
            {"text": person},
        ),
        (not sex, _("The sex “%(text)s” is not recognised; write female or male."), {"text": cells["sex"]}),
        (not cells["unit"], _("The unit is missing."), {}),
        (
            region not in regions,
            _("There is no region “%(text)s” on that day; write its code, such as KZ-71."),
            {"text": cells["region"]},
        ),
        (role not in roles, _("The role “%(text)s” is not known."), {"text": cells["role"]}),
        (bool(sex) and recorded_sex.get(person, sex) != sex, _("The person is on record with another sex."), {}),
        (person in attending, _("The person is on this event's list already."), {}),
    ]
    problems = tuple((template, tuple(facts.items())) for wrong, template, facts in checks if wrong)
    return RowAnswer(number, person, sex, cells["unit"], region, role, problems)
