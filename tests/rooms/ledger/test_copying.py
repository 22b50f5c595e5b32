"""Many rows at once are stored as one row is: the same values, the same digests, the same refusals."""

from __future__ import annotations

import hashlib
import re
import warnings
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from typing import Any, get_type_hints
from uuid import UUID, uuid4

import psycopg
import pytest
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, connection, models, transaction
from django.db.models import Value
from django.db.models.functions import Concat, Now
from django.utils.functional import lazystr
from hypothesis import given
from hypothesis import strategies as st
from psycopg.types.range import Range

from tests.cast import aigul, office
from tests.programme import programme
from tests.rooms.ledger.conftest import ASTANA, NOTED, a_person, note
from tirek.directory import Account, Person, RoleGrant
from tirek.indicators.models import FigureDefinition
from tirek.ledger import EntryClosed, Traced, WriteWithoutTrace, entry, verify, verify_rows
from tirek.ledger.copying import insert
from tirek.ledger.digests import _canonical, _covered, as_json, digests_of, traced_models, what_it_holds
from tirek.ledger.models import RowDigest
from tirek.monitoring.models import ActionDone
from tirek.plans.models import (
    Activity,
    BudgetLine,
    MonitoringAction,
    Output,
    PlanDocument,
    Programme,
    RecordedFinding,
    ReportingPeriod,
)
from tirek_verifier.hashing import canonical, commitment

pytestmark = pytest.mark.django_db
HERE = timezone(timedelta(hours=5))
HARD_TEXTS = [
    "",
    " ",
    "a\tb\nc\r\nd\\e\\te\\N\\.f",
    "\\N",
    "\\.",
    "NULL",
    "'\"`${}%s%%();--",
    "Адам құқықтары жөніндегі ұлттық орталық",
    "🜲 \u200b\u202e\ufeff\x01\x7f",
    "x" * 20_000,
]


class Severity(StrEnum):
    NOTE = "note"


@pytest.fixture
def made(db: None) -> Programme:
    return programme()


def finding(made: Programme, **given: Any) -> RecordedFinding:
    usual = {"ordinal": 1, "code": "c", "severity": "note", "message": "m", "where": [1]}
    return RecordedFinding(document=made.document, **usual | given)


def document(made: Programme, **given: Any) -> PlanDocument:
    usual = {"name": "p", "content": b"p", "received_at": datetime(2026, 11, 3, tzinfo=UTC), "received_by": aigul()}
    return PlanDocument(office=office(), **usual | given)


def budget(made: Programme, **given: Any) -> BudgetLine:
    return BudgetLine(programme=made, **{"kind": "activity", "amount": Decimal(1), "printed": "1", "line": 1} | given)


def activity(made: Programme, **given: Any) -> Activity:
    return Activity(output=made.outputs.first(), **{"number": "9.9", "title": "t", "line": 1} | given)


def period(made: Programme, **given: Any) -> ReportingPeriod:
    first, last = date(2030, 1, 1), date(2030, 3, 31)
    return ReportingPeriod(programme=made, **{"key": "2030-Q1", "begins": first, "ends": last, "due": last} | given)


def action_done(made: Programme, **given: Any) -> ActionDone:
    action = MonitoringAction(programme=made, activity="a", line=1)
    note(action)  # type: ignore[arg-type]
    usual = {"action": action, "said_by": aigul(), "said_at": datetime(2026, 11, 3, tzinfo=UTC), "entered_position": 1}
    return ActionDone(**usual | {"day": date(2022, 6, 8), "note": "n"} | given)


def definition(made: Programme, **given: Any) -> FigureDefinition:
    return FigureDefinition(programme=made, **{"code": "a-b", "version": 1, "spec": {}} | given)


Make = Callable[..., Traced]
CASES: list[tuple[Make, str, list[Any]]] = [
    (finding, "message", [*HARD_TEXTS, lazystr("lazy")]),
    (finding, "severity", ["note", Severity.NOTE]),
    (finding, "printed", [None, *HARD_TEXTS]),
    (finding, "facts", [{}, [], 0, "", False, {"ә": ["\\N\t\n", None, True, 1.5, {"b": -0.1}]}, "null"]),
    (finding, "where", [[], [1], [3, 1, 2, 100_000], (7, 8)]),
    (finding, "ordinal", [0, 32_767, "12", True, 3.0]),
    (finding, "id", [UUID(int=5), str(UUID(int=6)), UUID(int=7).hex]),
    (activity, "marks", [[], *[[text[:20], "b"] for text in HARD_TEXTS], ["NULL", '"', "{,}", "\\"]]),
    (activity, "line", [0, 2_147_483_647]),
    (document, "content", [b"", b"\x00\\\xff\n\t\\N", bytearray(b"a"), memoryview(b"m"), bytes(range(256)) * 99]),
    (
        document,
        "received_at",
        [
            datetime(2026, 11, 3, 9, 15, 0, 1, UTC),
            datetime(2026, 11, 3, 9, 15, tzinfo=HERE),
            datetime(1, 1, 2, tzinfo=UTC),
            datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
            "2026-11-03T05:00:00+05:00",
            datetime(2026, 11, 3),  # noqa: DTZ001  Django makes it one of the zone of the settings
            date(2026, 11, 3),
        ],
    ),
    (document, "synthetic", [True, False, 1, 0, "True"]),
    (
        budget,
        "amount",
        [Decimal(n) for n in ("0", "-0", "1.005", "-1.005", "1E+3", "0.004", "999999999999.99")] + [7, 1.1, "2.50"],
    ),
    (budget, "year", [None, 2022, "2022"]),
    (budget, "activity_id", [None]),
    (period, "begins", [date(1, 1, 1), date(2022, 6, 8), datetime(2022, 6, 8, 23, tzinfo=UTC), "2022-06-08"]),
    (period, "closed_at", [None]),
    (action_done, "file", [None, b"", b"\\x00"]),
    (definition, "code", ["a-b-c"]),
    (definition, "version", [0, 2_147_483_647]),
]


def shown(name: str, value: object) -> str:
    """What a case is called in every process: an address in memory would be another one each time."""
    return f"{name}={re.sub(r'0x[0-9a-f]+', 'memory', repr(value)):.30}"


EACH = [pytest.param(make, name, value, id=shown(name, value)) for make, name, values in CASES for value in values]


@pytest.fixture(autouse=True)
def same_salt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tirek.ledger.writing.secrets.token_bytes", lambda size: b"s" * size)


def stored(row: Traced, *, many: bool) -> tuple[Any, ...]:
    """What the database keeps of a row that is stored alone or as one of many, and its digest; then all is undone."""
    with transaction.atomic():
        with entry(event=NOTED, office=ASTANA, by="coordinator") as trace:
            (trace.store_many([row]) if many else trace.store(row))  # type: ignore[type-var]
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT to_jsonb(t) FROM "{row._meta.db_table}" t WHERE id = %s', [row.pk])
            (kept,) = cursor.fetchone()
        digest = RowDigest.objects.get(key=row.pk).digest
        assert digest == reference(type(row), row.pk)
        connection.check_constraints()
        assert (row._state.adding, row._state.db) == (False, "default")
        transaction.set_rollback(True)
    return kept, digest


def reference(model: type[Traced], key: Any) -> str:
    """The digest as it is defined: of the columns as Django reads them, in canonical JSON."""
    fields = _covered(model)
    names = [field.attname for field in fields]
    (salt, *values) = model._base_manager.values_list("stored_salt", *names).get(pk=key)
    content = {f.column: v for f, v in zip(fields, values, strict=True) if v is not None}
    for field in fields:
        if isinstance(field, models.BinaryField) and field.column in content:
            content[field.column] = f"sha256:{hashlib.sha256(content[field.column]).hexdigest()}"
    return commitment(bytes(salt), canonical(content, as_json))


@pytest.mark.parametrize(("make", "name", "value"), EACH)
@pytest.mark.filterwarnings("ignore:DateTimeField .* received a naive datetime")
def test_it_works(made: Programme, make: Make, name: str, value: Any) -> None:
    row = make(made, **{name: value})
    assert stored(row, many=True) == stored(row, many=False)


def test_every_type_of_field_is_tried() -> None:
    tried = {type(what_it_holds(get_type_hints(make)["return"]._meta.get_field(name))) for make, name, _ in CASES}
    used = {type(what_it_holds(field)) for model in traced_models() for field in model._meta.concrete_fields}
    assert used - {models.BigIntegerField} <= tried  # that one is every row's position in the ledger


def refusals(make: Callable[[], Traced]) -> Iterator[tuple[type, str | None]]:
    """What comes of storing a row alone, and as one of many."""
    for many in (False, True):
        with warnings.catch_warnings(), pytest.raises(Exception) as refused, transaction.atomic():  # noqa: PT012
            warnings.simplefilter("ignore")
            stored(make(), many=many)
        yield refused.type, getattr(refused.value.__cause__, "sqlstate", None)


@pytest.mark.parametrize(
    ("make", "wrong", "refusal"),
    [
        (finding, {"message": "a\x00b"}, (DataError, ValueError)),
        (finding, {"printed": "\x00"}, (DataError, ValueError)),
        (finding, {"facts": {"a": "\x00"}}, DataError),
        (finding, {"message": "\ud800"}, UnicodeEncodeError),
        (finding, {"message": None}, IntegrityError),
        (finding, {"severity": "grave"}, (IntegrityError, DataError)),
        (finding, {"severity": "x" * 9}, DataError),
        (finding, {"ordinal": 40_000}, DataError),
        (finding, {"ordinal": -1}, IntegrityError),
        (finding, {"ordinal": "a"}, ValueError),
        (finding, {"where": ["a"]}, (ValueError, ValidationError, DataError)),
        (finding, {"facts": {1, 2}}, TypeError),
        (document, {"content": None}, IntegrityError),
        (document, {"content": "text"}, Exception),
        (document, {"received_at": "yesterday"}, ValidationError),
        (budget, {"amount": Decimal("1E12")}, DataError),
        (budget, {"amount": Decimal("NaN")}, ValidationError),
        (budget, {"amount": Decimal("Infinity")}, ValidationError),
        (budget, {"amount": "much"}, ValidationError),
        (period, {"key": "2030-Q5"}, IntegrityError),
        (period, {"key": "2022-Q2"}, IntegrityError),
        (period, {"begins": "soon"}, ValidationError),
        (definition, {"code": "x" * 61}, DataError),
        (definition, {"programme_id": "no key"}, ValidationError),
        (definition, {"programme_id": UUID(int=1)}, IntegrityError),
    ],
    ids=lambda given: f"{given!r:.40}" if isinstance(given, dict) else "",
)
def test_refuses_the_same(made: Programme, make: Make, wrong: dict[str, Any], refusal: Any) -> None:
    alone, among_many = refusals(lambda: make(made, **wrong))
    assert alone == among_many
    assert issubclass(alone[0], refusal)


def test_says_which_rule_a_row_broke(made: Programme) -> None:
    broken = [period(made), period(made)]
    with pytest.raises(IntegrityError) as refused, entry(event=NOTED, office=ASTANA, by="coordinator") as trace:
        trace.store_many(broken)
    cause = refused.value.__cause__
    assert isinstance(cause, psycopg.errors.UniqueViolation)
    assert cause.diag.constraint_name == "one_period_of_a_key"


def test_refuses_a_related_row_that_has_no_key(made: Programme) -> None:
    account = Account(id=None, username="nobody")
    with (
        pytest.raises(ValueError, match="unsaved related object 'received_by'"),
        entry(event=NOTED, office=ASTANA, by="coordinator") as trace,
    ):
        trace.store_many([document(made, received_by=account)])


def test_takes_the_key_that_a_related_row_was_given_later(made: Programme) -> None:
    account = Account(id=None, username="later", office=office(), password="!")
    row = document(made, received_by=account)
    account.id = uuid4()
    account.save()
    with entry(event=NOTED, office=ASTANA, by="coordinator") as trace:
        trace.store_many([row])
    assert PlanDocument.objects.get(pk=row.pk).received_by_id == account.id


def test_gives_a_key_to_a_row_that_has_none(db: None) -> None:
    person = a_person()
    person.id = None  # type: ignore[assignment]
    note(person)
    assert Person.objects.get().id == person.id
    assert verify().ok


def test_the_database_may_work_a_value_out(made: Programme) -> None:
    worked_out = document(made, name=Concat(Value("a"), Value("b")), received_at=Now())
    with entry(event=NOTED, office=ASTANA, by="coordinator") as trace:
        trace.store_many([worked_out, document(made, name="c")])
    assert set(PlanDocument.objects.values_list("name", flat=True)) == {"plan.md", "ab", "c"}
    assert verify_rows(PlanDocument, [worked_out.pk]) == []


def test_refuses_to_copy_outside_an_entry(db: None) -> None:
    with pytest.raises(WriteWithoutTrace):
        insert(Person, [a_person()])
    assert not Person.objects.exists()


def test_what_was_refused_cannot_be_passed_over(made: Programme) -> None:
    """One transaction: who catches the refusal inside the entry does not get the rest of it stored."""

    def go_on_after_a_refusal() -> None:
        with transaction.atomic(), entry(event=NOTED, office=ASTANA, by="coordinator") as trace:
            with pytest.raises(DataError):
                trace.store_many([finding(made, message="\x00")])
            trace.store(a_person())

    with pytest.raises(transaction.TransactionManagementError):
        go_on_after_a_refusal()
    assert not Person.objects.exists()


def test_rows_of_several_models_and_of_what_they_refer_to(made: Programme) -> None:
    output = Output(programme=made, number="9", title="Nine", line=1)
    below = [Activity(output=output, number=f"9.{n}", title="t", line=n) for n in range(1, 4)]
    grant = RoleGrant(account=aigul(), role="auditor")
    with entry(event=NOTED, office=ASTANA, by="coordinator") as trace:
        trace.store_many([output, *below, grant])
    assert output.activities.count() == 3
    digests = RowDigest.objects.filter(chain=ASTANA, position=trace.position).order_by("id")
    assert [digest.ordinal for digest in digests] == [0, 1, 2, 3, 4]
    assert verify().ok


def test_a_thousand_rows_cost_as_many_statements_as_ten(db: None, django_assert_num_queries: Any) -> None:
    from django.test.utils import CaptureQueriesContext

    note()
    counts = []
    for size in (10, 1000):
        with CaptureQueriesContext(connection) as queries:
            note(*(a_person() for _ in range(size)))
        counts.append(len(queries))
    assert counts[0] == counts[1]


# Values alone, without an object for each row.

PERSONS = ("code", "sex")


def test_values_alone_are_stored_as_rows_are(db: None) -> None:
    given = [("KZ-V00001", "female"), ("KZ-V00002", "male"), ("KZ-V00003", "female")]
    with entry(event=NOTED, office=ASTANA, by="coordinator") as trace:
        assert trace.store_values(Person, PERSONS, iter(given)) == 3
        trace.store(a_person())
    digests = RowDigest.objects.order_by("id")
    assert [digest.ordinal for digest in digests] == [0, 1, 2, 3]
    codes = dict(Person.objects.values_list("id", "code"))
    assert [codes[digest.key] for digest in digests][:3] == [code for code, _ in given]
    assert {person.stored_chain for person in Person.objects.all()} == {ASTANA}
    assert verify().ok


def test_each_of_the_values_has_a_salt_of_its_own(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    with entry(event=NOTED, office=ASTANA, by="coordinator") as trace:
        trace.store_values(Person, PERSONS, [("KZ-V00001", "female"), ("KZ-V00002", "female")])
    first, second = (bytes(salt) for salt in Person.objects.values_list("stored_salt", flat=True))
    assert len(first) == len(second) == 32
    assert first != second


def test_no_values_are_no_rows(db: None) -> None:
    with entry(event=NOTED, office=ASTANA, by="coordinator") as trace:
        assert trace.store_values(Person, PERSONS, []) == 0
    assert verify().ok


@pytest.mark.parametrize(
    ("names", "row"),
    [(("code",), ("KZ-V00001",)), ((*PERSONS, "age"), ("KZ-V00001", "male", 7)), (PERSONS, ("KZ-V00001",))],
)
def test_refuses_values_that_are_not_the_attributes(db: None, names: Any, row: Any) -> None:
    with (
        pytest.raises((TypeError, ValueError)),
        entry(event=NOTED, office=ASTANA, by="coordinator") as trace,
    ):
        trace.store_values(Person, names, [row])
    assert not Person.objects.exists()


def test_refuses_a_value_that_is_to_be_worked_out(db: None) -> None:
    with (
        pytest.raises(TypeError, match="work out"),
        entry(event=NOTED, office=ASTANA, by="coordinator") as trace,
    ):
        trace.store_values(Person, PERSONS, [(Concat(Value("KZ-"), Value("V00001")), "male")])


def test_refuses_values_that_break_a_rule(db: None) -> None:
    with pytest.raises(IntegrityError), entry(event=NOTED, office=ASTANA, by="coordinator") as trace:
        trace.store_values(Person, PERSONS, [("KZ-V00001", "unsaid")])
    assert not Person.objects.exists()


def test_refuses_values_when_the_entry_has_ended(db: None) -> None:
    ended = note()
    with pytest.raises(EntryClosed):
        ended.store_values(Person, PERSONS, [("KZ-V00001", "female")])


def test_a_row_given_as_values_can_be_changed_in_the_same_entry(db: None) -> None:
    with entry(event=NOTED, office=ASTANA, by="coordinator") as trace:
        trace.store_values(Person, PERSONS, [("KZ-V00001", "female")])
        person = Person.objects.get()
        person.sex = "male"
        trace.change(person)
    assert RowDigest.objects.get().replaces_chain is None
    assert verify().ok


JSONS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)
ANY = (
    JSONS
    | st.uuids()
    | st.decimals(allow_nan=False)
    | st.dates()
    | st.datetimes(timezones=st.timezones())
    | st.timedeltas()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.builds(Range, st.dates(), st.dates())
)


@given(st.dictionaries(st.from_regex(r"[a-z_0-9]+", fullmatch=True), ANY, max_size=8))
def test_the_short_way_to_canonical_json_gives_the_same(content: dict[str, Any]) -> None:
    names = sorted(content)
    short = _canonical([f'"{name}":' for name in names], [content[name] for name in names])
    assert short == canonical({name: value for name, value in content.items() if value is not None}, as_json)


def test_digests_are_found_for_the_rows_that_there_are(db: None) -> None:
    people = [a_person() for _ in range(3)]
    note(*people)
    asked = [people[0].id, uuid4(), people[2].id, people[0].id]
    assert set(digests_of(Person, asked)) == {people[0].id, people[2].id}
    assert digests_of(Person, []) == {}
