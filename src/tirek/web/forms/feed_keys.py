"""The keys that somebody's spreadsheets read answers with."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tirek import forms
from tirek.directory import check
from tirek.web.requests import SignedRequest, page


@page("GET", "POST")
def feed_keys(request: SignedRequest) -> HttpResponse:
    """This page will list the keys of the account, and issue one; its secret is shown this once."""
    check(request.user, "see answers")
    context: dict[str, object] = {}
    if request.method == "POST":
        name = request.POST.get("name", "")
        context = {"secret": forms.issue_feed_key(account=request.user, name=name), "name": name}
    context |= {"keys": forms.feed_keys_of(request.user), "forms": forms.answered_forms(request.user)}
    return render(request, "forms/feed_keys.html", context)


@page("POST")
def withdraw(request: SignedRequest, key: UUID) -> HttpResponse:
    """This page will end a key of the account."""
    forms.withdraw_feed_key(account=request.user, key=key)
    messages.success(request, _("The key is ended."))
    return redirect("forms:feed-keys")
