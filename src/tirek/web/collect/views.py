"""What devices ask: which forms there are, a form and its files, and to take in what was answered."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape  # it writes, and reads nothing

from django.http import HttpResponse
from django.utils.translation import gettext as _

from tirek import forms
from tirek.packs import PackForm
from tirek.web.collect.speaking import XML, DeviceRequest, address, for_devices, said
from tirek.web.jobs import read_soon
from tirek.web.multipart import answers_and_files, read_parts

LISTED = "http://openrosa.org/xforms/xformsList"
MANIFEST = "http://openrosa.org/xforms/xformsManifest"
INCOMPLETE = "*isIncomplete*"


@for_devices("GET")
def form_list(request: DeviceRequest) -> HttpResponse:
    """This page will list the empty forms that the device may fetch."""
    found = forms.forms_for_devices().defer("xform", "fields")
    if wanted := request.GET.get("formID"):
        found = found.filter(form_id=wanted)
    return _xml("xforms", LISTED, "".join(_listed(request, form) for form in found))


def _listed(request: DeviceRequest, form: PackForm) -> str:
    named = (form.form_id, form.version)
    told = {
        "formID": form.form_id,
        "name": form.title,
        "version": form.version,
        "hash": f"md5:{forms.fingerprint(form.pk)}",
        "downloadUrl": address(request, "collect:form", *named),
    }
    if form.media:
        told["manifestUrl"] = address(request, "collect:manifest", *named)
    return _element("xform", told)


@for_devices("GET")
def form(request: DeviceRequest, form_id: str, version: str) -> HttpResponse:
    """This page will give an empty form."""
    return HttpResponse(bytes(forms.form_for_devices(form_id, version).xform), content_type=XML)


@for_devices("GET")
def manifest(request: DeviceRequest, form_id: str, version: str) -> HttpResponse:
    """This page will list the files that a form shows."""
    found = forms.form_for_devices(form_id, version)
    prints = {name: forms.media_fingerprint(found.edition_id, name) for name in found.media}
    listed = (
        {
            "filename": name,
            "hash": f"md5:{seen}",
            "downloadUrl": address(request, "collect:media", form_id, version, name),
        }
        for name, seen in prints.items()
        if seen
    )
    return _xml("manifest", MANIFEST, "".join(_element("mediaFile", each) for each in listed))


@for_devices("GET")
def media(request: DeviceRequest, form_id: str, version: str, name: str) -> HttpResponse:
    """This page will give a file that a form shows."""
    content = forms.media_file(forms.form_for_devices(form_id, version), name)
    return HttpResponse(content, content_type="application/octet-stream")


@for_devices("HEAD", "POST")
def submission(request: DeviceRequest) -> HttpResponse:
    """This page will take in an answered form with its files; before, it is asked where to send it."""
    if request.method == "HEAD":
        return HttpResponse(status=204, headers={"Location": address(request, "collect:submission")})
    parts = read_parts(request)
    xml, files = answers_and_files(parts)
    forms.receive(sender=request.device, xml=xml, files=files)
    read_soon()
    more = any(part.name == INCOMPLETE and part.content == b"yes" for part in parts)
    return said("submit_success", _("The answers arrived and are kept."), 202 if more else 201)


def _element(name: str, told: dict[str, Any]) -> str:
    within = "".join(f"<{key}>{escape(value)}</{key}>" for key, value in told.items())
    return f"<{name}>{within}</{name}>"


def _xml(name: str, namespace: str, within: str) -> HttpResponse:
    body = f'<?xml version="1.0" encoding="UTF-8"?>\n<{name} xmlns="{namespace}">{within}</{name}>\n'
    return HttpResponse(body, content_type=XML)
