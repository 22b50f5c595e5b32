"""The access matrix: every route, every method, every role, and what each is answered. It is access.csv beside this.

A new route without its row fails, and so does a row without its route. `sign-in` means sent to the sign-in page (or,
where a spreadsheet asks, asked for its key), `no role` that the role does not allow it, `no such` that the thing is not
there for this office, `no device` that a device alone is answered, `yes` that it is answered or that only what was sent
with it is found wanting.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from tests.house.routes import arguments, routes
from tirek.directory import Account

TABLE = Path(__file__).with_name("access.csv")
WHO = (
    *("anonymous", "viewer", "finance", "monitoring", "aktobe", "coordinator", "auditor", "reviewer", "donor"),
    *("officer", "supervisor", "monitor", "administrator", "analyst"),
)


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_route_and_method_has_its_row_and_every_row_its_route() -> None:
    written = [(row["route"], row["method"]) for row in rows()]
    assert len(written) == len(set(written))
    assert set(written) == {(route, method) for route, methods in routes() for method in methods}


@pytest.mark.parametrize("who", WHO)
def test_each_role_is_answered_as_the_matrix_says(who: str, demo: dict[str, str]) -> None:
    filled = arguments()
    expected = {(row["route"], row["method"]): row[who] for row in rows()}
    client = Client(raise_request_exception=False)
    found = {place: _answer(client, who, *place, filled) for place in expected}
    assert found == expected


def _answer(client: Client, who: str, route: str, method: str, filled: dict[str, tuple[object, ...]]) -> str:
    client.cookies.clear()  # as somebody who comes anew: another route may have ended the session
    if who != "anonymous":
        client.force_login(Account.objects.get(username=who))
    address = reverse(route, args=filled.get(route, ()))
    response = getattr(client, method.lower())(address)
    if response.status_code == 302 and "/sign-in/" in response["Location"]:
        return "sign-in"
    refused = {401: "no device" if route.startswith("collect:") else "sign-in", 403: "no role", 404: "no such"}
    assert response.status_code < 500, (route, method, response.content[:500])
    return refused.get(response.status_code, "yes")
