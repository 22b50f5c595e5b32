"""What is asked of who issues a device."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tirek.directory import Office


class DeviceForm(forms.Form):
    """A device to be issued."""

    name = forms.CharField(
        label=_("Name of the device"), max_length=60, help_text=_("As it is written on it, such as Tablet 3.")
    )
    office = forms.ModelChoiceField(label=_("Office"), queryset=Office.objects.none(), empty_label=None)

    def __init__(self, *given: Any, offices: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["office"].queryset = offices  # type: ignore[attr-defined]
