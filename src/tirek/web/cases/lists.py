"""The list of cases, and what waits for the reader."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format

from tirek import cases
from tirek.directory import Account, Office, can, check
from tirek.packs import Edition
from tirek.web.cases.asking import AskedForm
from tirek.web.requests import MOST_COUNTED, SignedRequest, page, paged, paged_newest


@page("GET", "POST")
def index(request: SignedRequest) -> HttpResponse:
    """This page will list the cases that the reader may see and asked for, the newest first.

    What is searched for is sent, and read from no address: a name there would stay in the history of a browser.
    """
    check(request.user, "see cases")
    with cases.sight_of(request.user):
        asking = AskedForm(_given(request), account=request.user)
        found = cases.cases_asked(request.user, asking.asked)
        rows = paged_newest(request, found.values(*SHOWN))
        rows.object_list = _named(rows.object_list)
        context = {
            "asking": asking,
            "rows": rows,
            "count": rows.paginator.count,
            "most": MOST_COUNTED,
            "now": timezone.now(),
            "words": asking.asked.words.strip(),
            "elsewhere": 0 if rows.paginator.count else _among_all(request.user, asking.asked),
            "leads": can(request.user, "lead cases"),
            "posted": [(name, asking[name].value() or "") for name in asking.fields] if asking.is_bound else [],
        }
        return render(request, "cases/index.html", context)


SHOWN = ("number", "opened_at", "due_at", "closed_at", "breaches", "edition_id", "office_id", "assigned_to__username")
"""Of each row no more is read than the list shows: what a case holds sealed is most of it."""


def _named(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows, with the names of mechanisms and offices, which are few, asked once each."""
    listed = list(rows)
    editions = Edition.objects.in_bulk({each["edition_id"] for each in listed})
    offices = Office.objects.in_bulk({each["office_id"] for each in listed})
    titles = {key: each.title for key, each in editions.items()}
    names = {key: str(each) for key, each in offices.items()}
    for each in listed:
        each |= {"title": titles[each["edition_id"]], "office": names[each["office_id"]]}
        each |= {"opened": _day(each["opened_at"]), "due": _day(each["due_at"])}
    return listed


def _day(moment: datetime | None) -> str:
    return date_format(timezone.localtime(moment)) if moment else ""


def _given(request: SignedRequest) -> QueryDict | None:
    if request.method == "POST":
        return request.POST
    given = request.GET.copy()
    given.pop("words", None)
    return given or None


def _among_all(reader: Account, asked: cases.AskedCases) -> int:
    """How many have the words that the list was asked for, where whatever else was asked leaves them out."""
    whole = cases.AskedCases(words=asked.words, which="all")
    return cases.cases_asked(reader, whole).count() if asked.words.strip() and asked != whole else 0


@page()
def work(request: SignedRequest) -> HttpResponse:
    """This page will list the steps that wait for the reader, what is late first, and cases on their way here."""
    check(request.user, "work on cases")
    arriving = cases.arriving_for(request.user)
    with cases.sight_of(request.user):
        rows = paged(request, cases.work_of(request.user))
        name_steps(rows.object_list)
        context = {"rows": rows, "now": timezone.now(), "arriving": arriving, "leads": can(request.user, "lead cases")}
        return render(request, "cases/work.html", context)


def name_steps(tasks: Iterable[cases.Task]) -> None:
    """This function will give each task the name of its step in the reader's language."""
    for task in tasks:
        rules = cases.rules_of(task.case.edition)
        task.name = rules.said(rules.procedures[task.case.procedure].steps[task.step].name)  # type: ignore[attr-defined]
