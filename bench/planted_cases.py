"""Cases that never were, planted by COPY: a million of them by the operations would take days.

One case is opened as the house opens it, and its rows are the pattern of all: so that each has the size that it would
have. What a planted one holds sealed can be opened by nobody; a list and a search open nothing.
"""

from __future__ import annotations

import random
import secrets
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

if TYPE_CHECKING:
    import psycopg

    from tirek.cases import Case
    from tirek.directory import Account

ROOT = Path(__file__).resolve().parents[1]
NOW = datetime.now(UTC).replace(microsecond=0)
YEARS = 10
OPEN_SHARE = 0.03
LEVELS = (("need-to-know", 0.60), ("office", 0.34), ("sealed", 0.04), ("public", 0.02))
TOLD_BEFORE = timedelta(days=21)
"""No three working days are longer than this: whatever is near is told of within it."""
OFFICERS = 5
"""Officers in each office, besides its head."""
HELPED = 20
"""Of so many cases one has a helper besides the officer whose case it is."""
COPIED = (
    "cases_case",
    "cases_party",
    "cases_searchkey",
    "cases_assignment",
    "cases_task",
    "cases_clock",
    "cases_warned",
)
COUNTED = ("cases_searchkey", "cases_warned")
"""Whose rows the database itself numbers."""
SYLLABLES = (
    "ба га да жа за ка ла ма на па ра са та ша бе ге де же зе ке ле ме не пе ре се те бо до ко ло мо но по ро со то"
)


def word(number: int, ending: str = "") -> str:
    """This function will make a name of a number, the same each time."""
    parts = SYLLABLES.split(" ")
    letters = ""
    while number or len(letters) < 6:
        number, place = divmod(number, len(parts))
        letters += parts[place]
    return letters.capitalize() + ending


def people() -> list[Account]:
    """This function will load the country and the mechanism of complaints, and give each office its accounts."""
    from tirek import packs
    from tirek.directory import Account, Office, Role, load_country, open_account

    load_country(folder=ROOT / "countries" / "kazakhstan")
    for office in Office.objects.all():
        names = [(f"{office.pk}-head", Role.SUPERVISOR)]
        names += [(f"{office.pk}-{number}", Role.OFFICER) for number in range(OFFICERS)]
        names += [("administrator", Role.ADMINISTRATOR)] if office.is_national else []
        for name, role in names:
            password, roles = secrets.token_urlsafe(20), frozenset({role})
            open_account(username=name, office=office, password=password, roles=roles, language="en")
    found = {each.username: each for each in Account.objects.select_related("office")}
    packs.install_pack(account=found["administrator"], folder=ROOT / "mechanisms" / "complaints")
    return list(found.values())


def opened(officer: Account) -> Case:
    """This function will open a case as an officer does, with answers to the first form."""
    from tirek import cases, forms
    from tirek.packs import PackForm

    form = PackForm.objects.get(form_id="intake")
    xml = f'<data id="intake" version="{form.version}"><meta><instanceID>uuid:{uuid4()}</instanceID></meta></data>'
    submission = forms.receive(sender=officer, xml=xml.encode()).submission
    return cases.open_case(actor=officer, submission=submission, about="A complaint of conditions").case


class Planting:
    """Plants cases of all offices into the tables, a share of them at a time."""

    def __init__(self, url: str, accounts: list[Account], pattern: Case) -> None:
        from tirek.cases import Assignment, Clock, Party, SearchKey, Task, Warned, sight_of_the_house
        from tirek.directory import Authority, Office

        self._url, self._draw, self._serial = url, random.Random(5), 1
        self._offices = list(Office.objects.order_by("code"))
        self._officers = {
            office.pk: [each for each in accounts if each.office_id == office.pk and "-head" not in each.username]
            for office in self._offices
        }
        self._regions = {office.pk: office.region_id for office in self._offices}
        self._bodies = list(Authority.objects.values_list("code", "name_en", "name_ru", "name_kk"))
        with sight_of_the_house():
            self._patterns: Mapping[str, Any] = {
                model._meta.db_table: model.objects.filter(case=pattern).first() or model(case=pattern)
                for model in (Party, SearchKey, Assignment, Task, Clock, Warned)
            }
            self._patterns["cases_case"] = type(pattern).objects.get(pk=pattern.pk)

    def plant(self, cases: int) -> None:
        """This method will plant so many more, without the triggers and indexes that one row at a time would need."""
        import psycopg

        with psycopg.connect(self._url) as connection:
            connection.execute("SET session_replication_role = replica")
            connection.execute("SET maintenance_work_mem = '1GB'")
            made = [connection.execute(_DROPPED, [table]).fetchall() for table in COPIED]
            for name, _statement in (each for found in made for each in found):
                connection.execute(f'DROP INDEX "{name}"'.encode())
            drawn = list(self._drawn(cases))
            for table in COPIED:
                self._copy(connection, table, drawn)
            for _name, statement in (each for found in made for each in found):
                connection.execute(statement.encode())
        with psycopg.connect(self._url, autocommit=True) as connection:
            for table in COPIED:
                connection.execute(f"VACUUM ANALYZE {table}".encode())

    def _drawn(self, cases: int) -> Iterator[tuple[Any, ...]]:
        """What differs between cases: their number, office, who works on each, how open it is, its day."""
        weights = [each + 1 for each in range(len(self._offices))]
        offices = self._draw.choices(self._offices, weights, k=cases)
        levels = self._draw.choices([each for each, _ in LEVELS], [share for _, share in LEVELS], k=cases)
        each = timedelta(days=365 * YEARS) / cases
        for place, (office, level) in enumerate(zip(offices, levels, strict=True)):
            at = NOW - each * (cases - place)
            running = self._draw.random() < OPEN_SHARE * (4 if place > 0.8 * cases else 0.25)
            self._serial += 1
            officer = self._draw.choice(self._officers[office.pk])
            key = UUID(int=self._draw.getrandbits(128), version=4)
            party = UUID(int=self._draw.getrandbits(128), version=4)
            yield key, party, self._serial, office.pk, level, at, running, officer.pk

    def _copy(self, connection: psycopg.Connection, table: str, drawn: list[tuple[Any, ...]]) -> None:
        pattern = self._patterns[table]
        fields = [each for each in pattern._meta.concrete_fields if table not in COUNTED or each.name != "id"]
        columns = ", ".join(f'"{each.column}"' for each in fields)
        common = {each.attname: getattr(pattern, each.attname) for each in fields}
        rows = getattr(self, f"_{table.removeprefix('cases_')}")
        with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN".encode()) as copy:
            for one in drawn:
                for row in rows(*one):
                    copy.write_row([row.get(name, value) for name, value in common.items()])

    def _case(self, key: UUID, _party: UUID, serial: int, office: str, level: str, at: datetime, *rest: Any) -> Any:
        running, officer = rest
        yield {
            "id": key,
            "number": f"{office}-{at.year}-{serial:07}",
            "opened_in_id": office,
            "office_id": office,
            "year": at.year,
            "serial": serial,
            "region_id": self._regions[office],
            "confidentiality": level,
            "assigned_to_id": officer,
            "opened_by_id": officer,
            "opened_at": at,
            "due_at": due_at(serial) if running else None,
            "closed_at": None if running else at + timedelta(days=20),
        }

    def _party(self, key: UUID, party: UUID, *rest: Any) -> Any:
        noise = secrets.token_bytes(220)  # a name, ways to reach, and whom nobody may tell, as they are when sealed
        yield {
            "id": party,
            "case_id": key,
            "part": "complainant",
            "kind": "person",
            "authority_id": None,
            "content": noise,
            "wrapped_key": noise[:100],
            "added_at": rest[3],
            "added_by_id": rest[5],
            "entered_position": 1,
        }

    def _searchkey(self, key: UUID, party: UUID, serial: int, office: str, *_rest: Any) -> Any:
        for value in name_words(serial):
            yield {"case_id": key, "party_id": party, "value": value_of(office, value)}
        for value in body_words(self._bodies[min(int(self._draw.paretovariate(1)) - 1, len(self._bodies) - 1)]):
            yield {"case_id": key, "party_id": None, "value": value_of(office, value)}

    def _assignment(self, key: UUID, _party: UUID, *rest: Any) -> Any:
        given = {"case_id": key, "assigned_by_id": rest[5], "assigned_at": rest[3], "entered_position": 1}
        yield {"id": uuid4(), "account_id": rest[5], "leads": True, **given}
        if rest[0] % HELPED == 0:
            others = [each for each in self._officers[rest[1]] if each.pk != rest[5]]
            helper = others[rest[0] // HELPED % len(others)]
            yield {"id": uuid4(), "account_id": helper.pk, "leads": False, **given}

    def _task(self, key: UUID, _party: UUID, *rest: Any) -> Any:
        if rest[4]:
            told = {"step": "register", "form_id": "register", "role": "officer", "key": "planted"}
            waits = {"ended_at": None, "done_by_id": None, "submission_id": None, "began_at": rest[3]}
            yield {"id": uuid4(), "case_id": key, "due_at": due_at(rest[0]), **told, **waits}

    def _clock(self, key: UUID, _party: UUID, *rest: Any) -> Any:
        if rest[4]:
            due = due_at(rest[0])
            told = {"clock": "consideration", "step": "close-case", "limit": "15 working days", "basis": "Bench"}
            runs = {"started_at": rest[3], "due_at": due, "ended_at": None, "met": False if due <= NOW else None}
            yield {"id": _clock_of(key), "case_id": key, **runs, **told}

    def _warned(self, key: UUID, _party: UUID, *rest: Any) -> Any:
        due = due_at(rest[0])
        for of, since in (("near", TOLD_BEFORE), ("late", timedelta())):
            if rest[4] and due <= NOW + since:
                told = {"of": of, "due_at": due, "told": 1, "breach_id": None, "kept_at": NOW}
                yield {"case_id": key, "clock_id": _clock_of(key), **told}


def due_at(serial: int) -> datetime:
    """This function will say when the limit of a planted case ends: of one in ten it is over."""
    return NOW + timedelta(days=serial % 60 - 6)


def _clock_of(case: UUID) -> UUID:
    return UUID(int=case.int ^ 1)


_DROPPED = """
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
 WHERE indrelid = %s::regclass AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
"""


def surname(serial: int) -> str:
    """This function will give the surname in a planted case: five thousand of them, some common and most not."""
    return word(int(5_000 * ((serial * 7919 % 100_003) / 100_003) ** 2), "ов")


def given(serial: int) -> str:
    """This function will give the first name in a planted case: eight hundred of them."""
    return word(serial * 104_729 % 800)


def telephone(serial: int) -> str:
    """This function will give the telephone in a planted case, which no other has."""
    return f"+7 701 {serial // 10_000:03} {serial % 10_000:04}"


def name_words(serial: int) -> frozenset[str]:
    """This function will spell who complains in a planted case."""
    return spelt(surname(serial)) | spelt(given(serial)) | _telephone(serial)


def _telephone(serial: int) -> frozenset[str]:
    return frozenset({"701" + f"{serial:07}"})


@cache
def body_words(body: tuple[str, ...]) -> frozenset[str]:
    """This function will spell the body that is complained of, in its three languages."""
    return frozenset().union(*(spelt(name) for name in body[1:]))


@cache
def spelt(text: str) -> frozenset[str]:
    """This function will give the words of a text as they are found."""
    from tirek.cases.search_words import spelt

    return spelt(text)


@lru_cache(maxsize=400_000)
def value_of(office: str, spelling: str) -> bytes:
    """This function will give what a spelt word is kept as by an office, whose key is made if it has none."""
    from tirek.cases.search_words import keys_of
    from tirek.forms import sealing_key

    sealing_key(office)
    return keys_of(office, [spelling]).pop()
