"""A device's secret opens nothing but intake: every other address of the house answers it as it answers a stranger."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.house.routes import arguments, routes
from tests.rooms.forms.posts import basic
from tirek import forms
from tirek.directory import Account, Office


@pytest.fixture
def signed(demo: dict[str, str]) -> dict[str, str]:
    head = Account.objects.select_related("office").get(username="supervisor")
    issued = forms.issue_device(account=head, office=Office.objects.get(pk=head.office_id), name="Tablet")
    return {"Authorization": basic(str(issued.device.pk), issued.secret)}


def answer(method: str, address: str, headers: dict[str, str]) -> tuple[int, str, str]:
    client = Client(raise_request_exception=False)
    response = getattr(client, method.lower())(address, headers=headers)
    return response.status_code, response.headers.get("Location", ""), response.headers.get("WWW-Authenticate", "")


def test_it_is_a_stranger_everywhere_else(signed: dict[str, str]) -> None:
    filled = arguments()
    places = [(name, method) for name, methods in routes() for method in methods if not name.startswith("collect:")]
    assert len(places) > 100
    for name, method in places:
        address = reverse(name, args=filled.get(name, ()))
        assert answer(method, address, signed) == answer(method, address, {}), (name, method)


def test_at_intake_it_is_answered_and_reads_empty_forms_alone(signed: dict[str, str]) -> None:
    asked = {(name, method) for name, methods in routes() for method in methods if name.startswith("collect:")}
    assert asked == {
        ("collect:form-list", "GET"),
        ("collect:form", "GET"),
        ("collect:manifest", "GET"),
        ("collect:media", "GET"),
        ("collect:submission", "HEAD"),
        ("collect:submission", "POST"),
    }
    assert answer("GET", reverse("collect:form-list"), signed)[0] == 200
    assert answer("GET", reverse("collect:submission"), signed)[0] == 405
