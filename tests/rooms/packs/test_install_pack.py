"""A folder becomes an edition: its files, its forms compiled, and who may see what."""

from __future__ import annotations

import pytest

from tests.cast import asel, ruslan
from tests.mechanism import SMALL, form, installed, small
from tirek import packs
from tirek.directory import NotPermitted
from tirek.ledger import entries, verify
from tirek.packs import Edition, Mechanism

pytestmark = pytest.mark.django_db
__all__ = ["small"]


def test_it_works(small: Edition) -> None:
    assert (small.number, small.version, small.in_force, small.is_release) == (1, "1.0", True, True)
    assert [each.path for each in small.files.all()] == ["README.md", "forms/notice.md", "pack.yaml", "who.csv"]
    notice = form("notice")
    assert notice.titles["ru"] == "Сообщение"
    assert {field.path: field.mark for field in packs.fields_of(notice)}["who/name"] == "identity"
    assert b"<h:html" in bytes(notice.xform)
    (row,) = packs.access_of(notice, frozenset({"supervisor"}))
    assert (row.sees, row.hidden, row.does) == (True, ["identity", "contact"], ["read", "export"])
    assert entries(chain="HRC")[0].event == "pack-installed"
    assert verify().ok


def test_refuses_whoever_is_no_administrator() -> None:
    with pytest.raises(NotPermitted):
        packs.install_pack(account=asel(), folder=SMALL)


def test_refuses_to_install_a_mechanism_twice(small: Edition) -> None:
    with pytest.raises(packs.MechanismInstalled):
        packs.install_pack(account=ruslan(), folder=SMALL)
    assert Mechanism.objects.count() == 1
    assert installed(SMALL) == small
