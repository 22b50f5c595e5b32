"""The answer to each row of an attendance list: it can be recorded, or all that is wrong with it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext_noop as _

from tirek.directory import PERSON_CODE
from tirek.evidence.attendance_list import Row

SEXES = {
    word: sex
    for sex, words in {
        "female": "female f woman ж жен женский женщина әйел",
        "male": "male m man м муж мужской мужчина ер еркек",
    }.items()
    for word in words.split()
}
Problem = tuple[str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class RowAnswer:
    """What became of one row: `problems` is empty when it can be recorded. `row` is the row number in the file.

    A problem is an English template marked for translation and what fills it. What was not recognised stays as it came.
    """

    row: int
    person: str
    sex: str
    unit: str
    region: str
    role: str
    problems: tuple[Problem, ...] = ()

    @property
    def good(self) -> bool:
        """This property will say whether the row can be recorded."""
        return not self.problems


@dataclass(frozen=True, slots=True)
class Known:
    """What the rows are held against: regions on the day of the event, roles, and persons by their codes.

    `recorded_sex` is the sex on record by code, `attending` are the codes already on the event's list.
    """

    regions: Collection[str]
    roles: Collection[str]
    recorded_sex: Mapping[str, str]
    attending: Collection[str]


def answer_rows(rows: list[Row], known: Known) -> list[RowAnswer]:
    """This function will answer each row, in the order of the file; of two rows with one person the second is wrong."""
    first_seen: dict[str, int] = {}
    answers = []
    for row in rows:
        person = code_of(row)
        answers.append(_answer(row, person, known, first_seen.get(person)))
        if person:
            first_seen.setdefault(person, row.number)
    return answers


def code_of(row: Row) -> str:
    """This function will give the person's code as it is kept: in capital letters."""
    return row.cells["person"].upper()


def _answer(row: Row, person: str, known: Known, before: int | None) -> RowAnswer:
    cells = row.cells
    answer = RowAnswer(
        row=row.number,
        person=person,
        sex=SEXES.get(cells["sex"].lower().rstrip("."), cells["sex"]),
        unit=cells["unit"],
        region=cells["region"].upper(),
        role=cells["role"].lower().replace(" ", "-"),
    )
    problems = (*_misread(row, answer, known), *_clashes(answer, known, before))
    if not problems:
        return answer
    return replace(answer, role=cells["role"], problems=problems)


def _misread(row: Row, answer: RowAnswer, known: Known) -> Iterator[Problem]:
    """What cannot be taken as it stands."""
    if not answer.person:
        yield _("The person's code is missing."), ()
    elif not PERSON_CODE.fullmatch(answer.person):
        yield _("“%(text)s” is no person's code, such as KZ-7F3K2."), (("text", answer.person),)
    if answer.sex not in SEXES.values():
        yield _("The sex “%(text)s” is not recognised; write female or male."), (("text", answer.sex),)
    if not answer.unit:
        yield _("The unit is missing."), ()
    if answer.region not in known.regions:
        sentence = _("There is no region “%(text)s” on that day; write its code, such as KZ-71.")
        yield sentence, (("text", row.cells["region"]),)
    if answer.role not in known.roles:
        yield _("The role “%(text)s” is not known."), (("text", row.cells["role"]),)
    if row.stray:
        yield _("“%(text)s” stands in no column that the first row names."), (("text", row.stray),)


def _clashes(answer: RowAnswer, known: Known, before: int | None) -> Iterator[Problem]:
    """What cannot be true beside what is on record or stands above."""
    if answer.sex in SEXES.values() and known.recorded_sex.get(answer.person, answer.sex) != answer.sex:
        yield _("The person is on record with another sex."), ()
    if answer.person in known.attending:
        yield _("The person is on this event's list already."), ()
    if before is not None:
        yield _("The person stands on row %(row)s already."), (("row", str(before)),)
