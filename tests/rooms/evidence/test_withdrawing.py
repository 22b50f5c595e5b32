"""What was entered is never changed or removed; it is withdrawn, with a reason, and stays on record."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.cast import AKTOBE, NATIONAL, aigul, dana, marat, timur
from tests.programme import DAY, activity, attended, people, programme, training
from tirek import evidence
from tirek.evidence.errors import AlreadyWithdrawn, NoSuchEvidence
from tirek.ledger import entries, heads, history, verify
from tirek.plans import ReasonMissing

pytestmark = pytest.mark.django_db
REASON = "It did not take place."


def an_attendance(by: Any) -> Any:
    event = training(by)
    attended(event, *people(1), by=by)
    return event.attendances.get()


COMMON: dict[str, Any] = {"title": "X", "kind": "x", "date": DAY}
PIECES = {
    "event": training,
    "attendance": an_attendance,
    "deliverable": lambda by: evidence.add_deliverable(account=by, activity=activity(), file=b"x", **COMMON),
    "measurement": lambda by: evidence.add_measurement(
        account=by, activity=activity(), value=Decimal(1), unit="days", **COMMON
    ),
    "decision": lambda by: evidence.add_decision(account=by, activity=activity(), **COMMON),
}


@pytest.mark.parametrize("kind", PIECES)
def test_it_works(kind: str) -> None:
    programme()
    piece = PIECES[kind](marat())
    before = heads()[NATIONAL]
    evidence.withdraw(account=marat(), piece=piece, reason=f"  {REASON} ")
    kept = type(piece).objects.get(pk=piece.pk)
    assert (kept.withdrawn_position, kept.withdrawn_because) == (before + 1, REASON)
    assert kept.entered_position == piece.entered_position
    assert [line.act for line in history(kept)] == ["stored", "changed"]
    assert verify().ok


@pytest.mark.parametrize("kind", PIECES)
def test_changes_nothing_else(kind: str) -> None:
    programme()
    piece = PIECES[kind](marat())

    def content() -> dict[str, Any]:
        row = type(piece).objects.filter(pk=piece.pk).values().get()
        return {name: value for name, value in row.items() if not name.startswith(("stored_", "withdrawn_"))}

    before = content()
    evidence.withdraw(account=marat(), piece=piece, reason=REASON)
    assert content() == before


@pytest.mark.parametrize("kind", PIECES)
def test_leaves_one_entry_without_the_reason_or_a_code(kind: str) -> None:
    programme()
    piece = PIECES[kind](marat())
    before = heads()[NATIONAL]
    evidence.withdraw(account=marat(), piece=piece, reason=REASON)
    assert heads()[NATIONAL] == before + 1
    assert entries(limit=1)[0].detail == {"activity": "2.2"}


@pytest.mark.parametrize("kind", PIECES)
@pytest.mark.parametrize("reason", ["", "   ", "\n\t"])
def test_refuses_without_a_reason(kind: str, reason: str) -> None:
    programme()
    piece = PIECES[kind](marat())
    before = heads()
    with pytest.raises(ReasonMissing):
        evidence.withdraw(account=marat(), piece=piece, reason=reason)
    assert heads() == before


@pytest.mark.parametrize("kind", PIECES)
def test_refuses_twice(kind: str) -> None:
    programme()
    piece = PIECES[kind](marat())
    evidence.withdraw(account=marat(), piece=piece, reason=REASON)
    before = heads()
    with pytest.raises(AlreadyWithdrawn):
        evidence.withdraw(account=marat(), piece=piece, reason="Again.")
    assert heads() == before


@pytest.mark.parametrize("kind", PIECES)
def test_an_office_withdraws_its_own_and_no_others(kind: str) -> None:
    programme()
    piece = PIECES[kind](dana())
    for other in (timur(),):
        with pytest.raises(NoSuchEvidence):
            evidence.withdraw(account=other, piece=piece, reason=REASON)
    evidence.withdraw(account=dana(), piece=piece, reason=REASON)
    assert type(piece).objects.get(pk=piece.pk).withdrawn_because == REASON


@pytest.mark.parametrize("kind", PIECES)
def test_a_region_cannot_touch_what_the_national_office_entered(kind: str) -> None:
    programme()
    piece = PIECES[kind](marat())
    with pytest.raises(NoSuchEvidence):
        evidence.withdraw(account=dana(), piece=piece, reason=REASON)


@pytest.mark.parametrize("kind", PIECES)
def test_what_the_national_office_withdraws_of_a_region_is_in_the_chain_of_the_region(kind: str) -> None:
    programme()
    piece = PIECES[kind](dana())
    before = heads()
    evidence.withdraw(account=aigul(), piece=piece, reason=REASON)
    assert heads() == before | {AKTOBE: before[AKTOBE] + 1}
    assert entries(limit=1)[0].by == str(aigul().pk)
    assert verify().ok
