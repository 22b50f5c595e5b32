"""The figures of money of one fund or one responsible party: the standard ones, limited to what the view may tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from tirek.directory import Account
from tirek.indicators import FigureDefinition, definitions, standard_figures
from tirek.ledger import entry
from tirek.plans import Programme
from tirek.reports import events

OF_ACTIVITIES = ("budget", "expenditure", "commitments", "delivery")
OF_FUNDS = (*OF_ACTIVITIES, "contributions", "fee-charged", "fee-due")
Where = Mapping[str, tuple[str, ...]]
Spec = Mapping[str, Any]


def view_of(kind: str, name: str) -> str:
    """This function will give the ending of the codes of a view's figures: "-fund-gp"; two names never give one."""
    slug = "-".join(re.findall("[a-z0-9]+", name.lower()))[:24].strip("-")
    if slug != name:
        slug = f"{slug}-{sha256(name.encode()).hexdigest()[:6]}".strip("-")
    return f"-{kind}-{slug}"


def ensure_figures(account: Account, programme: Programme, *, view: str, name: str, where: Where | None) -> None:
    """This function will define the standard figures that the programme lacks, and those of the view.

    What a view is limited to may have changed: then its figures get a new version. The caller has asked whether the
    account may start a report; by that it defines nothing of its own making, so no other right is asked for.
    """
    Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)  # versions are counted one by one
    standing = {each.code: each for each in definitions(programme)}
    wanted = [
        _definition(programme, spec) for spec in standard_figures(programme.currency) if spec["code"] not in standing
    ]
    if where is not None:
        known = {code: each.spec for code, each in standing.items()} | {each.code: each.spec for each in wanted}
        for spec in _specs(known, view, name, where):
            before = standing.get(spec["code"])
            if before is None or before.spec != spec:
                wanted.append(_definition(programme, spec, before.version + 1 if before else 1))
    if wanted:
        detail = {"programme": programme.code, "codes": ", ".join(each.code for each in wanted)}
        with entry(
            event=events.REPORT_FIGURES_DEFINED, office=programme.office_id, by=str(account.pk), detail=detail
        ) as trace:
            trace.store_many(wanted)


def _definition(programme: Programme, spec: Spec, version: int = 1) -> FigureDefinition:
    return FigureDefinition(programme=programme, code=spec["code"], version=version, spec=dict(spec))


def _specs(known: Mapping[str, Spec], view: str, name: str, where: Where) -> Iterator[Spec]:
    for code in OF_FUNDS if "fund" in where else OF_ACTIVITIES:
        spec = known[code]
        yield {
            **spec,
            "code": f"{code}{view}",
            "title": {language: f"{title} ({name})" for language, title in spec["title"].items()},
            "where": {condition: list(values) for condition, values in where.items()},
        }
