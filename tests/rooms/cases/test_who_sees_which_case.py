"""One rule of who sees a case, held twice: by the query set, and by the database where somebody forgot it."""

from __future__ import annotations

from datetime import timedelta

import psycopg
import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.utils import timezone

from tests.answered import answered_form
from tests.case_rows import MADE, a_case, a_note, a_party, assigned
from tests.cast import AKTOBE, ALMATY, NATIONAL, aigul, asel, bolat, gulnara, olga, ruslan, somebody, yerlan, zarina
from tirek.cases import (
    Assignment,
    Case,
    Party,
    Unsealing,
    arriving_for,
    cases_for,
    sees_names,
    sight_of,
    sight_of_the_house,
)
from tirek.cases.models import Transfer
from tirek.cases.seals import case_key, party_key, rewrap, seal, told_in
from tirek.directory import MAY, Account, Role
from tirek.ledger import WITHDRAWING, entry, verify, verify_rows
from tirek.packs import Edition

pytestmark = pytest.mark.django_db


def nurlan() -> Account:
    return somebody("nurlan", Role.OFFICER, NATIONAL)


def daulet() -> Account:
    """Another officer of Aktobe."""
    return somebody("daulet", Role.OFFICER, AKTOBE)


EVERYBODY = (asel, daulet, yerlan, olga, nurlan, zarina, ruslan, bolat, gulnara, aigul)


@pytest.fixture
def edition() -> Edition:
    return answered_form(ruslan()).edition


def seen(who: Account) -> set[str]:
    """The numbers that somebody sees by the rule, which must be those that the database gives without it."""
    with sight_of(who):
        asked = set(cases_for(who).values_list("number", flat=True))
        forgotten = set(Case.objects.values_list("number", flat=True))
    assert asked == forgotten, who.username
    return asked


def who_sees(case: Case) -> set[str]:
    return {who().username for who in EVERYBODY if case.number in seen(who())}


def test_it_works(edition: Edition) -> None:
    case = a_case(edition, asel())
    assert who_sees(case) == {"asel", "daulet", "yerlan", "nurlan"}


def test_an_open_case_is_seen_by_every_office(edition: Edition) -> None:
    assert who_sees(a_case(edition, asel(), confidentiality="public")) == {"asel", "daulet", "yerlan", "olga", "nurlan"}


@pytest.mark.parametrize("level", ["need-to-know", "sealed"])
def test_a_closer_one_by_those_who_work_on_it_and_the_head_of_its_office(edition: Edition, level: str) -> None:
    case = a_case(edition, asel(), confidentiality=level)
    assert who_sees(case) == {"asel", "yerlan"}  # who opened it, until somebody has it
    assigned(case, olga())
    assert who_sees(case) == {"olga", "yerlan"}
    assigned(case, daulet(), leads=False)
    assert who_sees(case) == {"olga", "daulet", "yerlan"}


def test_an_assignment_that_was_withdrawn_shows_nothing(edition: Edition) -> None:
    case = a_case(edition, asel(), confidentiality="need-to-know")
    row = assigned(case, olga())
    with sight_of_the_house(), entry(event=MADE, office=AKTOBE, by="-") as trace:
        row = Assignment.objects.only(*WITHDRAWING).get(pk=row.pk)
        row.withdrawn_position, row.withdrawn_because = trace.position, "she left"
        trace.change(row)
    assert who_sees(case) == {"yerlan"}


def test_who_has_a_role_of_which_the_mechanism_says_nothing_sees_nothing(edition: Edition) -> None:
    a_case(edition, asel(), confidentiality="public")
    assert seen(zarina()) == set()  # its row says: fill, and see nothing


def test_a_closed_account_sees_nothing_by_the_database_either(edition: Edition) -> None:
    a_case(edition, asel())
    who = asel()
    Account.objects.filter(pk=who.pk).update(is_active=False)
    with sight_of(who):
        assert not Case.objects.exists()


def test_the_roles_of_the_policies_are_those_of_the_table_of_deeds() -> None:
    assert MAY["see cases"] == {Role.OFFICER, Role.SUPERVISOR, Role.MONITOR}
    assert MAY["lead cases"] == {Role.SUPERVISOR}


def test_every_table_of_cases_has_a_policy_and_gives_nothing_without_a_sight(edition: Edition) -> None:
    case = a_case(edition, asel())
    a_party(case, asel(), {"name": "Planted"})
    assigned(case, asel())
    with connection.cursor() as cursor:
        for model in apps.get_app_config("cases").get_models():
            if not model._meta.managed:
                continue  # a view
            table = model._meta.db_table
            cursor.execute(
                "SELECT row_security_active(%s), (SELECT count(*) FROM pg_policies WHERE tablename = %s)",
                [table, table],
            )
            assert cursor.fetchone() == (True, 2), table
            assert not model._base_manager.exists(), table


def test_without_a_sight_nothing_is_written(edition: Edition) -> None:
    case = a_case(edition, asel())
    refused = pytest.raises(ProgrammingError, match="row-level security")
    with refused, transaction.atomic(), entry(event=MADE, office=AKTOBE, by="-") as trace:
        trace.store(
            Party(
                case=case,
                part="witness",
                kind="person",
                added_by=asel(),
                added_at=timezone.now(),
                wrapped_key=b"-",
                content=b"-",
                entered_position=1,
            )
        )


def test_another_office_writes_nothing_into_a_case(edition: Edition) -> None:
    case = a_case(edition, asel())
    refused = pytest.raises(ProgrammingError, match="row-level security")
    with refused, sight_of(olga()), entry(event=MADE, office=ALMATY, by="-") as trace:
        trace.store(
            Party(
                case=case,
                part="witness",
                kind="person",
                added_by=olga(),
                added_at=timezone.now(),
                wrapped_key=b"-",
                content=b"-",
                entered_position=1,
            )
        )


def test_sights_within_one_another_end_where_they_began(edition: Edition) -> None:
    case = a_case(edition, asel())
    with sight_of(olga()):
        assert not Case.objects.exists()
        with sight_of_the_house():
            assert Case.objects.get() == case
            with sight_of(asel()):
                assert Case.objects.exists()
        assert not Case.objects.exists()
        with pytest.raises(LookupError), sight_of_the_house():
            raise LookupError
        assert not Case.objects.exists()
    assert not Case.objects.exists()


def test_many_rows_at_once_are_held_to_the_policy_too(edition: Edition) -> None:
    case = a_case(edition, asel())
    given = {"part": "witness", "kind": "person", "added_at": timezone.now(), "wrapped_key": b"-", "content": b"-"}
    with sight_of(asel()), entry(event=MADE, office=AKTOBE, by="-") as trace:
        trace.store_many(
            [Party(case=case, added_by=asel(), entered_position=trace.position, **given) for _ in range(3)]
        )
    with sight_of(asel()):
        assert Party.objects.count() == 3


def test_the_ledger_verifies_rows_that_the_page_s_reader_does_not_see(edition: Edition) -> None:
    case = a_case(edition, asel())
    assert verify_rows(Case, [case.pk]) == []
    assert verify().ok
    assert not Case.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_auditor_reads_the_rows_and_changes_none(database_environment: dict[str, str]) -> None:
    a_case(answered_form(ruslan()).edition, asel())
    with psycopg.connect(database_environment["DATABASE_AUDITOR_URL"], autocommit=True) as auditor:
        auditor.execute("SET default_transaction_read_only = off")
        assert auditor.execute("SELECT count(*) FROM cases_case").fetchone() == (1,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            auditor.execute("UPDATE cases_case SET number = 'x'")


def test_names_of_a_sealed_case_are_read_by_two_for_a_quarter_of_an_hour(edition: Edition) -> None:
    case, now = a_case(edition, asel(), confidentiality="sealed"), timezone.now()
    assert not sees_names(asel(), case)
    yerlan()
    with sight_of_the_house(), entry(event=MADE, office=AKTOBE, by="-") as trace:
        asked = {"case": case, "asked_by": asel(), "asked_at": now, "reason": b"-"}
        trace.store(Unsealing(allowed_by=yerlan(), allowed_at=now, ends_at=now + timedelta(minutes=15), **asked))
    assert sees_names(asel(), case)
    assert not sees_names(asel(), case, now + timedelta(minutes=15))
    assert not sees_names(yerlan(), case)


def test_names_are_hidden_from_a_role_that_sees_no_identities(edition: Edition) -> None:
    case = a_case(edition, asel())
    assert sees_names(asel(), case)
    assert not sees_names(yerlan(), case)  # who.csv hides identities from supervisors here
    assert not sees_names(olga(), case)


def test_an_office_sees_of_a_case_on_its_way_the_number_and_the_reason_alone(edition: Edition) -> None:
    case = a_case(edition, asel())
    head = somebody("madina", Role.SUPERVISOR, ALMATY)
    with sight_of_the_house(), entry(event=MADE, office=AKTOBE, by="-") as trace:
        sent = Transfer(
            case=case, sender=case.office, receiver=head.office, consent="given", sent_by=asel(), sent_at=timezone.now()
        )
        sent.reason = seal(sent, case_key(case), "reason", b"Moved to Almaty")
        trace.store(sent)
    assert [(each.number, each.reason) for each in arriving_for(head)] == [(case.number, "Moved to Almaty")]
    assert seen(head) == set()
    assert arriving_for(olga()) == arriving_for(yerlan()) == []


def test_a_case_that_went_to_another_office_is_opened_by_its_key(edition: Edition) -> None:
    case = a_case(edition, asel())
    a_party(case, asel(), {"name": "Planted"})
    with sight_of_the_house(), entry(event=MADE, office=AKTOBE, by="-") as trace:
        for row in rewrap(case, ALMATY):
            trace.change(row)
    with sight_of(olga()):
        moved = Case.objects.get()
        assert case_key(moved)
        party = Party.objects.get()
        assert told_in(party, party_key(party), "content") == {"name": "Planted"}
    assert who_sees(case) == {"olga", "nurlan"}
    assert verify().ok


def test_what_was_written_down_is_never_changed(edition: Edition) -> None:
    case = a_case(edition, asel())
    a_note(case, asel(), case_key(case), "A note")
    for statement in ("UPDATE cases_note SET content = ''", "DELETE FROM cases_note", "DELETE FROM cases_case"):
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            sight_of_the_house(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
