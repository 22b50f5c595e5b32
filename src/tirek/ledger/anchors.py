"""Anchoring: writing down where every chain stands, so that a publication can cite one number for all of them."""

from __future__ import annotations

from django.utils import timezone

from tirek.ledger.models import Root
from tirek.ledger.queries import tips
from tirek_verifier.hashing import national_root


def anchor(reason: str) -> Root:
    """This function will record the heads of all chains and the national root over them, and give that record."""
    now = tips()
    heads = {chain: position for chain, position, _ in now}
    return Root.objects.create(at=timezone.now(), heads=heads, root=national_root(now), reason=reason[:200])
