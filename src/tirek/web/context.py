"""What every page of the house is given."""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_noop as _

from tirek.directory import can

# The way around: words, address, and the deed that must be allowed for the words to be of use (none: everyone); of
# several, separated by commas, one is enough.
NAVIGATION = (
    (_("Start"), "home", None),
    (_("Plans"), "plans:index", "see plans"),
    (_("Programmes"), "programmes:index", "see programmes"),
    (_("Your funds"), "money:own", "see own funds"),
    (_("Calendar"), "monitoring:calendar", "see monitoring"),
    (_("Published reports"), "published:index", None),
    (_("Check claims"), "claims:check", "check claims"),
    (_("Cases"), "cases:index", "see cases"),
    (_("Forms"), "forms:index", "fill forms"),
    (_("Answers"), "forms:answered", "see answers"),
    (_("Devices"), "devices:index", "manage devices"),
    (_("Recommendations"), "findings:index", "see findings,see studies"),
    (_("Places of detention"), "places:index", "manage places"),
    (_("Studies"), "studies:index", "see studies"),
    (_("Mechanisms"), "mechanisms:index", "see mechanisms"),
    (_("Ledger"), "ledger:index", "see ledger"),
)
EXACT = ("/", "/monitoring/")  # below these stand pages of other places
ANSWERS = re.compile(r"^/forms/(answers/|feed-keys/|[^/]+/answers/)")  # below the forms, a place of their own
# Each language by its own name and by the letters a reader of it looks for.
LANGUAGES = (("en", "English", "EN"), ("kk", "Қазақша", "ҚАЗ"), ("ru", "Русский", "РУС"))


def house(request: HttpRequest) -> dict[str, Any]:
    """This function will give what the layout shows: the way around, the languages, whether the data are made up."""
    now = (get_language() or settings.LANGUAGE_CODE)[:2]
    return {
        "demo": settings.DEMO,
        "navigation": navigation(request),
        "languages": [
            {"code": code, "name": name, "short": short, "current": code == now} for code, name, short in LANGUAGES
        ],
    }


def navigation(request: HttpRequest) -> list[dict[str, Any]]:
    """This function will list the places that somebody signed in may go to, and mark where they are."""
    account = getattr(request, "user", None)
    if account is None or not account.is_authenticated:
        return []
    here = request.path
    return [
        {"label": gettext(label), "url": url, "current": _is_at(here, url)}
        for label, name, deed in NAVIGATION
        if (deed is None or any(can(account, each) for each in deed.split(","))) and (url := reverse(name))
    ]


def _is_at(here: str, url: str) -> bool:
    """Whether somebody is at a place, or below it."""
    if ANSWERS.match(here):
        return url == reverse("forms:answered")
    return here == url if url in EXACT else here.startswith(url)
