"""What was answered: the list of a form, one submission, its files."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from tirek import cases, forms
from tirek.directory import check
from tirek.packs import fields_of
from tirek.web.downloads import attachment
from tirek.web.forms.asking import AskedForm, asked_of
from tirek.web.forms.states import PICTURES, state
from tirek.web.requests import SignedRequest, page, paged


@page()
def answered(request: SignedRequest) -> HttpResponse:
    """This page will list the forms of which the reader may read answers."""
    check(request.user, "see answers")
    return render(request, "forms/answered.html", {"forms": forms.answered_forms(request.user)})


@page()
def answers(request: SignedRequest, form_id: str) -> HttpResponse:
    """This page will list what was answered to a form, the newest first."""
    found = forms.forms_of(request.user, form_id)
    asking = AskedForm(request.GET or None, account=request.user)
    asked = asked_of(asking)
    rows = paged(request, forms.submissions_asked(request.user, found, asked).only("pk"))
    rows.object_list = forms.listed(request.user, rows.object_list)
    counted = {form.pk for form in found if not forms.sight(request.user, form).hidden}
    for row in rows.object_list:
        # How many files came may say what a hidden question was answered.
        row.told_files = row.form_id in counted  # type: ignore[attr-defined]
    context = {
        "form": found[0],
        "rows": rows,
        "asking": asking,
        "count": rows.paginator.count,
        "exports": any(forms.sight(request.user, each).exports for each in found),
        "query": urlencode({name: value for name, value in request.GET.items() if name != "page"}),
    }
    return render(request, "forms/answers.html", context)


@page()
def answer(request: SignedRequest, key: UUID) -> HttpResponse:
    """This page will show one submission: what was answered, its files, its versions."""
    opened = forms.open_submission(account=request.user, key=key)
    submission, reading, hidden = opened.submission, opened.reading, opened.sight.hidden
    files = {each.name: each for each in forms.attachments_of(submission)}
    versions = forms.versions_of(request.user, submission)
    newer = forms.newer_of(request.user, submission)
    claims = [each for each in versions if each.replaces == submission.instance_id and each != submission]
    language = (get_language() or "en")[:2]
    missing = [name for name in reading.expected if name not in files] if reading and not hidden else []
    with cases.sight_of(request.user):
        case = cases.case_of_answers(request.user, submission)
        steps = [] if case else cases.steps_for_answers(request.user, submission)
    context = {
        "case": case,
        "steps": steps,
        "may_open_case": cases.can_open_with(request.user, submission),
        "submission": submission,
        "opened": opened,
        "lines": list(forms.lines(fields_of(submission.form), opened.answers or {}, hidden, language)),
        "state": state(reading, replaced=newer is not None, missing=bool(missing)),
        "files": files,
        "missing": missing,
        "versions": versions,
        "newer": newer,
        "claims": [] if newer else claims,
        "hides": bool(hidden),
        "asides": forms.asides_of(submission),
        "may_correct": opened.sight.corrects and not hidden and newer is None,
    }
    return render(request, "forms/answer.html", context)


@page()
def file(request: SignedRequest, key: UUID, name: str) -> HttpResponse:
    """This page will give a file that came with answers: pictures to be seen in place, all else for keeping."""
    kept, content = forms.open_attachment(account=request.user, key=key, name=name)
    response = attachment(
        content, kept.name, kept.media_type if kept.media_type in PICTURES else "application/octet-stream"
    )
    if kept.media_type in PICTURES and request.GET.get("shown"):
        response["Content-Disposition"] = "inline"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@page()
def aside(request: SignedRequest, key: UUID, aside: UUID) -> HttpResponse:
    """This page will give what was kept aside, for keeping."""
    kept, content = forms.open_aside(account=request.user, key=key, aside=aside)
    response = attachment(content, kept.name or f"{kept.pk}.xml")
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@page()
def instance(request: SignedRequest, key: UUID) -> HttpResponse:
    """This page will give the answers as they came, for the correction of them in the browser."""
    return attachment(forms.open_instance(account=request.user, key=key), f"{key}.xml", "text/xml")
