"""The safeguards of a service: written as in a mechanism, and held against its log."""

from __future__ import annotations

from itertools import islice
from uuid import UUID

import numpy as np
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext as _

from tirek import studies
from tirek.directory import NotFound
from tirek.mining import RuleKept, with_cases
from tirek.refusals import Refusal
from tirek.web.requests import SignedRequest, page, paged
from tirek.web.studies.asked import Asked, asked_of
from tirek.web.studies.logs import log_of
from tirek.web.studies.studying import study_of
from tirek.web.studies.tables import Cell, table

BEGINNING = (
    "id,rule,severity,legal basis,said\n"
    'answered,"when ""first step"" then ""last step"" within 15 working days",breach,,\n'
)
SHOWN = 20
HOW = ("broken", "kept", "open")
LONGEST = 200_000


@page("GET", "POST")
def rules(request: SignedRequest, code: str) -> HttpResponse:
    """This page will show the rules of a service, and keep a new version of them."""
    study = study_of(request, code)
    newest = studies.rules_for(request.user, study)
    text, refusal = newest.table if newest else "", None
    if request.method == "POST":
        text = request.POST.get("table", "")[:LONGEST].replace("\r\n", "\n")
        try:
            kept = studies.write_rules(actor=request.user, study=study, table=text)
        except studies.RulesUnreadable as wrong:
            refusal = wrong
        else:
            messages.success(request, _("The rules are kept as version %(version)s.") % {"version": kept.version})
            return redirect("studies:rules", code)
    context = {
        "study": study,
        "table": newest,
        "text": text or BEGINNING,
        "refusal": refusal,
        "rows": studies.read_rules(newest.table) if newest else [],
        "may": studies.can_keep(request.user, study),
    }
    return render(request, "studies/rules.html", context, status=422 if refusal else 200)


@page()
def kept(request: SignedRequest, code: str, key: UUID) -> HttpResponse:
    """This page will say which rules were kept in how many cases, and name those in which they were not."""
    asked = asked_of(request, log_of(request, code, key))
    written = studies.rules_for(request.user, asked.log.study)
    context = {**asked.context("safeguards"), "table": written, "rules": [], "refusal": None}
    context["csv_url"] = asked.plain("safeguards-csv")
    context["broken_csv_url"] = asked.plain("safeguards-csv", table="broken")
    if written:
        try:
            found = studies.rules_held(asked.log, written, asked.only)
            context["rules"] = [_told(asked, each) for each in found.rules]
            context["judged"] = found.now
        except Refusal as wrong:  # a rule about a column that this log does not have
            context["refusal"] = wrong
    return render(request, "studies/safeguards.html", context)


@page()
def kept_cases(request: SignedRequest, code: str, key: UUID) -> HttpResponse:
    """This page will list the cases that broke or kept a rule, or in which it is not over yet."""
    asked = asked_of(request, log_of(request, code, key))
    written = studies.rules_for(request.user, asked.log.study)
    how, wanted = request.GET.get("how", ""), request.GET.get("rule", "")
    found = studies.rules_held(asked.log, written, asked.only).rules if written else ()
    rule = next((each for each in found if each.safeguard.id == wanted), None)
    if rule is None or how not in HOW:
        raise NotFound
    whole = studies.events_of(asked.log, asked.only)
    chosen = np.zeros(whole.cases, np.bool_)
    chosen[getattr(rule, how)] = True
    events = with_cases(whole, chosen)
    rows = paged(request, range(events.cases))  # type: ignore[arg-type]
    lines = studies.cases_in(events, rows.start_index() - 1 if events.cases else 0, rows.end_index())
    context = {
        **asked.context("safeguards"),
        "page": rows,
        "lines": lines,
        "count": events.cases,
        "why": f"{rule.safeguard.said or rule.safeguard.id}: {_held(how)}",
        "back": asked.address("safeguards"),
        "back_to": _("Safeguards"),
    }
    return render(request, "studies/conformance_cases.html", context)


def _held(how: str) -> str:
    words = {
        "broken": pgettext("of a rule", "broken"),
        "kept": pgettext("of a rule", "kept"),
        "open": pgettext("of a rule", "not over yet"),
    }
    return words[how]


@page()
def kept_csv(request: SignedRequest, code: str, key: UUID) -> HttpResponseBase:
    """This page will give how each rule was kept as a table, or (`table=broken`) each case that broke one, and why."""
    asked = asked_of(request, log_of(request, code, key))
    rules_of = studies.rules_for(request.user, asked.log.study)
    found = studies.rules_held(asked.log, rules_of, asked.only).rules if rules_of else ()
    if request.GET.get("table") == "broken":
        broken = [  # said now, in the language of who asks
            (each.safeguard.id, one.case, gettext(one.template) % one.facts)
            for each in found
            for one in each.violations()
        ]
        return table(f"{code}-broken", ("id", "case", "why"), broken)
    names = ("id", "said", "severity", "legal_basis", "applied", "kept", "broken", "open", "share_kept")
    return table(f"{code}-safeguards", names, (_line(each) for each in found))


def _line(each: RuleKept) -> tuple[Cell, ...]:
    rule = each.safeguard
    counts = each.applied, len(each.kept), len(each.broken), len(each.open), each.share
    return rule.id, rule.said, str(rule.severity), rule.basis, *counts


def _told(asked: Asked, each: RuleKept) -> dict[str, object]:
    return {
        "rule": each,
        "violations": [(one.case, gettext(one.template) % one.facts) for one in islice(each.violations(), SHOWN)],
        "count": len(each.broken),
        "kept": len(each.kept),
        "open": len(each.open),
        **{f"{how}_url": asked.plain("safeguards-cases", rule=each.safeguard.id, how=how) for how in HOW},
        "left": max(0, len(each.broken) - SHOWN),
    }
