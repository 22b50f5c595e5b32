"""Issue a device to an office, and withdraw it. Only the digest of its secret is kept."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from django.utils import timezone

from tirek.directory import Account, Office
from tirek.forms import events
from tirek.forms.devices import digest_of
from tirek.forms.models import Device
from tirek.forms.permissions import check_manage_devices
from tirek.forms.policies import check_device_name, check_device_reason, check_device_standing
from tirek.ledger import WITHDRAWING, entry

SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class IssuedDevice:
    """A device with its secret, which is shown this once."""

    device: Device
    secret: str = field(repr=False)


def issue_device(*, account: Account, office: Office, name: str) -> IssuedDevice:
    """This function will issue a device to an office. Raises `NotPermitted`, `DeviceNameMissing`."""
    check_manage_devices(account, office)
    check_device_name(name)
    secret = secrets.token_urlsafe(SECRET_BYTES)
    detail = {"name": name.strip()}
    with entry(event=events.DEVICE_ISSUED, office=office.pk, by=str(account.pk), detail=detail) as trace:
        device = Device(
            office=office,
            name=name.strip(),
            secret_digest=digest_of(secret),
            issued_by=account,
            issued_at=timezone.now(),
            entered_position=trace.position,
        )
        trace.store(device)
    return IssuedDevice(device, secret)


def withdraw_device(*, account: Account, device: Device, reason: str) -> None:
    """This function will withdraw a device, with a reason; from then on nothing is taken from it.

    Raises `NotPermitted`, `DeviceReasonMissing`, `DeviceAlreadyWithdrawn`.
    """
    check_manage_devices(account, device.office)
    check_device_reason(reason)
    detail = {"name": device.name}
    with entry(event=events.DEVICE_WITHDRAWN, office=device.office_id, by=str(account.pk), detail=detail) as trace:
        standing = Device.objects.only(*WITHDRAWING).get(pk=device.pk)
        check_device_standing(standing)
        standing.withdrawn_position, standing.withdrawn_because = trace.position, reason.strip()
        trace.change(standing)
