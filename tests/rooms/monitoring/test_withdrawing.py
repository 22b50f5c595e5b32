"""What was said is withdrawn with a reason, and stays on record."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cast import NATIONAL, aigul, marat
from tests.rooms.monitoring.watching import SAYINGS, last, programme
from tirek import monitoring
from tirek.ledger import entries, heads, history, verify
from tirek.monitoring import Risk, Said
from tirek.monitoring.errors import AlreadyWithdrawn
from tirek.plans import Programme, ReasonMissing

pytestmark = pytest.mark.django_db
REASON = "It is about another programme."


def said(kind: str) -> Said:
    """Something said, of each kind; of a risk its first assessment."""
    programme("Quarterly")
    row: Any = SAYINGS[kind](marat())
    return row.assessments.get() if isinstance(row, Risk) else row


@pytest.mark.parametrize("kind", SAYINGS)
def test_it_works(kind: str) -> None:
    row = said(kind)
    before = heads()[NATIONAL]
    monitoring.withdraw(account=aigul(), said=row, reason=f" {REASON} ")
    kept = type(row)._default_manager.get(pk=row.pk)
    assert (kept.withdrawn_position, kept.withdrawn_because) == (before + 1, REASON)
    assert kept.entered_position == row.entered_position
    assert [line.act for line in history(kept)] == ["stored", "changed"]
    assert verify().ok


@pytest.mark.parametrize("kind", SAYINGS)
def test_changes_nothing_else(kind: str) -> None:
    row = said(kind)

    def content() -> dict[str, Any]:
        found = type(row)._default_manager.filter(pk=row.pk).values().get()
        return {name: value for name, value in found.items() if not name.startswith(("stored_", "withdrawn_"))}

    before = content()
    monitoring.withdraw(account=marat(), said=row, reason=REASON)
    assert content() == before


@pytest.mark.parametrize("kind", SAYINGS)
def test_leaves_one_entry_without_the_reason(kind: str) -> None:
    row = said(kind)
    before = heads()[NATIONAL]
    monitoring.withdraw(account=marat(), said=row, reason=REASON)
    assert heads()[NATIONAL] == before + 1
    assert last() == {"programme": "00143776"}
    assert entries()[0].sentence == "An entry in the monitoring of 00143776 was withdrawn."


@pytest.mark.parametrize("kind", SAYINGS)
@pytest.mark.parametrize("reason", ["", "   ", "\n\t"])
def test_refuses_without_a_reason(kind: str, reason: str) -> None:
    row = said(kind)
    before = heads()
    with pytest.raises(ReasonMissing):
        monitoring.withdraw(account=marat(), said=row, reason=reason)
    assert heads() == before


@pytest.mark.parametrize("kind", SAYINGS)
def test_refuses_twice(kind: str) -> None:
    row = said(kind)
    monitoring.withdraw(account=marat(), said=row, reason=REASON)
    before = heads()
    with pytest.raises(AlreadyWithdrawn):
        monitoring.withdraw(account=aigul(), said=row, reason="Again.")
    assert heads() == before


@pytest.mark.parametrize("kind", SAYINGS)
def test_everything_knows_its_programme(kind: str) -> None:
    assert monitoring.programme_of(said(kind)) == Programme.objects.get()


@pytest.mark.parametrize("kind", SAYINGS)
def test_is_found_by_its_key_in_its_own_programme(kind: str) -> None:
    row = said(kind)
    other = programme(code="00143777")
    assert monitoring.said(marat(), type(row), Programme.objects.get(code="00143776"), row.pk) == row
    with pytest.raises(monitoring.NoSuchMonitoring):
        monitoring.said(marat(), type(row), other, row.pk)
