"""What can be asked of the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext

from tirek.ledger.errors import UnknownPosition
from tirek.ledger.models import Chain, Entry, RowDigest
from tirek.ledger.traced import Traced
from tirek_verifier.hashing import national_root as root_of


@dataclass(frozen=True)
class Line:
    """One entry as a person reads it. `by` and `detail` are None once they are erased; `act` says what the entry did
    to the row whose history this is: stored, changed, removed, or empty when no row was asked about."""

    id: int
    chain: str
    position: int
    at: datetime
    event: str
    hash: str
    by: str | None
    template: str
    detail: dict[str, Any] | None
    act: str = ""

    @property
    def sentence(self) -> str:
        """This property will tell the event in the language of the page, from the entry's own detail."""
        return gettext(self.template) % self.detail if self.detail is not None else ""


def heads() -> dict[str, int]:
    """This function will give the position of every chain's head, in one consistent snapshot: the as-of of a figure."""
    return {chain: position for chain, position, _ in tips()}


def tips() -> list[tuple[str, int, str]]:
    """This function will give (chain, position, hash) of every chain that has an entry, in the order of the codes."""
    begun = Chain.objects.filter(head_position__gt=0)
    return sorted(begun.values_list("code", "head_position", "head_hash"))


def national_root(heads: Mapping[str, int] | None = None) -> str:
    """This function will give the RFC 6962 root over the entries at these heads, or at the heads of now.

    Raises UnknownPosition for a head that no entry stands at.
    """
    if heads is None:
        return root_of(tips())
    known = hashes_at(heads)
    for chain, position in heads.items():
        if chain not in known:
            raise UnknownPosition(chain=chain, position=position)
    return root_of((chain, position, known[chain]) for chain, position in heads.items())


def hashes_at(heads: Mapping[str, int]) -> dict[str, str]:
    """This function will give, by chain, the hash of the entry at each of these heads, where there is one."""
    if not heads:
        return {}
    asked = Q()
    for chain, position in heads.items():
        asked |= Q(chain=chain, position=position)
    return dict(Entry.objects.filter(asked).values_list("chain", "hash"))


def entries(
    *,
    chain: str | None = None,
    position: int | None = None,
    event: str | None = None,
    by: str | None = None,
    before: int | None = None,
    limit: int = 50,
) -> list[Line]:
    """This function will list entries, the newest first; `before` is the `id` of the last line of the page before."""
    asked = {"chain": chain, "position": position, "event": event, "payload__by": by, "id__lt": before}
    found = Entry.objects.filter(**{name: value for name, value in asked.items() if value is not None})
    return [_line(entry) for entry in found.select_related("payload").order_by("-id")[:limit]]


def history(row: Traced) -> list[Line]:
    """This function will list what happened to one row, the oldest first; it may have been removed since."""
    digests = RowDigest.objects.filter(table=row._meta.db_table, key=row.pk).order_by("id")
    acts = {(d.chain, d.position): _act(d) for d in digests}
    asked = Q(pk__in=[])
    for chain, position in acts:
        asked |= Q(chain=chain, position=position)
    found = Entry.objects.filter(asked).select_related("payload")
    lines = {(entry.chain_id, entry.position): entry for entry in found}
    return [_line(lines[place], act) for place, act in acts.items() if place in lines]


def _act(digest: RowDigest) -> str:
    if not digest.digest:
        return "removed"
    return "stored" if digest.replaces_chain is None else "changed"


def _line(entry: Entry, act: str = "") -> Line:
    payload = getattr(entry, "payload", None)
    return Line(
        id=entry.pk,
        chain=entry.chain_id,
        position=entry.position,
        at=entry.at,
        event=entry.event,
        hash=entry.hash,
        by=payload.by if payload else None,
        template=payload.sentence if payload else "",
        detail=payload.detail if payload else None,
        act=act,
    )
