"""Whatever way one asks for cases and findings, one is told of the same: list, search, page, work, file, database.

One table of who sees what stands here; every role, in the office that has the cases, in another and in the national
one, is asked each way and compared with it, and with what the database gives to a statement that names no rule.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.case_rows import MADE
from tests.cast import AKTOBE, ALMATY, NATIONAL, somebody
from tests.rooms.cases.complaint import do, installed, opened
from tirek import cases, findings
from tirek.cases import Case, sight_of, sight_of_the_house
from tirek.cases.search_words import rebuild
from tirek.directory import Account, Authority, Role, can
from tirek.ledger import entry

pytestmark = pytest.mark.django_db

OFFICES = {"own": AKTOBE, "other": ALMATY, "national": NATIONAL}
BODY, ABOUT = "MIA", "жалоба"
NUMBER = re.compile(r"\bHRC(?:-\d\d)?-\d{4}-\d{5}\b")
SHOWN = re.compile(rf">\s*({NUMBER.pattern})\s*[<·]")
COUNT = re.compile(r'role="status">\s*(\d+) (?:case|recommendation)')

SEES = """
role        office     public office near sealed closed elsewhere
officer     own        yes    yes    -    -      yes    -
officer     other      yes    -      -    -      -      yes
officer     national   yes    yes    -    -      yes    yes
supervisor  own        yes    yes    yes  yes    yes    -
supervisor  other      yes    -      -    -      -      yes
supervisor  national   yes    yes    -    -      yes    yes
monitor     own        -      -      -    -      -      -
monitor     other      -      -      -    -      -      -
monitor     national   -      -      -    -      -      -
"""
"""Who sees which case, of those with a role that may see cases; every other role sees none.

`near` is open to those who work on it alone, `closed` is the office's, `elsewhere` is of the other office. The officer
here works on none of them; of this mechanism a monitor sees no answer, and so no case. Who has no business with a case
sees none of its findings either.
"""


@dataclass(frozen=True)
class Asked:
    """One role in one office, and what it must be told of: the names of cases."""

    role: Role
    office: str
    sees: frozenset[str]

    @property
    def account(self) -> Account:
        """The account, opened when first asked for."""
        return somebody(f"{self.role}-{self.office}", self.role, OFFICES[self.office])


def table() -> Iterator[Asked]:
    """Every role in every office, with what the table says."""
    head, *lines = [line.split() for line in SEES.strip().splitlines()]
    told = {(line[0], line[1]): line[2:] for line in lines}
    for role, office in product(Role, OFFICES):
        marks = told.get((role.value, office), ["-"] * (len(head) - 2))
        sees = {name for name, mark in zip(head[2:], marks, strict=True) if mark == "yes"}
        yield Asked(role, office, frozenset(sees))


@pytest.fixture
def numbers() -> dict[str, str]:
    """The cases of the table, each with one finding and one recommendation; their numbers by their names."""
    installed()
    taker, head = somebody("taker", Role.OFFICER, AKTOBE), somebody("head", Role.SUPERVISOR, AKTOBE)
    elsewhere = somebody("taker-elsewhere", Role.OFFICER, ALMATY)
    levels = {"public": "public", "near": "need-to-know", "sealed": "sealed"}
    made = {}
    for name in ("public", "office", "near", "sealed", "closed", "elsewhere"):
        by = elsewhere if name == "elsewhere" else taker
        case = opened(by).case
        with sight_of_the_house(), entry(event=MADE, office=by.office_id, by="-") as trace:
            case.confidentiality = levels.get(name, "office")
            trace.change(case)
        rebuild(case)
        _recommended(by, case)
        made[name] = case.number
    do(taker, made["public"], "register")
    cases.close_case(actor=head, number=made["closed"], kind=cases.Closure.Kind.SETTLED, reason="Over")
    return made


def _recommended(by: Account, case: Case) -> None:
    day = timezone.localdate()
    told = {"theme": "material", "right": "dignity", "text": "No light", "rules": "", "found_on": day}
    found = findings.find(actor=by, case=case.pk, **told)
    body = Authority.objects.get(pk=BODY)
    findings.recommend(actor=by, finding=found.pk, addressee=body, text="Light", sent_on=day)


class Reader:
    """Asks each way as somebody would, and gives the numbers of cases that it is told of."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self._client = Client(raise_request_exception=False)
        self._client.force_login(account)

    def page(self, name: str, *args: object, **asked: str) -> str:
        """What a page says; nothing where it is refused."""
        ask = self._client.post if "words" in asked else self._client.get  # what is searched for stands in no address
        answer = ask(reverse(name, args=args), asked)
        assert answer.status_code in (200, 403, 404), (name, args, answer.status_code)
        return answer.content.decode() if answer.status_code == 200 else ""

    def told(self, name: str, *args: object, **asked: str) -> set[str]:
        """The numbers that stand on a page, and as many as it says it counted."""
        page = self.page(name, *args, **asked)
        found = set(SHOWN.findall(page.partition("<main")[2]))  # what was asked is repeated in its field
        if counted := COUNT.search(page):
            assert int(counted[1]) == len(found), (name, asked)
        return found

    def file(self, name: str, *args: object) -> set[str]:
        """The numbers in a file of comma-separated values, which has one line for each here."""
        rows = list(csv.reader(io.StringIO(self.page(name, *args).removeprefix("\ufeff"))))[1:]
        found = {number for row in rows for cell in row for number in NUMBER.findall(cell)}
        assert len(found) == len(rows), name
        return found

    def database(self, app: str) -> dict[str, set[str]]:
        """The numbers that a bare statement reads from each table of a room that hangs on cases."""
        found = {}
        names = {model._meta.db_table: {each.name for each in model._meta.fields} for model in _models(app)}
        with sight_of(self.account), connection.cursor() as cursor:
            for name, columns in names.items():
                if name == "cases_case":
                    cursor.execute("SELECT number FROM cases_case")
                elif "case" in columns:
                    cursor.execute(f"SELECT case_id FROM {name}")
                    keys = [key for (key,) in cursor.fetchall()]
                    cursor.execute("SELECT number FROM cases_case WHERE id = ANY(%s)", [keys])
                    known = cursor.fetchall()
                    assert len(known) == len(set(keys)), f"{name} shows rows of cases that are not seen"
                    found[name] = {number for (number,) in known}
                    continue
                else:
                    continue
                found[name] = {number for (number,) in cursor.fetchall()}
        return found


def _models(app: str) -> list[type]:
    return [each for each in apps.get_app_config(app).get_models() if each._meta.managed]  # the rest are views


IN_EVERY_CASE = {
    "cases": {"cases_case", "cases_party", "cases_searchkey", "cases_task", "cases_happening", "cases_assignment"},
    "findings": {"findings_finding", "findings_recommendation"},
}
"""Tables in which each case here has a row."""


def test_the_table_names_every_role_that_may_see_cases() -> None:
    told = {asked.role for asked in table() if asked.sees}
    roles = {role for role in Role if can(somebody(f"{role}-own", role, AKTOBE), "see cases")}
    assert told | {Role.MONITOR} == roles


def test_every_way_of_asking_for_cases_tells_of_the_same(numbers: dict[str, str], subtests) -> None:
    for asked in table():
        with subtests.test(f"{asked.role} in {asked.office}"):
            _compare_cases(asked, numbers)


def _compare_cases(asked: Asked, numbers: dict[str, str]) -> None:
    reader, expected = Reader(asked.account), {numbers[name] for name in asked.sees}
    everything = set(numbers.values())

    assert reader.told("cases:index", which="all") == expected
    running = expected - {numbers["closed"]}
    assert reader.told("cases:index") == reader.told("cases:index", which="open") == running
    assert reader.told("cases:index", which="closed") == expected - running
    assert reader.told("cases:index", which="mine") == set()
    late = reader.told("cases:index", which="late")
    assert late <= running
    if asked.office == "national":
        by_office = [reader.told("cases:index", which="all", office=office) for office in OFFICES.values()]
        assert set().union(*by_office) == expected

    for number in everything:
        assert reader.told("cases:index", which="all", words=number) == expected & {number}
        assert (number in reader.page("cases:case", number)) == (number in expected)
    assert reader.told("cases:index", which="all", words=ABOUT) == expected
    assert reader.told("cases:index", which="all", words="Нетакогослова") == set()

    waiting = reader.told("cases:work")
    with sight_of_the_house():
        mine = {number for number in running if number.startswith(f"{asked.account.office_id}-2")}
        steps = cases.Task.objects.filter(case__number__in=mine, ended_at=None, role=asked.role.value)
        assert waiting == set(steps.values_list("case__number", flat=True))

    in_database = reader.database("cases")
    assert {in_database[each] == expected for each in IN_EVERY_CASE["cases"]} == {True}
    for name, found in in_database.items():
        assert found <= expected, name


def test_every_way_of_asking_for_findings_tells_of_the_same(numbers: dict[str, str], subtests) -> None:
    for asked in table():
        with subtests.test(f"{asked.role} in {asked.office}"):
            _compare_findings(asked, numbers)


def _compare_findings(asked: Asked, numbers: dict[str, str]) -> None:
    reader = Reader(asked.account)
    listed = reader.told("findings:index")
    assert reader.file("findings:csv") == listed
    assert reader.told("authorities:authority", BODY) == listed
    assert reader.file("authorities:csv", BODY) == listed
    assert reader.told("findings:index", state="waiting") == listed
    if can(asked.account, "see cases"):
        assert listed == {numbers[name] for name in asked.sees}
        for number in numbers.values():
            assert (number in reader.page("findings:case", number)) == (number in listed)
    if not can(asked.account, "see findings"):
        assert listed == set()
    with sight_of(asked.account):
        assert set(findings.recommendations_for(asked.account).values_list("case__number", flat=True)) == listed
        for found in (findings.findings_for(asked.account), findings.Finding.objects.all()):
            assert found.count() == len(listed)
        assert findings.Recommendation.objects.count() == len(listed)


READ_FINDINGS = [
    "officer",
    "supervisor",
    "monitor",
    "coordinator",
    "monitoring-officer",
    "reviewer",
    "auditor",
    "analyst",
]
"""Who reads what was found in the studies of the own office; of all offices in the national one. Nobody else does."""
STUDIED = re.compile(r">\s*(of-\w+) ·")


@pytest.fixture
def studied() -> None:
    """A finding of a study in each office, with one recommendation, one answer and one look."""
    for name, place in OFFICES.items():
        who, day = somebody(f"analyst-of-{name}", Role.ANALYST, place), timezone.localdate()
        told = {"theme": "service", "right": "administration", "text": "They wait", "found_on": day}
        found = findings.find_in_study(actor=who, study=f"of-{name}", office=who.office, **told)
        body = Authority.objects.get(pk=BODY)
        letter = {"addressee": body, "text": "Let the district decide", "sent_on": day, "due_on": day}
        asked = findings.recommend(actor=who, finding=found.pk, **letter)
        came = {"actor": who, "recommendation": asked.pk, "text": "We will"}
        findings.answer(**came, verdict="accepted", received_on=day)
        findings.follow_up(**came, verdict="not", looked_on=day)


def test_every_way_of_asking_for_findings_of_studies_tells_of_the_same(studied: None, subtests) -> None:
    for asked in table():
        with subtests.test(f"{asked.role} in {asked.office}"):
            seen = set(OFFICES) if asked.office == "national" else {asked.office}
            _compare_studied(asked, {f"of-{each}" for each in seen} if asked.role.value in READ_FINDINGS else set())


def _compare_studied(asked: Asked, expected: set[str]) -> None:
    reader = Reader(asked.account)
    for way in (("findings:index",), ("authorities:authority", BODY)):
        for state in ({}, {"state": "accepted"}):
            page = reader.page(*way, **state)
            assert set(STUDIED.findall(page)) == expected, way
            counted = COUNT.search(page)
            assert counted is None or int(counted[1]) == len(expected)
    for way in (("findings:csv",), ("authorities:csv", BODY)):
        lines = list(csv.reader(io.StringIO(reader.page(*way).removeprefix("\ufeff"))))[1:]
        assert sorted(line[0] for line in lines) == sorted(expected)
    for row in _of_studies():
        finding = f"findings:{row._meta.model_name}"
        assert (row.subject in reader.page(finding, row.pk)) == (row.subject in expected)
    with sight_of(asked.account):
        for found in (findings.findings_for(asked.account), findings.recommendations_for(asked.account)):
            assert {row.subject for row in found} == expected
        for model in _models("findings"):
            assert model.objects.count() == len(expected), f"a forgotten filter of {model}"


def _of_studies() -> list[findings.Finding | findings.Recommendation]:
    with sight_of_the_house():
        asked = findings.Recommendation.objects.select_related("finding")
        return [*findings.Finding.objects.all(), *asked]


def test_whoever_has_the_code_is_told_of_that_case_and_of_no_other(numbers: dict[str, str]) -> None:
    taker = somebody("taker", Role.OFFICER, AKTOBE)
    code, number = (told := opened(taker)).code, told.case.number
    client, where = Client(), reverse("cases:where")
    answer = client.post(where, {"number": number, "code": code})
    assert set(NUMBER.findall(answer.content.decode().partition("<main")[2])) == {number}
    for other in numbers.values():
        assert client.post(where, {"number": other, "code": code}).status_code == 422
