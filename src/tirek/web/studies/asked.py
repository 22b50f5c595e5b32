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

from tirek import studies
from tirek.mining import Filter, filters_json
from tirek.studies import StudyLog


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

    def plain(self, name: str, **more: str) -> str:
        """This function will give the address of anything of the log that is asked the same, with what is said more."""
        said = {**({"only": self.only} if self.only else {}), **{key: value for key, value in more.items() if value}}
        address = reverse(f"studies:{name}", args=(self.log.study.code, self.log.pk))
        return f"{address}?{urlencode(said)}" if said else address

    def context(self, here: str) -> dict[str, Any]:
        """This function will give what every page of a log shows."""
        pages = {
            "map": _("Map"),
            "waiting": _("Waiting"),
            "dots": _("Dots"),
            "conformance": _("Against the drawing"),
            "safeguards": _("Safeguards"),
            "variants": _("Variants"),
            "cases": pgettext("of a log", "Cases"),
            "figures": pgettext("of a log", "Figures"),
        }
        chips = [
            (studies.told(each), address_of(self.log, here, [other for other in self.filters if other is not each]))
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
