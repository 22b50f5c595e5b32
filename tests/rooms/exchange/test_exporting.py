"""Exporting a programme: all of it, to those who may see all of it, and nothing that is nobody's business."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import AKTOBE, aigul, bolat, gulnara, ingrid, marat, saule, somebody, viktor
from tests.programme import activity, attended, people, programme, training
from tests.rooms.exchange.files import opened
from tests.rooms.exchange.furnished import HARD, furnished, kept
from tirek import exchange, ledger
from tirek.directory import MAY, Account, NotPermitted, Role
from tirek.exchange.errors import OtherOffices
from tirek.exchange.tables import TABLES
from tirek.plans import NoSuchPlan, Programme

pytestmark = pytest.mark.django_db


def export(made: Programme, by: Account | None = None) -> bytes:
    return exchange.export_programme(account=by or aigul(), programme=made).read()


def test_it_works() -> None:
    document = json.loads(export(furnished()))
    assert (document["format"], document["version"], document["programme"]) == ("tirek-programme", 1, "00143776")
    assert [table.name for table in TABLES] + ["accounts", "moments"] == list(document["tables"])
    assert document["tables"]["findings"][0]["facts"] == {"printed": "1,000", "nested": [1, None, 0.25, {"ә": True}]}
    assert document["manifest"]["funds"]["rows"] == 1


def test_the_same_programme_gives_the_same_file() -> None:
    made = furnished()
    assert export(made) == export(made)


def test_another_programme_stays_out_of_it() -> None:
    made = furnished()
    before = opened(export(made))["tables"]
    other = furnished_elsewhere()
    after = opened(export(made))["tables"]
    assert str(other.pk) not in json.dumps(after)
    assert after == before


def furnished_elsewhere() -> Programme:
    """Another programme of the same office, with a fund and a training of persons who are in the first too."""
    from tests.rooms.exchange.furnished import money

    made = programme("00999999")
    kept(money.Fund(programme=made, code="30000", title="Other"))
    event = training(number="1.1") if Programme.objects.count() == 1 else None
    assert event is None
    return made


def test_says_who_did_what_by_name_office_and_role() -> None:
    rows = json.loads(export(furnished()))["tables"]
    assert {"username": "gulnara", "office": "HRC", "roles": "reviewer"} in rows["accounts"]
    assert rows["text reviews"][0]["reviewed_by"] == "gulnara"


def test_accounts_that_did_nothing_are_not_in_it() -> None:
    viktor()
    assert "viktor" not in export(furnished()).decode()


def test_nothing_secret_leaves() -> None:
    made = furnished()
    salts = [bytes(salt).hex() for salt in type(made).objects.values_list("stored_salt", flat=True)]
    content = export(made).decode()
    assert "argon2" not in content
    assert "stored_" not in content
    assert not [salt for salt in salts if salt in content]


def test_the_ledger_says_that_it_left() -> None:
    export(furnished(), by=bolat())
    line = ledger.entries(event="programme-exported")[0]
    assert (line.by, line.detail) == (str(bolat().pk), {"programme": "00143776", "form": "json"})


def test_an_export_changes_no_row() -> None:
    made = furnished()
    first = opened(export(made))
    assert opened(export(made)) == first
    assert ledger.verify().ok


@pytest.mark.parametrize("by", [marat, saule, viktor, gulnara, ingrid])
def test_refuses_every_other_role(by: Callable[[], Account]) -> None:
    made = programme()
    with pytest.raises(NotPermitted):
        export(made, by())


@pytest.mark.parametrize("deed", ["see persons", "see evidence", "see drafts"])
def test_refuses_those_who_may_not_see_a_part_of_it(deed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made = programme()
    monkeypatch.setitem(MAY, deed, frozenset())
    with pytest.raises(NotPermitted):
        export(made)


def test_refuses_an_office_that_does_not_see_the_programme() -> None:
    made = programme()
    with pytest.raises(NoSuchPlan):
        export(made, somebody("regional", Role.COORDINATOR, AKTOBE))


def test_refuses_a_part_when_other_offices_have_entered_the_rest() -> None:
    made = programme(at=AKTOBE)
    regional = somebody("regional", Role.COORDINATOR, AKTOBE)
    assert export(made, regional)
    training(aigul(), number="1.1")
    with pytest.raises(OtherOffices) as refusal:
        export(made, regional)
    assert refusal.value.facts == {"offices": "HRC"}
    assert export(made, aigul())


def test_the_number_of_queries_does_not_grow() -> None:
    made = programme()
    activity()
    attended(training(), *people(3))
    few = queries(made)
    attended(training(), *people(300))
    assert queries(made) == few


def queries(made: Programme) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        exchange.written(made).read()
    return len(seen)


def test_logs_say_nothing_of_what_is_in_it(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        content = export(furnished())
    said = " ".join(record.getMessage() for record in caplog.records if record.name != "django.db.backends")
    assert HARD.split()[0] in content.decode()
    assert not [word for word in ("KZ-", "Қазақша", "aigul") if word in said]
