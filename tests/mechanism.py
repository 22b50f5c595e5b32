"""Mechanisms of the tests, installed from their folders by the administrator as an installation does it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cast import ruslan
from tirek import packs
from tirek.packs import Edition, Mechanism, PackForm

__all__ = ["MECHANISMS", "SMALL", "complaints", "form", "installed", "small", "visits"]

MECHANISMS = Path(__file__).parents[1] / "mechanisms"
SMALL = Path(__file__).parent / "packs" / "small"


def installed(folder: Path) -> Edition:
    """The edition of a folder that is in force, installed when it is first asked for."""
    if not Mechanism.objects.filter(code=folder.name).exists():
        packs.install_pack(account=ruslan(), folder=folder)
    return packs.editions_in_force().get(mechanism__code=folder.name)


def form(form_id: str) -> PackForm:
    """A form that may be begun now."""
    return packs.forms_in_force().get(form_id=form_id)


@pytest.fixture
def small(db: None) -> Edition:
    """A mechanism of one form, `notice`, that says all there is to say about who sees what."""
    return installed(SMALL)


@pytest.fixture
def complaints(db: None) -> Edition:
    """The complaints mechanism, as it is shipped."""
    return installed(MECHANISMS / "complaints")


@pytest.fixture
def visits(db: None) -> Edition:
    """The mechanism of preventive visits, as it is shipped."""
    return installed(MECHANISMS / "preventive-visits")
