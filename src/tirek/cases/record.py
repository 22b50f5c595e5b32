"""What happened in cases, for who studies how the work runs: asked of the ledger, and given without any case.

The database gives it (migration 0014) to whom it may, and there it is fixed what it gives. Steps come by their ids.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from datetime import datetime
from typing import NamedTuple

from django.db import connection

from tirek.cases.rules import rules_of
from tirek.cases.visibility import sight_of
from tirek.directory import Account
from tirek.packs import editions_in_force, editions_of, mechanism_called
from tirek.procedures import Step


@dataclass(frozen=True, slots=True)
class Recorded:
    """Which cases: of a mechanism's procedure, opened from a moment on and before another, and that an office has.

    No office means all offices, which the national one alone is given.
    """

    mechanism: str
    procedure: str
    since: datetime
    until: datetime
    office: str


class RecordedEvent(NamedTuple):
    """Something that happened in a case. Case and person are numbers made by chance for this asking alone.

    `event` is `step`, with the id of the step, or what the ledger calls it. `person` is None where nobody did it, and
    `office`, which had the case then, empty where it had to do with too few cases to be named. Of the case: the
    edition, whether it `came_by` a device or a page, whether one of its limits was broken, and how it was closed.
    """

    case: int
    event: str
    step: str
    at: datetime
    person: int | None
    office: str
    edition: str
    came_by: str
    limit_broken: bool
    closed_as: str


@contextmanager
def record_of_cases(*, account: Account, asked: Recorded) -> Iterator[tuple[int, Iterator[RecordedEvent]]]:
    """This function will give what happened in cases, and how many of them are kept back, in one transaction.

    Kept back are those under the seal and those erased; of their number only whole fives are told. Of fewer than five
    cases nothing is given. Raises ProgrammingError for an account that it is not given to.
    """
    with sight_of(account):
        with connection.cursor() as cursor:
            cursor.execute("SELECT tirek_record_left_out(%s, %s, %s, %s, %s)", astuple(asked))
            left_out = cursor.fetchone()[0]
        with connection.chunked_cursor() as cursor:
            cursor.execute("SELECT * FROM tirek_record_of_cases(%s, %s, %s, %s, %s)", astuple(asked))
            yield left_out, (RecordedEvent(*row) for row in cursor)


def procedures_known() -> list[tuple[str, str, str]]:
    """This function will give the procedures of installed mechanisms: mechanism, procedure, and what it is called."""
    found = []
    for edition in editions_in_force():
        rules = rules_of(edition)
        for procedure in rules.procedures.values():
            found.append((edition.mechanism.code, procedure.id, f"{edition.title}: {rules.said(procedure.name)}"))
    return found


def steps_called(mechanism: str, procedure: str) -> dict[str, str]:
    """This function will give what each step of a procedure is called in the language of the page, by its id.

    The newest edition says it; of a step that it no longer has, the last one that had it. Where a part begins and ends
    is often without a name: that is called nothing, anything else without one by its id.
    """
    found: dict[str, str] = {}
    for edition in editions_of(mechanism_called(mechanism)).order_by("number"):
        rules = rules_of(edition)
        if procedure in rules.procedures:
            steps = rules.procedures[procedure].steps.values()
            found |= {step.id: "" if _is_unnamed_bound(step) else rules.said(step.name) for step in steps}
    return found


def _is_unnamed_bound(step: Step) -> bool:
    """Read from a drawing, what has no name is called by its id."""
    return step.kind in ("start", "end") and step.name in ("", step.id)
