"""The picture that sets up ODK Collect on a device: its settings, as Collect reads them from a QR code."""

from __future__ import annotations

import json
import zlib
from base64 import b64encode

import segno
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from tirek.forms import IssuedDevice


def settings_of(issued: IssuedDevice, address: str) -> dict[str, dict[str, object]]:
    """This function will give the settings that Collect is to have.

    What was sent goes from the device at once, and nothing is told to Collect's authors: the answers of people in
    detention are not kept in a pocket.
    """
    general: dict[str, object] = {
        "protocol": "odk_default",
        "server_url": address,
        "username": str(issued.device.pk),
        "password": issued.secret,
        "form_update_mode": "match_exactly",
        "autosend": "wifi_and_cellular",
        "delete_send": True,
        "analytics": False,
    }
    return {"general": general, "admin": {}, "project": {"name": f"Tirek: {issued.device.name}"}}


def code_of(issued: IssuedDevice, address: str) -> SafeString:
    """This function will draw the code, as an SVG that stands in a page and in no file."""
    told = json.dumps(settings_of(issued, address), separators=(",", ":")).encode()
    code = segno.make(b64encode(zlib.compress(told, 9)).decode(), error="l", micro=False)
    drawn = code.svg_inline(scale=4, omitsize=True, light="#fff", title=gettext("Code that sets up ODK Collect"))
    return mark_safe(drawn)  # noqa: S308  # drawn here, from what is drawn as squares
