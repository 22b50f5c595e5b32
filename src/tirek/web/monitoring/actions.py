"""A row of the monitoring plan: when it was done, with the files, and marking it as done."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tirek import monitoring
from tirek.monitoring import Due, NoSuchMonitoring
from tirek.web.downloads import attachment
from tirek.web.monitoring.asked import around, due_of, watched
from tirek.web.monitoring.forms import DoneForm
from tirek.web.requests import SignedRequest, page, paged


@page("GET", "POST")
def action(request: SignedRequest, code: str, key: UUID) -> HttpResponse:
    """This page will show when an action was done, and mark it as done for a time it came round."""
    found = watched(request, code)
    row = monitoring.action(found, key)
    if request.method == "POST":
        monitoring.check_keep(request.user, found)
    rounds = [each for each in due_of(found) if each.action == row]
    open_rounds = [each for each in rounds if each.state != "done"]
    form = DoneForm(
        request.POST or None, request.FILES or None, times=open_rounds, initial={"time": request.GET.get("for")}
    )
    if request.method == "POST" and form.is_valid():
        monitoring.mark_done(account=request.user, action=row, **_given(form, open_rounds))
        messages.success(request, _("The action is marked as done."))
        return redirect("monitoring:index", code)
    context = around(
        request,
        found,
        "overview",
        action=row,
        what=monitoring.action_name(row),
        frequency=monitoring.action_frequency(row),
        done=paged(request, monitoring.done_of(request.user, [row])),
        form=form,
        files={each.pk for each in monitoring.files_for(request.user).filter(action=row).only("pk")},
        nothing_open=bool(rounds) and not open_rounds,
        next=next((each for each in open_rounds if each.day >= timezone.localdate()), None),
    )
    return render(request, "monitoring/action.html", context)


def _given(form: DoneForm, rounds: list[Due]) -> dict[str, Any]:
    given = dict(form.cleaned_data)
    upload, time = given.pop("file"), given.pop("time", "")
    chosen = next((each for each in rounds if each.key == time), None)
    given["file"] = (upload.name, upload.read()) if upload else None
    return given | {"period": chosen.period if chosen else None, "key": chosen.key if chosen else ""}


@page()
def file(request: SignedRequest, code: str, key: UUID) -> HttpResponse:
    """This page will give the file that was kept with an action."""
    found = watched(request, code)
    done = monitoring.files_for(request.user).filter(action__programme=found, pk=key).first()
    if done is None:
        raise NoSuchMonitoring
    return attachment(bytes(done.file or b""), done.file_name)
