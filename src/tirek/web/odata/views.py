"""The feed of the answers to a form: what tables it has, of what they are made, and their rows, page by page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.urls import reverse

from tirek import forms
from tirek.directory import Account, NotFound, NotPermitted
from tirek.forms import Asked, EntitySet, Layout
from tirek.web.odata.asking import feed

PAGE = 5_000
JSON = "application/json;odata.metadata=minimal;odata.streaming=true;charset=utf-8"


@feed
def service(request: HttpRequest, account: Account, form_id: str) -> HttpResponseBase:
    """This page will list the tables of the feed."""
    names = [each.name for each in forms.entity_sets(_layout(account, form_id))]
    context = {"@odata.context": _address(request, form_id, "$metadata")}
    return JsonResponse(
        context | {"value": [{"name": name, "kind": "EntitySet", "url": name} for name in names]}, content_type=JSON
    )


@feed
def metadata(request: HttpRequest, account: Account, form_id: str) -> HttpResponseBase:
    """This page will say of what the tables are made."""
    sets = forms.entity_sets(_layout(account, form_id))
    return HttpResponse(forms.metadata(sets), content_type="application/xml;charset=utf-8")


@feed
def table(request: HttpRequest, account: Account, form_id: str, name: str) -> HttpResponseBase:
    """This page will stream the rows of a table; where there are more than a page holds, it says where they go on."""
    question = forms.question(request.GET.dict())
    found, layout = forms.export_answers(
        account=account,
        form_id=form_id,
        kind="OData",
        asked=Asked(),
        page=lambda rows: forms.narrowed(rows, question)[: PAGE if question.top is None else min(PAGE, question.top)],
    )
    chosen = _set(layout, name)
    rows = forms.narrowed(found, question)[: PAGE + 1]
    before: dict[str, Any] = {"@odata.context": f"{_address(request, form_id, '$metadata')}#{name}"}
    if question.count:
        whole = found.filter(question.where)
        before["@odata.count"] = _counted(chosen, layout, whole)
    onwards = _address(request, form_id, name)
    return StreamingHttpResponse(_page(before, chosen, rows, layout, question, request, onwards), content_type=JSON)


def _page(
    before: dict[str, Any],
    chosen: EntitySet,
    rows: Any,
    layout: Layout,
    question: forms.Question,
    request: HttpRequest,
    onwards: str,
) -> Iterator[bytes]:
    """A page in pieces: rows are skipped, given and counted one by one; it ends between two submissions.

    Where it breaks off, it is no JSON: nobody takes half a page for a whole one.
    """
    yield json.dumps(before, ensure_ascii=False)[:-1].encode() + b',"value":['
    given, skipped, last, more = 0, 0, None, False
    for seen, told in enumerate(forms.told(rows, layout)):
        if given >= PAGE or seen >= PAGE:
            more = True
            break
        for entity in forms.entities(chosen, told, question.chosen):
            if skipped < question.skip:
                skipped += 1
            elif question.top is None or given < question.top:
                yield (b"," if given else b"") + json.dumps(entity, ensure_ascii=False).encode()
                given += 1
        last = told.submission
        if question.top is not None and given >= question.top:
            break
    yield b"]"
    if more and last is not None:
        query = forms.next_page(request.GET.dict(), last, question, given, skipped)
        yield b',"@odata.nextLink":' + json.dumps(f"{onwards}?{query}").encode()
    yield b"}"


def _counted(chosen: EntitySet, layout: Layout, found: Any) -> int:
    """How many rows there are; those of a repeat are inside sealed answers and are counted one by one."""
    if not chosen.sheet.repeat:
        return int(found.count())
    return sum(len(told.rows.get(chosen.sheet.repeat, ())) for told in forms.told(found, layout))


def _layout(account: Account, form_id: str) -> Layout:
    found = [form for form in forms.forms_of(account, form_id) if forms.sight(account, form).exports]
    if not found:
        raise NotPermitted(deed="see answers")
    return forms.layout(account, found)


def _set(layout: Layout, name: str) -> EntitySet:
    found = next((each for each in forms.entity_sets(layout) if each.name == name), None)
    if found is None:
        raise NotFound
    return found


def _address(request: HttpRequest, form_id: str, name: str) -> str:
    return request.build_absolute_uri(reverse("odata:service", args=(form_id,))) + name
