"""The measured effect: the log after a change held against the log before it, like with like."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tirek import studies
from tirek.mining import Change, compare
from tirek.studies import StudyLog
from tirek.web.requests import SignedRequest, page
from tirek.web.studies.studying import study_of

MOST = 40


@page()
def effect(request: SignedRequest, code: str) -> HttpResponse:
    """This page will say what changed from before to after, and only what is more than chance."""
    study = study_of(request, code)
    logs = studies.logs_for(request.user).filter(study=study, reading__isnull=False)
    before, after = (_chosen(request, list(logs.filter(of=of)), of) for of in ("before", "after"))
    by = [request.GET["by"]] if request.GET.get("by") else []
    context: dict[str, Any] = {
        "study": study,
        "logs": logs,
        "before": before,
        "after": after,
        "by": by[0] if by else "",
    }
    if before and after:
        one, other = studies.events_of(before), studies.events_of(after)
        columns = sorted(set(one.case_columns) & set(other.case_columns))
        rules = studies.rules_for(request.user, study)
        held = (studies.rules_held(before, rules), studies.rules_held(after, rules)) if rules else None
        found = compare(one, other, by=[name for name in by if name in columns], safeguards=held)
        shown = [each for each in found.changes if each.claimed or each.measure == "throughput"]
        context |= {
            "columns": columns,
            "found": found,
            "times": [(each, *_called(each)) for each in shown if each.family == "time"][:MOST],
            "shares": [(each, *_called(each)) for each in shown if each.family != "time"][:MOST],
            "asked": sum(each.difference is not None for each in found.changes),
            "claimed": sum(each.claimed for each in found.changes),
        }
    return render(request, "studies/effect.html", context)


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
