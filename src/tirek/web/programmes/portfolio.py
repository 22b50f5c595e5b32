"""All programmes side by side: dates, money, what is late, how their indicators stand."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tirek import indicators, money, monitoring, plans
from tirek.directory import Account, can
from tirek.indicators import Standing
from tirek.money import Totals
from tirek.plans import Programme
from tirek.web.downloads import safe_cell
from tirek.web.programmes.due import late_by_programme
from tirek.web.requests import SignedRequest, page, paged

AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Row:
    """One programme of the portfolio; what the account may not see is None."""

    programme: Programme
    money: Totals | None = None
    late: int | None = None
    standing: Standing | None = None


# What the table can be sorted by: the word of its column, and the key of a row. Rows without a value come last.
SORTED_BY: dict[str, tuple[Any, Callable[[Row], Any]]] = {
    "title": (_("Programme"), lambda row: row.programme.title.casefold()),
    "code": (_("Code"), lambda row: row.programme.code),
    "begins": (_("Begins"), lambda row: row.programme.starts),
    "ends": (_("Ends"), lambda row: row.programme.ends),
    "budget": (_("Budget"), lambda row: row.money and row.money.budget),
    "spent": (_("Spent"), lambda row: row.money and row.money.expenditure),
    "delivery": (_("Delivery"), lambda row: row.money and row.money.delivery),
    "late": (_("Late"), lambda row: row.late),
    "behind": (_("Behind"), lambda row: row.standing and row.standing.behind),
}
OWN = {"title", "code", "begins", "ends"}
"""What a programme itself is sorted by: then money and the rest are asked for one page alone."""


@page()
def index(request: SignedRequest) -> HttpResponse:
    """This page will show the programmes that the account may see, side by side; superseded ones folded away."""
    sort = request.GET.get("sort", "")
    programmes, superseded = _parted(_seen(request.user))
    context = {
        "page": _page(request, programmes, sort),
        "superseded": superseded,
        "columns": [_column(key, str(label), sort) for key, (label, _key) in SORTED_BY.items()],
        "own_funds": money.programmes_with_own_funds(request.user).order_by("code"),
        "sees_figures": can(request.user, "see figures"),
    }
    return render(request, "programmes/index.html", context)


def _page(request: SignedRequest, programmes: Sequence[Programme], sort: str) -> Page[Any]:
    today, name = timezone.localdate(), sort.removeprefix("-")
    if name not in SORTED_BY:
        name = "code"
    bare = name in OWN
    rows = [Row(each) for each in programmes] if bare else portfolio(request.user, programmes, today)
    shown = paged(request, _sorted(rows, name, down=sort.startswith("-")), AT_ONCE)
    if bare:
        shown.object_list = portfolio(request.user, [row.programme for row in shown], today)
    return shown


def _column(key: str, label: str, sort: str) -> dict[str, str]:
    """A heading that sorts: upwards first, and the other way round when it is asked again."""
    ways = {key: ("ascending", f"-{key}"), f"-{key}": ("descending", key)}
    now, following = ways.get(sort, ("", key))
    return {"key": key, "label": label, "now": now, "next": following}


def _seen(account: Account) -> list[Programme]:
    return list(plans.programmes_for(account).select_related("office", "superseded_by").order_by("code"))


def _parted(programmes: Iterable[Programme]) -> tuple[list[Programme], list[Programme]]:
    """Those in force, and those whose place another programme has taken."""
    parts: tuple[list[Programme], list[Programme]] = ([], [])
    for each in programmes:
        parts[hasattr(each, "superseded_by")].append(each)
    return parts


def portfolio(account: Account, programmes: Sequence[Programme], today: date) -> list[Row]:
    """This function will gather what is shown of programmes: as many queries for many of them as for one."""
    totals = money.totals_by_programme([each.pk for each in programmes]) if can(account, "see money") else {}
    late = late_by_programme(programmes, today) if monitoring.can_see(account) else {}
    standings = indicators.standings(programmes, today) if can(account, "see figures") else {}
    return [Row(each, totals.get(each.pk), late.get(each.pk), standings.get(each.pk)) for each in programmes]


def _sorted(rows: list[Row], name: str, *, down: bool) -> list[Row]:
    _label, key = SORTED_BY[name]
    known = [row for row in rows if key(row) is not None]
    unknown = [row for row in rows if key(row) is None]
    return sorted(known, key=key, reverse=down) + unknown


@page()
def as_csv(request: SignedRequest) -> HttpResponse:
    """This page will give the portfolio as a table, superseded programmes among the others."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="programmes.csv"'
    table = csv.writer(response)
    table.writerow(
        ["code", "title", "office", "begins", "ends", "superseded by", "currency", "budget", "spent", "commitments",
         "delivery in percent", "late", "indicators", "on target", "behind", "under way"]
    )  # fmt: skip
    for row in portfolio(request.user, _seen(request.user), timezone.localdate()):
        table.writerow([safe_cell("" if cell is None else cell) for cell in _cells(row)])
    return response


def _cells(row: Row) -> list[Any]:
    of = row.programme
    newer = getattr(of, "superseded_by", None)
    funds = row.money
    standing = row.standing
    return [
        *(of.code, of.title, of.office_id, of.starts, of.ends, newer.code if newer else "", of.currency),
        *((funds.budget, funds.expenditure, funds.commitments, funds.delivery) if funds else [None] * 4),
        row.late,
        *((standing.all, standing.on_target, standing.behind, standing.under_way) if standing else [None] * 4),
    ]
