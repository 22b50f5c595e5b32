"""Where people wait, what is done again, and how often work changes hands."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from tirek import studies
from tirek.mining import RULES, EventLog, bottlenecks_of, handovers_of, rework_of
from tirek.web.requests import SignedRequest, page
from tirek.web.studies.asked import asked_of
from tirek.web.studies.logs import log_of

SHOWN = 20


@page()
def waiting(request: SignedRequest, code: str, key: UUID) -> HttpResponse:
    """This page will rank where cases wait by what that costs them all together, and show what is done again."""
    asked = asked_of(request, log_of(request, code, key))
    events = studies.events_of(asked.log, asked.only)
    found, again = bottlenecks_of(events), rework_of(events)
    steps = [(each, asked.address("cases", each.question)) for each in found.edges[:SHOWN]]
    repeated = [(each, asked.address("cases", each.question)) for each in again.activities[:SHOWN] if each.cases]
    context = {
        **asked.context("waiting"),
        "found": found,
        "steps": steps,
        "times": found.times.activities,
        "rework": again,
        "repeated": repeated,
        "changes": list(_changes(events)),
        "rule": gettext(RULES[found.method]),
    }
    return render(request, "studies/waiting.html", context)


def _changes(events: EventLog) -> Iterator[tuple[str, str, int, int]]:
    """How often cases change hands: by person and by office, where the log says who did what."""
    for role, label in (("resource", _("From person to person")), ("office", _("From office to office"))):
        if events.role(role) is not None and events.cases:
            found = handovers_of(events, role)
            yield label, number_format(float(found.of_case.mean()), 1), int(found.of_case.max()), int(found.met.max())
