"""Devices of an office: issue one, see which there are and when they last sent something, withdraw one."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tirek import forms
from tirek.directory import check
from tirek.web.devices.collect_code import code_of
from tirek.web.devices.forms import DeviceForm
from tirek.web.requests import SignedRequest, page, paged


@page("GET", "POST")
def index(request: SignedRequest) -> HttpResponse:
    """This page will list the devices, and issue one: the answer to that shows its secret, and nothing else does."""
    check(request.user, "manage devices")
    form = DeviceForm(request.POST or None, offices=forms.offices_of_devices(request.user))
    if request.method == "POST" and form.is_valid():
        return _issued(request, forms.issue_device(account=request.user, **form.cleaned_data))
    context = {
        "form": form,
        "devices": paged(request, forms.devices_for(request.user)),
        "unsafe": forms.unsafe_settings(),
        "is_encrypted": settings.PUBLIC_URL.startswith("https://"),
    }
    return render(request, "devices/index.html", context)


def _issued(request: SignedRequest, issued: forms.IssuedDevice) -> HttpResponse:
    address = settings.PUBLIC_URL.rstrip("/") + "/collect"
    context = {
        "device": issued.device,
        "secret": issued.secret,
        "address": address,
        "code": code_of(issued, address),
        "is_encrypted": settings.PUBLIC_URL.startswith("https://"),
    }
    return render(request, "devices/issued.html", context)


@page("POST")
def withdraw(request: SignedRequest, key: UUID) -> HttpResponse:
    """This page will withdraw a device, with a reason."""
    check(request.user, "manage devices")
    device = forms.device_for(request.user, key)
    forms.withdraw_device(account=request.user, device=device, reason=request.POST.get("reason", ""))
    messages.success(request, _("The device is withdrawn: nothing is taken from it any more."))
    return redirect("devices:index")
