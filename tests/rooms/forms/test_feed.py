"""Answers as a feed: what OData 4.0 asks of one, and that it gives what its owner sees and no more."""

from __future__ import annotations

import base64
import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from lxml import etree

from tests.answered import NAME, NOW, SECRETS, answered, answered_form
from tests.cast import asel, olga, ruslan, yerlan
from tirek.directory import Account, close_account
from tirek.forms import issue_feed_key, withdraw_feed_key
from tirek.forms.models import FeedKey, Submission
from tirek.packs.models import PackForm

pytestmark = pytest.mark.django_db
EDM = "{http://docs.oasis-open.org/odata/ns/edm}"


@pytest.fixture
def form() -> PackForm:
    return answered_form(ruslan())


@pytest.fixture
def told(form: PackForm) -> Submission:
    return answered(form, asel())


def ask(path: str, who: Account, secret: str | None = None, **query: str) -> tuple[int, Any]:
    """What the feed answers to a spreadsheet that signs in with a key."""
    key = issue_feed_key(account=who, name="a spreadsheet") if secret is None else secret
    basic = base64.b64encode(f"{who.username}:{key}".encode()).decode()
    response = Client().get(path, query, headers={"authorization": f"Basic {basic}"})
    content = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[arg-type]
    assert response["OData-Version"] == "4.0"
    return response.status_code, content if "xml" in response["Content-Type"] else json.loads(content)


def rows(path: str, who: Account, **query: str) -> list[dict[str, Any]]:
    status, content = ask(path, who, **query)
    assert status == 200, content
    found: list[dict[str, Any]] = content["value"]
    return found


def test_it_works(told: Submission) -> None:
    status, service = ask("/odata/planted/", asel())
    assert status == 200
    assert [each["name"] for each in service["value"]] == ["Submissions", "Submissions.others"]
    assert service["@odata.context"].endswith("/odata/planted/$metadata")
    (row,) = rows("/odata/planted/Submissions", asel())
    assert (row["__id"], row["who_name"], row["age"], row["where"]) == (str(told.pk), NAME, -5, "50.28 57.16 0 5")


def test_what_it_says_of_its_tables_is_what_it_gives(told: Submission) -> None:
    _status, content = ask("/odata/planted/$metadata", asel())
    schema = etree.fromstring(content)
    types = {
        each.get("Name"): {prop.get("Name"): prop.get("Type") for prop in each.iter(f"{EDM}Property")}
        for each in schema.iter(f"{EDM}EntityType")
    }
    for entity_set in schema.iter(f"{EDM}EntitySet"):
        name, kind = entity_set.get("Name"), entity_set.get("EntityType").removeprefix("tirek.")
        for row in rows(f"/odata/planted/{name}", asel()):
            assert {key for key in row if "@" not in key} == set(types[kind])
    assert types["Submissions"]["age"] == "Edm.Int64"
    assert all(
        each.find(f"{EDM}Key/{EDM}PropertyRef").get("Name") == "__id" for each in schema.iter(f"{EDM}EntityType")
    )


def test_what_is_not_of_its_type_is_null_and_is_told_beside(told: Submission) -> None:
    first, second = rows("/odata/planted/Submissions.others", asel())
    assert (first["age"], first["__place"], first["__submission"]) == (7, "1", str(told.pk))
    assert (second["age"], second["age@tirek.sent"]) == (None, "=1+1")


def test_it_gives_what_its_owner_sees(told: Submission) -> None:
    for name in ("Submissions", "Submissions.others", "$metadata"):
        _status, content = ask(f"/odata/planted/{name}", yerlan())
        text = content.decode() if isinstance(content, bytes) else json.dumps(content, ensure_ascii=False)
        assert not [secret for secret in SECRETS if secret in text]
        assert "name" not in [part.partition('"')[0] for part in text.split('Property Name="')[1:]]
        assert "who_phone" not in text
    assert rows("/odata/planted/Submissions", olga()) == []


def test_a_key_opens_nothing_else_and_only_its_owners_name_fits(told: Submission) -> None:
    secret = issue_feed_key(account=asel(), name="a spreadsheet")
    basic = base64.b64encode(f"asel:{secret}".encode()).decode()
    elsewhere = Client().get("/forms/planted/answers/", headers={"authorization": f"Basic {basic}"})
    assert elsewhere.status_code == 302
    assert ask("/odata/planted/", yerlan(), secret)[0] == 401
    assert ask("/odata/planted/", asel(), "guessed")[0] == 401


def test_without_a_key_it_asks_for_one(told: Submission) -> None:
    response = Client().get("/odata/planted/")
    assert response.status_code == 401
    assert response["WWW-Authenticate"].startswith("Basic ")
    for nonsense in ("Basic", "Basic ???", "Bearer x", "Basic " + base64.b64encode(b"\xff\xfe").decode()):
        assert Client().get("/odata/planted/", headers={"authorization": nonsense}).status_code == 401


def test_a_key_ends_when_it_is_withdrawn_when_its_time_is_over_and_with_its_account(told: Submission) -> None:
    secret = issue_feed_key(account=asel(), name="one")
    assert ask("/odata/planted/", asel(), secret)[0] == 200
    withdraw_feed_key(account=asel(), key=FeedKey.objects.get().pk)
    assert ask("/odata/planted/", asel(), secret)[0] == 401
    old = issue_feed_key(account=asel(), name="two")
    from django.utils import timezone

    from tirek.forms import account_of_feed

    assert account_of_feed("asel", old) == asel()
    assert account_of_feed("asel", old, timezone.now() + timedelta(days=181)) is None
    close_account(account=asel())
    assert account_of_feed("asel", old) is None


def test_pages_lead_on_until_every_row_was_given_once(form: PackForm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tirek.web.odata.views.PAGE", 3)
    made = [answered(form, asel(), received_at=NOW + timedelta(minutes=n // 2)) for n in range(10)]
    found: list[str] = []
    path, query = "/odata/planted/Submissions", {"$count": "true"}
    secret = issue_feed_key(account=asel(), name="one")
    for _page in range(5):
        status, content = ask(path, asel(), secret, **query)
        assert status == 200
        found += [row["__id"] for row in content["value"]]
        if "@odata.nextLink" not in content:
            break
        if len(found) == 3:
            assert content["@odata.count"] == 10
            answered(form, asel(), received_at=NOW + timedelta(days=1))  # comes in meanwhile, at the end
        from urllib.parse import parse_qsl, urlsplit

        link = urlsplit(content["@odata.nextLink"])
        path, query = link.path, dict(parse_qsl(link.query))
    assert len(found) == len(set(found)) == 11
    assert {str(each.pk) for each in made} < set(found)


def test_some_rows_and_some_columns_can_be_asked_for(form: PackForm) -> None:
    made = [answered(form, asel(), received_at=NOW + timedelta(days=n)) for n in range(4)]
    path = "/odata/planted/Submissions"
    ids = [str(each.pk) for each in made]
    assert [row["__id"] for row in rows(path, asel(), **{"$top": "2", "$skip": "1"})] == ids[1:3]
    assert rows(path, asel(), **{"$select": "__id,age", "$top": "1"}) == [{"__id": ids[0], "age": -5}]
    since = "__received ge 2026-11-03T00:00:00Z and __received lt 2026-11-05T00:00:00Z"
    assert [row["__id"] for row in rows(path, asel(), **{"$filter": since})] == ids[1:3]
    assert [row["__id"] for row in rows(path, asel(), **{"$filter": f"__id eq '{ids[2]}'"})] == [ids[2]]
    assert rows(path, asel(), **{"$filter": "__office eq 'HRC'"}) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("$filter", "who_name eq 'x'"),
        ("$filter", "__received ge tomorrow"),
        ("$filter", "__id eq '1' or __id eq '2'"),
        ("$top", "-1"),
        ("$skip", "many"),
        ("$skiptoken", "???"),
        ("$expand", "*"),
        ("$apply", "x"),
        ("$orderby", "who_name"),
    ],
)
def test_what_it_does_not_answer_it_says(told: Submission, name: str, value: str) -> None:
    status, content = ask("/odata/planted/Submissions", asel(), **{name: value})
    assert status == 501
    assert content["error"]["code"] == "feed-question-unknown"
    assert name in content["error"]["message"]


def test_there_is_no_table_of_another_name(told: Submission) -> None:
    assert ask("/odata/planted/Submissions.none", asel())[0] == 404
    assert ask("/odata/none/Submissions", asel())[0] == 404
