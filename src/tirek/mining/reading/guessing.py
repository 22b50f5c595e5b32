"""Which column says what: by its name, as the dialects of exports call it, or because its cells are times. Told."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import pyarrow as pa

from tirek.mining.reading.errors import ColumnTwice, NoSuchColumn, RoleUnknown
from tirek.mining.reading.times import NOTHING_SAID, READ, times_of
from tirek.mining.reading.wanted import ROLES, Wanted
from tirek.mining.reading.word_table import spans

NEEDED: Final = ("case", "activity", "time")
SHOWN: Final = 3
SAID, NAMED, TIMES = "said", "named", "times"
"""Why a column was taken: somebody said so, it is named so, its cells are times."""

NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "case": (
        "case concept name", "case id", "caseid", "case key", "case number", "case no", "case", "trace id", "trace",
        "process instance id", "process instance", "id case", "номер дела", "идентификатор дела", "id дела", "ид дела",
        "дело", "номер обращения", "обращение", "номер заявки", "заявка", "номер заявления", "заявление", "кейс",
        "id кейса", "экземпляр процесса", "іс нөмірі", "іс", "істің нөмірі", "өтініш нөмірі", "өтініш", "өтінім нөмірі",
        "өтінім", "арыз нөмірі", "арыз", "ticket id", "ticket", "incident id", "order id",
    ),
    "activity": (
        "concept name", "activity", "activity name", "activity en", "event name", "event", "task name", "task",
        "action", "step", "operation", "действие", "операция", "событие", "активность", "этап", "шаг", "задача",
        "әрекет", "іс әрекет", "оқиға", "кезең", "қадам", "амал", "тапсырма",
    ),
    "time": (
        "time timestamp", "complete timestamp", "completion timestamp", "completion time", "complete time",
        "end timestamp", "timestamp end", "end time", "finish time", "timestamp", "event time", "eventtime",
        "date time", "datetime", "complete", "end", "finish", "time", "date", "время завершения", "дата завершения",
        "время окончания", "дата окончания", "окончание", "завершение", "конец", "дата и время", "дата время",
        "время события", "дата события", "время", "дата", "метка времени", "аяқталған уақыты", "аяқталу уақыты",
        "аяқталған күні", "аяқталуы", "соңы", "күні мен уақыты", "күні және уақыты", "уақыты", "уақыт", "күні",
    ),
    "start": (
        "start timestamp", "timestamp start", "time start", "start time", "starttime", "begin time", "start date",
        "start", "begin", "время начала", "дата начала", "начало", "басталған уақыты", "басталу уақыты",
        "басталған күні", "басталуы", "басы",
    ),
    "resource": (
        "org resource", "resource", "user", "user id", "employee", "agent", "performer", "assignee", "officer",
        "исполнитель", "сотрудник", "пользователь", "ресурс", "ответственный", "специалист", "орындаушы", "қызметкер",
        "пайдаланушы", "маман", "жауапты",
    ),
    "office": (
        "org group", "group", "office", "department", "unit", "team", "org role", "organization", "подразделение",
        "отдел", "управление", "группа", "орган", "ведомство", "бөлімше", "бөлім", "басқарма", "топ", "мекеме",
    ),
}  # fmt: skip
"""Names of columns by what they say, the surest first, in small letters and without marks between the words."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The head of a table: the names of its columns, and of the first rows the cells as text by column."""

    file: str
    names: tuple[str, ...]
    cells: Mapping[str, Sequence[str | None]]
    dialect: Mapping[str, str] = field(default_factory=dict)  # how the file was read so far: encoding, delimiter, sheet


@dataclass(frozen=True, slots=True)
class Guessed:
    """What a column is taken to say, why ("said", "named", "times"), and some of its cells."""

    role: str
    column: str
    why: str
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guess:
    """What would be taken of a file. `lacking` are roles that a log needs and no column seems to have."""

    columns: tuple[Guessed, ...]
    others: tuple[str, ...]
    lacking: tuple[str, ...]
    dialect: Mapping[str, str]

    def as_json(self) -> dict[str, Any]:
        """This function will give the guess under keys that stay."""
        taken = [{"role": g.role, "column": g.column, "why": g.why, "samples": list(g.samples)} for g in self.columns]
        rest = {"others": list(self.others), "lacking": list(self.lacking), "dialect": dict(self.dialect)}
        return {"columns": taken, **rest}


def guess_of(sample: Sample, wanted: Wanted) -> Guess:
    """This function will say which column is taken for what. Raises `NoSuchColumn`, `ColumnTwice`."""
    taken = {role: (name, SAID) for role, name in wanted.named().items()}
    _check(sample, {role: name for role, (name, _) in taken.items()})
    for role in ROLES:
        if role not in taken:
            free = [name for name in sample.names if name not in {name for name, _ in taken.values()}]
            if name := _named(role, free):
                taken[role] = (name, NAMED)
    if "time" not in taken and "start" in taken and taken["start"][1] == NAMED:
        taken["time"] = taken.pop("start")  # the only time that there is
    if "time" not in taken:
        free = [name for name in sample.names if name not in {name for name, _ in taken.values()}]
        if name := next((name for name in free if _all_times(sample.cells[name])), None):
            taken["time"] = (name, TIMES)
    columns = [Guessed(role, *taken[role], _shown(sample.cells[taken[role][0]])) for role in ROLES if role in taken]
    names = {guessed.column for guessed in columns}
    others = tuple(name for name in sample.names if name not in names)
    return Guess(tuple(columns), others, tuple(role for role in NEEDED if role not in taken), sample.dialect)


def chosen(sample: Sample, wanted: Wanted) -> dict[str, str]:
    """This function will give the columns by role. Raises as `guess_of`, and `RoleUnknown` where a log needs one."""
    guess = guess_of(sample, wanted)
    if guess.lacking:
        raise RoleUnknown(name=sample.file, role=guess.lacking[0], columns=", ".join(sample.names))
    return {guessed.role: guessed.column for guessed in guess.columns}


def _check(sample: Sample, said: Mapping[str, str]) -> None:
    by_name: dict[str, str] = {}
    for role, name in said.items():
        if name not in sample.names:
            raise NoSuchColumn(name=sample.file, column=name, columns=", ".join(sample.names))
        if name in by_name and {role, by_name[name]} != {"resource", "office"}:
            raise ColumnTwice(name=sample.file, column=name, first=by_name[name], second=role)
        by_name[name] = role


def _named(role: str, names: Sequence[str]) -> str | None:
    plain = {_plain(name): name for name in reversed(names)}
    return next((plain[each] for each in NAMES[role] if each in plain), None)


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name.casefold()).strip()


def _all_times(cells: Sequence[str | None]) -> bool:
    """Whether cells are times, and not mere numbers, which could be anything."""
    texts = [cell for cell in cells if cell and not cell.strip().lstrip("-").isdigit()]
    if not texts:
        return False
    starts, ends, data = spans(pa.array(texts))
    state = times_of(data, starts, ends).state
    return bool(((state == READ) | (state == NOTHING_SAID)).mean() > 0.9)


def _shown(cells: Sequence[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cell for cell in cells if cell))[:SHOWN]
