"""What a page of a log is asked: the filters in its address, each with its words and the way to take it off."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tirek import mining, studies
from tirek.mining import Filter, filters_json
from tirek.studies import StudyLog
from tirek.web.templatetags.studies import took


@dataclass(frozen=True, slots=True)
class Asked:
    """A log and what of it is asked. `only` are the filters as the address holds them."""

    log: StudyLog
    filters: tuple[Filter, ...]

    @property
    def only(self) -> str:
        """The filters written down, the same text for the same question."""
        return json.dumps(filters_json(self.filters), ensure_ascii=False) if self.filters else ""

    def address(self, name: str, *more: Filter) -> str:
        """This function will give the address of a page of the log, asked the same and more."""
        return address_of(self.log, name, (*self.filters, *more))

    def context(self, here: str) -> dict[str, Any]:
        """This function will give what every page of a log shows."""
        pages = {
            "map": _("Map"),
            "waiting": _("Waiting"),
            "conformance": _("Against the drawing"),
            "safeguards": _("Safeguards"),
            "variants": _("Variants"),
            "cases": pgettext("of a log", "Cases"),
        }
        chips = [
            (told(each), address_of(self.log, here, [other for other in self.filters if other is not each]))
            for each in self.filters
        ]
        return {
            "log": self.log,
            "study": self.log.study,
            "reading": self.log.reading,
            "here": here,
            "tabs": [(name, label, self.address(name)) for name, label in pages.items()],
            "chips": chips,
            "only": self.only,
            "map_url": self.address("flow"),
            "choose_url": f"{reverse('studies:narrow', args=(self.log.study.code, self.log.pk))}?"
            + urlencode({"here": here, "only": self.only}),
        }


def asked_of(request: HttpRequest, log: StudyLog) -> Asked:
    """This function will read what a page is asked. Raises `FilterUnclear`."""
    return Asked(log, studies.only_of(request.GET.get("only", "")))


def address_of(log: StudyLog, name: str, filters: Sequence[Filter]) -> str:
    """This function will give the address of a page of a log, with filters."""
    address = reverse(f"studies:{'log' if name == 'map' else name}", args=(log.study.code, log.pk))
    if not filters:
        return address
    return f"{address}?{urlencode({'only': json.dumps(filters_json(filters), ensure_ascii=False)})}"


def told(each: Filter) -> str:
    """This function will say a filter in words."""
    match each:
        case mining.During():
            return _("from %(since)s until %(until)s") % {"since": each.since or "…", "until": each.until or "…"}
        case mining.Usual():
            return _("the usual ways: %(share)s %% of cases") % {"share": round(each.share * 100)}
        case mining.OfVariant():
            return _("the way: %(way)s") % {"way": " → ".join(each.activities)}
        case mining.Having():
            names = {"column": each.column, "values": ", ".join(each.values)}
            return (_("%(column)s is not %(values)s") if each.not_ else _("%(column)s: %(values)s")) % names
        case mining.Between():
            return _("%(column)s from %(least)s to %(most)s") % {
                "column": each.column,
                "least": "…" if each.least is None else each.least,
                "most": "…" if each.most is None else each.most,
            }
        case mining.Beginning():
            return _("begins with %(activities)s") % {"activities": ", ".join(each.activities)}
        case mining.Ending():
            return _("ends with %(activities)s") % {"activities": ", ".join(each.activities)}
        case mining.Following():
            names = {"before": each.before, "after": each.after}
            text = (
                _("%(after)s directly after %(before)s") if each.directly else _("%(after)s some time after %(before)s")
            )
            return _("not: %(said)s") % {"said": text % names} if each.not_ else text % names
        case mining.Lasting():
            return _("lasting from %(least)s to %(most)s") % {
                "least": took(each.least_s) or "…",
                "most": took(each.most_s) or "…",
            }
        case mining.Repeating():
            return _("%(activity)s at least %(n)s times") % {"activity": each.activity, "n": each.least}
        case mining.Cases():
            return _("chosen cases: %(n)s") % {"n": len(each.names)}
    raise TypeError(type(each))
