"""Devices: which one it is that speaks, what it may fetch, which there are."""

from __future__ import annotations

import secrets
from functools import lru_cache
from hashlib import md5, sha256
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from tirek.directory import MAY, Account, NotFound, Office, can
from tirek.forms.errors import DeviceUnknown, DeviceWithdrawn
from tirek.forms.models import Device, Submission
from tirek.packs import EditionFile, PackForm, forms_in_force

MEDIA = "forms/media/"


def device_of(*, key: str, secret: str) -> Device:
    """This function will find the device that speaks, by its key and its secret.

    Raises `DeviceUnknown`, and `DeviceWithdrawn` to who knows the secret of one that was withdrawn.
    """
    try:
        device = Device.objects.select_related("issued_by").filter(pk=UUID(key)).first()
    except ValueError:
        device = None
    known = bytes(device.secret_digest) if device else b""
    if not secrets.compare_digest(known, digest_of(secret)) or device is None:
        raise DeviceUnknown
    if device.withdrawn_position is not None:
        raise DeviceWithdrawn
    return device


def digest_of(secret: str) -> bytes:
    """This function will give what is kept of a secret: it is 256 random bits, which no table of digests holds."""
    return sha256(secret.encode()).digest()


def forms_for_devices() -> QuerySet[PackForm]:
    """This function will give the empty forms that a device may fetch: those in force that somebody fills."""
    roles = [role.value for role in MAY["fill forms"]]
    found = forms_in_force().filter(access__role__in=roles, access__does__contains=["fill"])
    return found.distinct().order_by("form_id")


def form_for_devices(form_id: str, version: str) -> PackForm:
    """This function will give one of the empty forms that a device may fetch. Raises `NotFound`."""
    form = forms_for_devices().filter(form_id=form_id, version=version).first()
    if form is None:
        raise NotFound
    return form


def media_file(form: PackForm, name: str) -> bytes:
    """This function will give a file that a form shows. Raises `NotFound`."""
    if name not in form.media:
        raise NotFound
    file = EditionFile.objects.filter(edition=form.edition_id, path=MEDIA + name).first()
    if file is None:
        raise NotFound
    return bytes(file.content)


@lru_cache(maxsize=1024)
def fingerprint(form: UUID) -> str:
    """This function will give the digest by which clients see that an empty form has changed. OpenRosa asks for MD5."""
    return _md5(bytes(PackForm.objects.values_list("xform", flat=True).get(pk=form)))


@lru_cache(maxsize=4096)
def media_fingerprint(edition: UUID, name: str) -> str:
    """This function will give the digest of a file that a form shows."""
    return _md5(bytes(EditionFile.objects.values_list("content", flat=True).get(edition=edition, path=MEDIA + name)))


def _md5(content: bytes) -> str:
    return md5(content, usedforsecurity=False).hexdigest()


def offices_of_devices(account: Account) -> QuerySet[Office]:
    """This function will give the offices whose devices the account issues and withdraws."""
    if not can(account, "manage devices"):
        return Office.objects.none()
    return Office.objects.all() if account.office.is_national else Office.objects.filter(pk=account.office_id)


def devices_for(account: Account) -> QuerySet[Device]:
    """This function will give the devices that the account manages, each with when it last sent an answered form.

    When a device fetched forms is kept nowhere: it would tell where somebody was, and helps nobody.
    """
    sent = Submission.objects.filter(device=OuterRef("pk")).order_by("-received_at").values("received_at")[:1]
    found = Device.objects.filter(office__in=offices_of_devices(account)).select_related("office")
    return found.annotate(last_sent=Subquery(sent)).order_by("office__code", "withdrawn_position", "name")


def device_for(account: Account, key: UUID) -> Device:
    """This function will give a device that the account manages. Raises `NotFound`."""
    device = devices_for(account).filter(pk=key).first()
    if device is None:
        raise NotFound
    return device
