"""The list of cases and the search for a party at a million cases, twenty users at once, every rule of access on.

A real server and its database; `python -m bench.cases` measures it alone, `--cases N` fewer. Users ask the next page a
second after they have the last: so quick is nobody who reads, and that is what the limits are for. They ask once more
without a pause, which tells how much the machine can answer at most: then whoever asks waits for nineteen others. The
background worker of the house runs meanwhile, as it does in a real one. The floor is the same list by plain SQL as the
owner of the tables, to whom no rule applies.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import itertools
import os
import statistics
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import psycopg

from bench import planted_cases as planted
from bench.database import fresh
from bench.intake import PORT, _spent, serving
from bench.measuring import alternating, machine, report

if TYPE_CHECKING:
    from tirek.directory import Account

USERS, PAUSE = 20, 1.0
SECONDS = 40
LIMITS = {"list": 0.150, "search": 0.300}
FIRST = 20_000
"""How many cases stand when the queries of a page are counted for the first time: enough that each list has some."""
ROW = b"govuk-link tirek-code"
"""How the number of a case is marked in a list: a page without one has found nothing, and asks for less."""
BODY = "прокуратура"
"""Of which half of all complain."""


@dataclass(frozen=True)
class User:
    """Somebody who is signed in."""

    account: Account
    cookie: str


def run() -> None:
    """This function will measure a million cases."""
    measure(1_000_000)


def main() -> None:
    """This function will measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=int, default=SECONDS)
    parser.add_argument("--stop", action="store_true", help="when all is planted, so that one can look around")
    options = parser.parse_args()
    print(f"# Cases, measured on {machine()}, load {os.getloadavg()[0]:.1f}")
    measure(options.cases, options.seconds, stop=options.stop)


def measure(cases: int, seconds: int = SECONDS, *, stop: bool = False) -> None:
    """This function will plant so many cases and print what their lists and searches take."""
    with fresh(), contextlib.ExitStack() as stack:
        accounts = planted.people()
        officer = next(each for each in accounts if each.username == "HRC-15-0")
        planting = planted.Planting(_superuser(), accounts, planted.opened(officer))
        users = [_signed_in(each) for each in _twenty(accounts)]
        planting.plant(FIRST)
        seen = _seen_by_all()
        few = {user: _queries(user, ADDRESSES, seen) for user in users}
        began = time.perf_counter()
        planting.plant(cases - FIRST)
        _say(cases, time.perf_counter() - began)
        if stop:
            input(f"{os.environ['DATABASE_OWNER_URL']}\n{_superuser()}\nTIREK_KEYS of {os.getpid()}; Enter goes on. ")
        many = {user: _queries(user, ADDRESSES, seen) for user in users}
        _tell_queries(few, many)
        server = stack.enter_context(serving())
        for pause in (PAUSE, 0.0):
            for kind in LIMITS:
                _tell(kind, pause, *_asked(users, kind, pause, seconds, server))
        _floors(users)


def _superuser() -> str:
    from tirek import embedded
    from tirek.database_roles import DATABASE

    return embedded.serving(Path(os.environ["TIREK_DATA"])).superuser_url(DATABASE)


def _twenty(accounts: list[Account]) -> list[Account]:
    """Officers of fifteen offices, the heads of three, and an officer and the head of the national office."""
    by_name = {each.username: each for each in accounts}
    offices = sorted({each.office_id for each in accounts if not each.office.is_national})
    names = [f"{office}-0" for office in offices[:15]] + [f"{office}-head" for office in offices[-3:]]
    return [by_name[name] for name in [*names, "HRC-0", "HRC-head"]]


def _signed_in(account: Account) -> User:
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(account, "allauth.account.auth_backends.AuthenticationBackend")
    client.get("/")
    return User(account, client.cookies[settings.SESSION_COOKIE_NAME].value)


Address = Callable[[int, str], str]
TOKEN = "t" * 32


def _list(which: str, page: int = 1) -> Address:
    return lambda _serial, _office: "/cases/?" + urlencode({"words": "", "which": which, "page": page})


def _search(words: Callable[[int], str], which: str = "all") -> Address:
    """What is searched for is sent, and stands in no address: what follows the question mark is the body."""
    return lambda serial, _office: "/cases/?" + urlencode({"words": words(serial), "which": which})


ADDRESSES: Mapping[str, Address] = {
    "list: open": _list("open"),
    "list: open, page 3": _list("open", 3),
    "list: late": _list("late"),
    "list: mine": _list("mine"),
    "list: closed": _list("closed"),
    "list: all": _list("all"),
    "list: my work": lambda _serial, _office: "/cases/work/",
    "search: telephone": _search(planted.telephone),
    "search: surname": _search(planted.surname),
    "search: surname and first name": _search(lambda serial: f"{planted.surname(serial)} {planted.given(serial)}"),
    "search: first name": _search(planted.given),
    "search: a body that half of all complain of": _search(lambda _serial: BODY),
    "search: surname and that body": _search(lambda serial: f"{planted.surname(serial)} {BODY}"),
    "search: beginning of a number": _search(lambda serial: f"HRC-15-{planted.NOW.year - 1 - serial % 8}-0"),
    "search: nobody": _search(lambda _serial: "Нетакогослова"),
}
"""The name of a page and, from a number that goes on, its address; the kind stands before the colon."""


def _seen_by_all() -> int:
    """A case that all see and that complains of the body: whoever searches finds it, among few cases as among many."""
    from tirek.directory import Office

    values = [
        planted.value_of(office, word)
        for office in Office.objects.values_list("pk", flat=True)
        for word in planted.spelt(BODY)
    ]
    question = """
        SELECT min(serial) FROM cases_case JOIN cases_searchkey ON case_id = cases_case.id
         WHERE confidentiality = 'public' AND value = ANY (%s)
    """
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as owner:
        found = owner.execute(question, [values]).fetchone()
    assert found
    return int(found[0])


@dataclass(frozen=True)
class Counted:
    """How many statements a page took, and whether it had found anything."""

    statements: int
    found: bool


def _queries(user: User, addresses: Mapping[str, Address], serial: int) -> dict[str, Counted]:
    from django.db import connection
    from django.test import Client

    client = Client()
    client.force_login(user.account, "allauth.account.auth_backends.AuthenticationBackend")
    counted: dict[str, Counted] = {}
    for name, address in addresses.items():
        queries: list[str] = []

        def count(execute: Any, sql: str, *rest: Any, queries: list[str] = queries) -> Any:
            queries.append(sql)
            return execute(sql, *rest)

        _ask_here(client, name, address(serial, user.account.office_id))
        with connection.execute_wrapper(count):
            answer = _ask_here(client, name, address(serial, user.account.office_id))
        assert answer.status_code == 200, (name, answer.status_code)
        counted[name] = Counted(len(queries), ROW in answer.content)
    return counted


def _tell_queries(few: Mapping[User, Mapping[str, Counted]], many: Mapping[User, Mapping[str, Counted]]) -> None:
    """Like is compared with like: each user's page that found something both times, and each that found nothing twice.

    A page that finds something asks for more than an empty one; of none may many cases ask for more than few.
    """
    print(f"\n## Statements of a page, the most of {len(few)} users, at {FIRST:,} cases and at all")
    for name in ADDRESSES:
        told = []
        for found, what in ((True, "some found"), (False, "none found")):
            alike = [
                (before[name].statements, many[user][name].statements)
                for user, before in few.items()
                if before[name].found is many[user][name].found is found
            ]
            if alike:
                said = "constant" if all(after <= before for before, after in alike) else "NOT CONSTANT"
                most = [max(each) for each in zip(*alike, strict=True)]
                told.append(f"{what}, {len(alike):2} users {most[0]:3} {most[1]:3} {said:<12}")
        changed = len(few) - sum(before[name].found is many[user][name].found for user, before in few.items())
        print(f"{name:<48} {'  '.join(told) or 'NOT COMPARED'}" + (f"  {changed} found only now" if changed else ""))


def _asked(
    users: list[User], kind: str, pause: float, seconds: int, server: int
) -> tuple[dict[str, list[float]], float, float]:
    """The seconds of each page by its name, the processor seconds of a page, and how many a second were answered."""
    pages = [(name, address) for name, address in ADDRESSES.items() if name.startswith(kind)]
    found: dict[str, list[float]] = {name: [] for name, _ in pages}
    lock, serials = threading.Lock(), itertools.count(1_000, 37)
    until = 0.0

    def client(user: User, turn: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=120)
        time.sleep(pause * turn / len(users))
        for name, address in itertools.islice(itertools.cycle(pages), turn, None):
            if time.perf_counter() > until:
                return
            began = time.perf_counter()
            _ask(connection, user, name, address(next(serials), user.account.office_id))
            answer = connection.getresponse()
            content = answer.read()
            took = time.perf_counter() - began
            assert answer.status == 200, (name, answer.status)
            assert b'role="status"' in content or b"/work/" in address(0, "").encode(), name
            with lock:
                found[name].append(took)
            time.sleep(pause)

    for warming in (True, False):
        if not warming:
            for times in found.values():
                times.clear()
        until, spent = time.perf_counter() + (seconds / 4 if warming else seconds), _spent(server)
        threads = [threading.Thread(target=client, args=(user, turn)) for turn, user in enumerate(users)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    answered = sum(map(len, found.values()))
    return found, (_spent(server) - spent) / answered, answered / seconds


def _ask_here(client: Any, name: str, address: str) -> Any:
    """Ask within this process."""
    path, _mark, told = address.partition("?")
    if not name.startswith("search"):
        return client.get(address)
    return client.post(path, told, content_type="application/x-www-form-urlencoded")


def _ask(connection: http.client.HTTPConnection, user: User, name: str, address: str) -> None:
    """Ask the server, as a browser that has the page before it."""
    from django.conf import settings

    cookies = f"{settings.SESSION_COOKIE_NAME}={user.cookie}; {settings.CSRF_COOKIE_NAME}={TOKEN}"
    if not name.startswith("search"):
        connection.request("GET", address, headers={"Cookie": cookies})
        return
    path, _mark, told = address.partition("?")
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        settings.CSRF_HEADER_NAME[5:].replace("_", "-"): TOKEN,
    }
    connection.request("POST", path, told, headers={"Cookie": cookies} | headers)


def _tell(kind: str, pause: float, found: dict[str, list[float]], spent: float, rate: float) -> None:
    how = f"each asks again {pause:.0f} s after its answer" if pause else "each asks again at once"
    limit = f"limit p95 {LIMITS[kind] * 1000:.0f} ms" if pause else "no limit: how much is answered at most"
    print(f"\n## {kind}: {USERS} users at once, {how}; load {os.getloadavg()[0]:.1f} ({limit})")
    everything = [each for one in found.values() for each in one]
    for name, times in [*found.items(), ("all of them", everything)]:
        p95 = sorted(times)[int(len(times) * 0.95)]
        said = ("ok" if p95 <= LIMITS[kind] else "OVER") if pause else ""
        middle, most = statistics.median(times), max(times)
        print(f"{name:<48} p50 {middle * 1000:7.0f}  p95 {p95 * 1000:7.0f}  max {most * 1000:7.0f} ms  {said}")
    cores = os.cpu_count() or 1
    could = f"{cores} processors answer {cores / spent:.0f} a second at most" if spent else ""
    print(f"answered {rate:.1f} a second; processors: {spent * 1000:.1f} ms a page, server and database: {could}")


def _floors(users: list[User]) -> None:
    from tirek import cases

    with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as owner:
        for user in (users[0], users[-1]):
            office = user.account.office_id

            def by_rules(user: User = user) -> object:
                with cases.sight_of(user.account):
                    return len(cases.cases_asked(user.account, cases.AskedCases())[:50])

            def by_hand(office: str = office, national: bool = user.account.office.is_national) -> object:
                where = "" if national else "AND office_id = %s"
                question = f"SELECT * FROM cases_case WHERE closed_at IS NULL {where} ORDER BY opened_at DESC LIMIT 50"
                return len(owner.execute(question.encode(), [] if national else [office]).fetchall())

            title = f"The first fifty open cases for {user.account.username}, no page around them"
            report(title, alternating({"with every rule": by_rules, "floor: SQL without a rule": by_hand}, 15))


def _say(cases: int, took: float) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        sizes = []
        for table in planted.COPIED:
            cursor.execute("SELECT pg_total_relation_size(%s::regclass), pg_relation_size(%s::regclass)", [table] * 2)
            whole, heap = cursor.fetchone()
            sizes.append(f"{table.removeprefix('cases_')} {heap / 1e6:,.0f} + {(whole - heap) / 1e6:,.0f} MB")
        cursor.execute("SELECT version(), current_setting('shared_buffers')")
        version, buffers = cursor.fetchone()
    print(f"{cases:,} cases planted in {took:.0f} s; rows and indexes: {', '.join(sizes)}")
    print(f"{version.split(' on ')[0]}, shared_buffers {buffers}")


if __name__ == "__main__":
    main()
