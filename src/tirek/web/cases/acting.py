"""What is done in a case."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from tirek import cases
from tirek.directory import Account, NotFound, check
from tirek.web.cases.asking import AssignForm, CloseForm, NoteForm, ReasonForm
from tirek.web.cases.reading import shown
from tirek.web.requests import SignedRequest, page


@page("POST")
def open_case(request: SignedRequest) -> HttpResponse:
    """This page will open a case with answers, and show once the code for asking where it is."""
    check(request.user, "work on cases")
    try:
        answers = UUID(request.POST.get("answers", ""))
    except ValueError:
        raise NotFound from None
    opened = cases.open_case(actor=request.user, submission=answers, about=request.POST.get("about", ""))
    return render(request, "cases/opened.html", {"case": opened.case, "code": opened.code})


@page("POST")
def told(request: SignedRequest, number: str) -> HttpResponse:
    """This page will say that something came for which a case waits."""
    check(request.user, "work on cases")
    cases.tell(actor=request.user, number=number, message=request.POST.get("message", ""))
    messages.success(request, gettext("It is written down that it came."))
    return redirect("cases:case", number)


@page("POST")
def note(request: SignedRequest, number: str) -> HttpResponse:
    """This page will keep a note."""
    check(request.user, "work on cases")
    form = NoteForm(request.POST)
    if not form.is_valid():
        return shown(request, number, 422, note_form=form)
    cases.write_note(actor=request.user, number=number, text=form.cleaned_data["text"])
    messages.success(request, gettext("The note is kept."))
    return redirect("cases:case", number)


@page("POST")
def assign(request: SignedRequest, number: str) -> HttpResponse:
    """This page will give a case to somebody of the office."""
    check(request.user, "lead cases")
    form = _of_office(request, number)
    if not form.is_valid():
        return shown(request, number, 422, assign_form=form)
    cases.assign(actor=request.user, number=number, account=form.cleaned_data["account"])
    messages.success(request, gettext("The case is given."))
    return redirect("cases:case", number)


@page("POST")
def help_case(request: SignedRequest, number: str) -> HttpResponse:
    """This page will let somebody else of the office work on a case too."""
    check(request.user, "lead cases")
    form = _of_office(request, number, "help_%s")
    if not form.is_valid():
        return shown(request, number, 422, help_form=form)
    cases.add_helper(actor=request.user, number=number, account=form.cleaned_data["account"])
    messages.success(request, gettext("They work on the case together now."))
    return redirect("cases:case", number)


@page("POST")
def leave(request: SignedRequest, number: str) -> HttpResponse:
    """This page will end the work of somebody who helps in a case."""
    check(request.user, "lead cases")
    account = Account.objects.filter(username=request.POST.get("account", "")).first()
    if account is None:
        raise NotFound
    cases.remove_helper(actor=request.user, number=number, account=account)
    messages.success(request, gettext("%(who)s no longer works on the case.") % {"who": account.username})
    return redirect("cases:case", number)


def _of_office(request: SignedRequest, number: str, auto_id: str = "id_%s") -> AssignForm:
    with cases.sight_of(request.user):
        found = cases.cases_for(request.user).filter(number=number).first()
        if found is None:
            raise NotFound
        form = AssignForm(request.POST, case=found, auto_id=auto_id)
        form.is_valid()  # within its sight
    return form


@page("POST")
def close(request: SignedRequest, number: str) -> HttpResponse:
    """This page will close a case before its procedure ends."""
    check(request.user, "lead cases")
    form = CloseForm(request.POST)
    if not form.is_valid():
        return shown(request, number, 422, close_form=form)
    kind = cases.Closure.Kind(form.cleaned_data["kind"])
    cases.close_case(actor=request.user, number=number, kind=kind, reason=form.cleaned_data["reason"])
    messages.success(request, gettext("The case is closed."))
    return redirect("cases:case", number)


@page("POST")
def reopen(request: SignedRequest, number: str) -> HttpResponse:
    """This page will open a closed case again."""
    check(request.user, "lead cases")
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return shown(request, number, 422, reopen_form=form)
    cases.reopen_case(actor=request.user, number=number, reason=form.cleaned_data["reason"])
    messages.success(request, gettext("The case is open again."))
    return redirect("cases:case", number)
