"""What came later under the same number is kept aside, and whoever sees all of the answers can look at it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import asel, olga, ruslan, yerlan
from tests.rooms.forms.filled import a_form, answers
from tirek import forms
from tirek.directory import Account, NotFound
from tirek.forms.models import Aside
from tirek.ledger import entries

pytestmark = pytest.mark.django_db


@pytest.fixture
def aside() -> Aside:
    a_form(access={"officer": "fill read", "supervisor": "read"}, hidden={"supervisor": ["identity"]})
    forms.receive(sender=asel(), xml=answers("<cell>12</cell>", instance="uuid:1"))
    with pytest.raises(forms.OtherAnswersAlreadyKept):
        forms.receive(sender=asel(), xml=answers("<cell>13</cell>", instance="uuid:1"))
    return Aside.objects.get()


def opened(who: Account, aside: Aside) -> bytes:
    return forms.open_aside(account=who, key=aside.submission_id, aside=aside.pk)[1]


def test_it_works(aside: Aside) -> None:
    assert b"<cell>13</cell>" in opened(asel(), aside)
    assert [line.sentence for line in entries()].count(
        "What was kept aside with answers to form visit was opened."
    ) == 1


def test_who_does_not_see_everything_finds_nothing(aside: Aside) -> None:
    for who in (yerlan(), olga(), ruslan()):
        with pytest.raises(NotFound):
            opened(who, aside)


def test_the_page_of_the_answers_leads_to_it(aside: Aside) -> None:
    client = Client()
    client.force_login(asel())
    address = reverse("forms:aside", args=(aside.submission_id, aside.pk))
    assert address in client.get(reverse("forms:answer", args=(aside.submission_id,))).content.decode()
    response = client.get(address)
    assert b"<cell>13</cell>" in response.content
    assert response["Content-Disposition"].startswith("attachment")
