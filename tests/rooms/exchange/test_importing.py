"""Importing a programme: whole or not at all, by those who may, where it is not yet."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps

from tests.cast import AKTOBE, EVERYONE, aigul, bolat, dana, gulnara, ingrid, marat, office, saule, somebody, viktor
from tests.programme import programme
from tests.rooms.exchange.files import exported, forged, tables
from tests.rooms.exchange.furnished import NOW, furnished, kept
from tirek import exchange, ledger
from tirek.directory import Account, NotPermitted, Person, Role, RoleGrant
from tirek.exchange.errors import (
    CellUnreadable,
    ChainOfOthers,
    OtherOffices,
    PersonDiffers,
    ProgrammeFileTooLarge,
    ProgrammeThere,
    ReferenceMissing,
    ReviewedByAuthor,
    RowRefused,
    RowRepeated,
)
from tirek.exchange.operations import Form
from tirek.exchange.tables import TABLES
from tirek.plans import NoSuchPlan, Programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def everyone() -> None:
    """The same people as where the file was made: nobody stands for another."""
    for each in EVERYONE:
        each()


def imported(content: bytes, by: Account | None = None) -> Programme:
    return exchange.import_programme(account=by or aigul(), name="programme", content=content)


@pytest.mark.parametrize("form", ["json", "xlsx"])
def test_it_works(form: Form, everyone: None) -> None:
    content = exported(form)
    made = imported(content)
    assert made.code == "00143776"
    assert tables(exchange.written(made, form).read()) == tables(content)
    assert ledger.verify().ok


def test_every_table_is_tried() -> None:
    found = tables(exported())
    assert not [table.name for table in TABLES if not found[table.name]]


def test_an_empty_programme_is_imported(everyone: None) -> None:
    content = exported(build=programme)
    assert tables(exchange.written(imported(content)).read()) == tables(content)


def test_a_third_house_gets_the_same_from_the_second(everyone: None) -> None:
    content = exported()

    def second() -> Programme:
        return imported(content)

    assert tables(exported(build=second)) == tables(content)


def test_what_stands_in_the_tables_is_what_the_file_has() -> None:
    content = exported()
    imported(content)
    rows = {name: len(found) for name, found in tables(content).items()}
    assert {table.name: apps.get_model(table.model).objects.count() for table in TABLES}.items() <= rows.items()


def test_withdrawals_are_withdrawals_later_in_the_chain() -> None:
    from tirek.evidence import Attendance

    imported(exported())
    withdrawn = Attendance.objects.exclude(withdrawn_position=None)
    assert withdrawn.count() == 2
    for each in withdrawn:
        assert each.withdrawn_position > each.entered_position
        assert each.withdrawn_because == "=Қате"
        assert [line.act for line in ledger.history(each)] == ["stored", "changed"]


def test_what_held_as_of_a_moment_holds_as_of_it() -> None:
    from tirek.evidence import Attendance
    from tirek.reports import PublishedReport

    imported(exported())
    head = PublishedReport.objects.get().as_of
    for chain in ("HRC", AKTOBE):
        then = Attendance.objects.filter(Attendance.standing(head[chain]), event__office=chain)
        assert then.count() == 3


def test_the_ledger_says_who_imported_which_file_and_what_stood_where() -> None:
    import hashlib

    content = exported()
    imported(content)
    begun = ledger.entries(event="programme-imported")
    assert {line.chain for line in begun} == {"HRC", AKTOBE}
    assert all(line.by == str(aigul().pk) for line in begun)
    assert all(line.detail and line.detail["sha256"] == hashlib.sha256(content).hexdigest() for line in begun)
    acts = ledger.entries(event="act-imported", limit=1000)
    assert len(acts) == len(json.loads(content)["tables"]["moments"])
    assert all("00143776" in line.sentence for line in acts)


def test_people_keep_their_names_where_they_have_an_account_in_the_same_office() -> None:
    from tirek.evidence import Decision

    def change(found: dict[str, Any]) -> None:
        for account in found["accounts"]:
            if account["username"] == "marat":
                account["office"] = "HRC-15"

    marat()
    dana()
    imported(forged(exported(), change))
    by = {each.office_id: each.entered_by for each in Decision.objects.select_related("entered_by")}
    assert by[AKTOBE] == dana()
    absent = by["HRC"]  # another office has somebody of that name: he is not who did this
    assert (absent.username, absent.office_id) == ("marat (imported)", "HRC-15")
    assert not absent.is_active
    assert not absent.has_usable_password()
    assert not absent.roles


def test_writers_and_reviewers_stay_different_people_where_nobody_here_is_one_of_them() -> None:
    from tirek.indicators import ValueReview

    imported(exported())
    for review in ValueReview.objects.select_related("value__entered_by", "reviewed_by"):
        assert review.reviewed_by != review.value.entered_by
        assert aigul() not in (review.reviewed_by, review.value.entered_by)
    absent = Account.objects.filter(is_active=False)
    assert absent.count() == len({each.username for each in absent}) > 2
    assert not RoleGrant.objects.filter(account__in=absent).exists()
    counted = {line.detail["accounts"] for line in ledger.entries(event="programme-imported") if line.detail}
    assert counted == {absent.count()}


def test_somebody_of_an_office_that_is_not_here_is_kept_in_that_of_the_importer() -> None:
    def change(found: dict[str, Any]) -> None:
        for account in found["accounts"]:
            account["office"] = "ELSEWHERE"

    imported(forged(exported(), change))
    assert {each.office_id for each in Account.objects.filter(is_active=False)} == {"HRC"}


def test_a_long_name_and_a_name_that_is_taken_still_fit() -> None:
    long = "m" * 60

    def change(found: dict[str, Any]) -> None:
        for rows in found.values():
            for row in rows:
                row |= {name: long for name, value in row.items() if value == "marat"}

    by = aigul()
    Account.objects.create(username="saule (imported)", office=by.office, is_active=False)
    imported(forged(exported(), change), by)
    names = set(Account.objects.values_list("username", flat=True))
    assert {"m" * 49 + " (imported)", "saule (imported 2)"} <= names


def test_nobody_signs_in_who_only_came_with_a_file() -> None:
    from django.contrib.auth import authenticate

    imported(exported())
    assert authenticate(username="marat (imported)", password="") is None
    assert authenticate(username="marat (imported)", password="!") is None


@pytest.mark.parametrize(
    ("table", "reviewed", "author"),
    [
        ("value reviews", "reported values", "entered_by"),
        ("budget reviews", "budget revisions", "drafted_by"),
        ("text reviews", "report texts", "written_by"),
    ],
)
def test_refuses_an_approval_by_the_author(table: str, reviewed: str, author: str) -> None:
    def change(found: dict[str, Any]) -> None:
        review = found[table][0]
        reference = review.get("value") or review.get("revision") or review.get("text")
        written = next(each for each in found[reviewed] if each["id"] == reference)
        review |= {"verdict": "approved", "reviewed_by": written[author]}

    assert refused(forged(exported(), change), ReviewedByAuthor) == {"table": table, "row": 1}


def test_a_text_sent_back_by_its_author_is_no_approval() -> None:
    def change(found: dict[str, Any]) -> None:
        review = found["value reviews"][0]
        review["reviewed_by"] = next(each["entered_by"] for each in found["reported values"])
        assert review["verdict"] == "returned"

    assert imported(forged(exported(), change)).code == "00143776"


@pytest.mark.parametrize("table", ["attendances", "events", "report texts", "figures", "findings"])
def test_refuses_a_row_in_the_chain_of_another_office(table: str) -> None:
    def change(found: dict[str, Any]) -> None:
        row = next(each for each in found[table] if each["moment"].startswith("HRC/") and not each.get("withdrawn"))
        row["moment"] = f"{AKTOBE}/1"

    facts = refused(forged(exported(), change), ChainOfOthers)
    assert facts["table"] == table


def test_persons_on_record_are_the_same_persons() -> None:
    content = exported()
    known = kept(Person(code="KZ-RC00000", sex="male"))
    imported(content)
    assert known.attendances.count() == 1


def test_refuses_persons_on_record_with_another_sex() -> None:
    content = exported()
    kept(Person(code="KZ-RC00000", sex="female"))
    refused(content, PersonDiffers)


def test_what_the_office_has_stands() -> None:
    from tirek.money import ExchangeRate
    from tirek.reports import WordTemplate

    content = exported()
    template = {"office_id": "HRC", "kind": "quarterly", "kept_by": aigul(), "kept_at": NOW}
    ours = kept(WordTemplate(name="here.docx", content=b"ours", **template))
    imported(content)
    assert list(WordTemplate.objects.all()) == [ours]
    assert ExchangeRate.objects.count() == 2


def test_a_second_programme_shares_what_the_office_has() -> None:
    first, second = exported(), exported(build=lambda: furnished("00999999"))
    imported(first)
    imported(second)
    assert Programme.objects.count() == 2
    assert ledger.verify().ok


@pytest.mark.parametrize("somebody", [marat, saule, viktor, bolat, gulnara, ingrid, dana])
def test_refuses_every_other_role(somebody: Callable[[], Account]) -> None:
    content = exported()
    with pytest.raises(NotPermitted):
        imported(content, by=somebody())


def test_refuses_what_concerns_offices_that_the_account_does_not_see() -> None:
    content = exported()
    with pytest.raises(OtherOffices):
        imported(content, by=somebody("regional", Role.COORDINATOR, AKTOBE))
    assert not Programme.objects.exists()


def moved_to_aktobe(*, offices: bool) -> Callable[[dict[str, Any]], None]:
    """Makes a file that says of all its moments that they are of Aktobe, and of its rows too or not."""

    def change(found: dict[str, Any]) -> None:
        now = {each["moment"]: f"{AKTOBE}/{number}" for number, each in enumerate(found["moments"], start=1)}
        found["moments"] = [
            {"moment": moment, "position": number} for number, moment in enumerate(now.values(), start=1)
        ]
        for row in (row for rows in found.values() for row in rows):
            row |= {name: now[row[name]] for name in ("moment", "withdrawn") if row.get(name) in now}
            if "as_of" in row:
                row["as_of"] = {AKTOBE: 1}
            if offices and "roles" not in row and "office" in row:
                row["office"] = AKTOBE

    return change


def test_refuses_rows_of_offices_that_the_account_does_not_see_whatever_chain_they_say() -> None:
    content = forged(exported(build=programme), moved_to_aktobe(offices=False))
    with pytest.raises(ChainOfOthers):
        imported(content, by=somebody("regional", Role.COORDINATOR, AKTOBE))
    assert not Programme.objects.exists()


def test_refuses_to_take_the_place_of_a_programme_of_an_office_that_the_account_does_not_see() -> None:
    def superseding(found: dict[str, Any]) -> None:
        moved_to_aktobe(offices=True)(found)
        found["programme"][0] |= {"code": "00999999", "supersedes": "00143776"}

    content = forged(exported(build=programme), superseding)
    programme()
    with pytest.raises(NoSuchPlan):
        imported(content, by=somebody("regional", Role.COORDINATOR, AKTOBE))
    assert Programme.objects.count() == 1


def test_an_office_takes_in_its_own_programme() -> None:
    content = forged(exported(build=programme), moved_to_aktobe(offices=True))
    assert imported(content, by=somebody("regional", Role.COORDINATOR, AKTOBE)).office_id == AKTOBE


def test_refuses_a_programme_that_is_there() -> None:
    content = exported()
    imported(content)
    with pytest.raises(ProgrammeThere) as refusal:
        imported(content)
    assert refusal.value.facts == {"code": "00143776"}
    assert Programme.objects.count() == 1


def test_refuses_rows_that_are_there_under_another_code() -> None:
    content = exported()
    imported(content)

    def renamed(found: dict[str, Any]) -> None:
        found["programme"][0]["code"] = "00999999"

    with pytest.raises(RowRepeated):
        imported(forged(content, renamed))


def test_refuses_a_file_beyond_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tirek.exchange.checking.MEGABYTES", 0)
    refused(exported(build=programme), ProgrammeFileTooLarge)


def test_takes_the_place_of_a_programme_that_is_there() -> None:
    def build() -> Programme:
        made = programme("00999999")
        made.supersedes = programme("00143776")
        with ledger.entry(event=ledger.Event("made", "Made."), office="HRC", by="tests") as trace:
            return trace.change(made)

    content = exported(build=build)
    with pytest.raises(ReferenceMissing):
        imported(content)
    plan = programme("00143776")
    assert imported(content).supersedes == plan


def refused(content: bytes, kind: type[Exception]) -> Any:
    """Imports, is refused, and finds the house as it was."""
    by = aigul()
    before = ledger.heads()
    with pytest.raises(kind) as refusal:
        imported(content, by)
    assert not Programme.objects.exists()
    assert ledger.heads() == before
    return refusal.value.facts  # type: ignore[attr-defined]


def cell(table: str, column: str, value: object, row: int = 0) -> Callable[[dict[str, Any]], None]:
    def change(found: dict[str, Any]) -> None:
        found[table][row][column] = value

    return change


UNREADABLE = [
    ("programme", "starts", "2023-02-30"),
    ("programme", "starts", "20230201"),
    ("programme", "starts", 5),
    ("programme", "title", None),
    ("programme", "code", "0" * 21),
    ("programme", "synthetic", "true"),
    ("programme", "id", "not-a-key"),
    ("programme", "id", "{00000000-0000-0000-0000-000000000001}"),
    ("programme", "cover", None),
    ("plan documents", "content", "%%%"),
    ("plan documents", "received_at", "2023-05-06T07:08:09Z"),
    ("plan money", "amount", "1e5"),
    ("plan money", "amount", "NaN"),
    ("plan money", "amount", 5),
    ("plan money", "amount", "1.005"),
    ("plan money", "amount", "9999999999999.00"),
    ("plan money", "year", -1),
    ("plan money", "year", True),
    ("plan money", "year", 10**9),
    ("findings", "where", "3"),
    ("findings", "where", ["3"]),
    ("findings", "message", ["text"]),
    ("attendances", "role", "minister"),
    ("attendances", "moment", "HRC/9999"),
    ("attendances", "moment", "HRC/0"),
    ("attendances", "moment", None),
    ("attendances", "withdrawn", "HRC/1"),
    ("attendances", "withdrawn_because", "not withdrawn"),
    ("reports", "language", "de"),
    ("publications", "as_of", {"HRC": 9999}),
    ("publications", "as_of", {"HRC": "1"}),
    ("publications", "as_of", []),
    ("publications", "figures", [{"key": "trained"}]),
    ("publications", "figures", {}),
    ("publications", "excuses", [{}]),
    ("publications", "elsewhere", None),
    ("publications", "elsewhere", {"position": 5, "as_of": {}}),
    ("figures", "spec", {"code": "trained"}),
    ("findings", "facts", {}),
    ("findings", "message", "%(nobody)s"),
    ("readings", "plan", {"document": {}}),
    ("reported values", "splits", {"sex": {"female": "many"}}),
    ("quality reviews", "ratings", []),
    ("cost reports", "amount", "1000000.00"),
    ("cost reports", "commitment", "1.00"),
    ("cost reports", "line_count", 2),
    ("cost reports", "sha256", "0" * 64),
    ("cost reports", "content", "YSxi"),
    ("programme", "cover", []),
    ("narrative templates", "content", "{{ settings.SECRET_KEY }}"),
    ("Word templates", "content", ""),
    ("Word templates", "content", "UEsDBA=="),
    ("moments", "moment", "HRC/7"),
    ("moments", "position", "7"),
    ("moments", "position", 0),
    ("accounts", "office", None),
]


@pytest.mark.parametrize(("table", "column", "value"), UNREADABLE, ids=str)
def test_names_the_cell_that_cannot_be_read(table: str, column: str, value: object) -> None:
    facts = refused(forged(exported(), cell(table, column, value)), CellUnreadable)
    assert facts["table"] == table
    assert facts["row"] == 1 or table == "moments"


REFERENCES = [
    ("outputs", "programme", "00000000-0000-0000-0000-000000000000"),
    ("outputs", "programme", "nothing"),
    ("activities", "output", "00000000-0000-0000-0000-000000000000"),
    ("events", "office", "HRC-99"),
    ("events", "region", "KZ-99"),
    ("events", "entered_by", "nobody"),
    ("attendances", "person", "KZ-0000000"),
    ("programme", "supersedes", "00000001"),
    ("programme", "office", "HRC-99"),
    ("cost lines", "fund", "00000000-0000-0000-0000-000000000000"),
]


@pytest.mark.parametrize(("table", "column", "value"), REFERENCES, ids=str)
def test_names_the_reference_that_leads_nowhere(table: str, column: str, value: str) -> None:
    facts = refused(forged(exported(), cell(table, column, value)), ReferenceMissing)
    assert facts == {"table": table, "row": 1, "column": column}


@pytest.mark.parametrize("table", ["events", "persons", "accounts", "programme"])
def test_refuses_a_row_twice(table: str) -> None:
    def twice(found: dict[str, Any]) -> None:
        found[table].append(found[table][0])

    facts = refused(forged(exported(), twice), RowRepeated)
    assert facts["table"] == table


def test_refuses_a_file_without_a_programme() -> None:
    refused(forged(exported(), lambda found: found["programme"].clear()), RowRepeated)


def test_refuses_a_moment_at_which_nothing_happened() -> None:
    def more(found: dict[str, Any]) -> None:
        last = max(int(each["moment"].split("/")[1]) for each in found["moments"] if each["moment"][:4] == "HRC/")
        found["moments"].append({"moment": f"HRC/{last + 1}", "position": 10**6})

    refused(forged(exported(), more), CellUnreadable)


@pytest.mark.parametrize(
    ("table", "column", "value", "rule"),
    [
        ("programme", "ends", "2000-01-01", "programme_dates_in_order"),
        ("budget rows", "kind", "fee", "direct_row_has_an_activity"),
        ("activities", "line", None, "activity_from_a_line_or_a_reason"),
        ("contributions", "amount", "0.00", "contribution_is_an_amount"),
    ],
)
def test_names_the_rule_that_a_row_breaks(table: str, column: str, value: object, rule: str) -> None:
    assert refused(forged(exported(), cell(table, column, value)), RowRefused) == {"table": table, "rule": rule}


def test_evidence_stays_in_the_chain_of_its_office() -> None:
    made = forged(exported(), cell("decisions", "office", AKTOBE))
    assert refused(made, ChainOfOthers) == {"table": "decisions", "row": 1}


def test_a_plan_that_was_imported_is_read() -> None:
    made = imported(exported())
    assert made.document.progress.state == "read"
    office()
