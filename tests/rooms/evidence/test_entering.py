"""Four kinds of evidence are entered, each with one entry in the chain of the office that entered it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import AKTOBE, NATIONAL, aigul, dana, marat
from tests.programme import DAY, activity, programme, training
from tirek import evidence
from tirek.directory import Account, Region
from tirek.evidence.errors import DaysImpossible, EvidenceIncomplete, FileTooLarge, RegionNotThere
from tirek.evidence.policies import MEGABYTES
from tirek.ledger import entries, heads, verify

pytestmark = pytest.mark.django_db

COMMON: dict[str, Any] = {"title": "A title", "kind": "a-kind", "date": DAY}
KINDS: dict[str, tuple[Callable[..., Any], dict[str, Any]]] = {
    "event": (evidence.add_event, {"title": "A title", "starts": DAY, "ends": DAY}),
    "deliverable": (evidence.add_deliverable, COMMON),
    "measurement": (evidence.add_measurement, COMMON | {"value": Decimal("1.5"), "unit": "days"}),
    "decision": (evidence.add_decision, COMMON),
}


def enter(what: str, account: Account | None = None, **given: Any) -> Any:
    add, common = KINDS[what]
    return add(account=account or marat(), activity=activity(), **common | given)


@pytest.mark.parametrize("kind", KINDS)
def test_it_works(kind: str) -> None:
    programme()
    made = enter(kind, source="In the archive", synthetic=True)
    made.refresh_from_db()
    assert (made.title, made.source, made.synthetic) == ("A title", "In the archive", True)
    assert (made.activity, made.office_id, made.entered_by) == (activity(), NATIONAL, marat())
    assert made.withdrawn_position is None
    assert verify().ok


@pytest.mark.parametrize("kind", KINDS)
def test_leaves_one_entry_that_says_what_and_not_of_whom(kind: str) -> None:
    programme()
    account, before = marat(), heads()[NATIONAL]
    made = enter(kind, account)
    assert heads()[NATIONAL] == before + 1 == made.entered_position == made.stored_position
    line = entries(chain=NATIONAL)[0]
    assert (line.by, line.detail) == (str(account.pk), {"activity": "2.2"})
    assert "2.2" in line.sentence


@pytest.mark.parametrize("kind", KINDS)
def test_belongs_to_the_office_that_entered_it_and_is_in_its_chain(kind: str) -> None:
    programme()
    made = enter(kind, dana())
    assert made.office_id == made.stored_chain == AKTOBE


def test_a_file_is_kept_as_it_is() -> None:
    programme()
    content = bytes(range(256))
    made = enter("deliverable", file_name="report.pdf", file=content, language="kk")
    kept = evidence.piece(aigul(), evidence.Deliverable, made.pk)
    assert (bytes(kept.file), kept.file_name, kept.language) == (content, "report.pdf", "kk")


def test_a_long_file_name_keeps_its_end() -> None:
    programme()
    assert enter("deliverable", file_name="x" * 250 + ".pdf").file_name.endswith(".pdf")


def test_blanks_around_a_title_are_left_out() -> None:
    programme()
    assert enter("event", title="  A title \n").title == "A title"


@pytest.mark.parametrize(
    ("what", "given", "field"),
    [
        *((kind, {"title": title}, "title") for kind in KINDS for title in ("", " \n ")),
        ("deliverable", {"kind": ""}, "kind"),
        ("deliverable", {"kind": "k" * 61}, "kind"),
        ("deliverable", {"language": "kazakh-cyrillic"}, "language"),
        ("measurement", {"unit": ""}, "unit"),
        ("measurement", {"value": Decimal("NaN")}, "value"),
        ("measurement", {"value": Decimal("Infinity")}, "value"),
        ("measurement", {"value": Decimal("0.00001")}, "value"),
        ("measurement", {"value": Decimal(10) ** 15}, "value"),
        ("decision", {"kind": ""}, "kind"),
        ("decision", {"number": "9" * 61}, "number"),
        ("event", {"topic": "t" * 61}, "topic"),
    ],
)
def test_refuses_what_is_incomplete_and_names_the_field(what: str, given: dict[str, Any], field: str) -> None:
    programme()
    account, before = marat(), heads()
    with pytest.raises(EvidenceIncomplete) as refused:
        enter(what, account, **given)
    assert refused.value.facts == {"field": field}
    assert heads() == before


@pytest.mark.parametrize("kind", ["deliverable", "measurement", "decision"])
def test_refuses_a_day_to_come(kind: str) -> None:
    programme()
    today = timezone.localdate()
    assert enter(kind, date=today).date == today
    with pytest.raises(DaysImpossible):
        enter(kind, date=today + timedelta(days=1))


@pytest.mark.parametrize(("starts", "ends"), [(0, 1), (1, 1), (-1, -2)])
def test_refuses_an_event_to_come_or_one_that_ends_before_it_begins(starts: int, ends: int) -> None:
    programme()
    today = timezone.localdate()
    with pytest.raises(DaysImpossible):
        enter("event", starts=today + timedelta(days=starts), ends=today + timedelta(days=ends))


def test_refuses_an_event_in_a_region_that_did_not_exist() -> None:
    programme()
    abai = Region.objects.get(code="KZ-10")
    with pytest.raises(RegionNotThere) as refused:
        training(day=date(2022, 6, 7), region=abai)
    assert "Abai region did not exist" in str(refused.value)
    assert training(day=date(2022, 6, 8), region=abai).region == abai


def test_refuses_a_file_beyond_the_limit() -> None:
    programme()
    with pytest.raises(FileTooLarge):
        enter("deliverable", file=bytes(MEGABYTES * 1024 * 1024 + 1))
    assert not evidence.Deliverable.objects.exists()
