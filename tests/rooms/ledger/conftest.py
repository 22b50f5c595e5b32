"""A ledger to write in, and someone with a superuser's password who meddles with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count

import psycopg
import pytest

from tirek.directory import Person
from tirek.ledger import Event, OpenEntry, anchor, entry, verify

NOTED = Event("persons-noted", "Noted persons.")
CORRECTED = Event("person-corrected", "Corrected %(what)s.")
ASTANA, AKTOBE = "KZ-NATIONAL", "KZ-AKT"

Tamper = Callable[..., None]

_numbers = count(1)


def a_person(sex: str = "female") -> Person:
    """A person that nobody has stored yet."""
    return Person(code=f"KZ-{next(_numbers):06}", sex=sex)


def note(*persons: Person, office: str = ASTANA) -> OpenEntry:
    """One entry that stores these persons, or a new one when none is given."""
    with entry(event=NOTED, office=office, by="coordinator") as open_entry:
        open_entry.store_many(persons or [a_person()])
    return open_entry


def correct(person: Person, office: str = ASTANA) -> OpenEntry:
    """One entry that changes a person."""
    with entry(event=CORRECTED, office=office, by="officer", detail={"what": "sex"}) as open_entry:
        person.sex = "male" if person.sex == "female" else "female"
        open_entry.change(person)
    return open_entry


def strike(person: Person, office: str = ASTANA) -> OpenEntry:
    """One entry that removes a person."""
    with entry(event=CORRECTED, office=office, by="officer", detail={"what": "a slip"}) as open_entry:
        open_entry.remove(person)
    return open_entry


@pytest.fixture(autouse=True, scope="module")
def _nothing_loaded(nothing_loaded: None) -> None:
    """The chains of these tests are the only ones."""


@pytest.fixture
def tamper(transactional_db: None, superuser_url: str) -> Iterator[Tamper]:
    """Runs SQL as the superuser, with triggers and foreign keys out of the way: the most that anybody can do."""
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")

        def run(statement: str, *values: object) -> None:
            assert connection.execute(statement, values).rowcount > 0, "nothing was tampered with"  # type: ignore[arg-type]

        yield run


def found() -> list[tuple[str, str, int | None]]:
    return [(each.kind, each.chain, each.position) for each in verify().differences]


@pytest.fixture
def people(tamper: Tamper) -> list[Person]:
    """Three persons of Astana (its entries 1 to 3), the second corrected from Aktobe (its entry 1), one more noted and
    struck out in Astana (entries 4 and 5), and an anchor on all of it."""
    people = [a_person() for _ in range(3)]
    for person in people:
        note(person)
    correct(people[1], office=AKTOBE)
    struck = a_person()
    note(struck)
    strike(struck)
    anchor("a test")
    return people
