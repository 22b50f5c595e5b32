"""The measured effect: the log after a change held against the log before it, like with like."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tirek import studies
from tirek.directory import NotFound
from tirek.mining import Change, Comparison, compare
from tirek.studies import Study, StudyLog
from tirek.web.requests import SignedRequest, page
from tirek.web.studies.studying import study_of
from tirek.web.studies.tables import Cell, table

MOST = 40


@dataclass(frozen=True, slots=True)
class Compared:
    """Two logs, and what is to be like with like; and what came of comparing them, where both are there."""

    study: Study
    logs: QuerySet[StudyLog]
    before: StudyLog | None
    after: StudyLog | None
    by: str
    columns: tuple[str, ...] = ()
    found: Comparison | None = None


@page()
def effect(request: SignedRequest, code: str) -> HttpResponse:
    """This page will say what changed from before to after, and only what is more than chance."""
    said = _compared(request, code)
    context: dict[str, Any] = {name: getattr(said, name) for name in ("study", "logs", "before", "after", "by")}
    if said.found:
        shown = [each for each in said.found.changes if each.claimed or each.measure == "throughput"]
        context |= {
            "columns": said.columns,
            "found": said.found,
            "times": [(each, *_called(each)) for each in shown if each.family == "time"][:MOST],
            "shares": [(each, *_called(each)) for each in shown if each.family != "time"][:MOST],
            "asked": sum(each.difference is not None for each in said.found.changes),
            "claimed": sum(each.claimed for each in said.found.changes),
            "csv_url": _address(said),
        }
    return render(request, "studies/effect.html", context)


@page()
def effect_csv(request: SignedRequest, code: str) -> HttpResponseBase:
    """This page will give every measure that was compared as a table, also those that show no difference."""
    said = _compared(request, code)
    if said.found is None:
        raise NotFound
    names = ("family", "measure", "of", "before", "after", "cases_before", "cases_after")
    headings = (*names, "difference", "low", "high", "adjusted_p", "verdict")
    return table(f"{code}-effect", headings, (_line(each) for each in said.found.changes))


def _compared(request: SignedRequest, code: str) -> Compared:
    study = study_of(request, code)
    logs = studies.logs_for(request.user).filter(study=study, reading__isnull=False)
    before, after = (_chosen(request, list(logs.filter(of=of)), of) for of in ("before", "after"))
    by = request.GET.get("by", "")
    if not before or not after:
        return Compared(study, logs, before, after, by)
    one, other = studies.events_of(before), studies.events_of(after)
    columns = tuple(sorted(set(one.case_columns) & set(other.case_columns)))
    rules = studies.rules_for(request.user, study)
    held = (studies.rules_held(before, rules), studies.rules_held(after, rules)) if rules else None
    found = compare(one, other, by=[by] if by in columns else [], safeguards=held)
    return Compared(study, logs, before, after, by, columns, found)


def _address(said: Compared) -> str:
    assert said.before is not None
    assert said.after is not None
    asked = {"before": said.before.pk, "after": said.after.pk, **({"by": said.by} if said.by else {})}
    return f"{reverse('studies:effect-csv', args=(said.study.code,))}?{urlencode(asked)}"


def _line(each: Change) -> tuple[Cell, ...]:
    between = each.difference
    bounds = (between.value, between.low, between.high) if between else (None, None, None)
    told = (bound if bound is not None and isfinite(bound) else None for bound in bounds)
    sides = each.before, each.after, *each.cases
    return each.family, each.measure, _called(each)[1], *sides, *told, each.adjusted_p, each.verdict


def _chosen(request: SignedRequest, logs: list[StudyLog], of: str) -> StudyLog | None:
    """The log that the address names, else the newest of its kind."""
    try:
        wanted = UUID(request.GET.get(of, ""))
    except ValueError:
        wanted = None
    return next((each for each in logs if each.pk == wanted), logs[-1] if logs else None)


def _called(each: Change) -> tuple[str, str]:
    """What was measured, and of what."""
    measures = {
        "throughput": _("Time of a case"),
        "service": _("Work on a step"),
        "edge": _("From step to step"),
        "activity": _("Step that is done"),
        "end": _("Where cases end"),
        "variant": _("Way of the work"),
        "anything repeated": _("Anything done again"),
        "repeated": _("Step done again"),
        "safeguard": _("Safeguard kept"),
    }
    said = each.name
    if "from" in said:
        of = f"{said['from']} → {said['to']}"
    elif "activities" in said:
        of = " → ".join(said["activities"])
    else:
        of = str(said.get("activity") or said.get("said") or said.get("safeguard") or "")
    return measures[each.measure], of
