"""The figures of money of one fund or one responsible party: the standard ones, limited to what the view may tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from tirek.directory import Account
from tirek.indicators import FigureDefinition, definitions
from tirek.ledger import entry
from tirek.plans import Programme
from tirek.reports import events

OF_ACTIVITIES = ("budget", "expenditure", "commitments", "delivery")
OF_FUNDS = (*OF_ACTIVITIES, "contributions", "fee-charged", "fee-due")
Where = Mapping[str, tuple[str, ...]]


def view_of(kind: str, name: str) -> str:
    """This function will give the ending of the codes of a view's figures: "-fund-gp"; two names never give one."""
    slug = "-".join(re.findall("[a-z0-9]+", name.lower()))[:24].strip("-")
    if slug != name:
        slug = f"{slug}-{sha256(name.encode()).hexdigest()[:6]}".strip("-")
    return f"-{kind}-{slug}"


def ensure_view_figures(account: Account, programme: Programme, *, view: str, name: str, where: Where) -> None:
    """This function will define the figures of a view, or new versions where what it is limited to has changed.

    The caller has asked whether the account may start a report; by that it defines nothing of its own making.
    """
    Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)  # versions are counted one by one
    standing = {each.code: each for each in definitions(programme)}
    wanted = []
    for spec in _specs(standing, view, name, where):
        before = standing.get(spec["code"])
        if before is None or before.spec != spec:
            version = before.version + 1 if before else 1
            wanted.append(FigureDefinition(programme=programme, code=spec["code"], version=version, spec=spec))
    if wanted:
        detail = {"programme": programme.code, "codes": ", ".join(each.code for each in wanted)}
        with entry(
            event=events.VIEW_FIGURES_DEFINED, office=programme.office_id, by=str(account.pk), detail=detail
        ) as trace:
            trace.store_many(wanted)


def _specs(standing: Mapping[str, FigureDefinition], view: str, name: str, where: Where) -> Iterator[dict[str, Any]]:
    for code in OF_FUNDS if "fund" in where else OF_ACTIVITIES:
        spec = standing[code].spec
        yield spec | {
            "code": f"{code}{view}",
            "title": {language: f"{title} ({name})" for language, title in spec["title"].items()},
            "where": {condition: list(values) for condition, values in where.items()},
        }
